// What it takes for a role or binding in the cluster to grant what a manifest asks for, by Kubernetes' rules of `auth
// reconcile`: rules are compared by what they cover, what is there beyond the manifest stays unless it is to go, and
// nothing is taken from labels and annotations. Nothing is done here.
// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#kubectl-auth-reconcile
import { missingOf } from '#kernel/access/rules.ts';
import { OrcError } from '#kernel/errors.ts';
import { autoupdateAnnotation, defaultSubject, rbacGroup } from '#kernel/kinds/rbac.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { LabelSelector, ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import type {
  AggregationRule,
  ClusterRole,
  ClusterRoleBinding,
  PolicyRule,
  Role,
  RoleBinding,
  RoleRef,
  Subject,
} from '#kernel/model/gen/rbac.gen.ts';

type AnyRole = Role | ClusterRole;
type AnyBinding = RoleBinding | ClusterRoleBinding;
export type AccessObject = AnyRole | AnyBinding;

/** What of an object goes when the manifest does not have it. */
export interface Removals {
  readonly extraPermissions: boolean;
  readonly extraSubjects: boolean;
}

export interface ReconcilePlan {
  /** A binding is made anew to get another role, because its reference can't be changed. */
  readonly operation: 'none' | 'create' | 'update' | 'recreate';
  /** The object as it is to be. */
  readonly object: AccessObject;
  /** Whether the object in the cluster says that it is to be left alone: then nothing may be done. */
  readonly isProtected: boolean;
  readonly addedRules: readonly PolicyRule[];
  readonly removedRules: readonly PolicyRule[];
  readonly addedSubjects: readonly Subject[];
  readonly removedSubjects: readonly Subject[];
}

const noDifference = { addedRules: [], removedRules: [], addedSubjects: [], removedSubjects: [] } as const;

function isRole(object: AccessObject): object is AnyRole {
  return object.kind === 'Role' || object.kind === 'ClusterRole';
}

function isProtected({ annotations }: ObjectMeta): boolean {
  return annotations?.[autoupdateAnnotation] === 'false';
}

type Texts = Readonly<Record<string, string>>;

/** The metadata with the labels and annotations that it lacks. */
function completed(existing: ObjectMeta, wanted: ObjectMeta): ObjectMeta {
  const both = (has: Texts | undefined, more: Texts | undefined): Texts => ({ ...more, ...has });
  const labels = both(existing.labels, wanted.labels);
  const annotations = both(existing.annotations, wanted.annotations);
  return {
    ...existing,
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}

/** The permissions that `wanted` give and `owned` do not. Throws TooLarge. */
function lacking({ kind, metadata }: AnyRole, owned: AnyRole, wanted: AnyRole): readonly PolicyRule[] {
  const missing = missingOf(owned.rules ?? [], wanted.rules ?? []);
  if (missing !== undefined) return missing;
  throw new OrcError(
    'TooLarge',
    `${kind} "${metadata.name ?? ''}" has too many rules to be compared: split it into several roles`,
  );
}

function aggregationOf(role: AnyRole): AggregationRule | undefined {
  return role.kind === 'ClusterRole' ? role.aggregationRule : undefined;
}

function selectorsWithout(
  rule: AggregationRule | undefined,
  other: AggregationRule | undefined,
): readonly LabelSelector[] {
  const plain = ({ matchLabels = {}, matchExpressions = [] }: LabelSelector): object => ({
    matchLabels,
    matchExpressions,
  });
  return (rule?.clusterRoleSelectors ?? []).filter(
    (selector) =>
      other?.clusterRoleSelectors?.some((each) => equalValues(plain(each), plain(selector))) !== true,
  );
}

/** Where the rules are to be taken from: a manifest that says nowhere means the rules that it lists. */
function aggregation(existing: AnyRole, wanted: AnyRole, exactly: boolean): AggregationRule | undefined {
  const [has, wants] = [aggregationOf(existing), aggregationOf(wanted)];
  if (wants === undefined) return undefined;
  const more = selectorsWithout(wants, has);
  if (exactly) return more.length > 0 || selectorsWithout(has, wants).length > 0 ? wants : has;
  return more.length === 0 ? has : { clusterRoleSelectors: [...(has?.clusterRoleSelectors ?? []), ...more] };
}

function planRole(existing: AnyRole, wanted: AnyRole, exactly: boolean): ReconcilePlan {
  const addedRules = lacking(wanted, existing, wanted);
  // What other roles bring into both is nobody's extra.
  const bothAggregated = aggregationOf(existing) !== undefined && aggregationOf(wanted) !== undefined;
  const removedRules = exactly && !bothAggregated ? lacking(wanted, wanted, existing) : [];
  const metadata = completed(existing.metadata, wanted.metadata);
  const isDifferent = addedRules.length + removedRules.length > 0;
  const all = exactly ? (wanted.rules ?? []) : [...(existing.rules ?? []), ...addedRules];
  const withRules = { ...existing, metadata, ...(isDifferent && { rules: all }) };
  const object = withAggregation(withRules, aggregation(existing, wanted, exactly));
  return {
    ...noDifference,
    operation: equalValues(object, existing) ? 'none' : 'update',
    object,
    isProtected: isProtected(existing.metadata),
    addedRules,
    removedRules,
  };
}

function withAggregation(role: AnyRole, rule: AggregationRule | undefined): AnyRole {
  if (role.kind === 'Role') return role;
  const { aggregationRule, ...rest } = role;
  return rule === undefined ? rest : { ...rest, aggregationRule: rule };
}

function isSameRef(a: RoleRef, b: RoleRef): boolean {
  return a.kind === b.kind && a.name === b.name && (a.apiGroup ?? rbacGroup) === (b.apiGroup ?? rbacGroup);
}

/** The subjects that are not among others, each once. */
function subjectsWithout(subjects: readonly Subject[], others: readonly Subject[], home: string): Subject[] {
  const text = (subject: Subject): string => {
    const { kind, apiGroup = '', name, namespace = '' } = defaultSubject(subject);
    // A service account without a namespace is one of the binding's.
    const place = kind === 'ServiceAccount' && namespace === '' ? home : namespace;
    return JSON.stringify([kind, apiGroup, name, place]);
  };
  const known = new Set(others.map(text));
  return subjects.filter((subject) => {
    const isNew = !known.has(text(subject));
    known.add(text(subject));
    return isNew;
  });
}

function planBinding(existing: AnyBinding, wanted: AnyBinding, exactly: boolean): ReconcilePlan {
  const left = isProtected(existing.metadata);
  if (!isSameRef(existing.roleRef, wanted.roleRef))
    return { ...noDifference, operation: 'recreate', object: wanted, isProtected: left };
  const [has, wants] = [existing.subjects ?? [], wanted.subjects ?? []];
  const home = existing.metadata.namespace ?? '';
  const addedSubjects = subjectsWithout(wants, has, home);
  const removedSubjects = exactly ? subjectsWithout(has, wants, home) : [];
  const isDifferent = addedSubjects.length + removedSubjects.length > 0;
  const object = {
    ...existing,
    metadata: completed(existing.metadata, wanted.metadata),
    ...(isDifferent && { subjects: exactly ? wants : [...has, ...addedSubjects] }),
  };
  return {
    ...noDifference,
    operation: equalValues(object, existing) ? 'none' : 'update',
    object,
    isProtected: left,
    addedSubjects,
    removedSubjects,
  };
}

/**
 * What to do for an object of the cluster, undefined where there is none, to grant what a manifest of the same kind and
 * name asks for. Throws TooLarge for more rules than can be compared.
 */
export function planReconcile(
  existing: AccessObject | undefined,
  wanted: AccessObject,
  { extraPermissions, extraSubjects }: Removals,
): ReconcilePlan {
  if (existing === undefined) {
    const added = isRole(wanted)
      ? { addedRules: wanted.rules ?? [] }
      : { addedSubjects: wanted.subjects ?? [] };
    return { ...noDifference, operation: 'create', object: wanted, isProtected: false, ...added };
  }
  if (isRole(existing) && isRole(wanted)) return planRole(existing, wanted, extraPermissions);
  if (!isRole(existing) && !isRole(wanted)) return planBinding(existing, wanted, extraSubjects);
  throw new OrcError('Internal', `a ${wanted.kind} can't be reconciled with a ${existing.kind}`);
}
