// Calls of a session that are sent again, against real masters: they take effect once, and whoever sends one again is
// told of what the first try made, not of what the second would have made.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'mocha';
import { unpack } from '#kernel/log/pack.ts';
import { type CommitResponse, ObjectsService } from '#kernel/model/gen/api.gen.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { manifest } from '#kit/api-client.ts';
import { GrpcCaller } from '#kit/api/grpc-caller.ts';
import { TestMasters } from '#kit/cli/masters.ts';

const { openSession, commit } = ObjectsService.methods;

describe('a call that is sent again', function () {
  this.timeout(120_000);
  let masters: TestMasters;
  before(async () => {
    masters = await TestMasters.up();
  });
  after(() => masters[Symbol.asyncDispose]());

  const objectIn = ({ results }: CommitResponse): OrcObject => {
    const packed = results[0]?.object;
    assert.ok(packed !== undefined);
    return unpack(packed);
  };
  const kinds: readonly { readonly kind: string; readonly more: JsonObject }[] = [
    { kind: 'ConfigMap', more: { data: { a: 'b' } } },
    { kind: 'Secret', more: { stringData: { password: 'xyzzy' } } },
    { kind: 'Service', more: { spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } } },
  ];

  for (const { kind, more } of kinds)
    it(`is answered with the ${kind} that its first try made, by every master`, async () => {
      const callers = masters.servers.map(
        (server) => new GrpcCaller(server, masters.authority, masters.administrator),
      );
      try {
        const [first] = callers;
        assert.ok(first !== undefined);
        const { session } = await first.unary(openSession, { requestId: randomUUID() });
        const object = manifest({ apiVersion: 'v1', kind, metadata: { name: 'once' }, ...more });
        const call = { session, sequence: 1, answeredBelow: 1 };
        const request = { changes: [{ create: { object } }], reason: '', dryRun: false, call };
        const made = objectIn(await first.unary(commit, request));
        assert.ok(made.metadata.uid !== undefined);
        for (const caller of callers) {
          const again = objectIn(await caller.unary(commit, request));
          assert.deepEqual(again, made);
        }
      } finally {
        for (const caller of callers) caller[Symbol.dispose]();
      }
    });
});
