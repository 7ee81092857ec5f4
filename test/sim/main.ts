// npm run sim -- [--seed N] [--seeds M] [--seconds S] [--hours H] [--trace]
// Runs M seeds from N on, S virtual seconds each (default 60), or until H real hours have passed.
import { parseArgs } from 'node:util';
import { replayCommand, simulate } from './simulation.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '60' },
    hours: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed);
const virtualMs = Number(values.seconds) * 1000;
const deadline = values.hours === undefined ? Infinity : performance.now() + Number(values.hours) * 3_600_000;
const count = values.hours === undefined ? Number(values.seeds) : Infinity;
if (!Number.isSafeInteger(first) || !(count >= 1) || !(virtualMs > 0)) {
  console.error('sim: --seed, --seeds and --seconds are positive numbers');
  process.exit(2);
}

const startedMs = performance.now();
let totalVirtualMs = 0;
let committed = 0;
let reads = 0;
let crashes = 0;
let seeds = 0;
for (let seed = first; seed < first + count && performance.now() < deadline; seed++) {
  const result = simulate(seed, virtualMs);
  seeds += 1;
  totalVirtualMs += result.virtualMs;
  committed += result.committed;
  reads += result.reads;
  crashes += result.crashes;
  if (values.trace) console.log(result.trace.join('\n'));
  if (result.failure === null) continue;
  if (!values.trace) console.log(result.trace.slice(-60).join('\n'));
  console.error(`seed ${seed} failed at ${result.virtualMs.toFixed(3)} ms: ${result.failure.stack}`);
  console.error(`again: ${replayCommand(seed, virtualMs)}`);
  process.exit(1);
}
const realMs = performance.now() - startedMs;
console.log(
  `${seeds} seeds held: ${(totalVirtualMs / 1000).toFixed(0)} virtual seconds in ${(realMs / 1000).toFixed(1)} s ` +
    `(${(totalVirtualMs / realMs).toFixed(0)} times real time), ${committed} entries, ${reads} reads, ${crashes} crashes`,
);
