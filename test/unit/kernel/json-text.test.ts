// What JSON.parse says nothing of.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { countFields, duplicateFields, scanJson } from '#kernel/model/json-text.ts';

describe('fields that stand twice', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['{}', []],
    ['{"a":1,"b":{"a":1}}', []],
    ['{"a":1,"a":2}', ['a']],
    ['{"spec":{"replicas":1,"other":[{},{"x":1,"x":2}],"replicas":3}}', ['spec.other[1].x', 'spec.replicas']],
    ['{"a":"{\\"b\\":1,\\"b\\":2}","b":"a"}', []],
    ['{"a\\u0062":1,"ab":2}', ['ab']],
    ['{"a":"\\\\","a":1}', ['a']],
    ['[{"a":1},{"a":1}]', []],
    ['{"a":[["a","a"],"a"],"b":"a","c":{"b":[]}}', []],
  ];
  for (const [text, expected] of cases)
    it(`are found in ${text}`, () => assert.deepEqual(duplicateFields(text), expected));

  it('are none in what was written from a value, however it is spaced', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(3), (value, indent) =>
        assert.deepEqual(duplicateFields(JSON.stringify(value, null, indent)), []),
      ),
    ));

  it('are found wherever an object repeats its last field', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (value) => {
        const [name = '', inner] = Object.entries(value).at(-1) ?? [];
        const text = `{"o":[${JSON.stringify(value).slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(inner)}}]}`;
        assert.deepEqual(duplicateFields(text), [`o[0].${name}`]);
      }),
    ));

  it('are what makes a text have more names than its value has fields', () => {
    for (const [text, expected] of cases) {
      const value: unknown = JSON.parse(text);
      assert.equal(scanJson(text).names - countFields(value) > 0, expected.length > 0, text);
    }
  });

  it('are at most fifty, in a time that does not run away', () => {
    const text = `{${Array.from({ length: 20_000 }, () => '"a":[[[{}]]]').join()}}`;
    assert.equal(duplicateFields(text).length, 50);
  });
});

describe('a scan of JSON', () => {
  it('counts the names of every value, however it is spaced', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(3), (value, indent) =>
        assert.equal(scanJson(JSON.stringify(value, null, indent)).names, countFields(value)),
      ),
    ));

  it('counts a field that is called __proto__', () => {
    const text = '{"__proto__":{"a":1},"b":2}';
    assert.equal(scanJson(text).names, countFields(JSON.parse(text)));
  });

  it('says how deep it nests, and is not misled by strings', () => {
    assert.equal(scanJson('{"[[[":[{"a":"]]]"}],"b\\\"{":1}').depth, 3);
    assert.equal(scanJson('"\\\\"[').depth, 1);
    assert.equal(scanJson('[{}, []]').depth, 2);
  });

  it('ends on anything', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '[', '"', '\\', ':', ']', '}', 'a') }), (text) => {
        assert.ok(scanJson(text).depth <= text.length);
      }),
    ));
});
