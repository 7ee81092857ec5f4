// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/scheduling/scheduling.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType } from '#kernel/model/schema.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';

/** A name for a pod's importance. */
export interface PriorityClass extends Message {
  readonly apiVersion: 'scheduling.k8s.io/v1';
  readonly kind: 'PriorityClass';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** The importance: a pod may take the place of pods with less. Can't be changed. */
  readonly value: number;
  /** Whether pods that name no class have this one. Only one class may. */
  readonly globalDefault?: boolean;
  /** What the class is for, for people. */
  readonly description?: string;
  /** Whether such pods take the place of others (PreemptLowerPriority) or wait for room (Never). Can't be changed. */
  readonly preemptionPolicy?: string;
}

let emptyPriorityClass: PriorityClass | undefined;

export const PriorityClass: KindType<PriorityClass> = {
  name: 'k8s.io.api.scheduling.v1.PriorityClass',
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  schema: {
    doc: "A name for a pod's importance.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "value", number: 2, doc: "The importance: a pod may take the place of pods with less. Can't be changed.", type: "int32", required: true },
      { name: "globalDefault", number: 3, doc: "Whether pods that name no class have this one. Only one class may.", type: "bool" },
      { name: "description", number: 4, doc: "What the class is for, for people.", type: "string" },
      { name: "preemptionPolicy", number: 5, doc: "Whether such pods take the place of others (PreemptLowerPriority) or wait for room (Never). Can't be changed.", type: "string", default: "PreemptLowerPriority", oneOf: ["Never","PreemptLowerPriority"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(16); writer.signed(message.value); }
    if (message.globalDefault !== undefined) { writer.tag(24); writer.bool(message.globalDefault); }
    if (message.description !== undefined) { writer.tag(34); writer.string(message.description); }
    if (message.preemptionPolicy !== undefined) { writer.tag(42); writer.string(message.preemptionPolicy); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPriorityClass ??= PriorityClass.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PriorityClass> = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: ObjectMeta.empty(), value: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 16:
          message.value = reader.signed();
          break;
        case 24:
          message.globalDefault = reader.bool();
          break;
        case 34:
          message.description = reader.string();
          break;
        case 42:
          message.preemptionPolicy = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
