// Through the gRPC face, as users see it, beside etcd through the same grpc-js: writes of 1 KB, each of which replaces
// what is under its name, and linearizable reads of one object, asked of the leader: unary by one bare client, the same for
// both, and over the stream of our client library. orc's side speaks TLS and admits, validates and versions objects;
// etcd's is plain and stores bytes.
import { credentials } from '@grpc/grpc-js';
import { methodDefinition } from '#api/grpc/definition.ts';
import type { OrcClient } from '#client/client.ts';
import { key } from '#kernel/log/key.ts';
import { type Change, ObjectsService } from '#kernel/model/gen/api.gen.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import { manifest } from '#kit/api-client.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { Etcd } from './etcd.ts';
import { drive, type LoadResult } from './load.ts';
import { etcdLoad } from './log.ts';
import { PlainClient } from './plain.ts';
import { faster, sooner } from './report.ts';

/** A master runs for weeks: what V8 does to its code in the first half minute under a new load is no part of it. */
const warmUpMs = 20_000;
const measureMs = 8000;
const payload = 'x'.repeat(1000);
const objects = 1000;

function object(at: number): PackedObject {
  const metadata = { name: `one-${at % objects}`, namespace: 'default' };
  return manifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { payload, at: String(at) } });
}

type Operations = Readonly<Record<'commit' | 'get', () => Promise<unknown>>>;

let written = 0;
const change = (): Change => ({ update: { object: object(written++), status: false } });
const oneKey = key('ConfigMap', 'default', 'one-1');

/** Unary calls by the same bare client that asks etcd. */
function unary(client: PlainClient): Operations {
  const { commit, get } = ObjectsService.methods;
  const [committing, getting] = [methodDefinition(commit), methodDefinition(get)];
  return {
    commit: () => client.call(committing, { changes: [change()], reason: '', dryRun: false }),
    get: () => client.call(getting, { key: oneKey, stale: false, minRevision: 0 }),
  };
}

/** Calls over the stream that our client library uses by itself. */
function streamed(client: OrcClient): Operations {
  return { commit: () => client.commit([change()]), get: () => client.get(oneKey) };
}

function measure(operations: Operations, callers: number, what: 'commit' | 'get'): Promise<LoadResult> {
  return drive(callers, warmUpMs, measureMs, async () => {
    await operations[what]();
    return true;
  });
}

export async function run(): Promise<void> {
  const ours = new Map<string, LoadResult>();
  {
    await using masters = await TestMasters.up();
    const leader = await masters.leader();
    const servers = [...masters.servers.slice(leader), ...masters.servers.slice(0, leader)];
    await using client = masters.client(servers);
    const all = Array.from({ length: objects }, (_none, at): Change => ({ create: { object: object(at) } }));
    await client.commit(all);
    const { certificate, key: own } = masters.administrator;
    const secure = credentials.createSsl(
      Buffer.from(masters.authority.certificate),
      Buffer.from(own),
      Buffer.from(certificate),
    );
    const plain = new PlainClient(servers[0] ?? '', secure);
    const withPlain = unary(plain);
    for (const what of ['commit', 'get'] as const)
      ours.set(`${what} unary`, await measure(withPlain, 64, what));
    // Last, by a master that has worked before.
    ours.set('commit 1', await measure(withPlain, 1, 'commit'));
    plain.close();
    for (const what of ['commit', 'get'] as const)
      ours.set(`${what} stream`, await measure(streamed(client), 64, what));
  }
  await using etcd = await Etcd.up();
  const one = await etcdLoad(etcd, 1, 'put');
  const puts = await etcdLoad(etcd, 64, 'put');
  const gets = await etcdLoad(etcd, 64, 'range');
  const compare = (what: string, name: string, theirs: LoadResult, aim: number): void => {
    const mine = ours.get(name);
    if (mine !== undefined) faster(what, mine.perSecond, theirs.perSecond, aim);
  };
  const alone = ours.get('commit 1');
  if (alone !== undefined) sooner('one commit at a time through gRPC, p50', alone.p50Ms, one.p50Ms, 1);
  compare('unary commits, 64 callers', 'commit unary', puts, 1.2);
  compare('commits over a stream, 64 callers', 'commit stream', puts, 3);
  compare('unary linearizable reads, 64 callers', 'get unary', gets, 0.9);
  compare('linearizable reads over a stream, 64 callers', 'get stream', gets, 3);
}
