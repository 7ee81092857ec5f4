// A score says how well a pod would run on a node: 0 to 1, more is better.
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import { podRequests } from '#kernel/kinds/pod.ts';
import { tolerates } from '#scheduler/filters/taints.ts';
import { type NodeInfo, ownerUid } from '#scheduler/node-info.ts';

export type Score = (pod: Pod, info: NodeInfo) => number;

/** Fewer pods of the same owner: even spread. */
export const spread: Score = (pod, info) => 1 / (1 + info.countOf(ownerUid(pod)));

/** More left of what pods request. */
export const leastRequested: Score = (pod, info) => {
  const { cpuMillis, memoryBytes } = podRequests(pod.spec);
  const left = (used: number, capacity: number): number =>
    capacity <= 0 ? 0 : Math.max(0, 1 - used / capacity);
  const cpu = left(info.cpuMillis + cpuMillis, info.capacity.cpuMillis);
  const memory = left(info.memoryBytes + memoryBytes, info.capacity.memoryBytes);
  return (cpu + memory + left(info.pods + 1, info.capacity.pods)) / 3;
};

/** The image is there already. */
export const imageLocality: Score = (pod, info) => {
  const present = pod.spec.containers.filter(({ image }) => info.images.has(image)).length;
  return present / pod.spec.containers.length;
};

/** No taint that asks to be avoided. */
export const preferred: Score = (pod, info) => {
  const soft = (info.node.spec?.taints ?? []).filter(({ effect }) => effect === 'PreferNoSchedule');
  return soft.every((taint) => tolerates(pod, taint)) ? 1 : 0;
};
