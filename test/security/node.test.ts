// A node was stolen: its certificate and its key are in somebody else's hands, who says to the masters what he likes.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connect as connectTls } from 'node:tls';
import type { NatsConnection } from 'nats';
import { OrcError } from '#kernel/errors.ts';
import { isNodeReady } from '#kernel/kinds/node.ts';
import { key } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { ClusterService } from '#kernel/model/gen/api.gen.ts';
import type { Node, Pod } from '#kernel/model/gen/core.gen.ts';
import { NodeUp, TokenAsk, TokenGiven } from '#kernel/model/gen/node.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { nodeFormat, subjects } from '#kernel/node/protocol.ts';
import { masterPorts } from '#runtime/config.ts';
import { connectNats } from '#runtime/nats.ts';
import { ApiClient, manifest } from '#kit/api-client.ts';
import { TestCluster, serves, until } from '#kit/cluster.ts';

describe('a stolen node', function () {
  this.timeout(180_000);
  let cluster: TestCluster;
  let authority = '';
  let identity = { certificate: '', key: '' };
  let files = { authorityFile: '', certificateFile: '', keyFile: '' };
  let thief: ApiClient;
  let nats: NatsConnection;
  let sequence = 0;

  const port = async (wanted: number): Promise<number> => {
    const forwards = await cluster.cluster.sandbox.forwards();
    return forwards.find((each) => each.port === wanted)?.hostPort ?? assert.fail(`no port for ${wanted}`);
  };

  const connectAsNode = async (): Promise<NatsConnection> =>
    connectNats({
      servers: [`127.0.0.1:${await port(masterPorts.natsClient)}`],
      name: 'thief',
      tls: files,
    });

  before(async () => {
    cluster = await TestCluster.up('e2estolen', { masters: 1, nodes: 2 });
    const { sandbox } = cluster.cluster;
    const wanted = [masterPorts.natsClient, masterPorts.natsCluster];
    await sandbox.forward([
      ...(await sandbox.forwards()),
      ...wanted.map((each) => ({ member: 'master-1', port: each, hostPort: 0 })),
    ]);
    const connection = await cluster.cluster.connection();
    const folder = path.dirname(connection.certificateFile);
    const [certificateFile, keyFile] = [path.join(folder, 'node-1.pem'), path.join(folder, 'node-1.key')];
    files = { authorityFile: connection.authorityFile, certificateFile, keyFile };
    authority = readFileSync(connection.authorityFile, 'utf8');
    identity = {
      certificate: readFileSync(certificateFile, 'utf8'),
      key: readFileSync(keyFile, 'utf8'),
    };
    thief = new ApiClient({ ...connection, certificateFile, keyFile });
    nats = await connectAsNode();
    for (const [name, nodeName] of [
      ['here', 'node-1'],
      ['there', 'node-2'],
    ])
      await cluster.api.apply({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, labels: { app: 'demo' } },
        spec: { nodeName, containers: [{ name: 'main', image: 'demo:v1' }] },
      });
    await cluster.untilServing(2, { app: 'demo' });
  });

  after(async () => {
    await nats.close();
    thief.close();
    await cluster.down();
  });

  const podNamed = async (name: string): Promise<Pod> =>
    (await cluster.pods()).find(({ metadata }) => metadata.name === name) ?? assert.fail(`no pod ${name}`);
  const nodes = (): Promise<readonly Node[]> => cluster.api.list('Node');
  const nodeNamed = async (name: string): Promise<Node | undefined> =>
    (await nodes()).find(({ metadata }) => metadata.name === name);

  /** What a node sends, with these statuses in it, in the name of `node`, on the subject of `on`. */
  function say(node: string, on: string, statuses: readonly OrcObject[]): void {
    sequence += 1;
    const up: NodeUp = {
      format: nodeFormat,
      node,
      bootId: 'thief',
      sequence,
      term: 0,
      revision: 0,
      proxyRevision: 0,
      sentMs: Math.round(performance.now()),
      statuses: statuses.map(pack),
      gone: [],
      trust: '',
    };
    nats.publish(subjects.up(on), encode(NodeUp, up));
  }

  /** Resolves once the masters have taken in what was said before: they take what a node says in order. */
  async function untilHeard(): Promise<void> {
    const marker = `thief-${sequence}`;
    await until('the masters have heard it', async () => {
      say('node-1', 'node-1', [
        { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1', labels: { marker } } },
      ]);
      return (await nodeNamed('node-1'))?.metadata.labels?.['marker'] === marker;
    });
  }

  it('hears nothing that is for others', async () => {
    const heard: string[] = [];
    const refused: string[] = [];
    const wishes = ['>', 'orc.>', 'orc.down.node-2', 'orc.up.*', 'orc.token.>', '_INBOX.>', '$SYS.>'];
    for (const subject of wishes)
      nats.subscribe(subject, {
        callback: (error, message) => (error === null ? heard.push(message.subject) : refused.push(subject)),
      });
    await until('all are refused', async () => Promise.resolve(refused.length === wishes.length));
    // Node 2's work changes meanwhile, and masters speak to it.
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'theirs' },
      stringData: { password: 'correct horse' },
    });
    await untilHeard();
    assert.deepEqual(heard, []);
    assert.deepEqual(refused.toSorted(), wishes.toSorted());
  });

  it('can’t speak for another, on whatever subject', async () => {
    const before = await podNamed('there');
    const lie = { ...before, status: { ...before.status, phase: 'Failed' } };
    say('node-2', 'node-2', [lie]);
    say('node-2', 'node-1', [lie]);
    say('node-1', 'node-1', [lie]);
    await untilHeard();
    assert.equal((await podNamed('there')).status?.phase, 'Running');
    assert.equal((await podNamed('there')).metadata.resourceVersion, before.metadata.resourceVersion);
  });

  it('can’t draw another’s traffic to itself by its pod’s address', async () => {
    const mine = await podNamed('here');
    const theirs = (await podNamed('there')).status?.podIP ?? '';
    say('node-1', 'node-1', [
      { ...mine, status: { ...mine.status, podIP: theirs, podIPs: [{ ip: theirs }] } },
    ]);
    await untilHeard();
    assert.equal((await podNamed('here')).status?.podIP, mine.status?.podIP);
  });

  it('can’t make itself another kind of node, nor make nodes', async () => {
    const labels = {
      'node-role.kubernetes.io/control-plane': '',
      'node-restriction.kubernetes.io/vault': 'yes',
      disk: 'ssd',
    };
    say('node-1', 'node-1', [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-9' } }]);
    // Of what is said at once the last counts, so it is said again until it is heard.
    const mine = await until('what it may say of itself is heard', async () => {
      say('node-1', 'node-1', [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1', labels } }]);
      const known = (await nodeNamed('node-1'))?.metadata.labels ?? {};
      return known['disk'] === 'ssd' && known;
    });
    assert.ok(!Object.keys(mine).some((label) => /role|restriction/.test(label)), JSON.stringify(mine));
    assert.equal(await nodeNamed('node-9'), undefined);
  });

  it('gets no token of a pod elsewhere', async () => {
    const there = await podNamed('there');
    const ask = (node: string): Uint8Array =>
      encode(TokenAsk, {
        format: nodeFormat,
        node,
        namespace: 'default',
        pod: 'there',
        uid: there.metadata.uid ?? '',
        audience: '',
        seconds: 3607,
      });
    for (const node of ['node-1', 'node-2']) {
      const reply = subjects.tokenAnswer('node-1', `q-${node}`);
      const answer = await nats.request(subjects.askToken('node-1'), ask(node), {
        timeout: 10_000,
        noMux: true,
        reply,
      });
      const given = decode(TokenGiven, answer.data);
      assert.deepEqual([given.error, given.token], ['Forbidden', '']);
    }
  });

  it('may do nothing through the API: no Secret, no role, no master', async () => {
    const isForbidden = (error: unknown): boolean => error instanceof OrcError && error.code === 'Forbidden';
    await assert.rejects(thief.list('Secret'), isForbidden);
    await assert.rejects(thief.list('ConfigMap'), isForbidden);
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'mine' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'orc:node:node-1' }],
    };
    await assert.rejects(thief.commit([{ create: { object: manifest(binding) } }]), isForbidden);
    await assert.rejects(
      thief.once(0, ClusterService.methods.addMaster, { name: 'mine', address: '10.0.0.9:7601' }),
      isForbidden,
    );
  });

  it('can’t pose as a NATS server, which would hear everything', async () => {
    const { certificate: cert, key: privateKey } = identity;
    const secure = connectTls({
      host: '127.0.0.1',
      port: await port(masterPorts.natsCluster),
      ca: authority,
      cert,
      key: privateKey,
      checkServerIdentity: () => undefined,
    });
    await once(secure, 'secureConnect');
    let said = '';
    secure.on('data', (chunk) => (said += String(chunk)));
    const hello = { verbose: false, pedantic: false, tls_required: true, name: 'THIEF', cluster: 'orc' };
    secure.write(`CONNECT ${JSON.stringify(hello)}\r\nPING\r\nSUB > 1\r\n`);
    await once(secure, 'close');
    assert.match(said, /"auth_required":true[^]*Authorization Violation/);
    assert.doesNotMatch(said, /RS\+|RMSG|PONG/);
  });

  it('is cut off when the node is removed, its containers are stopped, and it is let in again only with a new object', async () => {
    const closed = (async () => {
      for await (const status of nats.status()) if (status.type === 'disconnect') return true;
      return false;
    })();
    await cluster.api.delete(key('Node', '', 'node-1'));
    assert.equal(await closed, true);
    const docker = cluster.cluster.sandbox.docker('node-1');
    await until('its containers are gone', async () => (await docker.listContainers()).length === 0);
    await until('its pod is gone', async () =>
      (await cluster.pods()).every(({ metadata }) => metadata.name !== 'here'),
    );
    // The agent and the thief go on trying.
    say('node-1', 'node-1', [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } }]);
    await until('it was refused', () =>
      Promise.resolve(
        readFileSync(cluster.cluster.sandbox.logFile('node-1', 'agent'), 'utf8').includes(
          'do not let this node in',
        ),
      ),
    );
    assert.equal(await nodeNamed('node-1'), undefined);
    assert.ok(serves(await podNamed('there')));
    await nats.close();
    await cluster.api.apply({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } });
    await until('it is ready again', async () => {
      const node = await nodeNamed('node-1');
      return node !== undefined && isNodeReady(node);
    });
  });
});
