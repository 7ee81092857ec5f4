// Small objects for tests.
import type { ConfigMap, Namespace, Node, Pod, Service, ServiceSpec } from '#kernel/model/gen/core.gen.ts';

let serial = 0;
const uid = (): string => `uid-of-test-${++serial}`;

export function namespace(name: string): Namespace {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, uid: uid() }, status: { phase: 'Active' } };
}

export function configMap(
  name: string,
  data: Record<string, string> = {},
  inNamespace = 'default',
): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: inNamespace, uid: uid() },
    ...(Object.keys(data).length > 0 && { data }),
  };
}

export function service(name: string, spec: ServiceSpec = {}): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default', uid: uid() },
    spec: { ports: [{ port: 80 }], ...spec },
  };
}

export function node(
  name: string,
  allocatable: Record<string, string> = { cpu: '4', memory: '8Gi', pods: '110' },
): Node {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: uid(), labels: { 'kubernetes.io/hostname': name } },
    status: { allocatable, conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

interface PodOptions {
  readonly nodeName?: string;
  readonly cpu?: string;
  readonly memory?: string;
  readonly owner?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export function pod(name: string, options: PodOptions = {}): Pod {
  const requests = {
    ...(options.cpu !== undefined && { cpu: options.cpu }),
    ...(options.memory !== undefined && { memory: options.memory }),
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      uid: uid(),
      ...(options.labels && { labels: options.labels }),
      ...(options.owner !== undefined && {
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'owner', uid: options.owner, controller: true },
        ],
      }),
    },
    spec: {
      containers: [
        {
          name: 'main',
          image: 'demo:v1',
          ...(Object.keys(requests).length > 0 && { resources: { requests } }),
        },
      ],
      ...(options.nodeName !== undefined && { nodeName: options.nodeName }),
    },
    status: { phase: 'Pending' },
  };
}
