// npm run sim -- [--seed N] [--seeds M] [--minutes T | --seconds S] [--hours H] [--trace]
// Runs M seeds from N on, T virtual minutes each (default 10), or until H real hours have passed.
import { parseArgs } from 'node:util';
import { replayCommand, simulate } from './simulation.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '10' },
    seconds: { type: 'string' },
    hours: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed);
const virtualMs =
  values.seconds === undefined ? Number(values.minutes) * 60_000 : Number(values.seconds) * 1000;
const deadline = values.hours === undefined ? Infinity : performance.now() + Number(values.hours) * 3_600_000;
const count = values.hours === undefined ? Number(values.seeds) : Infinity;
if (!Number.isSafeInteger(first) || !(count >= 1) || !(virtualMs > 0)) {
  console.error('sim: --seed, --seeds, --minutes and --seconds are positive numbers');
  process.exit(2);
}
const progressMs = 10_000;

const startedMs = performance.now();
let toldMs = startedMs;
let totalVirtualMs = 0;
const sums = { seeds: 0, committed: 0, operations: 0, undecided: 0 };
const faults = new Map<string, number>();

function summary(): string {
  const realMs = performance.now() - startedMs;
  return (
    `${sums.seeds} seeds, ${(totalVirtualMs / 60_000).toFixed(0)} virtual minutes in ${(realMs / 1000).toFixed(0)} s ` +
    `(${(totalVirtualMs / realMs).toFixed(0)} times real time)`
  );
}

for (let seed = first; seed < first + count && performance.now() < deadline; seed++) {
  const result = simulate(seed, virtualMs);
  totalVirtualMs += result.virtualMs;
  sums.seeds += 1;
  sums.committed += result.committed;
  sums.operations += result.operations;
  sums.undecided += result.undecided;
  for (const [name, times] of result.faults) faults.set(name, (faults.get(name) ?? 0) + times);
  if (values.trace) console.log(result.trace.join('\n'));
  if (result.failure !== null) {
    if (!values.trace) console.log(result.trace.slice(-60).join('\n'));
    console.error(`seed ${seed} failed at ${result.virtualMs.toFixed(3)} ms: ${result.failure.stack}`);
    console.error(`again: ${replayCommand(seed, virtualMs)}`);
    process.exit(1);
  }
  if (performance.now() - toldMs < progressMs) continue;
  toldMs = performance.now();
  console.error(summary());
}
const shown = [...faults].sort(([, a], [, b]) => b - a).map(([name, times]) => `${times} ${name}`);
console.log(
  `all held: ${summary()}, ${sums.committed} entries, ${sums.operations} operations of clients ` +
    `(${sums.undecided} registers undecided); faults: ${shown.join(', ')}`,
);
