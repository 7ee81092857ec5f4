// The WAL's thread. It does nothing but synchronous writes and syncs, so nothing can delay one: whatever
// came in during a sync is written as one frame and made durable by the next.
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { invariant, messageOf, OrcError } from '#kernel/errors.ts';
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
    wal.write(group);
    wal.sync();
    const id = group.at(-1)?.id ?? first.id;
    say({ kind: 'durable', id, syncSeconds: (performance.now() - from) / 1000, bytes });
    if (next !== undefined) return next;
    wal.mark();
    return take(port);
  };
  const handle = (first: ToWal): void => {
    let next: ToWal | undefined = first;
    while (next !== undefined) {
      switch (next.kind) {
        case 'write':
          next = writeGroup(next.batch);
          break;
        case 'compact':
          wal.compact(next.index);
          next = take(port);
          break;
        case 'close':
          wal.close();
          say({ kind: 'closed' });
          port.close();
          return;
      }
    }
  };
  port.on('message', (message: ToWal) => {
    try {
      handle(message);
    } catch (error) {
      fail(error);
    }
  });
}

function take(port: MessagePort): ToWal | undefined {
  const received: { message: ToWal } | undefined = receiveMessageOnPort(port);
  return received?.message;
}

invariant(parentPort !== null, 'the WAL runs in a thread of its own');
const data: WalWorkerData = workerData;
run(parentPort, data);
