// Namespace: groups objects; the namespace controller empties it before it goes.
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { Namespace } from '#kernel/model/gen/core.gen.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';

/** The finalizer that the namespace controller removes once the namespace is empty. */
export const namespaceFinalizer = 'kubernetes';

/** The label by which selectors find a namespace by its name; every namespace has it. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

/** A namespace's metadata with the label of its name. */
function labelled(metadata: ObjectMeta): ObjectMeta {
  const { name = '' } = metadata;
  return name === '' ? metadata : { ...metadata, labels: { ...metadata.labels, [namespaceNameLabel]: name } };
}

export const definition: KindDefinition<Namespace> = {
  type: Namespace,
  group: '',
  version: 'v1',
  plural: 'namespaces',
  singular: 'namespace',
  shortNames: ['ns'],
  namespaced: false,
  nameFormat: 'dns-label',
  hasStatus: true,
  hasGeneration: false,
  columns: [
    nameColumn,
    {
      name: 'Status',
      description: 'Whether it is in use or going.',
      value: (namespace) => namespace.status?.phase ?? 'Active',
    },
    ageColumn,
  ],
  defaults: (namespace) => ({
    ...namespace,
    metadata: labelled(namespace.metadata),
    spec: namespace.spec ?? { finalizers: [namespaceFinalizer] },
    status: namespace.status ?? { phase: 'Active' },
  }),
  fields: [{ name: 'status.phase', value: (namespace) => namespace.status?.phase ?? 'Active' }],
};
