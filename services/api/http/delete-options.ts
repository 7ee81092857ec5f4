// How something is to be deleted, as a request says it: in its body or its query, or within an eviction. Whatever can't be
// read is refused and never left out, since what is deleted is gone.
import { OrcError } from '#kernel/errors.ts';
import { messageFromJson } from '#kernel/model/from-json.ts';
import { DeleteOptions } from '#kernel/model/gen/meta.gen.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { withoutUnknown } from '#kernel/model/unknown-fields.ts';
import type { DeletionOf } from '#api/collection.ts';
import { type ObjectCall, dryRunOf } from '#api/http/call.ts';
import { invalidOptions, unsupportedOption } from '#api/http/options.ts';
import { integerOf } from '#api/http/request.ts';

const policies = ['Background', 'Foreground', 'Orphan'];

/** A deletion, and whether it is only to be checked. */
export interface DeletionAsked {
  readonly deletion: DeletionOf;
  readonly dryRun: boolean;
}

/** The options in a body, or in an eviction. Throws BadRequest, or Invalid for values that there are not. */
function optionsIn(given: JsonObject): DeleteOptions {
  const { kind = 'DeleteOptions', apiVersion: _any, gracePeriodSeconds: grace, ...rest } = given;
  if (kind !== 'DeleteOptions')
    throw new OrcError(
      'BadRequest',
      `the body is a ${JSON.stringify(kind)}: a deletion takes DeleteOptions, or no body`,
    );
  const parsed = messageFromJson(DeleteOptions, withoutUnknown(DeleteOptions.schema, rest).json);
  if ('causes' in parsed) {
    const value = parsed.causes.find(({ reason }) => reason === 'NotSupported');
    if (value !== undefined) throw invalidOptions('DeleteOptions', value.reason, value.field, value.message);
    const causes = parsed.causes.map(({ field, message }) => `${field}: ${message}`);
    throw new OrcError('BadRequest', `DeleteOptions: ${causes.join(', ')}`);
  }
  if (grace === undefined || grace === null) return parsed.ok;
  if (typeof grace === 'number' && Number.isSafeInteger(grace))
    return { ...parsed.ok, gracePeriodSeconds: grace };
  throw new OrcError(
    'BadRequest',
    `gracePeriodSeconds: Invalid value: ${JSON.stringify(grace)}: must be a whole number`,
  );
}

/** What a request asks for, whose options stand in `given` or, where those say nothing, in its query. Throws BadRequest. */
export function deletionAsked(call: ObjectCall, given: JsonObject): DeletionAsked {
  const { query } = call.exchange;
  const { gracePeriodSeconds, propagationPolicy, orphanDependents, preconditions, dryRun } = optionsIn(given);
  const orphan = String(orphanDependents ?? query.get('orphanDependents'));
  const older = { true: 'Orphan', false: 'Background' }[orphan] ?? '';
  const propagation = propagationPolicy ?? query.get('propagationPolicy') ?? '';
  if (propagation !== '' && older !== '')
    throw invalidOptions(
      'DeleteOptions',
      'Invalid',
      'propagationPolicy',
      `Invalid value: ${JSON.stringify(propagation)}: orphanDependents and deletionPropagation cannot be both set`,
    );
  if (!['', ...policies].includes(propagation))
    throw unsupportedOption('DeleteOptions', 'propagationPolicy', propagation, policies);
  const grace = gracePeriodSeconds ?? integerOf(query, 'gracePeriodSeconds');
  return {
    deletion: {
      uid: preconditions?.uid ?? '',
      resourceVersion: preconditions?.resourceVersion ?? '',
      propagation: propagation === '' ? older : propagation,
      ...(grace !== undefined && { gracePeriodSeconds: grace }),
    },
    dryRun: dryRunOf(call, dryRun),
  };
}
