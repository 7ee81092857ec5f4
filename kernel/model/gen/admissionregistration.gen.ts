// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/admissionregistration/admissionregistration.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { inlinedPart, knownFields, putInlined } from '#kernel/model/inline.ts';
import { ObjectMeta, Condition, LabelSelector } from '#kernel/model/gen/meta.gen.ts';

/** Webhooks that may change objects before they are written. */
export interface MutatingWebhookConfiguration extends Message {
  readonly apiVersion: 'admissionregistration.k8s.io/v1';
  readonly kind: 'MutatingWebhookConfiguration';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** The webhooks, called one after the other. */
  readonly webhooks?: readonly MutatingWebhook[];
}

let emptyMutatingWebhookConfiguration: MutatingWebhookConfiguration | undefined;

export const MutatingWebhookConfiguration: KindType<MutatingWebhookConfiguration> = {
  name: 'k8s.io.api.admissionregistration.v1.MutatingWebhookConfiguration',
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  schema: {
    doc: "Webhooks that may change objects before they are written.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "webhooks", number: 2, doc: "The webhooks, called one after the other.", type: "message", container: "list", message: () => MutatingWebhook, listKey: ["name"], patchStrategy: ["merge"], patchMergeKey: "name" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    if (message.webhooks !== undefined) for (const item of message.webhooks) {
      writer.tag(18);
      { const start = writer.begin(); MutatingWebhook.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyMutatingWebhookConfiguration ??= MutatingWebhookConfiguration.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<MutatingWebhookConfiguration> = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration', metadata: ObjectMeta.empty() };
    let webhooksAll: MutatingWebhook[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          (webhooksAll ??= []).push(reader.message(MutatingWebhook.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (webhooksAll !== undefined) message.webhooks = webhooksAll;
    return message;
  },
};

/** A webhook that may change objects. */
export interface MutatingWebhook extends Message {
  /** A name with a domain, such as add-sidecar.example.com. */
  readonly name: string;
  /** Where it is called. */
  readonly clientConfig: AdmissionWebhookClientConfig;
  /** Which operations on which resources it is asked about. */
  readonly rules?: readonly RuleWithOperations[];
  /** What holds when it can't be asked: Fail refuses the write, Ignore lets it pass. */
  readonly failurePolicy?: string;
  /** Which namespaces' objects it is asked about; all when empty. */
  readonly namespaceSelector?: LabelSelector;
  /** Whether calling it changes anything outside: None or NoneOnDryRun. */
  readonly sideEffects: string;
  /** Seconds after which it counts as not to be asked. */
  readonly timeoutSeconds?: number;
  /** The versions of AdmissionReview it understands, best first. */
  readonly admissionReviewVersions: readonly string[];
  /** Exact: only the versions in `rules`. Equivalent: the same resources in other versions too. */
  readonly matchPolicy?: string;
  /** Whether it is asked again after others have changed the object: Never or IfNeeded. */
  readonly reinvocationPolicy?: string;
  /** Labels of the objects it is asked about; all when empty. */
  readonly objectSelector?: LabelSelector;
  /** Expressions that must all hold for it to be asked, at most 64. */
  readonly matchConditions?: readonly MatchCondition[];
}

let emptyMutatingWebhook: MutatingWebhook | undefined;

export const MutatingWebhook: MessageType<MutatingWebhook> = {
  name: 'k8s.io.api.admissionregistration.v1.MutatingWebhook',
  schema: {
    doc: "A webhook that may change objects.",
    fields: [
      { name: "name", number: 1, doc: "A name with a domain, such as add-sidecar.example.com.", type: "string", required: true },
      { name: "clientConfig", number: 2, doc: "Where it is called.", type: "message", message: () => AdmissionWebhookClientConfig, required: true },
      { name: "rules", number: 3, doc: "Which operations on which resources it is asked about.", type: "message", container: "list", message: () => RuleWithOperations },
      { name: "failurePolicy", number: 4, doc: "What holds when it can't be asked: Fail refuses the write, Ignore lets it pass.", type: "string", default: "Fail", oneOf: ["Ignore","Fail"] },
      { name: "namespaceSelector", number: 5, doc: "Which namespaces' objects it is asked about; all when empty.", type: "message", message: () => LabelSelector, default: {} },
      { name: "sideEffects", number: 6, doc: "Whether calling it changes anything outside: None or NoneOnDryRun.", type: "string", required: true, oneOf: ["None","NoneOnDryRun"] },
      { name: "timeoutSeconds", number: 7, doc: "Seconds after which it counts as not to be asked.", type: "int32", default: 10, min: 1, max: 30 },
      { name: "admissionReviewVersions", number: 8, doc: "The versions of AdmissionReview it understands, best first.", type: "string", container: "list", required: true },
      { name: "matchPolicy", number: 9, doc: "Exact: only the versions in `rules`. Equivalent: the same resources in other versions too.", type: "string", default: "Equivalent", oneOf: ["Exact","Equivalent"] },
      { name: "reinvocationPolicy", number: 10, doc: "Whether it is asked again after others have changed the object: Never or IfNeeded.", type: "string", default: "Never", oneOf: ["Never","IfNeeded"] },
      { name: "objectSelector", number: 11, doc: "Labels of the objects it is asked about; all when empty.", type: "message", message: () => LabelSelector, default: {} },
      { name: "matchConditions", number: 12, doc: "Expressions that must all hold for it to be asked, at most 64.", type: "message", container: "list", message: () => MatchCondition, listKey: ["name"], patchStrategy: ["merge"], patchMergeKey: "name", max: 64 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); { const start = writer.begin(); AdmissionWebhookClientConfig.encode(message.clientConfig, writer); writer.end(start); } }
    if (message.rules !== undefined) for (const item of message.rules) {
      writer.tag(26);
      { const start = writer.begin(); RuleWithOperations.encode(item, writer); writer.end(start); }
    }
    if (message.failurePolicy !== undefined) { writer.tag(34); writer.string(message.failurePolicy); }
    const namespaceSelectorValue = message.namespaceSelector;
    if (namespaceSelectorValue !== undefined) { writer.tag(42); { const start = writer.begin(); LabelSelector.encode(namespaceSelectorValue, writer); writer.end(start); } }
    { writer.tag(50); writer.string(message.sideEffects); }
    if (message.timeoutSeconds !== undefined) { writer.tag(56); writer.signed(message.timeoutSeconds); }
    if (message.admissionReviewVersions !== undefined) for (const item of message.admissionReviewVersions) {
      writer.tag(66);
      writer.string(item);
    }
    if (message.matchPolicy !== undefined) { writer.tag(74); writer.string(message.matchPolicy); }
    if (message.reinvocationPolicy !== undefined) { writer.tag(82); writer.string(message.reinvocationPolicy); }
    const objectSelectorValue = message.objectSelector;
    if (objectSelectorValue !== undefined) { writer.tag(90); { const start = writer.begin(); LabelSelector.encode(objectSelectorValue, writer); writer.end(start); } }
    if (message.matchConditions !== undefined) for (const item of message.matchConditions) {
      writer.tag(98);
      { const start = writer.begin(); MatchCondition.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyMutatingWebhook ??= MutatingWebhook.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<MutatingWebhook> = { name: '', clientConfig: AdmissionWebhookClientConfig.empty(), sideEffects: '', admissionReviewVersions: [] };
    let rulesAll: RuleWithOperations[] | undefined;
    let admissionReviewVersionsAll: string[] | undefined;
    let matchConditionsAll: MatchCondition[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.clientConfig = reader.message(AdmissionWebhookClientConfig.decode);
          break;
        case 26:
          (rulesAll ??= []).push(reader.message(RuleWithOperations.decode));
          break;
        case 34:
          message.failurePolicy = reader.string();
          break;
        case 42:
          message.namespaceSelector = reader.message(LabelSelector.decode);
          break;
        case 50:
          message.sideEffects = reader.string();
          break;
        case 56:
          message.timeoutSeconds = reader.signed();
          break;
        case 66:
          (admissionReviewVersionsAll ??= []).push(reader.string());
          break;
        case 74:
          message.matchPolicy = reader.string();
          break;
        case 82:
          message.reinvocationPolicy = reader.string();
          break;
        case 90:
          message.objectSelector = reader.message(LabelSelector.decode);
          break;
        case 98:
          (matchConditionsAll ??= []).push(reader.message(MatchCondition.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (rulesAll !== undefined) message.rules = rulesAll;
    if (admissionReviewVersionsAll !== undefined) message.admissionReviewVersions = admissionReviewVersionsAll;
    if (matchConditionsAll !== undefined) message.matchConditions = matchConditionsAll;
    return message;
  },
};

/** Webhooks that may refuse objects before they are written. */
export interface ValidatingWebhookConfiguration extends Message {
  readonly apiVersion: 'admissionregistration.k8s.io/v1';
  readonly kind: 'ValidatingWebhookConfiguration';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** The webhooks, called all at once. */
  readonly webhooks?: readonly ValidatingWebhook[];
}

let emptyValidatingWebhookConfiguration: ValidatingWebhookConfiguration | undefined;

export const ValidatingWebhookConfiguration: KindType<ValidatingWebhookConfiguration> = {
  name: 'k8s.io.api.admissionregistration.v1.ValidatingWebhookConfiguration',
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  schema: {
    doc: "Webhooks that may refuse objects before they are written.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "webhooks", number: 2, doc: "The webhooks, called all at once.", type: "message", container: "list", message: () => ValidatingWebhook, listKey: ["name"], patchStrategy: ["merge"], patchMergeKey: "name" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    if (message.webhooks !== undefined) for (const item of message.webhooks) {
      writer.tag(18);
      { const start = writer.begin(); ValidatingWebhook.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyValidatingWebhookConfiguration ??= ValidatingWebhookConfiguration.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ValidatingWebhookConfiguration> = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration', metadata: ObjectMeta.empty() };
    let webhooksAll: ValidatingWebhook[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          (webhooksAll ??= []).push(reader.message(ValidatingWebhook.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (webhooksAll !== undefined) message.webhooks = webhooksAll;
    return message;
  },
};

/** A webhook that may refuse objects. */
export interface ValidatingWebhook extends Message {
  /** A name with a domain, such as check-image.example.com. */
  readonly name: string;
  /** Where it is called. */
  readonly clientConfig: AdmissionWebhookClientConfig;
  /** Which operations on which resources it is asked about. */
  readonly rules?: readonly RuleWithOperations[];
  /** What holds when it can't be asked: Fail refuses the write, Ignore lets it pass. */
  readonly failurePolicy?: string;
  /** Which namespaces' objects it is asked about; all when empty. */
  readonly namespaceSelector?: LabelSelector;
  /** Whether calling it changes anything outside: None or NoneOnDryRun. */
  readonly sideEffects: string;
  /** Seconds after which it counts as not to be asked. */
  readonly timeoutSeconds?: number;
  /** The versions of AdmissionReview it understands, best first. */
  readonly admissionReviewVersions: readonly string[];
  /** Exact: only the versions in `rules`. Equivalent: the same resources in other versions too. */
  readonly matchPolicy?: string;
  /** Labels of the objects it is asked about; all when empty. */
  readonly objectSelector?: LabelSelector;
  /** Expressions that must all hold for it to be asked, at most 64. */
  readonly matchConditions?: readonly MatchCondition[];
}

let emptyValidatingWebhook: ValidatingWebhook | undefined;

export const ValidatingWebhook: MessageType<ValidatingWebhook> = {
  name: 'k8s.io.api.admissionregistration.v1.ValidatingWebhook',
  schema: {
    doc: "A webhook that may refuse objects.",
    fields: [
      { name: "name", number: 1, doc: "A name with a domain, such as check-image.example.com.", type: "string", required: true },
      { name: "clientConfig", number: 2, doc: "Where it is called.", type: "message", message: () => AdmissionWebhookClientConfig, required: true },
      { name: "rules", number: 3, doc: "Which operations on which resources it is asked about.", type: "message", container: "list", message: () => RuleWithOperations },
      { name: "failurePolicy", number: 4, doc: "What holds when it can't be asked: Fail refuses the write, Ignore lets it pass.", type: "string", default: "Fail", oneOf: ["Ignore","Fail"] },
      { name: "namespaceSelector", number: 5, doc: "Which namespaces' objects it is asked about; all when empty.", type: "message", message: () => LabelSelector, default: {} },
      { name: "sideEffects", number: 6, doc: "Whether calling it changes anything outside: None or NoneOnDryRun.", type: "string", required: true, oneOf: ["None","NoneOnDryRun"] },
      { name: "timeoutSeconds", number: 7, doc: "Seconds after which it counts as not to be asked.", type: "int32", default: 10, min: 1, max: 30 },
      { name: "admissionReviewVersions", number: 8, doc: "The versions of AdmissionReview it understands, best first.", type: "string", container: "list", required: true },
      { name: "matchPolicy", number: 9, doc: "Exact: only the versions in `rules`. Equivalent: the same resources in other versions too.", type: "string", default: "Equivalent", oneOf: ["Exact","Equivalent"] },
      { name: "objectSelector", number: 10, doc: "Labels of the objects it is asked about; all when empty.", type: "message", message: () => LabelSelector, default: {} },
      { name: "matchConditions", number: 11, doc: "Expressions that must all hold for it to be asked, at most 64.", type: "message", container: "list", message: () => MatchCondition, listKey: ["name"], patchStrategy: ["merge"], patchMergeKey: "name", max: 64 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); { const start = writer.begin(); AdmissionWebhookClientConfig.encode(message.clientConfig, writer); writer.end(start); } }
    if (message.rules !== undefined) for (const item of message.rules) {
      writer.tag(26);
      { const start = writer.begin(); RuleWithOperations.encode(item, writer); writer.end(start); }
    }
    if (message.failurePolicy !== undefined) { writer.tag(34); writer.string(message.failurePolicy); }
    const namespaceSelectorValue = message.namespaceSelector;
    if (namespaceSelectorValue !== undefined) { writer.tag(42); { const start = writer.begin(); LabelSelector.encode(namespaceSelectorValue, writer); writer.end(start); } }
    { writer.tag(50); writer.string(message.sideEffects); }
    if (message.timeoutSeconds !== undefined) { writer.tag(56); writer.signed(message.timeoutSeconds); }
    if (message.admissionReviewVersions !== undefined) for (const item of message.admissionReviewVersions) {
      writer.tag(66);
      writer.string(item);
    }
    if (message.matchPolicy !== undefined) { writer.tag(74); writer.string(message.matchPolicy); }
    const objectSelectorValue = message.objectSelector;
    if (objectSelectorValue !== undefined) { writer.tag(82); { const start = writer.begin(); LabelSelector.encode(objectSelectorValue, writer); writer.end(start); } }
    if (message.matchConditions !== undefined) for (const item of message.matchConditions) {
      writer.tag(90);
      { const start = writer.begin(); MatchCondition.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyValidatingWebhook ??= ValidatingWebhook.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ValidatingWebhook> = { name: '', clientConfig: AdmissionWebhookClientConfig.empty(), sideEffects: '', admissionReviewVersions: [] };
    let rulesAll: RuleWithOperations[] | undefined;
    let admissionReviewVersionsAll: string[] | undefined;
    let matchConditionsAll: MatchCondition[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.clientConfig = reader.message(AdmissionWebhookClientConfig.decode);
          break;
        case 26:
          (rulesAll ??= []).push(reader.message(RuleWithOperations.decode));
          break;
        case 34:
          message.failurePolicy = reader.string();
          break;
        case 42:
          message.namespaceSelector = reader.message(LabelSelector.decode);
          break;
        case 50:
          message.sideEffects = reader.string();
          break;
        case 56:
          message.timeoutSeconds = reader.signed();
          break;
        case 66:
          (admissionReviewVersionsAll ??= []).push(reader.string());
          break;
        case 74:
          message.matchPolicy = reader.string();
          break;
        case 82:
          message.objectSelector = reader.message(LabelSelector.decode);
          break;
        case 90:
          (matchConditionsAll ??= []).push(reader.message(MatchCondition.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (rulesAll !== undefined) message.rules = rulesAll;
    if (admissionReviewVersionsAll !== undefined) message.admissionReviewVersions = admissionReviewVersionsAll;
    if (matchConditionsAll !== undefined) message.matchConditions = matchConditionsAll;
    return message;
  },
};

/** Where a webhook is called. Exactly one of url and service is set. */
export interface AdmissionWebhookClientConfig extends Message {
  /** A Service. */
  readonly service?: AdmissionServiceReference;
  /** The certificates that the webhook's must descend from, as PEM; those of the master's system when absent. */
  readonly caBundle?: Uint8Array;
  /** An https address. */
  readonly url?: string;
}

let emptyAdmissionWebhookClientConfig: AdmissionWebhookClientConfig | undefined;

export const AdmissionWebhookClientConfig: MessageType<AdmissionWebhookClientConfig> = {
  name: 'k8s.io.api.admissionregistration.v1.AdmissionWebhookClientConfig',
  schema: {
    doc: "Where a webhook is called. Exactly one of url and service is set.",
    fields: [
      { name: "service", number: 1, doc: "A Service.", type: "message", message: () => AdmissionServiceReference },
      { name: "caBundle", number: 2, doc: "The certificates that the webhook's must descend from, as PEM; those of the master's system when absent.", type: "bytes" },
      { name: "url", number: 3, doc: "An https address.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const serviceValue = message.service;
    if (serviceValue !== undefined) { writer.tag(10); { const start = writer.begin(); AdmissionServiceReference.encode(serviceValue, writer); writer.end(start); } }
    if (message.caBundle !== undefined) { writer.tag(18); writer.bytes(message.caBundle); }
    if (message.url !== undefined) { writer.tag(26); writer.string(message.url); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAdmissionWebhookClientConfig ??= AdmissionWebhookClientConfig.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AdmissionWebhookClientConfig> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.service = reader.message(AdmissionServiceReference.decode);
          break;
        case 18:
          message.caBundle = reader.bytes();
          break;
        case 26:
          message.url = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A Service that serves a webhook. */
export interface AdmissionServiceReference extends Message {
  /** Its namespace. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
  /** The path that is asked for. */
  readonly path?: string;
  /** The port. */
  readonly port?: number;
}

let emptyAdmissionServiceReference: AdmissionServiceReference | undefined;

export const AdmissionServiceReference: MessageType<AdmissionServiceReference> = {
  name: 'k8s.io.api.admissionregistration.v1.AdmissionServiceReference',
  schema: {
    doc: "A Service that serves a webhook.",
    fields: [
      { name: "namespace", number: 1, doc: "Its namespace.", type: "string", required: true },
      { name: "name", number: 2, doc: "Its name.", type: "string", required: true },
      { name: "path", number: 3, doc: "The path that is asked for.", type: "string" },
      { name: "port", number: 4, doc: "The port.", type: "int32", default: 443, min: 1, max: 65535 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.namespace); }
    { writer.tag(18); writer.string(message.name); }
    if (message.path !== undefined) { writer.tag(26); writer.string(message.path); }
    if (message.port !== undefined) { writer.tag(32); writer.signed(message.port); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAdmissionServiceReference ??= AdmissionServiceReference.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AdmissionServiceReference> = { namespace: '', name: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.namespace = reader.string();
          break;
        case 18:
          message.name = reader.string();
          break;
        case 26:
          message.path = reader.string();
          break;
        case 32:
          message.port = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Operations on resources. */
export interface RuleWithOperations extends Rule {
  /** CREATE, UPDATE, DELETE, CONNECT; * is all. */
  readonly operations: readonly string[];
}

let emptyRuleWithOperations: RuleWithOperations | undefined;

export const RuleWithOperations: MessageType<RuleWithOperations> = {
  name: 'k8s.io.api.admissionregistration.v1.RuleWithOperations',
  schema: {
    doc: "Operations on resources.",
    fields: [
      { name: "operations", number: 1, doc: "CREATE, UPDATE, DELETE, CONNECT; * is all.", type: "string", container: "list", required: true, oneOf: ["*","CREATE","UPDATE","DELETE","CONNECT"] },
      { name: "rule", number: 2, doc: "The resources.", type: "message", message: () => Rule, required: true, inline: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.operations !== undefined) for (const item of message.operations) {
      writer.tag(10);
      writer.string(item);
    }
    writer.tag(18);
    { const start = writer.begin(); Rule.encode(inlinedPart(message), writer); writer.end(start); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRuleWithOperations ??= RuleWithOperations.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RuleWithOperations> = { operations: [], ...knownFields(Rule.decode(reader, reader.position)) };
    let operationsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (operationsAll ??= []).push(reader.string());
          break;
        case 18:
          putInlined(message, reader.message(Rule.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (operationsAll !== undefined) message.operations = operationsAll;
    return message;
  },
};

/** Resources by group, version and name. */
export interface Rule extends Message {
  /** The groups; the empty text is core, * is all. */
  readonly apiGroups?: readonly string[];
  /** The versions; * is all. */
  readonly apiVersions: readonly string[];
  /** The resources by their plural, such as pods or pods/log. A star stands for all, before and behind the slash. */
  readonly resources: readonly string[];
  /** Cluster, Namespaced or * for both. */
  readonly scope?: string;
}

let emptyRule: Rule | undefined;

export const Rule: MessageType<Rule> = {
  name: 'k8s.io.api.admissionregistration.v1.Rule',
  schema: {
    doc: "Resources by group, version and name.",
    fields: [
      { name: "apiGroups", number: 1, doc: "The groups; the empty text is core, * is all.", type: "string", container: "list" },
      { name: "apiVersions", number: 2, doc: "The versions; * is all.", type: "string", container: "list", required: true },
      { name: "resources", number: 3, doc: "The resources by their plural, such as pods or pods/log. A star stands for all, before and behind the slash.", type: "string", container: "list", required: true },
      { name: "scope", number: 4, doc: "Cluster, Namespaced or * for both.", type: "string", default: "*", oneOf: ["Cluster","Namespaced","*"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.apiGroups !== undefined) for (const item of message.apiGroups) {
      writer.tag(10);
      writer.string(item);
    }
    if (message.apiVersions !== undefined) for (const item of message.apiVersions) {
      writer.tag(18);
      writer.string(item);
    }
    if (message.resources !== undefined) for (const item of message.resources) {
      writer.tag(26);
      writer.string(item);
    }
    if (message.scope !== undefined) { writer.tag(34); writer.string(message.scope); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRule ??= Rule.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Rule> = { apiVersions: [], resources: [] };
    let apiGroupsAll: string[] | undefined;
    let apiVersionsAll: string[] | undefined;
    let resourcesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (apiGroupsAll ??= []).push(reader.string());
          break;
        case 18:
          (apiVersionsAll ??= []).push(reader.string());
          break;
        case 26:
          (resourcesAll ??= []).push(reader.string());
          break;
        case 34:
          message.scope = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (apiGroupsAll !== undefined) message.apiGroups = apiGroupsAll;
    if (apiVersionsAll !== undefined) message.apiVersions = apiVersionsAll;
    if (resourcesAll !== undefined) message.resources = resourcesAll;
    return message;
  },
};

/** An expression that must hold for a request to be looked at. */
export interface MatchCondition extends Message {
  /** A name for it. */
  readonly name: string;
  /** The CEL expression; it yields true or false. */
  readonly expression: string;
}

let emptyMatchCondition: MatchCondition | undefined;

export const MatchCondition: MessageType<MatchCondition> = {
  name: 'k8s.io.api.admissionregistration.v1.MatchCondition',
  schema: {
    doc: "An expression that must hold for a request to be looked at.",
    fields: [
      { name: "name", number: 1, doc: "A name for it.", type: "string", required: true, format: "qualified-name" },
      { name: "expression", number: 2, doc: "The CEL expression; it yields true or false.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); writer.string(message.expression); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyMatchCondition ??= MatchCondition.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<MatchCondition> = { name: '', expression: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.expression = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Rules, as CEL expressions, that objects must keep to. Bindings say where. */
export interface ValidatingAdmissionPolicy extends Message {
  readonly apiVersion: 'admissionregistration.k8s.io/v1';
  readonly kind: 'ValidatingAdmissionPolicy';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** The rules. */
  readonly spec: ValidatingAdmissionPolicySpec;
  /** Whether the expressions make sense. */
  readonly status?: ValidatingAdmissionPolicyStatus;
}

let emptyValidatingAdmissionPolicy: ValidatingAdmissionPolicy | undefined;

export const ValidatingAdmissionPolicy: KindType<ValidatingAdmissionPolicy> = {
  name: 'k8s.io.api.admissionregistration.v1.ValidatingAdmissionPolicy',
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  schema: {
    doc: "Rules, as CEL expressions, that objects must keep to. Bindings say where.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "The rules.", type: "message", message: () => ValidatingAdmissionPolicySpec, required: true },
      { name: "status", number: 3, doc: "Whether the expressions make sense.", type: "message", message: () => ValidatingAdmissionPolicyStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); ValidatingAdmissionPolicySpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); ValidatingAdmissionPolicyStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyValidatingAdmissionPolicy ??= ValidatingAdmissionPolicy.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ValidatingAdmissionPolicy> = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata: ObjectMeta.empty(), spec: ValidatingAdmissionPolicySpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(ValidatingAdmissionPolicySpec.decode);
          break;
        case 26:
          message.status = reader.message(ValidatingAdmissionPolicyStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The rules of a policy and what they are about. */
export interface ValidatingAdmissionPolicySpec extends Message {
  /** The kind of the objects that parameterize the policy; none when absent. */
  readonly paramKind?: ParamKind;
  /** Which requests the policy is about. */
  readonly matchConstraints: MatchResources;
  /** The rules; all must hold. */
  readonly validations?: readonly Validation[];
  /** What holds when an expression can't be evaluated: Fail or Ignore. */
  readonly failurePolicy?: string;
  /** What is noted in the audit log. */
  readonly auditAnnotations?: readonly AuditAnnotation[];
  /** Expressions that must all hold for a request to be looked at, at most 64. */
  readonly matchConditions?: readonly MatchCondition[];
  /** Named expressions that the others may use; each may use those before it. */
  readonly variables?: readonly Variable[];
}

let emptyValidatingAdmissionPolicySpec: ValidatingAdmissionPolicySpec | undefined;

export const ValidatingAdmissionPolicySpec: MessageType<ValidatingAdmissionPolicySpec> = {
  name: 'k8s.io.api.admissionregistration.v1.ValidatingAdmissionPolicySpec',
  schema: {
    doc: "The rules of a policy and what they are about.",
    fields: [
      { name: "paramKind", number: 1, doc: "The kind of the objects that parameterize the policy; none when absent.", type: "message", message: () => ParamKind },
      { name: "matchConstraints", number: 2, doc: "Which requests the policy is about.", type: "message", message: () => MatchResources, required: true },
      { name: "validations", number: 3, doc: "The rules; all must hold.", type: "message", container: "list", message: () => Validation },
      { name: "failurePolicy", number: 4, doc: "What holds when an expression can't be evaluated: Fail or Ignore.", type: "string", default: "Fail", oneOf: ["Ignore","Fail"] },
      { name: "auditAnnotations", number: 5, doc: "What is noted in the audit log.", type: "message", container: "list", message: () => AuditAnnotation },
      { name: "matchConditions", number: 6, doc: "Expressions that must all hold for a request to be looked at, at most 64.", type: "message", container: "list", message: () => MatchCondition, listKey: ["name"], patchStrategy: ["merge"], patchMergeKey: "name", max: 64 },
      { name: "variables", number: 7, doc: "Named expressions that the others may use; each may use those before it.", type: "message", container: "list", message: () => Variable, listKey: ["name"], patchStrategy: ["merge"], patchMergeKey: "name" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const paramKindValue = message.paramKind;
    if (paramKindValue !== undefined) { writer.tag(10); { const start = writer.begin(); ParamKind.encode(paramKindValue, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); MatchResources.encode(message.matchConstraints, writer); writer.end(start); } }
    if (message.validations !== undefined) for (const item of message.validations) {
      writer.tag(26);
      { const start = writer.begin(); Validation.encode(item, writer); writer.end(start); }
    }
    if (message.failurePolicy !== undefined) { writer.tag(34); writer.string(message.failurePolicy); }
    if (message.auditAnnotations !== undefined) for (const item of message.auditAnnotations) {
      writer.tag(42);
      { const start = writer.begin(); AuditAnnotation.encode(item, writer); writer.end(start); }
    }
    if (message.matchConditions !== undefined) for (const item of message.matchConditions) {
      writer.tag(50);
      { const start = writer.begin(); MatchCondition.encode(item, writer); writer.end(start); }
    }
    if (message.variables !== undefined) for (const item of message.variables) {
      writer.tag(58);
      { const start = writer.begin(); Variable.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyValidatingAdmissionPolicySpec ??= ValidatingAdmissionPolicySpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ValidatingAdmissionPolicySpec> = { matchConstraints: MatchResources.empty() };
    let validationsAll: Validation[] | undefined;
    let auditAnnotationsAll: AuditAnnotation[] | undefined;
    let matchConditionsAll: MatchCondition[] | undefined;
    let variablesAll: Variable[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.paramKind = reader.message(ParamKind.decode);
          break;
        case 18:
          message.matchConstraints = reader.message(MatchResources.decode);
          break;
        case 26:
          (validationsAll ??= []).push(reader.message(Validation.decode));
          break;
        case 34:
          message.failurePolicy = reader.string();
          break;
        case 42:
          (auditAnnotationsAll ??= []).push(reader.message(AuditAnnotation.decode));
          break;
        case 50:
          (matchConditionsAll ??= []).push(reader.message(MatchCondition.decode));
          break;
        case 58:
          (variablesAll ??= []).push(reader.message(Variable.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (validationsAll !== undefined) message.validations = validationsAll;
    if (auditAnnotationsAll !== undefined) message.auditAnnotations = auditAnnotationsAll;
    if (matchConditionsAll !== undefined) message.matchConditions = matchConditionsAll;
    if (variablesAll !== undefined) message.variables = variablesAll;
    return message;
  },
};

/** Names a kind. */
export interface ParamKind extends Message {
  /** Its apiVersion. */
  readonly apiVersion: string;
  /** Its kind. */
  readonly kind: string;
}

let emptyParamKind: ParamKind | undefined;

export const ParamKind: MessageType<ParamKind> = {
  name: 'k8s.io.api.admissionregistration.v1.ParamKind',
  schema: {
    doc: "Names a kind.",
    fields: [
      { name: "apiVersion", number: 1, doc: "Its apiVersion.", type: "string", required: true },
      { name: "kind", number: 2, doc: "Its kind.", type: "string", required: true },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.apiVersion); }
    { writer.tag(18); writer.string(message.kind); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyParamKind ??= ParamKind.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ParamKind> = { apiVersion: '', kind: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.apiVersion = reader.string();
          break;
        case 18:
          message.kind = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Which requests a policy is about. What is excluded wins. */
export interface MatchResources extends Message {
  /** Which namespaces' objects; all when empty. */
  readonly namespaceSelector?: LabelSelector;
  /** Labels of the objects; all when empty. */
  readonly objectSelector?: LabelSelector;
  /** Operations on resources; one must fit. */
  readonly resourceRules?: readonly NamedRuleWithOperations[];
  /** Operations on resources that are left out. */
  readonly excludeResourceRules?: readonly NamedRuleWithOperations[];
  /** Exact: only the versions in the rules. Equivalent: the same resources in other versions too. */
  readonly matchPolicy?: string;
}

let emptyMatchResources: MatchResources | undefined;

export const MatchResources: MessageType<MatchResources> = {
  name: 'k8s.io.api.admissionregistration.v1.MatchResources',
  schema: {
    doc: "Which requests a policy is about. What is excluded wins.",
    fields: [
      { name: "namespaceSelector", number: 1, doc: "Which namespaces' objects; all when empty.", type: "message", message: () => LabelSelector, default: {} },
      { name: "objectSelector", number: 2, doc: "Labels of the objects; all when empty.", type: "message", message: () => LabelSelector, default: {} },
      { name: "resourceRules", number: 3, doc: "Operations on resources; one must fit.", type: "message", container: "list", message: () => NamedRuleWithOperations },
      { name: "excludeResourceRules", number: 4, doc: "Operations on resources that are left out.", type: "message", container: "list", message: () => NamedRuleWithOperations },
      { name: "matchPolicy", number: 7, doc: "Exact: only the versions in the rules. Equivalent: the same resources in other versions too.", type: "string", default: "Equivalent", oneOf: ["Exact","Equivalent"] },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    const namespaceSelectorValue = message.namespaceSelector;
    if (namespaceSelectorValue !== undefined) { writer.tag(10); { const start = writer.begin(); LabelSelector.encode(namespaceSelectorValue, writer); writer.end(start); } }
    const objectSelectorValue = message.objectSelector;
    if (objectSelectorValue !== undefined) { writer.tag(18); { const start = writer.begin(); LabelSelector.encode(objectSelectorValue, writer); writer.end(start); } }
    if (message.resourceRules !== undefined) for (const item of message.resourceRules) {
      writer.tag(26);
      { const start = writer.begin(); NamedRuleWithOperations.encode(item, writer); writer.end(start); }
    }
    if (message.excludeResourceRules !== undefined) for (const item of message.excludeResourceRules) {
      writer.tag(34);
      { const start = writer.begin(); NamedRuleWithOperations.encode(item, writer); writer.end(start); }
    }
    if (message.matchPolicy !== undefined) { writer.tag(58); writer.string(message.matchPolicy); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyMatchResources ??= MatchResources.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<MatchResources> = {  };
    let resourceRulesAll: NamedRuleWithOperations[] | undefined;
    let excludeResourceRulesAll: NamedRuleWithOperations[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.namespaceSelector = reader.message(LabelSelector.decode);
          break;
        case 18:
          message.objectSelector = reader.message(LabelSelector.decode);
          break;
        case 26:
          (resourceRulesAll ??= []).push(reader.message(NamedRuleWithOperations.decode));
          break;
        case 34:
          (excludeResourceRulesAll ??= []).push(reader.message(NamedRuleWithOperations.decode));
          break;
        case 58:
          message.matchPolicy = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (resourceRulesAll !== undefined) message.resourceRules = resourceRulesAll;
    if (excludeResourceRulesAll !== undefined) message.excludeResourceRules = excludeResourceRulesAll;
    return message;
  },
};

/** Operations on resources, of objects by name. */
export interface NamedRuleWithOperations extends RuleWithOperations {
  /** The objects' names; every object when absent. */
  readonly resourceNames?: readonly string[];
}

let emptyNamedRuleWithOperations: NamedRuleWithOperations | undefined;

export const NamedRuleWithOperations: MessageType<NamedRuleWithOperations> = {
  name: 'k8s.io.api.admissionregistration.v1.NamedRuleWithOperations',
  schema: {
    doc: "Operations on resources, of objects by name.",
    fields: [
      { name: "resourceNames", number: 1, doc: "The objects' names; every object when absent.", type: "string", container: "list" },
      { name: "ruleWithOperations", number: 2, doc: "The operations and resources.", type: "message", message: () => RuleWithOperations, required: true, inline: true },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.resourceNames !== undefined) for (const item of message.resourceNames) {
      writer.tag(10);
      writer.string(item);
    }
    writer.tag(18);
    { const start = writer.begin(); RuleWithOperations.encode(inlinedPart(message), writer); writer.end(start); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNamedRuleWithOperations ??= NamedRuleWithOperations.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NamedRuleWithOperations> = { ...knownFields(RuleWithOperations.decode(reader, reader.position)) };
    let resourceNamesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (resourceNamesAll ??= []).push(reader.string());
          break;
        case 18:
          putInlined(message, reader.message(RuleWithOperations.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (resourceNamesAll !== undefined) message.resourceNames = resourceNamesAll;
    return message;
  },
};

/** A rule. */
export interface Validation extends Message {
  /** The CEL expression; it yields true or false. */
  readonly expression: string;
  /** What is said when it does not hold. */
  readonly message?: string;
  /** How the refusal is classed: Unauthorized, Forbidden, Invalid or RequestEntityTooLarge. */
  readonly reason?: string;
  /** A CEL expression that yields what is said, instead of message. */
  readonly messageExpression?: string;
}

let emptyValidation: Validation | undefined;

export const Validation: MessageType<Validation> = {
  name: 'k8s.io.api.admissionregistration.v1.Validation',
  schema: {
    doc: "A rule.",
    fields: [
      { name: "expression", number: 1, doc: "The CEL expression; it yields true or false.", type: "string", required: true },
      { name: "message", number: 2, doc: "What is said when it does not hold.", type: "string" },
      { name: "reason", number: 3, doc: "How the refusal is classed: Unauthorized, Forbidden, Invalid or RequestEntityTooLarge.", type: "string", oneOf: ["Unauthorized","Forbidden","Invalid","RequestEntityTooLarge"] },
      { name: "messageExpression", number: 4, doc: "A CEL expression that yields what is said, instead of message.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.expression); }
    if (message.message !== undefined) { writer.tag(18); writer.string(message.message); }
    if (message.reason !== undefined) { writer.tag(26); writer.string(message.reason); }
    if (message.messageExpression !== undefined) { writer.tag(34); writer.string(message.messageExpression); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyValidation ??= Validation.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Validation> = { expression: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.expression = reader.string();
          break;
        case 18:
          message.message = reader.string();
          break;
        case 26:
          message.reason = reader.string();
          break;
        case 34:
          message.messageExpression = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What is noted in the audit log. */
export interface AuditAnnotation extends Message {
  /** The note's name. */
  readonly key: string;
  /** The CEL expression that yields the note. */
  readonly valueExpression: string;
}

let emptyAuditAnnotation: AuditAnnotation | undefined;

export const AuditAnnotation: MessageType<AuditAnnotation> = {
  name: 'k8s.io.api.admissionregistration.v1.AuditAnnotation',
  schema: {
    doc: "What is noted in the audit log.",
    fields: [
      { name: "key", number: 1, doc: "The note's name.", type: "string", required: true },
      { name: "valueExpression", number: 2, doc: "The CEL expression that yields the note.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.key); }
    { writer.tag(18); writer.string(message.valueExpression); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAuditAnnotation ??= AuditAnnotation.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AuditAnnotation> = { key: '', valueExpression: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.key = reader.string();
          break;
        case 18:
          message.valueExpression = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A named expression. */
export interface Variable extends Message {
  /** The name: others write variables.NAME. */
  readonly name: string;
  /** The CEL expression. */
  readonly expression: string;
}

let emptyVariable: Variable | undefined;

export const Variable: MessageType<Variable> = {
  name: 'k8s.io.api.admissionregistration.v1.Variable',
  schema: {
    doc: "A named expression.",
    fields: [
      { name: "name", number: 1, doc: "The name: others write variables.NAME.", type: "string", required: true },
      { name: "expression", number: 2, doc: "The CEL expression.", type: "string", required: true },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); writer.string(message.expression); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyVariable ??= Variable.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Variable> = { name: '', expression: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.expression = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Whether a policy's expressions make sense. */
export interface ValidatingAdmissionPolicyStatus extends Message {
  /** The generation of the policy this status is about. */
  readonly observedGeneration?: number;
  /** What is wrong with the expressions; present once they were looked at. */
  readonly typeChecking?: TypeChecking;
  /** What holds for the policy. */
  readonly conditions?: readonly Condition[];
}

let emptyValidatingAdmissionPolicyStatus: ValidatingAdmissionPolicyStatus | undefined;

export const ValidatingAdmissionPolicyStatus: MessageType<ValidatingAdmissionPolicyStatus> = {
  name: 'k8s.io.api.admissionregistration.v1.ValidatingAdmissionPolicyStatus',
  schema: {
    doc: "Whether a policy's expressions make sense.",
    fields: [
      { name: "observedGeneration", number: 1, doc: "The generation of the policy this status is about.", type: "int64" },
      { name: "typeChecking", number: 2, doc: "What is wrong with the expressions; present once they were looked at.", type: "message", message: () => TypeChecking },
      { name: "conditions", number: 3, doc: "What holds for the policy.", type: "message", container: "list", message: () => Condition, listKey: ["type"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.observedGeneration !== undefined) { writer.tag(8); writer.signed(message.observedGeneration); }
    const typeCheckingValue = message.typeChecking;
    if (typeCheckingValue !== undefined) { writer.tag(18); { const start = writer.begin(); TypeChecking.encode(typeCheckingValue, writer); writer.end(start); } }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(26);
      { const start = writer.begin(); Condition.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyValidatingAdmissionPolicyStatus ??= ValidatingAdmissionPolicyStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ValidatingAdmissionPolicyStatus> = {  };
    let conditionsAll: Condition[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.observedGeneration = reader.signed();
          break;
        case 18:
          message.typeChecking = reader.message(TypeChecking.decode);
          break;
        case 26:
          (conditionsAll ??= []).push(reader.message(Condition.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (conditionsAll !== undefined) message.conditions = conditionsAll;
    return message;
  },
};

/** What is wrong with a policy's expressions. */
export interface TypeChecking extends Message {
  /** One entry an expression. */
  readonly expressionWarnings?: readonly ExpressionWarning[];
}

let emptyTypeChecking: TypeChecking | undefined;

export const TypeChecking: MessageType<TypeChecking> = {
  name: 'k8s.io.api.admissionregistration.v1.TypeChecking',
  schema: {
    doc: "What is wrong with a policy's expressions.",
    fields: [
      { name: "expressionWarnings", number: 1, doc: "One entry an expression.", type: "message", container: "list", message: () => ExpressionWarning },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.expressionWarnings !== undefined) for (const item of message.expressionWarnings) {
      writer.tag(10);
      { const start = writer.begin(); ExpressionWarning.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTypeChecking ??= TypeChecking.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TypeChecking> = {  };
    let expressionWarningsAll: ExpressionWarning[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (expressionWarningsAll ??= []).push(reader.message(ExpressionWarning.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (expressionWarningsAll !== undefined) message.expressionWarnings = expressionWarningsAll;
    return message;
  },
};

/** What is wrong with an expression. */
export interface ExpressionWarning extends Message {
  /** The field that holds it. */
  readonly fieldRef: string;
  /** What is wrong, for people. */
  readonly warning: string;
}

let emptyExpressionWarning: ExpressionWarning | undefined;

export const ExpressionWarning: MessageType<ExpressionWarning> = {
  name: 'k8s.io.api.admissionregistration.v1.ExpressionWarning',
  schema: {
    doc: "What is wrong with an expression.",
    fields: [
      { name: "fieldRef", number: 2, doc: "The field that holds it.", type: "string", required: true },
      { name: "warning", number: 3, doc: "What is wrong, for people.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(18); writer.string(message.fieldRef); }
    { writer.tag(26); writer.string(message.warning); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyExpressionWarning ??= ExpressionWarning.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ExpressionWarning> = { fieldRef: '', warning: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 18:
          message.fieldRef = reader.string();
          break;
        case 26:
          message.warning = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Puts a policy to work. */
export interface ValidatingAdmissionPolicyBinding extends Message {
  readonly apiVersion: 'admissionregistration.k8s.io/v1';
  readonly kind: 'ValidatingAdmissionPolicyBinding';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Which policy, where and how. */
  readonly spec: ValidatingAdmissionPolicyBindingSpec;
}

let emptyValidatingAdmissionPolicyBinding: ValidatingAdmissionPolicyBinding | undefined;

export const ValidatingAdmissionPolicyBinding: KindType<ValidatingAdmissionPolicyBinding> = {
  name: 'k8s.io.api.admissionregistration.v1.ValidatingAdmissionPolicyBinding',
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicyBinding',
  schema: {
    doc: "Puts a policy to work.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "Which policy, where and how.", type: "message", message: () => ValidatingAdmissionPolicyBindingSpec, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); ValidatingAdmissionPolicyBindingSpec.encode(message.spec, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyValidatingAdmissionPolicyBinding ??= ValidatingAdmissionPolicyBinding.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ValidatingAdmissionPolicyBinding> = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding', metadata: ObjectMeta.empty(), spec: ValidatingAdmissionPolicyBindingSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(ValidatingAdmissionPolicyBindingSpec.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Which policy holds, where and how. */
export interface ValidatingAdmissionPolicyBindingSpec extends Message {
  /** The policy. */
  readonly policyName: string;
  /** The objects that parameterize it. */
  readonly paramRef?: ParamRef;
  /** To which of the policy's requests it is held; all when absent. */
  readonly matchResources?: MatchResources;
  /** What follows when a rule does not hold: Deny, Warn or Audit; not Deny and Warn together. */
  readonly validationActions: readonly string[];
}

let emptyValidatingAdmissionPolicyBindingSpec: ValidatingAdmissionPolicyBindingSpec | undefined;

export const ValidatingAdmissionPolicyBindingSpec: MessageType<ValidatingAdmissionPolicyBindingSpec> = {
  name: 'k8s.io.api.admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec',
  schema: {
    doc: "Which policy holds, where and how.",
    fields: [
      { name: "policyName", number: 1, doc: "The policy.", type: "string", required: true },
      { name: "paramRef", number: 2, doc: "The objects that parameterize it.", type: "message", message: () => ParamRef },
      { name: "matchResources", number: 3, doc: "To which of the policy's requests it is held; all when absent.", type: "message", message: () => MatchResources },
      { name: "validationActions", number: 4, doc: "What follows when a rule does not hold: Deny, Warn or Audit; not Deny and Warn together.", type: "string", container: "list", required: true, oneOf: ["Deny","Warn","Audit"], listType: "set" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.policyName); }
    const paramRefValue = message.paramRef;
    if (paramRefValue !== undefined) { writer.tag(18); { const start = writer.begin(); ParamRef.encode(paramRefValue, writer); writer.end(start); } }
    const matchResourcesValue = message.matchResources;
    if (matchResourcesValue !== undefined) { writer.tag(26); { const start = writer.begin(); MatchResources.encode(matchResourcesValue, writer); writer.end(start); } }
    if (message.validationActions !== undefined) for (const item of message.validationActions) {
      writer.tag(34);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyValidatingAdmissionPolicyBindingSpec ??= ValidatingAdmissionPolicyBindingSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ValidatingAdmissionPolicyBindingSpec> = { policyName: '', validationActions: [] };
    let validationActionsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.policyName = reader.string();
          break;
        case 18:
          message.paramRef = reader.message(ParamRef.decode);
          break;
        case 26:
          message.matchResources = reader.message(MatchResources.decode);
          break;
        case 34:
          (validationActionsAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (validationActionsAll !== undefined) message.validationActions = validationActionsAll;
    return message;
  },
};

/** The objects that parameterize a policy. Exactly one of name and selector is set. */
export interface ParamRef extends Message {
  /** An object by name. */
  readonly name?: string;
  /** The objects' namespace; that of the object looked at when absent. */
  readonly namespace?: string;
  /** Objects by label; all when empty. */
  readonly selector?: LabelSelector;
  /** What holds when there is no such object: Allow or Deny. */
  readonly parameterNotFoundAction?: string;
}

let emptyParamRef: ParamRef | undefined;

export const ParamRef: MessageType<ParamRef> = {
  name: 'k8s.io.api.admissionregistration.v1.ParamRef',
  schema: {
    doc: "The objects that parameterize a policy. Exactly one of name and selector is set.",
    fields: [
      { name: "name", number: 1, doc: "An object by name.", type: "string" },
      { name: "namespace", number: 2, doc: "The objects' namespace; that of the object looked at when absent.", type: "string" },
      { name: "selector", number: 3, doc: "Objects by label; all when empty.", type: "message", message: () => LabelSelector },
      { name: "parameterNotFoundAction", number: 4, doc: "What holds when there is no such object: Allow or Deny.", type: "string", default: "Deny", oneOf: ["Allow","Deny"] },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.name !== undefined) { writer.tag(10); writer.string(message.name); }
    if (message.namespace !== undefined) { writer.tag(18); writer.string(message.namespace); }
    const selectorValue = message.selector;
    if (selectorValue !== undefined) { writer.tag(26); { const start = writer.begin(); LabelSelector.encode(selectorValue, writer); writer.end(start); } }
    if (message.parameterNotFoundAction !== undefined) { writer.tag(34); writer.string(message.parameterNotFoundAction); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyParamRef ??= ParamRef.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ParamRef> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.namespace = reader.string();
          break;
        case 26:
          message.selector = reader.message(LabelSelector.decode);
          break;
        case 34:
          message.parameterNotFoundAction = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
