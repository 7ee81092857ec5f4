// Patterns of users, in the syntax that Kubernetes' have.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { patternOf } from '#kernel/model/pattern.ts';

describe('patterns', () => {
  const table: readonly (readonly [pattern: string, fits: readonly string[], not: readonly string[]])[] = [
    ['^arn:aws(?:\\-us\\-gov|\\-cn)?\\:\\_\\@$', ['arn:aws-cn:_@', 'arn:aws:_@'], ['arn:aws-us:_@']],
    ['^[\\w\\.\\-\\_\\@/]+$', ['a.b-c_d@e/f'], ['a b', '\\']],
    ['^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', ['a-b'], ['-a', 'A']],
    ['(?i)^abc\\z', ['ABC', 'abc'], ['abcd']],
    ['^a((?i)b|c)d$', ['aBd', 'aCd', 'abd'], ['Abd', 'aBD']],
    ['(?i)a|b', ['A', 'B'], ['c']],
    ['\\Ax(?s:.)y\\z', ['x\ny'], ['x\nyz', 'zx\ny']],
    ['^[[:alpha:]_]+[[:digit:]]$', ['ab_1'], ['1ab', 'ab']],
    ['^[[:punct:]]$', ['!', '/', '[', '`', '~'], ['a', ' ']],
    ['^(?P<year>\\d{4})-(?P<month>\\d\\d)$', ['2026-01'], ['26-01']],
    ['^\\pL+\\p{Greek}\\P{Lu}$', ['abγδx'], ['abγX', 'abcx']],
    ['^[]a]+$', [']a'], ['b']],
    ['^[^]a]+$', ['b'], [']']],
    ['^{x}a{2}{$', ['{x}aa{'], ['{x}a{']],
    ['^\\Qa.b(c\\E\\d$', ['a.b(c1'], ['axb(c1']],
    ['^\\x{1F600}\\x41\\101$', ['😀AA'], ['😀A']],
    ['^.$', ['😀', 'a'], ['ab']],
    ['^(foo|bar(baz){1,2})*$', ['', 'foobarbazbaz'], ['bar']],
    ['^(?=a)ab$', ['ab'], ['b']],
    ['^[\\s\\S]*$', ['a\nb'], []],
    ['^\\$\\{[a-z]+\\}$', ['${abc}'], ['$abc']],
    ["^[a-zA-Z0-9\\/\\-._~%!$&'()*+,;=:]+$", ["/a-b.c_~%!$&'()*+,;=:"], ['[', '#']],
  ];
  for (const [pattern, fits, not] of table)
    it(pattern, () => {
      const made = patternOf(pattern);
      for (const text of fits) assert.ok(made.test(text), `${text} fits ${made}`);
      for (const text of not) assert.ok(!made.test(text), `${text} does not fit ${made}`);
    });

  it('that are none are refused', () => {
    for (const text of ['(', ')', 'a)', '[', '*a', '(?<n', '\\', '[[:nothing:]]', '(?Z)a', 'a{2}{3}'])
      assert.throws(() => patternOf(text), SyntaxError, text);
  });
});
