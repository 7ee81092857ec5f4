// The raft thread's entry point.
import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '#kernel/errors.ts';
import type { FromRaft, RaftWorkerData } from './messages.ts';
import { plainError, RaftMember } from './member.ts';

invariant(parentPort !== null, 'raft runs in a thread of its own');
const port = parentPort;
const data: RaftWorkerData = workerData;
try {
  await new RaftMember(port, data).start();
} catch (error) {
  const fatal: FromRaft = { kind: 'fatal', error: plainError(error) };
  port.postMessage(fatal);
}
