// A ReplicaSet that may not make its pods says so, as its Deployment does, tries again ever more rarely, and at once
// when what stood in its way is gone.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import type { ReplicaSet } from '#kernel/model/gen/apps.gen.ts';
import { ControlBench, deploymentOf, replicaSetOf } from '#kit/control.ts';

const enforce = 'pod-security.kubernetes.io/enforce';

describe('a replica set that may not make its pods', () => {
  let bench: ControlBench;
  beforeEach(() => {
    bench = new ControlBench();
  });

  function label(level: string | null): void {
    bench.patch('Namespace', 'default', { metadata: { labels: { [enforce]: level } } });
  }
  function failureOf({ status }: ReplicaSet): string | undefined {
    return status?.conditions?.find(({ type }) => type === 'ReplicaFailure')?.message;
  }

  it('says why, in the words that a user would read', () => {
    label('restricted');
    bench.apply(replicaSetOf('web', 2));
    bench.run(5_000);
    const message = failureOf(bench.get('ReplicaSet', 'web')) ?? '';
    assert.ok(
      message.startsWith(
        'pods "web-" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "main" must set',
      ),
      message,
    );
    assert.equal(bench.pods().length, 0);
  });

  it('writes it once, however often it tries', () => {
    label('restricted');
    bench.apply(replicaSetOf('web', 2));
    bench.run(2_000);
    const before = bench.proposals.length;
    bench.run(600_000);
    assert.equal(bench.proposals.length, before);
  });

  it('makes them once it may, and says nothing more', () => {
    label('restricted');
    bench.apply(replicaSetOf('web', 2));
    bench.run(300_000);
    label('baseline');
    bench.until('two pods', () => bench.ready().length === 2, 5_000);
    bench.until('no failure', () => failureOf(bench.get('ReplicaSet', 'web')) === undefined, 5_000);
    bench.assertQuiet();
  });

  it('keeps the pods it has when more is asked of new ones', () => {
    bench.apply(replicaSetOf('web', 2));
    bench.until('two pods', () => bench.ready().length === 2);
    label('restricted');
    bench.run(5_000);
    assert.equal(bench.ready().length, 2);
    assert.equal(failureOf(bench.get('ReplicaSet', 'web')), undefined);
  });

  it('is a condition of its deployment too, while it lasts', () => {
    label('restricted');
    bench.apply(deploymentOf('web', 'demo:v1', { replicas: 2 }));
    const failure = (): string | undefined =>
      bench.get('Deployment', 'web').status?.conditions?.find(({ type }) => type === 'ReplicaFailure')
        ?.reason;
    bench.until('a failure', () => failure() === 'FailedCreate', 10_000);
    label(null);
    bench.until('two pods', () => bench.ready().length === 2, 10_000);
    bench.until('no failure', () => failure() === undefined, 10_000);
    bench.assertQuiet();
  });
});
