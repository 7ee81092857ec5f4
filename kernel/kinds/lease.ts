// Lease: the record of a node's heartbeats, written on change and once a minute.
import { type KindDefinition, invalid } from '#kernel/kinds/kind.ts';
import { Lease } from '#kernel/model/gen/coordination.gen.ts';
import { age } from '#kernel/model/human.ts';

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
    { name: 'NAME', value: (lease) => lease.metadata.name ?? '' },
    { name: 'HOLDER', value: (lease) => lease.spec?.holderIdentity ?? '' },
    { name: 'AGE', value: (lease, nowMs) => age(lease.metadata.creationTimestamp, nowMs) },
  ],
  validate: ({ spec }) =>
    spec?.preferredHolder !== undefined && spec.strategy === undefined
      ? [invalid('spec.preferredHolder', spec.preferredHolder, 'can only be specified if spec.strategy is')]
      : [],
};
