// Long-running processes of members: started apart from their starter, found again by whoever comes
// later, stopped with grace. Each has a file with its identity and a log.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { missingProgram } from '../command.ts';
import { hasCode, readJson, writeJson } from '../files.ts';
import { sandboxLimits } from '../limits.ts';
import { placeInCgroup } from './cgroups.ts';
import { identify, phaseOf } from './identity.ts';
import type { ProcessIdentity, ProcessPhase } from './identity.ts';

/** What to run. */
export interface ProcessSpec {
  /** A short name, unique in its member: `agent`, `dockerd`. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Working folder; the sandbox's by default. */
  readonly folder?: string;
}

/** Where a member's processes live. */
export interface ProcessPlace {
  /** The sandbox's folder. */
  readonly folder: string;
  /** The member's name, or `host` for the sandbox's own helpers. */
  readonly member: string;
  /** The network namespace to run in; absent: the host's. */
  readonly namespace?: string;
  readonly cgroup: string;
}

export interface ProcessStatus {
  readonly name: string;
  readonly phase: ProcessPhase;
  /** Absent once it is gone. */
  readonly pid?: number;
}

function identityFile(place: ProcessPlace, name: string): string {
  return join(place.folder, 'process', place.member, `${name}.json`);
}

/** The file that a process's output is appended to. */
export function logFile(place: Pick<ProcessPlace, 'folder' | 'member'>, name: string): string {
  return join(place.folder, 'log', `${place.member}.${name}.log`);
}

async function openLog(path: string) {
  try {
    if ((await stat(path)).size > sandboxLimits.logBytes) await rename(path, `${path}.1`);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  return await open(path, 'a', 0o600);
}

async function readIdentity(place: ProcessPlace, name: string): Promise<ProcessIdentity | undefined> {
  const fields = await readJson(identityFile(place, name));
  return fields === undefined
    ? undefined
    : { pid: fields.integer('pid'), startTicks: fields.integer('startTicks') };
}

/** What became of a member's process. */
export async function processStatus(place: ProcessPlace, name: string): Promise<ProcessStatus> {
  const identity = await readIdentity(place, name);
  if (identity === undefined) return { name, phase: 'gone' };
  const phase = await phaseOf(identity);
  if (phase === 'gone' || phase === 'zombie') return { name, phase: 'gone' };
  return { name, phase, pid: identity.pid };
}

/** The names of all processes a member was ever given and not rid of, in order. */
export async function processNames(place: ProcessPlace): Promise<string[]> {
  try {
    const files = await readdir(join(place.folder, 'process', place.member));
    return files
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.slice(0, -5))
      .sort((a, b) => (a < b ? -1 : 1));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** Starts a process that outlives this one, in a session of its own. One that runs already is an error. */
export async function startProcess(place: ProcessPlace, spec: ProcessSpec): Promise<number> {
  const before = await processStatus(place, spec.name);
  if (before.pid !== undefined) {
    throw new OrcError(
      'AlreadyExists',
      `${place.member}: ${spec.name} runs already as process ${before.pid}`,
    );
  }
  await mkdir(join(place.folder, 'process', place.member), { recursive: true });
  await mkdir(join(place.folder, 'log'), { recursive: true });
  const log = await openLog(logFile(place, spec.name));
  try {
    const inside = place.namespace === undefined ? [] : ['nsenter', `--net=/run/netns/${place.namespace}`];
    const [file = spec.program, ...args] = [...inside, spec.program, ...spec.args];
    // Not execa: it would tie the child's output to this process, and the child outlives it.
    const child = spawn(file, args, {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      cwd: spec.folder ?? place.folder,
      env: { ...process.env, ...spec.env },
    });
    child.unref();
    if (child.pid === undefined) {
      const [error]: unknown[] = await once(child, 'error');
      if (hasCode(error, 'ENOENT') && file === 'nsenter') throw missingProgram('nsenter');
      throw new OrcError('Unavailable', `${place.member}: ${spec.name} did not start: ${messageOf(error)}`);
    }
    const identity = await identify(child.pid);
    await placeInCgroup(child.pid, place.cgroup);
    // One that has ended by now never matches a start of 0 ticks, and is reported as gone.
    await writeJson(identityFile(place, spec.name), identity ?? { pid: child.pid, startTicks: 0 });
    return child.pid;
  } finally {
    await log.close();
  }
}

/** A signal to a process group or, where it is gone, nothing. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

async function waitUntilGone(identity: ProcessIdentity, deadlineMs: number): Promise<boolean> {
  const until = performance.now() + deadlineMs;
  for (;;) {
    const phase = await phaseOf(identity);
    if (phase === 'gone' || phase === 'zombie') return true;
    if (performance.now() >= until) return false;
    await sleep(sandboxLimits.pollMs);
  }
}

/** Signals the process and its group, if it is still the one that was started. Returns whether it was there. */
export async function signalProcess(
  place: ProcessPlace,
  name: string,
  signal: NodeJS.Signals,
): Promise<boolean> {
  const status = await processStatus(place, name);
  if (status.pid === undefined) return false;
  signalGroup(status.pid, signal);
  return true;
}

/** Kills at once, and waits until it is gone. */
export async function killProcess(place: ProcessPlace, name: string): Promise<void> {
  const identity = await readIdentity(place, name);
  if (identity === undefined) return;
  const phase = await phaseOf(identity);
  if (phase !== 'gone' && phase !== 'zombie') signalGroup(identity.pid, 'SIGKILL');
  if (!(await waitUntilGone(identity, sandboxLimits.killWaitMs))) {
    throw new OrcError(
      'Unavailable',
      `${place.member}: ${name} (process ${identity.pid}) does not end after KILL`,
    );
  }
  await rm(identityFile(place, name), { force: true });
}

/** Asks to end (waking it first if paused), waits out the grace, then kills. */
export async function stopProcess(
  place: ProcessPlace,
  name: string,
  graceMs: number = sandboxLimits.stopGraceMs,
): Promise<void> {
  const identity = await readIdentity(place, name);
  if (identity !== undefined && (await signalProcess(place, name, 'SIGTERM'))) {
    await signalProcess(place, name, 'SIGCONT');
    await waitUntilGone(identity, graceMs);
  }
  await killProcess(place, name);
}
