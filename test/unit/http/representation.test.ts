// The forms in which lists are answered.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { JsonObject } from '#kernel/model/json.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { formAsked, listForm, objectForm, objectJson } from '#api/http/representation.ts';
import { type Resource, resourceNamed } from '#api/http/resources.ts';
import { ControlBench, manifestOf } from '#kit/control.ts';
import { cronTab, cronTabDefinition } from '#kit/custom.ts';
import { configMap } from '#kit/objects.ts';

describe('an object', () => {
  const template = {
    metadata: { labels: { app: 'a' } },
    spec: { containers: [{ name: 'main', image: 'demo:v1' }] },
  };
  const set = { selector: { matchLabels: { app: 'a' } }, template };
  const cases = [
    ['discovery.k8s.io', 'v1', 'endpointslices', 'EndpointSlice', { addressType: 'IPv4' }, { endpoints: [] }],
    [
      'discovery.k8s.io',
      'v1beta1',
      'endpointslices',
      'EndpointSlice',
      { addressType: 'IPv4' },
      { endpoints: [] },
    ],
    ['apps', 'v1', 'statefulsets', 'StatefulSet', { spec: set }, { serviceName: '' }],
    [
      'networking.k8s.io',
      'v1',
      'networkpolicies',
      'NetworkPolicy',
      { spec: { egress: [] } },
      { podSelector: {} },
    ],
    ['storage.k8s.io', 'v1', 'csinodes', 'CSINode', { spec: {} }, { drivers: [] }],
  ] as const;
  for (const [group, version, plural, kind, fields, expected] of cases)
    it(`${kind} of ${version} shows what clients insist on, though it is empty, and takes it back`, () => {
      const bench = new ControlBench({ nodes: 0 });
      const apiVersion = `${group}/${version}`;
      const manifest = { apiVersion, kind, metadata: { name: 'a' }, ...fields };
      const made = bench.change({ create: { object: manifestOf(manifest) } });
      const of = resourceNamed(bench.store, group, version, plural);
      assert.ok(made !== undefined && of !== undefined);
      const shown = objectJson(of, made.object);
      const within = isJsonObject(shown['spec']) ? shown['spec'] : shown;
      const named = Object.keys(expected).map((name) => [name, within[name]]);
      assert.deepEqual(Object.fromEntries(named), expected);
      const { itemOf, textOf } = listForm(of, objectForm, {});
      assert.equal(textOf?.(made.object), JSON.stringify(itemOf(made.object)));
      const again = bench.change({ update: { object: manifestOf(shown), status: false } });
      assert.equal(again?.result === 'unchanged' || kind === 'StatefulSet', true);
    });
});

describe('a list', () => {
  const bench = new ControlBench({ nodes: 0 });
  const names = { plural: 'crontabs', kind: 'CronTab', listKind: 'CronTabs' };
  for (const manifest of [cronTabDefinition({ spec: { names } }), cronTab('a')])
    bench.change({ create: { object: manifestOf(manifest) } });
  bench.create(configMap('a'));

  function resource(group: string, plural: string): Resource {
    return resourceNamed(bench.store, group, 'v1', plural) ?? assert.fail(plural);
  }
  function list(of: Resource): { readonly head: JsonObject; readonly item: JsonObject } {
    const { head, itemOf } = listForm(of, objectForm, {});
    const [object] = bench.store.list(of.storedKind);
    return { head, item: itemOf(object ?? assert.fail('there is one')) };
  }

  it('of a built-in kind says what its items are', () => {
    const { head, item } = list(resource('', 'configmaps'));
    assert.deepEqual(head, { kind: 'ConfigMapList', apiVersion: 'v1', metadata: {} });
    assert.equal('kind' in item || 'apiVersion' in item, false);
  });

  it('of a kind that users define is called as they call it, and its items say what they are', () => {
    const { head, item } = list(resource('stable.example.com', 'crontabs'));
    assert.deepEqual(head, { kind: 'CronTabs', apiVersion: 'stable.example.com/v1', metadata: {} });
    assert.deepEqual([item['apiVersion'], item['kind']], ['stable.example.com/v1', 'CronTab']);
  });

  it('has the texts that its items have, and keeps none of Secrets or of kinds that users define', () => {
    const of = resource('', 'configmaps');
    for (const object of bench.store.list('ConfigMap')) {
      const { itemOf, textOf } = listForm(of, objectForm, {});
      const text = JSON.stringify(itemOf(object));
      assert.deepEqual([textOf?.(object), textOf?.(object)], [text, text]);
    }
    for (const [group, plural] of [
      ['', 'secrets'],
      ['stable.example.com', 'crontabs'],
    ] as const)
      assert.equal(listForm(resource(group, plural), objectForm, {}).textOf, undefined, plural);
  });

  it('as a table says what its columns are, and its cells are that', () => {
    const form = formAsked('application/json;as=Table;v=v1;g=meta.k8s.io', new URLSearchParams());
    const table = (of: Resource): { readonly columns: readonly JsonObject[]; readonly cells: unknown } => {
      const { head, itemOf } = listForm(of, form, {});
      const [object] = bench.store.list(of.storedKind);
      const columns = head['columnDefinitions'];
      assert.ok(Array.isArray(columns) && columns.every(isJsonObject));
      return { columns, cells: itemOf(object ?? assert.fail('there is one'))['cells'] };
    };
    const maps = table(resource('', 'configmaps'));
    const text = { type: 'string', format: '', priority: 0 };
    assert.deepEqual(maps.columns, [
      { ...text, name: 'Name', format: 'name', description: 'Its name.' },
      {
        ...text,
        name: 'Data',
        type: 'integer',
        description: 'How many values it holds, as text and as bytes.',
      },
      { ...text, name: 'Age', description: 'How long ago it was made.' },
    ]);
    const tabs = table(resource('stable.example.com', 'crontabs'));
    assert.deepEqual(tabs.columns.slice(1, 4), [
      { ...text, name: 'Spec', description: 'When it runs' },
      { ...text, name: 'Replicas', type: 'integer', description: 'What the path .spec.replicas leads to.' },
      { ...text, name: 'Image', priority: 1, description: 'What the path .spec.image leads to.' },
    ]);
    assert.ok(Array.isArray(maps.cells) && Array.isArray(tabs.cells));
    assert.deepEqual(maps.cells.slice(0, 2), ['a', 0]);
    assert.deepEqual(tabs.cells.slice(0, 4), ['a', '* * * * */5', 1, null]);
  });
});
