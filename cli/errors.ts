// Errors as the command prints them: those that a master answered in kubectl's words, its own as they are.
import { type ErrorCode, OrcError, messageOf } from '#kernel/errors.ts';
import { ServerError } from '#client/errors.ts';

/** The reasons that Kubernetes has for orc's codes, where they differ. */
const reasons: Partial<Readonly<Record<ErrorCode, string>>> = {
  TooBusy: 'TooManyRequests',
  Unavailable: 'ServiceUnavailable',
  TooLarge: 'RequestEntityTooLarge',
  Internal: 'InternalError',
};

/** Says that a kind is not known before the cluster has been asked for its own. */
export class UnknownKind extends OrcError {}

/** Where in the user's files an error lies. */
export class ManifestError extends OrcError {}

/** The error, with the file and document it is about. */
export function located(error: unknown, where: string): unknown {
  if (!(error instanceof OrcError)) return error;
  const { code, message, details } = error;
  if (error instanceof ServerError && code !== 'Invalid' && code !== 'BadRequest')
    return new ServerError(code, `${where}: ${message}`, details, { cause: error });
  return new ManifestError(code, `${where}: ${message}`, details, { cause: error });
}

/** One line that says what went wrong. */
export function errorText(error: unknown): string {
  if (!(error instanceof ServerError)) return `error: ${messageOf(error)}`;
  // Of an object it says which: `Deployment.apps "web" is invalid: …`.
  if (error.code === 'Invalid')
    return `The ${error.message.includes(' is invalid: ') ? '' : 'request is invalid: '}${error.message}`;
  return `Error from server (${reasons[error.code] ?? error.code}): ${error.message}`;
}

/** Says what went wrong and goes on; the command will end with 1. */
export function complain(error: unknown): void {
  process.stderr.write(`${errorText(error)}\n`);
  process.exitCode = 1;
}

/** Whether a master said that the object does not exist. */
export function isNotFound(error: unknown): boolean {
  return error instanceof OrcError && error.code === 'NotFound';
}
