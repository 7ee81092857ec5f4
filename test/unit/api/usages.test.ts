// What masters know of what nodes and pods use: from each node about itself and its own pods, for a minute.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { encode } from '#kernel/model/codec.ts';
import { NodeUsage } from '#kernel/model/gen/node.gen.ts';
import { parseSelector } from '#kernel/model/selector.ts';
import { nodeFormat, nodeTimes, subjects } from '#kernel/node/protocol.ts';
import { type UsageScope, Usages } from '#api/usage/usages.ts';
import { ControlBench } from '#kit/control.ts';
import { pod } from '#kit/objects.ts';

const everything: UsageScope = { labels: [], fields: [] };

class Bench {
  readonly on = new ControlBench({ nodes: 2 });
  nowMs = 0;
  readonly usages = new Usages({ view: () => this.on.store, nowMs: () => this.nowMs });

  make(name: string, node: string, namespace = 'default'): string {
    const made = pod(name, { nodeName: node });
    this.on.create({ ...made, metadata: { ...made.metadata, namespace, labels: { app: name } } });
    return this.on.store.get('Pod', namespace, name)?.metadata.uid ?? '';
  }

  hear(
    node: string,
    uids: readonly string[],
    more: Partial<NodeUsage> = {},
    subject = subjects.usage(node),
  ): void {
    const used = { windowMs: 10_000, cpuNanocores: 1_500_001, memoryBytes: 5 * 1024 + 1 };
    const pods = uids.map((uid) => ({
      namespace: 'whatever',
      name: 'it says',
      uid,
      containers: [
        { name: 'main', used },
        { name: 'idle', used: { windowMs: 4_500, cpuNanocores: 0, memoryBytes: 0 } },
      ],
    }));
    const usage: NodeUsage = { format: nodeFormat, node, atMs: 1_700_000_000_123, own: used, pods, ...more };
    this.usages.hear(encode(NodeUsage, usage), subject);
  }

  pods(namespace?: string, scope = everything): string[] {
    return [...this.usages.pods(namespace, scope)].map(({ metadata }) => metadata.name ?? '');
  }

  nodes(scope = everything): string[] {
    return [...this.usages.nodes(scope)].map(({ metadata }) => metadata.name ?? '');
  }
}

describe('what nodes and pods use', () => {
  it('is told in Kubernetes’ terms', () => {
    const bench = new Bench();
    const uid = bench.make('a', 'node-1');
    bench.hear('node-1', [uid]);
    assert.deepEqual(
      [...bench.usages.pods('default', everything)],
      [
        {
          apiVersion: 'metrics.k8s.io/v1beta1',
          kind: 'PodMetrics',
          metadata: {
            name: 'a',
            namespace: 'default',
            creationTimestamp: '2023-11-14T22:13:20Z',
            labels: { app: 'a' },
          },
          timestamp: '2023-11-14T22:13:20Z',
          window: '10s',
          containers: [
            { name: 'main', usage: { cpu: '1500001n', memory: '6Ki' } },
            { name: 'idle', usage: { cpu: '0', memory: '0' } },
          ],
        },
      ],
    );
    const [node] = bench.usages.nodes(everything);
    assert.deepEqual([node?.window, node?.usage], ['10s', { cpu: '1500001n', memory: '6Ki' }]);
  });

  it('is of the pods and nodes that are meant', () => {
    const bench = new Bench();
    bench.on.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } });
    bench.hear('node-1', [bench.make('a', 'node-1'), bench.make('b', 'node-1')]);
    bench.hear('node-2', [bench.make('c', 'node-2'), bench.make('d', 'node-2', 'other')]);
    assert.deepEqual(bench.pods(), ['a', 'b', 'c', 'd']);
    assert.deepEqual(bench.pods('other'), ['d']);
    assert.deepEqual(bench.pods(undefined, { ...everything, labels: parseSelector('app in (a, c)') }), [
      'a',
      'c',
    ]);
    assert.deepEqual(bench.pods('default', { ...everything, fields: parseSelector('metadata.name=b') }), [
      'b',
    ]);
    assert.deepEqual(bench.nodes(), ['node-1', 'node-2']);
    assert.deepEqual(bench.nodes({ ...everything, fields: parseSelector('metadata.name!=node-1') }), [
      'node-2',
    ]);
  });

  it('is believed of a node about its own pods alone', () => {
    const bench = new Bench();
    const mine = bench.make('mine', 'node-1');
    const others = bench.make('others', 'node-2');
    bench.hear('node-1', [mine, others, 'nobody']);
    assert.deepEqual(bench.pods(), ['mine']);
  });

  it('is refused under another node’s name, in another format, and from nobody', () => {
    const bench = new Bench();
    assert.throws(
      () => bench.hear('node-1', [], {}, subjects.usage('node-2')),
      /node "node-1" uses came by .*another/,
    );
    assert.throws(() => bench.hear('node-1', [], { format: 99 }), /upgrade node "node-1"/);
    assert.throws(() => bench.hear('node-9', []), /nodes "node-9" not found/);
    assert.throws(() => bench.usages.hear(Uint8Array.of(255, 255, 255), subjects.usage('node-1')));
    assert.deepEqual(bench.nodes(), []);
  });

  it('is forgotten after a minute, and with the node', () => {
    const bench = new Bench();
    const uid = bench.make('a', 'node-1');
    bench.hear('node-1', [uid]);
    bench.nowMs = nodeTimes.usageHoldMs;
    bench.hear('node-2', []);
    assert.deepEqual([bench.pods(), bench.nodes()], [['a'], ['node-1', 'node-2']]);
    bench.nowMs += 1;
    assert.deepEqual([bench.pods(), bench.nodes()], [[], ['node-2']]);
    bench.usages.forget('node-2');
    assert.deepEqual(bench.nodes(), []);
  });

  it('is not told of a node that was looked at once only', () => {
    const bench = new Bench();
    const { own: _none, ...rest } = { own: undefined, format: nodeFormat, node: 'node-1', atMs: 1, pods: [] };
    bench.usages.hear(encode(NodeUsage, rest), subjects.usage('node-1'));
    assert.deepEqual(bench.nodes(), []);
  });
});
