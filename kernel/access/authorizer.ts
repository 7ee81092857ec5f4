// Who may do what, by the roles and bindings of a state. Bindings are found by their subjects, which the store
// indexes, so that what somebody may costs what their own bindings cost and not what there are; a role's rules are
// made ready once, for as long as the role is the same object; and who holds which roles is kept until any role or
// binding changes. It reads no clock and remembers nothing of before: a decision is always one of the state as it is.
import type { KindName } from '#kernel/model/gen/objects.gen.ts';
import type {
  ClusterRole,
  ClusterRoleBinding,
  PolicyRule,
  Role,
  RoleBinding,
  RoleRef,
} from '#kernel/model/gen/rbac.gen.ts';
import { rbacGroup, subjectIndex, subjectValue } from '#kernel/kinds/rbac.ts';
import type { Operation, Subject } from '#kernel/access/operation.ts';
import { CompiledRules } from '#kernel/access/rules.ts';
import type { StateView } from '#kernel/store/view.ts';

/** A state that tells when objects of a kind have changed. */
export interface AccessView extends StateView {
  /** A count that grows with every change of a kind's objects in this very store. */
  changesOf(kind: KindName): number;
}

/** Whether something is allowed, and what else there is to say. */
export interface Decision {
  readonly allowed: boolean;
  /** What allows it, or what was missing. */
  readonly reason: string;
}

/** How many subjects, in how many namespaces, an authorizer remembers the roles of. */
export const mostGrants = 4_096;
/** For how many namespaces they are found by the subject's list of groups. */
const mostNear = 64;

const compiledRoles = new WeakMap<Role | ClusterRole, CompiledRules>();

function compiled(role: Role | ClusterRole): CompiledRules {
  const known = compiledRoles.get(role);
  if (known !== undefined) return known;
  const made = new CompiledRules(role.rules ?? []);
  compiledRoles.set(role, made);
  return made;
}

/** A role that somebody holds, by one of the bindings that give it. */
interface Held {
  readonly role: Role | ClusterRole;
  readonly rules: CompiledRules;
  /** What allows what it allows, in Kubernetes' words. */
  readonly reason: string;
}

interface Grants {
  readonly held: readonly Held[];
  /** What bindings refer to and is not there. */
  readonly missing: readonly string[];
}

/** The role that a binding in a namespace (empty: of the cluster) refers to. */
export function roleOf(
  view: StateView,
  { kind, name }: RoleRef,
  namespace: string,
): Role | ClusterRole | undefined {
  return kind === 'Role' ? view.get('Role', namespace, name) : view.get('ClusterRole', '', name);
}

/** A role that is not there, in Kubernetes' words. */
export function missingRole({ kind, name }: RoleRef): string {
  return `${kind === 'Role' ? 'role' : 'clusterrole'}.${rbacGroup} ${JSON.stringify(name)} not found`;
}

function reasonOf(role: Role | ClusterRole, binding: RoleBinding | ClusterRoleBinding, to: string): string {
  const { name = '', namespace = '' } = binding.metadata;
  const where = namespace === '' ? name : `${name}/${namespace}`;
  return `RBAC: allowed by ${binding.kind} ${JSON.stringify(where)} of ${role.kind} ${JSON.stringify(role.metadata.name)} to ${to}`;
}

/** What one namespace's bindings, or the cluster's, give a subject: each role once. */
function grantsIn(view: StateView, { user, groups }: Subject, namespace: string): Grants {
  const kind = namespace === '' ? 'ClusterRoleBinding' : 'RoleBinding';
  const held = new Map<Role | ClusterRole, Held>();
  const missing = new Set<string>();
  const named = [
    { value: subjectValue(namespace, 'User', user), to: `User ${JSON.stringify(user)}` },
    ...[...new Set(groups)].map((group) => ({
      value: subjectValue(namespace, 'Group', group),
      to: `Group ${JSON.stringify(group)}`,
    })),
  ];
  for (const { value, to } of named)
    for (const binding of view.by(kind, subjectIndex, value)) {
      const role = roleOf(view, binding.roleRef, namespace);
      if (role === undefined) missing.add(missingRole(binding.roleRef));
      else if (!held.has(role))
        held.set(role, { role, rules: compiled(role), reason: reasonOf(role, binding, to) });
    }
  return { held: [...held.values()], missing: [...missing] };
}

/** What a subject holds, by namespace. */
interface Near {
  readonly user: string;
  readonly byNamespace: Map<string, Grants>;
}

export class Authorizer {
  readonly #state: { readonly view: AccessView };
  readonly #kept = new Map<string, Grants>();
  /** The same by the very list of groups that a caller shows again and again, without a key to be made. */
  #near = new WeakMap<readonly string[], Near>();
  #view: AccessView | undefined;
  #changes = -1;

  /** `state` is whoever knows the state as it is now. */
  constructor(state: { readonly view: AccessView }) {
    this.#state = state;
  }

  /** How many subjects, in how many namespaces, are remembered now. */
  get remembered(): number {
    return this.#kept.size;
  }

  /** The state as it is now; what was kept of another is forgotten. */
  #refresh(): AccessView {
    const { view } = this.#state;
    const changes =
      view.changesOf('Role') +
      view.changesOf('ClusterRole') +
      view.changesOf('RoleBinding') +
      view.changesOf('ClusterRoleBinding');
    if (view !== this.#view || changes !== this.#changes) {
      this.#kept.clear();
      this.#near = new WeakMap();
    }
    this.#view = view;
    this.#changes = changes;
    return view;
  }

  #grants(view: AccessView, subject: Subject, namespace: string): Grants {
    const near = this.#near.get(subject.groups);
    const isSame = near?.user === subject.user;
    const at = isSame ? near.byNamespace.get(namespace) : undefined;
    if (at !== undefined) return at;
    const grants = this.#found(view, subject, namespace);
    if (isSame && near.byNamespace.size < mostNear) near.byNamespace.set(namespace, grants);
    else this.#near.set(subject.groups, { user: subject.user, byNamespace: new Map([[namespace, grants]]) });
    return grants;
  }

  #found(view: AccessView, subject: Subject, namespace: string): Grants {
    const key = JSON.stringify([namespace, subject.user, subject.groups]);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const grants = grantsIn(view, subject, namespace);
    if (this.#kept.size >= mostGrants)
      for (const oldest of this.#kept.keys()) {
        this.#kept.delete(oldest);
        break;
      }
    this.#kept.set(key, grants);
    return grants;
  }

  /** Whether a subject may do something now. */
  decide(subject: Subject, operation: Operation): Decision {
    const view = this.#refresh();
    const namespace = 'path' in operation ? '' : (operation.namespace ?? '');
    const missing: string[] = [];
    for (const where of namespace === '' ? [''] : ['', namespace]) {
      const grants = this.#grants(view, subject, where);
      for (const held of grants.held)
        if (held.rules.allows(operation)) return { allowed: true, reason: held.reason };
      missing.push(...grants.missing);
    }
    if (missing.length === 0) return { allowed: false, reason: '' };
    const [first = ''] = missing;
    return { allowed: false, reason: `RBAC: ${missing.length === 1 ? first : `[${missing.join(', ')}]`}` };
  }

  /** Every rule that a subject holds in a namespace, those of the cluster among them; empty: in the cluster. */
  rules(subject: Subject, namespace: string): readonly PolicyRule[] {
    const view = this.#refresh();
    return (namespace === '' ? [''] : ['', namespace]).flatMap((where) =>
      this.#grants(view, subject, where).held.flatMap(({ role }) => role.rules ?? []),
    );
  }
}
