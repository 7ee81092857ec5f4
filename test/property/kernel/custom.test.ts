// What holds for every object of a custom kind, whatever its schema.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { inVersion } from '#kernel/custom/conversion.ts';
import { customVersions } from '#kernel/custom/definition.ts';
import { type CustomObject, packCustom, unpackCustom } from '#kernel/custom/object.ts';
import { cleaned, withSchemaDefaults } from '#kernel/custom/structural.ts';
import { objectFromJson } from '#kernel/model/from-json.ts';
import { CustomResourceDefinition } from '#kernel/model/gen/apiextensions.gen.ts';
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

/** A kind of two versions, as a definition has it. */
function definedBy(first: JsonObject, second: JsonObject): ReturnType<typeof customVersions> {
  const version = (name: string, openAPIV3Schema: JsonObject): object => ({
    name,
    served: true,
    storage: name === 'v1',
    schema: { openAPIV3Schema },
  });
  const crd = objectFromJson(CustomResourceDefinition, {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Cluster',
      names: { plural: 'things', kind: 'Thing' },
      versions: [version('v1', first), version('v2', second)],
    },
  });
  assert.ok('ok' in crd);
  return customVersions(crd.ok);
}

function thing(body: JsonObject): CustomObject {
  return {
    ...JSON.parse(JSON.stringify(body)),
    apiVersion: 'example.com/v1',
    kind: 'Thing.example.com',
    metadata: { name: 'x', uid: 'u', labels: { a: 'b' } },
  };
}

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

  it('are the same again once they have been in a version of the same schema, but for their defaults', () =>
    fc.assert(
      fc.property(root, json, (by, body) => {
        const { stored, served } = definedBy(by, by);
        const [, other] = served;
        assert.ok(other !== undefined);
        const here = inVersion(thing(body), stored);
        assert.deepEqual(inVersion(inVersion(here, other), stored), here);
        assert.equal(inVersion(here, stored), here);
      }),
    ));

  it('have in another version nothing but what both have, and the same metadata', () =>
    fc.assert(
      fc.property(root, root, json, (first, second, body) => {
        const { stored, served } = definedBy(first, second);
        const [, other] = served;
        assert.ok(other !== undefined);
        const there = inVersion(inVersion(thing(body), stored), other);
        const { apiVersion, kind, metadata, ...rest } = there;
        assert.equal(apiVersion, 'example.com/v2');
        assert.deepEqual(metadata, thing(body).metadata);
        assert.deepEqual(cleaned(second, rest).unknown, []);
        const {
          apiVersion: _version,
          kind: _kind,
          metadata: _metadata,
          ...own
        } = inVersion(thing(body), stored);
        assert.deepEqual(rest, cleaned(second, own).json);
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
