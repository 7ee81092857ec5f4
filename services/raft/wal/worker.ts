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
      }
    }
  };
  /** Takes as many writes as came in and fit one frame; returns what comes after them. */
  const writeGroup = (first: WalBatch): ToWal | undefined => {
    const group = [first];
    let bytes = first.records.length;
    let next = take(port);
    while (next?.kind === 'write' && group.length < limits.walGroupBatches) {
      if (bytes + next.batch.records.length > limits.walFrameBytes) break;
      group.push(next.batch);
      bytes += next.batch.records.length;
      next = take(port);
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
    wal.mark();
    return take(port);
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
          wal.compact(next.index);
          tellIfFull(wal.isDiskFull);
          next = take(port);
          break;
        case 'close':
          clearTimeout(timer);
          wal.close();
          say({ kind: 'closed' });
          port.close();
          return;
      }
    }
    timer ??= setTimeout(idle, limits.walIdleMs);
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

function take(port: MessagePort): ToWal | undefined {
  const received: { message: ToWal } | undefined = receiveMessageOnPort(port);
  return received?.message;
}

invariant(parentPort !== null, 'the WAL runs in a thread of its own');
const data: WalWorkerData = workerData;
run(parentPort, data);
