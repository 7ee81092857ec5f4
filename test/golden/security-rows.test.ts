// The list of the security checklist's rows in docs/security.md is the very table that the command judges by.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { groupNames } from '#cli/doctor/check.ts';
import { rows } from '#cli/doctor/rows.ts';

const file = path.join(import.meta.dirname, '../../docs/security.md');
const [begin, end] = ['<!-- rows -->', '<!-- end of rows -->'];

/** The rows, a list for each group. */
function listed(): string {
  const groups = groupNames.map((group) => {
    const lines = rows.filter((row) => row.group === group).map(({ id, what }) => `- \`${id}\` ${what}`);
    return `**${group}**\n\n${lines.join('\n')}`;
  });
  return `${begin}\n\n${groups.join('\n\n')}\n\n${end}`;
}

describe('docs/security.md', () => {
  it('lists every row of the security checklist', () => {
    const text = readFileSync(file, 'utf8');
    const wanted = text.slice(0, text.indexOf(begin)) + listed() + text.slice(text.indexOf(end) + end.length);
    if (process.env['UPDATE_GOLDEN'] === 'security-rows') writeFileSync(file, wanted);
    else
      assert.equal(
        text,
        wanted,
        'rows were changed: UPDATE_GOLDEN=security-rows mocha test/golden/security-rows.test.ts',
      );
  });

  it('says how many there are', () => {
    const told = /^(\d+) checks:/m.exec(readFileSync(file, 'utf8'))?.[1];
    assert.equal(Number(told), rows.length);
  });
});
