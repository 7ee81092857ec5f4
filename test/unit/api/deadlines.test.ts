import assert from 'node:assert/strict';
import { once } from 'node:events';
import { queryObjects } from 'node:v8';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { Deadline } from '#api/deadlines.ts';

const hourMs = 3_600_000;

describe('the deadline of a request', () => {
  it('comes when its time is over, or when the client goes', async () => {
    const late = new Deadline(new AbortController().signal, 1);
    await once(late.signal, 'abort');
    assert.ok(late.signal.reason instanceof OrcError && late.signal.reason.code === 'Timeout');
    const client = new AbortController();
    const left = new Deadline(client.signal, hourMs);
    client.abort('gone');
    assert.deepEqual([left.signal.aborted, left.signal.reason], [true, 'gone']);
    assert.equal(new Deadline(client.signal, hourMs).signal.reason, 'gone');
    left[Symbol.dispose]();
  });

  it('leaves nothing behind that stays until it is due, once the request is over', () => {
    const signals = (): number => Number(queryObjects(AbortSignal, { format: 'count' }));
    const before = signals();
    for (let each = 0; each < 1_000; each++) {
      const client = new AbortController();
      using deadline = new Deadline(client.signal, hourMs);
      deadline.signal.addEventListener('abort', () => undefined);
      client.abort();
    }
    assert.ok(signals() - before < 100, `${signals() - before} signals are left`);
  });
});
