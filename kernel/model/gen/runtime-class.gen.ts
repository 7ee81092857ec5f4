// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/node/runtime-class.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';
import { type Quantity, readQuantity, writeQuantity } from '#kernel/model/scalars.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { Toleration } from '#kernel/model/gen/core.gen.ts';

/** A name for a way to run containers, for pods to ask for. */
export interface RuntimeClass extends Message {
  readonly apiVersion: 'node.k8s.io/v1';
  readonly kind: 'RuntimeClass';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What the container runtime of a node calls it. Can't be changed. */
  readonly handler: string;
  /** What a pod costs beyond its containers. */
  readonly overhead?: Overhead;
  /** Which nodes have it; all when absent. */
  readonly scheduling?: Scheduling;
}

let emptyRuntimeClass: RuntimeClass | undefined;

export const RuntimeClass: KindType<RuntimeClass> = {
  name: 'k8s.io.api.node.v1.RuntimeClass',
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  schema: {
    doc: "A name for a way to run containers, for pods to ask for.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "handler", number: 2, doc: "What the container runtime of a node calls it. Can't be changed.", type: "string", required: true, immutable: true, format: "dns-label" },
      { name: "overhead", number: 3, doc: "What a pod costs beyond its containers.", type: "message", message: () => Overhead },
      { name: "scheduling", number: 4, doc: "Which nodes have it; all when absent.", type: "message", message: () => Scheduling },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); writer.string(message.handler); }
    const overheadValue = message.overhead;
    if (overheadValue !== undefined) { writer.tag(26); { const start = writer.begin(); Overhead.encode(overheadValue, writer); writer.end(start); } }
    const schedulingValue = message.scheduling;
    if (schedulingValue !== undefined) { writer.tag(34); { const start = writer.begin(); Scheduling.encode(schedulingValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRuntimeClass ??= RuntimeClass.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RuntimeClass> = { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: ObjectMeta.empty(), handler: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.handler = reader.string();
          break;
        case 26:
          message.overhead = reader.message(Overhead.decode);
          break;
        case 34:
          message.scheduling = reader.message(Scheduling.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a pod costs beyond its containers. */
export interface Overhead extends Message {
  /** The resources, by name. */
  readonly podFixed?: Readonly<Record<string, Quantity>>;
}

let emptyOverhead: Overhead | undefined;

export const Overhead: MessageType<Overhead> = {
  name: 'k8s.io.api.node.v1.Overhead',
  schema: {
    doc: "What a pod costs beyond its containers.",
    fields: [
      { name: "podFixed", number: 1, doc: "The resources, by name.", type: "quantity", container: "map" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.podFixed !== undefined) for (const [key, item] of entriesByKey(message.podFixed)) {
      writer.tag(10);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyOverhead ??= Overhead.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Overhead> = {  };
    let podFixedAll: Record<string, Quantity> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          podFixedAll ??= {};
          readEntry(reader, podFixedAll, () => reader.message(readQuantity), () => '');
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (podFixedAll !== undefined) message.podFixed = podFixedAll;
    return message;
  },
};

/** Which nodes have a runtime class. */
export interface Scheduling extends Message {
  /** Labels of the nodes; added to the pods' own node selector. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Tolerations added to the pods' own. */
  readonly tolerations?: readonly Toleration[];
}

let emptyScheduling: Scheduling | undefined;

export const Scheduling: MessageType<Scheduling> = {
  name: 'k8s.io.api.node.v1.Scheduling',
  schema: {
    doc: "Which nodes have a runtime class.",
    fields: [
      { name: "nodeSelector", number: 1, doc: "Labels of the nodes; added to the pods' own node selector.", type: "string", container: "map", atomic: true },
      { name: "tolerations", number: 2, doc: "Tolerations added to the pods' own.", type: "message", container: "list", message: () => Toleration },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.nodeSelector !== undefined) for (const [key, item] of entriesByKey(message.nodeSelector)) {
      writer.tag(10);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    if (message.tolerations !== undefined) for (const item of message.tolerations) {
      writer.tag(18);
      { const start = writer.begin(); Toleration.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyScheduling ??= Scheduling.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Scheduling> = {  };
    let nodeSelectorAll: Record<string, string> | undefined;
    let tolerationsAll: Toleration[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          nodeSelectorAll ??= {};
          readEntry(reader, nodeSelectorAll, () => reader.string(), () => '');
          break;
        case 18:
          (tolerationsAll ??= []).push(reader.message(Toleration.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (nodeSelectorAll !== undefined) message.nodeSelector = nodeSelectorAll;
    if (tolerationsAll !== undefined) message.tolerations = tolerationsAll;
    return message;
  },
};
