// The one table from orc's errors to those of the faces.
import { status } from '@grpc/grpc-js';
import type { ErrorCode } from '#kernel/errors.ts';

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
  TooLarge: status.INVALID_ARGUMENT,
  TooBusy: status.RESOURCE_EXHAUSTED,
  DiskFull: status.RESOURCE_EXHAUSTED,
  Unavailable: status.UNAVAILABLE,
  Unknown: status.UNKNOWN,
  Timeout: status.DEADLINE_EXCEEDED,
  Cancelled: status.CANCELLED,
  Unsupported: status.UNIMPLEMENTED,
  Corrupt: status.DATA_LOSS,
  Internal: status.INTERNAL,
};
