// The checks that the level `restricted` adds: what pods are known to do without.
// https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
import type { Volume } from '#kernel/model/gen/volume.gen.ts';
import { addedCapabilities, unconfinedSeccomp } from '#kernel/policy/pod-security/baseline.ts';
import {
  type SecuritySubject,
  type Violation,
  containersText,
  counted,
  distinct,
  quoted,
  settersText,
} from '#kernel/policy/pod-security/subject.ts';

type Check = (subject: SecuritySubject) => Violation | undefined;

/** A check of what only Linux has: pods that say they are for Windows pass. */
export function onLinux(check: Check): Check {
  return (subject) => (subject.spec.os?.name === 'windows' ? undefined : check(subject));
}

export function escalation({ containers }: SecuritySubject): Violation | undefined {
  const bad = containers.filter(({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false);
  if (bad.length === 0) return undefined;
  return {
    reason: 'allowPrivilegeEscalation != false',
    detail: `${containersText(bad)} must set securityContext.allowPrivilegeEscalation=false`,
  };
}

const mayAdd: ReadonlySet<string> = new Set(['NET_BIND_SERVICE']);

export function droppedCapabilities({ containers }: SecuritySubject): Violation | undefined {
  const bad = containers.filter(
    ({ securityContext }) => securityContext?.capabilities?.drop?.includes('ALL') !== true,
  );
  const added = addedCapabilities(containers, mayAdd);
  const details = [
    ...(bad.length > 0 ? [`${containersText(bad)} must set securityContext.capabilities.drop=["ALL"]`] : []),
    ...(added === undefined ? [] : [added]),
  ];
  if (details.length === 0) return undefined;
  return { reason: 'unrestricted capabilities', detail: details.join('; ') };
}

const allowedVolumes: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** What a volume is made of, by the name of its field; one without a source is an emptyDir. */
function typeOf(volume: Volume): string {
  return Object.keys(volume).find((name) => name !== 'name') ?? 'emptyDir';
}

export function volumeTypes({ spec }: SecuritySubject): Violation | undefined {
  const bad = (spec.volumes ?? []).filter((volume) => !allowedVolumes.has(typeOf(volume)));
  if (bad.length === 0) return undefined;
  const types = distinct(bad.map(typeOf));
  const names = quoted(bad.map(({ name }) => name));
  const detail = `${counted(bad.length, 'volume')} ${names} ${counted(bad.length, 'uses', 'use')} restricted volume ${counted(types.length, 'type')} ${quoted(types)}`;
  return { reason: 'restricted volume types', detail };
}

export function nonRoot({ spec, containers }: SecuritySubject): Violation | undefined {
  const reason = 'runAsNonRoot != true';
  const asked = spec.securityContext?.runAsNonRoot;
  const against = containers.filter(({ securityContext }) => securityContext?.runAsNonRoot === false);
  const setters = settersText(asked === false, against);
  if (setters !== '') return { reason, detail: `${setters} must not set securityContext.runAsNonRoot=false` };
  if (asked === true) return undefined;
  const silent = containers.filter(({ securityContext }) => securityContext?.runAsNonRoot === undefined);
  if (silent.length === 0) return undefined;
  return { reason, detail: `pod or ${containersText(silent)} must set securityContext.runAsNonRoot=true` };
}

export function rootUser({ spec, containers }: SecuritySubject): Violation | undefined {
  const bad = containers.filter(({ securityContext }) => securityContext?.runAsUser === 0);
  const setters = settersText(spec.securityContext?.runAsUser === 0, bad);
  return setters === ''
    ? undefined
    : { reason: 'runAsUser=0', detail: `${setters} must not set runAsUser=0` };
}

export function seccomp(subject: SecuritySubject): Violation | undefined {
  const against = unconfinedSeccomp(subject);
  if (against !== undefined) return against;
  if (subject.spec.securityContext?.seccompProfile !== undefined) return undefined;
  const silent = subject.containers.filter(
    ({ securityContext }) => securityContext?.seccompProfile === undefined,
  );
  if (silent.length === 0) return undefined;
  return {
    reason: 'seccompProfile',
    detail: `pod or ${containersText(silent)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`,
  };
}
