// The labels by which an agent finds its containers again.
import type { ContainerIdentity } from '#node-agent/container-runtime.ts';

const prefix = 'dev.orc.';
export const managedLabel = `${prefix}managed`;
const names = {
  podUid: `${prefix}pod-uid`,
  podNamespace: `${prefix}pod-namespace`,
  podName: `${prefix}pod-name`,
  container: `${prefix}container`,
  attempt: `${prefix}attempt`,
  grace: `${prefix}grace-seconds`,
} as const;

export function labelsOf(identity: ContainerIdentity, graceSeconds: number): Record<string, string> {
  return {
    [managedLabel]: 'true',
    [names.podUid]: identity.podUid,
    [names.podNamespace]: identity.podNamespace,
    [names.podName]: identity.podName,
    [names.container]: identity.container,
    [names.attempt]: String(identity.attempt),
    [names.grace]: String(graceSeconds),
  };
}

export function identityOf(
  labels: Readonly<Record<string, string>>,
): ContainerIdentity & { readonly graceSeconds: number } {
  const text = (name: string): string => labels[name] ?? '';
  return {
    podUid: text(names.podUid),
    podNamespace: text(names.podNamespace),
    podName: text(names.podName),
    container: text(names.container),
    attempt: Number(text(names.attempt)) || 0,
    graceSeconds: Number(text(names.grace)) || 0,
  };
}

/** A container's name in Docker: readable, and unique by uid and attempt. */
export function dockerName(identity: ContainerIdentity): string {
  const container = identity.container === '' ? 'POD' : identity.container;
  return `orc_${container}_${identity.podName}_${identity.podNamespace}_${identity.podUid}_${identity.attempt}`;
}
