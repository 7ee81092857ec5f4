// sandbox.json: what a sandbox consists of. It is written before anything of it exists, so that
// `down` finds everything after a crash at any point. Pids change often and have files of their own
// (process/), so that two commands at once never overwrite each other's.

import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OrcError } from '#kernel/errors.ts';
import { hasCode, readJson, writeJson } from './files.ts';
import { checkSandboxName } from './plan.ts';
import type { Member, SandboxPlan } from './plan.ts';

const version = 1;

export function stateFile(folder: string): string {
  return join(folder, 'sandbox.json');
}

export async function writeState(folder: string, plan: SandboxPlan): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeJson(stateFile(folder), { version, ...plan });
}

/** The sandbox in `folder`, or undefined if there is none. */
export async function readState(folder: string): Promise<SandboxPlan | undefined> {
  const fields = await readJson(stateFile(folder));
  if (fields === undefined) return undefined;
  const found = fields.integer('version');
  if (found !== version) {
    throw new OrcError(
      'Unsupported',
      `${stateFile(folder)} has version ${found}; this orc reads version ${version}: use the orc that made it`,
    );
  }
  const name = fields.text('name');
  checkSandboxName(name);
  const members = fields.list('members').map((member): Member => {
    const role = member.text('role');
    if (role !== 'master' && role !== 'node') {
      throw new OrcError('Corrupt', `${stateFile(folder)}: role "${role}" is neither master nor node`);
    }
    return { name: member.text('name'), role, address: member.text('address') };
  });
  return { name, members };
}

/** The names of all sandboxes under a folder, in order. */
export async function listSandboxes(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort((a, b) => (a < b ? -1 : 1));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}
