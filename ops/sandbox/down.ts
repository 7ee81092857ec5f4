// Taking a sandbox down from whatever state it is in. It trusts no record: processes are found by
// cgroup, by network namespace and by what they were told to run; mounts by where they are. So it
// works after a crash in the middle of `up`, without sandbox.json, and twice.

import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { OrcError } from '#kernel/errors.ts';
import { tryRun } from './command.ts';
import { removeShimSockets } from './docker/daemon.ts';
import { hasCode, readText } from './files.ts';
import { sandboxLimits } from './limits.ts';
import { namespacesOf, removeNetwork } from './network/namespaces.ts';
import { checkSandboxName } from './plan.ts';
import { cgroupsOf, pidsInCgroups, removeCgroups, thaw } from './process/cgroups.ts';
import { allPids, phaseOf, identify } from './process/identity.ts';

/** The mount points under `folder` in a mountinfo text, the innermost first. [pure] */
export function mountsUnder(folder: string, mountinfo: string): string[] {
  const points = mountinfo
    .split('\n')
    .map((line) =>
      (line.split(' ')[4] ?? '').replace(/\\([0-7]{3})/g, (_, octal: string) =>
        String.fromCharCode(parseInt(octal, 8)),
      ),
    )
    .filter((point) => point.startsWith(`${folder}/`));
  return points.reverse();
}

async function mountPoints(folder: string): Promise<string[]> {
  return mountsUnder(folder, (await readText('/proc/self/mountinfo')) ?? '');
}

/** Every process of a sandbox, however it is known. This process is never one of them. */
async function processesOf(name: string, folder: string): Promise<Set<number>> {
  const pids = await pidsInCgroups(name);
  for (const namespace of await namespacesOf(name)) {
    const listed = await tryRun('ip', ['netns', 'pids', namespace]);
    for (const line of listed.stdout.split('\n')) if (line.trim() !== '') pids.add(Number(line));
  }
  for (const pid of await allPids()) {
    if (!pids.has(pid) && (await mentions(pid, `${folder}/`))) pids.add(pid);
  }
  pids.delete(process.pid);
  return pids;
}

/** Programs a sandbox starts with its folder among their arguments. An editor open on a log is not one. */
const ownPrograms = /(?:^|\/)(?:containerd|containerd-shim-runc-v2|dockerd|runc|node)$/;

async function mentions(pid: number, path: string): Promise<boolean> {
  const [program = '', ...args] = ((await readText(`/proc/${pid}/cmdline`)) ?? '').split('\0');
  return ownPrograms.test(program) && args.some((arg) => arg.startsWith(path) || arg.includes(`=${path}`));
}

async function living(pids: Iterable<number>): Promise<number[]> {
  const alive: number[] = [];
  for (const pid of pids) {
    const identity = await identify(pid);
    if (identity === undefined) continue;
    const phase = await phaseOf(identity);
    if (phase === 'running' || phase === 'stopped') alive.push(pid);
  }
  return alive;
}

async function killAll(name: string, folder: string): Promise<void> {
  for (let round = 0; round < sandboxLimits.downRounds; round += 1) {
    await thaw(name);
    const alive = await living(await processesOf(name, folder));
    if (alive.length === 0) return;
    for (const pid of alive) kill(pid);
    await sleep(sandboxLimits.pollMs * (1 + Math.min(round, 10)));
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

async function unmountAll(folder: string): Promise<void> {
  for (const point of await mountPoints(folder)) {
    const plain = await tryRun('umount', [point]);
    if (plain.exitCode !== 0) await tryRun('umount', ['-l', point]);
  }
}

/** What remains of a sandbox, one line each; empty when nothing does. */
export async function leftovers(name: string, folder: string): Promise<string[]> {
  checkSandboxName(name);
  const found = (await namespacesOf(name)).map((namespace) => `network namespace ${namespace}`);
  for (const pid of await living(await processesOf(name, folder))) found.push(`process ${pid}`);
  for (const point of await mountPoints(folder)) found.push(`mount ${point}`);
  for (const cgroup of await cgroupsOf(name)) found.push(`cgroup ${cgroup}`);
  if ((await tryRun('ip', ['-o', 'link', 'show'])).stdout.includes(`orc-${name}-`))
    found.push('an interface on the host');
  if (await exists(folder)) found.push(`folder ${folder}`);
  return found;
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await readText(path)) !== undefined;
  } catch (error) {
    if (hasCode(error, 'EISDIR')) return true;
    throw error;
  }
}

/** Removes everything of the sandbox `name`, whose folder is `folder`. Safe at any time, and twice. */
export async function takeDown(name: string, folder: string): Promise<void> {
  checkSandboxName(name);
  await killAll(name, folder);
  await removeShimSockets(folder);
  await unmountAll(folder);
  await removeNetwork(name);
  for (let round = 0; round < sandboxLimits.downRounds; round += 1) {
    await removeCgroups(name);
    if ((await cgroupsOf(name)).length === 0) break;
    await sleep(sandboxLimits.pollMs);
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  const remaining = await leftovers(name, folder);
  if (remaining.length === 0) return;
  throw new OrcError(
    'Unavailable',
    `sandbox ${name} is not wholly gone: ${remaining.slice(0, 10).join(', ')}; run down again`,
  );
}
