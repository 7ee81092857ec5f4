// Does the simulator find bugs? Some planted faults are looked for in every run of the tests; all of them with
// `npm run sim:planted` (docs/simulation.md has the table).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { look } from './planted.ts';
import { plantedFaults } from './planted-faults.ts';

const root = path.join(import.meta.dirname, '../..');
/** Found in a few seconds each. */
const quick = [
  'vote not persisted',
  'acknowledged before it is durable',
  'conflicting suffix kept',
  'fsync skipped',
  'no pre-vote',
  'retry judged new',
];

describe('planted faults', function () {
  this.timeout(240_000);

  it('are at least twenty, each with its place in the source', () => {
    assert.ok(plantedFaults.length >= 20);
    for (const { name, file, find } of plantedFaults) {
      const places = readFileSync(path.join(root, file), 'utf8').split(find).length - 1;
      assert.equal(places, 1, `the place of "${name}" in ${file}`);
    }
    assert.equal(new Set(plantedFaults.map(({ name }) => name)).size, plantedFaults.length);
  });

  for (const name of quick) {
    it(`are found: ${name}`, () => {
      const fault = plantedFaults.find((each) => each.name === name);
      assert.ok(fault !== undefined);
      assert.notEqual(look(fault, 40), null);
    });
  }
});
