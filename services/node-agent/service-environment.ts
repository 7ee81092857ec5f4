// The variables by which containers find Services, as Kubernetes sets them: of the masters' own Service always, of
// those in the pod's namespace unless it wants none. Pure.
import { apiService } from '#kernel/kinds/api-service.ts';
import { headless } from '#kernel/kinds/service.ts';
import type { Pod, Service } from '#kernel/model/gen/core.gen.ts';
import { compareText } from '#kernel/store/table.ts';

function isApiService({ metadata: { name, namespace } }: Service): boolean {
  return name === apiService.name && namespace === apiService.namespace;
}

function variablesOf({ metadata, spec }: Service): [name: string, value: string][] {
  const address = spec.clusterIP ?? '';
  const ports = spec.ports ?? [];
  const [first] = ports;
  if (first === undefined || address === '' || address === headless) return [];
  const prefix = (metadata.name ?? '').toUpperCase().replaceAll('-', '_');
  const url = (protocol: string, port: number): string => `${protocol.toLowerCase()}://${address}:${port}`;
  const variables: [string, string][] = [
    [`${prefix}_SERVICE_HOST`, address],
    [`${prefix}_SERVICE_PORT`, String(first.port)],
  ];
  for (const { name = '', port } of ports)
    if (name !== '')
      variables.push([`${prefix}_SERVICE_PORT_${name.toUpperCase().replaceAll('-', '_')}`, String(port)]);
  variables.push([`${prefix}_PORT`, url(first.protocol ?? 'TCP', first.port)]);
  for (const { protocol = 'TCP', port } of ports) {
    const at = `${prefix}_PORT_${port}_${protocol}`;
    variables.push(
      [at, url(protocol, port)],
      [`${at}_PROTO`, protocol.toLowerCase()],
      [`${at}_PORT`, String(port)],
      [`${at}_ADDR`, address],
    );
  }
  return variables;
}

/** The variables for Services that a pod's containers have beside their own, which go over them. */
export function serviceVariables(pod: Pod, services: readonly Service[]): ReadonlyMap<string, string> {
  const { namespace } = pod.metadata;
  const wantsAll = pod.spec.enableServiceLinks !== false;
  const seen = services
    .filter((service) => isApiService(service) || (wantsAll && service.metadata.namespace === namespace))
    // Where a Service of the pod's own namespace has the masters' name, theirs is the one that is meant.
    .toSorted(
      (a, b) =>
        Number(isApiService(a)) - Number(isApiService(b)) ||
        compareText(a.metadata.name ?? '', b.metadata.name ?? ''),
    );
  return new Map(seen.flatMap(variablesOf));
}
