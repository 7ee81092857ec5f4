// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/authorization/authorization.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';
import { type ExtraValue, readExtraValue, writeExtraValue } from '#kernel/model/scalars.ts';
import { ObjectMeta, LabelSelectorRequirement } from '#kernel/model/gen/meta.gen.ts';

/** Asks whether somebody may do something. */
export interface SubjectAccessReview extends Message {
  readonly apiVersion: 'authorization.k8s.io/v1';
  readonly kind: 'SubjectAccessReview';
  /** Identity; rarely used. */
  readonly metadata?: ObjectMeta;
  /** Who and what. */
  readonly spec: SubjectAccessReviewSpec;
  /** The answer. */
  readonly status?: SubjectAccessReviewStatus;
}

let emptySubjectAccessReview: SubjectAccessReview | undefined;

export const SubjectAccessReview: KindType<SubjectAccessReview> = {
  name: 'k8s.io.api.authorization.v1.SubjectAccessReview',
  apiVersion: 'authorization.k8s.io/v1',
  kind: 'SubjectAccessReview',
  schema: {
    doc: "Asks whether somebody may do something.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity; rarely used.", type: "message", message: () => ObjectMeta },
      { name: "spec", number: 2, doc: "Who and what.", type: "message", message: () => SubjectAccessReviewSpec, required: true },
      { name: "status", number: 3, doc: "The answer.", type: "message", message: () => SubjectAccessReviewStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const metadataValue = message.metadata;
    if (metadataValue !== undefined) { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(metadataValue, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); SubjectAccessReviewSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); SubjectAccessReviewStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySubjectAccessReview ??= SubjectAccessReview.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SubjectAccessReview> = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec: SubjectAccessReviewSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(SubjectAccessReviewSpec.decode);
          break;
        case 26:
          message.status = reader.message(SubjectAccessReviewStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Asks whether somebody may do something in one namespace. */
export interface LocalSubjectAccessReview extends Message {
  readonly apiVersion: 'authorization.k8s.io/v1';
  readonly kind: 'LocalSubjectAccessReview';
  /** Identity; rarely used. */
  readonly metadata?: ObjectMeta;
  /** Who and what. */
  readonly spec: SubjectAccessReviewSpec;
  /** The answer. */
  readonly status?: SubjectAccessReviewStatus;
}

let emptyLocalSubjectAccessReview: LocalSubjectAccessReview | undefined;

export const LocalSubjectAccessReview: KindType<LocalSubjectAccessReview> = {
  name: 'k8s.io.api.authorization.v1.LocalSubjectAccessReview',
  apiVersion: 'authorization.k8s.io/v1',
  kind: 'LocalSubjectAccessReview',
  schema: {
    doc: "Asks whether somebody may do something in one namespace.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity; rarely used.", type: "message", message: () => ObjectMeta },
      { name: "spec", number: 2, doc: "Who and what.", type: "message", message: () => SubjectAccessReviewSpec, required: true },
      { name: "status", number: 3, doc: "The answer.", type: "message", message: () => SubjectAccessReviewStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const metadataValue = message.metadata;
    if (metadataValue !== undefined) { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(metadataValue, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); SubjectAccessReviewSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); SubjectAccessReviewStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLocalSubjectAccessReview ??= LocalSubjectAccessReview.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LocalSubjectAccessReview> = { apiVersion: 'authorization.k8s.io/v1', kind: 'LocalSubjectAccessReview', spec: SubjectAccessReviewSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(SubjectAccessReviewSpec.decode);
          break;
        case 26:
          message.status = reader.message(SubjectAccessReviewStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Asks whether the asker may do something. */
export interface SelfSubjectAccessReview extends Message {
  readonly apiVersion: 'authorization.k8s.io/v1';
  readonly kind: 'SelfSubjectAccessReview';
  /** Identity; rarely used. */
  readonly metadata?: ObjectMeta;
  /** What. */
  readonly spec: SelfSubjectAccessReviewSpec;
  /** The answer. */
  readonly status?: SubjectAccessReviewStatus;
}

let emptySelfSubjectAccessReview: SelfSubjectAccessReview | undefined;

export const SelfSubjectAccessReview: KindType<SelfSubjectAccessReview> = {
  name: 'k8s.io.api.authorization.v1.SelfSubjectAccessReview',
  apiVersion: 'authorization.k8s.io/v1',
  kind: 'SelfSubjectAccessReview',
  schema: {
    doc: "Asks whether the asker may do something.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity; rarely used.", type: "message", message: () => ObjectMeta },
      { name: "spec", number: 2, doc: "What.", type: "message", message: () => SelfSubjectAccessReviewSpec, required: true },
      { name: "status", number: 3, doc: "The answer.", type: "message", message: () => SubjectAccessReviewStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const metadataValue = message.metadata;
    if (metadataValue !== undefined) { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(metadataValue, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); SelfSubjectAccessReviewSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); SubjectAccessReviewStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySelfSubjectAccessReview ??= SelfSubjectAccessReview.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SelfSubjectAccessReview> = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: SelfSubjectAccessReviewSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(SelfSubjectAccessReviewSpec.decode);
          break;
        case 26:
          message.status = reader.message(SubjectAccessReviewStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Asks what the asker may do in a namespace. */
export interface SelfSubjectRulesReview extends Message {
  readonly apiVersion: 'authorization.k8s.io/v1';
  readonly kind: 'SelfSubjectRulesReview';
  /** Identity; rarely used. */
  readonly metadata?: ObjectMeta;
  /** Where. */
  readonly spec: SelfSubjectRulesReviewSpec;
  /** The answer. */
  readonly status?: SubjectRulesReviewStatus;
}

let emptySelfSubjectRulesReview: SelfSubjectRulesReview | undefined;

export const SelfSubjectRulesReview: KindType<SelfSubjectRulesReview> = {
  name: 'k8s.io.api.authorization.v1.SelfSubjectRulesReview',
  apiVersion: 'authorization.k8s.io/v1',
  kind: 'SelfSubjectRulesReview',
  schema: {
    doc: "Asks what the asker may do in a namespace.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity; rarely used.", type: "message", message: () => ObjectMeta },
      { name: "spec", number: 2, doc: "Where.", type: "message", message: () => SelfSubjectRulesReviewSpec, required: true },
      { name: "status", number: 3, doc: "The answer.", type: "message", message: () => SubjectRulesReviewStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const metadataValue = message.metadata;
    if (metadataValue !== undefined) { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(metadataValue, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); SelfSubjectRulesReviewSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); SubjectRulesReviewStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySelfSubjectRulesReview ??= SelfSubjectRulesReview.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SelfSubjectRulesReview> = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: SelfSubjectRulesReviewSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(SelfSubjectRulesReviewSpec.decode);
          break;
        case 26:
          message.status = reader.message(SubjectRulesReviewStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Who wants to do what. Exactly one of the two kinds of attributes is set. */
export interface SubjectAccessReviewSpec extends Message {
  /** Something with a resource. */
  readonly resourceAttributes?: ResourceAttributes;
  /** Something with a path. */
  readonly nonResourceAttributes?: NonResourceAttributes;
  /** The user. */
  readonly user?: string;
  /** The user's groups. */
  readonly groups?: readonly string[];
  /** What else is known of the user. */
  readonly extra?: Readonly<Record<string, ExtraValue>>;
  /** The user's uid. */
  readonly uid?: string;
}

let emptySubjectAccessReviewSpec: SubjectAccessReviewSpec | undefined;

export const SubjectAccessReviewSpec: MessageType<SubjectAccessReviewSpec> = {
  name: 'k8s.io.api.authorization.v1.SubjectAccessReviewSpec',
  schema: {
    doc: "Who wants to do what. Exactly one of the two kinds of attributes is set.",
    fields: [
      { name: "resourceAttributes", number: 1, doc: "Something with a resource.", type: "message", message: () => ResourceAttributes },
      { name: "nonResourceAttributes", number: 2, doc: "Something with a path.", type: "message", message: () => NonResourceAttributes },
      { name: "user", number: 3, doc: "The user.", type: "string" },
      { name: "groups", number: 4, doc: "The user's groups.", type: "string", container: "list" },
      { name: "extra", number: 5, doc: "What else is known of the user.", type: "strings", container: "map" },
      { name: "uid", number: 6, doc: "The user's uid.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const resourceAttributesValue = message.resourceAttributes;
    if (resourceAttributesValue !== undefined) { writer.tag(10); { const start = writer.begin(); ResourceAttributes.encode(resourceAttributesValue, writer); writer.end(start); } }
    const nonResourceAttributesValue = message.nonResourceAttributes;
    if (nonResourceAttributesValue !== undefined) { writer.tag(18); { const start = writer.begin(); NonResourceAttributes.encode(nonResourceAttributesValue, writer); writer.end(start); } }
    if (message.user !== undefined) { writer.tag(26); writer.string(message.user); }
    if (message.groups !== undefined) for (const item of message.groups) {
      writer.tag(34);
      writer.string(item);
    }
    if (message.extra !== undefined) for (const [key, item] of entriesByKey(message.extra)) {
      writer.tag(42);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeExtraValue(item, writer); writer.end(start); }
      writer.end(entry);
    }
    if (message.uid !== undefined) { writer.tag(50); writer.string(message.uid); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySubjectAccessReviewSpec ??= SubjectAccessReviewSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SubjectAccessReviewSpec> = {  };
    let groupsAll: string[] | undefined;
    let extraAll: Record<string, ExtraValue> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.resourceAttributes = reader.message(ResourceAttributes.decode);
          break;
        case 18:
          message.nonResourceAttributes = reader.message(NonResourceAttributes.decode);
          break;
        case 26:
          message.user = reader.string();
          break;
        case 34:
          (groupsAll ??= []).push(reader.string());
          break;
        case 42:
          extraAll ??= {};
          readEntry(reader, extraAll, () => reader.message(readExtraValue), () => []);
          break;
        case 50:
          message.uid = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (groupsAll !== undefined) message.groups = groupsAll;
    if (extraAll !== undefined) message.extra = extraAll;
    return message;
  },
};

/** What the asker wants to do. Exactly one is set. */
export interface SelfSubjectAccessReviewSpec extends Message {
  /** Something with a resource. */
  readonly resourceAttributes?: ResourceAttributes;
  /** Something with a path. */
  readonly nonResourceAttributes?: NonResourceAttributes;
}

let emptySelfSubjectAccessReviewSpec: SelfSubjectAccessReviewSpec | undefined;

export const SelfSubjectAccessReviewSpec: MessageType<SelfSubjectAccessReviewSpec> = {
  name: 'k8s.io.api.authorization.v1.SelfSubjectAccessReviewSpec',
  schema: {
    doc: "What the asker wants to do. Exactly one is set.",
    fields: [
      { name: "resourceAttributes", number: 1, doc: "Something with a resource.", type: "message", message: () => ResourceAttributes },
      { name: "nonResourceAttributes", number: 2, doc: "Something with a path.", type: "message", message: () => NonResourceAttributes },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const resourceAttributesValue = message.resourceAttributes;
    if (resourceAttributesValue !== undefined) { writer.tag(10); { const start = writer.begin(); ResourceAttributes.encode(resourceAttributesValue, writer); writer.end(start); } }
    const nonResourceAttributesValue = message.nonResourceAttributes;
    if (nonResourceAttributesValue !== undefined) { writer.tag(18); { const start = writer.begin(); NonResourceAttributes.encode(nonResourceAttributesValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySelfSubjectAccessReviewSpec ??= SelfSubjectAccessReviewSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SelfSubjectAccessReviewSpec> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.resourceAttributes = reader.message(ResourceAttributes.decode);
          break;
        case 18:
          message.nonResourceAttributes = reader.message(NonResourceAttributes.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Something done with a resource. */
export interface ResourceAttributes extends Message {
  /** The namespace; all, or none for resources that have none, when empty. */
  readonly namespace?: string;
  /** The verb, such as get or list; * is all. */
  readonly verb?: string;
  /** The group; * is all. */
  readonly group?: string;
  /** The version; * is all. */
  readonly version?: string;
  /** The plural, such as pods; * is all. */
  readonly resource?: string;
  /** The part of the object, such as log or status. */
  readonly subresource?: string;
  /** The object's name; all when empty. */
  readonly name?: string;
  /** Only objects with such fields. */
  readonly fieldSelector?: FieldSelectorAttributes;
  /** Only objects with such labels. */
  readonly labelSelector?: LabelSelectorAttributes;
}

let emptyResourceAttributes: ResourceAttributes | undefined;

export const ResourceAttributes: MessageType<ResourceAttributes> = {
  name: 'k8s.io.api.authorization.v1.ResourceAttributes',
  schema: {
    doc: "Something done with a resource.",
    fields: [
      { name: "namespace", number: 1, doc: "The namespace; all, or none for resources that have none, when empty.", type: "string" },
      { name: "verb", number: 2, doc: "The verb, such as get or list; * is all.", type: "string" },
      { name: "group", number: 3, doc: "The group; * is all.", type: "string" },
      { name: "version", number: 4, doc: "The version; * is all.", type: "string" },
      { name: "resource", number: 5, doc: "The plural, such as pods; * is all.", type: "string" },
      { name: "subresource", number: 6, doc: "The part of the object, such as log or status.", type: "string" },
      { name: "name", number: 7, doc: "The object's name; all when empty.", type: "string" },
      { name: "fieldSelector", number: 8, doc: "Only objects with such fields.", type: "message", message: () => FieldSelectorAttributes },
      { name: "labelSelector", number: 9, doc: "Only objects with such labels.", type: "message", message: () => LabelSelectorAttributes },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== undefined) { writer.tag(10); writer.string(message.namespace); }
    if (message.verb !== undefined) { writer.tag(18); writer.string(message.verb); }
    if (message.group !== undefined) { writer.tag(26); writer.string(message.group); }
    if (message.version !== undefined) { writer.tag(34); writer.string(message.version); }
    if (message.resource !== undefined) { writer.tag(42); writer.string(message.resource); }
    if (message.subresource !== undefined) { writer.tag(50); writer.string(message.subresource); }
    if (message.name !== undefined) { writer.tag(58); writer.string(message.name); }
    const fieldSelectorValue = message.fieldSelector;
    if (fieldSelectorValue !== undefined) { writer.tag(66); { const start = writer.begin(); FieldSelectorAttributes.encode(fieldSelectorValue, writer); writer.end(start); } }
    const labelSelectorValue = message.labelSelector;
    if (labelSelectorValue !== undefined) { writer.tag(74); { const start = writer.begin(); LabelSelectorAttributes.encode(labelSelectorValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyResourceAttributes ??= ResourceAttributes.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ResourceAttributes> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.namespace = reader.string();
          break;
        case 18:
          message.verb = reader.string();
          break;
        case 26:
          message.group = reader.string();
          break;
        case 34:
          message.version = reader.string();
          break;
        case 42:
          message.resource = reader.string();
          break;
        case 50:
          message.subresource = reader.string();
          break;
        case 58:
          message.name = reader.string();
          break;
        case 66:
          message.fieldSelector = reader.message(FieldSelectorAttributes.decode);
          break;
        case 74:
          message.labelSelector = reader.message(LabelSelectorAttributes.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A field selector, as text or in parts. */
export interface FieldSelectorAttributes extends Message {
  /** As text. */
  readonly rawSelector?: string;
  /** In parts; all must hold. */
  readonly requirements?: readonly FieldSelectorRequirement[];
}

let emptyFieldSelectorAttributes: FieldSelectorAttributes | undefined;

export const FieldSelectorAttributes: MessageType<FieldSelectorAttributes> = {
  name: 'k8s.io.api.authorization.v1.FieldSelectorAttributes',
  schema: {
    doc: "A field selector, as text or in parts.",
    fields: [
      { name: "rawSelector", number: 1, doc: "As text.", type: "string" },
      { name: "requirements", number: 2, doc: "In parts; all must hold.", type: "message", container: "list", message: () => FieldSelectorRequirement },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.rawSelector !== undefined) { writer.tag(10); writer.string(message.rawSelector); }
    if (message.requirements !== undefined) for (const item of message.requirements) {
      writer.tag(18);
      { const start = writer.begin(); FieldSelectorRequirement.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyFieldSelectorAttributes ??= FieldSelectorAttributes.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<FieldSelectorAttributes> = {  };
    let requirementsAll: FieldSelectorRequirement[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.rawSelector = reader.string();
          break;
        case 18:
          (requirementsAll ??= []).push(reader.message(FieldSelectorRequirement.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (requirementsAll !== undefined) message.requirements = requirementsAll;
    return message;
  },
};

/** One condition on one field. */
export interface FieldSelectorRequirement extends Message {
  /** The field. */
  readonly key: string;
  /** How it is compared with `values`. */
  readonly operator: string;
  /** The values; none for Exists and DoesNotExist. */
  readonly values?: readonly string[];
}

let emptyFieldSelectorRequirement: FieldSelectorRequirement | undefined;

export const FieldSelectorRequirement: MessageType<FieldSelectorRequirement> = {
  name: 'k8s.io.api.authorization.v1.FieldSelectorRequirement',
  schema: {
    doc: "One condition on one field.",
    fields: [
      { name: "key", number: 1, doc: "The field.", type: "string", required: true },
      { name: "operator", number: 2, doc: "How it is compared with `values`.", type: "string", required: true, oneOf: ["In","NotIn","Exists","DoesNotExist"] },
      { name: "values", number: 3, doc: "The values; none for Exists and DoesNotExist.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.key); }
    { writer.tag(18); writer.string(message.operator); }
    if (message.values !== undefined) for (const item of message.values) {
      writer.tag(26);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyFieldSelectorRequirement ??= FieldSelectorRequirement.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<FieldSelectorRequirement> = { key: '', operator: '' };
    let valuesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.key = reader.string();
          break;
        case 18:
          message.operator = reader.string();
          break;
        case 26:
          (valuesAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (valuesAll !== undefined) message.values = valuesAll;
    return message;
  },
};

/** A label selector, as text or in parts. */
export interface LabelSelectorAttributes extends Message {
  /** As text. */
  readonly rawSelector?: string;
  /** In parts; all must hold. */
  readonly requirements?: readonly LabelSelectorRequirement[];
}

let emptyLabelSelectorAttributes: LabelSelectorAttributes | undefined;

export const LabelSelectorAttributes: MessageType<LabelSelectorAttributes> = {
  name: 'k8s.io.api.authorization.v1.LabelSelectorAttributes',
  schema: {
    doc: "A label selector, as text or in parts.",
    fields: [
      { name: "rawSelector", number: 1, doc: "As text.", type: "string" },
      { name: "requirements", number: 2, doc: "In parts; all must hold.", type: "message", container: "list", message: () => LabelSelectorRequirement },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.rawSelector !== undefined) { writer.tag(10); writer.string(message.rawSelector); }
    if (message.requirements !== undefined) for (const item of message.requirements) {
      writer.tag(18);
      { const start = writer.begin(); LabelSelectorRequirement.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLabelSelectorAttributes ??= LabelSelectorAttributes.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LabelSelectorAttributes> = {  };
    let requirementsAll: LabelSelectorRequirement[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.rawSelector = reader.string();
          break;
        case 18:
          (requirementsAll ??= []).push(reader.message(LabelSelectorRequirement.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (requirementsAll !== undefined) message.requirements = requirementsAll;
    return message;
  },
};

/** Something done with a path that is no resource. */
export interface NonResourceAttributes extends Message {
  /** The path. */
  readonly path?: string;
  /** The verb, such as get. */
  readonly verb?: string;
}

let emptyNonResourceAttributes: NonResourceAttributes | undefined;

export const NonResourceAttributes: MessageType<NonResourceAttributes> = {
  name: 'k8s.io.api.authorization.v1.NonResourceAttributes',
  schema: {
    doc: "Something done with a path that is no resource.",
    fields: [
      { name: "path", number: 1, doc: "The path.", type: "string" },
      { name: "verb", number: 2, doc: "The verb, such as get.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.path !== undefined) { writer.tag(10); writer.string(message.path); }
    if (message.verb !== undefined) { writer.tag(18); writer.string(message.verb); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNonResourceAttributes ??= NonResourceAttributes.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NonResourceAttributes> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.path = reader.string();
          break;
        case 18:
          message.verb = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Whether somebody may do something. */
export interface SubjectAccessReviewStatus extends Message {
  /** Whether it is allowed. */
  readonly allowed: boolean;
  /** Why, for people. */
  readonly reason?: string;
  /** What went wrong while it was looked at. */
  readonly evaluationError?: string;
  /** Whether it is forbidden outright; never with allowed. */
  readonly denied?: boolean;
}

let emptySubjectAccessReviewStatus: SubjectAccessReviewStatus | undefined;

export const SubjectAccessReviewStatus: MessageType<SubjectAccessReviewStatus> = {
  name: 'k8s.io.api.authorization.v1.SubjectAccessReviewStatus',
  schema: {
    doc: "Whether somebody may do something.",
    fields: [
      { name: "allowed", number: 1, doc: "Whether it is allowed.", type: "bool", required: true },
      { name: "reason", number: 2, doc: "Why, for people.", type: "string" },
      { name: "evaluationError", number: 3, doc: "What went wrong while it was looked at.", type: "string" },
      { name: "denied", number: 4, doc: "Whether it is forbidden outright; never with allowed.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.bool(message.allowed); }
    if (message.reason !== undefined) { writer.tag(18); writer.string(message.reason); }
    if (message.evaluationError !== undefined) { writer.tag(26); writer.string(message.evaluationError); }
    if (message.denied !== undefined) { writer.tag(32); writer.bool(message.denied); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySubjectAccessReviewStatus ??= SubjectAccessReviewStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SubjectAccessReviewStatus> = { allowed: false };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.allowed = reader.bool();
          break;
        case 18:
          message.reason = reader.string();
          break;
        case 26:
          message.evaluationError = reader.string();
          break;
        case 32:
          message.denied = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Where the asker wants to know what may be done. */
export interface SelfSubjectRulesReviewSpec extends Message {
  /** The namespace. */
  readonly namespace?: string;
}

let emptySelfSubjectRulesReviewSpec: SelfSubjectRulesReviewSpec | undefined;

export const SelfSubjectRulesReviewSpec: MessageType<SelfSubjectRulesReviewSpec> = {
  name: 'k8s.io.api.authorization.v1.SelfSubjectRulesReviewSpec',
  schema: {
    doc: "Where the asker wants to know what may be done.",
    fields: [
      { name: "namespace", number: 1, doc: "The namespace.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== undefined) { writer.tag(10); writer.string(message.namespace); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySelfSubjectRulesReviewSpec ??= SelfSubjectRulesReviewSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SelfSubjectRulesReviewSpec> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.namespace = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What may be done. */
export interface SubjectRulesReviewStatus extends Message {
  /** With resources. */
  readonly resourceRules?: readonly ResourceRule[];
  /** With paths. */
  readonly nonResourceRules?: readonly NonResourceRule[];
  /** Whether there may be more. */
  readonly incomplete: boolean;
  /** What went wrong while it was looked at. */
  readonly evaluationError?: string;
}

let emptySubjectRulesReviewStatus: SubjectRulesReviewStatus | undefined;

export const SubjectRulesReviewStatus: MessageType<SubjectRulesReviewStatus> = {
  name: 'k8s.io.api.authorization.v1.SubjectRulesReviewStatus',
  schema: {
    doc: "What may be done.",
    fields: [
      { name: "resourceRules", number: 1, doc: "With resources.", type: "message", container: "list", message: () => ResourceRule },
      { name: "nonResourceRules", number: 2, doc: "With paths.", type: "message", container: "list", message: () => NonResourceRule },
      { name: "incomplete", number: 3, doc: "Whether there may be more.", type: "bool", required: true },
      { name: "evaluationError", number: 4, doc: "What went wrong while it was looked at.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.resourceRules !== undefined) for (const item of message.resourceRules) {
      writer.tag(10);
      { const start = writer.begin(); ResourceRule.encode(item, writer); writer.end(start); }
    }
    if (message.nonResourceRules !== undefined) for (const item of message.nonResourceRules) {
      writer.tag(18);
      { const start = writer.begin(); NonResourceRule.encode(item, writer); writer.end(start); }
    }
    { writer.tag(24); writer.bool(message.incomplete); }
    if (message.evaluationError !== undefined) { writer.tag(34); writer.string(message.evaluationError); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySubjectRulesReviewStatus ??= SubjectRulesReviewStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SubjectRulesReviewStatus> = { incomplete: false };
    let resourceRulesAll: ResourceRule[] | undefined;
    let nonResourceRulesAll: NonResourceRule[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (resourceRulesAll ??= []).push(reader.message(ResourceRule.decode));
          break;
        case 18:
          (nonResourceRulesAll ??= []).push(reader.message(NonResourceRule.decode));
          break;
        case 24:
          message.incomplete = reader.bool();
          break;
        case 34:
          message.evaluationError = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (resourceRulesAll !== undefined) message.resourceRules = resourceRulesAll;
    if (nonResourceRulesAll !== undefined) message.nonResourceRules = nonResourceRulesAll;
    return message;
  },
};

/** Verbs on resources. */
export interface ResourceRule extends Message {
  /** The verbs; * is all. */
  readonly verbs: readonly string[];
  /** The groups; the empty text is core, * is all. */
  readonly apiGroups?: readonly string[];
  /** The resources; * is all. */
  readonly resources?: readonly string[];
  /** The objects' names; every object when absent. */
  readonly resourceNames?: readonly string[];
}

let emptyResourceRule: ResourceRule | undefined;

export const ResourceRule: MessageType<ResourceRule> = {
  name: 'k8s.io.api.authorization.v1.ResourceRule',
  schema: {
    doc: "Verbs on resources.",
    fields: [
      { name: "verbs", number: 1, doc: "The verbs; * is all.", type: "string", container: "list", required: true },
      { name: "apiGroups", number: 2, doc: "The groups; the empty text is core, * is all.", type: "string", container: "list" },
      { name: "resources", number: 3, doc: "The resources; * is all.", type: "string", container: "list" },
      { name: "resourceNames", number: 4, doc: "The objects' names; every object when absent.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.verbs !== undefined) for (const item of message.verbs) {
      writer.tag(10);
      writer.string(item);
    }
    if (message.apiGroups !== undefined) for (const item of message.apiGroups) {
      writer.tag(18);
      writer.string(item);
    }
    if (message.resources !== undefined) for (const item of message.resources) {
      writer.tag(26);
      writer.string(item);
    }
    if (message.resourceNames !== undefined) for (const item of message.resourceNames) {
      writer.tag(34);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyResourceRule ??= ResourceRule.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ResourceRule> = { verbs: [] };
    let verbsAll: string[] | undefined;
    let apiGroupsAll: string[] | undefined;
    let resourcesAll: string[] | undefined;
    let resourceNamesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (verbsAll ??= []).push(reader.string());
          break;
        case 18:
          (apiGroupsAll ??= []).push(reader.string());
          break;
        case 26:
          (resourcesAll ??= []).push(reader.string());
          break;
        case 34:
          (resourceNamesAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (verbsAll !== undefined) message.verbs = verbsAll;
    if (apiGroupsAll !== undefined) message.apiGroups = apiGroupsAll;
    if (resourcesAll !== undefined) message.resources = resourcesAll;
    if (resourceNamesAll !== undefined) message.resourceNames = resourceNamesAll;
    return message;
  },
};

/** Verbs on paths. */
export interface NonResourceRule extends Message {
  /** The verbs; * is all. */
  readonly verbs: readonly string[];
  /** The paths; * stands for the rest at the end. */
  readonly nonResourceURLs?: readonly string[];
}

let emptyNonResourceRule: NonResourceRule | undefined;

export const NonResourceRule: MessageType<NonResourceRule> = {
  name: 'k8s.io.api.authorization.v1.NonResourceRule',
  schema: {
    doc: "Verbs on paths.",
    fields: [
      { name: "verbs", number: 1, doc: "The verbs; * is all.", type: "string", container: "list", required: true },
      { name: "nonResourceURLs", number: 2, doc: "The paths; * stands for the rest at the end.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.verbs !== undefined) for (const item of message.verbs) {
      writer.tag(10);
      writer.string(item);
    }
    if (message.nonResourceURLs !== undefined) for (const item of message.nonResourceURLs) {
      writer.tag(18);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNonResourceRule ??= NonResourceRule.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NonResourceRule> = { verbs: [] };
    let verbsAll: string[] | undefined;
    let nonResourceURLsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (verbsAll ??= []).push(reader.string());
          break;
        case 18:
          (nonResourceURLsAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (verbsAll !== undefined) message.verbs = verbsAll;
    if (nonResourceURLsAll !== undefined) message.nonResourceURLs = nonResourceURLsAll;
    return message;
  },
};
