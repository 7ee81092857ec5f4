// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/policy/policy.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';
import { type Time, readTime, writeTime, type IntOrString, readIntOrString, writeIntOrString } from '#kernel/model/scalars.ts';
import { ObjectMeta, Condition, DeleteOptions, LabelSelector } from '#kernel/model/gen/meta.gen.ts';

/** Bounds how many pods of a set may be taken away at a time by drains and other voluntary evictions. */
export interface PodDisruptionBudget extends Message {
  readonly apiVersion: 'policy/v1';
  readonly kind: 'PodDisruptionBudget';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Which pods, and how many of them must stay. */
  readonly spec?: PodDisruptionBudgetSpec;
  /** How many may go now. */
  readonly status?: PodDisruptionBudgetStatus;
}

let emptyPodDisruptionBudget: PodDisruptionBudget | undefined;

export const PodDisruptionBudget: KindType<PodDisruptionBudget> = {
  name: 'k8s.io.api.policy.v1.PodDisruptionBudget',
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  schema: {
    doc: "Bounds how many pods of a set may be taken away at a time by drains and other voluntary evictions.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "Which pods, and how many of them must stay.", type: "message", message: () => PodDisruptionBudgetSpec },
      { name: "status", number: 3, doc: "How many may go now.", type: "message", message: () => PodDisruptionBudgetStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    const specValue = message.spec;
    if (specValue !== undefined) { writer.tag(18); { const start = writer.begin(); PodDisruptionBudgetSpec.encode(specValue, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); PodDisruptionBudgetStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodDisruptionBudget ??= PodDisruptionBudget.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodDisruptionBudget> = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: ObjectMeta.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(PodDisruptionBudgetSpec.decode);
          break;
        case 26:
          message.status = reader.message(PodDisruptionBudgetStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Which pods a budget counts and how many of them must stay. One of minAvailable and maxUnavailable may be set. */
export interface PodDisruptionBudgetSpec extends Message {
  /** How many pods must stay, as a count or a percentage rounded up. */
  readonly minAvailable?: IntOrString;
  /** Which pods are counted: none when absent, all of the namespace when empty. */
  readonly selector?: LabelSelector;
  /** How many pods may be missing, as a count or a percentage rounded up. */
  readonly maxUnavailable?: IntOrString;
  /** Whether running pods that are not ready may go: AlwaysAllow, or only while enough others are ready (IfHealthyBudget, the same as absent). */
  readonly unhealthyPodEvictionPolicy?: string;
}

let emptyPodDisruptionBudgetSpec: PodDisruptionBudgetSpec | undefined;

export const PodDisruptionBudgetSpec: MessageType<PodDisruptionBudgetSpec> = {
  name: 'k8s.io.api.policy.v1.PodDisruptionBudgetSpec',
  schema: {
    doc: "Which pods a budget counts and how many of them must stay. One of minAvailable and maxUnavailable may be set.",
    fields: [
      { name: "minAvailable", number: 1, doc: "How many pods must stay, as a count or a percentage rounded up.", type: "intOrString" },
      { name: "selector", number: 2, doc: "Which pods are counted: none when absent, all of the namespace when empty.", type: "message", message: () => LabelSelector },
      { name: "maxUnavailable", number: 3, doc: "How many pods may be missing, as a count or a percentage rounded up.", type: "intOrString" },
      { name: "unhealthyPodEvictionPolicy", number: 4, doc: "Whether running pods that are not ready may go: AlwaysAllow, or only while enough others are ready (IfHealthyBudget, the same as absent).", type: "string", oneOf: ["IfHealthyBudget","AlwaysAllow"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const minAvailableValue = message.minAvailable;
    if (minAvailableValue !== undefined) { writer.tag(10); { const start = writer.begin(); writeIntOrString(minAvailableValue, writer); writer.end(start); } }
    const selectorValue = message.selector;
    if (selectorValue !== undefined) { writer.tag(18); { const start = writer.begin(); LabelSelector.encode(selectorValue, writer); writer.end(start); } }
    const maxUnavailableValue = message.maxUnavailable;
    if (maxUnavailableValue !== undefined) { writer.tag(26); { const start = writer.begin(); writeIntOrString(maxUnavailableValue, writer); writer.end(start); } }
    if (message.unhealthyPodEvictionPolicy !== undefined) { writer.tag(34); writer.string(message.unhealthyPodEvictionPolicy); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodDisruptionBudgetSpec ??= PodDisruptionBudgetSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodDisruptionBudgetSpec> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.minAvailable = reader.message(readIntOrString);
          break;
        case 18:
          message.selector = reader.message(LabelSelector.decode);
          break;
        case 26:
          message.maxUnavailable = reader.message(readIntOrString);
          break;
        case 34:
          message.unhealthyPodEvictionPolicy = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How many pods of a budget may go. */
export interface PodDisruptionBudgetStatus extends Message {
  /** The generation of the budget this status is about. */
  readonly observedGeneration?: number;
  /** Pods whose eviction was granted and that are not seen to go yet, by name, with the time of it. */
  readonly disruptedPods?: Readonly<Record<string, Time>>;
  /** How many pods may go now. */
  readonly disruptionsAllowed: number;
  /** Pods that are healthy. */
  readonly currentHealthy: number;
  /** Pods that must be healthy. */
  readonly desiredHealthy: number;
  /** Pods that are counted. */
  readonly expectedPods: number;
  /** What holds for the budget: DisruptionAllowed. */
  readonly conditions?: readonly Condition[];
}

let emptyPodDisruptionBudgetStatus: PodDisruptionBudgetStatus | undefined;

export const PodDisruptionBudgetStatus: MessageType<PodDisruptionBudgetStatus> = {
  name: 'k8s.io.api.policy.v1.PodDisruptionBudgetStatus',
  schema: {
    doc: "How many pods of a budget may go.",
    fields: [
      { name: "observedGeneration", number: 1, doc: "The generation of the budget this status is about.", type: "int64" },
      { name: "disruptedPods", number: 2, doc: "Pods whose eviction was granted and that are not seen to go yet, by name, with the time of it.", type: "time", container: "map" },
      { name: "disruptionsAllowed", number: 3, doc: "How many pods may go now.", type: "int32", required: true },
      { name: "currentHealthy", number: 4, doc: "Pods that are healthy.", type: "int32", required: true },
      { name: "desiredHealthy", number: 5, doc: "Pods that must be healthy.", type: "int32", required: true },
      { name: "expectedPods", number: 6, doc: "Pods that are counted.", type: "int32", required: true },
      { name: "conditions", number: 7, doc: "What holds for the budget: DisruptionAllowed.", type: "message", container: "list", message: () => Condition, listKey: ["type"], patchStrategy: ["merge"], patchMergeKey: "type" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.observedGeneration !== undefined) { writer.tag(8); writer.signed(message.observedGeneration); }
    if (message.disruptedPods !== undefined) for (const [key, item] of entriesByKey(message.disruptedPods)) {
      writer.tag(18);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeTime(item, writer); writer.end(start); }
      writer.end(entry);
    }
    { writer.tag(24); writer.signed(message.disruptionsAllowed); }
    { writer.tag(32); writer.signed(message.currentHealthy); }
    { writer.tag(40); writer.signed(message.desiredHealthy); }
    { writer.tag(48); writer.signed(message.expectedPods); }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(58);
      { const start = writer.begin(); Condition.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodDisruptionBudgetStatus ??= PodDisruptionBudgetStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodDisruptionBudgetStatus> = { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 };
    let disruptedPodsAll: Record<string, Time> | undefined;
    let conditionsAll: Condition[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.observedGeneration = reader.signed();
          break;
        case 18:
          disruptedPodsAll ??= {};
          readEntry(reader, disruptedPodsAll, () => reader.message(readTime), () => '');
          break;
        case 24:
          message.disruptionsAllowed = reader.signed();
          break;
        case 32:
          message.currentHealthy = reader.signed();
          break;
        case 40:
          message.desiredHealthy = reader.signed();
          break;
        case 48:
          message.expectedPods = reader.signed();
          break;
        case 58:
          (conditionsAll ??= []).push(reader.message(Condition.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (disruptedPodsAll !== undefined) message.disruptedPods = disruptedPodsAll;
    if (conditionsAll !== undefined) message.conditions = conditionsAll;
    return message;
  },
};

/** Asks for a pod to be taken off its node, if its disruption budgets allow that. */
export interface Eviction extends Message {
  readonly apiVersion: 'policy/v1';
  readonly kind: 'Eviction';
  /** Names the pod. */
  readonly metadata?: ObjectMeta;
  /** How the pod is to be deleted. */
  readonly deleteOptions?: DeleteOptions;
}

let emptyEviction: Eviction | undefined;

export const Eviction: KindType<Eviction> = {
  name: 'k8s.io.api.policy.v1.Eviction',
  apiVersion: 'policy/v1',
  kind: 'Eviction',
  schema: {
    doc: "Asks for a pod to be taken off its node, if its disruption budgets allow that.",
    fields: [
      { name: "metadata", number: 1, doc: "Names the pod.", type: "message", message: () => ObjectMeta },
      { name: "deleteOptions", number: 2, doc: "How the pod is to be deleted.", type: "message", message: () => DeleteOptions },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const metadataValue = message.metadata;
    if (metadataValue !== undefined) { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(metadataValue, writer); writer.end(start); } }
    const deleteOptionsValue = message.deleteOptions;
    if (deleteOptionsValue !== undefined) { writer.tag(18); { const start = writer.begin(); DeleteOptions.encode(deleteOptionsValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEviction ??= Eviction.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Eviction> = { apiVersion: 'policy/v1', kind: 'Eviction' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.deleteOptions = reader.message(DeleteOptions.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
