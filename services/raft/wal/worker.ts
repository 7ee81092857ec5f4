// The WAL's thread. It does nothing but synchronous writes and syncs, so nothing can delay one: whatever
// came in during a sync is written as one frame and made durable by the next.
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { invariant, messageOf, OrcError } from '#kernel/errors.ts';
import { release } from '../bytes.ts';
import { limits } from '../limits.ts';
import type { FromWal, ToWal, WalWorkerData } from './messages.ts';
import { NodeDisk } from './node-disk.ts';
import { Wal, type WalBatch } from './wal.ts';

function run(port: MessagePort, data: WalWorkerData): void {
  const say = (message: FromWal): void => port.postMessage(message);
  const fail = (error: unknown): void => {
    say({
      kind: 'failed',
      code: error instanceof OrcError ? error.code : 'Internal',
      message: messageOf(error),
    });
    port.close();
  };
  let wal: Wal;
  try {
    const opened = Wal.open(new NodeDisk(data.directory), data.identity, data.segmentBytes);
    wal = opened.wal;
    say({ kind: 'opened', log: opened.log });
  } catch (error) {
    return fail(error);
  }
  let toldFull = false;
  const tellIfFull = (isFull: boolean): void => {
    if (isFull === toldFull) return;
    toldFull = isFull;
    say({ kind: 'full', isFull });
  };
  /** Writes and syncs; while the disk has no room for it, waits: nobody is told that it is durable. */
  const persist = (group: readonly WalBatch[]): void => {
    for (;;) {
      try {
        wal.write(group);
        return wal.sync();
      } catch (error) {
        if (!(error instanceof OrcError) || error.code !== 'DiskFull') throw error;
        tellIfFull(true);
        Atomics.wait(sleeping, 0, 0, limits.diskFullRetryMs);
        compactMeanwhile();
      }
    }
  };
  /** What came while the disk was full and is to be done in its turn. */
  const ahead: ToWal[] = [];
  const take = (): ToWal | undefined => ahead.shift() ?? received(port);
  /** A compaction gives segments back: it does not wait behind the write that waits for one. */
  const compactMeanwhile = (): void => {
    for (let message = received(port); message !== undefined; message = received(port))
      if (message.kind === 'compact') compact(message.index);
      else ahead.push(message);
  };
  /** Takes as many writes as came in and fit one frame; returns what comes after them. */
  const writeGroup = (first: WalBatch): ToWal | undefined => {
    const group = [first];
    let bytes = first.records.length;
    let next = take();
    while (next?.kind === 'write' && group.length < limits.walGroupBatches) {
      if (bytes + next.batch.records.length > limits.walFrameBytes) break;
      group.push(next.batch);
      bytes += next.batch.records.length;
      next = take();
    }
    const from = performance.now();
    persist(group);
    for (const { records } of group) release(records);
    const id = group.at(-1)?.id ?? first.id;
    say({ kind: 'durable', id, syncSeconds: (performance.now() - from) / 1000, bytes });
    unprepared += bytes;
    if (unprepared >= limits.prepareEveryBytes) {
      unprepared = 0;
      prepare();
    }
    if (next !== undefined) return next;
    whereSpace(() => wal.mark());
    return take();
  };
  /** Does what may be left out, or done later, where the disk has no room for it. */
  const whereSpace = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      if (!(error instanceof OrcError) || error.code !== 'DiskFull') throw error;
      tellIfFull(true);
    }
  };
  const compact = (index: number): void => {
    whereSpace(() => {
      wal.compact(index);
      tellIfFull(wal.isDiskFull);
    });
  };
  const prepare = (): void => {
    if (!wal.wantsPreparation) return;
    wal.prepare();
    tellIfFull(wal.isDiskFull);
  };
  /** What is done while nothing else is to be done. */
  const idle = (): void => {
    timer = undefined;
    try {
      wal.settle();
      prepare();
      if (wal.wantsPreparation) {
        timer = setTimeout(idle, wal.isDiskFull ? limits.diskFullRetryMs : limits.prepareIdleMs);
      }
    } catch (error) {
      fail(error);
    }
  };
  let timer: NodeJS.Timeout | undefined = setTimeout(idle, limits.prepareIdleMs);
  let unprepared = 0;
  const handle = (first: ToWal): void => {
    let next: ToWal | undefined = first;
    while (next !== undefined) {
      switch (next.kind) {
        case 'write':
          next = writeGroup(next.batch);
          break;
        case 'compact':
          compact(next.index);
          next = take();
          break;
        case 'close':
          clearTimeout(timer);
          wal.close();
          say({ kind: 'closed' });
          port.close();
          return;
      }
    }
    if (timer === undefined) timer = setTimeout(idle, limits.walIdleMs);
    // Under a steady load the next write makes the mark durable: no sync of its own is worth it.
    else if (!wal.wantsPreparation) timer.refresh();
  };
  port.on('message', (message: ToWal) => {
    try {
      handle(message);
    } catch (error) {
      fail(error);
    }
  });
}

/** Only slept on: a thread that does nothing but wait for its disk may stop altogether. */
const sleeping = new Int32Array(new SharedArrayBuffer(4));

function received(port: MessagePort): ToWal | undefined {
  const next: { message: ToWal } | undefined = receiveMessageOnPort(port);
  return next?.message;
}

invariant(parentPort !== null, 'the WAL runs in a thread of its own');
const data: WalWorkerData = workerData;
run(parentPort, data);
