// From gRPC's errors to orc's, and what a client may do after one.
import type { ServiceError } from '@grpc/grpc-js';
import { OrcError } from '#kernel/errors.ts';
import { decodeError, errorTrailer } from '#kernel/model/rpc-error.ts';

/** An error that a master answered, as opposed to one of the client's own. */
export class ServerError extends OrcError {}

/** The gRPC status codes that a client treats in a way of their own. */
const grpcCodes = {
  cancelled: 1,
  deadlineExceeded: 4,
  resourceExhausted: 8,
  unimplemented: 12,
  unavailable: 14,
} as const;

/** What follows from an error of a call. */
export interface Failure {
  readonly error: OrcError;
  /** Whether a master said it: then it lives. */
  readonly answered: boolean;
  /** Whether another try may help. `repeatable`: only if the call may safely be made twice. */
  readonly again: 'always' | 'repeatable' | 'never';
}

export function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' && 'details' in error;
}

function trailerOf(error: ServiceError): string | undefined {
  const [trailer] = error.metadata?.get(errorTrailer) ?? [];
  return typeof trailer === 'string' ? trailer : undefined;
}

function again(error: OrcError): Failure['again'] {
  if (error.retryable) return 'always';
  return error.code === 'Unknown' || error.code === 'Timeout' ? 'repeatable' : 'never';
}

/** Reads an error of a call to `server`. */
export function failureOf(thrown: unknown, server: string): Failure {
  if (thrown instanceof OrcError)
    return { error: thrown, answered: thrown instanceof ServerError, again: again(thrown) };
  if (!isServiceError(thrown)) {
    const error = new OrcError('Internal', String(thrown), {}, { cause: thrown });
    return { error, answered: false, again: 'never' };
  }
  const said = decodeError(trailerOf(thrown), thrown.details);
  if (said !== undefined) {
    const error = new ServerError(said.code, said.message, said.details, { cause: thrown });
    return { error, answered: true, again: again(error) };
  }
  const local = (code: OrcError['code'], message: string, next: Failure['again']): Failure => ({
    error: new OrcError(code, message, {}, { cause: thrown }),
    answered: false,
    again: next,
  });
  switch (thrown.code) {
    case grpcCodes.deadlineExceeded:
      return local('Timeout', `${server} did not answer in time`, 'repeatable');
    case grpcCodes.resourceExhausted:
      return local('TooLarge', `${server}: ${thrown.details}`, 'never');
    case grpcCodes.unimplemented:
      return local('Unsupported', `the master at ${server} does not know this call: upgrade it`, 'never');
    default:
      // The connection broke, perhaps after the call had been carried out.
      return local('Unknown', `${server}: ${thrown.details}`, 'repeatable');
  }
}

/** Whether the error is that the master does not know the method called. */
export function isUnimplemented(error: unknown): boolean {
  return isServiceError(error) && error.code === grpcCodes.unimplemented && trailerOf(error) === undefined;
}

/** Whether the error is that the reader itself ended the stream. */
export function isCancelled(error: unknown): boolean {
  return isServiceError(error) && error.code === grpcCodes.cancelled;
}
