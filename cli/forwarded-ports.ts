// Which ports `orc port-forward` connects, as its user writes them: 8080, 8080:80, :80, 8080:http.
import { OrcError } from '#kernel/errors.ts';
import type { Pod, Service, ServicePort } from '#kernel/model/gen/core.gen.ts';

/** A pair of ports as they were asked for. */
export interface AskedPort {
  /** 0: any that is free; undefined: the same number as the remote one. */
  readonly local: number | undefined;
  /** A number, or a name. */
  readonly remote: string;
}

/** A pair of ports to connect. */
export interface ForwardedPorts {
  /** 0: any that is free. */
  readonly local: number;
  readonly remote: number;
}

function numberIn(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : undefined;
}

/** Reads a port as a user writes it. Throws BadRequest. */
export function askedPort(text: string): AskedPort {
  const parts = text.split(':');
  const [first = '', second] = parts;
  const remote = second ?? first;
  if (parts.length > 2 || remote === '')
    throw new OrcError('BadRequest', `invalid port format '${text}': give [LOCAL:]REMOTE, such as 8080:80`);
  if (numberIn(remote) === 0) throw new OrcError('BadRequest', 'remote port must be > 0');
  if (/^\d+$/.test(remote) && numberIn(remote) === undefined)
    throw new OrcError(
      'BadRequest',
      `error parsing remote port '${remote}': must be a number up to 65535, or the name of a port`,
    );
  if (second === undefined) return { local: undefined, remote };
  const local = first === '' ? 0 : numberIn(first);
  if (local === undefined)
    throw new OrcError('BadRequest', `error parsing local port '${first}': must be a number up to 65535`);
  return { local, remote };
}

function refuseUdp(protocol: string | undefined, remote: string): void {
  if (protocol === 'UDP' || protocol === 'SCTP')
    throw new OrcError(
      'BadRequest',
      `${protocol} protocol is not supported for ${remote}: only TCP is forwarded`,
    );
}

function containerPort(pod: Pod, name: string): number {
  const ports = pod.spec.containers.flatMap((container) => container.ports ?? []);
  const found = ports.find((port) => port.name === name);
  if (found === undefined) {
    const names = ports.flatMap((port) => port.name ?? []);
    const advice = names.length === 0 ? 'it names none' : `it has ${names.join(', ')}`;
    throw new OrcError(
      'NotFound',
      `Pod '${pod.metadata.name ?? ''}' does not have a named port '${name}': ${advice}`,
    );
  }
  refuseUdp(found.protocol, name);
  return found.containerPort;
}

function servicePort(service: Service, remote: string): ServicePort {
  const ports = service.spec.ports ?? [];
  const number = numberIn(remote);
  // One number may be that of TCP and of UDP.
  const fitting = ports.filter((port) =>
    number === undefined ? port.name === remote : port.port === number,
  );
  const found = fitting.find(({ protocol = 'TCP' }) => protocol === 'TCP') ?? fitting[0];
  if (found !== undefined) return found;
  const what = number === undefined ? `a named port '${remote}'` : `a service port ${remote}`;
  const known = ports.map(({ name, port }) => (name === undefined ? String(port) : `${name} (${port})`));
  throw new OrcError(
    'NotFound',
    `Service '${service.metadata.name ?? ''}' does not have ${what}: it has ${known.join(', ')}`,
  );
}

/** The port of a pod that a port of a Service stands for. */
function behind({ targetPort, port }: ServicePort, { spec }: Service, pod: Pod): number {
  if (spec.clusterIP === 'None' || targetPort === undefined || targetPort === 0) return port;
  return typeof targetPort === 'number' ? targetPort : containerPort(pod, targetPort);
}

/** The ports of a pod that are meant; through a Service, those that its ports stand for. Throws NotFound and BadRequest. */
export function forwardedPorts({ local, remote }: AskedPort, pod: Pod, service?: Service): ForwardedPorts {
  const number = numberIn(remote);
  if (service === undefined) {
    const port = number ?? containerPort(pod, remote);
    return { local: local ?? port, remote: port };
  }
  const found = servicePort(service, remote);
  refuseUdp(found.protocol, remote);
  // The Service's own port is what its user knows it by.
  return { local: local ?? found.port, remote: behind(found, service, pod) };
}
