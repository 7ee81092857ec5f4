// The Status object of Kubernetes: what clients are told when something went wrong, or went well without an
// object to show.
import type { ErrorDetails, FieldCause, OrcError } from '#kernel/errors.ts';
import { definitionOf, isKindName } from '#kernel/log/key.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { httpStatus } from '#api/errors.ts';

/** The reasons that are told as they are: a value that is another's is not wrong, nor is a budget, or a namespace that goes. */
const plainReasons: readonly FieldCause['reason'][] = [
  'FieldManagerConflict',
  'DisruptionBudget',
  'NamespaceTerminating',
];

function causeJson({ reason, field, message }: FieldCause): JsonObject {
  // Where no field is at fault Kubernetes says nothing but the message, or that and the reason.
  if (reason === 'Denied') return { message };
  if (reason === 'ResourceVersionTooLarge') return { reason, message };
  return {
    reason: plainReasons.includes(reason) ? reason : `FieldValue${reason}`,
    message,
    ...(field !== '' && { field }),
  };
}

/** A kind that a request is about, by both its names. */
export interface NamedResource {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
}

function detailsOf(error: OrcError, about: NamedResource | undefined): JsonObject | undefined {
  const { group, kind, name, causes, retryAfterMs }: ErrorDetails = error.details;
  const isAbout = about !== undefined && kind === about.kind && (group ?? '') === about.group;
  const known = kind !== undefined && isKindName(kind) ? definitionOf(kind).plural : kind;
  const plural = isAbout ? about.plural : known;
  // Kubernetes names the kind where an object is wrong, and the resource everywhere else.
  const what = error.code === 'Invalid' ? kind : plural;
  const details = {
    ...(name !== undefined && name !== '' && { name }),
    ...(group !== undefined && group !== '' && { group }),
    ...(what !== undefined && { kind: what }),
    ...(causes !== undefined && {
      causes: causes.map(causeJson),
    }),
    ...(retryAfterMs !== undefined && { retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1000)) }),
  };
  return Object.keys(details).length === 0 ? undefined : details;
}

/** An error as a Status; `about` is the kind that was asked for, whose names its definition gives where users define it. */
export function failureStatus(error: OrcError, about?: NamedResource): JsonObject {
  const { code, reason } = error.details.status ?? httpStatus[error.code];
  const details = detailsOf(error, about);
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
