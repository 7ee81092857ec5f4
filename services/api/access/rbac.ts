// Authorization by roles: what the roles and bindings of this master's present state allow, for calls about the past
// too. Masters are above roles: a role or binding that somebody broke must not lock out who can mend it, and a cluster
// that has no objects yet has no roles.
import { Authorizer, type AccessView, type Decision } from '#kernel/access/authorizer.ts';
import type { Operation, Subject } from '#kernel/access/operation.ts';
import type { PolicyRule } from '#kernel/model/gen/rbac.gen.ts';
import type { Counter, Metrics } from '#kernel/ports.ts';
import { type Access, everything, refusal } from '#api/access/access.ts';

/** The verbs of objects; others are counted together, so that labels are few. */
const countedVerbs: ReadonlySet<string> = new Set([
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'impersonate',
]);

export class RoleAccess implements Access {
  readonly #authorizer: Authorizer;
  readonly #above: string;
  readonly #denied: Counter;

  /** `state` is whoever knows the state as it is now; members of the group `above` may do everything. */
  constructor(state: { readonly view: AccessView }, above: string, metrics: Metrics) {
    this.#authorizer = new Authorizer(state);
    this.#above = above;
    this.#denied = metrics.counter('orc_access_denied_total', 'Operations that callers were refused.', [
      'verb',
    ]);
  }

  check(caller: Subject, operation: Operation): void {
    const { allowed, reason } = this.decide(caller, operation);
    if (allowed) return;
    this.#denied.add(1, { verb: countedVerbs.has(operation.verb) ? operation.verb : 'other' });
    throw refusal(caller, operation, reason);
  }

  decide(subject: Subject, operation: Operation): Decision {
    if (subject.groups.includes(this.#above))
      return { allowed: true, reason: `members of ${this.#above} may do everything` };
    return this.#authorizer.decide(subject, operation);
  }

  rules(subject: Subject, namespace: string): readonly PolicyRule[] {
    return subject.groups.includes(this.#above) ? everything : this.#authorizer.rules(subject, namespace);
  }
}
