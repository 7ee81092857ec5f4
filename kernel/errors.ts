// The catalogue of errors a user can meet. Every face maps these codes, and only these, to its own
// words: services/api/errors.ts holds the one table for gRPC and HTTP.

/** Why a request failed, and what its sender may do about it. */
export const errorCodes = {
  /** The request itself is wrong: a malformed file, an unknown option. Never retried. */
  BadRequest: { retryable: false },
  /** An object breaks its schema or its rules; `details.causes` names each field. */
  Invalid: { retryable: false },
  /** The caller's identity is missing or not believed. */
  Unauthorized: { retryable: false },
  /** The caller is known and may not do this. */
  Forbidden: { retryable: false },
  /** The object, kind or revision named does not exist. */
  NotFound: { retryable: false },
  /** An object of this name exists already. */
  AlreadyExists: { retryable: false },
  /** A revision or uid the request was based on is no longer current: read again, then decide. */
  Conflict: { retryable: false },
  /** A revision asked for is no longer kept: list again. */
  Expired: { retryable: false },
  /** The path exists and does not take this method or verb. */
  MethodNotAllowed: { retryable: false },
  /** None of the representations that the client accepts can be made. */
  NotAcceptable: { retryable: false },
  /** The request's content type is not one that can be read here. */
  UnsupportedMediaType: { retryable: false },
  /** The request or object is larger than a stated limit. */
  TooLarge: { retryable: false },
  /** A bounded queue is full: retry after a pause. */
  TooBusy: { retryable: true },
  /** A disruption budget does not allow an eviction now: ask again when more pods are ready. */
  Undisruptable: { retryable: false },
  /** The leader's disk is full: only deletions are taken. Free space on it, or delete objects; then retry. */
  DiskFull: { retryable: false },
  /** No leader, or no quorum, now: retry; nothing was changed. */
  Unavailable: { retryable: true },
  /** The outcome is not known: the change may or may not have been made. A session's retry is safe. */
  Unknown: { retryable: false },
  /** The caller's deadline passed. */
  Timeout: { retryable: false },
  /** The caller went away. */
  Cancelled: { retryable: false },
  /** A webhook that has a say in a change could not be asked, and says itself that nothing is changed then. */
  WebhookFailed: { retryable: false },
  /** This cluster version or build does not have it. */
  Unsupported: { retryable: false },
  /** Stored data failed a checksum or breaks an invariant. The process halts; nothing is guessed. */
  Corrupt: { retryable: false },
  /** A defect in orc. */
  Internal: { retryable: false },
} as const satisfies Record<string, { retryable: boolean }>;

export type ErrorCode = keyof typeof errorCodes;

/** Why a field breaks a rule. */
export const causeReasons = [
  'Required',
  'Invalid',
  'NotSupported',
  /** It names something that is not there. */
  'NotFound',
  'Duplicate',
  'Forbidden',
  'TooLong',
  'TooMany',
  'TypeInvalid',
  /** A disruption budget does not allow it. */
  'DisruptionBudget',
  /** What users' policies or webhooks say against it: no field is at fault. */
  'Denied',
  /** The namespace is going: nothing new is made in it. */
  'NamespaceTerminating',
  /** Another manager owns the field: see server-side apply. */
  'FieldManagerConflict',
  /** The revision asked for is not there (yet): no field is at fault. */
  'ResourceVersionTooLarge',
] as const;

/** One field of an object that breaks a rule. `field` is a path such as `spec.containers[0].image`. */
export interface FieldCause {
  readonly reason: (typeof causeReasons)[number];
  readonly field: string;
  readonly message: string;
}

/** What the error is about, as far as known. */
export interface ErrorDetails {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly causes?: readonly FieldCause[];
  readonly retryAfterMs?: number;
  /** What clients of the Kubernetes API are told instead of what the code stands for. */
  readonly status?: { readonly code: number; readonly reason: string };
}

/** Whether a text is one of the codes. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}

/** The only error type that crosses a service's boundary. */
export class OrcError extends Error {
  override readonly name = 'OrcError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.details = details;
  }

  get retryable(): boolean {
    return errorCodes[this.code].retryable;
  }
}

/** Halts on a broken invariant. For what can't happen unless orc is wrong; never for bad input. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new OrcError('Internal', `invariant broken: ${message}`);
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
