// Every bound of the proxy, in one place.

import { invariant } from '#kernel/errors.ts';

export const netproxyLimits = {
  /** A transaction over this goes through a file and a process of its own: the kept-open one reads by the character. */
  sessionTransactionBytes: 48 * 1024,
  /** The kept-open nft keeps every line as history: it is replaced after this many transactions… */
  sessionTransactions: 2_000,
  /** …or this many bytes, whichever is first. */
  sessionBytes: 16 * 1024 * 1024,
  /** How much of nft's complaint is kept. */
  sessionErrorBytes: 64 * 1024,
  /** An nft transaction or listing that takes longer has failed: 5,000 Services load in 2 s and list in 3 s. */
  commandTimeoutMs: 60_000,
  /** The largest listing read back. */
  commandOutputBytes: 512 * 1024 * 1024,
  /** First pause after a failed apply. */
  retryFirstMs: 100,
  /** Longest pause between failed applies. */
  retryLongestMs: 5_000,
  /** How often the kernel's own listing is compared with what should be there. */
  verifyEveryMs: 300_000,
  /** How often routes are looked for: the kernel takes them away when their link goes down, and gives none back. */
  routesEveryMs: 5_000,
  /** conntrack and ip processes at the same time. */
  parallelCommands: 4,
  /** Stale UDP flows waiting to be flushed; the rest end by the kernel's own timeout. */
  pendingFlushes: 10_000,
  /** Endpoints of one port that receive traffic: as many as the largest class has slots. */
  endpointsPerPort: 4_096,
} as const;

invariant(
  netproxyLimits.sessionTransactionBytes < netproxyLimits.sessionBytes,
  'a transaction fits a session',
);
invariant(
  netproxyLimits.retryFirstMs <= netproxyLimits.retryLongestMs,
  'retries start below their longest pause',
);
