// Ingress: leads requests from outside to Services, by host and path.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, few, nameColumn } from '#kernel/kinds/columns.ts';
import { ingressBetas } from '#kernel/kinds/ingress-beta.ts';
import { type KindDefinition, invalid, required } from '#kernel/kinds/kind.ts';
import { formats } from '#kernel/model/formats.ts';
import { Ingress, type HTTPIngressPath, type IngressBackend } from '#kernel/model/gen/networking.gen.ts';
import { orNone } from '#kernel/model/human.ts';
import { parseAddress } from '#kernel/model/ip.ts';

/** What the class of an ingress was called before there was a field for it. */
export const oldIngressClassAnnotation = 'kubernetes.io/ingress.class';
/** What no path may hold: ways out of it, and what encodes them. */
const badSequences = ['//', '/./', '/../', '%2f', '%2F'];
const badEnds = ['/..', '/.'];
/** The most characters of addresses that `get` shows without -o wide. */
const addressWidth = 16;

function validateHost(host: string, at: string): FieldCause[] {
  if (host === '') return [];
  if (parseAddress(host) !== undefined) return [invalid(at, host, 'must be a DNS name, not an IP address')];
  const name = host.startsWith('*.') ? host.slice(2) : host;
  const wrong = formats['dns-subdomain']?.(name);
  if (wrong === undefined) return [];
  return [
    invalid(
      at,
      host,
      host.includes('*')
        ? "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com')"
        : wrong,
    ),
  ];
}

function validateBackend({ service, resource }: IngressBackend, at: string): FieldCause[] {
  if (service !== undefined && resource !== undefined)
    return [invalid(at, '', 'cannot set both resource and service backends')];
  if (resource !== undefined) return [];
  if (service === undefined) return [required(at, 'either `service` or `resource` must be set')];
  const causes: FieldCause[] = [];
  const wrong = formats['dns-label']?.(service.name);
  if (wrong !== undefined) causes.push(invalid(`${at}.service.name`, service.name, wrong));
  const { name = '', number = 0 } = service.port ?? {};
  const here = `${at}.service.port`;
  if (name !== '' && number !== 0)
    causes.push(invalid(here, service.port, 'cannot set both port name & port number'));
  else if (name !== '') {
    const wrongPort = formats['port-name']?.(name);
    if (wrongPort !== undefined) causes.push(invalid(`${here}.name`, name, wrongPort));
  } else if (number === 0) causes.push(required(here, 'port name or number is required'));
  else if (number < 1 || number > 65_535)
    causes.push(invalid(`${here}.number`, number, 'must be between 1 and 65535, inclusive'));
  return causes;
}

function validatePath({ path = '', pathType, backend }: HTTPIngressPath, at: string): FieldCause[] {
  const causes: FieldCause[] = [];
  if (!path.startsWith('/') && (pathType !== 'ImplementationSpecific' || path !== ''))
    causes.push(invalid(`${at}.path`, path, 'must be an absolute path'));
  if (pathType !== 'ImplementationSpecific') {
    for (const sequence of badSequences)
      if (path.includes(sequence)) causes.push(invalid(`${at}.path`, path, `must not contain '${sequence}'`));
    for (const end of badEnds)
      if (path.endsWith(end)) causes.push(invalid(`${at}.path`, path, `cannot end with '${end}'`));
  }
  return [...causes, ...validateBackend(backend, `${at}.backend`)];
}

function validate({ metadata, spec = {} }: Ingress): FieldCause[] {
  const causes: FieldCause[] = [];
  const { rules = [], tls = [], defaultBackend, ingressClassName } = spec;
  if (rules.length === 0 && defaultBackend === undefined)
    causes.push(invalid('spec', rules, 'either `defaultBackend` or `rules` must be specified'));
  if (defaultBackend !== undefined) causes.push(...validateBackend(defaultBackend, 'spec.defaultBackend'));
  for (const [index, { host = '', http }] of rules.entries()) {
    const at = `spec.rules[${index}]`;
    causes.push(...validateHost(host, `${at}.host`));
    for (const [pathIndex, path] of (http?.paths ?? []).entries())
      causes.push(...validatePath(path, `${at}.http.paths[${pathIndex}]`));
  }
  for (const [index, { hosts = [], secretName = '' }] of tls.entries()) {
    for (const [hostIndex, host] of hosts.entries())
      causes.push(...validateHost(host, `spec.tls[${index}].hosts[${hostIndex}]`));
    const wrong = secretName === '' ? undefined : formats['dns-subdomain']?.(secretName);
    if (wrong !== undefined) causes.push(invalid(`spec.tls[${index}].secretName`, secretName, wrong));
  }
  const wrongClass =
    ingressClassName === undefined ? undefined : formats['dns-subdomain']?.(ingressClassName);
  if (wrongClass !== undefined) causes.push(invalid('spec.ingressClassName', ingressClassName, wrongClass));
  const oldClass = metadata.annotations?.[oldIngressClassAnnotation];
  if (oldClass !== undefined && ingressClassName !== undefined && oldClass !== ingressClassName)
    causes.push(
      invalid(
        `metadata.annotations[${oldIngressClassAnnotation}]`,
        oldClass,
        'must match `ingressClassName` when both are specified',
      ),
    );
  return causes;
}

function hostsText({ spec }: Ingress): string {
  const hosts = (spec?.rules ?? []).map(({ host = '' }) => host);
  return few(
    hosts.filter((host) => host !== ''),
    '*',
  );
}

function addressText({ status }: Ingress): string {
  const addresses = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip ?? hostname ?? '');
  const text = addresses.filter((address) => address !== '').join(',');
  return text.length > addressWidth ? `${text.slice(0, addressWidth - 3)}...` : text;
}

export const definition: KindDefinition<Ingress> = {
  type: Ingress,
  group: 'networking.k8s.io',
  version: 'v1',
  plural: 'ingresses',
  singular: 'ingress',
  shortNames: ['ing'],
  served: ingressBetas,
  namespaced: true,
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'Class',
      description: 'The class, which says who carries it out.',
      value: ({ metadata, spec }) =>
        orNone(spec?.ingressClassName ?? metadata.annotations?.[oldIngressClassAnnotation]),
    },
    { name: 'Hosts', description: 'The hosts that its rules are for.', value: hostsText },
    { name: 'Address', description: 'Where it is reached.', value: addressText },
    {
      name: 'Ports',
      description: 'The ports on which it is reached.',
      value: ({ spec }) => ((spec?.tls ?? []).length > 0 ? '80, 443' : '80'),
    },
    ageColumn,
  ],
  validate,
};
