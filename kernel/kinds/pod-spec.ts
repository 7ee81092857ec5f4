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
export const maxGraceSeconds = 86_400;

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

/** The name of orc's own scheduler in `schedulerName`. */
export const ownScheduler = 'default-scheduler';

/** Gives absent fields of a pod's spec their values. A name that is empty is none, as in Kubernetes. */
export function defaultPodSpec({ nodeName = '', ...spec }: PodSpec): PodSpec {
  const { ephemeralContainers } = spec;
  return {
    ...spec,
    ...(nodeName !== '' && { nodeName }),
    ...(spec.schedulerName === '' && { schedulerName: ownScheduler }),
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
  if (ephemeralContainers.length === 0) return [];
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

function portFault(port: number | string | undefined, { ports = [] }: Container): string | undefined {
  if (typeof port === 'number')
    return port < 1 || port > 65535 ? 'must be between 1 and 65535, inclusive' : undefined;
  return port === undefined || ports.some(({ name }) => name === port)
    ? undefined
    : "must be a number or the name of one of the container's ports";
}

function checkProbe(causes: FieldCause[], probe: Probe, at: string, container: Container): void {
  let actions = 0;
  for (const action of [probe.exec, probe.httpGet, probe.tcpSocket]) if (action !== undefined) actions++;
  if (actions === 0) causes.push(required(at, 'must specify a handler type'));
  if (actions > 1) causes.push(invalid(at, Object.keys(probe), 'may not specify more than 1 handler type'));
  const port = probe.httpGet?.port ?? probe.tcpSocket?.port;
  const fault = portFault(port, container);
  if (fault === undefined) return;
  causes.push(invalid(`${at}.${probe.httpGet === undefined ? 'tcpSocket' : 'httpGet'}.port`, port, fault));
}

const probeNames = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

function checkProbes(causes: FieldCause[], container: Container, path: string): void {
  for (const name of probeNames) {
    const probe = container[name];
    if (probe === undefined) continue;
    const at = `${path}.${name}`;
    checkProbe(causes, probe, at, container);
    if (name !== 'readinessProbe' && (probe.successThreshold ?? 1) !== 1)
      causes.push(invalid(`${at}.successThreshold`, probe.successThreshold, 'must be 1'));
  }
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

function checkResources(
  causes: FieldCause[],
  resources: ResourceRequirements,
  section: 'limits' | 'requests',
  at: string,
): void {
  for (const [name, quantity] of Object.entries(resources[section] ?? {})) {
    const millis = quantityMillis(quantity);
    const isKnown = name === 'cpu' || name === 'memory';
    const limit = section === 'requests' ? resources.limits?.[name] : undefined;
    const isBeyond = limit !== undefined && millis > quantityMillis(limit);
    if (isKnown && millis >= 0n && !isBeyond) continue;
    const here = `${at}.resources.${section}[${name}]`;
    if (!isKnown)
      causes.push({
        reason: 'NotSupported',
        field: here,
        message: `Unsupported value: "${name}": supported values: "cpu", "memory"`,
      });
    if (millis < 0n) causes.push(invalid(here, quantity, 'must be greater than or equal to 0'));
    if (isBeyond)
      causes.push(invalid(here, quantity, `must be less than or equal to ${name} limit of ${limit}`));
  }
}

function validateImage(image: string, at: string): FieldCause[] {
  return /\s/.test(image) ? [invalid(`${at}.image`, image, 'must not have white space')] : [];
}

function checkContainer(causes: FieldCause[], container: Container, at: string): void {
  const { image, resources, securityContext } = container;
  causes.push(...validateImage(image, at));
  checkProbes(causes, container, at);
  causes.push(...validateEnv(container, at));
  if (resources !== undefined) {
    checkResources(causes, resources, 'limits', at);
    checkResources(causes, resources, 'requests', at);
  }
  if (securityContext !== undefined)
    causes.push(...validateSecurityContext(securityContext, `${at}.securityContext`));
}

/** No two ports of a pod may have the same name. */
function checkPortNames(causes: FieldCause[], containers: readonly Container[], path: string): void {
  const names = new Set<string>();
  for (const [container, { ports = [] }] of containers.entries())
    for (const [port, { name }] of ports.entries()) {
      if (name === undefined) continue;
      if (names.has(name))
        causes.push(duplicate(`${path}.containers[${container}].ports[${port}].name`, name));
      names.add(name);
    }
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
  for (const [index, container] of spec.containers.entries())
    checkContainer(causes, container, `${path}.containers[${index}]`);
  checkPortNames(causes, spec.containers, path);
  if ((spec.terminationGracePeriodSeconds ?? 0) > maxGraceSeconds)
    causes.push(
      invalid(
        `${path}.terminationGracePeriodSeconds`,
        spec.terminationGracePeriodSeconds,
        `must be at most ${maxGraceSeconds}`,
      ),
    );
  causes.push(
    ...validateEphemeral(spec, path),
    ...validateVolumes(spec, path),
    ...validateTolerations(spec.tolerations ?? [], `${path}.tolerations`),
  );
  if (spec.dnsPolicy === 'None' && (spec.dnsConfig?.nameservers ?? []).length === 0)
    causes.push(
      required(
        `${path}.dnsConfig.nameservers`,
        'must provide at least one DNS nameserver when `dnsPolicy` is None',
      ),
    );
  causes.push(...validatePlacement(spec, path));
  return causes;
}
