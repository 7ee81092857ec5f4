// How patches merge objects, as Kubernetes publishes it: by which key a strategic merge finds an item,
// and whether server-side apply sees a list as a map, a set or one value. And what of it orc takes without
// acting on it, or refuses: both are promises to users.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf } from '#kernel/log/key.ts';
import type { FieldSchema, MessageType } from '#kernel/model/schema.ts';

/** The messages that objects reach, by name. */
function reachedMessages(): ReadonlyMap<string, MessageType<unknown>> {
  const messages = new Map<string, MessageType<unknown>>();
  const visit = (type: MessageType<unknown>): void => {
    if (messages.has(type.name)) return;
    messages.set(type.name, type);
    for (const { message } of type.schema.fields) if (message !== undefined) visit(message());
  };
  for (const kind of kindNames) visit(definitionOf(kind).type);
  const kubernetes = [...messages].filter(([name]) => name.startsWith('k8s.io.'));
  return new Map(kubernetes.map(([name, type]) => [name.slice(name.lastIndexOf('.') + 1), type]));
}
const messages = reachedMessages();

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
  'DeploymentSpec.strategy': 'patch retainKeys()',
  'DeploymentStatus.conditions': 'map(type); patch merge(type)',
  'StatefulSetSpec.volumeClaimTemplates': 'atomic',
  'StatefulSetStatus.conditions': 'map(type); patch merge(type)',
  'DaemonSetStatus.conditions': 'map(type); patch merge(type)',
  'JobStatus.conditions': 'atomic; patch merge(type)',
  'UncountedTerminatedPods.succeeded': 'set',
  'PodFailurePolicy.rules': 'atomic',
  'PodFailurePolicyOnExitCodesRequirement.values': 'set',
  'CronJobStatus.active': 'atomic',
  'IngressSpec.rules': 'atomic',
  'HTTPIngressRuleValue.paths': 'atomic',
  'NetworkPolicySpec.ingress': 'atomic',
  'PodDisruptionBudgetStatus.conditions': 'map(type); patch merge(type)',
  'Role.rules': 'atomic',
  'ClusterRoleBinding.subjects': 'atomic',
  'StorageClass.allowedTopologies': 'atomic',
  'CSIDriverSpec.volumeLifecycleModes': 'set',
  'CSINodeSpec.drivers': 'map(name); patch merge(name)',
  'HorizontalPodAutoscalerSpec.metrics': 'atomic',
  'HorizontalPodAutoscalerStatus.conditions': 'map(type); patch merge(type)',
  'Scheduling.nodeSelector': 'one value',
  'Scheduling.tolerations': 'atomic',
  'Endpoint.addresses': 'set',
  'EndpointSlice.endpoints': 'atomic',
  'CustomResourceDefinitionStatus.conditions': 'map(type)',
  'CertificateSigningRequestStatus.conditions': 'map(type)',
  'MutatingWebhookConfiguration.webhooks': 'map(name); patch merge(name)',
  'ValidatingWebhook.matchConditions': 'map(name); patch merge(name)',
  'ValidatingAdmissionPolicySpec.validations': 'atomic',
  'ValidatingAdmissionPolicySpec.variables': 'map(name); patch merge(name)',
  'ValidatingAdmissionPolicyBindingSpec.validationActions': 'set',
};

describe('what Kubernetes publishes', () => {
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
        'CrossVersionObjectReference',
        'EndpointAddress',
        'EndpointPort',
        'FileKeySelector',
        'LabelSelector',
        'LocalObjectReference',
        'MatchResources',
        'NamedRuleWithOperations',
        'NodeSelector',
        'NodeSelectorTerm',
        'ObjectFieldSelector',
        'ObjectReference',
        'OwnerReference',
        'ParamKind',
        'ParamRef',
        'ResourceFieldSelector',
        'RoleRef',
        'ScopeSelector',
        'SecretKeySelector',
        'SecretReference',
        'ServiceBackendPort',
        'Subject',
        'TopologySelectorTerm',
        'TypedLocalObjectReference',
        'Variable',
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
        'DeploymentSpec.podReplacementPolicy',
        'Endpoint.hints',
        'PodSpec.affinity',
        'PodSpec.dnsPolicy',
        'PodSpec.preemptionPolicy',
        'PodSpec.priority',
        'PodSpec.priorityClassName',
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
