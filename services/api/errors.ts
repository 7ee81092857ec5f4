// The one table from orc's errors to those of the faces.
import { status } from '@grpc/grpc-js';
import { type ErrorCode, OrcError, messageOf } from '#kernel/errors.ts';

/** The gRPC status code of each error. */
export const grpcStatus: Readonly<Record<ErrorCode, status>> = {
  BadRequest: status.INVALID_ARGUMENT,
  Invalid: status.INVALID_ARGUMENT,
  Unauthorized: status.UNAUTHENTICATED,
  Forbidden: status.PERMISSION_DENIED,
  NotFound: status.NOT_FOUND,
  AlreadyExists: status.ALREADY_EXISTS,
  Conflict: status.ABORTED,
  Expired: status.OUT_OF_RANGE,
  MethodNotAllowed: status.UNIMPLEMENTED,
  NotAcceptable: status.INVALID_ARGUMENT,
  UnsupportedMediaType: status.INVALID_ARGUMENT,
  TooLarge: status.INVALID_ARGUMENT,
  TooBusy: status.RESOURCE_EXHAUSTED,
  Undisruptable: status.FAILED_PRECONDITION,
  DiskFull: status.RESOURCE_EXHAUSTED,
  Unavailable: status.UNAVAILABLE,
  Unknown: status.UNKNOWN,
  Timeout: status.DEADLINE_EXCEEDED,
  Cancelled: status.CANCELLED,
  WebhookFailed: status.FAILED_PRECONDITION,
  Unsupported: status.UNIMPLEMENTED,
  Corrupt: status.DATA_LOSS,
  Internal: status.INTERNAL,
};

/** The HTTP status and the `reason` of Kubernetes' Status object of each error. */
export const httpStatus: Readonly<Record<ErrorCode, { readonly code: number; readonly reason: string }>> = {
  BadRequest: { code: 400, reason: 'BadRequest' },
  Invalid: { code: 422, reason: 'Invalid' },
  Unauthorized: { code: 401, reason: 'Unauthorized' },
  Forbidden: { code: 403, reason: 'Forbidden' },
  NotFound: { code: 404, reason: 'NotFound' },
  AlreadyExists: { code: 409, reason: 'AlreadyExists' },
  Conflict: { code: 409, reason: 'Conflict' },
  Expired: { code: 410, reason: 'Expired' },
  MethodNotAllowed: { code: 405, reason: 'MethodNotAllowed' },
  NotAcceptable: { code: 406, reason: 'NotAcceptable' },
  UnsupportedMediaType: { code: 415, reason: 'UnsupportedMediaType' },
  TooLarge: { code: 413, reason: 'RequestEntityTooLarge' },
  TooBusy: { code: 429, reason: 'TooManyRequests' },
  Undisruptable: { code: 429, reason: 'TooManyRequests' },
  DiskFull: { code: 507, reason: 'InternalError' },
  Unavailable: { code: 503, reason: 'ServiceUnavailable' },
  Unknown: { code: 504, reason: 'Timeout' },
  Timeout: { code: 504, reason: 'Timeout' },
  Cancelled: { code: 499, reason: 'Timeout' },
  WebhookFailed: { code: 500, reason: 'InternalError' },
  Unsupported: { code: 501, reason: 'MethodNotAllowed' },
  Corrupt: { code: 500, reason: 'InternalError' },
  Internal: { code: 500, reason: 'InternalError' },
};

/** Whatever was thrown, as an error of the catalogue. */
export function toOrcError(error: unknown): OrcError {
  return error instanceof OrcError ? error : new OrcError('Internal', messageOf(error), {}, { cause: error });
}
