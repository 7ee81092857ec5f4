// npm run sim -- [--seed N] [--seeds M] [--minutes T | --seconds S] [--hours H] [--jobs J] [--trace]
// Runs M seeds from N on, T virtual minutes each (default 10), or until H real hours have passed; with --jobs in
// so many processes, which take turns in the seeds.
import { type ChildProcess, fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import { replayCommand, simulate } from './simulation.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '10' },
    seconds: { type: 'string' },
    hours: { type: 'string' },
    jobs: { type: 'string', default: '1' },
    /** Between a job and the next of its seeds; given to jobs only. */
    stride: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed);
const jobs = Number(values.jobs);
const stride = Number(values.stride);
const virtualMs =
  values.seconds === undefined ? Number(values.minutes) * 60_000 : Number(values.seconds) * 1000;
const startedMs = performance.now();
const deadline = values.hours === undefined ? Infinity : startedMs + Number(values.hours) * 3_600_000;
const count = values.hours === undefined ? Number(values.seeds) : Infinity;
if (!Number.isSafeInteger(first) || !(count >= 1) || !(virtualMs > 0) || !(jobs >= 1) || !(stride >= 1)) {
  console.error('sim: --seed, --seeds, --minutes, --seconds and --jobs are positive numbers');
  process.exit(2);
}
const progressMs = 10_000;

/** What one seed came to, as a job tells it. */
interface Report {
  readonly seed: number;
  readonly virtualMs: number;
  readonly committed: number;
  readonly operations: number;
  readonly undecided: number;
  readonly faults: readonly (readonly [name: string, times: number])[];
  readonly failure: string | null;
  readonly trace: readonly string[];
}

function isReport(message: unknown): message is Report {
  return typeof message === 'object' && message !== null && 'seed' in message && 'faults' in message;
}

let toldMs = startedMs;
let totalVirtualMs = 0;
const sums = { seeds: 0, committed: 0, operations: 0, undecided: 0 };
const faults = new Map<string, number>();
const children: ChildProcess[] = [];

function summary(): string {
  const realMs = performance.now() - startedMs;
  return (
    `${sums.seeds} seeds, ${(totalVirtualMs / 60_000).toFixed(0)} virtual minutes in ${(realMs / 1000).toFixed(0)} s ` +
    `(${(totalVirtualMs / realMs).toFixed(0)} times real time)`
  );
}

function take(report: Report): void {
  totalVirtualMs += report.virtualMs;
  sums.seeds += 1;
  sums.committed += report.committed;
  sums.operations += report.operations;
  sums.undecided += report.undecided;
  for (const [name, times] of report.faults) faults.set(name, (faults.get(name) ?? 0) + times);
  if (values.trace) console.log(report.trace.join('\n'));
  if (report.failure !== null) {
    if (!values.trace) console.log(report.trace.slice(-60).join('\n'));
    console.error(`seed ${report.seed} failed at ${report.virtualMs.toFixed(3)} ms: ${report.failure}`);
    console.error(`again: ${replayCommand(report.seed, virtualMs)}`);
    for (const child of children) child.kill();
    process.exit(1);
  }
  if (performance.now() - toldMs < progressMs) return;
  toldMs = performance.now();
  console.error(summary());
}

function runSeeds(): void {
  for (let seed = first; seed < first + count && performance.now() < deadline; seed += stride) {
    const { failure, faults: done, ...result } = simulate(seed, virtualMs);
    const shown = failure !== null || values.trace;
    const report: Report = {
      ...result,
      faults: [...done],
      failure: failure?.stack ?? null,
      trace: shown ? result.trace : [],
    };
    if (process.send === undefined) take(report);
    else process.send(report);
  }
}

async function runJobs(): Promise<void> {
  const ended: Promise<number | null>[] = [];
  for (let job = 0; job < Math.min(jobs, count); job++) {
    const given = [
      '--seed',
      String(first + job),
      '--stride',
      String(jobs),
      '--seconds',
      String(virtualMs / 1000),
    ];
    const bound = values.hours === undefined ? ['--seeds', String(count - job)] : ['--hours', values.hours];
    const child = fork(import.meta.filename, [...given, ...bound, ...(values.trace ? ['--trace'] : [])]);
    child.on('message', (message) => {
      if (isReport(message)) take(message);
    });
    children.push(child);
    ended.push(new Promise((resolve) => child.once('exit', (code) => resolve(code))));
  }
  if ((await Promise.all(ended)).some((code) => code !== 0)) throw new Error('a job ended early');
}

if (jobs > 1) await runJobs();
else runSeeds();
if (process.send === undefined) {
  const shown = [...faults].sort(([, a], [, b]) => b - a).map(([name, times]) => `${times} ${name}`);
  console.log(
    `all held: ${summary()}, ${sums.committed} entries, ${sums.operations} operations of clients ` +
      `(${sums.undecided} registers undecided); faults: ${shown.join(', ')}`,
  );
}
