// JSON as YAML, read back by a reader of each version.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { yamlItem, yamlText } from '#api/http/yaml-text.ts';

describe('YAML that is answered', () => {
  it('is block style, with quotes only where they are needed', () => {
    const value = {
      apiVersion: 'v1',
      metadata: { name: 'a', labels: {}, finalizers: ['x.dev/held'] },
      data: { on: 'yes', version: '1.10', text: 'two\nlines', empty: '' },
      list: [{ a: 1, b: [true, null] }, []],
    };
    assert.equal(
      yamlText(value),
      `apiVersion: v1
metadata:
  name: a
  labels: {}
  finalizers:
  - x.dev/held
data:
  "on": "yes"
  version: "1.10"
  text: "two\\nlines"
  empty: ""
list:
- a: 1
  b:
  - true
  - null
- []
`,
    );
  });

  it('is what it was made of to readers of YAML 1.1 and 1.2', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '~',
        '=',
        '<<',
        'Null',
        'NO',
        '0x1f',
        '1e3',
        'E0',
        'e-12',
        '1:30',
        '2026-01-01',
        '.inf',
        '- a',
        'a: b',
        '\u0085',
      ),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number || 0),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value')),
        fc.dictionary(text, tie('value'), { noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (json) => {
        for (const version of ['1.1', '1.2'] as const) {
          assert.deepEqual(parse(yamlText(json), { version, merge: false, maxAliasCount: 0 }), json);
          assert.deepEqual(parse(yamlItem(json), { version, merge: false }), [json]);
        }
      }),
    );
  });
});
