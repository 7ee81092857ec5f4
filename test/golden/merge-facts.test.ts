// How patches merge the core group, as Kubernetes publishes it: by which key a strategic merge finds an item,
// and whether server-side apply sees a list as a map, a set or one value. And what of it orc takes without
// acting on it, or refuses: both are promises to users.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf } from '#kernel/log/key.ts';
import type { FieldSchema, MessageType } from '#kernel/model/schema.ts';

const corePackage = 'k8s.io.api.core.v1.';

/** The messages of the core group that objects reach, by name. */
function coreMessages(): ReadonlyMap<string, MessageType<unknown>> {
  const messages = new Map<string, MessageType<unknown>>();
  const visit = (type: MessageType<unknown>): void => {
    if (messages.has(type.name)) return;
    messages.set(type.name, type);
    for (const { message } of type.schema.fields) if (message !== undefined) visit(message());
  };
  for (const kind of kindNames) visit(definitionOf(kind).type);
  const core = [...messages].filter(([name]) => name.startsWith(corePackage));
  return new Map(core.map(([name, type]) => [name.slice(corePackage.length), type]));
}
const messages = coreMessages();

/** How the field is merged, in few words. */
function mergeText({
  listKey,
  listType,
  patchStrategy,
  patchMergeKey,
  atomic,
  container,
}: FieldSchema): string {
  const list = listType ?? (listKey === undefined ? 'atomic' : 'map');
  return [
    ...(container === 'list' ? [list === 'map' ? `map(${listKey?.join(',') ?? ''})` : list] : []),
    ...(atomic === undefined ? [] : [atomic ? 'one value' : 'by field']),
    ...(patchStrategy === undefined ? [] : [`patch ${patchStrategy.join(',')}(${patchMergeKey ?? ''})`]),
  ].join('; ');
}

const published: Readonly<Record<string, string>> = {
  'PodSpec.volumes': 'map(name); patch merge,retainKeys(name)',
  'PodSpec.containers': 'map(name); patch merge(name)',
  'PodSpec.initContainers': 'map(name); patch merge(name)',
  'PodSpec.nodeSelector': 'one value',
  'PodSpec.tolerations': 'atomic',
  'PodSpec.imagePullSecrets': 'map(name); patch merge(name)',
  'PodSpec.hostAliases': 'map(ip); patch merge(ip)',
  'PodSpec.readinessGates': 'atomic',
  'PodSpec.schedulingGates': 'map(name); patch merge(name)',
  'PodSpec.topologySpreadConstraints': 'map(topologyKey,whenUnsatisfiable); patch merge(topologyKey)',
  'PodSpec.resourceClaims': 'map(name); patch merge,retainKeys(name)',
  'Container.args': 'atomic',
  'Container.ports': 'map(containerPort,protocol); patch merge(containerPort)',
  'Container.env': 'map(name); patch merge(name)',
  'Container.envFrom': 'atomic',
  'Container.volumeMounts': 'map(mountPath); patch merge(mountPath)',
  'Container.volumeDevices': 'map(devicePath); patch merge(devicePath)',
  'PodStatus.conditions': 'map(type); patch merge(type)',
  'PodStatus.containerStatuses': 'atomic',
  'PodStatus.podIPs': 'map(ip); patch merge(ip)',
  'PodStatus.hostIPs': 'atomic; patch merge(ip)',
  'NodeSpec.podCIDRs': 'set; patch merge()',
  'NodeSpec.taints': 'atomic',
  'NodeStatus.conditions': 'map(type); patch merge(type)',
  'NamespaceStatus.conditions': 'map(type); patch merge(type)',
  'ServiceSpec.ports': 'map(port,protocol); patch merge(port)',
  'ServiceSpec.selector': 'one value',
  'ServiceStatus.conditions': 'map(type); patch merge(type)',
  'ServiceAccount.secrets': 'map(name); patch merge(name)',
  'ServiceAccount.imagePullSecrets': 'atomic',
  'PersistentVolumeSpec.claimRef': 'by field',
  'PersistentVolumeSpec.accessModes': 'atomic',
  'PersistentVolumeClaimStatus.conditions': 'map(type); patch merge(type)',
  'ReplicationControllerSpec.selector': 'one value',
  'LimitRangeSpec.limits': 'atomic',
  'Endpoints.subsets': 'atomic',
};

describe('the core group', () => {
  it('is merged as Kubernetes publishes it', () => {
    const ours = Object.keys(published).map((path): readonly [string, string] => {
      const [message = '', name = ''] = path.split('.');
      const field = messages.get(message)?.schema.fields.find((each) => each.name === name);
      return [path, field === undefined ? 'no such field' : mergeText(field)];
    });
    assert.deepEqual(Object.fromEntries(ours), published);
  });

  it('has the messages that are one value wherever they stand', () =>
    assert.deepEqual(
      [...messages]
        .filter(([, { schema }]) => schema.atomic === true)
        .map(([name]) => name)
        .toSorted(),
      [
        'ConfigMapKeySelector',
        'CoreEndpointPort',
        'EndpointAddress',
        'FileKeySelector',
        'LocalObjectReference',
        'NodeSelector',
        'NodeSelectorTerm',
        'ObjectFieldSelector',
        'ObjectReference',
        'ResourceFieldSelector',
        'ScopeSelector',
        'SecretKeySelector',
        'SecretReference',
        'TopologySelectorTerm',
        'TypedLocalObjectReference',
      ],
    ));

  it('has these fields that are taken and not acted on yet, none of them in a status', () =>
    assert.deepEqual(
      [...messages]
        .flatMap(([name, { schema }]) =>
          schema.fields.filter(({ inert }) => inert === true).map((field) => `${name}.${field.name}`),
        )
        .toSorted(),
      [
        'Container.resizePolicy',
        'PodSpec.affinity',
        'PodSpec.automountServiceAccountToken',
        'PodSpec.dnsPolicy',
        'PodSpec.preemptionPolicy',
        'PodSpec.priority',
        'PodSpec.priorityClassName',
        'PodSpec.serviceAccount',
        'PodSpec.serviceAccountName',
        'PodSpec.subdomain',
        'PodSpec.topologySpreadConstraints',
        'ServicePort.appProtocol',
        'ServiceSpec.trafficDistribution',
      ],
    ));

  it('declares every field that it refuses, but for those newer than what it declares', () =>
    assert.deepEqual(
      [...messages].flatMap(([name, { schema }]) =>
        schema.unsupported
          .filter((each) => !schema.fields.some((field) => field.name === each))
          .map((each) => `${name}.${each}`),
      ),
      ['Container.restartPolicyRules'],
    ));
});
