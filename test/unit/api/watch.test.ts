import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { parseSelector } from '#kernel/model/selector.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import { Pages, placeIn } from '#api/pages.ts';
import { type Scope, checkFieldSelector, inScope, scopedEvent, scopedList } from '#api/watch.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { ControlBench } from '#kit/control.ts';
import { eventOf } from '#kit/events.ts';
import { configMap, pod } from '#kit/objects.ts';

const scope = (labels: string, fields = '', namespace: string | undefined = 'default'): Scope => ({
  kind: 'Pod',
  definition: definitionOf('Pod'),
  namespace,
  labels: parseSelector(labels),
  fields: parseSelector(fields),
});

function event(type: StoreEvent['type'], object: OrcObject, previous?: OrcObject): StoreEvent {
  return eventOf(type, 9, object, previous);
}

describe('a watch', () => {
  const web = pod('p', { labels: { app: 'web' } });
  const other = pod('p', { labels: { app: 'db' } });
  const seen = (made: StoreEvent, by = scope('app=web')): string | undefined => scopedEvent(by, made)?.type;

  it('sees objects come into its scope, change in it and leave it', () => {
    assert.equal(seen(event('ADDED', web)), 'ADDED');
    assert.equal(seen(event('ADDED', other)), undefined);
    assert.equal(seen(event('MODIFIED', web, web)), 'MODIFIED');
    assert.equal(seen(event('MODIFIED', web, other)), 'ADDED');
    assert.equal(seen(event('MODIFIED', other, web)), 'DELETED');
    assert.equal(seen(event('MODIFIED', other, other)), undefined);
    assert.equal(seen(event('DELETED', web, web)), 'DELETED');
    assert.equal(seen(event('DELETED', other, other)), undefined);
  });

  it('tells of leaving with the object as it last was seen, at the revision of the event', () => {
    const left = event('MODIFIED', other, web);
    const { metadata } = scopedEvent(scope('app=web'), left)?.object ?? assert.fail('nothing was told');
    assert.deepEqual(metadata, { ...web.metadata, resourceVersion: String(left.revision) });
  });

  it('is about one kind, and one namespace unless it is about all', () => {
    assert.equal(seen(event('ADDED', configMap('c', {}))), undefined);
    assert.equal(inScope(scope('', '', 'team'), web), false);
    assert.equal(inScope({ ...scope(''), namespace: undefined }, web), true);
  });

  it('selects by the fields its kind offers, and refuses others by name', () => {
    const bound = pod('q', { nodeName: 'n1' });
    assert.ok(inScope(scope('', 'spec.nodeName=n1,metadata.name!=p'), bound));
    assert.ok(!inScope(scope('', 'spec.nodeName=n2'), bound));
    checkFieldSelector(scope('', 'status.phase=Pending'));
    assert.throws(() => checkFieldSelector(scope('', 'spec.x=1')), {
      code: 'BadRequest',
      message: /field label not supported: spec\.x; pods offer .*spec\.nodeName/,
    });
  });
});

describe('pages of a list', () => {
  const names = (objects: Iterable<OrcObject>): string[] =>
    [...objects].map(({ metadata }) => metadata.name ?? '');
  const definition = definitionOf('ConfigMap');
  const all: Scope = { kind: 'ConfigMap', definition, namespace: 'default', labels: [], fields: [] };

  it('go on over the state of the first, whatever happens meanwhile', () => {
    const bench = new ControlBench({ nodes: 0 });
    for (const name of ['a', 'b', 'c', 'd']) bench.create(configMap(name));
    const pages = new Pages();
    const token = pages.pin(bench.store, 'default/b');
    bench.delete('ConfigMap', 'c');
    bench.create(configMap('bb'));
    const { revision, after } = placeIn(token);
    const state = pages.at(revision);
    assert.ok(state !== undefined);
    assert.deepEqual(names(scopedList(state, all, after)), ['c', 'd']);
    assert.deepEqual(names(scopedList(bench.store, all)), ['a', 'b', 'bb', 'd']);
  });

  it('are kept in a bounded number, and what is no token is refused', () => {
    const bench = new ControlBench({ nodes: 0 });
    const pages = new Pages();
    const first = placeIn(pages.pin(bench.store, ''));
    for (let index = 0; index < 40; index++) {
      bench.create(configMap(`m${index}`));
      pages.pin(bench.store, '');
    }
    assert.equal(pages.at(first.revision), undefined);
    for (const text of [
      '',
      'x',
      Buffer.from('{}').toString('base64url'),
      Buffer.from('[1,2,3]').toString('base64url'),
    ])
      assert.throws(() => placeIn(text), { code: 'BadRequest' }, text);
  });
});
