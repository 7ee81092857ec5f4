// Roles and bindings in a real store, and an authorizer over it.
import assert from 'node:assert/strict';
import { Authorizer } from '#kernel/access/authorizer.ts';
import { defaultSubject, rbacGroup } from '#kernel/kinds/rbac.ts';
import { key, keyOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import type { KindName, OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type {
  ClusterRole,
  ClusterRoleBinding,
  PolicyRule,
  Role,
  RoleBinding,
} from '#kernel/model/gen/rbac.gen.ts';
import { Store } from '#kernel/store/store.ts';

const apiVersion = 'rbac.authorization.k8s.io/v1';

export function role(
  kind: 'Role' | 'ClusterRole',
  name: string,
  rules: readonly PolicyRule[],
  namespace?: string,
): Role | ClusterRole {
  return { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) }, rules };
}

/** A binding of a role, such as `Role/pods`, to subjects, such as `User/bob`. */
export function binding(
  kind: 'RoleBinding' | 'ClusterRoleBinding',
  name: string,
  to: string,
  subjects: readonly string[],
  namespace?: string,
): RoleBinding | ClusterRoleBinding {
  const cut = (text: string): [string, string] => {
    const slash = text.indexOf('/');
    return [text.slice(0, slash), text.slice(slash + 1)];
  };
  const [roleKind, roleName] = cut(to);
  return {
    apiVersion,
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    roleRef: { apiGroup: rbacGroup, kind: roleKind, name: roleName },
    subjects: subjects.map((text) => {
      const [subjectKind, subjectName] = cut(text);
      return defaultSubject({ kind: subjectKind, name: subjectName });
    }),
  };
}

export class AccessBench {
  readonly store = new Store();
  readonly authorizer = new Authorizer({ view: this.store });
  #count = 0;

  constructor(namespaces: readonly string[] = ['team', 'other']) {
    this.put(
      ...namespaces.map((name): OrcObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    );
  }

  /** Writes objects, whatever was there. */
  put(...objects: readonly OrcObject[]): void {
    this.#commit(
      objects.map((object) => {
        const { namespace = '', name = '' } = object.metadata;
        const operation = this.store.get(object.kind, namespace, name) === undefined ? 'CREATE' : 'UPDATE';
        return { operation, key: keyOf(object), object: pack(object), expectRevision: 0, expectUid: '' };
      }),
    );
  }

  remove(kind: KindName, namespace: string, name: string): void {
    this.#commit([
      { operation: 'DELETE', key: key(kind, namespace, name), expectRevision: 0, expectUid: '' },
    ]);
  }

  #commit(writes: readonly Write[]): void {
    this.#count += 1;
    const transaction = {
      requestId: String(this.#count),
      actor: 'test',
      cause: 0,
      reason: '',
      source: 'test',
      timeMs: this.#count,
      term: 0,
      preconditions: [],
      writes,
    };
    const { outcome } = this.store.apply({ transaction }, 1);
    assert.equal(outcome.error, '', outcome.message);
  }
}
