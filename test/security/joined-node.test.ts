// A machine that joins a cluster as its user would join it, runs pods, and renews its certificate while it does.
import assert from 'node:assert/strict';
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { isNodeReady } from '#kernel/kinds/node.ts';
import { key } from '#kernel/log/key.ts';
import { addContext } from '#cli/kubeconfig.ts';
import { TestCluster, until } from '#kit/cluster.ts';
import { groups, issueCertificate, nodeName } from '#runtime/pki.ts';

const orc = path.join(import.meta.dirname, '../../orc');

describe('a node that joins', function () {
  this.timeout(240_000);
  let cluster: TestCluster;
  let folder = '';
  const member = 'node-1';
  const joined = 'joined.example.org';

  before(async () => {
    cluster = await TestCluster.up('e2ejoin', { masters: 1, nodes: 1 });
    const { sandbox } = cluster.cluster;
    folder = path.join(sandbox.folder, 'joined');
    // The machine was another node before.
    await cluster.cluster.stop(member, 'agent');
    await cluster.api.delete(key('Node', '', member));
  });

  after(() => cluster.down());

  const config = (): string => path.join(folder, 'etc', 'node.json');
  const certificate = (): X509Certificate =>
    new X509Certificate(readFileSync(path.join(folder, 'etc', 'node.pem')));
  const startAgent = (): Promise<unknown> =>
    cluster.cluster.sandbox.start(member, {
      name: 'agent',
      program: orc,
      args: ['node', '--config', config()],
    });
  const log = (): string => readFileSync(cluster.cluster.sandbox.logFile(member, 'agent'), 'utf8');
  const isReady = async (): Promise<boolean> => {
    const node = (await cluster.api.list('Node')).find(({ metadata }) => metadata.name === joined);
    return node !== undefined && isNodeReady(node);
  };

  it('needs the two commands that orc token create and orc node join print', async () => {
    const { sandbox } = cluster.cluster;
    const connection = await cluster.cluster.connection();
    const kubeconfig = path.join(sandbox.folder, 'join.config');
    const read = (file: string): string => readFileSync(file, 'utf8');
    addContext(kubeconfig, {
      name: 'admin',
      servers: connection.servers,
      api: connection.apis[0] ?? '',
      authority: read(connection.authorityFile),
      certificate: read(connection.certificateFile),
      key: read(connection.keyFile),
    });
    const { stdout } = await execa(orc, ['--kubeconfig', kubeconfig, 'token', 'create']);
    const [, words = ''] = /orc (node join .*)/.exec(stdout) ?? assert.fail(stdout);
    const further = [
      '--name',
      joined,
      '--label',
      'disk=ssd',
      '--config-dir',
      path.join(folder, 'etc'),
      '--data-dir',
      path.join(folder, 'data'),
      '--docker-socket',
      sandbox.dockerSocket(member),
    ];
    const ran = await execa('ip', [
      'netns',
      'exec',
      sandbox.namespace(member),
      orc,
      ...words.split(' '),
      ...further,
    ]);
    assert.equal(ran.stderr, '');
    assert.match(ran.stdout, /node joined\.example\.org has joined; start it with: orc node --config/);
    const again = await execa(
      'ip',
      ['netns', 'exec', sandbox.namespace(member), orc, ...words.split(' '), ...further],
      { reject: false },
    );
    assert.equal(again.exitCode, 1);
    assert.match(again.stderr, /node\.json is there: this machine is part of a cluster/);
    await startAgent();
    await until('it is ready', isReady);
    const node = (await cluster.api.list('Node')).find(({ metadata }) => metadata.name === joined);
    assert.equal(node?.metadata.labels?.['disk'], 'ssd');
    assert.equal(
      node?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address,
      sandbox.member(member).address,
    );
  });

  it('runs pods', async () => {
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'there', labels: { app: 'there' } },
      spec: { nodeSelector: { disk: 'ssd' }, containers: [{ name: 'main', image: 'demo:v1' }] },
    });
    const [pod] = await cluster.untilServing(1, { app: 'there' });
    assert.equal(pod?.spec.nodeName, joined);
  });

  it('has a new certificate and key once two thirds of its certificate’s life are over, and uses them', async () => {
    const at = (name: string): string => path.join(folder, 'etc', name);
    const before = certificate();
    const authorityKey = path.join(cluster.cluster.sandbox.folder, 'credentials', 'ca.key');
    const authority = {
      certificate: readFileSync(at('ca.pem'), 'utf8'),
      key: readFileSync(authorityKey, 'utf8'),
    };
    // It has been valid for five minutes, and is so for one more.
    const old = await issueCertificate(authority, {
      name: nodeName(joined),
      groups: [groups.nodes],
      hosts: [],
      days: 1 / 1440,
    });
    await cluster.cluster.stop(member, 'agent');
    writeFileSync(at('node.pem'), old.certificate);
    writeFileSync(at('node.key'), old.key);
    await startAgent();
    await until('it has another', () => Promise.resolve(log().includes('there is a new certificate')));
    const after = certificate();
    assert.notEqual(after.serialNumber, new X509Certificate(old.certificate).serialNumber);
    assert.notEqual(after.serialNumber, before.serialNumber);
    assert.ok(Date.parse(after.validTo) - Date.now() > 29 * 86_400_000);
    assert.ok(after.checkPrivateKey(createPrivateKey(readFileSync(at('node.key')))));
    assert.equal(existsSync(at('node.key.next')), false);
    // Its containers ran on, and the next connection is made with the new pair.
    await cluster.cluster.kill('master-1');
    await cluster.cluster.start('master-1');
    await until('it is ready', isReady);
    const [pod] = await cluster.untilServing(1, { app: 'there' });
    assert.equal(pod?.status?.containerStatuses?.[0]?.restartCount, 0);
    assert.doesNotMatch(log(), /could not be renewed|do not let this node in/);
  });

  it('ends a renewal that was cut off between its two files', async () => {
    const at = (name: string): string => path.join(folder, 'etc', name);
    await cluster.cluster.stop(member, 'agent');
    renameSync(at('node.key'), at('node.key.next'));
    const stranger = await issueCertificate(
      {
        certificate: readFileSync(at('ca.pem'), 'utf8'),
        key: readFileSync(path.join(cluster.cluster.sandbox.folder, 'credentials', 'ca.key'), 'utf8'),
      },
      { name: 'x', groups: [], hosts: [], days: 1 },
    );
    writeFileSync(at('node.key'), stranger.key);
    chmodSync(at('node.key'), 0o600);
    await startAgent();
    await until('its keys are one again', () => Promise.resolve(!existsSync(at('node.key.next'))));
    await until('it is ready', isReady);
  });
});
