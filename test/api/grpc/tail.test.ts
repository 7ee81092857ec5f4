// Log/Tail against real masters: whole, in order, filtered, without secrets, and going on at another master.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { status } from '@grpc/grpc-js';
import { after, before, describe, it } from 'mocha';
import { unpack } from '#kernel/log/pack.ts';
import { LogService, type TailEvent, type TailRequest } from '#kernel/model/gen/api.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { OrcClient } from '#client/client.ts';
import { manifest } from '#kit/api-client.ts';
import { GrpcCaller, failureIn } from '#kit/api/grpc-caller.ts';
import { TestMasters } from '#kit/cli/masters.ts';

const { tail } = LogService.methods;
const all: TailRequest = { kinds: [], namespaces: [], actors: [], labelSelector: '', withPrevious: false };

describe('a tail of the log', function () {
  this.timeout(120_000);
  let masters: TestMasters;
  let client: OrcClient;

  before(async () => {
    masters = await TestMasters.up();
    client = masters.client();
  });
  after(async () => {
    client.close();
    await masters[Symbol.asyncDispose]();
  });

  const callerOf = (index: number): GrpcCaller =>
    new GrpcCaller(masters.servers[index] ?? '', masters.authority, masters.administrator);

  async function make(
    kind: string,
    name: string,
    more: JsonObject = {},
    labels: JsonObject = {},
  ): Promise<number> {
    const json = { apiVersion: 'v1', kind, metadata: { name, labels }, ...more };
    return (await client.commit([{ create: { object: manifest(json) } }])).revision;
  }

  /** The events from a master after a revision, up to another revision. */
  async function tailed(
    index: number,
    request: Partial<TailRequest>,
    until: number,
  ): Promise<{ readonly events: TailEvent[]; readonly revision: number }> {
    using caller = callerOf(index);
    const events: TailEvent[] = [];
    for await (const response of caller.stream(tail, { ...all, ...request })) {
      events.push(...response.events);
      if (response.revision >= until || (events.at(-1)?.event?.revision ?? 0) >= until)
        return { events, revision: response.revision };
    }
    return assert.fail('the tail ended');
  }

  const namesIn = (events: readonly TailEvent[]): string[] =>
    events.map(({ event }) => `${event?.type} ${event?.key?.kind} ${event?.key?.name}`);

  it('has every event of every kind once, the same on every master', async () => {
    const from = await make('ConfigMap', 'first');
    for (const name of ['a', 'b', 'c']) await make('ConfigMap', name);
    const until = await make('Namespace', 'tailed');
    const each = await Promise.all([0, 1, 2].map((index) => tailed(index, { fromRevision: from }, until)));
    const revisions = each.map(({ events }) =>
      events.map(({ event }) => event?.revision ?? 0).filter((revision) => revision <= until),
    );
    const [one = []] = revisions;
    assert.deepEqual(
      one,
      Array.from({ length: until - from }, (_none, index) => from + 1 + index),
      'no gap, no repeat',
    );
    for (const other of revisions) assert.deepEqual(other, one);
    const wanted = ['ADDED ConfigMap a', 'ADDED ConfigMap b', 'ADDED ConfigMap c', 'ADDED Namespace tailed'];
    const seen = namesIn(each[0]?.events ?? []);
    assert.deepEqual(
      seen.filter((name) => wanted.includes(name)),
      wanted,
    );
    const made = each[0]?.events.find(({ event }) => event?.key?.name === 'a')?.event;
    assert.equal(made?.actor, 'ann');
    assert.match(made?.source ?? '', /^grpc /);
    assert.ok((made?.timeMs ?? 0) > 0);
  });

  it('shows what passes every filter, and the object before', async () => {
    const from = await make('ConfigMap', 'filtered-0');
    await make('ConfigMap', 'filtered-1', {}, { shown: 'yes' });
    await make('Secret', 'filtered-2', {}, { shown: 'yes' });
    const patch = {
      key: { group: '', kind: 'ConfigMap', namespace: 'default', name: 'filtered-1' },
      status: false,
    };
    const mergePatch = Buffer.from('{"metadata":{"labels":null},"data":{"a":"b"}}');
    await client.commit([{ patch: { ...patch, mergePatch } }]);
    await make('ConfigMap', 'filtered-3');
    const { revision: until } = await client.commit([
      {
        create: {
          object: manifest({
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'last', labels: { shown: 'yes' } },
          }),
        },
      },
    ]);
    const filters = {
      kinds: ['ConfigMap'],
      namespaces: ['default'],
      actors: ['ann'],
      labelSelector: 'shown',
    };
    const { events } = await tailed(1, { fromRevision: from, ...filters, withPrevious: true }, until);
    assert.deepEqual(namesIn(events), [
      'ADDED ConfigMap filtered-1',
      'MODIFIED ConfigMap filtered-1',
      'ADDED ConfigMap last',
    ]);
    const [, changed] = events;
    assert.ok(changed?.previous !== undefined);
    assert.deepEqual(unpack(changed.previous).metadata.labels, { shown: 'yes' });

    using caller = callerOf(0);
    const unknown = await failureIn(caller.stream(tail, { ...all, kinds: ['Nonsense'] }).toArray());
    assert.equal(unknown.code, status.NOT_FOUND);
    const bad = await failureIn(caller.stream(tail, { ...all, labelSelector: 'a b' }).toArray());
    assert.equal(bad.code, status.INVALID_ARGUMENT);
  });

  it('never shows what a Secret holds, open or sealed', async () => {
    const value = 'not-for-builders';
    const from = await make('ConfigMap', 'before-secret');
    await make('Secret', 'kept', { stringData: { value } });
    const key = { group: '', kind: 'Secret', namespace: 'default', name: 'kept' };
    const mergePatch = Buffer.from(
      JSON.stringify({ stringData: { value: `${value}-2` }, metadata: { labels: { a: 'b' } } }),
    );
    const { revision: until } = await client.commit([{ patch: { key, status: false, mergePatch } }]);
    const { events } = await tailed(2, { fromRevision: from, kinds: ['Secret'], withPrevious: true }, until);
    assert.deepEqual(namesIn(events), ['ADDED Secret kept', 'MODIFIED Secret kept']);
    for (const { event, previous } of events)
      for (const packed of [event?.object, previous]) {
        if (packed === undefined) continue;
        const object = unpack(packed);
        assert.ok(!('data' in object) && !('sealed' in object) && !('stringData' in object));
        assert.ok(!Buffer.from(packed.raw).includes(value));
      }
    const open = await client.get(key);
    assert.ok('data' in open && open.data !== undefined, 'its reader still gets it');
  });

  it('has the kinds that users define, named with their group', async () => {
    const names = { plural: 'tails', singular: 'tail', kind: 'Tail', listKind: 'TailList' };
    const schema = { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object' } } } };
    const versions = [{ name: 'v1', served: true, storage: true, schema }];
    const spec = { group: 'example.com', names, scope: 'Namespaced', versions };
    const crd = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };
    await client.commit([
      { create: { object: manifest({ ...crd, metadata: { name: 'tails.example.com' }, spec }) } },
    ]);
    const from = await make('ConfigMap', 'before-custom');
    const custom = { apiVersion: 'example.com/v1', kind: 'Tail', metadata: { name: 'short' }, spec: {} };
    const { revision: until } = await client.commit([{ create: { object: manifest(custom) } }]);
    const { events } = await tailed(0, { fromRevision: from, kinds: ['Tail.example.com'] }, until);
    assert.deepEqual(namesIn(events), ['ADDED Tail short']);
  });

  it('begins now when it is not said where, and says where that is', async () => {
    using caller = callerOf(0);
    const call = caller.stream(tail, all);
    const seen: string[] = [];
    let from = 0;
    for await (const { events, revision } of call) {
      if (from === 0) {
        from = revision;
        assert.equal(events.length, 0);
        await make('ConfigMap', 'from-now');
      }
      seen.push(...namesIn(events));
      if (seen.includes('ADDED ConfigMap from-now')) break;
    }
    assert.ok(from > 0);
  });

  it('is what `orc log tail` prints, for people and for programs', async () => {
    const from = await make('ConfigMap', 'printed');
    await make('ConfigMap', 'printed-too', {}, { printed: 'yes' });
    async function firstLine(words: readonly string[]): Promise<string> {
      const flags = ['--from', String(from), '--kinds', 'cm', '-l', 'printed=yes', '--actors', 'ann'];
      const child = masters.spawnOrc(['log', 'tail', ...flags, ...words]);
      const ended = once(child, 'close');
      let text = '';
      // It goes on being read: what nobody reads ends with another code.
      const line = new Promise<void>((resolve) => {
        child.stdout?.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          if (text.includes('\n')) resolve();
        });
      });
      await Promise.race([line, ended]);
      child.kill('SIGTERM');
      const [code]: unknown[] = await ended;
      assert.equal(code, 0);
      return text;
    }
    assert.match(await firstLine([]), /^\d+ \S+Z ADDED configmaps "printed-too" in default by ann\n$/);
    const json: unknown = JSON.parse(await firstLine(['-o', 'json']));
    assert.ok(isJsonObject(json) && isJsonObject(json['object']));
    assert.equal(json['object']['kind'], 'ConfigMap');
    assert.equal(json['actor'], 'ann');
  });

  it('begins with the first event of a cluster while that is kept', async () => {
    const { events } = await tailed(0, { fromRevision: 0 }, 1);
    assert.equal(events[0]?.event?.revision, 1);
    assert.match(events[0]?.event?.actor ?? '', /^orc:master:/);
  });

  // The last test: it leaves two masters.
  it('goes on at another master when its own is killed, without a gap or a repeat', async () => {
    const from = await make('ConfigMap', 'outlived');
    const abort = new AbortController();
    const seen: number[] = [];
    const killed = await masters.leader();
    const whole = client.tail({ fromRevision: from }, abort.signal);
    const last = { revision: Infinity };
    const reading = (async (): Promise<void> => {
      for await (const { event } of whole) {
        seen.push(event?.revision ?? 0);
        if ((event?.revision ?? 0) >= last.revision) return;
      }
    })();
    for (let at = 0; at < 20; at++) await make('ConfigMap', `outlived-${at}`);
    await masters.signal(killed, 'SIGKILL');
    for (let at = 20; at < 40; at++) await make('ConfigMap', `outlived-${at}`);
    last.revision = await make('ConfigMap', 'outlived-last');
    // The last may have been seen before it was known to be the last.
    await make('ConfigMap', 'outlived-after');
    await reading;
    abort.abort();
    const until = seen.at(-1) ?? 0;
    assert.deepEqual(
      seen,
      Array.from({ length: until - from }, (_none, index) => from + 1 + index),
    );
  });
});
