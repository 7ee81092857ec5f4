// Filling an image's root with files of this machine.

import { chmod, cp, mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OrcError } from '#kernel/errors.ts';
import { tryRun } from '../command.ts';
import { hasCode } from '../files.ts';

/** The paths in what ldd prints: `name => /path (0x…)` and `/lib64/ld-linux… (0x…)`. [pure] */
export function parseLdd(output: string): string[] {
  const paths = [...output.matchAll(/(?:=>\s*)?(\/\S+) \(0x[0-9a-f]+\)/g)].map((found) => found[1] ?? '');
  return [...new Set(paths)].filter((path) => path !== '');
}

/** Copies a file, a link's target under the link's own path, or a folder with all below it. */
export async function copyIn(root: string, path: string, target: string = path): Promise<void> {
  const to = join(root, target);
  await mkdir(dirname(to), { recursive: true });
  try {
    await cp(await realpath(path), to, { recursive: true, verbatimSymlinks: true });
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    throw new OrcError(
      'NotFound',
      `${path} is not on this machine: install the Debian package that brings ${basename(path)}`,
    );
  }
}

/** Copies a program with every shared library it needs. */
export async function copyProgram(root: string, path: string, target: string = path): Promise<void> {
  await copyIn(root, path, target);
  const listed = await tryRun('ldd', [path]);
  // A program linked statically needs none, and ldd says so by its exit code.
  if (listed.exitCode !== 0) return;
  for (const library of parseLdd(listed.stdout)) await copyIn(root, library);
}

/** Busybox with its libraries and what it needs to look names up, and a link for each of `applets` in /bin. */
export async function addBusybox(root: string, applets: readonly string[]): Promise<void> {
  await copyProgram(root, '/usr/bin/busybox', '/bin/busybox');
  for (const library of ['libnss_dns.so.2', 'libnss_files.so.2', 'libresolv.so.2']) {
    await copyIn(root, join('/lib', libraryFolder(), library));
  }
  for (const applet of applets) await symlink('busybox', join(root, 'bin', applet));
}

/** Debian's name for this machine's folder of libraries. */
export function libraryFolder(): string {
  return process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
}

export async function addFile(root: string, path: string, content: string, mode = 0o644): Promise<void> {
  const to = join(root, path);
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, content);
  await chmod(to, mode);
}

export async function addFolder(root: string, path: string, mode = 0o755): Promise<void> {
  await mkdir(join(root, path), { recursive: true });
  await chmod(join(root, path), mode);
}

/** What every image has: users, and the folders programs expect. */
export async function addBase(root: string): Promise<void> {
  await addFile(
    root,
    '/etc/passwd',
    'root:x:0:0:root:/root:/bin/sh\nwww-data:x:33:33:www-data:/var/www:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n',
  );
  await addFile(root, '/etc/group', 'root:x:0:\nwww-data:x:33:\nnogroup:x:65534:\n');
  await addFile(root, '/etc/nsswitch.conf', 'hosts: files dns\n');
  await addFolder(root, '/tmp', 0o1777);
  await addFolder(root, '/root');
  await addFolder(root, '/run');
}
