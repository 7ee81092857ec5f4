// What the scheduler knows of one node while it places a batch: the node, what its pods request, and
// what the batch has placed on it so far.
import { managerOf } from '#kernel/kinds/owner.ts';
import { isPodFinished, podRequests } from '#kernel/kinds/pod.ts';
import type { Node, Pod } from '#kernel/model/gen/core.gen.ts';
import { nodeCapacity } from '#kernel/store/constraints.ts';
import type { StateView } from '#kernel/store/view.ts';

/** The uid of what manages a pod: pods of one owner are spread. */
export function ownerUid(pod: Pod): string {
  return managerOf(pod)?.uid ?? '';
}

export class NodeInfo {
  readonly node: Node;
  readonly name: string;
  readonly capacity: ReturnType<typeof nodeCapacity>;
  cpuMillis = 0;
  memoryBytes = 0;
  pods = 0;
  readonly #byOwner = new Map<string, number>();
  #images: ReadonlySet<string> | undefined;

  constructor(node: Node) {
    this.node = node;
    this.name = node.metadata.name ?? '';
    this.capacity = nodeCapacity(node);
  }

  /** Counts a pod as running here. */
  add(pod: Pod): void {
    const requests = podRequests(pod.spec);
    this.cpuMillis += requests.cpuMillis;
    this.memoryBytes += requests.memoryBytes;
    this.pods += 1;
    const owner = ownerUid(pod);
    this.#byOwner.set(owner, (this.#byOwner.get(owner) ?? 0) + 1);
  }

  /** The names of the images that are here. Gathered once: every pod of a batch asks every node. */
  get images(): ReadonlySet<string> {
    this.#images ??= new Set((this.node.status?.images ?? []).flatMap(({ names }) => names ?? []));
    return this.#images;
  }

  /** How many pods of one owner run here. */
  countOf(owner: string): number {
    return this.#byOwner.get(owner) ?? 0;
  }
}

/** Every node with what runs on it, by name. */
export function nodeInfos(view: StateView): NodeInfo[] {
  return [...view.list('Node')].map((node) => {
    const info = new NodeInfo(node);
    for (const pod of view.by('Pod', 'node', info.name)) if (!isPodFinished(pod)) info.add(pod);
    return info;
  });
}
