// How the lock of a data directory is taken, one step on its files after the other, so that a test can put the steps
// of others between any two.
//
// The lock is a file that names its holder. Who wants it announces itself first, by a file of its own (a claim) whose
// very name says who it is, and takes the lock by giving its claim the lock's name as well: the kernel lets one do
// that. A lock whose holder is gone must be removed before, and a file is removed by its name, whatever stands there
// by then. So one may remove it only who has announced itself, then looked and seen no other living claim, and then
// read the lock once more and found it dead. This is why that never removes the lock of one who lives:
//
// - From its look to the end of its removal a taker is alone. Of two that look, the one that begins later sees the
//   other's claim: it was made before the other looked, and stays until the other is done. (A listing may miss what is
//   made or removed while it is read, not what stands there all the time.) If the other is done meanwhile, then
//   what it did comes before the lock is read once more.
// - While it is alone the lock changes by nobody else: nothing replaces a file that is there (a link fails), other
//   takers do not remove it, and its holder, which is dead, doesn't either. So what it removes is what it read.
// - Nobody else removes a lock, but a holder its own. So a lock that names a living process stands until that
//   process gives it back, and nobody else can have taken it.
//
// Who dies on its way leaves the lock as it was, or none, and a claim that nobody minds: it is dead, and removed by
// who looks next. Two that see each other can't both go on: who has the greater name gives up, the other waits until it has.

/** A process, told from others that have had its number: by when it was started. */
export interface Holder {
  readonly pid: number;
  readonly startTime: string;
}

/** The files of a directory, and which processes live. */
export interface LockFolder {
  create(name: string, text: string): void;
  /** Gives `file` the name `name` too. False where that stands for something already. */
  link(file: string, name: string): boolean;
  /** Undefined where it is not there. */
  read(name: string): string | undefined;
  list(): readonly string[];
  /** No error where it is not there. */
  remove(name: string): void;
  isAlive(holder: Holder): boolean;
}

export type Taken =
  | { readonly kind: 'held' }
  /** `holder` has it, or is taking it. */
  | { readonly kind: 'refused'; readonly holder: Holder; readonly isStarting: boolean };

export const lockName = 'lock';
const claimName = /^lock-(\d+)-(\d+)-[0-9a-z-]+\.tmp$/;

/**
 * Takes the lock for `self`; `nonce` is used for no other try. Yields before every step on the files: `wait` where only
 * another process's doing makes it worth while to go on, at most `patience` times.
 */
export function* takeLock(
  folder: LockFolder,
  self: Holder,
  nonce: string,
  patience: number,
): Generator<'step' | 'wait', Taken, void> {
  const claim = `lock-${self.pid}-${self.startTime}-${nonce}.tmp`;
  try {
    yield 'step';
    folder.create(claim, `${self.pid} ${self.startTime}\n`);
    for (let waits = 0; ;) {
      yield 'step';
      if (folder.link(claim, lockName)) return { kind: 'held' };
      const before = yield* lockHolder(folder);
      if (before === 'none') continue;
      if (before !== 'dead') return { kind: 'refused', holder: before, isStarting: false };
      const rivals = yield* livingRivals(folder, claim);
      const [rival] = rivals;
      if (rival !== undefined) {
        if (rival.name < claim || waits === patience)
          return { kind: 'refused', holder: rival.holder, isStarting: true };
        waits += 1;
        yield 'wait';
        continue;
      }
      if ((yield* lockHolder(folder)) !== 'dead') continue;
      yield 'step';
      folder.remove(lockName);
    }
  } finally {
    // Where it failed to be written whole too: the name alone is a claim, and this process lives.
    yield 'step';
    folder.remove(claim);
  }
}

/** Who holds the lock now; a lock that makes no sense is one that was not durable when its machine went down. */
function* lockHolder(folder: LockFolder): Generator<'step', Holder | 'dead' | 'none', void> {
  yield 'step';
  const text = folder.read(lockName);
  if (text === undefined) return 'none';
  const [pid = '', startTime = ''] = text.trim().split(' ');
  const holder = { pid: Number(pid), startTime };
  return startTime !== '' && folder.isAlive(holder) ? holder : 'dead';
}

/** The claims of others that live, the least name first. Removes those of the dead: no name is ever used again. */
function* livingRivals(
  folder: LockFolder,
  own: string,
): Generator<'step', readonly { readonly name: string; readonly holder: Holder }[], void> {
  yield 'step';
  const living: { readonly name: string; readonly holder: Holder }[] = [];
  for (const name of folder.list().toSorted()) {
    const [, pid, startTime] = claimName.exec(name) ?? [];
    if (name === own || pid === undefined || startTime === undefined) continue;
    const holder = { pid: Number(pid), startTime };
    if (folder.isAlive(holder)) {
      living.push({ name, holder });
      continue;
    }
    yield 'step';
    folder.remove(name);
  }
  return living;
}
