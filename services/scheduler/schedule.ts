// Placement: pending pods to nodes. A pure function of state, so that the same engine places pods in
// production, in simulation and in forecasts.
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { StateView } from '#kernel/store/view.ts';
import type { Filter } from '#scheduler/filters/filter.ts';
import { nodeSelector } from '#scheduler/filters/node-selector.ts';
import { resources } from '#scheduler/filters/resources.ts';
import { taints } from '#scheduler/filters/taints.ts';
import { type NodeInfo, nodeInfos } from '#scheduler/node-info.ts';
import { type Score, imageLocality, leastRequested, preferred, spread } from '#scheduler/scores/score.ts';

const filters: readonly Filter[] = [taints, nodeSelector, resources];
const scores: readonly (readonly [weight: number, score: Score])[] = [
  [4, preferred],
  [3, spread],
  [1, leastRequested],
  [0.5, imageLocality],
];

/** Where pods go, and why the others can't go anywhere now. */
export interface Placement {
  readonly bindings: readonly { readonly pod: Pod; readonly node: string }[];
  readonly refusals: readonly { readonly pod: Pod; readonly message: string }[];
}

function scoreOf(pod: Pod, info: NodeInfo): number {
  return scores.reduce((sum, [weight, score]) => sum + weight * score(pod, info), 0);
}

/** Why no node takes a pod, in Kubernetes' words: how many nodes have each reason. */
function refusal(reasons: readonly string[], nodes: number): string {
  if (nodes === 0) return 'no nodes available to schedule pods';
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const list = [...counts].map(([reason, count]) => `${count} ${reason}`).toSorted();
  return `0/${nodes} nodes are available: ${list.join(', ')}.`;
}

/**
 * Places `pods` in their order, each on the best of the nodes that can take it, counting what was placed
 * before it. Ties go to the node that is first by name.
 */
export function schedule(view: StateView, pods: readonly Pod[]): Placement {
  const infos = nodeInfos(view);
  const bindings: { pod: Pod; node: string }[] = [];
  const refusals: { pod: Pod; message: string }[] = [];
  for (const pod of pods) {
    const reasons: string[] = [];
    let best: { readonly info: NodeInfo; readonly score: number } | undefined;
    for (const info of infos) {
      const against = filters.flatMap((filter) => filter(pod, info));
      if (against.length > 0) {
        reasons.push(...against);
        continue;
      }
      const score = scoreOf(pod, info);
      if (best === undefined || score > best.score) best = { info, score };
    }
    if (best === undefined) refusals.push({ pod, message: refusal(reasons, infos.length) });
    else {
      best.info.add(pod);
      bindings.push({ pod, node: best.info.name });
    }
  }
  return { bindings, refusals };
}
