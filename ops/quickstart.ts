// The quickstart after its packages are there: a sandbox, a demo application, requests through its
// Service. Every step that a user could take is shown as the command it is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { messageOf } from '#kernel/errors.ts';
import { writeImage } from '#sandbox/image/archive.ts';
import { demoImage } from '#sandbox/image/images.ts';
import { Sandbox } from '#sandbox/sandbox.ts';

const root = path.join(import.meta.dirname, '..');
/** The sandbox's name; the tests use another, so that a user's own is left alone. */
const name = process.env['ORC_QUICKSTART_NAME'] ?? 'quickstart';
const requests = 6;
const startedAt = performance.now();
const say = (text = ''): void => void process.stdout.write(`${text}\n`);

/** Runs orc, showing the command and what it prints; returns its output. */
async function orc(args: readonly string[], show = true): Promise<string> {
  if (show) say(`$ orc ${args.join(' ')}`);
  const child = spawn(path.join(root, 'orc'), args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
    if (show) process.stdout.write(chunk);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`orc ${args.join(' ')} ended with exit code ${String(code)}`);
  return output;
}

async function loadDemoImages(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'orc-demo-'));
  try {
    for (const version of ['v1', 'v2']) {
      const file = path.join(folder, `demo-${version}.tar`);
      await writeImage(demoImage(version), file);
      await orc(['sandbox', 'load-image', file, '--name', name], false);
      say(`  image demo:${version} made from local files and loaded into every node`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function demo(): Promise<void> {
  if ((await Sandbox.open({ name })) === undefined) await orc(['sandbox', 'up', '--name', name]);
  else {
    say(`Sandbox "${name}" is up already`);
    await orc(['sandbox', 'start', '--name', name]);
  }
  say();
  await loadDemoImages();
  say();
  await orc(['apply', '-f', path.relative(process.cwd(), path.join(root, 'ops/demo')) || '.']);
  await orc(['rollout', 'status', 'deployment/web', '-n', 'demo']);
  say();
  await orc(['get', 'pods', '-n', 'demo', '-o', 'wide']);
  const address = (
    await orc(['get', 'service', 'web', '-n', 'demo', '-o', 'jsonpath={.spec.clusterIP}'], false)
  ).trim();
  say();
  say(`Asking the Service ${requests} times through its virtual IP, from node-1:`);
  const ask = path.join(root, 'ops/demo/ask.ts');
  const answers = await orc(
    [
      'sandbox',
      'shell',
      'node-1',
      '--name',
      name,
      '--',
      process.execPath,
      ask,
      `http://${address}/`,
      String(requests),
    ],
    false,
  );
  for (const answer of answers.trim().split('\n')) say(`  ${answer}`);
  say();
  say(`Done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s. Try next:`);
  const next = [
    ['orc get all -n demo', 'what runs'],
    ['orc masters', 'who leads, and how far each master is'],
    [
      `orc sandbox kill master-1 --name ${name}`,
      `the cluster goes on; \`orc sandbox start master-1 --name ${name}\` brings it back`,
    ],
    ['orc scale deployment/web --replicas=6 -n demo', 'more pods, at once behind the Service'],
    [
      `orc sandbox cut node-2 --name ${name}`,
      'its pods come up elsewhere; `heal` in place of `cut` plugs it in',
    ],
    ['orc logs -f deployment/web -n demo', 'what the pods say'],
    ['ops/quickstart --down', 'removes everything'],
  ] as const;
  for (const [command, what] of next) say(`  ${command.padEnd(48)} ${what}`);
}

try {
  if (process.argv.includes('--down')) {
    if (existsSync(path.join(root, 'node_modules'))) await orc(['sandbox', 'down', '--name', name], false);
    say('Everything that ops/quickstart set up is gone; installed packages stay.');
  } else await demo();
  process.exit();
} catch (error) {
  process.stderr.write(`error: ${messageOf(error)}\n`);
  process.exit(1);
}
