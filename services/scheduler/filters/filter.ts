// A filter says why a pod can't run on a node, in the words users know, or nothing when it can.
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { NodeInfo } from '#scheduler/node-info.ts';

export type Filter = (pod: Pod, info: NodeInfo) => readonly string[];
