// The checks of the level `baseline`: what gives a pod a way to its node by itself.
// https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
import type { Probe } from '#kernel/model/gen/core.gen.ts';
import type { LifecycleHandler } from '#kernel/model/gen/container.gen.ts';
import {
  type AnyContainer,
  type SecuritySubject,
  type Violation,
  containersText,
  counted,
  distinct,
  quoted,
  settersText,
} from '#kernel/policy/pod-security/subject.ts';

const appArmorAnnotation = 'container.apparmor.security.beta.kubernetes.io/';

/** Profiles of AppArmor that are none, or nobody's, by annotation or by field. */
export function appArmor({ metadata, spec, containers }: SecuritySubject): Violation | undefined {
  const isOff = (profile: { readonly type: string } | undefined): boolean => profile?.type === 'Unconfined';
  const bad = containers.filter(({ securityContext }) => isOff(securityContext?.appArmorProfile));
  const setters = settersText(isOff(spec.securityContext?.appArmorProfile), bad);
  const annotations = Object.entries(metadata.annotations ?? {})
    .filter(([name]) => name.startsWith(appArmorAnnotation))
    .filter(([, value]) => !['', 'runtime/default'].includes(value) && !value.startsWith('localhost/'))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const found = [
    ...(setters === '' ? [] : [`${setters} must not set AppArmor profile type to "Unconfined"`]),
    ...distinct(annotations),
  ];
  if (found.length === 0) return undefined;
  return { reason: counted(found.length, 'forbidden AppArmor profile'), detail: found.join(', ') };
}

const defaultCapabilities: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** Which containers add capabilities outside `allowed`, in words; undefined when none does. */
export function addedCapabilities(
  containers: readonly AnyContainer[],
  allowed: ReadonlySet<string>,
): string | undefined {
  const forbidden = (container: AnyContainer): readonly string[] =>
    (container.securityContext?.capabilities?.add ?? []).filter((name) => !allowed.has(name));
  const bad = containers.filter((container) => forbidden(container).length > 0);
  if (bad.length === 0) return undefined;
  const names = quoted(distinct(bad.flatMap(forbidden)));
  return `${containersText(bad)} must not include ${names} in securityContext.capabilities.add`;
}

export function capabilities({ containers }: SecuritySubject): Violation | undefined {
  const detail = addedCapabilities(containers, defaultCapabilities);
  return detail === undefined ? undefined : { reason: 'non-default capabilities', detail };
}

export function hostNamespaces({ spec }: SecuritySubject): Violation | undefined {
  const shared = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((name) => spec[name] === true);
  if (shared.length === 0) return undefined;
  return { reason: 'host namespaces', detail: shared.map((name) => `${name}=true`).join(', ') };
}

export function hostPaths({ spec }: SecuritySubject): Violation | undefined {
  const bad = (spec.volumes ?? []).filter(({ hostPath }) => hostPath !== undefined).map(({ name }) => name);
  if (bad.length === 0) return undefined;
  return { reason: 'hostPath volumes', detail: `${counted(bad.length, 'volume')} ${quoted(bad)}` };
}

export function hostPorts({ containers }: SecuritySubject): Violation | undefined {
  const used = (container: AnyContainer): readonly number[] =>
    (container.ports ?? []).flatMap(({ hostPort = 0 }) => (hostPort === 0 ? [] : [hostPort]));
  const bad = containers.filter((container) => used(container).length > 0);
  if (bad.length === 0) return undefined;
  const ports = distinct(bad.flatMap(used).map(String));
  const verb = counted(bad.length, 'uses', 'use');
  const what = counted(ports.length, 'hostPort');
  return { reason: 'hostPort', detail: `${containersText(bad)} ${verb} ${what} ${ports.join(', ')}` };
}

/** The hosts that a container's probes and hooks name: requests from the node to anywhere. */
function hostsOf(container: AnyContainer): readonly string[] {
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
  const handlers: readonly (Probe | LifecycleHandler | undefined)[] = [
    livenessProbe,
    readinessProbe,
    startupProbe,
    lifecycle?.postStart,
    lifecycle?.preStop,
  ];
  return handlers
    .flatMap((handler) => [handler?.httpGet?.host ?? '', handler?.tcpSocket?.host ?? ''])
    .filter((host) => host !== '');
}

export function hostsOfProbes({ containers }: SecuritySubject): Violation | undefined {
  const bad = containers.filter((container) => hostsOf(container).length > 0);
  if (bad.length === 0) return undefined;
  const hosts = distinct(bad.flatMap(hostsOf));
  const verb = counted(bad.length, 'uses', 'use');
  const what = counted(hosts.length, 'host');
  const detail = `${containersText(bad)} ${verb} probe or lifecycle ${what} ${quoted(hosts)}`;
  return { reason: 'probe or lifecycle host', detail };
}

export function privileged({ containers }: SecuritySubject): Violation | undefined {
  const bad = containers.filter(({ securityContext }) => securityContext?.privileged === true);
  if (bad.length === 0) return undefined;
  const detail = `${containersText(bad)} must not set securityContext.privileged=true`;
  return { reason: 'privileged', detail };
}

export function procMount({ containers }: SecuritySubject): Violation | undefined {
  const mountOf = ({ securityContext }: AnyContainer): string => securityContext?.procMount ?? 'Default';
  const bad = containers.filter((container) => !['', 'Default'].includes(mountOf(container)));
  if (bad.length === 0) return undefined;
  const mounts = quoted(distinct(bad.map(mountOf)));
  const detail = `${containersText(bad)} must not set securityContext.procMount to ${mounts}`;
  return { reason: 'procMount', detail };
}

const seLinuxTypes = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

/** A check of SELinux' options that allows some types beyond those it always did. */
export function seLinux(further: readonly string[]): (subject: SecuritySubject) => Violation | undefined {
  const allowed: ReadonlySet<string> = new Set([...seLinuxTypes, ...further]);
  return ({ spec, containers }) => {
    const types: string[] = [];
    let setsUser = false;
    let setsRole = false;
    const breaks = (context: AnyContainer['securityContext'] | typeof spec.securityContext): boolean => {
      const { type = '', user = '', role = '' } = context?.seLinuxOptions ?? {};
      if (!allowed.has(type)) types.push(type);
      setsUser ||= user !== '';
      setsRole ||= role !== '';
      return !allowed.has(type) || user !== '' || role !== '';
    };
    const isPod = breaks(spec.securityContext);
    const bad = containers.filter(({ securityContext }) => breaks(securityContext));
    const setters = settersText(isPod, bad);
    if (setters === '') return undefined;
    const forbidden = distinct(types);
    const what = [
      ...(forbidden.length > 0 ? [`${counted(forbidden.length, 'type')} ${quoted(forbidden)}`] : []),
      ...(setsUser ? ['user may not be set'] : []),
      ...(setsRole ? ['role may not be set'] : []),
    ];
    const detail = `${setters} set forbidden securityContext.seLinuxOptions: ${what.join('; ')}`;
    return { reason: 'seLinuxOptions', detail };
  };
}

const seccompAnnotations = {
  pod: 'seccomp.security.alpha.kubernetes.io/pod',
  container: 'container.seccomp.security.alpha.kubernetes.io/',
} as const;

/** Profiles of seccomp as annotations said them before there were fields. */
export function seccompAnnotated({ metadata }: SecuritySubject): Violation | undefined {
  const bad = Object.entries(metadata.annotations ?? {})
    .filter(([name]) => name === seccompAnnotations.pod || name.startsWith(seccompAnnotations.container))
    .filter(
      ([, value]) =>
        !['runtime/default', 'docker/default'].includes(value) && !value.startsWith('localhost/'),
    )
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  if (bad.length === 0) return undefined;
  const detail = `forbidden ${counted(bad.length, 'annotation')} ${distinct(bad).join(', ')}`;
  return { reason: 'seccompProfile', detail };
}

/** Who says that no system call is refused, in words; undefined when nobody does. */
export function unconfinedSeccomp({ spec, containers }: SecuritySubject): Violation | undefined {
  const isOff = (profile: { readonly type: string } | undefined): boolean =>
    profile !== undefined && !['RuntimeDefault', 'Localhost'].includes(profile.type);
  const bad = containers.filter(({ securityContext }) => isOff(securityContext?.seccompProfile));
  const profiles = [
    spec.securityContext?.seccompProfile,
    ...bad.map((each) => each.securityContext?.seccompProfile),
  ];
  const setters = settersText(isOff(spec.securityContext?.seccompProfile), bad);
  if (setters === '') return undefined;
  const types = quoted(distinct(profiles.filter(isOff).map((profile) => profile?.type ?? '')));
  const detail = `${setters} must not set securityContext.seccompProfile.type to ${types}`;
  return { reason: 'seccompProfile', detail };
}

const safeSysctls = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_syncookies',
];

/** A check of kernel parameters that allows some beyond those it always did. */
export function sysctls(further: readonly string[]): (subject: SecuritySubject) => Violation | undefined {
  const allowed: ReadonlySet<string> = new Set([...safeSysctls, ...further]);
  return ({ spec }) => {
    const bad = (spec.securityContext?.sysctls ?? []).filter(({ name }) => !allowed.has(name));
    if (bad.length === 0) return undefined;
    return { reason: 'forbidden sysctls', detail: bad.map(({ name }) => name).join(', ') };
  };
}

export function hostProcess({ spec, containers }: SecuritySubject): Violation | undefined {
  const bad = containers.filter(
    ({ securityContext }) => securityContext?.windowsOptions?.hostProcess === true,
  );
  const setters = settersText(spec.securityContext?.windowsOptions?.hostProcess === true, bad);
  if (setters === '') return undefined;
  return {
    reason: 'hostProcess',
    detail: `${setters} must not set securityContext.windowsOptions.hostProcess=true`,
  };
}
