// The bounds of what masters accept and keep for their users.

export const apiLimits = {
  /** The most objects in one page of a list. */
  listPage: 500,
  /** The most bytes of one gRPC message in either direction. */
  messageBytes: 16 * 1024 * 1024,
  /** How often a change goes back through admission after a conflict it did not ask for. */
  admissionTries: 8,
  /** How long a commit or a linearizable read waits for a leader when the caller sets no deadline. */
  requestMs: 15_000,
  /** How long a follower waits for a revision it was asked for and does not have yet. */
  revisionWaitMs: 5_000,
  /** How many consistent states are kept for the further pages of lists. */
  pinnedStates: 32,
  /** How long a state is kept for the next page. */
  pinnedMs: 300_000,
  /** The most watches one master serves. */
  watches: 5_000,
  /** The most events sent in one message of a watch. */
  watchBatch: 500,
  /** How often a watch without events tells its client how far it is. */
  bookmarkMs: 10_000,
  /** The most calls of users that one master has under way. */
  concurrentCommits: 4_096,
} as const;
