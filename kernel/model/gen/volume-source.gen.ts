// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/volume-source.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';

/** A disk of Amazon's cloud. */
export interface AWSElasticBlockStoreVolumeSource extends Message {
  /** The disk's id. */
  readonly volumeID: string;
  /** The file system; ext4 when absent. */
  readonly fsType?: string;
  /** The partition; the whole disk when 0. */
  readonly partition?: number;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
}

let emptyAWSElasticBlockStoreVolumeSource: AWSElasticBlockStoreVolumeSource | undefined;

export const AWSElasticBlockStoreVolumeSource: MessageType<AWSElasticBlockStoreVolumeSource> = {
  name: 'k8s.io.api.core.v1.AWSElasticBlockStoreVolumeSource',
  schema: {
    doc: "A disk of Amazon's cloud.",
    fields: [
      { name: "volumeID", number: 1, doc: "The disk's id.", type: "string", required: true },
      { name: "fsType", number: 2, doc: "The file system; ext4 when absent.", type: "string" },
      { name: "partition", number: 3, doc: "The partition; the whole disk when 0.", type: "int32", min: 0, max: 255 },
      { name: "readOnly", number: 4, doc: "Whether containers may only read.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.volumeID); }
    if (message.fsType !== undefined) { writer.tag(18); writer.string(message.fsType); }
    if (message.partition !== undefined) { writer.tag(24); writer.signed(message.partition); }
    if (message.readOnly !== undefined) { writer.tag(32); writer.bool(message.readOnly); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAWSElasticBlockStoreVolumeSource ??= AWSElasticBlockStoreVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AWSElasticBlockStoreVolumeSource> = { volumeID: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.volumeID = reader.string();
          break;
        case 18:
          message.fsType = reader.string();
          break;
        case 24:
          message.partition = reader.signed();
          break;
        case 32:
          message.readOnly = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A disk of Azure. */
export interface AzureDiskVolumeSource extends Message {
  /** The disk's name. */
  readonly diskName: string;
  /** The disk's URI. */
  readonly diskURI: string;
  /** How the host caches: None, ReadOnly or ReadWrite. */
  readonly cachingMode?: string;
  /** The file system. */
  readonly fsType?: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
  /** Shared (several disks an account), Dedicated (one) or Managed. */
  readonly kind?: string;
}

let emptyAzureDiskVolumeSource: AzureDiskVolumeSource | undefined;

export const AzureDiskVolumeSource: MessageType<AzureDiskVolumeSource> = {
  name: 'k8s.io.api.core.v1.AzureDiskVolumeSource',
  schema: {
    doc: "A disk of Azure.",
    fields: [
      { name: "diskName", number: 1, doc: "The disk's name.", type: "string", required: true },
      { name: "diskURI", number: 2, doc: "The disk's URI.", type: "string", required: true },
      { name: "cachingMode", number: 3, doc: "How the host caches: None, ReadOnly or ReadWrite.", type: "string", default: "ReadWrite", oneOf: ["None","ReadOnly","ReadWrite"] },
      { name: "fsType", number: 4, doc: "The file system.", type: "string", default: "ext4" },
      { name: "readOnly", number: 5, doc: "Whether containers may only read.", type: "bool", default: false },
      { name: "kind", number: 6, doc: "Shared (several disks an account), Dedicated (one) or Managed.", type: "string", default: "Shared", oneOf: ["Dedicated","Managed","Shared"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.diskName); }
    { writer.tag(18); writer.string(message.diskURI); }
    if (message.cachingMode !== undefined) { writer.tag(26); writer.string(message.cachingMode); }
    if (message.fsType !== undefined) { writer.tag(34); writer.string(message.fsType); }
    if (message.readOnly !== undefined) { writer.tag(40); writer.bool(message.readOnly); }
    if (message.kind !== undefined) { writer.tag(50); writer.string(message.kind); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAzureDiskVolumeSource ??= AzureDiskVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AzureDiskVolumeSource> = { diskName: '', diskURI: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.diskName = reader.string();
          break;
        case 18:
          message.diskURI = reader.string();
          break;
        case 26:
          message.cachingMode = reader.string();
          break;
        case 34:
          message.fsType = reader.string();
          break;
        case 40:
          message.readOnly = reader.bool();
          break;
        case 50:
          message.kind = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A Fibre Channel disk, named by targets and unit or by world wide identifiers. */
export interface FCVolumeSource extends Message {
  /** The targets' world wide names. */
  readonly targetWWNs?: readonly string[];
  /** The logical unit, with targetWWNs. */
  readonly lun?: number;
  /** The file system; ext4 when absent. */
  readonly fsType?: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
  /** The disk's world wide identifiers, instead of targetWWNs and lun. */
  readonly wwids?: readonly string[];
}

let emptyFCVolumeSource: FCVolumeSource | undefined;

export const FCVolumeSource: MessageType<FCVolumeSource> = {
  name: 'k8s.io.api.core.v1.FCVolumeSource',
  schema: {
    doc: "A Fibre Channel disk, named by targets and unit or by world wide identifiers.",
    fields: [
      { name: "targetWWNs", number: 1, doc: "The targets' world wide names.", type: "string", container: "list" },
      { name: "lun", number: 2, doc: "The logical unit, with targetWWNs.", type: "int32", min: 0, max: 255 },
      { name: "fsType", number: 3, doc: "The file system; ext4 when absent.", type: "string" },
      { name: "readOnly", number: 4, doc: "Whether containers may only read.", type: "bool" },
      { name: "wwids", number: 5, doc: "The disk's world wide identifiers, instead of targetWWNs and lun.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.targetWWNs !== undefined) for (const item of message.targetWWNs) {
      writer.tag(10);
      writer.string(item);
    }
    if (message.lun !== undefined) { writer.tag(16); writer.signed(message.lun); }
    if (message.fsType !== undefined) { writer.tag(26); writer.string(message.fsType); }
    if (message.readOnly !== undefined) { writer.tag(32); writer.bool(message.readOnly); }
    if (message.wwids !== undefined) for (const item of message.wwids) {
      writer.tag(42);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyFCVolumeSource ??= FCVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<FCVolumeSource> = {  };
    let targetWWNsAll: string[] | undefined;
    let wwidsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (targetWWNsAll ??= []).push(reader.string());
          break;
        case 16:
          message.lun = reader.signed();
          break;
        case 26:
          message.fsType = reader.string();
          break;
        case 32:
          message.readOnly = reader.bool();
          break;
        case 42:
          (wwidsAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (targetWWNsAll !== undefined) message.targetWWNs = targetWWNsAll;
    if (wwidsAll !== undefined) message.wwids = wwidsAll;
    return message;
  },
};

/** A Flocker dataset, by name or by id. */
export interface FlockerVolumeSource extends Message {
  /** The dataset's name. */
  readonly datasetName?: string;
  /** The dataset's id. */
  readonly datasetUUID?: string;
}

let emptyFlockerVolumeSource: FlockerVolumeSource | undefined;

export const FlockerVolumeSource: MessageType<FlockerVolumeSource> = {
  name: 'k8s.io.api.core.v1.FlockerVolumeSource',
  schema: {
    doc: "A Flocker dataset, by name or by id.",
    fields: [
      { name: "datasetName", number: 1, doc: "The dataset's name.", type: "string" },
      { name: "datasetUUID", number: 2, doc: "The dataset's id.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.datasetName !== undefined) { writer.tag(10); writer.string(message.datasetName); }
    if (message.datasetUUID !== undefined) { writer.tag(18); writer.string(message.datasetUUID); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyFlockerVolumeSource ??= FlockerVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<FlockerVolumeSource> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.datasetName = reader.string();
          break;
        case 18:
          message.datasetUUID = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A disk of Google's cloud. */
export interface GCEPersistentDiskVolumeSource extends Message {
  /** The disk's name. */
  readonly pdName: string;
  /** The file system; ext4 when absent. */
  readonly fsType?: string;
  /** The partition; the whole disk when 0. */
  readonly partition?: number;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
}

let emptyGCEPersistentDiskVolumeSource: GCEPersistentDiskVolumeSource | undefined;

export const GCEPersistentDiskVolumeSource: MessageType<GCEPersistentDiskVolumeSource> = {
  name: 'k8s.io.api.core.v1.GCEPersistentDiskVolumeSource',
  schema: {
    doc: "A disk of Google's cloud.",
    fields: [
      { name: "pdName", number: 1, doc: "The disk's name.", type: "string", required: true },
      { name: "fsType", number: 2, doc: "The file system; ext4 when absent.", type: "string" },
      { name: "partition", number: 3, doc: "The partition; the whole disk when 0.", type: "int32", min: 0, max: 255 },
      { name: "readOnly", number: 4, doc: "Whether containers may only read.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.pdName); }
    if (message.fsType !== undefined) { writer.tag(18); writer.string(message.fsType); }
    if (message.partition !== undefined) { writer.tag(24); writer.signed(message.partition); }
    if (message.readOnly !== undefined) { writer.tag(32); writer.bool(message.readOnly); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyGCEPersistentDiskVolumeSource ??= GCEPersistentDiskVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<GCEPersistentDiskVolumeSource> = { pdName: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.pdName = reader.string();
          break;
        case 18:
          message.fsType = reader.string();
          break;
        case 24:
          message.partition = reader.signed();
          break;
        case 32:
          message.readOnly = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A folder of an NFS server. */
export interface NFSVolumeSource extends Message {
  /** The server's name or address. */
  readonly server: string;
  /** The folder it exports. */
  readonly path: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
}

let emptyNFSVolumeSource: NFSVolumeSource | undefined;

export const NFSVolumeSource: MessageType<NFSVolumeSource> = {
  name: 'k8s.io.api.core.v1.NFSVolumeSource',
  schema: {
    doc: "A folder of an NFS server.",
    fields: [
      { name: "server", number: 1, doc: "The server's name or address.", type: "string", required: true },
      { name: "path", number: 2, doc: "The folder it exports.", type: "string", required: true },
      { name: "readOnly", number: 3, doc: "Whether containers may only read.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.server); }
    { writer.tag(18); writer.string(message.path); }
    if (message.readOnly !== undefined) { writer.tag(24); writer.bool(message.readOnly); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNFSVolumeSource ??= NFSVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NFSVolumeSource> = { server: '', path: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.server = reader.string();
          break;
        case 18:
          message.path = reader.string();
          break;
        case 24:
          message.readOnly = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A disk of a Photon controller. */
export interface PhotonPersistentDiskVolumeSource extends Message {
  /** The disk's id. */
  readonly pdID: string;
  /** The file system; ext4 when absent. */
  readonly fsType?: string;
}

let emptyPhotonPersistentDiskVolumeSource: PhotonPersistentDiskVolumeSource | undefined;

export const PhotonPersistentDiskVolumeSource: MessageType<PhotonPersistentDiskVolumeSource> = {
  name: 'k8s.io.api.core.v1.PhotonPersistentDiskVolumeSource',
  schema: {
    doc: "A disk of a Photon controller.",
    fields: [
      { name: "pdID", number: 1, doc: "The disk's id.", type: "string", required: true },
      { name: "fsType", number: 2, doc: "The file system; ext4 when absent.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.pdID); }
    if (message.fsType !== undefined) { writer.tag(18); writer.string(message.fsType); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPhotonPersistentDiskVolumeSource ??= PhotonPersistentDiskVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PhotonPersistentDiskVolumeSource> = { pdID: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.pdID = reader.string();
          break;
        case 18:
          message.fsType = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A Portworx volume. */
export interface PortworxVolumeSource extends Message {
  /** The volume's id. */
  readonly volumeID: string;
  /** The file system; ext4 when absent. */
  readonly fsType?: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
}

let emptyPortworxVolumeSource: PortworxVolumeSource | undefined;

export const PortworxVolumeSource: MessageType<PortworxVolumeSource> = {
  name: 'k8s.io.api.core.v1.PortworxVolumeSource',
  schema: {
    doc: "A Portworx volume.",
    fields: [
      { name: "volumeID", number: 1, doc: "The volume's id.", type: "string", required: true },
      { name: "fsType", number: 2, doc: "The file system; ext4 when absent.", type: "string" },
      { name: "readOnly", number: 3, doc: "Whether containers may only read.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.volumeID); }
    if (message.fsType !== undefined) { writer.tag(18); writer.string(message.fsType); }
    if (message.readOnly !== undefined) { writer.tag(24); writer.bool(message.readOnly); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPortworxVolumeSource ??= PortworxVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PortworxVolumeSource> = { volumeID: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.volumeID = reader.string();
          break;
        case 18:
          message.fsType = reader.string();
          break;
        case 24:
          message.readOnly = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A Quobyte volume. */
export interface QuobyteVolumeSource extends Message {
  /** The registries as host:port, separated by commas. */
  readonly registry: string;
  /** The volume's name. */
  readonly volume: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
  /** Whose rights are used; the service account's when absent. */
  readonly user?: string;
  /** The group whose rights are used; none when absent. */
  readonly group?: string;
  /** The tenant that owns the volume. */
  readonly tenant?: string;
}

let emptyQuobyteVolumeSource: QuobyteVolumeSource | undefined;

export const QuobyteVolumeSource: MessageType<QuobyteVolumeSource> = {
  name: 'k8s.io.api.core.v1.QuobyteVolumeSource',
  schema: {
    doc: "A Quobyte volume.",
    fields: [
      { name: "registry", number: 1, doc: "The registries as host:port, separated by commas.", type: "string", required: true },
      { name: "volume", number: 2, doc: "The volume's name.", type: "string", required: true },
      { name: "readOnly", number: 3, doc: "Whether containers may only read.", type: "bool" },
      { name: "user", number: 4, doc: "Whose rights are used; the service account's when absent.", type: "string" },
      { name: "group", number: 5, doc: "The group whose rights are used; none when absent.", type: "string" },
      { name: "tenant", number: 6, doc: "The tenant that owns the volume.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.registry); }
    { writer.tag(18); writer.string(message.volume); }
    if (message.readOnly !== undefined) { writer.tag(24); writer.bool(message.readOnly); }
    if (message.user !== undefined) { writer.tag(34); writer.string(message.user); }
    if (message.group !== undefined) { writer.tag(42); writer.string(message.group); }
    if (message.tenant !== undefined) { writer.tag(50); writer.string(message.tenant); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyQuobyteVolumeSource ??= QuobyteVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<QuobyteVolumeSource> = { registry: '', volume: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.registry = reader.string();
          break;
        case 18:
          message.volume = reader.string();
          break;
        case 24:
          message.readOnly = reader.bool();
          break;
        case 34:
          message.user = reader.string();
          break;
        case 42:
          message.group = reader.string();
          break;
        case 50:
          message.tenant = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A vSphere disk. */
export interface VsphereVirtualDiskVolumeSource extends Message {
  /** The disk's path. */
  readonly volumePath: string;
  /** The file system; ext4 when absent. */
  readonly fsType?: string;
  /** The storage policy's name. */
  readonly storagePolicyName?: string;
  /** The storage policy's id. */
  readonly storagePolicyID?: string;
}

let emptyVsphereVirtualDiskVolumeSource: VsphereVirtualDiskVolumeSource | undefined;

export const VsphereVirtualDiskVolumeSource: MessageType<VsphereVirtualDiskVolumeSource> = {
  name: 'k8s.io.api.core.v1.VsphereVirtualDiskVolumeSource',
  schema: {
    doc: "A vSphere disk.",
    fields: [
      { name: "volumePath", number: 1, doc: "The disk's path.", type: "string", required: true },
      { name: "fsType", number: 2, doc: "The file system; ext4 when absent.", type: "string" },
      { name: "storagePolicyName", number: 3, doc: "The storage policy's name.", type: "string" },
      { name: "storagePolicyID", number: 4, doc: "The storage policy's id.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.volumePath); }
    if (message.fsType !== undefined) { writer.tag(18); writer.string(message.fsType); }
    if (message.storagePolicyName !== undefined) { writer.tag(26); writer.string(message.storagePolicyName); }
    if (message.storagePolicyID !== undefined) { writer.tag(34); writer.string(message.storagePolicyID); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyVsphereVirtualDiskVolumeSource ??= VsphereVirtualDiskVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<VsphereVirtualDiskVolumeSource> = { volumePath: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.volumePath = reader.string();
          break;
        case 18:
          message.fsType = reader.string();
          break;
        case 26:
          message.storagePolicyName = reader.string();
          break;
        case 34:
          message.storagePolicyID = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A file or folder of the node. */
export interface HostPathVolumeSource extends Message {
  /** Where it is on the node. */
  readonly path: string;
  /** What is there, or is made: DirectoryOrCreate, Directory, FileOrCreate, File, Socket, CharDevice, BlockDevice; not checked when empty. */
  readonly type?: string;
}

let emptyHostPathVolumeSource: HostPathVolumeSource | undefined;

export const HostPathVolumeSource: MessageType<HostPathVolumeSource> = {
  name: 'k8s.io.api.core.v1.HostPathVolumeSource',
  schema: {
    doc: "A file or folder of the node.",
    fields: [
      { name: "path", number: 1, doc: "Where it is on the node.", type: "string", required: true },
      { name: "type", number: 2, doc: "What is there, or is made: DirectoryOrCreate, Directory, FileOrCreate, File, Socket, CharDevice, BlockDevice; not checked when empty.", type: "string", oneOf: ["DirectoryOrCreate","Directory","FileOrCreate","File","Socket","CharDevice","BlockDevice"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.path); }
    if (message.type !== undefined) { writer.tag(18); writer.string(message.type); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyHostPathVolumeSource ??= HostPathVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<HostPathVolumeSource> = { path: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.path = reader.string();
          break;
        case 18:
          message.type = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
