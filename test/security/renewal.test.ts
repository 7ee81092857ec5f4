// Masters renew their certificates while they serve: no request fails, no process starts again, and every port shows
// the new certificate.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type TLSSocket, connect } from 'node:tls';
import { TestMasters } from '#kit/cli/masters.ts';
import { until } from '#kit/cluster.ts';
import { manifest } from '#kit/api-client.ts';
import { readClientConfig } from '#cli/config.ts';
import { addContext } from '#cli/kubeconfig.ts';
import { masterPorts } from '#runtime/config.ts';
import { type Identity, issueCertificate } from '#runtime/pki.ts';

/** They are five minutes old when they are made; so two thirds of their life are soon over. */
const days = 3 / 1440;

describe('the certificates of masters', function () {
  this.timeout(240_000);
  let masters: TestMasters;

  before(async () => {
    masters = await TestMasters.up(3, undefined, {}, days);
  });
  after(() => masters[Symbol.asyncDispose]());

  const fileOf = (index: number): string => path.join(masters.folder, `master-${index + 1}.pem`);
  const certificateOf = (index: number): X509Certificate => new X509Certificate(readFileSync(fileOf(index)));
  const serialIn = (index: number): string => certificateOf(index).serialNumber;
  /** Whether it is another than the one that was good for minutes. */
  const isNew = (index: number): boolean =>
    Date.parse(certificateOf(index).validTo) - Date.now() > 86_400_000;

  /** The serial number of what a port shows. */
  async function shown(index: number, port: number): Promise<string> {
    const [host = ''] = (masters.servers[index] ?? '').split(':');
    const tls = {
      ca: masters.authority.certificate,
      cert: readFileSync(fileOf(index)),
      key: readFileSync(path.join(masters.folder, `master-${index + 1}.key`)),
      checkServerIdentity: () => undefined,
      ...(port === masterPorts.raft && { ALPNProtocols: ['orc-raft'] }),
      ...(port === masterPorts.grpc && { ALPNProtocols: ['h2'] }),
    };
    let socket: TLSSocket;
    if (port === masterPorts.natsClient) {
      // NATS says something in plain text before TLS begins.
      const plain = connectTcp(port, host);
      await once(plain, 'data');
      socket = connect({ ...tls, socket: plain });
    } else socket = connect({ ...tls, host, port });
    try {
      await once(socket, 'secureConnect');
      return String(socket.getPeerCertificate().serialNumber);
    } finally {
      socket.destroy();
    }
  }

  it('are renewed under load, without a failed request or a restart', async () => {
    const pids = [0, 1, 2].map((index) => masters.pid(index));
    let isOver = false;
    let written = 0;
    const failures: unknown[] = [];
    await using client = masters.client();
    const load = (async () => {
      while (!isOver) {
        const object = {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: `written-${written}` },
          data: { at: String(written) },
        };
        try {
          await client.commit([{ create: { object: manifest(object) } }]);
          written += 1;
        } catch (error) {
          failures.push(error);
        }
        await sleep(10);
      }
    })();
    try {
      await until('all have new certificates', () => Promise.resolve([0, 1, 2].every(isNew)));
      const ports = [
        masterPorts.grpc,
        masterPorts.http,
        masterPorts.metrics,
        masterPorts.raft,
        masterPorts.natsClient,
        masterPorts.natsCluster,
      ];
      for (const index of [0, 1, 2])
        for (const port of ports)
          await until(
            `port ${port} of master ${index} shows it`,
            async () => (await shown(index, port)) === serialIn(index),
          );
    } finally {
      isOver = true;
      await load;
    }
    assert.deepEqual(failures, []);
    assert.ok(written > 0);
    assert.deepEqual(
      [0, 1, 2].map((index) => masters.pid(index)),
      pids,
    );
    for (const index of [0, 1, 2]) {
      masters.assertRuns(index);
      const { subject, subjectAltName = '', keyUsage } = certificateOf(index);
      assert.match(subject, new RegExp(`CN=orc:master:master-${index + 1}`));
      assert.match(subjectAltName, /DNS:kubernetes\.default\.svc/);
      assert.equal(keyUsage.length, 2);
    }
  });

  it("of a user renews itself when the command uses it, and nobody else's", async () => {
    const [host = ''] = masters.apis;
    const young = { name: 'ben', groups: ['staff'], hosts: [], days: 1 };
    // Five minutes of its six are over when it is made.
    const old = { ...young, days: 1 / 1440 };
    const kubeconfig = path.join(masters.folder, 'ben.config');
    const orcAs = async (identity: Identity): Promise<{ stderr: string; certificate: X509Certificate }> => {
      const { servers, authority } = masters;
      const entry = { name: 'ben', servers, api: host, authority: authority.certificate, ...identity };
      addContext(kubeconfig, entry);
      const { stderr, code } = await masters.orc(['auth', 'whoami', '--kubeconfig', kubeconfig]);
      assert.equal(code, 0, stderr);
      const { certificate = '' } = readClientConfig({ kubeconfig }).user;
      return { stderr, certificate: new X509Certificate(certificate) };
    };
    const renewed = await orcAs(await issueCertificate(masters.authority, old));
    assert.match(renewed.stderr, /user "ben" has a new certificate in .*ben\.config/);
    assert.ok(Date.parse(renewed.certificate.validTo) - Date.now() > 20 * 86_400_000);
    assert.equal(renewed.certificate.subject, 'CN=ben\nO=staff');
    const kept = await orcAs(await issueCertificate(masters.authority, young));
    assert.equal(kept.stderr, '');
  });

  it('let a master back in that connects anew', async () => {
    const leader = await masters.leader();
    const follower = (leader + 1) % 3;
    await masters.signal(follower, 'SIGKILL');
    masters.start(follower);
    await masters.untilServing();
    await using client = masters.client();
    const status = await until('all are connected', async () => {
      const answers = await client.masters();
      return answers.every((each) => each !== undefined) && answers;
    });
    assert.ok(status.every((each) => each?.masters.every(({ role }) => role !== 'unreachable') ?? false));
  });
});
