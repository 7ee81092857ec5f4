// Names of objects.
import { kinds } from '#kernel/kinds/registry.gen.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import type { Key } from '#kernel/model/gen/log.gen.ts';
import type { KindName, OrcObject } from '#kernel/model/gen/objects.gen.ts';

/** Whether `kind` names a built-in kind. */
export function isKindName(kind: string): kind is KindName {
  return Object.hasOwn(kinds, kind);
}

/** The definition of a built-in kind. */
export function definitionOf(kind: KindName): KindDefinition<OrcObject> {
  return kinds[kind];
}

/** The key of an object. */
export function keyOf(object: OrcObject): Key {
  return {
    group: definitionOf(object.kind).group,
    kind: object.kind,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name ?? '',
  };
}

/** A key of a built-in kind. */
export function key(kind: KindName, namespace: string, name: string): Key {
  return { group: definitionOf(kind).group, kind, namespace, name };
}

/** A key as people read it: `deployments.apps "web"`, as Kubernetes' errors have it. */
export function describeKey({ group, kind, name }: Key): string {
  const plural = isKindName(kind) ? definitionOf(kind).plural : kind.toLowerCase();
  return `${plural}${group === '' ? '' : `.${group}`} "${name}"`;
}

/** A key as one text, unique among keys. */
export function keyText({ group, kind, namespace, name }: Key): string {
  return `${group}/${kind}/${namespace}/${name}`;
}

/** The object's revision, as a number; 0 when it has none. */
export function revisionOf(object: OrcObject | undefined): number {
  const text = object?.metadata.resourceVersion;
  return text === undefined || text === '' ? 0 : Number(text);
}
