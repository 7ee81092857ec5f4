// What must hold across objects and so is decided in apply, where there is one order: a namespace
// exists and is not going, a virtual address is claimed once, a node is not filled beyond what it has, a namespace does
// not use more than its quotas allow, and what is sealed can be opened.
import type { PodLoad } from '#kernel/kinds/digest.ts';
import { definition as podDefinition } from '#kernel/kinds/pod.ts';
import type { ErrorCode } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import { definitionOf, describeKey, isKindName, keyOf } from '#kernel/log/key.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import { decode } from '#kernel/model/codec.ts';
import type { Node, Secret } from '#kernel/model/gen/core.gen.ts';
import { type Key, Sealed } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import { quantityMillis, quantityUnits } from '#kernel/model/quantity.ts';
import { quotaRefusal } from '#kernel/policy/quota/refusal.ts';
import type { Row } from '#kernel/store/row.ts';
import type { StateView } from '#kernel/store/view.ts';

/** Why a write can't be. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
}

/** What is written: an object of a kind under its key, after which it is `after`, and before `before`. */
export interface Change {
  readonly kind: StoredKind;
  readonly key: Key;
  readonly before: Row | undefined;
  readonly after: Row;
}

/** Whether a new object's kind is one that orc has, or one that is defined and stays so. */
export function checkDefined(view: StateView, { kind, key }: Change): Refusal | undefined {
  if (isKindName(kind)) return undefined;
  const [crd] = view.by('CustomResourceDefinition', 'kind', kind);
  if (crd === undefined) return { code: 'NotFound', message: `${describeKey(key)}: its kind is not defined` };
  if (crd.metadata.deletionTimestamp === undefined) return undefined;
  return {
    code: 'Forbidden',
    message: `${describeKey(key)} is forbidden: create not allowed while custom resource definition is terminating`,
  };
}

/** What is said of an object whose namespace is not there. */
export function missingNamespaceText({ namespace }: Key): string {
  return `namespaces "${namespace}" not found`;
}

/** What is said of an object whose namespace is going. */
export function endingNamespaceText(key: Key): string {
  return `${describeKey(key)} is forbidden: unable to create new content in namespace ${key.namespace} because it is being terminated`;
}

/** Whether a new object may be made in its namespace. */
export function checkNamespace(view: StateView, { kind, key }: Change): Refusal | undefined {
  const { namespace: name } = key;
  const namespaced = isKindName(kind) ? definitionOf(kind).namespaced : name !== '';
  if (!namespaced) return undefined;
  const namespace = view.get('Namespace', '', name);
  if (namespace === undefined) return { code: 'NotFound', message: missingNamespaceText(key) };
  if (namespace.metadata.deletionTimestamp === undefined) return undefined;
  return { code: 'Forbidden', message: endingNamespaceText(key) };
}

/** Whether the quotas of its namespace allow an object, with everything that was written before it. */
export function checkQuotas(view: StateView, { key, before, after }: Change): Refusal | undefined {
  const quotas = view.quotas(key.namespace);
  if (quotas.length === 0) return undefined;
  const message = quotaRefusal(view, quotas, after.object, before?.object);
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
export function checkSealing(view: StateView, { kind, key, before, after }: Change): Refusal | undefined {
  if (kind !== 'Secret' && kind !== 'Cluster') return undefined;
  const { object } = after;
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
    return id !== undefined && destroyed.includes(id) ? refusal(describeKey(key), id) : undefined;
  }
  if (object.kind !== 'Cluster') return undefined;
  const known = destroyedIn(before?.object);
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
function grows(after: PodLoad, before: PodLoad): boolean {
  return after.cpuMillis > before.cpuMillis || after.memoryBytes > before.memoryBytes;
}

/**
 * Whether binding a pod to its node, or giving it more there, leaves the node within what it has. `podsOn` gives all
 * pods of a node.
 */
export function checkCapacity(
  view: StateView,
  { key, before, after }: Change,
  podsOn: (node: string) => Iterable<Row>,
): Refusal | undefined {
  const { load, metadata } = after.digest;
  if (load === undefined || load.isFinished) return undefined;
  const { nodeName, cpuMillis: ownCpu, memoryBytes: ownMemory } = load;
  const held = before?.digest.load;
  if (held?.nodeName === nodeName && !grows(load, held)) return undefined;
  const node = view.get('Node', '', nodeName);
  if (node === undefined) return undefined;
  const capacity = nodeCapacity(node);
  let cpuMillis = ownCpu;
  let memoryBytes = ownMemory;
  let pods = 1;
  for (const { digest: other } of podsOn(nodeName)) {
    if (other.load === undefined || other.load.isFinished || other.metadata.uid === metadata.uid) continue;
    cpuMillis += other.load.cpuMillis;
    memoryBytes += other.load.memoryBytes;
    pods += 1;
  }
  const over = (what: string): Refusal => ({
    code: 'Conflict',
    message: `${podDefinition.plural} "${key.name}": node ${nodeName} has not enough ${what} left`,
  });
  if (pods > capacity.pods) return over('room for pods');
  if (ownCpu > 0 && cpuMillis > capacity.cpuMillis) return over('cpu');
  if (ownMemory > 0 && memoryBytes > capacity.memoryBytes) return over('memory');
  return undefined;
}
