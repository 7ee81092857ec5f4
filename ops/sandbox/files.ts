// Files of a sandbox's folder: written whole or not at all.

import { readFile, rename, writeFile } from 'node:fs/promises';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { Fields } from './decode.ts';

/** Writes beside and renames: a reader sees the old content or the new, also after a crash. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  await writeFile(beside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(beside, path);
}

/** Whether an error of Node's carries this code, such as ENOENT. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
  );
}

/** A file's text, or undefined when there is no such file (or it went while being read, as files of /proc do). */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH', 'ENODEV')) return undefined;
    throw error;
  }
}

/** A JSON object, or undefined when there is no such file. */
export async function readJson(path: string): Promise<Fields | undefined> {
  const text = await readText(path);
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new OrcError('Corrupt', `${path} is not JSON: ${messageOf(error)}`);
  }
  return new Fields(path, value);
}
