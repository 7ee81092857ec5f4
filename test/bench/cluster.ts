// The cluster as a user feels it: how long things take on a sandbox of three masters and three nodes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { addContext } from '#cli/kubeconfig.ts';
import { ObjectsService } from '#kernel/model/gen/api.gen.ts';
import { isNodeReady } from '#kernel/kinds/node.ts';
import { key } from '#kernel/log/key.ts';
import { manifest } from '#kit/api-client.ts';
import { TestCluster, demoDeployment, demoService, serves, until } from '#kit/cluster.ts';

const root = path.join(import.meta.dirname, '../..');
const deadlineMs = 600_000;

function report(what: string, value: string): void {
  process.stdout.write(`| ${what} | ${value} |\n`);
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function command(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const child = spawn(path.join(root, file), args, {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with exit code ${String(code)}`);
}

/** Writes without pause from eight clients; the longest time without an acknowledgement around `during`. */
async function writeGap(
  cluster: TestCluster,
  during: () => Promise<void>,
): Promise<{ readonly gapMs: number; readonly acknowledged: number }> {
  const stop = new AbortController();
  const acknowledgedAt: number[] = [];
  const writer = async (): Promise<void> => {
    const { session } = await cluster.api.call(ObjectsService.methods.openSession, {
      requestId: randomUUID(),
    });
    for (let sequence = 1; !stop.signal.aborted; sequence++) {
      const object = manifest({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { generateName: 'gap-' },
        data: { at: String(sequence) },
      });
      await cluster.api.commit([{ create: { object } }], { session, sequence, answeredBelow: sequence });
      acknowledgedAt.push(performance.now());
    }
  };
  const writers = Promise.all(Array.from({ length: 8 }, writer));
  await sleep(2_000);
  await during();
  await sleep(3_000);
  stop.abort();
  await writers;
  const gaps = acknowledgedAt.map((at, index) => at - (acknowledgedAt[index - 1] ?? at));
  return { gapMs: Math.max(...gaps), acknowledged: acknowledgedAt.length };
}

async function leaderOf(cluster: TestCluster): Promise<string> {
  return until('a leader is known', async () => {
    for (const master of [0, 1, 2]) {
      const status = await cluster.api.status(master);
      if (status !== undefined && status.leader !== '') return status.leader;
    }
    return undefined;
  });
}

/** Prints a table of figures. */
export async function run(): Promise<void> {
  process.stdout.write('\n| what | measured |\n| --- | --- |\n');
  await command('ops/quickstart', ['--down']);
  report('ops/quickstart, packages there', seconds(await timed(() => command('ops/quickstart', []))));
  report('ops/quickstart --down', seconds(await timed(() => command('ops/quickstart', ['--down']))));

  const cluster = await TestCluster.up('bench');
  const folder = mkdtempSync(path.join(tmpdir(), 'orc-bench-'));
  try {
    const labels = { app: 'web' };
    const applied = await timed(async () => {
      await cluster.api.apply(demoDeployment('web', 3));
      await cluster.untilServing(3, labels);
    });
    report('apply of three replicas to all ready (readiness probe every second)', seconds(applied));
    await cluster.api.apply(demoService('web'));

    const { servers, authorityFile, certificateFile, keyFile } = await cluster.cluster.connection();
    const read = (file: string): string => readFileSync(file, 'utf8');
    const config = path.join(folder, 'config');
    addContext(config, {
      name: 'bench',
      servers,
      authority: read(authorityFile),
      certificate: read(certificateFile),
      key: read(keyFile),
    });
    const env = { ...process.env, ORCCONFIG: config };
    const gets: number[] = [];
    for (let round = 0; round < 11; round++)
      gets.push(await timed(() => command('orc', ['get', 'pods'], env)));
    report(
      'orc get pods as a whole process, median of 11',
      `${Math.round(median(gets))} ms (least ${Math.round(Math.min(...gets))})`,
    );

    const gaps: number[] = [];
    for (let round = 0; round < 5; round++) {
      const leader = await leaderOf(cluster);
      const { gapMs } = await writeGap(cluster, () => cluster.cluster.kill(leader));
      gaps.push(gapMs);
      await cluster.cluster.start(leader);
      await until('all masters answer', async () =>
        (await Promise.all([0, 1, 2].map((each) => cluster.api.status(each)))).every(
          (status) => status !== undefined && status.leader !== '',
        ),
      );
    }
    report(
      'longest pause of writes by 8 clients around kill -9 of the leader, 5 times',
      `median ${Math.round(median(gaps))} ms, worst ${Math.round(Math.max(...gaps))} ms`,
    );

    const lostAt = performance.now();
    await cluster.cluster.sandbox.cut('node-2');
    await until('node-2 is NotReady', async () =>
      (await cluster.api.list('Node')).some((node) => node.metadata.name === 'node-2' && !isNodeReady(node)),
    );
    report('node cut off to NotReady', seconds(performance.now() - lostAt));
    await until(
      'three are ready elsewhere',
      async () =>
        (await cluster.pods(labels)).filter((pod) => serves(pod) && pod.spec.nodeName !== 'node-2').length ===
        3,
    );
    report('node cut off to its pods ready elsewhere', seconds(performance.now() - lostAt));
    await cluster.cluster.sandbox.heal('node-2');
    await until('node-2 is back', async () =>
      (await cluster.api.list('Node')).every(
        (node) => isNodeReady(node) && (node.spec?.taints ?? []).length === 0,
      ),
    );

    const hundred = await timed(async () => {
      await cluster.api.apply(demoDeployment('many', 100));
      await until(
        'a hundred are ready',
        async () => (await cluster.pods({ app: 'many' })).filter(serves).length === 100,
        deadlineMs,
      );
    });
    report('a hundred pods (two containers each) to all ready', seconds(hundred));
    const gone = await timed(async () => {
      await cluster.api.delete(key('Deployment', 'default', 'many'));
      await until('all are gone', async () => (await cluster.pods({ app: 'many' })).length === 0, deadlineMs);
    });
    report('a hundred pods deleted and gone', seconds(gone));
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await cluster.down();
  }
}
