// `npm run bench -- access`: what knowing who asks and deciding whether they may takes of a create. A master is profiled while
// users with ordinary bindings create ConfigMaps, and of the samples of its api thread those are counted that stand in
// authentication or authorization, or in what they call. Both are of the same run, so that it does not matter how fast the
// machine is or what else it does; that the other threads' part of a create is left out makes the share larger.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Identity, issueCertificate } from '#runtime/pki.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { OrcClient } from '#client/client.ts';
import { manifest } from '#kit/api-client.ts';
import { binding, clusterRole, user } from '#kit/api/people.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { HttpClient } from '#kit/http-client.ts';
import { TestIssuer, clientId } from '#kit/oidc-issuer.ts';
import { drive } from './raft/load.ts';
import { count } from './raft/report.ts';

const workers = 32;
const warmUpMs = 2_000;
const measureMs = 6_000;
/** How many more bindings the namespace has, and how many more groups the users are of. */
const others = 50;
/** How many functions are named, by their own time. */
const mostNamed = 6;
const where = '/api/v1/namespaces/team/configmaps';

/** What counts: all of these files, and these functions of others. */
const files = [
  '/services/api/access/',
  '/kernel/access/',
  '/services/api/tokens/',
  '/services/api/oidc/',
  '/http/caller.ts',
];
const functions = new Set([
  'callerOf',
  'byCertificate',
  'tokenOf',
  'impersonationIn',
  'operationOf',
  'operationOn',
]);

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

function isProfile(value: unknown): value is Profile {
  return isJsonObject(value) && Array.isArray(value['samples']) && Array.isArray(value['nodes']);
}

/** Between two readings of the monotonic clock, in microseconds: time at work, and of it in what counts. */
function shareIn(
  profile: Profile,
  fromUs: number,
  toUs: number,
): { readonly busyUs: number; readonly accessUs: number; readonly most: readonly string[] } {
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const counts = new Set<number>();
  const visit = (id: number, isWithin: boolean): void => {
    const node = byId.get(id);
    if (node === undefined) return;
    const { functionName, url } = node.callFrame;
    // The manifest is read once, for authorization and admission alike: that is the create's own.
    const isAccess =
      (isWithin && functionName !== 'readManifest') ||
      files.some((part) => url.includes(part)) ||
      (url !== '' && functions.has(functionName));
    if (isAccess) counts.add(id);
    for (const child of node.children ?? []) visit(child, isAccess);
  };
  const [root] = profile.nodes;
  if (root !== undefined) visit(root.id, false);
  let atUs = profile.startTime;
  let [busyUs, accessUs] = [0, 0];
  const byName = new Map<string, number>();
  for (const [index, id] of profile.samples.entries()) {
    const us = profile.timeDeltas[index] ?? 0;
    atUs += us;
    const name = byId.get(id)?.callFrame.functionName;
    if (atUs < fromUs || atUs > toUs || name === '(idle)' || name === '(program)') continue;
    busyUs += us;
    if (!counts.has(id)) continue;
    accessUs += us;
    byName.set(name ?? '', (byName.get(name ?? '') ?? 0) + us);
  }
  const most = [...byName].toSorted((a, b) => b[1] - a[1]).slice(0, mostNamed);
  return { busyUs, accessUs, most: most.map(([name, us]) => `${name} ${((100 * us) / busyUs).toFixed(1)}`) };
}

let made = 0;
function configMap(): { readonly metadata: { readonly name: string } } {
  const metadata = { name: `c-${made++}`, namespace: 'team', labels: { app: 'bench' } };
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { key: 'value' } };
  return object;
}

interface Window {
  readonly what: string;
  readonly perSecond: number;
  readonly fromUs: number;
  readonly toUs: number;
}

const nowUs = (): number => Number(process.hrtime.bigint() / 1000n);

async function measured(what: string, create: () => Promise<boolean>): Promise<Window> {
  await drive(workers, warmUpMs, 1, create);
  const fromUs = nowUs();
  const { perSecond, failed } = await drive(workers, 0, measureMs, create);
  if (failed > 0) throw new Error(`${failed} creates by ${what} failed`);
  return { what, perSecond, fromUs, toUs: nowUs() };
}

/** Who asks: by a certificate, or with a token. */
interface Person {
  readonly what: string;
  readonly identity?: Identity;
  readonly token?: string;
}

/** Gives a user the role edit, in a namespace with many other bindings; the person's token if it is of an account. */
async function prepare(masters: TestMasters, users: readonly string[]): Promise<string> {
  using root = new HttpClient(masters, masters.apis[0] ?? '', 1);
  const post = async (place: string, body: object): Promise<string> => {
    const answer = await root.ask('POST', place, body);
    if (answer.status !== 201)
      throw new Error(`${place} was answered ${answer.status}: ${answer.body.toString()}`);
    return answer.body.toString();
  };
  await post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } });
  const core = '/api/v1/namespaces/team/serviceaccounts';
  await post(core, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'robot' } });
  const bindings = '/apis/rbac.authorization.k8s.io/v1/namespaces/team/rolebindings';
  for (let index = 0; index < others; index++)
    await post(
      bindings,
      binding('RoleBinding', `other-${index}`, clusterRole('view'), user(`other-${index}`)),
    );
  for (const [index, name] of users.entries())
    await post(bindings, binding('RoleBinding', `user-${index}`, clusterRole('edit'), user(name)));
  const spec = { expirationSeconds: 3_600 };
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec };
  const answer: unknown = JSON.parse(await post(`${core}/robot/token`, request));
  const status = isJsonObject(answer) ? answer['status'] : undefined;
  const token = isJsonObject(status) ? status['token'] : undefined;
  if (typeof token !== 'string') throw new Error('a token was asked for and none came');
  return token;
}

/** The measurements of one person over each face. */
async function windowsOf(masters: TestMasters, { what, identity, token }: Person): Promise<Window[]> {
  const [server = ''] = masters.servers;
  using http = new HttpClient(masters, masters.apis[0] ?? '', 4, token === undefined ? identity : { token });
  const authority = masters.authority.certificate;
  const credential = {
    ...identity,
    ...(token !== undefined && { bearer: { token: () => Promise.resolve(token), refused: () => false } }),
  };
  using unary = new OrcClient({ servers: [server], authority, ...credential, withStreams: false });
  using stream = new OrcClient({ servers: [server], authority, ...credential });
  const commit = async (client: OrcClient): Promise<boolean> => {
    await client.commit([{ create: { object: manifest(configMap()) } }]);
    return true;
  };
  return [
    await measured(`${what}, HTTP`, async () => {
      const { status, body } = await http.ask('POST', where, configMap());
      if (status === 201) return true;
      throw new Error(`a create by ${what} was answered ${status}: ${body.toString()}`);
    }),
    await measured(`${what}, unary gRPC`, () => commit(unary)),
    await measured(`${what}, the commit stream`, () => commit(stream)),
  ];
}

/** The profile of the thread that began first: the one that serves. */
function mainProfile(folder: string): Profile {
  const profiles = readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .map((name): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8')))
    .filter(isProfile)
    .toSorted((a, b) => a.startTime - b.startTime);
  // The master is a child of nobody that is profiled; its threads begin after it.
  const [first] = profiles;
  if (first === undefined) throw new Error(`the master left no profile in ${folder}`);
  return first;
}

/** Prints a table. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'orc-access-'));
  try {
    const windows = await profiled(folder);
    const profile = mainProfile(folder);
    process.stdout.write(
      '\n| creates by | per second, profiled | of the api thread: authentication and authorization | most of it in |\n| --- | --- | --- | --- |\n',
    );
    for (const { what, perSecond, fromUs, toUs } of windows) {
      const { busyUs, accessUs, most } = shareIn(profile, fromUs, toUs);
      if (busyUs === 0) throw new Error(`the profile says nothing of ${what}`);
      const share = `${((100 * accessUs) / busyUs).toFixed(1)} %`;
      process.stdout.write(`| ${what} | ${count(perSecond)}/s | ${share} | ${most.join(', ')} |\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function profiled(folder: string): Promise<readonly Window[]> {
  await using issuer = await TestIssuer.up();
  const authorityFile = path.join(folder, 'issuer.pem');
  writeFileSync(authorityFile, issuer.authority);
  const tokenFile = path.join(folder, 'tokens');
  writeFileSync(tokenFile, 'listed-token,lisa,1,"developers"\n', { mode: 0o600 });
  const oidc = [{ issuerUrl: issuer.url, clientId, authorityFile, usernamePrefix: 'corp:' }];
  process.env['NODE_OPTIONS'] = `--cpu-prof --cpu-prof-dir=${folder}`;
  await using masters = await TestMasters.up(1, () => undefined, { tokenFile, oidc });
  delete process.env['NODE_OPTIONS'];
  const account = 'system:serviceaccount:team:robot';
  const robot = await prepare(masters, ['carla', 'lisa', account, 'corp:olga']);
  const identity = await issueCertificate(masters.authority, {
    name: 'carla',
    groups: ['developers'],
    hosts: [],
    days: 1,
  });
  const olga = await issuer.sign(issuer.claims(Date.now(), { sub: 'olga' }));
  const people: readonly Person[] = [
    { what: 'a certificate', identity },
    { what: 'a listed token', token: 'listed-token' },
    { what: "a service account's token", token: robot },
    { what: 'an ID token of an issuer', token: olga },
  ];
  const windows: Window[] = [];
  for (const person of people) windows.push(...(await windowsOf(masters, person)));
  return windows;
}
