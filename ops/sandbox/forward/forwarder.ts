// Ports of a sandbox's members on the host's 127.0.0.1. Node can't change its network namespace, but
// a Unix socket in the file system can be reached from any: a dialer inside the switch's namespace
// listens on one, and a listener on the host carries connections to it.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { OrcError } from '#kernel/errors.ts';
import { readJson } from '../files.ts';
import { sandboxLimits } from '../limits.ts';
import { logFile, processStatus, startProcess, stopProcess } from '../process/process.ts';
import type { ProcessPlace } from '../process/process.ts';

/** A member's port to be reached. `hostPort` 0 asks for any that is free. */
export interface ForwardRequest {
  readonly address: string;
  readonly port: number;
  readonly hostPort: number;
}

const processes = { dialer: 'dialer', listener: 'listener' } as const;

function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

function readyFile(folder: string): string {
  return join(folder, 'forwards.json');
}

/** The forwards of a sandbox: empty if there are none. */
export async function readForwards(folder: string): Promise<ForwardRequest[]> {
  const fields = await readJson(readyFile(folder));
  return (fields?.list('forwards') ?? []).map((forward) => ({
    hostPort: forward.integer('hostPort'),
    address: forward.text('address'),
    port: forward.integer('port'),
  }));
}

/**
 * Makes `requests` the sandbox's forwards, and returns them with their host ports. Connections of
 * earlier forwards end. `inside` is a place in the switch's namespace, `host` one in the host's.
 */
export async function startForwards(
  inside: ProcessPlace,
  host: ProcessPlace,
  requests: readonly ForwardRequest[],
): Promise<ForwardRequest[]> {
  const socket = join(host.folder, 'forward.sock');
  await stopProcess(host, processes.listener, 0);
  await rm(readyFile(host.folder), { force: true });
  if ((await processStatus(inside, processes.dialer)).phase === 'gone') {
    await startProcess(inside, {
      name: processes.dialer,
      program: process.execPath,
      args: [script('dialer.ts'), socket],
    });
  }
  const targets = requests.map(({ hostPort, address, port }) => `${hostPort}=${address}:${port}`);
  await startProcess(host, {
    name: processes.listener,
    program: process.execPath,
    args: [script('listener.ts'), socket, readyFile(host.folder), ...targets],
  });
  const until = performance.now() + sandboxLimits.forwardReadyMs;
  for (;;) {
    const forwards = await readForwards(host.folder);
    if (forwards.length === requests.length) return forwards;
    const ended = (await processStatus(host, processes.listener)).phase === 'gone';
    if (ended || performance.now() > until) {
      throw new OrcError(
        'Unavailable',
        `the sandbox's ports ${targets.join(', ')} could not be forwarded to 127.0.0.1; see ${logFile(host, processes.listener)}`,
      );
    }
    await sleep(sandboxLimits.pollMs);
  }
}
