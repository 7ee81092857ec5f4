// Every kind outside the core group through the real admission and store: created, and the same again
// changes nothing, so that defaults given once are given once and for all.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { ControlBench, manifestOf } from '#kit/control.ts';

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

const manifests: readonly (readonly [apiVersion: string, kind: string, fields: object, name?: string])[] = [
  ['apps/v1', 'Deployment', { spec: { selector, template } }],
  ['apps/v1', 'ReplicaSet', { spec: { selector, template } }],
  [
    'apps/v1',
    'StatefulSet',
    { spec: { selector, template, serviceName: 'a', volumeClaimTemplates: [claim] } },
  ],
  ['apps/v1', 'DaemonSet', { spec: { selector, template } }],
  ['apps/v1', 'ControllerRevision', { revision: 1, data: { a: [1] } }],
  ['batch/v1', 'Job', { spec: { template: jobTemplate } }],
  ['batch/v1', 'CronJob', { spec: { schedule: '@daily', jobTemplate: { spec: { template: jobTemplate } } } }],
  ['networking.k8s.io/v1', 'Ingress', { spec: { defaultBackend: backend } }],
  ['networking.k8s.io/v1', 'IngressClass', { spec: { controller: 'a.example/b' } }],
  [
    'networking.k8s.io/v1',
    'NetworkPolicy',
    { spec: { podSelector: {}, egress: [{ ports: [{ port: 80 }] }] } },
  ],
  ['policy/v1', 'PodDisruptionBudget', { spec: { minAvailable: 1, selector } }],
  [
    'rbac.authorization.k8s.io/v1',
    'Role',
    { rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }] },
    'system:a',
  ],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', {}, 'system:a'],
  [
    'rbac.authorization.k8s.io/v1',
    'RoleBinding',
    { subjects: [{ kind: 'User', name: 'ann' }], roleRef: { kind: 'Role', name: 'a' } },
  ],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', { roleRef: { kind: 'ClusterRole', name: 'a' } }],
  ['storage.k8s.io/v1', 'StorageClass', { provisioner: 'a.example/b' }],
  [
    'storage.k8s.io/v1',
    'VolumeAttachment',
    { spec: { attacher: 'a.example', nodeName: 'n', source: { persistentVolumeName: 'v' } } },
  ],
  ['storage.k8s.io/v1', 'CSIDriver', { spec: {} }],
  ['storage.k8s.io/v1', 'CSINode', { spec: { drivers: [] } }],
  ['storage.k8s.io/v1', 'CSIStorageCapacity', { storageClassName: 'a', capacity: '1Gi' }],
  [
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    {
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'a' }, maxReplicas: 2, behavior: { scaleUp: {} } },
    },
  ],
  ['scheduling.k8s.io/v1', 'PriorityClass', { value: 1 }],
  ['node.k8s.io/v1', 'RuntimeClass', { handler: 'runc' }],
  [
    'discovery.k8s.io/v1',
    'EndpointSlice',
    { addressType: 'IPv6', endpoints: [{ addresses: ['::1'], zone: 'z' }], ports: [{ port: 80 }] },
  ],
  ['coordination.k8s.io/v1', 'Lease', { spec: { holderIdentity: 'a' } }],
  [
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    {
      spec: {
        group: 'a.example',
        scope: 'Cluster',
        names: { plural: 'as', kind: 'A' },
        versions: [
          { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
        ],
      },
    },
    'as.a.example',
  ],
  [
    'certificates.k8s.io/v1',
    'CertificateSigningRequest',
    { spec: { request, signerName: 'a.example/b', usages: ['any'] } },
  ],
  ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', { webhooks }],
  ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', { webhooks }],
  [
    'admissionregistration.k8s.io/v1',
    'ValidatingAdmissionPolicy',
    { spec: { matchConstraints: { resourceRules: [rule] }, validations: [{ expression: 'true' }] } },
  ],
  [
    'admissionregistration.k8s.io/v1',
    'ValidatingAdmissionPolicyBinding',
    { spec: { policyName: 'a', validationActions: ['Audit'] } },
  ],
];

describe('admission', () => {
  for (const [apiVersion, kind, fields, name = 'a'] of manifests) {
    const manifest = { apiVersion, kind, metadata: { name }, ...fields };

    it(`takes a ${kind}, and nothing more from the same again`, () => {
      const bench = new ControlBench({ nodes: 0 });
      const made = bench.change({ create: { object: manifestOf(manifest) } });
      assert.equal(made?.result, 'created');
      assert.ok(made !== undefined);
      const json = objectToJson(definitionOf(made.object.kind).type, made.object);
      const again = bench.change({ update: { object: manifestOf(json), status: false } });
      assert.equal(again?.result, 'unchanged');
      const applied = new ControlBench({ nodes: 0 });
      assert.equal(applied.apply(manifest)?.result, 'created');
      assert.equal(applied.apply(manifest)?.result, 'unchanged');
    });
  }

  it('keeps what can’t be changed', () => {
    const bench = new ControlBench({ nodes: 0 });
    bench.apply({
      apiVersion: 'node.k8s.io/v1',
      kind: 'RuntimeClass',
      metadata: { name: 'a' },
      handler: 'runc',
    });
    assert.throws(
      () => bench.patch('RuntimeClass', 'a', { handler: 'other' }),
      (error: unknown) => error instanceof OrcError && /handler: .*field is immutable/.test(error.message),
    );
  });

  it('counts changes in the generation, also of kinds without a spec', () => {
    const bench = new ControlBench({ nodes: 0 });
    const slice = (address: string): object => ({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'a' },
      addressType: 'IPv4',
      endpoints: [{ addresses: [address] }],
    });
    const generations = ['10.0.0.1', '10.0.0.1', '10.0.0.2'].map(
      (address) => bench.apply(slice(address))?.object.metadata.generation,
    );
    assert.deepEqual(generations, [1, 1, 2]);
    const labelled = bench.patch('EndpointSlice', 'a', { metadata: { labels: { a: 'b' } } });
    assert.equal(labelled?.object.metadata.generation, 2);
  });

  it('names roles by anything that can stand in a path, and other kinds by DNS names', () => {
    const bench = new ControlBench({ nodes: 0 });
    const named = (kind: string, name: string, more: object = {}): object => ({
      apiVersion: kind === 'Role' ? 'rbac.authorization.k8s.io/v1' : 'coordination.k8s.io/v1',
      kind,
      metadata: { name },
      ...more,
    });
    assert.throws(() => bench.apply(named('Role', 'a/b')), /metadata\.name: .*may not contain '\/'/);
    assert.throws(() => bench.apply(named('Lease', 'a:b')), /metadata\.name: .*RFC 1123 subdomain/);
  });
});
