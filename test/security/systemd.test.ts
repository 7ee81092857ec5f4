// The units that ship: systemd understands every line of them, and counts what they may still do as little.
// test/manual/systemd.ts and systemd-node.ts run them under the real systemd.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';

const folder = path.join(import.meta.dirname, '../../ops/systemd');
/** What `systemd-analyze security` may count at most, of 100. */
const exposure = { 'orc-master.service': 21, 'orc-node.service': 50 } as const;

describe('the units of systemd', () => {
  for (const [unit, most] of Object.entries(exposure))
    it(`${unit} is understood, and closed as far as it can be`, async () => {
      const file = path.join(folder, unit);
      const verified = await execa('systemd-analyze', ['verify', file], { reject: false });
      // Where the project is installed is the administrator's to see to.
      const complaints = verified.stderr
        .split('\n')
        .filter((line) => line !== '' && !/is not executable|docker\.service/.test(line));
      assert.deepEqual(complaints, []);
      const words = ['security', '--offline=true', '--no-pager', `--threshold=${most}`, file];
      const { exitCode, stdout } = await execa('systemd-analyze', words, { reject: false });
      assert.equal(exitCode, 0, stdout);
      assert.match(readFileSync(file, 'utf8'), /^NoNewPrivileges=yes$/m);
    });
});
