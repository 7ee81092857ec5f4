// Tokens do not stand in the audit log, though clients write them into URIs.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { maskedText, maskedUri } from '#api/audit/masking.ts';

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl';

describe('the URIs of the audit log', () => {
  it('hold no token and no password', () => {
    const table: readonly (readonly [uri: string, masked: string])[] = [
      ['/api/v1/pods', '/api/v1/pods'],
      ['/api/v1/pods?watch=1&labelSelector=a%3Db', '/api/v1/pods?watch=1&labelSelector=a%3Db'],
      ['/p?token=abc&x=1', '/p?token=***&x=1'],
      ['/p?access_token=abc', '/p?access_token=***'],
      ['/p?a=1&Access%5FToken=abc&b', '/p?a=1&Access%5FToken=***&b'],
      ['/p?password=a=b=c&password=d', '/p?password=***&password=***'],
      [`/p?x=${token}`, '/p?x=***'],
      [`/p/${token}/q`, '/p/***/q'],
      ['/exec?command=ls&command=-l&container=c', '/exec?command=ls&command=-l&container=c'],
      [
        '/exec?command=curl&command=Authorization%3A%20Bearer%20s3cret&c=d',
        '/exec?command=curl&command=Authorization%3A%20Bearer%20***&c=d',
      ],
      ['/p?join=abcdef.0123456789abcdef', '/p?join=***'],
      ['/p?%zz=1', '/p?%zz=1'],
    ];
    for (const [uri, masked] of table) assert.equal(maskedUri(uri, 1_000), masked);
  });

  it('are cut after tokens are out, so that no half of one stays', () => {
    assert.equal(maskedText(`${'x'.repeat(20)} ${token} y`, 26), `${'x'.repeat(20)} *** y`);
    assert.equal(maskedText(`${'x'.repeat(20)} ${token} y`, 22), `${'x'.repeat(20)} *...TRUNCATED`);
  });
});
