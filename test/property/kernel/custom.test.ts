// What holds for every object of a custom kind, whatever its schema.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type CustomObject, packCustom, unpackCustom } from '#kernel/custom/object.ts';
import { cleaned, withSchemaDefaults } from '#kernel/custom/structural.ts';
import type { JsonObject } from '#kernel/model/json.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd');

/** Structural schemas, small enough that values often have their fields. */
const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ type: fc.constant('string'), default: fc.constantFrom(undefined, 'x') }),
    fc.record({ type: fc.constant('integer'), nullable: fc.boolean() }),
    fc.record({ type: fc.constant('object'), 'x-kubernetes-preserve-unknown-fields': fc.constant(true) }),
    fc.record({
      type: fc.constant('object'),
      properties: fc.dictionary(name, tie('schema'), { maxKeys: 3 }),
    }),
    fc.record({ type: fc.constant('object'), additionalProperties: tie('schema') }),
    fc.record({ type: fc.constant('array'), items: tie('schema') }),
  ),
}));
const root = fc.record({
  type: fc.constant('object'),
  properties: fc.dictionary(name, schema, { maxKeys: 4 }),
});
const json = fc.dictionary(
  name,
  fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, true, 1, -0.5, 'x', ''),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name, tie('value'), { maxKeys: 3 }),
    ),
  })).value,
  { maxKeys: 4 },
);

describe('objects of custom kinds', () => {
  it('come out of the log as they went in, key by key', () =>
    fc.assert(
      fc.property(json, fc.string(), (body, label) => {
        const object: CustomObject = {
          ...body,
          apiVersion: 'example.com/v1',
          kind: 'Thing.example.com',
          metadata: { name: 'x', labels: { label } },
        };
        const back = unpackCustom(packCustom(object));
        assert.deepEqual(JSON.parse(JSON.stringify(back)), JSON.parse(JSON.stringify(object)));
        assert.deepEqual(packCustom(back).raw, packCustom(object).raw);
      }),
    ));

  it('lose nothing more when they are cleaned again, and name each field that they lose once', () =>
    fc.assert(
      fc.property(root, json, (by, body) => {
        const first = cleaned(by, body);
        const second = cleaned(by, first.json);
        assert.deepEqual(second.json, first.json);
        assert.deepEqual(second.unknown, []);
        assert.equal(new Set(first.unknown).size, first.unknown.length);
      }),
    ));

  it('have all their defaults after one time, and nothing that their schema does not have', () =>
    fc.assert(
      fc.property(root, json, (by, body) => {
        const once = withSchemaDefaults(by, cleaned(by, body).json);
        assert.equal(withSchemaDefaults(by, once), once);
      }),
    ));
});
