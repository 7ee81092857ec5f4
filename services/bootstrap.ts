// The first objects of a new cluster, written by its first leader in one transaction.
import { clusterName } from '#kernel/kinds/cluster.ts';
import { nodeLeaseNamespace } from '#kernel/kinds/lease.ts';
import { namespaceFinalizer, namespaceNameLabel } from '#kernel/kinds/namespace.ts';
import { clusterVersions } from '#kernel/limits.ts';
import { keyOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import type { Random } from '#kernel/ports.ts';

export interface Networks {
  readonly serviceCidr: string;
  readonly podCidr: string;
}

/** The namespaces every cluster has, and the Cluster object with its version and networks. */
export function bootstrapWrites({ serviceCidr, podCidr }: Networks, random: Random, nowMs: number): Write[] {
  const metadata = (
    name: string,
  ): { name: string; uid: string; creationTimestamp: string; labels?: Record<string, string> } => ({
    name,
    uid: random.uuid(),
    creationTimestamp: timeFromMs(nowMs),
  });
  const namespaces = ['default', 'kube-system', nodeLeaseNamespace].map((name): OrcObject => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { ...metadata(name), labels: { [namespaceNameLabel]: name } },
    spec: { finalizers: [namespaceFinalizer] },
    status: { phase: 'Active' },
  }));
  const cluster: OrcObject = {
    apiVersion: 'orc.dev/v1',
    kind: 'Cluster',
    metadata: { ...metadata(clusterName), generation: 1 },
    spec: { version: clusterVersions.newest, serviceCidr, podCidr },
  };
  return [cluster, ...namespaces].map((object) => ({
    operation: 'CREATE',
    key: keyOf(object),
    object: pack(object),
    expectRevision: 0,
    expectUid: '',
  }));
}
