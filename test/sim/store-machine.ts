// The kernel's own store as the simulated state machine: ConfigMaps as registers, records and snapshots in
// their stored form, and the sessions that clients have.
import { key, keyOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import { decodeRecord, encodeRecord, type RecordBody } from '#kernel/log/record.ts';
import type { ConfigMap, Namespace } from '#kernel/model/gen/core.gen.ts';
import type { SessionCall, Write } from '#kernel/model/gen/log.gen.ts';
import { SnapshotReader, snapshotChunks } from '#kernel/store/snapshot.ts';
import { type Applied, Store } from '#kernel/store/store.ts';
import type { Entry } from '#raft/core/types.ts';
import { Violation } from './checker.ts';
import {
  type Command,
  type MachineKind,
  registerCount,
  type FrozenMachine,
  type SimMachine,
} from './machine.ts';

const actor = 'ann';
const nameOf = (register: number): string => `register-${register}`;
const requestOf = (client: number): string => `client-${client}`;

function registerObject(register: number, value: string, padding: number): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: nameOf(register), namespace: 'default', uid: `uid-${register}` },
    data: { value, padding: '.'.repeat(padding) },
  };
}

function transaction(requestId: string, writes: readonly Write[], call?: SessionCall): RecordBody {
  const common = { actor, cause: 0, reason: '', source: 'sim', timeMs: 0, term: 0, preconditions: [] };
  return { transaction: { requestId, ...common, writes, ...(call && { call }) } };
}

/** A store with the registers in it: what every member begins with. */
function bornStore(): Store {
  const place: Namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'default', uid: 'uid-default' },
    status: { phase: 'Active' },
  };
  const registers = Array.from({ length: registerCount }, (_none, at) => registerObject(at, '', 0));
  const writes = [place, ...registers].map((object): Write => ({
    operation: 'CREATE',
    key: keyOf(object),
    object: pack(object),
    expectRevision: 0,
    expectUid: '',
  }));
  const store = new Store();
  store.apply(transaction('setup', writes), 1);
  return store;
}

class StoreMachine implements SimMachine {
  readonly #store: Store;
  #checksum: number;
  index: number;

  constructor(store: Store, index: number, checksum: number) {
    this.#store = store;
    this.index = index;
    this.#checksum = checksum;
  }

  get checksum(): number {
    return this.#checksum;
  }

  read(register: number): { readonly value: string; readonly version: number } {
    const { metadata, data } = this.#store.get('ConfigMap', 'default', nameOf(register)) ?? { metadata: {} };
    return { value: data?.['value'] ?? '', version: Number(metadata.resourceVersion ?? 0) };
  }

  sessionOf(client: number): number | undefined {
    return this.#store.sessions.find(({ requestId }) => requestId === requestOf(client))?.id;
  }

  /** Every call that took effect is kept until its client goes on, so one that is not kept was refused. */
  outcome(client: number, sequence: number): boolean | undefined {
    const session = this.sessionOf(client);
    if (session === undefined) return undefined;
    return this.#store.keptOutcome({ session, sequence, answeredBelow: sequence }, actor)?.error === '';
  }

  apply(entry: Entry): void {
    this.index = entry.index;
    if (entry.kind === 'data') this.#mix(this.#store.apply(decodeRecord(entry.data), entry.term));
    this.#checksum = (Math.imul(this.#checksum, 31) + entry.term) >>> 0;
  }

  #mix({ outcome, events }: Applied): void {
    const { error, revision, revisions, session } = outcome;
    for (const part of [error.length, revision, session, events.length, ...revisions]) {
      this.#checksum = (Math.imul(this.#checksum, 31) + part) >>> 0;
    }
  }

  freeze(): FrozenMachine {
    const { index, checksum } = this;
    const chunks = [...snapshotChunks(this.#store, index)];
    return { index, thaw: () => thaw(chunks, index, checksum) };
  }
}

function thaw(chunks: readonly Uint8Array[], index: number, checksum: number): StoreMachine {
  const reader = new SnapshotReader();
  for (const chunk of chunks) reader.add(chunk);
  const { store, index: found } = reader.finish();
  if (found !== index) throw new Violation(`a snapshot taken at ${index} says that it is of ${found}`);
  return new StoreMachine(store, index, checksum);
}

export const storeKind: MachineKind = {
  name: 'store',
  snapshotEveryEntries: 40,
  fresh: () => new StoreMachine(bornStore(), 0, 0),
  encode: ({ session, sequence, attempt, client, register, value, version, padding }: Command) => {
    const write: Write = {
      operation: 'UPDATE',
      key: key('ConfigMap', 'default', nameOf(register)),
      object: pack(registerObject(register, value, padding)),
      expectRevision: version ?? 0,
      expectUid: '',
    };
    const requestId = `${client}/${sequence}/${attempt}`;
    return encodeRecord(transaction(requestId, [write], { session, sequence, answeredBelow: sequence }));
  },
  // A retry finds the session of the first try; another date tells the two proposals apart.
  open: (client, attempt) =>
    encodeRecord({ openSession: { requestId: requestOf(client), timeMs: attempt, actor } }),
};
