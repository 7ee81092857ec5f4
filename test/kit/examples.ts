// A manifest of every kind that users make, the least that admission takes: for suites that go through all kinds.
import type { KindName } from '#kernel/model/gen/objects.gen.ts';

/** The least of a kind. */
export interface Example {
  readonly kind: KindName;
  /** What stands beside apiVersion, kind and metadata. */
  readonly fields: object;
  /** Its name, where not any will do. */
  readonly name?: string;
  /** A status that whoever acts on the object may give it; absent where it has none. */
  readonly status?: object;
}

const template = {
  metadata: { labels: { app: 'a' } },
  spec: { containers: [{ name: 'main', image: 'a:1' }] },
};
const selector = { matchLabels: { app: 'a' } };
const jobTemplate = { spec: { ...template.spec, restartPolicy: 'Never' } };
const backend = { service: { name: 'a', port: { number: 80 } } };
const rule = { operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] };
const webhooks = [
  {
    name: 'a.b.example',
    clientConfig: { url: 'https://a.example' },
    rules: [rule],
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
  },
];
const request = Buffer.from(
  '-----BEGIN CERTIFICATE REQUEST-----\nTWFk\n-----END CERTIFICATE REQUEST-----\n',
).toString('base64');
const claim = {
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};

/** Those of the core group that no controller acts on yet. */
export const coreExamples: readonly Example[] = [
  {
    kind: 'Event',
    fields: { involvedObject: { kind: 'Pod', name: 'p', namespace: 'team' }, reason: 'Seen' },
  },
  {
    kind: 'Endpoints',
    fields: { subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }] }] },
  },
  {
    kind: 'ServiceAccount',
    fields: { secrets: [{ name: 'a' }], automountServiceAccountToken: false },
  },
  {
    kind: 'PersistentVolume',
    fields: {
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteOnce'],
        csi: { driver: 'd.example.com', volumeHandle: 'v' },
      },
    },
    status: { phase: 'Available' },
  },
  {
    kind: 'PersistentVolumeClaim',
    fields: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
    status: { phase: 'Bound' },
  },
  { kind: 'LimitRange', fields: { spec: { limits: [{ type: 'Container', max: { cpu: '1' } }] } } },
  { kind: 'ResourceQuota', fields: { spec: { hard: { pods: '3' } } }, status: { used: { pods: '1' } } },
  { kind: 'ReplicationController', fields: { spec: { template } }, status: { replicas: 1 } },
  { kind: 'PodTemplate', fields: { template } },
];

/** Those of the other groups. */
export const groupExamples: readonly Example[] = [
  { kind: 'Deployment', fields: { spec: { selector, template } } },
  { kind: 'ReplicaSet', fields: { spec: { selector, template } } },
  {
    kind: 'StatefulSet',
    fields: { spec: { selector, template, serviceName: 'a', volumeClaimTemplates: [claim] } },
  },
  { kind: 'DaemonSet', fields: { spec: { selector, template } } },
  { kind: 'ControllerRevision', fields: { revision: 1, data: { a: [1] } } },
  { kind: 'Job', fields: { spec: { template: jobTemplate } } },
  {
    kind: 'CronJob',
    fields: { spec: { schedule: '@daily', jobTemplate: { spec: { template: jobTemplate } } } },
  },
  { kind: 'Ingress', fields: { spec: { defaultBackend: backend } } },
  { kind: 'IngressClass', fields: { spec: { controller: 'a.example/b' } } },
  { kind: 'NetworkPolicy', fields: { spec: { podSelector: {}, egress: [{ ports: [{ port: 80 }] }] } } },
  { kind: 'PodDisruptionBudget', fields: { spec: { minAvailable: 1, selector } } },
  {
    kind: 'Role',
    fields: { rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }] },
    name: 'system:a',
  },
  { kind: 'ClusterRole', fields: {}, name: 'system:a' },
  {
    kind: 'RoleBinding',
    fields: { subjects: [{ kind: 'User', name: 'ann' }], roleRef: { kind: 'Role', name: 'a' } },
  },
  { kind: 'ClusterRoleBinding', fields: { roleRef: { kind: 'ClusterRole', name: 'a' } } },
  { kind: 'StorageClass', fields: { provisioner: 'a.example/b' } },
  {
    kind: 'VolumeAttachment',
    fields: { spec: { attacher: 'a.example', nodeName: 'n', source: { persistentVolumeName: 'v' } } },
  },
  { kind: 'CSIDriver', fields: { spec: {} } },
  { kind: 'CSINode', fields: { spec: { drivers: [] } } },
  { kind: 'CSIStorageCapacity', fields: { storageClassName: 'a', capacity: '1Gi' } },
  {
    kind: 'HorizontalPodAutoscaler',
    fields: {
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'a' }, maxReplicas: 2, behavior: { scaleUp: {} } },
    },
  },
  { kind: 'PriorityClass', fields: { value: 1 } },
  { kind: 'RuntimeClass', fields: { handler: 'runc' } },
  {
    kind: 'EndpointSlice',
    fields: {
      addressType: 'IPv6',
      endpoints: [{ addresses: ['2001:db8::1'], zone: 'z' }],
      ports: [{ port: 80 }],
    },
  },
  { kind: 'Lease', fields: { spec: { holderIdentity: 'a' } } },
  {
    kind: 'CustomResourceDefinition',
    fields: {
      spec: {
        group: 'a.example',
        scope: 'Cluster',
        names: { plural: 'as', kind: 'A' },
        versions: [
          { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
        ],
      },
    },
    name: 'as.a.example',
  },
  {
    kind: 'CertificateSigningRequest',
    fields: { spec: { request, signerName: 'a.example/b', usages: ['any'] } },
  },
  { kind: 'MutatingWebhookConfiguration', fields: { webhooks } },
  { kind: 'ValidatingWebhookConfiguration', fields: { webhooks } },
  {
    kind: 'ValidatingAdmissionPolicy',
    fields: { spec: { matchConstraints: { resourceRules: [rule] }, validations: [{ expression: 'true' }] } },
  },
  {
    kind: 'ValidatingAdmissionPolicyBinding',
    fields: { spec: { policyName: 'a', validationActions: ['Audit'] } },
  },
];

/** Those that orc acts on since its beginning. */
export const firstExamples: readonly Example[] = [
  { kind: 'Namespace', fields: {} },
  { kind: 'Node', fields: {}, status: { addresses: [{ type: 'InternalIP', address: '10.0.0.9' }] } },
  {
    kind: 'Pod',
    fields: { spec: { ...template.spec, schedulerName: 'none' } },
    status: { phase: 'Running' },
  },
  { kind: 'Service', fields: { spec: { ports: [{ port: 80 }] } } },
  { kind: 'ConfigMap', fields: { data: { a: '1' } } },
  { kind: 'Secret', fields: { data: { a: 'MQ==' } } },
];

/** All. */
export const examples: readonly Example[] = [...firstExamples, ...coreExamples, ...groupExamples];
