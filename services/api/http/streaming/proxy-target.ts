// What a proxy path leads to: a port of a pod, or of any ready pod behind a Service. Pure.
import { OrcError } from '#kernel/errors.ts';
import { serviceNameLabel } from '#kernel/kinds/endpoint-slice.ts';
import type { Random } from '#kernel/ports.ts';
import type { StateView } from '#kernel/store/view.ts';

/** The name in a proxy path: `[scheme:]name[:port]`. */
export interface ProxyName {
  readonly scheme: 'http' | 'https';
  readonly name: string;
  /** A number or a name; empty for the one that goes without saying. */
  readonly port: string;
}

/** A port of a pod. */
export interface ProxyTarget {
  readonly pod: string;
  readonly port: number;
}

/** Reads the name in a proxy path. Throws BadRequest. */
export function proxyNameOf(text: string): ProxyName {
  const parts = text.split(':');
  const [first = '', second = '', third = ''] = parts;
  if (parts.length === 1) return { scheme: 'http', name: first, port: '' };
  if (parts.length === 2) return { scheme: 'http', name: first, port: second };
  const scheme = first === '' ? 'http' : first;
  if (parts.length === 3 && (scheme === 'http' || scheme === 'https'))
    return { scheme, name: second, port: third };
  throw new OrcError('BadRequest', `invalid proxy target "${text}": must be [scheme:]name[:port]`);
}

function numberOf(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** The port of a pod that a path means: by number or name, or the first that it declares. */
export function podTarget(view: StateView, namespace: string, { name, port }: ProxyName): ProxyTarget {
  const pod = view.get('Pod', namespace, name);
  if (pod === undefined) throw new OrcError('NotFound', `pods "${name}" not found`, { kind: 'Pod', name });
  const declared = pod.spec.containers.flatMap((container) => container.ports ?? []);
  const found =
    port === ''
      ? declared[0]?.containerPort
      : (numberOf(port) ?? declared.find((each) => each.name === port)?.containerPort);
  if (found !== undefined) return { pod: name, port: found };
  throw new OrcError(
    'BadRequest',
    port === ''
      ? `pod "${name}" declares no port: name one, as in ${name}:8080`
      : `no port "${port}" in pod "${name}"`,
  );
}

/** A ready pod behind a Service, chosen at random, and its port behind the Service's port that a path means. */
export function serviceTarget(
  view: StateView,
  namespace: string,
  { name, port }: ProxyName,
  random: Random,
): ProxyTarget {
  const service = view.get('Service', namespace, name);
  if (service === undefined)
    throw new OrcError('NotFound', `services "${name}" not found`, { kind: 'Service', name });
  const ports = service.spec?.ports ?? [];
  const wanted =
    port === ''
      ? ports.length === 1
        ? ports[0]
        : undefined
      : ports.find((each) => each.name === port || each.port === numberOf(port));
  if (wanted === undefined) {
    const known = ports.map((each) => each.name ?? String(each.port)).join(', ');
    const what = port === '' ? 'has several ports' : `has no port "${port}"`;
    throw new OrcError('BadRequest', `service "${name}" ${what}: name one of ${known}`);
  }
  const targets: ProxyTarget[] = [];
  for (const slice of view.list('EndpointSlice', namespace)) {
    if (slice.metadata.labels?.[serviceNameLabel] !== name) continue;
    const behind = (slice.ports ?? []).find((each) => (each.name ?? '') === (wanted.name ?? ''))?.port;
    if (behind === undefined) continue;
    for (const { conditions, targetRef } of slice.endpoints ?? [])
      if (conditions?.ready !== false && targetRef?.kind === 'Pod' && targetRef.name !== undefined)
        targets.push({ pod: targetRef.name, port: behind });
  }
  const [target] = targets.slice(random.below(Math.max(1, targets.length)));
  if (target !== undefined) return target;
  throw new OrcError('Unavailable', `no endpoints available for service "${name}"`);
}
