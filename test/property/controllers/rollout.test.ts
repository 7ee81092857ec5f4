// A Deployment's promises, for any size, bounds, timing and course of events.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { rollingBounds } from '#kernel/kinds/deployment.ts';
import { check } from '#kit/check.ts';
import { type Behaviour, ControlBench, deploymentOf } from '#kit/control.ts';

const bound = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
);
const isZero = (value: number | string): boolean => value === 0 || value === '0%';
const rollouts = fc
  .record({
    replicas: fc.integer({ min: 1, max: 7 }),
    maxSurge: bound,
    maxUnavailable: bound,
    minReadySeconds: fc.constantFrom(0, 0, 2),
    seed: fc.nat(),
    latencyMs: fc.constantFrom(1, 5, 60),
    behaviours: fc.array(fc.constantFrom<Behaviour>('ready', 'ready', 'unready', 'stuck'), {
      minLength: 1,
      maxLength: 5,
    }),
  })
  .filter(({ maxSurge, maxUnavailable }) => !isZero(maxSurge) || !isZero(maxUnavailable));

type Rollout = typeof rollouts extends fc.Arbitrary<infer T> ? T : never;

function manifest({ replicas, maxSurge, maxUnavailable, minReadySeconds }: Rollout, image: string): object {
  const rollingUpdate = { maxSurge, maxUnavailable };
  return deploymentOf('web', image, {
    replicas,
    minReadySeconds,
    strategy: { type: 'RollingUpdate', rollingUpdate },
  });
}

function started(rollout: Rollout, nodes: number): ControlBench {
  const bench = new ControlBench({ seed: rollout.seed, latencyMs: rollout.latencyMs, nodes });
  bench.apply(manifest(rollout, 'web:v1'));
  const complete = (): boolean =>
    bench.store.get('Deployment', 'default', 'web')?.status?.availableReplicas === rollout.replicas;
  bench.until('v1 is available', complete);
  return bench;
}

const runsOnly = (bench: ControlBench, image: string, replicas: number): boolean =>
  bench.pods().length === replicas &&
  bench.ready().filter(({ spec }) => spec.containers[0]?.image === image).length === replicas;

describe('a rolling update', () => {
  it('is never below its available nor above its surge, however its new pods behave', () => {
    check(
      fc.property(rollouts, (rollout) => {
        const bench = started(rollout, 3);
        const { maxSurge, maxUnavailable } = rollingBounds(bench.get('Deployment', 'web'));
        let made = 0;
        bench.behaviour = ({ spec }) =>
          spec.containers[0]?.image === 'web:v2'
            ? (rollout.behaviours[made++ % rollout.behaviours.length] ?? 'ready')
            : 'ready';
        bench.afterCommit = () => {
          const available = bench
            .ready()
            .filter((pod) => bench.readyForMs(pod) >= rollout.minReadySeconds * 1_000).length;
          assert.ok(
            available >= rollout.replicas - maxUnavailable,
            `${available} available of ${rollout.replicas} - ${maxUnavailable}`,
          );
          const active = bench.active().length;
          assert.ok(active <= rollout.replicas + maxSurge, `${active} of ${rollout.replicas} + ${maxSurge}`);
        };
        bench.apply(manifest(rollout, 'web:v2'));
        bench.run(60_000);
        bench.behaviour = () => 'ready';
        bench.apply(manifest(rollout, 'web:v3'));
        bench.until('v3 runs', () => runsOnly(bench, 'web:v3', rollout.replicas));
        bench.assertQuiet(10_000);
      }),
      50,
    );
  });

  it('comes to rest within its surge whatever it is scaled to on the way, and ends where it should', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 });
    check(
      fc.property(rollouts, sizes, (rollout, course) => {
        const bench = started(rollout, 3);
        let made = 0;
        bench.behaviour = () => rollout.behaviours[made++ % rollout.behaviours.length] ?? 'ready';
        bench.apply(manifest(rollout, 'web:v2'));
        let { replicas } = rollout;
        for (replicas of course) {
          bench.run(700);
          bench.apply(manifest({ ...rollout, replicas }, 'web:v2'));
        }
        bench.run(30_000);
        const { maxSurge } = rollingBounds(bench.get('Deployment', 'web'));
        const active = bench.active().length;
        assert.ok(active <= replicas + maxSurge, `${active} of ${replicas} + ${maxSurge}`);
        bench.behaviour = () => 'ready';
        bench.apply(manifest({ ...rollout, replicas }, 'web:v3'));
        bench.until('v3 runs', () => runsOnly(bench, 'web:v3', replicas));
        bench.assertQuiet(10_000);
      }),
      40,
    );
  });

  it('ends where it should whatever nodes die and come back on the way, and never surges over', () => {
    const faults = fc.array(
      fc.record({
        waitMs: fc.integer({ min: 0, max: 6_000 }),
        node: fc.integer({ min: 1, max: 4 }),
        dies: fc.boolean(),
        leads: fc.boolean(),
      }),
      { maxLength: 6 },
    );
    check(
      fc.property(rollouts, faults, (rollout, course) => {
        const bench = started(rollout, 4);
        const { maxSurge } = rollingBounds(bench.get('Deployment', 'web'));
        bench.afterCommit = () => {
          const active = bench.active().length;
          assert.ok(active <= rollout.replicas + maxSurge, `${active} of ${rollout.replicas} + ${maxSurge}`);
        };
        bench.apply(manifest(rollout, 'web:v2'));
        for (const { waitMs, node, dies, leads } of course) {
          bench.run(waitMs);
          if (dies) bench.silence(`node-${node}`);
          else bench.revive(`node-${node}`);
          if (leads) bench.lead();
        }
        for (const node of [1, 2, 3, 4]) bench.revive(`node-${node}`);
        bench.until('v2 runs', () => runsOnly(bench, 'web:v2', rollout.replicas));
        bench.assertQuiet(10_000);
      }),
      40,
    );
  });
});

describe('the engine', () => {
  it('proposes nothing more once all is as it should be, and the same for the same seed', () => {
    const step = fc.record({
      app: fc.constantFrom('a', 'b'),
      replicas: fc.integer({ min: 0, max: 5 }),
      image: fc.constantFrom('v1', 'v2', 'v3'),
      paused: fc.boolean(),
      waitMs: fc.integer({ min: 0, max: 3_000 }),
      deletes: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
    });
    const outcome = (
      seed: number,
      steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[],
    ) => {
      const bench = new ControlBench({ seed });
      for (const { app, replicas, image, paused, waitMs, deletes } of steps) {
        if (deletes && bench.store.get('Deployment', 'default', app) !== undefined)
          bench.delete('Deployment', app, 'Foreground');
        else if (bench.store.get('Deployment', 'default', app)?.metadata.deletionTimestamp === undefined)
          bench.apply(deploymentOf(app, image, { replicas, paused }));
        bench.run(waitMs);
      }
      bench.run(30_000);
      bench.assertQuiet(15_000);
      return bench.snapshot();
    };
    check(
      fc.property(fc.nat(), fc.array(step, { minLength: 1, maxLength: 6 }), (seed, steps) => {
        assert.deepEqual(outcome(seed, steps), outcome(seed, steps));
      }),
      25,
    );
  });
});
