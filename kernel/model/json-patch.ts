// JSON patches (RFC 6902). The package carries them out; here is what it must not be given.
import { applyPatch } from 'rfc6902';
import { OrcError } from '#kernel/errors.ts';
import { isJsonObject } from '#kernel/model/json.ts';

/** The most operations of one patch, as in Kubernetes. */
const maxOperations = 10_000;

type Operation = Parameters<typeof applyPatch>[1][number];

function isOperation(value: unknown): value is Operation {
  if (!isJsonObject(value) || typeof value['path'] !== 'string') return false;
  const { op, from } = value;
  if (op === 'move' || op === 'copy') return typeof from === 'string';
  return op === 'remove' || ((op === 'add' || op === 'replace' || op === 'test') && 'value' in value);
}

/** A deep copy of a JSON value. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)]));
}

/**
 * `target` changed by a JSON patch, all of it or nothing. Throws BadRequest for what is no patch, and Invalid for an
 * operation that can't be carried out, naming it.
 */
export function jsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) throw new OrcError('BadRequest', 'the patch is not a list of operations');
  if (patch.length > maxOperations)
    throw new OrcError(
      'TooLarge',
      `the patch has ${patch.length} operations, may have at most ${maxOperations}`,
    );
  const operations = patch.map((operation: unknown, index): Operation => {
    if (isOperation(operation)) {
      if (!/(^|\/)(__proto__|constructor|prototype)(\/|$)/.test(operation.path)) return operation;
      throw new OrcError('BadRequest', `operation ${index} of the patch: its path is not allowed`);
    }
    throw new OrcError(
      'BadRequest',
      `operation ${index} of the patch is none: it needs op (add, remove, replace, move, copy, test), path, and value or from`,
    );
  });
  const changed = copyOf(target);
  const results = applyPatch(changed, operations);
  const failed = results.findIndex((error) => error !== null);
  if (failed < 0) return changed;
  const operation = operations[failed];
  const message = `operation ${failed} of the patch (${operation?.op} ${operation?.path}) can't be carried out: ${results[failed]?.message ?? ''}`;
  throw new OrcError(
    'Invalid',
    `the server rejected our request due to an error in our request: ${message}`,
    {
      causes: [{ reason: 'Invalid', field: 'patch', message }],
    },
  );
}
