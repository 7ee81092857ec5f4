import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { check } from '#kit/check.ts';
import { OrcError } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import {
  type Requirement,
  formatSelector,
  matches,
  parseFieldSelector,
  parseSelector,
  selectorOf,
  selectorOfMap,
} from '#kernel/model/selector.ts';

const name = fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,8}[A-Za-z0-9])?$/);
const requirement = fc.oneof(
  fc.record(
    {
      key: name,
      operator: fc.constantFrom<Requirement['operator']>('In', 'NotIn'),
      values: fc.array(name, { minLength: 1, maxLength: 3 }),
    },
    { noNullPrototype: true },
  ),
  fc.record(
    {
      key: name,
      operator: fc.constantFrom<Requirement['operator']>('Exists', 'DoesNotExist'),
      values: fc.constant([]),
    },
    { noNullPrototype: true },
  ),
);

describe('a selector', () => {
  it('reads again as it was written', () => {
    check(
      fc.property(fc.array(requirement, { maxLength: 4 }), (selector) => {
        assert.deepEqual(parseSelector(formatSelector(selector)), selector);
      }),
    );
  });

  it('holds when each of its requirements does', () => {
    const labels = { app: 'web', tier: '' };
    const table: readonly (readonly [string, boolean])[] = [
      ['', true],
      ['app', true],
      ['tier', true],
      ['!app', false],
      ['!other', true],
      ['app=web', true],
      ['app==web', true],
      ['app = web', true],
      ['tier=', true],
      ['app=db', false],
      ['app!=db', true],
      ['other!=db', true],
      ['app in (web,db)', true],
      ['app in (db)', false],
      ['app notin (db)', true],
      ['other notin (db)', true],
      ['other in (db)', false],
      ['app=web,!tier', false],
      ['app in (web, db) , tier', true],
      ['toString', false],
      ['constructor!=x', true],
    ];
    for (const [text, holds] of table) assert.equal(matches(parseSelector(text), labels), holds, text);
    assert.equal(matches(parseSelector('a'), undefined), false);
  });

  it('is refused with its text when it can not be read', () => {
    for (const text of [
      '=a',
      'a in b',
      'a in (b',
      '!',
      'a b',
      'a=b c',
      '(a)',
      'a notin',
      '-a=b',
      'a in ((b))',
    ])
      assert.throws(
        () => parseSelector(text),
        { code: 'BadRequest', message: /unable to parse the selector/ },
        text,
      );
  });

  it('is refused with what it has too much of', () => {
    const { units, requirements, values } = limits.selector;
    const table: readonly (readonly [string, RegExp])[] = [
      [`${'!a,'.repeat(requirements)}!a`, /it has 257 requirements, may have at most 256/],
      ['a'.repeat(units + 1), /it has 16385 characters, may have at most 16384/],
      [`a in (${'b,'.repeat(values)}b)`, /it has 1025 values, may have at most 1024/],
      ['!a,'.repeat(5_000_000), /it has 15000000 characters/],
    ];
    for (const [text, message] of table)
      assert.throws(() => parseSelector(text), { code: 'BadRequest', message });
    assert.equal(
      parseSelector(Array.from({ length: requirements }, () => '!a').join(',')).length,
      requirements,
    );
  });

  it('of a manifest joins its labels and its expressions', () => {
    const selector = selectorOf({
      matchLabels: { app: 'web' },
      matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['db'] }],
    });
    assert.equal(formatSelector(selector), 'app=web,tier!=db');
    assert.deepEqual(selectorOfMap(undefined), []);
    assert.throws(() => selectorOf({ matchExpressions: [{ key: 'a', operator: 'Near' }] }), {
      code: 'Internal',
    });
  });
});

describe('a selector with a slip in it', () => {
  it('is refused, and does not select everything or nothing', () => {
    for (const text of [
      ',',
      'a,',
      ',a',
      'a,,b',
      'a===b',
      'a=$%',
      'a!=-',
      'a in (b,$)',
      `a=${'x'.repeat(64)}`,
    ])
      assert.throws(() => parseSelector(text), { code: 'BadRequest' }, text);
    assert.deepEqual(parseSelector('  '), []);
    assert.deepEqual(parseSelector('a notin ()'), [{ key: 'a', operator: 'NotIn', values: [''] }]);
  });
});

describe('a field selector', () => {
  it('compares fields with values, of which some must be escaped', () => {
    const table: readonly (readonly [string, Requirement[]])[] = [
      ['', []],
      [' ', []],
      ['metadata.name=a', [{ key: 'metadata.name', operator: 'In', values: ['a'] }]],
      ['spec.nodeName==', [{ key: 'spec.nodeName', operator: 'In', values: [''] }]],
      [
        'type!=Normal,reason=Back off',
        [
          { key: 'type', operator: 'NotIn', values: ['Normal'] },
          { key: 'reason', operator: 'In', values: ['Back off'] },
        ],
      ],
      [
        'involvedObject.fieldPath=spec.containers{main}',
        [{ key: 'involvedObject.fieldPath', operator: 'In', values: ['spec.containers{main}'] }],
      ],
      ['a=b\\,c\\=d\\\\,', [{ key: 'a', operator: 'In', values: ['b,c=d\\'] }]],
    ];
    for (const [text, selector] of table) assert.deepEqual(parseFieldSelector(text), selector, text);
  });

  it('does not ask whether a field exists, or lies in a set', () => {
    for (const text of [
      'metadata.name',
      '!metadata.name',
      'a in (b)',
      '=a',
      'a=b=c',
      'a===b',
      'a=b\\',
      'a=\\n',
    ])
      assert.throws(
        () => parseFieldSelector(text),
        (error: unknown) =>
          error instanceof OrcError && error.code === 'BadRequest' && /can't understand/.test(error.message),
        text,
      );
  });

  it('is bounded', () => {
    const { units, requirements } = limits.selector;
    assert.throws(() => parseFieldSelector(`a=${'b'.repeat(units)}`), { code: 'BadRequest' });
    const many = Array.from({ length: requirements + 1 }, () => 'a=b').join(',');
    assert.throws(() => parseFieldSelector(many), { code: 'BadRequest' });
  });
});
