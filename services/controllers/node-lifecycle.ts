// Node lifecycle: a node whose heartbeats stop is NotReady, its pods leave their Services at once, and
// once its lease has run out (its agent, if alive, has noticed too) its pods are removed so that their
// owners make them anew elsewhere. When many nodes vanish together, removal brakes: then the fault is
// likelier in the network or here than in them.
//
// A node that speaks and says that it is not ready, because its Docker is started anew, say, gets no new pods, and keeps
// those it has for a while: what runs there runs on. After that they are deleted, with their grace, and never taken for
// lost: the agent lives, and tells when they have ended.
//
// Heartbeats are not in the log. A new leader starts with none: it waits until every node has had a
// full lease's time to be heard before it judges (DESIGN.md, "Controllers and scheduler are pure").
import { deleteObject } from '#kernel/kinds/deletion.ts';
import { notReadyTaint, unreachableTaint } from '#kernel/kinds/node.ts';
import { isPodFinished, isPodReady } from '#kernel/kinds/pod.ts';
import { isNodeReady } from '#kernel/kinds/node.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { Node, NodeCondition, Pod, Taint, Toleration } from '#kernel/model/gen/core.gen.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import { msFromTime, timeFromMs } from '#kernel/model/time.ts';
import { nodeTimes } from '#kernel/node/protocol.ts';
import {
  type Controller,
  type ReconcileContext,
  deleteWrite,
  maxWrites,
  removeWrite,
  updateWrite,
} from '#controllers/controller.ts';

/** Silence after which a node is NotReady. Heartbeats come every 500 ms. */
export const nodeSilenceMs = 2_200;
/** How long a lease lasts from the heartbeat it answers: after that an agent acts as cut off. */
export const nodeLeaseMs = nodeTimes.leaseMs;
/** Silence after which a node's pods are removed: a lease, and a margin for clocks that drift. */
export const nodeEvictionMs = nodeLeaseMs + 1_000;
/** How long a node keeps its pods that says itself that it is not ready. */
export const nodeNotReadyMs = 30_000;
/**
 * The share of nodes that may be NotReady before removal brakes, where there are more than two; where all are, there is
 * nowhere to go, as in Kubernetes.
 */
const brakeShare = 0.55;

type Health = 'ready' | 'notReady' | 'unreachable';

/** The silence of a node as this leader can know it. */
function silenceMs(name: string, { heartbeats }: ReconcileContext): number {
  return heartbeats.silentMs(name) ?? heartbeats.leadingMs() - nodeLeaseMs;
}

function healthOf(node: Node, context: ReconcileContext): Health {
  const silent = silenceMs(node.metadata.name ?? '', context) > nodeSilenceMs;
  const condition = node.status?.conditions?.find(({ type }) => type === 'Ready');
  if (silent) return 'unreachable';
  return condition?.status === 'True'
    ? 'ready'
    : condition?.status === 'Unknown'
      ? 'unreachable'
      : 'notReady';
}

/** Whether a taint is one that is put here. */
const isOwn = ({ key }: Taint): boolean => key === unreachableTaint || key === notReadyTaint;

function taintsFor(health: Health, before: readonly Taint[], nowMs: number): Taint[] {
  const key = health === 'unreachable' ? unreachableTaint : notReadyTaint;
  const wanted: Taint[] =
    health === 'ready'
      ? []
      : ['NoSchedule', 'NoExecute'].map((effect) => ({ key, effect, timeAdded: timeFromMs(nowMs) }));
  const kept = wanted.map(
    (taint) => before.find((each) => each.key === taint.key && each.effect === taint.effect) ?? taint,
  );
  return [...before.filter((taint) => !isOwn(taint)), ...kept].map((taint) => sinceKnown(taint, nowMs));
}

/**
 * A taint that says since when it drives pods away, which users leave out. One that was added later than now was so
 * before the time of day went back: it would be tolerated for as long.
 */
function sinceKnown(taint: Taint, nowMs: number): Taint {
  const addedMs = msFromTime(taint.timeAdded) ?? Infinity;
  return taint.effect !== 'NoExecute' || addedMs <= nowMs
    ? taint
    : { ...taint, timeAdded: timeFromMs(nowMs) };
}

function unknownCondition(node: Node, nowMs: number): NodeCondition[] {
  const others = (node.status?.conditions ?? []).filter(({ type }) => type !== 'Ready');
  const before = node.status?.conditions?.find(({ type }) => type === 'Ready');
  if (before?.status === 'Unknown') return [before, ...others];
  return [
    {
      type: 'Ready',
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'The agent has stopped sending heartbeats.',
      ...(before?.lastHeartbeatTime !== undefined && { lastHeartbeatTime: before.lastHeartbeatTime }),
      lastTransitionTime: timeFromMs(nowMs),
    },
    ...others,
  ];
}

function withHealth(node: Node, health: Health, silent: boolean, nowMs: number): Node {
  const taints = taintsFor(health, node.spec?.taints ?? [], nowMs);
  const { taints: _before, ...spec } = node.spec ?? {};
  return {
    ...node,
    spec: { ...spec, ...(taints.length > 0 && { taints }) },
    ...(silent && { status: { ...node.status, conditions: unknownCondition(node, nowMs) } }),
  };
}

/** A pod on a node that is not heard of, as not ready: its Services stop using it. */
function unreadyPod(pod: Pod, nowMs: number): Pod {
  const conditions = (pod.status?.conditions ?? []).map((condition) =>
    condition.type === 'Ready'
      ? { ...condition, status: 'False', reason: 'NodeNotReady', lastTransitionTime: timeFromMs(nowMs) }
      : condition,
  );
  return { ...pod, status: { ...pod.status, conditions } };
}

/** How long a pod tolerates a NoExecute taint, by the first of its tolerations that fits; Infinity is for ever. */
function toleratedMs(pod: Pod, taint: Taint): number {
  const fits = (toleration: Toleration): boolean =>
    ((toleration.key ?? '') === '' || toleration.key === taint.key) &&
    ((toleration.effect ?? '') === '' || toleration.effect === taint.effect) &&
    (toleration.operator === 'Exists' || (toleration.value ?? '') === (taint.value ?? ''));
  const used = (pod.spec.tolerations ?? []).find(fits);
  return used === undefined ? 0 : (used.tolerationSeconds ?? Infinity) * 1000;
}

/** When a pod no longer tolerates a taint of its node, in milliseconds from now; Infinity is never. */
function untoleratedInMs(pod: Pod, taint: Taint, nowMs: number): number {
  return Math.max(0, (msFromTime(taint.timeAdded) ?? nowMs) + toleratedMs(pod, taint) - nowMs);
}

/** Whether so many nodes are down, by the log or unheard of just now, that the fault is likelier here than in them. */
function isBraked(context: ReconcileContext): boolean {
  const nodes = [...context.view.list('Node')];
  const down = nodes.filter(
    (node) => !isNodeReady(node) || silenceMs(node.metadata.name ?? '', context) > nodeSilenceMs,
  ).length;
  return down === nodes.length || (nodes.length > 2 && down / nodes.length > brakeShare);
}

/** The taint that drives pods away, put here under `key`. */
function ownTaint({ spec }: Node, key: string): Taint | undefined {
  return spec?.taints?.find((each) => each.effect === 'NoExecute' && each.key === key);
}

/** When a pod of a node that is silent may be taken for lost, in milliseconds from now; Infinity is never. */
function lostInMs(pod: Pod, node: Node, context: ReconcileContext): number {
  const taint = ownTaint(node, unreachableTaint);
  if (taint === undefined) return Infinity;
  const { nowMs } = context;
  // A leader that stood still finds all nodes silent for long: each has from now on as long to be heard as any.
  const settledInMs = (msFromTime(taint.timeAdded) ?? nowMs) + nodeEvictionMs - nodeSilenceMs - nowMs;
  const leaseInMs = nodeEvictionMs - silenceMs(node.metadata.name ?? '', context);
  return Math.max(0, leaseInMs, settledInMs, untoleratedInMs(pod, taint, nowMs));
}

/** When a pod leaves a node that says itself that it is not ready, in milliseconds from now; Infinity is never. */
function leavesInMs(pod: Pod, node: Node, nowMs: number): number {
  const taint = ownTaint(node, notReadyTaint);
  if (taint === undefined) return Infinity;
  const patienceMs = (msFromTime(taint.timeAdded) ?? nowMs) + nodeNotReadyMs - nowMs;
  return Math.max(0, patienceMs, untoleratedInMs(pod, taint, nowMs));
}

/** When a user's taints drive a pod from its node, in milliseconds from now; Infinity is never. */
function drivenInMs(pod: Pod, node: Node, nowMs: number): number {
  const taints = (node.spec?.taints ?? []).filter((each) => each.effect === 'NoExecute' && !isOwn(each));
  return Math.min(Infinity, ...taints.map((taint) => untoleratedInMs(pod, taint, nowMs)));
}

/** Removes a pod whose node stops nothing any more. Its finalizers hold it still: they are others' work. */
function lostWrite(pod: Pod, nowMs: number): Write | undefined {
  const { deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata;
  const deletion = deleteObject(pod, { graceSeconds: 0, propagation: '', nowMs });
  if ('gone' in deletion) return removeWrite(pod);
  const isMarked = deletionTimestamp !== undefined && (deletionGracePeriodSeconds ?? 0) === 0;
  return isMarked ? undefined : updateWrite(deletion.marked);
}

function reconcileGone(name: string, { view, nowMs }: ReconcileContext): ReturnType<Controller['reconcile']> {
  const writes = view.by('Pod', 'node', name).flatMap((pod) => lostWrite(pod, nowMs) ?? []);
  return { writes: writes.slice(0, maxWrites), reason: `node ${name} does not exist` };
}

function reconcile(name: string, context: ReconcileContext): ReturnType<Controller['reconcile']> {
  const node = context.view.get('Node', '', name);
  if (node === undefined) return reconcileGone(name, context);
  const { nowMs } = context;
  const silent = silenceMs(name, context) > nodeSilenceMs;
  const health = healthOf(node, context);
  const next = withHealth(node, health, silent, nowMs);
  const writes: Write[] = [];
  if (!equalValues(next, node)) writes.push(updateWrite(next));
  let againInMs = silent ? 1_000 : Math.max(50, nodeSilenceMs - silenceMs(name, context) + 50);
  const drives = next.spec?.taints?.some(({ effect }) => effect === 'NoExecute') === true;
  if (!drives) return { writes, reason: `node ${name} is ready`, againInMs };
  const braked = health !== 'ready' && isBraked(context);
  let reason = health === 'ready' ? `node ${name} has taints` : `node ${name} is not ready`;
  for (const pod of context.view.by('Pod', 'node', name)) {
    if (writes.length >= maxWrites) break;
    // A pod that has ended stays, to be looked at, unless its deletion waits for the node.
    if (isPodFinished(pod) && pod.metadata.deletionTimestamp === undefined) continue;
    const lostMs = lostInMs(pod, next, context);
    const leavesMs = leavesInMs(pod, next, nowMs);
    const drivenMs = drivenInMs(pod, next, nowMs);
    let write: Write | undefined;
    if (lostMs === 0 && !braked) write = lostWrite(pod, nowMs);
    else if (drivenMs === 0 || (leavesMs === 0 && !braked)) write = deleteWrite(pod, nowMs);
    if (write !== undefined && lostMs === 0) reason = `node ${name} is lost`;
    else if (write !== undefined && drivenMs === 0) reason = `node ${name} has taints`;
    else if (health === 'unreachable' && isPodReady(pod)) write = updateWrite(unreadyPod(pod, nowMs));
    if (write !== undefined) writes.push(write);
    for (const wait of [lostMs, leavesMs, drivenMs]) if (wait > 0) againInMs = Math.min(againInMs, wait);
  }
  return { writes, reason, againInMs };
}

export const nodeLifecycleController: Controller = {
  name: 'node-lifecycle',
  keysOf({ type, kind, key, after }, view) {
    if (kind === 'Node') return [key.name];
    // A pod may also be bound to a node that has just gone.
    const { load } = after.digest;
    if (type === 'DELETED' || load === undefined) return [];
    return view.get('Node', '', load.nodeName) === undefined ? [load.nodeName] : [];
  },
  allKeys(view) {
    const names = new Set([...view.list('Node')].map(({ metadata }) => metadata.name ?? ''));
    for (const { load } of view.digests('Pod')) if (load !== undefined) names.add(load.nodeName);
    return [...names];
  },
  reconcile,
};
