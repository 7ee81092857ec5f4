// How what is told in a stream is cut: a client that takes little holds little here.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pieces } from '#api/batches.ts';
import { apiLimits } from '#api/limits.ts';

describe('the pieces of a watch', () => {
  it('hold many small texts or few large ones, and none is made before the one before is taken', () => {
    const large = 'x'.repeat(apiLimits.watchBatchBytes - 1);
    const texts = [...Array.from({ length: apiLimits.watchBatch + 1 }, () => 'a'), large, large, 'b'];
    let made = 0;
    function* making(): Generator<string, void, undefined> {
      for (const text of texts) {
        made += 1;
        yield text;
      }
    }
    const got: string[] = [];
    for (const piece of pieces(making())) {
      got.push(piece);
      const taken = got.reduce((sum, { length }) => sum + length, 0);
      const ahead = texts.slice(0, made).join('').length - taken;
      assert.ok(ahead <= large.length, `${ahead} were made ahead`);
    }
    assert.equal(got.join(''), texts.join(''));
    assert.deepEqual(
      got.map(({ length }) => length),
      [apiLimits.watchBatch, apiLimits.watchBatchBytes, large.length + 1],
    );
  });
});
