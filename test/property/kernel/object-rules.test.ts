// Manifests with faults: their rules are judged all the same, whatever is missing or wrong.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { withBrokenRules } from '#kernel/kinds/object-rules.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { objectFromJson } from '#kernel/model/from-json.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { givenMessages } from '#kit/arbitrary.ts';
import { check } from '#kit/check.ts';
import { examples } from '#kit/examples.ts';

/** What may be done to a value. */
const wounds = ['gone', 'nothing', 'number', 'text', 'list', 'object', 'unknown'] as const;
type Wound = (typeof wounds)[number];
const values: Readonly<Record<Wound, unknown>> = {
  gone: undefined,
  nothing: '',
  number: -1,
  text: 'Bad_Value',
  list: [{}],
  object: {},
  unknown: undefined,
};

/** JSON of which the value that stands at `place`, among all of them in order, is wounded. */
class Wounding {
  #left: number;
  readonly #wound: Wound;

  constructor(place: number, wound: Wound) {
    this.#left = place;
    this.#wound = wound;
  }

  of(value: unknown): unknown {
    this.#left -= 1;
    if (this.#left === -1)
      return this.#wound === 'unknown' && isJsonObject(value) ? { ...value, zzzzzz: 1 } : values[this.#wound];
    if (Array.isArray(value)) return value.map((item) => this.of(item));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, this.of(inner)]));
  }
}

/** How many values JSON has. */
function countValues(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countValues(item), 1);
  if (!isJsonObject(value)) return 1;
  return Object.values(value).reduce<number>((sum, item) => sum + countValues(item), 1);
}

const wounding = fc.array(fc.tuple(fc.nat({ max: 999 }), fc.constantFrom(...wounds)), {
  minLength: 1,
  maxLength: 4,
});

function wounded(json: JsonObject, all: readonly (readonly [number, Wound])[]): JsonObject {
  const { apiVersion, kind, ...rest } = json;
  const made = all.reduce<unknown>(
    (value, [place, wound]) => new Wounding(1 + (place % countValues(value)), wound).of(value),
    rest,
  );
  return { ...(isJsonObject(made) ? made : {}), apiVersion, kind };
}

describe('what is wrong with a manifest', () => {
  for (const kind of kindNames) {
    const definition = definitionOf(kind);
    const { type } = definition;
    const given = givenMessages(type, { apiVersion: type.apiVersion, kind }).map((object) =>
      objectToJson(type, object),
    );
    const right = examples
      .filter((each) => each.kind === kind)
      .map(({ fields, name = 'a' }): JsonObject => ({
        apiVersion: type.apiVersion,
        kind,
        metadata: { name },
        ...fields,
      }));
    const manifests = right.length === 0 ? given : fc.oneof(given, fc.constantFrom(...right));

    it(`is told of any ${kind}: its faults, and the rules that it breaks besides`, () => {
      check(
        fc.property(manifests, wounding, (json, places) => {
          const parsed = objectFromJson<OrcObject>(type, wounded(json, places));
          if ('ok' in parsed) return;
          const { causes, rest } = parsed;
          assert.ok(causes.length > 0 && rest !== undefined);
          const all = withBrokenRules(definition, causes, rest);
          assert.deepEqual(all.slice(0, causes.length), causes);
          const fields = new Set(causes.map(({ field }) => field));
          for (const { field } of all.slice(causes.length)) assert.ok(!fields.has(field), field);
        }),
        100,
      );
    });

    it(`has the name of a ${kind}, whatever else is wrong`, () => {
      const bad = { ...right[0], apiVersion: type.apiVersion, kind, metadata: { name: '..' }, zzzzzz: 1 };
      const parsed = objectFromJson<OrcObject>(type, bad);
      assert.ok('causes' in parsed);
      const told = withBrokenRules(definition, parsed.causes, parsed.rest).map(({ field }) => field);
      assert.ok(told.includes('zzzzzz') && told.includes('metadata.name'), told.join());
    });
  }
});
