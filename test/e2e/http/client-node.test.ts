// Kubernetes' own client library for JavaScript, unmodified: informers through changes of masters, and leader
// election by Lease.
import assert from 'node:assert/strict';
import {
  type Informer,
  ApiException,
  AppsV1Api,
  CoordinationV1Api,
  CoreV1Api,
  KubeConfig,
  type KubernetesListObject,
  type KubernetesObject,
  type V1LeaseSpec,
  V1MicroTime,
  makeInformer,
} from '@kubernetes/client-node';
import { after, before, describe, it } from 'mocha';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestMasters } from '#kit/cli/masters.ts';

/** What an informer said of each object: the word, and the revision. */
class Told {
  readonly words = new Map<string, { readonly word: string; readonly revision: number }[]>();
  readonly #informer: Informer<KubernetesObject>;
  #stopped = false;

  constructor(informer: Informer<KubernetesObject>) {
    this.#informer = informer;
    for (const word of ['add', 'update', 'delete'] as const)
      informer.on(word, (object) => {
        const name = object.metadata?.name ?? '';
        const revision = Number(object.metadata?.resourceVersion ?? '0');
        this.words.set(name, [...(this.words.get(name) ?? []), { word, revision }]);
      });
    // An informer stops at an error; its user starts it again, as its documentation says.
    informer.on('error', () => {
      if (!this.#stopped) setTimeout(() => void this.#start(), 100);
    });
  }

  async #start(): Promise<void> {
    try {
      await this.#informer.start();
    } catch (error) {
      assert.ok(error instanceof Error);
      if (!this.#stopped) setTimeout(() => void this.#start(), 100);
    }
  }

  start(): Promise<void> {
    return this.#start();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#informer.stop();
  }

  /** Resolves once the last word of an object is of a revision. */
  async until(name: string, revision: number): Promise<void> {
    while ((this.words.get(name)?.at(-1)?.revision ?? 0) < revision) await sleep(20);
  }

  /** Nothing is told twice, and nothing goes back. */
  check(): void {
    for (const [name, words] of this.words)
      for (const [index, { word, revision }] of words.entries()) {
        const before = words[index - 1];
        if (before === undefined) assert.equal(word, 'add', `${name} begins with ${word}`);
        else
          assert.ok(
            revision > before.revision,
            `${name}: ${word} at ${revision} after ${before.word} at ${before.revision}`,
          );
        if (before !== undefined)
          assert.equal(word === 'add', before.word === 'delete', `${name}: ${word} after ${before.word}`);
      }
  }
}

describe('@kubernetes/client-node', function () {
  this.timeout(240_000);
  let masters: TestMasters;
  let config: KubeConfig;

  before(async () => {
    masters = await TestMasters.up();
    config = new KubeConfig();
    config.loadFromFile(masters.kubeconfig);
  });
  after(() => masters[Symbol.asyncDispose]());

  /** Makes a call again while its master is away or changes. */
  async function patiently<T>(call: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await call();
      } catch (error) {
        if (error instanceof ApiException && error.code < 500 && error.code !== 429) throw error;
        await sleep(50);
      }
    }
  }

  function informer<T extends KubernetesObject>(
    path: string,
    list: () => Promise<KubernetesListObject<T>>,
  ): Told {
    return new Told(makeInformer(config, path, list));
  }

  it('has informers that miss nothing and repeat nothing through ten changes of masters', async () => {
    const core = config.makeApiClient(CoreV1Api);
    const apps = config.makeApiClient(AppsV1Api);
    const pods = informer('/api/v1/namespaces/default/pods', () =>
      core.listNamespacedPod({ namespace: 'default' }),
    );
    const deployments = informer('/apis/apps/v1/namespaces/default/deployments', () =>
      apps.listNamespacedDeployment({ namespace: 'default' }),
    );
    await pods.start();
    await deployments.start();
    using client = masters.client();
    const spec = { containers: [{ name: 'a', image: 'a:1' }] };
    let last = 0;
    for (let round = 0; round < 10; round++) {
      const name = `round-${round}`;
      const namespace = 'default';
      const labels = { app: name };
      await patiently(() =>
        core.createNamespacedPod({ namespace, body: { metadata: { name, labels: { lone: 'yes' } }, spec } }),
      );
      await patiently(() =>
        apps.createNamespacedDeployment({
          namespace,
          body: {
            metadata: { name },
            spec: {
              replicas: 1,
              selector: { matchLabels: labels },
              template: { metadata: { labels }, spec },
            },
          },
        }),
      );
      const leader = await masters.leader();
      // The informers' own master, which is the first, dies twice; else leadership is handed on.
      if (round === 3 || round === 7) {
        await masters.signal(0, 'SIGKILL');
        masters.start(0);
      } else await client.transferLeadership(`master-${((leader + 1) % 3) + 1}`);
      if (round > 0)
        await patiently(() =>
          core.deleteNamespacedPod({ namespace, name: `round-${round - 1}`, gracePeriodSeconds: 0 }),
        );
      const live = await patiently(() => apps.readNamespacedDeployment({ namespace, name }));
      last = Number(live.metadata?.resourceVersion ?? '0');
    }
    await deployments.until('round-9', last);
    const listed = await patiently(() => core.listNamespacedPod({ namespace: 'default' }));
    for (const pod of listed.items)
      await pods.until(pod.metadata?.name ?? '', Number(pod.metadata?.resourceVersion ?? '0'));
    while (pods.words.get('round-8')?.at(-1)?.word !== 'delete') await sleep(20);
    for (const told of [pods, deployments]) {
      told.check();
      for (let round = 0; round < 10; round++)
        assert.ok(told.words.has(`round-${round}`), `round-${round} was told`);
      await told.stop();
    }
  });

  it('elects one leader at a time by a Lease', async () => {
    const leases = config.makeApiClient(CoordinationV1Api);
    const at = { namespace: 'default', name: 'elected' };
    await leases.createNamespacedLease({
      namespace: at.namespace,
      body: { metadata: { name: at.name }, spec: {} },
    });
    const reigns: string[] = [];
    /** Takes the lease once: reads it, writes itself in, and is refused when somebody was faster. */
    const campaign = async (who: string): Promise<void> => {
      for (;;) {
        const lease = await patiently(() => leases.readNamespacedLease(at));
        if ((lease.spec?.holderIdentity ?? '') !== '') {
          await sleep(5);
          continue;
        }
        const spec = (holderIdentity: string): V1LeaseSpec => ({
          holderIdentity,
          renewTime: new V1MicroTime(),
        });
        try {
          const { metadata = {} } = await leases.replaceNamespacedLease({
            ...at,
            body: { metadata: lease.metadata ?? {}, spec: spec(who) },
          });
          reigns.push(who);
          await leases.replaceNamespacedLease({ ...at, body: { metadata, spec: spec('') } });
          return;
        } catch (error) {
          assert.ok(error instanceof ApiException && error.code === 409, String(error));
        }
      }
    };
    const names = Array.from({ length: 8 }, (_none, index) => `candidate-${index}`);
    await Promise.all(names.map(campaign));
    assert.deepEqual(reigns.toSorted(), names);
  });
});
