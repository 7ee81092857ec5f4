// Every bound of the sandbox machinery, in one place.

import { invariant } from '#kernel/errors.ts';

export const sandboxLimits = {
  /** Masters of one sandbox. Their addresses are .11 to .19. */
  masters: 9,
  /** Nodes of one sandbox. Their addresses are .101 to .200. */
  nodes: 100,
  /** Longest sandbox name: it is part of namespace and cgroup names. */
  nameLength: 20,
  /** A process's log is turned over when its process starts and the log is larger. One old log is kept. */
  logBytes: 16 * 1024 * 1024,
  /** How long a program we wait for may run. */
  commandTimeoutMs: 60_000,
  /** How much of a program's output is kept. */
  commandOutputBytes: 16 * 1024 * 1024,
  /** From TERM to KILL when a process is stopped. */
  stopGraceMs: 10_000,
  /** From KILL to giving up on a process that does not go. */
  killWaitMs: 10_000,
  /** Until containerd and dockerd answer. */
  dockerReadyMs: 60_000,
  /** Until the cluster's leader answers and its nodes are ready. */
  clusterReadyMs: 90_000,
  /** Between two looks at whether the cluster is ready. */
  readyPollMs: 100,
  /** Until a forwarder listens. */
  forwardReadyMs: 15_000,
  /** Connections a forwarder carries at a time; more are refused. */
  forwardConnections: 1_024,
  /** The line that names a forwarded connection's target. */
  forwardHeaderBytes: 256,
  /** Longest path of a Unix socket the kernel takes. */
  socketPathBytes: 107,
  /** Rounds of killing and looking again before `down` reports what it could not remove. */
  downRounds: 50,
  /** Between two looks at something awaited. */
  pollMs: 20,
} as const;

invariant(sandboxLimits.masters <= 9, 'masters fit .11 to .19');
invariant(sandboxLimits.nodes <= 100, 'nodes fit .101 to .200');
