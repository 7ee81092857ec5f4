// Watches of kinds that users define, while their definitions change.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { customNamed } from '#kernel/custom/catalog.ts';
import { key } from '#kernel/log/key.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import { allowGroups } from '#api/access/access.ts';
import { Standing } from '#api/access/standing.ts';
import { Pages } from '#api/pages.ts';
import { Reads } from '#api/reads.ts';
import { manifestOf } from '#kit/control.ts';
import { cronTab, cronTabDefinition, cronTabSchema } from '#kit/custom.ts';
import { type LaggingMaster, twoMasters } from '#kit/lagging-masters.ts';

const plain = { seal: <T>(object: T): T => object, open: <T>(object: T): T => object };
const ann = { user: 'ann', groups: ['all'], source: 'test' };
const operation = { verb: 'watch', group: 'stable.example.com', resource: 'crontabs' };
const definitionKey = key('CustomResourceDefinition', '', 'crontabs.stable.example.com');
const widened = {
  ...cronTabSchema,
  properties: { ...cronTabSchema.properties, more: { type: 'string' } },
};

class Watching {
  readonly told: string[] = [];
  readonly ended: Promise<void>;
  readonly #abort = new AbortController();
  #heard = Promise.withResolvers<void>();

  constructor({ replica }: LaggingMaster, from = replica.store.revision) {
    const definition = customNamed(replica.store, 'stable.example.com/v1', 'CronTab');
    assert.ok(definition !== undefined);
    const scope = {
      kind: definition.custom.kind,
      definition,
      namespace: 'default',
      labels: [],
      fields: [],
    };
    const standing = new Standing(allowGroups(['all']), ann, operation);
    const events = (all: readonly StoreEvent[]): Promise<void> => {
      this.told.push(...all.map(({ type, key: { name } }) => `${type} ${name}`));
      this.#heard.resolve();
      this.#heard = Promise.withResolvers();
      return Promise.resolve();
    };
    const sink = { events, idle: () => Promise.resolve() };
    this.ended = new Reads(replica, plain, new Pages()).follow(
      scope,
      from,
      this.#abort.signal,
      sink,
      standing,
    );
  }

  /** Waits until so much has been told. */
  async hears(count: number): Promise<void> {
    while (this.told.length < count) await this.#heard.promise;
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.ended;
  }
}

describe('a watch of a kind that users define', () => {
  let [master]: readonly [LaggingMaster, LaggingMaster] = twoMasters();
  const create = (json: object): Promise<unknown> =>
    master.commit([{ create: { object: manifestOf(json) } }]);
  const patch = (json: object, status = false): Promise<unknown> => {
    const mergePatch = new TextEncoder().encode(JSON.stringify(json));
    return master.commit([{ patch: { key: definitionKey, mergePatch, status } }]);
  };
  const define = (schema: typeof cronTabSchema | typeof widened): Promise<unknown> =>
    patch({ spec: cronTabDefinition({ schema })['spec'] });

  beforeEach(async () => {
    [master] = twoMasters();
    await create(cronTabDefinition());
    await create(cronTab('a'));
  });

  it('ends when its definition says something else, and a new one goes on from where it was', async () => {
    const from = master.replica.store.revision;
    const watching = new Watching(master);
    await create(cronTab('b'));
    await watching.hears(1);
    await define(widened);
    await watching.ended;
    await create(cronTab('c'));
    assert.deepEqual(watching.told, ['ADDED b']);
    const next = new Watching(master, from);
    await next.hears(2);
    assert.deepEqual(next.told, ['ADDED b', 'ADDED c'], 'what changed before it began does not end it');
    await next.stop();
  });

  it('goes on while only the status of its definition changes', async () => {
    const watching = new Watching(master);
    await patch({ status: { conditions: [{ type: 'Odd', status: 'True' }] } }, true);
    await patch({ metadata: { labels: { a: 'b' } } });
    await create(cronTab('b'));
    await watching.hears(1);
    assert.deepEqual(watching.told, ['ADDED b']);
    await watching.stop();
  });

  it('ends when its definition goes, with everything told', async () => {
    const from = master.replica.store.revision;
    const watching = new Watching(master, from);
    for (const where of [key('CronTab.stable.example.com', 'default', 'a'), definitionKey])
      await master.commit([{ delete: { key: where, uid: '', propagation: '', ignoreMissing: false } }]);
    await patch({ metadata: { finalizers: null } });
    assert.equal(customNamed(master.replica.store, 'stable.example.com/v1', 'CronTab'), undefined);
    await watching.ended;
    assert.deepEqual(watching.told, ['DELETED a']);
  });
});
