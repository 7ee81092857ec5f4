// RuntimeClass: a name for a way to run containers.
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, invalid } from '#kernel/kinds/kind.ts';
import { validateSelector } from '#kernel/kinds/label-selector.ts';
import { validateTolerations } from '#kernel/kinds/pod-spec.ts';
import { RuntimeClass } from '#kernel/model/gen/runtime-class.gen.ts';
import { quantityMillis } from '#kernel/model/quantity.ts';

export const definition: KindDefinition<RuntimeClass> = {
  type: RuntimeClass,
  group: 'node.k8s.io',
  version: 'v1',
  plural: 'runtimeclasses',
  singular: 'runtimeclass',
  shortNames: [],
  namespaced: false,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    nameColumn,
    {
      name: 'Handler',
      description: 'What runs the containers of its pods.',
      value: ({ handler }) => handler,
    },
    ageColumn,
  ],
  validate: ({ overhead, scheduling }) => [
    ...Object.entries(overhead?.podFixed ?? {})
      .filter(([, quantity]) => quantityMillis(quantity) < 0n)
      .map(([name, quantity]) =>
        invalid(`overhead.podFixed[${name}]`, quantity, 'must be greater than or equal to 0'),
      ),
    ...validateSelector({ matchLabels: scheduling?.nodeSelector ?? {} }, 'scheduling.nodeSelector').map(
      (cause) => ({ ...cause, field: 'scheduling.nodeSelector' }),
    ),
    ...validateTolerations(scheduling?.tolerations ?? [], 'scheduling.tolerations'),
  ],
};
