// The cgroups that hold a sandbox's processes: whatever a member's process starts stays in its
// cgroup, so that nothing is lost that outlives its parent. Version 1 has a hierarchy a controller,
// version 2 has one for all.

import { mkdir, readdir, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, readText } from '../files.ts';
import { sandboxCgroup } from '../plan.ts';

const mount = '/sys/fs/cgroup';

async function isVersion2(): Promise<boolean> {
  return (await readText(join(mount, 'cgroup.controllers'))) !== undefined;
}

/** The root folder of each hierarchy. */
async function hierarchies(): Promise<string[]> {
  if (await isVersion2()) return [mount];
  const entries = await readdir(mount, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(mount, entry.name));
}

/** Moves a process into a cgroup, made if need be. Version 1: by the freezer, which every machine has. */
export async function placeInCgroup(pid: number, cgroup: string): Promise<void> {
  const root = (await isVersion2()) ? mount : join(mount, 'freezer');
  await mkdir(join(root, cgroup), { recursive: true });
  try {
    await writeFile(join(root, cgroup, 'cgroup.procs'), String(pid));
  } catch (error) {
    // Already over: its caller notices.
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

async function subfolders(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const below = await Promise.all(
      entries.filter((entry) => entry.isDirectory()).map((entry) => subfolders(join(folder, entry.name))),
    );
    return [...below.flat(), folder];
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENODEV')) return [];
    throw error;
  }
}

/** Every cgroup folder of a sandbox, the innermost first. */
export async function cgroupsOf(sandbox: string): Promise<string[]> {
  const roots = await hierarchies();
  return (await Promise.all(roots.map((root) => subfolders(join(root, sandboxCgroup(sandbox)))))).flat();
}

/** The pids in a sandbox's cgroups. */
export async function pidsInCgroups(sandbox: string): Promise<Set<number>> {
  const pids = new Set<number>();
  for (const folder of await cgroupsOf(sandbox)) {
    const list = (await readText(join(folder, 'cgroup.procs'))) ?? '';
    for (const line of list.split('\n')) if (line !== '') pids.add(Number(line));
  }
  return pids;
}

/** Wakes what was frozen (a paused container), so that it can be killed. */
export async function thaw(sandbox: string): Promise<void> {
  for (const folder of await cgroupsOf(sandbox)) {
    for (const [file, value] of [
      ['freezer.state', 'THAWED'],
      ['cgroup.freeze', '0'],
    ] as const) {
      if ((await readText(join(folder, file))) !== undefined) await writeFile(join(folder, file), value);
    }
  }
}

/** Removes a sandbox's cgroups; those that still hold a process stay. */
export async function removeCgroups(sandbox: string): Promise<void> {
  for (const folder of await cgroupsOf(sandbox)) {
    try {
      await rmdir(folder);
    } catch (error) {
      if (!hasCode(error, 'ENOENT', 'EBUSY', 'ENOTEMPTY')) throw error;
    }
  }
}
