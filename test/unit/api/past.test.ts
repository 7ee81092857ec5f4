// Past states, made from the present and the events since.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { keyOf } from '#kernel/log/key.ts';
import { limits } from '#kernel/limits.ts';
import { pack } from '#kernel/log/pack.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { Store } from '#kernel/store/store.ts';
import { EventWindow } from '#kernel/store/window.ts';
import { apiLimits } from '#api/limits.ts';
import { pastState } from '#api/past.ts';
import { ControlBench } from '#kit/control.ts';
import { configMap, service } from '#kit/objects.ts';

/** A cluster, the window of its events, and what every state of it was. */
class Recorded {
  readonly bench = new ControlBench({ nodes: 0 });
  readonly window = new EventWindow(this.bench.store.revision);
  readonly states = new Map<number, string>();

  constructor() {
    this.#record();
    this.bench.afterCommit = (events) => {
      this.window.add(events);
      this.#record();
    };
  }

  get store(): ControlBench['store'] {
    return this.bench.store;
  }

  #record(): void {
    this.states.set(this.store.revision, contentOf(this.store));
  }

  put(object: OrcObject): void {
    const { name = '', namespace = '' } = object.metadata;
    const before = this.store.get(object.kind, namespace, name);
    const operation = before === undefined ? ('CREATE' as const) : ('UPDATE' as const);
    const write = { operation, key: keyOf(object), object: pack(object), expectRevision: 0, expectUid: '' };
    assert.equal(this.bench.commit([write]).error, '');
  }

  remove(object: OrcObject): void {
    const write = { operation: 'DELETE' as const, key: keyOf(object), expectRevision: 0, expectUid: '' };
    this.bench.commit([write]);
  }
}

function contentOf(view: Store): string {
  const objects = [...view.list('ConfigMap'), ...view.list('Service')];
  const claims = ['10.96.0.77', '10.96.0.78'].map((address) => view.claimedBy(`clusterIP/${address}`));
  return JSON.stringify([view.revision, objects, claims]);
}

const step = fc.record({
  what: fc.constantFrom('put', 'remove', 'serve', 'unserve'),
  name: fc.constantFrom('a', 'b', 'c'),
  text: fc.string({ maxLength: 3 }),
});

describe('a past state', () => {
  it('is what the state was, at every revision of any history', async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const recorded = new Recorded();
      for (const { what, name, text } of steps) {
        // Addresses pass from one Service to another.
        const clusterIP = text.length % 2 === 0 ? '10.96.0.77' : '10.96.0.78';
        const served = service(name, { clusterIP });
        if (what === 'put') recorded.put(configMap(name, { text }));
        else if (what === 'remove') recorded.remove(configMap(name));
        else if (what === 'unserve') recorded.remove(served);
        else if (recorded.store.claimedBy(`clusterIP/${clusterIP}`) === undefined) recorded.put(served);
      }
      for (const [revision, content] of recorded.states)
        assert.equal(contentOf(await pastState(recorded, revision)), content);
      assert.equal(
        contentOf(recorded.store),
        recorded.states.get(recorded.store.revision),
        'the present stays',
      );
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it('may lie among the events that are kept packed, and stays while the present goes on', async () => {
    const recorded = new Recorded();
    const middle = recorded.store.revision + limits.windowNewest;
    for (let index = 0; index < 3 * limits.windowNewest; index++)
      recorded.put(configMap(`m${index % 7}`, { index: String(index) }));
    const making = pastState(recorded, middle);
    recorded.put(configMap('m1', { index: 'late' }));
    const past = await making;
    recorded.put(configMap('m2', { index: 'later' }));
    assert.equal(contentOf(past), recorded.states.get(middle));
  });

  it('is Expired before the first event that is kept, and when the state was replaced meanwhile', async () => {
    const recorded = new Recorded();
    const { revision } = recorded.store;
    for (let index = 0; index < 3; index++) recorded.put(configMap(`m${index}`));
    await assert.rejects(pastState(recorded, revision - 1), {
      code: 'Expired',
      message: new RegExp(
        `the state at revision ${revision - 1} is no longer kept .* begin after ${revision}`,
      ),
    });
    for (let index = 0; index < apiLimits.pastBatch; index++)
      recorded.put(configMap('m', { at: String(index) }));
    const replaced = { store: recorded.store, window: recorded.window };
    const making = pastState(replaced, revision);
    replaced.window = new EventWindow(recorded.store.revision);
    await assert.rejects(making, { code: 'Expired' });
  });
});
