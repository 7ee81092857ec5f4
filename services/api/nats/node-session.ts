// What the leader knows of one node's copy of its work: which objects it has been sent, at which
// revision, and when it was heard. Pure: events and reports go in, messages come out.
import { definitionOf, isKindName, keyOf, keyText } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type { Key, PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { NodeDown, NodeUp } from '#kernel/model/gen/node.gen.ts';
import type { OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import { lookup, projectionOf, referencesOf, sharedKinds } from '#kernel/node/projection.ts';
import { nodeFormat, nodeTimes } from '#kernel/node/protocol.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import type { StateView } from '#kernel/store/view.ts';

type Body = Pick<NodeDown, 'fromRevision' | 'toRevision' | 'full' | 'upserts' | 'deletes'>;

/** What the session needs of its surroundings, fixed while a master leads. */
export interface SessionContext {
  readonly view: StateView;
  readonly term: number;
  /** The name of whom nodes are to trust (`trustName`); empty while the cluster signs nothing. */
  readonly trust: () => string;
  /** Opens Secrets: nodes get values, over TLS. Throws for one that can't be opened. */
  readonly open: (object: OrcObject) => OrcObject;
  /** Told of an object that could not be opened, each time that it is tried. */
  readonly notOpened: (key: Key, error: unknown) => void;
}

function isShared(kind: string): boolean {
  return isKindName(kind) && sharedKinds.includes(kind);
}

export class NodeSession {
  readonly node: string;
  readonly #context: SessionContext;
  #bootId = '';
  /** Keys of everything the node holds once it has all that was sent. */
  #held = new Map<string, Key>();
  /** What the node goes without because it can't be opened: its key may come later. */
  #closed = new Map<string, Key>();
  #triedMs = 0;
  #sentRevision = 0;
  /** When everything was sent last. */
  #fullAtMs = 0;
  /** The revision the node reported last, and since when it has stood there behind what was sent. */
  #reportedRevision = 0;
  #behindSinceMs: number | undefined;
  /** When the node was last heard, by the leader's monotonic clock. */
  lastHeardMs = 0;
  /** The revision that the node's proxy has written into the kernel. */
  proxyRevision = 0;
  /** The name of whom the node trusts; empty while it has not said. */
  trust = '';

  constructor(node: string, context: SessionContext) {
    this.node = node;
    this.#context = context;
  }

  /** Whether any of the node's own pods waits for the proxies before it is stopped. */
  hasTerminatingPods(): boolean {
    return this.#context.view
      .by('Pod', 'node', this.node)
      .some(({ metadata }) => metadata.deletionTimestamp !== undefined);
  }

  /** Takes a message from the node; returns what it must be sent, if anything beyond an answer. */
  heard(up: NodeUp, nowMs: number): Body | undefined {
    this.lastHeardMs = nowMs;
    this.trust = up.trust;
    const sameBoot = up.bootId === this.#bootId;
    const sameState = sameBoot && up.term === this.#context.term;
    this.#bootId = up.bootId;
    if (!sameState) {
      // A full list may be under way to the node: its next reports will show it.
      if (sameBoot && this.#sentRevision > 0 && nowMs - this.#fullAtMs < nodeTimes.resendMs) return undefined;
      return this.#full(nowMs);
    }
    this.proxyRevision = up.proxyRevision;
    // What counts is how long the node has stood still, not when it was sent something last: where every
    // moment brings a change, a node that missed one would else never be sent everything.
    if (up.revision === this.#sentRevision) this.#behindSinceMs = undefined;
    else if (up.revision !== this.#reportedRevision) this.#behindSinceMs = nowMs;
    this.#reportedRevision = up.revision;
    const behindMs = this.#behindSinceMs === undefined ? 0 : nowMs - this.#behindSinceMs;
    return behindMs >= nodeTimes.resendMs ? this.#full(nowMs) : this.#openAgain(nowMs);
  }

  /** What could not be opened before and can be now; it brings the node to no other revision. */
  #openAgain(nowMs: number): Body | undefined {
    if (this.#closed.size === 0 || nowMs - this.#triedMs < nodeTimes.resendMs) return undefined;
    this.#triedMs = nowMs;
    const objects = [...this.#closed.values()].flatMap((key) => this.#wanted(key) ?? []);
    this.#closed.clear();
    const upserts = this.#opened(objects);
    if (upserts.length === 0) return undefined;
    for (const key of objects.map(keyOf)) this.#held.set(keyText(key), key);
    const [fromRevision, toRevision] = [this.#sentRevision, this.#sentRevision];
    return { upserts, deletes: [], full: false, fromRevision, toRevision };
  }

  /** Objects in transit; one that can't be opened is left out, so that the node has the rest of its work. */
  #opened(objects: readonly OrcObject[]): PackedObject[] {
    const { open, notOpened } = this.#context;
    return objects.flatMap((object) => {
      const key = keyOf(object);
      const text = keyText(key);
      try {
        const packed = pack(open(object));
        this.#closed.delete(text);
        return [packed];
      } catch (error) {
        this.#closed.set(text, key);
        notOpened(key, error);
        return [];
      }
    });
  }

  #full(nowMs: number): Body {
    const objects = projectionOf(this.#context.view, this.node);
    this.#closed.clear();
    this.#triedMs = nowMs;
    this.#fullAtMs = nowMs;
    this.#behindSinceMs = nowMs;
    this.#held = new Map([...objects.values()].map((object) => [keyText(keyOf(object)), keyOf(object)]));
    return this.#sent({ upserts: [...objects.values()], deletes: [], full: true, fromRevision: 0 }, nowMs);
  }

  /** What tells the node that nothing is its work. */
  dismissal(): Body {
    return { upserts: [], deletes: [], full: true, fromRevision: 0, toRevision: this.#context.view.revision };
  }

  #sent(
    body: { upserts: readonly OrcObject[]; deletes: readonly Key[]; full: boolean; fromRevision: number },
    nowMs: number,
  ): Body {
    this.#sentRevision = this.#context.view.revision;
    this.#behindSinceMs ??= nowMs;
    return {
      ...body,
      upserts: this.#opened(body.upserts),
      toRevision: this.#sentRevision,
    };
  }

  /** What the node must be told of events; undefined when they do not concern it or it knows nothing yet. */
  delta(events: readonly StoreEvent[], nowMs: number): Body | undefined {
    if (this.#sentRevision === 0) return undefined;
    const touched = new Map<string, Key>();
    let podsChanged = false;
    for (const { kind, key, after, before } of events) {
      if (!concernsNodes(kind)) continue;
      if (isShared(kind)) touched.set(keyText(key), key);
      else if (kind === 'Pod') {
        const nodes = [after.digest.load?.nodeName, before?.digest.load?.nodeName];
        if (!nodes.includes(this.node)) continue;
        touched.set(keyText(key), key);
        podsChanged = true;
      } else if (this.#held.has(keyText(key)) || this.#isReferenced(key)) touched.set(keyText(key), key);
    }
    if (podsChanged) for (const key of this.#changedReferences()) touched.set(keyText(key), key);
    if (touched.size === 0) return undefined;
    const upserts: OrcObject[] = [];
    const deletes: Key[] = [];
    for (const [text, key] of touched) {
      const object = this.#wanted(key);
      if (object !== undefined) {
        upserts.push(object);
        this.#held.set(text, key);
      } else {
        this.#closed.delete(text);
        if (this.#held.delete(text)) deletes.push(key);
      }
    }
    if (upserts.length === 0 && deletes.length === 0) return undefined;
    return this.#sent({ upserts, deletes, full: false, fromRevision: this.#sentRevision }, nowMs);
  }

  #isOwn(object: OrcObject): boolean {
    return object.kind === 'Pod' && object.spec.nodeName === this.node;
  }

  #references(): Map<string, Key> {
    const keys = this.#context.view.by('Pod', 'node', this.node).flatMap((pod) => referencesOf(pod));
    return new Map(keys.map((key) => [keyText(key), key]));
  }

  #isReferenced(key: Key): boolean {
    if (key.kind !== 'ConfigMap' && key.kind !== 'Secret') return false;
    const { kind, namespace, name } = key;
    return this.#context.view
      .by('Pod', 'node', this.node)
      .some(
        (pod) =>
          pod.metadata.namespace === namespace &&
          referencesOf(pod).some((each) => each.kind === kind && each.name === name),
      );
  }

  /** ConfigMaps and Secrets that pods have begun or ceased to name. */
  #changedReferences(): Key[] {
    const named = this.#references();
    const added = [...named].filter(([text]) => !this.#held.has(text)).map(([, key]) => key);
    const held = [...this.#held].filter(([, { kind }]) => kind === 'ConfigMap' || kind === 'Secret');
    return [...added, ...held.filter(([text]) => !named.has(text)).map(([, key]) => key)];
  }

  /** The object as the node should hold it; undefined when it should not. */
  #wanted(key: Key): OrcObject | undefined {
    const object = lookup(this.#context.view, key);
    if (object === undefined || isShared(key.kind)) return object;
    if (object.kind === 'Pod') return this.#isOwn(object) ? object : undefined;
    return this.#isReferenced(key) ? object : undefined;
  }

  /** The answer to a heartbeat: the lease, and how far the node is when it holds all that concerns it. */
  answer(heartbeatMs: number, allProxiesRevision: number, body: Body | undefined): NodeDown {
    const idle: Body = {
      fromRevision: this.#sentRevision,
      toRevision: this.#sentRevision,
      full: false,
      upserts: [],
      deletes: [],
    };
    return {
      format: nodeFormat,
      term: this.#context.term,
      allProxiesRevision,
      heartbeatMs,
      leaseMs: nodeTimes.leaseMs,
      trust: this.#context.trust(),
      ...(body ?? idle),
    };
  }
}

/** Kinds whose events can concern a node. */
export function concernsNodes(kind: StoredKind): boolean {
  return (
    isKindName(kind) &&
    (isShared(kind) || ['Pod', 'ConfigMap', 'Secret'].includes(definitionOf(kind).type.kind))
  );
}
