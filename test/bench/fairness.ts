// `npm run bench -- fairness`: what a user who asks for little waits, alone and beside one who floods a master with creates
// and lists: at the same master and at another. The clients share the machine's processors with the masters.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import { OrcClient } from '#client/client.ts';
import { type Identity, groups, issueCertificate } from '#runtime/pki.ts';
import { manifest } from '#kit/api-client.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { NoiseThread } from '#kit/noise-thread.ts';
import type { Heard, NoiseOptions } from '#kit/noise.ts';
import { HttpClient } from '#kit/http-client.ts';
import { drive } from './raft/load.ts';
import { count, milliseconds } from './raft/report.ts';

const warmUpMs = 2_000;
const measureMs = 8_000;
const listed = '/api/v1/namespaces/big/configmaps';

let made = 0;
function configMap(namespace: string, text: string): object {
  const name = `quiet-${made++}`;
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: { text } };
}

function create(namespace: string, text: string): Change {
  return { create: { object: manifest(configMap(namespace, text)) } };
}

interface Ways {
  readonly unary: () => Promise<boolean>;
  readonly stream: () => Promise<boolean>;
  readonly http: () => Promise<boolean>;
}

/** Some 15 MB of JSON to be listed. */
async function populate(masters: TestMasters): Promise<void> {
  using client = masters.client();
  const big = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'big' } };
  await client.commit([{ create: { object: manifest(big) } }]);
  for (let batch = 0; batch < 15; batch++)
    await client.commit(Array.from({ length: 100 }, () => create('big', 'y'.repeat(10_000))));
}

async function measure(what: string, ways: Ways, noisy?: NoiseThread): Promise<void> {
  const before = await noisy?.heard();
  for (const [way, once] of Object.entries(ways)) {
    const { p50Ms, p99Ms, worstMs, perSecond, failed } = await drive(1, warmUpMs, measureMs, async () => {
      try {
        return await once();
      } catch (error) {
        process.stderr.write(`${String(error)}\n`);
        return false;
      }
    });
    const times = [p50Ms, p99Ms, worstMs].map(milliseconds);
    process.stdout.write(`| ${what}, ${way} | ${[...times, count(perSecond), failed].join(' | ')} |\n`);
  }
  if (noisy === undefined || before === undefined) return;
  const after = await noisy.heard();
  const seconds = (3 * (warmUpMs + measureMs)) / 1000;
  const rate = (key: Exclude<keyof Heard, 'told'>): string => count((after[key] - before[key]) / seconds);
  process.stdout.write(
    `| the noisy user meanwhile: ${rate('made')} creates/s, ${rate('refused')} refused/s, ${rate('lists')} lists/s, ${rate('listsRefused')} refused/s, ${rate('otherwise')} otherwise/s | | | | | |\n`,
  );
}

/** Prints a table. */
export async function run(): Promise<void> {
  await using masters = await TestMasters.up(3);
  await populate(masters);
  const person = (name: string): Promise<Identity> =>
    issueCertificate(masters.authority, { name, groups: [groups.administrators], hosts: [], days: 1 });
  const [quiet, loud] = [await person('quiet'), await person('loud')];
  const authority = masters.authority.certificate;
  const leader = await masters.leader();
  const other = (leader + 1) % 3;
  process.stdout.write(
    '\n| a create | p50 | p99 | worst | per second | failed |\n| --- | --- | --- | --- | --- | --- |\n',
  );
  for (const [where, index] of [
    ['at the leader', leader],
    ['at another master', other],
  ] as const) {
    const server = masters.servers[index] ?? '';
    using unary = new OrcClient({ servers: [server], authority, ...quiet, withStreams: false });
    using stream = new OrcClient({ servers: [server], authority, ...quiet });
    using http = new HttpClient(masters, masters.apis[index] ?? '', 1, quiet);
    const commit = async (client: OrcClient): Promise<boolean> => {
      await client.commit([create('default', 'z')]);
      return true;
    };
    const ways: Ways = {
      unary: () => commit(unary),
      stream: async () => (await Promise.all([commit(stream), commit(stream)])).every(Boolean),
      http: async () => {
        const { status } = await http.ask(
          'POST',
          '/api/v1/namespaces/default/configmaps',
          configMap('default', 'z'),
        );
        return status === 201;
      },
    };
    await measure(`alone ${where}`, ways);
    const options: NoiseOptions = {
      server: masters.servers[leader] ?? '',
      api: masters.apis[leader] ?? '',
      authority,
      ...loud,
      connections: 100,
      creates: 2_000,
      streams: 2,
      callsPerStream: 1_000,
      lists: 8,
      listed,
      bytes: 200,
    };
    await using noisy = new NoiseThread(options);
    await sleep(3_000);
    await measure(`${where}, noise at the leader`, ways, noisy);
  }
}
