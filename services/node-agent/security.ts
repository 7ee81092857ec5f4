// With which rights the runtime is to start a container. Pure; what the image says of its user is asked before.
import { effectiveSecurity } from '#kernel/kinds/security-context.ts';
import type { Container, EphemeralContainer, Pod } from '#kernel/model/gen/core.gen.ts';
import type { ContainerSecurity } from '#node-agent/container-runtime.ts';

/** What the pause container has: it does nothing and needs no rights. */
export const pauseSecurity: ContainerSecurity = {
  user: undefined,
  groups: [],
  privileged: false,
  readOnlyRoot: false,
  noNewPrivileges: true,
  addedCapabilities: [],
  droppedCapabilities: ['ALL'],
  unconfined: false,
};

/** Whether the image's own user matters to how a container is started. */
export function asksForImageUser(pod: Pod, container: Container | EphemeralContainer): boolean {
  const { runAsUser, runAsGroup, runAsNonRoot } = effectiveSecurity(pod.spec, container);
  return runAsUser === undefined && (runAsNonRoot || runAsGroup !== undefined);
}

/** Why a container that must not run as root is not started; undefined when it may be. */
function rootProblem(
  pod: Pod,
  container: Container | EphemeralContainer,
  imageUser: string,
): string | undefined {
  const { runAsUser, runAsNonRoot } = effectiveSecurity(pod.spec, container);
  if (!runAsNonRoot) return undefined;
  const { name = '', namespace = '', uid = '' } = pod.metadata;
  const where = `(pod: "${name}_${namespace}(${uid})", container: ${container.name})`;
  if (runAsUser !== undefined)
    return runAsUser === 0 ? `container's runAsUser breaks non-root policy ${where}` : undefined;
  const [user = ''] = imageUser.split(':');
  if (user === '' || /^0+$/.test(user))
    return `container has runAsNonRoot and image will run as root ${where}: set runAsUser, or use another image`;
  if (!/^\d+$/.test(user))
    return `container has runAsNonRoot and image has non-numeric user (${user}), cannot verify user is non-root ${where}: set runAsUser`;
  return undefined;
}

/** A container's rights, or why it can't be started with them. `imageUser` is the image's own, as `USER[:GROUP]`. */
export function securityOf(
  pod: Pod,
  container: Container | EphemeralContainer,
  imageUser: string,
): { readonly ok: ContainerSecurity } | { readonly problem: string } {
  const problem = rootProblem(pod, container, imageUser);
  if (problem !== undefined) return { problem };
  const { runAsUser, runAsGroup, seccompProfile, groups } = effectiveSecurity(pod.spec, container);
  const { capabilities, privileged, readOnlyRootFilesystem, allowPrivilegeEscalation } =
    container.securityContext ?? {};
  const [own = ''] = imageUser.split(':');
  const main = runAsUser === undefined ? own || '0' : String(runAsUser);
  const isSaid = runAsUser !== undefined || runAsGroup !== undefined;
  return {
    ok: {
      user: isSaid ? `${main}${runAsGroup === undefined ? '' : `:${runAsGroup}`}` : undefined,
      groups: groups.map(String),
      privileged: privileged ?? false,
      readOnlyRoot: readOnlyRootFilesystem ?? false,
      noNewPrivileges: allowPrivilegeEscalation === false,
      addedCapabilities: capabilities?.add ?? [],
      droppedCapabilities: capabilities?.drop ?? [],
      unconfined: seccompProfile?.type === 'Unconfined',
    },
  };
}
