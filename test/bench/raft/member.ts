// One member of the log alone, as a process of its own: raft and its WAL over a state machine that only
// counts (or holds a state of a given size), told what to do through messages from its parent.
import { readFileSync } from 'node:fs';
import { startRaft, type RunningRaft } from '#raft/handle.ts';
import type { CommittedEntry, Member, MemberChange, StateMachine } from '#raft/port.ts';
import { silent } from '#kit/raft/cluster.ts';
import { drive, type LoadResult } from './load.ts';

export interface MemberConfig {
  readonly dataDir: string;
  readonly self: Member;
  readonly members: readonly Member[];
  readonly files: { readonly ca: string; readonly cert: string; readonly key: string };
  /** Encoded size of the state that snapshots carry, in bytes. */
  readonly stateBytes: number;
}

export type Command =
  | { readonly kind: 'status' }
  | {
      readonly kind: 'load';
      readonly callers: number;
      readonly valueBytes: number;
      readonly measureMs: number;
    }
  | { readonly kind: 'reads'; readonly callers: number; readonly measureMs: number }
  | { readonly kind: 'transfer'; readonly to: number }
  | { readonly kind: 'members'; readonly change: MemberChange }
  | { readonly kind: 'memory' }
  | { readonly kind: 'close' };

export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'status'; readonly role: string; readonly leaderId: number; readonly applied: number }
  | { readonly kind: 'load'; readonly result: LoadResult }
  | {
      readonly kind: 'memory';
      readonly residentBytes: number;
      /** Heap and buffers of the raft thread. */
      readonly raftThreadBytes: number;
      readonly loopDelayP99Ms: number;
    }
  | { readonly kind: 'done'; readonly error: string };

const warmUpMs = 2000;

class Counting implements StateMachine {
  readonly #stateBytes: number;
  index = 0;
  applied: (index: number) => void = () => {};

  constructor(stateBytes: number) {
    this.#stateBytes = stateBytes;
  }

  commit(entries: readonly CommittedEntry[]): void {
    this.index = entries.at(-1)?.index ?? this.index;
    this.applied(this.index);
  }

  snapshot(): { index: number; chunks: Iterable<Uint8Array> } {
    const left = this.#stateBytes;
    function* chunks(): Generator<Uint8Array> {
      for (let at = 0; at < left; at += 1 << 20) yield new Uint8Array(Math.min(1 << 20, left - at)).fill(at);
    }
    return { index: this.index, chunks: chunks() };
  }

  async restore(index: number, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const chunk of chunks) void chunk;
    this.index = index;
  }

  leadership(): void {}

  fatal(error: Error): void {
    console.error(error);
    process.exit(1);
  }
}

const forever = new AbortController().signal;

async function carryOut(command: Command, raft: RunningRaft, machine: Counting): Promise<Answer> {
  switch (command.kind) {
    case 'status': {
      const { role, leaderId } = await raft.status();
      return { kind: 'status', role, leaderId, applied: machine.index };
    }
    case 'load': {
      const data = new Uint8Array(command.valueBytes).fill(1);
      const result = await drive(command.callers, warmUpMs, command.measureMs, async () => {
        const { kind } = await raft.propose(data, 'user', forever);
        return kind === 'committed';
      });
      return { kind: 'load', result };
    }
    case 'reads': {
      const result = await drive(command.callers, warmUpMs, command.measureMs, async () => {
        const { kind } = await raft.readIndex(forever);
        return kind === 'ok';
      });
      return { kind: 'load', result };
    }
    case 'transfer':
      await raft.transferLeadership(command.to);
      return { kind: 'done', error: '' };
    case 'members':
      await raft.changeMembers(command.change);
      return { kind: 'done', error: '' };
    case 'memory':
      return {
        kind: 'memory',
        residentBytes: process.memoryUsage.rss(),
        raftThreadBytes: raft.metrics()?.memoryBytes ?? 0,
        loopDelayP99Ms: (raft.metrics()?.loopDelayP99Seconds ?? 0) * 1000,
      };
    case 'close':
      await raft.close();
      return { kind: 'done', error: '' };
  }
}

function say(answer: Answer): void {
  process.send?.(answer);
}

const [configFile = ''] = process.argv.slice(2);
const config: MemberConfig = JSON.parse(readFileSync(configFile, 'utf8'));
const machine = new Counting(config.stateBytes);
const raft = await startRaft(
  {
    dataDir: config.dataDir,
    clusterId: 'bench',
    self: config.self,
    members: config.members,
    listen: config.self.address,
    tls: {
      ca: readFileSync(config.files.ca),
      cert: readFileSync(config.files.cert),
      key: readFileSync(config.files.key),
    },
    logger: silent,
  },
  machine,
);
machine.applied = (index) => raft.applied(index);
raft.applied(machine.index);
process.on('message', (command: Command) => {
  carryOut(command, raft, machine).then(say, (error: unknown) => say({ kind: 'done', error: String(error) }));
});
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());
say({ kind: 'ready' });
