// Endpoints: the addresses behind a Service, in the form before EndpointSlice.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { unusable } from '#kernel/kinds/endpoint-address.ts';
import { type KindDefinition, duplicate, invalid, required } from '#kernel/kinds/kind.ts';
import { isIpv4 } from '#kernel/model/formats.ts';
import {
  type CoreEndpointPort,
  type EndpointAddress,
  type EndpointSubset,
  Endpoints,
} from '#kernel/model/gen/endpoints.gen.ts';

/** The most addresses that a column shows. */
const maxShown = 3;

/** The ready addresses with their ports. */
function socketsOf(subsets: readonly EndpointSubset[]): string[] {
  return subsets.flatMap(({ addresses = [], ports = [] }) =>
    ports.length === 0
      ? addresses.map(({ ip }) => ip)
      : ports.flatMap(({ port }) => addresses.map(({ ip }) => `${ip}:${port}`)),
  );
}

function endpointsText({ subsets = [] }: Endpoints): string {
  if (subsets.length === 0) return '<none>';
  const sockets = socketsOf(subsets);
  const shown = sockets.slice(0, maxShown).join(',');
  return sockets.length > maxShown ? `${shown} + ${sockets.length - maxShown} more...` : shown;
}

function validateAddress({ ip }: EndpointAddress, at: string): FieldCause[] {
  if (!isIpv4(ip)) return [invalid(`${at}.ip`, ip, 'must be a valid IPv4 address')];
  const wrong = unusable(ip);
  return wrong === undefined ? [] : [invalid(`${at}.ip`, ip, wrong)];
}

function validatePorts(ports: readonly CoreEndpointPort[], at: string): FieldCause[] {
  const names = new Set<string>();
  return ports.flatMap(({ name = '' }, index) => {
    const here = `${at}.ports[${index}].name`;
    if (name === '') return ports.length > 1 ? [required(here)] : [];
    if (names.has(name)) return [duplicate(here, name)];
    names.add(name);
    return [];
  });
}

function validateSubset(subset: EndpointSubset, at: string): FieldCause[] {
  const { addresses = [], notReadyAddresses = [], ports = [] } = subset;
  return [
    ...(addresses.length + notReadyAddresses.length === 0
      ? [required(at, 'must specify `addresses` or `notReadyAddresses`')]
      : []),
    ...addresses.flatMap((address, index) => validateAddress(address, `${at}.addresses[${index}]`)),
    ...notReadyAddresses.flatMap((address, index) =>
      validateAddress(address, `${at}.notReadyAddresses[${index}]`),
    ),
    ...validatePorts(ports, at),
  ];
}

export const definition: KindDefinition<Endpoints> = {
  type: Endpoints,
  group: '',
  version: 'v1',
  plural: 'endpoints',
  singular: 'endpoints',
  shortNames: ['ep'],
  namespaced: true,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    nameColumn,
    { name: 'Endpoints', description: 'The addresses and ports behind the service.', value: endpointsText },
    ageColumn,
  ],
  validate: ({ subsets = [] }) =>
    subsets.flatMap((subset, index) => validateSubset(subset, `subsets[${index}]`)),
};
