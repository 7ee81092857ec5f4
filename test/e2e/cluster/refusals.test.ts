// What a cluster refuses: strangers on every port, and a damaged disk. And what it leaves alone: the host.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { openSync, readSync, readdirSync, statSync, writeSync, closeSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { after, before, describe, it } from 'mocha';
import { Client, credentials } from '@grpc/grpc-js';
import { connect } from 'nats';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { ClusterService, ObjectsService, StatusRequest, StatusResponse } from '#kernel/model/gen/api.gen.ts';
import { createAuthority, groups, issueCertificate } from '#runtime/pki.ts';
import { masterPorts } from '#runtime/config.ts';
import type { Connection } from '#sandbox/cluster.ts';
import { ApiClient, manifest, toOrcError } from '#kit/api-client.ts';
import { TestCluster, until } from '#kit/cluster.ts';

const run = promisify(execFile);

async function hostNetwork(): Promise<string> {
  const [addresses, routes, rules] = await Promise.all([
    run('ip', ['-j', 'addr']),
    run('ip', ['-j', 'route', 'show', 'table', 'all']),
    run('nft', ['list', 'ruleset']),
  ]);
  // Lifetimes count down; all else must stay.
  return [addresses.stdout, routes.stdout, rules.stdout]
    .join('\n')
    .replaceAll(/"(valid|preferred)_life_time":\d+/g, '');
}

describe('strangers and damage', () => {
  let hostBefore = '';
  let cluster: TestCluster;
  let connection: Connection;
  let stranger: Connection;

  before(async () => {
    hostBefore = await hostNetwork();
    cluster = await TestCluster.up('e2erefuse', { nodes: 1 });
    connection = await cluster.cluster.connection();
    const folder = cluster.cluster.sandbox.folder;
    const other = await issueCertificate(await createAuthority('other'), {
      name: 'admin',
      groups: [groups.administrators],
      hosts: [],
      days: 1,
    });
    stranger = {
      ...connection,
      certificateFile: path.join(folder, 'stranger.pem'),
      keyFile: path.join(folder, 'stranger.key'),
    };
    writeFileSync(stranger.certificateFile, other.certificate);
    writeFileSync(stranger.keyFile, other.key);
  });
  after(async () => {
    await cluster.down();
    assert.equal(await hostNetwork(), hostBefore, "the host's network is as it was");
  });

  it("leaves the host's network alone while the cluster runs", async () => {
    assert.equal(await hostNetwork(), hostBefore);
  });

  it('refuses gRPC to a client whose certificate another CA signed, and to one without any', async () => {
    const client = new ApiClient(stranger);
    await assert.rejects(
      client.once(0, ClusterService.methods.status, { withHash: false }),
      (error: unknown) => error instanceof OrcError && error.code === 'Unauthorized',
    );
    client.close();
    const bare = new Client(
      connection.servers[0] ?? '',
      credentials.createSsl(readFileSync(connection.authorityFile), null, null, {
        checkServerIdentity: () => undefined,
      }),
    );
    await assert.rejects(
      new Promise((resolve, reject) => {
        const method = ClusterService.methods.status;
        bare.makeUnaryRequest(
          method.path,
          (value: StatusRequest) => Buffer.from(encode(StatusRequest, value)),
          (bytes) => decode(StatusResponse, bytes),
          { withHash: false },
          { deadline: Date.now() + 3_000 },
          (error, response) => (error === null ? resolve(response) : reject(toOrcError(error))),
        );
      }),
      (error: unknown) => error instanceof OrcError && error.code === 'Unauthorized',
    );
    bare.close();
  });

  it("refuses a node's certificate what only administrators may do", async () => {
    const credentialsFolder = path.dirname(connection.certificateFile);
    const node = new ApiClient({
      ...connection,
      certificateFile: path.join(credentialsFolder, 'node-1.pem'),
      keyFile: path.join(credentialsFolder, 'node-1.key'),
    });
    await assert.rejects(
      node.once(0, ObjectsService.methods.commit, {
        changes: [
          { create: { object: manifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } }) } },
        ],
        reason: '',
        dryRun: false,
      }),
      (error: unknown) =>
        error instanceof OrcError &&
        error.code === 'Forbidden' &&
        error.message.includes('User "orc:node:node-1" cannot create resource "configmaps"'),
    );
    node.close();
  });

  it('refuses metrics to strangers and serves them to administrators', async () => {
    const port = (await cluster.cluster.sandbox.forwards()).find(
      (forward) => forward.port === masterPorts.metrics,
    )?.hostPort;
    const ask = (who: Connection, where: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const tls = {
          ca: readFileSync(who.authorityFile),
          cert: readFileSync(who.certificateFile),
          key: readFileSync(who.keyFile),
        };
        const sent = request(
          {
            host: '127.0.0.1',
            port,
            path: where,
            ...tls,
            agent: false,
            checkServerIdentity: () => undefined,
          },
          (response) => {
            let text = '';
            response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
            response.on('end', () => resolve(text));
          },
        );
        sent.on('error', reject);
        sent.end();
      });
    assert.equal(await ask(stranger, '/metrics'), 'Unauthorized\n');
    const text = await ask(connection, '/metrics');
    for (const name of [
      'orc_raft_term',
      '# TYPE orc_grpc_request_duration_seconds histogram',
      'orc_control_queue_depth',
      'orc_store_revision',
      'nodejs_eventloop_lag_seconds',
    ])
      assert.match(text, new RegExp(`^${name}`, 'm'));
    const relayed = await ask(connection, '/metrics/nodes/node-1');
    for (const name of [
      'orc_node_pods',
      '# TYPE orc_netproxy_sync_duration_seconds histogram',
      'orc_node_lease_seconds',
    ])
      assert.match(relayed, new RegExp(`^${name}`, 'm'));
    assert.match(await ask(connection, '/metrics/nodes/nobody'), /nodes "nobody" not found/);
  });

  it('refuses NATS to a client whose certificate another CA signed, and to one who is neither master nor node', async () => {
    const { hostPort } = (
      await cluster.cluster.sandbox.forward([
        ...(await cluster.cluster.sandbox.forwards()),
        { member: 'master-1', port: masterPorts.natsClient, hostPort: 0 },
      ])
    ).find(({ port }) => port === masterPorts.natsClient) ?? { hostPort: 0 };
    const attempt = async (who: Connection): Promise<void> => {
      const tls = {
        ca: readFileSync(who.authorityFile, 'utf8'),
        cert: readFileSync(who.certificateFile, 'utf8'),
        key: readFileSync(who.keyFile, 'utf8'),
        checkServerIdentity: () => undefined,
      };
      const made = await connect({
        servers: [`127.0.0.1:${hostPort}`],
        tls,
        timeout: 3_000,
        reconnect: false,
      });
      await made.flush();
      await made.close();
    };
    const folder = path.dirname(connection.certificateFile);
    const [certificateFile, keyFile] = [path.join(folder, 'node-1.pem'), path.join(folder, 'node-1.key')];
    await attempt({ ...connection, certificateFile, keyFile });
    await assert.rejects(attempt(stranger));
    await assert.rejects(attempt(connection), /Authorization Violation/i);
  });

  /** A unary call of a service that orc did not define, as bytes. */
  function bytesCall(method: string, request: Buffer): Promise<Buffer> {
    const tls = credentials.createSsl(
      readFileSync(connection.authorityFile),
      readFileSync(connection.keyFile),
      readFileSync(connection.certificateFile),
      { checkServerIdentity: () => undefined },
    );
    const client = new Client(connection.servers[0] ?? '', tls, {
      'grpc.ssl_target_name_override': 'orc-master',
    });
    return new Promise<Buffer>((resolve, reject) => {
      const same = (bytes: Buffer): Buffer => bytes;
      const call = client.makeBidiStreamRequest(method, same, same);
      call.once('data', resolve);
      call.once('error', reject);
      call.end(request);
    }).finally(() => client.close());
  }

  it('answers health checks and reflection as gRPC tools expect', async () => {
    // HealthCheckResponse { status: SERVING }
    assert.deepEqual([...(await bytesCall('/grpc.health.v1.Health/Check', Buffer.alloc(0)))], [8, 1]);
    // ServerReflectionRequest { list_services: "" }
    const listed = (
      await bytesCall('/grpc.reflection.v1.ServerReflection/ServerReflectionInfo', Buffer.from([0x3a, 0]))
    ).toString('latin1');
    for (const service of ['orc.v1.Objects', 'orc.v1.Pods', 'orc.v1.Cluster'])
      assert.ok(listed.includes(service), service);
  });

  it('writes no value of a Secret into its logs or onto a disk', async () => {
    const value = 'only-the-sealed-form-may-stand-anywhere';
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'sealed' },
      stringData: { value },
    });
    const found = await run('grep', [
      '-rlaF',
      '-e',
      value,
      '-e',
      Buffer.from(value).toString('base64'),
      cluster.cluster.sandbox.folder,
    ]).then(
      ({ stdout }) => stdout,
      // grep exits with 1 when it finds nothing.
      () => '',
    );
    assert.equal(found, '');
  });

  it('starts nats-server again when it is killed, and leaves none behind a master that is', async () => {
    const folder = cluster.cluster.sandbox.memberFolder('master-2');
    const pids = async (): Promise<string> =>
      (await run('pgrep', ['-f', `nats-server -c ${folder}`]).catch(() => ({ stdout: '' }))).stdout.trim();
    const first = await pids();
    assert.match(first, /^\d+$/);
    process.kill(Number(first), 'SIGKILL');
    await until('another nats-server runs', async () => {
      const now = await pids();
      return /^\d+$/.test(now) && now !== first;
    });
    await cluster.cluster.kill('master-2');
    await until('its nats-server is gone', async () => (await pids()) === '');
    await cluster.cluster.start('master-2');
    await until('master-2 is back', async () => (await cluster.api.status(1))?.leader !== undefined);
  });

  it('refuses to start a master whose WAL has a flipped bit, naming file, offset and what to do', async () => {
    await cluster.cluster.stop('master-3');
    const folder = path.join(cluster.cluster.sandbox.memberFolder('master-3'), 'data/raft');
    const file = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, name))
      .filter((name) => /\/wal-\d+\.log$/.test(name) && statSync(name).size > 100_000)[0];
    assert.ok(file !== undefined, `a WAL segment is in ${folder}`);
    const descriptor = openSync(file, 'r+');
    const byte = Buffer.alloc(1);
    readSync(descriptor, byte, 0, 1, 600);
    byte[0] = (byte[0] ?? 0) ^ 4;
    writeSync(descriptor, byte, 0, 1, 600);
    closeSync(descriptor);
    await cluster.cluster.start('master-3');
    const log = cluster.cluster.sandbox.logFile('master-3', 'master');
    await until('it says so', async () => {
      const text = readFileSync(log, 'utf8');
      return text.includes('fails its checksum') && text.includes(path.basename(file));
    });
    const said = readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? '';
    assert.match(said, /byte \d+: a record fails its checksum/);
    assert.match(said, /join it again as a fresh member \(orc masters add NAME\)/);
    await until('the process has ended', async () =>
      (await cluster.cluster.sandbox.status('master-3')).every(({ phase }) => phase !== 'running'),
    );
    await cluster.api.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'the-others-go-on' } });
  });

  it('takes the damaged master back as a fresh member', async () => {
    const leads = await until('a leader is known', async () => (await cluster.api.status(0))?.leader);
    const index = Number(leads.slice(-1)) - 1;
    const { addMaster, removeMaster } = ClusterService.methods;
    await assert.rejects(
      cluster.api.once(index, removeMaster, { name: 'master-7' }),
      (error: unknown) =>
        error instanceof OrcError && error.message.includes('there are master-1, master-2, master-3'),
    );
    await cluster.api.once(index, removeMaster, { name: 'master-3' });
    const { id } = await until('the change is done and the next may begin', async () => {
      try {
        return await cluster.api.once(index, addMaster, {
          name: 'master-3',
          address: `10.89.0.13:${masterPorts.raft}`,
        });
      } catch (error) {
        assert.ok(
          error instanceof OrcError && ['Conflict', 'AlreadyExists'].includes(error.code),
          messageOf(error),
        );
        return undefined;
      }
    });
    await cluster.cluster.replaceMaster('master-3', id);
    await until('all masters have the same state', async () => {
      const statuses = await Promise.all([0, 1, 2].map((each) => cluster.api.status(each)));
      return new Set(statuses.map((status) => status?.stateHash)).size === 1 && statuses[0] !== undefined;
    });
  });

  it('refuses a configuration with wrong fields in one go', async () => {
    const file = path.join(cluster.cluster.sandbox.folder, 'wrong.json');
    writeFileSync(file, JSON.stringify({ name: 'UPPER', id: 'one', adress: '1.2.3.4' }));
    const failure: unknown = await run(path.join(import.meta.dirname, '../../../orc'), [
      'master',
      '--config',
      file,
    ]).then(
      () => undefined,
      (error: unknown) => error,
    );
    const text = messageOf(failure);
    for (const part of [
      'name: is "UPPER"',
      'id: is "one"',
      'address: is missing',
      'adress: unknown; did you mean address?',
      'masters: is missing',
    ])
      assert.ok(text.includes(part), `${part} in ${text}`);
  });
});
