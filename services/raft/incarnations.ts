// Lives of members. A member counts its starts on its own disk and tells peers in every hello; they remember
// the highest count they have seen, on their disks. A member that comes back with a lower one, or with the
// same one but as another process, runs on an old copy of its disk: it has forgotten votes and entries that
// others counted on, so nobody speaks to it (compare Raft 5.2: a vote is durable). It gets back in as a
// fresh member under a new id.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, OrcError } from '#kernel/errors.ts';
import type { Incarnation } from './transport/hello.ts';

/** Members remembered, those of the past included; beyond it the one admitted longest ago is forgotten. */
const maxRemembered = 256;
const fileName = 'incarnations.json';

export class Incarnations {
  readonly #directory: string;
  readonly own: Incarnation;
  #seen: ReadonlyMap<number, Incarnation>;

  private constructor(directory: string, own: Incarnation, seen: Map<number, Incarnation>) {
    this.#directory = directory;
    this.own = own;
    this.#seen = seen;
  }

  /** Counts this start, durably. Throws OrcError Corrupt naming the file. */
  static begin(directory: string, nonce: string): Incarnations {
    const path = join(directory, fileName);
    const { starts, seen } = read(path);
    const begun = new Incarnations(directory, { starts: starts + 1, nonce }, seen);
    begun.#write(seen);
    return begun;
  }

  /** Why member `id` is not to be spoken to in this life, or null. Remembers a life that is admitted. */
  admit(id: number, life: Incarnation): OrcError | null {
    const known = this.#seen.get(id);
    if (known !== undefined && (life.starts < known.starts || isOther(life, known))) {
      return new OrcError(
        'Forbidden',
        `member ${id} says it was started ${life.starts} times, but start ${known.starts} was seen already: ` +
          'it runs on an old copy of its disk, or twice. Remove it (orc masters remove NAME), move its data ' +
          'directory away, and add it again (orc masters add NAME)',
      );
    }
    if (known?.starts === life.starts) return null;
    const seen = new Map(this.#seen);
    seen.delete(id);
    seen.set(id, life);
    const [oldest] = seen.keys();
    if (seen.size > maxRemembered && oldest !== undefined) seen.delete(oldest);
    // A life that is not remembered on the disk is not admitted: after a restart an older one would be.
    this.#write(seen);
    this.#seen = seen;
    return null;
  }

  #write(seen: ReadonlyMap<number, Incarnation>): void {
    const path = join(this.#directory, fileName);
    const text = JSON.stringify({
      format: 1,
      starts: this.own.starts,
      seen: [...seen].map(([id, { starts, nonce }]) => ({ id, starts, nonce })),
    });
    writeFileSync(`${path}.tmp`, `${text}\n`, { mode: 0o600, flush: true });
    renameSync(`${path}.tmp`, path);
    const directory = openSync(this.#directory, 'r');
    try {
      fsyncSync(directory);
    } finally {
      closeSync(directory);
    }
  }
}

function isOther(life: Incarnation, known: Incarnation): boolean {
  return life.starts === known.starts && life.nonce !== known.nonce;
}

function read(path: string): { readonly starts: number; readonly seen: Map<number, Incarnation> } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { starts: 0, seen: new Map() };
    throw new OrcError('Corrupt', `${path} cannot be read: ${messageOf(error)}`, {}, { cause: error });
  }
  try {
    const root = fieldsOf(JSON.parse(text));
    const format = integer(root['format']);
    if (format !== 1)
      throw new OrcError('Unsupported', `format ${format} is newer than this orc: upgrade it`);
    const list: unknown = root['seen'];
    if (!Array.isArray(list)) throw new Error('"seen" is no list');
    const seen = list.map((each: unknown): [number, Incarnation] => {
      const { id, starts, nonce } = fieldsOf(each);
      if (typeof nonce !== 'string') throw new Error('"nonce" is no text');
      return [integer(id), { starts: integer(starts), nonce }];
    });
    return { starts: integer(root['starts']), seen: new Map(seen) };
  } catch (cause) {
    throw new OrcError(
      'Corrupt',
      `${path} makes no sense: ${messageOf(cause)}. If the other masters have a quorum, remove this master and ` +
        'add it again as a fresh one',
      {},
      { cause },
    );
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new Error('an object is expected');
  return { ...value };
}

function integer(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw new Error('a whole number is expected');
  return value;
}
