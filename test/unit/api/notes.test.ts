// What one try of admission has to tell.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { key } from '#kernel/log/key.ts';
import { Notes } from '#api/admission/notes.ts';

describe('a transaction that admission judges by other objects', () => {
  it('is held to what each was when it was looked at first', () => {
    const notes = new Notes();
    const [a, b] = [key('Namespace', '', 'a'), key('Namespace', '', 'b')];
    notes.judgedBy(a, 5);
    notes.judgedBy(a, 5);
    notes.judgedBy(b, 7);
    notes.judgedBy(a, 9);
    notes.judgedBy(key('Node', '', 'a'), 2);
    assert.deepEqual(
      [...notes.judges.values()],
      [
        { key: a, revision: 5 },
        { key: b, revision: 7 },
        { key: key('Node', '', 'a'), revision: 2 },
      ],
    );
  });
});
