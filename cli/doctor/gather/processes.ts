// The processes of this machine's master or node, as /proc tells of them.
import { readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '#kernel/errors.ts';
import type { FileFacts, Known, MachineConfig, ProcessFacts } from '#cli/doctor/facts.ts';

const read = (file: string): string => readFileSync(file, 'utf8');

function fieldOf(status: string, name: string): string {
  return new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1]?.trim() ?? '';
}

function wordsOf(pid: number): string[] {
  try {
    return read(`/proc/${pid}/cmdline`).split('\0').slice(0, -1);
  } catch {
    // It ended while we looked.
    return [];
  }
}

/** Where a process is: what its relative paths begin from. */
function folderOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '/';
  }
}

/** Which program of orc's a process is, if it is one of this configuration. */
function programOf(
  pid: number,
  words: readonly string[],
  config: MachineConfig,
): ProcessFacts['program'] | undefined {
  const named = words.some(
    (word, index) => words[index - 1] === '--config' && path.resolve(folderOf(pid), word) === config.file,
  );
  if (named && words.includes(config.kind) && !words.includes('doctor')) return 'orc';
  const nats = path.join(config.dataDir, 'nats', 'nats.conf');
  return config.kind === 'master' && words.includes(nats) && path.basename(words[0] ?? '') === 'nats-server'
    ? 'nats-server'
    : undefined;
}

/** An IPv4 address and port as /proc/net/tcp writes them. */
function addressOf(hex: string): string {
  const [address = '', port = ''] = hex.split(':');
  const bytes = Buffer.from(address, 'hex');
  const host =
    bytes.length === 4
      ? [...bytes].toReversed().join('.')
      : /^0+$/.test(address)
        ? '[::]'
        : `[${address.toLowerCase()}]`;
  return `${host}:${Number.parseInt(port, 16)}`;
}

/** Where a process takes connections: those of its sockets that its network says are listening. */
function listeningOf(pid: number): Known<readonly string[]> {
  try {
    const own = new Set(
      readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
        try {
          return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
        } catch {
          return [];
        }
      }),
    );
    const lines = ['tcp', 'tcp6'].flatMap((name) => read(`/proc/${pid}/net/${name}`).split('\n').slice(1));
    const listening = lines
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A' && own.has(fields[9] ?? ''));
    return { value: listening.map((fields) => addressOf(fields[1] ?? '')) };
  } catch (error) {
    return { unknown: messageOf(error) };
  }
}

function environmentOf(pid: number): ProcessFacts['environment'] {
  try {
    const lines = read(`/proc/${pid}/environ`).split('\0');
    return {
      value: Object.fromEntries(
        lines
          .filter((line) => line.includes('='))
          .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      ),
    };
  } catch (error) {
    return {
      unknown: `the environment of process ${pid} can't be read (be root, or its user): ${messageOf(error)}`,
    };
  }
}

function programFiles(pid: number, words: readonly string[]): FileFacts[] {
  const files = new Set(words.filter((word) => word.startsWith('/') && /\.(ts|js)$/.test(word)));
  try {
    files.add(readlinkSync(`/proc/${pid}/exe`));
  } catch {
    // Another user's: its arguments still tell.
  }
  return [...files].flatMap((file) => {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats === undefined
      ? []
      : [{ path: file, mode: stats.mode & 0o7777, uid: stats.uid, isFolder: stats.isDirectory() }];
  });
}

/** The numbers of the signals in a mask. */
function signalsIn(mask: string): number[] {
  const bits = BigInt(`0x${mask === '' ? '0' : mask}`);
  return Array.from({ length: 64 }, (_none, index) => index + 1).filter(
    (signal) => ((bits >> BigInt(signal - 1)) & 1n) === 1n,
  );
}

function factsOf(pid: number, program: ProcessFacts['program'], words: readonly string[]): ProcessFacts {
  const status = read(`/proc/${pid}/status`);
  const core = /^Max core file size\s+(\S+)/m.exec(read(`/proc/${pid}/limits`))?.[1] ?? '0';
  return {
    pid,
    program,
    arguments: words,
    environment: environmentOf(pid),
    uid: Number(fieldOf(status, 'Uid').split(/\s+/)[1]),
    coreBytes: core === 'unlimited' ? Infinity : Number(core),
    caught: signalsIn(fieldOf(status, 'SigCgt')),
    noNewPrivileges: fieldOf(status, 'NoNewPrivs') === '1',
    listening: listeningOf(pid),
    programFiles: programFiles(pid, words),
  };
}

/** The processes of a configuration that run on this machine. */
export function processesOf(config: MachineConfig): readonly ProcessFacts[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .flatMap((pid) => {
      const words = wordsOf(pid);
      const program = programOf(pid, words, config);
      if (program === undefined) return [];
      try {
        return [factsOf(pid, program, words)];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}
