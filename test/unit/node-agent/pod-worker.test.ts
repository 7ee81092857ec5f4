// A worker and its pod, over a runtime that is made up.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { ObservedContainer } from '#node-agent/container-runtime.ts';
import { Images } from '#node-agent/images.ts';
import { PodWorker } from '#node-agent/pod-worker.ts';
import { Slots } from '#node-agent/slots.ts';
import { TestClock } from '#kit/clock.ts';
import { FakeRuntime } from '#kit/fake-runtime.ts';
import { silent } from '#kit/api/stream-server.ts';
import { pod as bare } from '#kit/objects.ts';

describe('a worker', () => {
  let clock: TestClock;
  let runtime: FakeRuntime;
  let worker: PodWorker;
  let observed: readonly ObservedContainer[] = [];
  let gone: string[] = [];

  const pod = (spec: Partial<Pod['spec']> = {}, metadata: Partial<Pod['metadata']> = {}): Pod => {
    const made = bare('p', { nodeName: 'n' });
    const containers = [{ name: 'main', image: 'demo:v1' }];
    return {
      ...made,
      spec: { ...made.spec, containers, ...spec },
      metadata: { ...made.metadata, uid: 'u', ...metadata },
    };
  };
  /** Lets everything happen that needs no time. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 30; turn++) await new Promise(setImmediate);
  };
  const wait = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await settle();
  };
  const look = async (): Promise<void> => {
    observed = await runtime.list();
    worker.wake();
    await settle();
  };
  const want = async (wanted: Pod | undefined): Promise<void> => {
    worker.want(wanted);
    await settle();
  };
  const main = (): readonly unknown[] => {
    const run = runtime.run('main');
    return [run?.image, run?.attempt, run?.state];
  };

  beforeEach(async () => {
    clock = new TestClock();
    runtime = new FakeRuntime(clock);
    observed = [];
    gone = [];
    const random = { below: () => 0, uuid: () => 'id' };
    const sources = { configMap: () => undefined, secret: () => undefined };
    worker = new PodWorker('u', {
      ...sources,
      runtime,
      clock,
      logger: silent,
      images: new Images(runtime),
      slots: new Slots(8),
      pauseImage: 'pause',
      hostIp: '192.0.2.1',
      volumes: {
        ...sources,
        random,
        clock,
        logger: silent,
        memory: {
          ensure: async () => undefined,
          podFolder: (uid) => `/none/${uid}`,
          remove: async () => undefined,
        },
        allocatable: () => ({}),
        refreshShare: 0.8,
        askToken: () => Promise.reject(new Error('no tokens')),
      },
      services: () => [],
      isWithdrawn: () => true,
      observed: () => observed,
      refresh: async () => void (observed = await runtime.list()),
      statusChanged: () => undefined,
      gone: (uid) => gone.push(uid),
    });
  });
  afterEach(() => worker.stop());

  it('starts a container anew with another image, whatever the restart policy, and without a back-off', async () => {
    const policy = { restartPolicy: 'Never' };
    await want(pod(policy));
    assert.deepEqual(main(), ['demo:v1', 0, 'running']);
    const containers = [{ name: 'main', image: 'demo:v2' }];
    await want(pod({ ...policy, containers }));
    runtime.end(runtime.run('main')?.id ?? '', 0);
    await settle();
    assert.deepEqual(main(), ['demo:v2', 1, 'running']);
    assert.equal(worker.status()?.phase, 'Running');
    runtime.end(runtime.run('main')?.id ?? '', 0);
    await look();
    assert.deepEqual(main(), ['demo:v2', 1, 'exited'], 'it ends for good by itself');
  });

  it('lets a container run on whose image was only pinned', async () => {
    await want(pod());
    const annotations = { 'orc.dev/image-digests': `{"demo:v1":"sha256:${'1'.repeat(64)}"}` };
    await want(pod({}, { annotations }));
    assert.deepEqual(main(), ['demo:v1', 0, 'running']);
  });

  it('starts a container that crashes again at once when it is given another image', async () => {
    await want(pod());
    for (const code of [1, 1]) {
      runtime.end(runtime.run('main')?.id ?? '', code);
      await look();
    }
    assert.deepEqual(main(), ['demo:v1', 1, 'exited'], 'it is waited for');
    await want(pod({ containers: [{ name: 'main', image: 'demo:v2' }] }));
    assert.deepEqual(main(), ['demo:v2', 2, 'running']);
  });

  it('kills what is being stopped when the grace is shortened', async () => {
    await want(pod());
    const deleted = { deletionTimestamp: '2023-11-14T22:13:20Z', deletionGracePeriodSeconds: 600 };
    await want(pod({}, deleted));
    assert.deepEqual(main(), ['demo:v1', 0, 'running']);
    await want(pod({}, { ...deleted, deletionGracePeriodSeconds: 2 }));
    await wait(1_999);
    assert.deepEqual(gone, []);
    await wait(1);
    assert.deepEqual(gone, ['u']);
  });

  it('kills what is being stopped when the pod is deleted by force', async () => {
    await want(pod());
    await want(pod({}, { deletionTimestamp: '2023-11-14T22:13:20Z', deletionGracePeriodSeconds: 600 }));
    await want(undefined);
    await wait(3_000);
    assert.deepEqual(gone, ['u']);
  });

  it('does not wait for an image when the pod is to go', async () => {
    runtime.absent.add('demo:v1');
    await want(pod());
    assert.equal(runtime.run('')?.state, 'running');
    await want(pod({}, { deletionTimestamp: '2023-11-14T22:13:20Z', deletionGracePeriodSeconds: 30 }));
    assert.deepEqual(gone, ['u']);
  });

  it('tries again, ever more seldom, to give a container less than it uses, and the rest of the pod goes on', async () => {
    const side = { name: 'side', image: 'demo:v1' };
    await want(pod({ containers: [{ name: 'main', image: 'demo:v1' }, side] }));
    runtime.resizeFault = 'device or resource busy';
    const less = { name: 'main', image: 'demo:v1', resources: { limits: { memory: '1Mi' } } };
    await want(pod({ containers: [less, side] }));
    runtime.end(runtime.run('side')?.id ?? '', 1);
    await look();
    assert.equal(runtime.run('side')?.state, 'running');
    for (let seconds = 0; seconds < 60; seconds++) await wait(1_000);
    assert.ok(runtime.resizes >= 5 && runtime.resizes <= 10, String(runtime.resizes));
    runtime.resizeFault = '';
    await wait(30_000);
    assert.equal(runtime.run('main')?.resources.memoryBytes, 1_048_576);
  });
});
