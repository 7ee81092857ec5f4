// What must hold across objects and so is decided in apply, where there is one order: a namespace
// exists and is not going, a virtual address is claimed once, a node is not filled beyond what it has, a namespace does
// not use more than its quotas allow, and what is sealed can be opened.
import { definition as podDefinition, isPodFinished, podRequests } from '#kernel/kinds/pod.ts';
import type { ErrorCode } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import { definitionOf, describeKey, isBuiltIn, keyOf } from '#kernel/log/key.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import { decode } from '#kernel/model/codec.ts';
import type { Node, Pod, Secret } from '#kernel/model/gen/core.gen.ts';
import { Sealed } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { quantityMillis, quantityUnits } from '#kernel/model/quantity.ts';
import { quotaRefusal } from '#kernel/policy/quota/refusal.ts';
import type { StateView } from '#kernel/store/view.ts';

/** Why a write can't be. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Whether a new object's kind is one that orc has, or one that is defined and stays so. */
export function checkDefined(view: StateView, object: OrcObject): Refusal | undefined {
  if (isBuiltIn(object)) return undefined;
  const [crd] = view.by('CustomResourceDefinition', 'kind', object.kind);
  if (crd === undefined)
    return { code: 'NotFound', message: `${describeKey(keyOf(object))}: its kind is not defined` };
  if (crd.metadata.deletionTimestamp === undefined) return undefined;
  return {
    code: 'Forbidden',
    message: `${describeKey(keyOf(object))} is forbidden: create not allowed while custom resource definition is terminating`,
  };
}

/** Whether a new object may be made in its namespace. */
export function checkNamespace(view: StateView, object: OrcObject): Refusal | undefined {
  const { namespace: given } = object.metadata;
  const namespaced = isBuiltIn(object) ? definitionOf(object.kind).namespaced : (given ?? '') !== '';
  if (!namespaced) return undefined;
  const name = object.metadata.namespace ?? '';
  const namespace = view.get('Namespace', '', name);
  if (namespace === undefined) return { code: 'NotFound', message: `namespaces "${name}" not found` };
  if (namespace.metadata.deletionTimestamp === undefined) return undefined;
  return {
    code: 'Forbidden',
    message: `${describeKey(keyOf(object))} is forbidden: unable to create new content in namespace ${name} because it is being terminated`,
  };
}

/** Whether the quotas of its namespace allow an object, with everything that was written before it. */
export function checkQuotas(
  view: StateView,
  object: OrcObject,
  before: OrcObject | undefined,
): Refusal | undefined {
  const message = quotaRefusal(view, view.quotas(object.metadata.namespace ?? ''), object, before);
  return message === undefined ? undefined : { code: 'Forbidden', message };
}

/** Names the key-encryption key that a Secret is sealed under; undefined for one with nothing in it, or damaged. */
function sealedUnder({ sealed }: Secret): string | undefined {
  try {
    return sealed && decode(Sealed, sealed).keyId;
  } catch {
    return undefined;
  }
}

/**
 * Whether what is sealed can be read once a write has taken effect: nothing comes in under a key that is destroyed, and
 * none is destroyed that something is sealed under. Whoever sealed it seals it anew.
 */
export function checkSealing(
  view: StateView,
  object: OrcObject,
  before: OrcObject | undefined,
): Refusal | undefined {
  const destroyedIn = (cluster: OrcObject | undefined): readonly string[] => {
    const keys = cluster?.kind === 'Cluster' ? (cluster.encryptionKeys ?? []) : [];
    return keys.flatMap(({ id, destroyedAt }) => (destroyedAt === undefined ? [] : [id]));
  };
  const refusal = (what: string, id: string): Refusal => ({
    code: 'Conflict',
    message: `${what} is sealed under the key ${id}, which is destroyed: retry`,
  });
  if (object.kind === 'Secret' && object.sealed !== undefined) {
    const destroyed = destroyedIn(view.get('Cluster', '', clusterName));
    if (destroyed.length === 0) return undefined;
    const id = sealedUnder(object);
    return id !== undefined && destroyed.includes(id) ? refusal(describeKey(keyOf(object)), id) : undefined;
  }
  if (object.kind !== 'Cluster') return undefined;
  const known = destroyedIn(before);
  const destroyed = destroyedIn(object).filter((id) => !known.includes(id));
  if (destroyed.length === 0) return undefined;
  for (const secret of view.list('Secret')) {
    const id = sealedUnder(secret);
    if (id !== undefined && destroyed.includes(id)) return refusal(describeKey(keyOf(secret)), id);
  }
  return undefined;
}

/** What pods on a node may request together. */
export function nodeCapacity(node: Node): { cpuMillis: number; memoryBytes: number; pods: number } {
  const allocatable = node.status?.allocatable;
  return {
    cpuMillis: Number(quantityMillis(allocatable?.['cpu'])),
    memoryBytes: quantityUnits(allocatable?.['memory']),
    pods: allocatable?.['pods'] === undefined ? limits.podsPerNode : quantityUnits(allocatable['pods']),
  };
}

/** Whether a pod wants more than it did. */
function grows(pod: Pod, previous: Pod): boolean {
  const [after, before] = [podRequests(pod.spec), podRequests(previous.spec)];
  return after.cpuMillis > before.cpuMillis || after.memoryBytes > before.memoryBytes;
}

/** Whether binding `pod` to its node, or giving it more there, leaves the node within what it has. */
export function checkCapacity(view: StateView, pod: Pod, previous: Pod | undefined): Refusal | undefined {
  const nodeName = pod.spec.nodeName;
  if (nodeName === undefined || isPodFinished(pod)) return undefined;
  if (previous?.spec.nodeName === nodeName && !grows(pod, previous)) return undefined;
  const node = view.get('Node', '', nodeName);
  if (node === undefined) return undefined;
  const capacity = nodeCapacity(node);
  const { cpuMillis: ownCpu, memoryBytes: ownMemory } = podRequests(pod.spec);
  let cpuMillis = ownCpu;
  let memoryBytes = ownMemory;
  let pods = 1;
  for (const other of view.by('Pod', 'node', nodeName)) {
    if (isPodFinished(other) || other.metadata.uid === pod.metadata.uid) continue;
    const requests = podRequests(other.spec);
    cpuMillis += requests.cpuMillis;
    memoryBytes += requests.memoryBytes;
    pods += 1;
  }
  const over = (what: string): Refusal => ({
    code: 'Conflict',
    message: `${podDefinition.plural} "${pod.metadata.name}": node ${nodeName} has not enough ${what} left`,
  });
  if (pods > capacity.pods) return over('room for pods');
  if (ownCpu > 0 && cpuMillis > capacity.cpuMillis) return over('cpu');
  if (ownMemory > 0 && memoryBytes > capacity.memoryBytes) return over('memory');
  return undefined;
}
