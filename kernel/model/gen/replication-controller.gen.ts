// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/replication-controller.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';
import { type Time, readTime, writeTime } from '#kernel/model/scalars.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { ObjectReference } from '#kernel/model/gen/reference.gen.ts';
import { PodTemplateSpec } from '#kernel/model/gen/core.gen.ts';

/** Keeps a number of equal pods running. ReplicaSet is its successor. */
export interface ReplicationController extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'ReplicationController';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Which pods, and how many. */
  readonly spec: ReplicationControllerSpec;
  /** What was last seen of them. */
  readonly status?: ReplicationControllerStatus;
}

let emptyReplicationController: ReplicationController | undefined;

export const ReplicationController: KindType<ReplicationController> = {
  name: 'k8s.io.api.core.v1.ReplicationController',
  apiVersion: 'v1',
  kind: 'ReplicationController',
  schema: {
    doc: "Keeps a number of equal pods running. ReplicaSet is its successor.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "Which pods, and how many.", type: "message", message: () => ReplicationControllerSpec, required: true },
      { name: "status", number: 3, doc: "What was last seen of them.", type: "message", message: () => ReplicationControllerStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); ReplicationControllerSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); ReplicationControllerStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyReplicationController ??= ReplicationController.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ReplicationController> = { apiVersion: 'v1', kind: 'ReplicationController', metadata: ObjectMeta.empty(), spec: ReplicationControllerSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(ReplicationControllerSpec.decode);
          break;
        case 26:
          message.status = reader.message(ReplicationControllerStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Which pods a controller keeps, and how many. */
export interface ReplicationControllerSpec extends Message {
  /** How many pods. */
  readonly replicas?: number;
  /** Labels of its pods; the template's when absent. */
  readonly selector?: Readonly<Record<string, string>>;
  /** What a new pod looks like. */
  readonly template: PodTemplateSpec;
  /** Seconds a pod must be ready before it counts as available. */
  readonly minReadySeconds?: number;
}

let emptyReplicationControllerSpec: ReplicationControllerSpec | undefined;

export const ReplicationControllerSpec: MessageType<ReplicationControllerSpec> = {
  name: 'k8s.io.api.core.v1.ReplicationControllerSpec',
  schema: {
    doc: "Which pods a controller keeps, and how many.",
    fields: [
      { name: "replicas", number: 1, doc: "How many pods.", type: "int32", default: 1, min: 0 },
      { name: "selector", number: 2, doc: "Labels of its pods; the template's when absent.", type: "string", container: "map", atomic: true },
      { name: "template", number: 3, doc: "What a new pod looks like.", type: "message", message: () => PodTemplateSpec, required: true },
      { name: "minReadySeconds", number: 4, doc: "Seconds a pod must be ready before it counts as available.", type: "int32", min: 0 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.replicas !== undefined) { writer.tag(8); writer.signed(message.replicas); }
    if (message.selector !== undefined) for (const [key, item] of entriesByKey(message.selector)) {
      writer.tag(18);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    { writer.tag(26); { const start = writer.begin(); PodTemplateSpec.encode(message.template, writer); writer.end(start); } }
    if (message.minReadySeconds !== undefined) { writer.tag(32); writer.signed(message.minReadySeconds); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyReplicationControllerSpec ??= ReplicationControllerSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ReplicationControllerSpec> = { template: PodTemplateSpec.empty() };
    let selectorAll: Record<string, string> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.replicas = reader.signed();
          break;
        case 18:
          selectorAll ??= {};
          readEntry(reader, selectorAll, () => reader.string(), () => '');
          break;
        case 26:
          message.template = reader.message(PodTemplateSpec.decode);
          break;
        case 32:
          message.minReadySeconds = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (selectorAll !== undefined) message.selector = selectorAll;
    return message;
  },
};

/** What was last seen of a controller's pods. */
export interface ReplicationControllerStatus extends Message {
  /** How many there are. */
  readonly replicas?: number;
  /** How many have all labels of the template. */
  readonly fullyLabeledReplicas?: number;
  /** The generation of the controller this status is about. */
  readonly observedGeneration?: number;
  /** How many are ready. */
  readonly readyReplicas?: number;
  /** How many are available. */
  readonly availableReplicas?: number;
  /** What holds for the controller: ReplicaFailure. */
  readonly conditions?: readonly ReplicationControllerCondition[];
}

let emptyReplicationControllerStatus: ReplicationControllerStatus | undefined;

export const ReplicationControllerStatus: MessageType<ReplicationControllerStatus> = {
  name: 'k8s.io.api.core.v1.ReplicationControllerStatus',
  schema: {
    doc: "What was last seen of a controller's pods.",
    fields: [
      { name: "replicas", number: 1, doc: "How many there are.", type: "int32" },
      { name: "fullyLabeledReplicas", number: 2, doc: "How many have all labels of the template.", type: "int32" },
      { name: "observedGeneration", number: 3, doc: "The generation of the controller this status is about.", type: "int64" },
      { name: "readyReplicas", number: 4, doc: "How many are ready.", type: "int32" },
      { name: "availableReplicas", number: 5, doc: "How many are available.", type: "int32" },
      { name: "conditions", number: 6, doc: "What holds for the controller: ReplicaFailure.", type: "message", container: "list", message: () => ReplicationControllerCondition, listKey: ["type"], patchStrategy: ["merge"], patchMergeKey: "type" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.replicas !== undefined) { writer.tag(8); writer.signed(message.replicas); }
    if (message.fullyLabeledReplicas !== undefined) { writer.tag(16); writer.signed(message.fullyLabeledReplicas); }
    if (message.observedGeneration !== undefined) { writer.tag(24); writer.signed(message.observedGeneration); }
    if (message.readyReplicas !== undefined) { writer.tag(32); writer.signed(message.readyReplicas); }
    if (message.availableReplicas !== undefined) { writer.tag(40); writer.signed(message.availableReplicas); }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(50);
      { const start = writer.begin(); ReplicationControllerCondition.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyReplicationControllerStatus ??= ReplicationControllerStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ReplicationControllerStatus> = {  };
    let conditionsAll: ReplicationControllerCondition[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.replicas = reader.signed();
          break;
        case 16:
          message.fullyLabeledReplicas = reader.signed();
          break;
        case 24:
          message.observedGeneration = reader.signed();
          break;
        case 32:
          message.readyReplicas = reader.signed();
          break;
        case 40:
          message.availableReplicas = reader.signed();
          break;
        case 50:
          (conditionsAll ??= []).push(reader.message(ReplicationControllerCondition.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (conditionsAll !== undefined) message.conditions = conditionsAll;
    return message;
  },
};

/** One fact about a controller. */
export interface ReplicationControllerCondition extends Message {
  /** The fact's name. */
  readonly type: string;
  /** Whether it holds: True, False or Unknown. */
  readonly status: string;
  /** When it last changed. */
  readonly lastTransitionTime?: Time;
  /** Why, as one word. */
  readonly reason?: string;
  /** Why, for people. */
  readonly message?: string;
}

let emptyReplicationControllerCondition: ReplicationControllerCondition | undefined;

export const ReplicationControllerCondition: MessageType<ReplicationControllerCondition> = {
  name: 'k8s.io.api.core.v1.ReplicationControllerCondition',
  schema: {
    doc: "One fact about a controller.",
    fields: [
      { name: "type", number: 1, doc: "The fact's name.", type: "string", required: true },
      { name: "status", number: 2, doc: "Whether it holds: True, False or Unknown.", type: "string", required: true, oneOf: ["True","False","Unknown"] },
      { name: "lastTransitionTime", number: 3, doc: "When it last changed.", type: "time" },
      { name: "reason", number: 4, doc: "Why, as one word.", type: "string" },
      { name: "message", number: 5, doc: "Why, for people.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    { writer.tag(18); writer.string(message.status); }
    const lastTransitionTimeValue = message.lastTransitionTime;
    if (lastTransitionTimeValue !== undefined) { writer.tag(26); { const start = writer.begin(); writeTime(lastTransitionTimeValue, writer); writer.end(start); } }
    if (message.reason !== undefined) { writer.tag(34); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(42); writer.string(message.message); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyReplicationControllerCondition ??= ReplicationControllerCondition.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ReplicationControllerCondition> = { type: '', status: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.status = reader.string();
          break;
        case 26:
          message.lastTransitionTime = reader.message(readTime);
          break;
        case 34:
          message.reason = reader.string();
          break;
        case 42:
          message.message = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A template of pods, kept for others to use. */
export interface PodTemplate extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'PodTemplate';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What a pod looks like. */
  readonly template: PodTemplateSpec;
}

let emptyPodTemplate: PodTemplate | undefined;

export const PodTemplate: KindType<PodTemplate> = {
  name: 'k8s.io.api.core.v1.PodTemplate',
  apiVersion: 'v1',
  kind: 'PodTemplate',
  schema: {
    doc: "A template of pods, kept for others to use.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "template", number: 2, doc: "What a pod looks like.", type: "message", message: () => PodTemplateSpec, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); PodTemplateSpec.encode(message.template, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodTemplate ??= PodTemplate.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodTemplate> = { apiVersion: 'v1', kind: 'PodTemplate', metadata: ObjectMeta.empty(), template: PodTemplateSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.template = reader.message(PodTemplateSpec.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Says on which node a pod shall run. */
export interface Binding extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'Binding';
  /** The pod's name and namespace. */
  readonly metadata: ObjectMeta;
  /** The node. */
  readonly target: ObjectReference;
}

let emptyBinding: Binding | undefined;

export const Binding: KindType<Binding> = {
  name: 'k8s.io.api.core.v1.Binding',
  apiVersion: 'v1',
  kind: 'Binding',
  schema: {
    doc: "Says on which node a pod shall run.",
    fields: [
      { name: "metadata", number: 1, doc: "The pod's name and namespace.", type: "message", message: () => ObjectMeta, required: true },
      { name: "target", number: 2, doc: "The node.", type: "message", message: () => ObjectReference, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); ObjectReference.encode(message.target, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyBinding ??= Binding.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Binding> = { apiVersion: 'v1', kind: 'Binding', metadata: ObjectMeta.empty(), target: ObjectReference.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.target = reader.message(ObjectReference.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
