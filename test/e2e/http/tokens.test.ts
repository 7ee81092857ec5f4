// Static bearer tokens, on both faces: who has one needs no certificate, and one that nobody issued names nobody.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { type ChannelCredentials, Client, Metadata, credentials, status } from '@grpc/grpc-js';
import { decode, encode } from '#kernel/model/codec.ts';
import { GetRequest, GetResponse, ObjectsService } from '#kernel/model/gen/api.gen.ts';
import { createAuthority, groups, issueCertificate } from '#runtime/pki.ts';
import { TestMasters } from '#kit/cli/masters.ts';

const tokenLines = `# who may come without a certificate
let-me-in,root,1,"${groups.administrators}"
nobody-much,bob,2,"developers"
`;

describe('bearer tokens', function () {
  this.timeout(120_000);
  let masters: TestMasters;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'orc-tokens-'));
    const tokenFile = path.join(folder, 'tokens');
    writeFileSync(tokenFile, tokenLines, { mode: 0o600 });
    masters = await TestMasters.up(1, () => undefined, { tokenFile });
  });
  after(async () => {
    await masters[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The status of a request for the namespaces. */
  function overHttp(headers: Readonly<Record<string, string>>, identity: object = {}): Promise<number> {
    const [host = '', port = ''] = (masters.apis[0] ?? '').split(':');
    const options = {
      host,
      port: Number(port),
      path: '/api/v1/namespaces',
      ca: masters.authority.certificate,
    };
    return new Promise((resolve, reject) => {
      const sent = request({ ...options, ...identity, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      sent.on('error', reject);
      sent.end();
    });
  }

  /** The gRPC status of a call for a namespace. */
  async function overGrpc(authorization: string | undefined, tls?: ChannelCredentials): Promise<number> {
    const authority = Buffer.from(masters.authority.certificate);
    const client = new Client(masters.servers[0] ?? '', tls ?? credentials.createSsl(authority));
    const metadata = new Metadata();
    if (authorization !== undefined) metadata.set('authorization', authorization);
    const where = { group: '', kind: 'Namespace', namespace: '', name: 'default' };
    const { path: method } = ObjectsService.methods.get;
    const code = await new Promise<number>((resolve) => {
      client.makeUnaryRequest(
        method,
        (value: GetRequest) => Buffer.from(encode(GetRequest, value)),
        (bytes) => decode(GetResponse, bytes),
        { key: where, stale: false, minRevision: 0 },
        metadata,
        { deadline: Date.now() + 20_000 },
        (error) => resolve(error === null ? status.OK : error.code),
      );
    });
    client.close();
    return code;
  }

  it('name who shows them, with groups', async () => {
    assert.equal(await overHttp({ authorization: 'Bearer let-me-in' }), 200);
    assert.equal(await overHttp({ authorization: 'Bearer nobody-much' }), 403);
    assert.equal(await overGrpc('Bearer let-me-in'), status.OK);
    assert.equal(await overGrpc('Bearer nobody-much'), status.PERMISSION_DENIED);
  });

  it('that nobody issued are refused, and so is who shows nothing', async () => {
    for (const authorization of ['Bearer wrong', 'Bearer ', 'Basic let-me-in']) {
      assert.equal(await overHttp({ authorization }), 401, authorization);
      assert.equal(await overGrpc(authorization), status.UNAUTHENTICATED, authorization);
    }
    assert.equal(await overHttp({}), 401);
    assert.equal(await overGrpc(undefined), status.UNAUTHENTICATED);
  });

  it('do not make certificates of strangers good', async () => {
    const stranger = await createAuthority('elsewhere');
    const admin = { name: 'ann', groups: [groups.administrators], hosts: [], days: 1 };
    const { certificate, key } = await issueCertificate(stranger, admin);
    assert.equal(await overHttp({}, { cert: certificate, key }), 401);
    const tls = credentials.createSsl(
      Buffer.from(masters.authority.certificate),
      Buffer.from(key),
      Buffer.from(certificate),
    );
    assert.equal(await overGrpc(undefined, tls), status.UNAUTHENTICATED);
    // The cluster's own certificate goes on being good.
    using client = masters.client();
    assert.equal(
      (await client.get({ group: '', kind: 'Namespace', namespace: '', name: 'default' })).kind,
      'Namespace',
    );
  });
});
