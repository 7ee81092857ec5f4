// Which process is meant. A pid alone is reused; a pid and the moment it started are not.

import { readdir } from 'node:fs/promises';
import { readText } from '../files.ts';

export interface ProcessIdentity {
  readonly pid: number;
  /** Field 22 of /proc/PID/stat: clock ticks from boot to the process's start. */
  readonly startTicks: number;
}

/** `stopped` is what SIGSTOP does; `zombie` has ended and waits for its parent. */
export type ProcessPhase = 'running' | 'stopped' | 'zombie' | 'gone';

/** Parses /proc/PID/stat: the command's name, in parentheses, may hold anything. */
export function parseStat(stat: string): { phase: ProcessPhase; startTicks: number } | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const startTicks = Number(fields[19]);
  if (fields[0] === undefined || !Number.isSafeInteger(startTicks)) return undefined;
  if (fields[0] === 'Z' || fields[0] === 'X') return { phase: 'zombie', startTicks };
  return { phase: fields[0] === 'T' ? 'stopped' : 'running', startTicks };
}

/** The identity of `pid` now, or undefined if there is no such process. */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  const stat = await readText(`/proc/${pid}/stat`);
  const parsed = stat === undefined ? undefined : parseStat(stat);
  return parsed === undefined ? undefined : { pid, startTicks: parsed.startTicks };
}

/** What became of exactly this process. */
export async function phaseOf(identity: ProcessIdentity): Promise<ProcessPhase> {
  const stat = await readText(`/proc/${identity.pid}/stat`);
  const parsed = stat === undefined ? undefined : parseStat(stat);
  return parsed?.startTicks === identity.startTicks ? parsed.phase : 'gone';
}

/** Every pid there is. */
export async function allPids(): Promise<number[]> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
}
