// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/apps/apps.proto.
import { type Message, type Mutable, Reader, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { type Time, readTime, writeTime, type IntOrString, readIntOrString, writeIntOrString } from '#kernel/model/scalars.ts';
import { ObjectMeta, LabelSelector } from '#kernel/model/gen/meta.gen.ts';
import { PodTemplateSpec } from '#kernel/model/gen/core.gen.ts';

/** Keeps a number of equal pods running. */
export interface ReplicaSet extends Message {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'ReplicaSet';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What should run. */
  readonly spec: ReplicaSetSpec;
  /** What was last seen to run. */
  readonly status?: ReplicaSetStatus;
}

export const ReplicaSet: KindType<ReplicaSet> = {
  name: 'k8s.io.api.apps.v1.ReplicaSet',
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  schema: {
    doc: "Keeps a number of equal pods running.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "What should run.", type: "message", message: () => ReplicaSetSpec, required: true },
      { name: "status", number: 3, doc: "What was last seen to run.", type: "message", message: () => ReplicaSetStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.nested(() => ObjectMeta.encode(message.metadata, writer)); }
    { writer.tag(18); writer.nested(() => ReplicaSetSpec.encode(message.spec, writer)); }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); writer.nested(() => ReplicaSetStatus.encode(statusValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ReplicaSet> = { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: ObjectMeta.decode(new Reader(new Uint8Array()), 0), spec: ReplicaSetSpec.decode(new Reader(new Uint8Array()), 0) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.nested((end) => ObjectMeta.decode(reader, end));
          break;
        case 18:
          message.spec = reader.nested((end) => ReplicaSetSpec.decode(reader, end));
          break;
        case 26:
          message.status = reader.nested((end) => ReplicaSetStatus.decode(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How many pods, which are the set's, and what a new one looks like. */
export interface ReplicaSetSpec extends Message {
  /** How many pods should run. */
  readonly replicas?: number;
  /** Which pods are the set's. Must select the template's labels. Can't be changed. */
  readonly selector: LabelSelector;
  /** What a new pod looks like. */
  readonly template: PodTemplateSpec;
  /** Seconds a pod must be ready to count as available. */
  readonly minReadySeconds?: number;
}

export const ReplicaSetSpec: MessageType<ReplicaSetSpec> = {
  name: 'k8s.io.api.apps.v1.ReplicaSetSpec',
  schema: {
    doc: "How many pods, which are the set's, and what a new one looks like.",
    fields: [
      { name: "replicas", number: 1, doc: "How many pods should run.", type: "int32", default: 1, min: 0 },
      { name: "selector", number: 2, doc: "Which pods are the set's. Must select the template's labels. Can't be changed.", type: "message", message: () => LabelSelector, required: true, immutable: true },
      { name: "template", number: 3, doc: "What a new pod looks like.", type: "message", message: () => PodTemplateSpec, required: true },
      { name: "minReadySeconds", number: 4, doc: "Seconds a pod must be ready to count as available.", type: "int32", min: 0 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.replicas !== undefined) { writer.tag(8); writer.signed(message.replicas); }
    { writer.tag(18); writer.nested(() => LabelSelector.encode(message.selector, writer)); }
    { writer.tag(26); writer.nested(() => PodTemplateSpec.encode(message.template, writer)); }
    if (message.minReadySeconds !== undefined) { writer.tag(32); writer.signed(message.minReadySeconds); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ReplicaSetSpec> = { selector: LabelSelector.decode(new Reader(new Uint8Array()), 0), template: PodTemplateSpec.decode(new Reader(new Uint8Array()), 0) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.replicas = reader.signed();
          break;
        case 18:
          message.selector = reader.nested((end) => LabelSelector.decode(reader, end));
          break;
        case 26:
          message.template = reader.nested((end) => PodTemplateSpec.decode(reader, end));
          break;
        case 32:
          message.minReadySeconds = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What was last seen of a ReplicaSet's pods. */
export interface ReplicaSetStatus extends Message {
  /** Pods that exist. */
  readonly replicas: number;
  /** Pods that carry all of the template's labels. */
  readonly fullyLabeledReplicas?: number;
  /** The generation of the set this status is about. */
  readonly observedGeneration?: number;
  /** Pods that are ready. */
  readonly readyReplicas?: number;
  /** Pods that have been ready for minReadySeconds. */
  readonly availableReplicas?: number;
  /** What holds for the set as a whole. */
  readonly conditions?: readonly ReplicaSetCondition[];
}

export const ReplicaSetStatus: MessageType<ReplicaSetStatus> = {
  name: 'k8s.io.api.apps.v1.ReplicaSetStatus',
  schema: {
    doc: "What was last seen of a ReplicaSet's pods.",
    fields: [
      { name: "replicas", number: 1, doc: "Pods that exist.", type: "int32", required: true },
      { name: "fullyLabeledReplicas", number: 2, doc: "Pods that carry all of the template's labels.", type: "int32" },
      { name: "observedGeneration", number: 3, doc: "The generation of the set this status is about.", type: "int64" },
      { name: "readyReplicas", number: 4, doc: "Pods that are ready.", type: "int32" },
      { name: "availableReplicas", number: 5, doc: "Pods that have been ready for minReadySeconds.", type: "int32" },
      { name: "conditions", number: 6, doc: "What holds for the set as a whole.", type: "message", container: "list", message: () => ReplicaSetCondition, listKey: ["type"] },
    ],
    unsupported: ["terminatingReplicas"],
  },
  encode(message, writer) {
    { writer.tag(8); writer.signed(message.replicas); }
    if (message.fullyLabeledReplicas !== undefined) { writer.tag(16); writer.signed(message.fullyLabeledReplicas); }
    if (message.observedGeneration !== undefined) { writer.tag(24); writer.signed(message.observedGeneration); }
    if (message.readyReplicas !== undefined) { writer.tag(32); writer.signed(message.readyReplicas); }
    if (message.availableReplicas !== undefined) { writer.tag(40); writer.signed(message.availableReplicas); }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(50);
      writer.nested(() => ReplicaSetCondition.encode(item, writer));
    }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ReplicaSetStatus> = { replicas: 0 };
    let conditionsAll: ReplicaSetCondition[] | undefined;
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
          (conditionsAll ??= []).push(reader.nested((end) => ReplicaSetCondition.decode(reader, end)));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (conditionsAll !== undefined) message.conditions = conditionsAll;
    return message;
  },
};

/** One fact about a ReplicaSet. */
export interface ReplicaSetCondition extends Message {
  /** The fact's name: ReplicaFailure. */
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

export const ReplicaSetCondition: MessageType<ReplicaSetCondition> = {
  name: 'k8s.io.api.apps.v1.ReplicaSetCondition',
  schema: {
    doc: "One fact about a ReplicaSet.",
    fields: [
      { name: "type", number: 1, doc: "The fact's name: ReplicaFailure.", type: "string", required: true },
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
    if (lastTransitionTimeValue !== undefined) { writer.tag(26); writer.nested(() => writeTime(lastTransitionTimeValue, writer)); }
    if (message.reason !== undefined) { writer.tag(34); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(42); writer.string(message.message); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ReplicaSetCondition> = { type: '', status: '' };
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
          message.lastTransitionTime = reader.nested((end) => readTime(reader, end));
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

/** Keeps a set of equal pods running and replaces them step by step when their template changes. */
export interface Deployment extends Message {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'Deployment';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What should run and how it is replaced. */
  readonly spec: DeploymentSpec;
  /** What was last seen to run. */
  readonly status?: DeploymentStatus;
}

export const Deployment: KindType<Deployment> = {
  name: 'k8s.io.api.apps.v1.Deployment',
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  schema: {
    doc: "Keeps a set of equal pods running and replaces them step by step when their template changes.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "What should run and how it is replaced.", type: "message", message: () => DeploymentSpec, required: true },
      { name: "status", number: 3, doc: "What was last seen to run.", type: "message", message: () => DeploymentStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.nested(() => ObjectMeta.encode(message.metadata, writer)); }
    { writer.tag(18); writer.nested(() => DeploymentSpec.encode(message.spec, writer)); }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); writer.nested(() => DeploymentStatus.encode(statusValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<Deployment> = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: ObjectMeta.decode(new Reader(new Uint8Array()), 0), spec: DeploymentSpec.decode(new Reader(new Uint8Array()), 0) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.nested((end) => ObjectMeta.decode(reader, end));
          break;
        case 18:
          message.spec = reader.nested((end) => DeploymentSpec.decode(reader, end));
          break;
        case 26:
          message.status = reader.nested((end) => DeploymentStatus.decode(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How many pods, which are the deployment's, what they look like, and how they are replaced. */
export interface DeploymentSpec extends Message {
  /** How many pods should run. */
  readonly replicas?: number;
  /** Which pods are the deployment's. Must select the template's labels. Can't be changed. */
  readonly selector: LabelSelector;
  /** What a new pod looks like. A change of it starts a rollout. */
  readonly template: PodTemplateSpec;
  /** How old pods are replaced by new ones. */
  readonly strategy?: DeploymentStrategy;
  /** Seconds a new pod must be ready to count as available. */
  readonly minReadySeconds?: number;
  /** How many old ReplicaSets are kept for going back. */
  readonly revisionHistoryLimit?: number;
  /** Whether rollouts stand still. */
  readonly paused?: boolean;
  /** Seconds without progress after which a rollout is reported as failed. */
  readonly progressDeadlineSeconds?: number;
}

export const DeploymentSpec: MessageType<DeploymentSpec> = {
  name: 'k8s.io.api.apps.v1.DeploymentSpec',
  schema: {
    doc: "How many pods, which are the deployment's, what they look like, and how they are replaced.",
    fields: [
      { name: "replicas", number: 1, doc: "How many pods should run.", type: "int32", default: 1, min: 0 },
      { name: "selector", number: 2, doc: "Which pods are the deployment's. Must select the template's labels. Can't be changed.", type: "message", message: () => LabelSelector, required: true, immutable: true },
      { name: "template", number: 3, doc: "What a new pod looks like. A change of it starts a rollout.", type: "message", message: () => PodTemplateSpec, required: true },
      { name: "strategy", number: 4, doc: "How old pods are replaced by new ones.", type: "message", message: () => DeploymentStrategy, default: {} },
      { name: "minReadySeconds", number: 5, doc: "Seconds a new pod must be ready to count as available.", type: "int32", min: 0 },
      { name: "revisionHistoryLimit", number: 6, doc: "How many old ReplicaSets are kept for going back.", type: "int32", default: 10, min: 0 },
      { name: "paused", number: 7, doc: "Whether rollouts stand still.", type: "bool" },
      { name: "progressDeadlineSeconds", number: 9, doc: "Seconds without progress after which a rollout is reported as failed.", type: "int32", default: 600, min: 1 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.replicas !== undefined) { writer.tag(8); writer.signed(message.replicas); }
    { writer.tag(18); writer.nested(() => LabelSelector.encode(message.selector, writer)); }
    { writer.tag(26); writer.nested(() => PodTemplateSpec.encode(message.template, writer)); }
    const strategyValue = message.strategy;
    if (strategyValue !== undefined) { writer.tag(34); writer.nested(() => DeploymentStrategy.encode(strategyValue, writer)); }
    if (message.minReadySeconds !== undefined) { writer.tag(40); writer.signed(message.minReadySeconds); }
    if (message.revisionHistoryLimit !== undefined) { writer.tag(48); writer.signed(message.revisionHistoryLimit); }
    if (message.paused !== undefined) { writer.tag(56); writer.bool(message.paused); }
    if (message.progressDeadlineSeconds !== undefined) { writer.tag(72); writer.signed(message.progressDeadlineSeconds); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<DeploymentSpec> = { selector: LabelSelector.decode(new Reader(new Uint8Array()), 0), template: PodTemplateSpec.decode(new Reader(new Uint8Array()), 0) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.replicas = reader.signed();
          break;
        case 18:
          message.selector = reader.nested((end) => LabelSelector.decode(reader, end));
          break;
        case 26:
          message.template = reader.nested((end) => PodTemplateSpec.decode(reader, end));
          break;
        case 34:
          message.strategy = reader.nested((end) => DeploymentStrategy.decode(reader, end));
          break;
        case 40:
          message.minReadySeconds = reader.signed();
          break;
        case 48:
          message.revisionHistoryLimit = reader.signed();
          break;
        case 56:
          message.paused = reader.bool();
          break;
        case 72:
          message.progressDeadlineSeconds = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How old pods are replaced by new ones. */
export interface DeploymentStrategy extends Message {
  /** Recreate (stop all, then start all) or RollingUpdate. */
  readonly type?: string;
  /** The bounds of a rolling update. */
  readonly rollingUpdate?: RollingUpdateDeployment;
}

export const DeploymentStrategy: MessageType<DeploymentStrategy> = {
  name: 'k8s.io.api.apps.v1.DeploymentStrategy',
  schema: {
    doc: "How old pods are replaced by new ones.",
    fields: [
      { name: "type", number: 1, doc: "Recreate (stop all, then start all) or RollingUpdate.", type: "string", default: "RollingUpdate", oneOf: ["Recreate","RollingUpdate"] },
      { name: "rollingUpdate", number: 2, doc: "The bounds of a rolling update.", type: "message", message: () => RollingUpdateDeployment },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.type !== undefined) { writer.tag(10); writer.string(message.type); }
    const rollingUpdateValue = message.rollingUpdate;
    if (rollingUpdateValue !== undefined) { writer.tag(18); writer.nested(() => RollingUpdateDeployment.encode(rollingUpdateValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<DeploymentStrategy> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.rollingUpdate = reader.nested((end) => RollingUpdateDeployment.decode(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The bounds of a rolling update. They can't both be 0. */
export interface RollingUpdateDeployment extends Message {
  /** How many of the desired pods may be missing, as a count or a percentage rounded down. */
  readonly maxUnavailable?: IntOrString;
  /** How many pods may run beyond the desired, as a count or a percentage rounded up. */
  readonly maxSurge?: IntOrString;
}

export const RollingUpdateDeployment: MessageType<RollingUpdateDeployment> = {
  name: 'k8s.io.api.apps.v1.RollingUpdateDeployment',
  schema: {
    doc: "The bounds of a rolling update. They can't both be 0.",
    fields: [
      { name: "maxUnavailable", number: 1, doc: "How many of the desired pods may be missing, as a count or a percentage rounded down.", type: "intOrString", default: "25%" },
      { name: "maxSurge", number: 2, doc: "How many pods may run beyond the desired, as a count or a percentage rounded up.", type: "intOrString", default: "25%" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const maxUnavailableValue = message.maxUnavailable;
    if (maxUnavailableValue !== undefined) { writer.tag(10); writer.nested(() => writeIntOrString(maxUnavailableValue, writer)); }
    const maxSurgeValue = message.maxSurge;
    if (maxSurgeValue !== undefined) { writer.tag(18); writer.nested(() => writeIntOrString(maxSurgeValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<RollingUpdateDeployment> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.maxUnavailable = reader.nested((end) => readIntOrString(reader, end));
          break;
        case 18:
          message.maxSurge = reader.nested((end) => readIntOrString(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What was last seen of a Deployment's pods. */
export interface DeploymentStatus extends Message {
  /** The generation of the deployment this status is about. */
  readonly observedGeneration?: number;
  /** Pods that exist. */
  readonly replicas?: number;
  /** Pods of the newest template. */
  readonly updatedReplicas?: number;
  /** Pods that have been ready for minReadySeconds. */
  readonly availableReplicas?: number;
  /** Desired pods that are not available. */
  readonly unavailableReplicas?: number;
  /** What holds for the deployment as a whole. */
  readonly conditions?: readonly DeploymentCondition[];
  /** Pods that are ready. */
  readonly readyReplicas?: number;
  /** How often the name of a new ReplicaSet was taken. */
  readonly collisionCount?: number;
}

export const DeploymentStatus: MessageType<DeploymentStatus> = {
  name: 'k8s.io.api.apps.v1.DeploymentStatus',
  schema: {
    doc: "What was last seen of a Deployment's pods.",
    fields: [
      { name: "observedGeneration", number: 1, doc: "The generation of the deployment this status is about.", type: "int64" },
      { name: "replicas", number: 2, doc: "Pods that exist.", type: "int32" },
      { name: "updatedReplicas", number: 3, doc: "Pods of the newest template.", type: "int32" },
      { name: "availableReplicas", number: 4, doc: "Pods that have been ready for minReadySeconds.", type: "int32" },
      { name: "unavailableReplicas", number: 5, doc: "Desired pods that are not available.", type: "int32" },
      { name: "conditions", number: 6, doc: "What holds for the deployment as a whole.", type: "message", container: "list", message: () => DeploymentCondition, listKey: ["type"] },
      { name: "readyReplicas", number: 7, doc: "Pods that are ready.", type: "int32" },
      { name: "collisionCount", number: 8, doc: "How often the name of a new ReplicaSet was taken.", type: "int32" },
    ],
    unsupported: ["terminatingReplicas"],
  },
  encode(message, writer) {
    if (message.observedGeneration !== undefined) { writer.tag(8); writer.signed(message.observedGeneration); }
    if (message.replicas !== undefined) { writer.tag(16); writer.signed(message.replicas); }
    if (message.updatedReplicas !== undefined) { writer.tag(24); writer.signed(message.updatedReplicas); }
    if (message.availableReplicas !== undefined) { writer.tag(32); writer.signed(message.availableReplicas); }
    if (message.unavailableReplicas !== undefined) { writer.tag(40); writer.signed(message.unavailableReplicas); }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(50);
      writer.nested(() => DeploymentCondition.encode(item, writer));
    }
    if (message.readyReplicas !== undefined) { writer.tag(56); writer.signed(message.readyReplicas); }
    if (message.collisionCount !== undefined) { writer.tag(64); writer.signed(message.collisionCount); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<DeploymentStatus> = {  };
    let conditionsAll: DeploymentCondition[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.observedGeneration = reader.signed();
          break;
        case 16:
          message.replicas = reader.signed();
          break;
        case 24:
          message.updatedReplicas = reader.signed();
          break;
        case 32:
          message.availableReplicas = reader.signed();
          break;
        case 40:
          message.unavailableReplicas = reader.signed();
          break;
        case 50:
          (conditionsAll ??= []).push(reader.nested((end) => DeploymentCondition.decode(reader, end)));
          break;
        case 56:
          message.readyReplicas = reader.signed();
          break;
        case 64:
          message.collisionCount = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (conditionsAll !== undefined) message.conditions = conditionsAll;
    return message;
  },
};

/** One fact about a Deployment. */
export interface DeploymentCondition extends Message {
  /** The fact's name: Available, Progressing or ReplicaFailure. */
  readonly type: string;
  /** Whether it holds: True, False or Unknown. */
  readonly status: string;
  /** Why, as one word. */
  readonly reason?: string;
  /** Why, for people. */
  readonly message?: string;
  /** When the controller last confirmed it. */
  readonly lastUpdateTime?: Time;
  /** When it last changed. */
  readonly lastTransitionTime?: Time;
}

export const DeploymentCondition: MessageType<DeploymentCondition> = {
  name: 'k8s.io.api.apps.v1.DeploymentCondition',
  schema: {
    doc: "One fact about a Deployment.",
    fields: [
      { name: "type", number: 1, doc: "The fact's name: Available, Progressing or ReplicaFailure.", type: "string", required: true },
      { name: "status", number: 2, doc: "Whether it holds: True, False or Unknown.", type: "string", required: true, oneOf: ["True","False","Unknown"] },
      { name: "reason", number: 4, doc: "Why, as one word.", type: "string" },
      { name: "message", number: 5, doc: "Why, for people.", type: "string" },
      { name: "lastUpdateTime", number: 6, doc: "When the controller last confirmed it.", type: "time" },
      { name: "lastTransitionTime", number: 7, doc: "When it last changed.", type: "time" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    { writer.tag(18); writer.string(message.status); }
    if (message.reason !== undefined) { writer.tag(34); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(42); writer.string(message.message); }
    const lastUpdateTimeValue = message.lastUpdateTime;
    if (lastUpdateTimeValue !== undefined) { writer.tag(50); writer.nested(() => writeTime(lastUpdateTimeValue, writer)); }
    const lastTransitionTimeValue = message.lastTransitionTime;
    if (lastTransitionTimeValue !== undefined) { writer.tag(58); writer.nested(() => writeTime(lastTransitionTimeValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<DeploymentCondition> = { type: '', status: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.status = reader.string();
          break;
        case 34:
          message.reason = reader.string();
          break;
        case 42:
          message.message = reader.string();
          break;
        case 50:
          message.lastUpdateTime = reader.nested((end) => readTime(reader, end));
          break;
        case 58:
          message.lastTransitionTime = reader.nested((end) => readTime(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
