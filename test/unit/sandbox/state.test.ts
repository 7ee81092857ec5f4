import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planSandbox } from '#sandbox/plan.ts';
import { readState, writeState } from '#sandbox/state.ts';

describe('sandbox.json', () => {
  let folder = '';
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'orct-state-'))));
  afterEach(async () => await rm(folder, { recursive: true, force: true }));

  it('reads back as it was written, and leaves nothing beside it', async () => {
    const plan = planSandbox('dev', 3, 2);
    await writeState(folder, plan);
    assert.deepEqual(await readState(folder), plan);
    assert.deepEqual(await readdir(folder), ['sandbox.json']);
  });

  it('is nothing where there is none', async () => {
    assert.equal(await readState(join(folder, 'none')), undefined);
  });

  it('is refused by the file and field that are wrong', async () => {
    const cases: [string, RegExp][] = [
      ['{', /sandbox\.json is not JSON/],
      ['[]', /sandbox\.json: an object was expected/],
      ['{"version":2}', /version 2; this orc reads version 1/],
      ['{"version":1,"name":"dev","members":[{"role":"node"}]}', /members\[0\]: field "name" is not a text/],
      ['{"version":1,"name":"dev","members":[{"role":"king"}]}', /role "king" is neither/],
    ];
    for (const [text, message] of cases) {
      await writeFile(join(folder, 'sandbox.json'), text);
      await assert.rejects(readState(folder), message);
    }
  });
});
