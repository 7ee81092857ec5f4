// What a node must know: its own pods, the ConfigMaps and Secrets they name, and every Service,
// EndpointSlice and Node, for its proxy and routes.
import { runningContainers } from '#kernel/kinds/pod.ts';
import { folderOf } from '#kernel/kinds/pod-volumes.ts';
import { isKindName, key, keyText } from '#kernel/log/key.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { Key } from '#kernel/model/gen/log.gen.ts';
import type { KindName, OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { StateView } from '#kernel/store/view.ts';

/** The kinds that every node knows whole. */
export const sharedKinds: readonly KindName[] = ['Service', 'EndpointSlice', 'Node'];

/** What was found of pods, which never change. */
const knownReferences = new WeakMap<Pod, readonly Key[]>();

/** The ConfigMaps and Secrets that a pod's containers and volumes name. */
export function referencesOf(pod: Pod): readonly Key[] {
  const known = knownReferences.get(pod);
  if (known !== undefined) return known;
  const made = findReferences(pod);
  knownReferences.set(pod, made);
  return made;
}

function findReferences(pod: Pod): Key[] {
  const namespace = pod.metadata.namespace ?? '';
  const references = new Map<string, Key>();
  const add = (kind: 'ConfigMap' | 'Secret', name: string | undefined): void => {
    if (name === undefined || name === '') return;
    const reference = key(kind, namespace, name);
    references.set(keyText(reference), reference);
  };
  for (const container of runningContainers(pod)) {
    for (const source of container.envFrom ?? []) {
      add('ConfigMap', source.configMapRef?.name);
      add('Secret', source.secretRef?.name);
    }
    for (const variable of container.env ?? []) {
      add('ConfigMap', variable.valueFrom?.configMapKeyRef?.name);
      add('Secret', variable.valueFrom?.secretKeyRef?.name);
    }
  }
  for (const volume of pod.spec.volumes ?? [])
    for (const { configMap, secret } of folderOf(volume).sources) {
      add('ConfigMap', configMap?.name);
      add('Secret', secret?.name);
    }
  return [...references.values()];
}

/** Everything a node must know, by key text. */
export function projectionOf(view: StateView, node: string): Map<string, OrcObject> {
  const objects = new Map<string, OrcObject>();
  for (const kind of sharedKinds) {
    const all: Iterable<OrcObject> = view.list(kind);
    for (const object of all)
      objects.set(keyText(key(kind, object.metadata.namespace ?? '', object.metadata.name ?? '')), object);
  }
  for (const pod of view.by('Pod', 'node', node)) {
    objects.set(keyText(key('Pod', pod.metadata.namespace ?? '', pod.metadata.name ?? '')), pod);
    for (const reference of referencesOf(pod)) {
      const found = lookup(view, reference);
      if (found !== undefined) objects.set(keyText(reference), found);
    }
  }
  return objects;
}

/** The object of a key. */
export function lookup(view: StateView, { kind, namespace, name }: Key): OrcObject | undefined {
  return isKindName(kind) ? view.get(kind, namespace, name) : undefined;
}
