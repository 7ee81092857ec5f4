// What the kernel counts of a container: processor time and memory of its control group, of version 1 or 2
// (https://docs.kernel.org/admin-guide/cgroup-v1/, https://docs.kernel.org/admin-guide/cgroup-v2.html).
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** What was counted at some moment. */
export interface Counted {
  /** Processor time since the group began, in nanoseconds. */
  readonly cpuNanos: number;
  /** Bytes in memory, without files that nobody has used lately: what can be taken away at once. */
  readonly memoryBytes: number;
}

/** The files in which the kernel counts. */
export interface CountFiles {
  readonly cpu: string;
  readonly memory: string;
  readonly memoryParts: string;
  readonly version: 1 | 2;
}

const mount = '/sys/fs/cgroup';

/** The path of a controller's group in `/proc/PID/cgroup`, with the controllers that share it; undefined without one. */
function groupOf(
  text: string,
  controller: string,
): { readonly all: string; readonly group: string } | undefined {
  for (const line of text.split('\n')) {
    const [, all = '', ...rest] = line.split(':');
    if (all.split(',').includes(controller)) return { all, group: rest.join(':') };
  }
  return undefined;
}

/** Where a process' group is counted, by the text of its `/proc/PID/cgroup`; undefined when that names no group. */
export function countFiles(text: string, root = mount): CountFiles | undefined {
  const cpu = groupOf(text, 'cpuacct');
  const memory = groupOf(text, 'memory');
  if (cpu !== undefined && memory !== undefined) {
    const folder = path.join(root, memory.all, memory.group);
    return {
      cpu: path.join(root, cpu.all, cpu.group, 'cpuacct.usage'),
      memory: path.join(folder, 'memory.usage_in_bytes'),
      memoryParts: path.join(folder, 'memory.stat'),
      version: 1,
    };
  }
  const unified = text.split('\n').find((line) => line.startsWith('0::'));
  if (unified === undefined) return undefined;
  const folder = path.join(root, unified.slice('0::'.length));
  return {
    cpu: path.join(folder, 'cpu.stat'),
    memory: path.join(folder, 'memory.current'),
    memoryParts: path.join(folder, 'memory.stat'),
    version: 2,
  };
}

/** The number behind a name in a file of lines such as `usage_usec 123`; 0 when it is not there. */
function numberOf(text: string, name: string): number {
  for (const line of text.split('\n')) {
    const [word, value] = line.split(' ');
    if (word === name) return Number(value);
  }
  return 0;
}

/** What the kernel counts in these files. Rejects when the group is gone. */
export async function readCounts(files: CountFiles): Promise<Counted> {
  const [cpu, memory, parts] = await Promise.all(
    [files.cpu, files.memory, files.memoryParts].map((file) => readFile(file, 'utf8')),
  );
  const isFirst = files.version === 1;
  const idle = numberOf(parts ?? '', isFirst ? 'total_inactive_file' : 'inactive_file');
  return {
    cpuNanos: isFirst ? Number(cpu) : numberOf(cpu ?? '', 'usage_usec') * 1000,
    memoryBytes: Math.max(0, Number(memory) - idle),
  };
}

/** Nanoseconds of one tick in /proc/stat: 100 a second wherever Linux runs (USER_HZ). */
const tickNanos = 10_000_000;

/** What the whole machine uses, by the texts of `/proc/stat` and `/proc/meminfo`. */
export function machineCounts(stat: string, meminfo: string): Counted {
  const [line = ''] = stat.split('\n');
  // user, nice, system, idle, iowait, irq, softirq; what follows was stolen by others, or is in these already.
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  const kibibytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(meminfo)?.[1] ?? 0);
  return {
    cpuNanos: (user + nice + system + irq + softirq) * tickNanos,
    memoryBytes: Math.max(0, kibibytes('MemTotal') - kibibytes('MemAvailable')) * 1024,
  };
}

/** What the whole machine uses now. */
export async function readMachine(): Promise<Counted> {
  const [stat, meminfo] = await Promise.all([
    readFile('/proc/stat', 'utf8'),
    readFile('/proc/meminfo', 'utf8'),
  ]);
  return machineCounts(stat, meminfo);
}
