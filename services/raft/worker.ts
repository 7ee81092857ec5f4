// The raft thread's entry point.
import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '#kernel/errors.ts';
import type { FromRaft, RaftWorkerData } from './messages.ts';
import { plainError, RaftMember } from './member.ts';
import { runFirst } from './priority.ts';

invariant(parentPort !== null, 'raft runs in a thread of its own');
const port = parentPort;
const data: RaftWorkerData = workerData;
if (!runFirst()) {
  const message = 'the log may not run before other threads: allow it a niceness of -10 (LimitNICE=-10)';
  const told: FromRaft = { kind: 'log', level: 'info', message, fields: {} };
  port.postMessage(told);
}
try {
  await new RaftMember(port, data).start();
} catch (error) {
  const fatal: FromRaft = { kind: 'fatal', error: plainError(error) };
  port.postMessage(fatal);
}
