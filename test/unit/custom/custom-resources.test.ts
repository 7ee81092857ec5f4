// Kinds that users define, through the real admission, store and controllers.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { definitionIn } from '#kernel/custom/catalog.ts';
import { customColumns } from '#kernel/custom/columns.ts';
import type { CustomKind } from '#kernel/custom/object.ts';
import { OrcError } from '#kernel/errors.ts';
import { isBuiltIn, key } from '#kernel/log/key.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { SnapshotReader, snapshotChunks } from '#kernel/store/snapshot.ts';
import { admit } from '#api/admission/admit.ts';
import { ControlBench, manifestOf } from '#kit/control.ts';
import { cronTab, cronTabDefinition, cronTabSchema } from '#kit/custom.ts';

const kind: CustomKind = 'CronTab.stable.example.com';

class CustomBench {
  readonly bench = new ControlBench({ nodes: 0 });

  constructor(definition: JsonObject | 'none' = cronTabDefinition()) {
    if (definition !== 'none') this.create(definition);
  }

  json(object: OrcObject): JsonObject {
    return objectToJson(definitionIn(this.bench.store, object.kind).type, object);
  }

  create(manifest: JsonObject): JsonObject {
    const made = this.bench.change({ create: { object: manifestOf(manifest) } });
    assert.ok(made !== undefined);
    return this.json(made.object);
  }

  /** Why the store refuses what admission lets through. */
  refusal(manifest: JsonObject): string {
    const admitted = admit({ create: { object: manifestOf(manifest) } }, this.bench.context());
    assert.ok(admitted?.write !== undefined);
    const { error, message } = this.bench.commit([admitted.write]);
    return `${error}: ${message}`;
  }

  update(manifest: JsonObject, status = false): string | undefined {
    return this.bench.change({ update: { object: manifestOf(manifest), status } })?.result;
  }

  get(name: string): JsonObject {
    const found = this.bench.store.get(kind, 'default', name);
    assert.ok(found !== undefined, name);
    return this.json(found);
  }

  spec(name: string): JsonObject {
    const { spec } = this.get(name);
    assert.ok(isJsonObject(spec));
    return spec;
  }
}

/** What is wrong with creating an object, each as `field: message`. */
function problems(bench: CustomBench, manifest: JsonObject, change = bench.create.bind(bench)): string[] {
  try {
    change(manifest);
  } catch (error) {
    assert.ok(error instanceof OrcError, String(error));
    const { causes = [] } = error.details;
    return causes.length === 0 ? [error.message] : causes.map(({ field, message }) => `${field}: ${message}`);
  }
  return [];
}

describe('a kind that users define', () => {
  it('is served from the moment its definition is committed, with its names and versions accepted', () => {
    const bench = new CustomBench('none');
    const made = bench.create(cronTabDefinition());
    const { status, metadata } = made;
    assert.ok(isJsonObject(status) && isJsonObject(metadata) && Array.isArray(status['conditions']));
    assert.deepEqual(status['storedVersions'], ['v1']);
    assert.deepEqual(
      status['conditions'].map((each: unknown) => isJsonObject(each) && [each['type'], each['status']]),
      [
        ['NamesAccepted', 'True'],
        ['Established', 'True'],
      ],
    );
    assert.deepEqual(metadata['finalizers'], ['customresourcecleanup.apiextensions.k8s.io']);
    assert.equal(definitionIn(bench.bench.store, kind).plural, 'crontabs');
    bench.create(cronTab('a'));
    assert.equal(bench.bench.store.count(kind), 1);
  });

  it('gives absent fields their defaults, and drops null where nothing may be null', () => {
    const bench = new CustomBench();
    bench.create(cronTab('a', { replicas: null, paused: null, ports: [{ name: 'x' }] }));
    assert.deepEqual(bench.spec('a'), {
      cronSpec: '* * * * */5',
      paused: null,
      ports: [{ name: 'x', number: 80 }],
      replicas: 1,
      minReplicas: 0,
      policy: 'Allow',
    });
  });

  it('may have fields that are called as what every object inherits', () => {
    const properties = {
      constructor: { type: 'string', maxLength: 3 },
      toString: { type: 'integer', default: 7 },
      valueOf: { type: 'boolean' },
      cronSpec: { type: 'string' },
    };
    const schema = { type: 'object', properties: { spec: { type: 'object', properties } } };
    const version = { selectableFields: [], subresources: {} };
    const ownFields = (spec: JsonObject): [string, unknown][] =>
      Object.entries(spec).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const bench = new CustomBench(cronTabDefinition({ schema, version }));
    bench.create(cronTab('without'));
    assert.deepEqual(ownFields(bench.spec('without')), [
      ['cronSpec', '* * * * */5'],
      ['toString', 7],
    ]);
    bench.create(cronTab('with', { constructor: 'abc', valueOf: true }));
    const given = [
      ['constructor', 'abc'],
      ['cronSpec', '* * * * */5'],
      ['toString', 7],
      ['valueOf', true],
    ];
    assert.deepEqual(ownFields(bench.spec('with')), given);
    assert.equal(problems(bench, cronTab('wrong', { constructor: 'abcd' })).length, 1);
  });

  it('keeps empty lists and maps, free fields and numbers as they are', () => {
    const bench = new CustomBench();
    const given = { tags: [], labels: {}, extra: { deep: [{ a: null }, 1.5, 'x'] }, ratio: 2, port: 'http' };
    bench.create(cronTab('a', given));
    const { tags, labels, extra, ratio, port } = bench.spec('a');
    assert.deepEqual({ tags, labels, extra, ratio, port }, given);
  });

  it('refuses unknown fields, also within lists', () => {
    const bench = new CustomBench();
    assert.deepEqual(problems(bench, cronTab('a', { replica: 1, ports: [{ name: 'a', host: 1 }] })), [
      'spec.replica: unknown field',
      'spec.ports[0].host: unknown field',
    ]);
  });

  const wrong: readonly (readonly [string, JsonObject, string])[] = [
    [
      'a pattern',
      { cronSpec: 'x' },
      `spec.cronSpec: Invalid value: "x": spec.cronSpec in body should match '${cronTabSchema.properties.spec.properties.cronSpec.pattern}'`,
    ],
    [
      'a type',
      { replicas: 'two' },
      'spec.replicas: Invalid value: "string": spec.replicas in body must be of type integer: "string"',
    ],
    [
      'a maximum',
      { replicas: 11 },
      'spec.replicas: Invalid value: 11: spec.replicas in body should be less than or equal to 10',
    ],
    [
      'a minimum',
      { replicas: -1, minReplicas: -2 },
      'spec.replicas: Invalid value: -1: spec.replicas in body should be greater than or equal to 0',
    ],
    ['a length', { image: 'x'.repeat(21) }, 'spec.image: Too long: may not be more than 20 bytes'],
    [
      'an enum',
      { policy: 'Maybe' },
      'spec.policy: Unsupported value: "Maybe": supported values: "Allow", "Forbid"',
    ],
    ['what is required', { cronSpec: undefined }, 'spec.cronSpec: Required value'],
    ['what is required in a list', { ports: [{}] }, 'spec.ports[0].name: Required value'],
    [
      'int-or-string',
      { port: 1.5 },
      'spec.port: Invalid value: "number": spec.port in body must be of type integer,string: "number"',
    ],
    ['a set', { tags: ['a', 'b', 'a'] }, 'spec.tags[2]: Duplicate value: "a"'],
    [
      'a list of keys',
      { ports: [{ name: 'a' }, { name: 'a' }] },
      'spec.ports[1]: Duplicate value: {"name":"a"}',
    ],
    [
      'a rule',
      { replicas: 1, minReplicas: 2 },
      'spec: Invalid value: "object": replicas should not be below minReplicas',
    ],
    [
      'a rule without a message',
      { replicas: 0, paused: false },
      'spec: Forbidden: failed rule: !has(self.paused) || self.paused || self.replicas > 0',
    ],
    [
      'numbers that JavaScript rounds',
      { ratio: 2 ** 53 },
      'spec.ratio: Invalid value: 9007199254740992: must be between -(2^53-1) and 2^53-1',
    ],
  ];
  for (const [what, spec, problem] of wrong)
    it(`is checked by its schema: ${what}`, () => {
      const bench = new CustomBench();
      assert.deepEqual(problems(bench, cronTab('a', spec)), [problem]);
      assert.equal(bench.bench.store.count(kind), 0);
    });

  it('has rules about changes', () => {
    const bench = new CustomBench();
    bench.create(cronTab('a', { image: 'x' }));
    assert.equal(bench.update(cronTab('a', { image: 'x', replicas: 3 })), 'updated');
    assert.deepEqual(
      problems(bench, cronTab('a', { image: 'y' }), (next) => {
        bench.update(next);
        return next;
      }),
      ['spec.image: Invalid value: "y": image is immutable'],
    );
  });

  it('keeps its status apart, and counts generations of the rest', () => {
    const bench = new CustomBench();
    bench.create({ ...cronTab('a'), status: { replicas: 5 } });
    assert.equal(bench.get('a')['status'], undefined);
    assert.equal(
      bench.update({ ...cronTab('a', { replicas: 9 }), status: { replicas: 2 } }, true),
      'updated',
    );
    assert.deepEqual(bench.get('a')['status'], { replicas: 2 });
    assert.equal(bench.spec('a')['replicas'], 1);
    const generation = (): unknown => {
      const { metadata } = bench.get('a');
      return isJsonObject(metadata) ? metadata['generation'] : undefined;
    };
    assert.equal(generation(), 1);
    bench.update(cronTab('a', { replicas: 9 }));
    assert.equal(generation(), 2);
    assert.deepEqual(bench.get('a')['status'], { replicas: 2 });
  });

  it('is scaled, shown and selected as its definition says', () => {
    const bench = new CustomBench();
    bench.create(cronTab('a', { replicas: 3 }));
    const object = bench.bench.store.get(kind, 'default', 'a');
    assert.ok(object !== undefined);
    const { columns, scale, fields = [] } = definitionIn(bench.bench.store, kind);
    const nowMs = Date.parse(object.metadata.creationTimestamp ?? '') + 60_000;
    assert.deepEqual(
      columns.map((column) => [column.name, column.value(object, nowMs), column.priority]),
      [
        ['Name', 'a', undefined],
        ['Spec', '* * * * */5', undefined],
        ['Replicas', 3, undefined],
        ['Image', null, 1],
        ['Age', '60s', undefined],
      ],
    );
    assert.deepEqual(scale?.read(object), { wanted: 3, current: 0, selector: '' });
    const scaled = scale?.write(object, 5);
    assert.ok(scaled !== undefined && 'spec' in scaled && isJsonObject(scaled.spec));
    assert.equal(scaled.spec['replicas'], 5);
    assert.equal(scaled.metadata.name, 'a');
    assert.deepEqual(
      fields.map((field) => [field.name, field.value(object)]),
      [['spec.policy', 'Allow']],
    );
  });

  it('is shown by paths that filter, take apart and lead nowhere, even where an old definition has them wrong', () => {
    const bench = new CustomBench();
    const ports = [
      { name: 'a', number: 1 },
      { name: 'b', number: 2 },
    ];
    bench.create(cronTab('a', { ports }, { labels: { 'example.com/tier': 'front' } }));
    const object = bench.bench.store.get(kind, 'default', 'a');
    const crd = bench.bench.store.get('CustomResourceDefinition', '', 'crontabs.stable.example.com');
    assert.ok(object !== undefined && crd !== undefined && !isBuiltIn(object));
    const cell = (jsonPath: string, type = 'string'): unknown => {
      const [, column] = customColumns({ additionalPrinterColumns: [{ name: 'It', type, jsonPath }] });
      return column?.value(object, 0);
    };
    assert.equal(cell('.spec.ports[?(@.name=="b")].number', 'integer'), 2);
    assert.equal(cell('.metadata.labels.example\\.com/tier'), 'front');
    assert.equal(cell('.spec.ports[*].name'), 'a', 'the first, as in Kubernetes');
    assert.equal(cell('.spec.ports[0]'), '{"name":"a","number":1}');
    assert.deepEqual([cell('.kind'), cell('.apiVersion')], ['CronTab', 'stable.example.com/v1']);
    assert.equal(cell('..kind'), 'CronTab');
    assert.equal(cell('.spec.ports[?(@.name=="c")].number'), null);
    assert.equal(cell('.spec.ports[?(@.name'), null, 'can’t be read');
    assert.equal(cell(`.spec.ports${'[0,0]'.repeat(30)}`), null, 'looks at too much, or at nothing');
  });

  it('has columns as its definition says them, and cells of their types or none', () => {
    const given = { name: 'lastBackup', type: 'integer', jsonPath: '.spec.it' };
    const [own, described] = customColumns({
      additionalPrinterColumns: [
        given,
        { ...given, format: 'int64', priority: 3, description: 'When it was.' },
      ],
    }).slice(1);
    const said = { name: 'lastBackup', type: 'integer', description: 'What the path .spec.it leads to.' };
    assert.deepEqual({ ...own, value: undefined }, { ...said, value: undefined });
    const more = { format: 'int64', priority: 3, description: 'When it was.' };
    assert.deepEqual({ ...described, value: undefined }, { ...said, ...more, value: undefined });
    const [name, age] = customColumns({});
    assert.deepEqual([name?.name, name?.format, age?.name, age?.type], ['Name', 'name', 'Age', 'date']);

    const nowMs = Date.parse('2026-01-02T00:00:00Z');
    const cells = (value: unknown): readonly unknown[] =>
      ['string', 'integer', 'number', 'boolean', 'date'].map((type) => {
        const [, column] = customColumns({ additionalPrinterColumns: [{ ...given, type }] });
        const object = { apiVersion: 'stable.example.com/v1', kind, metadata: {}, spec: { it: value } };
        return column?.value(object, nowMs);
      });
    const table: readonly (readonly [unknown, readonly unknown[]])[] = [
      [undefined, [null, null, null, null, null]],
      [null, [null, null, null, null, null]],
      [5, ['5', 5, 5, null, null]],
      [-1.7, ['-1.7', -1, -1.7, null, null]],
      [true, ['true', null, null, true, null]],
      ['5', ['5', null, null, null, '<invalid>']],
      ['', ['', null, null, null, '<unknown>']],
      [{ a: [1] }, ['{"a":[1]}', null, null, null, null]],
    ];
    for (const [value, wanted] of table) assert.deepEqual(cells(value), wanted, JSON.stringify(value));
    const since = (time: string): unknown => cells(time)[4];
    assert.deepEqual(
      ['2026-01-01T23:55:00Z', '2025-12-31T00:00:00Z', '2026-01-02T00:00:01Z', '2026-01-03T00:00:00Z'].map(
        since,
      ),
      ['5m', '2d', '0s', '<invalid>'],
    );
  });

  it('is merged by its list keys when it is applied, and owned field by field', () => {
    const bench = new CustomBench();
    const apply = (spec: JsonObject, fieldManager: string): string | undefined =>
      bench.bench.change({
        apply: { object: manifestOf({ ...cronTab('a', spec) }), fieldManager, force: false },
      })?.result;
    assert.equal(apply({ ports: [{ name: 'x', number: 1 }], extra: { a: 1 } }, 'one'), 'created');
    assert.equal(
      apply({ ports: [{ name: 'y', number: 2 }], extra: { b: 1 }, tags: ['t'] }, 'two'),
      'configured',
    );
    assert.deepEqual(bench.spec('a')['ports'], [
      { name: 'x', number: 1 },
      { name: 'y', number: 2 },
    ]);
    assert.deepEqual(bench.spec('a')['extra'], { a: 1, b: 1 });
    assert.throws(
      () => apply({ ports: [{ name: 'x', number: 9 }] }, 'two'),
      /conflict with "one": \.spec\.ports\[name="x"\]\.number/,
    );
    assert.equal(apply({ extra: { a: 1 } }, 'one'), 'configured');
    assert.deepEqual(bench.spec('a')['ports'], [{ name: 'y', number: 2 }]);
  });

  it('takes merge and JSON patches, and no strategic merge', () => {
    const bench = new CustomBench();
    bench.create(cronTab('a'));
    const patch = (text: string, form: 'mergePatch' | 'jsonPatch' | 'strategicPatch'): string | undefined => {
      const base = { key: key(kind, 'default', 'a'), status: false, mergePatch: new Uint8Array() };
      return bench.bench.change({ patch: { ...base, [form]: new TextEncoder().encode(text) } })?.result;
    };
    assert.equal(patch('{"spec":{"replicas":4}}', 'mergePatch'), 'updated');
    assert.equal(patch('[{"op":"replace","path":"/spec/replicas","value":5}]', 'jsonPatch'), 'updated');
    assert.equal(bench.spec('a')['replicas'], 5);
    assert.throws(() => patch('{"spec":{"replicas":6}}', 'strategicPatch'), { code: 'UnsupportedMediaType' });
  });

  it('is served in several versions and stored in one', () => {
    const [first] = [cronTabDefinition()['spec']].flatMap((spec) =>
      isJsonObject(spec) && Array.isArray(spec['versions']) ? spec['versions'] : [],
    );
    assert.ok(isJsonObject(first));
    const versions = [{ ...first, name: 'v1beta1', storage: false, deprecated: true }, first];
    const bench = new CustomBench(cronTabDefinition({ spec: { versions } }));
    bench.create({ ...cronTab('a'), apiVersion: 'stable.example.com/v1beta1' });
    assert.equal(bench.get('a')['apiVersion'], 'stable.example.com/v1');
    assert.throws(
      () => bench.create({ ...cronTab('b'), apiVersion: 'stable.example.com/v9' }),
      /use "stable\.example\.com\/v1beta1" or "stable\.example\.com\/v1"/,
    );
  });

  it('is not there without its definition', () => {
    const bench = new CustomBench('none');
    assert.throws(
      () => bench.create(cronTab('a')),
      /no kind "CronTab" is known in version "stable.example.com\/v1"/,
    );
  });

  it('has names that no other kind of its group has', () => {
    const bench = new CustomBench();
    const other = cronTabDefinition({
      spec: { names: { plural: 'others', kind: 'Other', shortNames: ['ct'] } },
    });
    assert.match(
      bench.refusal({ ...other, metadata: { name: 'others.stable.example.com' } }),
      /^Conflict: .*name ct\.stable\.example\.com is already allocated/,
    );
  });

  it('may have the name of a built-in kind in another group, and neither is taken for the other', () => {
    const bench = new CustomBench();
    bench.create({
      ...cronTabDefinition({ spec: { group: 'example.com', names: { plural: 'pods', kind: 'Pod' } } }),
      metadata: { name: 'pods.example.com' },
    });
    bench.create({ ...cronTab('p'), apiVersion: 'example.com/v1', kind: 'Pod' });
    assert.equal(bench.bench.store.get('Pod', 'default', 'p'), undefined);
    assert.ok(bench.bench.store.get('Pod.example.com', 'default', 'p') !== undefined);
  });

  it('goes with its definition: the objects first, and none can be made meanwhile', () => {
    const bench = new CustomBench();
    bench.create(cronTab('a'));
    bench.create(cronTab('held', {}, { finalizers: ['example.com/hold'] }));
    bench.bench.delete('CustomResourceDefinition', 'crontabs.stable.example.com', '');
    assert.match(bench.refusal(cronTab('b')), /^Forbidden: .*custom resource definition is terminating/);
    bench.bench.until('what nothing holds is gone', () => bench.bench.store.count(kind) === 1);
    const held = bench.get('held');
    assert.ok(isJsonObject(held['metadata']));
    const { finalizers: _gone, resourceVersion: _any, ...metadata } = held['metadata'];
    bench.update({ ...held, metadata });
    bench.bench.until(
      'the definition is gone',
      () =>
        bench.bench.store.get('CustomResourceDefinition', '', 'crontabs.stable.example.com') === undefined,
    );
    assert.deepEqual(bench.bench.store.customKinds(), []);
  });

  it('goes with its namespace, and with its owner', () => {
    const bench = new CustomBench();
    bench.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } });
    bench.create(cronTab('a', {}, { namespace: 'team' }));
    const owner = bench.create(cronTab('owner'));
    assert.ok(isJsonObject(owner['metadata']));
    const { uid } = owner['metadata'];
    const ownerReferences = [{ apiVersion: 'stable.example.com/v1', kind: 'CronTab', name: 'owner', uid }];
    bench.create(cronTab('owned', {}, { ownerReferences }));
    bench.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'owned', namespace: 'default', ownerReferences },
    });
    bench.bench.delete('Namespace', 'team', '');
    bench.bench.until(
      'the namespace is gone',
      () => bench.bench.store.get('Namespace', '', 'team') === undefined,
    );
    assert.deepEqual(
      [...bench.bench.store.list(kind)].map(({ metadata }) => metadata.name),
      ['owned', 'owner'],
    );
    bench.bench.change({
      delete: { key: key(kind, 'default', 'owner'), uid: '', propagation: '', ignoreMissing: false },
    });
    bench.bench.until('what it owned is gone', () => bench.bench.store.count(kind) === 0);
    assert.equal(bench.bench.store.get('ConfigMap', 'default', 'owned'), undefined);
  });

  it('is in snapshots and forks, which go on by themselves', () => {
    const bench = new CustomBench();
    bench.create(cronTab('a', { extra: { deep: [1, null] } }));
    const fork = bench.bench.store.fork();
    const reader = new SnapshotReader();
    for (const chunk of snapshotChunks(fork, 7)) reader.add(chunk);
    const { store } = reader.finish();
    assert.deepEqual(store.get(kind, 'default', 'a'), bench.bench.store.get(kind, 'default', 'a'));
    bench.create(cronTab('b'));
    assert.equal(fork.count(kind), 1);
  });
});

describe('a CustomResourceDefinition', () => {
  const at = 'spec.versions[0].schema.openAPIV3Schema';
  const schemaWith = (field: JsonObject): JsonObject => ({
    type: 'object',
    properties: { spec: { type: 'object', properties: { a: field } } },
  });
  const wrong: readonly (readonly [string, JsonObject, RegExp])[] = [
    [
      'a rule that makes no sense',
      { type: 'string', 'x-kubernetes-validations': [{ rule: 'self.(' }] },
      /x-kubernetes-validations\[0\]\.rule: .*compilation failed/,
    ],
    [
      'a rule that asks for what there is not',
      { type: 'string', 'x-kubernetes-validations': [{ rule: 'other == 1' }] },
      /compilation failed: ERROR: <input>:1:1: undeclared reference to 'other'/,
    ],
    [
      'a pattern that is none',
      { type: 'string', pattern: '(' },
      /must be a schema that can be checked: .*regular expression/i,
    ],
    [
      'a default that breaks its own schema',
      { type: 'integer', minimum: 1, default: 0 },
      /a\]\.default: Invalid value: 0: must be valid/,
    ],
  ];
  for (const [what, field, problem] of wrong)
    it(`is refused for ${what}`, () => {
      const found = problems(new CustomBench('none'), cronTabDefinition({ schema: schemaWith(field) }));
      assert.ok(
        found.some((each) => each.startsWith(at) && problem.test(each)),
        found.join('\n'),
      );
    });

  it('is refused where orc has the kind itself', () => {
    const names = { plural: 'ingresses', kind: 'Ingress' };
    const taken = {
      ...cronTabDefinition({ spec: { group: 'networking.k8s.io', names } }),
      metadata: {
        name: 'ingresses.networking.k8s.io',
        annotations: { 'api-approved.kubernetes.io': 'https://x' },
      },
    };
    assert.match(problems(new CustomBench('none'), taken).join(), /is built in/);
  });
});
