import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { heldBytes, prefixed } from '#cli/prefixed.ts';

/** What becomes of output that comes in these chunks, and the most that was held back of it. */
async function shown(chunks: readonly string[]): Promise<{ readonly text: string; readonly held: number }> {
  let [given, held, text] = [0, 0, ''];
  async function* output(): AsyncGenerator<Uint8Array, void, undefined> {
    for (const chunk of chunks) {
      held = Math.max(held, given - text.replaceAll('> ', '').length);
      given += chunk.length;
      yield Buffer.from(chunk);
    }
  }
  for await (const data of prefixed(output(), '> ')) text += Buffer.from(data).toString();
  return { text, held };
}

describe('output with a prefix', () => {
  it('has it before every line, however the lines come', async () => {
    assert.equal((await shown(['a\nb\n', 'c', 'd\n', '\n', 'e'])).text, '> a\n> b\n> cd\n> \n> e\n');
    assert.equal((await shown([])).text, '');
  });

  it('holds no more than a part of a line that does not end', async () => {
    const chunk = 'x'.repeat(10_000);
    const { text, held } = await shown([...Array.from({ length: 100 }, () => chunk), 'y\nz\n']);
    assert.equal(text, `> ${chunk.repeat(100)}y\n> z\n`);
    assert.ok(held <= heldBytes + chunk.length, `${held} bytes were held`);
    assert.equal((await shown(Array.from({ length: 7 }, () => chunk))).text, `> ${chunk.repeat(7)}\n`);
  });
});
