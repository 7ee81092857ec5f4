// The one place of the sandbox that reads the environment.

import { join } from 'node:path';

/** The folder that holds every sandbox's own: `folder` if given, else $ORC_SANDBOX_DIR, else the default. */
export function sandboxesFolder(folder?: string): string {
  return folder ?? process.env['ORC_SANDBOX_DIR'] ?? '/var/lib/orc/sandbox';
}

export function sandboxFolder(name: string, folder?: string): string {
  return join(sandboxesFolder(folder), name);
}
