// What is left behind where the core broke an invariant: a file that replays it (`orc log replay FILE`).
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, OrcError } from '#kernel/errors.ts';
import type { CoreDump } from './core/recorded-core.ts';

const dumpName = /^raft-dump-\d+\.json$/;
/** Older ones are removed: a member that breaks at every start must not fill its disk. */
const keptDumps = 3;

/** Writes the dump beside the log; returns `error` saying so. Never throws: the error itself matters more. */
export function writeDump(directory: string, error: Error, dump: CoreDump): Error {
  try {
    const names = readdirSync(directory)
      .filter((name) => dumpName.test(name))
      .sort();
    for (const name of names.slice(0, Math.max(0, names.length - keptDumps + 1)))
      rmSync(join(directory, name));
    const path = join(directory, `raft-dump-${Date.now()}.json`);
    writeFileSync(path, JSON.stringify(dump), { mode: 0o600 });
    return new OrcError(
      error instanceof OrcError ? error.code : 'Internal',
      `${error.message}. What led to it is in ${path}: see it again with "orc log replay ${path}"`,
      {},
      { cause: error },
    );
  } catch (failure) {
    return new OrcError('Internal', `${error.message}; and no dump could be written: ${messageOf(failure)}`);
  }
}

/** Reads a dump. Throws OrcError BadRequest naming the file where it is none. */
export function readDump(path: string): CoreDump {
  let dump: unknown;
  try {
    dump = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new OrcError('BadRequest', `${path} cannot be read as a dump: ${messageOf(cause)}`, {}, { cause });
  }
  if (!isDump(dump)) {
    throw new OrcError('BadRequest', `${path} is no dump of format 1 of the raft core`);
  }
  return dump;
}

function isDump(value: unknown): value is CoreDump {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === 1 &&
    'image' in value &&
    'inputs' in value &&
    Array.isArray(value.inputs)
  );
}
