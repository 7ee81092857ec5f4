// What comes of a node's reports.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { unpack } from '#kernel/log/pack.ts';
import { goneWrite, podWrite } from '#api/nats/node-writes.ts';
import { NodeStreams } from '#api/nats/streams.ts';
import { systemRandom } from '#runtime/system.ts';
import { ControlBench } from '#kit/control.ts';
import { pod } from '#kit/objects.ts';

function contextOf({ store }: ControlBench): Parameters<typeof podWrite>[2] {
  return {
    store,
    random: systemRandom,
    sealer: { seal: (object) => object, open: (object) => object },
    nowMs: 0,
    given: new Set(),
  };
}

describe("a node's report that a pod is gone", () => {
  const bench = new ControlBench({ nodes: 1 });
  const gone = (name: string, finalizers: readonly string[], deletionGracePeriodSeconds: number) => {
    const made = pod(name, { nodeName: 'node-1' });
    const { uid = '' } = made.metadata;
    const deletionTimestamp = '2026-01-31T08:00:30Z';
    bench.create({
      ...made,
      metadata: { ...made.metadata, finalizers, deletionTimestamp, deletionGracePeriodSeconds },
    });
    return goneWrite({ namespace: 'default', name, uid }, 'node-1', contextOf(bench));
  };

  it('deletes it', () => {
    assert.equal(gone('free', [], 30)?.operation, 'DELETE');
  });

  it('ends the grace of one that finalizers hold, once: it is said again and again', () => {
    const object = gone('held', ['example.org/wait'], 30)?.object;
    assert.equal(object && unpack(object).metadata.deletionGracePeriodSeconds, 0);
    assert.equal(gone('held-on', ['example.org/wait'], 0), undefined);
  });
});

describe("a node's report of a pod", () => {
  it('leaves what others say of it as it is', () => {
    const bench = new ControlBench({ nodes: 1 });
    const made = pod('p', { nodeName: 'node-1' });
    const theirs = [
      { type: 'PodScheduled', status: 'True' },
      { type: 'example.org/Registered', status: 'True' },
    ];
    bench.create({ ...made, status: { phase: 'Pending', conditions: theirs } });
    const own = [{ type: 'Ready', status: 'True' }];
    const reported = { ...made, status: { phase: 'Running', conditions: own } };
    const report = (): unknown => {
      const object = podWrite(reported, 'node-1', contextOf(bench))?.object;
      const written = object && unpack(object);
      return written?.kind === 'Pod' ? written.status?.conditions : undefined;
    };
    assert.deepEqual(report(), [...theirs, ...own]);
  });

  it('of before somebody else ended the pod does not undo that', () => {
    const bench = new ControlBench({ nodes: 1 });
    const made = pod('p', { nodeName: 'node-1' });
    bench.create({ ...made, status: { phase: 'Failed', reason: 'Evicted' } });
    const report = (phase: string): unknown =>
      podWrite(
        { ...made, status: { phase, reason: 'Evicted', hostIP: '10.0.0.1' } },
        'node-1',
        contextOf(bench),
      );
    for (const phase of ['Running', 'Succeeded']) assert.equal(report(phase), undefined);
    assert.ok(report('Failed') !== undefined, 'what it says once it knows is taken');
  });
});

describe('a stream to a node', () => {
  it('is not opened for somebody who has left', async () => {
    const no = (): never => assert.fail('nothing is asked of the node');
    const connection = { flush: no, request: no, subscribe: no, publish: no, isClosed: () => false };
    const streams = new NodeStreams(connection, systemRandom);
    const what = { uid: 'u', metrics: false, forward: { port: 80 } };
    await assert.rejects(streams.open('n', what, AbortSignal.abort()), { code: 'Cancelled' });
  });
});
