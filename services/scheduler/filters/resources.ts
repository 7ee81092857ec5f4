// A node must have what the pod requests.
import { podRequests } from '#kernel/kinds/pod.ts';
import type { Filter } from '#scheduler/filters/filter.ts';

export const resources: Filter = (pod, info) => {
  const reasons: string[] = [];
  const { cpuMillis, memoryBytes } = podRequests(pod.spec);
  if (info.pods + 1 > info.capacity.pods) reasons.push('Too many pods');
  if (cpuMillis > 0 && info.cpuMillis + cpuMillis > info.capacity.cpuMillis) reasons.push('Insufficient cpu');
  if (memoryBytes > 0 && info.memoryBytes + memoryBytes > info.capacity.memoryBytes)
    reasons.push('Insufficient memory');
  return reasons;
};
