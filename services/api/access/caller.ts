// From an identity to a caller: the groups that everybody has, and whom somebody acts for.
import { OrcError } from '#kernel/errors.ts';
import type { Access } from '#api/access/access.ts';
import type { AuditTrail } from '#api/audit/trail.ts';
import type { Identity } from '#api/access/identity.ts';
import type { Caller } from '#api/commit.ts';

/** The groups of those who said who they are, and of those who did not. */
export const authenticated = 'system:authenticated';
const unauthenticated = 'system:unauthenticated';
const anonymous = 'system:anonymous';
const accountUser = /^system:serviceaccount:([^:]+):([^:]+)$/;

function withGroup(groups: readonly string[], group: string): readonly string[] {
  return groups.includes(group) ? groups : [...groups, group];
}

/** The groups of identities that are shown again and again: the same list each time, by which what it holds is found. */
const groupsKnown = new WeakMap<Identity, readonly string[]>();

/** Who calls, as authorization knows them. `source` is the face and the peer. */
export function callerFrom(identity: Identity, source: string): Caller {
  const { user, uid } = identity;
  const groups = groupsKnown.get(identity) ?? withGroup(identity.groups, authenticated);
  groupsKnown.set(identity, groups);
  return { user, groups, source, ...(uid !== undefined && { uid }) };
}

/** Whom a caller wants to act for, as the request says it. */
export interface Impersonation {
  readonly user: string;
  readonly groups: readonly string[];
}

/** The groups of somebody whom others act for and gave none. */
function groupsOf(user: string): readonly string[] {
  const [, namespace] = accountUser.exec(user) ?? [];
  return namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
}

/** The caller that `caller` acts for. Throws BadRequest when no user is named, Forbidden when they may not. */
export function impersonate(caller: Caller, { user, groups }: Impersonation, access: Access): Caller {
  if (user === '') {
    if (groups.length === 0) return caller;
    throw new OrcError('BadRequest', 'Impersonate-Group without Impersonate-User: name the user too');
  }
  const [, namespace, name = ''] = accountUser.exec(user) ?? [];
  const what =
    namespace === undefined
      ? { resource: 'users', name: user }
      : { resource: 'serviceaccounts', namespace, name };
  access.check(caller, { verb: 'impersonate', group: '', ...what });
  for (const group of groups)
    access.check(caller, { verb: 'impersonate', group: '', resource: 'groups', name: group });
  const given = groups.length > 0 ? groups : groupsOf(user);
  return {
    user,
    groups: withGroup(given, user === anonymous ? unauthenticated : authenticated),
    source: `${caller.source} as ${caller.user}`,
  };
}

/** The caller that `caller` acts for, as `impersonate` says, and both noted in the request's trail. */
export function acting(
  caller: Caller,
  wanted: Impersonation,
  access: Access,
  trail: AuditTrail | undefined,
): Caller {
  trail?.by(caller);
  const effective = impersonate(caller, wanted, access);
  if (trail === undefined) return effective;
  if (effective !== caller) trail.actsFor(effective);
  return { ...effective, trail };
}
