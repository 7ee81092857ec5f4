// EndpointSlices of many pods: whatever comes and goes, each address stands in one slice, and stays there.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import { createWrite, removeWrite, updateWrite } from '#controllers/controller.ts';
import { endpointSliceController } from '#controllers/endpoint-slice.ts';
import { ControlBench } from '#kit/control.ts';

const most = 100;

/** A Service `web` whose pods, on ports of two numbers, are what the test says; no time passes. */
class Served {
  readonly #bench = new ControlBench({ nodes: 0 });

  constructor() {
    this.#bench.apply({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
    });
    this.reconcile();
  }

  get pods(): readonly Pod[] {
    return this.#bench.pods();
  }

  commit(writes: readonly Write[]): void {
    if (writes.length === 0) return;
    const { error, message } = this.#bench.commit(writes);
    assert.equal(error, '', message);
  }

  /** Begins pods with these numbers. */
  begin(numbers: readonly number[], ready = true): void {
    this.commit(numbers.map((number) => createWrite(podOf(number, ready))));
  }

  end(names: ReadonlySet<string>): void {
    this.commit(this.pods.filter(({ metadata }) => names.has(metadata.name ?? '')).map(removeWrite));
  }

  turn(names: ReadonlySet<string>): void {
    const turned = this.pods.filter(({ metadata }) => names.has(metadata.name ?? ''));
    const isReady = (pod: Pod): boolean => pod.status?.conditions?.[0]?.status === 'True';
    this.commit(turned.map((pod) => updateWrite({ ...pod, status: statusOf(pod, !isReady(pod)) })));
  }

  /** Brings the slices up to date; returns how many were written. */
  reconcile(): number {
    const { writes } = endpointSliceController.reconcile('default/web', {
      view: this.#bench.store,
      nowMs: 0,
      random: this.#bench.world.random,
      heartbeats: { leadingMs: () => 0, silentMs: () => undefined },
      bounded: (action) => action(),
    });
    this.commit(writes);
    return writes.length;
  }

  /** The slice in which each pod stands; fails where one stands twice, on a wrong port, or a slice is too large. */
  places(): Map<string, string> {
    const places = new Map<string, string>();
    for (const { metadata, endpoints = [], ports = [] } of this.#bench.store.list('EndpointSlice')) {
      assert.ok(endpoints.length <= most, `${metadata.name} has ${endpoints.length}`);
      for (const { targetRef, conditions } of endpoints) {
        const name = targetRef?.name ?? '';
        assert.ok(!places.has(name), `${name} stands twice`);
        places.set(name, metadata.name ?? '');
        const pod = this.#bench.get('Pod', name);
        assert.equal(conditions?.ready, pod.status?.conditions?.[0]?.status === 'True');
        assert.equal(ports[0]?.port, pod.spec.containers[0]?.ports?.[0]?.containerPort);
      }
    }
    return places;
  }

  get slices(): number {
    return this.#bench.store.count('EndpointSlice');
  }
}

function statusOf(pod: Pod, ready: boolean): NonNullable<Pod['status']> {
  return { ...pod.status, conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] };
}

/** A pod of that number; every fifth is on a port of its own. */
function podOf(number: number, ready: boolean): Pod {
  const name = `p${String(number).padStart(4, '0')}`;
  const ports = [{ name: 'http', containerPort: number % 5 === 0 ? 8081 : 8080 }];
  const pod: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', uid: `uid-${name}`, labels: { app: 'web' } },
    spec: { containers: [{ name: 'main', image: 'x', ports }] },
    status: { podIP: `10.0.${number >> 8}.${number & 255}` },
  };
  return { ...pod, status: statusOf(pod, ready) };
}

const numbers = (count: number, from = 0): number[] =>
  Array.from({ length: count }, (_none, index) => from + index);

describe('EndpointSlices of many pods', () => {
  it('hold a hundred each, and one pod’s change is a write of its slice alone', () => {
    const served = new Served();
    served.begin(numbers(500));
    served.reconcile();
    assert.deepEqual([served.slices, served.places().size], [5, 500]);
    served.turn(new Set(['p0001']));
    assert.equal(served.reconcile(), 1);
    assert.equal(served.places().size, 500);
    served.end(new Set(['p0002']));
    assert.equal(served.reconcile(), 1);
    // What is free is taken before a slice is made.
    served.begin([1001]);
    assert.equal(served.reconcile(), 1);
    assert.equal(served.slices, 5);
    assert.equal(served.reconcile(), 0);
  });

  it('are one, and empty, when all pods are gone', () => {
    const served = new Served();
    assert.equal(served.slices, 1);
    served.begin(numbers(250));
    served.reconcile();
    assert.equal(served.slices, 3);
    served.end(new Set(served.pods.map(({ metadata }) => metadata.name ?? '')));
    served.reconcile();
    assert.deepEqual([served.slices, served.places().size], [1, 0]);
    assert.equal(served.reconcile(), 0);
  });

  it('have every pod once, whatever comes and goes, and those that stay where they were', () => {
    const step = fc.record({
      begun: fc.integer({ min: 0, max: 150 }),
      ended: fc.array(fc.nat(), { maxLength: 120 }),
      turned: fc.array(fc.nat(), { maxLength: 20 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const served = new Served();
        let made = 0;
        for (const { begun, ended, turned } of steps) {
          const before = served.places();
          const pick = (chosen: readonly number[]): ReadonlySet<string> => {
            const names = served.pods.map(({ metadata }) => metadata.name ?? '');
            return new Set(chosen.flatMap((number) => names[number % Math.max(1, names.length)] ?? []));
          };
          served.end(pick(ended));
          served.turn(pick(turned));
          served.begin(numbers(begun, made), begun % 2 === 0);
          made += begun;
          served.reconcile();
          const places = served.places();
          assert.deepEqual(
            [...places.keys()].toSorted(),
            served.pods.map(({ metadata }) => metadata.name ?? '').toSorted(),
          );
          for (const [name, slice] of before)
            if (places.has(name)) assert.equal(places.get(name), slice, `${name} stays`);
          assert.equal(served.reconcile(), 0, 'nothing is left to do');
        }
      }),
      { numRuns: 30 },
    );
  });
});
