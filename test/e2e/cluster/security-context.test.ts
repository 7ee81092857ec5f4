// With which rights containers run, on real Docker: what their processes have is read from the node's kernel.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'mocha';
import { podStatusWord } from '#kernel/kinds/pod.ts';
import { OrcError } from '#kernel/errors.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import { DockerRuntime } from '#node-agent/docker/docker-runtime.ts';
import { TestCluster, until } from '#kit/cluster.ts';

const node = 'node-1';
const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

describe('rights of containers', function () {
  this.timeout(300_000);
  let cluster: TestCluster;
  let runtime: DockerRuntime;
  before(async () => {
    cluster = await TestCluster.up('e2erights', { masters: 1, nodes: 1 });
    runtime = new DockerRuntime(cluster.cluster.sandbox.dockerSocket(node));
  });
  after(() => cluster.down());

  async function make(name: string, spec: object, container: object, namespace = 'default'): Promise<void> {
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace, labels: { name } },
      spec: {
        terminationGracePeriodSeconds: 1,
        containers: [{ name: 'main', image: 'demo:v1', ...container }],
        ...spec,
      },
    });
  }

  async function running(name: string): Promise<Pod> {
    return until(`pod ${name} runs`, async () => {
      const [found] = await cluster.pods({ name });
      return found !== undefined && podStatusWord(found) === 'Running' && found;
    });
  }

  async function containerOf(name: string, container = 'main'): Promise<string> {
    const found = (await runtime.list()).find(
      (each) => each.podName === name && each.container === container,
    );
    assert.ok(found, `the container ${container} of ${name} is there`);
    return found.id;
  }

  /** What the kernel says of a container's first process. */
  async function processOf(name: string, container = 'main'): Promise<ReadonlyMap<string, string>> {
    const process_ = await runtime.processId(await containerOf(name, container));
    const lines = readFileSync(`/proc/${process_}/status`, 'utf8').split('\n');
    return new Map(
      lines.map((line): [string, string] => {
        const [field = '', value = ''] = line.split(':');
        return [field, value.trim().replaceAll(/\s+/g, ' ')];
      }),
    );
  }

  async function said(name: string, ...command: string[]): Promise<string> {
    const session = await runtime.exec(await containerOf(name), { command, stdin: false, tty: false });
    let output = '';
    for await (const { data } of session.output) output += Buffer.from(data).toString('utf8');
    return output;
  }

  it('are those that pod and container say, the container’s over the pod’s', async () => {
    await make(
      'bound',
      { securityContext: { runAsUser: 1000, runAsGroup: 2000, fsGroup: 3000, supplementalGroups: [4000] } },
      { securityContext: { ...restricted, runAsUser: 1001, readOnlyRootFilesystem: true } },
    );
    await running('bound');
    const facts = await processOf('bound');
    assert.equal(facts.get('Uid'), '1001 1001 1001 1001');
    assert.equal(facts.get('Gid'), '2000 2000 2000 2000');
    assert.deepEqual(facts.get('Groups')?.split(' ').toSorted(), ['2000', '3000', '4000']);
    for (const set of ['CapEff', 'CapPrm', 'CapBnd', 'CapInh']) assert.equal(facts.get(set), '0'.repeat(16));
    assert.equal(facts.get('NoNewPrivs'), '1');
    assert.equal(facts.get('Seccomp'), '2', 'a filter');
    assert.match(await said('bound', 'sh', '-c', 'echo x > /written || echo refused'), /refused/);
    const token = await said('bound', 'cat', '/var/run/secrets/kubernetes.io/serviceaccount/token');
    assert.match(token, /^ey[\w-]+\.[\w-]+\.[\w-]+$/, 'what volumes hold is its group’s to read');
  });

  it('can be more than usual, where that is said', async () => {
    await make(
      'able',
      {},
      {
        securityContext: {
          capabilities: { add: ['NET_ADMIN'], drop: ['CHOWN'] },
          seccompProfile: { type: 'Unconfined' },
        },
      },
    );
    await running('able');
    const facts = await processOf('able');
    const effective = BigInt(`0x${facts.get('CapEff')}`);
    assert.deepEqual([effective & 1n, (effective >> 12n) & 1n], [0n, 1n], 'not CHOWN, but NET_ADMIN');
    assert.equal(facts.get('Seccomp'), '0');
    assert.equal(facts.get('NoNewPrivs'), '0');
    assert.equal(facts.get('Uid'), '0 0 0 0');
  });

  it('are little for the container that holds a pod’s network', async () => {
    const facts = await processOf('able', '');
    assert.deepEqual([facts.get('CapEff'), facts.get('NoNewPrivs')], ['0'.repeat(16), '1']);
  });

  it('are not root’s where that is ruled out: such a container is not started, and says why', async () => {
    await make('rootless', {}, { securityContext: { runAsNonRoot: true } });
    await make('rooted', { securityContext: { runAsNonRoot: true } }, { securityContext: { runAsUser: 0 } });
    for (const [name, why] of [
      ['rootless', /container has runAsNonRoot and image will run as root \(pod: "rootless_default\(/],
      ['rooted', /container's runAsUser breaks non-root policy \(pod: "rooted_default\(/],
    ] as const) {
      const waiting = await until(`${name} says why it waits`, async () => {
        const [found] = await cluster.pods({ name });
        return found?.status?.containerStatuses?.[0]?.state?.waiting;
      });
      await until(`${name} is refused`, async () => {
        const [found] = await cluster.pods({ name });
        const state = found?.status?.containerStatuses?.[0]?.state?.waiting;
        return state?.reason === 'CreateContainerConfigError' && why.test(state.message ?? '');
      });
      assert.ok(waiting.reason !== undefined);
    }
  });

  it('let a pod into a restricted namespace, and no other', async () => {
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'strict', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    });
    await assert.rejects(make('open', {}, {}, 'strict'), (error) => {
      assert.ok(error instanceof OrcError);
      return error.code === 'Forbidden' && error.message.includes('violates PodSecurity "restricted:latest"');
    });
    await make('closed', {}, { securityContext: { ...restricted, runAsUser: 65_534 } }, 'strict');
    const { spec } = await until('it runs', async () => {
      const found = (await cluster.api.list('Pod', 'strict')).find(
        ({ metadata }) => metadata.name === 'closed',
      );
      return found !== undefined && podStatusWord(found) === 'Running' && found;
    });
    assert.equal(spec.containers[0]?.securityContext?.runAsUser, 65_534);
    assert.equal((await processOf('closed')).get('Uid'), '65534 65534 65534 65534');
  });
});
