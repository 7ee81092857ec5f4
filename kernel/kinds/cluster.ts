// Cluster: what holds for the whole cluster; one object named `cluster`, made by the masters.
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { type Authority, Cluster } from '#kernel/model/gen/cluster.gen.ts';
import { age } from '#kernel/model/human.ts';

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
    { name: 'NAME', value: (cluster) => cluster.metadata.name ?? '' },
    { name: 'VERSION', value: (cluster) => String(cluster.spec.version) },
    { name: 'SERVICES', value: (cluster) => cluster.spec.serviceCidr },
    { name: 'PODS', value: (cluster) => cluster.spec.podCidr },
    { name: 'AGE', value: (cluster, nowMs) => age(cluster.metadata.creationTimestamp, nowMs) },
  ],
};
