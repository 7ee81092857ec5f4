// Authorization: the one hook on the path of every call, whatever its face.
import type { Operation, Subject } from '#kernel/access/operation.ts';
import { refusalText } from '#kernel/access/operation.ts';
import type { Decision } from '#kernel/access/authorizer.ts';
import type { PolicyRule } from '#kernel/model/gen/rbac.gen.ts';
import { OrcError } from '#kernel/errors.ts';
import type { AuditTrail } from '#api/audit/trail.ts';

/** Somebody who asks for something, with what is noted of that. */
export interface Asking extends Subject {
  readonly trail?: AuditTrail;
}

export interface Access {
  /** Throws Forbidden, and counts that, when the caller may not. What it says is noted in the caller's trail. */
  check(caller: Asking, operation: Operation): void;
  /** Whether somebody may; nothing is counted. */
  decide(subject: Subject, operation: Operation): Decision;
  /** Every rule that somebody holds in a namespace, those of the cluster among them; empty: in the cluster. */
  rules(subject: Subject, namespace: string): readonly PolicyRule[];
}

/** The error of a refusal, in Kubernetes' words. */
export function refusal(subject: Subject, operation: Operation, reason: string): OrcError {
  return new OrcError(
    'Forbidden',
    refusalText(subject, operation, reason),
    'path' in operation
      ? {}
      : {
          group: operation.group,
          kind: operation.resource.split('/')[0] ?? '',
          ...(operation.name !== undefined && { name: operation.name }),
        },
  );
}

/** All rights there are. */
export const everything: readonly PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

/** Members of any of `groups` may do everything, others nothing. */
export function allowGroups(groups: readonly string[]): Access {
  const isMember = (subject: Subject): boolean => subject.groups.some((group) => groups.includes(group));
  return {
    check(caller, operation) {
      const allowed = isMember(caller);
      caller.trail?.decided(operation, { allowed, reason: '' });
      if (!allowed) throw refusal(caller, operation, '');
    },
    decide: (subject) => ({ allowed: isMember(subject), reason: '' }),
    rules: (subject) => (isMember(subject) ? everything : []),
  };
}
