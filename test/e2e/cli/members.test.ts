// Masters that are added at the same time.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { TestMasters } from '#kit/cli/masters.ts';

describe('masters that are added at once', function () {
  this.timeout(120_000);

  it('have numbers of their own, all are members, and the first starts again with them', async () => {
    await using masters = await TestMasters.up(1);
    const words = (index: number): string[] => [
      'masters',
      'add',
      `new-${index}`,
      `127.0.0.1:${60_000 + index}`,
    ];
    const added = await Promise.all([1, 2, 3].map((index) => masters.orc(words(index))));
    assert.deepEqual(
      added.map(({ code }) => code),
      [0, 0, 0],
      added.map(({ stderr }) => stderr).join('\n'),
    );
    const numbers = added.map(({ stdout }) => /\d{9,}/.exec(stdout)?.[0]);
    assert.equal(new Set(numbers).size, 3, numbers.join());
    const names = async (): Promise<string[]> => {
      await using client = masters.client();
      return (await client.status()).masters.map(({ name }) => name).toSorted();
    };
    const all = ['master-1', 'new-1', 'new-2', 'new-3'];
    assert.deepEqual(await names(), all);
    await masters.signal(0, 'SIGKILL');
    masters.start(0);
    await masters.untilServing();
    assert.deepEqual(await names(), all);
  });
});
