// Runs every check and test and adds up mocha's counts. The last line is `N passed, N failed`; a check
// that is not a test (types, lint, format, generated files, leftovers) counts as one failure when it
// fails. What failed is told again right before that line, so that it is seen where only the end is.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isJsonObject } from '#kernel/model/json.ts';

const root = path.join(import.meta.dirname, '..');
const binaries = path.join(root, 'node_modules/.bin');
const env = {
  ...process.env,
  PATH: `${binaries}:${process.env['PATH'] ?? ''}`,
  FORCE_COLOR: '0',
  NO_COLOR: '1',
};
const scratch = mkdtempSync(path.join(tmpdir(), 'orc-test-'));
const startedAt = performance.now();

const checks: readonly (readonly [what: string, command: string, ...args: string[]])[] = [
  ['generated files are current', 'node', 'proto/generate.ts', '--check'],
  ['types', 'tsc', '-b', 'tsconfig.json'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['packages have no known holes', 'node', 'ops/audit.ts'],
];
/** A test that takes up the processor, to show what is left for others. */
const flood = 'test/e2e/http/fairness.test.ts';

type Suite = readonly [what: string, ...args: string[]];

/**
 * Steps, one after the other. Of a step's lanes all run at once, each one suite after the other: the first is shown as it
 * goes, the others when they are done. The first step's lanes need the processor and the disk in turns.
 */
const steps: readonly (readonly (readonly Suite[])[])[] = [
  [
    [
      [
        'unit, property, golden and simulation tests',
        'test/{unit,property,golden,sim}/**/*.test.ts',
        'test/tidy.test.ts',
      ],
    ],
    [
      ['both faces, every kind', '--timeout', '300000', 'test/api/**/*.test.ts'],
      ['attacks', '--timeout', '300000', 'test/security/**/*.test.ts'],
    ],
  ],
  // These wait more than they work: two clusters at once.
  [
    [['end-to-end tests: clusters', '--timeout', '300000', 'test/e2e/cluster/**/*.test.ts']],
    [
      [
        'end-to-end tests: faces and command',
        '--timeout',
        '300000',
        '--ignore',
        flood,
        'test/e2e/{http,cli}/**/*.test.ts',
      ],
    ],
  ],
  // What looks at the whole machine, or takes it up, and so is alone on it.
  [
    [
      [
        'end-to-end tests: the machine',
        '--timeout',
        '300000',
        'test/e2e/{netproxy,sandbox-network}/**/*.test.ts',
        'test/e2e/*.test.ts',
        flood,
      ],
    ],
  ],
];

function say(text: string): void {
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
  process.stdout.write(`\n=== [${minutes} min] ${text}\n`);
}

/** Runs a command to its end; `show` is given what it says, which else is shown at once. */
function run(command: string, args: readonly string[], show?: (text: string) => void): Promise<number> {
  const output = show === undefined ? 'inherit' : 'pipe';
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', output, output] });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => show?.(text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

interface Counts {
  readonly passes: number;
  readonly failures: number;
  readonly pending: number;
  /** Each failed test: its name, and its error below. */
  readonly stories: readonly string[];
}

function countsIn(file: string): Counts | undefined {
  if (!existsSync(file)) return undefined;
  const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isJsonObject(json)) return undefined;
  const { stats, failures: stories } = json;
  if (!isJsonObject(stats) || !Array.isArray(stories)) return undefined;
  return {
    passes: Number(stats['passes']),
    failures: Number(stats['failures']),
    pending: Number(stats['pending']),
    stories: stories.map(String),
  };
}

/** Runs mocha with a reporter for people and the counts in a file. */
async function mocha(args: readonly string[], name: string, show?: (text: string) => void): Promise<Counts> {
  const file = path.join(scratch, `${name}.json`);
  const reporter = ['--reporter', 'test/kit/reporter.ts', '--reporter-option', `output=${file}`];
  const code = await run('mocha', [...reporter, ...args], show);
  const counts = countsIn(file);
  if (counts !== undefined && (code === 0 || counts.failures > 0)) return counts;
  const story = `mocha ${args.join(' ')}\nended with code ${code}${counts === undefined ? ' and no counts' : ''}`;
  return { passes: counts?.passes ?? 0, failures: 1, pending: counts?.pending ?? 0, stories: [story] };
}

/** Namespaces of sandboxes and tests that are still there. */
function namespaces(): string[] {
  const folder = '/run/netns';
  return existsSync(folder)
    ? readdirSync(folder).filter((name) => name.startsWith('orc-') || name.startsWith('orct-'))
    : [];
}

/** Processes of sandboxes: masters, agents, Docker, NATS, forwarders. */
function processes(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return words.includes('/orc/sandbox/') || words.includes('/orc-sandbox')
          ? [`${pid} ${words.slice(0, 120)}`]
          : [];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}

let passed = 0;
let failed = 0;
const stories: string[] = [];
function fail(story: string): void {
  stories.push(story);
  process.stdout.write(`FAILED: ${story}\n`);
}
const before = new Set([...namespaces(), ...processes()]);
for (const [what, command, ...args] of checks) {
  say(what);
  if ((await run(command, args)) === 0) continue;
  failed += 1;
  fail(what);
}
/** Runs a lane's suites; `isShown` is whether as they go, or each once it is done. */
async function runLane(lane: readonly Suite[], name: string, isShown: boolean): Promise<void> {
  for (const [index, [what, ...args]] of lane.entries()) {
    if (isShown) say(what);
    let text = '';
    const keep = (more: string): void => void (text += more);
    const counts = await mocha(args, `${name}-${index}`, isShown ? undefined : keep);
    if (!isShown) {
      say(`${what}: done`);
      process.stdout.write(text);
    }
    passed += counts.passes;
    failed += counts.failures + counts.pending;
    stories.push(...counts.stories);
    if (counts.pending > 0) fail(`${what}: ${counts.pending} tests were skipped`);
  }
}
for (const [index, lanes] of steps.entries())
  await Promise.all(lanes.map((lane, number) => runLane(lane, `${index}-${number}`, number === 0)));
const left = [...namespaces(), ...processes()].filter((name) => !before.has(name));
if (left.length > 0) {
  failed += 1;
  fail(`the tests left namespaces or processes behind:\n  ${left.join('\n  ')}`);
}
rmSync(scratch, { recursive: true, force: true });
say('done');
for (const story of stories) process.stdout.write(`\nFAILED: ${story}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
