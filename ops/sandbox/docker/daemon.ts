// A Docker for a node: a containerd and a dockerd of its own, in the node's network namespace, with
// all their files under the sandbox's folder. A Docker of the host is neither used nor touched:
// dockerd would take the host's containerd if it found one, so it is told of ours.

import { mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Docker from 'dockerode';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { hasCode, readText } from '../files.ts';
import { sandboxLimits } from '../limits.ts';
import { logFile, processStatus, startProcess } from '../process/process.ts';
import type { ProcessPlace } from '../process/process.ts';

/** The names of the two processes in a node. */
export const dockerProcesses = { containerd: 'containerd', dockerd: 'dockerd' } as const;

interface DockerPaths {
  readonly root: string;
  readonly socket: string;
  readonly containerdSocket: string;
}

export function dockerPaths(folder: string, member: string): DockerPaths {
  const root = join(folder, 'docker', member);
  const paths = { root, socket: join(root, 'docker.sock'), containerdSocket: join(root, 'containerd.sock') };
  if (Buffer.byteLength(`${paths.containerdSocket}.ttrpc`) > sandboxLimits.socketPathBytes) {
    throw new OrcError(
      'BadRequest',
      `the sandbox's folder ${folder} is too long a path for a Unix socket: choose a shorter one with ORC_SANDBOX_DIR`,
    );
  }
  return paths;
}

/** A client of a node's dockerd. */
export function dockerOf(folder: string, member: string): Docker {
  return new Docker({ socketPath: dockerPaths(folder, member).socket });
}

async function writeConfigs(paths: DockerPaths): Promise<{ containerd: string; dockerd: string }> {
  await mkdir(paths.root, { recursive: true, mode: 0o711 });
  const containerd = join(paths.root, 'containerd.toml');
  const quoted = (path: string) => JSON.stringify(path);
  await writeFile(
    containerd,
    [
      'version = 2',
      `root = ${quoted(join(paths.root, 'containerd'))}`,
      `state = ${quoted(join(paths.root, 'containerd-run'))}`,
      'disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs", "io.containerd.internal.v1.opt"]',
      '[grpc]',
      `address = ${quoted(paths.containerdSocket)}`,
      '',
    ].join('\n'),
  );
  const dockerd = join(paths.root, 'daemon.json');
  // Otherwise dockerd writes a key to /etc/docker.
  await writeFile(dockerd, JSON.stringify({ 'deprecated-key-path': join(paths.root, 'key.json') }));
  return { containerd, dockerd };
}

function dockerdArgs(paths: DockerPaths, config: string, cgroup: string): string[] {
  return [
    `--config-file=${config}`,
    `--data-root=${join(paths.root, 'data')}`,
    `--exec-root=${join(paths.root, 'run')}`,
    `--host=unix://${paths.socket}`,
    `--pidfile=${join(paths.root, 'dockerd.pid')}`,
    `--containerd=${paths.containerdSocket}`,
    '--iptables=false',
    '--ip6tables=false',
    '--bridge=none',
    // Without the proxy dockerd lets a frame leave a bridge by the port it came in by, which a pod
    // that reaches itself through its Service needs.
    '--userland-proxy=false',
    '--exec-opt=native.cgroupdriver=cgroupfs',
    `--cgroup-parent=/${cgroup}`,
    '--live-restore',
  ];
}

async function waitReady(
  place: ProcessPlace,
  what: string,
  process: string,
  ready: () => Promise<unknown>,
): Promise<void> {
  const until = performance.now() + sandboxLimits.dockerReadyMs;
  for (;;) {
    try {
      await ready();
      return;
    } catch (error) {
      const ended = (await processStatus(place, process)).phase === 'gone';
      if (ended || performance.now() > until) {
        const why = ended ? 'it ended' : messageOf(error);
        throw new OrcError(
          'Unavailable',
          `${place.member}: ${what} is not ready: ${why}; see ${logFile(place, process)}`,
        );
      }
      await sleep(sandboxLimits.pollMs);
    }
  }
}

/** Starts a node's containerd and dockerd, whichever does not run, and waits until dockerd answers. */
export async function startDocker(place: ProcessPlace, containerCgroup: string): Promise<void> {
  const paths = dockerPaths(place.folder, place.member);
  const configs = await writeConfigs(paths);
  if ((await processStatus(place, dockerProcesses.containerd)).phase === 'gone') {
    await rm(paths.containerdSocket, { force: true });
    await startProcess(place, {
      name: dockerProcesses.containerd,
      program: 'containerd',
      args: ['--config', configs.containerd],
    });
  }
  await waitReady(place, 'containerd', dockerProcesses.containerd, () =>
    readdirSocket(paths.containerdSocket),
  );
  if ((await processStatus(place, dockerProcesses.dockerd)).phase === 'gone') {
    // A killed dockerd leaves these, and a pid file with a reused pid would keep it from starting.
    await rm(paths.socket, { force: true });
    await rm(join(paths.root, 'dockerd.pid'), { force: true });
    await startProcess(place, {
      name: dockerProcesses.dockerd,
      program: 'dockerd',
      args: dockerdArgs(paths, configs.dockerd, containerCgroup),
    });
  }
  await waitReady(place, 'dockerd', dockerProcesses.dockerd, () =>
    dockerOf(place.folder, place.member).ping(),
  );
}

async function readdirSocket(path: string): Promise<void> {
  const names = await readdir(dirname(path));
  if (!names.includes('containerd.sock')) throw new Error(`${path} is not there yet`);
}

/**
 * Removes the sockets that containerd's shims leave in the host's /run/containerd/s. Each shim's
 * folder names its own, so this comes before the sandbox's folder is removed.
 */
export async function removeShimSockets(folder: string): Promise<void> {
  for (const member of await names(join(folder, 'docker'))) {
    const tasks = join(folder, 'docker', member, 'containerd-run', 'io.containerd.runtime.v2.task', 'moby');
    for (const task of await names(tasks)) {
      const address = await readText(join(tasks, task, 'address'));
      const socket = /^unix:\/\/(\/run\/containerd\/s\/[0-9a-f]{64})$/.exec(address?.trim() ?? '')?.[1];
      if (socket !== undefined) await rm(socket, { force: true });
    }
  }
  // Made by any dockerd and containerd; they go if empty and nobody else's.
  if ((await readText('/run/docker.pid')) !== undefined) return;
  for (const path of ['/run/containerd/s', '/run/containerd', '/run/docker/plugins', '/run/docker'])
    await removeEmpty(path);
}

async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

async function removeEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'ENOTEMPTY', 'EBUSY')) throw error;
  }
}
