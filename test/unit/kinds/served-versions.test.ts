// Older versions: what a client of one sees of an object, and that nothing is lost on the way there and back.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ServedVersion } from '#kernel/kinds/kind.ts';
import { kinds } from '#kernel/kinds/registry.gen.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import type { KindName } from '#kernel/model/gen/objects.gen.ts';

type Conversion = (json: JsonObject) => JsonObject;

/** How a kind is converted from and to another version. */
function servedBy(
  kind: KindName,
  apiVersion: string,
): { readonly toStored: Conversion; readonly fromStored: Conversion } {
  const served: readonly ServedVersion[] = kinds[kind].served ?? [];
  const found = served.find(({ group, version }) => `${group}/${version}` === apiVersion);
  if (found === undefined) return assert.fail(`${kind} is not served as ${apiVersion}`);
  return {
    toStored: (json) => found.toStored?.(json) ?? json,
    fromStored: (json) => found.fromStored?.(json) ?? json,
  };
}

const named = (json: object): JsonObject => ({ metadata: { name: 'x' }, ...json });

/** Stored JSON, and how an older version has it. */
const table: readonly (readonly [
  what: string,
  kind: KindName,
  apiVersion: string,
  stored: JsonObject,
  older: JsonObject,
])[] = [
  [
    'an Ingress',
    'Ingress',
    'networking.k8s.io/v1beta1',
    named({
      spec: {
        defaultBackend: { service: { name: 'a', port: { name: 'http' } } },
        ingressClassName: 'nginx',
        tls: [{ hosts: ['x.example'] }],
        rules: [
          { host: 'x.example' },
          {
            http: {
              paths: [
                { path: '/', pathType: 'Prefix', backend: { service: { name: 'b', port: { number: 80 } } } },
                { pathType: 'Exact', path: '/x', backend: { resource: { kind: 'Bucket', name: 'c' } } },
              ],
            },
          },
        ],
      },
      status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
    }),
    named({
      spec: {
        backend: { serviceName: 'a', servicePort: 'http' },
        ingressClassName: 'nginx',
        tls: [{ hosts: ['x.example'] }],
        rules: [
          { host: 'x.example' },
          {
            http: {
              paths: [
                { path: '/', pathType: 'Prefix', backend: { serviceName: 'b', servicePort: 80 } },
                { pathType: 'Exact', path: '/x', backend: { resource: { kind: 'Bucket', name: 'c' } } },
              ],
            },
          },
        ],
      },
      status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
    }),
  ],
  ['an Ingress without rules', 'Ingress', 'extensions/v1beta1', named({}), named({})],
  [
    'an EndpointSlice',
    'EndpointSlice',
    'discovery.k8s.io/v1beta1',
    named({
      addressType: 'IPv4',
      endpoints: [
        { addresses: ['10.0.0.1'], nodeName: 'n', zone: 'z', deprecatedTopology: { rack: 'r' } },
        { addresses: ['10.0.0.2'] },
        { addresses: ['10.0.0.3'], nodeName: 'n', deprecatedTopology: { 'kubernetes.io/hostname': 'other' } },
      ],
    }),
    named({
      addressType: 'IPv4',
      endpoints: [
        {
          addresses: ['10.0.0.1'],
          nodeName: 'n',
          topology: { 'kubernetes.io/hostname': 'n', rack: 'r', 'topology.kubernetes.io/zone': 'z' },
        },
        { addresses: ['10.0.0.2'] },
        { addresses: ['10.0.0.3'], nodeName: 'n', topology: { 'kubernetes.io/hostname': 'other' } },
      ],
    }),
  ],
  [
    'a budget of all pods',
    'PodDisruptionBudget',
    'policy/v1beta1',
    named({ spec: { selector: {}, minAvailable: 1 } }),
    named({
      spec: {
        selector: {
          matchExpressions: [
            { key: 'pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match', operator: 'DoesNotExist' },
          ],
        },
        minAvailable: 1,
      },
    }),
  ],
  [
    'a budget of no pods',
    'PodDisruptionBudget',
    'policy/v1beta1',
    named({
      spec: {
        selector: {
          matchExpressions: [
            { key: 'pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match', operator: 'Exists' },
          ],
        },
      },
    }),
    named({ spec: { selector: {} } }),
  ],
  [
    'a budget of some pods',
    'PodDisruptionBudget',
    'policy/v1beta1',
    named({ spec: { selector: { matchLabels: { a: 'b' } } } }),
    named({ spec: { selector: { matchLabels: { a: 'b' } } } }),
  ],
  [
    'an autoscaler by cpu',
    'HorizontalPodAutoscaler',
    'autoscaling/v1',
    named({
      spec: {
        maxReplicas: 3,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
          },
        ],
      },
    }),
    named({ spec: { maxReplicas: 3, targetCPUUtilizationPercentage: 50 } }),
  ],
];

const target = { kind: 'Deployment', name: 'web' };
/** An autoscaler that v1 has no fields for. */
const rich = {
  metadata: { name: 'x', annotations: { note: 'kept' } },
  spec: {
    scaleTargetRef: target,
    maxReplicas: 3,
    metrics: [
      {
        type: 'Pods',
        pods: {
          metric: { name: 'p', selector: { matchLabels: { a: 'b' } } },
          target: { type: 'AverageValue', averageValue: '1' },
        },
      },
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
      },
      {
        type: 'Resource',
        resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } },
      },
      {
        type: 'Object',
        object: { describedObject: target, metric: { name: 'o' }, target: { type: 'Value', value: '5' } },
      },
      {
        type: 'External',
        external: {
          metric: { name: 'e', selector: {} },
          target: { type: 'AverageValue', averageValue: '2' },
        },
      },
      {
        type: 'ContainerResource',
        containerResource: {
          name: 'cpu',
          container: 'c',
          target: { type: 'Utilization', averageUtilization: 60 },
        },
      },
    ],
    behavior: { scaleUp: { selectPolicy: 'Disabled' } },
  },
  status: {
    desiredReplicas: 2,
    currentMetrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', current: { averageUtilization: 40, averageValue: '4m' } },
      },
    ],
    conditions: [{ type: 'AbleToScale', status: 'True' }],
  },
};

describe('an older version', () => {
  for (const [what, kind, apiVersion, stored, older] of table) {
    const { toStored, fromStored } = servedBy(kind, apiVersion);
    it(`of ${what} is ${apiVersion}’s`, () => assert.deepEqual(fromStored(stored), older));
    it(`of ${what} is stored as what it says`, () => assert.deepEqual(toStored(older), stored));
  }

  it('of an Ingress may leave pathType out', () => {
    const { toStored } = servedBy('Ingress', 'extensions/v1beta1');
    const older = named({
      spec: { rules: [{ http: { paths: [{ backend: { serviceName: 'a', servicePort: 80 } }] } }] },
    });
    assert.deepEqual(
      toStored(older),
      named({
        spec: {
          rules: [
            {
              http: {
                paths: [
                  {
                    pathType: 'ImplementationSpecific',
                    backend: { service: { name: 'a', port: { number: 80 } } },
                  },
                ],
              },
            },
          ],
        },
      }),
    );
  });

  it('of an autoscaler keeps in annotations what it has no field for', () => {
    const { toStored, fromStored } = servedBy('HorizontalPodAutoscaler', 'autoscaling/v1');
    const older = fromStored(rich);
    assert.deepEqual(older['spec'], {
      scaleTargetRef: target,
      maxReplicas: 3,
      targetCPUUtilizationPercentage: 50,
    });
    assert.deepEqual(older['status'], { desiredReplicas: 2, currentCPUUtilizationPercentage: 40 });
    assert.match(
      JSON.stringify(older['metadata']),
      /autoscaling\.alpha\.kubernetes\.io\/metrics.*targetAverageValue.*1Gi/,
    );
    assert.deepEqual(toStored(older), rich);
  });

  it('of an autoscaler changes the cpu and nothing else', () => {
    const { toStored, fromStored } = servedBy('HorizontalPodAutoscaler', 'autoscaling/v1');
    const older = fromStored(rich);
    const without = { scaleTargetRef: target, maxReplicas: 3 };
    const changed = toStored({ ...older, spec: { ...without, targetCPUUtilizationPercentage: 70 } });
    assert.match(JSON.stringify(changed), /"averageUtilization":70.*"memory"/);
    const gone = toStored({ ...older, spec: without });
    assert.doesNotMatch(JSON.stringify(gone['spec']), /"name":"cpu","target":{"type":"Utilization"/);
    assert.match(JSON.stringify(gone['spec']), /"memory"/);
  });

  it('of an autoscaler that holds nonsense in its annotations is taken without it', () => {
    const { toStored } = servedBy('HorizontalPodAutoscaler', 'autoscaling/v1');
    const annotations = {
      'autoscaling.alpha.kubernetes.io/metrics': '{',
      'autoscaling.alpha.kubernetes.io/behavior': 'x',
    };
    assert.deepEqual(toStored({ metadata: { name: 'x', annotations }, spec: { maxReplicas: 1 } }), {
      metadata: { name: 'x' },
      spec: { maxReplicas: 1 },
    });
  });

  it('is served of these kinds', () => {
    const served = Object.values(kinds).flatMap(({ type, served: versions = [] }) =>
      versions.map(({ group, version }) => `${type.kind} ${group}/${version}`),
    );
    for (const each of [
      'CronJob batch/v1beta1',
      'Ingress extensions/v1beta1',
      'Ingress networking.k8s.io/v1beta1',
      'PodDisruptionBudget policy/v1beta1',
      'Role rbac.authorization.k8s.io/v1beta1',
      'ClusterRoleBinding rbac.authorization.k8s.io/v1beta1',
      'HorizontalPodAutoscaler autoscaling/v1',
      'HorizontalPodAutoscaler autoscaling/v2beta2',
      'EndpointSlice discovery.k8s.io/v1beta1',
    ])
      assert.ok(served.includes(each), each);
  });
});
