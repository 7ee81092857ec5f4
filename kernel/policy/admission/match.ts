// Which changes policies and webhooks are about.
// https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-rules
import type { LabelSelector } from '#kernel/model/gen/meta.gen.ts';
import type { NamedRuleWithOperations } from '#kernel/model/gen/admissionregistration.gen.ts';
import { matches, selectorOf } from '#kernel/model/selector.ts';
import type { Review, ReviewVersion } from '#kernel/policy/admission/review.ts';

/** Which changes somebody has a say in. */
export interface Matching {
  /** Operations on resources; one must fit. Absent: all do. */
  readonly rules?: readonly NamedRuleWithOperations[];
  readonly excluded?: readonly NamedRuleWithOperations[];
  readonly namespaceSelector?: LabelSelector | undefined;
  readonly objectSelector?: LabelSelector | undefined;
  /** Equivalent by default: the same resource in another of its versions fits too. */
  readonly matchPolicy?: string | undefined;
}

function fits(values: readonly string[] | undefined, value: string): boolean {
  return values?.some((each) => each === '*' || each === value) === true;
}

/** Whether a list of resources has one. It may name parts after a slash, and stars on both sides of it. */
function fitsResource(resources: readonly string[], plural: string, subresource: string): boolean {
  return resources.some((each) => {
    const slash = each.indexOf('/');
    const name = slash < 0 ? each : each.slice(0, slash);
    const part = slash < 0 ? '' : each.slice(slash + 1);
    return (name === '*' || name === plural) && (part === '*' || part === subresource);
  });
}

/** Whether a rule is about a change of objects of this version. */
export function ruleFits(
  rule: NamedRuleWithOperations,
  { definition, operation, subresource, name }: Review,
  { group, version }: Pick<ReviewVersion, 'group' | 'version'>,
): boolean {
  const { scope = '*', resourceNames = [] } = rule;
  return (
    fits(rule.operations, operation) &&
    fits(rule.apiGroups, group) &&
    fits(rule.apiVersions, version) &&
    (scope === '*' || (scope === 'Namespaced') === definition.namespaced) &&
    fitsResource(rule.resources, definition.plural, subresource) &&
    (resourceNames.length === 0 || resourceNames.includes(name))
  );
}

function selectsAll(selector: LabelSelector | undefined): boolean {
  return (
    selector === undefined ||
    (Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0)
  );
}

/** Whether the namespace of a change is selected; of what is in none, only namespaces themselves are asked. */
function namespaceFits(selector: LabelSelector | undefined, review: Review): boolean {
  if (selector === undefined || selectsAll(selector)) return true;
  const { definition, object, previous, within } = review;
  if (definition.namespaced) return matches(selectorOf(selector), within?.metadata.labels);
  if (definition.type.kind !== 'Namespace' || definition.custom !== undefined) return true;
  return matches(selectorOf(selector), (object ?? previous)?.metadata.labels);
}

/** Whether the object, as it is or as it will be, is selected. */
function objectFits(selector: LabelSelector | undefined, { object, previous, part }: Review): boolean {
  if (selector === undefined || selectsAll(selector)) return true;
  const wanted = selectorOf(selector);
  // A Scale or an Eviction has no labels.
  if (part !== undefined) return matches(wanted, undefined);
  return [object, previous].some((each) => each !== undefined && matches(wanted, each.metadata.labels));
}

/**
 * The version in which somebody is to see the objects of a change; undefined when the change is none of theirs.
 * `versions` begins with the one that `Exact` is about: the stored one, since orc doesn't keep in which version of its
 * own kinds a client spoke; that of the change where users define the kind.
 */
export function matchedVersion(
  { rules, excluded = [], namespaceSelector, objectSelector, matchPolicy }: Matching,
  review: Review,
  versions: readonly ReviewVersion[],
): ReviewVersion | undefined {
  const looked = matchPolicy === 'Exact' ? versions.slice(0, 1) : versions;
  const found =
    rules === undefined
      ? looked[0]
      : looked.find((version) => rules.some((rule) => ruleFits(rule, review, version)));
  if (found === undefined) return undefined;
  if (looked.some((version) => excluded.some((rule) => ruleFits(rule, review, version)))) return undefined;
  return namespaceFits(namespaceSelector, review) && objectFits(objectSelector, review) ? found : undefined;
}
