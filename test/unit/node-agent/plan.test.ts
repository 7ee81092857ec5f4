// What the agent does next: a table of situations and operations.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { podStatusWord } from '#kernel/kinds/pod.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { ObservedContainer } from '#node-agent/container-runtime.ts';
import {
  type PodMemory,
  type Setback,
  backoffMs,
  containerMemory,
  newPodMemory,
} from '#node-agent/memory.ts';
import {
  type Operation,
  type PodSituation,
  crashCount,
  nextOperation,
  restartAtMs,
} from '#node-agent/plan.ts';
import { differs, podStatus } from '#node-agent/pod-status.ts';
import { agentLimits } from '#node-agent/limits.ts';
import { pod as bare } from '#kit/objects.ts';

const nowMs = 1_700_000_000_000;

function pod(spec: Partial<Pod['spec']> = {}, metadata: Partial<Pod['metadata']> = {}): Pod {
  const made = bare('p', { nodeName: 'n' });
  return { ...made, spec: { ...made.spec, ...spec }, metadata: { ...made.metadata, uid: 'u', ...metadata } };
}
const deleted = { deletionTimestamp: '2023-11-14T22:13:20Z', deletionGracePeriodSeconds: 7 };

function container(name: string, more: Partial<ObservedContainer> = {}): ObservedContainer {
  const attempt = more.attempt ?? 0;
  return {
    podUid: 'u',
    podNamespace: 'default',
    podName: 'p',
    container: name,
    attempt,
    id: `${name === '' ? 'pause' : name}-${attempt}`,
    state: 'running',
    image: 'demo:v1',
    imageId: 'sha256:1',
    startedAtMs: nowMs - 60_000,
    finishedAtMs: 0,
    exitCode: 0,
    startFault: '',
    outOfMemory: false,
    address: name === '' ? '10.244.1.2' : '',
    resources: { cpuMillis: 0, cpuShares: 2, memoryBytes: 0 },
    graceSeconds: 30,
    ...more,
  };
}
const pause = container('');
const running = container('main');
const exited = (exitCode: number, more: Partial<ObservedContainer> = {}): ObservedContainer =>
  container('main', {
    state: 'exited',
    exitCode,
    startedAtMs: nowMs - 2_000,
    finishedAtMs: nowMs - 1_000,
    ...more,
  });
const setback = (reason: string, untilMs = nowMs + 5_000): Setback => ({
  reason,
  message: 'why',
  count: 1,
  untilMs,
});

function memory(change: (memory: PodMemory) => void = () => undefined): PodMemory {
  const made = newPodMemory(nowMs);
  change(made);
  return made;
}

function situation(observed: readonly ObservedContainer[], more: Partial<PodSituation> = {}): PodSituation {
  return { pod: pod(), observed, memory: memory(), nowMs, withdrawn: true, ...more };
}

/** An operation as a line of the table. */
function words(operation: Operation): string {
  switch (operation.kind) {
    case 'startPause':
      return 'start pause';
    case 'startContainer':
      return `start ${operation.container.name}-${operation.attempt}`;
    case 'stop':
      return `stop ${operation.containers.map(({ id }) => id).join()} in ${operation.graceSeconds} s`;
    case 'resize':
      return `resize ${operation.run.id} to ${operation.resources.cpuMillis}m ${operation.resources.memoryBytes}`;
    case 'remove':
      return `remove ${operation.containers.map(({ id }) => id).join()}`;
    case 'gone':
      return 'gone';
    case 'wait':
      return operation.untilMs === Infinity ? 'wait' : `wait ${operation.untilMs - nowMs} ms`;
  }
}

describe("the agent's next operation", () => {
  const two = [
    { name: 'main', image: 'demo:v1' },
    { name: 'side', image: 'demo:v1' },
  ];
  const has = { resources: { cpuMillis: 500, cpuShares: 256, memoryBytes: 1_048_576 } };
  const grown = (anewFor?: string): Partial<Pod['spec']> => ({
    containers: [
      {
        name: 'main',
        image: 'demo:v1',
        resources: { limits: { cpu: '500m', memory: '1Mi' }, requests: { cpu: '250m' } },
        ...(anewFor !== undefined && {
          resizePolicy: [{ resourceName: anewFor, restartPolicy: 'RestartContainer' }],
        }),
      },
    ],
  });
  const crashed = (count: number): PodMemory =>
    memory((each) => (containerMemory(each, 'main').crashes = { containerId: 'main-0', count }));
  const table: readonly (readonly [what: string, situation: PodSituation, next: string])[] = [
    ['nothing there yet', situation([]), 'start pause'],
    ['the pause container runs', situation([pause]), 'start main-0'],
    ['everything runs', situation([pause, running]), 'wait'],
    [
      'it is to have more',
      situation([pause, running], { pod: pod(grown()) }),
      'resize main-0 to 500m 1048576',
    ],
    ['it has more', situation([pause, container('main', has)], { pod: pod(grown()) }), 'wait'],
    [
      'it is to be started anew for more memory',
      situation([pause, running], { pod: pod(grown('memory')) }),
      'stop main-0 in 30 s',
    ],
    [
      'that is not what changed',
      situation([pause, container('main', { resources: { ...has.resources, cpuMillis: 100 } })], {
        pod: pod(grown('memory')),
      }),
      'resize main-0 to 500m 1048576',
    ],
    [
      'nothing is started anew in this pod',
      situation([pause, running], { pod: pod({ ...grown('memory'), restartPolicy: 'Never' }) }),
      'resize main-0 to 500m 1048576',
    ],
    ['one of two runs', situation([pause, running], { pod: pod({ containers: two }) }), 'start side-0'],
    [
      'the pause container could not start',
      situation([], { memory: memory((each) => (each.setback = setback('x'))) }),
      'wait 5000 ms',
    ],
    ['the pause container ended', situation([{ ...pause, state: 'exited' }]), 'remove pause-0'],
    [
      'the pause container ended under a running one',
      situation([{ ...pause, state: 'exited' }, running]),
      'stop main-0 in 2 s',
    ],
    [
      'a container was created and never started',
      situation([pause, container('main', { state: 'created' })]),
      'remove main-0',
    ],
    ['the first crash', situation([pause, exited(1)]), 'start main-1'],
    ['the second crash', situation([pause, exited(1)], { memory: crashed(2) }), 'wait 9000 ms'],
    ['the third crash', situation([pause, exited(1)], { memory: crashed(3) }), 'wait 19000 ms'],
    ['the fiftieth crash', situation([pause, exited(1)], { memory: crashed(50) }), 'wait 299000 ms'],
    [
      'a crash after a long run',
      situation([pause, exited(1, { startedAtMs: nowMs - 700_000, attempt: 9 })]),
      'start main-10',
    ],
    [
      'a clean end, restart OnFailure',
      situation([pause, exited(0)], { pod: pod({ restartPolicy: 'OnFailure' }) }),
      'stop pause-0 in 0 s',
    ],
    [
      'a failure, restart OnFailure',
      situation([pause, exited(1)], { pod: pod({ restartPolicy: 'OnFailure' }) }),
      'start main-1',
    ],
    [
      'a failure, restart Never',
      situation([pause, exited(1)], { pod: pod({ restartPolicy: 'Never' }) }),
      'stop pause-0 in 0 s',
    ],
    [
      'all ended for good, pause stopped',
      situation([{ ...pause, state: 'exited' }, exited(0)], { pod: pod({ restartPolicy: 'Never' }) }),
      'wait',
    ],
    [
      'it has ended as the masters know, and somebody removed what was left',
      situation([], { pod: { ...pod(), status: { phase: 'Succeeded' } } }),
      'wait',
    ],
    [
      'it has ended as others say, and runs',
      situation([pause, running], { pod: { ...pod(), status: { phase: 'Failed' } } }),
      'stop main-0 in 30 s',
    ],
    [
      'it has ended, and somebody looks into it',
      situation([pause, exited(0), container('look')], { pod: pod({ restartPolicy: 'Never' }) }),
      'stop look-0 in 30 s',
    ],
    [
      'it is to run another image',
      situation([pause, container('main', { image: 'demo:v0' })]),
      'stop main-0 in 30 s',
    ],
    [
      'what it may use could not be changed',
      situation([pause, running], {
        pod: pod(grown()),
        memory: memory((each) => (containerMemory(each, 'main').resize = setback('Resize'))),
      }),
      'wait 5000 ms',
    ],
    [
      'an image that could not be pulled',
      situation([pause], {
        memory: memory((each) => (containerMemory(each, 'main').setback = setback('ErrImagePull'))),
      }),
      'wait 5000 ms',
    ],
    [
      'a back-off that has passed',
      situation([pause], {
        memory: memory((each) => (containerMemory(each, 'main').setback = setback('ErrImagePull', nowMs))),
      }),
      'start main-0',
    ],
    [
      'runs before the last',
      situation([pause, container('main', { attempt: 2 }), exited(1, { attempt: 1 }), exited(1)]),
      'remove main-0',
    ],
    [
      'runs before the last, and another container to start',
      situation([pause, container('main', { attempt: 2 }), exited(1, { attempt: 1 }), exited(1)], {
        pod: pod({ containers: two }),
      }),
      'start side-0',
    ],
    [
      'a failed liveness probe',
      situation([pause, running], {
        memory: memory((each) => {
          containerMemory(each, 'main').probes = {
            containerId: 'main-0',
            started: true,
            ready: true,
            failed: 'no',
          };
        }),
      }),
      'stop main-0 in 30 s',
    ],
    [
      'a failed probe of the run before',
      situation([pause, container('main', { attempt: 1 })], {
        memory: memory((each) => {
          containerMemory(each, 'main').probes = {
            containerId: 'main-0',
            started: true,
            ready: true,
            failed: 'no',
          };
        }),
      }),
      'wait',
    ],
    [
      'deleted, and still in service',
      situation([pause, running], { pod: pod({}, deleted), withdrawn: false }),
      'wait 5000 ms',
    ],
    [
      'deleted, in service for too long',
      situation([pause, running], {
        pod: pod({}, deleted),
        withdrawn: false,
        memory: memory((each) => (each.stoppingSinceMs = nowMs - 5_000)),
      }),
      'stop main-0 in 7 s',
    ],
    ['deleted, out of service', situation([pause, running], { pod: pod({}, deleted) }), 'stop main-0 in 7 s'],
    [
      'deleted, its containers ended',
      situation([pause, exited(0)], { pod: pod({}, deleted) }),
      'stop pause-0 in 0 s',
    ],
    [
      'deleted, everything ended',
      situation([{ ...pause, state: 'exited' }, exited(0)], { pod: pod({}, deleted) }),
      'remove pause-0,main-0',
    ],
    ['deleted, nothing left', situation([], { pod: pod({}, deleted) }), 'gone'],
    ['not wanted here', situation([pause, running], { pod: undefined }), 'stop main-0 in 3 s'],
    [
      'not wanted here, with a shorter grace',
      situation([pause, { ...running, graceSeconds: 1 }], { pod: undefined }),
      'stop main-0 in 1 s',
    ],
    ['not wanted, nothing left', situation([], { pod: undefined }), 'gone'],
  ];
  for (const [what, given, next] of table)
    it(`with ${what} is: ${next}`, () => assert.equal(words(nextOperation(given)), next));

  it('leads from nothing to running, and from deleted to gone, without a turn back', () => {
    let observed: ObservedContainer[] = [];
    const done: string[] = [];
    for (const wanted of [pod(), pod({}, deleted)])
      for (let step = 0; step < 10; step++) {
        const operation = nextOperation(situation(observed, { pod: wanted }));
        if (operation.kind === 'wait') break;
        done.push(words(operation));
        if (operation.kind === 'gone') break;
        if (operation.kind === 'startPause') observed.push(pause);
        if (operation.kind === 'startContainer') observed.push(running);
        if (operation.kind === 'stop')
          observed = observed.map((each) =>
            operation.containers.includes(each) ? { ...each, state: 'exited' } : each,
          );
        if (operation.kind === 'remove')
          observed = observed.filter((each) => !operation.containers.includes(each));
      }
    assert.deepEqual(done, [
      'start pause',
      'start main-0',
      'stop main-0 in 7 s',
      'stop pause-0 in 0 s',
      'remove pause-0,main-0',
      'gone',
    ]);
  });
});

describe('back-off', () => {
  it('doubles from the first wait to the last', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 1_000].map((count) => backoffMs(count, agentLimits.restart) / 1_000);
    assert.deepEqual(waits, [10, 10, 20, 40, 80, 160, 300, 300]);
  });

  it('counts crashes in a row, also those from before the agent started', () => {
    const run = exited(1, { attempt: 4 });
    assert.equal(crashCount(run, memory()), 5);
    assert.equal(restartAtMs(exited(1), memory()), nowMs - 1_000);
    const remembered = memory(
      (each) => (containerMemory(each, 'main').crashes = { containerId: 'main-3', count: 2 }),
    );
    assert.equal(crashCount(run, remembered), 3);
    assert.equal(crashCount(exited(1, { startedAtMs: nowMs - 700_000, attempt: 4 }), remembered), 1);
  });
});

describe("a pod's status", () => {
  const statusOf = (observed: readonly ObservedContainer[], of = pod(), remembered = memory()) =>
    podStatus({ pod: of, observed, memory: remembered, hostIp: '192.0.2.1', nowMs });
  const word = (observed: readonly ObservedContainer[], of = pod(), remembered = memory()): string =>
    podStatusWord({ ...of, status: statusOf(observed, of, remembered) });
  const probed = (ready: boolean): PodMemory =>
    memory((each) => {
      containerMemory(each, 'main').probes = {
        containerId: 'main-0',
        started: true,
        ready,
        failed: undefined,
      };
    });
  const held = (reason: string): PodMemory =>
    memory((each) => (containerMemory(each, 'main').setback = setback(reason)));
  const never = pod({ restartPolicy: 'Never' });

  it('shows images as they were asked for, and bytes that were named by their digest', () => {
    const digest = `sha256:${'1'.repeat(64)}`;
    const annotations = { 'orc.dev/image-digests': JSON.stringify({ 'demo:v1': digest }) };
    const shown = (image: string, of = pod({}, { annotations })): unknown => {
      const [first] = statusOf([pause, container('main', { image })], of).containerStatuses ?? [];
      return [first?.image, first?.imageID];
    };
    assert.deepEqual(shown(`demo@${digest}`), ['demo:v1', `demo@${digest}`]);
    assert.deepEqual(shown('demo:v1', pod()), ['demo:v1', 'sha256:1']);
    assert.deepEqual(shown('demo:v0'), ['demo:v0', 'sha256:1'], 'what runs, after its image was changed');
  });

  it('reads as users know it', () => {
    const crashes = memory(
      (each) => (containerMemory(each, 'main').crashes = { containerId: 'main-0', count: 2 }),
    );
    const table: readonly (readonly [string, string])[] = [
      [word([]), 'ContainerCreating'],
      [word([pause]), 'ContainerCreating'],
      [word([pause, running], pod(), probed(true)), 'Running'],
      [word([pause, exited(1)], pod(), crashes), 'CrashLoopBackOff'],
      [word([exited(0)], never), 'Completed'],
      [word([exited(3)], never), 'Error'],
      [word([exited(137, { outOfMemory: true })], never), 'OOMKilled'],
      [word([pause], pod(), held('ErrImagePull')), 'ErrImagePull'],
      [word([pause], pod(), held('ImagePullBackOff')), 'ImagePullBackOff'],
      [word([pause], pod(), held('CreateContainerConfigError')), 'CreateContainerConfigError'],
      [word([pause, running], pod({}, deleted)), 'Terminating'],
      [podStatusWord({ ...pod({}, deleted), status: { reason: 'NodeLost' } }), 'Unknown'],
      [podStatusWord({ ...pod(), status: { phase: 'Pending' } }), 'Pending'],
    ];
    for (const [actual, expected] of table) assert.equal(actual, expected);
  });

  it('has the phase that its containers make', () => {
    assert.equal(statusOf([pause]).phase, 'Pending');
    assert.equal(statusOf([pause, running]).phase, 'Running');
    assert.equal(statusOf([exited(0)], never).phase, 'Succeeded');
    assert.equal(statusOf([exited(1)], never).phase, 'Failed');
    assert.equal(statusOf([pause, exited(1)]).phase, 'Running', 'it will be started again');
  });

  it('says what a program was that could not be started, and fails the pod where nothing is started again', () => {
    const [status] =
      statusOf([exited(127, { startFault: '/not/there: no such file' })], never).containerStatuses ?? [];
    const { exitCode, reason, message } = status?.state?.terminated ?? assert.fail();
    assert.deepEqual([exitCode, reason, message], [127, 'StartError', '/not/there: no such file']);
    assert.equal(statusOf([exited(127, { startFault: 'x' })], never).phase, 'Failed');
  });

  it('is not told anew because others say something of the pod too', () => {
    const status = statusOf([pause, running]);
    const theirs = { type: 'example.org/Registered', status: 'True' };
    const shown = { ...pod(), status: { ...status, conditions: [theirs, ...(status.conditions ?? [])] } };
    assert.equal(differs(status, shown), false);
    assert.equal(differs(statusOf([pause, running], pod(), probed(true)), shown), true);
  });

  it('that has ended stays as it ended when what is left of it is removed', () => {
    const done = statusOf([exited(3)], never);
    const after = { ...never, status: { ...done, reason: 'Evicted', message: 'by somebody' } };
    const { conditions: _before, ...shown } = after.status;
    const { conditions: _after, ...again } = statusOf([], after);
    assert.deepEqual(again, shown);
  });

  it('is ready when every container is, and names those that are not', () => {
    const ready = (remembered: PodMemory) =>
      statusOf([pause, running], pod(), remembered).conditions?.find(({ type }) => type === 'Ready');
    assert.equal(ready(probed(true))?.status, 'True');
    assert.equal(ready(probed(false))?.status, 'False');
    assert.equal(ready(probed(false))?.message, 'containers with unready status: [main]');
  });

  it('keeps the time of what has not changed', () => {
    const first = statusOf([pause, running], pod(), probed(true));
    const later = podStatus({
      pod: { ...pod(), status: first },
      observed: [pause, running],
      memory: probed(true),
      hostIp: '192.0.2.1',
      nowMs: nowMs + 60_000,
    });
    assert.deepEqual(later, first);
  });

  it('shows the last run of a container that was started again, and cuts long messages', () => {
    const [status] =
      statusOf([pause, container('main', { attempt: 1 }), exited(137, { outOfMemory: true })])
        .containerStatuses ?? [];
    assert.equal(status?.restartCount, 1);
    assert.equal(status?.lastState?.terminated?.reason, 'OOMKilled');
    assert.equal(status?.lastState?.terminated?.exitCode, 137);
    const long = memory((each) => {
      containerMemory(each, 'main').setback = { ...setback('ErrImagePull'), message: 'x'.repeat(5_000) };
    });
    const message = statusOf([pause], pod(), long).containerStatuses?.[0]?.state?.waiting?.message ?? '';
    assert.equal(message.length, agentLimits.messageLength);
  });

  it('has the address of the running pause container, and keeps it to the end', () => {
    assert.equal(statusOf([pause]).podIP, '10.244.1.2');
    const ending = { ...pod({}, deleted), status: { podIP: '10.244.1.2' } };
    assert.equal(statusOf([], ending).podIP, '10.244.1.2');
    assert.equal(statusOf([]).podIP, undefined);
  });
});

describe('a container that looks into a pod', () => {
  const look = { name: 'look', image: 'demo:v1', targetContainerName: 'main' };
  const looked = pod({ ephemeralContainers: [look] });
  const run = container('look');

  it('is started once, beside what it looks into', () => {
    const target = running;
    assert.deepEqual(nextOperation(situation([pause, running], { pod: looked })), {
      kind: 'startContainer',
      container: look,
      attempt: 0,
      pause,
      target,
    });
    assert.equal(nextOperation(situation([pause, running, run], { pod: looked })).kind, 'wait');
    const ended = container('look', { state: 'exited', exitCode: 1 });
    assert.deepEqual(nextOperation(situation([pause, running, ended], { pod: looked })), {
      kind: 'wait',
      untilMs: Infinity,
    });
  });

  it('waits for what it looks into, and for an image that was not there', () => {
    const failed = pod({ restartPolicy: 'Never', ephemeralContainers: [look] });
    assert.notEqual(nextOperation(situation([pause, exited(1)], { pod: failed })).kind, 'startContainer');
    const late = memory((made) => {
      containerMemory(made, 'look').setback = setback('ErrImagePull');
    });
    assert.deepEqual(nextOperation(situation([pause, running], { pod: looked, memory: late })), {
      kind: 'wait',
      untilMs: nowMs + 5_000,
    });
  });

  it('has a status of its own, and none in what the pod is', () => {
    const ended = container('look', { state: 'exited', exitCode: 3, finishedAtMs: nowMs });
    const status = podStatus({
      pod: looked,
      observed: [pause, running, ended],
      memory: memory(),
      hostIp: '10.0.0.1',
      nowMs,
    });
    assert.equal(status.phase, 'Running');
    assert.deepEqual(
      status.containerStatuses?.map(({ name }) => name),
      ['main'],
    );
    const [own] = status.ephemeralContainerStatuses ?? [];
    assert.deepEqual([own?.name, own?.state?.terminated?.exitCode], ['look', 3]);
  });
});
