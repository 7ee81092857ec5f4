// What must hold across objects and so is decided in apply, where there is one order: a namespace
// exists and is not going, a virtual address is claimed once, a node is not filled beyond what it has, a namespace does
// not use more than its quotas allow.
import { definition as podDefinition, isPodFinished, podRequests } from '#kernel/kinds/pod.ts';
import type { ErrorCode } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import { definitionOf, describeKey, isBuiltIn, keyOf } from '#kernel/log/key.ts';
import type { Node, Pod } from '#kernel/model/gen/core.gen.ts';
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

/** What pods on a node may request together. */
export function nodeCapacity(node: Node): { cpuMillis: number; memoryBytes: number; pods: number } {
  const allocatable = node.status?.allocatable;
  return {
    cpuMillis: Number(quantityMillis(allocatable?.['cpu'])),
    memoryBytes: quantityUnits(allocatable?.['memory']),
    pods: allocatable?.['pods'] === undefined ? limits.podsPerNode : quantityUnits(allocatable['pods']),
  };
}

/** Whether binding `pod` to its node leaves the node within what it has. */
export function checkCapacity(view: StateView, pod: Pod, previous: Pod | undefined): Refusal | undefined {
  const nodeName = pod.spec.nodeName;
  if (nodeName === undefined || previous?.spec.nodeName === nodeName || isPodFinished(pod)) return undefined;
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
