// `npm run bench -- api [part …]`: the faces as users' tools load them: three masters, and clients on the same machine.
// The peer's figures are Kubernetes 1.20's (one API server, three members of etcd) on such a machine, measured once
// and given with the task; it is not run here.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import { manifest } from '#kit/api-client.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { HttpClient } from '#kit/http-client.ts';
import { type LoadResult, drive, quantile } from './raft/load.ts';
import { count, median, mebibytes, milliseconds } from './raft/report.ts';

const workers = 64;
const connections = 8;
/** A master runs for weeks: what V8 does to its code in the first half minute under a new load is no part of it. */
const codeWarmUpMs = 30_000;
/** Creates warm up in so many rounds: what one makes goes before the next, or there would be more than clusters hold. */
const warmUpRounds = 4;
const warmUpMs = 2000;
/** How long masters have for what hundreds of thousands of deletions leave them to do: snapshots, and garbage. */
const settleMs = 10_000;
const measureMs = 8000;

/** What Kubernetes does. */
const kubernetes = {
  creates: { perSecond: 510, p99Ms: 285 },
  gets: 1450,
  list: { 5000: 335, 15000: 1050 },
  sendToWatch: { p50Ms: 6, p99Ms: 57 },
  memory: 'API server 1.3 GB, etcd 0.45 GB a member',
} as const;

function row(what: string, orc: string, peer = '', ratio = '', aim = ''): void {
  process.stdout.write(`| ${[what, orc, peer, ratio, aim].join(' | ')} |\n`);
}

let made = 0;
/** A pod as a user's tool sends it, for a scheduler that does not exist, so that nobody acts on it. */
function pod(): { readonly metadata: { readonly name: string; readonly namespace: string } } {
  const name = `pod-${made++}`;
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels: { app: 'bench', 'pod-template-hash': 'abc123' } },
    spec: {
      schedulerName: 'none',
      containers: [
        {
          name: 'main',
          image: 'registry.example/app:1.2.3',
          ports: [{ name: 'http', containerPort: 8080 }],
          env: [{ name: 'MODE', value: 'production' }],
          resources: { requests: { cpu: '1m', memory: '1Mi' } },
          readinessProbe: { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 5 },
        },
      ],
    },
  };
  return object;
}

const pods = '/api/v1/namespaces/default/pods';

async function made201(http: HttpClient): Promise<boolean> {
  const { status, body } = await http.ask('POST', pods, pod());
  if (status !== 201)
    throw new Error(`a create was answered ${status}: ${body.toString('utf8').slice(0, 300)}`);
  return true;
}

function rate(what: string, result: LoadResult, peer: number, aim: number, each = 1): void {
  const perSecond = result.perSecond * each;
  row(
    what,
    `${count(perSecond)}/s, p99 ${milliseconds(result.p99Ms)}`,
    `${count(peer)}/s`,
    (perSecond / peer).toFixed(2),
    `≥ ${aim}`,
  );
}

/** Creates of one kind by so many workers, first for as long as V8 takes to its code, then for the figure. */
async function measured(
  masters: TestMasters,
  workers: number,
  create: () => Promise<unknown>,
): Promise<LoadResult> {
  const operation = async (): Promise<boolean> => {
    await create();
    return true;
  };
  for (let round = 0; round < warmUpRounds; round++) {
    await drive(workers, codeWarmUpMs / warmUpRounds, 1, operation);
    await populate(masters, 0);
  }
  await sleep(settleMs);
  const result = await drive(workers, warmUpMs, measureMs, operation);
  await populate(masters, 0);
  return result;
}

async function creates(masters: TestMasters, leader: number): Promise<void> {
  const { creates: peer } = kubernetes;
  await populate(masters, 0);
  using http = new HttpClient(masters, masters.apis[leader] ?? '', connections);
  rate(
    'pod creates over HTTP, 64 workers',
    await measured(masters, workers, () => made201(http)),
    peer.perSecond,
    3,
  );
  const servers = [...masters.servers.slice(leader), ...masters.servers.slice(0, leader)];
  const change = (): Change => ({ create: { object: manifest(pod()) } });
  for (const withStreams of [false, true]) {
    using client = masters.client(servers, { withStreams });
    const result = await measured(masters, workers, () => client.commit([change()]));
    const how = withStreams ? 'the commit stream' : 'unary gRPC';
    rate(`pod creates over ${how}, 64 workers`, result, peer.perSecond, withStreams ? 4 : 1);
  }
}

/** Answered briefly, as `orc apply --atomic` asks, and with all objects. */
async function transactions(masters: TestMasters, leader: number): Promise<void> {
  using client = masters.client([...masters.servers.slice(leader), ...masters.servers.slice(0, leader)]);
  const change = (): Change => ({ create: { object: manifest(pod()) } });
  const { perSecond } = kubernetes.creates;
  for (const brief of [true, false]) {
    const result = await measured(masters, workers, () =>
      client.commit(Array.from({ length: 100 }, change), { brief }),
    );
    const how = brief ? '' : ', answered with them';
    rate(`pods created in transactions of 100, 64 workers${how}`, result, perSecond, 20, 100);
  }
}

async function gets(masters: TestMasters, leader: number): Promise<void> {
  using http = new HttpClient(masters, masters.apis[leader] ?? '', connections);
  const object = pod();
  await http.ask('POST', pods, object);
  const path = `${pods}/${object.metadata.name}`;
  const result = await drive(
    workers,
    codeWarmUpMs,
    measureMs,
    async () => (await http.ask('GET', path)).status === 200,
  );
  rate('gets over HTTP (linearizable), 64 workers', result, kubernetes.gets, 3);
}

/** Removes or adds pods until there are just so many. */
async function populate(masters: TestMasters, wanted: number): Promise<void> {
  using client = masters.client();
  using http = new HttpClient(masters, masters.apis[0] ?? '', 1);
  const { body } = await http.ask('GET', pods);
  const listed: unknown = JSON.parse(body.toString('utf8'));
  const names = namesIn(listed);
  const surplus = names.slice(wanted);
  for (let at = 0; at < surplus.length; at += 500)
    await client.commit(
      surplus.slice(at, at + 500).map((name) => ({
        delete: {
          key: { group: '', kind: 'Pod', namespace: 'default', name },
          uid: '',
          propagation: '',
          ignoreMissing: true,
          gracePeriodSeconds: 0,
        },
      })),
    );
  for (let at = names.length; at < wanted; at += 500)
    await client.commit(
      Array.from({ length: Math.min(500, wanted - at) }, () => ({ create: { object: manifest(pod()) } })),
    );
}

function namesIn(list: unknown): string[] {
  const items: unknown = typeof list === 'object' && list !== null && 'items' in list ? list.items : [];
  return Array.isArray(items)
    ? items.map((item: { readonly metadata: { readonly name: string } }) => item.metadata.name)
    : [];
}

function residentBytes(masters: TestMasters, index: number): number {
  const status = readFileSync(`/proc/${masters.pid(index)}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? '0') * 1024;
}

async function lists(masters: TestMasters, leader: number): Promise<void> {
  using http = new HttpClient(masters, masters.apis[leader] ?? '', 1);
  for (const size of [5000, 15_000] as const) {
    await populate(masters, size);
    const times: number[] = [];
    let bytes = 0;
    for (let round = 0; round < 30; round++) {
      const startedAt = performance.now();
      bytes = (await http.ask('GET', pods)).body.length;
      times.push(performance.now() - startedAt);
    }
    // The first half is the code's.
    times.splice(0, 15);
    const peer = kubernetes.list[size];
    const mine = median(times);
    row(
      `list of ${count(size)} pods (${mebibytes(bytes)} of JSON)`,
      milliseconds(mine),
      milliseconds(peer),
      (mine / peer).toFixed(2),
      '≤ 0.33',
    );
  }
  await sleep(2000);
  const most = Math.max(...masters.servers.map((_server, index) => residentBytes(masters, index)));
  row('a whole master at 15,000 pods, resident', mebibytes(most), kubernetes.memory, '', '< 500 MiB');
}

async function watches(masters: TestMasters, leader: number): Promise<void> {
  const api = masters.apis[leader] ?? '';
  using http = new HttpClient(masters, api, 1);
  // From creation, as the client sends it, to the line in a watch of another connection.
  using watcher = new HttpClient(masters, api, 1);
  const sentAt = new Map<string, number>();
  const delays: number[] = [];
  // From now on: what there is already, is not to be waited for.
  const { body } = await http.ask('GET', `${pods}?limit=1`);
  const { metadata }: { readonly metadata: { readonly resourceVersion: string } } = JSON.parse(
    body.toString('utf8'),
  );
  const query = `watch=1&resourceVersion=${metadata.resourceVersion}&labelSelector=app%3Dbench`;
  const stop = await watcher.watch(`${pods}?${query}`, (chunk) => {
    const now = performance.now();
    for (const [, name] of chunk.toString('utf8').matchAll(/"type":"ADDED".*?"name":"(pod-\d+)"/g)) {
      const at = name === undefined ? undefined : sentAt.get(name);
      if (name === undefined || at === undefined) continue;
      delays.push(now - at);
      sentAt.delete(name);
    }
  });
  const send = async (ms: number): Promise<void> => {
    for (const until = performance.now() + ms; performance.now() < until;) {
      const next = performance.now() + 10;
      const object = pod();
      sentAt.set(object.metadata.name, performance.now());
      void http.ask('POST', pods, object);
      await sleep(Math.max(0, next - performance.now()));
    }
    await sleep(2000);
  };
  await send(codeWarmUpMs);
  delays.length = 0;
  await send(2 * measureMs);
  stop();
  const sorted = delays.toSorted((a, b) => a - b);
  const peer = kubernetes.sendToWatch;
  row(
    'send to watch at 100 creates a second, p50',
    milliseconds(quantile(sorted, 0.5)),
    milliseconds(peer.p50Ms),
    (quantile(sorted, 0.5) / peer.p50Ms).toFixed(2),
    '< 4 ms',
  );
  row(
    'the same, p99',
    milliseconds(quantile(sorted, 0.99)),
    milliseconds(peer.p99Ms),
    (quantile(sorted, 0.99) / peer.p99Ms).toFixed(2),
    '< 20 ms',
  );
}

async function fanOut(masters: TestMasters, leader: number): Promise<void> {
  const api = masters.apis[leader] ?? '';
  using http = new HttpClient(masters, api, 10);
  const path = '/api/v1/namespaces/default/configmaps';
  const arrivals: number[] = [];
  const { body } = await http.ask('GET', path);
  const list: { readonly metadata: { readonly resourceVersion: string } } = JSON.parse(body.toString('utf8'));
  const from = list.metadata.resourceVersion;
  await Promise.all(
    Array.from({ length: 1000 }, () =>
      http.watch(`${path}?watch=1&resourceVersion=${from}`, () => arrivals.push(performance.now())),
    ),
  );
  const worst: number[] = [];
  const all: number[] = [];
  // The first ones are not counted: V8 compiles what they run.
  for (let round = -20; round < 20; round++) {
    arrivals.length = 0;
    const startedAt = performance.now();
    await http.ask('POST', path, { metadata: { name: `fan-${made++}` }, data: { a: 'b' } });
    while (arrivals.length < 1000) await sleep(5);
    if (round < 0) continue;
    all.push(...arrivals.map((at) => at - startedAt));
    worst.push(Math.max(...arrivals) - startedAt);
  }
  const sorted = all.toSorted((a, b) => a - b);
  row(
    'one change to 1,000 watches, p99 of arrivals',
    milliseconds(quantile(sorted, 0.99)),
    '',
    '',
    '< 100 ms',
  );
  row('the same, the last to know, median of 20', milliseconds(median(worst)));
}

/** Ten times what a cluster is meant for: 5,000 nodes with 30 pods each. */
async function large(masters: TestMasters, leader: number): Promise<void> {
  const size = 150_000;
  await populate(masters, size);
  using http = new HttpClient(masters, masters.apis[leader] ?? '', connections);
  const { perSecond, p99Ms, worstMs } = await drive(workers, warmUpMs, 4 * measureMs, () => made201(http));
  row(
    `pod creates over HTTP, 64 workers, beside ${count(size)} pods`,
    `${count(perSecond)}/s, p99 ${milliseconds(p99Ms)}, worst ${milliseconds(worstMs)}`,
  );
  const most = Math.max(...masters.servers.map((_server, index) => residentBytes(masters, index)));
  row(`a whole master at more than ${count(size)} pods, resident`, mebibytes(most));
}

const parts: Readonly<Record<string, (masters: TestMasters, leader: number) => Promise<void>>> = {
  lists,
  creates,
  transactions,
  gets,
  watches,
  'fan-out': fanOut,
  large,
};

/** Runs the parts named, or all, each against masters of its own: none is measured by what another has left behind. */
export async function run(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => parts[name] === undefined);
  if (unknown.length > 0)
    throw new Error(`no part is named ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  process.stdout.write('\n| what | orc | Kubernetes | ratio | aim |\n| --- | --- | --- | --- | --- |\n');
  for (const [name, part] of Object.entries(parts)) {
    if (names.length > 0 && !names.includes(name)) continue;
    await using masters = await TestMasters.up();
    await part(masters, await masters.leader());
  }
}
