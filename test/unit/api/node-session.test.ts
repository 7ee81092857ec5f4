import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { unpack } from '#kernel/log/pack.ts';
import type { NodeDown, NodeUp } from '#kernel/model/gen/node.gen.ts';
import { DownAssembler, nodeTimes, splitDown, subjects } from '#kernel/node/protocol.ts';
import { NodeSession } from '#api/nats/node-session.ts';
import { ControlBench } from '#kit/control.ts';
import { configMap, pod } from '#kit/objects.ts';

/** A leader's session with `node-1`, and what that node would hold of what it was sent. */
class Conversation {
  readonly bench = new ControlBench({ nodes: 2 });
  readonly session: NodeSession;
  nowMs = 10_000;
  term = 0;
  revision = 0;
  readonly held = new Map<string, string>();
  /** The names of what can't be opened, and of what was tried. */
  readonly sealed = new Set<string>();
  readonly refused: string[] = [];
  #seen = this.bench.events.length;

  constructor(term = 7) {
    this.session = new NodeSession('node-1', {
      view: this.bench.store,
      term,
      trust: () => 'wanted',
      open: (object) => {
        if (this.sealed.has(object.metadata.name ?? '')) throw new Error('no key');
        return object;
      },
      notOpened: ({ name }) => void this.refused.push(name),
    });
  }

  up(more: Partial<NodeUp> = {}): NodeDown | undefined {
    const about = {
      format: 1,
      node: 'node-1',
      bootId: 'boot',
      sequence: 1,
      proxyRevision: 0,
      sentMs: 5,
      trust: 'held',
    };
    const up = { ...about, term: this.term, revision: this.revision, statuses: [], gone: [], ...more };
    const body = this.session.heard(up, this.nowMs);
    return body && this.session.answer(up.sentMs, 0, body);
  }

  /** What has happened since, as the node is told of it. */
  delta(): NodeDown | undefined {
    const events = this.bench.events.slice(this.#seen);
    this.#seen = this.bench.events.length;
    const body = this.session.delta(events, this.nowMs);
    return body && this.session.answer(0, 0, body);
  }

  /** The node takes a message, as the agent does. */
  take(down: NodeDown | undefined): void {
    if (down === undefined) return;
    if (!down.full && (down.term !== this.term || down.fromRevision !== this.revision)) return;
    if (down.full) this.held.clear();
    for (const envelope of down.upserts) {
      const { kind, metadata } = unpack(envelope);
      this.held.set(`${kind}/${metadata.name}`, metadata.resourceVersion ?? '');
    }
    for (const { kind, name } of down.deletes) this.held.delete(`${kind}/${name}`);
    this.term = down.term;
    this.revision = down.toRevision;
  }

  names(): string[] {
    return [...this.held.keys()].toSorted();
  }
}

const using = (name: string, map: string, nodeName = 'node-1') => {
  const made = pod(name, { nodeName });
  const containers = [{ name: 'c', image: 'i', envFrom: [{ configMapRef: { name: map } }] }];
  return { ...made, spec: { ...made.spec, containers } };
};

describe("a node's session", () => {
  it('begins with everything that concerns the node, and nothing else', () => {
    const talk = new Conversation();
    talk.bench.create(configMap('used'));
    talk.bench.create(configMap('other'));
    talk.bench.create(using('mine', 'used'));
    talk.bench.create(using('theirs', 'other', 'node-2'));
    const first = talk.up();
    assert.equal(first?.full, true);
    assert.equal(first?.leaseMs, nodeTimes.leaseMs);
    talk.take(first);
    assert.deepEqual(talk.names(), ['ConfigMap/used', 'Node/node-1', 'Node/node-2', 'Pod/mine']);
    assert.equal(talk.up(), undefined, 'it has all there is');
  });

  it('goes on with changes only: objects come, change and go, with what they refer to', () => {
    const talk = new Conversation();
    talk.take(talk.up());
    talk.delta();
    talk.bench.create(configMap('a'));
    assert.equal(talk.delta(), undefined, 'nobody on the node names it');
    talk.bench.create(using('p', 'a'));
    const came = talk.delta();
    assert.equal(came?.full, false);
    talk.take(came);
    assert.ok(talk.held.has('Pod/p') && talk.held.has('ConfigMap/a'));
    talk.bench.patch('ConfigMap', 'a', { data: { x: '1' } });
    talk.take(talk.delta());
    assert.equal(talk.held.get('ConfigMap/a'), talk.bench.get('ConfigMap', 'a').metadata.resourceVersion);
    talk.bench.change({
      delete: {
        key: { group: '', kind: 'Pod', namespace: 'default', name: 'p' },
        uid: '',
        gracePeriodSeconds: 0,
        propagation: '',
        ignoreMissing: false,
      },
    });
    talk.take(talk.delta());
    assert.deepEqual(talk.names(), ['Node/node-1', 'Node/node-2']);
    assert.equal(talk.up(), undefined);
  });

  it('goes without what can’t be opened, until it can be', () => {
    const talk = new Conversation();
    talk.sealed.add('locked');
    talk.bench.create(configMap('locked'));
    talk.bench.create(using('p', 'locked'));
    talk.delta();
    talk.take(talk.up());
    assert.deepEqual(talk.names(), ['Node/node-1', 'Node/node-2', 'Pod/p'], 'the rest of its work is there');
    assert.equal(talk.up(), undefined, 'not at every heartbeat');
    talk.nowMs += nodeTimes.resendMs;
    assert.equal(talk.up(), undefined, 'it is still closed');
    assert.deepEqual(talk.refused, ['locked', 'locked']);
    talk.bench.patch('ConfigMap', 'locked', { data: { x: '1' } });
    talk.take(talk.delta());
    assert.deepEqual(talk.refused, ['locked', 'locked', 'locked'], 'a change is tried at once');
    talk.sealed.clear();
    talk.nowMs += nodeTimes.resendMs;
    const before = talk.revision;
    talk.take(talk.up());
    assert.equal(
      talk.held.get('ConfigMap/locked'),
      talk.bench.get('ConfigMap', 'locked').metadata.resourceVersion,
    );
    assert.equal(talk.revision, before, 'it says nothing of what else has happened');
    talk.nowMs += nodeTimes.resendMs;
    assert.equal(talk.up(), undefined);
    assert.equal(talk.refused.length, 3);
  });

  it('tells of a Secret or ConfigMap that is made after the pod that names it', () => {
    const talk = new Conversation();
    talk.bench.create(using('p', 'late'));
    talk.take(talk.up());
    talk.delta();
    talk.bench.create(configMap('late'));
    talk.take(talk.delta());
    assert.ok(talk.held.has('ConfigMap/late'));
    talk.bench.delete('ConfigMap', 'late');
    talk.take(talk.delta());
    assert.ok(!talk.held.has('ConfigMap/late'));
  });

  it('sends everything again to a node that missed a message, also while every moment brings more', () => {
    const talk = new Conversation();
    talk.bench.create(using('p', 'a'));
    talk.take(talk.up());
    talk.delta();
    talk.bench.create(configMap('a'));
    assert.notEqual(talk.delta(), undefined, 'this one is lost');
    let sentFull = false;
    for (let step = 0; step < 60 && !sentFull; step++) {
      talk.nowMs += 100;
      talk.bench.patch('ConfigMap', 'a', { data: { step: String(step) } });
      talk.take(talk.delta());
      if (step % 5 !== 0) continue;
      const down = talk.up();
      sentFull = down?.full === true;
      talk.take(down);
    }
    assert.ok(sentFull);
    assert.ok(talk.nowMs - 10_000 <= nodeTimes.resendMs + 1_000);
    assert.ok(talk.held.has('ConfigMap/a'));
  });

  it('does not repeat everything to a node that keeps up, however busy', () => {
    const talk = new Conversation();
    talk.bench.create(configMap('a'));
    talk.bench.create(using('p', 'a'));
    talk.take(talk.up());
    talk.delta();
    for (let step = 0; step < 100; step++) {
      talk.nowMs += 100;
      talk.bench.patch('ConfigMap', 'a', { data: { step: String(step) } });
      const down = talk.delta();
      assert.equal(talk.up(), undefined, 'a heartbeat that crosses a message');
      talk.take(down);
    }
  });

  it('sends everything to an agent that has started anew or comes from another leader', () => {
    const talk = new Conversation();
    talk.take(talk.up());
    assert.equal(talk.up({ bootId: 'another', revision: 0, term: 0 })?.full, true);
    const next = new Conversation(8);
    next.term = 7;
    next.revision = talk.revision;
    assert.equal(next.up()?.full, true);
    next.nowMs += 500;
    assert.equal(next.up(), undefined, 'it may be under way');
    next.nowMs += nodeTimes.resendMs;
    assert.equal(next.up()?.full, true, 'it was lost');
  });
});

describe('messages to nodes', () => {
  const down = (bytes: number): NodeDown => ({
    format: 1,
    term: 1,
    fromRevision: 0,
    toRevision: 5,
    full: true,
    upserts: [
      { apiVersion: 'v1', kind: 'ConfigMap', raw: new Uint8Array(bytes).fill(3), json: new Uint8Array() },
    ],
    deletes: [],
    allProxiesRevision: 0,
    heartbeatMs: 0,
    leaseMs: 1,
    trust: '',
  });

  it('of any size arrive whole, in parts below the limit', () => {
    for (const size of [0, 10, nodeTimes.partBytes, 3 * nodeTimes.partBytes + 7]) {
      const parts = splitDown(down(size), 4);
      for (const part of parts) assert.ok(part.length <= nodeTimes.partBytes + 64);
      const assembler = new DownAssembler();
      const taken = parts.map((part) => assembler.add(part));
      assert.deepEqual(taken.at(-1), down(size));
      assert.ok(taken.slice(0, -1).every((each) => each === undefined));
    }
  });

  it('with a part missing, or of two messages mixed, are dropped whole; the next one arrives', () => {
    const [first, second, third] = splitDown(down(2 * nodeTimes.partBytes), 1);
    const [other] = splitDown(down(5), 2);
    assert.ok(first && second && third && other);
    const assembler = new DownAssembler();
    for (const part of [first, third, second, first, second]) assert.equal(assembler.add(part), undefined);
    assert.deepEqual(assembler.add(other), down(5));
    assert.equal(assembler.add(third), undefined);
    assert.throws(() => assembler.add(new Uint8Array([255])), { code: 'BadRequest' });
  });

  it('have subjects that a node name with dots does not divide', () => {
    assert.equal(subjects.up('a.b'), 'orc.up.a_b');
  });
});
