// The lock of a data directory, and that it is taken over from the dead by one alone: in every order of the steps of
// those who want it, and among real processes.
import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { check } from '#kit/check.ts';
import { lockDirectory } from '#raft/wal/lock.ts';
import { lockName, takeLock, type LockFolder, type Taken } from '#raft/wal/lock-steps.ts';

const dead = { pid: 99, startTime: '1' };

/** Files in memory and the processes that want their lock; one step at a time. */
class Race {
  readonly files = new Map<string, string>([[lockName, `${dead.pid} ${dead.startTime}\n`]]);
  readonly takers: Taker[];
  /** Steps that were done, for those who wait to see that something happened. */
  steps = 0;

  constructor(count: number, releases: boolean) {
    this.takers = Array.from({ length: count }, (_none, at) => new Taker(this, at + 1, releases));
  }

  folder(): LockFolder {
    return {
      create: (name, text) => void this.files.set(name, text),
      link: (file, name) => {
        if (this.files.has(name)) return false;
        this.files.set(name, this.files.get(file) ?? '');
        return true;
      },
      read: (name) => this.files.get(name),
      list: () => [...this.files.keys()],
      remove: (name) => void this.files.delete(name),
      isAlive: ({ pid }) => this.takers.some((taker) => taker.pid === pid && taker.isAlive),
    };
  }

  /** Does the next step of this taker, or what else befalls it. */
  move(at: number): void {
    const { length } = this.takers;
    const taker = this.takers[at % length];
    if (at < length) taker?.step();
    else taker?.die();
    this.steps += 1;
    const holders = this.takers.filter(({ holds }) => holds).map(({ pid }) => pid);
    assert.ok(holders.length <= 1, `${holders.join(' and ')} hold the lock`);
    if (holders.length === 1) assert.equal(this.files.get(lockName), `${holders.join()} 1\n`);
  }

  /** Moves that would do something: of takers by number, of their deaths by number and how many there are. */
  moves(deaths: boolean): number[] {
    const able = this.takers.flatMap((taker, at) => (taker.canMove ? [at] : []));
    const mortal = deaths && this.takers.every(({ isAlive }) => isAlive);
    const dying = this.takers.flatMap((taker, at) =>
      mortal && taker.isUnderWay ? [at + this.takers.length] : [],
    );
    return [...able, ...dying];
  }

  /** What there is to know of this moment: what comes of it is the same wherever it is the same. */
  get moment(): string {
    return JSON.stringify([
      Object.fromEntries(this.files),
      this.takers.map((taker) => [taker.seen.join(), taker.isAlive, taker.canMove]),
    ]);
  }
}

class Taker {
  readonly pid: number;
  readonly #race: Race;
  readonly #releases: boolean;
  readonly #steps: Generator<'step' | 'wait', Taken, void>;
  #state: 'taking' | 'waiting' | 'holding' | 'refused' | 'released' = 'taking';
  #waitsSince = -1;
  isAlive = true;
  /** What its steps have brought it: all that decides what it does next. */
  readonly seen: string[] = [];

  constructor(race: Race, pid: number, releases: boolean) {
    this.#race = race;
    this.pid = pid;
    this.#releases = releases;
    const folder = race.folder();
    const look = <T>(result: T): T => {
      this.seen.push(JSON.stringify(result) ?? '-');
      return result;
    };
    const watched: LockFolder = {
      create: (name, text) => look(folder.create(name, text)),
      link: (file, name) => look(folder.link(file, name)),
      read: (name) => look(folder.read(name)),
      list: () => look(folder.list()),
      remove: (name) => look(folder.remove(name)),
      isAlive: (holder) => look(folder.isAlive(holder)),
    };
    this.#steps = takeLock(watched, { pid, startTime: '1' }, 'n', Number.POSITIVE_INFINITY);
    this.#steps.next();
  }

  get holds(): boolean {
    return this.isAlive && this.#state === 'holding';
  }
  get isUnderWay(): boolean {
    return this.isAlive && this.#state !== 'refused' && this.#state !== 'released';
  }
  get canMove(): boolean {
    if (!this.isUnderWay) return false;
    if (this.#state === 'holding') return this.#releases;
    return this.#state !== 'waiting' || this.#race.steps > this.#waitsSince;
  }

  die(): void {
    this.isAlive = false;
  }

  step(): void {
    if (!this.canMove) return;
    if (this.#state === 'holding') {
      this.#race.files.delete(lockName);
      this.#state = 'released';
      return;
    }
    const { done, value } = this.#steps.next();
    if (done === true) this.#state = value.kind === 'held' ? 'holding' : 'refused';
    else if (value === 'wait') {
      this.#state = 'waiting';
      this.#waitsSince = this.#race.steps + 1;
    } else this.#state = 'taking';
  }
}

/** The race after these moves. */
function replay(count: number, releases: boolean, moves: readonly number[]): Race {
  const race = new Race(count, releases);
  for (const move of moves) race.move(move);
  return race;
}

/** Goes through every moment that any order of steps leads to; `end` is told those at which nobody moves any more. */
function explore(count: number, releases: boolean, deaths: boolean, end: (race: Race) => void): number {
  const known = new Set<string>();
  const open: number[][] = [[]];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const race = replay(count, releases, path);
    const { moment } = race;
    if (known.has(moment)) continue;
    known.add(moment);
    const moves = race.moves(deaths);
    if (!race.takers.some(({ canMove }) => canMove)) end(race);
    for (const move of moves) open.push([...path, move]);
  }
  return known.size;
}

const holders = (race: Race): number => race.takers.filter(({ holds }) => holds).length;

describe('the lock of one who is gone', function () {
  this.timeout(120_000);

  it('goes to exactly one of two who want it, whatever comes between whose steps', () => {
    let ends = 0;
    const moments = explore(2, false, false, (race) => {
      ends += 1;
      assert.equal(holders(race), 1);
      assert.deepEqual([...race.files.keys()], [lockName], 'no claim is left');
    });
    assert.ok(ends >= 2 && moments > 100, `${moments} moments, ${ends} ends`);
  });

  it('and to exactly one of three', () => {
    const moments = explore(3, false, false, (race) => assert.equal(holders(race), 1));
    assert.ok(moments > 1000, `${moments} moments`);
  });

  it('and of two who may die at any step, or give it back: never to both', () => {
    explore(2, true, true, () => {});
    explore(2, false, true, (race) => {
      const [left] = race.takers.filter(({ isAlive }) => isAlive);
      if (race.takers.every(({ isAlive }) => isAlive)) assert.equal(holders(race), 1);
      else if (left !== undefined && holders(race) === 0) {
        // It gave way to one that died then: the next try has the lock.
        const again = takeLock(race.folder(), { pid: left.pid, startTime: '1' }, 'again', 10);
        let next = again.next();
        while (next.done !== true) next = again.next();
        assert.deepEqual(next.value, { kind: 'held' });
      }
    });
  });

  it('goes to one of many in any order that chance makes', () => {
    check(
      fc.property(
        fc.integer({ min: 3, max: 5 }),
        fc.boolean(),
        fc.array(fc.nat(1000), { minLength: 20, maxLength: 300 }),
        fc.option(fc.nat(100), { nil: -1 }),
        (count, releases, choices, deathAt) => {
          const race = new Race(count, releases);
          for (const [at, choice] of choices.entries()) {
            const moves = race.moves(at === deathAt);
            const move = moves[choice % Math.max(1, moves.length)];
            if (move === undefined) break;
            race.move(move);
          }
          for (let move = race.moves(false)[0]; move !== undefined; [move] = race.moves(false))
            race.move(move);
          if (!releases && race.takers.every(({ isAlive }) => isAlive)) assert.equal(holders(race), 1);
        },
      ),
      2000,
    );
  });
});

describe('the lock of a data directory', () => {
  let directory = '';
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'orc-lock-'))));
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('names its holder to others, and is taken over from who is gone, with what those have left', () => {
    const lock = lockDirectory(directory);
    assert.throws(() => lockDirectory(directory), {
      code: 'Conflict',
      message: new RegExp(`in use by process ${process.pid}`),
    });
    lock.release();
    writeFileSync(join(directory, lockName), '4194304 12345\n');
    writeFileSync(join(directory, 'lock-4194304-12345-a.tmp'), '');
    const next = lockDirectory(directory);
    assert.deepEqual(readdirSync(directory), [lockName]);
    // Given back already: it is not this one's to give back any more.
    lock.release();
    assert.ok(existsSync(join(directory, lockName)));
    next.release();
    assert.deepEqual(readdirSync(directory), []);
  });

  it('is taken over where it makes no sense, as after a power loss', () => {
    writeFileSync(join(directory, lockName), '');
    lockDirectory(directory).release();
  });

  it('is refused, and left as it is, while another process is taking it over', () => {
    const [, , rest = ''] = /^(.*)\) (.*)$/.exec(readFileSync('/proc/1/stat', 'utf8').trim()) ?? [];
    const startTime = rest.split(' ')[19];
    writeFileSync(join(directory, lockName), '4194304 12345\n');
    writeFileSync(join(directory, `lock-1-${startTime}-a.tmp`), '');
    assert.throws(() => lockDirectory(directory), {
      code: 'Conflict',
      message: /process 1 is starting on it/,
    });
    assert.equal(readdirSync(directory).length, 2);
  });
});

describe('processes that race for the lock of one who is gone', function () {
  this.timeout(120_000);
  const racers: ChildProcess[] = [];
  let directory = '';
  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'orc-lock-race-'));
    const program = join(import.meta.dirname, '../../kit/raft/lock-racer.ts');
    for (let racer = 0; racer < 4; racer++) racers.push(fork(program, [directory]));
    await Promise.all(racers.map((racer) => once(racer, 'message')));
  });
  after(() => {
    for (const racer of racers) racer.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  async function told(word: string): Promise<unknown[]> {
    const answers = racers.map((racer) => once(racer, 'message'));
    for (const racer of racers) racer.send(word);
    return (await Promise.all(answers)).map(([answer]) => answer);
  }

  it('leave it to one alone, round after round', async () => {
    for (let round = 0; round < 40; round++) {
      writeFileSync(join(directory, lockName), '4194304 12345\n');
      const answers = await told('take');
      assert.equal(answers.filter((answer) => answer === 'held').length, 1, answers.join('\n'));
      await told('release');
      assert.deepEqual(readdirSync(directory), []);
    }
  });
});
