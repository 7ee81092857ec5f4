// What the rules of a role allow, with Kubernetes' meaning of them: whether one operation is allowed, and whether
// some rules grant nothing that others do not.
// https://kubernetes.io/docs/reference/access-authn-authz/rbac/
import type { PolicyRule } from '#kernel/model/gen/rbac.gen.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { Operation } from '#kernel/access/operation.ts';

const all = '*';

/** The most pairs of rules, or of a single permission and a rule, that are compared to tell what somebody lacks. */
const mostComparisons = 200_000;

interface CompiledRule {
  readonly verbs: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  /** Empty: any name, and none. */
  readonly names: ReadonlySet<string>;
  readonly urls: readonly string[];
}

/** Whether a rule's path, which may end in `*`, covers another. */
function pathCovers(ruled: string, path: string): boolean {
  return ruled === all || ruled === path || (ruled.endsWith(all) && path.startsWith(ruled.slice(0, -1)));
}

function has(set: ReadonlySet<string>, value: string): boolean {
  return set.has(all) || set.has(value);
}

/** Whether a resource is a part of an object: then the resource `*` with that part. */
function anyWithPart(resource: string): string | undefined {
  const slash = resource.indexOf('/');
  return slash < 0 ? undefined : `*${resource.slice(slash)}`;
}

/** Rules made ready to be asked: what they say of a resource is found by its name, in space linear in the rules. */
export class CompiledRules {
  readonly #byResource = new Map<string, CompiledRule[]>();
  readonly #paths: CompiledRule[] = [];

  constructor(rules: readonly PolicyRule[]) {
    for (const rule of rules) {
      const compiled = {
        verbs: new Set(rule.verbs),
        groups: new Set(rule.apiGroups),
        names: new Set(rule.resourceNames),
        urls: rule.nonResourceURLs ?? [],
      };
      for (const resource of new Set(rule.resources)) {
        const known = this.#byResource.get(resource);
        if (known === undefined) this.#byResource.set(resource, [compiled]);
        else known.push(compiled);
      }
      if (compiled.urls.length > 0) this.#paths.push(compiled);
    }
  }

  allows(operation: Operation): boolean {
    const { verb } = operation;
    if ('path' in operation)
      return this.#paths.some(
        ({ verbs, urls }) => has(verbs, verb) && urls.some((url) => pathCovers(url, operation.path)),
      );
    const { resource } = operation;
    const withPart = anyWithPart(resource);
    return (
      this.#allows(resource, operation) ||
      (resource !== all && this.#allows(all, operation)) ||
      (withPart !== undefined && withPart !== resource && this.#allows(withPart, operation))
    );
  }

  #allows(ruled: string, { verb, group, name = '' }: Exclude<Operation, { path: string }>): boolean {
    const rules = this.#byResource.get(ruled);
    if (rules === undefined) return false;
    // Names first: rules for single objects are many and soon told apart.
    return rules.some(
      ({ verbs, groups, names }) =>
        (names.size === 0 || names.has(name)) && has(verbs, verb) && has(groups, group),
    );
  }
}

function coversAll(ruled: readonly string[] | undefined, wanted: readonly string[] | undefined): boolean {
  const set = new Set(ruled);
  return set.has(all) || (wanted ?? []).every((value) => set.has(value));
}

function coversResources(ruled: readonly string[], wanted: readonly string[]): boolean {
  const set = new Set(ruled);
  return (
    set.has(all) ||
    wanted.every((resource) => set.has(resource) || set.has(anyWithPart(resource) ?? resource))
  );
}

/** Whether one rule grants everything that another does. */
function ruleCovers(owner: PolicyRule, wanted: PolicyRule): boolean {
  const names = wanted.resourceNames ?? [];
  const owned = owner.resourceNames ?? [];
  return (
    coversAll(owner.verbs, wanted.verbs) &&
    coversAll(owner.apiGroups, wanted.apiGroups) &&
    coversResources(owner.resources ?? [], wanted.resources ?? []) &&
    (wanted.nonResourceURLs ?? []).every((url) =>
      (owner.nonResourceURLs ?? []).some((own) => pathCovers(own, url)),
    ) &&
    (owned.length === 0 || (names.length > 0 && names.every((name) => owned.includes(name))))
  );
}

function permissionCount(rule: PolicyRule): number {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const names = Math.max(1, resourceNames.length);
  return verbs.length * (apiGroups.length * resources.length * names + nonResourceURLs.length);
}

/** The single permissions of a rule: one verb for one name, or any, of one resource of one group, or for one path. */
function* permissionsOf(rule: PolicyRule): Generator<PolicyRule, void, undefined> {
  for (const verb of new Set(rule.verbs)) {
    for (const group of new Set(rule.apiGroups))
      for (const resource of new Set(rule.resources)) {
        const base = { verbs: [verb], apiGroups: [group], resources: [resource] };
        if ((rule.resourceNames ?? []).length === 0) yield base;
        for (const name of new Set(rule.resourceNames)) yield { ...base, resourceNames: [name] };
      }
    for (const url of new Set(rule.nonResourceURLs)) yield { verbs: [verb], nonResourceURLs: [url] };
  }
}

/** Permissions that differ in their verbs alone, put together. */
function compacted(permissions: readonly PolicyRule[]): PolicyRule[] {
  const byRest = new Map<string, PolicyRule>();
  for (const { verbs, ...rest } of permissions) {
    const text = JSON.stringify(rest);
    const before = byRest.get(text);
    byRest.set(text, { ...rest, verbs: [...(before?.verbs ?? []), ...verbs] });
  }
  return [...byRest.values()];
}

/**
 * The permissions of `wanted` that `owned` do not grant, permissions that differ in their verbs alone as one rule;
 * undefined when there are too many to compare.
 */
export function missingOf(
  owned: readonly PolicyRule[],
  wanted: readonly PolicyRule[],
): readonly PolicyRule[] | undefined {
  if (wanted.length * owned.length > mostComparisons) return undefined;
  const open = wanted.filter((rule) => !owned.some((own) => ruleCovers(own, rule)));
  const count = open.reduce((sum, rule) => sum + permissionCount(rule), 0);
  if (count * Math.max(1, owned.length) > mostComparisons) return undefined;
  const missing: PolicyRule[] = [];
  for (const rule of open)
    for (const permission of permissionsOf(rule))
      if (!owned.some((own) => ruleCovers(own, permission))) missing.push(permission);
  return compacted(missing);
}

/** The rules of several roles together, each once. */
export function union(lists: readonly (readonly PolicyRule[])[]): readonly PolicyRule[] {
  const rules: PolicyRule[] = [];
  const seen = new Map<string, PolicyRule[]>();
  for (const rule of lists.flat()) {
    const text = JSON.stringify(rule);
    const alike = seen.get(text) ?? [];
    if (alike.some((each) => equalValues(each, rule))) continue;
    seen.set(text, [...alike, rule]);
    rules.push(rule);
  }
  return rules;
}

/** Names in Go's form of a list, as Kubernetes' refusals have them. */
export function quotedList(values: readonly string[]): string {
  return `[${values.map((value) => JSON.stringify(value)).join(' ')}]`;
}

/** A rule in Kubernetes' short form. */
export function ruleText(rule: PolicyRule): string {
  const parts: readonly (readonly [name: string, values: readonly string[] | undefined])[] = [
    ['APIGroups', rule.apiGroups],
    ['Resources', rule.resources],
    ['NonResourceURLs', rule.nonResourceURLs],
    ['ResourceNames', rule.resourceNames],
    ['Verbs', rule.verbs],
  ];
  const said = parts.flatMap(([name, values = []]) =>
    values.length === 0 ? [] : [`${name}:${quotedList(values)}`],
  );
  return `{${said.join(', ')}}`;
}
