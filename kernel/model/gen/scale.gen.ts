// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/autoscaling/scale.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';

/** How many pods a set should have and has: what the scale subresource reads and writes. */
export interface Scale extends Message {
  readonly apiVersion: 'autoscaling/v1';
  readonly kind: 'Scale';
  /** Identity; rarely used. */
  readonly metadata?: ObjectMeta;
  /** How many there should be. */
  readonly spec?: ScaleSpec;
  /** How many there are. */
  readonly status?: ScaleStatus;
}

let emptyScale: Scale | undefined;

export const Scale: KindType<Scale> = {
  name: 'k8s.io.api.autoscaling.v1.Scale',
  apiVersion: 'autoscaling/v1',
  kind: 'Scale',
  schema: {
    doc: "How many pods a set should have and has: what the scale subresource reads and writes.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity; rarely used.", type: "message", message: () => ObjectMeta },
      { name: "spec", number: 2, doc: "How many there should be.", type: "message", message: () => ScaleSpec },
      { name: "status", number: 3, doc: "How many there are.", type: "message", message: () => ScaleStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const metadataValue = message.metadata;
    if (metadataValue !== undefined) { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(metadataValue, writer); writer.end(start); } }
    const specValue = message.spec;
    if (specValue !== undefined) { writer.tag(18); { const start = writer.begin(); ScaleSpec.encode(specValue, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); ScaleStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyScale ??= Scale.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Scale> = { apiVersion: 'autoscaling/v1', kind: 'Scale' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(ScaleSpec.decode);
          break;
        case 26:
          message.status = reader.message(ScaleStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How many pods there should be. */
export interface ScaleSpec extends Message {
  /** The number; 0 when absent. */
  readonly replicas?: number;
}

let emptyScaleSpec: ScaleSpec | undefined;

export const ScaleSpec: MessageType<ScaleSpec> = {
  name: 'k8s.io.api.autoscaling.v1.ScaleSpec',
  schema: {
    doc: "How many pods there should be.",
    fields: [
      { name: "replicas", number: 1, doc: "The number; 0 when absent.", type: "int32", min: 0 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.replicas !== undefined) { writer.tag(8); writer.signed(message.replicas); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyScaleSpec ??= ScaleSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ScaleSpec> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.replicas = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How many pods there are. */
export interface ScaleStatus extends Message {
  /** The number. */
  readonly replicas: number;
  /** Which pods they are: a label selector as text. */
  readonly selector?: string;
}

let emptyScaleStatus: ScaleStatus | undefined;

export const ScaleStatus: MessageType<ScaleStatus> = {
  name: 'k8s.io.api.autoscaling.v1.ScaleStatus',
  schema: {
    doc: "How many pods there are.",
    fields: [
      { name: "replicas", number: 1, doc: "The number.", type: "int32", required: true },
      { name: "selector", number: 2, doc: "Which pods they are: a label selector as text.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.signed(message.replicas); }
    if (message.selector !== undefined) { writer.tag(18); writer.string(message.selector); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyScaleStatus ??= ScaleStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ScaleStatus> = { replicas: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.replicas = reader.signed();
          break;
        case 18:
          message.selector = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
