// Pods and their containers, as `describe` shows them.
import { podStatusWord } from '#kernel/kinds/pod.ts';
import type {
  Container,
  ContainerState,
  ContainerStatus,
  Pod,
  PodTemplateSpec,
  Probe,
  Toleration,
} from '#kernel/model/gen/core.gen.ts';
import type { EnvVar } from '#kernel/model/gen/container.gen.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { orNone } from '#kernel/model/human.ts';
import { lastAppliedName } from '#cli/names.ts';
import { Description, type Entry, moment, pairs } from '#cli/printers/description.ts';

/** The owner that manages an object. */
export function controlledBy(metadata: ObjectMeta): readonly Entry[] {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  return owner === undefined ? [] : [['Controlled By', `${owner.kind}/${owner.name}`]];
}

/** What every description begins with. */
export function metadataFields(metadata: ObjectMeta): readonly Entry[] {
  return [
    ['Name', metadata.name ?? ''],
    ...(metadata.namespace === undefined ? [] : [['Namespace', metadata.namespace] as const]),
    ['Labels', pairs(metadata.labels)],
    ['Annotations', pairs(metadata.annotations, ': ', [lastAppliedName])],
  ];
}

/** What still holds an object that is to go. */
export function terminatingFields(metadata: ObjectMeta): readonly Entry[] {
  if (metadata.deletionTimestamp === undefined) return [];
  const { finalizers = [], deletionGracePeriodSeconds: grace = 0 } = metadata;
  const held = finalizers.length > 0 ? `held by ${finalizers.join(', ')}` : `grace period ${grace}s`;
  return [['Terminating', `since ${moment(metadata.deletionTimestamp)}, ${held}`]];
}

/** Where the values of a container stand, whatever its names. */
const containerWidth = 16;

function stateOf(name: string, state: ContainerState | undefined, into: Description): void {
  if (state?.running !== undefined)
    into.fields(
      [
        [name, 'Running'],
        ['  Started', moment(state.running.startedAt)],
      ],
      containerWidth,
    );
  else if (state?.waiting !== undefined)
    into.fields(
      [
        [name, 'Waiting'],
        ...optional('  Reason', state.waiting.reason),
        ...optional('  Message', state.waiting.message),
      ],
      containerWidth,
    );
  else if (state?.terminated !== undefined) {
    const { reason, message, exitCode, signal, startedAt, finishedAt } = state.terminated;
    into.fields(
      [
        [name, 'Terminated'],
        ...optional('  Reason', reason),
        ...optional('  Message', message),
        ['  Exit Code', String(exitCode)],
        ...((signal ?? 0) === 0 ? [] : [['  Signal', String(signal)] as const]),
        ['  Started', moment(startedAt)],
        ['  Finished', moment(finishedAt)],
      ],
      containerWidth,
    );
  } else into.fields([[name, 'Waiting']], containerWidth);
}

function optional(name: string, value: string | undefined): readonly Entry[] {
  return value === undefined || value === '' ? [] : [[name, value]];
}

/** A probe in one line, as kubectl writes it. */
export function probeText(probe: Probe): string {
  const { exec, httpGet, tcpSocket } = probe;
  const action =
    exec !== undefined
      ? `exec [${exec.command.join(' ')}]`
      : httpGet !== undefined
        ? `http-get ${(httpGet.scheme ?? 'HTTP').toLowerCase()}://${httpGet.host ?? ''}:${httpGet.port}${httpGet.path ?? '/'}`
        : tcpSocket !== undefined
          ? `tcp-socket ${tcpSocket.host ?? ''}:${tcpSocket.port}`
          : 'unknown';
  const [delay, timeout, period] = [
    probe.initialDelaySeconds ?? 0,
    probe.timeoutSeconds ?? 1,
    probe.periodSeconds ?? 10,
  ];
  return `${action} delay=${delay}s timeout=${timeout}s period=${period}s #success=${probe.successThreshold ?? 1} #failure=${probe.failureThreshold ?? 3}`;
}

function envText({ value, valueFrom }: EnvVar): string {
  if (valueFrom === undefined) return value ?? '';
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = valueFrom;
  if (fieldRef !== undefined) return ` (${fieldRef.apiVersion ?? 'v1'}:${fieldRef.fieldPath})`;
  if (resourceFieldRef !== undefined) return `${resourceFieldRef.resource} (resource)`;
  const from = configMapKeyRef ?? secretKeyRef;
  const what = configMapKeyRef === undefined ? 'secret' : 'config map';
  return `<set to the key '${from?.key}' in ${what} '${from?.name}'>  Optional: ${from?.optional ?? false}`;
}

function environment(container: Container, into: Description): void {
  const sources = (container.envFrom ?? []).map(({ prefix, configMapRef, secretRef }): readonly string[] => {
    const from = configMapRef ?? secretRef;
    const kind = configMapRef === undefined ? 'Secret' : 'ConfigMap';
    const with_ = (prefix ?? '') === '' ? '' : ` with prefix '${prefix}'`;
    return [from?.name ?? '', `${kind}${with_}`, `Optional: ${from?.optional ?? false}`];
  });
  if (sources.length > 0)
    into.section('Environment Variables from', (inner) => {
      for (const source of sources) inner.line(source.join('  '));
    });
  into.section('Environment', (inner) =>
    inner.fields((container.env ?? []).map((variable) => [variable.name, envText(variable)])),
  );
}

function amounts(name: string, map: Readonly<Record<string, string>> | undefined, into: Description): void {
  if (map === undefined || Object.keys(map).length === 0) return;
  into.section(name, (inner) => inner.fields(Object.entries(map).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

function describeContainer(
  container: Container,
  status: ContainerStatus | undefined,
  isPod: boolean,
  into: Description,
): void {
  const ports = (container.ports ?? []).map(
    ({ containerPort, protocol }) => `${containerPort}/${protocol ?? 'TCP'}`,
  );
  into.fields(
    [
      ...optional('Container ID', status?.containerID),
      ['Image', container.image],
      ...optional('Image ID', status?.imageID),
      [ports.length > 1 ? 'Ports' : 'Port', orNone(ports.join(', '))],
      ...(container.command === undefined ? [] : [['Command', container.command] as const]),
      ...(container.args === undefined ? [] : [['Args', container.args] as const]),
    ],
    containerWidth,
  );
  if (isPod) {
    stateOf('State', status?.state, into);
    if (Object.values(status?.lastState ?? {}).length > 0) stateOf('Last State', status?.lastState, into);
    into.fields(
      [
        ['Ready', status?.ready === true ? 'True' : 'False'],
        ['Restart Count', String(status?.restartCount ?? 0)],
      ],
      containerWidth,
    );
  }
  amounts('Limits', container.resources?.limits, into);
  amounts('Requests', container.resources?.requests, into);
  const probes = [
    ['Liveness', container.livenessProbe],
    ['Readiness', container.readinessProbe],
    ['Startup', container.startupProbe],
  ] as const;
  into.fields(
    probes.flatMap(([name, probe]) => (probe === undefined ? [] : [[name, probeText(probe)] as const])),
    containerWidth,
  );
  environment(container, into);
}

function tolerationText({ key, operator, value, effect, tolerationSeconds }: Toleration): string {
  const what = (key ?? '') === '' ? '' : `${key}${(value ?? '') === '' ? '' : `=${value}`}`;
  const where = (effect ?? '') === '' ? '' : `:${effect}`;
  const how = operator === 'Exists' ? ` op=Exists` : '';
  return `${what}${where}${how}${tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`}`.trim();
}

/** A template of pods. */
export function describeTemplate(template: PodTemplateSpec, into: Description): void {
  into.section('Pod Template', (inner) => {
    inner.fields([
      ['Labels', pairs(template.metadata?.labels)],
      ...(Object.keys(template.metadata?.annotations ?? {}).length === 0
        ? []
        : [['Annotations', pairs(template.metadata?.annotations, ': ')] as const]),
    ]);
    inner.section('Containers', (containers) => {
      for (const container of template.spec.containers)
        containers.section(container.name, (each) => describeContainer(container, undefined, false, each));
    });
    inner.fields([['Node-Selectors', pairs(template.spec.nodeSelector)]]);
  });
}

/** A pod in full. */
export function describePod(pod: Pod, into: Description): void {
  const { spec, status, metadata } = pod;
  const word = podStatusWord(pod);
  const [name, ...rest] = metadataFields(metadata);
  into.fields([
    ...(name === undefined ? [] : [name]),
    ...rest.slice(0, 1),
    ['Node', spec.nodeName === undefined ? '<none>' : `${spec.nodeName}/${status?.hostIP ?? ''}`],
    ...(status?.startTime === undefined ? [] : [['Start Time', moment(status.startTime)] as const]),
    ...rest.slice(1),
    ['Status', word === status?.phase ? word : `${status?.phase ?? 'Pending'} (${word})`],
    ...optional('Reason', status?.reason),
    ...optional('Message', status?.message),
    ...terminatingFields(metadata),
    ['IP', status?.podIP ?? ''],
    ...controlledBy(metadata),
  ]);
  into.section('Containers', (containers) => {
    for (const container of spec.containers) {
      const own = status?.containerStatuses?.find((each) => each.name === container.name);
      containers.section(container.name, (each) => describeContainer(container, own, true, each));
    }
  });
  into.section('Conditions', (inner) =>
    inner.table(
      ['Type', 'Status', 'Reason', 'Message'],
      (status?.conditions ?? []).map((each) => [
        each.type,
        each.status,
        each.reason ?? '',
        each.message ?? '',
      ]),
    ),
  );
  into.fields([
    ['QoS Class', status?.qosClass ?? ''],
    ['Node-Selectors', pairs(spec.nodeSelector)],
    [
      'Tolerations',
      (spec.tolerations ?? []).length === 0 ? '<none>' : (spec.tolerations ?? []).map(tolerationText),
    ],
  ]);
}
