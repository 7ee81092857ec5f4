// A node must have the labels that the pod selects.
import { matches, selectorOfMap } from '#kernel/model/selector.ts';
import type { Filter } from '#scheduler/filters/filter.ts';

export const nodeSelector: Filter = (pod, info) =>
  matches(selectorOfMap(pod.spec.nodeSelector), info.node.metadata.labels)
    ? []
    : ["node(s) didn't match Pod's node affinity/selector"];
