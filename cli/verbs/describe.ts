// What `orc describe` does: objects in full, for people. Never the values of a Secret.
import { OrcError } from '#kernel/errors.ts';
import { serviceNameLabel } from '#kernel/kinds/endpoint-slice.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import type { ConfigMap, Pod, Secret } from '#kernel/model/gen/core.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { formatSelector, selectorOf } from '#kernel/model/selector.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { complain, isNotFound } from '#cli/errors.ts';
import { controlledBy, describePod, metadataFields, terminatingFields } from '#cli/printers/describe-pod.ts';
import {
  describeDeployment,
  describeNode,
  describeReplicaSet,
  describeService,
} from '#cli/printers/describe-workload.ts';
import { Description, moment } from '#cli/printers/description.ts';
import { type Shown, asJson, asYaml } from '#cli/printers/output.ts';
import {
  type CliSession,
  type Target,
  keyOfTarget,
  parseTargets,
  scopeOf,
  versionRead,
  withCluster,
} from '#cli/session.ts';

async function list(
  { client }: CliSession,
  kind: string,
  namespace: string,
  selectors: { readonly labels?: string; readonly fields?: string },
): Promise<readonly OrcObject[]> {
  const { labels: labelSelector = '', fields: fieldSelector = '' } = selectors;
  return (await client.list({ kind, namespace, labelSelector, fieldSelector })).objects;
}

function isOwnedBy(object: OrcObject, owner: OrcObject): boolean {
  return object.metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid) === true;
}

function describeConfigMap(map: ConfigMap, into: Description): void {
  into.fields(metadataFields(map.metadata)).line('');
  into.line('Data\n====');
  for (const [name, value] of Object.entries(map.data ?? {})) into.line(`${name}:\n----\n${value}\n`);
  into.line('\nBinaryData\n====');
  for (const [name, value] of Object.entries(map.binaryData ?? {}))
    into.line(`${name}: ${value.length} bytes`);
}

function describeSecret(secret: Secret, into: Description): void {
  into.fields([...metadataFields(secret.metadata), ['Type', secret.type ?? 'Opaque']]).line('');
  into.line('Data\n====');
  for (const [name, value] of Object.entries(secret.data ?? {})) into.line(`${name}: ${value.length} bytes`);
}

/** Any other object: what it says of itself, as YAML. */
function describeOther(shown: Shown, into: Description): void {
  const { metadata } = shown.object;
  const { apiVersion, kind, metadata: _metadata, ...rest } = asJson(shown);
  into.fields([
    ...metadataFields(metadata),
    ['API Version', String(apiVersion)],
    ['Kind', String(kind)],
    ['CreationTimestamp', moment(metadata.creationTimestamp)],
    ...terminatingFields(metadata),
    ...controlledBy(metadata),
  ]);
  if (isJsonObject(rest) && Object.keys(rest).length > 0) into.line(asYaml(rest).trimEnd());
}

async function describeOne(session: CliSession, shown: Shown): Promise<string> {
  const { object } = shown;
  const into = new Description();
  const namespace = object.metadata.namespace ?? '';
  switch (object.kind) {
    case 'Pod':
      describePod(object, into);
      break;
    case 'Deployment': {
      const sets = await list(session, 'ReplicaSet', namespace, {});
      const own = sets.filter((set) => set.kind === 'ReplicaSet').filter((set) => isOwnedBy(set, object));
      describeDeployment(object, own, into);
      break;
    }
    case 'ReplicaSet': {
      const labels = formatSelector(selectorOf(object.spec.selector));
      const pods = (await list(session, 'Pod', namespace, { labels })).filter((pod) => pod.kind === 'Pod');
      describeReplicaSet(
        object,
        pods.filter((pod) => isOwnedBy(pod, object)),
        into,
      );
      break;
    }
    case 'Service': {
      const labels = `${serviceNameLabel}=${object.metadata.name}`;
      const slices = await list(session, 'EndpointSlice', namespace, { labels });
      describeService(
        object,
        slices.filter((slice) => slice.kind === 'EndpointSlice'),
        into,
      );
      break;
    }
    case 'Node': {
      const fields = `spec.nodeName=${object.metadata.name}`;
      const pods = await list(session, 'Pod', '', { fields });
      const own = pods.filter((pod): pod is Pod => pod.kind === 'Pod');
      describeNode(object, own, Date.now(), into);
      break;
    }
    case 'ConfigMap':
      describeConfigMap(object, into);
      break;
    case 'Secret':
      describeSecret(object, into);
      break;
    default:
      describeOther(shown, into);
  }
  return into.text();
}

export interface DescribeOptions {
  readonly selector?: string;
  readonly allNamespaces?: boolean;
}

/** The objects whose name begins with that of a target, which is how kubectl's describe finds them too. */
async function beginning(session: CliSession, target: Target): Promise<readonly Shown[]> {
  const { objects } = await session.client.list(scopeOf(session, target, {}));
  return objects
    .filter(({ metadata }) => metadata.name?.startsWith(target.name) === true)
    .map((object) => ({ object, asked: target }));
}

async function find(
  session: CliSession,
  words: readonly string[],
  options: DescribeOptions,
): Promise<readonly Shown[]> {
  const { kinds, targets } = parseTargets(words);
  const objects: Shown[] = [];
  for (const target of targets) {
    try {
      const key = keyOfTarget(target, session.namespace);
      objects.push({ object: await session.client.get(key, versionRead(target)), asked: target });
    } catch (error) {
      if (!isNotFound(error)) throw error;
      const others = await beginning(session, target);
      if (others.length === 0) complain(error);
      objects.push(...others);
    }
  }
  if (targets.length > 0) return objects;
  for (const asked of kinds) {
    const found = await session.client.list(scopeOf(session, asked, options));
    objects.push(...found.objects.map((object) => ({ object, asked })));
  }
  if (objects.length === 0) process.stderr.write(`No resources found in ${session.namespace} namespace.\n`);
  return objects;
}

/** Describes objects. */
export async function describe(
  words: readonly string[],
  options: DescribeOptions,
  globals: GlobalOptions,
): Promise<void> {
  if (words.length === 0)
    throw new OrcError('BadRequest', 'You must specify the type of resource to describe');
  await withCluster(globals, async (session) => {
    const texts: string[] = [];
    for (const shown of await find(session, words, options)) texts.push(await describeOne(session, shown));
    if (texts.length > 0) process.stdout.write(`${texts.join('\n\n\n')}\n`);
  });
}
