// Rules in CEL are held to the types of their schema when they are defined, as Kubernetes holds them.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { pack } from '#kernel/log/pack.ts';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { admit } from '#api/admission/admit.ts';
import { compileRules } from '#api/admission/custom-expressions.ts';
import { ControlBench, manifestOf } from '#kit/control.ts';
import { cronTab, cronTabDefinition } from '#kit/custom.ts';

const text = { type: 'string' };
const item = { type: 'object', properties: { path: { type: 'object', properties: { type: text } } } };
const properties = {
  size: { type: 'integer' },
  name: text,
  ratio: { type: 'number' },
  paused: { type: 'boolean', nullable: true },
  'a.b-c/d__e': text,
  namespace: text,
  port: { 'x-kubernetes-int-or-string': true },
  free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  unknown: { 'x-kubernetes-preserve-unknown-fields': true },
  labels: { type: 'object', additionalProperties: text },
  limits: { type: 'object', additionalProperties: { type: 'integer' } },
  items: { type: 'array', items: item },
  words: { type: 'array', items: text },
  at: { ...text, format: 'date-time' },
  day: { ...text, format: 'date' },
  every: { ...text, format: 'duration' },
  bytes: { ...text, format: 'byte' },
  it: { type: 'object', 'x-kubernetes-embedded-resource': true, properties: { spec: item } },
};

/** What is wrong with a rule of such a spec: each error's first line, without what goes before it. */
function wrong(rule: string | JsonObject): readonly string[] {
  const given = typeof rule === 'string' ? { rule } : rule;
  const spec = { type: 'object', properties, 'x-kubernetes-validations': [given] };
  const { broken } = compileRules({ type: 'object', properties: { spec } }, { isTyped: true });
  return broken.flatMap(({ cause }) => cause.message.split('\n').filter((line) => !line.startsWith(' | ')));
}

/** The error of a rule at a column, after what Kubernetes says first. */
function at(column: number, message: string): string {
  return `compilation failed: ERROR: <input>:1:${column}: ${message}`;
}

function mismatch(column: number, operator: string, types: string): string {
  return at(column, `found no matching overload for '${operator}' applied to '${types}'`);
}

const taken: Readonly<Record<string, readonly string[]>> = {
  'fields by the names that CEL can say': [
    "self.a__dot__b__dash__c__slash__d__underscores__e == 'x' && self.__namespace__ == 'y'",
    'has(self.size) && self.size > 3 && has(self.items[0].path) && !has(self.labels.x)',
  ],
  'numbers compared with numbers of another type': ['self.size > 3.5 && self.ratio <= 3 && 1 < self.ratio'],
  'a value that may be null compared with null': ['self.paused == null || self.paused', 'self.it != null'],
  'what is an integer or a text as both': [
    "type(self.port) == string ? self.port.matches('^[0-9]+%$') : self.port > 3 && self.port + 1 < 9",
  ],
  'maps by key, field and membership': [
    "self.labels['x'] == 'y' && self.labels.x == 'z' && 'x' in self.labels && self.labels.all(k, self.labels[k] != '')",
    "self.limits['x'] + 1 == 2 && size(self.labels) == self.labels.size() && self.labels == {}",
  ],
  'lists, and what macros make of them': [
    "self.items.map(i, i.path.type).exists(t, t == 'x') && self.items.filter(i, has(i.path)).size() == 1",
    "self.words.join(',').startsWith('a') && self.words.isSorted() && self.words.exists_one(w, w == 'x')",
    "self.words.map(w, w != '', size(w)).sum() > 3 && sets.contains(self.words, ['a']) && self.words == []",
    "self.size in [1, 2] && self.name in self.words && self.words + ['x'] == ['x'] && self.items[0] == self.items[1]",
  ],
  'times, spans and bytes': [
    "self.at + duration('1h') > self.day && self.at - self.day < self.every && self.every.getMinutes() > 3",
    "string(self.at) != '' && string(self.every) != '' && int(self.at) > 0 && size(self.bytes) > 3",
  ],
  'whole objects within by what each has': ["self.it.kind == 'x' && self.it.metadata.name.size() < 9"],
  'what may not be there': [
    "self.?name.orValue('x') == 'y' && self.items[?0].?path.?type.orValue('') == '' && self.?size.hasValue()",
    "self.?labels['x'].or(optional.of('x')).value() == 'y'",
  ],
  'variables and values whose type nobody knows': [
    "dyn(self.name) == 1 && cel.bind(s, self.size, s > 3) && (self.size > 1 ? self.port : 'x') == 'x'",
  ],
};

const refused: readonly (readonly [rule: string, ...errors: string[]])[] = [
  ['self.siz > 3', at(5, "undefined field 'siz'")],
  ['has(self.siz)', at(9, "undefined field 'siz'")],
  ['has(self.items[0].pth)', at(18, "undefined field 'pth'")],
  ['self.items.all(i, i.path.typ == 1)', at(25, "undefined field 'typ'")],
  ["self.namespace == 'x'", at(5, "undefined field 'namespace'")],
  ['self.free.x == 1', at(10, "undefined field 'x'")],
  ['self.unknown == 1', at(5, "undefined field 'unknown'")],
  ['self.?siz.hasValue()', at(5, "undefined field 'siz'")],
  ["self.metadata.name == 'x'", at(5, "undefined field 'metadata'")],
  ['self.it.metadata.labels.size() == 0', at(17, "undefined field 'labels'")],
  ['self.it.spec.pth == 1', at(13, "undefined field 'pth'")],
  ['other == 1', at(1, "undeclared reference to 'other' (in container '')")],
  ['self.size.deep == 1', at(10, "type 'int' does not support field selection")],
  ['self.name > 3', mismatch(11, '_>_', '(string, int)')],
  ['self.size == 3.5', mismatch(11, '_==_', '(int, double)')],
  ['self.name == null', mismatch(11, '_==_', '(string, null)')],
  ["self.it == {'a': 1}", mismatch(9, '_==_', '(object, map(string, int))')],
  ['self.size + self.name == 3', mismatch(11, '_+_', '(int, string)')],
  ["self.size in ['a']", mismatch(11, '@in', '(int, list(string))')],
  ["'size' in self", mismatch(8, '@in', '(string, object)')],
  ["self.labels['x'] == 1", mismatch(18, '_==_', '(string, int)')],
  ['self.words[self.name] == "x"', mismatch(11, '_[_]', '(list(string), string)')],
  ["self['size'] == 1", mismatch(5, '_[_]', '(object, string)')],
  ['!self.size', mismatch(1, '!_', '(int)')],
  ['-self.name == 1', mismatch(1, '-_', '(string)')],
  ['self.paused && self.size', mismatch(13, '_&&_', '(bool, int)')],
  ['self.paused ? self.name : true', mismatch(13, '_?_:_', '(bool, string, bool)')],
  ['size(self.it) > 1', mismatch(5, 'size', '(object)')],
  ['self.name.matches(3)', mismatch(18, 'matches', 'string.(int)')],
  ["self.at > '2020-01-01T00:00:00Z'", mismatch(9, '_>_', '(timestamp, string)')],
  ['self.words.all(w, w > 1)', mismatch(21, '_>_', '(string, int)')],
  ['self.words.all(w, size(w))', at(15, "expected type 'bool' but found 'int'")],
  [
    'self.size.exists(s, s > 1)',
    at(1, "expression of type 'int' cannot be range of a comprehension (must be list, map, or dynamic)"),
  ],
  ['self.?size.orValue("x") == 1', mismatch(19, 'orValue', 'optional_type(int).(string)')],
  ['oldSelf.siz == self.size', at(8, "undefined field 'siz'")],
  [
    'self.siz > self.nam',
    at(5, "undefined field 'siz'"),
    at(16, "undefined field 'nam'").replace('compilation failed: ', ''),
  ],
  ['self.size', 'cel expression must evaluate to a bool'],
];

describe('the types of rules', () => {
  for (const [what, rules] of Object.entries(taken))
    it(`take ${what}`, () => {
      for (const rule of rules) assert.deepEqual(wrong(rule), [], rule);
    });

  it('refuse what does not fit, at its place and in the words of Kubernetes', () => {
    for (const [rule, first, ...more] of refused)
      assert.deepEqual(wrong(rule), [`Invalid value: ${JSON.stringify(rule)}: ${first}`, ...more], rule);
  });

  it('hold messages to texts, each by its own field', () => {
    const rule = 'self.size > 3';
    assert.deepEqual(wrong({ rule, messageExpression: "'at most ' + string(self.size)" }), []);
    assert.deepEqual(wrong({ rule, messageExpression: 'self.size' }), [
      'Invalid value: "self.size": messageExpression must evaluate to a string',
    ]);
    assert.deepEqual(wrong({ rule, messageExpression: 'self.siz' }), [
      `Invalid value: "self.siz": messageExpression ${at(5, "undefined field 'siz'")}`,
    ]);
  });

  it('make oldSelf an optional where the rule says so', () => {
    const rule = "oldSelf.orValue(self).name == 'x' && oldSelf.hasValue() && oldSelf.?size.orValue(1) == 1";
    assert.deepEqual(wrong({ rule, optionalOldSelf: true }), []);
    assert.match(wrong({ rule }).join(), /'orValue' applied to 'object\.\(object\)'/);
  });

  it('show the line and the place of an error in an expression of several lines', () => {
    const spec = {
      type: 'object',
      properties,
      'x-kubernetes-validations': [{ rule: 'true &&\n  self.siz > 3' }],
    };
    const [{ cause } = { cause: undefined }] = compileRules(spec, { isTyped: true }).broken;
    assert.match(
      cause?.message ?? '',
      /ERROR: <input>:2:7: undefined field 'siz'\n \| {3}self\.siz > 3\n \| \.{6}\^$/,
    );
  });
});

describe('what rules find in objects', () => {
  it('is asked by has of items too, and of times as texts', () => {
    const rules = [
      '!has(self.items) || has(self.items[0].path) && self.items.all(i, has(self.items[0].path))',
      "!has(self.at) || string(self.at) == '2020-01-01T00:00:00.5Z' && int(self.at) == 1577836800",
      "!has(self.every) || string(self.every) == '90.5s' && duration(self.every) == self.every",
    ];
    const validations = { 'x-kubernetes-validations': rules.map((rule) => ({ rule })) };
    const schema = {
      type: 'object',
      properties: { spec: { type: 'object', properties: { ...properties, cronSpec: text }, ...validations } },
    };
    const bench = new ControlBench({ nodes: 0 });
    const create = (manifest: JsonObject): unknown =>
      bench.change({ create: { object: manifestOf(manifest) } });
    create(cronTabDefinition({ schema, version: { selectableFields: [], subresources: {} } }));
    create(cronTab('a', { items: [{ path: {} }], at: '2020-01-01T00:00:00.5Z', every: '1m30.5s' }));
    assert.throws(() => create(cronTab('b', { items: [{}] })), /failed rule: !has\(self\.items\)/);
    assert.throws(() => create(cronTab('c', { items: [] })), /index out of bounds/);
  });
});

describe('a definition whose rules were taken before', () => {
  const size = { size: { type: 'integer' } };
  const schemaOf = (fields: JsonObject, rules: readonly JsonObject[]): JsonObject => ({
    type: 'object',
    properties: { spec: { type: 'object', properties: fields, 'x-kubernetes-validations': rules } },
  });
  const versionOf = (rules: readonly JsonObject[]): { schema: { openAPIV3Schema: JsonObject } } => ({
    schema: { openAPIV3Schema: schemaOf(size, rules) },
  });
  const definition = (fields: JsonObject, rules: readonly JsonObject[]): JsonObject =>
    cronTabDefinition({
      schema: schemaOf(fields, rules),
      version: { selectableFields: [], subresources: {}, additionalPrinterColumns: [] },
    });
  const broken = { rule: 'self.siz > 3' };

  /** A store that has a definition with a rule that is refused today. */
  function stored(): ControlBench {
    const bench = new ControlBench({ nodes: 0 });
    const fine = definition(size, [{ rule: 'self.size > 3' }]);
    const admitted = admit({ create: { object: manifestOf(fine) } }, bench.context());
    assert.ok(admitted?.write !== undefined && admitted.object.kind === 'CustomResourceDefinition');
    const { object, write } = admitted;
    const versions = object.spec.versions.map((version) => ({ ...version, ...versionOf([broken]) }));
    const before = { ...object, spec: { ...object.spec, versions } };
    assert.equal(bench.commit([{ ...write, object: pack(before) }]).error, '');
    return bench;
  }

  function causes(bench: ControlBench, manifest: JsonObject): readonly string[] {
    const change: Change = { update: { object: manifestOf(manifest), status: false } };
    try {
      bench.change(change);
    } catch (error) {
      assert.ok(error instanceof OrcError, String(error));
      return (error.details.causes ?? []).map(({ field }) => field);
    }
    return [];
  }
  const where = 'spec.versions[0].schema.openAPIV3Schema.properties[spec].x-kubernetes-validations';

  it('may be changed as long as the rule stays what it is, wherever it stands in its list', () => {
    assert.deepEqual(causes(stored(), definition({ ...size, more: text }, [broken])), []);
    assert.deepEqual(causes(stored(), definition(size, [{ rule: 'self.size > 1' }, broken])), []);
    assert.deepEqual(causes(stored(), definition(size, [])), []);
  });

  it('is held to the types by what changes', () => {
    const more = { rule: 'self.sze > 3' };
    assert.deepEqual(causes(stored(), definition(size, [broken, more])), [`${where}[1].rule`]);
    assert.deepEqual(causes(stored(), definition(size, [{ rule: 'self.siz > 4' }])), [`${where}[0].rule`]);
  });
});
