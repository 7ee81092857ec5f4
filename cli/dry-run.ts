// The values of --dry-run, with what is said behind each result.
import { OrcError } from '#kernel/errors.ts';

export const dryRuns = { none: '', client: ' (dry run)', server: ' (server dry run)' } as const;

function isDryRun(text: string): text is keyof typeof dryRuns {
  return Object.hasOwn(dryRuns, text);
}

/** Reads --dry-run; none unless given. Throws BadRequest. */
export function dryRunOf(text = 'none'): keyof typeof dryRuns {
  if (!isDryRun(text))
    throw new OrcError('BadRequest', `--dry-run: is "${text}", must be none, server or client`);
  return text;
}
