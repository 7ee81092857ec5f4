// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/quota.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';
import { type Quantity, readQuantity, writeQuantity } from '#kernel/model/scalars.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';

/** Bounds and defaults for each pod, container or claim of a namespace. */
export interface LimitRange extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'LimitRange';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** The bounds. */
  readonly spec?: LimitRangeSpec;
}

let emptyLimitRange: LimitRange | undefined;

export const LimitRange: KindType<LimitRange> = {
  name: 'k8s.io.api.core.v1.LimitRange',
  apiVersion: 'v1',
  kind: 'LimitRange',
  schema: {
    doc: "Bounds and defaults for each pod, container or claim of a namespace.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "The bounds.", type: "message", message: () => LimitRangeSpec },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    const specValue = message.spec;
    if (specValue !== undefined) { writer.tag(18); { const start = writer.begin(); LimitRangeSpec.encode(specValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLimitRange ??= LimitRange.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LimitRange> = { apiVersion: 'v1', kind: 'LimitRange', metadata: ObjectMeta.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(LimitRangeSpec.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The bounds of a namespace. */
export interface LimitRangeSpec extends Message {
  /** One for each type. */
  readonly limits: readonly LimitRangeItem[];
}

let emptyLimitRangeSpec: LimitRangeSpec | undefined;

export const LimitRangeSpec: MessageType<LimitRangeSpec> = {
  name: 'k8s.io.api.core.v1.LimitRangeSpec',
  schema: {
    doc: "The bounds of a namespace.",
    fields: [
      { name: "limits", number: 1, doc: "One for each type.", type: "message", container: "list", message: () => LimitRangeItem, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.limits !== undefined) for (const item of message.limits) {
      writer.tag(10);
      { const start = writer.begin(); LimitRangeItem.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLimitRangeSpec ??= LimitRangeSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LimitRangeSpec> = { limits: [] };
    let limitsAll: LimitRangeItem[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (limitsAll ??= []).push(reader.message(LimitRangeItem.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (limitsAll !== undefined) message.limits = limitsAll;
    return message;
  },
};

/** Bounds for one type of object. */
export interface LimitRangeItem extends Message {
  /** Container, Pod or PersistentVolumeClaim. */
  readonly type: string;
  /** The most that one may have. */
  readonly max?: Readonly<Record<string, Quantity>>;
  /** The least that one must have. */
  readonly min?: Readonly<Record<string, Quantity>>;
  /** The limit of a container that names none. */
  readonly default?: Readonly<Record<string, Quantity>>;
  /** The request of a container that names none. */
  readonly defaultRequest?: Readonly<Record<string, Quantity>>;
  /** How many times its request a limit may be. */
  readonly maxLimitRequestRatio?: Readonly<Record<string, Quantity>>;
}

let emptyLimitRangeItem: LimitRangeItem | undefined;

export const LimitRangeItem: MessageType<LimitRangeItem> = {
  name: 'k8s.io.api.core.v1.LimitRangeItem',
  schema: {
    doc: "Bounds for one type of object.",
    fields: [
      { name: "type", number: 1, doc: "Container, Pod or PersistentVolumeClaim.", type: "string", required: true },
      { name: "max", number: 2, doc: "The most that one may have.", type: "quantity", container: "map" },
      { name: "min", number: 3, doc: "The least that one must have.", type: "quantity", container: "map" },
      { name: "default", number: 4, doc: "The limit of a container that names none.", type: "quantity", container: "map" },
      { name: "defaultRequest", number: 5, doc: "The request of a container that names none.", type: "quantity", container: "map" },
      { name: "maxLimitRequestRatio", number: 6, doc: "How many times its request a limit may be.", type: "quantity", container: "map" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    if (message.max !== undefined) for (const [key, item] of entriesByKey(message.max)) {
      writer.tag(18);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    if (message.min !== undefined) for (const [key, item] of entriesByKey(message.min)) {
      writer.tag(26);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    if (message.default !== undefined) for (const [key, item] of entriesByKey(message.default)) {
      writer.tag(34);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    if (message.defaultRequest !== undefined) for (const [key, item] of entriesByKey(message.defaultRequest)) {
      writer.tag(42);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    if (message.maxLimitRequestRatio !== undefined) for (const [key, item] of entriesByKey(message.maxLimitRequestRatio)) {
      writer.tag(50);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLimitRangeItem ??= LimitRangeItem.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LimitRangeItem> = { type: '' };
    let maxAll: Record<string, Quantity> | undefined;
    let minAll: Record<string, Quantity> | undefined;
    let defaultAll: Record<string, Quantity> | undefined;
    let defaultRequestAll: Record<string, Quantity> | undefined;
    let maxLimitRequestRatioAll: Record<string, Quantity> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          maxAll ??= {};
          readEntry(reader, maxAll, () => reader.message(readQuantity), () => '');
          break;
        case 26:
          minAll ??= {};
          readEntry(reader, minAll, () => reader.message(readQuantity), () => '');
          break;
        case 34:
          defaultAll ??= {};
          readEntry(reader, defaultAll, () => reader.message(readQuantity), () => '');
          break;
        case 42:
          defaultRequestAll ??= {};
          readEntry(reader, defaultRequestAll, () => reader.message(readQuantity), () => '');
          break;
        case 50:
          maxLimitRequestRatioAll ??= {};
          readEntry(reader, maxLimitRequestRatioAll, () => reader.message(readQuantity), () => '');
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (maxAll !== undefined) message.max = maxAll;
    if (minAll !== undefined) message.min = minAll;
    if (defaultAll !== undefined) message.default = defaultAll;
    if (defaultRequestAll !== undefined) message.defaultRequest = defaultRequestAll;
    if (maxLimitRequestRatioAll !== undefined) message.maxLimitRequestRatio = maxLimitRequestRatioAll;
    return message;
  },
};

/** Bounds for a namespace as a whole. */
export interface ResourceQuota extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'ResourceQuota';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** The bounds. */
  readonly spec?: ResourceQuotaSpec;
  /** What is used of them. */
  readonly status?: ResourceQuotaStatus;
}

let emptyResourceQuota: ResourceQuota | undefined;

export const ResourceQuota: KindType<ResourceQuota> = {
  name: 'k8s.io.api.core.v1.ResourceQuota',
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  schema: {
    doc: "Bounds for a namespace as a whole.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "The bounds.", type: "message", message: () => ResourceQuotaSpec },
      { name: "status", number: 3, doc: "What is used of them.", type: "message", message: () => ResourceQuotaStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    const specValue = message.spec;
    if (specValue !== undefined) { writer.tag(18); { const start = writer.begin(); ResourceQuotaSpec.encode(specValue, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); ResourceQuotaStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyResourceQuota ??= ResourceQuota.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ResourceQuota> = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: ObjectMeta.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(ResourceQuotaSpec.decode);
          break;
        case 26:
          message.status = reader.message(ResourceQuotaStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The bounds of a namespace as a whole. */
export interface ResourceQuotaSpec extends Message {
  /** The most of each resource, such as requests.cpu, pods or count/deployments.apps. */
  readonly hard?: Readonly<Record<string, Quantity>>;
  /** Which objects count; all must hold. */
  readonly scopes?: readonly string[];
  /** Which objects count, besides scopes. */
  readonly scopeSelector?: ScopeSelector;
}

let emptyResourceQuotaSpec: ResourceQuotaSpec | undefined;

export const ResourceQuotaSpec: MessageType<ResourceQuotaSpec> = {
  name: 'k8s.io.api.core.v1.ResourceQuotaSpec',
  schema: {
    doc: "The bounds of a namespace as a whole.",
    fields: [
      { name: "hard", number: 1, doc: "The most of each resource, such as requests.cpu, pods or count/deployments.apps.", type: "quantity", container: "map" },
      { name: "scopes", number: 2, doc: "Which objects count; all must hold.", type: "string", container: "list" },
      { name: "scopeSelector", number: 3, doc: "Which objects count, besides scopes.", type: "message", message: () => ScopeSelector },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.hard !== undefined) for (const [key, item] of entriesByKey(message.hard)) {
      writer.tag(10);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    if (message.scopes !== undefined) for (const item of message.scopes) {
      writer.tag(18);
      writer.string(item);
    }
    const scopeSelectorValue = message.scopeSelector;
    if (scopeSelectorValue !== undefined) { writer.tag(26); { const start = writer.begin(); ScopeSelector.encode(scopeSelectorValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyResourceQuotaSpec ??= ResourceQuotaSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ResourceQuotaSpec> = {  };
    let hardAll: Record<string, Quantity> | undefined;
    let scopesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          hardAll ??= {};
          readEntry(reader, hardAll, () => reader.message(readQuantity), () => '');
          break;
        case 18:
          (scopesAll ??= []).push(reader.string());
          break;
        case 26:
          message.scopeSelector = reader.message(ScopeSelector.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (hardAll !== undefined) message.hard = hardAll;
    if (scopesAll !== undefined) message.scopes = scopesAll;
    return message;
  },
};

/** Selects the objects that count. All conditions must hold. */
export interface ScopeSelector extends Message {
  /** The conditions. */
  readonly matchExpressions?: readonly ScopedResourceSelectorRequirement[];
}

let emptyScopeSelector: ScopeSelector | undefined;

export const ScopeSelector: MessageType<ScopeSelector> = {
  name: 'k8s.io.api.core.v1.ScopeSelector',
  schema: {
    doc: "Selects the objects that count. All conditions must hold.",
    fields: [
      { name: "matchExpressions", number: 1, doc: "The conditions.", type: "message", container: "list", message: () => ScopedResourceSelectorRequirement },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.matchExpressions !== undefined) for (const item of message.matchExpressions) {
      writer.tag(10);
      { const start = writer.begin(); ScopedResourceSelectorRequirement.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyScopeSelector ??= ScopeSelector.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ScopeSelector> = {  };
    let matchExpressionsAll: ScopedResourceSelectorRequirement[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (matchExpressionsAll ??= []).push(reader.message(ScopedResourceSelectorRequirement.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (matchExpressionsAll !== undefined) message.matchExpressions = matchExpressionsAll;
    return message;
  },
};

/** One condition on an object that counts. */
export interface ScopedResourceSelectorRequirement extends Message {
  /** Terminating, NotTerminating, BestEffort, NotBestEffort, PriorityClass, CrossNamespacePodAffinity or VolumeAttributesClass. */
  readonly scopeName: string;
  /** How it is compared with `values`. */
  readonly operator: string;
  /** The values; none for Exists and DoesNotExist. */
  readonly values?: readonly string[];
}

let emptyScopedResourceSelectorRequirement: ScopedResourceSelectorRequirement | undefined;

export const ScopedResourceSelectorRequirement: MessageType<ScopedResourceSelectorRequirement> = {
  name: 'k8s.io.api.core.v1.ScopedResourceSelectorRequirement',
  schema: {
    doc: "One condition on an object that counts.",
    fields: [
      { name: "scopeName", number: 1, doc: "Terminating, NotTerminating, BestEffort, NotBestEffort, PriorityClass, CrossNamespacePodAffinity or VolumeAttributesClass.", type: "string", required: true },
      { name: "operator", number: 2, doc: "How it is compared with `values`.", type: "string", required: true, oneOf: ["DoesNotExist","Exists","In","NotIn"] },
      { name: "values", number: 3, doc: "The values; none for Exists and DoesNotExist.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.scopeName); }
    { writer.tag(18); writer.string(message.operator); }
    if (message.values !== undefined) for (const item of message.values) {
      writer.tag(26);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyScopedResourceSelectorRequirement ??= ScopedResourceSelectorRequirement.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ScopedResourceSelectorRequirement> = { scopeName: '', operator: '' };
    let valuesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.scopeName = reader.string();
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

/** What is used of a quota. */
export interface ResourceQuotaStatus extends Message {
  /** The bounds that are enforced. */
  readonly hard?: Readonly<Record<string, Quantity>>;
  /** What is used. */
  readonly used?: Readonly<Record<string, Quantity>>;
}

let emptyResourceQuotaStatus: ResourceQuotaStatus | undefined;

export const ResourceQuotaStatus: MessageType<ResourceQuotaStatus> = {
  name: 'k8s.io.api.core.v1.ResourceQuotaStatus',
  schema: {
    doc: "What is used of a quota.",
    fields: [
      { name: "hard", number: 1, doc: "The bounds that are enforced.", type: "quantity", container: "map" },
      { name: "used", number: 2, doc: "What is used.", type: "quantity", container: "map" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.hard !== undefined) for (const [key, item] of entriesByKey(message.hard)) {
      writer.tag(10);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    if (message.used !== undefined) for (const [key, item] of entriesByKey(message.used)) {
      writer.tag(18);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyResourceQuotaStatus ??= ResourceQuotaStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ResourceQuotaStatus> = {  };
    let hardAll: Record<string, Quantity> | undefined;
    let usedAll: Record<string, Quantity> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          hardAll ??= {};
          readEntry(reader, hardAll, () => reader.message(readQuantity), () => '');
          break;
        case 18:
          usedAll ??= {};
          readEntry(reader, usedAll, () => reader.message(readQuantity), () => '');
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (hardAll !== undefined) message.hard = hardAll;
    if (usedAll !== undefined) message.used = usedAll;
    return message;
  },
};
