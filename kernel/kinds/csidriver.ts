// CSIDriver: what is to be known of a driver for volumes.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn, truth } from '#kernel/kinds/columns.ts';
import { validateDriverName } from '#kernel/kinds/driver-name.ts';
import { type KindDefinition, duplicate, invalid } from '#kernel/kinds/kind.ts';
import { CSIDriver, type StorageTokenRequest } from '#kernel/model/gen/storage.gen.ts';

function validateTokens(requests: readonly StorageTokenRequest[]): FieldCause[] {
  const seen = new Set<string>();
  return requests.flatMap(({ audience = '' }, index): FieldCause[] => {
    const isNew = !seen.has(audience);
    seen.add(audience);
    return isNew ? [] : [duplicate(`spec.tokenRequests[${index}].audience`, audience)];
  });
}

export const definition: KindDefinition<CSIDriver> = {
  type: CSIDriver,
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'csidrivers',
  singular: 'csidriver',
  shortNames: [],
  namespaced: false,
  hasStatus: false,
  hasGeneration: true,
  columns: [
    nameColumn,
    { name: 'ATTACHREQUIRED', value: ({ spec }) => truth(spec.attachRequired ?? true) },
    { name: 'PODINFOONMOUNT', value: ({ spec }) => truth(spec.podInfoOnMount) },
    { name: 'STORAGECAPACITY', value: ({ spec }) => truth(spec.storageCapacity) },
    {
      name: 'TOKENREQUESTS',
      value: ({ spec }) =>
        (spec.tokenRequests ?? []).map(({ audience }) => audience ?? '').join(',') || '<unset>',
    },
    { name: 'REQUIRESREPUBLISH', value: ({ spec }) => truth(spec.requiresRepublish) },
    { name: 'MODES', value: ({ spec }) => (spec.volumeLifecycleModes ?? []).join(',') || '<none>' },
    ageColumn,
  ],
  validate: ({ metadata, spec }) => [
    ...validateDriverName(metadata.name ?? '', 'metadata.name'),
    ...validateTokens(spec.tokenRequests ?? []),
    ...(spec.serviceAccountTokenInSecrets !== undefined && (spec.tokenRequests ?? []).length === 0
      ? [
          invalid(
            'spec.serviceAccountTokenInSecrets',
            spec.serviceAccountTokenInSecrets,
            'may only be set when tokenRequests is',
          ),
        ]
      : []),
  ],
};
