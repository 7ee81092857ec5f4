// `orc describe`: objects in full, for people. Never the values of a Secret.
import { stringify } from 'yaml';
import { isJsonObject } from '#kernel/model/from-json.ts';
import { definitionOf } from '#kernel/log/key.ts';
import type { Pod, Service } from '#kernel/model/gen/core.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { lastAppliedName } from '#cli/names.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { asJson } from '#cli/printers/output.ts';
import { alignedTable } from '#cli/printers/table.ts';
import { type CliSession, keyOfTarget, parseTargets, withCluster } from '#cli/session.ts';

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

type Json = Readonly<Record<string, unknown>>;

function pairs(map: Readonly<Record<string, string>> | undefined, without = ''): string {
  const entries = Object.entries(map ?? {}).filter(([name]) => name !== without);
  return entries.length === 0
    ? '<none>'
    : entries.map(([name, value]) => `${name}=${value}`).join('\n              ');
}

function conditions(object: OrcObject): string[] {
  const status = 'status' in object ? object.status : undefined;
  const list: unknown = isJsonObject(status) ? status['conditions'] : undefined;
  if (!Array.isArray(list) || list.length === 0) return [];
  const rows = list
    .filter(isJsonObject)
    .map((each) => ['type', 'status', 'reason', 'message'].map((field) => text(each[field])));
  return [
    'Conditions:',
    alignedTable([
      ['  TYPE', 'STATUS', 'REASON', 'MESSAGE'],
      ...rows.map(([type, ...rest]) => [`  ${type}`, ...rest]),
    ]),
  ];
}

function withoutNoise(json: Json, secret: boolean): Json {
  const { apiVersion, kind, metadata, ...rest } = json;
  const status = isJsonObject(rest['status']) ? { ...rest['status'] } : undefined;
  if (status !== undefined) delete status['conditions'];
  const shown: Record<string, unknown> = { ...rest, ...(status && { status }) };
  if (secret && isJsonObject(shown['data']))
    shown['data'] = Object.fromEntries(
      Object.entries(shown['data']).map(([name, value]) => [
        name,
        `${Buffer.from(String(value), 'base64').length} bytes`,
      ]),
    );
  return shown;
}

function containers(pod: Pod): string[] {
  return pod.spec.containers.flatMap((container) => {
    const status = pod.status?.containerStatuses?.find(({ name }) => name === container.name);
    const state = (value: unknown): string =>
      isJsonObject(value)
        ? Object.entries(value)
            .map(([word, detail]) => `${word} ${JSON.stringify(detail)}`)
            .join(' ')
        : '<none>';
    return [
      `  ${container.name}:`,
      `    Image:          ${container.image}`,
      `    Container ID:   ${status?.containerID ?? ''}`,
      `    State:          ${state(status?.state)}`,
      `    Last State:     ${state(status?.lastState)}`,
      `    Ready:          ${status?.ready === true ? 'True' : 'False'}`,
      `    Restart Count:  ${status?.restartCount ?? 0}`,
    ];
  });
}

async function endpoints(session: CliSession, service: Service): Promise<string> {
  const { objects } = await session.client.list({
    kind: 'EndpointSlice',
    namespace: service.metadata.namespace ?? '',
    labelSelector: `kubernetes.io/service-name=${service.metadata.name}`,
    fieldSelector: '',
  });
  const found = objects.flatMap((slice) =>
    slice.kind === 'EndpointSlice'
      ? (slice.endpoints ?? [])
          .filter(({ conditions: state }) => state?.ready !== false)
          .flatMap(({ addresses }) => (slice.ports ?? []).map(({ port }) => `${addresses[0]}:${port}`))
      : [],
  );
  return found.length === 0 ? '<none>' : found.join(',');
}

async function describeOne(session: CliSession, object: OrcObject): Promise<string> {
  const { metadata } = object;
  const lines = [
    `Name:         ${metadata.name}`,
    ...(definitionOf(object.kind).namespaced ? [`Namespace:    ${metadata.namespace}`] : []),
    `Labels:       ${pairs(metadata.labels)}`,
    `Annotations:  ${pairs(metadata.annotations, lastAppliedName)}`,
    `Created:      ${metadata.creationTimestamp ?? ''}`,
    `Revision:     ${metadata.resourceVersion ?? ''}`,
    ...(metadata.deletionTimestamp === undefined
      ? []
      : [
          `Terminating:  since ${metadata.deletionTimestamp}, held by ${metadata.finalizers?.join(', ') ?? 'its grace period'}`,
        ]),
    ...(metadata.ownerReferences === undefined
      ? []
      : [`Controlled By: ${metadata.ownerReferences.map(({ kind, name }) => `${kind}/${name}`).join(', ')}`]),
  ];
  if (object.kind === 'Pod')
    lines.push(
      `Node:         ${object.spec.nodeName ?? '<none>'}`,
      `IP:           ${object.status?.podIP ?? ''}`,
      'Containers:',
      ...containers(object),
    );
  if (object.kind === 'Service') lines.push(`Endpoints:    ${await endpoints(session, object)}`);
  if (object.kind === 'Node') {
    const { objects } = await session.client.list({
      kind: 'Pod',
      namespace: '',
      labelSelector: '',
      fieldSelector: `spec.nodeName=${metadata.name}`,
    });
    lines.push(
      `Pods:         ${objects.length}`,
      ...objects.map((pod) => `  ${pod.metadata.namespace}/${pod.metadata.name}`),
    );
  }
  lines.push(
    ...conditions(object),
    stringify(withoutNoise(asJson(object), object.kind === 'Secret'), { lineWidth: 0 }).trimEnd(),
  );
  return lines.join('\n');
}

export async function describe(
  words: readonly string[],
  labelSelector: string,
  globals: GlobalOptions,
): Promise<void> {
  await withCluster(globals, async (session) => {
    const { kinds, targets } = parseTargets(words);
    const objects: OrcObject[] = [];
    for (const target of targets)
      objects.push(await session.client.get(keyOfTarget(target, session.namespace)));
    if (targets.length === 0)
      for (const kind of kinds) {
        const namespace = definitionOf(kind).namespaced ? session.namespace : '';
        objects.push(
          ...(await session.client.list({ kind, namespace, labelSelector, fieldSelector: '' })).objects,
        );
      }
    const texts: string[] = [];
    for (const object of objects) texts.push(await describeOne(session, object));
    if (texts.length === 0) process.stderr.write(`No resources found in ${session.namespace} namespace.\n`);
    else process.stdout.write(`${texts.join('\n\n\n')}\n`);
  });
}
