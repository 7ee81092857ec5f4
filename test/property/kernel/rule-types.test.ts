// What holds for the rules of every schema: those that fit it are taken, and a field that it does not have is found.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { escaped } from '#kernel/custom/cel-type.ts';
import { schemaAt } from '#kernel/custom/structural.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { compileRules } from '#api/admission/custom-expressions.ts';

const leaves: readonly JsonObject[] = [
  ...[{}, { format: 'date-time' }, { format: 'duration' }, { format: 'byte' }, { maxLength: 3 }].map(
    (more) => ({
      type: 'string',
      ...more,
    }),
  ),
  { type: 'integer' },
  { type: 'number', nullable: true },
  { type: 'boolean' },
  { 'x-kubernetes-int-or-string': true },
];
const name = fc.constantFrom('a', 'b-c', 'd.e', 'in', 'f__g', 'h/i');
const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...leaves),
    fc.record({
      type: fc.constant('object'),
      properties: fc.dictionary(name, tie('schema'), { minKeys: 1, maxKeys: 3 }),
      nullable: fc.boolean(),
      'x-kubernetes-embedded-resource': fc.boolean(),
    }),
    fc.record({ type: fc.constant('object'), additionalProperties: tie('schema') }),
    fc.record({ type: fc.constant('array'), items: tie('schema') }),
  ),
}));

/** Conditions that a value of a schema may be asked, `of` being how it is said. */
function conditions(given: JsonObject, of: string): readonly string[] {
  if (given['x-kubernetes-int-or-string'] === true)
    return [`${of} == 'x' || ${of} > 3`, `type(${of}) == int && int(${of}) + 1 > 2`];
  const same = [`${of} == ${of}`, `dyn(${of}) != 1`, `${of} in [${of}]`, `[${of}][0] == ${of}`];
  switch (given['format'] ?? given['type']) {
    case 'string':
      return [
        `${of} > 'x' && ${of}.size() > 1`,
        `${of}.split(',')[0] + ${of} != 'x'`,
        `${of} in {'a': 1}`,
        ...same,
      ];
    case 'date-time':
      return [
        `${of} < timestamp('2020-01-01T00:00:00Z') + duration('1s')`,
        `${of}.getFullYear() == 1`,
        ...same,
      ];
    case 'duration':
      return [`${of} + ${of} > duration('1h')`, `string(${of}) != ''`, ...same];
    case 'byte':
      return [`size(${of}) > 3 && ${of} + ${of} != b'x'`, ...same];
    case 'integer':
      return [`-${of} % 2 < 1.5`, `${of} + size('x') == 3 ? ${of} in [1, 2] : false`, ...same];
    case 'number':
      return [`${of} / 2.0 >= 1 && int(${of}) == 1`, `${of} == null`, ...same];
    case 'boolean':
      return [of, `!${of}`, `${of} ? true : ${of} || ${of}`, ...same];
    case 'array': {
      const inner = conditions(schemaAt(given['items']), 'i');
      const first = conditions(schemaAt(given['items']), `${of}[0]`);
      return [
        ...inner.flatMap((each) => [`${of}.all(i, ${each})`, `${of}.filter(i, ${each}).size() > 1`]),
        ...first,
        `size(${of}) > 1 && ${of} + ${of} != []`,
        ...same,
      ];
    }
    default:
      return [...objectConditions(given, of), ...same];
  }
}

function objectConditions(given: JsonObject, of: string): readonly string[] {
  if (given['additionalProperties'] !== undefined) {
    const inner = conditions(schemaAt(given['additionalProperties']), `${of}[k]`);
    return [...inner.map((each) => `${of}.exists(k, ${each})`), `'x' in ${of} && ${of}.size() > 1`];
  }
  const whole =
    given['x-kubernetes-embedded-resource'] === true ? [`${of}.metadata.name + ${of}.kind == 'x'`] : [];
  return Object.entries(schemaAt(given['properties'])).flatMap(([field, inner]) => {
    const at = `${of}.${escaped(field)}`;
    return [
      ...conditions(schemaAt(inner), at).map((each) => `!has(${at}) || (${each})`),
      `${of}.?${escaped(field)}.hasValue()`,
      ...whole,
    ];
  });
}

/** What is said of a rule of a schema. */
function wrong(given: JsonObject, rule: string): readonly string[] {
  const schemaOfRule = { ...given, 'x-kubernetes-validations': [{ rule }] };
  const root = { type: 'object', properties: { it: schemaOfRule } };
  return compileRules(root, { isTyped: true }).broken.map(({ cause }) => cause.message);
}

describe('rules of schemas', () => {
  it('that fit are taken, and are found not to where a field is called otherwise', () =>
    fc.assert(
      fc.property(schema, fc.infiniteStream(fc.nat()), (given, numbers) => {
        const all = conditions(given, 'self');
        for (const [index] of Array.from({ length: 8 }).entries()) {
          const rule = all[(numbers.next().value ?? index) % all.length] ?? 'true';
          assert.deepEqual(wrong(given, rule), [], rule);
          assert.deepEqual(wrong(given, rule.replaceAll('self', 'oldSelf')), [], rule);
          // The fields that a schema names are all there are: but for keys of maps, a name of none is found.
          const field = /self\.([a-z]\w*)(?=[ )]|$)/.exec(rule)?.[1];
          if (given['properties'] === undefined || field === undefined) continue;
          const other = rule.replaceAll(`self.${field}`, 'self.nothing');
          assert.match(wrong(given, other)[0] ?? '', /undefined field 'nothing'/, other);
        }
      }),
      { numRuns: 300 },
    ));
});
