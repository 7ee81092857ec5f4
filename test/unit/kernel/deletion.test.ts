import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Deletion, deleteObject, isHeld } from '#kernel/kinds/deletion.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import { configMap, namespace, pod } from '#kit/objects.ts';

const nowMs = 1_700_000_000_000;
const ask = (object: OrcObject, graceSeconds?: number, propagation = ''): Deletion =>
  deleteObject(object, { graceSeconds, propagation, nowMs });
const marked = (deletion: Deletion): OrcObject => {
  assert.ok('marked' in deletion);
  return deletion.marked;
};

describe('deletion', () => {
  it('of what nothing holds is at once', () => {
    assert.deepEqual(ask(configMap('c')), { gone: true });
    assert.deepEqual(ask(pod('p')), { gone: true });
    assert.deepEqual(ask(pod('p', { nodeName: 'n' }), 0), { gone: true });
  });

  it('of a running pod gives it its grace, and asking again can only shorten it', () => {
    const first = marked(ask(pod('p', { nodeName: 'n' })));
    assert.equal(first.metadata.deletionGracePeriodSeconds, 30);
    assert.equal(first.metadata.deletionTimestamp, timeFromMs(nowMs + 30_000));
    assert.ok(isHeld(first));
    const later = marked(deleteObject(first, { graceSeconds: 60, propagation: '', nowMs: nowMs + 5_000 }));
    assert.deepEqual(later.metadata, first.metadata);
    assert.equal(marked(ask(first, 5)).metadata.deletionTimestamp, timeFromMs(nowMs + 5_000));
    assert.deepEqual(ask(first, 0), { gone: true });
    const hardly = marked(ask(pod('p', { nodeName: 'n' }), -1));
    assert.equal(hardly.metadata.deletionGracePeriodSeconds, 1);
    const words = { code: 'BadRequest', message: /gracePeriodSeconds: .* must be at most 86400/ };
    assert.throws(() => ask(pod('p', { nodeName: 'n' }), Number.MAX_SAFE_INTEGER), words);
  });

  it('is counted by the generation once, where that counts changes', () => {
    const finalizers = ['x.dev/y'];
    const held = { ...pod('p'), metadata: { name: 'p', finalizers, generation: 3 } };
    const going = marked(ask(held));
    assert.equal(going.metadata.generation, 4);
    assert.equal(marked(ask(going)).metadata.generation, 4);
    const uncounted = { ...configMap('c'), metadata: { name: 'c', finalizers } };
    assert.ok(!('generation' in marked(ask(uncounted)).metadata));
  });

  it('waits for finalizers, those of its propagation added once', () => {
    const held = { ...configMap('c'), metadata: { name: 'c', finalizers: ['x.dev/y'] } };
    assert.deepEqual(marked(ask(held)).metadata.finalizers, ['x.dev/y']);
    const foreground = marked(ask(configMap('c'), undefined, 'Foreground'));
    assert.deepEqual(foreground.metadata.finalizers, ['foregroundDeletion']);
    assert.deepEqual(marked(ask(foreground, undefined, 'Foreground')).metadata.finalizers, [
      'foregroundDeletion',
    ]);
    assert.deepEqual(marked(ask(configMap('c'), undefined, 'Orphan')).metadata.finalizers, ['orphan']);
    assert.throws(() => ask(configMap('c'), undefined, 'Sideways'), { code: 'BadRequest' });
  });

  it('that says what becomes of what is owned takes the place of an earlier word', () => {
    const held = { ...configMap('c'), metadata: { name: 'c', finalizers: ['orphan', 'x.dev/y'] } };
    const finalizers = (propagation: string): unknown =>
      marked(ask(held, undefined, propagation)).metadata.finalizers;
    assert.deepEqual(finalizers(''), ['orphan', 'x.dev/y']);
    assert.deepEqual(finalizers('Orphan'), ['orphan', 'x.dev/y']);
    assert.deepEqual(finalizers('Foreground'), ['x.dev/y', 'foregroundDeletion']);
    assert.deepEqual(finalizers('Background'), ['x.dev/y']);
    const waiting = { ...configMap('c'), metadata: { name: 'c', finalizers: ['foregroundDeletion'] } };
    assert.deepEqual(ask(waiting, undefined, 'Background'), { gone: true });
  });

  it('of a namespace leaves it to its controller, whatever its manifest said', () => {
    for (const spec of [undefined, {}, { finalizers: ['x.dev/y'] }]) {
      const { spec: _none, ...bare } = namespace('n');
      const going = marked(ask({ ...bare, ...(spec && { spec }) }));
      assert.ok(going.kind === 'Namespace' && going.spec?.finalizers?.includes('kubernetes'));
      assert.equal(going.status?.phase, 'Terminating');
      const again = marked(ask(going));
      assert.deepEqual(again, going);
    }
  });

  it('of a namespace the cluster needs is forbidden', () => {
    for (const name of ['default', 'kube-system', 'orc-node-lease'])
      assert.throws(() => ask(namespace(name)), { code: 'Forbidden' });
  });
});
