// What structural schemas and rules in CEL say of objects of kinds that users define, case by case as Kubernetes has it.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { definitionIn } from '#kernel/custom/catalog.ts';
import { OrcError } from '#kernel/errors.ts';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { bounded } from '#api/bounded.ts';
import { admit } from '#api/admission/admit.ts';
import { ControlBench, manifestOf } from '#kit/control.ts';
import { cronTab, cronTabDefinition } from '#kit/custom.ts';

const version = { subresources: {}, selectableFields: [], additionalPrinterColumns: [] };

/** A kind whose spec has these fields. */
function definition(properties: JsonObject, spec: JsonObject = {}): JsonObject {
  const inner = { type: 'object', properties, ...spec };
  const schema = { type: 'object', properties: { spec: inner } };
  return cronTabDefinition({ schema, version });
}

class Schema {
  readonly bench = new ControlBench({ nodes: 0 });

  constructor(properties: JsonObject, spec: JsonObject = {}) {
    this.#change({ create: { object: manifestOf(definition(properties, spec)) } });
  }

  /** What is said against the change; its object's spec when nothing is. */
  #change(change: Change): unknown {
    try {
      const admitted = admit(change, { ...this.bench.context(), bounded });
      if (admitted?.write !== undefined) assert.equal(this.bench.commit([admitted.write]).error, '');
      if (admitted === undefined) return undefined;
      const { type } = definitionIn(this.bench.store, admitted.object.kind);
      return objectToJson(type, admitted.object)['spec'];
    } catch (error) {
      assert.ok(error instanceof OrcError, String(error));
      const { causes = [] } = error.details;
      return causes.map(({ field, message }) => `${field}: ${message}`);
    }
  }

  create(spec: JsonObject): unknown {
    return this.#change({ create: { object: manifestOf({ ...cronTab('a'), spec }) } });
  }

  update(spec: JsonObject, labels: JsonObject = {}): unknown {
    const manifest = { ...cronTab('a', {}, { labels }), spec };
    return this.#change({ update: { object: manifestOf(manifest), status: false } });
  }

  redefine(properties: JsonObject, spec: JsonObject = {}): void {
    const made = this.#change({
      update: { object: manifestOf(definition(properties, spec)), status: false },
    });
    assert.ok(isJsonObject(made), JSON.stringify(made));
  }
}

/** What is said against a definition. */
function refused(properties: JsonObject, spec: JsonObject = {}): readonly string[] {
  const bench = new ControlBench({ nodes: 0 });
  try {
    bench.change({ create: { object: manifestOf(definition(properties, spec)) } });
  } catch (error) {
    assert.ok(error instanceof OrcError, String(error));
    return (error.details.causes ?? []).map(({ field, message }) => `${field}: ${message}`);
  }
  return [];
}
const validations = (...rules: readonly (string | JsonObject)[]): JsonObject => ({
  'x-kubernetes-validations': rules.map((rule) => (typeof rule === 'string' ? { rule } : rule)),
});

describe('structural schemas', () => {
  it('check fields that are called as the keywords of a schema', () => {
    const schema = new Schema(
      {
        not: { type: 'object', properties: { x: { type: 'integer' } } },
        anyOf: {
          type: 'object',
          properties: { '0': { type: 'object', properties: { y: { type: 'string' } } } },
        },
        properties: { type: 'object', properties: { not: { type: 'integer' } } },
        choice: { type: 'integer', anyOf: [{ minimum: 10 }, { maximum: 5 }], not: { enum: [3] } },
      },
      validations('self.not.x != 5'),
    );
    assert.deepEqual(schema.create({ not: { x: 'text' } }), [
      'spec.not.x: Invalid value: "string": spec.not.x in body must be of type integer: "string"',
    ]);
    assert.deepEqual(schema.create({ not: { x: 5 }, anyOf: { '0': { y: 1 } }, properties: { not: 'x' } }), [
      'spec.anyOf.0.y: Invalid value: "integer": spec.anyOf.0.y in body must be of type string: "integer"',
      'spec.properties.not: Invalid value: "string": spec.properties.not in body must be of type integer: "string"',
    ]);
    assert.deepEqual(schema.create({ not: { x: 5 } }), [
      'spec: Invalid value: "object": failed rule: self.not.x != 5',
    ]);
    assert.deepEqual(schema.create({ not: { x: 1 }, choice: 7 }), [
      'spec.choice: Invalid value: 7: spec.choice in body must validate at least one schema (anyOf)',
    ]);
    assert.deepEqual(schema.create({ not: { x: 1 }, choice: 3 }), [
      'spec.choice: Invalid value: 3: spec.choice in body must not validate the schema (not)',
    ]);
  });

  it('leave null where it may be, and give the default where it may not', () => {
    const integer = { type: 'integer', default: 3 };
    const schema = new Schema({
      may: { type: 'boolean', nullable: true, default: true },
      mayNot: { type: 'boolean', default: true },
      list: { type: 'array', items: integer },
      map: { type: 'object', additionalProperties: integer },
      bare: { type: 'object', additionalProperties: { type: 'string' } },
    });
    assert.deepEqual(schema.create({ may: null, mayNot: null, list: [null, 1], map: { a: null, b: 2 } }), {
      may: null,
      mayNot: true,
      list: [3, 1],
      map: { a: 3, b: 2 },
    });
    assert.deepEqual(schema.update({ bare: { a: null } }), [
      'spec.bare.a: Invalid value: "null": spec.bare.a in body must be of type string: "null"',
    ]);
  });

  it('have objects within objects keep what says which they are, and drop what they do not have', () => {
    const spec = { type: 'object', properties: { a: { type: 'integer' } } };
    const whole = { apiVersion: 'v1', kind: 'X', metadata: { name: 'y' }, spec: { a: 1 } };
    const embedded = { type: 'object', 'x-kubernetes-embedded-resource': true };
    const schema = new Schema({
      it: { ...embedded, properties: { spec } },
      free: { ...embedded, 'x-kubernetes-preserve-unknown-fields': true, properties: { spec } },
    });
    assert.deepEqual(schema.create({ it: whole, free: { ...whole, more: 1 } }), {
      it: whole,
      free: { ...whole, more: 1 },
    });
    const more = { ...whole, more: 1, spec: { a: 1, b: 2 } };
    assert.deepEqual(schema.update({ it: more, free: more }), [
      'spec.it.spec.b: unknown field',
      'spec.it.more: unknown field',
      'spec.free.spec.b: unknown field',
    ]);
    assert.match(refused({ it: embedded })[0] ?? '', /must not be empty if x-kubernetes-embedded-resource/);
  });

  it('have patterns in the syntax of Kubernetes', () => {
    const pattern = '(?i)^arn\\:aws(?:\\-us\\-gov|\\-cn)?$';
    const find = { rule: "self.find('[[:alpha:]]+') == 'arn' && self.matches('(?i)^ARN')" };
    const schema = new Schema({ it: { type: 'string', pattern, ...validations(find) } });
    assert.deepEqual(schema.create({ it: 'x' }), [
      `spec.it: Invalid value: "x": spec.it in body should match '${pattern}'`,
    ]);
    assert.deepEqual(schema.create({ it: 'arn:AWS-cn' }), { it: 'arn:AWS-cn' });
    assert.match(refused({ it: { type: 'string', pattern: '(' } })[0] ?? '', /must be a schema that can be/);
  });

  it('are refused with defaults that they would drop, and keys that no item has', () => {
    const at = 'spec.versions[0].schema.openAPIV3Schema.properties[spec].properties[it]';
    const properties = { a: { type: 'integer' } };
    const dropped = refused({ it: { type: 'object', default: { z: 1 }, properties } });
    assert.equal(dropped.length, 1);
    assert.match(dropped[0] ?? '', /default: .*must not have unknown fields: default\.z$/);
    const list = (items: JsonObject): readonly string[] =>
      refused({
        it: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: { type: 'object', ...items },
        },
      });
    const name = { type: 'string' };
    assert.deepEqual(list({ properties }), [
      `${at}.x-kubernetes-list-map-keys[0]: Invalid value: "name": entries must all be names of item properties`,
    ]);
    assert.deepEqual(list({ properties: { name } }), [
      `${at}.items.properties[name].default: Required value: this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property`,
    ]);
    assert.deepEqual(list({ properties: { name }, required: ['name'] }), []);
    assert.deepEqual(list({ properties: { name: { ...name, default: 'x' } } }), []);
  });
});

describe('rules in CEL', () => {
  it('see fields that are called as words of CEL, and texts as their formats have them', () => {
    const text = (format: string): JsonObject => ({ type: 'string', format });
    const schema = new Schema(
      {
        namespace: { type: 'string' },
        'a-b': { type: 'string' },
        at: text('date-time'),
        day: text('date'),
        every: text('duration'),
        bytes: text('byte'),
      },
      validations(
        "self.__namespace__ == 'x' && self.a__dash__b == 'y'",
        "self.at > timestamp('2020-01-01T00:00:00Z') && self.day.getFullYear() == 2021",
        "self.every < duration('1h') && self.every.getMinutes() == 5",
        'size(self.bytes) == 3',
      ),
    );
    const given = { namespace: 'x', 'a-b': 'y', day: '2021-02-03', every: '5m', bytes: 'AQID' };
    assert.deepEqual(schema.create({ ...given, at: '2019-01-01T00:00:00.5Z' }), [
      `spec: Invalid value: "object": failed rule: self.at > timestamp('2020-01-01T00:00:00Z') && self.day.getFullYear() == 2021`,
    ]);
    const at = '2021-01-01T00:00:00+01:00';
    assert.deepEqual(schema.create({ ...given, at }), { ...given, at });
  });

  it('about changes may be asked of what is new, by an oldSelf that is optional', () => {
    const grows = { rule: 'self >= oldSelf.orValue(self)', optionalOldSelf: true };
    const first = { rule: 'oldSelf.hasValue() || self < 9', optionalOldSelf: true };
    const schema = new Schema({ it: { type: 'integer', ...validations(grows, first) } });
    assert.deepEqual(schema.create({ it: 9 }), [
      'spec.it: Invalid value: 9: failed rule: oldSelf.hasValue() || self < 9',
    ]);
    assert.deepEqual(schema.create({ it: 8 }), { it: 8 });
    assert.deepEqual(schema.update({ it: 7 }), [
      'spec.it: Invalid value: 7: failed rule: self >= oldSelf.orValue(self)',
    ]);
    assert.deepEqual(schema.update({ it: 10 }), { it: 10 });
  });

  it('about changes find items by their keys, and stand nowhere else in lists', () => {
    const name = { type: 'string' };
    const fixed = { type: 'integer', ...validations('self == oldSelf') };
    const items = { type: 'object', required: ['name'], properties: { name, it: fixed } };
    const map = { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] };
    const schema = new Schema({ list: { type: 'array', ...map, items } });
    schema.create({
      list: [
        { name: 'a', it: 1 },
        { name: 'b', it: 2 },
      ],
    });
    const moved = [
      { name: 'c', it: 9 },
      { name: 'b', it: 3 },
      { name: 'a', it: 1 },
    ];
    assert.deepEqual(schema.update({ list: moved }), [
      'spec.list[1].it: Invalid value: 3: failed rule: self == oldSelf',
    ]);
    const within = 'spec.versions[0].schema.openAPIV3Schema.properties[spec].properties[list]';
    assert.deepEqual(refused({ list: { type: 'array', items: fixed } }), [
      `${within}.items.x-kubernetes-validations[0].rule: Invalid value: "self == oldSelf": oldSelf cannot be used on the uncorrelatable portion of the schema within ${within}`,
    ]);
  });

  it('about changes find lists as they were whose order says nothing', () => {
    const text = { type: 'string' };
    const fixed = validations('self == oldSelf');
    const map = { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] };
    const items = { type: 'object', required: ['name'], properties: { name: text, it: text } };
    const schema = new Schema({
      set: { type: 'array', 'x-kubernetes-list-type': 'set', items: text, ...fixed },
      map: { type: 'array', ...map, items, ...fixed },
      list: { type: 'array', items: text, ...fixed },
    });
    const [a, b] = [
      { name: 'a', it: '1' },
      { name: 'b', it: '2' },
    ];
    schema.create({ set: ['x', 'y'], map: [a, b], list: ['x', 'y'] });
    assert.deepEqual(schema.update({ set: ['y', 'x'], map: [b, a], list: ['y', 'x'] }), [
      'spec.list: Invalid value: "array": failed rule: self == oldSelf',
    ]);
    assert.deepEqual(schema.update({ set: ['y'], map: [b, { ...a, it: '2' }], list: ['x', 'y'] }), [
      'spec.set: Invalid value: "array": failed rule: self == oldSelf',
      'spec.map: Invalid value: "array": failed rule: self == oldSelf',
    ]);
  });

  it('are refused where they yield no answer', () => {
    const rule = { rule: 'true', messageExpression: '1 + 1' };
    const causes = refused({ it: { type: 'string', ...validations('size(self)', rule) } });
    assert.deepEqual(
      causes.map((cause) => cause.replace(/^.*?: /, '')),
      [
        'Invalid value: "size(self)": cel expression must evaluate to a bool',
        'Invalid value: "1 + 1": messageExpression must evaluate to a string',
      ],
    );
  });
});

describe('a definition that became stricter', () => {
  const open = { type: 'string' };
  const fields = (text: JsonObject, tags: JsonObject = {}): JsonObject => ({
    text,
    it: { type: 'object', properties: { text } },
    tags: { type: 'array', items: open, ...tags },
    other: open,
  });
  const given = { text: 'long', it: { text: 'long' }, tags: ['a', 'a'], other: 'x' };
  const strict = fields(
    { ...open, maxLength: 3, ...validations("self != 'long'") },
    { 'x-kubernetes-list-type': 'set', maxItems: 1 },
  );

  it('does not hold up who changes something else', () => {
    const schema = new Schema(fields(open));
    schema.create(given);
    schema.redefine(strict, { ...validations("self.other != 'z'"), required: ['more'] });
    assert.deepEqual(schema.update(given, { label: 'x' }), given);
    schema.redefine(strict, validations("self.other != 'z'"));
    assert.deepEqual(schema.update({ ...given, other: 'y' }), { ...given, other: 'y' });
    assert.deepEqual(schema.update({ ...given, other: 'z' }), [
      `spec: Invalid value: "object": failed rule: self.other != 'z'`,
    ]);
    assert.deepEqual(schema.update({ ...given, text: 'longer' }), [
      'spec.text: Too long: may not be more than 3 bytes',
    ]);
    assert.deepEqual(schema.update({ ...given, it: { text: 'other' } }), [
      'spec.it.text: Too long: may not be more than 3 bytes',
    ]);
    assert.deepEqual(schema.update({ ...given, tags: ['a', 'a', 'b'] }), [
      'spec.tags: Too many: 3: must have at most 1 items',
    ]);
  });

  it('holds up who changes what it is about, and rules about changes hold as ever', () => {
    const schema = new Schema(fields(open));
    schema.create(given);
    schema.redefine(fields({ ...open, ...validations("oldSelf != 'long'") }));
    assert.deepEqual(schema.update({ ...given, other: 'y' }), [
      `spec.text: Invalid value: "long": failed rule: oldSelf != 'long'`,
      `spec.it.text: Invalid value: "long": failed rule: oldSelf != 'long'`,
    ]);
  });
});

describe('a definition with a large schema', () => {
  it('is taken, and its objects too', () => {
    const leaf = (index: number): JsonObject =>
      index % 2 === 0 ? { type: 'integer', default: 1 } : { type: 'string', pattern: '^[a-z]+$' };
    const wide = (inner: (index: number) => JsonObject, count: number): JsonObject => ({
      type: 'object',
      properties: Object.fromEntries(
        Array.from({ length: count }, (_each, index) => [`f${index}`, inner(index)]),
      ),
    });
    const properties = { deep: wide(() => wide(leaf, 20), 60) };
    const schema = new Schema(properties);
    assert.deepEqual(schema.create({ deep: { f0: { f1: 'x' } } }), {
      deep: {
        f0: { f1: 'x', ...Object.fromEntries([0, 2, 4, 6, 8, 10, 12, 14, 16, 18].map((n) => [`f${n}`, 1])) },
      },
    });
  });
});
