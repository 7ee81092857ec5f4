// ConfigMap: configuration as keys and values.
import { validateData, validateImmutable } from '#kernel/kinds/config-data.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { ConfigMap } from '#kernel/model/gen/core.gen.ts';
import { age } from '#kernel/model/human.ts';

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
    { name: 'NAME', value: (map) => map.metadata.name ?? '' },
    {
      name: 'DATA',
      value: (map) => String(Object.keys(map.data ?? {}).length + Object.keys(map.binaryData ?? {}).length),
    },
    { name: 'AGE', value: (map, nowMs) => age(map.metadata.creationTimestamp, nowMs) },
  ],
  validate: (map) => validateData({ data: map.data, binaryData: map.binaryData }),
  validateUpdate: (next, previous) =>
    validateImmutable(
      previous.immutable === true,
      next.immutable === true,
      !equalValues([next.data, next.binaryData], [previous.data, previous.binaryData]),
    ),
};
