// Fields across versions: where one version calls fields otherwise than another, whoever writes in whichever meets the
// same conflicts, owns the same and leaves the same object as if there were one version.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { definitionOf } from '#kernel/log/key.ts';
import { fieldPaths } from '#kernel/model/field-set.ts';
import { type Translating, inOneVersion } from '#kernel/model/field-versions.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { Manager } from '#kernel/model/managed-fields.ts';
import { applyConfiguration, tracked } from '#kernel/model/server-side-apply.ts';
import { check } from '#kit/check.ts';

type Version = 'v1' | 'v2' | 'v3';
interface Step {
  readonly manager: string;
  readonly version: Version;
  readonly data: Readonly<Record<string, string>>;
  readonly how: 'apply' | 'force' | 'update';
}
interface State {
  readonly object: JsonObject | undefined;
  readonly managers: readonly Manager[];
}

const { schema } = definitionOf('ConfigMap').type;
const time = '2026-01-01T00:00:00Z';
const prefixes = { v1: '', v2: 'two-', v3: 'three-' };

function isVersion(text: string): text is Version {
  return Object.hasOwn(prefixes, text);
}

function dataOf(object: JsonObject): readonly (readonly [string, unknown])[] {
  return Object.entries(isJsonObject(object['data']) ? object['data'] : {});
}

/** An object whose fields one version calls so as another calls them. */
function renamed(object: JsonObject, from: Version, to: Version): JsonObject {
  const { data, ...rest } = object;
  if (data === undefined) return object;
  const names = dataOf(object).map(([name, value]) => [
    `${prefixes[to]}${name.slice(prefixes[from].length)}`,
    value,
  ]);
  return { ...rest, data: Object.fromEntries(names) };
}

/** Does work on fields where versions call them differently; how often it asks is counted. */
function inVersions<T>(steps: Translating<T>, count: () => void): T {
  let step = steps.next('unknown');
  while (step.done !== true) {
    const { given, to } = step.value;
    const { apiVersion: from } = given;
    assert.ok(isVersion(from) && isVersion(to));
    count();
    const objects = given.objects.map((each) => renamed(each, from, to));
    step = steps.next({ apiVersion: to, schema, objects });
  }
  return step.value;
}

/** What became of a step, in the terms of v1, and what follows from it; `object` is kept in v1. */
function taken(
  state: State,
  { manager, version, data, how }: Step,
  run: <T>(steps: Translating<T>) => T,
): { readonly state: State; readonly conflicts: readonly string[] } {
  const config = renamed({ metadata: { name: 'x', uid: 'u' }, data }, 'v1', version);
  const live = state.object && renamed(state.object, 'v1', version);
  const { managers } = state;
  if (how === 'update') {
    const by = { manager, operation: 'Update', apiVersion: version, subresource: '' } as const;
    const change = { schema, before: live ?? {}, after: config, managers, by, time };
    return {
      state: { object: renamed(config, version, 'v1'), managers: run(tracked(change)) },
      conflicts: [],
    };
  }
  const by = { manager, operation: 'Apply', apiVersion: version, subresource: '' } as const;
  const applied = run(
    applyConfiguration({ schema, live, config, managers, by, force: how === 'force', time }),
  );
  if ('conflicts' in applied)
    return { state, conflicts: applied.conflicts.map(({ owner, field }) => `${owner.manager} ${field}`) };
  const { object, managers: left } = applied.ok;
  return { state: { object: renamed(object, version, 'v1'), managers: left }, conflicts: [] };
}

const plain = (path: string): string => path.replace(/\.(two|three)-/, '.');

/** Who owns what, in the terms of v1. */
function owners({ managers }: State): readonly string[] {
  const all = managers.flatMap(({ manager, operation, fields }) =>
    fieldPaths(fields).map((path) => `${manager} ${operation} ${plain(path)}`),
  );
  return [...new Set(all)].toSorted((a, b) => (a < b ? -1 : 1));
}

describe('fields across versions', () => {
  const steps: fc.Arbitrary<readonly Step[]> = fc.array(
    fc.record({
      manager: fc.constantFrom('one', 'two', 'three'),
      version: fc.constantFrom('v1', 'v2', 'v3'),
      data: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2')),
      how: fc.constantFrom('apply', 'force', 'update'),
    }),
    { minLength: 1, maxLength: 8 },
  );

  it('are owned, given up and conflicted about as if all were of one', () => {
    check(
      fc.property(steps, (given) => {
        let [many, one]: State[] = [];
        many ??= { object: undefined, managers: [] };
        one ??= { object: undefined, managers: [] };
        for (const step of given) {
          let questions = 0;
          const versions = new Set(many.managers.map(({ apiVersion }) => apiVersion)).size;
          const across = taken(many, step, (each) => inVersions(each, () => (questions += 1)));
          const within = taken(one, { ...step, version: 'v1' }, inOneVersion);
          assert.deepEqual(across.conflicts.map(plain).toSorted(), within.conflicts.toSorted());
          assert.deepEqual(across.state.object, within.state.object);
          assert.deepEqual(owners(across.state), owners(within.state));
          assert.ok(questions <= 2 * versions + 3, `${questions} questions for ${versions} versions`);
          [many, one] = [across.state, within.state];
        }
      }),
      300,
    );
  });
});
