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
  /** How long a call that the leader alone answers waits for there to be one, and how often it looks. */
  leaderMs: 10_000,
  leaderLookMs: 200,
  /** The pauses before masters that all failed are tried again: the first, then twice as long each time. */
  pauseMs: { first: 20, most: 200 },
  /** The pause before a watch that ended goes on. */
  watchPauseMs: 100,
  /** How long a channel that failed has to say why. */
  reasonMs: 100,
  /** How often a master with calls under way is listened for. */
  pulseMs: 50,
  /** After how much silence of a master another one is asked too: a read or a write, and a list. */
  quietMs: 350,
  listQuietMs: 1_500,
  /**
   * How much of what silent masters were asked may be asked of others too: changes at once, and the share of what is
   * answered that is added to it. Masters that are all slow, because they have too much to do, are not given much more.
   */
  spare: { most: 512, share: 0.1 },
  /** How long a silent master is given up: the first time, then twice as long each time. */
  giveUpMs: { first: 1_000, most: 30_000 },
  /** How often it is seen to that a second connection stands, for when the first is lost. */
  standbyMs: 2_000,
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
  /** How many calls after its oldest that is under way a session is used for. */
  sessionSpan: limits.outcomesPerSession - 1,
  /** After how much rest a new session is opened, before the masters forget the old one. */
  sessionRestMs: limits.sessionIdleMs / 2,
} as const;

invariant(clientLimits.connectMs < clientLimits.silenceMs, 'every master is tried before all are given up');
invariant(
  clientLimits.quietMs > 3 * limits.streamBeatMs,
  'a master that speaks on time, or somewhat late, is not silent',
);
invariant(
  clientLimits.quietMs <= clientLimits.listQuietMs,
  'silence is looked for from the shortest bound on',
);
invariant(
  clientLimits.writesUnderWay <= clientLimits.spare.most,
  'all single writes under way can be asked of another master at once',
);
invariant(clientLimits.attemptMs < clientLimits.callMs, 'a call can be tried at more than one master');
invariant(
  clientLimits.writesUnderWay < clientLimits.callsUnderWay,
  'reads find room on a stream beside all writes',
);
invariant(
  clientLimits.writesUnderWay < clientLimits.sessionSpan &&
    clientLimits.sessionSpan < limits.outcomesPerSession,
  'a session keeps the outcome of every write that is not confirmed yet',
);
