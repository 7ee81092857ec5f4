// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/autoscaling/autoscaling.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { type Time, readTime, writeTime, type Quantity, readQuantity, writeQuantity } from '#kernel/model/scalars.ts';
import { ObjectMeta, LabelSelector } from '#kernel/model/gen/meta.gen.ts';

/** Changes a set's number of pods with their load. */
export interface HorizontalPodAutoscaler extends Message {
  readonly apiVersion: 'autoscaling/v2';
  readonly kind: 'HorizontalPodAutoscaler';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What is scaled, between which bounds and by which metrics. */
  readonly spec: HorizontalPodAutoscalerSpec;
  /** What was last seen and decided. */
  readonly status?: HorizontalPodAutoscalerStatus;
}

let emptyHorizontalPodAutoscaler: HorizontalPodAutoscaler | undefined;

export const HorizontalPodAutoscaler: KindType<HorizontalPodAutoscaler> = {
  name: 'k8s.io.api.autoscaling.v2.HorizontalPodAutoscaler',
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  schema: {
    doc: "Changes a set's number of pods with their load.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "What is scaled, between which bounds and by which metrics.", type: "message", message: () => HorizontalPodAutoscalerSpec, required: true },
      { name: "status", number: 3, doc: "What was last seen and decided.", type: "message", message: () => HorizontalPodAutoscalerStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); HorizontalPodAutoscalerSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); HorizontalPodAutoscalerStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyHorizontalPodAutoscaler ??= HorizontalPodAutoscaler.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<HorizontalPodAutoscaler> = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: ObjectMeta.empty(), spec: HorizontalPodAutoscalerSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(HorizontalPodAutoscalerSpec.decode);
          break;
        case 26:
          message.status = reader.message(HorizontalPodAutoscalerStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What is scaled, between which bounds and by which metrics. */
export interface HorizontalPodAutoscalerSpec extends Message {
  /** What is scaled. */
  readonly scaleTargetRef: CrossVersionObjectReference;
  /** The fewest pods. */
  readonly minReplicas?: number;
  /** The most pods. */
  readonly maxReplicas: number;
  /** What is looked at; the metric that asks for most pods decides. 80 % of the cpu requested when absent. */
  readonly metrics?: readonly MetricSpec[];
  /** How fast the number may change. */
  readonly behavior?: HorizontalPodAutoscalerBehavior;
}

let emptyHorizontalPodAutoscalerSpec: HorizontalPodAutoscalerSpec | undefined;

export const HorizontalPodAutoscalerSpec: MessageType<HorizontalPodAutoscalerSpec> = {
  name: 'k8s.io.api.autoscaling.v2.HorizontalPodAutoscalerSpec',
  schema: {
    doc: "What is scaled, between which bounds and by which metrics.",
    fields: [
      { name: "scaleTargetRef", number: 1, doc: "What is scaled.", type: "message", message: () => CrossVersionObjectReference, required: true },
      { name: "minReplicas", number: 2, doc: "The fewest pods.", type: "int32", default: 1 },
      { name: "maxReplicas", number: 3, doc: "The most pods.", type: "int32", required: true },
      { name: "metrics", number: 4, doc: "What is looked at; the metric that asks for most pods decides. 80 % of the cpu requested when absent.", type: "message", container: "list", message: () => MetricSpec },
      { name: "behavior", number: 5, doc: "How fast the number may change.", type: "message", message: () => HorizontalPodAutoscalerBehavior },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); CrossVersionObjectReference.encode(message.scaleTargetRef, writer); writer.end(start); } }
    if (message.minReplicas !== undefined) { writer.tag(16); writer.signed(message.minReplicas); }
    { writer.tag(24); writer.signed(message.maxReplicas); }
    if (message.metrics !== undefined) for (const item of message.metrics) {
      writer.tag(34);
      { const start = writer.begin(); MetricSpec.encode(item, writer); writer.end(start); }
    }
    const behaviorValue = message.behavior;
    if (behaviorValue !== undefined) { writer.tag(42); { const start = writer.begin(); HorizontalPodAutoscalerBehavior.encode(behaviorValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyHorizontalPodAutoscalerSpec ??= HorizontalPodAutoscalerSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<HorizontalPodAutoscalerSpec> = { scaleTargetRef: CrossVersionObjectReference.empty(), maxReplicas: 0 };
    let metricsAll: MetricSpec[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.scaleTargetRef = reader.message(CrossVersionObjectReference.decode);
          break;
        case 16:
          message.minReplicas = reader.signed();
          break;
        case 24:
          message.maxReplicas = reader.signed();
          break;
        case 34:
          (metricsAll ??= []).push(reader.message(MetricSpec.decode));
          break;
        case 42:
          message.behavior = reader.message(HorizontalPodAutoscalerBehavior.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (metricsAll !== undefined) message.metrics = metricsAll;
    return message;
  },
};

/** Names an object in any version. */
export interface CrossVersionObjectReference extends Message {
  /** Its kind. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
  /** Its apiVersion. */
  readonly apiVersion?: string;
}

let emptyCrossVersionObjectReference: CrossVersionObjectReference | undefined;

export const CrossVersionObjectReference: MessageType<CrossVersionObjectReference> = {
  name: 'k8s.io.api.autoscaling.v2.CrossVersionObjectReference',
  schema: {
    doc: "Names an object in any version.",
    fields: [
      { name: "kind", number: 1, doc: "Its kind.", type: "string", required: true },
      { name: "name", number: 2, doc: "Its name.", type: "string", required: true },
      { name: "apiVersion", number: 3, doc: "Its apiVersion.", type: "string" },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.kind); }
    { writer.tag(18); writer.string(message.name); }
    if (message.apiVersion !== undefined) { writer.tag(26); writer.string(message.apiVersion); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCrossVersionObjectReference ??= CrossVersionObjectReference.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CrossVersionObjectReference> = { kind: '', name: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.kind = reader.string();
          break;
        case 18:
          message.name = reader.string();
          break;
        case 26:
          message.apiVersion = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A metric and what it should be. `type` says which of the others is set. */
export interface MetricSpec extends Message {
  /** Resource, ContainerResource, Pods, Object or External. */
  readonly type: string;
  /** A metric of one object, such as the requests of an Ingress. */
  readonly object?: ObjectMetricSource;
  /** A metric that each pod has. */
  readonly pods?: PodsMetricSource;
  /** A resource that the pods request: cpu or memory. */
  readonly resource?: ResourceMetricSource;
  /** A metric from outside the cluster. */
  readonly external?: ExternalMetricSource;
  /** A resource that one container of the pods requests. */
  readonly containerResource?: ContainerResourceMetricSource;
}

let emptyMetricSpec: MetricSpec | undefined;

export const MetricSpec: MessageType<MetricSpec> = {
  name: 'k8s.io.api.autoscaling.v2.MetricSpec',
  schema: {
    doc: "A metric and what it should be. `type` says which of the others is set.",
    fields: [
      { name: "type", number: 1, doc: "Resource, ContainerResource, Pods, Object or External.", type: "string", required: true, oneOf: ["Object","Pods","Resource","External","ContainerResource"] },
      { name: "object", number: 2, doc: "A metric of one object, such as the requests of an Ingress.", type: "message", message: () => ObjectMetricSource },
      { name: "pods", number: 3, doc: "A metric that each pod has.", type: "message", message: () => PodsMetricSource },
      { name: "resource", number: 4, doc: "A resource that the pods request: cpu or memory.", type: "message", message: () => ResourceMetricSource },
      { name: "external", number: 5, doc: "A metric from outside the cluster.", type: "message", message: () => ExternalMetricSource },
      { name: "containerResource", number: 7, doc: "A resource that one container of the pods requests.", type: "message", message: () => ContainerResourceMetricSource },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    const objectValue = message.object;
    if (objectValue !== undefined) { writer.tag(18); { const start = writer.begin(); ObjectMetricSource.encode(objectValue, writer); writer.end(start); } }
    const podsValue = message.pods;
    if (podsValue !== undefined) { writer.tag(26); { const start = writer.begin(); PodsMetricSource.encode(podsValue, writer); writer.end(start); } }
    const resourceValue = message.resource;
    if (resourceValue !== undefined) { writer.tag(34); { const start = writer.begin(); ResourceMetricSource.encode(resourceValue, writer); writer.end(start); } }
    const externalValue = message.external;
    if (externalValue !== undefined) { writer.tag(42); { const start = writer.begin(); ExternalMetricSource.encode(externalValue, writer); writer.end(start); } }
    const containerResourceValue = message.containerResource;
    if (containerResourceValue !== undefined) { writer.tag(58); { const start = writer.begin(); ContainerResourceMetricSource.encode(containerResourceValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyMetricSpec ??= MetricSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<MetricSpec> = { type: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.object = reader.message(ObjectMetricSource.decode);
          break;
        case 26:
          message.pods = reader.message(PodsMetricSource.decode);
          break;
        case 34:
          message.resource = reader.message(ResourceMetricSource.decode);
          break;
        case 42:
          message.external = reader.message(ExternalMetricSource.decode);
          break;
        case 58:
          message.containerResource = reader.message(ContainerResourceMetricSource.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A metric of one object and what it should be. */
export interface ObjectMetricSource extends Message {
  /** The object. */
  readonly describedObject: CrossVersionObjectReference;
  /** What the metric should be. */
  readonly target: MetricTarget;
  /** The metric. */
  readonly metric: MetricIdentifier;
}

let emptyObjectMetricSource: ObjectMetricSource | undefined;

export const ObjectMetricSource: MessageType<ObjectMetricSource> = {
  name: 'k8s.io.api.autoscaling.v2.ObjectMetricSource',
  schema: {
    doc: "A metric of one object and what it should be.",
    fields: [
      { name: "describedObject", number: 1, doc: "The object.", type: "message", message: () => CrossVersionObjectReference, required: true },
      { name: "target", number: 2, doc: "What the metric should be.", type: "message", message: () => MetricTarget, required: true },
      { name: "metric", number: 3, doc: "The metric.", type: "message", message: () => MetricIdentifier, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); CrossVersionObjectReference.encode(message.describedObject, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); MetricTarget.encode(message.target, writer); writer.end(start); } }
    { writer.tag(26); { const start = writer.begin(); MetricIdentifier.encode(message.metric, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyObjectMetricSource ??= ObjectMetricSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ObjectMetricSource> = { describedObject: CrossVersionObjectReference.empty(), target: MetricTarget.empty(), metric: MetricIdentifier.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.describedObject = reader.message(CrossVersionObjectReference.decode);
          break;
        case 18:
          message.target = reader.message(MetricTarget.decode);
          break;
        case 26:
          message.metric = reader.message(MetricIdentifier.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A metric that each pod has and what it should be on average. */
export interface PodsMetricSource extends Message {
  /** The metric. */
  readonly metric: MetricIdentifier;
  /** What it should be. */
  readonly target: MetricTarget;
}

let emptyPodsMetricSource: PodsMetricSource | undefined;

export const PodsMetricSource: MessageType<PodsMetricSource> = {
  name: 'k8s.io.api.autoscaling.v2.PodsMetricSource',
  schema: {
    doc: "A metric that each pod has and what it should be on average.",
    fields: [
      { name: "metric", number: 1, doc: "The metric.", type: "message", message: () => MetricIdentifier, required: true },
      { name: "target", number: 2, doc: "What it should be.", type: "message", message: () => MetricTarget, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); MetricIdentifier.encode(message.metric, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); MetricTarget.encode(message.target, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodsMetricSource ??= PodsMetricSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodsMetricSource> = { metric: MetricIdentifier.empty(), target: MetricTarget.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metric = reader.message(MetricIdentifier.decode);
          break;
        case 18:
          message.target = reader.message(MetricTarget.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A resource that the pods request and how much of it they should use. */
export interface ResourceMetricSource extends Message {
  /** cpu or memory. */
  readonly name: string;
  /** How much. */
  readonly target: MetricTarget;
}

let emptyResourceMetricSource: ResourceMetricSource | undefined;

export const ResourceMetricSource: MessageType<ResourceMetricSource> = {
  name: 'k8s.io.api.autoscaling.v2.ResourceMetricSource',
  schema: {
    doc: "A resource that the pods request and how much of it they should use.",
    fields: [
      { name: "name", number: 1, doc: "cpu or memory.", type: "string", required: true },
      { name: "target", number: 2, doc: "How much.", type: "message", message: () => MetricTarget, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); { const start = writer.begin(); MetricTarget.encode(message.target, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyResourceMetricSource ??= ResourceMetricSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ResourceMetricSource> = { name: '', target: MetricTarget.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.target = reader.message(MetricTarget.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A resource that one container requests and how much of it that should use. */
export interface ContainerResourceMetricSource extends Message {
  /** cpu or memory. */
  readonly name: string;
  /** How much. */
  readonly target: MetricTarget;
  /** The container's name. */
  readonly container: string;
}

let emptyContainerResourceMetricSource: ContainerResourceMetricSource | undefined;

export const ContainerResourceMetricSource: MessageType<ContainerResourceMetricSource> = {
  name: 'k8s.io.api.autoscaling.v2.ContainerResourceMetricSource',
  schema: {
    doc: "A resource that one container requests and how much of it that should use.",
    fields: [
      { name: "name", number: 1, doc: "cpu or memory.", type: "string", required: true },
      { name: "target", number: 2, doc: "How much.", type: "message", message: () => MetricTarget, required: true },
      { name: "container", number: 3, doc: "The container's name.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); { const start = writer.begin(); MetricTarget.encode(message.target, writer); writer.end(start); } }
    { writer.tag(26); writer.string(message.container); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyContainerResourceMetricSource ??= ContainerResourceMetricSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ContainerResourceMetricSource> = { name: '', target: MetricTarget.empty(), container: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.target = reader.message(MetricTarget.decode);
          break;
        case 26:
          message.container = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A metric from outside the cluster and what it should be. */
export interface ExternalMetricSource extends Message {
  /** The metric. */
  readonly metric: MetricIdentifier;
  /** What it should be. */
  readonly target: MetricTarget;
}

let emptyExternalMetricSource: ExternalMetricSource | undefined;

export const ExternalMetricSource: MessageType<ExternalMetricSource> = {
  name: 'k8s.io.api.autoscaling.v2.ExternalMetricSource',
  schema: {
    doc: "A metric from outside the cluster and what it should be.",
    fields: [
      { name: "metric", number: 1, doc: "The metric.", type: "message", message: () => MetricIdentifier, required: true },
      { name: "target", number: 2, doc: "What it should be.", type: "message", message: () => MetricTarget, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); MetricIdentifier.encode(message.metric, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); MetricTarget.encode(message.target, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyExternalMetricSource ??= ExternalMetricSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ExternalMetricSource> = { metric: MetricIdentifier.empty(), target: MetricTarget.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metric = reader.message(MetricIdentifier.decode);
          break;
        case 18:
          message.target = reader.message(MetricTarget.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Names a metric. */
export interface MetricIdentifier extends Message {
  /** Its name. */
  readonly name: string;
  /** Which of several series under that name. */
  readonly selector?: LabelSelector;
}

let emptyMetricIdentifier: MetricIdentifier | undefined;

export const MetricIdentifier: MessageType<MetricIdentifier> = {
  name: 'k8s.io.api.autoscaling.v2.MetricIdentifier',
  schema: {
    doc: "Names a metric.",
    fields: [
      { name: "name", number: 1, doc: "Its name.", type: "string", required: true },
      { name: "selector", number: 2, doc: "Which of several series under that name.", type: "message", message: () => LabelSelector },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    const selectorValue = message.selector;
    if (selectorValue !== undefined) { writer.tag(18); { const start = writer.begin(); LabelSelector.encode(selectorValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyMetricIdentifier ??= MetricIdentifier.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<MetricIdentifier> = { name: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.selector = reader.message(LabelSelector.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a metric should be. `type` says which of the others is set. */
export interface MetricTarget extends Message {
  /** Utilization, Value or AverageValue. */
  readonly type: string;
  /** The value. */
  readonly value?: Quantity;
  /** The value divided by the number of pods. */
  readonly averageValue?: Quantity;
  /** The average over the pods, in percent of what they request. */
  readonly averageUtilization?: number;
}

let emptyMetricTarget: MetricTarget | undefined;

export const MetricTarget: MessageType<MetricTarget> = {
  name: 'k8s.io.api.autoscaling.v2.MetricTarget',
  schema: {
    doc: "What a metric should be. `type` says which of the others is set.",
    fields: [
      { name: "type", number: 1, doc: "Utilization, Value or AverageValue.", type: "string", required: true, oneOf: ["Utilization","Value","AverageValue"] },
      { name: "value", number: 2, doc: "The value.", type: "quantity" },
      { name: "averageValue", number: 3, doc: "The value divided by the number of pods.", type: "quantity" },
      { name: "averageUtilization", number: 4, doc: "The average over the pods, in percent of what they request.", type: "int32" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    const valueValue = message.value;
    if (valueValue !== undefined) { writer.tag(18); { const start = writer.begin(); writeQuantity(valueValue, writer); writer.end(start); } }
    const averageValueValue = message.averageValue;
    if (averageValueValue !== undefined) { writer.tag(26); { const start = writer.begin(); writeQuantity(averageValueValue, writer); writer.end(start); } }
    if (message.averageUtilization !== undefined) { writer.tag(32); writer.signed(message.averageUtilization); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyMetricTarget ??= MetricTarget.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<MetricTarget> = { type: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.value = reader.message(readQuantity);
          break;
        case 26:
          message.averageValue = reader.message(readQuantity);
          break;
        case 32:
          message.averageUtilization = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How fast the number of pods may change, each way. */
export interface HorizontalPodAutoscalerBehavior extends Message {
  /** Upwards. */
  readonly scaleUp?: HPAScalingRules;
  /** Downwards. */
  readonly scaleDown?: HPAScalingRules;
}

let emptyHorizontalPodAutoscalerBehavior: HorizontalPodAutoscalerBehavior | undefined;

export const HorizontalPodAutoscalerBehavior: MessageType<HorizontalPodAutoscalerBehavior> = {
  name: 'k8s.io.api.autoscaling.v2.HorizontalPodAutoscalerBehavior',
  schema: {
    doc: "How fast the number of pods may change, each way.",
    fields: [
      { name: "scaleUp", number: 1, doc: "Upwards.", type: "message", message: () => HPAScalingRules },
      { name: "scaleDown", number: 2, doc: "Downwards.", type: "message", message: () => HPAScalingRules },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const scaleUpValue = message.scaleUp;
    if (scaleUpValue !== undefined) { writer.tag(10); { const start = writer.begin(); HPAScalingRules.encode(scaleUpValue, writer); writer.end(start); } }
    const scaleDownValue = message.scaleDown;
    if (scaleDownValue !== undefined) { writer.tag(18); { const start = writer.begin(); HPAScalingRules.encode(scaleDownValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyHorizontalPodAutoscalerBehavior ??= HorizontalPodAutoscalerBehavior.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<HorizontalPodAutoscalerBehavior> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.scaleUp = reader.message(HPAScalingRules.decode);
          break;
        case 18:
          message.scaleDown = reader.message(HPAScalingRules.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How fast the number of pods may change in one direction. */
export interface HPAScalingRules extends Message {
  /** Which policy decides: the one that allows most (Max), least (Min), or none may change anything (Disabled). */
  readonly selectPolicy?: string;
  /** The policies. */
  readonly policies?: readonly HPAScalingPolicy[];
  /** For how many seconds earlier recommendations are kept, of which the mildest is followed. */
  readonly stabilizationWindowSeconds?: number;
  /** By how much of itself a metric may be off without a change, such as 0.05. */
  readonly tolerance?: Quantity;
}

let emptyHPAScalingRules: HPAScalingRules | undefined;

export const HPAScalingRules: MessageType<HPAScalingRules> = {
  name: 'k8s.io.api.autoscaling.v2.HPAScalingRules',
  schema: {
    doc: "How fast the number of pods may change in one direction.",
    fields: [
      { name: "selectPolicy", number: 1, doc: "Which policy decides: the one that allows most (Max), least (Min), or none may change anything (Disabled).", type: "string", oneOf: ["Max","Min","Disabled"] },
      { name: "policies", number: 2, doc: "The policies.", type: "message", container: "list", message: () => HPAScalingPolicy },
      { name: "stabilizationWindowSeconds", number: 3, doc: "For how many seconds earlier recommendations are kept, of which the mildest is followed.", type: "int32", min: 0, max: 3600 },
      { name: "tolerance", number: 4, doc: "By how much of itself a metric may be off without a change, such as 0.05.", type: "quantity" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.selectPolicy !== undefined) { writer.tag(10); writer.string(message.selectPolicy); }
    if (message.policies !== undefined) for (const item of message.policies) {
      writer.tag(18);
      { const start = writer.begin(); HPAScalingPolicy.encode(item, writer); writer.end(start); }
    }
    if (message.stabilizationWindowSeconds !== undefined) { writer.tag(24); writer.signed(message.stabilizationWindowSeconds); }
    const toleranceValue = message.tolerance;
    if (toleranceValue !== undefined) { writer.tag(34); { const start = writer.begin(); writeQuantity(toleranceValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyHPAScalingRules ??= HPAScalingRules.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<HPAScalingRules> = {  };
    let policiesAll: HPAScalingPolicy[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.selectPolicy = reader.string();
          break;
        case 18:
          (policiesAll ??= []).push(reader.message(HPAScalingPolicy.decode));
          break;
        case 24:
          message.stabilizationWindowSeconds = reader.signed();
          break;
        case 34:
          message.tolerance = reader.message(readQuantity);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (policiesAll !== undefined) message.policies = policiesAll;
    return message;
  },
};

/** How much the number of pods may change in a time. */
export interface HPAScalingPolicy extends Message {
  /** Pods or Percent. */
  readonly type: string;
  /** How many, or how many percent. */
  readonly value: number;
  /** The time, in seconds, at most 30 minutes. */
  readonly periodSeconds: number;
}

let emptyHPAScalingPolicy: HPAScalingPolicy | undefined;

export const HPAScalingPolicy: MessageType<HPAScalingPolicy> = {
  name: 'k8s.io.api.autoscaling.v2.HPAScalingPolicy',
  schema: {
    doc: "How much the number of pods may change in a time.",
    fields: [
      { name: "type", number: 1, doc: "Pods or Percent.", type: "string", required: true, oneOf: ["Pods","Percent"] },
      { name: "value", number: 2, doc: "How many, or how many percent.", type: "int32", required: true, min: 1 },
      { name: "periodSeconds", number: 3, doc: "The time, in seconds, at most 30 minutes.", type: "int32", required: true, min: 1, max: 1800 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    { writer.tag(16); writer.signed(message.value); }
    { writer.tag(24); writer.signed(message.periodSeconds); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyHPAScalingPolicy ??= HPAScalingPolicy.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<HPAScalingPolicy> = { type: '', value: 0, periodSeconds: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 16:
          message.value = reader.signed();
          break;
        case 24:
          message.periodSeconds = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What an autoscaler last saw and decided. */
export interface HorizontalPodAutoscalerStatus extends Message {
  /** The generation of the autoscaler this status is about. */
  readonly observedGeneration?: number;
  /** When the number of pods was last changed. */
  readonly lastScaleTime?: Time;
  /** How many pods there are. */
  readonly currentReplicas?: number;
  /** How many pods there should be. */
  readonly desiredReplicas: number;
  /** What the metrics were. */
  readonly currentMetrics?: readonly MetricStatus[];
  /** What holds for the autoscaler: AbleToScale, ScalingActive, ScalingLimited. */
  readonly conditions?: readonly HorizontalPodAutoscalerCondition[];
}

let emptyHorizontalPodAutoscalerStatus: HorizontalPodAutoscalerStatus | undefined;

export const HorizontalPodAutoscalerStatus: MessageType<HorizontalPodAutoscalerStatus> = {
  name: 'k8s.io.api.autoscaling.v2.HorizontalPodAutoscalerStatus',
  schema: {
    doc: "What an autoscaler last saw and decided.",
    fields: [
      { name: "observedGeneration", number: 1, doc: "The generation of the autoscaler this status is about.", type: "int64" },
      { name: "lastScaleTime", number: 2, doc: "When the number of pods was last changed.", type: "time" },
      { name: "currentReplicas", number: 3, doc: "How many pods there are.", type: "int32" },
      { name: "desiredReplicas", number: 4, doc: "How many pods there should be.", type: "int32", required: true },
      { name: "currentMetrics", number: 5, doc: "What the metrics were.", type: "message", container: "list", message: () => MetricStatus },
      { name: "conditions", number: 6, doc: "What holds for the autoscaler: AbleToScale, ScalingActive, ScalingLimited.", type: "message", container: "list", message: () => HorizontalPodAutoscalerCondition, listKey: ["type"], patchStrategy: ["merge"], patchMergeKey: "type" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.observedGeneration !== undefined) { writer.tag(8); writer.signed(message.observedGeneration); }
    const lastScaleTimeValue = message.lastScaleTime;
    if (lastScaleTimeValue !== undefined) { writer.tag(18); { const start = writer.begin(); writeTime(lastScaleTimeValue, writer); writer.end(start); } }
    if (message.currentReplicas !== undefined) { writer.tag(24); writer.signed(message.currentReplicas); }
    { writer.tag(32); writer.signed(message.desiredReplicas); }
    if (message.currentMetrics !== undefined) for (const item of message.currentMetrics) {
      writer.tag(42);
      { const start = writer.begin(); MetricStatus.encode(item, writer); writer.end(start); }
    }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(50);
      { const start = writer.begin(); HorizontalPodAutoscalerCondition.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyHorizontalPodAutoscalerStatus ??= HorizontalPodAutoscalerStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<HorizontalPodAutoscalerStatus> = { desiredReplicas: 0 };
    let currentMetricsAll: MetricStatus[] | undefined;
    let conditionsAll: HorizontalPodAutoscalerCondition[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.observedGeneration = reader.signed();
          break;
        case 18:
          message.lastScaleTime = reader.message(readTime);
          break;
        case 24:
          message.currentReplicas = reader.signed();
          break;
        case 32:
          message.desiredReplicas = reader.signed();
          break;
        case 42:
          (currentMetricsAll ??= []).push(reader.message(MetricStatus.decode));
          break;
        case 50:
          (conditionsAll ??= []).push(reader.message(HorizontalPodAutoscalerCondition.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (currentMetricsAll !== undefined) message.currentMetrics = currentMetricsAll;
    if (conditionsAll !== undefined) message.conditions = conditionsAll;
    return message;
  },
};

/** One fact about a HorizontalPodAutoscaler. */
export interface HorizontalPodAutoscalerCondition extends Message {
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

let emptyHorizontalPodAutoscalerCondition: HorizontalPodAutoscalerCondition | undefined;

export const HorizontalPodAutoscalerCondition: MessageType<HorizontalPodAutoscalerCondition> = {
  name: 'k8s.io.api.autoscaling.v2.HorizontalPodAutoscalerCondition',
  schema: {
    doc: "One fact about a HorizontalPodAutoscaler.",
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
  empty: () => (emptyHorizontalPodAutoscalerCondition ??= HorizontalPodAutoscalerCondition.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<HorizontalPodAutoscalerCondition> = { type: '', status: '' };
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

/** What a metric was. `type` says which of the others is set. */
export interface MetricStatus extends Message {
  /** Resource, ContainerResource, Pods, Object or External. */
  readonly type: string;
  /** Of one object. */
  readonly object?: ObjectMetricStatus;
  /** Of each pod. */
  readonly pods?: PodsMetricStatus;
  /** A resource that the pods request. */
  readonly resource?: ResourceMetricStatus;
  /** From outside the cluster. */
  readonly external?: ExternalMetricStatus;
  /** A resource that one container requests. */
  readonly containerResource?: ContainerResourceMetricStatus;
}

let emptyMetricStatus: MetricStatus | undefined;

export const MetricStatus: MessageType<MetricStatus> = {
  name: 'k8s.io.api.autoscaling.v2.MetricStatus',
  schema: {
    doc: "What a metric was. `type` says which of the others is set.",
    fields: [
      { name: "type", number: 1, doc: "Resource, ContainerResource, Pods, Object or External.", type: "string", required: true },
      { name: "object", number: 2, doc: "Of one object.", type: "message", message: () => ObjectMetricStatus },
      { name: "pods", number: 3, doc: "Of each pod.", type: "message", message: () => PodsMetricStatus },
      { name: "resource", number: 4, doc: "A resource that the pods request.", type: "message", message: () => ResourceMetricStatus },
      { name: "external", number: 5, doc: "From outside the cluster.", type: "message", message: () => ExternalMetricStatus },
      { name: "containerResource", number: 7, doc: "A resource that one container requests.", type: "message", message: () => ContainerResourceMetricStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    const objectValue = message.object;
    if (objectValue !== undefined) { writer.tag(18); { const start = writer.begin(); ObjectMetricStatus.encode(objectValue, writer); writer.end(start); } }
    const podsValue = message.pods;
    if (podsValue !== undefined) { writer.tag(26); { const start = writer.begin(); PodsMetricStatus.encode(podsValue, writer); writer.end(start); } }
    const resourceValue = message.resource;
    if (resourceValue !== undefined) { writer.tag(34); { const start = writer.begin(); ResourceMetricStatus.encode(resourceValue, writer); writer.end(start); } }
    const externalValue = message.external;
    if (externalValue !== undefined) { writer.tag(42); { const start = writer.begin(); ExternalMetricStatus.encode(externalValue, writer); writer.end(start); } }
    const containerResourceValue = message.containerResource;
    if (containerResourceValue !== undefined) { writer.tag(58); { const start = writer.begin(); ContainerResourceMetricStatus.encode(containerResourceValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyMetricStatus ??= MetricStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<MetricStatus> = { type: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.object = reader.message(ObjectMetricStatus.decode);
          break;
        case 26:
          message.pods = reader.message(PodsMetricStatus.decode);
          break;
        case 34:
          message.resource = reader.message(ResourceMetricStatus.decode);
          break;
        case 42:
          message.external = reader.message(ExternalMetricStatus.decode);
          break;
        case 58:
          message.containerResource = reader.message(ContainerResourceMetricStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a metric of one object was. */
export interface ObjectMetricStatus extends Message {
  /** The metric. */
  readonly metric: MetricIdentifier;
  /** What it was. */
  readonly current: MetricValueStatus;
  /** The object. */
  readonly describedObject: CrossVersionObjectReference;
}

let emptyObjectMetricStatus: ObjectMetricStatus | undefined;

export const ObjectMetricStatus: MessageType<ObjectMetricStatus> = {
  name: 'k8s.io.api.autoscaling.v2.ObjectMetricStatus',
  schema: {
    doc: "What a metric of one object was.",
    fields: [
      { name: "metric", number: 1, doc: "The metric.", type: "message", message: () => MetricIdentifier, required: true },
      { name: "current", number: 2, doc: "What it was.", type: "message", message: () => MetricValueStatus, required: true },
      { name: "describedObject", number: 3, doc: "The object.", type: "message", message: () => CrossVersionObjectReference, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); MetricIdentifier.encode(message.metric, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); MetricValueStatus.encode(message.current, writer); writer.end(start); } }
    { writer.tag(26); { const start = writer.begin(); CrossVersionObjectReference.encode(message.describedObject, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyObjectMetricStatus ??= ObjectMetricStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ObjectMetricStatus> = { metric: MetricIdentifier.empty(), current: MetricValueStatus.empty(), describedObject: CrossVersionObjectReference.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metric = reader.message(MetricIdentifier.decode);
          break;
        case 18:
          message.current = reader.message(MetricValueStatus.decode);
          break;
        case 26:
          message.describedObject = reader.message(CrossVersionObjectReference.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a metric of each pod was. */
export interface PodsMetricStatus extends Message {
  /** The metric. */
  readonly metric: MetricIdentifier;
  /** What it was. */
  readonly current: MetricValueStatus;
}

let emptyPodsMetricStatus: PodsMetricStatus | undefined;

export const PodsMetricStatus: MessageType<PodsMetricStatus> = {
  name: 'k8s.io.api.autoscaling.v2.PodsMetricStatus',
  schema: {
    doc: "What a metric of each pod was.",
    fields: [
      { name: "metric", number: 1, doc: "The metric.", type: "message", message: () => MetricIdentifier, required: true },
      { name: "current", number: 2, doc: "What it was.", type: "message", message: () => MetricValueStatus, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); MetricIdentifier.encode(message.metric, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); MetricValueStatus.encode(message.current, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodsMetricStatus ??= PodsMetricStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodsMetricStatus> = { metric: MetricIdentifier.empty(), current: MetricValueStatus.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metric = reader.message(MetricIdentifier.decode);
          break;
        case 18:
          message.current = reader.message(MetricValueStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How much of a resource the pods used. */
export interface ResourceMetricStatus extends Message {
  /** cpu or memory. */
  readonly name: string;
  /** How much. */
  readonly current: MetricValueStatus;
}

let emptyResourceMetricStatus: ResourceMetricStatus | undefined;

export const ResourceMetricStatus: MessageType<ResourceMetricStatus> = {
  name: 'k8s.io.api.autoscaling.v2.ResourceMetricStatus',
  schema: {
    doc: "How much of a resource the pods used.",
    fields: [
      { name: "name", number: 1, doc: "cpu or memory.", type: "string", required: true },
      { name: "current", number: 2, doc: "How much.", type: "message", message: () => MetricValueStatus, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); { const start = writer.begin(); MetricValueStatus.encode(message.current, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyResourceMetricStatus ??= ResourceMetricStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ResourceMetricStatus> = { name: '', current: MetricValueStatus.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.current = reader.message(MetricValueStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How much of a resource one container used. */
export interface ContainerResourceMetricStatus extends Message {
  /** cpu or memory. */
  readonly name: string;
  /** How much. */
  readonly current: MetricValueStatus;
  /** The container's name. */
  readonly container: string;
}

let emptyContainerResourceMetricStatus: ContainerResourceMetricStatus | undefined;

export const ContainerResourceMetricStatus: MessageType<ContainerResourceMetricStatus> = {
  name: 'k8s.io.api.autoscaling.v2.ContainerResourceMetricStatus',
  schema: {
    doc: "How much of a resource one container used.",
    fields: [
      { name: "name", number: 1, doc: "cpu or memory.", type: "string", required: true },
      { name: "current", number: 2, doc: "How much.", type: "message", message: () => MetricValueStatus, required: true },
      { name: "container", number: 3, doc: "The container's name.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); { const start = writer.begin(); MetricValueStatus.encode(message.current, writer); writer.end(start); } }
    { writer.tag(26); writer.string(message.container); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyContainerResourceMetricStatus ??= ContainerResourceMetricStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ContainerResourceMetricStatus> = { name: '', current: MetricValueStatus.empty(), container: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.current = reader.message(MetricValueStatus.decode);
          break;
        case 26:
          message.container = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a metric from outside the cluster was. */
export interface ExternalMetricStatus extends Message {
  /** The metric. */
  readonly metric: MetricIdentifier;
  /** What it was. */
  readonly current: MetricValueStatus;
}

let emptyExternalMetricStatus: ExternalMetricStatus | undefined;

export const ExternalMetricStatus: MessageType<ExternalMetricStatus> = {
  name: 'k8s.io.api.autoscaling.v2.ExternalMetricStatus',
  schema: {
    doc: "What a metric from outside the cluster was.",
    fields: [
      { name: "metric", number: 1, doc: "The metric.", type: "message", message: () => MetricIdentifier, required: true },
      { name: "current", number: 2, doc: "What it was.", type: "message", message: () => MetricValueStatus, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); MetricIdentifier.encode(message.metric, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); MetricValueStatus.encode(message.current, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyExternalMetricStatus ??= ExternalMetricStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ExternalMetricStatus> = { metric: MetricIdentifier.empty(), current: MetricValueStatus.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metric = reader.message(MetricIdentifier.decode);
          break;
        case 18:
          message.current = reader.message(MetricValueStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a metric was. */
export interface MetricValueStatus extends Message {
  /** The value. */
  readonly value?: Quantity;
  /** The value divided by the number of pods. */
  readonly averageValue?: Quantity;
  /** The average over the pods, in percent of what they request. */
  readonly averageUtilization?: number;
}

let emptyMetricValueStatus: MetricValueStatus | undefined;

export const MetricValueStatus: MessageType<MetricValueStatus> = {
  name: 'k8s.io.api.autoscaling.v2.MetricValueStatus',
  schema: {
    doc: "What a metric was.",
    fields: [
      { name: "value", number: 1, doc: "The value.", type: "quantity" },
      { name: "averageValue", number: 2, doc: "The value divided by the number of pods.", type: "quantity" },
      { name: "averageUtilization", number: 3, doc: "The average over the pods, in percent of what they request.", type: "int32" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const valueValue = message.value;
    if (valueValue !== undefined) { writer.tag(10); { const start = writer.begin(); writeQuantity(valueValue, writer); writer.end(start); } }
    const averageValueValue = message.averageValue;
    if (averageValueValue !== undefined) { writer.tag(18); { const start = writer.begin(); writeQuantity(averageValueValue, writer); writer.end(start); } }
    if (message.averageUtilization !== undefined) { writer.tag(24); writer.signed(message.averageUtilization); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyMetricValueStatus ??= MetricValueStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<MetricValueStatus> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.value = reader.message(readQuantity);
          break;
        case 18:
          message.averageValue = reader.message(readQuantity);
          break;
        case 24:
          message.averageUtilization = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
