// The resources that the HTTP face serves: every kind under every version it is served in.
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf } from '#kernel/log/key.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import type { KindName, OrcObject } from '#kernel/model/gen/objects.gen.ts';

/** A kind as one version serves it. */
export interface Resource {
  readonly kind: KindName;
  readonly definition: KindDefinition<OrcObject>;
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

export function apiVersionOf(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}

function resourcesOf(kind: KindName): Resource[] {
  const definition = definitionOf(kind);
  const { group, version } = definition;
  const stored = apiVersionOf(group, version);
  const others = (definition.served ?? []).map((served): Resource => {
    const apiVersion = apiVersionOf(served.group, served.version);
    return {
      kind,
      definition,
      group: served.group,
      version: served.version,
      apiVersion,
      fromStored: (json) => ({ ...(served.fromStored?.(json) ?? json), apiVersion }),
      toStored: (json) => ({ ...(served.toStored?.(json) ?? json), apiVersion: stored }),
    };
  });
  const same = (json: JsonObject): JsonObject => json;
  return [
    { kind, definition, group, version, apiVersion: stored, fromStored: same, toStored: same },
    ...others,
  ];
}

const all: readonly Resource[] = kindNames.flatMap(resourcesOf);
const byPath = new Map(all.map((each) => [`${each.apiVersion}/${each.definition.plural}`, each]));

/** v1 before v2 before v1beta1, as Kubernetes ranks versions: what is released first, then the highest. */
export function compareVersions(a: string, b: string): number {
  const rank = (version: string): readonly [number, number, number] => {
    const [, major = '0', stage, minor = '0'] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
    return [stage === undefined ? 2 : stage === 'beta' ? 1 : 0, Number(major), Number(minor)];
  };
  const [left, right] = [rank(a), rank(b)];
  return right[0] - left[0] || right[1] - left[1] || right[2] - left[2];
}

/** The order in which clients look a short name up: core and apps first, what is old last. */
const firstGroups = ['', 'apps', 'events.k8s.io', 'batch', 'networking.k8s.io', 'policy'];
const lastGroups = ['extensions'];

function place(group: string): number {
  const first = firstGroups.indexOf(group);
  if (first >= 0) return first;
  return lastGroups.includes(group) ? 1000 : 100;
}

/** The groups, core too, in the order discovery lists them. */
export const groups: readonly Group[] = [...new Set(all.map(({ group }) => group))]
  .toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
  .map((name) => ({
    name,
    versions: [...new Set(all.filter(({ group }) => group === name).map(({ version }) => version))].toSorted(
      compareVersions,
    ),
  }));

/** The resource of a path; undefined when there is none. */
export function resourceNamed(group: string, version: string, plural: string): Resource | undefined {
  return byPath.get(`${apiVersionOf(group, version)}/${plural}`);
}

/** The resources of one version, by plural. */
export function resourcesIn(group: string, version: string): readonly Resource[] {
  return all
    .filter((each) => each.group === group && each.version === version)
    .toSorted((a, b) => (a.definition.plural < b.definition.plural ? -1 : 1));
}
