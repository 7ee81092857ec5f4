// Cluster: what holds for the whole cluster; one object named `cluster`, made by the masters.
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { type Authority, Cluster } from '#kernel/model/gen/cluster.gen.ts';

/** The name of the only Cluster. */
export const clusterName = 'cluster';

/** The authority that signs, of several the newest that has begun to; undefined when there is none. */
export function signingOf(authorities: readonly Authority[]): Authority | undefined {
  return authorities.findLast(({ signsSince }) => signsSince !== undefined) ?? authorities[0];
}

export const definition: KindDefinition<Cluster> = {
  type: Cluster,
  group: 'orc.dev',
  version: 'v1',
  plural: 'clusters',
  singular: 'cluster',
  shortNames: [],
  namespaced: false,
  readOnly: true,
  hasStatus: false,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'Version',
      type: 'integer',
      description: 'The version of the format of what the cluster stores.',
      value: (cluster) => cluster.spec.version,
    },
    {
      name: 'Services',
      description: 'The network that virtual addresses of services come from.',
      value: (cluster) => cluster.spec.serviceCidr,
    },
    {
      name: 'Pods',
      description: 'The network that addresses of pods come from.',
      value: (cluster) => cluster.spec.podCidr,
    },
    ageColumn,
  ],
};
