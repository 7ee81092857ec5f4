// Who takes compressed answers.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { takesGzip } from '#api/http/compression.ts';

describe('a client takes gzip', () => {
  for (const header of ['gzip', 'deflate, gzip;q=1.0, *;q=0.5', 'GZIP', 'x-gzip', '*', 'br, gzip ; q=0.1'])
    it(`when it says ${header}`, () => assert.ok(takesGzip(header)));

  for (const header of [
    undefined,
    '',
    'identity',
    'gzip;q=0',
    'br',
    '*;q=0',
    'gzip;q=0, *',
    'gzip;q=much',
    'gzipped',
  ])
    it(`but not when it says ${header ?? 'nothing'}`, () => assert.ok(!takesGzip(header)));
});
