// The Status object of Kubernetes: what clients are told when something went wrong, or went well without an
// object to show.
import type { ErrorDetails, OrcError } from '#kernel/errors.ts';
import { definitionOf, isKindName } from '#kernel/log/key.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { httpStatus } from '#api/errors.ts';

function detailsOf(error: OrcError): JsonObject | undefined {
  const { group, kind, name, causes, retryAfterMs }: ErrorDetails = error.details;
  const plural = kind !== undefined && isKindName(kind) ? definitionOf(kind).plural : kind;
  // Kubernetes names the kind where an object is wrong, and the resource everywhere else.
  const what = error.code === 'Invalid' ? kind : plural;
  const details = {
    ...(name !== undefined && name !== '' && { name }),
    ...(group !== undefined && group !== '' && { group }),
    ...(what !== undefined && { kind: what }),
    ...(causes !== undefined && {
      causes: causes.map(({ reason, field, message }) =>
        // Where no field is at fault Kubernetes says nothing but the message.
        reason === 'Denied'
          ? { message }
          : {
              // What is wrong with a value has this prefix; a value that is another's is not wrong, nor is a budget.
              reason: ['FieldManagerConflict', 'DisruptionBudget'].includes(reason)
                ? reason
                : `FieldValue${reason}`,
              message,
              field,
            },
      ),
    }),
    ...(retryAfterMs !== undefined && { retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1000)) }),
  };
  return Object.keys(details).length === 0 ? undefined : details;
}

/** An error as a Status. */
export function failureStatus(error: OrcError): JsonObject {
  const { code, reason } = error.details.status ?? httpStatus[error.code];
  const details = detailsOf(error);
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: error.message,
    reason,
    ...(details && { details }),
    code,
  };
}

/** The Status of something done that leaves no object to show. */
export function successStatus(details: JsonObject): JsonObject {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details };
}
