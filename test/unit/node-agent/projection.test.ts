// A node's copy of its work, and messages that are not whole.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { pack } from '#kernel/log/pack.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { NodeDown } from '#kernel/model/gen/node.gen.ts';
import { WorkProjection } from '#node-agent/projection.ts';
import { silent } from '#kit/api/stream-server.ts';
import { node, pod } from '#kit/objects.ts';

describe("a node's copy of its work", () => {
  let folder = '';
  let projection: WorkProjection;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'orc-work-'));
    projection = new WorkProjection(path.join(folder, 'work.bin'), silent);
  });
  afterEach(() => {
    projection.save();
    rmSync(folder, { recursive: true });
  });

  const down = (upserts: readonly PackedObject[], toRevision: number): NodeDown => ({
    format: 1,
    term: 3,
    fromRevision: 0,
    toRevision,
    full: true,
    upserts,
    deletes: [],
    allProxiesRevision: 0,
    heartbeatMs: 0,
    leaseMs: 0,
    trust: '',
  });

  it('stays as it is when a part of what should replace it can’t be read', () => {
    const whole = [pack(node('n')), pack(pod('p', { nodeName: 'n' }))];
    assert.equal(projection.take(down(whole, 5)), 'taken');
    const broken = { ...pack(pod('q', { nodeName: 'n' })), raw: new Uint8Array([255, 255, 255]) };
    assert.throws(() => projection.take(down([pack(node('n')), broken], 9)));
    assert.deepEqual(
      [projection.revision, projection.pods().map(({ metadata }) => metadata.name)],
      [5, ['p']],
    );
  });
});
