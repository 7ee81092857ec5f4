// `npm run bench -- steady [minutes]`: whether the cluster keeps its leader under full load for so long, while it takes
// snapshots of 200 MiB and serves 200 watches: half of the time with control idle, half with control at work.
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { request } from 'node:https';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import { manifest } from '#kit/api-client.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { HttpClient } from '#kit/http-client.ts';
import { drive } from './raft/load.ts';
import { count, mebibytes, milliseconds } from './raft/report.ts';

const callers = 64;
const watches = 200;
const namespaces = Array.from({ length: 20 }, (_none, at) => `steady-${at}`);
const ballast = { objects: 420, bytes: 500_000 } as const;
const names = 2_000;
const valueBytes = 1_000;
const pods = 200;

function row(what: string, value: string, aim = ''): void {
  process.stdout.write(`| ${[what, value, aim].join(' | ')} |\n`);
}

const apply = (json: object): Change => ({ apply: { object: manifest(json), force: false, status: false } });

function configMap(namespace: string, name: string, value: string): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace, name }, data: { value } };
}

/** Text that no layer can make smaller by knowing it. */
function text(bytes: number): string {
  return randomBytes(bytes / 2).toString('hex');
}

async function fill(masters: TestMasters): Promise<void> {
  using client = masters.client();
  for (const name of [...namespaces, 'ballast'])
    await client.commit([apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })]);
  for (let at = 0; at < ballast.objects; at++)
    await client.commit([apply(configMap('ballast', `b${at}`, text(ballast.bytes)))]);
}

/** One master's raft gauges, by name. */
function gaugesOf(masters: TestMasters, index: number): Promise<ReadonlyMap<string, number>> {
  const [host = ''] = (masters.apis[index] ?? '').split(':');
  const { certificate: cert, key } = masters.administrator;
  const ca = masters.authority.certificate;
  return new Promise((resolve, reject) => {
    const sent = request({ host, port: 7604, path: '/metrics', ca, cert, key }, (answer) => {
      let said = '';
      answer.on('data', (chunk: Buffer) => (said += chunk.toString()));
      answer.on('end', () => {
        const found = said.matchAll(/^(orc_raft_[a-z0-9_]+)(?:\{[^}]*\})? (\S+)$/gm);
        resolve(
          new Map(Array.from(found, ([, name = '', value]): [string, number] => [name, Number(value)])),
        );
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** What the masters say of themselves, every second. */
class Observer {
  readonly terms = new Set<number>();
  readonly snapshots = new Set<string>();
  readonly delays: { p99: number; most: number } = { p99: 0, most: 0 };
  #memory = 0;
  #isOver = false;
  readonly #masters: TestMasters;
  readonly #done: Promise<void>;

  constructor(masters: TestMasters) {
    this.#masters = masters;
    this.#done = this.#run();
  }

  get memory(): number {
    return this.#memory;
  }

  /** Begins to count delays anew. */
  resetDelays(): void {
    Object.assign(this.delays, { p99: 0, most: 0 });
  }

  async #run(): Promise<void> {
    while (!this.#isOver) {
      for (const index of this.#masters.apis.keys()) {
        const gauges = await gaugesOf(this.#masters, index);
        this.terms.add(gauges.get('orc_raft_term') ?? 0);
        this.delays.p99 = Math.max(this.delays.p99, gauges.get('orc_raft_loop_delay_p99_seconds') ?? 0);
        this.delays.most = Math.max(this.delays.most, gauges.get('orc_raft_loop_delay_max_seconds') ?? 0);
        this.#memory = Math.max(this.#memory, gauges.get('orc_raft_memory_bytes') ?? 0);
        const folder = path.join(this.#masters.dataDir(index), 'raft');
        for (const file of readdirSync(folder))
          if (/^snapshot-\d+/.test(file)) this.snapshots.add(`${index}/${file}`);
      }
      await sleep(1_000);
    }
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#done;
  }
}

async function watchAll(masters: TestMasters): Promise<() => number> {
  let bytes = 0;
  const clients = masters.apis.map((api) => new HttpClient(masters, api, 4));
  for (let at = 0; at < watches; at++) {
    const where = `/api/v1/namespaces/${namespaces[at % namespaces.length]}/configmaps`;
    const client = clients[at % clients.length];
    await client?.watch(`${where}?watch=1&resourceVersion=0`, (chunk) => (bytes += chunk.length));
  }
  return () => bytes;
}

/** Makes and removes pods by the hundred, for as long as it is not stopped. */
async function keepControlBusy(masters: TestMasters, signal: AbortSignal): Promise<void> {
  using client = masters.client();
  const labels = { app: 'busy' };
  const set = (replicas: number): object => ({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { namespace: 'default', name: 'busy' },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'a:1' }] } },
    },
  });
  for (let round = 0; !signal.aborted; round++) {
    await client.commit([apply(set(round % 2 === 0 ? pods : 0))]);
    await sleep(2_000);
  }
}

/** Runs for so many minutes, ten unless given. */
export async function run([given = '10']: readonly string[]): Promise<void> {
  const minutes = Number(given);
  if (!(minutes > 0)) throw new Error(`minutes: "${given}" is no number above 0`);
  await using masters = await TestMasters.up();
  const leader = await masters.leader();
  process.stdout.write('filling the state …\n');
  await fill(masters);
  const watched = await watchAll(masters);
  const observer = new Observer(masters);
  await sleep(2_000);
  const termsBefore = new Set(observer.terms);
  const snapshotsBefore = new Set(observer.snapshots);
  const servers = [...masters.servers.slice(leader), ...masters.servers.slice(0, leader)];
  using client = masters.client(servers);
  let made = 0;
  const one = async (): Promise<boolean> => {
    const at = made++ % names;
    const namespace = namespaces[at % namespaces.length] ?? '';
    await client.commit([apply(configMap(namespace, `c${at}`, text(valueBytes)))]);
    return true;
  };
  process.stdout.write('\n| what | measured | aim |\n| --- | --- | --- |\n');
  for (const half of ['idle', 'at work'] as const) {
    observer.resetDelays();
    const busy = new AbortController();
    const work = half === 'idle' ? Promise.resolve() : keepControlBusy(masters, busy.signal);
    const { perSecond, p99Ms, worstMs } = await drive(callers, 0, minutes * 30_000, one);
    busy.abort();
    await work;
    row(
      `control ${half}: commits of 1 KB by ${callers} callers`,
      `${count(perSecond)}/s, p99 ${milliseconds(p99Ms)}, worst ${milliseconds(worstMs)}`,
    );
    row(
      `control ${half}: delay of a raft thread's event loop`,
      `p99 of the worst second ${milliseconds(observer.delays.p99 * 1000)}, most ${milliseconds(observer.delays.most * 1000)}`,
    );
  }
  await observer.stop();
  const elections = [...observer.terms].filter((term) => !termsBefore.has(term)).length;
  row(`elections in ${minutes} minutes`, String(elections), '0');
  row(
    `snapshots of ${mebibytes(ballast.objects * ballast.bytes)} and more meanwhile`,
    String([...observer.snapshots].filter((file) => !snapshotsBefore.has(file)).length),
  );
  row('memory of a raft thread, at most', mebibytes(observer.memory), '< 150 MiB');
  row(`told to ${watches} watches, ten a namespace`, mebibytes(watched()));
}
