// The definitions of all kinds in a state: the built-in ones, and those that users define in it.
import { type CustomDefinition, type CustomKindVersions, customVersions } from '#kernel/custom/definition.ts';
import { customKind, groupOfVersion } from '#kernel/custom/object.ts';
import { OrcError } from '#kernel/errors.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { definitionOf, isKindName } from '#kernel/log/key.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import type { StateView } from '#kernel/store/view.ts';

/** The versions of a kind that users define; undefined when it is not defined. */
export function versionsIn(view: StateView, kind: StoredKind): CustomKindVersions | undefined {
  const [crd] = view.by('CustomResourceDefinition', 'kind', kind);
  return crd && customVersions(crd);
}

/** The definition of a kind, of its stored version; undefined for one that is not defined (any more). */
export function findDefinition(view: StateView, kind: StoredKind): KindDefinition<OrcObject> | undefined {
  return isKindName(kind) ? definitionOf(kind) : versionsIn(view, kind)?.stored;
}

/** The definition of a kind, of its stored version. Throws NotFound for one that is not defined (any more). */
export function definitionIn(view: StateView, kind: StoredKind): KindDefinition<OrcObject> {
  const found = findDefinition(view, kind);
  if (found !== undefined) return found;
  throw new OrcError('NotFound', `the kind ${kind} is not defined: no CustomResourceDefinition has it`);
}

/**
 * The definition of an object's kind, of the version that the object is in. Throws NotFound for a kind that is not
 * defined (any more).
 */
export function definitionFor(view: StateView, { kind, apiVersion }: OrcObject): KindDefinition<OrcObject> {
  const ofVersion = isKindName(kind) ? undefined : versionsIn(view, kind)?.all.get(apiVersion);
  return ofVersion ?? definitionIn(view, kind);
}

/** The version of a kind that users define which objects of `apiVersion` and `kind` are of. */
export function customNamed(view: StateView, apiVersion: string, kind: string): CustomDefinition | undefined {
  const { served = [], stored } = versionsIn(view, customKind(groupOfVersion(apiVersion), kind)) ?? {};
  // What is stored can be read back as it is, whether its version is served or not.
  return [...served, ...(stored === undefined ? [] : [stored])].find(
    (each) => each.type.apiVersion === apiVersion,
  );
}

/** Every version of every kind that users define which is served, in the order of the definitions' names. */
export function servedCustom(view: StateView): readonly CustomDefinition[] {
  return [...view.list('CustomResourceDefinition')].flatMap((crd) => customVersions(crd).served);
}

/** The kind that a definition is of. */
export function kindOfDefinition({ type, custom }: KindDefinition<OrcObject>): StoredKind {
  if (custom !== undefined) return custom.kind;
  if (isKindName(type.kind)) return type.kind;
  throw new OrcError('Internal', `${type.kind} is defined and not registered`);
}

/** What has become of a kind's definition: 'changed' where the kind is defined in other words than it was. */
export type DefinitionFate = 'stands' | 'changed' | 'gone';

/** What becomes of a definition, for who goes on using it. A kind of orc itself always stands. */
export function fateOf({ custom }: KindDefinition<OrcObject>): (view: StateView) => DefinitionFate {
  if (custom === undefined) return () => 'stands';
  let { spec } = custom;
  return (view) => {
    const [crd] = view.by('CustomResourceDefinition', 'kind', custom.kind);
    if (crd === undefined) return 'gone';
    if (crd.spec === spec) return 'stands';
    if (!equalValues(crd.spec, spec)) return 'changed';
    // The same in another object, as after a change of its status: it is compared once.
    ({ spec } = crd);
    return 'stands';
  };
}
