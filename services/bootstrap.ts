// The first objects of a new cluster, written by its first leader in one transaction.
import { clusterName } from '#kernel/kinds/cluster.ts';
import { defaultAccount } from '#kernel/kinds/service-account.ts';
import { nodeLeaseNamespace } from '#kernel/kinds/lease.ts';
import { namespaceFinalizer, namespaceNameLabel } from '#kernel/kinds/namespace.ts';
import { OrcError } from '#kernel/errors.ts';
import { compareText } from '#kernel/store/table.ts';
import { defaultAccess } from '#controllers/default-roles.ts';
import { aggregatedRules } from '#controllers/role-aggregation.ts';
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

type Metadata = { name: string; uid: string; creationTimestamp: string; labels?: Record<string, string> };

/** The default roles and bindings, with the rules that aggregated roles come to. */
function accessObjects(metadata: (name: string) => Metadata): readonly OrcObject[] {
  const complete = new Map(
    defaultAccess.map((each): [string, OrcObject] => [
      `${each.kind}/${each.metadata.name}`,
      { ...each, metadata: { ...each.metadata, ...metadata(each.metadata.name ?? '') } },
    ]),
  );
  // Each is made of those before it: who may view, edit, rule a namespace.
  for (const name of ['view', 'edit', 'admin']) {
    const roles = [...complete.values()].filter((each) => each.kind === 'ClusterRole');
    const role = roles.find((each) => each.metadata.name === name);
    if (role === undefined) throw new OrcError('Internal', `${name} is no default role`);
    const byName = roles.toSorted((a, b) => compareText(a.metadata.name ?? '', b.metadata.name ?? ''));
    complete.set(`ClusterRole/${name}`, { ...role, rules: aggregatedRules(role, byName) });
  }
  return [...complete.values()];
}

/** The default roles and bindings, the namespaces every cluster has with their accounts, and the Cluster object with its version and networks. */
export function bootstrapWrites({ serviceCidr, podCidr }: Networks, random: Random, nowMs: number): Write[] {
  const metadata = (name: string): Metadata => ({
    name,
    uid: random.uuid(),
    creationTimestamp: timeFromMs(nowMs),
  });
  const names = ['default', 'kube-system', nodeLeaseNamespace];
  const namespaces = names.map((name): OrcObject => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { ...metadata(name), labels: { [namespaceNameLabel]: name } },
    spec: { finalizers: [namespaceFinalizer] },
    status: { phase: 'Active' },
  }));
  // Without them the first pods would have to wait for a controller.
  const accounts = names.map((namespace): OrcObject => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { ...metadata(defaultAccount), namespace },
  }));
  const cluster: OrcObject = {
    apiVersion: 'orc.dev/v1',
    kind: 'Cluster',
    metadata: { ...metadata(clusterName), generation: 1 },
    spec: { version: clusterVersions.newest, serviceCidr, podCidr },
  };
  return [cluster, ...namespaces, ...accounts, ...accessObjects(metadata)].map((object) => ({
    operation: 'CREATE',
    key: keyOf(object),
    object: pack(object),
    expectRevision: 0,
    expectUid: '',
  }));
}
