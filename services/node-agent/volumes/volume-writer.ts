// A volume's folder, replaced in one step, laid out as Kubernetes does so that programs which watch it work: the files
// stand in a folder of their own, `..data` points to that, and what containers see points through `..data`.
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type VolumeFile, folderMode } from '#node-agent/volumes/files.ts';

const current = '..data';
const upcoming = '..data_new';

/** Makes a folder with the mode and the group of its volume, whatever the umask. */
async function ownFolder(folder: string, group: number | undefined): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (group !== undefined) await chown(folder, 0, group);
  await chmod(folder, folderMode(group));
}

async function writeFiles(folder: string, files: ReadonlyMap<string, VolumeFile>): Promise<void> {
  for (const [name, { data, mode, user, group }] of files) {
    const parts = name.split('/').slice(0, -1);
    for (const index of parts.keys()) await ownFolder(path.join(folder, ...parts.slice(0, index + 1)), group);
    const file = path.join(folder, name);
    await writeFile(file, data, { mode: 0o600 });
    if (user !== undefined || group !== undefined) await chown(file, user ?? 0, group ?? 0);
    await chmod(file, mode);
  }
}

/** Replaces what is in a volume's folder: whoever reads it sees all of the old files or all of the new. */
export async function writeVolume(folder: string, files: ReadonlyMap<string, VolumeFile>): Promise<void> {
  const [first] = files.values();
  await ownFolder(folder, first?.group);
  // Not path.join, for which `..` is the folder above.
  const made = await mkdtemp(`${folder}/..`);
  const name = path.basename(made);
  try {
    await ownFolder(made, first?.group);
    await writeFiles(made, files);
    await rm(path.join(folder, upcoming), { force: true });
    await symlink(name, path.join(folder, upcoming));
    await rename(path.join(folder, upcoming), path.join(folder, current));
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    throw error;
  }
  const seen = new Set([...files.keys()].map((file) => file.split('/')[0] ?? ''));
  const present = new Set(await readdir(folder));
  for (const each of seen)
    if (!present.has(each)) await symlink(path.join(current, each), path.join(folder, each));
  for (const each of present) {
    const isOwn = each === current || each === name || seen.has(each);
    if (!isOwn) await rm(path.join(folder, each), { recursive: true, force: true });
  }
}
