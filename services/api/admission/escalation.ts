// Nobody gives away what they do not hold: whoever writes a role must hold all that it grants, or may `escalate` roles;
// whoever writes a binding must hold all that its role grants, or may `bind` that role.
// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
import { roleOf } from '#kernel/access/authorizer.ts';
import { missingOf, quotedList, ruleText } from '#kernel/access/rules.ts';
import { OrcError } from '#kernel/errors.ts';
import { rbacGroup } from '#kernel/kinds/rbac.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type {
  ClusterRole,
  ClusterRoleBinding,
  PolicyRule,
  Role,
  RoleBinding,
} from '#kernel/model/gen/rbac.gen.ts';
import { compareText } from '#kernel/store/table.ts';
import type { AdmissionContext, Requester } from '#api/admission/context.ts';

const fullAuthority: readonly PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

type Written = Role | ClusterRole | RoleBinding | ClusterRoleBinding;

const plurals = {
  Role: 'roles',
  ClusterRole: 'clusterroles',
  RoleBinding: 'rolebindings',
  ClusterRoleBinding: 'clusterrolebindings',
} as const;

function refuse({ kind, metadata: { name = '' } }: Written, why: string): never {
  const message = `${plurals[kind]}.${rbacGroup} ${JSON.stringify(name)} is forbidden: ${why}`;
  throw new OrcError('Forbidden', message, { group: rbacGroup, kind, name });
}

/** Refuses rules that whoever asks does not hold where the object is. */
function confirm(object: Written, rules: readonly PolicyRule[], requester: Requester, why?: string): void {
  const missing = missingOf(requester.rules(object.metadata.namespace ?? ''), rules);
  if (missing === undefined)
    refuse(object, 'its rules are too many to compare with those that you hold: name fewer at once');
  if (missing.length === 0) return;
  if (why !== undefined) refuse(object, why);
  const { user, groups } = requester;
  const list = missing.map(ruleText).toSorted(compareText).join('\n');
  refuse(
    object,
    `user ${JSON.stringify(user)} (groups=${quotedList(groups)}) is attempting to grant RBAC permissions not currently held:\n${list}`,
  );
}

function checkRole(next: Role | ClusterRole, previous: OrcObject | undefined, requester: Requester): void {
  const aggregation = next.kind === 'ClusterRole' ? next.aggregationRule : undefined;
  const before = previous?.kind === next.kind ? previous : undefined;
  const aggregationBefore = before?.kind === 'ClusterRole' ? before.aggregationRule : undefined;
  const isSame =
    before !== undefined &&
    equalValues(next.rules ?? [], before.rules ?? []) &&
    equalValues(aggregation, aggregationBefore);
  if (isSame) return;
  const { namespace = '', name = '' } = next.metadata;
  const asked = { group: rbacGroup, resource: plurals[next.kind], namespace };
  if (requester.may({ verb: 'escalate', ...asked, name: before === undefined ? '' : name })) return;
  confirm(next, next.rules ?? [], requester);
  if (aggregation !== undefined || aggregationBefore !== undefined)
    confirm(next, fullAuthority, requester, 'must have cluster-admin privileges to use the aggregationRule');
}

function checkBinding(
  next: RoleBinding | ClusterRoleBinding,
  previous: OrcObject | undefined,
  { view }: AdmissionContext,
  requester: Requester,
): void {
  const before = previous?.kind === next.kind ? previous : undefined;
  if (before !== undefined && equalValues(next.subjects ?? [], before.subjects ?? [])) return;
  const { roleRef } = next;
  const { namespace = '' } = next.metadata;
  const resource = roleRef.kind === 'Role' ? 'roles' : 'clusterroles';
  if (requester.may({ verb: 'bind', group: rbacGroup, resource, namespace, name: roleRef.name })) return;
  const role = roleOf(view, roleRef, namespace);
  if (role === undefined)
    throw new OrcError('NotFound', `${resource}.${rbacGroup} ${JSON.stringify(roleRef.name)} not found`, {
      group: rbacGroup,
      kind: roleRef.kind,
      name: roleRef.name,
    });
  confirm(next, role.rules ?? [], requester);
}

/** Refuses a role or binding that grants what whoever asks does not hold. Throws Forbidden, or NotFound for the role. */
export function refuseEscalation(
  next: OrcObject,
  previous: OrcObject | undefined,
  context: AdmissionContext,
): void {
  const { requester } = context;
  if (requester === undefined) return;
  if (next.kind === 'Role' || next.kind === 'ClusterRole') checkRole(next, previous, requester);
  if (next.kind === 'RoleBinding' || next.kind === 'ClusterRoleBinding')
    checkBinding(next, previous, context, requester);
}
