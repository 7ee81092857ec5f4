// Durations as Kubernetes writes them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { formatDuration, parseDuration } from '#kernel/model/duration.ts';

describe('a duration', () => {
  // What Go's time.ParseDuration and Duration.String say.
  const known: readonly (readonly [string, number, string])[] = [
    ['0', 0, '0s'],
    ['0s', 0, '0s'],
    ['10s', 10e9, '10s'],
    ['10.002s', 10_002e6, '10.002s'],
    ['90s', 90e9, '1m30s'],
    ['1.5h', 5400e9, '1h30m0s'],
    ['1h', 3600e9, '1h0m0s'],
    ['1h15m30.918s', 4_530_918e6, '1h15m30.918s'],
    ['.5m', 30e9, '30s'],
    ['300ms', 300e6, '300ms'],
    ['1500us', 1.5e6, '1.5ms'],
    ['2µs', 2000, '2µs'],
    ['7ns', 7, '7ns'],
    ['-1.5h', -5400e9, '-1h30m0s'],
    ['+5s', 5e9, '5s'],
  ];
  it('is read and written as in Go', () => {
    for (const [text, nanos, written] of known) {
      assert.equal(parseDuration(text), nanos, text);
      assert.equal(formatDuration(nanos), written, text);
    }
  });

  it('is nothing else', () => {
    for (const text of [
      '',
      '10',
      's',
      '1 s',
      '1d',
      '1s ',
      '1.2.3s',
      '--1s',
      '1e3s',
      '9999999h',
      '1'.repeat(99),
    ])
      assert.equal(parseDuration(text), undefined, text);
  });

  it('is the same when it is written and read again', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (nanos) => {
        assert.equal(parseDuration(formatDuration(nanos)), nanos);
      }),
    );
  });
});
