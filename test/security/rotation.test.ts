// Everything that the cluster trusts or seals by changes while an application is rolled out and both it and the API are
// under load: the CA, the certificates, the key for tokens, the key-encryption key. No request fails. Then the masters
// are locked, and one that starts waits for its unlock key.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { OrcClient } from '#client/client.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import { key } from '#kernel/log/key.ts';
import type { Cluster } from '#kernel/model/gen/cluster.gen.ts';
import { readClientConfig } from '#cli/config.ts';
import { addContext } from '#cli/kubeconfig.ts';
import { manifest } from '#kit/api-client.ts';
import { TestCluster, demoDeployment, demoService, until } from '#kit/cluster.ts';
import { isKeyOf } from '#runtime/pki.ts';
import { trustHeld } from '#runtime/trust.ts';

const orc = path.join(import.meta.dirname, '../../orc');
const members = ['master-1', 'master-2', 'master-3', 'node-1', 'node-2'];
const masters = members.slice(0, 3);

/** Creates objects until it is stopped; what failed. */
class Writes implements AsyncDisposable {
  readonly #client: OrcClient;
  readonly #done: Promise<void>;
  readonly #name: string;
  readonly failures: unknown[] = [];
  written = 0;
  #isOver = false;

  constructor(name: string, client: OrcClient) {
    this.#name = name;
    this.#client = client;
    this.#done = this.#run();
  }

  async #run(): Promise<void> {
    while (!this.#isOver) {
      const metadata = { name: `${this.#name}-${this.written}` };
      const object = { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { at: String(this.written) } };
      try {
        await this.#client.commit([{ create: { object: manifest(object) } }]);
        this.written += 1;
      } catch (error) {
        this.failures.push(error);
      }
      await sleep(20);
    }
  }

  async stop(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    await this.#done;
    await this.#client[Symbol.asyncDispose]();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

describe('what the cluster trusts and seals by', function () {
  this.timeout(300_000);
  let cluster: TestCluster;
  let kubeconfig = '';

  before(async () => {
    cluster = await TestCluster.up('e2erotate', { nodes: 2 });
    const connection = await cluster.cluster.connection();
    kubeconfig = path.join(cluster.cluster.sandbox.folder, 'rotate.config');
    const read = (file: string): string => readFileSync(file, 'utf8');
    addContext(kubeconfig, {
      name: 'admin',
      servers: connection.servers,
      api: connection.apis[0] ?? '',
      authority: read(connection.authorityFile),
      certificate: read(connection.certificateFile),
      key: read(connection.keyFile),
    });
  });
  after(() => cluster.down());

  /** A client as the configuration says now. */
  function client(): OrcClient {
    const { servers, authority, user } = readClientConfig({ kubeconfig });
    const { certificate = '', key: ownKey = '' } = user;
    return new OrcClient({ servers, authority, certificate, key: ownKey });
  }

  async function run(
    words: string,
    input = '',
  ): Promise<{ readonly exitCode: number | undefined; readonly stdout: string; readonly stderr: string }> {
    const { exitCode, stdout, stderr } = await execa(orc, [...words.split(' '), '--kubeconfig', kubeconfig], {
      reject: false,
      input,
    });
    return { exitCode, stdout, stderr };
  }

  async function succeeds(words: string, input = ''): Promise<string> {
    const { exitCode, stdout, stderr } = await run(words, input);
    assert.equal(exitCode, 0, `orc ${words}: ${stderr}`);
    return stdout;
  }

  const file = (member: string, ending: string): string =>
    readFileSync(path.join(cluster.cluster.sandbox.folder, 'credentials', `${member}${ending}`), 'utf8');
  const keysOf = (master: string): string => file(master, '.encryption.key');

  async function clusterObject(): Promise<Cluster> {
    await using one = client();
    const object = await one.get(key('Cluster', '', clusterName));
    assert.ok(object.kind === 'Cluster');
    return object;
  }

  it('changes under load, during a rollout, without a failed request', async () => {
    await cluster.api.apply(demoDeployment('web', 4));
    await cluster.api.apply(demoService('web'));
    await cluster.untilServing(4, { app: 'web' });
    const before = readClientConfig({ kubeconfig });
    const [oldKey] = new Set(masters.map(keysOf));
    const load = cluster.load('node-2', `http://${await cluster.serviceAddress('web')}/`, 50);
    // Whatever fails, nothing of it goes on.
    await using cleanup = new AsyncDisposableStack();
    cleanup.defer(() => load.stop().then(() => undefined));
    const first = cleanup.use(new Writes('first', client()));
    const rollout = (async () => {
      await cluster.api.apply(demoDeployment('web', 4, 'demo:v2'));
      await cluster.untilRolledOut('web');
    })();
    const [authority] = await Promise.all([
      succeeds('certificate rotate-ca'),
      succeeds('masters rotate-encryption-key'),
      succeeds('masters rotate-token-keys'),
    ]);
    // Whom it waits for meanwhile is told in lines of their own.
    const told = authority.replaceAll(/^ {2}waits for .*\n/gm, '');
    assert.match(told, /it signs; .*\nall of them have one\nuser "admin" has a new certificate/);
    await rollout;
    await first.stop();
    assert.deepEqual(first.failures, []);
    assert.ok(first.written > 0);

    const { authorities = [], encryptionKeys = [] } = await clusterObject();
    const [old, newest] = authorities;
    assert.ok(old !== undefined && newest?.signsSince !== undefined && authorities.length === 2);
    for (const member of members) {
      const { issuer } = new X509Certificate(file(member, '.pem'));
      assert.equal(issuer, new X509Certificate(newest.certificate).subject, member);
      assert.ok(isKeyOf(file(member, '.key'), file(member, '.pem')), member);
    }
    const [newKey, ...others] = new Set(masters.map(keysOf));
    assert.deepEqual(others, [], 'all masters hold the same key');
    assert.notEqual(newKey, oldKey);
    assert.deepEqual(
      encryptionKeys.map(({ destroyedAt }) => destroyedAt !== undefined),
      [true, false],
    );
    // What was sealed under the key before is wrapped anew.
    await using reader = client();
    const secret = await reader.get(key('Secret', 'default', 'first-0'));
    assert.equal(secret.kind === 'Secret' && Buffer.from(secret.data?.['at'] ?? []).toString(), '0');

    const second = cleanup.use(new Writes('second', client()));
    assert.match(await succeeds('certificate rotate-ca --drop-old'), /the old authorities are gone/);
    await second.stop();
    assert.deepEqual(second.failures, []);
    assert.deepEqual(
      (await clusterObject()).authorities?.map(({ id }) => id),
      [newest.id],
    );
    await until('all trust the new one alone', async () =>
      members.every(
        (member) =>
          trustHeld(file(member, '.ca.pem'), file(member, '.pem')) ===
          trustHeld(newest.certificate, file(member, '.pem')),
      ),
    );
    const { succeeded, failures } = await load.stop();
    assert.deepEqual(failures, []);
    assert.ok(succeeded > 0);

    // Whoever knows only the old CA still knows the masters; whoever shows its certificate is nobody.
    const { certificate = '', key: ownKey = '' } = readClientConfig({ kubeconfig }).user;
    const { servers, authority: oldAuthority, user } = before;
    await using trusting = new OrcClient({ servers, authority: oldAuthority, certificate, key: ownKey });
    assert.ok((await trusting.status()).leader !== '');
    await using stale = new OrcClient({
      servers,
      authority: oldAuthority,
      certificate: user.certificate ?? '',
      key: user.key ?? '',
    });
    await assert.rejects(stale.status(), { code: 'Unauthorized' });
    for (const node of ['node-1', 'node-2'])
      await until(`${node} is heard`, async () => (await readyNodes()).includes(node));
  });

  async function readyNodes(): Promise<readonly string[]> {
    await using one = client();
    const { objects } = await one.list({
      kind: 'Node',
      namespace: '',
      labelSelector: '',
      fieldSelector: '',
    });
    return objects.flatMap((node) =>
      node.kind === 'Node' &&
      node.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True')
        ? [node.metadata.name ?? '']
        : [],
    );
  }

  it('keeps the keys from a stolen disk while the masters are locked', async () => {
    const unlockKey = /orc-unlock-\S+/.exec(await succeeds('masters lock'))?.[0] ?? assert.fail('no key');
    await until('all files are locked', async () =>
      masters.every((master) => keysOf(master).startsWith('orc-locked-keys')),
    );
    assert.equal(await succeeds('masters unlock-key'), unlockKey);
    await cluster.cluster.kill('master-2', 'master');
    await cluster.cluster.start('master-2');
    const wrong = `orc-unlock-${'A'.repeat(43)}`;
    const { exitCode, stdout } = await until('it asks for its key', async () => {
      const tried = await run('masters unlock', wrong);
      return tried.stdout.includes('the unlock key does not open') && tried;
    });
    assert.equal(exitCode, 1, stdout);
    const shown = await run('masters');
    assert.match(shown.stdout, /^master-2 +locked/m);
    assert.match(shown.stderr, /master-2: started and waiting for the unlock key: orc masters unlock/);
    // Meanwhile clients are sent to the others.
    for (let tries = 0; tries < 5; tries++) await readyNodes();
    assert.match(await succeeds('masters unlock', unlockKey), /: unlocked\n/);
    await until('it is back', async () => {
      await using one = client();
      return (await one.masters()).every((each) => each !== undefined);
    });
    await succeeds('masters lock --off');
    await until('all files are open', async () =>
      masters.every((master) => /^[0-9a-f]{64}$/.test(keysOf(master).trim())),
    );
    assert.match((await run('masters unlock-key')).stderr, /not locked/);
  });
});
