// A cluster without processes: the real store, admission and control driver under a virtual clock, and a
// kubelet that starts, fails and stops pods through transactions. One thread, no waiting: the same run,
// event by event, for the same seed.
import assert from 'node:assert/strict';
import { isPodFinished, isPodReady } from '#kernel/kinds/pod.ts';
import { definitionOf, keyOf, keyText, revisionOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import { decodeRecord, encodeRecord } from '#kernel/log/record.ts';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import type { Pod, PodCondition } from '#kernel/model/gen/core.gen.ts';
import type { Outcome, PackedObject, Write } from '#kernel/model/gen/log.gen.ts';
import type { KindName, ObjectByKind, OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { msFromTime, timeFromMs } from '#kernel/model/time.ts';
import type { Logger } from '#kernel/ports.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import { Store } from '#kernel/store/store.ts';
import { type Admitted, admit } from '#api/admission/admit.ts';
import type { AdmissionContext, Sealer } from '#api/admission/context.ts';
import { ControlDriver } from '#controllers/driver.ts';
import type { Proposal } from '#controllers/engine.ts';
import { bootstrapWrites } from '#services/bootstrap.ts';
import { World } from '../sim/world.ts';

const openSealer: Sealer = { seal: (object) => object, open: (object) => object };

/** What a pod does on its node: runs and is ready, runs and never is, or waits for ever. */
export type Behaviour = 'ready' | 'unready' | 'stuck';

export interface ControlOptions {
  readonly seed?: number;
  readonly nodes?: number;
  readonly sealer?: Sealer;
  /** How long a commit takes, at most. */
  readonly latencyMs?: number;
  /** How long a pod takes to become ready, at most, and to stop. */
  readonly startMs?: number;
  readonly stopMs?: number;
}

/** An object as a client sends it. */
export function manifestOf(json: object): PackedObject {
  const none = new Uint8Array();
  return { apiVersion: '', kind: '', raw: none, json: new TextEncoder().encode(JSON.stringify(json)) };
}

export class ControlBench {
  readonly world: World;
  readonly store = new Store();
  readonly events: StoreEvent[] = [];
  readonly proposals: Proposal[] = [];
  /** Messages of defects that controllers met. */
  readonly faults: string[] = [];
  /** Called after every transaction. */
  afterCommit: (events: readonly StoreEvent[]) => void = () => undefined;
  behaviour: (pod: Pod) => Behaviour = () => 'ready';
  readonly driver: ControlDriver;
  readonly #options: Required<ControlOptions>;
  readonly #silent = new Set<string>();
  readonly #handled = new Set<string>();
  #addresses = 0;
  #term = 1;
  #lastSettledMs = 0;
  #jumpedMs = 0;
  #deafUntilMs = 0;

  constructor(options: ControlOptions = {}) {
    this.#options = {
      seed: 1,
      nodes: 3,
      sealer: openSealer,
      latencyMs: 3,
      startMs: 400,
      stopMs: 200,
      ...options,
    };
    this.world = new World(this.#options.seed);
    const quiet = (): void => undefined;
    const logger: Logger = {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: (_message, fields) => this.faults.push(JSON.stringify(fields)),
      with: () => logger,
    };
    this.driver = new ControlDriver(new Store(), {
      clock: { ...this.world.clock(1), wallMs: () => this.nowMs },
      random: this.world.random,
      logger,
      propose: (proposal, term) => this.#propose(proposal, term),
    });
    const networks = { serviceCidr: '10.96.0.0/16', podCidr: '10.244.0.0/16' };
    this.commit(bootstrapWrites(networks, this.world.random, this.nowMs));
    for (let index = 1; index <= this.#options.nodes; index++) this.addNode(`node-${index}`);
    this.driver.lead(this.#term, this.store.revision);
    this.#beat();
  }

  get nowMs(): number {
    return this.world.clock(1).wallMs() + this.#jumpedMs;
  }

  /** The time of day jumps; nothing else takes longer or shorter for it. */
  jump(ms: number): void {
    this.#jumpedMs += ms;
  }

  /** Runs for `ms` of virtual time. */
  run(ms: number): void {
    this.world.run(this.world.nowMs + ms, () => undefined);
    assert.deepEqual(this.faults, []);
  }

  /** Runs until `holds`; fails after `ms` of virtual time. */
  until(what: string, holds: () => boolean, ms = 120_000): void {
    this.world.run(this.world.nowMs + ms, () => undefined, holds);
    assert.deepEqual(this.faults, []);
    assert.ok(holds(), `after ${ms} ms: ${what}`);
  }

  /** Another master takes over: it has heard nothing yet. */
  lead(): void {
    this.driver.stop();
    this.#term += 1;
    this.driver.lead(this.#term, this.store.revision);
  }

  addNode(name: string): void {
    const index = this.store.count('Node') + 1;
    this.create({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, uid: this.world.random.uuid(), labels: { 'kubernetes.io/hostname': name } },
      spec: { podCIDR: `10.244.${index}.0/24` },
      status: {
        allocatable: { cpu: '4', memory: '8Gi', pods: '110' },
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    });
  }

  /** A node's agent stops being heard, or is heard again and reports itself ready. */
  silence(name: string): void {
    this.#silent.add(name);
  }

  revive(name: string): void {
    this.#silent.delete(name);
    this.driver.heard(name, 0);
    const node = this.store.get('Node', '', name);
    if (node === undefined) return;
    const conditions = [{ type: 'Ready', status: 'True' }];
    this.commit([this.#update({ ...node, status: { ...node.status, conditions } })]);
    for (const pod of this.store.by('Pod', 'node', name)) {
      this.#handled.delete(`${pod.metadata.uid ?? ''}/false`);
      this.#kubelet(pod);
    }
  }

  /** The leader stands still, with all its timers, and after that reads what nodes say only a moment later. */
  pause(ms: number): void {
    this.world.nowMs += ms;
    this.#deafUntilMs = this.world.nowMs + 1_500;
  }

  #beat(): void {
    this.world.after(500, () => this.#beat());
    if (this.world.nowMs < this.#deafUntilMs) return;
    for (const { metadata } of this.store.list('Node')) {
      const name = metadata.name ?? '';
      if (!this.#silent.has(name)) this.driver.heard(name, 0);
    }
  }

  get<K extends KindName>(kind: K, name: string): ObjectByKind[K] {
    const namespace = definitionOf(kind).namespaced ? 'default' : '';
    const found = this.store.get(kind, namespace, name);
    assert.ok(found !== undefined, `${kind} ${namespace}/${name} exists`);
    return found;
  }

  pods(namespace = 'default'): Pod[] {
    return [...this.store.list('Pod', namespace)];
  }

  /** Pods that neither ended nor are to end. */
  active(namespace = 'default'): Pod[] {
    return this.pods(namespace).filter(
      (pod) => !isPodFinished(pod) && pod.metadata.deletionTimestamp === undefined,
    );
  }

  ready(namespace = 'default'): Pod[] {
    return this.active(namespace).filter(isPodReady);
  }

  context(): AdmissionContext {
    return {
      view: this.store,
      nowMs: this.nowMs,
      random: this.world.random,
      sealer: this.#options.sealer,
      given: new Set(),
    };
  }

  /** A user's change, admitted and committed. */
  change(change: Change): Admitted | undefined {
    const admitted = admit(change, this.context());
    if (admitted?.write !== undefined) this.commit([admitted.write]);
    return admitted;
  }

  apply(json: object): Admitted | undefined {
    return this.change({ apply: { object: manifestOf(json) } });
  }

  patch(kind: KindName, name: string, merge: object, status = false): Admitted | undefined {
    const mergePatch = new TextEncoder().encode(JSON.stringify(merge));
    return this.change({ patch: { key: this.#key(kind, name), mergePatch, status } });
  }

  delete(kind: KindName, name: string, propagation = ''): Admitted | undefined {
    const key = this.#key(kind, name);
    return this.change({ delete: { key, uid: '', propagation, ignoreMissing: false } });
  }

  #key(kind: KindName, name: string) {
    return { group: '', kind, namespace: definitionOf(kind).namespaced ? 'default' : '', name };
  }

  create(object: OrcObject): void {
    const outcome = this.commit([
      { operation: 'CREATE', key: keyOf(object), object: pack(object), expectRevision: 0, expectUid: '' },
    ]);
    assert.equal(outcome.error, '', outcome.message);
  }

  #update(object: OrcObject): Write {
    const expectRevision = revisionOf(object);
    return { operation: 'UPDATE', key: keyOf(object), object: pack(object), expectRevision, expectUid: '' };
  }

  /** Commits writes now and lets the control driver see the events a moment later. */
  commit(writes: readonly Write[], term = 0, actor = 'test'): Outcome {
    const record = {
      transaction: {
        requestId: this.world.random.uuid(),
        actor,
        cause: 0,
        reason: '',
        source: 'test',
        timeMs: this.nowMs,
        term,
        preconditions: [],
        writes,
      },
    };
    const encoded = encodeRecord(record);
    const entryTerm = this.#term;
    const { outcome, events } = this.store.apply(decodeRecord(encoded), entryTerm);
    this.events.push(...events);
    this.world.after(0, () => this.driver.follow([{ record: decodeRecord(encoded), term: entryTerm }]));
    this.afterCommit(events);
    for (const { object, type } of events)
      if (object.kind === 'Pod' && type !== 'DELETED') this.#kubelet(object);
    return outcome;
  }

  #propose(proposal: Proposal, term: number): void {
    this.proposals.push(proposal);
    const delay = 1 + this.world.random.below(this.#options.latencyMs);
    this.world.after(delay, () => {
      const outcome = this.commit(proposal.writes, term, `system:controller:${proposal.controller}`);
      const revision = outcome.revisions.at(-1) ?? 0;
      // Settled after the events, in the order of the log, as the real link does.
      this.#lastSettledMs = Math.max(this.#lastSettledMs, this.world.nowMs + 1);
      this.world.after(this.#lastSettledMs - this.world.nowMs, () =>
        this.driver.settle(
          proposal.id,
          term,
          outcome.error === '' ? { kind: 'committed', revision } : { kind: 'refused' },
        ),
      );
    });
  }

  /** What the agent of the pod's node does about it, some time later. */
  #kubelet(pod: Pod): void {
    const uid = pod.metadata.uid ?? '';
    if (pod.spec.nodeName === undefined) return;
    const stops = pod.metadata.deletionTimestamp !== undefined;
    const task = `${uid}/${stops}`;
    if (this.#handled.has(task)) return;
    this.#handled.add(task);
    const { startMs, stopMs } = this.#options;
    const delay = 20 + this.world.random.below(stops ? stopMs : startMs);
    this.world.after(delay, () => {
      const { namespace = '', name = '' } = pod.metadata;
      const now = this.store.get('Pod', namespace, name);
      if (now === undefined || now.metadata.uid !== uid) return;
      if (this.#silent.has(now.spec.nodeName ?? '')) {
        this.#handled.delete(task);
        return;
      }
      if (stops) this.#stopped(now);
      else this.#started(now);
    });
  }

  #stopped(pod: Pod): void {
    if ((pod.metadata.finalizers ?? []).length > 0) {
      const metadata = { ...pod.metadata, deletionGracePeriodSeconds: 0 };
      this.commit([this.#update({ ...pod, metadata })]);
      return;
    }
    const expectUid = pod.metadata.uid ?? '';
    this.commit([{ operation: 'DELETE', key: keyOf(pod), expectRevision: 0, expectUid }]);
  }

  #started(pod: Pod): void {
    const behaviour = this.behaviour(pod);
    if (behaviour === 'stuck') return;
    this.#addresses += 1;
    this.setReady(pod, behaviour === 'ready', `10.244.9.${this.#addresses}`);
  }

  /** The agent reports a pod as running, ready or not. */
  setReady(pod: Pod, ready: boolean, podIP = pod.status?.podIP ?? ''): void {
    const status = ready ? 'True' : 'False';
    const others = (pod.status?.conditions ?? []).filter(({ type }) => type !== 'Ready');
    const condition: PodCondition = { type: 'Ready', status, lastTransitionTime: timeFromMs(this.nowMs) };
    const conditions = [...others, condition];
    this.commit([this.#update({ ...pod, status: { ...pod.status, phase: 'Running', podIP, conditions } })]);
  }

  /** Asserts that control has nothing more to say: what it would write has been written. */
  assertQuiet(ms = 30_000): void {
    this.run(5_000);
    const before = this.proposals.length;
    this.run(ms);
    assert.deepEqual(
      this.proposals
        .slice(before, before + 20)
        .map(({ controller, key, reason }) => [controller, key, reason]),
      [],
    );
  }

  /** How long a pod has been ready, in milliseconds. */
  readyForMs(pod: Pod): number {
    const ready = pod.status?.conditions?.find(({ type }) => type === 'Ready');
    return ready?.status === 'True' ? this.nowMs - (msFromTime(ready.lastTransitionTime) ?? 0) : -1;
  }

  /** Every object by key, for comparing states. */
  snapshot(): Map<string, OrcObject> {
    const objects = new Map<string, OrcObject>();
    for (const event of this.events)
      if (event.type === 'DELETED') objects.delete(keyText(event.key));
      else objects.set(keyText(event.key), event.object);
    return objects;
  }
}

/** A Deployment's manifest of one container. */
export function deploymentOf(name: string, image: string, spec: object = {}): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'main', image }] } },
      ...spec,
    },
  };
}

/** A ReplicaSet's manifest of one container. */
export function replicaSetOf(name: string, replicas: number): object {
  return { ...deploymentOf(name, 'demo:v1', { replicas }), kind: 'ReplicaSet' };
}
