import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { failureStatus } from '#api/http/status.ts';

const missing = (group: string, kind: string): OrcError =>
  new OrcError('NotFound', 'not found', { group, kind, name: 'x' });
const about = { group: 'stable.example.com', kind: 'Proxy', plural: 'proxyes' };

describe('the Status of an error', () => {
  it('names the resource of a kind that users define as its definition does', () => {
    const status = failureStatus(missing('stable.example.com', 'Proxy'), about);
    assert.deepEqual(status['details'], { name: 'x', group: 'stable.example.com', kind: 'proxyes' });
  });

  it('names that of another kind than was asked for by its own name', () => {
    assert.deepEqual(failureStatus(missing('', 'Namespace'), about)['details'], {
      name: 'x',
      kind: 'namespaces',
    });
    assert.deepEqual(failureStatus(missing('other.example.com', 'Proxy'), about)['details'], {
      name: 'x',
      group: 'other.example.com',
      kind: 'Proxy',
    });
  });

  it('names the kind where an object is wrong', () => {
    const wrong = new OrcError('Invalid', 'invalid', { ...about, name: 'x' });
    const details = failureStatus(wrong, about)['details'];
    assert.deepEqual(details, { name: 'x', group: 'stable.example.com', kind: 'Proxy' });
  });
});
