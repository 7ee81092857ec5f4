// EndpointSlice: the addresses behind a Service.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, few, nameColumn } from '#kernel/kinds/columns.ts';
import { unusable } from '#kernel/kinds/endpoint-address.ts';
import { type KindDefinition, type ServedVersion, duplicate, invalid } from '#kernel/kinds/kind.ts';
import { EndpointSlice } from '#kernel/model/gen/discovery.gen.ts';
import { formats } from '#kernel/model/formats.ts';
import { parseAddress } from '#kernel/model/ip.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';

/** The label that names a slice's Service. */
export const serviceNameLabel = 'kubernetes.io/service-name';
/** The label of Endpoints that are not to be shown as slices. */
export const skipMirrorLabel = 'endpointslice.kubernetes.io/skip-mirror';
const zoneLabel = 'topology.kubernetes.io/zone';
const hostnameLabel = 'kubernetes.io/hostname';

function mapEndpoints(json: JsonObject, change: (endpoint: JsonObject) => JsonObject): JsonObject {
  const { endpoints } = json;
  if (!Array.isArray(endpoints)) return json;
  return {
    ...json,
    endpoints: endpoints.map((each: unknown) => (isJsonObject(each) ? change(each) : each)),
  };
}

function endpointToStored({ topology, ...endpoint }: JsonObject): JsonObject {
  if (!isJsonObject(topology)) return endpoint;
  const { [zoneLabel]: zone, ...others } = topology;
  const { [hostnameLabel]: hostname, ...rest } = others;
  // A hostname that is not the node's name says something that no field of v1 can.
  const left = hostname === endpoint['nodeName'] ? rest : others;
  return {
    ...endpoint,
    ...(zone !== undefined && { zone }),
    ...(Object.keys(left).length > 0 && { deprecatedTopology: left }),
  };
}

function endpointFromStored({ deprecatedTopology, zone, ...endpoint }: JsonObject): JsonObject {
  const { nodeName } = endpoint;
  const topology = {
    ...(nodeName !== undefined && { [hostnameLabel]: nodeName }),
    ...(isJsonObject(deprecatedTopology) && deprecatedTopology),
    ...(zone !== undefined && { [zoneLabel]: zone }),
  };
  return Object.keys(topology).length === 0 ? endpoint : { ...endpoint, topology };
}

const v1beta1: ServedVersion = {
  group: 'discovery.k8s.io',
  version: 'v1beta1',
  toStored: (json) => mapEndpoints(json, endpointToStored),
  fromStored: (json) => mapEndpoints(json, endpointFromStored),
};

function validateAddress(address: string, addressType: string): string | undefined {
  // Which type is meant is missing: that has been said.
  if (addressType === '') return undefined;
  if (addressType === 'FQDN') return formats['dns-subdomain']?.(address);
  const bits = addressType === 'IPv6' ? 128 : 32;
  return parseAddress(address)?.bits === bits ? unusable(address) : `must be a valid ${addressType} address`;
}

function validate({ addressType, endpoints = [], ports = [] }: EndpointSlice): FieldCause[] {
  const causes: FieldCause[] = [];
  for (const [index, { addresses }] of endpoints.entries())
    for (const [addressIndex, address] of addresses.entries()) {
      const wrong = validateAddress(address, addressType);
      if (wrong !== undefined)
        causes.push(invalid(`endpoints[${index}].addresses[${addressIndex}]`, address, wrong));
    }
  const names = new Set<string>();
  for (const [index, { name = '' }] of ports.entries()) {
    const at = `ports[${index}].name`;
    if (names.has(name)) causes.push(duplicate(at, name));
    names.add(name);
    const wrong = name === '' ? undefined : formats['dns-label']?.(name);
    if (wrong !== undefined) causes.push(invalid(at, name, wrong));
  }
  return causes;
}

export const definition: KindDefinition<EndpointSlice> = {
  type: EndpointSlice,
  group: 'discovery.k8s.io',
  version: 'v1',
  plural: 'endpointslices',
  singular: 'endpointslice',
  shortNames: [],
  served: [v1beta1],
  namespaced: true,
  hasStatus: false,
  hasGeneration: true,
  columns: [
    nameColumn,
    { name: 'AddressType', description: 'What its addresses are.', value: (slice) => slice.addressType },
    {
      name: 'Ports',
      description: 'The ports of its endpoints.',
      value: (slice) =>
        few(
          (slice.ports ?? []).map((port) => String(port.port ?? '*')),
          '<unset>',
        ),
    },
    {
      name: 'Endpoints',
      description: 'The addresses of its endpoints.',
      value: (slice) =>
        few(
          (slice.endpoints ?? []).map((endpoint) => endpoint.addresses[0] ?? ''),
          '<unset>',
        ),
    },
    ageColumn,
  ],
  validate,
  shown: (slice) => ({ ...slice, endpoints: slice['endpoints'] ?? [] }),
  indexes: {
    service: {
      values(slice) {
        const name = slice.metadata.labels?.[serviceNameLabel];
        return name === undefined ? [] : [`${slice.metadata.namespace}/${name}`];
      },
    },
  },
};
