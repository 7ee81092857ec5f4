// Changes of the Cluster object, which the masters alone write: committed like any other change, and tried again when
// somebody else changed it meanwhile.
import { OrcError } from '#kernel/errors.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import { keyOf, revisionOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type { Cluster } from '#kernel/model/gen/cluster.gen.ts';
import { type Caller, errorOf } from '#api/commit.ts';
import { apiLimits } from '#api/limits.ts';
import type { Lane } from '#api/raft-port.ts';
import type { Replica } from '#api/replica.ts';

/** Who changes the Cluster object, and why. */
export interface ClusterChange {
  readonly by: Pick<Caller, 'user' | 'source'>;
  readonly reason: string;
  readonly lane: Lane;
  readonly nowMs: () => number;
  /** The object as it is to be; undefined when nothing is to be changed. Asked anew for each try. */
  readonly make: (cluster: Cluster) => Cluster | undefined;
}

/**
 * Commits a change; returns whether there was one. Throws Unavailable while the cluster has no objects yet, Conflict
 * when it changed again and again.
 */
export async function changeCluster(
  replica: Replica,
  { by, reason, lane, nowMs, make }: ClusterChange,
  signal: AbortSignal,
): Promise<boolean> {
  for (let tries = 0; tries < apiLimits.admissionTries; tries++) {
    const cluster = replica.store.get('Cluster', '', clusterName);
    if (cluster === undefined)
      throw new OrcError('Unavailable', "the cluster's first objects are not written yet: retry");
    const object = make(cluster);
    if (object === undefined) return false;
    const write = {
      operation: 'UPDATE',
      key: keyOf(object),
      object: pack(object),
      expectRevision: revisionOf(cluster),
      expectUid: '',
    } as const;
    const transaction = {
      requestId: replica.requestId(),
      actor: by.user,
      cause: 0,
      reason,
      source: by.source,
      timeMs: nowMs(),
      term: 0,
      preconditions: [],
      writes: [write],
    };
    const outcome = await replica.propose({ transaction }, lane, signal);
    if (outcome.error === '') return true;
    if (outcome.error !== 'Conflict') throw errorOf(outcome);
    await replica.untilCurrent(signal);
  }
  throw new OrcError('Conflict', 'the cluster changed again and again: retry');
}
