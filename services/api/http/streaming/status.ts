// How a program's end is told to a client of exec and attach.
import { OrcError } from '#kernel/errors.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { failureStatus } from '#api/http/status.ts';
import type { Ending } from '#runtime/stream.ts';

/** A program's end as the Status of Kubernetes' protocols from the fourth on. */
export function endStatus({ exitCode, error }: Ending): JsonObject {
  if (error !== '') return failureStatus(new OrcError('Internal', error));
  if (exitCode === undefined || exitCode === 0) return { metadata: {}, status: 'Success' };
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: exit status ${exitCode}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
  };
}

/** The same as older protocols have it: text, empty when all went well. */
export function endText({ exitCode, error }: Ending): string {
  if (error !== '') return error;
  return exitCode === undefined || exitCode === 0
    ? ''
    : `command terminated with non-zero exit code: exit status ${exitCode}`;
}
