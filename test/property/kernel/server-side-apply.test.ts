// What holds of field sets and of server-side apply, whatever the objects.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { definitionOf } from '#kernel/log/key.ts';
import {
  type FieldSet,
  contains,
  difference,
  equalSets,
  fieldSetFromJson,
  fieldSetToJson,
  intersection,
  noFields,
  union,
} from '#kernel/model/field-set.ts';
import { messageShape } from '#kernel/model/field-shape.ts';
import { compareFields, fieldsOf, withNamedFields } from '#kernel/model/field-walk.ts';
import { objectFromJson } from '#kernel/model/from-json.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { Manager } from '#kernel/model/managed-fields.ts';
import { inOneVersion } from '#kernel/model/field-versions.ts';
import { ownableFields } from '#kernel/model/ownable-fields.ts';
import { applyConfiguration, tracked } from '#kernel/model/server-side-apply.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { givenMessages } from '#kit/arbitrary.ts';
import { check } from '#kit/check.ts';

const kinds = ['Deployment', 'Service'] as const;

/** The same with each finalizer once, however deep it stands: sets hold nothing twice. */
function withSets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSets);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([name, within]) => [
    name,
    name === 'finalizers' && Array.isArray(within) ? [...new Set<unknown>(within)] : withSets(within),
  ]);
  return Object.fromEntries(entries);
}

describe('server-side apply', () => {
  for (const kind of kinds) {
    const { type } = definitionOf(kind);
    const { schema } = type;
    /** Configurations of one object: what nobody can own is the same in all. */
    const configs = givenMessages(type, { apiVersion: type.apiVersion, kind }).map((object): JsonObject => {
      const json = withSets(objectToJson(type, object));
      const { metadata, ...rest } = isJsonObject(json) ? json : {};
      const { labels, annotations, finalizers } = isJsonObject(metadata) ? metadata : {};
      const given = Object.entries({ labels, annotations, finalizers }).filter(
        ([, value]) => value !== undefined,
      );
      return { ...rest, metadata: { name: 'x', ...Object.fromEntries(given) } };
    });
    const sets = configs.map((config) => ownableFields(schema, config));

    interface State {
      readonly object: JsonObject;
      readonly managers: readonly Manager[];
    }
    const apply = (state: State | undefined, manager: string, config: JsonObject): State => {
      const applied = inOneVersion(
        applyConfiguration({
          schema,
          live: state?.object,
          config,
          managers: state?.managers ?? [],
          by: { manager, operation: 'Apply', apiVersion: type.apiVersion, subresource: '' },
          force: true,
          time: '2026-01-01T00:00:00Z',
        }),
      );
      assert.ok('ok' in applied);
      return applied.ok;
    };
    const ownedBy = ({ managers }: State, name: string): FieldSet =>
      managers.find(({ manager }) => manager === name)?.fields ?? noFields;
    const shape = messageShape(schema);
    const everythingIn = (object: JsonObject): FieldSet => withNamedFields(shape, fieldsOf(shape, object));
    const assertSame = (left: unknown, right: unknown): void => {
      const { added, removed, modified } = compareFields(shape, left, right);
      assert.deepEqual(fieldSetToJson(union(union(added, removed), modified)), {});
    };

    it(`of a ${kind} again changes nothing`, () => {
      check(
        fc.property(configs, configs, (first, config) => {
          const once = apply(apply(undefined, 'other', first), 'one', config);
          const twice = apply(once, 'one', config);
          assert.deepEqual(twice.managers, once.managers);
          assert.deepEqual(twice.object, once.object);
        }),
        60,
      );
    });

    it(`of one ${kind} after another is the last one, where nobody else did anything`, () => {
      check(
        fc.property(configs, configs, (first, last) => {
          const both = apply(apply(undefined, 'one', first), 'one', last);
          const parsed = objectFromJson(type, both.object);
          assert.ok('ok' in parsed, JSON.stringify(parsed));
          assertSame(objectToJson(type, parsed.ok), last);
          assert.ok(equalSets(ownedBy(both, 'one'), ownableFields(schema, last)));
        }),
        60,
      );
    });

    it(`of a ${kind} that says less never takes away what another owns`, () => {
      check(
        fc.property(configs, configs, configs, (mine, theirs, less) => {
          const both = apply(apply(undefined, 'one', mine), 'two', theirs);
          const config = { ...less, metadata: { name: 'x' }, spec: {} };
          const left = apply(both, 'one', config);
          const owned = ownedBy(left, 'two');
          assert.ok(contains(everythingIn(left.object), owned), 'what two owns is there');
          assert.ok(
            contains(owned, difference(ownedBy(both, 'two'), ownableFields(schema, config))),
            'two owns what it did, but what was forced',
          );
        }),
        60,
      );
    });

    it(`of a ${kind} owns what it says, and a change takes just what it changes`, () => {
      check(
        fc.property(configs, configs, (config, next) => {
          const state = apply(undefined, 'one', config);
          const managers = inOneVersion(
            tracked({
              schema,
              before: state.object,
              after: next,
              managers: state.managers,
              by: { manager: 'editor', operation: 'Update', apiVersion: type.apiVersion, subresource: '' },
              time: '2026-01-01T00:00:00Z',
            }),
          );
          const [one, editor] = [
            ownedBy({ ...state, managers }, 'one'),
            ownedBy({ ...state, managers }, 'editor'),
          ];
          assert.ok(equalSets(intersection(one, editor), noFields), 'nothing has two owners');
          assert.ok(contains(everythingIn(next), one), 'nothing is owned that is gone');
          assertSame(state.object, config);
        }),
        60,
      );
    });

    it(`keeps the laws of sets for the fields of a ${kind}`, () => {
      check(
        fc.property(sets, sets, sets, (a, b, c) => {
          assert.ok(equalSets(union(a, b), union(b, a)));
          assert.ok(equalSets(union(a, union(b, c)), union(union(a, b), c)));
          assert.ok(equalSets(difference(union(a, b), b), difference(a, b)));
          assert.ok(equalSets(union(difference(a, b), intersection(a, b)), a));
          assert.ok(equalSets(difference(a, a), noFields));
          assert.ok(contains(union(a, b), a) && contains(a, intersection(a, b)));
          const read = fieldSetFromJson(JSON.parse(JSON.stringify(fieldSetToJson(a))));
          assert.ok(read !== undefined && equalSets(read, a));
          assert.equal(
            JSON.stringify(fieldSetToJson(union(a, b))),
            JSON.stringify(fieldSetToJson(union(b, a))),
          );
        }),
        60,
      );
    });
  }
});
