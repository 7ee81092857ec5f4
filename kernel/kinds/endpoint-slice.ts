// EndpointSlice: the addresses behind a Service.
import type { FieldCause } from '#kernel/errors.ts';
import { type KindDefinition, invalid } from '#kernel/kinds/kind.ts';
import { EndpointSlice } from '#kernel/model/gen/discovery.gen.ts';
import { isIpv4 } from '#kernel/model/formats.ts';
import { age } from '#kernel/model/human.ts';

/** The label that names a slice's Service. */
export const serviceNameLabel = 'kubernetes.io/service-name';

/** At most three values, then how many more, as kubectl prints long lists. */
function few(values: readonly string[], none: string): string {
  if (values.length === 0) return none;
  const shown = values.slice(0, 3).join(',');
  return values.length > 3 ? `${shown} + ${values.length - 3} more...` : shown;
}

export const definition: KindDefinition<EndpointSlice> = {
  type: EndpointSlice,
  group: 'discovery.k8s.io',
  version: 'v1',
  plural: 'endpointslices',
  singular: 'endpointslice',
  shortNames: [],
  namespaced: true,
  hasStatus: false,
  hasGeneration: true,
  columns: [
    { name: 'NAME', value: (slice) => slice.metadata.name ?? '' },
    { name: 'ADDRESSTYPE', value: (slice) => slice.addressType },
    {
      name: 'PORTS',
      value: (slice) =>
        few(
          (slice.ports ?? []).map((port) => String(port.port ?? '*')),
          '<unset>',
        ),
    },
    {
      name: 'ENDPOINTS',
      value: (slice) =>
        few(
          (slice.endpoints ?? []).map((endpoint) => endpoint.addresses[0] ?? ''),
          '<unset>',
        ),
    },
    { name: 'AGE', value: (slice, nowMs) => age(slice.metadata.creationTimestamp, nowMs) },
  ],
  validate: (slice) =>
    (slice.endpoints ?? []).flatMap((endpoint, index): FieldCause[] =>
      endpoint.addresses
        .filter((address) => !isIpv4(address))
        .map((address) => invalid(`endpoints[${index}].addresses`, address, 'must be a valid IPv4 address')),
    ),
  indexes: {
    service: {
      values(slice) {
        const name = slice.metadata.labels?.[serviceNameLabel];
        return name === undefined ? [] : [`${slice.metadata.namespace}/${name}`];
      },
    },
  },
};
