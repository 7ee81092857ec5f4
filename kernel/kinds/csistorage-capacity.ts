// CSIStorageCapacity: how much room a driver has for volumes of one class, seen from some nodes.
import type { FieldCause } from '#kernel/errors.ts';
import { nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, invalid } from '#kernel/kinds/kind.ts';
import { validateSelector } from '#kernel/kinds/label-selector.ts';
import { CSIStorageCapacity } from '#kernel/model/gen/storage.gen.ts';
import { quantityMillis } from '#kernel/model/quantity.ts';

function validateSize(size: string | undefined, at: string): FieldCause[] {
  return quantityMillis(size) < 0n ? [invalid(at, size, 'must be greater than or equal to 0')] : [];
}

export const definition: KindDefinition<CSIStorageCapacity> = {
  type: CSIStorageCapacity,
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'csistoragecapacities',
  singular: 'csistoragecapacity',
  shortNames: [],
  namespaced: true,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    nameColumn,
    {
      name: 'StorageClassName',
      description: 'The class whose volumes the capacity is for.',
      value: ({ storageClassName }) => storageClassName,
    },
    { name: 'Capacity', description: 'How much is left.', value: ({ capacity }) => capacity ?? '<unset>' },
  ],
  validate: ({ nodeTopology, capacity, maximumVolumeSize }) => [
    ...validateSelector(nodeTopology, 'nodeTopology'),
    ...validateSize(capacity, 'capacity'),
    ...validateSize(maximumVolumeSize, 'maximumVolumeSize'),
  ],
};
