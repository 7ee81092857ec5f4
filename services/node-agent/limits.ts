// The bounds of what an agent does at once and keeps.

export const agentLimits = {
  /** Operations on the container runtime under way at once: it starts about eleven containers a second, eight in parallel. */
  parallelOperations: 8,
  /** How long between looks at all containers when nothing tells of a change. */
  relistMs: 5_000,
  /** How long a pod may be kept for the proxies of other nodes before it is stopped all the same. */
  withdrawalMs: 5_000,
  /** How long a pod that the masters no longer know is given to end. */
  orphanGraceSeconds: 3,
  /** The wait before the first restart of a container, doubling to the last; and the run that resets it. */
  restart: { firstMs: 10_000, lastMs: 300_000, resetMs: 600_000 },
  /** The wait after a failed pull, doubling to the last. */
  pull: { firstMs: 10_000, lastMs: 300_000 },
  /** The wait after a failed operation, doubling to the last. */
  retry: { firstMs: 500, lastMs: 30_000 },
  /**
   * Volumes: the most bytes of all of a node's files in memory; how many tokens are asked for at once and how long an
   * answer may take; the wait after what failed, doubling to the last; and the least wait before a look again.
   */
  volumes: {
    memoryBytes: 512 * 1024 * 1024,
    questions: 8,
    answerMs: 5_000,
    retry: { firstMs: 1_000, lastMs: 60_000 },
    leastWaitMs: 500,
  },
  /** The longest message of a state that is reported. */
  messageLength: 1_024,
  /** The most streams one node serves. */
  streams: 200,
  /** How long a pod's port has to take a forwarded connection, and each program that makes them to start. */
  connectMs: 10_000,
  /** The most programs that make connections inside pods at once, and how long one without work is kept. */
  dialers: 8,
  dialerIdleMs: 10_000,
  /** What is kept of what such a program says is wrong. */
  dialerErrorLength: 1_024,
  /** A probe's output or answer that is read at most. */
  probeBytes: 10_240,
  /** When what is used is measured for the second time, and the most containers of one report. */
  usage: { firstMs: 1_000, containers: 2_000 },
  /** How long a pull may take. */
  pullMs: 600_000,
} as const;
