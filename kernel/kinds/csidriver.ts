// CSIDriver: what is to be known of a driver for volumes.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
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
    {
      name: 'AttachRequired',
      type: 'boolean',
      description: 'Whether volumes are attached to a node before they are mounted.',
      value: ({ spec }) => spec.attachRequired ?? true,
    },
    {
      name: 'PodInfoOnMount',
      type: 'boolean',
      description: 'Whether the driver is told of the pod when it mounts a volume.',
      value: ({ spec }) => spec.podInfoOnMount === true,
    },
    {
      name: 'StorageCapacity',
      type: 'boolean',
      description: 'Whether the scheduler heeds the capacity that the driver reports.',
      value: ({ spec }) => spec.storageCapacity === true,
    },
    {
      name: 'TokenRequests',
      description: 'The audiences of the tokens that the driver is given.',
      value: ({ spec }) =>
        (spec.tokenRequests ?? []).map(({ audience }) => audience ?? '').join(',') || '<unset>',
    },
    {
      name: 'RequiresRepublish',
      type: 'boolean',
      description: 'Whether volumes are published again and again.',
      value: ({ spec }) => spec.requiresRepublish === true,
    },
    {
      name: 'Modes',
      description: 'The kinds of volumes that the driver offers.',
      value: ({ spec }) => (spec.volumeLifecycleModes ?? []).join(',') || '<none>',
    },
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
