// Small values: quantities, times, base64, durations, formats, equality.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { check } from '#kit/check.ts';
import { base64FromBytes, bytesFromBase64 } from '#kernel/model/base64.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { formats } from '#kernel/model/formats.ts';
import { canonicalText, shortHash } from '#kernel/model/hash.ts';
import { age, humanDuration, labelText } from '#kernel/model/human.ts';
import { canonicalQuantity, formatMillis, parseQuantity, quantityUnits } from '#kernel/model/quantity.ts';
import { formatTime, microTimeFromMs, msFromTime, parseTime, timeFromMs } from '#kernel/model/time.ts';

describe('a quantity', () => {
  const table: readonly (readonly [string, bigint | undefined])[] = [
    ['0', 0n],
    ['100m', 100n],
    ['0.1', 100n],
    ['.5', 500n],
    ['1.', 1000n],
    ['2', 2000n],
    ['1k', 1_000_000n],
    ['1Ki', 1_024_000n],
    ['1.5Gi', 1_610_612_736_000n],
    ['1e3', 1_000_000n],
    ['1E3', 1_000_000n],
    ['1E', 10n ** 21n],
    ['5e-1', 500n],
    ['1n', 1n],
    ['1u', 1n],
    ['1500u', 2n],
    ['0.0001', 1n],
    ['-1', -1000n],
    ['', undefined],
    ['.', undefined],
    ['m', undefined],
    ['1 Gi', undefined],
    ['1gi', undefined],
    ['0x10', undefined],
    ['1e', undefined],
    ['--1', undefined],
    ['1e999', undefined],
    ['١', undefined],
  ];
  for (const [text, millis] of table)
    it(`${JSON.stringify(text)} is ${millis === undefined ? 'refused' : `${millis} thousandths`}`, () =>
      assert.equal(parseQuantity(text), millis));

  it('is the same however it is written', () => {
    check(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (millis) => {
        assert.equal(parseQuantity(formatMillis(millis)), millis);
        assert.equal(parseQuantity(`${millis}m`), millis);
      }),
    );
  });

  const canonical: readonly (readonly [string, string])[] = [
    ['0', '0'],
    ['0Gi', '0'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['1536Ki', '1536Ki'],
    ['0.5Ki', '512'],
    ['1000', '1k'],
    ['1500', '1500'],
    ['0.5', '500m'],
    ['1500m', '1500m'],
    ['2000m', '2'],
    ['-2000k', '-2M'],
    ['1e3', '1e3'],
    ['1500e3', '1500e3'],
    ['1e1', '10'],
    ['5e-1', '500e-3'],
    ['much', 'much'],
  ];
  for (const [text, shortest] of canonical)
    it(`${text} is written ${shortest}`, () => {
      assert.equal(canonicalQuantity(text), shortest);
      assert.equal(canonicalQuantity(shortest), shortest);
      assert.equal(parseQuantity(shortest), parseQuantity(text));
    });

  it('is rounded up to whole units, never down', () => {
    assert.equal(quantityUnits('1001m'), 2);
    assert.equal(quantityUnits('1Mi'), 1_048_576);
    assert.equal(quantityUnits(undefined), 0);
  });
});

describe('a time', () => {
  const moments = fc.integer({ min: -62_167_219_200, max: 253_402_300_799 });

  it('is written as it is, whichever was written before', () => {
    const few = fc.array(fc.tuple(fc.constantFrom(0, 1, 1_000_000_000), fc.nat(999)), { minLength: 2 });
    check(
      fc.property(few, (each) => {
        const written = each.map(([seconds, ms]) => timeFromMs(seconds * 1000 + ms));
        const wanted = each.map(
          ([seconds]) => `${new Date(seconds * 1000).toISOString().slice(0, -'.000Z'.length)}Z`,
        );
        assert.deepEqual(written, wanted);
      }),
    );
  });

  it('reads and writes as the platform does, for any moment of the years 0 to 9999', () => {
    check(
      fc.property(moments, (seconds) => {
        const text = formatTime(seconds);
        assert.equal(new Date(seconds * 1000).toISOString(), text.replace('Z', '.000Z'));
        assert.deepEqual(parseTime(text), { seconds, nanos: 0 });
      }),
      2_000,
    );
  });

  it('understands offsets, fractions and small letters', () => {
    assert.equal(msFromTime('2026-01-31T08:00:00+01:30'), Date.parse('2026-01-31T08:00:00+01:30'));
    assert.equal(msFromTime('2026-01-31t08:00:00.987654321z'), Date.parse('2026-01-31T08:00:00.987Z'));
    assert.equal(
      timeFromMs(Date.parse('1969-12-31T23:59:59.5Z')),
      '1969-12-31T23:59:59Z',
      'before the epoch too',
    );
    assert.equal(microTimeFromMs(1_700_000_000_123), '2023-11-14T22:13:20.123000Z');
  });

  it('refuses days that no month has, and moments that could not be written again', () => {
    for (const text of [
      '2026-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-00-01T00:00:00Z',
      '2026-01-00T00:00:00Z',
      '2026-04-31T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T00:60:00Z',
      '2026-01-01',
      '2026-01-01T00:00:00',
      'yesterday',
      '9999-12-31T23:59:59-01:00',
      '0000-01-01T00:00:00+01:00',
    ])
      assert.equal(parseTime(text), undefined, text);
    assert.notEqual(parseTime('2024-02-29T00:00:00Z'), undefined);
  });
});

describe('base64', () => {
  it('is what the platform writes and reads', () => {
    check(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        assert.equal(base64FromBytes(bytes), text);
        assert.deepEqual(bytesFromBase64(text), bytes);
      }),
    );
  });

  it('may have line breaks, and nothing else that is foreign', () => {
    assert.deepEqual(bytesFromBase64('aGVs\r\nbG8=\n'), new Uint8Array(Buffer.from('hello')));
    for (const text of ['a', 'aGVsbG8', 'aGVs bG8=', 'aGV_', '====', 'a===', 'aG=s', 'ä===', '=aaa'])
      assert.equal(bytesFromBase64(text), undefined, text);
  });
});

describe('a duration', () => {
  const second = 1000;
  const minute = 60 * second;
  const hour = 60 * minute;
  const day = 24 * hour;
  const table: readonly (readonly [number, string])[] = [
    [-5 * second, '0s'],
    [0, '0s'],
    [999, '0s'],
    [119 * second, '119s'],
    [2 * minute, '2m'],
    [2 * minute + 30 * second, '2m30s'],
    [10 * minute - second, '9m59s'],
    [10 * minute + 59 * second, '10m'],
    [3 * hour - second, '179m'],
    [3 * hour, '3h'],
    [3 * hour + 20 * minute, '3h20m'],
    [8 * hour + 20 * minute, '8h'],
    [48 * hour - second, '47h'],
    [2 * day, '2d'],
    [2 * day + 4 * hour, '2d4h'],
    [8 * day + 4 * hour, '8d'],
    [729 * day, '729d'],
    [2 * 365 * day, '2y'],
    [(2 * 365 + 35) * day, '2y35d'],
    [9 * 365 * day + day, '9y'],
  ];
  for (const [ms, text] of table)
    it(`of ${ms} ms reads ${text}`, () => assert.equal(humanDuration(ms), text));

  it('since nothing is unknown', () => {
    assert.equal(age(undefined, 0), '<unknown>');
    assert.equal(age('1970-01-01T00:00:00Z', 90_000), '90s');
  });
});

describe('a name', () => {
  const table: Readonly<Record<string, readonly [good: readonly string[], bad: readonly string[]]>> = {
    'dns-label': [
      ['a', 'a-1', '0', 'a'.repeat(63)],
      ['', 'A', '-a', 'a-', 'a.b', 'a_b', 'a\n', 'a'.repeat(64)],
    ],
    'dns-subdomain': [
      ['a.b', 'a-1.b', 'a'.repeat(253)],
      ['.a', 'a.', 'a..b', 'A.b', 'a'.repeat(254)],
    ],
    'qualified-name': [
      ['app', 'App_1.x', 'example.com/App', 'constructor'],
      ['', '/a', 'a/', 'A.com/x', 'a/b/c', '-a', 'a'.repeat(64)],
    ],
    'label-value': [
      ['', 'v1.2_3', 'A'],
      ['-a', 'a b', 'ä', 'a'.repeat(64)],
    ],
    'port-name': [
      ['http', 'a1', 'h-2'],
      ['', 'HTTP', '80', 'a--b', '-a', 'a-', 'a'.repeat(16)],
    ],
    'env-name': [
      ['PATH', '_a', 'a.b-c'],
      ['', '1a', 'a b', 'a='],
    ],
    'config-key': [
      ['a.b', '_', '...'],
      ['', '.', '..', 'a/b', 'a b'],
    ],
    ip: [
      ['0.0.0.0', '255.255.255.255', '10.9.8.7'],
      ['256.0.0.1', '1.2.3', '01.2.3.4', '::1', '1.2.3.4 '],
    ],
    cidr: [
      ['10.0.0.0/8', '1.2.3.4/32', '0.0.0.0/0'],
      ['10.0.0.0', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/8/8', '/8'],
    ],
  };
  for (const [format, [good, bad]] of Object.entries(table))
    it(`that is a ${format} is told from one that is not`, () => {
      for (const value of good) assert.equal(formats[format]?.(value), undefined, value);
      for (const value of bad) assert.equal(typeof formats[format]?.(value), 'string', value);
    });
});

describe('equality of values', () => {
  it('looks at content, not at identity, order of keys or absent fields', () => {
    assert.ok(
      equalValues({ a: 1, b: [{ c: new Uint8Array([1]) }] }, { b: [{ c: new Uint8Array([1]) }], a: 1 }),
    );
    assert.ok(equalValues({ a: undefined }, {}));
    assert.ok(equalValues({}, { a: undefined }));
  });

  it('sees every difference, under any name', () => {
    for (const [a, b] of [
      [{}, { constructor: 'x' }],
      [{ toString: 'x' }, {}],
      [{}, { a: null }],
      [
        [1, 2],
        [2, 1],
      ],
      [[1], { 0: 1 }],
      [new Uint8Array([1]), new Uint8Array([1, 2])],
      [new Uint8Array([1]), { 0: 1 }],
      [{ a: {} }, {}],
      ['1', 1],
    ])
      assert.ok(!equalValues(a, b) && !equalValues(b, a), JSON.stringify([a, b]));
  });

  it('goes with equal canonical texts and hashes', () => {
    check(
      fc.property(fc.jsonValue(), (value) => {
        const copy: unknown = JSON.parse(JSON.stringify(value));
        assert.equal(canonicalText(copy), canonicalText(value));
        assert.equal(shortHash(copy), shortHash(value));
      }),
    );
    assert.equal(canonicalText({ b: 1, a: undefined, A: [] }), '{"A":[],"b":1}');
    assert.match(shortHash({ a: 1 }), /^[bcdfghjklmnpqrstvwxz2456789]{1,8}$/);
  });

  it('shows labels in order, or that there are none', () => {
    assert.equal(labelText({ b: '2', a: '1' }), 'a=1,b=2');
    assert.equal(labelText({}), '<none>');
  });
});
