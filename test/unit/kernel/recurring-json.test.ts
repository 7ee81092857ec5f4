// Texts of JSON of which a part comes again and again.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { countFields, scanJson } from '#kernel/model/json-text.ts';
import { type CountedJson, RecurringJson } from '#kernel/model/recurring-json.ts';
import { isShared } from '#kernel/model/shared.ts';

const always = (): boolean => true;

/** A reader that remembers fields of the name `spec`, of those objects that are meant. */
function readerOf(isMeant = always): (text: string) => CountedJson | undefined {
  const known = new RecurringJson('spec', isMeant);
  return (text) => {
    const { part } = scanJson(text, 'spec');
    return part && known.read(text, part);
  };
}

/** What is read of a text whose part was met before. */
function readAgain(text: string): CountedJson | undefined {
  const read = readerOf();
  read(text);
  return read(text);
}

describe('a part of JSON texts that recurs', () => {
  it('is read once, when it comes the second time, and shared', () => {
    const read = readerOf();
    const text = (name: string): string => `{"name":"${name}","spec":{"a":[{"b":1}]}}`;
    assert.equal(read(text('x')), undefined);
    const second = read(text('y'))?.value;
    const third = read(text('z'))?.value;
    assert.deepEqual(second, { name: 'y', spec: { a: [{ b: 1 }] } });
    assert.deepEqual(third, { name: 'z', spec: { a: [{ b: 1 }] } });
    const spec = third['spec'];
    assert.equal(second['spec'], spec);
    assert.ok(typeof spec === 'object' && spec !== null && isShared(spec));
    assert.throws(() => Object.assign(spec, { a: [] }), TypeError);
    assert.equal(read('{"name":"z","spec":{"a":[{"b":2}]}}'), undefined);
  });

  it('stands wherever it is given', () => {
    for (const text of [
      '{"spec":{"a":1}}',
      '{ "spec" : {"a":1} , "b" : "spec" }',
      '{"b":"spec","spec":{"a":"}"},"c":[{"spec":{}}]}',
      '{"metadata":{"spec":{"x":1}},"spec":{"spec":{"y":"\\"{"}},"status":{}}',
    ]) {
      const read = readAgain(text);
      assert.ok(read !== undefined, text);
      assert.deepEqual(read.value, JSON.parse(text), text);
      assert.deepEqual(Object.keys(read.value), Object.keys(JSON.parse(text)));
      assert.equal(read.fields, countFields(JSON.parse(text)), text);
    }
  });

  it('is left to the whole where it is not the one field of that name, or is no object', () => {
    for (const text of [
      '{"spec":{"a":1},"spec":{"a":2}}',
      '{"spec":{"a":1},"spec":1}',
      '{"spec":{"a":1},"\\u0073pec":{"a":2}}',
      '{"spec":[{"a":1}]}',
      '{"spec":1}',
      '{"a":{"spec":{}}}',
      '["spec",{"a":1}]',
      '"spec"',
      '{}',
    ])
      assert.equal(readAgain(text), undefined, text);
  });

  it('counts what the text gives twice as once, as it is counted of a value', () => {
    const text = '{"\\u0073pec":{"a":2},"spec":{"a":1,"a":1}}';
    const { names } = scanJson(text);
    assert.equal(readAgain(text)?.fields, 2);
    assert.equal(names, 5);
  });

  it('is read only of objects that are meant, and of short texts', () => {
    const read = readerOf();
    const long = `{"x":"${'x'.repeat(8 * 1024)}","spec":{"a":1}}`;
    assert.deepEqual([read(long), read(long)], [undefined, undefined]);
    const meant = new RecurringJson('spec', ({ kind }) => kind === 'Pod');
    const text = '{"kind":"Node","spec":{"a":1}}';
    const { part } = scanJson(text, 'spec');
    assert.ok(part !== undefined);
    assert.deepEqual([meant.read(text, part), meant.read(text, part)], [undefined, undefined]);
  });

  it('changes nothing of what texts say, right or wrong', () => {
    const read = readerOf();
    const parsed = (text: string): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        return undefined;
      }
    };
    let times = 0;
    const object = fc.dictionary(fc.constantFrom('spec', 'a', 'b"', '\\'), fc.jsonValue(), { maxKeys: 3 });
    const damage = fc.record({
      at: fc.nat(200),
      cut: fc.nat(2),
      put: fc.constantFrom('', '"', '{', '}', ',', ':', '\\'),
    });
    fc.assert(
      fc.property(object, object, fc.option(damage), fc.nat(2), (outer, spec, damaged, indent) => {
        const whole = JSON.stringify({ ...outer, spec }, null, indent);
        read(whole);
        const at = Math.min(damaged?.at ?? 0, whole.length);
        const text = whole.slice(0, at) + (damaged?.put ?? '') + whole.slice(at + (damaged?.cut ?? 0));
        const again = read(text);
        if (again === undefined) return;
        times += 1;
        assert.deepEqual(again.value, parsed(text), text);
        assert.equal(again.fields, countFields(again.value));
      }),
      { numRuns: 2_000 },
    );
    assert.ok(times > 200, `${times} texts were read by a part that was known`);
  });
});
