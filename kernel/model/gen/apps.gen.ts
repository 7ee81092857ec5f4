// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/apps/apps.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { type Time, readTime, writeTime, type IntOrString, readIntOrString, writeIntOrString, type RawExtension, readRawExtension, writeRawExtension } from '#kernel/model/scalars.ts';
import { ObjectMeta, LabelSelector } from '#kernel/model/gen/meta.gen.ts';
import { PodTemplateSpec } from '#kernel/model/gen/core.gen.ts';
import { PersistentVolumeClaim } from '#kernel/model/gen/persistent-volume.gen.ts';

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

let emptyReplicaSet: ReplicaSet | undefined;

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
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); ReplicaSetSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); ReplicaSetStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyReplicaSet ??= ReplicaSet.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ReplicaSet> = { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: ObjectMeta.empty(), spec: ReplicaSetSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(ReplicaSetSpec.decode);
          break;
        case 26:
          message.status = reader.message(ReplicaSetStatus.decode);
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

let emptyReplicaSetSpec: ReplicaSetSpec | undefined;

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
    { writer.tag(18); { const start = writer.begin(); LabelSelector.encode(message.selector, writer); writer.end(start); } }
    { writer.tag(26); { const start = writer.begin(); PodTemplateSpec.encode(message.template, writer); writer.end(start); } }
    if (message.minReadySeconds !== undefined) { writer.tag(32); writer.signed(message.minReadySeconds); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyReplicaSetSpec ??= ReplicaSetSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ReplicaSetSpec> = { selector: LabelSelector.empty(), template: PodTemplateSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.replicas = reader.signed();
          break;
        case 18:
          message.selector = reader.message(LabelSelector.decode);
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
  /** Pods that are being stopped. */
  readonly terminatingReplicas?: number;
}

let emptyReplicaSetStatus: ReplicaSetStatus | undefined;

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
      { name: "conditions", number: 6, doc: "What holds for the set as a whole.", type: "message", container: "list", message: () => ReplicaSetCondition, listKey: ["type"], patchStrategy: ["merge"], patchMergeKey: "type" },
      { name: "terminatingReplicas", number: 7, doc: "Pods that are being stopped.", type: "int32" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.signed(message.replicas); }
    if (message.fullyLabeledReplicas !== undefined) { writer.tag(16); writer.signed(message.fullyLabeledReplicas); }
    if (message.observedGeneration !== undefined) { writer.tag(24); writer.signed(message.observedGeneration); }
    if (message.readyReplicas !== undefined) { writer.tag(32); writer.signed(message.readyReplicas); }
    if (message.availableReplicas !== undefined) { writer.tag(40); writer.signed(message.availableReplicas); }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(50);
      { const start = writer.begin(); ReplicaSetCondition.encode(item, writer); writer.end(start); }
    }
    if (message.terminatingReplicas !== undefined) { writer.tag(56); writer.signed(message.terminatingReplicas); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyReplicaSetStatus ??= ReplicaSetStatus.decode(new Reader(noBytes), 0)),
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
          (conditionsAll ??= []).push(reader.message(ReplicaSetCondition.decode));
          break;
        case 56:
          message.terminatingReplicas = reader.signed();
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

let emptyReplicaSetCondition: ReplicaSetCondition | undefined;

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
    if (lastTransitionTimeValue !== undefined) { writer.tag(26); { const start = writer.begin(); writeTime(lastTransitionTimeValue, writer); writer.end(start); } }
    if (message.reason !== undefined) { writer.tag(34); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(42); writer.string(message.message); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyReplicaSetCondition ??= ReplicaSetCondition.decode(new Reader(noBytes), 0)),
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

let emptyDeployment: Deployment | undefined;

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
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); DeploymentSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); DeploymentStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDeployment ??= Deployment.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Deployment> = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: ObjectMeta.empty(), spec: DeploymentSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(DeploymentSpec.decode);
          break;
        case 26:
          message.status = reader.message(DeploymentStatus.decode);
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
  /** When a pod is replaced: once it begins to stop (TerminationStarted) or has stopped (TerminationComplete). */
  readonly podReplacementPolicy?: string;
}

let emptyDeploymentSpec: DeploymentSpec | undefined;

export const DeploymentSpec: MessageType<DeploymentSpec> = {
  name: 'k8s.io.api.apps.v1.DeploymentSpec',
  schema: {
    doc: "How many pods, which are the deployment's, what they look like, and how they are replaced.",
    fields: [
      { name: "replicas", number: 1, doc: "How many pods should run.", type: "int32", default: 1, min: 0 },
      { name: "selector", number: 2, doc: "Which pods are the deployment's. Must select the template's labels. Can't be changed.", type: "message", message: () => LabelSelector, required: true, immutable: true },
      { name: "template", number: 3, doc: "What a new pod looks like. A change of it starts a rollout.", type: "message", message: () => PodTemplateSpec, required: true },
      { name: "strategy", number: 4, doc: "How old pods are replaced by new ones.", type: "message", message: () => DeploymentStrategy, default: {}, patchStrategy: ["retainKeys"] },
      { name: "minReadySeconds", number: 5, doc: "Seconds a new pod must be ready to count as available.", type: "int32", min: 0 },
      { name: "revisionHistoryLimit", number: 6, doc: "How many old ReplicaSets are kept for going back.", type: "int32", default: 10, min: 0 },
      { name: "paused", number: 7, doc: "Whether rollouts stand still.", type: "bool" },
      { name: "progressDeadlineSeconds", number: 9, doc: "Seconds without progress after which a rollout is reported as failed.", type: "int32", default: 600, min: 1 },
      { name: "podReplacementPolicy", number: 10, doc: "When a pod is replaced: once it begins to stop (TerminationStarted) or has stopped (TerminationComplete).", type: "string", oneOf: ["TerminationStarted","TerminationComplete"], inert: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.replicas !== undefined) { writer.tag(8); writer.signed(message.replicas); }
    { writer.tag(18); { const start = writer.begin(); LabelSelector.encode(message.selector, writer); writer.end(start); } }
    { writer.tag(26); { const start = writer.begin(); PodTemplateSpec.encode(message.template, writer); writer.end(start); } }
    const strategyValue = message.strategy;
    if (strategyValue !== undefined) { writer.tag(34); { const start = writer.begin(); DeploymentStrategy.encode(strategyValue, writer); writer.end(start); } }
    if (message.minReadySeconds !== undefined) { writer.tag(40); writer.signed(message.minReadySeconds); }
    if (message.revisionHistoryLimit !== undefined) { writer.tag(48); writer.signed(message.revisionHistoryLimit); }
    if (message.paused !== undefined) { writer.tag(56); writer.bool(message.paused); }
    if (message.progressDeadlineSeconds !== undefined) { writer.tag(72); writer.signed(message.progressDeadlineSeconds); }
    if (message.podReplacementPolicy !== undefined) { writer.tag(82); writer.string(message.podReplacementPolicy); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDeploymentSpec ??= DeploymentSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DeploymentSpec> = { selector: LabelSelector.empty(), template: PodTemplateSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.replicas = reader.signed();
          break;
        case 18:
          message.selector = reader.message(LabelSelector.decode);
          break;
        case 26:
          message.template = reader.message(PodTemplateSpec.decode);
          break;
        case 34:
          message.strategy = reader.message(DeploymentStrategy.decode);
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
        case 82:
          message.podReplacementPolicy = reader.string();
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

let emptyDeploymentStrategy: DeploymentStrategy | undefined;

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
    if (rollingUpdateValue !== undefined) { writer.tag(18); { const start = writer.begin(); RollingUpdateDeployment.encode(rollingUpdateValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDeploymentStrategy ??= DeploymentStrategy.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DeploymentStrategy> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.rollingUpdate = reader.message(RollingUpdateDeployment.decode);
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

let emptyRollingUpdateDeployment: RollingUpdateDeployment | undefined;

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
    if (maxUnavailableValue !== undefined) { writer.tag(10); { const start = writer.begin(); writeIntOrString(maxUnavailableValue, writer); writer.end(start); } }
    const maxSurgeValue = message.maxSurge;
    if (maxSurgeValue !== undefined) { writer.tag(18); { const start = writer.begin(); writeIntOrString(maxSurgeValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRollingUpdateDeployment ??= RollingUpdateDeployment.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RollingUpdateDeployment> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.maxUnavailable = reader.message(readIntOrString);
          break;
        case 18:
          message.maxSurge = reader.message(readIntOrString);
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
  /** Pods that are being stopped. */
  readonly terminatingReplicas?: number;
}

let emptyDeploymentStatus: DeploymentStatus | undefined;

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
      { name: "conditions", number: 6, doc: "What holds for the deployment as a whole.", type: "message", container: "list", message: () => DeploymentCondition, listKey: ["type"], patchStrategy: ["merge"], patchMergeKey: "type" },
      { name: "readyReplicas", number: 7, doc: "Pods that are ready.", type: "int32" },
      { name: "collisionCount", number: 8, doc: "How often the name of a new ReplicaSet was taken.", type: "int32" },
      { name: "terminatingReplicas", number: 9, doc: "Pods that are being stopped.", type: "int32" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.observedGeneration !== undefined) { writer.tag(8); writer.signed(message.observedGeneration); }
    if (message.replicas !== undefined) { writer.tag(16); writer.signed(message.replicas); }
    if (message.updatedReplicas !== undefined) { writer.tag(24); writer.signed(message.updatedReplicas); }
    if (message.availableReplicas !== undefined) { writer.tag(32); writer.signed(message.availableReplicas); }
    if (message.unavailableReplicas !== undefined) { writer.tag(40); writer.signed(message.unavailableReplicas); }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(50);
      { const start = writer.begin(); DeploymentCondition.encode(item, writer); writer.end(start); }
    }
    if (message.readyReplicas !== undefined) { writer.tag(56); writer.signed(message.readyReplicas); }
    if (message.collisionCount !== undefined) { writer.tag(64); writer.signed(message.collisionCount); }
    if (message.terminatingReplicas !== undefined) { writer.tag(72); writer.signed(message.terminatingReplicas); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDeploymentStatus ??= DeploymentStatus.decode(new Reader(noBytes), 0)),
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
          (conditionsAll ??= []).push(reader.message(DeploymentCondition.decode));
          break;
        case 56:
          message.readyReplicas = reader.signed();
          break;
        case 64:
          message.collisionCount = reader.signed();
          break;
        case 72:
          message.terminatingReplicas = reader.signed();
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

let emptyDeploymentCondition: DeploymentCondition | undefined;

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
    if (lastUpdateTimeValue !== undefined) { writer.tag(50); { const start = writer.begin(); writeTime(lastUpdateTimeValue, writer); writer.end(start); } }
    const lastTransitionTimeValue = message.lastTransitionTime;
    if (lastTransitionTimeValue !== undefined) { writer.tag(58); { const start = writer.begin(); writeTime(lastTransitionTimeValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDeploymentCondition ??= DeploymentCondition.decode(new Reader(noBytes), 0)),
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
          message.lastUpdateTime = reader.message(readTime);
          break;
        case 58:
          message.lastTransitionTime = reader.message(readTime);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Keeps numbered pods running, each with a name and claims of its own that outlive it. */
export interface StatefulSet extends Message {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'StatefulSet';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** How many pods, in which order, with which claims. */
  readonly spec: StatefulSetSpec;
  /** What was last seen to run. */
  readonly status?: StatefulSetStatus;
}

let emptyStatefulSet: StatefulSet | undefined;

export const StatefulSet: KindType<StatefulSet> = {
  name: 'k8s.io.api.apps.v1.StatefulSet',
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  schema: {
    doc: "Keeps numbered pods running, each with a name and claims of its own that outlive it.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "How many pods, in which order, with which claims.", type: "message", message: () => StatefulSetSpec, required: true },
      { name: "status", number: 3, doc: "What was last seen to run.", type: "message", message: () => StatefulSetStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); StatefulSetSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); StatefulSetStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStatefulSet ??= StatefulSet.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StatefulSet> = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: ObjectMeta.empty(), spec: StatefulSetSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(StatefulSetSpec.decode);
          break;
        case 26:
          message.status = reader.message(StatefulSetStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How many pods a stateful set has, in which order they come and go, and what is claimed for each. */
export interface StatefulSetSpec extends Message {
  /** How many pods should run. */
  readonly replicas?: number;
  /** Which pods are the set's. Must select the template's labels. Can't be changed. */
  readonly selector: LabelSelector;
  /** What a new pod looks like. */
  readonly template: PodTemplateSpec;
  /** The claims made for each pod, named TEMPLATE-SET-NUMBER; the pod mounts them by the template's name. */
  readonly volumeClaimTemplates?: readonly PersistentVolumeClaim[];
  /** The headless Service under which each pod has a DNS name. Can't be changed. */
  readonly serviceName?: string;
  /** OrderedReady: one pod after the other, each ready before the next. Parallel: all at once. */
  readonly podManagementPolicy?: string;
  /** How pods are replaced when the template changes. */
  readonly updateStrategy?: StatefulSetUpdateStrategy;
  /** How many old revisions are kept for going back. */
  readonly revisionHistoryLimit?: number;
  /** Seconds a pod must be ready to count as available. */
  readonly minReadySeconds?: number;
  /** What becomes of the claims when the set is deleted or made smaller. */
  readonly persistentVolumeClaimRetentionPolicy?: StatefulSetPersistentVolumeClaimRetentionPolicy;
  /** How the pods are numbered. */
  readonly ordinals?: StatefulSetOrdinals;
}

let emptyStatefulSetSpec: StatefulSetSpec | undefined;

export const StatefulSetSpec: MessageType<StatefulSetSpec> = {
  name: 'k8s.io.api.apps.v1.StatefulSetSpec',
  schema: {
    doc: "How many pods a stateful set has, in which order they come and go, and what is claimed for each.",
    fields: [
      { name: "replicas", number: 1, doc: "How many pods should run.", type: "int32", default: 1, min: 0 },
      { name: "selector", number: 2, doc: "Which pods are the set's. Must select the template's labels. Can't be changed.", type: "message", message: () => LabelSelector, required: true },
      { name: "template", number: 3, doc: "What a new pod looks like.", type: "message", message: () => PodTemplateSpec, required: true },
      { name: "volumeClaimTemplates", number: 4, doc: "The claims made for each pod, named TEMPLATE-SET-NUMBER; the pod mounts them by the template's name.", type: "message", container: "list", message: () => PersistentVolumeClaim },
      { name: "serviceName", number: 5, doc: "The headless Service under which each pod has a DNS name. Can't be changed.", type: "string" },
      { name: "podManagementPolicy", number: 6, doc: "OrderedReady: one pod after the other, each ready before the next. Parallel: all at once.", type: "string", default: "OrderedReady", oneOf: ["OrderedReady","Parallel"] },
      { name: "updateStrategy", number: 7, doc: "How pods are replaced when the template changes.", type: "message", message: () => StatefulSetUpdateStrategy, default: {} },
      { name: "revisionHistoryLimit", number: 8, doc: "How many old revisions are kept for going back.", type: "int32", default: 10, min: 0 },
      { name: "minReadySeconds", number: 9, doc: "Seconds a pod must be ready to count as available.", type: "int32", min: 0 },
      { name: "persistentVolumeClaimRetentionPolicy", number: 10, doc: "What becomes of the claims when the set is deleted or made smaller.", type: "message", message: () => StatefulSetPersistentVolumeClaimRetentionPolicy, default: {} },
      { name: "ordinals", number: 11, doc: "How the pods are numbered.", type: "message", message: () => StatefulSetOrdinals },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.replicas !== undefined) { writer.tag(8); writer.signed(message.replicas); }
    { writer.tag(18); { const start = writer.begin(); LabelSelector.encode(message.selector, writer); writer.end(start); } }
    { writer.tag(26); { const start = writer.begin(); PodTemplateSpec.encode(message.template, writer); writer.end(start); } }
    if (message.volumeClaimTemplates !== undefined) for (const item of message.volumeClaimTemplates) {
      writer.tag(34);
      { const start = writer.begin(); PersistentVolumeClaim.encode(item, writer); writer.end(start); }
    }
    if (message.serviceName !== undefined) { writer.tag(42); writer.string(message.serviceName); }
    if (message.podManagementPolicy !== undefined) { writer.tag(50); writer.string(message.podManagementPolicy); }
    const updateStrategyValue = message.updateStrategy;
    if (updateStrategyValue !== undefined) { writer.tag(58); { const start = writer.begin(); StatefulSetUpdateStrategy.encode(updateStrategyValue, writer); writer.end(start); } }
    if (message.revisionHistoryLimit !== undefined) { writer.tag(64); writer.signed(message.revisionHistoryLimit); }
    if (message.minReadySeconds !== undefined) { writer.tag(72); writer.signed(message.minReadySeconds); }
    const persistentVolumeClaimRetentionPolicyValue = message.persistentVolumeClaimRetentionPolicy;
    if (persistentVolumeClaimRetentionPolicyValue !== undefined) { writer.tag(82); { const start = writer.begin(); StatefulSetPersistentVolumeClaimRetentionPolicy.encode(persistentVolumeClaimRetentionPolicyValue, writer); writer.end(start); } }
    const ordinalsValue = message.ordinals;
    if (ordinalsValue !== undefined) { writer.tag(90); { const start = writer.begin(); StatefulSetOrdinals.encode(ordinalsValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStatefulSetSpec ??= StatefulSetSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StatefulSetSpec> = { selector: LabelSelector.empty(), template: PodTemplateSpec.empty() };
    let volumeClaimTemplatesAll: PersistentVolumeClaim[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.replicas = reader.signed();
          break;
        case 18:
          message.selector = reader.message(LabelSelector.decode);
          break;
        case 26:
          message.template = reader.message(PodTemplateSpec.decode);
          break;
        case 34:
          (volumeClaimTemplatesAll ??= []).push(reader.message(PersistentVolumeClaim.decode));
          break;
        case 42:
          message.serviceName = reader.string();
          break;
        case 50:
          message.podManagementPolicy = reader.string();
          break;
        case 58:
          message.updateStrategy = reader.message(StatefulSetUpdateStrategy.decode);
          break;
        case 64:
          message.revisionHistoryLimit = reader.signed();
          break;
        case 72:
          message.minReadySeconds = reader.signed();
          break;
        case 82:
          message.persistentVolumeClaimRetentionPolicy = reader.message(StatefulSetPersistentVolumeClaimRetentionPolicy.decode);
          break;
        case 90:
          message.ordinals = reader.message(StatefulSetOrdinals.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (volumeClaimTemplatesAll !== undefined) message.volumeClaimTemplates = volumeClaimTemplatesAll;
    return message;
  },
};

/** How a stateful set's pods are numbered. */
export interface StatefulSetOrdinals extends Message {
  /** The number of the first pod; 0 when absent. */
  readonly start?: number;
}

let emptyStatefulSetOrdinals: StatefulSetOrdinals | undefined;

export const StatefulSetOrdinals: MessageType<StatefulSetOrdinals> = {
  name: 'k8s.io.api.apps.v1.StatefulSetOrdinals',
  schema: {
    doc: "How a stateful set's pods are numbered.",
    fields: [
      { name: "start", number: 1, doc: "The number of the first pod; 0 when absent.", type: "int32", min: 0 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.start !== undefined) { writer.tag(8); writer.signed(message.start); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStatefulSetOrdinals ??= StatefulSetOrdinals.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StatefulSetOrdinals> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.start = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How a stateful set's pods are replaced when the template changes. */
export interface StatefulSetUpdateStrategy extends Message {
  /** RollingUpdate (from the highest number down) or OnDelete (only when somebody deletes the old pod). */
  readonly type?: string;
  /** The bounds of a rolling update. */
  readonly rollingUpdate?: RollingUpdateStatefulSetStrategy;
}

let emptyStatefulSetUpdateStrategy: StatefulSetUpdateStrategy | undefined;

export const StatefulSetUpdateStrategy: MessageType<StatefulSetUpdateStrategy> = {
  name: 'k8s.io.api.apps.v1.StatefulSetUpdateStrategy',
  schema: {
    doc: "How a stateful set's pods are replaced when the template changes.",
    fields: [
      { name: "type", number: 1, doc: "RollingUpdate (from the highest number down) or OnDelete (only when somebody deletes the old pod).", type: "string", default: "RollingUpdate", oneOf: ["RollingUpdate","OnDelete"] },
      { name: "rollingUpdate", number: 2, doc: "The bounds of a rolling update.", type: "message", message: () => RollingUpdateStatefulSetStrategy },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.type !== undefined) { writer.tag(10); writer.string(message.type); }
    const rollingUpdateValue = message.rollingUpdate;
    if (rollingUpdateValue !== undefined) { writer.tag(18); { const start = writer.begin(); RollingUpdateStatefulSetStrategy.encode(rollingUpdateValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStatefulSetUpdateStrategy ??= StatefulSetUpdateStrategy.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StatefulSetUpdateStrategy> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.rollingUpdate = reader.message(RollingUpdateStatefulSetStrategy.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The bounds of a stateful set's rolling update. */
export interface RollingUpdateStatefulSetStrategy extends Message {
  /** Pods with a lower number than this keep the old template. */
  readonly partition?: number;
  /** How many pods may be unavailable meanwhile, as a count or a percentage rounded up; 1 when absent. */
  readonly maxUnavailable?: IntOrString;
}

let emptyRollingUpdateStatefulSetStrategy: RollingUpdateStatefulSetStrategy | undefined;

export const RollingUpdateStatefulSetStrategy: MessageType<RollingUpdateStatefulSetStrategy> = {
  name: 'k8s.io.api.apps.v1.RollingUpdateStatefulSetStrategy',
  schema: {
    doc: "The bounds of a stateful set's rolling update.",
    fields: [
      { name: "partition", number: 1, doc: "Pods with a lower number than this keep the old template.", type: "int32", min: 0 },
      { name: "maxUnavailable", number: 2, doc: "How many pods may be unavailable meanwhile, as a count or a percentage rounded up; 1 when absent.", type: "intOrString" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.partition !== undefined) { writer.tag(8); writer.signed(message.partition); }
    const maxUnavailableValue = message.maxUnavailable;
    if (maxUnavailableValue !== undefined) { writer.tag(18); { const start = writer.begin(); writeIntOrString(maxUnavailableValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRollingUpdateStatefulSetStrategy ??= RollingUpdateStatefulSetStrategy.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RollingUpdateStatefulSetStrategy> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.partition = reader.signed();
          break;
        case 18:
          message.maxUnavailable = reader.message(readIntOrString);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What becomes of a stateful set's claims. */
export interface StatefulSetPersistentVolumeClaimRetentionPolicy extends Message {
  /** When the set is deleted: Retain keeps them, Delete deletes them. */
  readonly whenDeleted?: string;
  /** When the set is made smaller: Retain keeps those of the pods that go, Delete deletes them. */
  readonly whenScaled?: string;
}

let emptyStatefulSetPersistentVolumeClaimRetentionPolicy: StatefulSetPersistentVolumeClaimRetentionPolicy | undefined;

export const StatefulSetPersistentVolumeClaimRetentionPolicy: MessageType<StatefulSetPersistentVolumeClaimRetentionPolicy> = {
  name: 'k8s.io.api.apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy',
  schema: {
    doc: "What becomes of a stateful set's claims.",
    fields: [
      { name: "whenDeleted", number: 1, doc: "When the set is deleted: Retain keeps them, Delete deletes them.", type: "string", default: "Retain", oneOf: ["Retain","Delete"] },
      { name: "whenScaled", number: 2, doc: "When the set is made smaller: Retain keeps those of the pods that go, Delete deletes them.", type: "string", default: "Retain", oneOf: ["Retain","Delete"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.whenDeleted !== undefined) { writer.tag(10); writer.string(message.whenDeleted); }
    if (message.whenScaled !== undefined) { writer.tag(18); writer.string(message.whenScaled); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStatefulSetPersistentVolumeClaimRetentionPolicy ??= StatefulSetPersistentVolumeClaimRetentionPolicy.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StatefulSetPersistentVolumeClaimRetentionPolicy> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.whenDeleted = reader.string();
          break;
        case 18:
          message.whenScaled = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What was last seen of a StatefulSet's pods. */
export interface StatefulSetStatus extends Message {
  /** The generation of the set this status is about. */
  readonly observedGeneration?: number;
  /** Pods that exist. */
  readonly replicas: number;
  /** Pods that are ready. */
  readonly readyReplicas?: number;
  /** Pods of currentRevision. */
  readonly currentReplicas?: number;
  /** Pods of updateRevision. */
  readonly updatedReplicas?: number;
  /** The ControllerRevision that pods have had so far. */
  readonly currentRevision?: string;
  /** The ControllerRevision that pods are being given. */
  readonly updateRevision?: string;
  /** How often the name of a new ControllerRevision was taken. */
  readonly collisionCount?: number;
  /** What holds for the set as a whole. */
  readonly conditions?: readonly StatefulSetCondition[];
  /** Pods that have been ready for minReadySeconds. */
  readonly availableReplicas?: number;
}

let emptyStatefulSetStatus: StatefulSetStatus | undefined;

export const StatefulSetStatus: MessageType<StatefulSetStatus> = {
  name: 'k8s.io.api.apps.v1.StatefulSetStatus',
  schema: {
    doc: "What was last seen of a StatefulSet's pods.",
    fields: [
      { name: "observedGeneration", number: 1, doc: "The generation of the set this status is about.", type: "int64" },
      { name: "replicas", number: 2, doc: "Pods that exist.", type: "int32", required: true },
      { name: "readyReplicas", number: 3, doc: "Pods that are ready.", type: "int32" },
      { name: "currentReplicas", number: 4, doc: "Pods of currentRevision.", type: "int32" },
      { name: "updatedReplicas", number: 5, doc: "Pods of updateRevision.", type: "int32" },
      { name: "currentRevision", number: 6, doc: "The ControllerRevision that pods have had so far.", type: "string" },
      { name: "updateRevision", number: 7, doc: "The ControllerRevision that pods are being given.", type: "string" },
      { name: "collisionCount", number: 9, doc: "How often the name of a new ControllerRevision was taken.", type: "int32" },
      { name: "conditions", number: 10, doc: "What holds for the set as a whole.", type: "message", container: "list", message: () => StatefulSetCondition, listKey: ["type"], patchStrategy: ["merge"], patchMergeKey: "type" },
      { name: "availableReplicas", number: 11, doc: "Pods that have been ready for minReadySeconds.", type: "int32" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.observedGeneration !== undefined) { writer.tag(8); writer.signed(message.observedGeneration); }
    { writer.tag(16); writer.signed(message.replicas); }
    if (message.readyReplicas !== undefined) { writer.tag(24); writer.signed(message.readyReplicas); }
    if (message.currentReplicas !== undefined) { writer.tag(32); writer.signed(message.currentReplicas); }
    if (message.updatedReplicas !== undefined) { writer.tag(40); writer.signed(message.updatedReplicas); }
    if (message.currentRevision !== undefined) { writer.tag(50); writer.string(message.currentRevision); }
    if (message.updateRevision !== undefined) { writer.tag(58); writer.string(message.updateRevision); }
    if (message.collisionCount !== undefined) { writer.tag(72); writer.signed(message.collisionCount); }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(82);
      { const start = writer.begin(); StatefulSetCondition.encode(item, writer); writer.end(start); }
    }
    if (message.availableReplicas !== undefined) { writer.tag(88); writer.signed(message.availableReplicas); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStatefulSetStatus ??= StatefulSetStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StatefulSetStatus> = { replicas: 0 };
    let conditionsAll: StatefulSetCondition[] | undefined;
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
          message.readyReplicas = reader.signed();
          break;
        case 32:
          message.currentReplicas = reader.signed();
          break;
        case 40:
          message.updatedReplicas = reader.signed();
          break;
        case 50:
          message.currentRevision = reader.string();
          break;
        case 58:
          message.updateRevision = reader.string();
          break;
        case 72:
          message.collisionCount = reader.signed();
          break;
        case 82:
          (conditionsAll ??= []).push(reader.message(StatefulSetCondition.decode));
          break;
        case 88:
          message.availableReplicas = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (conditionsAll !== undefined) message.conditions = conditionsAll;
    return message;
  },
};

/** One fact about a StatefulSet. */
export interface StatefulSetCondition extends Message {
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

let emptyStatefulSetCondition: StatefulSetCondition | undefined;

export const StatefulSetCondition: MessageType<StatefulSetCondition> = {
  name: 'k8s.io.api.apps.v1.StatefulSetCondition',
  schema: {
    doc: "One fact about a StatefulSet.",
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
  empty: () => (emptyStatefulSetCondition ??= StatefulSetCondition.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StatefulSetCondition> = { type: '', status: '' };
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

/** Keeps one pod running on every node, or on every node of some kind. */
export interface DaemonSet extends Message {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'DaemonSet';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What should run and how it is replaced. */
  readonly spec: DaemonSetSpec;
  /** What was last seen to run. */
  readonly status?: DaemonSetStatus;
}

let emptyDaemonSet: DaemonSet | undefined;

export const DaemonSet: KindType<DaemonSet> = {
  name: 'k8s.io.api.apps.v1.DaemonSet',
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  schema: {
    doc: "Keeps one pod running on every node, or on every node of some kind.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "What should run and how it is replaced.", type: "message", message: () => DaemonSetSpec, required: true },
      { name: "status", number: 3, doc: "What was last seen to run.", type: "message", message: () => DaemonSetStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); DaemonSetSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); DaemonSetStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDaemonSet ??= DaemonSet.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DaemonSet> = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: ObjectMeta.empty(), spec: DaemonSetSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(DaemonSetSpec.decode);
          break;
        case 26:
          message.status = reader.message(DaemonSetStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Which pods are the daemon set's, what they look like, and how they are replaced. */
export interface DaemonSetSpec extends Message {
  /** Which pods are the set's. Must select the template's labels. Can't be changed. */
  readonly selector: LabelSelector;
  /** What a new pod looks like; its node selector and affinity say on which nodes it runs. */
  readonly template: PodTemplateSpec;
  /** How pods are replaced when the template changes. */
  readonly updateStrategy?: DaemonSetUpdateStrategy;
  /** Seconds a pod must be ready to count as available. */
  readonly minReadySeconds?: number;
  /** How many old revisions are kept for going back. */
  readonly revisionHistoryLimit?: number;
}

let emptyDaemonSetSpec: DaemonSetSpec | undefined;

export const DaemonSetSpec: MessageType<DaemonSetSpec> = {
  name: 'k8s.io.api.apps.v1.DaemonSetSpec',
  schema: {
    doc: "Which pods are the daemon set's, what they look like, and how they are replaced.",
    fields: [
      { name: "selector", number: 1, doc: "Which pods are the set's. Must select the template's labels. Can't be changed.", type: "message", message: () => LabelSelector, required: true, immutable: true },
      { name: "template", number: 2, doc: "What a new pod looks like; its node selector and affinity say on which nodes it runs.", type: "message", message: () => PodTemplateSpec, required: true },
      { name: "updateStrategy", number: 3, doc: "How pods are replaced when the template changes.", type: "message", message: () => DaemonSetUpdateStrategy, default: {} },
      { name: "minReadySeconds", number: 4, doc: "Seconds a pod must be ready to count as available.", type: "int32", min: 0 },
      { name: "revisionHistoryLimit", number: 6, doc: "How many old revisions are kept for going back.", type: "int32", default: 10, min: 0 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); LabelSelector.encode(message.selector, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); PodTemplateSpec.encode(message.template, writer); writer.end(start); } }
    const updateStrategyValue = message.updateStrategy;
    if (updateStrategyValue !== undefined) { writer.tag(26); { const start = writer.begin(); DaemonSetUpdateStrategy.encode(updateStrategyValue, writer); writer.end(start); } }
    if (message.minReadySeconds !== undefined) { writer.tag(32); writer.signed(message.minReadySeconds); }
    if (message.revisionHistoryLimit !== undefined) { writer.tag(48); writer.signed(message.revisionHistoryLimit); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDaemonSetSpec ??= DaemonSetSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DaemonSetSpec> = { selector: LabelSelector.empty(), template: PodTemplateSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.selector = reader.message(LabelSelector.decode);
          break;
        case 18:
          message.template = reader.message(PodTemplateSpec.decode);
          break;
        case 26:
          message.updateStrategy = reader.message(DaemonSetUpdateStrategy.decode);
          break;
        case 32:
          message.minReadySeconds = reader.signed();
          break;
        case 48:
          message.revisionHistoryLimit = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How a daemon set's pods are replaced when the template changes. */
export interface DaemonSetUpdateStrategy extends Message {
  /** RollingUpdate or OnDelete (only when somebody deletes the old pod). */
  readonly type?: string;
  /** The bounds of a rolling update. */
  readonly rollingUpdate?: RollingUpdateDaemonSet;
}

let emptyDaemonSetUpdateStrategy: DaemonSetUpdateStrategy | undefined;

export const DaemonSetUpdateStrategy: MessageType<DaemonSetUpdateStrategy> = {
  name: 'k8s.io.api.apps.v1.DaemonSetUpdateStrategy',
  schema: {
    doc: "How a daemon set's pods are replaced when the template changes.",
    fields: [
      { name: "type", number: 1, doc: "RollingUpdate or OnDelete (only when somebody deletes the old pod).", type: "string", default: "RollingUpdate", oneOf: ["RollingUpdate","OnDelete"] },
      { name: "rollingUpdate", number: 2, doc: "The bounds of a rolling update.", type: "message", message: () => RollingUpdateDaemonSet },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.type !== undefined) { writer.tag(10); writer.string(message.type); }
    const rollingUpdateValue = message.rollingUpdate;
    if (rollingUpdateValue !== undefined) { writer.tag(18); { const start = writer.begin(); RollingUpdateDaemonSet.encode(rollingUpdateValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDaemonSetUpdateStrategy ??= DaemonSetUpdateStrategy.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DaemonSetUpdateStrategy> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.rollingUpdate = reader.message(RollingUpdateDaemonSet.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The bounds of a daemon set's rolling update. Exactly one of them is 0. */
export interface RollingUpdateDaemonSet extends Message {
  /** On how many nodes the pod may be missing meanwhile, as a count or a percentage rounded up. */
  readonly maxUnavailable?: IntOrString;
  /** On how many nodes the new pod may run beside the old one, as a count or a percentage rounded up. */
  readonly maxSurge?: IntOrString;
}

let emptyRollingUpdateDaemonSet: RollingUpdateDaemonSet | undefined;

export const RollingUpdateDaemonSet: MessageType<RollingUpdateDaemonSet> = {
  name: 'k8s.io.api.apps.v1.RollingUpdateDaemonSet',
  schema: {
    doc: "The bounds of a daemon set's rolling update. Exactly one of them is 0.",
    fields: [
      { name: "maxUnavailable", number: 1, doc: "On how many nodes the pod may be missing meanwhile, as a count or a percentage rounded up.", type: "intOrString" },
      { name: "maxSurge", number: 2, doc: "On how many nodes the new pod may run beside the old one, as a count or a percentage rounded up.", type: "intOrString" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const maxUnavailableValue = message.maxUnavailable;
    if (maxUnavailableValue !== undefined) { writer.tag(10); { const start = writer.begin(); writeIntOrString(maxUnavailableValue, writer); writer.end(start); } }
    const maxSurgeValue = message.maxSurge;
    if (maxSurgeValue !== undefined) { writer.tag(18); { const start = writer.begin(); writeIntOrString(maxSurgeValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRollingUpdateDaemonSet ??= RollingUpdateDaemonSet.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RollingUpdateDaemonSet> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.maxUnavailable = reader.message(readIntOrString);
          break;
        case 18:
          message.maxSurge = reader.message(readIntOrString);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What was last seen of a DaemonSet's pods. */
export interface DaemonSetStatus extends Message {
  /** Nodes that run the pod and should. */
  readonly currentNumberScheduled: number;
  /** Nodes that run the pod and should not. */
  readonly numberMisscheduled: number;
  /** Nodes that should run the pod. */
  readonly desiredNumberScheduled: number;
  /** Nodes that should run the pod and on which it is ready. */
  readonly numberReady: number;
  /** The generation of the set this status is about. */
  readonly observedGeneration?: number;
  /** Nodes that run a pod of the newest template. */
  readonly updatedNumberScheduled?: number;
  /** Nodes on which the pod has been ready for minReadySeconds. */
  readonly numberAvailable?: number;
  /** Nodes that should run the pod and on which it is not available. */
  readonly numberUnavailable?: number;
  /** How often the name of a new ControllerRevision was taken. */
  readonly collisionCount?: number;
  /** What holds for the set as a whole. */
  readonly conditions?: readonly DaemonSetCondition[];
}

let emptyDaemonSetStatus: DaemonSetStatus | undefined;

export const DaemonSetStatus: MessageType<DaemonSetStatus> = {
  name: 'k8s.io.api.apps.v1.DaemonSetStatus',
  schema: {
    doc: "What was last seen of a DaemonSet's pods.",
    fields: [
      { name: "currentNumberScheduled", number: 1, doc: "Nodes that run the pod and should.", type: "int32", required: true },
      { name: "numberMisscheduled", number: 2, doc: "Nodes that run the pod and should not.", type: "int32", required: true },
      { name: "desiredNumberScheduled", number: 3, doc: "Nodes that should run the pod.", type: "int32", required: true },
      { name: "numberReady", number: 4, doc: "Nodes that should run the pod and on which it is ready.", type: "int32", required: true },
      { name: "observedGeneration", number: 5, doc: "The generation of the set this status is about.", type: "int64" },
      { name: "updatedNumberScheduled", number: 6, doc: "Nodes that run a pod of the newest template.", type: "int32" },
      { name: "numberAvailable", number: 7, doc: "Nodes on which the pod has been ready for minReadySeconds.", type: "int32" },
      { name: "numberUnavailable", number: 8, doc: "Nodes that should run the pod and on which it is not available.", type: "int32" },
      { name: "collisionCount", number: 9, doc: "How often the name of a new ControllerRevision was taken.", type: "int32" },
      { name: "conditions", number: 10, doc: "What holds for the set as a whole.", type: "message", container: "list", message: () => DaemonSetCondition, listKey: ["type"], patchStrategy: ["merge"], patchMergeKey: "type" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.signed(message.currentNumberScheduled); }
    { writer.tag(16); writer.signed(message.numberMisscheduled); }
    { writer.tag(24); writer.signed(message.desiredNumberScheduled); }
    { writer.tag(32); writer.signed(message.numberReady); }
    if (message.observedGeneration !== undefined) { writer.tag(40); writer.signed(message.observedGeneration); }
    if (message.updatedNumberScheduled !== undefined) { writer.tag(48); writer.signed(message.updatedNumberScheduled); }
    if (message.numberAvailable !== undefined) { writer.tag(56); writer.signed(message.numberAvailable); }
    if (message.numberUnavailable !== undefined) { writer.tag(64); writer.signed(message.numberUnavailable); }
    if (message.collisionCount !== undefined) { writer.tag(72); writer.signed(message.collisionCount); }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(82);
      { const start = writer.begin(); DaemonSetCondition.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDaemonSetStatus ??= DaemonSetStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DaemonSetStatus> = { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 };
    let conditionsAll: DaemonSetCondition[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.currentNumberScheduled = reader.signed();
          break;
        case 16:
          message.numberMisscheduled = reader.signed();
          break;
        case 24:
          message.desiredNumberScheduled = reader.signed();
          break;
        case 32:
          message.numberReady = reader.signed();
          break;
        case 40:
          message.observedGeneration = reader.signed();
          break;
        case 48:
          message.updatedNumberScheduled = reader.signed();
          break;
        case 56:
          message.numberAvailable = reader.signed();
          break;
        case 64:
          message.numberUnavailable = reader.signed();
          break;
        case 72:
          message.collisionCount = reader.signed();
          break;
        case 82:
          (conditionsAll ??= []).push(reader.message(DaemonSetCondition.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (conditionsAll !== undefined) message.conditions = conditionsAll;
    return message;
  },
};

/** One fact about a DaemonSet. */
export interface DaemonSetCondition extends Message {
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

let emptyDaemonSetCondition: DaemonSetCondition | undefined;

export const DaemonSetCondition: MessageType<DaemonSetCondition> = {
  name: 'k8s.io.api.apps.v1.DaemonSetCondition',
  schema: {
    doc: "One fact about a DaemonSet.",
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
  empty: () => (emptyDaemonSetCondition ??= DaemonSetCondition.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DaemonSetCondition> = { type: '', status: '' };
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

/** What a StatefulSet or DaemonSet was at one time, so that it can go back. Its data can't be changed. */
export interface ControllerRevision extends Message {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'ControllerRevision';
  /** Identity and bookkeeping; the owner is the set. */
  readonly metadata: ObjectMeta;
  /** The template, as a patch that brings it back. */
  readonly data?: RawExtension;
  /** The revision's number; the newest is the highest. */
  readonly revision: number;
}

let emptyControllerRevision: ControllerRevision | undefined;

export const ControllerRevision: KindType<ControllerRevision> = {
  name: 'k8s.io.api.apps.v1.ControllerRevision',
  apiVersion: 'apps/v1',
  kind: 'ControllerRevision',
  schema: {
    doc: "What a StatefulSet or DaemonSet was at one time, so that it can go back. Its data can't be changed.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping; the owner is the set.", type: "message", message: () => ObjectMeta, required: true },
      { name: "data", number: 2, doc: "The template, as a patch that brings it back.", type: "json", immutable: true },
      { name: "revision", number: 3, doc: "The revision's number; the newest is the highest.", type: "int64", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    const dataValue = message.data;
    if (dataValue !== undefined) { writer.tag(18); { const start = writer.begin(); writeRawExtension(dataValue, writer); writer.end(start); } }
    { writer.tag(24); writer.signed(message.revision); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyControllerRevision ??= ControllerRevision.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ControllerRevision> = { apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata: ObjectMeta.empty(), revision: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.data = reader.message(readRawExtension);
          break;
        case 24:
          message.revision = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
