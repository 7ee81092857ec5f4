// Defaults of every kind: an object that has them gets no others, so that who reads one and writes it back, or applies
// it again, changes nothing.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { pack, unpack } from '#kernel/log/pack.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { givenMessages } from '#kit/arbitrary.ts';
import { check } from '#kit/check.ts';

describe('the defaults', () => {
  for (const kind of kindNames) {
    const definition = definitionOf(kind);
    if (definition.defaults === undefined) continue;
    const complete = (object: OrcObject): OrcObject => definition.defaults?.(object) ?? object;
    it(`of ${kind} are complete at once`, () => {
      const objects = givenMessages(definition.type, { apiVersion: definition.type.apiVersion, kind });
      check(
        fc.property(objects, (given) => {
          const once = complete(given);
          assert.deepEqual(complete(once), once);
          const stored = unpack(pack(once));
          assert.deepEqual(complete(stored), stored, 'also once it was stored');
        }),
        30,
      );
    });
  }
});
