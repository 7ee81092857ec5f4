// JSON patches: what each operation makes, and what is said of those that can't be carried out.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type ErrorCode, OrcError } from '#kernel/errors.ts';
import { jsonPatch } from '#kernel/model/json-patch.ts';

interface Operation {
  readonly op: string;
  readonly path?: unknown;
  readonly from?: unknown;
  readonly value?: unknown;
  readonly more?: unknown;
}

function refused(target: unknown, patch: unknown, code: ErrorCode, said: RegExp): void {
  assert.throws(
    () => jsonPatch(target, patch),
    (error: unknown) => {
      assert.ok(error instanceof OrcError, String(error));
      assert.match(error.message, said);
      assert.equal(error.code, code);
      return true;
    },
  );
}

/** Lists and objects, each within the one before. */
function nested(levels: number): unknown {
  let value: unknown = {};
  for (let level = 1; level < levels; level++) value = { x: value };
  return value;
}

const list = { l: ['a', 'b', 'c'] };

/** What it does, the document, the operations, and what comes of it. */
const made: readonly (readonly [string, unknown, readonly Operation[], unknown])[] = [
  // Appendix A of RFC 6902, by its numbers.
  ['A.1 adds a field', { a: 1 }, [{ op: 'add', path: '/b', value: 2 }], { a: 1, b: 2 }],
  ['A.2 adds an item', list, [{ op: 'add', path: '/l/1', value: 'n' }], { l: ['a', 'n', 'b', 'c'] }],
  ['A.3 removes a field', { a: 1, b: 2 }, [{ op: 'remove', path: '/a' }], { b: 2 }],
  ['A.4 removes an item', list, [{ op: 'remove', path: '/l/1' }], { l: ['a', 'c'] }],
  ['A.5 replaces a value', { a: 1 }, [{ op: 'replace', path: '/a', value: [2] }], { a: [2] }],
  [
    'A.6 moves a value',
    { a: { x: 1, y: 2 }, b: {} },
    [{ op: 'move', from: '/a/x', path: '/b/z' }],
    { a: { y: 2 }, b: { z: 1 } },
  ],
  ['A.7 moves an item', list, [{ op: 'move', from: '/l/0', path: '/l/2' }], { l: ['b', 'c', 'a'] }],
  [
    'A.8 finds what it tests for',
    { a: 'x', ...list },
    [
      { op: 'test', path: '/a', value: 'x' },
      { op: 'test', path: '/l/1', value: 'b' },
    ],
    { a: 'x', ...list },
  ],
  ['A.10 adds an object', { a: 1 }, [{ op: 'add', path: '/b', value: { c: {} } }], { a: 1, b: { c: {} } }],
  ['A.11 ignores other fields', {}, [{ op: 'add', path: '/a', value: 1, more: 2 }], { a: 1 }],
  [
    'A.14 reads ~0 and ~1',
    { '/': 9, '~1': 10 },
    [{ op: 'test', path: '/~01', value: 10 }],
    { '/': 9, '~1': 10 },
  ],
  ['A.16 adds at the end', { l: [1] }, [{ op: 'add', path: '/l/-', value: [2] }], { l: [1, [2]] }],
  ['adds over what is there', { a: 1 }, [{ op: 'add', path: '/a', value: null }], { a: null }],
  ['adds at the place past the end', { l: [1] }, [{ op: 'add', path: '/l/1', value: 2 }], { l: [1, 2] }],
  ['copies a value', { a: { b: 1 } }, [{ op: 'copy', from: '/a', path: '/c' }], { a: { b: 1 }, c: { b: 1 } }],
  [
    'keeps a copy apart from its original, whichever is changed',
    { a: { b: { c: 1 } } },
    [
      { op: 'add', path: '/a/b/d', value: 1 },
      { op: 'copy', from: '/a', path: '/e' },
      { op: 'replace', path: '/a/b/c', value: 2 },
      { op: 'remove', path: '/e/b/d' },
    ],
    { a: { b: { c: 2, d: 1 } }, e: { b: { c: 1 } } },
  ],
  [
    'looks for where something moves once it is away',
    { l: [1, {}, []] },
    [{ op: 'move', from: '/l/0', path: '/l/1/0' }],
    { l: [{}, [1]] },
  ],
  ['moves onto itself', { a: 1 }, [{ op: 'move', from: '/a', path: '/a' }], { a: 1 }],
  ['moves up', { a: { b: { c: 1 } } }, [{ op: 'move', from: '/a/b', path: '/a' }], { a: { c: 1 } }],
  ['replaces the document', { a: 1 }, [{ op: 'replace', path: '', value: { b: 1 } }], { b: 1 }],
  ['adds the document', { a: 1 }, [{ op: 'add', path: '', value: [] }], []],
  ['tests the document', { a: 1 }, [{ op: 'test', path: '', value: { a: 1 } }], { a: 1 }],
  ['knows the empty name', { '': 1 }, [{ op: 'replace', path: '/', value: 2 }], { '': 2 }],
  [
    'tests objects in any order, and numbers by what they are',
    { a: { x: 1, y: [1e2, -0] } },
    [{ op: 'test', path: '/a', value: { y: [100, 0], x: 1.0 } }],
    { a: { x: 1, y: [1e2, -0] } },
  ],
  // As in Kubernetes, whose clients ask so whether a field is absent.
  ['tests that nothing is there', { a: {} }, [{ op: 'test', path: '/a/b', value: null }], { a: {} }],
  // As in Kubernetes: counted from the end, where add counts the place past it.
  ['replaces the last item', list, [{ op: 'replace', path: '/l/-1', value: 'n' }], { l: ['a', 'b', 'n'] }],
  ['removes one before the last', list, [{ op: 'remove', path: '/l/-2' }], { l: ['a', 'c'] }],
  ['tests the first from the end', list, [{ op: 'test', path: '/l/-3', value: 'a' }], list],
  ['copies the last', list, [{ op: 'copy', from: '/l/-1', path: '/x' }], { ...list, x: 'c' }],
  ['moves the last first', list, [{ op: 'move', from: '/l/-1', path: '/l/0' }], { l: ['c', 'a', 'b'] }],
  ['adds at -1 as at the end', list, [{ op: 'add', path: '/l/-1', value: 'n' }], { l: ['a', 'b', 'c', 'n'] }],
  [
    'adds at -2 before the last',
    list,
    [{ op: 'add', path: '/l/-2', value: 'n' }],
    { l: ['a', 'b', 'n', 'c'] },
  ],
  ['goes through the last', { l: [{ a: 1 }] }, [{ op: 'remove', path: '/l/-1/a' }], { l: [{}] }],
  [
    'takes any legal name',
    { constructor: 1, prototype: { toString: 2 } },
    [
      { op: 'replace', path: '/constructor', value: 3 },
      { op: 'remove', path: '/prototype/toString' },
      { op: 'add', path: '/hasOwnProperty', value: 4 },
    ],
    { constructor: 3, prototype: {}, hasOwnProperty: 4 },
  ],
];

/** What it is about, the document, the operation, the code and the words. */
const wrong: readonly (readonly [string, unknown, Operation, ErrorCode, RegExp])[] = [
  [
    'A.9: another value',
    { a: 'x' },
    { op: 'test', path: '/a', value: 'y' },
    'Invalid',
    /the value there is another/,
  ],
  ['A.12: no parent', { a: 1 }, { op: 'add', path: '/b/c', value: 1 }, 'Invalid', /no field "b"/],
  ['A.15: a text for a number', { a: 10 }, { op: 'test', path: '/a', value: '10' }, 'Invalid', /another/],
  [
    'a test for null where nothing could be',
    {},
    { op: 'test', path: '/a/b', value: null },
    'Invalid',
    /no field "a"/,
  ],
  ['a test for null past a list', list, { op: 'test', path: '/l/3', value: null }, 'Invalid', /no place "3"/],
  ['a test of null within', { a: {} }, { op: 'test', path: '/a', value: { b: null } }, 'Invalid', /another/],
  [
    'a test of a longer list',
    list,
    { op: 'test', path: '/l', value: ['a', 'b', 'c', 'd'] },
    'Invalid',
    /another/,
  ],
  ['a removal of nothing', {}, { op: 'remove', path: '/a' }, 'Invalid', /no field "a"/],
  ['a replacement of nothing', {}, { op: 'replace', path: '/a', value: 1 }, 'Invalid', /no field "a"/],
  [
    'a name all objects have',
    {},
    { op: 'remove', path: '/constructor' },
    'Invalid',
    /no field "constructor"/,
  ],
  ['a removal of everything', {}, { op: 'remove', path: '' }, 'Invalid', /whole document/],
  ['a move of nothing', {}, { op: 'move', from: '/a', path: '/b' }, 'Invalid', /no field "a"/],
  ['a move of nothing onto itself', {}, { op: 'move', from: '/a', path: '/a' }, 'Invalid', /no field "a"/],
  ['a move into itself', { a: {} }, { op: 'move', from: '/a', path: '/a/b' }, 'Invalid', /into itself/],
  ['a move of everything', { a: {} }, { op: 'move', from: '', path: '/a' }, 'Invalid', /into itself/],
  [
    'an item beyond the end',
    list,
    { op: 'add', path: '/l/4', value: 1 },
    'Invalid',
    /no place "4" among the 4/,
  ],
  ['an item before the first', list, { op: 'remove', path: '/l/-4' }, 'Invalid', /no place "-4" among the 3/],
  ['one before the first to add', list, { op: 'add', path: '/l/-5', value: 1 }, 'Invalid', /no place "-5"/],
  ['an index of zeros', list, { op: 'remove', path: '/l/01' }, 'Invalid', /"01" is no index/],
  ['an index -0', list, { op: 'remove', path: '/l/-0' }, 'Invalid', /"-0" is no index/],
  ['an index in words', list, { op: 'add', path: '/l/1e0', value: 1 }, 'Invalid', /"1e0" is no index/],
  ['no index', list, { op: 'add', path: '/l/', value: 1 }, 'Invalid', /"" is no index/],
  ['the length of a list', list, { op: 'replace', path: '/l/length', value: 0 }, 'Invalid', /no index/],
  ['a replacement past the end', list, { op: 'replace', path: '/l/-', value: 1 }, 'Invalid', /past the end/],
  ['a removal past the end', list, { op: 'remove', path: '/l/-' }, 'Invalid', /past the end/],
  [
    'a copy of what is past the end',
    list,
    { op: 'copy', from: '/l/-', path: '/a' },
    'Invalid',
    /past the end/,
  ],
  ['a field of a text', { a: 'x' }, { op: 'add', path: '/a/b', value: 1 }, 'Invalid', /no list or object/],
  [
    'a field within a text',
    { a: 'x' },
    { op: 'test', path: '/a/0/b', value: 1 },
    'Invalid',
    /no list or object/,
  ],
  [
    'no slash',
    {},
    { op: 'add', path: 'metadata/a', value: 1 },
    'BadRequest',
    /path "metadata\/a" must begin/,
  ],
  [
    'no slash to take from',
    {},
    { op: 'copy', from: 'a', path: '/b' },
    'BadRequest',
    /its from "a" must begin/,
  ],
  ['a tilde by itself', {}, { op: 'add', path: '/a~b', value: 1 }, 'BadRequest', /"~0" for "~"/],
  ['a tilde at the end', {}, { op: 'add', path: '/a~', value: 1 }, 'BadRequest', /"~0" for "~"/],
  ['__proto__', {}, { op: 'add', path: '/__proto__/x', value: 1 }, 'BadRequest', /__proto__.*not allowed/],
  [
    'from __proto__',
    {},
    { op: 'copy', from: '/__proto__', path: '/x' },
    'BadRequest',
    /__proto__.*not allowed/,
  ],
  ['a path without end', {}, { op: 'remove', path: '/a'.repeat(65) }, 'BadRequest', /deeper than 64 levels/],
  ['no value', {}, { op: 'add', path: '/a' }, 'BadRequest', /is none/],
  ['no path', {}, { op: 'remove' }, 'BadRequest', /is none/],
  ['no from', {}, { op: 'move', path: '/a' }, 'BadRequest', /is none/],
  ['another operation', {}, { op: 'fly', path: '/a', value: 1 }, 'BadRequest', /is none/],
];

describe('a JSON patch', () => {
  for (const [what, target, patch, expected] of made)
    it(what, () => {
      const before = JSON.stringify([target, patch]);
      assert.deepEqual(jsonPatch(target, patch), expected);
      assert.equal(JSON.stringify([target, patch]), before);
    });

  for (const [what, target, operation, code, said] of wrong)
    it(`refuses ${what}`, () => {
      // The operation is named by its place.
      refused(target, [{ op: 'test', path: '', value: target }, operation], code, said);
      refused(target, [{ op: 'test', path: '', value: target }, operation], code, /operation 1 of the patch/);
    });

  it('is refused when it is none', () => {
    for (const patch of [{}, 'x', null, [1], [null], [[]]]) refused({}, patch, 'BadRequest', /the patch/);
  });

  it('is all or nothing', () => {
    const target = { a: { b: 1 } };
    const patch = [
      { op: 'replace', path: '/a/b', value: 2 },
      { op: 'test', path: '/a/b', value: 1 },
    ];
    refused(target, patch, 'Invalid', /operation 1 of the patch \(test \/a\/b\)/);
    assert.deepEqual(target, { a: { b: 1 } });
  });

  it('repeats no long path in what it says', () => {
    const path = `/${'x'.repeat(1_000_000)}`;
    assert.throws(
      () => jsonPatch({}, [{ op: 'remove', path }]),
      ({ message }: Error) => message.length < 2_000,
    );
  });

  it('makes nothing of values that name __proto__ but what they say', () => {
    const value: unknown = JSON.parse('{"__proto__":{"a":1}}');
    const result = jsonPatch({}, [
      { op: 'add', path: '/x', value },
      { op: 'add', path: '/x/b', value: 2 },
      { op: 'copy', from: '/x', path: '/y' },
    ]);
    const text = '{"__proto__":{"a":1},"b":2}';
    assert.equal(JSON.stringify(result), `{"x":${text},"y":${text}}`);
    assert.equal(Reflect.get({}, 'a'), undefined);
  });
});

describe('a JSON patch of great work', () => {
  it('may have 10,000 operations', () => {
    const add = { op: 'add', path: '/l/-', value: 1 };
    const result = jsonPatch({ l: [] }, Array(10_000).fill(add));
    assert.deepEqual(result, { l: Array(10_000).fill(1) });
    refused({ l: [] }, Array(10_001).fill(add), 'TooLarge', /has 10001 operations, may have at most 10000/);
  });

  it('may copy 3 MiB together', () => {
    const copies = (count: number): unknown => Array(count).fill({ op: 'copy', from: '/a', path: '/b' });
    const target = { a: 'x'.repeat(1024 * 1024 - 2) };
    assert.deepEqual(jsonPatch(target, copies(3)), { a: target.a, b: target.a });
    refused(target, copies(4), 'TooLarge', /operation 3 of .* copies is more than 3145728 bytes/);
  });

  it('may not double what it has until memory is full', () => {
    const double = Array(60).fill({ op: 'copy', from: '/x', path: '/x/-' });
    refused({}, [{ op: 'add', path: '/x', value: [[]] }, ...double], 'TooLarge', /copies is more than/);
  });

  it('may not make more than is read as JSON', () => {
    const value = 'x'.repeat(2_200_000);
    const patch = ['/a', '/b', '/c'].map((path) => ({ op: 'add', path, value }));
    refused({}, patch, 'TooLarge', /makes the object larger than 6291456 bytes/);
  });

  it('may not nest deeper than what is read as JSON', () => {
    assert.deepEqual(jsonPatch({}, [{ op: 'add', path: '/x', value: nested(63) }]), nested(64));
    refused({}, [{ op: 'add', path: '/x', value: nested(64) }], 'BadRequest', /nest deeper than 64 levels/);
    refused({}, [{ op: 'add', path: '/x', value: nested(65) }], 'BadRequest', /value is nested deeper/);
    const within = { op: 'copy', from: '/x', path: `${'/x'.repeat(40)}/y` };
    refused(nested(60), [within], 'BadRequest', /nest deeper than 64 levels/);
  });

  it('may deepen what it moves only so far, and never beyond the stack', () => {
    const path = `/b${'/x'.repeat(61)}`;
    const deepen = [
      { op: 'add', path: '/b', value: nested(61) },
      { op: 'move', from: '/a', path },
      { op: 'move', from: '/b', path: '/a' },
    ];
    const patch = Array(3_000).fill(deepen).flat();
    refused({ a: {} }, patch, 'BadRequest', /nest deeper than 64 levels/);
    refused(
      { a: {} },
      [...patch, { op: 'copy', from: '/a', path: '/c' }],
      'BadRequest',
      /copies nests deeper/,
    );
    refused({ a: {} }, [...patch, { op: 'test', path: '/a', value: nested(64) }], 'Invalid', /is another/);
  });

  it('compares long lists', () => {
    const numbers = (count: number, value: number): readonly number[] => Array<number>(count).fill(value);
    const test = { op: 'test', path: '/l', value: numbers(100_000, 1) };
    assert.deepEqual(jsonPatch({ l: numbers(100_000, 1) }, [test]), { l: numbers(100_000, 1) });
    refused({ l: numbers(100_000, 0) }, [test], 'Invalid', /is another/);
  });

  it('may not move the items of a long list aside again and again', () => {
    const target = { l: Array(1_000_000).fill(0) };
    const insert = { op: 'add', path: '/l/0', value: 1 };
    refused(target, Array(10_000).fill(insert), 'TooLarge', /too often: replace them whole/);
    const append = { op: 'add', path: '/l/-', value: 1 };
    assert.doesNotThrow(() => jsonPatch(target, Array(10_000).fill(append)));
  });
});
