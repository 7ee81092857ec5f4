// With which rights containers run: what a pod says for all of them, and what each says for itself.
import type { FieldCause } from '#kernel/errors.ts';
import { invalid } from '#kernel/kinds/kind.ts';
import type { Container, EphemeralContainer, PodSpec } from '#kernel/model/gen/core.gen.ts';
import type { SeccompProfile, SecurityContext } from '#kernel/model/gen/security.gen.ts';

/** What holds for one container. */
export interface EffectiveSecurity {
  readonly runAsUser: number | undefined;
  readonly runAsGroup: number | undefined;
  readonly runAsNonRoot: boolean;
  readonly seccompProfile: SeccompProfile | undefined;
  /** The groups of the pod: those besides the main one, and the one that owns the files of volumes. */
  readonly groups: readonly number[];
}

/** A container's own settings over its pod's. */
export function effectiveSecurity(
  { securityContext: pod }: PodSpec,
  { securityContext: own }: Container | EphemeralContainer,
): EffectiveSecurity {
  const { supplementalGroups = [], fsGroup } = pod ?? {};
  return {
    runAsUser: own?.runAsUser ?? pod?.runAsUser,
    runAsGroup: own?.runAsGroup ?? pod?.runAsGroup,
    runAsNonRoot: own?.runAsNonRoot ?? pod?.runAsNonRoot ?? false,
    seccompProfile: own?.seccompProfile ?? pod?.seccompProfile,
    groups: [...new Set([...supplementalGroups, ...(fsGroup === undefined ? [] : [fsGroup])])],
  };
}

/** What is wrong with a container's settings at `at`, such as `spec.containers[0].securityContext`. */
export function validateSecurityContext(context: SecurityContext | undefined, at: string): FieldCause[] {
  if (context?.allowPrivilegeEscalation !== false) return [];
  const causes: FieldCause[] = [];
  if (context.privileged === true)
    causes.push(
      invalid(at, context, 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true'),
    );
  const powers = (context.capabilities?.add ?? []).map((name) => name.replace(/^CAP_/, ''));
  if (powers.includes('SYS_ADMIN'))
    causes.push(
      invalid(
        at,
        context,
        'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN',
      ),
    );
  return causes;
}
