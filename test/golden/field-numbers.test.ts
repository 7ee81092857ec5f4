// Field numbers as Kubernetes publishes them in core/v1/generated.proto: clients that speak protobuf must
// find each field where Kubernetes has it. The literals are the published ones, not read from proto/.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf } from '#kernel/log/key.ts';
import type { MessageType } from '#kernel/model/schema.ts';

const published: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'Pod spec': {
    volumes: 1,
    containers: 2,
    activeDeadlineSeconds: 5,
    dnsPolicy: 6,
    serviceAccountName: 8,
    serviceAccount: 9,
    securityContext: 14,
    imagePullSecrets: 15,
    affinity: 18,
    initContainers: 20,
    automountServiceAccountToken: 21,
    tolerations: 22,
    hostAliases: 23,
    priorityClassName: 24,
    priority: 25,
    topologySpreadConstraints: 33,
    ephemeralContainers: 34,
    schedulingGates: 38,
    resourceClaims: 39,
  },
  'Pod spec containers': {
    volumeMounts: 9,
    lifecycle: 12,
    securityContext: 15,
    tty: 18,
    volumeDevices: 21,
    startupProbe: 22,
    resizePolicy: 23,
    restartPolicy: 24,
  },
  'Pod spec containers securityContext': {
    procMount: 9,
    windowsOptions: 10,
    seccompProfile: 11,
    appArmorProfile: 12,
  },
  'Pod spec securityContext': {
    fsGroup: 5,
    runAsGroup: 6,
    windowsOptions: 8,
    seccompProfile: 10,
    supplementalGroupsPolicy: 12,
  },
  'Pod spec volumes volumeSource': {
    hostPath: 1,
    emptyDir: 2,
    secret: 6,
    persistentVolumeClaim: 10,
    downwardAPI: 16,
    configMap: 19,
    portworxVolume: 24,
    scaleIO: 25,
    projected: 26,
    storageos: 27,
    csi: 28,
    ephemeral: 29,
    image: 30,
  },
  'Pod spec volumes volumeSource iscsi': {
    portals: 7,
    secretRef: 10,
    chapAuthSession: 11,
    initiatorName: 12,
  },
  'Pod spec volumes volumeSource projected sources configMap': {
    localObjectReference: 1,
    items: 2,
    optional: 4,
  },
  'Pod spec affinity podAffinity requiredDuringSchedulingIgnoredDuringExecution': {
    topologyKey: 3,
    namespaceSelector: 4,
    matchLabelKeys: 5,
    mismatchLabelKeys: 6,
  },
  'Pod status': {
    containerStatuses: 8,
    initContainerStatuses: 10,
    nominatedNodeName: 11,
    podIPs: 12,
    ephemeralContainerStatuses: 13,
    resize: 14,
    resourceClaimStatuses: 15,
    hostIPs: 16,
  },
  'Pod status containerStatuses': { started: 9, allocatedResources: 10, volumeMounts: 12, user: 13 },
  'Node spec': { podCIDR: 1, externalID: 2, providerID: 3, unschedulable: 4, configSource: 6, podCIDRs: 7 },
  'Node status': {
    phase: 3,
    daemonEndpoints: 6,
    volumesInUse: 9,
    config: 11,
    runtimeHandlers: 12,
    features: 13,
  },
  'Service spec': {
    externalIPs: 5,
    sessionAffinity: 7,
    externalName: 10,
    sessionAffinityConfig: 14,
    ipFamilyPolicy: 17,
    allocateLoadBalancerNodePorts: 20,
    loadBalancerClass: 21,
    trafficDistribution: 23,
  },
  'Service spec ports': { nodePort: 5, appProtocol: 6 },
  Secret: { data: 2, type: 3, stringData: 4, immutable: 5 },
  Event: {
    involvedObject: 2,
    source: 5,
    count: 8,
    type: 9,
    eventTime: 10,
    series: 11,
    action: 12,
    related: 13,
    reportingComponent: 14,
    reportingInstance: 15,
  },
  'Endpoints subsets': { addresses: 1, notReadyAddresses: 2, ports: 3 },
  'Endpoints subsets addresses': { ip: 1, targetRef: 2, hostname: 3, nodeName: 4 },
  ServiceAccount: { secrets: 2, imagePullSecrets: 3, automountServiceAccountToken: 4 },
  'PersistentVolume spec': { claimRef: 4, persistentVolumeReclaimPolicy: 5, volumeMode: 8, nodeAffinity: 9 },
  'PersistentVolume spec persistentVolumeSource': {
    hostPath: 3,
    azureFile: 13,
    local: 20,
    storageos: 21,
    csi: 22,
  },
  'PersistentVolumeClaim spec': {
    resources: 2,
    volumeName: 3,
    selector: 4,
    storageClassName: 5,
    dataSourceRef: 8,
  },
  'PersistentVolumeClaim status': {
    allocatedResources: 5,
    allocatedResourceStatuses: 7,
    modifyVolumeStatus: 9,
  },
  'LimitRange spec limits': { max: 2, min: 3, default: 4, defaultRequest: 5, maxLimitRequestRatio: 6 },
  'ResourceQuota spec': { hard: 1, scopes: 2, scopeSelector: 3 },
  'ReplicationController spec': { replicas: 1, selector: 2, template: 3, minReadySeconds: 4 },
  'ReplicationController status': { observedGeneration: 3, readyReplicas: 4, conditions: 6 },
  PodTemplate: { metadata: 1, template: 2 },
};

/** The message that is reached from a kind by its fields' names. */
function messageAt(path: string): MessageType<unknown> {
  const [kind = '', ...fields] = path.split(' ');
  const name = kindNames.find((each) => each === kind) ?? assert.fail(`no kind ${kind}`);
  return fields.reduce<MessageType<unknown>>((type, field) => {
    const inner = type.schema.fields.find((each) => each.name === field)?.message?.();
    return inner ?? assert.fail(`${path}: no message at ${field}`);
  }, definitionOf(name).type);
}

describe('the field numbers of Kubernetes', () => {
  for (const [path, numbers] of Object.entries(published))
    it(`are those of ${path}`, () => {
      const { fields } = messageAt(path).schema;
      const ours = Object.keys(numbers).map((name) => [
        name,
        fields.find((each) => each.name === name)?.number,
      ]);
      assert.deepEqual(Object.fromEntries(ours), numbers);
    });
});
