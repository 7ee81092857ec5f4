// From an identity to a caller: the groups that everybody has, and whom somebody acts for.
import type { UserInfo } from '#kernel/access/operation.ts';
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

/** Who calls, as authorization knows them. `source` is the face and the peer, `how` what they are known by. */
export function callerFrom(
  identity: Identity,
  source: string,
  how: Pick<Caller, 'byCertificate' | 'isStillKnown'>,
): Caller {
  const { user, uid, extra } = identity;
  let groups = groupsKnown.get(identity);
  if (groups === undefined) {
    groups = withGroup(identity.groups, authenticated);
    groupsKnown.set(identity, groups);
  }
  return { user, groups, source, ...how, ...(uid !== undefined && { uid }), ...(extra && { extra }) };
}

/** Begins the names of headers, and of gRPC's metadata, that say whom a caller wants to act for. */
export const impersonationPrefix = 'impersonate-';
const extraPrefix = `${impersonationPrefix}extra-`;
const authenticationGroup = 'authentication.k8s.io';
/** Whoever acts for nobody but themselves. */
export const actsForNobody: UserInfo = { user: '', groups: [] };

/** Whether any header, by names in lower case, says whom a caller wants to act for: asked of every call. */
export function impersonates(headers: object): boolean {
  for (const name in headers) if (name.startsWith(impersonationPrefix)) return true;
  return false;
}

/** The key of an extra that stands in a header's name, where not every letter can. */
function extraKey(name: string): string {
  const key = name.slice(extraPrefix.length);
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

/**
 * Whom a caller wants to act for, by headers with names in lower case: one `impersonate-user`, which may be missing,
 * one `impersonate-uid`, and any number of `impersonate-group` and `impersonate-extra-KEY`.
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation
 */
export function impersonationIn(headers: Iterable<readonly [name: string, value: string]>): UserInfo {
  let user = '';
  let uid = '';
  const groups: string[] = [];
  const extra = new Map<string, string[]>();
  for (const [name, value] of headers)
    if (name === 'impersonate-user') user ||= value;
    else if (name === 'impersonate-uid') uid ||= value;
    else if (name === 'impersonate-group') groups.push(value);
    else if (name.startsWith(extraPrefix)) {
      const key = extraKey(name);
      extra.set(key, [...(extra.get(key) ?? []), value]);
    }
  return {
    user,
    groups,
    ...(uid !== '' && { uid }),
    ...(extra.size > 0 && { extra: Object.fromEntries(extra) }),
  };
}

/** The groups of somebody whom others act for and gave none. */
function groupsOf(user: string): readonly string[] {
  const [, namespace] = accountUser.exec(user) ?? [];
  return namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
}

/** The caller that `caller` acts for. Throws BadRequest when no user is named, Forbidden when they may not. */
export function impersonate(caller: Caller, wanted: UserInfo, access: Access): Caller {
  const { user, groups, uid, extra } = wanted;
  if (user === '') {
    if (groups.length === 0 && uid === undefined && extra === undefined) return caller;
    throw new OrcError(
      'BadRequest',
      'Impersonate-Group, -Uid or -Extra without Impersonate-User: name the user too',
    );
  }
  const [, namespace, name = ''] = accountUser.exec(user) ?? [];
  const what =
    namespace === undefined
      ? { resource: 'users', name: user }
      : { resource: 'serviceaccounts', namespace, name };
  access.check(caller, { verb: 'impersonate', group: '', ...what });
  for (const group of groups)
    access.check(caller, { verb: 'impersonate', group: '', resource: 'groups', name: group });
  const known = { verb: 'impersonate', group: authenticationGroup };
  if (uid !== undefined) access.check(caller, { ...known, resource: 'uids', name: uid });
  for (const [key, values] of Object.entries(extra ?? {}))
    for (const name of values) access.check(caller, { ...known, resource: `userextras/${key}`, name });
  const given = groups.length > 0 ? groups : groupsOf(user);
  return {
    user,
    ...(uid !== undefined && { uid }),
    ...(extra && { extra }),
    groups: withGroup(given, user === anonymous ? unauthenticated : authenticated),
    source: `${caller.source} as ${caller.user}`,
  };
}

/** The caller that `caller` acts for, as `impersonate` says, and both noted in the request's trail. */
export function acting(
  caller: Caller,
  wanted: UserInfo,
  access: Access,
  trail: AuditTrail | undefined,
): Caller {
  trail?.by(caller);
  const impersonated = impersonate(caller, wanted, access);
  const { isStillKnown } = caller;
  const effective =
    impersonated === caller || isStillKnown === undefined ? impersonated : { ...impersonated, isStillKnown };
  if (trail === undefined) return effective;
  if (effective !== caller) trail.actsFor(effective);
  return { ...effective, trail };
}
