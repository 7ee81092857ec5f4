import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { objectOf } from '#kit/kinds.ts';

describe('a Service', () => {
  it('leads to the port of its own number where none is named, or 0, as clients in Go write it', () => {
    const ports = [
      { name: 'a', port: 80 },
      { name: 'b', port: 81, targetPort: 0 },
      { name: 'c', port: 82, targetPort: '' },
      { name: 'd', port: 83, targetPort: 8083 },
      { name: 'e', port: 84, targetPort: 'http' },
    ];
    const made = objectOf({ kind: 'Service', spec: { ports } });
    assert.ok(made.kind === 'Service');
    assert.deepEqual(
      made.spec.ports?.map(({ targetPort }) => targetPort),
      [80, 81, 82, 8083, 'http'],
    );
  });
});
