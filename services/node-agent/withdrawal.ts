// Whether a pod that is to be stopped has left every Service on every node: no slice offers its
// address, and the proxies of all ready nodes have reached the revision at which that was so. Pure.
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { EndpointSlice } from '#kernel/model/gen/discovery.gen.ts';

/**
 * The revision from which no slice offers the pod; undefined while one does. 0 when no slice names the
 * pod at all: it serves nobody.
 */
export function withdrawnAt(pod: Pod, slices: readonly EndpointSlice[]): number | undefined {
  let revision = 0;
  for (const slice of slices) {
    if (slice.metadata.namespace !== pod.metadata.namespace) continue;
    const endpoint = slice.endpoints?.find(({ targetRef }) => targetRef?.uid === pod.metadata.uid);
    if (endpoint === undefined) continue;
    if (endpoint.conditions?.ready !== false) return undefined;
    revision = Math.max(revision, Number(slice.metadata.resourceVersion ?? '0'));
  }
  return revision;
}
