// The leader's conversation with all nodes: whom it tells of what.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { key } from '#kernel/log/key.ts';
import { encode } from '#kernel/model/codec.ts';
import type { Key } from '#kernel/model/gen/log.gen.ts';
import { type NodeDown, NodeUp } from '#kernel/model/gen/node.gen.ts';
import { DownAssembler, subjects } from '#kernel/node/protocol.ts';
import { Nodes, type NodesConnection } from '#api/nats/nodes.ts';
import { type MetricsRegistry, createMetrics } from '#runtime/metrics.ts';
import { systemRandom } from '#runtime/system.ts';
import { silent } from '#kit/api/stream-server.ts';
import { manifestOf } from '#kit/control.ts';
import { type LaggingMaster, twoMasters } from '#kit/lagging-masters.ts';

const group = 'longhorn.io';

/** What nodes say, and what they are told. */
class Wire implements NodesConnection {
  readonly told: NodeDown[] = [];
  readonly #parts = new DownAssembler();
  #say = Promise.withResolvers<Uint8Array>();
  #heard = Promise.withResolvers<void>();

  async *#messages() {
    for (;;) yield { subject: subjects.up('node-1'), data: await this.#say.promise };
  }

  subscribe() {
    const messages = this.#messages();
    return { [Symbol.asyncIterator]: () => messages, unsubscribe: () => undefined };
  }

  publish(_subject: string, data: Uint8Array): void {
    const down = this.#parts.add(data);
    if (down === undefined) return;
    this.told.push(down);
    this.#heard.resolve();
  }

  isClosed = (): boolean => false;

  /** The node says that it is there; resolves when it is told what is its work. */
  async greet(): Promise<void> {
    const about = { format: 1, node: 'node-1', bootId: 'boot', sequence: 1, sentMs: 5, trust: '' };
    const up = { ...about, term: 0, revision: 0, proxyRevision: 0, statuses: [], gone: [] };
    const say = this.#say;
    this.#say = Promise.withResolvers();
    say.resolve(encode(NodeUp, up));
    await this.#heard.promise;
  }
}

describe('the nodes of a leader', () => {
  let wire: Wire;
  let leader: LaggingMaster;
  let nodes: Nodes;
  let metrics: MetricsRegistry;

  const create = (manifest: object) => leader.commit([{ create: { object: manifestOf(manifest) } }]);
  const remove = (where: Key) =>
    leader.commit([{ delete: { key: where, uid: '', propagation: '', ignoreMissing: false } }]);
  const dismissals = () => wire.told.filter(({ full, upserts }) => full && upserts.length === 0);

  beforeEach(async () => {
    wire = new Wire();
    metrics = createMetrics({}, false);
    [leader] = twoMasters();
    leader.replica.lead({ role: 'leader', term: 1, leaderId: 1 });
    nodes = new Nodes({
      replica: leader.replica,
      connection: wire,
      sealer: { seal: (object) => object, open: (object) => object },
      random: systemRandom,
      logger: silent,
      metrics,
      source: 'test',
      heard: () => undefined,
    });
    await create({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } });
    await wire.greet();
    assert.deepEqual(dismissals(), []);
  });
  afterEach(() => nodes.close());

  it('are counted while it leads, and not after', async () => {
    const counted = async () => /^orc_node_sessions (\d+)$/m.exec(await metrics.text())?.[1];
    assert.equal(await counted(), '1');
    leader.replica.lead({ role: 'follower', term: 2, leaderId: 2 });
    assert.equal(await counted(), '0');
  });

  it('tell one that is removed that it has no work any more', async () => {
    await remove(key('Node', '', 'node-1'));
    assert.equal(dismissals().length, 1);
  });

  it("tell it nothing when an object of a user's kind goes that is called Node, and as the node is", async () => {
    await create({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `nodes.${group}` },
      spec: {
        group,
        scope: 'Namespaced',
        names: { plural: 'nodes', kind: 'Node' },
        versions: [
          { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
        ],
      },
    });
    const metadata = { name: 'node-1', namespace: 'default' };
    await create({ apiVersion: `${group}/v1`, kind: 'Node', metadata });
    await remove({ group, kind: 'Node', ...metadata });
    assert.deepEqual(dismissals(), []);
  });
});
