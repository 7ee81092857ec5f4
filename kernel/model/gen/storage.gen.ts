// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/storage/storage.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';
import { type Time, readTime, writeTime, type Quantity, readQuantity, writeQuantity } from '#kernel/model/scalars.ts';
import { ObjectMeta, LabelSelector } from '#kernel/model/gen/meta.gen.ts';
import { TopologySelectorTerm } from '#kernel/model/gen/affinity.gen.ts';
import { PersistentVolumeSpec } from '#kernel/model/gen/persistent-volume.gen.ts';

/** A kind of storage, for claims to ask for. */
export interface StorageClass extends Message {
  readonly apiVersion: 'storage.k8s.io/v1';
  readonly kind: 'StorageClass';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Who makes the volumes. Can't be changed. */
  readonly provisioner: string;
  /** What the provisioner is told. Can't be changed. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What becomes of a volume once its claim is deleted: Delete or Retain. Can't be changed. */
  readonly reclaimPolicy?: string;
  /** How the volumes are mounted, such as ro. */
  readonly mountOptions?: readonly string[];
  /** Whether a claim may grow. */
  readonly allowVolumeExpansion?: boolean;
  /** When a volume is made: at once (Immediate) or when the first pod that uses it has a node (WaitForFirstConsumer). Can't be changed. */
  readonly volumeBindingMode?: string;
  /** On which nodes volumes may be made; everywhere when absent. */
  readonly allowedTopologies?: readonly TopologySelectorTerm[];
}

let emptyStorageClass: StorageClass | undefined;

export const StorageClass: KindType<StorageClass> = {
  name: 'k8s.io.api.storage.v1.StorageClass',
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  schema: {
    doc: "A kind of storage, for claims to ask for.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "provisioner", number: 2, doc: "Who makes the volumes. Can't be changed.", type: "string", required: true },
      { name: "parameters", number: 3, doc: "What the provisioner is told. Can't be changed.", type: "string", container: "map" },
      { name: "reclaimPolicy", number: 4, doc: "What becomes of a volume once its claim is deleted: Delete or Retain. Can't be changed.", type: "string", default: "Delete", oneOf: ["Delete","Retain"] },
      { name: "mountOptions", number: 5, doc: "How the volumes are mounted, such as ro.", type: "string", container: "list" },
      { name: "allowVolumeExpansion", number: 6, doc: "Whether a claim may grow.", type: "bool" },
      { name: "volumeBindingMode", number: 7, doc: "When a volume is made: at once (Immediate) or when the first pod that uses it has a node (WaitForFirstConsumer). Can't be changed.", type: "string", default: "Immediate", oneOf: ["Immediate","WaitForFirstConsumer"] },
      { name: "allowedTopologies", number: 8, doc: "On which nodes volumes may be made; everywhere when absent.", type: "message", container: "list", message: () => TopologySelectorTerm },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); writer.string(message.provisioner); }
    if (message.parameters !== undefined) for (const [key, item] of entriesByKey(message.parameters)) {
      writer.tag(26);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    if (message.reclaimPolicy !== undefined) { writer.tag(34); writer.string(message.reclaimPolicy); }
    if (message.mountOptions !== undefined) for (const item of message.mountOptions) {
      writer.tag(42);
      writer.string(item);
    }
    if (message.allowVolumeExpansion !== undefined) { writer.tag(48); writer.bool(message.allowVolumeExpansion); }
    if (message.volumeBindingMode !== undefined) { writer.tag(58); writer.string(message.volumeBindingMode); }
    if (message.allowedTopologies !== undefined) for (const item of message.allowedTopologies) {
      writer.tag(66);
      { const start = writer.begin(); TopologySelectorTerm.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStorageClass ??= StorageClass.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StorageClass> = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: ObjectMeta.empty(), provisioner: '' };
    let parametersAll: Record<string, string> | undefined;
    let mountOptionsAll: string[] | undefined;
    let allowedTopologiesAll: TopologySelectorTerm[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.provisioner = reader.string();
          break;
        case 26:
          parametersAll ??= {};
          readEntry(reader, parametersAll, () => reader.string(), () => '');
          break;
        case 34:
          message.reclaimPolicy = reader.string();
          break;
        case 42:
          (mountOptionsAll ??= []).push(reader.string());
          break;
        case 48:
          message.allowVolumeExpansion = reader.bool();
          break;
        case 58:
          message.volumeBindingMode = reader.string();
          break;
        case 66:
          (allowedTopologiesAll ??= []).push(reader.message(TopologySelectorTerm.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (parametersAll !== undefined) message.parameters = parametersAll;
    if (mountOptionsAll !== undefined) message.mountOptions = mountOptionsAll;
    if (allowedTopologiesAll !== undefined) message.allowedTopologies = allowedTopologiesAll;
    return message;
  },
};

/** Asks for a volume to be attached to a node. */
export interface VolumeAttachment extends Message {
  readonly apiVersion: 'storage.k8s.io/v1';
  readonly kind: 'VolumeAttachment';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What is attached where, and by whom. Can't be changed. */
  readonly spec: VolumeAttachmentSpec;
  /** What whoever attaches it says. */
  readonly status?: VolumeAttachmentStatus;
}

let emptyVolumeAttachment: VolumeAttachment | undefined;

export const VolumeAttachment: KindType<VolumeAttachment> = {
  name: 'k8s.io.api.storage.v1.VolumeAttachment',
  apiVersion: 'storage.k8s.io/v1',
  kind: 'VolumeAttachment',
  schema: {
    doc: "Asks for a volume to be attached to a node.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "What is attached where, and by whom. Can't be changed.", type: "message", message: () => VolumeAttachmentSpec, required: true, immutable: true },
      { name: "status", number: 3, doc: "What whoever attaches it says.", type: "message", message: () => VolumeAttachmentStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); VolumeAttachmentSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); VolumeAttachmentStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyVolumeAttachment ??= VolumeAttachment.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<VolumeAttachment> = { apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttachment', metadata: ObjectMeta.empty(), spec: VolumeAttachmentSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(VolumeAttachmentSpec.decode);
          break;
        case 26:
          message.status = reader.message(VolumeAttachmentStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What is attached where, and by whom. */
export interface VolumeAttachmentSpec extends Message {
  /** The driver that attaches it. */
  readonly attacher: string;
  /** The volume. */
  readonly source: VolumeAttachmentSource;
  /** The node. */
  readonly nodeName: string;
}

let emptyVolumeAttachmentSpec: VolumeAttachmentSpec | undefined;

export const VolumeAttachmentSpec: MessageType<VolumeAttachmentSpec> = {
  name: 'k8s.io.api.storage.v1.VolumeAttachmentSpec',
  schema: {
    doc: "What is attached where, and by whom.",
    fields: [
      { name: "attacher", number: 1, doc: "The driver that attaches it.", type: "string", required: true },
      { name: "source", number: 2, doc: "The volume.", type: "message", message: () => VolumeAttachmentSource, required: true },
      { name: "nodeName", number: 3, doc: "The node.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.attacher); }
    { writer.tag(18); { const start = writer.begin(); VolumeAttachmentSource.encode(message.source, writer); writer.end(start); } }
    { writer.tag(26); writer.string(message.nodeName); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyVolumeAttachmentSpec ??= VolumeAttachmentSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<VolumeAttachmentSpec> = { attacher: '', source: VolumeAttachmentSource.empty(), nodeName: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.attacher = reader.string();
          break;
        case 18:
          message.source = reader.message(VolumeAttachmentSource.decode);
          break;
        case 26:
          message.nodeName = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The volume that is attached. Exactly one is set. */
export interface VolumeAttachmentSource extends Message {
  /** A PersistentVolume, by name. */
  readonly persistentVolumeName?: string;
  /** A volume that a pod describes itself. */
  readonly inlineVolumeSpec?: PersistentVolumeSpec;
}

let emptyVolumeAttachmentSource: VolumeAttachmentSource | undefined;

export const VolumeAttachmentSource: MessageType<VolumeAttachmentSource> = {
  name: 'k8s.io.api.storage.v1.VolumeAttachmentSource',
  schema: {
    doc: "The volume that is attached. Exactly one is set.",
    fields: [
      { name: "persistentVolumeName", number: 1, doc: "A PersistentVolume, by name.", type: "string" },
      { name: "inlineVolumeSpec", number: 2, doc: "A volume that a pod describes itself.", type: "message", message: () => PersistentVolumeSpec },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.persistentVolumeName !== undefined) { writer.tag(10); writer.string(message.persistentVolumeName); }
    const inlineVolumeSpecValue = message.inlineVolumeSpec;
    if (inlineVolumeSpecValue !== undefined) { writer.tag(18); { const start = writer.begin(); PersistentVolumeSpec.encode(inlineVolumeSpecValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyVolumeAttachmentSource ??= VolumeAttachmentSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<VolumeAttachmentSource> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.persistentVolumeName = reader.string();
          break;
        case 18:
          message.inlineVolumeSpec = reader.message(PersistentVolumeSpec.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What whoever attaches a volume says. */
export interface VolumeAttachmentStatus extends Message {
  /** Whether it is attached. */
  readonly attached: boolean;
  /** What later steps must be told. */
  readonly attachmentMetadata?: Readonly<Record<string, string>>;
  /** Why attaching last failed. */
  readonly attachError?: VolumeError;
  /** Why detaching last failed. */
  readonly detachError?: VolumeError;
}

let emptyVolumeAttachmentStatus: VolumeAttachmentStatus | undefined;

export const VolumeAttachmentStatus: MessageType<VolumeAttachmentStatus> = {
  name: 'k8s.io.api.storage.v1.VolumeAttachmentStatus',
  schema: {
    doc: "What whoever attaches a volume says.",
    fields: [
      { name: "attached", number: 1, doc: "Whether it is attached.", type: "bool", required: true },
      { name: "attachmentMetadata", number: 2, doc: "What later steps must be told.", type: "string", container: "map" },
      { name: "attachError", number: 3, doc: "Why attaching last failed.", type: "message", message: () => VolumeError },
      { name: "detachError", number: 4, doc: "Why detaching last failed.", type: "message", message: () => VolumeError },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.bool(message.attached); }
    if (message.attachmentMetadata !== undefined) for (const [key, item] of entriesByKey(message.attachmentMetadata)) {
      writer.tag(18);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    const attachErrorValue = message.attachError;
    if (attachErrorValue !== undefined) { writer.tag(26); { const start = writer.begin(); VolumeError.encode(attachErrorValue, writer); writer.end(start); } }
    const detachErrorValue = message.detachError;
    if (detachErrorValue !== undefined) { writer.tag(34); { const start = writer.begin(); VolumeError.encode(detachErrorValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyVolumeAttachmentStatus ??= VolumeAttachmentStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<VolumeAttachmentStatus> = { attached: false };
    let attachmentMetadataAll: Record<string, string> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.attached = reader.bool();
          break;
        case 18:
          attachmentMetadataAll ??= {};
          readEntry(reader, attachmentMetadataAll, () => reader.string(), () => '');
          break;
        case 26:
          message.attachError = reader.message(VolumeError.decode);
          break;
        case 34:
          message.detachError = reader.message(VolumeError.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (attachmentMetadataAll !== undefined) message.attachmentMetadata = attachmentMetadataAll;
    return message;
  },
};

/** What went wrong with a volume. */
export interface VolumeError extends Message {
  /** When. */
  readonly time?: Time;
  /** What, for people. */
  readonly message?: string;
  /** The driver's gRPC code. */
  readonly errorCode?: number;
}

let emptyVolumeError: VolumeError | undefined;

export const VolumeError: MessageType<VolumeError> = {
  name: 'k8s.io.api.storage.v1.VolumeError',
  schema: {
    doc: "What went wrong with a volume.",
    fields: [
      { name: "time", number: 1, doc: "When.", type: "time" },
      { name: "message", number: 2, doc: "What, for people.", type: "string" },
      { name: "errorCode", number: 3, doc: "The driver's gRPC code.", type: "int32" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const timeValue = message.time;
    if (timeValue !== undefined) { writer.tag(10); { const start = writer.begin(); writeTime(timeValue, writer); writer.end(start); } }
    if (message.message !== undefined) { writer.tag(18); writer.string(message.message); }
    if (message.errorCode !== undefined) { writer.tag(24); writer.signed(message.errorCode); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyVolumeError ??= VolumeError.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<VolumeError> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.time = reader.message(readTime);
          break;
        case 18:
          message.message = reader.string();
          break;
        case 24:
          message.errorCode = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What is to be known of a driver for volumes. Its name is the driver's. */
export interface CSIDriver extends Message {
  readonly apiVersion: 'storage.k8s.io/v1';
  readonly kind: 'CSIDriver';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What the driver needs and can do. */
  readonly spec: CSIDriverSpec;
}

let emptyCSIDriver: CSIDriver | undefined;

export const CSIDriver: KindType<CSIDriver> = {
  name: 'k8s.io.api.storage.v1.CSIDriver',
  apiVersion: 'storage.k8s.io/v1',
  kind: 'CSIDriver',
  schema: {
    doc: "What is to be known of a driver for volumes. Its name is the driver's.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "What the driver needs and can do.", type: "message", message: () => CSIDriverSpec, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); CSIDriverSpec.encode(message.spec, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCSIDriver ??= CSIDriver.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CSIDriver> = { apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: ObjectMeta.empty(), spec: CSIDriverSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(CSIDriverSpec.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a volume driver needs and can do. */
export interface CSIDriverSpec extends Message {
  /** Whether volumes must be attached to a node before they are mounted. Can't be changed. */
  readonly attachRequired?: boolean;
  /** Whether the driver is told about the pod when it mounts. */
  readonly podInfoOnMount?: boolean;
  /** Which volumes it makes: Persistent, Ephemeral (described in the pod) or both. Can't be changed. */
  readonly volumeLifecycleModes?: readonly string[];
  /** Whether the scheduler looks at the driver's CSIStorageCapacity objects. */
  readonly storageCapacity?: boolean;
  /** Whether files are given the pod's group: ReadWriteOnceWithFSType, File or None. */
  readonly fsGroupPolicy?: string;
  /** Tokens of the pod's service account that the driver is given. */
  readonly tokenRequests?: readonly StorageTokenRequest[];
  /** Whether the driver is called again and again while a volume is mounted. */
  readonly requiresRepublish?: boolean;
  /** Whether volumes can be mounted with different SELinux contexts. */
  readonly seLinuxMount?: boolean;
  /** Seconds between looks at how many volumes a node can have; never when absent. */
  readonly nodeAllocatableUpdatePeriodSeconds?: number;
  /** Whether tokens are given to the driver as secrets. Only with tokenRequests. */
  readonly serviceAccountTokenInSecrets?: boolean;
}

let emptyCSIDriverSpec: CSIDriverSpec | undefined;

export const CSIDriverSpec: MessageType<CSIDriverSpec> = {
  name: 'k8s.io.api.storage.v1.CSIDriverSpec',
  schema: {
    doc: "What a volume driver needs and can do.",
    fields: [
      { name: "attachRequired", number: 1, doc: "Whether volumes must be attached to a node before they are mounted. Can't be changed.", type: "bool", default: true, immutable: true },
      { name: "podInfoOnMount", number: 2, doc: "Whether the driver is told about the pod when it mounts.", type: "bool", default: false },
      { name: "volumeLifecycleModes", number: 3, doc: "Which volumes it makes: Persistent, Ephemeral (described in the pod) or both. Can't be changed.", type: "string", container: "list", default: ["Persistent"], oneOf: ["Persistent","Ephemeral"], immutable: true, listType: "set" },
      { name: "storageCapacity", number: 4, doc: "Whether the scheduler looks at the driver's CSIStorageCapacity objects.", type: "bool", default: false },
      { name: "fsGroupPolicy", number: 5, doc: "Whether files are given the pod's group: ReadWriteOnceWithFSType, File or None.", type: "string", default: "ReadWriteOnceWithFSType", oneOf: ["ReadWriteOnceWithFSType","File","None"] },
      { name: "tokenRequests", number: 6, doc: "Tokens of the pod's service account that the driver is given.", type: "message", container: "list", message: () => StorageTokenRequest },
      { name: "requiresRepublish", number: 7, doc: "Whether the driver is called again and again while a volume is mounted.", type: "bool", default: false },
      { name: "seLinuxMount", number: 8, doc: "Whether volumes can be mounted with different SELinux contexts.", type: "bool", default: false },
      { name: "nodeAllocatableUpdatePeriodSeconds", number: 9, doc: "Seconds between looks at how many volumes a node can have; never when absent.", type: "int64", min: 10 },
      { name: "serviceAccountTokenInSecrets", number: 10, doc: "Whether tokens are given to the driver as secrets. Only with tokenRequests.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.attachRequired !== undefined) { writer.tag(8); writer.bool(message.attachRequired); }
    if (message.podInfoOnMount !== undefined) { writer.tag(16); writer.bool(message.podInfoOnMount); }
    if (message.volumeLifecycleModes !== undefined) for (const item of message.volumeLifecycleModes) {
      writer.tag(26);
      writer.string(item);
    }
    if (message.storageCapacity !== undefined) { writer.tag(32); writer.bool(message.storageCapacity); }
    if (message.fsGroupPolicy !== undefined) { writer.tag(42); writer.string(message.fsGroupPolicy); }
    if (message.tokenRequests !== undefined) for (const item of message.tokenRequests) {
      writer.tag(50);
      { const start = writer.begin(); StorageTokenRequest.encode(item, writer); writer.end(start); }
    }
    if (message.requiresRepublish !== undefined) { writer.tag(56); writer.bool(message.requiresRepublish); }
    if (message.seLinuxMount !== undefined) { writer.tag(64); writer.bool(message.seLinuxMount); }
    if (message.nodeAllocatableUpdatePeriodSeconds !== undefined) { writer.tag(72); writer.signed(message.nodeAllocatableUpdatePeriodSeconds); }
    if (message.serviceAccountTokenInSecrets !== undefined) { writer.tag(80); writer.bool(message.serviceAccountTokenInSecrets); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCSIDriverSpec ??= CSIDriverSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CSIDriverSpec> = {  };
    let volumeLifecycleModesAll: string[] | undefined;
    let tokenRequestsAll: StorageTokenRequest[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.attachRequired = reader.bool();
          break;
        case 16:
          message.podInfoOnMount = reader.bool();
          break;
        case 26:
          (volumeLifecycleModesAll ??= []).push(reader.string());
          break;
        case 32:
          message.storageCapacity = reader.bool();
          break;
        case 42:
          message.fsGroupPolicy = reader.string();
          break;
        case 50:
          (tokenRequestsAll ??= []).push(reader.message(StorageTokenRequest.decode));
          break;
        case 56:
          message.requiresRepublish = reader.bool();
          break;
        case 64:
          message.seLinuxMount = reader.bool();
          break;
        case 72:
          message.nodeAllocatableUpdatePeriodSeconds = reader.signed();
          break;
        case 80:
          message.serviceAccountTokenInSecrets = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (volumeLifecycleModesAll !== undefined) message.volumeLifecycleModes = volumeLifecycleModesAll;
    if (tokenRequestsAll !== undefined) message.tokenRequests = tokenRequestsAll;
    return message;
  },
};

/** A token of a service account that a volume driver is given. */
export interface StorageTokenRequest extends Message {
  /** Whom the token is for; the masters when absent. */
  readonly audience?: string;
  /** Seconds for which it is good. */
  readonly expirationSeconds?: number;
}

let emptyStorageTokenRequest: StorageTokenRequest | undefined;

export const StorageTokenRequest: MessageType<StorageTokenRequest> = {
  name: 'k8s.io.api.storage.v1.StorageTokenRequest',
  schema: {
    doc: "A token of a service account that a volume driver is given.",
    fields: [
      { name: "audience", number: 1, doc: "Whom the token is for; the masters when absent.", type: "string" },
      { name: "expirationSeconds", number: 2, doc: "Seconds for which it is good.", type: "int64", min: 600, max: 4294967296 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.audience !== undefined) { writer.tag(10); writer.string(message.audience); }
    if (message.expirationSeconds !== undefined) { writer.tag(16); writer.signed(message.expirationSeconds); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStorageTokenRequest ??= StorageTokenRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StorageTokenRequest> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.audience = reader.string();
          break;
        case 16:
          message.expirationSeconds = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The volume drivers on one node. Its name is the node's. */
export interface CSINode extends Message {
  readonly apiVersion: 'storage.k8s.io/v1';
  readonly kind: 'CSINode';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** The drivers. */
  readonly spec: CSINodeSpec;
}

let emptyCSINode: CSINode | undefined;

export const CSINode: KindType<CSINode> = {
  name: 'k8s.io.api.storage.v1.CSINode',
  apiVersion: 'storage.k8s.io/v1',
  kind: 'CSINode',
  schema: {
    doc: "The volume drivers on one node. Its name is the node's.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "The drivers.", type: "message", message: () => CSINodeSpec, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); CSINodeSpec.encode(message.spec, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCSINode ??= CSINode.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CSINode> = { apiVersion: 'storage.k8s.io/v1', kind: 'CSINode', metadata: ObjectMeta.empty(), spec: CSINodeSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(CSINodeSpec.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The volume drivers on a node. */
export interface CSINodeSpec extends Message {
  /** One entry a driver. */
  readonly drivers?: readonly CSINodeDriver[];
}

let emptyCSINodeSpec: CSINodeSpec | undefined;

export const CSINodeSpec: MessageType<CSINodeSpec> = {
  name: 'k8s.io.api.storage.v1.CSINodeSpec',
  schema: {
    doc: "The volume drivers on a node.",
    fields: [
      { name: "drivers", number: 1, doc: "One entry a driver.", type: "message", container: "list", message: () => CSINodeDriver, listKey: ["name"], patchStrategy: ["merge"], patchMergeKey: "name" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.drivers !== undefined) for (const item of message.drivers) {
      writer.tag(10);
      { const start = writer.begin(); CSINodeDriver.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCSINodeSpec ??= CSINodeSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CSINodeSpec> = {  };
    let driversAll: CSINodeDriver[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (driversAll ??= []).push(reader.message(CSINodeDriver.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (driversAll !== undefined) message.drivers = driversAll;
    return message;
  },
};

/** A volume driver on a node. */
export interface CSINodeDriver extends Message {
  /** The driver's name. */
  readonly name: string;
  /** What the driver calls the node. */
  readonly nodeID: string;
  /** The node's labels that say from where the driver's volumes can be reached. */
  readonly topologyKeys?: readonly string[];
  /** How many volumes the node can have. */
  readonly allocatable?: VolumeNodeResources;
}

let emptyCSINodeDriver: CSINodeDriver | undefined;

export const CSINodeDriver: MessageType<CSINodeDriver> = {
  name: 'k8s.io.api.storage.v1.CSINodeDriver',
  schema: {
    doc: "A volume driver on a node.",
    fields: [
      { name: "name", number: 1, doc: "The driver's name.", type: "string", required: true },
      { name: "nodeID", number: 2, doc: "What the driver calls the node.", type: "string", required: true },
      { name: "topologyKeys", number: 3, doc: "The node's labels that say from where the driver's volumes can be reached.", type: "string", container: "list" },
      { name: "allocatable", number: 4, doc: "How many volumes the node can have.", type: "message", message: () => VolumeNodeResources },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); writer.string(message.nodeID); }
    if (message.topologyKeys !== undefined) for (const item of message.topologyKeys) {
      writer.tag(26);
      writer.string(item);
    }
    const allocatableValue = message.allocatable;
    if (allocatableValue !== undefined) { writer.tag(34); { const start = writer.begin(); VolumeNodeResources.encode(allocatableValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCSINodeDriver ??= CSINodeDriver.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CSINodeDriver> = { name: '', nodeID: '' };
    let topologyKeysAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.nodeID = reader.string();
          break;
        case 26:
          (topologyKeysAll ??= []).push(reader.string());
          break;
        case 34:
          message.allocatable = reader.message(VolumeNodeResources.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (topologyKeysAll !== undefined) message.topologyKeys = topologyKeysAll;
    return message;
  },
};

/** How many volumes a node can have. */
export interface VolumeNodeResources extends Message {
  /** The number; no bound when absent. */
  readonly count?: number;
}

let emptyVolumeNodeResources: VolumeNodeResources | undefined;

export const VolumeNodeResources: MessageType<VolumeNodeResources> = {
  name: 'k8s.io.api.storage.v1.VolumeNodeResources',
  schema: {
    doc: "How many volumes a node can have.",
    fields: [
      { name: "count", number: 1, doc: "The number; no bound when absent.", type: "int32", min: 0 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.count !== undefined) { writer.tag(8); writer.signed(message.count); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyVolumeNodeResources ??= VolumeNodeResources.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<VolumeNodeResources> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.count = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How much room a driver has for volumes of one class, seen from some nodes. */
export interface CSIStorageCapacity extends Message {
  readonly apiVersion: 'storage.k8s.io/v1';
  readonly kind: 'CSIStorageCapacity';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** From which nodes: none when absent, all when empty. Can't be changed. */
  readonly nodeTopology?: LabelSelector;
  /** The StorageClass. Can't be changed. */
  readonly storageClassName: string;
  /** The room there is. */
  readonly capacity?: Quantity;
  /** The largest volume that can be made. */
  readonly maximumVolumeSize?: Quantity;
}

let emptyCSIStorageCapacity: CSIStorageCapacity | undefined;

export const CSIStorageCapacity: KindType<CSIStorageCapacity> = {
  name: 'k8s.io.api.storage.v1.CSIStorageCapacity',
  apiVersion: 'storage.k8s.io/v1',
  kind: 'CSIStorageCapacity',
  schema: {
    doc: "How much room a driver has for volumes of one class, seen from some nodes.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "nodeTopology", number: 2, doc: "From which nodes: none when absent, all when empty. Can't be changed.", type: "message", message: () => LabelSelector, immutable: true },
      { name: "storageClassName", number: 3, doc: "The StorageClass. Can't be changed.", type: "string", required: true, immutable: true, format: "dns-subdomain" },
      { name: "capacity", number: 4, doc: "The room there is.", type: "quantity" },
      { name: "maximumVolumeSize", number: 5, doc: "The largest volume that can be made.", type: "quantity" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    const nodeTopologyValue = message.nodeTopology;
    if (nodeTopologyValue !== undefined) { writer.tag(18); { const start = writer.begin(); LabelSelector.encode(nodeTopologyValue, writer); writer.end(start); } }
    { writer.tag(26); writer.string(message.storageClassName); }
    const capacityValue = message.capacity;
    if (capacityValue !== undefined) { writer.tag(34); { const start = writer.begin(); writeQuantity(capacityValue, writer); writer.end(start); } }
    const maximumVolumeSizeValue = message.maximumVolumeSize;
    if (maximumVolumeSizeValue !== undefined) { writer.tag(42); { const start = writer.begin(); writeQuantity(maximumVolumeSizeValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCSIStorageCapacity ??= CSIStorageCapacity.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CSIStorageCapacity> = { apiVersion: 'storage.k8s.io/v1', kind: 'CSIStorageCapacity', metadata: ObjectMeta.empty(), storageClassName: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.nodeTopology = reader.message(LabelSelector.decode);
          break;
        case 26:
          message.storageClassName = reader.string();
          break;
        case 34:
          message.capacity = reader.message(readQuantity);
          break;
        case 42:
          message.maximumVolumeSize = reader.message(readQuantity);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
