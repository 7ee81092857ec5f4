// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/meta/meta.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';
import { InternedBytes } from '#kernel/model/interned.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';
import { type Time, readTime, writeTime, type FieldsV1, readFieldsV1, writeFieldsV1 } from '#kernel/model/scalars.ts';

/** An object's identity and bookkeeping. */
export interface ObjectMeta extends Message {
  /** Unique among objects of one kind in one namespace. Can't be changed. */
  readonly name?: string;
  /** A prefix; when no name is given, the masters make a unique name from it. */
  readonly generateName?: string;
  /** The namespace the object lives in; `default` when unspecified. Can't be changed. */
  readonly namespace?: string;
  /** Unique in all time: two objects of one name, one after the other, differ in it. Set by the masters. */
  readonly uid?: string;
  /** The revision of the object's last event. Set by the masters; given with an update, it must be current. */
  readonly resourceVersion?: string;
  /** Counts changes of the desired state. Set by the masters. */
  readonly generation?: number;
  /** When the object was created. Set by the masters. */
  readonly creationTimestamp?: Time;
  /** When deletion was asked for; the object goes once its finalizers are gone and its grace has passed. */
  readonly deletionTimestamp?: Time;
  /** Seconds the object is given to end by itself. */
  readonly deletionGracePeriodSeconds?: number;
  /** What selectors select by. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Notes of tools and people; never selected by. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** The objects this one depends on; when all are gone, it is deleted. */
  readonly ownerReferences?: readonly OwnerReference[];
  /** Who must agree before the object goes. Each removes its own entry. */
  readonly finalizers?: readonly string[];
  /** Who set which fields, once server-side apply was used on the object. */
  readonly managedFields?: readonly ManagedFieldsEntry[];
}

let emptyObjectMeta: ObjectMeta | undefined;

export const ObjectMeta: MessageType<ObjectMeta> = {
  name: 'k8s.io.apimachinery.pkg.apis.meta.v1.ObjectMeta',
  schema: {
    doc: "An object's identity and bookkeeping.",
    fields: [
      { name: "name", number: 1, doc: "Unique among objects of one kind in one namespace. Can't be changed.", type: "string" },
      { name: "generateName", number: 2, doc: "A prefix; when no name is given, the masters make a unique name from it.", type: "string" },
      { name: "namespace", number: 3, doc: "The namespace the object lives in; `default` when unspecified. Can't be changed.", type: "string" },
      { name: "uid", number: 5, doc: "Unique in all time: two objects of one name, one after the other, differ in it. Set by the masters.", type: "string" },
      { name: "resourceVersion", number: 6, doc: "The revision of the object's last event. Set by the masters; given with an update, it must be current.", type: "string" },
      { name: "generation", number: 7, doc: "Counts changes of the desired state. Set by the masters.", type: "int64" },
      { name: "creationTimestamp", number: 8, doc: "When the object was created. Set by the masters.", type: "time" },
      { name: "deletionTimestamp", number: 9, doc: "When deletion was asked for; the object goes once its finalizers are gone and its grace has passed.", type: "time" },
      { name: "deletionGracePeriodSeconds", number: 10, doc: "Seconds the object is given to end by itself.", type: "int64" },
      { name: "labels", number: 11, doc: "What selectors select by.", type: "string", container: "map" },
      { name: "annotations", number: 12, doc: "Notes of tools and people; never selected by.", type: "string", container: "map" },
      { name: "ownerReferences", number: 13, doc: "The objects this one depends on; when all are gone, it is deleted.", type: "message", container: "list", message: () => OwnerReference, listKey: ["uid"], patchStrategy: ["merge"], patchMergeKey: "uid" },
      { name: "finalizers", number: 14, doc: "Who must agree before the object goes. Each removes its own entry.", type: "string", container: "list", listType: "set", patchStrategy: ["merge"] },
      { name: "managedFields", number: 17, doc: "Who set which fields, once server-side apply was used on the object.", type: "message", container: "list", message: () => ManagedFieldsEntry },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.name !== undefined) { writer.tag(10); writer.string(message.name); }
    if (message.generateName !== undefined) { writer.tag(18); writer.string(message.generateName); }
    if (message.namespace !== undefined) { writer.tag(26); writer.string(message.namespace); }
    if (message.uid !== undefined) { writer.tag(42); writer.string(message.uid); }
    if (message.resourceVersion !== undefined) { writer.tag(50); writer.string(message.resourceVersion); }
    if (message.generation !== undefined) { writer.tag(56); writer.signed(message.generation); }
    const creationTimestampValue = message.creationTimestamp;
    if (creationTimestampValue !== undefined) { writer.tag(66); { const start = writer.begin(); writeTime(creationTimestampValue, writer); writer.end(start); } }
    const deletionTimestampValue = message.deletionTimestamp;
    if (deletionTimestampValue !== undefined) { writer.tag(74); { const start = writer.begin(); writeTime(deletionTimestampValue, writer); writer.end(start); } }
    if (message.deletionGracePeriodSeconds !== undefined) { writer.tag(80); writer.signed(message.deletionGracePeriodSeconds); }
    if (message.labels !== undefined) for (const [key, item] of entriesByKey(message.labels)) {
      writer.tag(90);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    if (message.annotations !== undefined) for (const [key, item] of entriesByKey(message.annotations)) {
      writer.tag(98);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    if (message.ownerReferences !== undefined) for (const item of message.ownerReferences) {
      writer.tag(106);
      { const start = writer.begin(); OwnerReference.encode(item, writer); writer.end(start); }
    }
    if (message.finalizers !== undefined) for (const item of message.finalizers) {
      writer.tag(114);
      writer.string(item);
    }
    if (message.managedFields !== undefined) for (const item of message.managedFields) {
      writer.tag(138);
      { const start = writer.begin(); ManagedFieldsEntry.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyObjectMeta ??= ObjectMeta.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ObjectMeta> = {  };
    let labelsAll: Record<string, string> | undefined;
    let annotationsAll: Record<string, string> | undefined;
    let ownerReferencesAll: OwnerReference[] | undefined;
    let finalizersAll: string[] | undefined;
    let managedFieldsAll: ManagedFieldsEntry[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.generateName = reader.string();
          break;
        case 26:
          message.namespace = reader.string();
          break;
        case 42:
          message.uid = reader.string();
          break;
        case 50:
          message.resourceVersion = reader.string();
          break;
        case 56:
          message.generation = reader.signed();
          break;
        case 66:
          message.creationTimestamp = reader.message(readTime);
          break;
        case 74:
          message.deletionTimestamp = reader.message(readTime);
          break;
        case 80:
          message.deletionGracePeriodSeconds = reader.signed();
          break;
        case 90:
          labelsAll ??= {};
          readEntry(reader, labelsAll, () => reader.string(), () => '');
          break;
        case 98:
          annotationsAll ??= {};
          readEntry(reader, annotationsAll, () => reader.string(), () => '');
          break;
        case 106:
          (ownerReferencesAll ??= []).push(reader.message(OwnerReference.decode));
          break;
        case 114:
          (finalizersAll ??= []).push(reader.string());
          break;
        case 138:
          (managedFieldsAll ??= []).push(reader.message(ManagedFieldsEntry.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (labelsAll !== undefined) message.labels = labelsAll;
    if (annotationsAll !== undefined) message.annotations = annotationsAll;
    if (ownerReferencesAll !== undefined) message.ownerReferences = ownerReferencesAll;
    if (finalizersAll !== undefined) message.finalizers = finalizersAll;
    if (managedFieldsAll !== undefined) message.managedFields = managedFieldsAll;
    return message;
  },
};

/** The fields that one manager has set. */
export interface ManagedFieldsEntry extends Message {
  /** The manager's name, as its client gave it. */
  readonly manager?: string;
  /** Apply or Update. */
  readonly operation?: string;
  /** The version in whose terms the fields are named. */
  readonly apiVersion?: string;
  /** When the entry last changed. */
  readonly time?: Time;
  /** FieldsV1. */
  readonly fieldsType?: string;
  /** The fields. */
  readonly fieldsV1?: FieldsV1;
  /** The subresource that was written, when it was not the object itself. */
  readonly subresource?: string;
}

let emptyManagedFieldsEntry: ManagedFieldsEntry | undefined;

export const ManagedFieldsEntry: MessageType<ManagedFieldsEntry> = {
  name: 'k8s.io.apimachinery.pkg.apis.meta.v1.ManagedFieldsEntry',
  schema: {
    doc: "The fields that one manager has set.",
    fields: [
      { name: "manager", number: 1, doc: "The manager's name, as its client gave it.", type: "string" },
      { name: "operation", number: 2, doc: "Apply or Update.", type: "string", oneOf: ["Apply","Update"] },
      { name: "apiVersion", number: 3, doc: "The version in whose terms the fields are named.", type: "string" },
      { name: "time", number: 4, doc: "When the entry last changed.", type: "time" },
      { name: "fieldsType", number: 6, doc: "FieldsV1.", type: "string", oneOf: ["FieldsV1"] },
      { name: "fieldsV1", number: 7, doc: "The fields.", type: "json" },
      { name: "subresource", number: 8, doc: "The subresource that was written, when it was not the object itself.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.manager !== undefined) { writer.tag(10); writer.string(message.manager); }
    if (message.operation !== undefined) { writer.tag(18); writer.string(message.operation); }
    if (message.apiVersion !== undefined) { writer.tag(26); writer.string(message.apiVersion); }
    const timeValue = message.time;
    if (timeValue !== undefined) { writer.tag(34); { const start = writer.begin(); writeTime(timeValue, writer); writer.end(start); } }
    if (message.fieldsType !== undefined) { writer.tag(50); writer.string(message.fieldsType); }
    const fieldsV1Value = message.fieldsV1;
    if (fieldsV1Value !== undefined) { writer.tag(58); { const start = writer.begin(); writeFieldsV1(fieldsV1Value, writer); writer.end(start); } }
    if (message.subresource !== undefined) { writer.tag(66); writer.string(message.subresource); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyManagedFieldsEntry ??= ManagedFieldsEntry.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ManagedFieldsEntry> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.manager = reader.string();
          break;
        case 18:
          message.operation = reader.string();
          break;
        case 26:
          message.apiVersion = reader.string();
          break;
        case 34:
          message.time = reader.message(readTime);
          break;
        case 50:
          message.fieldsType = reader.string();
          break;
        case 58:
          message.fieldsV1 = reader.message(readFieldsV1);
          break;
        case 66:
          message.subresource = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** One fact about an object. */
export interface Condition extends Message {
  /** The fact's name. */
  readonly type: string;
  /** Whether it holds: True, False or Unknown. */
  readonly status: string;
  /** The generation of the object it is about. */
  readonly observedGeneration?: number;
  /** When it last changed. */
  readonly lastTransitionTime?: Time;
  /** Why, as one word. */
  readonly reason?: string;
  /** Why, for people. */
  readonly message?: string;
}

let emptyCondition: Condition | undefined;

export const Condition: MessageType<Condition> = {
  name: 'k8s.io.apimachinery.pkg.apis.meta.v1.Condition',
  schema: {
    doc: "One fact about an object.",
    fields: [
      { name: "type", number: 1, doc: "The fact's name.", type: "string", required: true },
      { name: "status", number: 2, doc: "Whether it holds: True, False or Unknown.", type: "string", required: true, oneOf: ["True","False","Unknown"] },
      { name: "observedGeneration", number: 3, doc: "The generation of the object it is about.", type: "int64", min: 0 },
      { name: "lastTransitionTime", number: 4, doc: "When it last changed.", type: "time" },
      { name: "reason", number: 5, doc: "Why, as one word.", type: "string" },
      { name: "message", number: 6, doc: "Why, for people.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    { writer.tag(18); writer.string(message.status); }
    if (message.observedGeneration !== undefined) { writer.tag(24); writer.signed(message.observedGeneration); }
    const lastTransitionTimeValue = message.lastTransitionTime;
    if (lastTransitionTimeValue !== undefined) { writer.tag(34); { const start = writer.begin(); writeTime(lastTransitionTimeValue, writer); writer.end(start); } }
    if (message.reason !== undefined) { writer.tag(42); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(50); writer.string(message.message); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCondition ??= Condition.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Condition> = { type: '', status: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.status = reader.string();
          break;
        case 24:
          message.observedGeneration = reader.signed();
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

/** How an object is to be deleted. */
export interface DeleteOptions extends Message {
  /** Seconds the object is given to end by itself. */
  readonly gracePeriodSeconds?: number;
  /** What must hold of the object, or it is not deleted. */
  readonly preconditions?: Preconditions;
  /** Whether what depends on the object stays; older clients say so here. */
  readonly orphanDependents?: boolean;
  /** What becomes of what depends on the object: Orphan leaves it, Background deletes it afterwards, Foreground before. */
  readonly propagationPolicy?: string;
  /** All: everything is checked and nothing done. */
  readonly dryRun?: readonly string[];
}

let emptyDeleteOptions: DeleteOptions | undefined;

export const DeleteOptions: MessageType<DeleteOptions> = {
  name: 'k8s.io.apimachinery.pkg.apis.meta.v1.DeleteOptions',
  schema: {
    doc: "How an object is to be deleted.",
    fields: [
      { name: "gracePeriodSeconds", number: 1, doc: "Seconds the object is given to end by itself.", type: "int64", min: 0 },
      { name: "preconditions", number: 2, doc: "What must hold of the object, or it is not deleted.", type: "message", message: () => Preconditions },
      { name: "orphanDependents", number: 3, doc: "Whether what depends on the object stays; older clients say so here.", type: "bool" },
      { name: "propagationPolicy", number: 4, doc: "What becomes of what depends on the object: Orphan leaves it, Background deletes it afterwards, Foreground before.", type: "string", oneOf: ["Orphan","Background","Foreground"] },
      { name: "dryRun", number: 5, doc: "All: everything is checked and nothing done.", type: "string", container: "list", oneOf: ["All"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.gracePeriodSeconds !== undefined) { writer.tag(8); writer.signed(message.gracePeriodSeconds); }
    const preconditionsValue = message.preconditions;
    if (preconditionsValue !== undefined) { writer.tag(18); { const start = writer.begin(); Preconditions.encode(preconditionsValue, writer); writer.end(start); } }
    if (message.orphanDependents !== undefined) { writer.tag(24); writer.bool(message.orphanDependents); }
    if (message.propagationPolicy !== undefined) { writer.tag(34); writer.string(message.propagationPolicy); }
    if (message.dryRun !== undefined) for (const item of message.dryRun) {
      writer.tag(42);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDeleteOptions ??= DeleteOptions.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DeleteOptions> = {  };
    let dryRunAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.gracePeriodSeconds = reader.signed();
          break;
        case 18:
          message.preconditions = reader.message(Preconditions.decode);
          break;
        case 24:
          message.orphanDependents = reader.bool();
          break;
        case 34:
          message.propagationPolicy = reader.string();
          break;
        case 42:
          (dryRunAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (dryRunAll !== undefined) message.dryRun = dryRunAll;
    return message;
  },
};

/** What must hold of an object before it is changed. */
export interface Preconditions extends Message {
  /** Its uid. */
  readonly uid?: string;
  /** Its revision. */
  readonly resourceVersion?: string;
}

let emptyPreconditions: Preconditions | undefined;

export const Preconditions: MessageType<Preconditions> = {
  name: 'k8s.io.apimachinery.pkg.apis.meta.v1.Preconditions',
  schema: {
    doc: "What must hold of an object before it is changed.",
    fields: [
      { name: "uid", number: 1, doc: "Its uid.", type: "string" },
      { name: "resourceVersion", number: 2, doc: "Its revision.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.uid !== undefined) { writer.tag(10); writer.string(message.uid); }
    if (message.resourceVersion !== undefined) { writer.tag(18); writer.string(message.resourceVersion); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPreconditions ??= Preconditions.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Preconditions> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.uid = reader.string();
          break;
        case 18:
          message.resourceVersion = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** An object that another depends on, in the same namespace or cluster-wide. */
export interface OwnerReference extends Message {
  /** The owner's kind. */
  readonly kind: string;
  /** The owner's name. */
  readonly name: string;
  /** The owner's uid. */
  readonly uid: string;
  /** The owner's apiVersion. */
  readonly apiVersion: string;
  /** Whether the owner manages this object. At most one does. */
  readonly controller?: boolean;
  /** Whether the owner, deleted in the foreground, waits for this object to go. */
  readonly blockOwnerDeletion?: boolean;
}

let emptyOwnerReference: OwnerReference | undefined;

export const OwnerReference: MessageType<OwnerReference> = {
  name: 'k8s.io.apimachinery.pkg.apis.meta.v1.OwnerReference',
  schema: {
    doc: "An object that another depends on, in the same namespace or cluster-wide.",
    fields: [
      { name: "kind", number: 1, doc: "The owner's kind.", type: "string", required: true },
      { name: "name", number: 3, doc: "The owner's name.", type: "string", required: true },
      { name: "uid", number: 4, doc: "The owner's uid.", type: "string", required: true },
      { name: "apiVersion", number: 5, doc: "The owner's apiVersion.", type: "string", required: true },
      { name: "controller", number: 6, doc: "Whether the owner manages this object. At most one does.", type: "bool" },
      { name: "blockOwnerDeletion", number: 7, doc: "Whether the owner, deleted in the foreground, waits for this object to go.", type: "bool" },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.kind); }
    { writer.tag(26); writer.string(message.name); }
    { writer.tag(34); writer.string(message.uid); }
    { writer.tag(42); writer.string(message.apiVersion); }
    if (message.controller !== undefined) { writer.tag(48); writer.bool(message.controller); }
    if (message.blockOwnerDeletion !== undefined) { writer.tag(56); writer.bool(message.blockOwnerDeletion); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyOwnerReference ??= OwnerReference.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    return reader.interned(end, internedOwnerReference, (reader, end) => {
    const message: Mutable<OwnerReference> = { kind: '', name: '', uid: '', apiVersion: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.kind = reader.string();
          break;
        case 26:
          message.name = reader.string();
          break;
        case 34:
          message.uid = reader.string();
          break;
        case 42:
          message.apiVersion = reader.string();
          break;
        case 48:
          message.controller = reader.bool();
          break;
        case 56:
          message.blockOwnerDeletion = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
    });
  },
};

const internedOwnerReference = new InternedBytes<OwnerReference>();

/** Selects objects by label. All conditions must hold; an empty selector selects everything. */
export interface LabelSelector extends Message {
  /** Labels that must have exactly these values. */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** Conditions on single labels. */
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

let emptyLabelSelector: LabelSelector | undefined;

export const LabelSelector: MessageType<LabelSelector> = {
  name: 'k8s.io.apimachinery.pkg.apis.meta.v1.LabelSelector',
  schema: {
    doc: "Selects objects by label. All conditions must hold; an empty selector selects everything.",
    fields: [
      { name: "matchLabels", number: 1, doc: "Labels that must have exactly these values.", type: "string", container: "map" },
      { name: "matchExpressions", number: 2, doc: "Conditions on single labels.", type: "message", container: "list", message: () => LabelSelectorRequirement },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.matchLabels !== undefined) for (const [key, item] of entriesByKey(message.matchLabels)) {
      writer.tag(10);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    if (message.matchExpressions !== undefined) for (const item of message.matchExpressions) {
      writer.tag(18);
      { const start = writer.begin(); LabelSelectorRequirement.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLabelSelector ??= LabelSelector.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LabelSelector> = {  };
    let matchLabelsAll: Record<string, string> | undefined;
    let matchExpressionsAll: LabelSelectorRequirement[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          matchLabelsAll ??= {};
          readEntry(reader, matchLabelsAll, () => reader.string(), () => '');
          break;
        case 18:
          (matchExpressionsAll ??= []).push(reader.message(LabelSelectorRequirement.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (matchLabelsAll !== undefined) message.matchLabels = matchLabelsAll;
    if (matchExpressionsAll !== undefined) message.matchExpressions = matchExpressionsAll;
    return message;
  },
};

/** One condition on one label. */
export interface LabelSelectorRequirement extends Message {
  /** The label's key. */
  readonly key: string;
  /** How the label is compared with `values`. */
  readonly operator: string;
  /** The values; none for Exists and DoesNotExist. */
  readonly values?: readonly string[];
}

let emptyLabelSelectorRequirement: LabelSelectorRequirement | undefined;

export const LabelSelectorRequirement: MessageType<LabelSelectorRequirement> = {
  name: 'k8s.io.apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement',
  schema: {
    doc: "One condition on one label.",
    fields: [
      { name: "key", number: 1, doc: "The label's key.", type: "string", required: true, format: "qualified-name" },
      { name: "operator", number: 2, doc: "How the label is compared with `values`.", type: "string", required: true, oneOf: ["In","NotIn","Exists","DoesNotExist"] },
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
  empty: () => (emptyLabelSelectorRequirement ??= LabelSelectorRequirement.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LabelSelectorRequirement> = { key: '', operator: '' };
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
