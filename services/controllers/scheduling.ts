// The scheduler as a controller: one key for all pending pods, so that they are placed in batches and
// each batch is one transaction. A pod that fits nowhere keeps the reason in its condition.
import type { PodLoad } from '#kernel/kinds/digest.ts';
import type { Pod, PodCondition } from '#kernel/model/gen/core.gen.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import { msFromTime, timeFromMs } from '#kernel/model/time.ts';
import type { StateView } from '#kernel/store/view.ts';
import { schedule } from '#scheduler/schedule.ts';
import {
  type Controller,
  type ReconcileContext,
  maxWrites,
  nothing,
  updateWrite,
} from '#controllers/controller.ts';

const onlyKey = 'pending';

function pendingPods(view: StateView): Pod[] {
  const created = (pod: Pod): number => msFromTime(pod.metadata.creationTimestamp) ?? 0;
  return view
    .by('Pod', 'unscheduled', 'yes')
    .filter((pod) => pod.metadata.deletionTimestamp === undefined)
    .toSorted((a, b) => created(a) - created(b));
}

function withCondition(pod: Pod, condition: PodCondition): Pod {
  const others = (pod.status?.conditions ?? []).filter(({ type }) => type !== condition.type);
  return { ...pod, status: { ...pod.status, conditions: [condition, ...others] } };
}

function bound(pod: Pod, node: string, nowMs: number): Pod {
  const placed = withCondition(pod, {
    type: 'PodScheduled',
    status: 'True',
    lastTransitionTime: timeFromMs(nowMs),
  });
  return { ...placed, spec: { ...pod.spec, nodeName: node } };
}

function refused(pod: Pod, message: string, nowMs: number): Pod | undefined {
  const before = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (before?.status === 'False' && before.message === message) return undefined;
  const since = before?.status === 'False' ? before.lastTransitionTime : undefined;
  return withCondition(pod, {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message,
    lastTransitionTime: since ?? timeFromMs(nowMs),
  });
}

function reconcile(_key: string, { view, nowMs }: ReconcileContext): ReturnType<Controller['reconcile']> {
  const pending = pendingPods(view);
  if (pending.length === 0) return nothing;
  const { bindings, refusals } = schedule(view, pending, maxWrites);
  const writes: Write[] = bindings.map(({ pod, node }) => updateWrite(bound(pod, node, nowMs)));
  for (const { pod, message } of refusals) {
    if (writes.length >= maxWrites) break;
    const next = refused(pod, message, nowMs);
    if (next !== undefined) writes.push(updateWrite(next));
  }
  return { writes, reason: `${bindings.length} of ${pending.length} pending pods placed` };
}

/** Whether a pod takes less of its node than before: it has ended, or was resized. */
function leavesRoom(after: PodLoad, before: PodLoad | undefined): boolean {
  if (before === undefined || before.isFinished) return false;
  return after.isFinished || after.cpuMillis < before.cpuMillis || after.memoryBytes < before.memoryBytes;
}

export const schedulingController: Controller = {
  name: 'scheduler',
  keysOf({ type, kind, after, before }) {
    if (kind === 'Node') return [onlyKey];
    if (kind !== 'Pod') return [];
    const { load } = after.digest;
    return type === 'DELETED' || load === undefined || leavesRoom(load, before?.digest.load) ? [onlyKey] : [];
  },
  allKeys: () => [onlyKey],
  reconcile,
};
