// What Prometheus' discovery should find in a cluster, by the rules that its users write: pods that serve their figures
// on one port, Services, Ingresses and nodes. Pure.
import assert from 'node:assert/strict';
import { serviceNameLabel } from '#kernel/kinds/endpoint-slice.ts';
import { isPodReady } from '#kernel/kinds/pod.ts';
import type { Node, Pod, Service } from '#kernel/model/gen/core.gen.ts';
import type { EndpointSlice } from '#kernel/model/gen/discovery.gen.ts';
import type { Ingress } from '#kernel/model/gen/networking.gen.ts';
import type { FoundTarget } from '#kit/vmagent.ts';

/** Where pods serve them. */
export const port = 8080;
export const statsPath = '/stats';

export const roles = ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress'] as const;
export type Role = (typeof roles)[number];

/** A target as it should be: of what is found, what does not change with every scrape. */
export type Target = Pick<FoundTarget, 'url' | 'labels' | 'meta'>;

const asLabel = (name: string): string => name.replaceAll(/[^a-zA-Z0-9_]/g, '_');
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** What discovery makes of labels or annotations. */
function mapped(prefix: string, values: Readonly<Record<string, string>> = {}): Record<string, string> {
  const entries = Object.entries(values).filter(([name]) => name !== lastApplied);
  return Object.fromEntries(entries.map(([name, value]) => [`${prefix}_${asLabel(name)}`, value]));
}

export const marked = (what: 'scrape' | 'probe') => ({ [`prometheus.io/${what}`]: 'true' });
const isMarked = (object: { readonly metadata: Pod['metadata'] }, what: 'scrape' | 'probe'): boolean =>
  object.metadata.annotations?.[`prometheus.io/${what}`] === 'true';

/** The rules that users of Prometheus have for each role, as in its example for Kubernetes. */
export function rulesOf(role: Role, master: string): readonly object[] {
  const keep = (label: string, regex = 'true'): object => ({
    action: 'keep',
    source_labels: [`__meta_kubernetes_${label}`],
    regex,
  });
  const map = (kind: string): object => ({
    action: 'labelmap',
    regex: `__meta_kubernetes_${kind}_label_(.+)`,
  });
  const copy = (label: string, target: string): object => ({
    source_labels: [`__meta_kubernetes_${label}`],
    target_label: target,
  });
  // vmagent shows of a target what discovery said when its labels last changed: what changes must be one of them.
  const state = [copy('pod_phase', 'phase'), copy('pod_ready', 'ready')];
  const statsAt = (kind: string): object => ({
    source_labels: [`__meta_kubernetes_${kind}_annotation_prometheus_io_path`],
    regex: '(.+)',
    target_label: '__metrics_path__',
  });
  switch (role) {
    case 'node':
      return [
        map('node'),
        { target_label: '__address__', replacement: master },
        {
          source_labels: ['__meta_kubernetes_node_name'],
          regex: '(.+)',
          target_label: '__metrics_path__',
          replacement: '/api/v1/nodes/$1/proxy/metrics',
        },
      ];
    case 'pod':
      return [
        keep('pod_annotation_prometheus_io_scrape'),
        statsAt('pod'),
        map('pod'),
        copy('namespace', 'namespace'),
        copy('pod_name', 'pod'),
        ...state,
      ];
    case 'service':
      return [
        keep('service_annotation_prometheus_io_probe'),
        map('service'),
        copy('service_name', 'service'),
      ];
    case 'endpoints':
      return [
        keep('service_annotation_prometheus_io_scrape'),
        keep('endpoint_ready'),
        statsAt('service'),
        copy('service_name', 'service'),
        copy('pod_name', 'pod'),
        ...state,
      ];
    case 'endpointslice':
      return [
        keep('service_annotation_prometheus_io_scrape'),
        keep('endpointslice_endpoint_conditions_ready'),
        statsAt('service'),
        copy('service_name', 'service'),
        copy('pod_name', 'pod'),
        ...state,
      ];
    case 'ingress':
      return [
        keep('ingress_annotation_prometheus_io_probe'),
        {
          source_labels: ['ingress_scheme', '__address__', 'ingress_path'].map((name) =>
            name === '__address__' ? name : `__meta_kubernetes_${name}`,
          ),
          regex: '(.+);(.+);(.+)',
          replacement: '$1://$2$3',
          target_label: 'instance',
        },
      ];
  }
}

function podMeta(pod: Pod): Record<string, string> {
  const { metadata, spec, status } = pod;
  const [owner] = metadata.ownerReferences ?? [];
  const [container] = spec.containers;
  const [containerPort] = container?.ports ?? [];
  assert.ok(container && containerPort);
  return {
    namespace: metadata.namespace ?? '',
    pod_name: metadata.name ?? '',
    pod_uid: metadata.uid ?? '',
    pod_ip: status?.podIP ?? '',
    pod_host_ip: status?.hostIP ?? '',
    pod_node_name: spec.nodeName ?? '',
    pod_phase: status?.phase ?? '',
    pod_ready: isPodReady(pod) ? 'true' : 'false',
    pod_container_name: container.name,
    pod_container_port_name: containerPort.name ?? '',
    pod_container_port_number: String(containerPort.containerPort),
    pod_container_port_protocol: containerPort.protocol ?? 'TCP',
    ...(owner !== undefined && { pod_controller_kind: owner.kind, pod_controller_name: owner.name }),
    ...mapped('pod_label', metadata.labels),
    ...mapped('pod_annotation', metadata.annotations),
  };
}

function serviceMeta({ metadata, spec }: Service): Record<string, string> {
  return {
    namespace: metadata.namespace ?? '',
    service_name: metadata.name ?? '',
    service_type: spec.type ?? '',
    service_cluster_ip: spec.clusterIP ?? '',
    ...mapped('service_label', metadata.labels),
    ...mapped('service_annotation', metadata.annotations),
  };
}

export const sorted = (targets: readonly Target[]): readonly Target[] =>
  targets.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** In the order of their names, so that equal ones are printed alike. */
const inOrder = (labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));

function target(url: string, labels: Target['labels'], meta: Target['meta']): Target {
  return { url, labels: inOrder(labels), meta: inOrder(meta) };
}

/** The pods of a Service, with the addresses at which they are found. */
function behind(service: Service, pods: readonly Pod[]): readonly Pod[] {
  const { app } = service.spec.selector ?? {};
  return pods.filter(
    (pod) =>
      app !== undefined &&
      pod.metadata.labels?.['app'] === app &&
      pod.metadata.deletionTimestamp === undefined &&
      isPodReady(pod),
  );
}

/** The objects that targets are made of. */
export interface Discovered {
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  readonly ingresses: readonly Ingress[];
  readonly slices: readonly EndpointSlice[];
}

/** What should be found by each role; nodes are scraped through a master. */
export function targetsOf(objects: Discovered, master: string): Readonly<Record<Role, readonly Target[]>> {
  const { nodes, services: all, ingresses, slices } = objects;
  const pods = objects.pods.filter(({ status }) => (status?.podIP ?? '') !== '');
  const services = all.filter((each) => isMarked(each, 'scrape'));
  const instance = ({ status }: Pod): string => `${status?.podIP}:${port}`;
  const stateOf = (pod: Pod) => ({
    phase: pod.status?.phase ?? '',
    ready: isPodReady(pod) ? 'true' : 'false',
  });
  const urlOf = (pod: Pod): string => `http://${instance(pod)}${statsPath}`;
  const ofService = (service: Service, pod: Pod) => ({
    instance: instance(pod),
    service: service.metadata.name ?? '',
    pod: pod.metadata.name ?? '',
    ...stateOf(pod),
  });
  return {
    node: nodes.map(({ metadata, status }) => {
      const name = metadata.name ?? '';
      return target(
        `https://${master}/api/v1/nodes/${name}/proxy/metrics`,
        {
          instance: name,
          ...Object.fromEntries(
            Object.entries(mapped('', metadata.labels)).map(([label, text]) => [label.slice(1), text]),
          ),
        },
        {
          node_name: name,
          node_provider_id: '',
          ...Object.fromEntries(
            (status?.addresses ?? []).map(({ type, address }) => [`node_address_${type}`, address]),
          ),
          ...mapped('node_label', metadata.labels),
          ...mapped('node_annotation', metadata.annotations),
        },
      );
    }),
    pod: pods
      .filter((pod) => isMarked(pod, 'scrape'))
      .map((pod) =>
        target(
          urlOf(pod),
          {
            instance: instance(pod),
            namespace: pod.metadata.namespace ?? '',
            pod: pod.metadata.name ?? '',
            ...stateOf(pod),
            ...Object.fromEntries(
              Object.entries(pod.metadata.labels ?? {}).map(([label, text]) => [asLabel(label), text]),
            ),
          },
          { ...podMeta(pod), pod_container_init: 'false' },
        ),
      ),
    service: all
      .filter((service) => isMarked(service, 'probe'))
      .map((service) => {
        const name = service.metadata.name ?? '';
        const address = `${name}.${service.metadata.namespace}.svc:80`;
        return target(
          `http://${address}/metrics`,
          { instance: address, service: name, ...service.metadata.labels },
          { ...serviceMeta(service), service_port_name: 'web', service_port_protocol: 'TCP' },
        );
      }),
    endpoints: services.flatMap((service) =>
      behind(service, pods).map((pod) => {
        return target(urlOf(pod), ofService(service, pod), {
          ...serviceMeta(service),
          ...podMeta(pod),
          endpoints_name: service.metadata.name ?? '',
          ...mapped('endpoints_label', service.metadata.labels),
          endpoint_ready: 'true',
          endpoint_node_name: pod.spec.nodeName ?? '',
          endpoint_port_name: 'web',
          endpoint_port_protocol: 'TCP',
          endpoint_address_target_kind: 'Pod',
          endpoint_address_target_name: pod.metadata.name ?? '',
        });
      }),
    ),
    endpointslice: services.flatMap((service) =>
      behind(service, pods).map((pod) => {
        const own = slices.find(
          ({ metadata, endpoints: inSlice = [] }) =>
            metadata.labels?.[serviceNameLabel] === service.metadata.name &&
            inSlice.some(({ targetRef }) => targetRef?.uid === pod.metadata.uid),
        );
        return target(urlOf(pod), ofService(service, pod), {
          ...serviceMeta(service),
          ...podMeta(pod),
          endpointslice_name: own?.metadata.name ?? '',
          ...mapped('endpointslice_label', own?.metadata.labels),
          endpointslice_address_type: 'IPv4',
          endpointslice_address_target_kind: 'Pod',
          endpointslice_address_target_name: pod.metadata.name ?? '',
          endpointslice_endpoint_conditions_ready: 'true',
          endpointslice_port: String(port),
          endpointslice_port_name: 'web',
          endpointslice_port_protocol: 'TCP',
        });
      }),
    ),
    ingress: ingresses
      .filter((each) => isMarked(each, 'probe'))
      .flatMap(({ metadata, spec }) =>
        (spec?.rules ?? []).map(({ host = '' }) => {
          const scheme =
            spec?.tls?.some(({ hosts = [] }) => hosts.includes(host)) === true ? 'https' : 'http';
          return target(
            `http://${host}:80/metrics`,
            { instance: `${scheme}://${host}/` },
            {
              namespace: metadata.namespace ?? '',
              ingress_name: metadata.name ?? '',
              ingress_class_name: spec?.ingressClassName ?? '',
              ingress_host: host,
              ingress_path: '/',
              ingress_scheme: scheme,
              ...mapped('ingress_annotation', metadata.annotations),
            },
          );
        }),
      ),
  };
}

/** What a job finds. */
export function foundIn(targets: readonly FoundTarget[], job: string): readonly Target[] {
  return targets
    .filter((each) => each.job === job)
    .map(({ url, labels, meta }) => {
      // That a label is there is said apart; what was applied is long, and when Endpoints were written is no matter.
      const plain = Object.entries(meta).filter(
        ([name]) =>
          !/^\w+?_(label|annotation)present_/.test(name) &&
          !name.endsWith(asLabel(lastApplied)) &&
          !name.startsWith('endpoints_annotation_'),
      );
      return target(url, labels, Object.fromEntries(plain));
    });
}
