// ConfigMap: configuration as keys and values.
import { validateData, validateImmutable } from '#kernel/kinds/config-data.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { ConfigMap } from '#kernel/model/gen/core.gen.ts';

export const definition: KindDefinition<ConfigMap> = {
  type: ConfigMap,
  group: '',
  version: 'v1',
  plural: 'configmaps',
  singular: 'configmap',
  shortNames: ['cm'],
  namespaced: true,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    nameColumn,
    {
      name: 'Data',
      type: 'integer',
      description: 'How many values it holds, as text and as bytes.',
      value: (map) => Object.keys(map.data ?? {}).length + Object.keys(map.binaryData ?? {}).length,
    },
    ageColumn,
  ],
  validate: (map) => validateData({ data: map.data, binaryData: map.binaryData }),
  validateUpdate: (next, previous) =>
    validateImmutable(
      previous.immutable === true,
      next.immutable === true,
      !equalValues([next.data, next.binaryData], [previous.data, previous.binaryData]),
    ),
};
