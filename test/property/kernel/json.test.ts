// Objects of every kind as JSON: what is written is read again as it was, and what JSON has that the wire
// has not, the wire keeps too.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { withDefaults } from '#kernel/model/defaults.ts';
import { objectFromJson } from '#kernel/model/from-json.ts';
import { type OrcObject, transientTypes } from '#kernel/model/gen/objects.gen.ts';
import type { KindType } from '#kernel/model/schema.ts';
import { jsonView, objectToJson } from '#kernel/model/to-json.ts';
import { givenMessages } from '#kit/arbitrary.ts';
import { check } from '#kit/check.ts';

describe('JSON', () => {
  const stored = kindNames.map((kind): KindType<unknown> => definitionOf(kind).type);
  for (const type of [...stored, ...Object.values<KindType<unknown>>(transientTypes)]) {
    const { kind } = type;
    const objects = givenMessages(type, { apiVersion: type.apiVersion, kind: type.kind });

    it(`carries any ${kind} that may be given there and back unchanged`, () => {
      check(
        fc.property(objects, (object) => {
          const json: unknown = JSON.parse(JSON.stringify(objectToJson(type, object)));
          assert.deepEqual(objectFromJson(type, json), { ok: object });
        }),
        40,
      );
    });

    it(`and the wire say the same of a ${kind} with its defaults, which are given once`, () => {
      check(
        fc.property(objects, (object) => {
          const whole = withDefaults(type, object);
          assert.deepEqual(withDefaults(type, whole), whole);
          const carried = decode(type, encode(type, whole));
          assert.deepEqual(objectToJson(type, carried), objectToJson(type, whole));
          assert.equal(JSON.stringify(jsonView(type, carried)), JSON.stringify(objectToJson(type, carried)));
        }),
        20,
      );
    });
  }

  // Admission gives them once; a second time must find nothing to give.
  for (const kind of kindNames) {
    const definition = definitionOf(kind);
    if (definition.defaults === undefined) continue;
    const { type } = definition;
    it(`has what a ${kind} leaves out, after its defaults are given once`, () => {
      const whole = (object: OrcObject): OrcObject => {
        const constants = withDefaults(type, object);
        return definition.defaults?.(constants) ?? constants;
      };
      check(
        fc.property(givenMessages(type, { apiVersion: type.apiVersion, kind }), (object) => {
          const once = whole(object);
          assert.deepEqual(whole(once), once);
        }),
        100,
      );
    });
  }
});
