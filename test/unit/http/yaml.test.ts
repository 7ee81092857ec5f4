// Bodies in YAML: what is made of them, and that none of them stops the master for long.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { parse, stringify } from 'yaml';
import { type ErrorCode, OrcError } from '#kernel/errors.ts';
import { readYaml } from '#api/http/yaml.ts';
import { apiLimits } from '#api/limits.ts';
import { check } from '#kit/check.ts';

const read = (text: string): ReturnType<typeof readYaml> => readYaml(Buffer.from(text), 'the body');

function refused(text: string | Uint8Array, said: RegExp, code: ErrorCode = 'BadRequest'): void {
  assert.throws(
    () => readYaml(Buffer.from(text), 'the body'),
    (error: unknown) => {
      assert.ok(error instanceof OrcError, String(error));
      assert.match(error.message, said);
      assert.equal(error.code, code);
      assert.ok(error.message.length < 2_000);
      return true;
    },
  );
}

/** Lines made of their numbers, so many that they fill a body of the largest size. */
function lines(of: (index: number) => string, bytes: number = apiLimits.yaml.bytes): string {
  const made: string[] = [];
  for (let size = 0; ;) {
    const line = of(made.length);
    size += line.length;
    if (size > bytes - 1_000) return made.join('');
    made.push(line);
  }
}

describe('a body in YAML', () => {
  const cases: readonly (readonly [string, string, unknown])[] = [
    ['a manifest', 'kind: Pod\nspec:\n  containers:\n  - name: a\n    args: [x, "1"]\n', undefined],
    ['JSON', '{"a":[1,{"b":null}]}', { a: [1, { b: null }] }],
    ['almost JSON', '{a: [1, {b: null}],}', { a: [1, { b: null }] }],
    ['values of all types', 'a: true\nb: 1.5\nc: ~\nd:\ne: "1"\nf: |\n  x\n  y\n', undefined],
    ['keys that are no text', '1: a\ntrue: b\n', { 1: 'a', true: 'b' }],
    ['aliases', 'a: &x {k: [1]}\nb: *x\nc: &x 2\nd: *x\n', { a: { k: [1] }, b: { k: [1] }, c: 2, d: 2 }],
    ['an anchor of a key', '&k a: 1\nb: *k\n', { a: 1, b: 'a' }],
    ['text with brackets that close nothing', `a: |\n  ${'[{'.repeat(50)}\nb: 1\n`, undefined],
    ['nothing', '# only a comment\n', null],
  ];
  for (const [what, text, expected] of cases)
    it(`may be ${what}`, () => {
      const made = read(text);
      assert.deepEqual(made.value, expected === undefined ? parse(text) : expected);
      assert.deepEqual(made.duplicates(), []);
    });

  it('says the same as the JSON it was written from', () => {
    check(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.boolean(), (value, isFlow) => {
        const text = stringify(value, { collectionStyle: isFlow ? 'flow' : 'block' });
        assert.deepEqual(read(text).value, JSON.parse(JSON.stringify(value)));
      }),
      200,
    );
  });

  it('of any kind is read or refused', () => {
    const signs = '- ? : , [ ] { } &a *a ! !!set # | > " \' % @ ` x'.split(' ');
    const piece = fc.constantFrom(...signs, ' ', '\n', '\n  ', '- ', ': ', '? ', '<<: ', '---\n', '\t');
    check(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        try {
          read(pieces.join(''));
        } catch (error) {
          assert.ok(error instanceof OrcError && error.code === 'BadRequest', String(error));
        }
      }),
      2_000,
    );
  });

  it('tells of fields that stand twice, of which the last counts', () => {
    const made = read('data:\n  a: 1\n  b: 2\n  a: 3\nlist:\n- {x: 1, x: 2}\n"data": {c: 1}\n');
    assert.deepEqual(made.value, { data: { c: 1 }, list: [{ x: 2 }] });
    assert.deepEqual(made.duplicates(), ['data.a', 'list[0].x', 'data']);
    assert.deepEqual(read('{"a":1,"a":2}').duplicates(), ['a']);
    assert.equal(read(lines(() => 'a: 1\n', 10_000)).duplicates().length, 50);
  });

  it('may name __proto__ and changes no other object', () => {
    const { value } = read('__proto__:\n  x: 1\na: {__proto__: 2}\n');
    assert.equal(JSON.stringify(value), '{"__proto__":{"x":1},"a":{"__proto__":2}}');
    assert.equal(Reflect.get({}, 'x'), undefined);
  });

  it('is refused with the place where it is wrong', () => {
    refused('a: 1\nb: [\n', /^the body is not valid YAML: .* at line \d+, column \d+$/);
    refused('a: b: c\n', /Nested mappings are not allowed in compact mappings at line 1, column 4/);
    refused('a: 1\n---\nb: 2\n', /more than one document: send each by itself/);
    refused('a: {b: *c}\n', /a\.b: no anchor &c stands before its alias/);
    refused('a: &a [*a]\n', /a\[0\]: no anchor &a stands before its alias/);
    refused('a:\n- .inf\n', /a\[0\]: is of a type that JSON does not have/);
    refused('a: !!binary AAAA\n', /a: is of a type that JSON does not have/);
    refused('a: !!omap [b: 1]\n', /a\[0\]: is of a type that JSON does not have/);
    refused('a: {[1]: 2}\n', /a: a key is not text/);
    refused('? \n: 1\n', /the document: a key is missing/);
    refused(Uint8Array.of(0x61, 0x3a, 0x20, 0xff), /is not valid YAML/);
  });
});

describe('a body in YAML that would take long', () => {
  const { bytes } = apiLimits.yaml;
  const large = 1_000_000;

  it('may be as large as any when it is JSON', () => {
    const text = JSON.stringify({ data: { a: 'x'.repeat(2_000_000) } });
    assert.deepEqual(read(text).value, JSON.parse(text));
    refused(`{"a":${'['.repeat(80)}${']'.repeat(80)}}`, /the body is nested deeper than 64 levels/);
    refused(JSON.stringify({ a: 'x'.repeat(6_400_000) }), /may have at most 6291456/, 'TooLarge');
  });

  it('may be of so many bytes when it is not', () => {
    refused(
      lines((index) => `k${index}: v\n`, large),
      /may have at most 65536: send it as JSON/,
      'TooLarge',
    );
    const text = lines((index) => `k${index}: v\n`);
    assert.ok(text.length > bytes - 2_000);
    assert.deepEqual(Object.keys(Object(read(text).value)).length, text.split('\n').length - 1);
  });

  it('may stand for no more than JSON may have', () => {
    const laughs = ['a0: &a0 [x,x,x,x,x,x,x,x,x,x]'];
    for (let at = 1; at < 9; at++)
      laughs.push(`a${at}: &a${at} [${Array.from({ length: 10 }, () => `*a${at - 1}`).join()}]`);
    refused(laughs.join('\n'), /stands for more than 6291456 bytes of JSON: use fewer aliases/);
    const deep = [
      'a0: &a0 []',
      ...Array.from({ length: 70 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}]`),
    ];
    refused(deep.join('\n'), /is nested deeper than 64 levels/);
  });

  const shapes: readonly (readonly [string, string, RegExp])[] = [
    ['lists within lists', '['.repeat(100_000), /nested deeper than 64/],
    ['maps within maps', '{a: '.repeat(50_000), /nested deeper than 64/],
    ['lists in one line', '- '.repeat(100_000), /nested deeper than 64/],
    ['maps in one line', 'a: '.repeat(80_000), /nested deeper than 64/],
    [
      'maps by their indents',
      lines((index) => `${' '.repeat(index)}a:\n`),
      /nested deeper than 64|nested too deeply/,
    ],
    ['complex keys', '? '.repeat(100_000), /nested deeper than 64/],
    ['complex keys in a map', `{${'? '.repeat(100_000)}`, /nested deeper than 64/],
    ['aliases', `a: &a 1\n${lines((index) => `k${index}: *a\n`)}`, /more than 100 aliases/],
    ['tags', `a: ${'!t '.repeat(80_000)}`, /nested deeper than 64/],
    ['anchors', `a: ${'&a '.repeat(80_000)}`, /nested deeper than 64/],
    ['directives', `${'%X\n'.repeat(80_000)}---\na: 1\n`, /more than 16 directives/],
    ['brackets that close', `a: ${']'.repeat(200_000)}`, /"\]" that closes nothing/],
    ['nothing between commas', `[${','.repeat(200_000)}]`, /nothing between "\[" and ","/],
    ['documents', '---\na: 1\n'.repeat(20_000), /more than one document|longer than 1000 ms/],
    ['errors', 'a: b: c\n'.repeat(30_000), /not valid YAML|longer than 1000 ms/],
  ];
  for (const [what, endless, said] of shapes)
    it(`may not be made of ${what}`, function () {
      this.timeout(20_000);
      const text = endless.slice(0, bytes);
      assert.throws(
        () => read(text),
        (error: unknown) => error instanceof OrcError && said.test(error.message),
      );
      // The size is looked at before the shape.
      refused(`a: b\n${text.repeat(Math.ceil(large / text.length))}`, /may have at most 65536/, 'TooLarge');
    });
});
