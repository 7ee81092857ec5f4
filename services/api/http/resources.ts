// The resources that the HTTP face serves: every kind under every version it is served in.
import { type CustomDefinition, customVersions } from '#kernel/custom/definition.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { apiVersionOf, fromServed, toServed } from '#kernel/kinds/served-version.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf } from '#kernel/log/key.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import type { CustomResourceDefinition } from '#kernel/model/gen/apiextensions.gen.ts';
import type { KindName, OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import type { StateView } from '#kernel/store/view.ts';
import { transientResources } from '#api/http/transient.ts';

/** A kind as one version serves it. */
export interface Resource {
  /** What objects say their kind is. */
  readonly kind: string;
  /** The kind they are stored of. */
  readonly storedKind: StoredKind;
  /** The kind as this version has it, where users define it; else as it is stored. */
  readonly definition: KindDefinition<OrcObject>;
  /** The kind as writes are made of it: as it is stored, or as this version has it where users define it. */
  readonly stored: KindDefinition<OrcObject>;
  readonly group: string;
  readonly version: string;
  /** As objects name it: the group, a slash and the version; the version alone for core. */
  readonly apiVersion: string;
  /** From the stored version's JSON to this version's. */
  readonly fromStored: (json: JsonObject) => JsonObject;
  /** From this version's JSON to the stored version's. */
  readonly toStored: (json: JsonObject) => JsonObject;
}

/** A group's versions, the preferred one first. */
export interface Group {
  readonly name: string;
  readonly versions: readonly string[];
}

/** What lists of a resource say their kind is. */
export function listKindOf({ kind, definition }: Pick<Resource, 'kind' | 'definition'>): string {
  return definition.custom?.spec.names.listKind ?? `${kind}List`;
}

function resourcesOf(kind: KindName): Resource[] {
  const base = { kind, storedKind: kind, definition: definitionOf(kind), stored: definitionOf(kind) };
  const definition = definitionOf(kind);
  const { group, version } = definition;
  const stored = apiVersionOf(group, version);
  const others = (definition.served ?? []).map((served): Resource => {
    const apiVersion = apiVersionOf(served.group, served.version);
    return {
      ...base,
      group: served.group,
      version: served.version,
      apiVersion,
      fromStored: (json) => toServed(served, json),
      toStored: (json) => fromServed(served, definition, json),
    };
  });
  const same = (json: JsonObject): JsonObject => json;
  return [{ ...base, group, version, apiVersion: stored, fromStored: same, toStored: same }, ...others];
}

const known = new WeakMap<CustomDefinition, Resource>();

/** A version of a kind that users define: admission works in it, and what is read is converted into it. */
function customResource(definition: CustomDefinition): Resource {
  const before = known.get(definition);
  if (before !== undefined) return before;
  const { group, version, type, custom } = definition;
  const made: Resource = {
    kind: type.kind,
    storedKind: custom.kind,
    definition,
    stored: definition,
    group,
    version,
    apiVersion: type.apiVersion,
    fromStored: (json) => json,
    toStored: (json) => json,
  };
  known.set(definition, made);
  return made;
}

function customResources(crds: Iterable<CustomResourceDefinition>): Resource[] {
  return [...crds].flatMap((crd) => customVersions(crd).served.map(customResource));
}

function customIn(view: StateView, group: string): Resource[] {
  return customResources(view.by('CustomResourceDefinition', 'group', group));
}

const all: readonly Resource[] = kindNames.flatMap(resourcesOf);
const byPath = new Map(all.map((each) => [`${each.apiVersion}/${each.definition.plural}`, each]));

/**
 * v2 before v1 before v1beta1 before v1alpha1, as Kubernetes ranks versions: what is released first, then the highest;
 * last, by their names, those that are called otherwise.
 */
export function compareVersions(a: string, b: string): number {
  const rank = (version: string): readonly [number, number, number] => {
    const [found, major = '0', stage, minor = '0'] =
      /^v([1-9]\d*)(?:(alpha|beta)([1-9]\d*))?$/.exec(version) ?? [];
    if (found === undefined) return [-1, 0, 0];
    return [stage === undefined ? 2 : stage === 'beta' ? 1 : 0, Number(major), Number(minor)];
  };
  const [left, right] = [rank(a), rank(b)];
  return right[0] - left[0] || right[1] - left[1] || right[2] - left[2] || (a < b ? -1 : a > b ? 1 : 0);
}

/** The order in which clients look a short name up: core and apps first, what is old last. */
const firstGroups = ['', 'apps', 'events.k8s.io', 'batch', 'networking.k8s.io', 'policy'];
const lastGroups = ['extensions'];

function place(group: string): number {
  const first = firstGroups.indexOf(group);
  if (first >= 0) return first;
  return lastGroups.includes(group) ? 1000 : 100;
}

function groupsOf(resources: readonly Pick<Resource, 'group' | 'version'>[]): readonly Group[] {
  const versions = new Map<string, Set<string>>();
  for (const { group, version } of resources) {
    const own = versions.get(group) ?? new Set();
    versions.set(group, own.add(version));
  }
  return [...versions]
    .map(([name, own]) => ({ name, versions: [...own].toSorted(compareVersions) }))
    .toSorted((a, b) => place(a.name) - place(b.name) || (a.name < b.name ? -1 : 1));
}

const builtIn = groupsOf([...all, ...transientResources]);

/** The groups, core too, in the order discovery lists them. */
export function groupsIn(view: StateView): readonly Group[] {
  if (view.count('CustomResourceDefinition') === 0) return builtIn;
  return groupsOf([...all, ...transientResources, ...customResources(view.list('CustomResourceDefinition'))]);
}

/** The resource of a path; undefined when there is none. */
export function resourceNamed(
  view: StateView,
  group: string,
  version: string,
  plural: string,
): Resource | undefined {
  return (
    byPath.get(`${apiVersionOf(group, version)}/${plural}`) ??
    customIn(view, group).find((each) => each.version === version && each.definition.plural === plural)
  );
}

/** The resources of one version, by plural. */
export function resourcesIn(view: StateView, group: string, version: string): readonly Resource[] {
  return [...all, ...customIn(view, group)]
    .filter((each) => each.group === group && each.version === version)
    .toSorted((a, b) => (a.definition.plural < b.definition.plural ? -1 : 1));
}
