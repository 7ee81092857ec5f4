// What somebody wants to do, as roles and reviews speak of it, and the words of a refusal.

/** Something with objects of a resource. */
export interface ResourceOperation {
  /** Such as get, list, create; `*` where somebody asks for all. */
  readonly verb: string;
  /** The API group; empty for core, `orc.dev` for what only orc has. */
  readonly group: string;
  /** The plural, with a part of the object after a slash: `pods`, `pods/log`. */
  readonly resource: string;
  /** Absent or empty: in the whole cluster. */
  readonly namespace?: string;
  /** Absent or empty where no one object is meant. */
  readonly name?: string;
}

/** Something with a path of the HTTP face that is about no resource. */
export interface PathOperation {
  /** The method, in lower case. */
  readonly verb: string;
  readonly path: string;
}

export type Operation = ResourceOperation | PathOperation;

/** Who wants it. */
export interface Subject {
  readonly user: string;
  readonly groups: readonly string[];
}

/** Somebody, with what else is known of them: decisions look at none of it, policies, webhooks and the audit log do. */
export interface UserInfo extends Subject {
  /** Tells users of one name apart, over time, where that is known. */
  readonly uid?: string;
  /** By what they are known, and for what: such as the pod that a token was made for. */
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** Somebody as Kubernetes' objects tell of them. */
export interface UserFields {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

export function userFields({ user, uid = '', groups, extra }: UserInfo): UserFields {
  return { username: user, ...(uid !== '' && { uid }), groups, ...(extra && { extra }) };
}

/** The group of orc's own resources that are no kind: `masters`, `masters/leadership`, `log`, `sessions`. */
export const ownGroup = 'orc.dev';

/** A resource with its group: `deployments.apps`. */
export function qualified(resource: string, group: string): string {
  return group === '' ? resource : `${resource}.${group}`;
}

/** Why a subject may not do something, in Kubernetes' words. `reason` is what else there is to know. */
export function refusalText({ user }: Subject, operation: Operation, reason = ''): string {
  const why = reason === '' ? '' : `: ${reason}`;
  const who = `User ${JSON.stringify(user)} cannot ${operation.verb}`;
  if ('path' in operation) return `forbidden: ${who} path ${JSON.stringify(operation.path)}${why}`;
  const { group, resource, namespace = '', name = '' } = operation;
  const [plural = ''] = resource.split('/');
  const what = `${qualified(plural, group)}${name === '' ? '' : ` ${JSON.stringify(name)}`}`;
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace ${JSON.stringify(namespace)}`;
  return `${what} is forbidden: ${who} resource ${JSON.stringify(resource)} in API group ${JSON.stringify(group)} ${where}${why}`;
}
