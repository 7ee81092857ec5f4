// Service accounts on real masters: every namespace has one, it gets tokens as Kubernetes' clients ask for them, and
// what they open and what closes them again, on both faces, through changes of the leader and restarts.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { after, before, describe, it } from 'mocha';
import { Client, Metadata, credentials, status } from '@grpc/grpc-js';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { unpack } from '#kernel/log/pack.ts';
import { decodeRecord } from '#kernel/log/record.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { GetRequest, GetResponse, ObjectsService } from '#kernel/model/gen/api.gen.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { parseKeyring } from '#api/encryption/keyring.ts';
import { createVault } from '#api/sealing.ts';
import { readLog } from '#raft/wal/reader.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { kubectlKnows } from '#kit/kubectl.ts';

const run = promisify(execFile);
const issuer = 'https://kubernetes.default.svc.cluster.local';
const accounts = '/api/v1/namespaces/default/serviceaccounts';
const user = 'system:serviceaccount:default:robot';

interface Answer {
  readonly code: number;
  readonly json: Readonly<Record<string, unknown>>;
  readonly warning: string;
}

/** A part of a JSON document, by the names that lead to it. */
function at(json: unknown, ...names: readonly string[]): unknown {
  let value = json;
  for (const name of names) value = isJsonObject(value) ? value[name] : undefined;
  return value;
}

/** The keys as a stopped or running master's log has them. */
function sealedKeysIn(dataDir: string): { readonly id: string; readonly sealed: Uint8Array }[] {
  const found = new Map<string, Uint8Array>();
  readLog(path.join(dataDir, 'raft'), (record) => {
    if (record.kind !== 'entry' || record.entry.kind !== 'data') return;
    const body = decodeRecord(record.entry.data);
    if (!('transaction' in body)) return;
    for (const { object: envelope } of body.transaction.writes) {
      const object = envelope && unpack(envelope);
      if (object?.kind !== 'Cluster') continue;
      for (const { id, sealed } of object.tokenKeys ?? []) found.set(id, sealed ?? new Uint8Array());
    }
  });
  return [...found].map(([id, sealed]) => ({ id, sealed }));
}

describe('service accounts', function () {
  this.timeout(180_000);
  let masters: TestMasters;
  before(async () => {
    masters = await TestMasters.up(3);
    await ask('POST', accounts, { metadata: { name: 'robot' } });
  });
  after(() => masters[Symbol.asyncDispose]());

  /** A request to one master: as the administrator, or as who shows a token. */
  function ask(method: string, where: string, body?: object, token?: string, master = 0): Promise<Answer> {
    const [host = '', port = ''] = (masters.apis[master] ?? '').split(':');
    const { certificate: cert, key } = masters.administrator;
    const options = {
      host,
      port: Number(port),
      method,
      path: where,
      ca: masters.authority.certificate,
      agent: false,
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(token === undefined && { cert, key }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(options, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => {
          const json: unknown = text.startsWith('{') ? JSON.parse(text) : {};
          assert.ok(isJsonObject(json));
          resolve({ code: answer.statusCode ?? 0, json, warning: String(answer.headers['warning'] ?? '') });
        });
      });
      sent.on('error', reject);
      sent.end(body && JSON.stringify(body));
    });
  }

  /** Lets kubectl create tokens: by name, or, where it is older than that, as a raw request. */
  async function createToken(): Promise<(name: string, seconds: number) => Promise<string>> {
    const administrator = ['--kubeconfig', masters.kubeconfig];
    if (await kubectlKnows('create', 'token'))
      return async (name, seconds) =>
        (await run('kubectl', [...administrator, 'create', 'token', name, `--duration=${seconds}s`])).stdout;
    return async (name, expirationSeconds) => {
      const file = path.join(masters.folder, 'request.json');
      writeFileSync(
        file,
        JSON.stringify({
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: { expirationSeconds },
        }),
      );
      const raw = ['create', '--raw', `${accounts}/${name}/token`, '-f', file];
      const made: unknown = JSON.parse((await run('kubectl', [...administrator, ...raw])).stdout);
      return isJsonObject(made) ? String(at(made, 'status', 'token')) : '';
    };
  }

  /** The gRPC status and message of a call for a namespace with a token. */
  async function overGrpc(
    token: string,
    master = 0,
  ): Promise<{ readonly code: number; readonly details: string }> {
    const authority = Buffer.from(masters.authority.certificate);
    const client = new Client(masters.servers[master] ?? '', credentials.createSsl(authority));
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${token}`);
    const where = { group: '', kind: 'Secret', namespace: 'kube-system', name: 'x' };
    const answer = await new Promise<{ code: number; details: string }>((resolve) => {
      client.makeUnaryRequest(
        ObjectsService.methods.get.path,
        (value: GetRequest) => Buffer.from(encode(GetRequest, value)),
        (bytes) => decode(GetResponse, bytes),
        { key: where, stale: false, minRevision: 0 },
        metadata,
        { deadline: Date.now() + 20_000 },
        (error) => resolve(error ?? { code: status.OK, details: '' }),
      );
    });
    client.close();
    return answer;
  }

  async function tokenOf(spec: object = {}, name = 'robot'): Promise<string> {
    const { code, json } = await ask('POST', `${accounts}/${name}/token`, { spec });
    assert.equal(code, 201, JSON.stringify(json));
    const token = at(json, 'status', 'token');
    assert.ok(typeof token === 'string');
    return token;
  }

  /** Says that both faces of a master know who shows a token: they refuse by name what is not theirs to do. */
  async function assertKnown(token: string, master = 0, name = user): Promise<void> {
    const answer = await ask('GET', '/api/v1/namespaces/kube-system/secrets', undefined, token, master);
    assert.equal(answer.code, 403, JSON.stringify(answer.json));
    assert.match(String(answer.json['message']), new RegExp(`User "${name}" cannot list`));
    const { code, details } = await overGrpc(token, master);
    assert.equal(code, status.PERMISSION_DENIED, details);
    assert.match(details, new RegExp(`User "${name}" cannot get`));
  }

  /** Says that both faces refuse a token, and say no more than that. */
  async function assertRefused(token: string): Promise<void> {
    const { code, json } = await ask('GET', '/api/v1/namespaces/default/secrets', undefined, token);
    assert.deepEqual([code, json['reason'], json['message']], [401, 'Unauthorized', 'Unauthorized']);
    const { code: grpcCode, details } = await overGrpc(token);
    assert.deepEqual([grpcCode, details], [status.UNAUTHENTICATED, 'Unauthorized']);
  }

  async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const deadlineMs = performance.now() + 30_000;
    while (!(await holds())) {
      assert.ok(performance.now() < deadlineMs, what);
      await sleep(100);
    }
  }

  it('are in every namespace, and come back', async () => {
    await ask('POST', '/api/v1/namespaces', { metadata: { name: 'fresh' } });
    const uid = async (namespace: string): Promise<unknown> =>
      at(
        (await ask('GET', `/api/v1/namespaces/${namespace}/serviceaccounts/default`)).json,
        'metadata',
        'uid',
      );
    for (const namespace of ['default', 'kube-system', 'fresh'])
      await until(`${namespace} has its account`, async () => (await uid(namespace)) !== undefined);
    const first = await uid('fresh');
    await ask('DELETE', '/api/v1/namespaces/fresh/serviceaccounts/default');
    await until('there is another', async () => ![undefined, first].includes(await uid('fresh')));
    await ask('DELETE', '/api/v1/namespaces/fresh');
    await until(
      'the namespace goes',
      async () => (await ask('GET', '/api/v1/namespaces/fresh')).code === 404,
    );
    const pod = { metadata: { name: 'plain' }, spec: { containers: [{ name: 'main', image: 'x:v1' }] } };
    const made = await ask('POST', '/api/v1/namespaces/default/pods', pod);
    assert.equal(at(made.json, 'spec', 'serviceAccountName'), 'default');
  });

  it('get tokens by kubectl, which name them on every master and both faces', async () => {
    const administrator = ['--kubeconfig', masters.kubeconfig];
    const create = await createToken();
    const stdout = await create('robot', 1_200);
    const { exp = 0, iat = 0, aud } = decodeJwt(stdout.trim());
    assert.deepEqual([exp - iat, aud], [1_200, [issuer]]);
    for (const master of [0, 1, 2]) await assertKnown(stdout.trim(), master);
    const { stdout: listed } = await run('kubectl', [...administrator, 'api-resources']);
    assert.match(listed, /^tokenreviews +authentication\.k8s\.io\/v1 +false +TokenReview$/m);
    await assert.rejects(create('robot', 60), /spec\.expirationSeconds: Invalid value: 60/);
    await assert.rejects(create('nobody', 600), /serviceaccounts "nobody" not found/);
  });

  it('get tokens within bounds', async () => {
    const { code, json, warning } = await ask('POST', `${accounts}/robot/token`, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { audiences: ['vault'], expirationSeconds: 31_536_000 },
    });
    assert.deepEqual(
      [code, json['kind'], at(json, 'spec', 'expirationSeconds')],
      [201, 'TokenRequest', 604_800],
    );
    assert.match(warning, /31536000 is shortened to 604800/);
    const token = String(at(json, 'status', 'token'));
    const { exp = 0, aud } = decodeJwt(token);
    assert.deepEqual(aud, ['vault']);
    assert.equal(Date.parse(String(at(json, 'status', 'expirationTimestamp'))), exp * 1000);
    await assertRefused(token);
    const dry = await ask('POST', `${accounts}/robot/token?dryRun=All`, {});
    assert.deepEqual([dry.code, dry.json['status']], [201, undefined]);
    const get = await ask('GET', `${accounts}/robot/token`);
    assert.equal(get.code, 405);
    const wrong = await ask('POST', `${accounts}/robot/token`, {
      spec: { boundObjectRef: { kind: 'ConfigMap' } },
    });
    assert.equal(wrong.code, 400);
    const own = await ask('POST', `${accounts}/robot/token`, {}, await tokenOf());
    assert.equal(own.code, 403, 'an account gets itself no further tokens');
  });

  it('lose what is bound to a pod with the pod, and everything with themselves', async () => {
    const pods = '/api/v1/namespaces/default/pods';
    const spec = { serviceAccountName: 'robot', containers: [{ name: 'main', image: 'x:v1' }] };
    const pod = { metadata: { name: 'bound' }, spec };
    const uid = at((await ask('POST', pods, pod)).json, 'metadata', 'uid');
    const boundObjectRef = { apiVersion: 'v1', kind: 'Pod', name: 'bound', uid };
    const token = await tokenOf({ boundObjectRef });
    assert.deepEqual(at(decodeJwt(token), 'kubernetes.io', 'pod'), { name: 'bound', uid });
    await assertKnown(token);
    const other = { spec: { boundObjectRef: { ...boundObjectRef, uid: 'other' } } };
    assert.equal((await ask('POST', `${accounts}/robot/token`, other)).code, 409);
    const foreign = await ask('POST', `${accounts}/default/token`, { spec: { boundObjectRef } });
    assert.match(
      String(foreign.json['message']),
      /cannot bind token for serviceaccount "default" to pod "bound"/,
    );
    await ask('DELETE', `${pods}/bound?gracePeriodSeconds=0`);
    await assertRefused(token);
    await ask('POST', pods, pod);
    await assertRefused(token);

    await ask('POST', accounts, { metadata: { name: 'brief' } });
    const brief = await tokenOf({}, 'brief');
    await assertKnown(brief, 0, 'system:serviceaccount:default:brief');
    await ask('DELETE', `${accounts}/brief`);
    await assertRefused(brief);
    await ask('POST', accounts, { metadata: { name: 'brief' } });
    await assertRefused(brief);
  });

  it('are told to those who may review tokens', async () => {
    const reviews = '/apis/authentication.k8s.io/v1/tokenreviews';
    const token = await tokenOf({ audiences: ['vault', issuer] });
    const review = async (spec: object): Promise<unknown> =>
      (await ask('POST', reviews, { spec })).json['status'];
    const good = await review({ token });
    assert.deepEqual(
      [at(good, 'authenticated'), at(good, 'user', 'username'), at(good, 'user', 'groups')],
      [true, user, ['system:serviceaccounts', 'system:serviceaccounts:default', 'system:authenticated']],
    );
    assert.deepEqual(at(good, 'audiences'), [issuer]);
    assert.deepEqual(at(await review({ token, audiences: ['vault', 'x'] }), 'audiences'), ['vault']);
    for (const spec of [{ token, audiences: ['x'] }, { token: `${token}x` }, { token: 'nonsense' }]) {
      const refused = await review(spec);
      assert.deepEqual(
        [at(refused, 'authenticated') ?? false, at(refused, 'user', 'username')],
        [false, undefined],
      );
    }
    const file = path.join(masters.folder, 'review.json');
    const manifest = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } };
    writeFileSync(file, JSON.stringify(manifest));
    const create = ['create', '-f', file, '-o', 'jsonpath={.status.user.username}'];
    assert.equal((await run('kubectl', ['--kubeconfig', masters.kubeconfig, ...create])).stdout, user);
    assert.equal((await ask('POST', reviews, { spec: {} })).code, 400);
    assert.equal((await ask('POST', reviews, { spec: { token } }, token)).code, 403);
    assert.equal((await ask('GET', reviews)).code, 405);
  });

  it('are verified by others with the keys that the masters publish', async () => {
    const configuration = await ask('GET', '/.well-known/openid-configuration');
    assert.equal(configuration.json['issuer'], issuer);
    assert.match(String(configuration.json['jwks_uri']), /\/openid\/v1\/jwks$/);
    const { json } = await ask('GET', '/openid/v1/jwks');
    const { keys } = json;
    assert.ok(Array.isArray(keys) && keys.length === 1);
    assert.deepEqual(Object.keys(keys[0]).toSorted(), ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    const { payload } = await jwtVerify(await tokenOf(), createLocalJWKSet({ keys }), { issuer });
    assert.equal(payload.sub, user);
    assert.equal((await ask('GET', '/openid/v1/jwks', undefined, 'nonsense')).code, 401);
  });

  it('keep their tokens when the keys change, the leader changes and every master restarts', async () => {
    const token = await tokenOf();
    const said = await masters.orc(['masters', 'rotate-token-keys']);
    const keyId = /signed with key (\S+) a minute from now/.exec(said.stdout)?.[1];
    assert.ok(keyId !== undefined, said.stderr);
    const { keys } = (await ask('GET', '/openid/v1/jwks')).json;
    assert.ok(Array.isArray(keys));
    const names = keys.map((key) => at(key, 'kid'));
    assert.deepEqual(names, [decodeProtectedHeader(token).kid, keyId]);
    await assertKnown(token);

    const leader = await masters.leader();
    await masters.signal(leader, 'SIGKILL');
    const next = await masters.leader();
    assert.notEqual(next, leader);
    await assertKnown(token, next);
    masters.start(leader);

    for (const index of [0, 1, 2]) await masters.signal(index, 'SIGKILL');
    for (const index of [0, 1, 2]) masters.start(index);
    await masters.leader();
    for (const master of [0, 1, 2]) {
      // A master that does not listen yet refuses the connection.
      const answers = (): Promise<boolean> =>
        ask('GET', '/readyz', undefined, undefined, master).then(
          ({ code }) => code === 200,
          () => false,
        );
      await until(`master ${master} answers`, answers);
      await assertKnown(token, master);
    }
  });

  it('are signed by keys that stand nowhere in plain: on no disk, in no log, on no face', async () => {
    const { json } = await ask('GET', '/apis/orc.dev/v1/clusters/cluster');
    const { tokenKeys } = json;
    assert.ok(Array.isArray(tokenKeys) && tokenKeys.length === 2);
    assert.deepEqual(Object.keys(tokenKeys[0]).toSorted(), ['createdAt', 'id', 'publicKey']);
    const { stdout } = await run('grep', ['-rlaF', '-e', String(at(tokenKeys[0], 'id')), masters.folder]);
    assert.match(stdout, /raft/, 'the key is in the log');

    // Only who has the key-encryption key can say what to look for.
    const file = path.join(masters.folder, 'master-1.kek');
    const vault = createVault(parseKeyring(readFileSync(file, 'utf8'), file));
    const needles = sealedKeysIn(masters.dataDir(0)).flatMap(({ id, sealed }) => {
      const pkcs8 = Buffer.from(vault.open(sealed, `token-key/${id}`, 'the key'));
      const { d = '' } = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({
        format: 'jwk',
      });
      const scalar = Buffer.from(d, 'base64url');
      assert.equal(scalar.length, 32);
      return [scalar, d, scalar.toString('base64').slice(0, 40), scalar.toString('hex')].map((each) =>
        Buffer.from(each),
      );
    });
    assert.equal(needles.length, 8);
    for (const name of readdirSync(masters.folder, { recursive: true, encoding: 'utf8' })) {
      const where = path.join(masters.folder, name);
      if (!statSync(where).isFile()) continue;
      const bytes = readFileSync(where);
      for (const needle of needles) assert.ok(!bytes.includes(needle), where);
    }
  });
});
