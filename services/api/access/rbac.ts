// Authorization by roles: what the roles and bindings of this master's present state allow, for calls about the past
// too. Masters are above roles: a role or binding that somebody broke must not lock out who can mend it, and a cluster
// that has no objects yet has no roles. A master that has just started may lack the very binding that a call needs: it
// says so instead of refusing for good, and lets administrators see how the masters are, which is what they need while
// there is no quorum to catch up with.
import { Authorizer, type AccessView, type Decision } from '#kernel/access/authorizer.ts';
import { type Operation, type Subject, ownGroup } from '#kernel/access/operation.ts';
import { OrcError } from '#kernel/errors.ts';
import type { PolicyRule } from '#kernel/model/gen/rbac.gen.ts';
import type { Counter, Metrics } from '#kernel/ports.ts';
import { type Access, type Asking, everything, refusal } from '#api/access/access.ts';

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

/** The state that decisions are about. */
export interface AccessState {
  readonly view: AccessView;
  /** Whether it has held everything acknowledged at some moment since this master started. */
  readonly wasCurrent: boolean;
}

/** The groups that count whatever roles say. */
export interface OwnGroups {
  /** Members may do everything. */
  readonly masters: string;
  /** Members may see how the masters are while this one has not caught up. */
  readonly administrators: string;
}

function isLookAtMasters(operation: Operation): boolean {
  const { verb } = operation;
  if ('path' in operation) return verb === 'get' && operation.path === '/metrics';
  const { group, resource } = operation;
  return verb === 'get' && group === ownGroup && resource === 'masters';
}

export class RoleAccess implements Access {
  readonly #authorizer: Authorizer;
  readonly #state: AccessState;
  readonly #own: OwnGroups;
  readonly #denied: Counter;

  /** `state` is whoever knows the state as it is now. */
  constructor(state: AccessState, own: OwnGroups, metrics: Metrics) {
    this.#authorizer = new Authorizer(state);
    this.#state = state;
    this.#own = own;
    this.#denied = metrics.counter('orc_access_denied_total', 'Operations that callers were refused.', [
      'verb',
    ]);
  }

  check(caller: Asking, operation: Operation): void {
    const decision = this.decide(caller, operation);
    caller.trail?.decided(operation, decision);
    const { allowed, reason } = decision;
    if (allowed) return;
    if (!this.#state.wasCurrent)
      throw new OrcError(
        'Unavailable',
        'this master has not caught up with the others since it started: retry, or ask another',
      );
    this.#denied.add(1, { verb: countedVerbs.has(operation.verb) ? operation.verb : 'other' });
    throw refusal(caller, operation, reason);
  }

  decide(subject: Subject, operation: Operation): Decision {
    const { masters, administrators } = this.#own;
    if (subject.groups.includes(masters))
      return { allowed: true, reason: `members of ${masters} may do everything` };
    if (!this.#state.wasCurrent && subject.groups.includes(administrators) && isLookAtMasters(operation))
      return { allowed: true, reason: `members of ${administrators} may see how the masters are` };
    return this.#authorizer.decide(subject, operation);
  }

  rules(subject: Subject, namespace: string): readonly PolicyRule[] {
    return subject.groups.includes(this.#own.masters)
      ? everything
      : this.#authorizer.rules(subject, namespace);
  }
}
