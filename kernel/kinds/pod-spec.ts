// The rules and defaults of a pod's spec, which stands in pods and in templates alike.
import type { FieldCause } from '#kernel/errors.ts';
import { duplicate, forbidden, invalid, required } from '#kernel/kinds/kind.ts';
import { validatePlacement } from '#kernel/kinds/pod-affinity.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { validateVolumes } from '#kernel/kinds/pod-volumes.ts';
import { validateSecurityContext } from '#kernel/kinds/security-context.ts';
import { defaultAccount } from '#kernel/kinds/service-account.ts';
import { formats } from '#kernel/model/formats.ts';
import type {
  Container,
  EphemeralContainer,
  PodSpec,
  Probe,
  Toleration,
} from '#kernel/model/gen/core.gen.ts';
import type { EnvVarSource, ResourceRequirements } from '#kernel/model/gen/container.gen.ts';
import { quantityMillis } from '#kernel/model/quantity.ts';

/** The resources that containers may name. */
export const containerResources = ['cpu', 'memory'] as const;
/** The longest grace a pod may ask for, in seconds: a day. */
const maxGraceSeconds = 86_400;

/** The pull policy of an image that names none: Always for `latest`, else IfNotPresent, as in Kubernetes. */
export function defaultPullPolicy(image: string): 'Always' | 'IfNotPresent' {
  if (image.includes('@')) return 'IfNotPresent';
  const name = image.slice(image.lastIndexOf('/') + 1);
  return name.includes(':') && !name.endsWith(':latest') ? 'IfNotPresent' : 'Always';
}

function defaultResources(resources: ResourceRequirements): ResourceRequirements {
  if (resources.limits === undefined) return resources;
  return { ...resources, requests: { ...resources.limits, ...resources.requests } };
}

function defaultContainer<T extends Container | EphemeralContainer>(container: T): T {
  return {
    ...container,
    imagePullPolicy: container.imagePullPolicy ?? defaultPullPolicy(container.image),
    ...(container.resources && { resources: defaultResources(container.resources) }),
  };
}

/** The account a pod names, under both of its names. */
function accountOf({ serviceAccountName, serviceAccount }: PodSpec): Partial<PodSpec> {
  const name = serviceAccountName ?? serviceAccount;
  return name === undefined ? {} : { serviceAccountName: name, serviceAccount: name };
}

/** The spec of a new pod: one that names no account runs as its namespace's own. */
export function withAccount(spec: PodSpec): PodSpec {
  const name = accountNameOf(spec);
  return { ...spec, serviceAccountName: name, serviceAccount: name };
}

/** The account that a pod runs as; those made before pods had one by default name none. */
export function accountNameOf({ serviceAccountName, serviceAccount }: PodSpec): string {
  const named = [serviceAccountName, serviceAccount].find((name) => name !== undefined && name !== '');
  return named ?? defaultAccount;
}

/** Gives absent fields of a pod's spec their values. */
export function defaultPodSpec(spec: PodSpec): PodSpec {
  const { ephemeralContainers } = spec;
  return {
    ...spec,
    ...accountOf(spec),
    containers: spec.containers.map(defaultContainer),
    ...(ephemeralContainers && { ephemeralContainers: ephemeralContainers.map(defaultContainer) }),
  };
}

/** What an ephemeral container can't have: it is there to look, not to serve. */
const notEphemeral = [
  'ports',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'resources',
  'resizePolicy',
  'restartPolicy',
] as const;

function validateEphemeral({ containers, ephemeralContainers = [] }: PodSpec, path: string): FieldCause[] {
  const names = new Set(containers.map(({ name }) => name));
  return ephemeralContainers.flatMap((container, index) => {
    const at = `${path}.ephemeralContainers[${index}]`;
    const { name, targetContainerName = '' } = container;
    const causes = [
      ...validateImage(container.image, at),
      ...validateEnv(container, at),
      ...validateSecurityContext(container.securityContext, `${at}.securityContext`),
    ];
    if (names.has(name)) causes.push(duplicate(`${at}.name`, name));
    for (const field of notEphemeral)
      // Clients write what is empty, too.
      if (!equalValues(container[field] ?? {}, {}))
        causes.push(forbidden(`${at}.${field}`, 'cannot be set for an Ephemeral Container'));
    if (targetContainerName !== '' && !containers.some((each) => each.name === targetContainerName))
      causes.push(
        invalid(`${at}.targetContainerName`, targetContainerName, 'must be a container of the pod'),
      );
    return causes;
  });
}

function validateProbe(probe: Probe, at: string, container: Container, mustBeOne: boolean): FieldCause[] {
  const causes: FieldCause[] = [];
  const actions = [probe.exec, probe.httpGet, probe.tcpSocket].filter((action) => action !== undefined);
  if (actions.length === 0) causes.push(required(at, 'must specify a handler type'));
  if (actions.length > 1)
    causes.push(invalid(at, Object.keys(probe), 'may not specify more than 1 handler type'));
  const port = probe.httpGet?.port ?? probe.tcpSocket?.port;
  const portAt = `${at}.${probe.httpGet === undefined ? 'tcpSocket' : 'httpGet'}.port`;
  if (typeof port === 'number' && (port < 1 || port > 65535))
    causes.push(invalid(portAt, port, 'must be between 1 and 65535, inclusive'));
  if (typeof port === 'string' && !container.ports?.some(({ name }) => name === port))
    causes.push(invalid(portAt, port, "must be a number or the name of one of the container's ports"));
  if (mustBeOne && (probe.successThreshold ?? 1) !== 1)
    causes.push(invalid(`${at}.successThreshold`, probe.successThreshold, 'must be 1'));
  return causes;
}

const resourceFieldPattern = /^(requests|limits)\.(cpu|memory)$/;
const podFieldPattern =
  /^(metadata\.(name|namespace|uid|labels\['[^']+'\]|annotations\['[^']+'\])|spec\.nodeName|status\.(podIP|hostIP))$/;

function validateSource(source: EnvVarSource, at: string): FieldCause[] {
  const given = [source.fieldRef, source.resourceFieldRef, source.configMapKeyRef, source.secretKeyRef];
  const count = given.filter((each) => each !== undefined).length;
  const causes: FieldCause[] = [];
  if (count !== 1)
    causes.push(
      invalid(
        at,
        Object.keys(source),
        'must specify exactly one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`',
      ),
    );
  if (source.fieldRef !== undefined && !podFieldPattern.test(source.fieldRef.fieldPath))
    causes.push(
      invalid(
        `${at}.fieldRef.fieldPath`,
        source.fieldRef.fieldPath,
        'is not a field that variables may have',
      ),
    );
  if (source.resourceFieldRef !== undefined && !resourceFieldPattern.test(source.resourceFieldRef.resource))
    causes.push(
      invalid(
        `${at}.resourceFieldRef.resource`,
        source.resourceFieldRef.resource,
        'must be requests.cpu, requests.memory, limits.cpu or limits.memory',
      ),
    );
  for (const [kind, reference] of [
    ['configMapKeyRef', source.configMapKeyRef],
    ['secretKeyRef', source.secretKeyRef],
  ] as const)
    if (reference !== undefined && (reference.name ?? '') === '') causes.push(required(`${at}.${kind}.name`));
  return causes;
}

function validateEnv(container: Pick<Container, 'env' | 'envFrom'>, at: string): FieldCause[] {
  const causes: FieldCause[] = [];
  for (const [index, variable] of (container.env ?? []).entries()) {
    const here = `${at}.env[${index}]`;
    if (variable.valueFrom === undefined) continue;
    if ((variable.value ?? '') !== '')
      causes.push(invalid(`${here}.valueFrom`, '', 'may not be specified when `value` is not empty'));
    causes.push(...validateSource(variable.valueFrom, `${here}.valueFrom`));
  }
  for (const [index, source] of (container.envFrom ?? []).entries()) {
    const here = `${at}.envFrom[${index}]`;
    const given = [source.configMapRef, source.secretRef].filter((each) => each !== undefined);
    if (given.length !== 1)
      causes.push(
        invalid(here, Object.keys(source), 'must specify exactly one of: `configMapRef` or `secretRef`'),
      );
    for (const reference of given) if ((reference.name ?? '') === '') causes.push(required(`${here}.name`));
    const wrong =
      source.prefix === undefined || source.prefix === '' ? undefined : formats['env-name']?.(source.prefix);
    if (wrong !== undefined) causes.push(invalid(`${here}.prefix`, source.prefix, wrong));
  }
  return causes;
}

function validateResources(resources: ResourceRequirements, at: string): FieldCause[] {
  const causes: FieldCause[] = [];
  for (const section of ['limits', 'requests'] as const) {
    for (const [name, quantity] of Object.entries(resources[section] ?? {})) {
      const here = `${at}.${section}[${name}]`;
      if (!containerResources.some((resource) => resource === name))
        causes.push({
          reason: 'NotSupported',
          field: here,
          message: `Unsupported value: "${name}": supported values: "cpu", "memory"`,
        });
      if (quantityMillis(quantity) < 0n)
        causes.push(invalid(here, quantity, 'must be greater than or equal to 0'));
      const limit = resources.limits?.[name];
      if (section === 'requests' && limit !== undefined && quantityMillis(quantity) > quantityMillis(limit))
        causes.push(invalid(here, quantity, `must be less than or equal to ${name} limit of ${limit}`));
    }
  }
  return causes;
}

function validateImage(image: string, at: string): FieldCause[] {
  return /\s/.test(image) ? [invalid(`${at}.image`, image, 'must not have white space')] : [];
}

function validateContainer(container: Container, at: string): FieldCause[] {
  const causes = validateImage(container.image, at);
  const probes = [
    ['livenessProbe', container.livenessProbe],
    ['readinessProbe', container.readinessProbe],
    ['startupProbe', container.startupProbe],
  ] as const;
  for (const [name, probe] of probes)
    if (probe !== undefined)
      causes.push(...validateProbe(probe, `${at}.${name}`, container, name !== 'readinessProbe'));
  return [
    ...causes,
    ...validateEnv(container, at),
    ...validateResources(container.resources ?? {}, `${at}.resources`),
    ...validateSecurityContext(container.securityContext, `${at}.securityContext`),
  ];
}

/** What is wrong with tolerations that stand at `path`. */
export function validateTolerations(tolerations: readonly Toleration[], path: string): FieldCause[] {
  const causes: FieldCause[] = [];
  for (const [index, toleration] of tolerations.entries()) {
    const at = `${path}[${index}]`;
    if (toleration.operator === 'Exists' && (toleration.value ?? '') !== '')
      causes.push(
        invalid(`${at}.value`, toleration.value, "value must be empty when `operator` is 'Exists'"),
      );
    if ((toleration.key ?? '') === '' && toleration.operator !== 'Exists')
      causes.push(
        invalid(`${at}.operator`, toleration.operator, 'operator must be Exists when `key` is empty'),
      );
    if (toleration.tolerationSeconds !== undefined && toleration.effect !== 'NoExecute')
      causes.push(
        invalid(
          `${at}.effect`,
          toleration.effect,
          "effect must be 'NoExecute' when `tolerationSeconds` is set",
        ),
      );
  }
  return causes;
}

/** What is wrong with a pod's spec beyond its schema. `path` is where it stands, such as `spec`. */
export function validatePodSpec(spec: PodSpec, path: string): FieldCause[] {
  const causes: FieldCause[] = [];
  const portNames = new Set<string>();
  for (const [index, container] of spec.containers.entries()) {
    const at = `${path}.containers[${index}]`;
    causes.push(...validateContainer(container, at));
    for (const [portIndex, port] of (container.ports ?? []).entries()) {
      if (port.name === undefined) continue;
      if (portNames.has(port.name))
        causes.push({
          reason: 'Duplicate',
          field: `${at}.ports[${portIndex}].name`,
          message: `Duplicate value: "${port.name}"`,
        });
      portNames.add(port.name);
    }
  }
  if ((spec.terminationGracePeriodSeconds ?? 0) > maxGraceSeconds)
    causes.push(
      invalid(
        `${path}.terminationGracePeriodSeconds`,
        spec.terminationGracePeriodSeconds,
        `must be at most ${maxGraceSeconds}`,
      ),
    );
  causes.push(...validateEphemeral(spec, path));
  causes.push(...validateVolumes(spec, path));
  causes.push(...validateTolerations(spec.tolerations ?? [], `${path}.tolerations`));
  if (spec.dnsPolicy === 'None' && (spec.dnsConfig?.nameservers ?? []).length === 0)
    causes.push(
      required(
        `${path}.dnsConfig.nameservers`,
        'must provide at least one DNS nameserver when `dnsPolicy` is None',
      ),
    );
  return [...causes, ...validatePlacement(spec, path)];
}
