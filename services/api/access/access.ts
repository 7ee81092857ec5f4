// Authorization: the one hook on the path of every call, whatever its face. Until roles exist, the
// policy is by group: administrators may do everything, masters too, others nothing.
import { OrcError } from '#kernel/errors.ts';
import type { Caller } from '#api/commit.ts';

/** What somebody wants to do. */
export interface Operation {
  readonly verb:
    | 'get'
    | 'list'
    | 'watch'
    | 'create'
    | 'update'
    | 'patch'
    | 'delete'
    | 'deletecollection'
    | 'connect'
    | 'impersonate'
    | 'admin';
  /** The API group, where the resource is a kind's; absent is core. */
  readonly group?: string;
  /** A part of the object, such as `status`. */
  readonly subresource?: string;
  /** The kind's plural, or a part of the cluster such as `masters`. */
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
}

export interface Access {
  /** Throws Forbidden when the caller may not. */
  check(caller: Caller, operation: Operation): void;
}

function forbidden({ user }: Caller, { verb, resource, namespace, name }: Operation): OrcError {
  const what = name === undefined || name === '' ? resource : `${resource} "${name}"`;
  const where =
    namespace === undefined || namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  return new OrcError(
    'Forbidden',
    `${what} is forbidden: User "${user}" cannot ${verb} resource "${resource}" ${where}`,
  );
}

/** Members of any of `groups` may do everything, others nothing. */
export function allowGroups(groups: readonly string[]): Access {
  return {
    check(caller, operation) {
      if (!caller.groups.some((group) => groups.includes(group))) throw forbidden(caller, operation);
    },
  };
}

/** Nobody may do anything. */
export const denyAll: Access = {
  check(caller, operation) {
    throw forbidden(caller, operation);
  },
};
