// Names of objects.
import { kinds } from '#kernel/kinds/registry.gen.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import type { Key } from '#kernel/model/gen/log.gen.ts';
import { customKind, customNames, isCustomGroup } from '#kernel/custom/object.ts';
import type { BuiltInObject, KindName, OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';

/** Whether `kind` names a built-in kind. */
export function isKindName(kind: string): kind is KindName {
  return Object.hasOwn(kinds, kind);
}

/** The definition of a built-in kind. */
export function definitionOf(kind: KindName): KindDefinition<OrcObject> {
  return kinds[kind];
}

/** Whether an object is of a built-in kind. */
export function isBuiltIn(object: OrcObject): object is BuiltInObject {
  return isKindName(object.kind);
}

/** The kind of objects that call their group and kind so; undefined when there can be none. */
export function kindNamed(group: string, kind: string): StoredKind | undefined {
  if (isKindName(kind)) {
    const { group: own, served = [] } = definitionOf(kind);
    if (group === '' || group === own || served.some((each) => each.group === group)) return kind;
  }
  return isCustomGroup(group) ? customKind(group, kind) : undefined;
}

/** What objects of a kind call their group and kind. */
export function namesOf(kind: StoredKind): { readonly group: string; readonly kind: string } {
  return isKindName(kind) ? { group: definitionOf(kind).group, kind } : customNames(kind);
}

/** The key of an object. */
export function keyOf(object: OrcObject): Key {
  return {
    ...namesOf(object.kind),
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name ?? '',
  };
}

/** A key of a kind. */
export function key(kind: StoredKind, namespace: string, name: string): Key {
  return { ...namesOf(kind), namespace, name };
}

/** The plural that a kind most likely has; its definition may say another. */
function guessedPlural(kind: string): string {
  const lower = kind.toLowerCase();
  if (lower.endsWith('s')) return `${lower}es`;
  return lower.endsWith('y') ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}

/** A key as people read it: `deployments.apps "web"`, as Kubernetes' errors have it. */
export function describeKey({ group, kind, name }: Key): string {
  const known = kindNamed(group, kind);
  const plural = known !== undefined && isKindName(known) ? definitionOf(known).plural : guessedPlural(kind);
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
