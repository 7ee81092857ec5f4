// The options of requests that stand in queries and bodies, and what is said of those that make no sense: an error about
// an object of Kubernetes' own options, in its words.
import { type FieldCause, OrcError } from '#kernel/errors.ts';
import type { Freshness } from '#api/reads.ts';

/** The options of a request, as Kubernetes names them. */
export type OptionsKind =
  'CreateOptions' | 'UpdateOptions' | 'PatchOptions' | 'DeleteOptions' | 'ListOptions' | 'GetOptions';

/** The error for options that make no sense. */
export function invalidOptions(
  kind: OptionsKind,
  reason: FieldCause['reason'],
  field: string,
  message: string,
): OrcError {
  return new OrcError('Invalid', `${kind}.meta.k8s.io "" is invalid: ${field}: ${message}`, {
    group: 'meta.k8s.io',
    kind,
    causes: [{ reason, field, message }],
  });
}

/** The error for a value that is none of those that there are. */
export function unsupportedOption(
  kind: OptionsKind,
  field: string,
  value: string,
  supported: readonly string[],
): OrcError {
  const values = supported.map((each) => `"${each}"`).join(', ');
  return invalidOptions(
    kind,
    'NotSupported',
    field,
    `Unsupported value: ${JSON.stringify(value)}: supported values: ${values}`,
  );
}

const kindOfMethod: Readonly<Record<string, OptionsKind>> = {
  POST: 'CreateOptions',
  PUT: 'UpdateOptions',
  PATCH: 'PatchOptions',
  DELETE: 'DeleteOptions',
};

/** The options that a request of this method takes. */
export function optionsOf(method: string): OptionsKind {
  return kindOfMethod[method] ?? 'ListOptions';
}

/** A resourceVersion as a revision. Throws BadRequest for what can't be one. */
export function revisionIn(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new OrcError(
    'BadRequest',
    `resourceVersion: Invalid value: "${text}": must be one that a list or object carried`,
  );
}

const matchField = 'resourceVersionMatch';

function refusedMatch(why: string): OrcError {
  return invalidOptions('ListOptions', 'Forbidden', matchField, `Forbidden: ${why}`);
}

/** How fresh an answer must be: unset is everything acknowledged, 0 is anything, else not older than that or exact. */
export function freshnessOf(query: URLSearchParams): Freshness {
  const text = query.get('resourceVersion') ?? '';
  const match = query.get(matchField) ?? '';
  if (match !== '') {
    if (text === '')
      throw refusedMatch('resourceVersionMatch is forbidden unless resourceVersion is provided');
    if (match !== 'Exact' && match !== 'NotOlderThan')
      throw unsupportedOption('ListOptions', matchField, match, ['Exact', 'NotOlderThan', '']);
  }
  if (text === '') return { kind: 'current' };
  const revision = revisionIn(text);
  if (revision > 0) return { kind: match === 'Exact' ? 'exact' : 'atLeast', revision };
  if (match === 'Exact')
    throw refusedMatch('resourceVersionMatch "exact" is forbidden for resourceVersion "0"');
  return { kind: 'any' };
}

/** The same for a list, one page of which may go on where another ended: that says what state it is of. */
export function listFreshnessOf(query: URLSearchParams): Freshness {
  const freshness = freshnessOf(query);
  if (query.has('sendInitialEvents'))
    throw invalidOptions(
      'ListOptions',
      'Forbidden',
      'sendInitialEvents',
      'Forbidden: sendInitialEvents is forbidden for list',
    );
  if ((query.get('continue') ?? '') === '') return freshness;
  if (query.has(matchField))
    throw refusedMatch('resourceVersionMatch is forbidden when continue is provided');
  if (freshness.kind === 'atLeast')
    throw new OrcError('BadRequest', 'specifying resource version is not allowed when using continue');
  return freshness;
}

/** Refuses what a watch can't be asked for together. */
export function checkWatchOptions(query: URLSearchParams): void {
  const match = query.get(matchField) ?? '';
  if (query.has('sendInitialEvents') && match !== 'NotOlderThan')
    throw refusedMatch('sendInitialEvents requires setting resourceVersionMatch to NotOlderThan');
  if (match === '') return;
  if (!query.has('sendInitialEvents'))
    throw refusedMatch('resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided');
  if ((query.get('continue') ?? '') !== '')
    throw refusedMatch('resourceVersionMatch is forbidden when continue is provided');
}
