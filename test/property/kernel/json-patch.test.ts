// JSON patches of any shape: what is added and removed again leaves no trace, what another implementation makes of a
// patch is made here, and what is no patch, or can't be carried out, is refused and does nothing.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type Operation, applyPatch } from 'rfc6902';
import { OrcError } from '#kernel/errors.ts';
import { jsonPatch } from '#kernel/model/json-patch.ts';
import { jsonSize } from '#kernel/model/json-size.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { check } from '#kit/check.ts';

const names = fc.constantFrom('a', 'b', '', '~', '/', '~1', '0', '1', 'x y', '\u00fc');
const leaves = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.boolean(), fc.constant(null), names);
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaves,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const objects = fc.dictionary(names, json, { maxKeys: 4, noNullPrototype: true });

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The places within a value, as pointers, with what is there. */
function placesIn(value: unknown, at = ''): (readonly [path: string, value: unknown])[] {
  const inner: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown, index) => [String(index), item])
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return inner.flatMap(([name, item]) => {
    const path = `${at}/${escaped(name)}`;
    return [[path, item] as const, ...placesIn(item, path)];
  });
}

const picks = fc.record({
  op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test'),
  at: fc.nat({ max: 1_000 }),
  to: fc.nat({ max: 1_000 }),
  name: names,
  value: json,
});
type Pick = typeof picks extends fc.Arbitrary<infer T> ? T : never;

/** Where something may be added: a field, there or not, or a place among the items of a list. */
function placeToAdd(target: unknown, { to, name }: Pick): string {
  const containers = [['', target] as const, ...placesIn(target)].filter(
    ([, value]) => Array.isArray(value) || isJsonObject(value),
  );
  const [path, value] = containers[to % containers.length] ?? ['', target];
  if (!Array.isArray(value)) return `${path}/${escaped(name)}`;
  const index = to % (value.length + 2);
  return `${path}/${index > value.length ? '-' : index}`;
}

/** An operation that can be carried out on a document. */
function operationOn(target: unknown, pick: Pick): Operation {
  const places = placesIn(target);
  const [path, value] = places[pick.at % Math.max(places.length, 1)] ?? [];
  if (pick.op === 'add' || path === undefined)
    return { op: 'add', path: placeToAdd(target, pick), value: pick.value };
  if (pick.op === 'remove') return { op: 'remove', path };
  if (pick.op === 'replace') return { op: 'replace', path, value: pick.value };
  if (pick.op === 'copy') return { op: 'copy', from: path, path: placeToAdd(target, pick) };
  const to = placeToAdd(jsonPatch(target, [{ op: 'remove', path }]), pick);
  if (pick.op === 'test' || to.startsWith(`${path}/`)) return { op: 'test', path, value };
  return { op: 'move', from: path, path: to };
}

/**
 * The other implementation looks for where something moves before it takes it away; RFC 6902, section 4.4, says that a
 * move is a removal and then an addition.
 */
function inSteps(target: unknown, operation: Operation): readonly Operation[] {
  if (operation.op !== 'move') return [operation];
  const { from, path } = operation;
  const [, value] = placesIn(target).find(([place]) => place === from) ?? [];
  return [
    { op: 'remove', path: from },
    { op: 'add', path, value },
  ];
}

describe('a JSON patch', () => {
  it('that adds and removes again changes nothing', () => {
    check(
      fc.property(objects, picks, (target, pick) => {
        const path = placeToAdd(target, pick);
        // What is added over a field does not leave it there.
        fc.pre(
          path.endsWith('/-') ||
            placesIn(target).every(([place, value]) => place !== path || value === undefined),
        );
        const added = jsonPatch(target, [{ op: 'add', path, value: pick.value }]);
        const there = path.replace(/-$/, '-1');
        assert.deepEqual(jsonPatch(added, [{ op: 'test', path: there, value: pick.value }]), added);
        assert.deepEqual(jsonPatch(added, [{ op: 'remove', path: there }]), target);
      }),
      300,
    );
  });

  it('makes what another implementation makes of it, in one go or one by one', () => {
    check(
      fc.property(objects, fc.array(picks, { maxLength: 12 }), (target, all) => {
        let expected: unknown = target;
        const patch: Operation[] = [];
        const same: Operation[] = [];
        for (const pick of all) {
          const operation = operationOn(expected, pick);
          patch.push(operation);
          same.push(...inSteps(expected, operation));
          expected = jsonPatch(expected, [operation]);
        }
        const before = JSON.stringify([target, patch]);
        assert.deepEqual(jsonPatch(target, patch), expected);
        assert.equal(JSON.stringify([target, patch]), before);
        const theirs = structuredClone(target);
        const failed = applyPatch(theirs, structuredClone(same)).filter((error) => error !== null);
        assert.deepEqual(failed, []);
        assert.deepEqual(expected, theirs);
      }),
      500,
    );
  });

  it('of any kind is refused or carried out, and changes neither what it is given nor what all objects have', () => {
    const parts = fc.oneof(
      names,
      fc.constantFrom('-', '-1', '-2', '01', '__proto__', 'constructor', 'prototype', 'toString', 'length'),
    );
    const pointers = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.array(parts, { maxLength: 4 }).map((all) => all.map((part) => `/${part}`).join('')),
      },
      { weight: 1, arbitrary: fc.oneof(parts, json) },
    );
    const operations = fc.record(
      {
        op: fc.oneof({ weight: 9, arbitrary: picks.map(({ op }) => op) }, { weight: 1, arbitrary: parts }),
        path: pointers,
        from: pointers,
        value: json,
      },
      { requiredKeys: ['op', 'path', 'from'] },
    );
    const known = Object.getOwnPropertyNames(Object.prototype).length;
    check(
      fc.property(objects, fc.array(fc.oneof(operations, json), { maxLength: 6 }), (target, patch) => {
        const before = JSON.stringify([target, patch]);
        try {
          jsonPatch(target, patch);
        } catch (error) {
          assert.ok(error instanceof OrcError, String(error));
          assert.match(error.code, /^(BadRequest|Invalid)$/);
        }
        assert.equal(JSON.stringify([target, patch]), before);
        assert.equal(Object.getOwnPropertyNames(Object.prototype).length, known);
      }),
      1_000,
    );
  });
});

describe('the size of JSON', () => {
  it('is the length of its text where nothing is escaped', () => {
    const plain = fc.jsonValue({ maxDepth: 5, stringUnit: fc.constantFrom('a', 'b', '/') });
    check(
      fc.property(plain, (value) => {
        const text = JSON.stringify(value);
        assert.equal(jsonSize(value, { units: text.length, depth: 64 }), text.length);
        assert.equal(jsonSize(value, { units: text.length - 1, depth: 64 }), 'too large');
      }),
      300,
    );
  });

  it('is not looked for further than it may be', () => {
    const cycle: Record<string, unknown> = {};
    cycle['itself'] = cycle;
    assert.equal(jsonSize(cycle, { units: Infinity, depth: 64 }), 'too deep');
    assert.equal(jsonSize([[]], { units: 10, depth: 1 }), 'too deep');
    assert.equal(jsonSize([[]], { units: 10, depth: 2 }), 4);
  });
});
