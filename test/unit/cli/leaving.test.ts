import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { key } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type { ConfigMap } from '#kernel/model/gen/core.gen.ts';
import type { Event } from '#kernel/model/gen/log.gen.ts';
import type { Scope } from '#client/watch.ts';
import { type Leaving, untilGone } from '#cli/leaving.ts';

const map = (name: string, uid: string): ConfigMap => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default', uid, resourceVersion: '1' },
});
const leaving = (name: string, namespace = 'default'): Leaving => ({
  key: key('ConfigMap', namespace, name),
  uid: `uid-${name}`,
});
const event = (type: Event['type'], name: string, uid = `uid-${name}`): Event => ({
  revision: 2,
  type,
  key: key('ConfigMap', 'default', name),
  uid,
  object: pack(map(name, uid)),
  actor: '',
  cause: 0,
  reason: '',
  source: '',
  timeMs: 0,
  previousRevision: 1,
});

describe('the wait until objects are gone', () => {
  /** Masters that have these objects and then tell of these events. */
  function masters(
    objects: readonly ConfigMap[],
    events: readonly Event[],
  ): { readonly watched: Scope[]; readonly client: Parameters<typeof untilGone>[0] } {
    const watched: Scope[] = [];
    return {
      watched,
      client: {
        list: () => Promise.resolve({ objects: [...objects], revision: 1 }),
        watch: async function* (scope) {
          watched.push(scope);
          yield* events;
        },
      },
    };
  }
  const forEver = new AbortController().signal;

  it('takes one watch for all of a kind and namespace', async () => {
    const names = Array.from({ length: 1_000 }, (_none, index) => `m${index}`);
    const { watched, client } = masters(
      names.map((name) => map(name, `uid-${name}`)),
      names.map((name) => event('DELETED', name)),
    );
    const all = names.map((name) => leaving(name));
    assert.deepEqual(await untilGone(client, all, forEver), []);
    assert.equal(watched.length, 1);
    assert.deepEqual(await untilGone(client, [leaving('m1')], forEver), []);
    assert.equal(watched[1]?.fieldSelector, 'metadata.name=m1');
  });

  it('tells which are still there, and takes another one of the name for none', async () => {
    const { client } = masters(
      [map('kept', 'uid-kept'), map('again', 'another'), map('later', 'uid-later')],
      [event('MODIFIED', 'kept'), event('ADDED', 'later', 'another'), event('ADDED', 'stranger')],
    );
    const all = ['kept', 'again', 'later', 'gone'].map((name) => leaving(name));
    const left = await untilGone(client, all, forEver);
    assert.deepEqual(
      left.map((each) => each.key.name),
      ['kept'],
    );
  });
});
