// Server-side apply by example, as Kubernetes' documentation tells of it.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { definitionOf } from '#kernel/log/key.ts';
import { fieldPaths, fieldSetFromJson, fieldSetToJson } from '#kernel/model/field-set.ts';
import type { KindName } from '#kernel/model/gen/objects.gen.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { type Manager, capUpdaters, readManagedFields } from '#kernel/model/managed-fields.ts';
import { inOneVersion } from '#kernel/model/field-versions.ts';
import { ownableFields } from '#kernel/model/ownable-fields.ts';
import {
  type Applied,
  applyConfiguration,
  managersBefore,
  tracked,
} from '#kernel/model/server-side-apply.ts';

interface State {
  readonly object: JsonObject | undefined;
  readonly managers: readonly Manager[];
}

const nothing: State = { object: undefined, managers: [] };
const schemaOf = (kind: KindName) => definitionOf(kind).type.schema;

function attempt(kind: KindName, state: State, manager: string, config: JsonObject, force = false): Applied {
  return inOneVersion(
    applyConfiguration({
      schema: schemaOf(kind),
      live: state.object,
      config,
      managers: state.managers,
      by: { manager, operation: 'Apply', apiVersion: 'v1', subresource: '' },
      force,
      time: '2026-01-01T00:00:00Z',
    }),
  );
}

function applied(kind: KindName, state: State, manager: string, config: JsonObject, force = false): State {
  const outcome = attempt(kind, state, manager, config, force);
  assert.ok('ok' in outcome, JSON.stringify(outcome));
  return outcome.ok;
}

function conflictsOf(kind: KindName, state: State, manager: string, config: JsonObject): string[] {
  const outcome = attempt(kind, state, manager, config);
  assert.ok('conflicts' in outcome, 'there are conflicts');
  return outcome.conflicts.map(({ owner, field }) => `${owner.manager} ${owner.operation} ${field}`);
}

function updated(kind: KindName, state: State, manager: string, after: JsonObject): State {
  const managers = inOneVersion(
    tracked({
      schema: schemaOf(kind),
      before: state.object ?? {},
      after,
      managers: state.managers,
      by: { manager, operation: 'Update', apiVersion: 'v1', subresource: '' },
      time: '2026-01-02T00:00:00Z',
    }),
  );
  return { object: after, managers };
}

const ownedBy = ({ managers }: State, name: string): readonly string[] =>
  managers.filter(({ manager }) => manager === name).flatMap(({ fields }) => fieldPaths(fields));

const map = (data: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  metadata: { name: 'm', ...metadata },
  data,
});
const pod = (spec: JsonObject): JsonObject => ({ metadata: { name: 'p' }, spec });

describe('the fields of an object', () => {
  it('are named by field, key and value, and without what the masters alone say', () => {
    const fields = ownableFields(schemaOf('Pod'), {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'p',
        namespace: 'default',
        uid: 'u',
        resourceVersion: '1',
        creationTimestamp: null,
        labels: { app: 'web' },
        finalizers: ['a/b'],
      },
      spec: {
        nodeSelector: { disk: 'ssd' },
        securityContext: {},
        containers: [{ name: 'main', args: ['x'], ports: [{ containerPort: 80 }] }],
      },
    });
    assert.deepEqual(fieldSetToJson(fields), {
      'f:metadata': { 'f:finalizers': { 'v:"a/b"': {} }, 'f:labels': { 'f:app': {} } },
      'f:spec': {
        'f:containers': {
          'k:{"name":"main"}': {
            '.': {},
            'f:args': {},
            'f:name': {},
            'f:ports': {
              'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} },
            },
          },
        },
        'f:nodeSelector': {},
        'f:securityContext': {},
      },
    });
    assert.deepEqual(fieldPaths(fields), [
      '.metadata.finalizers[="a/b"]',
      '.metadata.labels.app',
      '.spec.containers[name="main"]',
      '.spec.containers[name="main"].args',
      '.spec.containers[name="main"].name',
      '.spec.containers[name="main"].ports[containerPort=80,protocol="TCP"]',
      '.spec.containers[name="main"].ports[containerPort=80,protocol="TCP"].containerPort',
      '.spec.nodeSelector',
      '.spec.securityContext',
    ]);
    assert.deepEqual(fieldSetFromJson(fieldSetToJson(fields)), fields);
  });

  it('are refused where they are written wrong', () => {
    for (const wrong of [
      'x',
      [],
      { 'g:a': {} },
      { 'k:{': {} },
      { 'k:1': {} },
      { 'f:a': 1 },
      { 'f:__proto__': {} },
    ])
      assert.equal(fieldSetFromJson(wrong), undefined, JSON.stringify(wrong));
    let deep: JsonObject = {};
    for (let depth = 0; depth < 100; depth++) deep = { 'f:a': deep };
    assert.equal(fieldSetFromJson(deep), undefined);
  });
});

describe('applying', () => {
  it('makes an object whose fields belong to who applied it', () => {
    const made = applied('ConfigMap', nothing, 'one', map({ a: '1' }, { labels: { x: 'y' } }));
    assert.deepEqual(made.object, map({ a: '1' }, { labels: { x: 'y' } }));
    assert.deepEqual(ownedBy(made, 'one'), ['.data.a', '.metadata.labels.x']);
  });

  it('is a conflict where another owns what is to change, and names each', () => {
    const made = applied('ConfigMap', nothing, 'one', map({ a: '1', b: '1', c: '1' }));
    assert.deepEqual(conflictsOf('ConfigMap', made, 'two', map({ a: '2', b: '2', c: '1' })), [
      'one Apply .data.a',
      'one Apply .data.b',
    ]);
    const both = updated('ConfigMap', made, 'editor', map({ a: '9', b: '1', c: '1' }));
    assert.deepEqual(conflictsOf('ConfigMap', both, 'one', map({ a: '1', b: '1' })), [
      'editor Update .data.a',
    ]);
  });

  it('takes what is others when it is forced', () => {
    const made = applied('ConfigMap', nothing, 'one', map({ a: '1', b: '1' }));
    const taken = applied('ConfigMap', made, 'two', map({ a: '2' }), true);
    assert.deepEqual(taken.object, map({ a: '2', b: '1' }));
    assert.deepEqual([ownedBy(taken, 'one'), ownedBy(taken, 'two')], [['.data.b'], ['.data.a']]);
  });

  it('shares what both say alike, and keeps it until neither does', () => {
    const one = applied('ConfigMap', nothing, 'one', map({ a: '1' }));
    const both = applied('ConfigMap', one, 'two', map({ a: '1', b: '1' }));
    assert.deepEqual([ownedBy(both, 'one'), ownedBy(both, 'two')], [['.data.a'], ['.data.a', '.data.b']]);
    const left = applied('ConfigMap', both, 'two', map({ b: '1' }));
    assert.deepEqual(left.object, map({ a: '1', b: '1' }));
    assert.deepEqual(applied('ConfigMap', left, 'one', map({})).object, map({ b: '1' }));
  });

  it('keeps its time while nothing changes', () => {
    const made = applied('ConfigMap', nothing, 'one', map({ a: '1' }));
    const again = inOneVersion(
      applyConfiguration({
        schema: schemaOf('ConfigMap'),
        live: made.object,
        config: map({ a: '1' }),
        managers: made.managers,
        by: { manager: 'one', operation: 'Apply', apiVersion: 'v1', subresource: '' },
        force: false,
        time: '2027-01-01T00:00:00Z',
      }),
    );
    assert.deepEqual(again, { ok: made });
  });

  it('merges lists by their keys, composite ones and their defaults too', () => {
    const port = (containerPort: number, more: JsonObject = {}): JsonObject => ({ containerPort, ...more });
    const container = (ports: readonly JsonObject[], more: JsonObject = {}): JsonObject => ({
      name: 'main',
      ...more,
      ports,
    });
    const made = applied('Pod', nothing, 'one', pod({ containers: [container([port(80)], { image: 'i' })] }));
    const more = applied(
      'Pod',
      made,
      'two',
      pod({
        containers: [
          container([port(80, { protocol: 'UDP', name: 'dns' }), port(80, { protocol: 'TCP' })]),
          { name: 'side', image: 'j' },
        ],
      }),
    );
    assert.deepEqual(
      more.object,
      pod({
        containers: [
          container([port(80, { protocol: 'UDP', name: 'dns' }), port(80, { protocol: 'TCP' })], {
            image: 'i',
          }),
          { name: 'side', image: 'j' },
        ],
      }),
    );
    const fewer = applied('Pod', more, 'two', pod({ containers: [{ name: 'main' }] }));
    assert.deepEqual(fewer.object, pod({ containers: [container([port(80)], { image: 'i' })] }));
  });

  it('puts items in the order of the configuration, others where they stood', () => {
    const named = (...names: string[]): JsonObject =>
      pod({ initContainers: names.map((name) => ({ name })) });
    const made = applied('Pod', applied('Pod', nothing, 'one', named('a', 'c')), 'two', named('a', 'b', 'c'));
    assert.deepEqual(made.object, named('a', 'b', 'c'));
    assert.deepEqual(applied('Pod', made, 'one', named('c', 'a')).object, named('c', 'a', 'b'));
    assert.deepEqual(applied('Pod', made, 'three', named('n', 'b')).object, named('a', 'n', 'b', 'c'));
  });

  it('merges sets by value', () => {
    const held = (...finalizers: string[]): JsonObject => map({}, { finalizers });
    const made = applied('ConfigMap', nothing, 'one', held('a/a', 'b/b'));
    const both = applied('ConfigMap', made, 'two', held('b/b', 'c/c'));
    assert.deepEqual(both.object, held('a/a', 'b/b', 'c/c'));
    assert.deepEqual(applied('ConfigMap', both, 'one', held()).object, held('b/b', 'c/c'));
  });

  it('replaces atomic lists, maps and messages whole', () => {
    const made = applied(
      'Pod',
      nothing,
      'one',
      pod({ nodeSelector: { a: 'b' }, containers: [{ name: 'main', args: ['x', 'y'] }] }),
    );
    const other = pod({ nodeSelector: { c: 'd' }, containers: [{ name: 'main', args: ['x'] }] });
    assert.deepEqual(conflictsOf('Pod', made, 'two', other), [
      'one Apply .spec.containers[name="main"].args',
      'one Apply .spec.nodeSelector',
    ]);
    assert.deepEqual(applied('Pod', made, 'two', other, true).object, other);
  });

  it('gives a field up that is null, and what another sets stays', () => {
    const spec = (more: JsonObject): JsonObject => pod({ containers: [{ name: 'main' }], ...more });
    const made = applied('Pod', nothing, 'one', spec({ hostname: 'h', restartPolicy: 'Never' }));
    assert.deepEqual(
      applied('Pod', made, 'one', spec({ hostname: null, restartPolicy: 'Never' })).object,
      spec({ hostname: null, restartPolicy: 'Never' }),
    );
    const other = updated(
      'Pod',
      made,
      'editor',
      spec({ hostname: 'h', restartPolicy: 'Never', subdomain: 's' }),
    );
    assert.deepEqual(applied('Pod', other, 'one', spec({})).object, spec({ subdomain: 's' }));
  });

  it('takes a message away with the last of its fields that were applied, and not what others have in it', () => {
    const spec = (securityContext?: JsonObject): JsonObject =>
      pod({ containers: [{ name: 'main' }], ...(securityContext && { securityContext }) });
    const made = applied('Pod', nothing, 'one', spec({ runAsUser: 1 }));
    assert.deepEqual(applied('Pod', made, 'one', spec()).object, spec());
    const both = applied('Pod', made, 'two', spec({ runAsGroup: 2 }));
    assert.deepEqual(applied('Pod', both, 'one', spec()).object, spec({ runAsGroup: 2 }));
    assert.deepEqual(applied('Pod', made, 'one', spec({})).object, spec({}));
  });

  it('leaves what nobody owns beside what it takes away', () => {
    const made = applied('Pod', nothing, 'one', pod({ hostname: 'h', containers: [{ name: 'main' }] }));
    const defaulted: State = {
      ...made,
      object: pod({ hostname: 'h', dnsPolicy: 'ClusterFirst', containers: [{ name: 'main' }] }),
    };
    assert.deepEqual(
      applied('Pod', defaulted, 'one', pod({ containers: [{ name: 'main' }] })).object,
      pod({ dnsPolicy: 'ClusterFirst', containers: [{ name: 'main' }] }),
    );
  });
});

describe('other writes', () => {
  it('take the fields they change, from who applied them too, and nobody has those they remove', () => {
    const made = applied('ConfigMap', nothing, 'one', map({ a: '1', b: '1', c: '1' }));
    const edited = updated('ConfigMap', made, 'editor', map({ a: '2', b: '1', d: '1' }));
    assert.deepEqual(ownedBy(edited, 'one'), ['.data.b']);
    assert.deepEqual(ownedBy(edited, 'editor'), ['.data.a', '.data.d']);
    assert.deepEqual(
      updated('ConfigMap', edited, 'other', map({ a: '2', b: '1', d: '1' })).managers,
      edited.managers,
    );
  });

  it('before the first apply belong to one manager', () => {
    const managers = managersBefore(schemaOf('ConfigMap'), map({ a: '1' }), 'v1', '2026-01-01T00:00:00Z');
    const state = { object: map({ a: '1' }), managers };
    assert.deepEqual(ownedBy(state, 'before-first-apply'), ['.data', '.data.a']);
    assert.deepEqual(conflictsOf('ConfigMap', state, 'one', map({ a: '2' })), [
      'before-first-apply Update .data.a',
    ]);
  });

  it('of more than ten managers are put together, the oldest first', () => {
    let state = applied('ConfigMap', nothing, 'one', map({}));
    const data: Record<string, string> = {};
    for (let at = 10; at < 25; at++) {
      data[`k${at}`] = '1';
      state = updated('ConfigMap', state, `m${at}`, map({ ...data }));
    }
    const updaters = state.managers.filter(({ operation }) => operation === 'Update');
    assert.ok(updaters.length <= 10, String(updaters.length));
    assert.ok(updaters.some(({ manager }) => manager === 'ancient-changes'));
    assert.deepEqual(capUpdaters(state.managers), state.managers);
  });
});

describe('managedFields', () => {
  it('that make no sense are nobody', () => {
    assert.equal(readManagedFields([{ manager: 'x' }]), undefined);
    assert.equal(
      readManagedFields([{ manager: 'x', operation: 'Apply', fieldsType: 'FieldsV1', fieldsV1: { y: 1 } }]),
      undefined,
    );
    assert.deepEqual(readManagedFields(undefined), []);
  });
});
