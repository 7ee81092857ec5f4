// npm run sim:planted -- [--seeds N] [NAME ...]: plants each fault in a copy of the source and looks for the
// first seed of one virtual minute that finds it. Prints the table of docs/simulation.md.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type PlantedFault, plantedFaults } from './planted-faults.ts';

const root = path.join(import.meta.dirname, '../..');

/** What a seed said of a planted fault. */
export interface Found {
  readonly seed: number;
  readonly said: string;
}

/** Runs seeds against a copy of the source with `fault` in it; null where `seeds` of them do not find it. */
export function look(fault: PlantedFault, seeds: number): Found | null {
  const copy = mkdtempSync(path.join(tmpdir(), 'orc-planted-'));
  try {
    for (const folder of ['kernel', 'services', 'test'])
      cpSync(path.join(root, folder), path.join(copy, folder), { recursive: true });
    cpSync(path.join(root, 'package.json'), path.join(copy, 'package.json'));
    symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
    plant(fault, copy);
    const { status, stderr } = spawnSync(
      process.execPath,
      ['test/sim/main.ts', '--seed', '1', '--seeds', String(seeds), '--seconds', '60'],
      { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    if (status === 0) return null;
    const [, seed = '0', said = stderr] = /seed (\d+) failed at [^:]*: (.*)/.exec(stderr) ?? [];
    return { seed: Number(seed), said };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Throws where the place of a fault is not in its file exactly once: the table must not rot. */
export function plant({ name, file, find, replace }: PlantedFault, folder: string): void {
  const where = path.join(folder, file);
  const parts = readFileSync(where, 'utf8').split(find);
  if (parts.length !== 2)
    throw new Error(`the place of "${name}" is ${parts.length - 1} times in ${file}, must be there once`);
  writeFileSync(where, parts.join(replace));
}

function run(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seeds: { type: 'string', default: '500' } },
  });
  const chosen = plantedFaults.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  let missed = 0;
  console.log('| planted fault | what is wrong | found by seed | as |\n| --- | --- | --- | --- |');
  for (const fault of chosen) {
    const found = look(fault, Number(values.seeds));
    if (found === null) missed += 1;
    const as = (found?.said ?? '')
      .replace(/^(Violation|OrcError): /, '')
      .slice(0, 110)
      .replaceAll('|', '¦');
    console.log(`| ${fault.name} | ${fault.why} | ${found?.seed ?? `not in ${values.seeds}`} | ${as} |`);
  }
  if (missed > 0) process.exit(1);
}

if (process.argv[1] === import.meta.filename) run();
