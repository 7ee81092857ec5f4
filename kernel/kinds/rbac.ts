// What roles and bindings share: rules, subjects and the reference to a role.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn } from '#kernel/kinds/columns.ts';
import {
  type ServedVersion,
  forbidden,
  immutable,
  invalid,
  notSupported,
  required,
} from '#kernel/kinds/kind.ts';
import { formats } from '#kernel/model/formats.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import type { PolicyRule, RoleRef, Subject } from '#kernel/model/gen/rbac.gen.ts';

/** The group of roles and bindings. */
export const rbacGroup = 'rbac.authorization.k8s.io';
/** The annotation by which an object says, with `false`, that only people change it. */
export const autoupdateAnnotation = 'rbac.authorization.kubernetes.io/autoupdate';
/** The older version, which differs in its name alone. */
export const servedAsBeta: readonly ServedVersion[] = [{ group: rbacGroup, version: 'v1beta1' }];

/** What is wrong with a role's rules; only a ClusterRole may speak of paths that are no resources. */
export function validateRules(rules: readonly PolicyRule[], namespaced: boolean): FieldCause[] {
  return rules.flatMap((rule, index): FieldCause[] => {
    const at = `rules[${index}]`;
    const [groups, resources, names] = [rule.apiGroups ?? [], rule.resources ?? [], rule.resourceNames ?? []];
    if ((rule.nonResourceURLs ?? []).length > 0) {
      const urls = rule.nonResourceURLs;
      const causes: FieldCause[] = [];
      if (namespaced)
        causes.push(
          invalid(`${at}.nonResourceURLs`, urls, 'namespaced rules cannot apply to non-resource URLs'),
        );
      if (groups.length + resources.length + names.length > 0)
        causes.push(
          invalid(
            `${at}.nonResourceURLs`,
            urls,
            'rules cannot apply to both regular resources and non-resource URLs',
          ),
        );
      return causes;
    }
    return [
      ...(groups.length === 0
        ? [required(`${at}.apiGroups`, 'resource rules must supply at least one api group')]
        : []),
      ...(resources.length === 0
        ? [required(`${at}.resources`, 'resource rules must supply at least one resource')]
        : []),
    ];
  });
}

interface Binding {
  readonly subjects?: readonly Subject[];
  readonly roleRef: RoleRef;
}

/** A subject with the group that its kind has. */
export function defaultSubject(subject: Subject): Subject {
  const apiGroup = subject.apiGroup ?? (subject.kind === 'ServiceAccount' ? '' : rbacGroup);
  return apiGroup === '' ? subject : { ...subject, apiGroup };
}

function validateSubject(subject: Subject, at: string, namespaced: boolean): FieldCause[] {
  const group = subject.apiGroup ?? '';
  const namespace = subject.namespace ?? '';
  if (subject.kind !== 'ServiceAccount') {
    return [
      ...(group === rbacGroup ? [] : [notSupported(`${at}.apiGroup`, group, [rbacGroup])]),
      ...(namespace === '' ? [] : [forbidden(`${at}.namespace`, 'only a ServiceAccount has a namespace')]),
    ];
  }
  const wrong = formats['dns-subdomain']?.(subject.name);
  return [
    ...(wrong === undefined ? [] : [invalid(`${at}.name`, subject.name, wrong)]),
    ...(group === '' ? [] : [notSupported(`${at}.apiGroup`, group, [''])]),
    ...(namespaced || namespace !== '' ? [] : [required(`${at}.namespace`)]),
  ];
}

/** What is wrong with a binding that may refer to roles of some kinds. */
export function validateBinding({ subjects = [], roleRef }: Binding, kinds: readonly string[]): FieldCause[] {
  const namespaced = kinds.includes('Role');
  const wrong = formats['path-segment']?.(roleRef.name);
  return [
    ...(kinds.includes(roleRef.kind) ? [] : [notSupported('roleRef.kind', roleRef.kind, kinds)]),
    ...(wrong === undefined ? [] : [invalid('roleRef.name', roleRef.name, wrong)]),
    ...subjects.flatMap((subject, index) => validateSubject(subject, `subjects[${index}]`, namespaced)),
  ];
}

/** What is wrong with a change of a binding: its role stays. */
export function validateRoleRefUpdate(next: Binding, previous: Binding): FieldCause[] {
  return immutable('roleRef', next.roleRef, previous.roleRef).map((cause) => ({
    ...cause,
    message: `Invalid value: ${JSON.stringify(next.roleRef)}: cannot change roleRef`,
  }));
}

function subjectsOf({ subjects = [] }: Binding, kind: string): string {
  return subjects
    .filter((subject) => subject.kind === kind)
    .map(({ name, namespace }) => (kind === 'ServiceAccount' ? `${namespace ?? ''}/${name}` : name))
    .join(', ');
}

/** The columns of bindings behind the name. */
export const bindingColumns = [
  {
    name: 'Role',
    description: 'The role that it gives.',
    value: ({ roleRef }: Binding): string => `${roleRef.kind}/${roleRef.name}`,
  },
  ageColumn,
  {
    name: 'Users',
    description: 'The users that it gives the role to.',
    priority: 1,
    value: (binding: Binding): string => subjectsOf(binding, 'User'),
  },
  {
    name: 'Groups',
    description: 'The groups that it gives the role to.',
    priority: 1,
    value: (binding: Binding): string => subjectsOf(binding, 'Group'),
  },
  {
    name: 'ServiceAccounts',
    description: 'The service accounts that it gives the role to.',
    priority: 1,
    value: (binding: Binding): string => subjectsOf(binding, 'ServiceAccount'),
  },
] as const;

/** The index of bindings by whom they give a role to. */
export const subjectIndex = 'subject';

/**
 * Where bindings of a namespace (empty: of the cluster) are found by a subject. A service account is the user that it
 * is known as. The name is quoted, so that no name reads like another's beginning.
 */
export function subjectValue(namespace: string, kind: 'User' | 'Group', name: string): string {
  return `${namespace}/${kind}/${JSON.stringify(name)}`;
}

/** The user that a service account is known as. */
export function serviceAccountUser(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

/** The indexes of bindings. */
export const bindingIndexes = {
  [subjectIndex]: {
    values: ({ metadata, subjects = [] }: Binding & { readonly metadata: ObjectMeta }): readonly string[] => {
      const { namespace = '' } = metadata;
      const values = subjects.map(({ kind, name, namespace: own = namespace }) =>
        kind === 'ServiceAccount'
          ? subjectValue(namespace, 'User', serviceAccountUser(own === '' ? namespace : own, name))
          : subjectValue(namespace, kind === 'Group' ? 'Group' : 'User', name),
      );
      return [...new Set(values)];
    },
  },
} as const;
