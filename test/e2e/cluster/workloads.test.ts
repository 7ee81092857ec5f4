// Issue 2's acceptance, tests 5, 6 and 7, and the manifests of ../shared: pods as users know them.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { isPodReady, podStatusWord } from '#kernel/kinds/pod.ts';
import { key } from '#kernel/log/key.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import { manifest } from '#kit/api-client.ts';
import { TestCluster, demoDeployment, demoService, serves, until } from '#kit/cluster.ts';

const nodes = ['node-1', 'node-2', 'node-3'];

/** The command line of a process; empty when it is gone. */
function commandOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function pod(name: string, container: object, more: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: name } },
    spec: {
      terminationGracePeriodSeconds: 1,
      containers: [{ name: 'main', image: 'demo:v1', ...container }],
      ...more,
    },
  };
}

describe('workloads', () => {
  let cluster: TestCluster;

  before(async () => {
    cluster = await TestCluster.up('e2ework');
  });
  after(() => cluster.down());

  async function podNamed(name: string): Promise<Pod | undefined> {
    return (await cluster.pods()).find(({ metadata }) => metadata.name === name);
  }

  function untilWord(name: string, word: string): Promise<Pod> {
    let found: Pod | undefined;
    return until(
      () => `pod ${name} shows ${word}; its status: ${JSON.stringify(found?.status)}`,
      async () => {
        found = await podNamed(name);
        return found !== undefined && podStatusWord(found) === word && found;
      },
    );
  }

  async function remove(name: string): Promise<void> {
    await cluster.api.delete(key('Pod', 'default', name), 0);
    await until(`pod ${name} is gone`, async () => (await podNamed(name)) === undefined);
  }

  it('runs the bare Pod and the ReplicaSet of the shared manifests unchanged', async () => {
    const container = { name: 'nginx', image: 'nginx:latest', ports: [{ containerPort: 80 }] };
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'my-nginx-pod' },
      spec: { containers: [container] },
    });
    await cluster.api.apply({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'my-nginx-replicaset' },
      spec: {
        replicas: 3,
        selector: { matchLabels: { app: 'nginx' } },
        template: { metadata: { labels: { app: 'nginx' } }, spec: { containers: [container] } },
      },
    });
    await untilWord('my-nginx-pod', 'Running');
    const pods = await cluster.untilServing(3, { app: 'nginx' });
    const load = cluster.load('node-1', `http://${pods[0]?.status?.podIP}/`, 10);
    await sleep(1_000);
    const report = await load.stop();
    assert.deepEqual(report.failures, []);
    assert.match(Object.keys(report.answers)[0] ?? '', /Welcome to nginx!/);
    await cluster.api.delete(key('ReplicaSet', 'default', 'my-nginx-replicaset'));
    await cluster.api.delete(key('Pod', 'default', 'my-nginx-pod'));
    await until('all are gone', async () => (await cluster.pods()).length === 0);
  });

  it('replaces six pods under load without a failed request and within its bounds, and undoes a broken template', async () => {
    const labels = { app: 'web' };
    await cluster.api.apply(demoDeployment('web', 6));
    await cluster.api.apply(demoService('web'));
    await cluster.untilServing(6, labels);
    const load = cluster.load('node-2', `http://${await cluster.serviceAddress('web')}/`, 200);
    await sleep(1_000);
    const seen: number[] = [];
    const watching = new AbortController();
    const watch = (async () => {
      while (!watching.signal.aborted) {
        seen.push((await cluster.pods(labels)).filter(serves).length);
        await sleep(50);
      }
    })();
    await cluster.api.apply(demoDeployment('web', 6, 'demo:v2'));
    await cluster.untilRolledOut('web');
    watching.abort();
    await watch;
    // 25 % of 6, rounded down: one may be missing.
    assert.ok(Math.min(...seen) >= 5, `never fewer than five served, but ${Math.min(...seen)} did`);
    await cluster.api.apply(
      demoDeployment('web', 6, 'demo:v2', {
        readinessProbe: { httpGet: { path: '/', port: 81 }, periodSeconds: 1 },
      }),
    );
    await until('the broken template has pods', async () => {
      const { status } = await cluster.deployment('web');
      return (status?.updatedReplicas ?? 0) >= 2;
    });
    await sleep(3_000);
    const stuck = await cluster.deployment('web');
    assert.ok((stuck.status?.availableReplicas ?? 0) >= 5);
    await cluster.api.apply(demoDeployment('web', 6, 'demo:v2'));
    await cluster.untilRolledOut('web');
    const report = await load.stop();
    assert.deepEqual(report.failures, []);
    assert.ok(report.succeeded > 500);
    await cluster.api.delete(key('Deployment', 'default', 'web'));
    await until('its pods are gone', async () => (await cluster.pods(labels)).length === 0);
  });

  it('restarts a container that fails its liveness probe, with back-off, and shows CrashLoopBackOff', async () => {
    const liveness = { exec: { command: ['test', '-e', '/alive'] }, periodSeconds: 1, failureThreshold: 1 };
    await cluster.api.apply(pod('sick', { livenessProbe: liveness }));
    const looping = await untilWord('sick', 'CrashLoopBackOff');
    const [status] = looping.status?.containerStatuses ?? [];
    assert.ok((status?.restartCount ?? 0) >= 1);
    assert.match(
      status?.state?.waiting?.message ?? '',
      /^back-off 10s restarting failed container=main pod=sick_default/,
    );
    assert.ok(status?.lastState?.terminated !== undefined);
    await remove('sick');
  });

  it('takes a pod out of its Service while its readiness probe fails, and keeps it', async () => {
    const readiness = { exec: { command: ['test', '-e', '/ready'] }, periodSeconds: 1, failureThreshold: 1 };
    await cluster.api.apply(
      pod('shy', {
        ports: [{ name: 'http', containerPort: 80 }],
        readinessProbe: readiness,
        command: ['sh', '-c', 'touch /ready; sleep 4; rm /ready; sleep 600'],
      }),
    );
    await cluster.api.apply(demoService('shy'));
    const ready = async (): Promise<boolean | undefined> => {
      const slices = await cluster.api.list('EndpointSlice');
      return slices
        .flatMap((slice) => slice.endpoints ?? [])
        .find(({ targetRef }) => targetRef?.name === 'shy')?.conditions?.ready;
    };
    await until('it is an endpoint', async () => (await ready()) === true);
    await until('it is none', async () => (await ready()) === false);
    const found = await podNamed('shy');
    assert.ok(found !== undefined && !isPodReady(found));
    assert.equal(found.status?.containerStatuses?.[0]?.restartCount, 0);
    await remove('shy');
    await cluster.api.delete(key('Service', 'default', 'shy'));
  });

  it('leaves no program of a probe that takes too long', async () => {
    const readiness = { exec: { command: ['sleep', '43210'] }, timeoutSeconds: 1, periodSeconds: 1 };
    await cluster.api.apply(pod('hung', { readinessProbe: readiness, securityContext: { runAsUser: 1000 } }));
    const running = (): string[] =>
      readdirSync('/proc').filter((id) => /^\d+$/.test(id) && commandOf(id) === 'sleep\x0043210\0');
    const seen = new Set<string>();
    await until('it was probed some times', async () => {
      for (const id of running()) seen.add(id);
      return seen.size >= 4;
    });
    assert.ok(running().length <= 1);
    await remove('hung');
  });

  it('stops a pod as soon as its grace is shortened, and runs another image as soon as it is told', async () => {
    const deaf = ['sh', '-c', 'trap "" TERM; while true; do sleep 1; done'];
    await cluster.api.apply(pod('deaf', { command: deaf }, { terminationGracePeriodSeconds: 600 }));
    await untilWord('deaf', 'Running');
    await cluster.api.apply(
      pod('deaf', { image: 'demo:v2', command: deaf }, { terminationGracePeriodSeconds: 600 }),
    );
    await cluster.api.delete(key('Pod', 'default', 'deaf'));
    await untilWord('deaf', 'Terminating');
    await cluster.api.delete(key('Pod', 'default', 'deaf'), 1);
    await until('it is gone', async () => (await podNamed('deaf')) === undefined, 20_000);
    await cluster.api.apply(pod('new', { command: ['sleep', '600'] }, { restartPolicy: 'Never' }));
    await untilWord('new', 'Running');
    await cluster.api.apply(
      pod('new', { image: 'demo:v2', command: ['sleep', '600'] }, { restartPolicy: 'Never' }),
    );
    const [status] = await until('it runs the other image', async () => {
      const found = (await podNamed('new'))?.status?.containerStatuses ?? [];
      return found[0]?.image === 'demo:v2' && found[0].state?.running !== undefined && found;
    });
    assert.equal(status?.restartCount, 1);
    await remove('new');
  });

  it('shows how containers end in the words users know', async () => {
    await cluster.api.apply(pod('done', { command: ['true'] }, { restartPolicy: 'Never' }));
    await cluster.api.apply(pod('failed', { command: ['false'] }, { restartPolicy: 'Never' }));
    await cluster.api.apply(pod('absent', { image: 'nowhere.invalid/none:v1' }));
    await cluster.api.apply(pod('never', { image: 'none:v1', imagePullPolicy: 'Never' }));
    await cluster.api.apply(pod('unnamed', { image: 'UPPER CASE'.replace(' ', ':') }));
    await cluster.api.apply(pod('config', { envFrom: [{ configMapRef: { name: 'not-there' } }] }));
    const command = ['sh', '-c', 'x=0; while true; do x="$x$x$x"; done'];
    const limits = { memory: '16Mi' };
    const hungry = pod('hungry', { command, resources: { limits } }, { restartPolicy: 'Never' });
    await cluster.api.apply(hungry);
    await cluster.api.apply(pod('wrong', { command: ['/not/there'] }));
    await cluster.api.apply(pod('wrong-once', { command: ['/not/there'] }, { restartPolicy: 'Never' }));
    await untilWord('done', 'Completed');
    await untilWord('failed', 'Error');
    await until('a pull fails', async () =>
      ['ErrImagePull', 'ImagePullBackOff'].includes(
        podStatusWord((await podNamed('absent')) ?? assert.fail()),
      ),
    );
    await untilWord('never', 'ErrImageNeverPull');
    await untilWord('config', 'CreateContainerConfigError');
    await until('one ran out of memory', async () => {
      const found = await podNamed('hungry');
      const word = found === undefined ? 'none' : podStatusWord(found);
      // Of some, on a busy machine, the control group is gone before Docker has read why: then another is made.
      if (word === 'Error') await remove('hungry');
      if (word === 'Error' || word === 'none') await cluster.api.apply(hungry);
      return word === 'OOMKilled';
    });
    await until('the program is not found', async () =>
      ['RunContainerError', 'CreateContainerError', 'CrashLoopBackOff'].includes(
        podStatusWord((await podNamed('wrong')) ?? assert.fail()),
      ),
    );
    await untilWord('wrong-once', 'StartError');
    const once = (await podNamed('wrong-once'))?.status;
    assert.equal(once?.phase, 'Failed');
    assert.match(once.containerStatuses?.[0]?.state?.terminated?.message ?? '', /\/not\/there/);
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'not-there' },
      data: { A: 'b' },
    });
    await untilWord('config', 'Running');
    for (const name of [
      'done',
      'failed',
      'absent',
      'never',
      'unnamed',
      'config',
      'hungry',
      'wrong',
      'wrong-once',
    ])
      await remove(name);
  });

  it('keeps a pod that fits nowhere Pending, says why for every node, and places it when it can', async () => {
    await cluster.api.apply(pod('picky', {}, { nodeSelector: { disk: 'ssd' } }));
    const message = "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.";
    await until(
      'the reason is stored',
      async () =>
        (await podNamed('picky'))?.status?.conditions?.find(({ type }) => type === 'PodScheduled')
          ?.message === message,
    );
    const patch = Buffer.from(JSON.stringify({ metadata: { labels: { disk: 'ssd' } } }));
    await cluster.api.commit([
      { patch: { key: key('Node', '', 'node-3'), mergePatch: patch, status: false } },
    ]);
    const placed = await untilWord('picky', 'Running');
    assert.equal(placed.spec.nodeName, 'node-3');
    await remove('picky');
  });

  it('serves a NodePort on every node, from outside the pods', async () => {
    await cluster.api.apply(demoDeployment('port', 2));
    await cluster.api.apply(
      demoService('port', { type: 'NodePort', ports: [{ port: 80, targetPort: 'http', nodePort: 30080 }] }),
    );
    await cluster.untilServing(2, { app: 'port' });
    for (const node of cluster.cluster.sandbox.members.filter(({ role }) => role === 'node')) {
      const load = cluster.load('master-1', `http://${node.address}:30080/`, 20);
      await sleep(1_000);
      const report = await load.stop();
      assert.deepEqual(report.failures, [], node.name);
    }
    await cluster.api.delete(key('Deployment', 'default', 'port'));
    await cluster.api.delete(key('Service', 'default', 'port'));
  });

  it('serves what somebody wrote as Endpoints of a Service without a selector', async () => {
    await cluster.api.apply(demoDeployment('outside', 1));
    const [behind] = await cluster.untilServing(1, { app: 'outside' });
    const port = behind?.spec.containers[0]?.ports?.[0]?.containerPort;
    await cluster.api.apply(demoService('outside', { selector: undefined, ports: [{ port: 80 }] }));
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name: 'outside' },
      subsets: [{ addresses: [{ ip: behind?.status?.podIP }], ports: [{ port }] }],
    });
    const address = await cluster.serviceAddress('outside');
    await until('a node reaches it', async () => {
      const load = cluster.load('node-2', `http://${address}/`, 20);
      await sleep(500);
      const { failures, succeeded } = await load.stop();
      return failures.length === 0 && succeeded > 0;
    });
    for (const kind of ['Deployment', 'Service', 'Endpoints'] as const)
      await cluster.api.delete(key(kind, 'default', 'outside'));
  });

  it('refuses a pod whose fields are wrong, unknown or not supported yet, and writes nothing', async () => {
    const { resourceVersion } = (await cluster.api.list('Namespace'))[0]?.metadata ?? {};
    const bad = pod('bad', { imagePullPolicy: 'Sometimes', port: [] }, { initContainers: [], replicas: 1 });
    await assert.rejects(cluster.api.commit([{ apply: { object: manifest(bad) } }]), (error: unknown) => {
      assert.ok(error instanceof OrcError);
      assert.equal(error.code, 'Invalid');
      const causes = Object.fromEntries(
        (error.details.causes ?? []).map(({ field, message }) => [field, message]),
      );
      assert.equal(causes['spec.initContainers'], 'not supported yet');
      assert.equal(causes['spec.containers[0].port'], 'unknown field; did you mean "ports"?');
      assert.match(
        causes['spec.containers[0].imagePullPolicy'] ?? '',
        /supported values: "Always", "IfNotPresent", "Never"/,
      );
      return true;
    });
    assert.equal(await podNamed('bad'), undefined);
    assert.equal((await cluster.api.list('Namespace'))[0]?.metadata.resourceVersion, resourceVersion);
  });

  it('gives containers their variables and limits, seals Secrets, and removes a namespace with its contents', async () => {
    await cluster.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } });
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'key', namespace: 'team' },
      stringData: { password: 'correct horse' },
    });
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'team' },
      data: { COLOR: 'blue' },
    });
    const env = [
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'key', key: 'password' } } },
      { name: 'WHO', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'BOTH', value: '$(WHO) likes $(COLOR)' },
    ];
    const command = [
      'sh',
      '-c',
      '[ "$PASSWORD" = "correct horse" ] && [ "$BOTH" = "reader likes blue" ] && [ "$(hostname)" = reader ] && sleep 600',
    ];
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'reader', namespace: 'team' },
      spec: {
        restartPolicy: 'Never',
        terminationGracePeriodSeconds: 1,
        containers: [
          { name: 'main', image: 'demo:v1', command, env, envFrom: [{ configMapRef: { name: 'settings' } }] },
        ],
      },
    });
    await untilWord('reader', 'Running');
    await sleep(1_000);
    assert.equal(podStatusWord((await podNamed('reader')) ?? assert.fail()), 'Running');
    await cluster.api.delete(key('Namespace', '', 'team'));
    await until('the namespace is gone', async () =>
      (await cluster.api.list('Namespace')).every(({ metadata }) => metadata.name !== 'team'),
    );
    assert.equal(await podNamed('reader'), undefined);
  });

  it('runs a hundred pods over three nodes, and leaves nothing of them behind', async () => {
    await cluster.api.apply(demoDeployment('many', 100, 'demo:v1'));
    const labels = { app: 'many' };
    const pods = await until(
      'a hundred pods are ready',
      async () => {
        const found = (await cluster.pods(labels)).filter(serves);
        return found.length === 100 && found;
      },
      280_000,
    );
    assert.equal(new Set(pods.map(({ status }) => status?.podIP)).size, 100);
    const counts = nodes.map((node) => pods.filter(({ spec }) => spec.nodeName === node).length);
    assert.ok(Math.max(...counts) - Math.min(...counts) <= 2, `evenly spread: ${counts.join(', ')}`);
    await cluster.api.delete(key('Deployment', 'default', 'many'));
    await until('all are gone', async () => (await cluster.pods()).length === 0, 200_000);
    for (const node of nodes) {
      assert.deepEqual(await cluster.cluster.sandbox.docker(node).listContainers({ all: true }), [], node);
      const network = await cluster.cluster.sandbox.docker(node).getNetwork('orc').inspect();
      assert.deepEqual(network.Containers, {}, node);
    }
    const slices = await cluster.api.list('EndpointSlice');
    const named = slices.flatMap(({ endpoints = [] }) => endpoints.map(({ targetRef }) => targetRef?.name));
    assert.ok(
      named.every((name) => name === undefined),
      named.join(', '),
    );
  });
});
