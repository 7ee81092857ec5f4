// Lease: the record of a node's heartbeats, written on change and once a minute.
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, invalid } from '#kernel/kinds/kind.ts';
import { Lease } from '#kernel/model/gen/coordination.gen.ts';

/** Where nodes' leases are. */
export const nodeLeaseNamespace = 'orc-node-lease';

export const definition: KindDefinition<Lease> = {
  type: Lease,
  group: 'coordination.k8s.io',
  version: 'v1',
  plural: 'leases',
  singular: 'lease',
  shortNames: [],
  namespaced: true,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    nameColumn,
    { name: 'Holder', description: 'Who holds it.', value: (lease) => lease.spec?.holderIdentity ?? '' },
    ageColumn,
  ],
  validate: ({ spec }) =>
    spec?.preferredHolder !== undefined && spec.strategy === undefined
      ? [invalid('spec.preferredHolder', spec.preferredHolder, 'can only be specified if spec.strategy is')]
      : [],
};
