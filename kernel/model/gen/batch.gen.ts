// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/batch/batch.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { type Time, readTime, writeTime } from '#kernel/model/scalars.ts';
import { ObjectMeta, LabelSelector } from '#kernel/model/gen/meta.gen.ts';
import { ObjectReference } from '#kernel/model/gen/reference.gen.ts';
import { PodTemplateSpec } from '#kernel/model/gen/core.gen.ts';

/** Runs pods until enough of them have succeeded. */
export interface Job extends Message {
  readonly apiVersion: 'batch/v1';
  readonly kind: 'Job';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What should run, how often and with how many retries. */
  readonly spec: JobSpec;
  /** What has run so far. */
  readonly status?: JobStatus;
}

let emptyJob: Job | undefined;

export const Job: KindType<Job> = {
  name: 'k8s.io.api.batch.v1.Job',
  apiVersion: 'batch/v1',
  kind: 'Job',
  schema: {
    doc: "Runs pods until enough of them have succeeded.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "What should run, how often and with how many retries.", type: "message", message: () => JobSpec, required: true },
      { name: "status", number: 3, doc: "What has run so far.", type: "message", message: () => JobStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); JobSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); JobStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyJob ??= Job.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Job> = { apiVersion: 'batch/v1', kind: 'Job', metadata: ObjectMeta.empty(), spec: JobSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(JobSpec.decode);
          break;
        case 26:
          message.status = reader.message(JobStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a job runs, how often, and what counts as success and failure. */
export interface JobSpec extends Message {
  /** How many pods may run at once; 1 when absent. */
  readonly parallelism?: number;
  /** How many pods must succeed. Absent, the first that succeeds ends the work. Can't be changed, but of an indexed job together with parallelism. */
  readonly completions?: number;
  /** Seconds after which the job is stopped and has failed. */
  readonly activeDeadlineSeconds?: number;
  /** Which pods are the job's; made by the masters unless manualSelector is set. Can't be changed. */
  readonly selector?: LabelSelector;
  /** Whether selector and labels are the user's own; the user then sees to it that no other pods have them. */
  readonly manualSelector?: boolean;
  /** What a pod looks like. Its restartPolicy is Never or OnFailure. Can't be changed. */
  readonly template: PodTemplateSpec;
  /** How many pods may fail before the job has failed; 6, or no bound with backoffLimitPerIndex. */
  readonly backoffLimit?: number;
  /** Seconds after its end at which the job is deleted; never when absent. */
  readonly ttlSecondsAfterFinished?: number;
  /** NonIndexed: all pods are alike. Indexed: each has a number from 0 to completions-1 and each number must succeed once. Can't be changed. */
  readonly completionMode?: string;
  /** Whether no pods are made and those that run are stopped. */
  readonly suspend?: boolean;
  /** What a failed pod means, by its exit codes and conditions. Needs restartPolicy Never. Can't be changed. */
  readonly podFailurePolicy?: PodFailurePolicy;
  /** How many pods of one number may fail before that number has failed. Only with Indexed. Can't be changed. */
  readonly backoffLimitPerIndex?: number;
  /** How many numbers may fail before the job has failed. Only with backoffLimitPerIndex. */
  readonly maxFailedIndexes?: number;
  /** When a pod is replaced: once it stops or fails (TerminatingOrFailed) or only once it has failed (Failed). */
  readonly podReplacementPolicy?: string;
  /** Who runs the job, when it is not the job controller. Can't be changed. */
  readonly managedBy?: string;
  /** When an indexed job has succeeded before all its numbers have. Can't be changed. */
  readonly successPolicy?: SuccessPolicy;
}

let emptyJobSpec: JobSpec | undefined;

export const JobSpec: MessageType<JobSpec> = {
  name: 'k8s.io.api.batch.v1.JobSpec',
  schema: {
    doc: "What a job runs, how often, and what counts as success and failure.",
    fields: [
      { name: "parallelism", number: 1, doc: "How many pods may run at once; 1 when absent.", type: "int32", min: 0 },
      { name: "completions", number: 2, doc: "How many pods must succeed. Absent, the first that succeeds ends the work. Can't be changed, but of an indexed job together with parallelism.", type: "int32", min: 0 },
      { name: "activeDeadlineSeconds", number: 3, doc: "Seconds after which the job is stopped and has failed.", type: "int64", min: 0 },
      { name: "selector", number: 4, doc: "Which pods are the job's; made by the masters unless manualSelector is set. Can't be changed.", type: "message", message: () => LabelSelector },
      { name: "manualSelector", number: 5, doc: "Whether selector and labels are the user's own; the user then sees to it that no other pods have them.", type: "bool" },
      { name: "template", number: 6, doc: "What a pod looks like. Its restartPolicy is Never or OnFailure. Can't be changed.", type: "message", message: () => PodTemplateSpec, required: true },
      { name: "backoffLimit", number: 7, doc: "How many pods may fail before the job has failed; 6, or no bound with backoffLimitPerIndex.", type: "int32", min: 0 },
      { name: "ttlSecondsAfterFinished", number: 8, doc: "Seconds after its end at which the job is deleted; never when absent.", type: "int32", min: 0 },
      { name: "completionMode", number: 9, doc: "NonIndexed: all pods are alike. Indexed: each has a number from 0 to completions-1 and each number must succeed once. Can't be changed.", type: "string", default: "NonIndexed", oneOf: ["NonIndexed","Indexed"] },
      { name: "suspend", number: 10, doc: "Whether no pods are made and those that run are stopped.", type: "bool", default: false },
      { name: "podFailurePolicy", number: 11, doc: "What a failed pod means, by its exit codes and conditions. Needs restartPolicy Never. Can't be changed.", type: "message", message: () => PodFailurePolicy },
      { name: "backoffLimitPerIndex", number: 12, doc: "How many pods of one number may fail before that number has failed. Only with Indexed. Can't be changed.", type: "int32", min: 0 },
      { name: "maxFailedIndexes", number: 13, doc: "How many numbers may fail before the job has failed. Only with backoffLimitPerIndex.", type: "int32", min: 0 },
      { name: "podReplacementPolicy", number: 14, doc: "When a pod is replaced: once it stops or fails (TerminatingOrFailed) or only once it has failed (Failed).", type: "string", oneOf: ["TerminatingOrFailed","Failed"] },
      { name: "managedBy", number: 15, doc: "Who runs the job, when it is not the job controller. Can't be changed.", type: "string", immutable: true },
      { name: "successPolicy", number: 16, doc: "When an indexed job has succeeded before all its numbers have. Can't be changed.", type: "message", message: () => SuccessPolicy },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.parallelism !== undefined) { writer.tag(8); writer.signed(message.parallelism); }
    if (message.completions !== undefined) { writer.tag(16); writer.signed(message.completions); }
    if (message.activeDeadlineSeconds !== undefined) { writer.tag(24); writer.signed(message.activeDeadlineSeconds); }
    const selectorValue = message.selector;
    if (selectorValue !== undefined) { writer.tag(34); { const start = writer.begin(); LabelSelector.encode(selectorValue, writer); writer.end(start); } }
    if (message.manualSelector !== undefined) { writer.tag(40); writer.bool(message.manualSelector); }
    { writer.tag(50); { const start = writer.begin(); PodTemplateSpec.encode(message.template, writer); writer.end(start); } }
    if (message.backoffLimit !== undefined) { writer.tag(56); writer.signed(message.backoffLimit); }
    if (message.ttlSecondsAfterFinished !== undefined) { writer.tag(64); writer.signed(message.ttlSecondsAfterFinished); }
    if (message.completionMode !== undefined) { writer.tag(74); writer.string(message.completionMode); }
    if (message.suspend !== undefined) { writer.tag(80); writer.bool(message.suspend); }
    const podFailurePolicyValue = message.podFailurePolicy;
    if (podFailurePolicyValue !== undefined) { writer.tag(90); { const start = writer.begin(); PodFailurePolicy.encode(podFailurePolicyValue, writer); writer.end(start); } }
    if (message.backoffLimitPerIndex !== undefined) { writer.tag(96); writer.signed(message.backoffLimitPerIndex); }
    if (message.maxFailedIndexes !== undefined) { writer.tag(104); writer.signed(message.maxFailedIndexes); }
    if (message.podReplacementPolicy !== undefined) { writer.tag(114); writer.string(message.podReplacementPolicy); }
    if (message.managedBy !== undefined) { writer.tag(122); writer.string(message.managedBy); }
    const successPolicyValue = message.successPolicy;
    if (successPolicyValue !== undefined) { writer.tag(130); { const start = writer.begin(); SuccessPolicy.encode(successPolicyValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyJobSpec ??= JobSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<JobSpec> = { template: PodTemplateSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.parallelism = reader.signed();
          break;
        case 16:
          message.completions = reader.signed();
          break;
        case 24:
          message.activeDeadlineSeconds = reader.signed();
          break;
        case 34:
          message.selector = reader.message(LabelSelector.decode);
          break;
        case 40:
          message.manualSelector = reader.bool();
          break;
        case 50:
          message.template = reader.message(PodTemplateSpec.decode);
          break;
        case 56:
          message.backoffLimit = reader.signed();
          break;
        case 64:
          message.ttlSecondsAfterFinished = reader.signed();
          break;
        case 74:
          message.completionMode = reader.string();
          break;
        case 80:
          message.suspend = reader.bool();
          break;
        case 90:
          message.podFailurePolicy = reader.message(PodFailurePolicy.decode);
          break;
        case 96:
          message.backoffLimitPerIndex = reader.signed();
          break;
        case 104:
          message.maxFailedIndexes = reader.signed();
          break;
        case 114:
          message.podReplacementPolicy = reader.string();
          break;
        case 122:
          message.managedBy = reader.string();
          break;
        case 130:
          message.successPolicy = reader.message(SuccessPolicy.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What failed pods mean. The first rule that fits holds; when none does, the failure counts towards backoffLimit. */
export interface PodFailurePolicy extends Message {
  /** The rules, at most 20. */
  readonly rules?: readonly PodFailurePolicyRule[];
}

let emptyPodFailurePolicy: PodFailurePolicy | undefined;

export const PodFailurePolicy: MessageType<PodFailurePolicy> = {
  name: 'k8s.io.api.batch.v1.PodFailurePolicy',
  schema: {
    doc: "What failed pods mean. The first rule that fits holds; when none does, the failure counts towards backoffLimit.",
    fields: [
      { name: "rules", number: 1, doc: "The rules, at most 20.", type: "message", container: "list", message: () => PodFailurePolicyRule, max: 20 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.rules !== undefined) for (const item of message.rules) {
      writer.tag(10);
      { const start = writer.begin(); PodFailurePolicyRule.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodFailurePolicy ??= PodFailurePolicy.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodFailurePolicy> = {  };
    let rulesAll: PodFailurePolicyRule[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (rulesAll ??= []).push(reader.message(PodFailurePolicyRule.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (rulesAll !== undefined) message.rules = rulesAll;
    return message;
  },
};

/** What a failed pod means when its exit codes or its conditions fit. Exactly one of the two is set. */
export interface PodFailurePolicyRule extends Message {
  /** FailJob: the job has failed. FailIndex: the pod's number has failed. Ignore: the failure does not count. Count: it counts as usual. */
  readonly action: string;
  /** The exit codes that fit. */
  readonly onExitCodes?: PodFailurePolicyOnExitCodesRequirement;
  /** The conditions of which one must fit, at most 20. */
  readonly onPodConditions?: readonly PodFailurePolicyOnPodConditionsPattern[];
}

let emptyPodFailurePolicyRule: PodFailurePolicyRule | undefined;

export const PodFailurePolicyRule: MessageType<PodFailurePolicyRule> = {
  name: 'k8s.io.api.batch.v1.PodFailurePolicyRule',
  schema: {
    doc: "What a failed pod means when its exit codes or its conditions fit. Exactly one of the two is set.",
    fields: [
      { name: "action", number: 1, doc: "FailJob: the job has failed. FailIndex: the pod's number has failed. Ignore: the failure does not count. Count: it counts as usual.", type: "string", required: true, oneOf: ["FailJob","FailIndex","Ignore","Count"] },
      { name: "onExitCodes", number: 2, doc: "The exit codes that fit.", type: "message", message: () => PodFailurePolicyOnExitCodesRequirement },
      { name: "onPodConditions", number: 3, doc: "The conditions of which one must fit, at most 20.", type: "message", container: "list", message: () => PodFailurePolicyOnPodConditionsPattern, max: 20 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.action); }
    const onExitCodesValue = message.onExitCodes;
    if (onExitCodesValue !== undefined) { writer.tag(18); { const start = writer.begin(); PodFailurePolicyOnExitCodesRequirement.encode(onExitCodesValue, writer); writer.end(start); } }
    if (message.onPodConditions !== undefined) for (const item of message.onPodConditions) {
      writer.tag(26);
      { const start = writer.begin(); PodFailurePolicyOnPodConditionsPattern.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodFailurePolicyRule ??= PodFailurePolicyRule.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodFailurePolicyRule> = { action: '' };
    let onPodConditionsAll: PodFailurePolicyOnPodConditionsPattern[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.action = reader.string();
          break;
        case 18:
          message.onExitCodes = reader.message(PodFailurePolicyOnExitCodesRequirement.decode);
          break;
        case 26:
          (onPodConditionsAll ??= []).push(reader.message(PodFailurePolicyOnPodConditionsPattern.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (onPodConditionsAll !== undefined) message.onPodConditions = onPodConditionsAll;
    return message;
  },
};

/** Exit codes of failed containers. Containers that ended with 0 are left out. */
export interface PodFailurePolicyOnExitCodesRequirement extends Message {
  /** The container meant; every one when absent. */
  readonly containerName?: string;
  /** In: one container's code is among the values. NotIn: one container's code is not. */
  readonly operator: string;
  /** The codes, in ascending order and each once; 0 not with In. */
  readonly values: readonly number[];
}

let emptyPodFailurePolicyOnExitCodesRequirement: PodFailurePolicyOnExitCodesRequirement | undefined;

export const PodFailurePolicyOnExitCodesRequirement: MessageType<PodFailurePolicyOnExitCodesRequirement> = {
  name: 'k8s.io.api.batch.v1.PodFailurePolicyOnExitCodesRequirement',
  schema: {
    doc: "Exit codes of failed containers. Containers that ended with 0 are left out.",
    fields: [
      { name: "containerName", number: 1, doc: "The container meant; every one when absent.", type: "string" },
      { name: "operator", number: 2, doc: "In: one container's code is among the values. NotIn: one container's code is not.", type: "string", required: true, oneOf: ["In","NotIn"] },
      { name: "values", number: 3, doc: "The codes, in ascending order and each once; 0 not with In.", type: "int32", container: "list", required: true, listType: "set", max: 255 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.containerName !== undefined) { writer.tag(10); writer.string(message.containerName); }
    { writer.tag(18); writer.string(message.operator); }
    if (message.values !== undefined) for (const item of message.values) {
      writer.tag(24);
      writer.signed(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodFailurePolicyOnExitCodesRequirement ??= PodFailurePolicyOnExitCodesRequirement.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodFailurePolicyOnExitCodesRequirement> = { operator: '', values: [] };
    let valuesAll: number[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.containerName = reader.string();
          break;
        case 18:
          message.operator = reader.string();
          break;
        case 24:
          (valuesAll ??= []).push(reader.signed());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (valuesAll !== undefined) message.values = valuesAll;
    return message;
  },
};

/** A condition of a pod. */
export interface PodFailurePolicyOnPodConditionsPattern extends Message {
  /** The condition's name. */
  readonly type: string;
  /** Whether it must hold: True, False or Unknown. */
  readonly status?: string;
}

let emptyPodFailurePolicyOnPodConditionsPattern: PodFailurePolicyOnPodConditionsPattern | undefined;

export const PodFailurePolicyOnPodConditionsPattern: MessageType<PodFailurePolicyOnPodConditionsPattern> = {
  name: 'k8s.io.api.batch.v1.PodFailurePolicyOnPodConditionsPattern',
  schema: {
    doc: "A condition of a pod.",
    fields: [
      { name: "type", number: 1, doc: "The condition's name.", type: "string", required: true, format: "qualified-name" },
      { name: "status", number: 2, doc: "Whether it must hold: True, False or Unknown.", type: "string", default: "True", oneOf: ["True","False","Unknown"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    if (message.status !== undefined) { writer.tag(18); writer.string(message.status); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodFailurePolicyOnPodConditionsPattern ??= PodFailurePolicyOnPodConditionsPattern.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodFailurePolicyOnPodConditionsPattern> = { type: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.status = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** When an indexed job has succeeded. One rule is enough. */
export interface SuccessPolicy extends Message {
  /** The rules, at most 20. */
  readonly rules: readonly SuccessPolicyRule[];
}

let emptySuccessPolicy: SuccessPolicy | undefined;

export const SuccessPolicy: MessageType<SuccessPolicy> = {
  name: 'k8s.io.api.batch.v1.SuccessPolicy',
  schema: {
    doc: "When an indexed job has succeeded. One rule is enough.",
    fields: [
      { name: "rules", number: 1, doc: "The rules, at most 20.", type: "message", container: "list", message: () => SuccessPolicyRule, required: true, max: 20 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.rules !== undefined) for (const item of message.rules) {
      writer.tag(10);
      { const start = writer.begin(); SuccessPolicyRule.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySuccessPolicy ??= SuccessPolicy.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SuccessPolicy> = { rules: [] };
    let rulesAll: SuccessPolicyRule[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (rulesAll ??= []).push(reader.message(SuccessPolicyRule.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (rulesAll !== undefined) message.rules = rulesAll;
    return message;
  },
};

/** Numbers that must have succeeded. At least one of the two is set. */
export interface SuccessPolicyRule extends Message {
  /** The numbers looked at, such as 1,3-5,7; all when absent. */
  readonly succeededIndexes?: string;
  /** How many of them must have succeeded; all when absent. */
  readonly succeededCount?: number;
}

let emptySuccessPolicyRule: SuccessPolicyRule | undefined;

export const SuccessPolicyRule: MessageType<SuccessPolicyRule> = {
  name: 'k8s.io.api.batch.v1.SuccessPolicyRule',
  schema: {
    doc: "Numbers that must have succeeded. At least one of the two is set.",
    fields: [
      { name: "succeededIndexes", number: 1, doc: "The numbers looked at, such as 1,3-5,7; all when absent.", type: "string" },
      { name: "succeededCount", number: 2, doc: "How many of them must have succeeded; all when absent.", type: "int32", min: 1 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.succeededIndexes !== undefined) { writer.tag(10); writer.string(message.succeededIndexes); }
    if (message.succeededCount !== undefined) { writer.tag(16); writer.signed(message.succeededCount); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySuccessPolicyRule ??= SuccessPolicyRule.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SuccessPolicyRule> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.succeededIndexes = reader.string();
          break;
        case 16:
          message.succeededCount = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What has run of a job. */
export interface JobStatus extends Message {
  /** What holds for the job: Complete, Failed, Suspended, FailureTarget, SuccessCriteriaMet. */
  readonly conditions?: readonly JobCondition[];
  /** When its pods were first made, or made again after it was suspended. */
  readonly startTime?: Time;
  /** When it succeeded. */
  readonly completionTime?: Time;
  /** Pods that wait or run. */
  readonly active?: number;
  /** Pods that succeeded. */
  readonly succeeded?: number;
  /** Pods that failed. */
  readonly failed?: number;
  /** The numbers that succeeded, such as 1,3-5,7. */
  readonly completedIndexes?: string;
  /** Pods that have ended and are not counted yet. */
  readonly uncountedTerminatedPods?: UncountedTerminatedPods;
  /** Active pods that are ready. */
  readonly ready?: number;
  /** The numbers that failed, such as 1,3-5,7. */
  readonly failedIndexes?: string;
  /** Pods that are being stopped. */
  readonly terminating?: number;
}

let emptyJobStatus: JobStatus | undefined;

export const JobStatus: MessageType<JobStatus> = {
  name: 'k8s.io.api.batch.v1.JobStatus',
  schema: {
    doc: "What has run of a job.",
    fields: [
      { name: "conditions", number: 1, doc: "What holds for the job: Complete, Failed, Suspended, FailureTarget, SuccessCriteriaMet.", type: "message", container: "list", message: () => JobCondition, listType: "atomic", patchStrategy: ["merge"], patchMergeKey: "type" },
      { name: "startTime", number: 2, doc: "When its pods were first made, or made again after it was suspended.", type: "time" },
      { name: "completionTime", number: 3, doc: "When it succeeded.", type: "time" },
      { name: "active", number: 4, doc: "Pods that wait or run.", type: "int32" },
      { name: "succeeded", number: 5, doc: "Pods that succeeded.", type: "int32" },
      { name: "failed", number: 6, doc: "Pods that failed.", type: "int32" },
      { name: "completedIndexes", number: 7, doc: "The numbers that succeeded, such as 1,3-5,7.", type: "string" },
      { name: "uncountedTerminatedPods", number: 8, doc: "Pods that have ended and are not counted yet.", type: "message", message: () => UncountedTerminatedPods },
      { name: "ready", number: 9, doc: "Active pods that are ready.", type: "int32" },
      { name: "failedIndexes", number: 10, doc: "The numbers that failed, such as 1,3-5,7.", type: "string" },
      { name: "terminating", number: 11, doc: "Pods that are being stopped.", type: "int32" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(10);
      { const start = writer.begin(); JobCondition.encode(item, writer); writer.end(start); }
    }
    const startTimeValue = message.startTime;
    if (startTimeValue !== undefined) { writer.tag(18); { const start = writer.begin(); writeTime(startTimeValue, writer); writer.end(start); } }
    const completionTimeValue = message.completionTime;
    if (completionTimeValue !== undefined) { writer.tag(26); { const start = writer.begin(); writeTime(completionTimeValue, writer); writer.end(start); } }
    if (message.active !== undefined) { writer.tag(32); writer.signed(message.active); }
    if (message.succeeded !== undefined) { writer.tag(40); writer.signed(message.succeeded); }
    if (message.failed !== undefined) { writer.tag(48); writer.signed(message.failed); }
    if (message.completedIndexes !== undefined) { writer.tag(58); writer.string(message.completedIndexes); }
    const uncountedTerminatedPodsValue = message.uncountedTerminatedPods;
    if (uncountedTerminatedPodsValue !== undefined) { writer.tag(66); { const start = writer.begin(); UncountedTerminatedPods.encode(uncountedTerminatedPodsValue, writer); writer.end(start); } }
    if (message.ready !== undefined) { writer.tag(72); writer.signed(message.ready); }
    if (message.failedIndexes !== undefined) { writer.tag(82); writer.string(message.failedIndexes); }
    if (message.terminating !== undefined) { writer.tag(88); writer.signed(message.terminating); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyJobStatus ??= JobStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<JobStatus> = {  };
    let conditionsAll: JobCondition[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (conditionsAll ??= []).push(reader.message(JobCondition.decode));
          break;
        case 18:
          message.startTime = reader.message(readTime);
          break;
        case 26:
          message.completionTime = reader.message(readTime);
          break;
        case 32:
          message.active = reader.signed();
          break;
        case 40:
          message.succeeded = reader.signed();
          break;
        case 48:
          message.failed = reader.signed();
          break;
        case 58:
          message.completedIndexes = reader.string();
          break;
        case 66:
          message.uncountedTerminatedPods = reader.message(UncountedTerminatedPods.decode);
          break;
        case 72:
          message.ready = reader.signed();
          break;
        case 82:
          message.failedIndexes = reader.string();
          break;
        case 88:
          message.terminating = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (conditionsAll !== undefined) message.conditions = conditionsAll;
    return message;
  },
};

/** Uids of pods that have ended and are not counted yet. */
export interface UncountedTerminatedPods extends Message {
  /** Of those that succeeded. */
  readonly succeeded?: readonly string[];
  /** Of those that failed. */
  readonly failed?: readonly string[];
}

let emptyUncountedTerminatedPods: UncountedTerminatedPods | undefined;

export const UncountedTerminatedPods: MessageType<UncountedTerminatedPods> = {
  name: 'k8s.io.api.batch.v1.UncountedTerminatedPods',
  schema: {
    doc: "Uids of pods that have ended and are not counted yet.",
    fields: [
      { name: "succeeded", number: 1, doc: "Of those that succeeded.", type: "string", container: "list", listType: "set" },
      { name: "failed", number: 2, doc: "Of those that failed.", type: "string", container: "list", listType: "set" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.succeeded !== undefined) for (const item of message.succeeded) {
      writer.tag(10);
      writer.string(item);
    }
    if (message.failed !== undefined) for (const item of message.failed) {
      writer.tag(18);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyUncountedTerminatedPods ??= UncountedTerminatedPods.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<UncountedTerminatedPods> = {  };
    let succeededAll: string[] | undefined;
    let failedAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (succeededAll ??= []).push(reader.string());
          break;
        case 18:
          (failedAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (succeededAll !== undefined) message.succeeded = succeededAll;
    if (failedAll !== undefined) message.failed = failedAll;
    return message;
  },
};

/** One fact about a Job. */
export interface JobCondition extends Message {
  /** The fact's name. */
  readonly type: string;
  /** Whether it holds: True, False or Unknown. */
  readonly status: string;
  /** When it was last checked. */
  readonly lastProbeTime?: Time;
  /** When it last changed. */
  readonly lastTransitionTime?: Time;
  /** Why, as one word. */
  readonly reason?: string;
  /** Why, for people. */
  readonly message?: string;
}

let emptyJobCondition: JobCondition | undefined;

export const JobCondition: MessageType<JobCondition> = {
  name: 'k8s.io.api.batch.v1.JobCondition',
  schema: {
    doc: "One fact about a Job.",
    fields: [
      { name: "type", number: 1, doc: "The fact's name.", type: "string", required: true },
      { name: "status", number: 2, doc: "Whether it holds: True, False or Unknown.", type: "string", required: true, oneOf: ["True","False","Unknown"] },
      { name: "lastProbeTime", number: 3, doc: "When it was last checked.", type: "time" },
      { name: "lastTransitionTime", number: 4, doc: "When it last changed.", type: "time" },
      { name: "reason", number: 5, doc: "Why, as one word.", type: "string" },
      { name: "message", number: 6, doc: "Why, for people.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    { writer.tag(18); writer.string(message.status); }
    const lastProbeTimeValue = message.lastProbeTime;
    if (lastProbeTimeValue !== undefined) { writer.tag(26); { const start = writer.begin(); writeTime(lastProbeTimeValue, writer); writer.end(start); } }
    const lastTransitionTimeValue = message.lastTransitionTime;
    if (lastTransitionTimeValue !== undefined) { writer.tag(34); { const start = writer.begin(); writeTime(lastTransitionTimeValue, writer); writer.end(start); } }
    if (message.reason !== undefined) { writer.tag(42); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(50); writer.string(message.message); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyJobCondition ??= JobCondition.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<JobCondition> = { type: '', status: '' };
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
          message.lastProbeTime = reader.message(readTime);
          break;
        case 34:
          message.lastTransitionTime = reader.message(readTime);
          break;
        case 42:
          message.reason = reader.string();
          break;
        case 50:
          message.message = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Makes a job again and again, at given times. */
export interface CronJob extends Message {
  readonly apiVersion: 'batch/v1';
  readonly kind: 'CronJob';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** When jobs are made and what they look like. */
  readonly spec: CronJobSpec;
  /** What has been made so far. */
  readonly status?: CronJobStatus;
}

let emptyCronJob: CronJob | undefined;

export const CronJob: KindType<CronJob> = {
  name: 'k8s.io.api.batch.v1.CronJob',
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  schema: {
    doc: "Makes a job again and again, at given times.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "When jobs are made and what they look like.", type: "message", message: () => CronJobSpec, required: true },
      { name: "status", number: 3, doc: "What has been made so far.", type: "message", message: () => CronJobStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); CronJobSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); CronJobStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCronJob ??= CronJob.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CronJob> = { apiVersion: 'batch/v1', kind: 'CronJob', metadata: ObjectMeta.empty(), spec: CronJobSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(CronJobSpec.decode);
          break;
        case 26:
          message.status = reader.message(CronJobStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** When jobs are made, what they look like, and how many are kept. */
export interface CronJobSpec extends Message {
  /** The times: minute, hour, day of month, month and day of week, or a word such as @daily. */
  readonly schedule: string;
  /** Seconds by which a job may begin late; a time missed by more is left out. */
  readonly startingDeadlineSeconds?: number;
  /** When the last job still runs: Allow another, Forbid it, or Replace the old one. */
  readonly concurrencyPolicy?: string;
  /** Whether no more jobs are made. */
  readonly suspend?: boolean;
  /** What a job looks like. */
  readonly jobTemplate: JobTemplateSpec;
  /** How many jobs that succeeded are kept. */
  readonly successfulJobsHistoryLimit?: number;
  /** How many jobs that failed are kept. */
  readonly failedJobsHistoryLimit?: number;
  /** The time zone of the schedule, such as Europe/Berlin; UTC when absent. */
  readonly timeZone?: string;
}

let emptyCronJobSpec: CronJobSpec | undefined;

export const CronJobSpec: MessageType<CronJobSpec> = {
  name: 'k8s.io.api.batch.v1.CronJobSpec',
  schema: {
    doc: "When jobs are made, what they look like, and how many are kept.",
    fields: [
      { name: "schedule", number: 1, doc: "The times: minute, hour, day of month, month and day of week, or a word such as @daily.", type: "string", required: true },
      { name: "startingDeadlineSeconds", number: 2, doc: "Seconds by which a job may begin late; a time missed by more is left out.", type: "int64", min: 0 },
      { name: "concurrencyPolicy", number: 3, doc: "When the last job still runs: Allow another, Forbid it, or Replace the old one.", type: "string", default: "Allow", oneOf: ["Allow","Forbid","Replace"] },
      { name: "suspend", number: 4, doc: "Whether no more jobs are made.", type: "bool", default: false },
      { name: "jobTemplate", number: 5, doc: "What a job looks like.", type: "message", message: () => JobTemplateSpec, required: true },
      { name: "successfulJobsHistoryLimit", number: 6, doc: "How many jobs that succeeded are kept.", type: "int32", default: 3, min: 0 },
      { name: "failedJobsHistoryLimit", number: 7, doc: "How many jobs that failed are kept.", type: "int32", default: 1, min: 0 },
      { name: "timeZone", number: 8, doc: "The time zone of the schedule, such as Europe/Berlin; UTC when absent.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.schedule); }
    if (message.startingDeadlineSeconds !== undefined) { writer.tag(16); writer.signed(message.startingDeadlineSeconds); }
    if (message.concurrencyPolicy !== undefined) { writer.tag(26); writer.string(message.concurrencyPolicy); }
    if (message.suspend !== undefined) { writer.tag(32); writer.bool(message.suspend); }
    { writer.tag(42); { const start = writer.begin(); JobTemplateSpec.encode(message.jobTemplate, writer); writer.end(start); } }
    if (message.successfulJobsHistoryLimit !== undefined) { writer.tag(48); writer.signed(message.successfulJobsHistoryLimit); }
    if (message.failedJobsHistoryLimit !== undefined) { writer.tag(56); writer.signed(message.failedJobsHistoryLimit); }
    if (message.timeZone !== undefined) { writer.tag(66); writer.string(message.timeZone); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCronJobSpec ??= CronJobSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CronJobSpec> = { schedule: '', jobTemplate: JobTemplateSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.schedule = reader.string();
          break;
        case 16:
          message.startingDeadlineSeconds = reader.signed();
          break;
        case 26:
          message.concurrencyPolicy = reader.string();
          break;
        case 32:
          message.suspend = reader.bool();
          break;
        case 42:
          message.jobTemplate = reader.message(JobTemplateSpec.decode);
          break;
        case 48:
          message.successfulJobsHistoryLimit = reader.signed();
          break;
        case 56:
          message.failedJobsHistoryLimit = reader.signed();
          break;
        case 66:
          message.timeZone = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a job looks like that is made from a template. */
export interface JobTemplateSpec extends Message {
  /** Labels and annotations of the jobs. */
  readonly metadata?: ObjectMeta;
  /** What the jobs run. */
  readonly spec: JobSpec;
}

let emptyJobTemplateSpec: JobTemplateSpec | undefined;

export const JobTemplateSpec: MessageType<JobTemplateSpec> = {
  name: 'k8s.io.api.batch.v1.JobTemplateSpec',
  schema: {
    doc: "What a job looks like that is made from a template.",
    fields: [
      { name: "metadata", number: 1, doc: "Labels and annotations of the jobs.", type: "message", message: () => ObjectMeta },
      { name: "spec", number: 2, doc: "What the jobs run.", type: "message", message: () => JobSpec, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const metadataValue = message.metadata;
    if (metadataValue !== undefined) { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(metadataValue, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); JobSpec.encode(message.spec, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyJobTemplateSpec ??= JobTemplateSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<JobTemplateSpec> = { spec: JobSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(JobSpec.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a CronJob has made. */
export interface CronJobStatus extends Message {
  /** The jobs that run. */
  readonly active?: readonly ObjectReference[];
  /** When a job was last made. */
  readonly lastScheduleTime?: Time;
  /** When a job last succeeded. */
  readonly lastSuccessfulTime?: Time;
}

let emptyCronJobStatus: CronJobStatus | undefined;

export const CronJobStatus: MessageType<CronJobStatus> = {
  name: 'k8s.io.api.batch.v1.CronJobStatus',
  schema: {
    doc: "What a CronJob has made.",
    fields: [
      { name: "active", number: 1, doc: "The jobs that run.", type: "message", container: "list", message: () => ObjectReference },
      { name: "lastScheduleTime", number: 4, doc: "When a job was last made.", type: "time" },
      { name: "lastSuccessfulTime", number: 5, doc: "When a job last succeeded.", type: "time" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.active !== undefined) for (const item of message.active) {
      writer.tag(10);
      { const start = writer.begin(); ObjectReference.encode(item, writer); writer.end(start); }
    }
    const lastScheduleTimeValue = message.lastScheduleTime;
    if (lastScheduleTimeValue !== undefined) { writer.tag(34); { const start = writer.begin(); writeTime(lastScheduleTimeValue, writer); writer.end(start); } }
    const lastSuccessfulTimeValue = message.lastSuccessfulTime;
    if (lastSuccessfulTimeValue !== undefined) { writer.tag(42); { const start = writer.begin(); writeTime(lastSuccessfulTimeValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCronJobStatus ??= CronJobStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CronJobStatus> = {  };
    let activeAll: ObjectReference[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (activeAll ??= []).push(reader.message(ObjectReference.decode));
          break;
        case 34:
          message.lastScheduleTime = reader.message(readTime);
          break;
        case 42:
          message.lastSuccessfulTime = reader.message(readTime);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (activeAll !== undefined) message.active = activeAll;
    return message;
  },
};
