// The bounds of what masters accept and keep for their users.
import { invariant } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';

export const apiLimits = {
  /** How long checking one object against the patterns and rules of a kind that users define may take. */
  rulesMs: 1_000,
  /** How long the schema of one version of such a kind may take to be made ready, once. */
  schemaMs: 2_000,
  /** How much of a list is written at once over HTTP, in UTF-16 units. */
  listPieceUnits: 128 * 1024,
  /** From how many bytes on an answer over HTTP is compressed: below, the work costs more than the way. */
  compressedFromBytes: 128 * 1024,
  /** The most objects in one page of a list. */
  listPage: 500,
  /** The bytes of objects after which a page is full, so that it fits in a message. */
  pageBytes: 8 * 1024 * 1024,
  /** The most bytes of one gRPC message in either direction. */
  messageBytes: 16 * 1024 * 1024,
  /**
   * How often a change goes through admission, after conflicts it did not ask for. So many may change one object at once:
   * of those whose changes meet, one is done in each round.
   */
  admissionTries: 32,
  /** What the objects of a transaction are encoded into, each; what is longer than a quarter has its own. */
  writtenSlabBytes: 16 * 1024,
  /** How much of the reason the log keeps for which a call was refused that had been sent before, in UTF-16 units. */
  keptRefusalUnits: 1_000,
  /** How long a pod of a namespace that has just been made waits for its account. */
  accountWaitMs: 2_000,
  /** Tokens that nodes ask for their pods: how many one master makes at once, and how long that may take. */
  podTokens: { underWay: 64, answerMs: 3_000 },
  /** How long nodes that come and go gather before NATS is told who may connect, and how often the masters are looked at. */
  natsUsers: { gatherMs: 500, pollMs: 2_000 },
  /**
   * Certificates: how long one is good unless its request says less, and at most; how long requests are kept that were
   * answered, and that nobody answered; how often the leader looks after them; how many it answers at once.
   */
  certificates: {
    seconds: { usual: 30 * 86_400, longest: 365 * 86_400 },
    answeredMs: 3_600_000,
    unansweredMs: 86_400_000,
    lookMs: 60_000,
    perTurn: 100,
    /** How many may be revoked before their time at once, and how long a reason may be. */
    revoked: 1_000,
    reasonUnits: 256,
  },
  /** How long a commit or a linearizable read waits for a leader when the caller sets no deadline. */
  requestMs: 15_000,
  /** How long a follower waits for a revision it was asked for and does not have yet. */
  revisionWaitMs: 5_000,
  /** How many consistent states are kept for the further pages of lists. */
  pinnedStates: 32,
  /** How many past changes are looked at before others have their turn. */
  pastBatch: 1_000,
  /** How long a state is kept for the next page. */
  pinnedMs: 300_000,
  /** The most watches one master serves, of which one user gets half. */
  watches: 5_000,
  /** The most events sent in one message of a watch, and the bytes of objects after which it is full. */
  watchBatch: 500,
  watchBatchBytes: 256 * 1024,
  /** How often a watch without events tells its client how far it is. */
  bookmarkMs: 10_000,
  /**
   * What users share. How long in one turn of the event loop what they ask is begun; how many changes of users, and bytes
   * of them, are under way at once (those of seven masters fit in the leader's lane); how many more may wait, of which
   * one user gets half, and how long; how long who has too much is told to wait,
   * and how long that is held back, because saying it at once costs almost what the call would have; the most calls over
   * gRPC, streams excepted.
   */
  fairness: {
    turnMs: 8,
    underWay: { changes: 64, bytes: 8 * 1024 * 1024 },
    waiting: { changes: 8_192, bytes: 128 * 1024 * 1024 },
    waitMs: 5_000,
    retryAfterMs: 1_000,
    holdMs: 250,
    calls: 8_192,
  },
  /**
   * Webhooks of admission: the most changes that wait for one of them on one master, and for all; the most connections
   * to one, how many of them are kept unused and for how long, and how long one may take to be made; the most bytes of an answer; the most warnings and
   * annotations of one, their length and that of what is told of a failure, in UTF-16 units; how often failures of one are logged.
   */
  webhooks: {
    waiting: 256,
    allWaiting: 2_048,
    connections: 32,
    idleConnections: 4,
    idleMs: 30_000,
    connectMs: 30_000,
    answerBytes: 4 * 1024 * 1024,
    warnings: 20,
    warningUnits: 256,
    annotations: 32,
    annotationKeyUnits: 256,
    annotationUnits: 2_048,
    errorUnits: 512,
    logMs: 1_000,
  },
  /** The most calls under way on one gRPC connection: a client keeps more to itself. */
  callsPerConnection: 1_024,
  /**
   * Webhooks that convert objects: how long one may take, how many calls wait for one of them, the most objects in one
   * review and the UTF-16 units after which it is full; how many objects are kept as they were converted, of how many
   * units together, and for how long; to how many webhooks connections are kept.
   */
  conversions: {
    timeoutSeconds: 10,
    waiting: 256,
    batchObjects: 500,
    batchUnits: 1024 * 1024,
    keptObjects: 4_096,
    keptUnits: 16 * 1024 * 1024,
    keptMs: 60_000,
    lines: 64,
  },
  /** The most streams of calls that one master serves, of which one user gets half. */
  streams: 1_000,
  /** The most calls under way on one stream. */
  callsPerStream: 1_024,
  /** The most answers in one message of a stream, and the bytes after which a message is full. */
  streamMessage: { answers: 512, bytes: 256 * 1024 },
  /** How many bytes of answers wait for a client before nothing more is taken from it. */
  streamWaitingBytes: 4 * 1024 * 1024,
  /** How often at most it is looked at whether the token that a stream began with is still good. */
  streamCheckMs: 1_000,
  /** How long the commits of streams have to end when the master stops. */
  streamStopMs: 500,
  /** The most bytes of one HTTP request's body. */
  bodyBytes: 3 * 1024 * 1024,
  /**
   * YAML that is not JSON: the most bytes, since it takes some ten times as long to read as JSON does and others wait
   * meanwhile, and the most aliases.
   */
  yaml: { bytes: 64 * 1024, aliases: 100 },
  /** The most warnings in one answer, over HTTP or as metadata over gRPC. */
  warnings: 20,
  /** What warnings over HTTP may say in all, in UTF-16 units, before each of the next is cut to so much, as in Kubernetes. */
  warningUnits: { all: 4_096, each: 256 },
  /** The most HTTP requests that one client (by its name) has under way, watches and streams excepted. */
  requestsPerClient: 512,
  /** The most streams to pods (logs, exec, attach, forwarded ports) that one client has on one master. */
  podStreamsPerClient: 256,
  /** One such stream: how often its client is asked for a sign of life, after how much silence it counts as gone,
   * how long it may go unused, how long it has to close once it has read everything; the largest message, and how much waits to be read; how long
   * it has to open the streams it announced; and the most ports that are forwarded over the channels of one WebSocket,
   * of which there are 256, two for each. */
  podStream: {
    pingMs: 10_000,
    silenceMs: 60_000,
    idleMs: 14_400_000,
    closeMs: 5_000,
    messageBytes: 1024 * 1024,
    unreadBytes: 64 * 1024,
    openMs: 30_000,
    channelPorts: 128,
  },
  /** One connection that speaks SPDY: the most streams open on it, the most data that waits to be read on all of them
   * and after how much that was read more is granted; the largest frame that is not data, and header block. */
  spdy: {
    streams: 256,
    unreadBytes: 256 * 1024,
    grantBytes: 32 * 1024,
    controlBytes: 16 * 1024,
    headerBytes: 16 * 1024,
  },
  /** The most bytes of one HTTP request's headers. */
  headersBytes: 32 * 1024,
  /** How long a client has to send a request's headers, and the whole request. */
  headersMs: 10_000,
  bodyMs: 60_000,
  /** How long a client whose wish to change the protocol was refused has to read that and close. */
  refusedUpgradeMs: 1_000,
  /** The most HTTP connections to one master. */
  httpConnections: 10_000,
  /** How long a watch over HTTP lives when its client does not say; a part more at random, so that not all end at once. */
  watchMs: 1_800_000,
  /** The longest a client may ask a watch to live. */
  longestWatchMs: 14_400_000,
  /**
   * What google.rpc.Status beside a gRPC error holds at most, in UTF-16 units; the wait it names when none is known;
   * how many bytes of headers a client takes when it does not say, and what others than the error's take of them.
   */
  statusDetails: { causeUnits: 2_048, messageUnits: 512, retryMs: 500, headerBytes: 8_192, otherBytes: 512 },
  /** The most gRPC connections to one master; how long one stays on which nothing is asked. */
  grpcConnections: { most: 10_000, idleMs: 60_000 },
  /**
   * What gRPC lets everybody call, health and reflection: the most bytes of a message; for whoever is not known, how long a
   * call may take, and how long a connection lives (then it is closed, and broken off when its calls had their time).
   */
  grpcStrangers: { messageBytes: 4 * 1024, callMs: 60_000, connectionMs: 120_000 },
  /**
   * The most calls of who is not known under way on one connection; how many bytes of answers wait on one for its client to
   * take them, and how long a client has to take one that is larger than it takes at once.
   */
  grpcStrangersCalls: 32,
  grpcUntaken: { bytes: 128 * 1024 * 1024, ms: 300_000, largeBytes: 64 * 1024 },
  /**
   * How much a gRPC client may send of one call before it is read, while nobody knows it and then (a transaction of many
   * objects would else wait for leave to go on again and again); how much of messages is kept on one connection until
   * they are whole; from how many bytes on an answer is compressed for who compresses; how long calls have to end when
   * the master stops.
   */
  grpcWindowBytes: { strangers: 64 * 1024, known: 256 * 1024 },
  grpcHeldBytes: 64 * 1024 * 1024,
  /**
   * The same two over all gRPC connections to a master, which users share; what one call takes beyond so many bytes counts.
   */
  grpcTogether: { heldBytes: 512 * 1024 * 1024, untakenBytes: 1024 * 1024 * 1024, freeBytes: 64 * 1024 },
  grpcCompressedFromBytes: 1_024,
  grpcCloseMs: 1_000,
  /** How much of a path that no gRPC service has is repeated to who asked for it, in UTF-16 units. */
  grpcPathUnits: 256,
  /** How often an idle gRPC connection is asked for a sign of life, and how long its client has to answer. */
  grpcKeepalive: { everyMs: 10_000, answerMs: 5_000 },
  /** The most values of one filter of a tail of the log. */
  tailFilters: 100,
  /**
   * Tokens of service accounts: the most bytes of one; for how long one may be asked (longer is shortened); how far a
   * master's clock may be behind the one that signed; how many that were verified are remembered.
   */
  accountTokens: {
    bytes: 8 * 1024,
    seconds: { shortest: 600, usual: 3_600, longest: 7 * 86_400 },
    skewSeconds: 10,
    remembered: 4_096,
  },
  /**
   * The keys that sign them: how many there may be; how old the newest grows before the leader makes another; after how
   * long a new one signs, so that every master knows it by then; how often at most an unknown one makes a master ask for
   * the present state.
   */
  tokenKeys: { count: 16, rotateMs: 30 * 86_400_000, spreadMs: 60_000, askMs: 1_000 },
  /**
   * OpenID Connect: the most bytes of a token and of a document of an issuer; the most keys of one; how long an issuer
   * has to answer; how often its keys are read again, how soon after a failure, and how often at most because of tokens
   * of unknown keys; how many tokens wait for that; how often its failures are warned of; the longest name of a user;
   * how many tokens that were verified are remembered of each issuer.
   */
  oidc: {
    tokenBytes: 16 * 1024,
    documentBytes: 256 * 1024,
    keys: 64,
    fetchMs: 5_000,
    refreshMs: 600_000,
    retryMs: { first: 1_000, most: 60_000 },
    askMs: 10_000,
    waiting: 256,
    warnMs: 300_000,
    nameUnits: 1_024,
    remembered: 4_096,
  },
  /**
   * Resolving the tags of images: how long one may take; how long a registry that failed is left alone, and how many such
   * are remembered; how long an answer serves others, and how many are kept; how many tags are asked for at once, of all
   * registries and of one; the most bytes of an answer's headers, of a manifest and of a token; how long DNS has; how
   * often failures are logged.
   */
  images: {
    questionMs: 2_000,
    aloneMs: 30_000,
    alone: 256,
    sharedMs: 3_000,
    shared: 1_024,
    underWay: 64,
    underWayPerRegistry: 16,
    headerBytes: 16 * 1024,
    manifestBytes: 4 * 1024 * 1024,
    tokenBytes: 64 * 1024,
    dns: { timeoutMs: 500, tries: 2 },
    logMs: 1_000,
  },
  /**
   * The audit log: how much waits for the disk, and goes in one write, in UTF-16 units; the longest URI, name of a client,
   * message and annotation; how many annotations one event has; how long a master that stops waits for the disk.
   */
  audit: {
    queueUnits: 16 * 1024 * 1024,
    writeUnits: 1024 * 1024,
    uriUnits: 8 * 1024,
    agentUnits: 1_024,
    messageUnits: 2_048,
    annotationUnits: 10 * 1024,
    annotations: 64,
    closeMs: 2_000,
  },
  /** How far apart deadlines of a stream's calls may lie and still be one. */
  deadlineStepMs: 50,
} as const;

invariant(
  apiLimits.streamMessage.bytes < apiLimits.streamWaitingBytes,
  'a full message may wait for its client',
);
invariant(
  2 * apiLimits.messageBytes < Math.min(apiLimits.grpcHeldBytes, apiLimits.grpcUntaken.bytes),
  'a connection has room for messages beside the largest',
);
invariant(
  4 * apiLimits.grpcHeldBytes <= apiLimits.grpcTogether.heldBytes &&
    4 * apiLimits.grpcUntaken.bytes <= apiLimits.grpcTogether.untakenBytes,
  'who has one connection is bounded by that one, and leaves room for others',
);
invariant(
  apiLimits.fairness.waitMs < apiLimits.requestMs,
  'who waits for too long is told to come again in time',
);
// Changes that no webhook is about find room while one hangs.
invariant(
  apiLimits.webhooks.allWaiting * 2 < apiLimits.fairness.waiting.changes &&
    apiLimits.webhooks.waiting < apiLimits.webhooks.allWaiting,
  'what waits for one webhook leaves room for what waits for others, and for what waits for none',
);
invariant(
  apiLimits.conversions.timeoutSeconds * 1000 < apiLimits.requestMs,
  'who waits for a webhook that converts, and is away, is told so in time',
);
invariant(
  2 * apiLimits.oidc.fetchMs < apiLimits.requestMs,
  'who waits for an issuer that is slow is told so in time',
);
invariant(
  apiLimits.images.questionMs * 4 < apiLimits.requestMs &&
    apiLimits.images.sharedMs < apiLimits.images.aloneMs,
  'a write that waits for registries is answered in time, and what was said of one is forgotten before it is asked again',
);
// A SPDY client that counts begins with windows of 64 KiB.
invariant(apiLimits.spdy.grantBytes < 64 * 1024, 'a window is granted again before it is used up');
invariant(
  Math.max(apiLimits.pageBytes, apiLimits.watchBatchBytes) + limits.objectBytes < apiLimits.messageBytes,
  'a page, or a batch of events, that is full but for one object fits in a message with it',
);
