// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/metrics/metrics.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';
import { type Time, readTime, writeTime, type Duration, readDuration, writeDuration, type Quantity, readQuantity, writeQuantity } from '#kernel/model/scalars.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';

/** What a node uses, with everything that runs on it. */
export interface NodeMetrics extends Message {
  readonly apiVersion: 'metrics.k8s.io/v1beta1';
  readonly kind: 'NodeMetrics';
  /** The node's name and labels. */
  readonly metadata: ObjectMeta;
  /** When the measured time ended. */
  readonly timestamp: Time;
  /** How long the measured time was. */
  readonly window: Duration;
  /** `cpu`: cores, on average over the measured time. `memory`: bytes that can't be taken away, at its end. */
  readonly usage: Readonly<Record<string, Quantity>>;
}

let emptyNodeMetrics: NodeMetrics | undefined;

export const NodeMetrics: KindType<NodeMetrics> = {
  name: 'k8s.io.metrics.pkg.apis.metrics.v1beta1.NodeMetrics',
  apiVersion: 'metrics.k8s.io/v1beta1',
  kind: 'NodeMetrics',
  schema: {
    doc: "What a node uses, with everything that runs on it.",
    fields: [
      { name: "metadata", number: 1, doc: "The node's name and labels.", type: "message", message: () => ObjectMeta, required: true },
      { name: "timestamp", number: 2, doc: "When the measured time ended.", type: "time", required: true },
      { name: "window", number: 3, doc: "How long the measured time was.", type: "duration", required: true },
      { name: "usage", number: 4, doc: "`cpu`: cores, on average over the measured time. `memory`: bytes that can't be taken away, at its end.", type: "quantity", container: "map", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); writeTime(message.timestamp, writer); writer.end(start); } }
    { writer.tag(26); { const start = writer.begin(); writeDuration(message.window, writer); writer.end(start); } }
    if (message.usage !== undefined) for (const [key, item] of entriesByKey(message.usage)) {
      writer.tag(34);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeMetrics ??= NodeMetrics.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeMetrics> = { apiVersion: 'metrics.k8s.io/v1beta1', kind: 'NodeMetrics', metadata: ObjectMeta.empty(), timestamp: '', window: '', usage: {} };
    let usageAll: Record<string, Quantity> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.timestamp = reader.message(readTime);
          break;
        case 26:
          message.window = reader.message(readDuration);
          break;
        case 34:
          usageAll ??= {};
          readEntry(reader, usageAll, () => reader.message(readQuantity), () => '');
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (usageAll !== undefined) message.usage = usageAll;
    return message;
  },
};

/** What a pod uses. */
export interface PodMetrics extends Message {
  readonly apiVersion: 'metrics.k8s.io/v1beta1';
  readonly kind: 'PodMetrics';
  /** The pod's name, namespace and labels. */
  readonly metadata: ObjectMeta;
  /** When the measured time ended. */
  readonly timestamp: Time;
  /** How long the measured time was. */
  readonly window: Duration;
  /** What its running containers use. */
  readonly containers: readonly ContainerMetrics[];
}

let emptyPodMetrics: PodMetrics | undefined;

export const PodMetrics: KindType<PodMetrics> = {
  name: 'k8s.io.metrics.pkg.apis.metrics.v1beta1.PodMetrics',
  apiVersion: 'metrics.k8s.io/v1beta1',
  kind: 'PodMetrics',
  schema: {
    doc: "What a pod uses.",
    fields: [
      { name: "metadata", number: 1, doc: "The pod's name, namespace and labels.", type: "message", message: () => ObjectMeta, required: true },
      { name: "timestamp", number: 2, doc: "When the measured time ended.", type: "time", required: true },
      { name: "window", number: 3, doc: "How long the measured time was.", type: "duration", required: true },
      { name: "containers", number: 4, doc: "What its running containers use.", type: "message", container: "list", message: () => ContainerMetrics, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); writeTime(message.timestamp, writer); writer.end(start); } }
    { writer.tag(26); { const start = writer.begin(); writeDuration(message.window, writer); writer.end(start); } }
    if (message.containers !== undefined) for (const item of message.containers) {
      writer.tag(34);
      { const start = writer.begin(); ContainerMetrics.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodMetrics ??= PodMetrics.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodMetrics> = { apiVersion: 'metrics.k8s.io/v1beta1', kind: 'PodMetrics', metadata: ObjectMeta.empty(), timestamp: '', window: '', containers: [] };
    let containersAll: ContainerMetrics[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.timestamp = reader.message(readTime);
          break;
        case 26:
          message.window = reader.message(readDuration);
          break;
        case 34:
          (containersAll ??= []).push(reader.message(ContainerMetrics.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (containersAll !== undefined) message.containers = containersAll;
    return message;
  },
};

/** What a container uses. */
export interface ContainerMetrics extends Message {
  /** The container's name. */
  readonly name: string;
  /** `cpu`: cores, on average over the measured time. `memory`: bytes that can't be taken away, at its end. */
  readonly usage: Readonly<Record<string, Quantity>>;
}

let emptyContainerMetrics: ContainerMetrics | undefined;

export const ContainerMetrics: MessageType<ContainerMetrics> = {
  name: 'k8s.io.metrics.pkg.apis.metrics.v1beta1.ContainerMetrics',
  schema: {
    doc: "What a container uses.",
    fields: [
      { name: "name", number: 1, doc: "The container's name.", type: "string", required: true },
      { name: "usage", number: 2, doc: "`cpu`: cores, on average over the measured time. `memory`: bytes that can't be taken away, at its end.", type: "quantity", container: "map", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    if (message.usage !== undefined) for (const [key, item] of entriesByKey(message.usage)) {
      writer.tag(18);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyContainerMetrics ??= ContainerMetrics.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ContainerMetrics> = { name: '', usage: {} };
    let usageAll: Record<string, Quantity> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          usageAll ??= {};
          readEntry(reader, usageAll, () => reader.message(readQuantity), () => '');
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (usageAll !== undefined) message.usage = usageAll;
    return message;
  },
};
