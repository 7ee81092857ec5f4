// What nodes and pods use, as every master knows it: the last word of each node, for a minute. It is measured, not
// decided, so it is in no log; a master that starts knows everything again after the nodes' next reports.
//
// A report is kept as it came and read when somebody asks: a cluster of 15,000 pods is a megabyte and a half so.
import { OrcError } from '#kernel/errors.ts';
import { decode } from '#kernel/model/codec.ts';
import type { ContainerMetrics, NodeMetrics, PodMetrics } from '#kernel/model/gen/metrics.gen.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import { NodeUsage, type PodUsage, type Used } from '#kernel/model/gen/node.gen.ts';
import { formatDuration } from '#kernel/model/duration.ts';
import { type Selector, matches } from '#kernel/model/selector.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import { nodeFormat, nodeTimes, subjects } from '#kernel/node/protocol.ts';
import type { StateView } from '#kernel/store/view.ts';

const apiVersion = 'metrics.k8s.io/v1beta1';

/** A node's last report. */
interface Held {
  readonly bytes: Uint8Array;
  /** When it came, by the monotonic clock. */
  readonly atMs: number;
}

/** Which objects are asked about. */
export interface UsageScope {
  readonly labels: Selector;
  /** A selector of `metadata.name` and `metadata.namespace`. */
  readonly fields: Selector;
}

export interface UsagesOptions {
  /** The state as this master has it now. */
  readonly view: () => StateView;
  /** The monotonic clock, in milliseconds. */
  readonly nowMs: () => number;
}

export class Usages {
  readonly #options: UsagesOptions;
  readonly #held = new Map<string, Held>();

  constructor(options: UsagesOptions) {
    this.#options = options;
  }

  /**
   * Takes a node's report, which came by `subject`. Throws what it is refused for: another node's subject, another
   * format, or a node that there is not.
   */
  hear(bytes: Uint8Array, subject: string): void {
    const { format, node } = decode(NodeUsage, bytes);
    if (format !== nodeFormat)
      throw new OrcError('Unsupported', `the masters speak format ${nodeFormat}: upgrade node "${node}"`);
    if (subject !== subjects.usage(node))
      throw new OrcError('Forbidden', `what node "${node}" uses came by ${subject}, which is another node's`);
    const { view, nowMs } = this.#options;
    if (view().get('Node', '', node) === undefined)
      throw new OrcError('NotFound', `nodes "${node}" not found: what it uses is not kept`);
    this.#held.set(node, { bytes: Uint8Array.from(bytes), atMs: nowMs() });
  }

  /** A node's last report; undefined when none came lately. */
  #of(node: string): NodeUsage | undefined {
    const held = this.#held.get(node);
    if (held === undefined) return undefined;
    if (this.#options.nowMs() - held.atMs > nodeTimes.usageHoldMs) {
      this.#held.delete(node);
      return undefined;
    }
    return decode(NodeUsage, held.bytes);
  }

  /** Forgets a node that is gone. */
  forget(node: string): void {
    this.#held.delete(node);
  }

  /** What nodes use, by name; those that have not said it lately are left out. */
  *nodes(scope: UsageScope): Generator<NodeMetrics, void, undefined> {
    for (const { metadata } of this.#options.view().list('Node')) {
      if (!isMeant(metadata, scope)) continue;
      const usage = this.#of(metadata.name ?? '');
      if (usage?.own === undefined) continue;
      yield {
        apiVersion,
        kind: 'NodeMetrics',
        metadata: shownMetadata(metadata, usage.atMs),
        timestamp: timeFromMs(usage.atMs),
        window: formatDuration(usage.own.windowMs * 1e6),
        usage: quantities(usage.own),
      };
    }
  }

  /**
   * What pods use, of a namespace or of all, by namespace and name. A node is believed about the pods that are bound to
   * it and about no others.
   */
  *pods(namespace: string | undefined, scope: UsageScope): Generator<PodMetrics, void, undefined> {
    const reports = new Map<string, ReportedPods>();
    for (const pod of this.#options.view().list('Pod', namespace)) {
      const node = pod.spec.nodeName ?? '';
      if (node === '' || !isMeant(pod.metadata, scope)) continue;
      let reported = reports.get(node);
      if (reported === undefined) {
        reported = reportedPods(this.#of(node));
        reports.set(node, reported);
      }
      const usage = reported.pods.get(pod.metadata.uid ?? '');
      if (usage !== undefined) yield podMetrics(pod, usage, reported.atMs);
    }
  }
}

interface ReportedPods {
  readonly atMs: number;
  readonly pods: ReadonlyMap<string, PodUsage>;
}

function reportedPods(usage: NodeUsage | undefined): ReportedPods {
  return {
    atMs: usage?.atMs ?? 0,
    pods: new Map((usage?.pods ?? []).map((pod): [string, PodUsage] => [pod.uid, pod])),
  };
}

function isMeant({ name = '', namespace = '', labels }: ObjectMeta, scope: UsageScope): boolean {
  if (!matches(scope.labels, labels)) return false;
  return (
    scope.fields.length === 0 ||
    matches(scope.fields, { 'metadata.name': name, 'metadata.namespace': namespace })
  );
}

function podMetrics({ metadata }: Pod, { containers }: PodUsage, atMs: number): PodMetrics {
  const windowMs = Math.max(0, ...containers.map(({ used }) => used?.windowMs ?? 0));
  return {
    apiVersion,
    kind: 'PodMetrics',
    metadata: shownMetadata(metadata, atMs),
    timestamp: timeFromMs(atMs),
    window: formatDuration(windowMs * 1e6),
    containers: containers.flatMap(({ name, used }): ContainerMetrics[] =>
      used === undefined ? [] : [{ name, usage: quantities(used) }],
    ),
  };
}

function shownMetadata({ name, namespace, labels }: ObjectMeta, atMs: number): ObjectMeta {
  return {
    ...(name !== undefined && { name }),
    ...(namespace !== undefined && { namespace }),
    creationTimestamp: timeFromMs(atMs),
    ...(labels && { labels }),
  };
}

/** What was used as quantities: billionths of a core and kibibytes, as Kubernetes' metrics are written. */
function quantities({ cpuNanocores, memoryBytes }: Used): Readonly<Record<string, string>> {
  return {
    cpu: cpuNanocores === 0 ? '0' : `${cpuNanocores}n`,
    memory: memoryBytes === 0 ? '0' : `${Math.ceil(memoryBytes / 1024)}Ki`,
  };
}
