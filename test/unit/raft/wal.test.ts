import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import type { Entry } from '#raft/core/types.ts';
import { BatchEncoder } from '#raft/wal/batch.ts';
import { crc32c } from '#raft/wal/crc32c.ts';
import type { Disk, DiskFile } from '#raft/wal/disk.ts';
import { headerBytes } from '#raft/wal/format.ts';
import { NodeDisk } from '#raft/wal/node-disk.ts';
import { readLog } from '#raft/wal/reader.ts';
import type { RecoveredLog } from '#raft/wal/scan.ts';
import { limits } from '#raft/limits.ts';
import { isSpareName } from '#raft/wal/pool.ts';
import { Wal } from '#raft/wal/wal.ts';

const identity = { clusterId: 'c1', memberId: 1 };
const segmentBytes = 4096;

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'orc-wal-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function open(disk: Disk = new NodeDisk(directory)): { wal: Wal; log: RecoveredLog; write: Write } {
  const { wal, log } = Wal.open(disk, identity, segmentBytes);
  const last = log.entries.at(-1) ?? log.base;
  const encoder = new BatchEncoder(last);
  let id = 0;
  const write: Write = (entries, term) => {
    const hardState = term === undefined ? null : { term, vote: 1 };
    wal.write([encoder.encode({ id: ++id, hardState, snapshot: null, entries, messages: [] })]);
    wal.sync();
    wal.mark();
  };
  return { wal, log, write };
}
type Write = (entries: readonly Entry[], term?: number) => void;

const entry = (index: number, term: number, size = 100): Entry => ({
  index,
  term,
  kind: 'data',
  data: new Uint8Array(size).fill(index),
});
const entries = (from: number, to: number, term: number): Entry[] =>
  Array.from({ length: to - from + 1 }, (_, i) => entry(from + i, term));
const shape = (log: RecoveredLog): string[] => log.entries.map((each) => `${each.index}:${each.term}`);
const firstSegment = (): string => join(directory, 'wal-000000000001.log');

function flip(path: string, offset: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(offset) ^ 0x10, offset);
  writeFileSync(path, bytes);
}

/** A disk that does some things otherwise. */
function over(real: NodeDisk, otherwise: Partial<Disk>): Disk {
  return {
    path: real.path,
    list: () => real.list(),
    read: (name) => real.read(name),
    open: (name) => real.open(name),
    create: (name, size) => real.create(name, size),
    rename: (from, to) => real.rename(from, to),
    remove: (name) => real.remove(name),
    syncDirectory: () => real.syncDirectory(),
    nonce: () => real.nonce(),
    ...otherwise,
  };
}

describe('crc32c', () => {
  it('gives the published check value, and goes on from a seed', () => {
    const text = Buffer.from('123456789');
    assert.equal(crc32c(text), 0xe3069283);
    assert.equal(crc32c(text.subarray(4), crc32c(text.subarray(0, 4))), 0xe3069283);
  });
});

describe('the write-ahead log', () => {
  it('finds after a restart what was written: entries, term and vote', () => {
    const first = open();
    first.write(entries(1, 3, 1), 1);
    first.write([entry(4, 2)], 2);
    first.wal.close();
    const { log } = open();
    assert.deepEqual(shape(log), ['1:1', '2:1', '3:1', '4:2']);
    assert.deepEqual(log.hardState, { term: 2, vote: 1 });
    assert.deepEqual([...(log.entries[2]?.data ?? [])], [...entry(3, 1).data]);
  });

  it('replaces a suffix by what was written over it later', () => {
    const first = open();
    first.write(entries(1, 5, 1), 1);
    first.write([entry(3, 2)], 2);
    first.wal.close();
    assert.deepEqual(shape(open().log), ['1:1', '2:1', '3:2']);
  });

  it('rolls over segments and removes those a snapshot covers', () => {
    const first = open();
    for (let i = 1; i <= 100; i++) first.write([entry(i, 1)], i === 1 ? 1 : undefined);
    const segments = (): string[] => new NodeDisk(directory).list().filter((name) => name.startsWith('wal-'));
    const before = segments().length;
    assert.ok(before > 2, `${before} segments`);
    first.wal.compact(90);
    first.wal.close();
    assert.ok(segments().length < before);
    // A segment never grows beyond its space: on a full disk that would fail where a new segment would not.
    for (const name of segments()) {
      assert.ok(readFileSync(join(directory, name)).length <= segmentBytes + headerBytes);
    }
    const { log } = open();
    assert.ok(log.base.index > 0 && log.base.index <= 90);
    assert.equal(log.entries.at(-1)?.index, 100);
    assert.deepEqual(log.hardState, { term: 1, vote: 1 });
  });

  it('cuts off a torn tail and goes on behind what is whole', () => {
    const first = open();
    first.write(entries(1, 3, 1), 1);
    first.wal.close();
    const whole = readFileSync(firstSegment());
    const second = open();
    second.write(entries(4, 6, 1));
    second.wal.close();
    const longer = readFileSync(firstSegment());
    // As after a power loss: the front half of the last write reached the disk, no mark behind it did.
    let end = 0;
    for (let at = 0; at < longer.length; at++) if (longer[at] !== whole[at]) end = at;
    longer.fill(0, end - 200);
    writeFileSync(firstSegment(), longer);
    const third = open();
    assert.deepEqual(shape(third.log), ['1:1', '2:1', '3:1']);
    third.write([entry(4, 2)], 2);
    third.wal.close();
    assert.deepEqual(shape(open().log), ['1:1', '2:1', '3:1', '4:2']);
  });

  it('refuses a flipped bit anywhere in what was durable, naming file, offset and the way back', () => {
    const first = open();
    for (let i = 1; i <= 6; i++) first.write([entry(i, 1)], 1);
    first.wal.close();
    const clean = readFileSync(firstSegment());
    let end = clean.length;
    while (clean[end - 1] === 0) end -= 1;
    let refused = 0;
    // The mark at the very end says nothing that could be lost: a flip in it is harmless.
    for (let offset = 0; offset < end - 24; offset += 13) {
      if (offset > 200 && offset < headerBytes) continue;
      flip(firstSegment(), offset);
      assert.throws(
        () => open(),
        (error: unknown) => {
          assert.ok(
            error instanceof OrcError && error.code === 'Corrupt',
            `offset ${offset}: ${String(error)}`,
          );
          assert.match(error.message, /wal-000000000001\.log, byte \d+/);
          if (offset >= headerBytes) assert.match(error.message, /rejoin|join it again/);
          return true;
        },
      );
      refused += 1;
      writeFileSync(firstSegment(), clean);
    }
    assert.ok(refused > 50);
  });

  it('refuses a log with a segment missing in the middle, or one cut short', () => {
    const first = open();
    for (let i = 1; i <= 120; i++) first.write([entry(i, 1)]);
    first.wal.close();
    const second = join(directory, 'wal-000000000002.log');
    const bytes = readFileSync(second);
    rmSync(second);
    assert.throws(() => open(), { code: 'Corrupt', message: /wal-000000000003\.log/ });
    writeFileSync(second, bytes);
    truncateSync(second, 100);
    assert.throws(() => open(), { code: 'Corrupt', message: /wal-000000000002\.log/ });
  });

  it("refuses another member's disk and another cluster's", () => {
    open().wal.close();
    const disk = new NodeDisk(directory);
    assert.throws(() => Wal.open(disk, { ...identity, memberId: 2 }), { code: 'Invalid' });
    assert.throws(() => Wal.open(disk, { ...identity, clusterId: 'c2' }), { code: 'Invalid' });
  });

  it('begins behind a snapshot that replaced the log', () => {
    const { wal } = open();
    const encoder = new BatchEncoder({ index: 0, term: 0 });
    wal.write([encoder.encodeReset({ index: 50, term: 3 })]);
    wal.sync();
    wal.close();
    const { log, write, wal: again } = open();
    assert.deepEqual(log.base, { index: 50, term: 3 });
    write([entry(51, 3)]);
    again.close();
    assert.deepEqual(shape(open().log), ['51:3']);
  });

  it('never writes again after a failed sync', () => {
    let broken = false;
    const real = new NodeDisk(directory);
    const failing = (file: DiskFile): DiskFile => ({
      write: (parts, position) => file.write(parts, position),
      sync: () => {
        if (broken) throw new Error('EIO');
        file.sync();
      },
      close: () => file.close(),
    });
    const disk = over(real, {
      open: (name) => failing(real.open(name)),
      create: (name, size) => failing(real.create(name, size)),
    });
    const { wal, write } = open(disk);
    write([entry(1, 1)]);
    broken = true;
    assert.throws(() => write([entry(2, 1)]), { message: /not retried/ });
    broken = false;
    assert.throws(() => write([entry(2, 1)]), { message: /invariant/ });
    wal.close();
  });

  it('begins a segment in one that is not needed any more, whose old frames mean nothing', () => {
    const first = open();
    for (let i = 1; i <= 100; i++) first.write([entry(i, 1)], i === 1 ? 1 : undefined);
    first.wal.compact(90);
    assert.ok(first.wal.spareSegments > 0);
    for (let i = 101; i <= 200; i++) first.write([entry(i, 2)]);
    first.wal.close();
    const { log, write, wal } = open();
    assert.deepEqual(shape(log).slice(-2), ['199:2', '200:2']);
    assert.equal(log.entries.length, 200 - log.base.index);
    write([entry(201, 2)]);
    wal.close();
    assert.equal(open().log.entries.at(-1)?.index, 201);
  });

  it('makes segments ahead, slice by slice, and none too many', () => {
    const { wal } = open();
    for (let step = 0; step < 100 && wal.wantsPreparation; step++) wal.prepare();
    assert.equal(wal.wantsPreparation, false);
    wal.close();
    assert.equal(new NodeDisk(directory).list().filter(isSpareName).length, limits.spareSegments);
  });

  it('lives of what compaction gives back under load, and keeps no more of it than it may', () => {
    const real = new NodeDisk(directory);
    let made = 0;
    const disk = over(real, {
      create: (name, size) => {
        made += 1;
        return real.create(name, size);
      },
    });
    const { wal, write } = open(disk);
    let most = 0;
    const load = (from: number, to: number): void => {
      for (let i = from; i <= to; i++) {
        write([entry(i, 1)]);
        if (wal.wantsPreparation) wal.prepare();
        if (i % 40 === 0) wal.compact(i - 10);
        most = Math.max(most, wal.spareSegments);
      }
    };
    load(1, 400);
    const before = made;
    load(401, 1_200);
    assert.equal(made, before, 'all it needed was there');
    assert.ok(most > limits.spareSegments && most <= limits.keptSegments, `${most} at most`);
    wal.close();
  });

  it('notices a full disk ahead, and goes on where it was when there is room', () => {
    let room = 2;
    const real = new NodeDisk(directory);
    const disk = over(real, {
      create: (name, size) => {
        if (room === 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
        room -= 1;
        return real.create(name, size);
      },
    });
    const { wal, write } = open(disk);
    for (let step = 0; step < 10 && !wal.isDiskFull; step++) wal.prepare();
    assert.ok(wal.isDiskFull, 'it is known before a write fails');
    let written = 0;
    assert.throws(
      () => {
        for (let i = 1; i <= 200; i++) {
          write([entry(i, 1)]);
          written = i;
        }
      },
      { code: 'DiskFull' },
    );
    assert.ok(written > 10);
    room = 5;
    write([entry(written + 1, 1)]);
    wal.prepare();
    assert.equal(wal.isDiskFull, false);
    wal.close();
    assert.equal(open().log.entries.at(-1)?.index, written + 1);
  });

  it('goes on in its segment while the next can not even be begun, and closes each file once', () => {
    let isFull = false;
    const closed: DiskFile[] = [];
    const real = new NodeDisk(directory);
    // As on a file system that copies on write: also what is allocated already needs space.
    const watched = (file: DiskFile): DiskFile => {
      const same: DiskFile = {
        write: (parts, offset) => {
          if (isFull && offset === 0)
            throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
          file.write(parts, offset);
        },
        sync: () => file.sync(),
        close: () => {
          assert.ok(!closed.includes(same), 'its number may be another file by now');
          closed.push(same);
          file.close();
        },
      };
      return same;
    };
    const disk = over(real, {
      open: (name) => watched(real.open(name)),
      create: (name, size) => watched(real.create(name, size)),
    });
    const { wal, write } = open(disk);
    let written = 0;
    const fill = (): void => {
      for (let index = written + 1; index <= 200; index++) {
        write([entry(index, 1)]);
        written = index;
      }
    };
    isFull = true;
    for (let tries = 0; tries < 3; tries++) assert.throws(fill, { code: 'DiskFull' });
    assert.ok(written > 10);
    isFull = false;
    fill();
    wal.close();
    const { log } = open();
    assert.deepEqual([log.entries.length, log.entries.at(-1)?.index], [200, 200]);
  });

  it('is read offline without being changed', () => {
    const first = open();
    for (let i = 1; i <= 80; i++) first.write([entry(i, 1)], 1);
    first.wal.close();
    const seen: number[] = [];
    const report = readLog(directory, (record) => {
      if (record.kind === 'entry') seen.push(record.entry.index);
    });
    assert.equal(seen.length, 80);
    assert.deepEqual(
      { first: report?.firstIndex, last: report?.lastIndex, term: report?.term, torn: report?.tornFile },
      { first: 1, last: 80, term: 1, torn: null },
    );
  });
});
