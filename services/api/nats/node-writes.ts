// What a node's report makes of its objects. A node may only speak of itself and of its own pods; what
// it says of anything else is ignored.
import type { Random } from '#kernel/ports.ts';
import { nodeLeaseNamespace } from '#kernel/kinds/lease.ts';
import { isPodFinished } from '#kernel/kinds/pod.ts';
import { key, keyOf, revisionOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { Lease } from '#kernel/model/gen/coordination.gen.ts';
import type { Node, Pod } from '#kernel/model/gen/core.gen.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import type { GonePod } from '#kernel/model/gen/node.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { isAddressIn } from '#kernel/model/ip.ts';
import { microTimeFromMs, msFromTime, timeFromMs } from '#kernel/model/time.ts';
import type { Store } from '#kernel/store/store.ts';
import { allocatePodCidr } from '#api/admission/allocate.ts';
import type { Sealer } from '#api/admission/context.ts';
import { mayLabelItself } from '#kernel/node/own-labels.ts';
import { nodeTimes } from '#kernel/node/protocol.ts';

/** How often a node's Lease is written. */
const leaseEveryMs = 60_000;

function createOf(object: OrcObject): Write {
  return { operation: 'CREATE', key: keyOf(object), object: pack(object), expectRevision: 0, expectUid: '' };
}

function updateOf(object: OrcObject): Write {
  return { ...createOf(object), operation: 'UPDATE', expectRevision: revisionOf(object) };
}

interface WriteContext {
  readonly store: Store;
  readonly random: Random;
  readonly sealer: Sealer;
  readonly nowMs: number;
  /** Pod networks given out in writes that are not applied yet. */
  readonly given: Set<string>;
}

/**
 * A node's own report of itself: its status, and labels of those that it may give itself. A node that is not there
 * was not let in, or was removed: reporting makes none.
 */
export function nodeWrite(
  reported: Node,
  { store, random, sealer, nowMs, given }: WriteContext,
): Write | undefined {
  const known = store.get('Node', '', reported.metadata.name ?? '');
  if (known === undefined) return undefined;
  const said = Object.entries(reported.metadata.labels ?? {}).filter(([label]) => mayLabelItself(label));
  const next: Node = {
    ...known,
    metadata: { ...known.metadata, labels: { ...known.metadata.labels, ...Object.fromEntries(said) } },
    ...(reported.status && { status: reported.status }),
  };
  if (known.spec?.podCIDR !== undefined) return equalValues(next, known) ? undefined : updateOf(next);
  const podCIDR = allocatePodCidr({ view: store, nowMs, random, sealer, given });
  return updateOf({ ...next, spec: { ...known.spec, podCIDR, podCIDRs: [podCIDR] } });
}

/** Whether the addresses that a node says its pod has are of the node's own network: no other pod's traffic is drawn to it. */
function hasOwnAddresses(reported: Pod, node: Node | undefined): boolean {
  const { podIP, podIPs = [] } = reported.status ?? {};
  const network = node?.spec?.podCIDR;
  const addresses = [...(podIP === undefined ? [] : [podIP]), ...podIPs.map(({ ip }) => ip ?? '')];
  return addresses.every(
    (address) => address === '' || (network !== undefined && isAddressIn(address, network)),
  );
}

/** A node's report of one of its pods. */
export function podWrite(reported: Pod, node: string, { store }: WriteContext): Write | undefined {
  const known = store.get('Pod', reported.metadata.namespace ?? '', reported.metadata.name ?? '');
  if (known === undefined || known.metadata.uid !== reported.metadata.uid || known.spec.nodeName !== node)
    return undefined;
  if (!hasOwnAddresses(reported, store.get('Node', '', node))) return undefined;
  // A pod that has ended stays so: the node does not know yet, and says it anew once it does.
  if (isPodFinished(known) && reported.status?.phase !== known.status?.phase) return undefined;
  // What the scheduler and others say of the pod is not the node's to take away.
  const own = reported.status?.conditions?.filter(({ type }) => type !== 'PodScheduled') ?? [];
  const types = new Set(own.map(({ type }) => type));
  const others = known.status?.conditions?.filter(({ type }) => !types.has(type)) ?? [];
  const status = {
    ...reported.status,
    conditions: [...others, ...own],
    ...(known.status?.qosClass !== undefined && { qosClass: known.status.qosClass }),
  };
  return equalValues(status, known.status) ? undefined : updateOf({ ...known, status });
}

/** A node's report that nothing is left of a pod that was to be stopped. */
export function goneWrite(gone: GonePod, node: string, { store }: WriteContext): Write | undefined {
  const known = store.get('Pod', gone.namespace, gone.name);
  if (known === undefined || known.metadata.uid !== gone.uid || known.spec.nodeName !== node)
    return undefined;
  if (known.metadata.deletionTimestamp === undefined) return undefined;
  const finalizers = known.metadata.finalizers ?? [];
  if (finalizers.length > 0) {
    // The node says so again and again while the pod is held.
    if (known.metadata.deletionGracePeriodSeconds === 0) return undefined;
    return updateOf({ ...known, metadata: { ...known.metadata, deletionGracePeriodSeconds: 0 } });
  }
  return {
    operation: 'DELETE',
    key: key('Pod', gone.namespace, gone.name),
    expectRevision: 0,
    expectUid: gone.uid,
  };
}

/** The record of a node's heartbeats, when it is due. */
export function leaseWrite(node: string, { store, random, nowMs }: WriteContext): Write | undefined {
  const known = store.get('Lease', nodeLeaseNamespace, node);
  const renewed = msFromTime(known?.spec?.renewTime);
  if (renewed !== undefined && nowMs - renewed < leaseEveryMs) return undefined;
  const spec = {
    holderIdentity: node,
    leaseDurationSeconds: nodeTimes.leaseMs / 1000,
    renewTime: microTimeFromMs(nowMs),
  };
  if (known !== undefined) return updateOf({ ...known, spec });
  const lease: Lease = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name: node,
      namespace: nodeLeaseNamespace,
      uid: random.uuid(),
      creationTimestamp: timeFromMs(nowMs),
    },
    spec,
  };
  return createOf(lease);
}
