// Snapshots on disk, and on their way from one master to another.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'mocha';
import type { Clock } from '#kernel/ports.ts';
import { TestClock } from '#kit/clock.ts';
import { createAuthority, type TestAuthority } from '#kit/raft/certificates.ts';
import { freePorts, silent, waitFor } from '#kit/raft/cluster.ts';
import { membersOf } from '#kit/raft/core-network.ts';
import { configurationOf } from '#raft/core/configuration.ts';
import type { SnapshotMessage, SnapshotMeta } from '#raft/core/types.ts';
import { Incarnations } from '#raft/incarnations.ts';
import { limits } from '#raft/limits.ts';
import { snapshotName } from '#raft/snapshot-file.ts';
import type { SnapshotStaging } from '#raft/snapshot-staging.ts';
import { SnapshotStore } from '#raft/snapshots.ts';
import { systemClock } from '#raft/system.ts';
import { TlsTransport } from '#raft/transport/tls-transport.ts';

const meta: SnapshotMeta = { index: 70, term: 3, configuration: configurationOf(membersOf([1, 2])) };
const chunks = Array.from({ length: 40 }, (_none, at) => new Uint8Array(50_000).fill(at));

let root = '';
before(() => {
  root = mkdtempSync(join(tmpdir(), 'orc-snapshots-'));
});
after(() => rmSync(root, { recursive: true, force: true }));
let source = '';
let target = '';
beforeEach(async () => {
  source = mkdtempSync(join(root, 'source-'));
  target = mkdtempSync(join(root, 'target-'));
  await new SnapshotStore(source, 'c').write(
    meta,
    chunks.map((chunk) => chunk.slice()),
  );
});

function fileIn(directory: string): Buffer {
  const name = readdirSync(directory).find((each) => each.includes('.snap')) ?? '';
  return readFileSync(join(directory, name));
}

async function contents(store: SnapshotStore): Promise<number[]> {
  const seen: number[] = [];
  for await (const chunk of store.read(meta)) seen.push(chunk[0] ?? -1);
  return seen;
}

describe('a snapshot that comes in pieces', () => {
  it('goes on where an earlier try ended, and is believed only when it is whole', async () => {
    const bytes = fileIn(source);
    const store = new SnapshotStore(target, 'c');
    const first = await store.receive(meta, bytes.length);
    await first.write(bytes.subarray(0, 700_000));
    await first.abandon();
    const second = await store.receive(meta, bytes.length);
    assert.equal(second.receivedBytes, 700_000);
    assert.equal(second.isWhole, false);
    await second.write(bytes.subarray(700_000));
    await second.finish();
    await store.publish(meta);
    assert.deepEqual(
      await contents(store),
      chunks.map((_chunk, at) => at),
    );
  });

  it('is refused and removed where a byte is wrong, so that the next try begins anew', async () => {
    const bytes = Buffer.from(fileIn(source));
    const store = new SnapshotStore(target, 'c');
    const damaged = Buffer.from(bytes);
    damaged.writeUInt8(damaged.readUInt8(900_000) ^ 1, 900_000);
    const first = await store.receive(meta, bytes.length);
    await first.write(damaged);
    await assert.rejects(first.finish(), { code: 'Corrupt', message: /checksum is wrong/ });
    assert.deepEqual(readdirSync(target), []);
    const next = await store.receive(meta, bytes.length);
    assert.equal(next.receivedBytes, 0);
    await next.abandon();
  });

  it('takes no more than was announced, and no other snapshot for its own', async () => {
    const bytes = fileIn(source);
    const store = new SnapshotStore(target, 'c');
    const staging = await store.receive(meta, 100);
    await assert.rejects(staging.write(bytes), { code: 'Invalid' });
    await staging.abandon();
    const other = await store.receive({ ...meta, index: 71 }, bytes.length);
    await other.write(bytes);
    await assert.rejects(other.finish(), { code: 'Corrupt', message: /came where 71 was announced/ });
  });

  it('is found damaged when it is read, with file and byte', async () => {
    const name = readdirSync(source)[0] ?? '';
    const bytes = readFileSync(join(source, name));
    bytes.writeUInt8(bytes.readUInt8(500_000) ^ 4, 500_000);
    writeFileSync(join(source, name), bytes);
    await assert.rejects(contents(new SnapshotStore(source, 'c')), {
      code: 'Corrupt',
      message: /snapshot-\d+-\d+\.snap, byte \d+: a chunk's checksum is wrong/,
    });
  });
});

describe('a snapshot sent from one master to another', function () {
  this.timeout(60_000);
  let authority: TestAuthority;
  before(async () => (authority = await createAuthority()));

  interface PeerOptions {
    readonly arrived?: (message: SnapshotMessage) => void;
    readonly clock?: Clock;
    readonly address?: string;
    readonly store?: SnapshotStore;
  }

  async function peer(id: number, directory: string, options: PeerOptions = {}) {
    const sent: boolean[] = [];
    const told: string[] = [];
    const own = mkdtempSync(join(root, 'peer-'));
    const tls = await authority.issue(`m${id}`);
    const transport = new TlsTransport(
      {
        clusterId: 'c',
        selfId: id,
        tls: () => tls,
        incarnations: Incarnations.begin(own, `life of ${id}`),
        clock: options.clock ?? systemClock,
        logger: { ...silent, warn: (message) => void told.push(message) },
      },
      options.store ?? new SnapshotStore(directory, 'c'),
      {
        frames: () => {},
        lost: () => {},
        snapshotArrived: options.arrived ?? (() => {}),
        snapshotSent: (_to, success) => void sent.push(success),
      },
    );
    return { transport, sent, told, port: await transport.listen(options.address ?? '127.0.0.1:0') };
  }

  it('arrives, is announced once it is stored, and goes on after what was there already', async () => {
    const bytes = fileIn(source);
    const store = new SnapshotStore(target, 'c');
    const earlier = await store.receive(meta, bytes.length);
    await earlier.write(bytes.subarray(0, 1_200_000));
    await earlier.abandon();
    const arrived: SnapshotMessage[] = [];
    const one = await peer(1, source);
    const two = await peer(2, target, { arrived: (message) => void arrived.push(message) });
    try {
      one.transport.setMembers([{ id: 2, name: 'm2', address: `127.0.0.1:${two.port}` }]);
      one.transport.sendSnapshot(2, 9, meta);
      await waitFor('the outcome', 30_000, () => one.sent.length === 1);
      assert.deepEqual(one.sent, [true]);
      assert.deepEqual(
        arrived.map(({ from, term, meta: { index } }) => [from, term, index]),
        [[1, 9, 70]],
      );
      await store.publish(meta);
      assert.equal((await contents(store)).length, chunks.length);
      assert.ok(two.transport.counts().refusedConnections === 0);
    } finally {
      one.transport.close();
      two.transport.close();
    }
  });

  it('is told to have failed where nobody takes it', async () => {
    const one = await peer(1, source);
    try {
      one.transport.sendSnapshot(2, 9, meta);
      one.transport.setMembers([{ id: 3, name: 'm3', address: '127.0.0.1:9' }]);
      one.transport.sendSnapshot(3, 9, meta);
      await waitFor('both outcomes', 30_000, () => one.sent.length === 2);
      assert.deepEqual(one.sent, [false, false]);
    } finally {
      one.transport.close();
    }
  });

  /** A store that has no space for one snapshot, at some point of its coming. */
  class FullStore extends SnapshotStore {
    readonly #when: 'begun' | 'made durable';
    #isFull = true;

    constructor(directory: string, when: 'begun' | 'made durable') {
      super(directory, 'c');
      this.#when = when;
    }

    override async receive(of: SnapshotMeta, sizeBytes: number): Promise<SnapshotStaging> {
      const noSpace = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      if (!this.#isFull) return super.receive(of, sizeBytes);
      this.#isFull = false;
      if (this.#when === 'begun') throw noSpace;
      const staging = await super.receive(of, sizeBytes);
      staging.finish = async () => {
        await staging.abandon();
        throw noSpace;
      };
      return staging;
    }
  }

  for (const when of ['begun', 'written', 'made durable'] as const) {
    it(`removes older ones where there is no space when it is ${when}, and then there is`, async () => {
      const store = new SnapshotStore(target, 'c');
      for (const index of [10, 20, 30]) await store.write({ ...meta, index }, [Uint8Array.of(index)]);
      const { length } = fileIn(source);
      // What is written to it finds no space, as on a disk that is full.
      const place = `${snapshotName(meta)}.${length}.snap-part`;
      if (when === 'written') symlinkSync('/dev/full', join(target, place));
      const arrived: SnapshotMessage[] = [];
      const one = await peer(1, source);
      const two = await peer(2, target, {
        arrived: (message) => void arrived.push(message),
        store: when === 'written' ? store : new FullStore(target, when),
      });
      try {
        one.transport.setMembers([{ id: 2, name: 'm2', address: `127.0.0.1:${two.port}` }]);
        one.transport.sendSnapshot(2, 9, meta);
        await waitFor('the failure', 30_000, () => one.sent.length === 1);
        assert.deepEqual(one.sent, [false]);
        assert.deepEqual(readdirSync(target), [snapshotName({ ...meta, index: 30 })]);
        assert.deepEqual(arrived, []);
        one.transport.sendSnapshot(2, 9, meta);
        await waitFor('the next try', 30_000, () => one.sent.length === 2);
        assert.deepEqual(one.sent, [false, true]);
        assert.equal(arrived.length, 1);
        await store.publish(meta);
        assert.equal((await contents(store)).length, chunks.length);
      } finally {
        one.transport.close();
        two.transport.close();
      }
    });
  }

  it('is sent again ever more rarely while it does not arrive, and at once again after it has', async () => {
    const clock = new TestClock();
    const [port = 0] = await freePorts(1);
    const address = `127.0.0.1:${port}`;
    const one = await peer(1, source, { clock });
    /** How long after it has failed the core is told, in milliseconds: it sends it again then. */
    const waitsMs = async (expectedMs: number): Promise<void> => {
      const { length } = one.sent;
      const failures = one.told.length;
      one.transport.sendSnapshot(2, 9, meta);
      await waitFor('it to fail', 30_000, () => one.told.length > failures);
      if (expectedMs > 0) clock.advance(expectedMs - 1);
      assert.equal(one.sent.length, length, `told before ${expectedMs} ms were over`);
      clock.advance(expectedMs > 0 ? 1 : 0);
      assert.deepEqual(one.sent.slice(length), [false], `not told after ${expectedMs} ms`);
    };
    try {
      one.transport.setMembers([{ id: 2, name: 'm2', address }]);
      const { firstMs, mostMs } = limits.snapshotRetry;
      await waitsMs(0);
      for (let ms: number = firstMs; ms < mostMs; ms *= 2) await waitsMs(ms);
      await waitsMs(mostMs);
      await waitsMs(mostMs);
      const two = await peer(2, target, { address });
      one.transport.sendSnapshot(2, 9, meta);
      await waitFor('it to arrive', 30_000, () => one.sent.at(-1) === true);
      two.transport.close();
      await waitsMs(0);
      await waitsMs(firstMs);
    } finally {
      one.transport.close();
    }
  });
});
