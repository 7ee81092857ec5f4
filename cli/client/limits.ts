// How long a client waits and how much it takes in. All in one place; relations asserted.
import { invariant } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';

export const clientLimits = {
  /** How long one master has to take a connection before the next one is tried. */
  connectMs: 1_000,
  /** How long one master has to answer a call before the next one is asked. */
  attemptMs: 6_000,
  /** How long a call may take with all its tries. */
  callMs: 30_000,
  /** How long a client goes on when no master at all answers. */
  silenceMs: 3_000,
  /** The pause before masters that failed are tried again. */
  pauseMs: 100,
  /** How long a master has to say how it is. */
  statusMs: 2_000,
  /** After how much silence a connection is probed, and how long the answer may take. */
  keepalive: { everyMs: 5_000, answerMs: 3_000 },
  /** The most bytes of one message in either direction. */
  messageBytes: 64 * 1024 * 1024,
  /** How many writes of one client may be under way. */
  writesUnderWay: 128,
  /** How many calls of one client may be under way on a stream. */
  callsUnderWay: 512,
  /** The most calls in one message of a stream, and the bytes after which a message is full. */
  streamMessage: { calls: 256, bytes: 1024 * 1024 },
  /** How often calls on a stream are looked at for their deadlines. */
  sweepMs: 100,
  /** How long the end of a session may take before it is left to expire. */
  closeMs: 1_000,
  /** After how much rest a new session is opened, before the masters forget the old one. */
  sessionRestMs: limits.sessionIdleMs / 2,
} as const;

invariant(clientLimits.connectMs < clientLimits.silenceMs, 'every master is tried before all are given up');
invariant(clientLimits.attemptMs < clientLimits.callMs, 'a call can be tried at more than one master');
invariant(
  clientLimits.writesUnderWay < clientLimits.callsUnderWay,
  'reads find room on a stream beside all writes',
);
invariant(
  clientLimits.writesUnderWay < limits.outcomesPerSession,
  'a session keeps the outcome of every write under way',
);
