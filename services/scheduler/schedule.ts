// Placement: pending pods to nodes. A pure function of state, so that the same engine places pods in
// production, in simulation and in forecasts.
import { podRequests } from '#kernel/kinds/pod.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import { canonicalText } from '#kernel/model/hash.ts';
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

/** Everything about a pod that filters look at: pods of one shape fit the same nodes. */
function shapeOf({ spec }: Pod): string {
  const { cpuMillis, memoryBytes } = podRequests(spec);
  return canonicalText([cpuMillis, memoryBytes, spec.nodeSelector, spec.tolerations]);
}

/**
 * Places `pods` in their order, at most `most` of them, each on the best of the nodes that can take it,
 * counting what was placed before it. Ties go to the node that is first by name. Pods that fit nowhere
 * hold up nobody behind them: nodes only fill up meanwhile, so one look stands for all of a shape.
 */
export function schedule(view: StateView, pods: readonly Pod[], most = Infinity): Placement {
  const infos = nodeInfos(view);
  const bindings: { pod: Pod; node: string }[] = [];
  const refusals: { pod: Pod; message: string }[] = [];
  const refused = new Map<string, string>();
  for (const pod of pods) {
    if (bindings.length >= most) break;
    const shape = shapeOf(pod);
    const known = refused.get(shape);
    if (known !== undefined) {
      refusals.push({ pod, message: known });
      continue;
    }
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
    if (best === undefined) {
      const message = refusal(reasons, infos.length);
      refused.set(shape, message);
      refusals.push({ pod, message });
    } else {
      best.info.add(pod);
      bindings.push({ pod, node: best.info.name });
    }
  }
  return { bindings, refusals };
}
