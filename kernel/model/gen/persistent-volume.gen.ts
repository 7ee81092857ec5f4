// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/persistent-volume.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';
import { inlinedPart, knownFields, putInlined } from '#kernel/model/inline.ts';
import { type Time, readTime, writeTime, type Quantity, readQuantity, writeQuantity } from '#kernel/model/scalars.ts';
import { ObjectMeta, LabelSelector } from '#kernel/model/gen/meta.gen.ts';
import { ObjectReference, TypedLocalObjectReference, TypedObjectReference, SecretReference } from '#kernel/model/gen/reference.gen.ts';
import { NodeSelector } from '#kernel/model/gen/affinity.gen.ts';
import { AWSElasticBlockStoreVolumeSource, AzureDiskVolumeSource, FCVolumeSource, FlockerVolumeSource, GCEPersistentDiskVolumeSource, NFSVolumeSource, PhotonPersistentDiskVolumeSource, PortworxVolumeSource, QuobyteVolumeSource, VsphereVirtualDiskVolumeSource, HostPathVolumeSource } from '#kernel/model/gen/volume-source.gen.ts';

/** A piece of storage that outlives pods. */
export interface PersistentVolume extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'PersistentVolume';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Where the storage is, how much it is and who may use it. */
  readonly spec: PersistentVolumeSpec;
  /** Whether a claim has it. */
  readonly status?: PersistentVolumeStatus;
}

let emptyPersistentVolume: PersistentVolume | undefined;

export const PersistentVolume: KindType<PersistentVolume> = {
  name: 'k8s.io.api.core.v1.PersistentVolume',
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  schema: {
    doc: "A piece of storage that outlives pods.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "Where the storage is, how much it is and who may use it.", type: "message", message: () => PersistentVolumeSpec, required: true },
      { name: "status", number: 3, doc: "Whether a claim has it.", type: "message", message: () => PersistentVolumeStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); PersistentVolumeSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); PersistentVolumeStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPersistentVolume ??= PersistentVolume.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PersistentVolume> = { apiVersion: 'v1', kind: 'PersistentVolume', metadata: ObjectMeta.empty(), spec: PersistentVolumeSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(PersistentVolumeSpec.decode);
          break;
        case 26:
          message.status = reader.message(PersistentVolumeStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Where storage is, how much it is and who may use it. */
export interface PersistentVolumeSpec extends PersistentVolumeSource {
  /** How much it holds: storage. */
  readonly capacity?: Readonly<Record<string, Quantity>>;
  /** How it can be mounted: ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod. */
  readonly accessModes: readonly string[];
  /** The claim that has it. */
  readonly claimRef?: ObjectReference;
  /** What becomes of it when its claim goes: Retain, Delete or Recycle. */
  readonly persistentVolumeReclaimPolicy?: string;
  /** The class it belongs to; none when empty. */
  readonly storageClassName?: string;
  /** Options for mounting, such as `ro`. */
  readonly mountOptions?: readonly string[];
  /** Filesystem, or Block for a device without one. */
  readonly volumeMode?: string;
  /** The nodes that reach it. */
  readonly nodeAffinity?: VolumeNodeAffinity;
  /** The class of its changeable attributes. */
  readonly volumeAttributesClassName?: string;
}

let emptyPersistentVolumeSpec: PersistentVolumeSpec | undefined;

export const PersistentVolumeSpec: MessageType<PersistentVolumeSpec> = {
  name: 'k8s.io.api.core.v1.PersistentVolumeSpec',
  schema: {
    doc: "Where storage is, how much it is and who may use it.",
    fields: [
      { name: "capacity", number: 1, doc: "How much it holds: storage.", type: "quantity", container: "map" },
      { name: "persistentVolumeSource", number: 2, doc: "Where the storage is.", type: "message", message: () => PersistentVolumeSource, required: true, inline: true },
      { name: "accessModes", number: 3, doc: "How it can be mounted: ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod.", type: "string", container: "list", required: true, oneOf: ["ReadOnlyMany","ReadWriteMany","ReadWriteOnce","ReadWriteOncePod"] },
      { name: "claimRef", number: 4, doc: "The claim that has it.", type: "message", message: () => ObjectReference, atomic: false },
      { name: "persistentVolumeReclaimPolicy", number: 5, doc: "What becomes of it when its claim goes: Retain, Delete or Recycle.", type: "string", default: "Retain", oneOf: ["Delete","Recycle","Retain"] },
      { name: "storageClassName", number: 6, doc: "The class it belongs to; none when empty.", type: "string" },
      { name: "mountOptions", number: 7, doc: "Options for mounting, such as `ro`.", type: "string", container: "list" },
      { name: "volumeMode", number: 8, doc: "Filesystem, or Block for a device without one.", type: "string", default: "Filesystem", oneOf: ["Block","Filesystem"] },
      { name: "nodeAffinity", number: 9, doc: "The nodes that reach it.", type: "message", message: () => VolumeNodeAffinity },
      { name: "volumeAttributesClassName", number: 10, doc: "The class of its changeable attributes.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.capacity !== undefined) for (const [key, item] of entriesByKey(message.capacity)) {
      writer.tag(10);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    writer.tag(18);
    { const start = writer.begin(); PersistentVolumeSource.encode(inlinedPart(message), writer); writer.end(start); }
    if (message.accessModes !== undefined) for (const item of message.accessModes) {
      writer.tag(26);
      writer.string(item);
    }
    const claimRefValue = message.claimRef;
    if (claimRefValue !== undefined) { writer.tag(34); { const start = writer.begin(); ObjectReference.encode(claimRefValue, writer); writer.end(start); } }
    if (message.persistentVolumeReclaimPolicy !== undefined) { writer.tag(42); writer.string(message.persistentVolumeReclaimPolicy); }
    if (message.storageClassName !== undefined) { writer.tag(50); writer.string(message.storageClassName); }
    if (message.mountOptions !== undefined) for (const item of message.mountOptions) {
      writer.tag(58);
      writer.string(item);
    }
    if (message.volumeMode !== undefined) { writer.tag(66); writer.string(message.volumeMode); }
    const nodeAffinityValue = message.nodeAffinity;
    if (nodeAffinityValue !== undefined) { writer.tag(74); { const start = writer.begin(); VolumeNodeAffinity.encode(nodeAffinityValue, writer); writer.end(start); } }
    if (message.volumeAttributesClassName !== undefined) { writer.tag(82); writer.string(message.volumeAttributesClassName); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPersistentVolumeSpec ??= PersistentVolumeSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PersistentVolumeSpec> = { accessModes: [], ...knownFields(PersistentVolumeSource.decode(reader, reader.position)) };
    let capacityAll: Record<string, Quantity> | undefined;
    let accessModesAll: string[] | undefined;
    let mountOptionsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          capacityAll ??= {};
          readEntry(reader, capacityAll, () => reader.message(readQuantity), () => '');
          break;
        case 18:
          putInlined(message, reader.message(PersistentVolumeSource.decode));
          break;
        case 26:
          (accessModesAll ??= []).push(reader.string());
          break;
        case 34:
          message.claimRef = reader.message(ObjectReference.decode);
          break;
        case 42:
          message.persistentVolumeReclaimPolicy = reader.string();
          break;
        case 50:
          message.storageClassName = reader.string();
          break;
        case 58:
          (mountOptionsAll ??= []).push(reader.string());
          break;
        case 66:
          message.volumeMode = reader.string();
          break;
        case 74:
          message.nodeAffinity = reader.message(VolumeNodeAffinity.decode);
          break;
        case 82:
          message.volumeAttributesClassName = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (capacityAll !== undefined) message.capacity = capacityAll;
    if (accessModesAll !== undefined) message.accessModes = accessModesAll;
    if (mountOptionsAll !== undefined) message.mountOptions = mountOptionsAll;
    return message;
  },
};

/** The nodes that reach a volume. */
export interface VolumeNodeAffinity extends Message {
  /** What holds for them. */
  readonly required?: NodeSelector;
}

let emptyVolumeNodeAffinity: VolumeNodeAffinity | undefined;

export const VolumeNodeAffinity: MessageType<VolumeNodeAffinity> = {
  name: 'k8s.io.api.core.v1.VolumeNodeAffinity',
  schema: {
    doc: "The nodes that reach a volume.",
    fields: [
      { name: "required", number: 1, doc: "What holds for them.", type: "message", message: () => NodeSelector },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const requiredValue = message.required;
    if (requiredValue !== undefined) { writer.tag(10); { const start = writer.begin(); NodeSelector.encode(requiredValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyVolumeNodeAffinity ??= VolumeNodeAffinity.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<VolumeNodeAffinity> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.required = reader.message(NodeSelector.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Whether a claim has a volume. */
export interface PersistentVolumeStatus extends Message {
  /** Pending, Available, Bound, Released or Failed. */
  readonly phase?: string;
  /** Why, for people. */
  readonly message?: string;
  /** Why, as one word. */
  readonly reason?: string;
  /** When the phase last changed. */
  readonly lastPhaseTransitionTime?: Time;
}

let emptyPersistentVolumeStatus: PersistentVolumeStatus | undefined;

export const PersistentVolumeStatus: MessageType<PersistentVolumeStatus> = {
  name: 'k8s.io.api.core.v1.PersistentVolumeStatus',
  schema: {
    doc: "Whether a claim has a volume.",
    fields: [
      { name: "phase", number: 1, doc: "Pending, Available, Bound, Released or Failed.", type: "string", oneOf: ["Pending","Available","Bound","Released","Failed"] },
      { name: "message", number: 2, doc: "Why, for people.", type: "string" },
      { name: "reason", number: 3, doc: "Why, as one word.", type: "string" },
      { name: "lastPhaseTransitionTime", number: 4, doc: "When the phase last changed.", type: "time" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.phase !== undefined) { writer.tag(10); writer.string(message.phase); }
    if (message.message !== undefined) { writer.tag(18); writer.string(message.message); }
    if (message.reason !== undefined) { writer.tag(26); writer.string(message.reason); }
    const lastPhaseTransitionTimeValue = message.lastPhaseTransitionTime;
    if (lastPhaseTransitionTimeValue !== undefined) { writer.tag(34); { const start = writer.begin(); writeTime(lastPhaseTransitionTimeValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPersistentVolumeStatus ??= PersistentVolumeStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PersistentVolumeStatus> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.phase = reader.string();
          break;
        case 18:
          message.message = reader.string();
          break;
        case 26:
          message.reason = reader.string();
          break;
        case 34:
          message.lastPhaseTransitionTime = reader.message(readTime);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Where the storage of a persistent volume is. Exactly one is set. */
export interface PersistentVolumeSource extends Message {
  /** A disk of Google's cloud. */
  readonly gcePersistentDisk?: GCEPersistentDiskVolumeSource;
  /** A disk of Amazon's cloud. */
  readonly awsElasticBlockStore?: AWSElasticBlockStoreVolumeSource;
  /** A file or folder of a node. */
  readonly hostPath?: HostPathVolumeSource;
  /** A Gluster volume. */
  readonly glusterfs?: GlusterfsPersistentVolumeSource;
  /** A folder of an NFS server. */
  readonly nfs?: NFSVolumeSource;
  /** A Ceph block device. */
  readonly rbd?: RBDPersistentVolumeSource;
  /** An iSCSI disk. */
  readonly iscsi?: ISCSIPersistentVolumeSource;
  /** An OpenStack volume. */
  readonly cinder?: CinderPersistentVolumeSource;
  /** A Ceph file system. */
  readonly cephfs?: CephFSPersistentVolumeSource;
  /** A Fibre Channel disk. */
  readonly fc?: FCVolumeSource;
  /** A Flocker dataset. */
  readonly flocker?: FlockerVolumeSource;
  /** A volume of a driver that is a program on the node. */
  readonly flexVolume?: FlexPersistentVolumeSource;
  /** A file share of Azure. */
  readonly azureFile?: AzureFilePersistentVolumeSource;
  /** A vSphere disk. */
  readonly vsphereVolume?: VsphereVirtualDiskVolumeSource;
  /** A Quobyte volume. */
  readonly quobyte?: QuobyteVolumeSource;
  /** A disk of Azure. */
  readonly azureDisk?: AzureDiskVolumeSource;
  /** A disk of a Photon controller. */
  readonly photonPersistentDisk?: PhotonPersistentDiskVolumeSource;
  /** A Portworx volume. */
  readonly portworxVolume?: PortworxVolumeSource;
  /** A ScaleIO volume. */
  readonly scaleIO?: ScaleIOPersistentVolumeSource;
  /** A disk or folder of one node, which nodeAffinity names. */
  readonly local?: LocalVolumeSource;
  /** A StorageOS volume. */
  readonly storageos?: StorageOSPersistentVolumeSource;
  /** A volume of a CSI driver. */
  readonly csi?: CSIPersistentVolumeSource;
}

let emptyPersistentVolumeSource: PersistentVolumeSource | undefined;

export const PersistentVolumeSource: MessageType<PersistentVolumeSource> = {
  name: 'k8s.io.api.core.v1.PersistentVolumeSource',
  schema: {
    doc: "Where the storage of a persistent volume is. Exactly one is set.",
    fields: [
      { name: "gcePersistentDisk", number: 1, doc: "A disk of Google's cloud.", type: "message", message: () => GCEPersistentDiskVolumeSource },
      { name: "awsElasticBlockStore", number: 2, doc: "A disk of Amazon's cloud.", type: "message", message: () => AWSElasticBlockStoreVolumeSource },
      { name: "hostPath", number: 3, doc: "A file or folder of a node.", type: "message", message: () => HostPathVolumeSource },
      { name: "glusterfs", number: 4, doc: "A Gluster volume.", type: "message", message: () => GlusterfsPersistentVolumeSource },
      { name: "nfs", number: 5, doc: "A folder of an NFS server.", type: "message", message: () => NFSVolumeSource },
      { name: "rbd", number: 6, doc: "A Ceph block device.", type: "message", message: () => RBDPersistentVolumeSource },
      { name: "iscsi", number: 7, doc: "An iSCSI disk.", type: "message", message: () => ISCSIPersistentVolumeSource },
      { name: "cinder", number: 8, doc: "An OpenStack volume.", type: "message", message: () => CinderPersistentVolumeSource },
      { name: "cephfs", number: 9, doc: "A Ceph file system.", type: "message", message: () => CephFSPersistentVolumeSource },
      { name: "fc", number: 10, doc: "A Fibre Channel disk.", type: "message", message: () => FCVolumeSource },
      { name: "flocker", number: 11, doc: "A Flocker dataset.", type: "message", message: () => FlockerVolumeSource },
      { name: "flexVolume", number: 12, doc: "A volume of a driver that is a program on the node.", type: "message", message: () => FlexPersistentVolumeSource },
      { name: "azureFile", number: 13, doc: "A file share of Azure.", type: "message", message: () => AzureFilePersistentVolumeSource },
      { name: "vsphereVolume", number: 14, doc: "A vSphere disk.", type: "message", message: () => VsphereVirtualDiskVolumeSource },
      { name: "quobyte", number: 15, doc: "A Quobyte volume.", type: "message", message: () => QuobyteVolumeSource },
      { name: "azureDisk", number: 16, doc: "A disk of Azure.", type: "message", message: () => AzureDiskVolumeSource },
      { name: "photonPersistentDisk", number: 17, doc: "A disk of a Photon controller.", type: "message", message: () => PhotonPersistentDiskVolumeSource },
      { name: "portworxVolume", number: 18, doc: "A Portworx volume.", type: "message", message: () => PortworxVolumeSource },
      { name: "scaleIO", number: 19, doc: "A ScaleIO volume.", type: "message", message: () => ScaleIOPersistentVolumeSource },
      { name: "local", number: 20, doc: "A disk or folder of one node, which nodeAffinity names.", type: "message", message: () => LocalVolumeSource },
      { name: "storageos", number: 21, doc: "A StorageOS volume.", type: "message", message: () => StorageOSPersistentVolumeSource },
      { name: "csi", number: 22, doc: "A volume of a CSI driver.", type: "message", message: () => CSIPersistentVolumeSource },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const gcePersistentDiskValue = message.gcePersistentDisk;
    if (gcePersistentDiskValue !== undefined) { writer.tag(10); { const start = writer.begin(); GCEPersistentDiskVolumeSource.encode(gcePersistentDiskValue, writer); writer.end(start); } }
    const awsElasticBlockStoreValue = message.awsElasticBlockStore;
    if (awsElasticBlockStoreValue !== undefined) { writer.tag(18); { const start = writer.begin(); AWSElasticBlockStoreVolumeSource.encode(awsElasticBlockStoreValue, writer); writer.end(start); } }
    const hostPathValue = message.hostPath;
    if (hostPathValue !== undefined) { writer.tag(26); { const start = writer.begin(); HostPathVolumeSource.encode(hostPathValue, writer); writer.end(start); } }
    const glusterfsValue = message.glusterfs;
    if (glusterfsValue !== undefined) { writer.tag(34); { const start = writer.begin(); GlusterfsPersistentVolumeSource.encode(glusterfsValue, writer); writer.end(start); } }
    const nfsValue = message.nfs;
    if (nfsValue !== undefined) { writer.tag(42); { const start = writer.begin(); NFSVolumeSource.encode(nfsValue, writer); writer.end(start); } }
    const rbdValue = message.rbd;
    if (rbdValue !== undefined) { writer.tag(50); { const start = writer.begin(); RBDPersistentVolumeSource.encode(rbdValue, writer); writer.end(start); } }
    const iscsiValue = message.iscsi;
    if (iscsiValue !== undefined) { writer.tag(58); { const start = writer.begin(); ISCSIPersistentVolumeSource.encode(iscsiValue, writer); writer.end(start); } }
    const cinderValue = message.cinder;
    if (cinderValue !== undefined) { writer.tag(66); { const start = writer.begin(); CinderPersistentVolumeSource.encode(cinderValue, writer); writer.end(start); } }
    const cephfsValue = message.cephfs;
    if (cephfsValue !== undefined) { writer.tag(74); { const start = writer.begin(); CephFSPersistentVolumeSource.encode(cephfsValue, writer); writer.end(start); } }
    const fcValue = message.fc;
    if (fcValue !== undefined) { writer.tag(82); { const start = writer.begin(); FCVolumeSource.encode(fcValue, writer); writer.end(start); } }
    const flockerValue = message.flocker;
    if (flockerValue !== undefined) { writer.tag(90); { const start = writer.begin(); FlockerVolumeSource.encode(flockerValue, writer); writer.end(start); } }
    const flexVolumeValue = message.flexVolume;
    if (flexVolumeValue !== undefined) { writer.tag(98); { const start = writer.begin(); FlexPersistentVolumeSource.encode(flexVolumeValue, writer); writer.end(start); } }
    const azureFileValue = message.azureFile;
    if (azureFileValue !== undefined) { writer.tag(106); { const start = writer.begin(); AzureFilePersistentVolumeSource.encode(azureFileValue, writer); writer.end(start); } }
    const vsphereVolumeValue = message.vsphereVolume;
    if (vsphereVolumeValue !== undefined) { writer.tag(114); { const start = writer.begin(); VsphereVirtualDiskVolumeSource.encode(vsphereVolumeValue, writer); writer.end(start); } }
    const quobyteValue = message.quobyte;
    if (quobyteValue !== undefined) { writer.tag(122); { const start = writer.begin(); QuobyteVolumeSource.encode(quobyteValue, writer); writer.end(start); } }
    const azureDiskValue = message.azureDisk;
    if (azureDiskValue !== undefined) { writer.tag(130); { const start = writer.begin(); AzureDiskVolumeSource.encode(azureDiskValue, writer); writer.end(start); } }
    const photonPersistentDiskValue = message.photonPersistentDisk;
    if (photonPersistentDiskValue !== undefined) { writer.tag(138); { const start = writer.begin(); PhotonPersistentDiskVolumeSource.encode(photonPersistentDiskValue, writer); writer.end(start); } }
    const portworxVolumeValue = message.portworxVolume;
    if (portworxVolumeValue !== undefined) { writer.tag(146); { const start = writer.begin(); PortworxVolumeSource.encode(portworxVolumeValue, writer); writer.end(start); } }
    const scaleIOValue = message.scaleIO;
    if (scaleIOValue !== undefined) { writer.tag(154); { const start = writer.begin(); ScaleIOPersistentVolumeSource.encode(scaleIOValue, writer); writer.end(start); } }
    const localValue = message.local;
    if (localValue !== undefined) { writer.tag(162); { const start = writer.begin(); LocalVolumeSource.encode(localValue, writer); writer.end(start); } }
    const storageosValue = message.storageos;
    if (storageosValue !== undefined) { writer.tag(170); { const start = writer.begin(); StorageOSPersistentVolumeSource.encode(storageosValue, writer); writer.end(start); } }
    const csiValue = message.csi;
    if (csiValue !== undefined) { writer.tag(178); { const start = writer.begin(); CSIPersistentVolumeSource.encode(csiValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPersistentVolumeSource ??= PersistentVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PersistentVolumeSource> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.gcePersistentDisk = reader.message(GCEPersistentDiskVolumeSource.decode);
          break;
        case 18:
          message.awsElasticBlockStore = reader.message(AWSElasticBlockStoreVolumeSource.decode);
          break;
        case 26:
          message.hostPath = reader.message(HostPathVolumeSource.decode);
          break;
        case 34:
          message.glusterfs = reader.message(GlusterfsPersistentVolumeSource.decode);
          break;
        case 42:
          message.nfs = reader.message(NFSVolumeSource.decode);
          break;
        case 50:
          message.rbd = reader.message(RBDPersistentVolumeSource.decode);
          break;
        case 58:
          message.iscsi = reader.message(ISCSIPersistentVolumeSource.decode);
          break;
        case 66:
          message.cinder = reader.message(CinderPersistentVolumeSource.decode);
          break;
        case 74:
          message.cephfs = reader.message(CephFSPersistentVolumeSource.decode);
          break;
        case 82:
          message.fc = reader.message(FCVolumeSource.decode);
          break;
        case 90:
          message.flocker = reader.message(FlockerVolumeSource.decode);
          break;
        case 98:
          message.flexVolume = reader.message(FlexPersistentVolumeSource.decode);
          break;
        case 106:
          message.azureFile = reader.message(AzureFilePersistentVolumeSource.decode);
          break;
        case 114:
          message.vsphereVolume = reader.message(VsphereVirtualDiskVolumeSource.decode);
          break;
        case 122:
          message.quobyte = reader.message(QuobyteVolumeSource.decode);
          break;
        case 130:
          message.azureDisk = reader.message(AzureDiskVolumeSource.decode);
          break;
        case 138:
          message.photonPersistentDisk = reader.message(PhotonPersistentDiskVolumeSource.decode);
          break;
        case 146:
          message.portworxVolume = reader.message(PortworxVolumeSource.decode);
          break;
        case 154:
          message.scaleIO = reader.message(ScaleIOPersistentVolumeSource.decode);
          break;
        case 162:
          message.local = reader.message(LocalVolumeSource.decode);
          break;
        case 170:
          message.storageos = reader.message(StorageOSPersistentVolumeSource.decode);
          break;
        case 178:
          message.csi = reader.message(CSIPersistentVolumeSource.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A disk or folder of one node. */
export interface LocalVolumeSource extends Message {
  /** Where it is on the node. */
  readonly path: string;
  /** The file system of a disk; found out when absent. */
  readonly fsType?: string;
}

let emptyLocalVolumeSource: LocalVolumeSource | undefined;

export const LocalVolumeSource: MessageType<LocalVolumeSource> = {
  name: 'k8s.io.api.core.v1.LocalVolumeSource',
  schema: {
    doc: "A disk or folder of one node.",
    fields: [
      { name: "path", number: 1, doc: "Where it is on the node.", type: "string", required: true },
      { name: "fsType", number: 2, doc: "The file system of a disk; found out when absent.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.path); }
    if (message.fsType !== undefined) { writer.tag(18); writer.string(message.fsType); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLocalVolumeSource ??= LocalVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LocalVolumeSource> = { path: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.path = reader.string();
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

/** A volume of a CSI driver. */
export interface CSIPersistentVolumeSource extends Message {
  /** The driver. */
  readonly driver: string;
  /** The driver's name for the volume. */
  readonly volumeHandle: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
  /** The file system. */
  readonly fsType?: string;
  /** What the driver is told. */
  readonly volumeAttributes?: Readonly<Record<string, string>>;
  /** The Secret for attaching. */
  readonly controllerPublishSecretRef?: SecretReference;
  /** The Secret for staging on a node. */
  readonly nodeStageSecretRef?: SecretReference;
  /** The Secret for publishing on a node. */
  readonly nodePublishSecretRef?: SecretReference;
  /** The Secret for expanding. */
  readonly controllerExpandSecretRef?: SecretReference;
  /** The Secret for expanding on a node. */
  readonly nodeExpandSecretRef?: SecretReference;
}

let emptyCSIPersistentVolumeSource: CSIPersistentVolumeSource | undefined;

export const CSIPersistentVolumeSource: MessageType<CSIPersistentVolumeSource> = {
  name: 'k8s.io.api.core.v1.CSIPersistentVolumeSource',
  schema: {
    doc: "A volume of a CSI driver.",
    fields: [
      { name: "driver", number: 1, doc: "The driver.", type: "string", required: true },
      { name: "volumeHandle", number: 2, doc: "The driver's name for the volume.", type: "string", required: true },
      { name: "readOnly", number: 3, doc: "Whether containers may only read.", type: "bool" },
      { name: "fsType", number: 4, doc: "The file system.", type: "string" },
      { name: "volumeAttributes", number: 5, doc: "What the driver is told.", type: "string", container: "map" },
      { name: "controllerPublishSecretRef", number: 6, doc: "The Secret for attaching.", type: "message", message: () => SecretReference },
      { name: "nodeStageSecretRef", number: 7, doc: "The Secret for staging on a node.", type: "message", message: () => SecretReference },
      { name: "nodePublishSecretRef", number: 8, doc: "The Secret for publishing on a node.", type: "message", message: () => SecretReference },
      { name: "controllerExpandSecretRef", number: 9, doc: "The Secret for expanding.", type: "message", message: () => SecretReference },
      { name: "nodeExpandSecretRef", number: 10, doc: "The Secret for expanding on a node.", type: "message", message: () => SecretReference },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.driver); }
    { writer.tag(18); writer.string(message.volumeHandle); }
    if (message.readOnly !== undefined) { writer.tag(24); writer.bool(message.readOnly); }
    if (message.fsType !== undefined) { writer.tag(34); writer.string(message.fsType); }
    if (message.volumeAttributes !== undefined) for (const [key, item] of entriesByKey(message.volumeAttributes)) {
      writer.tag(42);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    const controllerPublishSecretRefValue = message.controllerPublishSecretRef;
    if (controllerPublishSecretRefValue !== undefined) { writer.tag(50); { const start = writer.begin(); SecretReference.encode(controllerPublishSecretRefValue, writer); writer.end(start); } }
    const nodeStageSecretRefValue = message.nodeStageSecretRef;
    if (nodeStageSecretRefValue !== undefined) { writer.tag(58); { const start = writer.begin(); SecretReference.encode(nodeStageSecretRefValue, writer); writer.end(start); } }
    const nodePublishSecretRefValue = message.nodePublishSecretRef;
    if (nodePublishSecretRefValue !== undefined) { writer.tag(66); { const start = writer.begin(); SecretReference.encode(nodePublishSecretRefValue, writer); writer.end(start); } }
    const controllerExpandSecretRefValue = message.controllerExpandSecretRef;
    if (controllerExpandSecretRefValue !== undefined) { writer.tag(74); { const start = writer.begin(); SecretReference.encode(controllerExpandSecretRefValue, writer); writer.end(start); } }
    const nodeExpandSecretRefValue = message.nodeExpandSecretRef;
    if (nodeExpandSecretRefValue !== undefined) { writer.tag(82); { const start = writer.begin(); SecretReference.encode(nodeExpandSecretRefValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCSIPersistentVolumeSource ??= CSIPersistentVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CSIPersistentVolumeSource> = { driver: '', volumeHandle: '' };
    let volumeAttributesAll: Record<string, string> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.driver = reader.string();
          break;
        case 18:
          message.volumeHandle = reader.string();
          break;
        case 24:
          message.readOnly = reader.bool();
          break;
        case 34:
          message.fsType = reader.string();
          break;
        case 42:
          volumeAttributesAll ??= {};
          readEntry(reader, volumeAttributesAll, () => reader.string(), () => '');
          break;
        case 50:
          message.controllerPublishSecretRef = reader.message(SecretReference.decode);
          break;
        case 58:
          message.nodeStageSecretRef = reader.message(SecretReference.decode);
          break;
        case 66:
          message.nodePublishSecretRef = reader.message(SecretReference.decode);
          break;
        case 74:
          message.controllerExpandSecretRef = reader.message(SecretReference.decode);
          break;
        case 82:
          message.nodeExpandSecretRef = reader.message(SecretReference.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (volumeAttributesAll !== undefined) message.volumeAttributes = volumeAttributesAll;
    return message;
  },
};

/** An Azure file share, for any namespace. */
export interface AzureFilePersistentVolumeSource extends Message {
  /** The Secret with the account's name and key. */
  readonly secretName: string;
  /** The share. */
  readonly shareName: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
  /** The Secret's namespace; the pod's when absent. */
  readonly secretNamespace?: string;
}

let emptyAzureFilePersistentVolumeSource: AzureFilePersistentVolumeSource | undefined;

export const AzureFilePersistentVolumeSource: MessageType<AzureFilePersistentVolumeSource> = {
  name: 'k8s.io.api.core.v1.AzureFilePersistentVolumeSource',
  schema: {
    doc: "An Azure file share, for any namespace.",
    fields: [
      { name: "secretName", number: 1, doc: "The Secret with the account's name and key.", type: "string", required: true },
      { name: "shareName", number: 2, doc: "The share.", type: "string", required: true },
      { name: "readOnly", number: 3, doc: "Whether containers may only read.", type: "bool" },
      { name: "secretNamespace", number: 4, doc: "The Secret's namespace; the pod's when absent.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.secretName); }
    { writer.tag(18); writer.string(message.shareName); }
    if (message.readOnly !== undefined) { writer.tag(24); writer.bool(message.readOnly); }
    if (message.secretNamespace !== undefined) { writer.tag(34); writer.string(message.secretNamespace); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAzureFilePersistentVolumeSource ??= AzureFilePersistentVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AzureFilePersistentVolumeSource> = { secretName: '', shareName: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.secretName = reader.string();
          break;
        case 18:
          message.shareName = reader.string();
          break;
        case 24:
          message.readOnly = reader.bool();
          break;
        case 34:
          message.secretNamespace = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A Ceph file system, for any namespace. */
export interface CephFSPersistentVolumeSource extends Message {
  /** The monitors' addresses. */
  readonly monitors: readonly string[];
  /** The folder mounted as the root; / when absent. */
  readonly path?: string;
  /** The user; admin when absent. */
  readonly user?: string;
  /** The key ring's file on the node. */
  readonly secretFile?: string;
  /** The user's Secret. */
  readonly secretRef?: SecretReference;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
}

let emptyCephFSPersistentVolumeSource: CephFSPersistentVolumeSource | undefined;

export const CephFSPersistentVolumeSource: MessageType<CephFSPersistentVolumeSource> = {
  name: 'k8s.io.api.core.v1.CephFSPersistentVolumeSource',
  schema: {
    doc: "A Ceph file system, for any namespace.",
    fields: [
      { name: "monitors", number: 1, doc: "The monitors' addresses.", type: "string", container: "list", required: true },
      { name: "path", number: 2, doc: "The folder mounted as the root; / when absent.", type: "string" },
      { name: "user", number: 3, doc: "The user; admin when absent.", type: "string" },
      { name: "secretFile", number: 4, doc: "The key ring's file on the node.", type: "string" },
      { name: "secretRef", number: 5, doc: "The user's Secret.", type: "message", message: () => SecretReference },
      { name: "readOnly", number: 6, doc: "Whether containers may only read.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.monitors !== undefined) for (const item of message.monitors) {
      writer.tag(10);
      writer.string(item);
    }
    if (message.path !== undefined) { writer.tag(18); writer.string(message.path); }
    if (message.user !== undefined) { writer.tag(26); writer.string(message.user); }
    if (message.secretFile !== undefined) { writer.tag(34); writer.string(message.secretFile); }
    const secretRefValue = message.secretRef;
    if (secretRefValue !== undefined) { writer.tag(42); { const start = writer.begin(); SecretReference.encode(secretRefValue, writer); writer.end(start); } }
    if (message.readOnly !== undefined) { writer.tag(48); writer.bool(message.readOnly); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCephFSPersistentVolumeSource ??= CephFSPersistentVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CephFSPersistentVolumeSource> = { monitors: [] };
    let monitorsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (monitorsAll ??= []).push(reader.string());
          break;
        case 18:
          message.path = reader.string();
          break;
        case 26:
          message.user = reader.string();
          break;
        case 34:
          message.secretFile = reader.string();
          break;
        case 42:
          message.secretRef = reader.message(SecretReference.decode);
          break;
        case 48:
          message.readOnly = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (monitorsAll !== undefined) message.monitors = monitorsAll;
    return message;
  },
};

/** An OpenStack volume, for any namespace. */
export interface CinderPersistentVolumeSource extends Message {
  /** The volume's id. */
  readonly volumeID: string;
  /** The file system; ext4 when absent. */
  readonly fsType?: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
  /** The Secret with which OpenStack is reached. */
  readonly secretRef?: SecretReference;
}

let emptyCinderPersistentVolumeSource: CinderPersistentVolumeSource | undefined;

export const CinderPersistentVolumeSource: MessageType<CinderPersistentVolumeSource> = {
  name: 'k8s.io.api.core.v1.CinderPersistentVolumeSource',
  schema: {
    doc: "An OpenStack volume, for any namespace.",
    fields: [
      { name: "volumeID", number: 1, doc: "The volume's id.", type: "string", required: true },
      { name: "fsType", number: 2, doc: "The file system; ext4 when absent.", type: "string" },
      { name: "readOnly", number: 3, doc: "Whether containers may only read.", type: "bool" },
      { name: "secretRef", number: 4, doc: "The Secret with which OpenStack is reached.", type: "message", message: () => SecretReference },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.volumeID); }
    if (message.fsType !== undefined) { writer.tag(18); writer.string(message.fsType); }
    if (message.readOnly !== undefined) { writer.tag(24); writer.bool(message.readOnly); }
    const secretRefValue = message.secretRef;
    if (secretRefValue !== undefined) { writer.tag(34); { const start = writer.begin(); SecretReference.encode(secretRefValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCinderPersistentVolumeSource ??= CinderPersistentVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CinderPersistentVolumeSource> = { volumeID: '' };
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
        case 34:
          message.secretRef = reader.message(SecretReference.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A volume of a driver that is a program, for any namespace. */
export interface FlexPersistentVolumeSource extends Message {
  /** The driver. */
  readonly driver: string;
  /** The file system; the driver's choice when absent. */
  readonly fsType?: string;
  /** The Secret the driver gets. */
  readonly secretRef?: SecretReference;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
  /** What the driver is told. */
  readonly options?: Readonly<Record<string, string>>;
}

let emptyFlexPersistentVolumeSource: FlexPersistentVolumeSource | undefined;

export const FlexPersistentVolumeSource: MessageType<FlexPersistentVolumeSource> = {
  name: 'k8s.io.api.core.v1.FlexPersistentVolumeSource',
  schema: {
    doc: "A volume of a driver that is a program, for any namespace.",
    fields: [
      { name: "driver", number: 1, doc: "The driver.", type: "string", required: true },
      { name: "fsType", number: 2, doc: "The file system; the driver's choice when absent.", type: "string" },
      { name: "secretRef", number: 3, doc: "The Secret the driver gets.", type: "message", message: () => SecretReference },
      { name: "readOnly", number: 4, doc: "Whether containers may only read.", type: "bool" },
      { name: "options", number: 5, doc: "What the driver is told.", type: "string", container: "map" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.driver); }
    if (message.fsType !== undefined) { writer.tag(18); writer.string(message.fsType); }
    const secretRefValue = message.secretRef;
    if (secretRefValue !== undefined) { writer.tag(26); { const start = writer.begin(); SecretReference.encode(secretRefValue, writer); writer.end(start); } }
    if (message.readOnly !== undefined) { writer.tag(32); writer.bool(message.readOnly); }
    if (message.options !== undefined) for (const [key, item] of entriesByKey(message.options)) {
      writer.tag(42);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyFlexPersistentVolumeSource ??= FlexPersistentVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<FlexPersistentVolumeSource> = { driver: '' };
    let optionsAll: Record<string, string> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.driver = reader.string();
          break;
        case 18:
          message.fsType = reader.string();
          break;
        case 26:
          message.secretRef = reader.message(SecretReference.decode);
          break;
        case 32:
          message.readOnly = reader.bool();
          break;
        case 42:
          optionsAll ??= {};
          readEntry(reader, optionsAll, () => reader.string(), () => '');
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (optionsAll !== undefined) message.options = optionsAll;
    return message;
  },
};

/** A Gluster volume, for any namespace. */
export interface GlusterfsPersistentVolumeSource extends Message {
  /** The Endpoints of the servers. */
  readonly endpoints: string;
  /** The volume's path. */
  readonly path: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
  /** The Endpoints' namespace; the claim's when absent. */
  readonly endpointsNamespace?: string;
}

let emptyGlusterfsPersistentVolumeSource: GlusterfsPersistentVolumeSource | undefined;

export const GlusterfsPersistentVolumeSource: MessageType<GlusterfsPersistentVolumeSource> = {
  name: 'k8s.io.api.core.v1.GlusterfsPersistentVolumeSource',
  schema: {
    doc: "A Gluster volume, for any namespace.",
    fields: [
      { name: "endpoints", number: 1, doc: "The Endpoints of the servers.", type: "string", required: true },
      { name: "path", number: 2, doc: "The volume's path.", type: "string", required: true },
      { name: "readOnly", number: 3, doc: "Whether containers may only read.", type: "bool" },
      { name: "endpointsNamespace", number: 4, doc: "The Endpoints' namespace; the claim's when absent.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.endpoints); }
    { writer.tag(18); writer.string(message.path); }
    if (message.readOnly !== undefined) { writer.tag(24); writer.bool(message.readOnly); }
    if (message.endpointsNamespace !== undefined) { writer.tag(34); writer.string(message.endpointsNamespace); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyGlusterfsPersistentVolumeSource ??= GlusterfsPersistentVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<GlusterfsPersistentVolumeSource> = { endpoints: '', path: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.endpoints = reader.string();
          break;
        case 18:
          message.path = reader.string();
          break;
        case 24:
          message.readOnly = reader.bool();
          break;
        case 34:
          message.endpointsNamespace = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** An iSCSI disk, for any namespace. */
export interface ISCSIPersistentVolumeSource extends Message {
  /** The target's address, with a port unless it is the usual one. */
  readonly targetPortal: string;
  /** The target's qualified name. */
  readonly iqn: string;
  /** The logical unit. */
  readonly lun: number;
  /** The transport's interface. */
  readonly iscsiInterface?: string;
  /** The file system; ext4 when absent. */
  readonly fsType?: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
  /** More addresses of the target. */
  readonly portals?: readonly string[];
  /** Whether discovery is authenticated by CHAP. */
  readonly chapAuthDiscovery?: boolean;
  /** The Secret for CHAP. */
  readonly secretRef?: SecretReference;
  /** Whether sessions are authenticated by CHAP. */
  readonly chapAuthSession?: boolean;
  /** The initiator's name; an interface of its own is made for it. */
  readonly initiatorName?: string;
}

let emptyISCSIPersistentVolumeSource: ISCSIPersistentVolumeSource | undefined;

export const ISCSIPersistentVolumeSource: MessageType<ISCSIPersistentVolumeSource> = {
  name: 'k8s.io.api.core.v1.ISCSIPersistentVolumeSource',
  schema: {
    doc: "An iSCSI disk, for any namespace.",
    fields: [
      { name: "targetPortal", number: 1, doc: "The target's address, with a port unless it is the usual one.", type: "string", required: true },
      { name: "iqn", number: 2, doc: "The target's qualified name.", type: "string", required: true },
      { name: "lun", number: 3, doc: "The logical unit.", type: "int32", required: true, min: 0, max: 255 },
      { name: "iscsiInterface", number: 4, doc: "The transport's interface.", type: "string", default: "default" },
      { name: "fsType", number: 5, doc: "The file system; ext4 when absent.", type: "string" },
      { name: "readOnly", number: 6, doc: "Whether containers may only read.", type: "bool" },
      { name: "portals", number: 7, doc: "More addresses of the target.", type: "string", container: "list" },
      { name: "chapAuthDiscovery", number: 8, doc: "Whether discovery is authenticated by CHAP.", type: "bool" },
      { name: "secretRef", number: 10, doc: "The Secret for CHAP.", type: "message", message: () => SecretReference },
      { name: "chapAuthSession", number: 11, doc: "Whether sessions are authenticated by CHAP.", type: "bool" },
      { name: "initiatorName", number: 12, doc: "The initiator's name; an interface of its own is made for it.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.targetPortal); }
    { writer.tag(18); writer.string(message.iqn); }
    { writer.tag(24); writer.signed(message.lun); }
    if (message.iscsiInterface !== undefined) { writer.tag(34); writer.string(message.iscsiInterface); }
    if (message.fsType !== undefined) { writer.tag(42); writer.string(message.fsType); }
    if (message.readOnly !== undefined) { writer.tag(48); writer.bool(message.readOnly); }
    if (message.portals !== undefined) for (const item of message.portals) {
      writer.tag(58);
      writer.string(item);
    }
    if (message.chapAuthDiscovery !== undefined) { writer.tag(64); writer.bool(message.chapAuthDiscovery); }
    const secretRefValue = message.secretRef;
    if (secretRefValue !== undefined) { writer.tag(82); { const start = writer.begin(); SecretReference.encode(secretRefValue, writer); writer.end(start); } }
    if (message.chapAuthSession !== undefined) { writer.tag(88); writer.bool(message.chapAuthSession); }
    if (message.initiatorName !== undefined) { writer.tag(98); writer.string(message.initiatorName); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyISCSIPersistentVolumeSource ??= ISCSIPersistentVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ISCSIPersistentVolumeSource> = { targetPortal: '', iqn: '', lun: 0 };
    let portalsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.targetPortal = reader.string();
          break;
        case 18:
          message.iqn = reader.string();
          break;
        case 24:
          message.lun = reader.signed();
          break;
        case 34:
          message.iscsiInterface = reader.string();
          break;
        case 42:
          message.fsType = reader.string();
          break;
        case 48:
          message.readOnly = reader.bool();
          break;
        case 58:
          (portalsAll ??= []).push(reader.string());
          break;
        case 64:
          message.chapAuthDiscovery = reader.bool();
          break;
        case 82:
          message.secretRef = reader.message(SecretReference.decode);
          break;
        case 88:
          message.chapAuthSession = reader.bool();
          break;
        case 98:
          message.initiatorName = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (portalsAll !== undefined) message.portals = portalsAll;
    return message;
  },
};

/** A Ceph block device, for any namespace. */
export interface RBDPersistentVolumeSource extends Message {
  /** The monitors' addresses. */
  readonly monitors: readonly string[];
  /** The image. */
  readonly image: string;
  /** The file system; ext4 when absent. */
  readonly fsType?: string;
  /** The pool. */
  readonly pool?: string;
  /** The user. */
  readonly user?: string;
  /** The key ring's file on the node. */
  readonly keyring?: string;
  /** The user's Secret, instead of the key ring. */
  readonly secretRef?: SecretReference;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
}

let emptyRBDPersistentVolumeSource: RBDPersistentVolumeSource | undefined;

export const RBDPersistentVolumeSource: MessageType<RBDPersistentVolumeSource> = {
  name: 'k8s.io.api.core.v1.RBDPersistentVolumeSource',
  schema: {
    doc: "A Ceph block device, for any namespace.",
    fields: [
      { name: "monitors", number: 1, doc: "The monitors' addresses.", type: "string", container: "list", required: true },
      { name: "image", number: 2, doc: "The image.", type: "string", required: true },
      { name: "fsType", number: 3, doc: "The file system; ext4 when absent.", type: "string" },
      { name: "pool", number: 4, doc: "The pool.", type: "string", default: "rbd" },
      { name: "user", number: 5, doc: "The user.", type: "string", default: "admin" },
      { name: "keyring", number: 6, doc: "The key ring's file on the node.", type: "string", default: "/etc/ceph/keyring" },
      { name: "secretRef", number: 7, doc: "The user's Secret, instead of the key ring.", type: "message", message: () => SecretReference },
      { name: "readOnly", number: 8, doc: "Whether containers may only read.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.monitors !== undefined) for (const item of message.monitors) {
      writer.tag(10);
      writer.string(item);
    }
    { writer.tag(18); writer.string(message.image); }
    if (message.fsType !== undefined) { writer.tag(26); writer.string(message.fsType); }
    if (message.pool !== undefined) { writer.tag(34); writer.string(message.pool); }
    if (message.user !== undefined) { writer.tag(42); writer.string(message.user); }
    if (message.keyring !== undefined) { writer.tag(50); writer.string(message.keyring); }
    const secretRefValue = message.secretRef;
    if (secretRefValue !== undefined) { writer.tag(58); { const start = writer.begin(); SecretReference.encode(secretRefValue, writer); writer.end(start); } }
    if (message.readOnly !== undefined) { writer.tag(64); writer.bool(message.readOnly); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRBDPersistentVolumeSource ??= RBDPersistentVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RBDPersistentVolumeSource> = { image: '', monitors: [] };
    let monitorsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (monitorsAll ??= []).push(reader.string());
          break;
        case 18:
          message.image = reader.string();
          break;
        case 26:
          message.fsType = reader.string();
          break;
        case 34:
          message.pool = reader.string();
          break;
        case 42:
          message.user = reader.string();
          break;
        case 50:
          message.keyring = reader.string();
          break;
        case 58:
          message.secretRef = reader.message(SecretReference.decode);
          break;
        case 64:
          message.readOnly = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (monitorsAll !== undefined) message.monitors = monitorsAll;
    return message;
  },
};

/** A ScaleIO volume, for any namespace. */
export interface ScaleIOPersistentVolumeSource extends Message {
  /** The gateway's address. */
  readonly gateway: string;
  /** The storage system. */
  readonly system: string;
  /** The Secret with which it is reached. */
  readonly secretRef: SecretReference;
  /** Whether the gateway is spoken to over TLS. */
  readonly sslEnabled?: boolean;
  /** The protection domain. */
  readonly protectionDomain?: string;
  /** The pool. */
  readonly storagePool?: string;
  /** ThickProvisioned or ThinProvisioned. */
  readonly storageMode?: string;
  /** The volume's name. */
  readonly volumeName: string;
  /** The file system. */
  readonly fsType?: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
}

let emptyScaleIOPersistentVolumeSource: ScaleIOPersistentVolumeSource | undefined;

export const ScaleIOPersistentVolumeSource: MessageType<ScaleIOPersistentVolumeSource> = {
  name: 'k8s.io.api.core.v1.ScaleIOPersistentVolumeSource',
  schema: {
    doc: "A ScaleIO volume, for any namespace.",
    fields: [
      { name: "gateway", number: 1, doc: "The gateway's address.", type: "string", required: true },
      { name: "system", number: 2, doc: "The storage system.", type: "string", required: true },
      { name: "secretRef", number: 3, doc: "The Secret with which it is reached.", type: "message", message: () => SecretReference, required: true },
      { name: "sslEnabled", number: 4, doc: "Whether the gateway is spoken to over TLS.", type: "bool" },
      { name: "protectionDomain", number: 5, doc: "The protection domain.", type: "string" },
      { name: "storagePool", number: 6, doc: "The pool.", type: "string" },
      { name: "storageMode", number: 7, doc: "ThickProvisioned or ThinProvisioned.", type: "string", default: "ThinProvisioned" },
      { name: "volumeName", number: 8, doc: "The volume's name.", type: "string", required: true },
      { name: "fsType", number: 9, doc: "The file system.", type: "string", default: "xfs" },
      { name: "readOnly", number: 10, doc: "Whether containers may only read.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.gateway); }
    { writer.tag(18); writer.string(message.system); }
    { writer.tag(26); { const start = writer.begin(); SecretReference.encode(message.secretRef, writer); writer.end(start); } }
    if (message.sslEnabled !== undefined) { writer.tag(32); writer.bool(message.sslEnabled); }
    if (message.protectionDomain !== undefined) { writer.tag(42); writer.string(message.protectionDomain); }
    if (message.storagePool !== undefined) { writer.tag(50); writer.string(message.storagePool); }
    if (message.storageMode !== undefined) { writer.tag(58); writer.string(message.storageMode); }
    { writer.tag(66); writer.string(message.volumeName); }
    if (message.fsType !== undefined) { writer.tag(74); writer.string(message.fsType); }
    if (message.readOnly !== undefined) { writer.tag(80); writer.bool(message.readOnly); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyScaleIOPersistentVolumeSource ??= ScaleIOPersistentVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ScaleIOPersistentVolumeSource> = { gateway: '', system: '', secretRef: SecretReference.empty(), volumeName: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.gateway = reader.string();
          break;
        case 18:
          message.system = reader.string();
          break;
        case 26:
          message.secretRef = reader.message(SecretReference.decode);
          break;
        case 32:
          message.sslEnabled = reader.bool();
          break;
        case 42:
          message.protectionDomain = reader.string();
          break;
        case 50:
          message.storagePool = reader.string();
          break;
        case 58:
          message.storageMode = reader.string();
          break;
        case 66:
          message.volumeName = reader.string();
          break;
        case 74:
          message.fsType = reader.string();
          break;
        case 80:
          message.readOnly = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A StorageOS volume, for any namespace. */
export interface StorageOSPersistentVolumeSource extends Message {
  /** The volume's name. */
  readonly volumeName?: string;
  /** The namespace in StorageOS; the pod's when absent. */
  readonly volumeNamespace?: string;
  /** The file system; ext4 when absent. */
  readonly fsType?: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
  /** The Secret with which it is reached. */
  readonly secretRef?: ObjectReference;
}

let emptyStorageOSPersistentVolumeSource: StorageOSPersistentVolumeSource | undefined;

export const StorageOSPersistentVolumeSource: MessageType<StorageOSPersistentVolumeSource> = {
  name: 'k8s.io.api.core.v1.StorageOSPersistentVolumeSource',
  schema: {
    doc: "A StorageOS volume, for any namespace.",
    fields: [
      { name: "volumeName", number: 1, doc: "The volume's name.", type: "string" },
      { name: "volumeNamespace", number: 2, doc: "The namespace in StorageOS; the pod's when absent.", type: "string" },
      { name: "fsType", number: 3, doc: "The file system; ext4 when absent.", type: "string" },
      { name: "readOnly", number: 4, doc: "Whether containers may only read.", type: "bool" },
      { name: "secretRef", number: 5, doc: "The Secret with which it is reached.", type: "message", message: () => ObjectReference },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.volumeName !== undefined) { writer.tag(10); writer.string(message.volumeName); }
    if (message.volumeNamespace !== undefined) { writer.tag(18); writer.string(message.volumeNamespace); }
    if (message.fsType !== undefined) { writer.tag(26); writer.string(message.fsType); }
    if (message.readOnly !== undefined) { writer.tag(32); writer.bool(message.readOnly); }
    const secretRefValue = message.secretRef;
    if (secretRefValue !== undefined) { writer.tag(42); { const start = writer.begin(); ObjectReference.encode(secretRefValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStorageOSPersistentVolumeSource ??= StorageOSPersistentVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StorageOSPersistentVolumeSource> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.volumeName = reader.string();
          break;
        case 18:
          message.volumeNamespace = reader.string();
          break;
        case 26:
          message.fsType = reader.string();
          break;
        case 32:
          message.readOnly = reader.bool();
          break;
        case 42:
          message.secretRef = reader.message(ObjectReference.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A user's request for storage. */
export interface PersistentVolumeClaim extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'PersistentVolumeClaim';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What is asked for. Can't be changed but for the size, which may grow, and the attributes class. */
  readonly spec: PersistentVolumeClaimSpec;
  /** What was given. */
  readonly status?: PersistentVolumeClaimStatus;
}

let emptyPersistentVolumeClaim: PersistentVolumeClaim | undefined;

export const PersistentVolumeClaim: KindType<PersistentVolumeClaim> = {
  name: 'k8s.io.api.core.v1.PersistentVolumeClaim',
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  schema: {
    doc: "A user's request for storage.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "What is asked for. Can't be changed but for the size, which may grow, and the attributes class.", type: "message", message: () => PersistentVolumeClaimSpec, required: true },
      { name: "status", number: 3, doc: "What was given.", type: "message", message: () => PersistentVolumeClaimStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); PersistentVolumeClaimSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); PersistentVolumeClaimStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPersistentVolumeClaim ??= PersistentVolumeClaim.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PersistentVolumeClaim> = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: ObjectMeta.empty(), spec: PersistentVolumeClaimSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(PersistentVolumeClaimSpec.decode);
          break;
        case 26:
          message.status = reader.message(PersistentVolumeClaimStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a claim asks for. */
export interface PersistentVolumeClaimSpec extends Message {
  /** How the volume is to be mounted: ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod. */
  readonly accessModes: readonly string[];
  /** How much is needed: storage. */
  readonly resources?: VolumeResourceRequirements;
  /** The volume that is bound to the claim. */
  readonly volumeName?: string;
  /** Labels that the volume must have. */
  readonly selector?: LabelSelector;
  /** The class that makes or offers the volume; the cluster's default when absent, none when empty. */
  readonly storageClassName?: string;
  /** Filesystem, or Block for a device without one. */
  readonly volumeMode?: string;
  /** What the new volume starts as: a snapshot or another claim. */
  readonly dataSource?: TypedLocalObjectReference;
  /** What the new volume starts as: any object that something fills volumes from. */
  readonly dataSourceRef?: TypedObjectReference;
  /** The class of the volume's changeable attributes. */
  readonly volumeAttributesClassName?: string;
}

let emptyPersistentVolumeClaimSpec: PersistentVolumeClaimSpec | undefined;

export const PersistentVolumeClaimSpec: MessageType<PersistentVolumeClaimSpec> = {
  name: 'k8s.io.api.core.v1.PersistentVolumeClaimSpec',
  schema: {
    doc: "What a claim asks for.",
    fields: [
      { name: "accessModes", number: 1, doc: "How the volume is to be mounted: ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod.", type: "string", container: "list", required: true, oneOf: ["ReadOnlyMany","ReadWriteMany","ReadWriteOnce","ReadWriteOncePod"] },
      { name: "resources", number: 2, doc: "How much is needed: storage.", type: "message", message: () => VolumeResourceRequirements },
      { name: "volumeName", number: 3, doc: "The volume that is bound to the claim.", type: "string" },
      { name: "selector", number: 4, doc: "Labels that the volume must have.", type: "message", message: () => LabelSelector },
      { name: "storageClassName", number: 5, doc: "The class that makes or offers the volume; the cluster's default when absent, none when empty.", type: "string" },
      { name: "volumeMode", number: 6, doc: "Filesystem, or Block for a device without one.", type: "string", default: "Filesystem", oneOf: ["Block","Filesystem"] },
      { name: "dataSource", number: 7, doc: "What the new volume starts as: a snapshot or another claim.", type: "message", message: () => TypedLocalObjectReference },
      { name: "dataSourceRef", number: 8, doc: "What the new volume starts as: any object that something fills volumes from.", type: "message", message: () => TypedObjectReference },
      { name: "volumeAttributesClassName", number: 9, doc: "The class of the volume's changeable attributes.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.accessModes !== undefined) for (const item of message.accessModes) {
      writer.tag(10);
      writer.string(item);
    }
    const resourcesValue = message.resources;
    if (resourcesValue !== undefined) { writer.tag(18); { const start = writer.begin(); VolumeResourceRequirements.encode(resourcesValue, writer); writer.end(start); } }
    if (message.volumeName !== undefined) { writer.tag(26); writer.string(message.volumeName); }
    const selectorValue = message.selector;
    if (selectorValue !== undefined) { writer.tag(34); { const start = writer.begin(); LabelSelector.encode(selectorValue, writer); writer.end(start); } }
    if (message.storageClassName !== undefined) { writer.tag(42); writer.string(message.storageClassName); }
    if (message.volumeMode !== undefined) { writer.tag(50); writer.string(message.volumeMode); }
    const dataSourceValue = message.dataSource;
    if (dataSourceValue !== undefined) { writer.tag(58); { const start = writer.begin(); TypedLocalObjectReference.encode(dataSourceValue, writer); writer.end(start); } }
    const dataSourceRefValue = message.dataSourceRef;
    if (dataSourceRefValue !== undefined) { writer.tag(66); { const start = writer.begin(); TypedObjectReference.encode(dataSourceRefValue, writer); writer.end(start); } }
    if (message.volumeAttributesClassName !== undefined) { writer.tag(74); writer.string(message.volumeAttributesClassName); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPersistentVolumeClaimSpec ??= PersistentVolumeClaimSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PersistentVolumeClaimSpec> = { accessModes: [] };
    let accessModesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (accessModesAll ??= []).push(reader.string());
          break;
        case 18:
          message.resources = reader.message(VolumeResourceRequirements.decode);
          break;
        case 26:
          message.volumeName = reader.string();
          break;
        case 34:
          message.selector = reader.message(LabelSelector.decode);
          break;
        case 42:
          message.storageClassName = reader.string();
          break;
        case 50:
          message.volumeMode = reader.string();
          break;
        case 58:
          message.dataSource = reader.message(TypedLocalObjectReference.decode);
          break;
        case 66:
          message.dataSourceRef = reader.message(TypedObjectReference.decode);
          break;
        case 74:
          message.volumeAttributesClassName = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (accessModesAll !== undefined) message.accessModes = accessModesAll;
    return message;
  },
};

/** How much of a volume's resources is needed. */
export interface VolumeResourceRequirements extends Message {
  /** The most that is wanted. */
  readonly limits?: Readonly<Record<string, Quantity>>;
  /** The least that is needed. */
  readonly requests?: Readonly<Record<string, Quantity>>;
}

let emptyVolumeResourceRequirements: VolumeResourceRequirements | undefined;

export const VolumeResourceRequirements: MessageType<VolumeResourceRequirements> = {
  name: 'k8s.io.api.core.v1.VolumeResourceRequirements',
  schema: {
    doc: "How much of a volume's resources is needed.",
    fields: [
      { name: "limits", number: 1, doc: "The most that is wanted.", type: "quantity", container: "map" },
      { name: "requests", number: 2, doc: "The least that is needed.", type: "quantity", container: "map" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.limits !== undefined) for (const [key, item] of entriesByKey(message.limits)) {
      writer.tag(10);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    if (message.requests !== undefined) for (const [key, item] of entriesByKey(message.requests)) {
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
  empty: () => (emptyVolumeResourceRequirements ??= VolumeResourceRequirements.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<VolumeResourceRequirements> = {  };
    let limitsAll: Record<string, Quantity> | undefined;
    let requestsAll: Record<string, Quantity> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          limitsAll ??= {};
          readEntry(reader, limitsAll, () => reader.message(readQuantity), () => '');
          break;
        case 18:
          requestsAll ??= {};
          readEntry(reader, requestsAll, () => reader.message(readQuantity), () => '');
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (limitsAll !== undefined) message.limits = limitsAll;
    if (requestsAll !== undefined) message.requests = requestsAll;
    return message;
  },
};

/** What a claim was given. */
export interface PersistentVolumeClaimStatus extends Message {
  /** Pending, Bound or Lost. */
  readonly phase?: string;
  /** How the volume can be mounted. */
  readonly accessModes?: readonly string[];
  /** How much the volume holds. */
  readonly capacity?: Readonly<Record<string, Quantity>>;
  /** What holds for the claim, such as Resizing. */
  readonly conditions?: readonly PersistentVolumeClaimCondition[];
  /** What is set aside for the claim, an expansion that is under way included. */
  readonly allocatedResources?: Readonly<Record<string, Quantity>>;
  /** How far the expansion of each resource has come. */
  readonly allocatedResourceStatuses?: Readonly<Record<string, string>>;
  /** The class whose attributes the volume has. */
  readonly currentVolumeAttributesClassName?: string;
  /** How far a change of attributes has come. */
  readonly modifyVolumeStatus?: ModifyVolumeStatus;
}

let emptyPersistentVolumeClaimStatus: PersistentVolumeClaimStatus | undefined;

export const PersistentVolumeClaimStatus: MessageType<PersistentVolumeClaimStatus> = {
  name: 'k8s.io.api.core.v1.PersistentVolumeClaimStatus',
  schema: {
    doc: "What a claim was given.",
    fields: [
      { name: "phase", number: 1, doc: "Pending, Bound or Lost.", type: "string", oneOf: ["Pending","Bound","Lost"] },
      { name: "accessModes", number: 2, doc: "How the volume can be mounted.", type: "string", container: "list" },
      { name: "capacity", number: 3, doc: "How much the volume holds.", type: "quantity", container: "map" },
      { name: "conditions", number: 4, doc: "What holds for the claim, such as Resizing.", type: "message", container: "list", message: () => PersistentVolumeClaimCondition, listKey: ["type"], patchStrategy: ["merge"], patchMergeKey: "type" },
      { name: "allocatedResources", number: 5, doc: "What is set aside for the claim, an expansion that is under way included.", type: "quantity", container: "map" },
      { name: "allocatedResourceStatuses", number: 7, doc: "How far the expansion of each resource has come.", type: "string", container: "map" },
      { name: "currentVolumeAttributesClassName", number: 8, doc: "The class whose attributes the volume has.", type: "string" },
      { name: "modifyVolumeStatus", number: 9, doc: "How far a change of attributes has come.", type: "message", message: () => ModifyVolumeStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.phase !== undefined) { writer.tag(10); writer.string(message.phase); }
    if (message.accessModes !== undefined) for (const item of message.accessModes) {
      writer.tag(18);
      writer.string(item);
    }
    if (message.capacity !== undefined) for (const [key, item] of entriesByKey(message.capacity)) {
      writer.tag(26);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(34);
      { const start = writer.begin(); PersistentVolumeClaimCondition.encode(item, writer); writer.end(start); }
    }
    if (message.allocatedResources !== undefined) for (const [key, item] of entriesByKey(message.allocatedResources)) {
      writer.tag(42);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    if (message.allocatedResourceStatuses !== undefined) for (const [key, item] of entriesByKey(message.allocatedResourceStatuses)) {
      writer.tag(58);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    if (message.currentVolumeAttributesClassName !== undefined) { writer.tag(66); writer.string(message.currentVolumeAttributesClassName); }
    const modifyVolumeStatusValue = message.modifyVolumeStatus;
    if (modifyVolumeStatusValue !== undefined) { writer.tag(74); { const start = writer.begin(); ModifyVolumeStatus.encode(modifyVolumeStatusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPersistentVolumeClaimStatus ??= PersistentVolumeClaimStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PersistentVolumeClaimStatus> = {  };
    let accessModesAll: string[] | undefined;
    let capacityAll: Record<string, Quantity> | undefined;
    let conditionsAll: PersistentVolumeClaimCondition[] | undefined;
    let allocatedResourcesAll: Record<string, Quantity> | undefined;
    let allocatedResourceStatusesAll: Record<string, string> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.phase = reader.string();
          break;
        case 18:
          (accessModesAll ??= []).push(reader.string());
          break;
        case 26:
          capacityAll ??= {};
          readEntry(reader, capacityAll, () => reader.message(readQuantity), () => '');
          break;
        case 34:
          (conditionsAll ??= []).push(reader.message(PersistentVolumeClaimCondition.decode));
          break;
        case 42:
          allocatedResourcesAll ??= {};
          readEntry(reader, allocatedResourcesAll, () => reader.message(readQuantity), () => '');
          break;
        case 58:
          allocatedResourceStatusesAll ??= {};
          readEntry(reader, allocatedResourceStatusesAll, () => reader.string(), () => '');
          break;
        case 66:
          message.currentVolumeAttributesClassName = reader.string();
          break;
        case 74:
          message.modifyVolumeStatus = reader.message(ModifyVolumeStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (accessModesAll !== undefined) message.accessModes = accessModesAll;
    if (capacityAll !== undefined) message.capacity = capacityAll;
    if (conditionsAll !== undefined) message.conditions = conditionsAll;
    if (allocatedResourcesAll !== undefined) message.allocatedResources = allocatedResourcesAll;
    if (allocatedResourceStatusesAll !== undefined) message.allocatedResourceStatuses = allocatedResourceStatusesAll;
    return message;
  },
};

/** One fact about a claim. */
export interface PersistentVolumeClaimCondition extends Message {
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

let emptyPersistentVolumeClaimCondition: PersistentVolumeClaimCondition | undefined;

export const PersistentVolumeClaimCondition: MessageType<PersistentVolumeClaimCondition> = {
  name: 'k8s.io.api.core.v1.PersistentVolumeClaimCondition',
  schema: {
    doc: "One fact about a claim.",
    fields: [
      { name: "type", number: 1, doc: "The fact's name.", type: "string", required: true },
      { name: "status", number: 2, doc: "Whether it holds: True, False or Unknown.", type: "string", required: true },
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
  empty: () => (emptyPersistentVolumeClaimCondition ??= PersistentVolumeClaimCondition.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PersistentVolumeClaimCondition> = { type: '', status: '' };
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

/** How far a change of a volume's attributes has come. */
export interface ModifyVolumeStatus extends Message {
  /** The class that is asked for. */
  readonly targetVolumeAttributesClassName?: string;
  /** Pending, InProgress or Infeasible. */
  readonly status: string;
}

let emptyModifyVolumeStatus: ModifyVolumeStatus | undefined;

export const ModifyVolumeStatus: MessageType<ModifyVolumeStatus> = {
  name: 'k8s.io.api.core.v1.ModifyVolumeStatus',
  schema: {
    doc: "How far a change of a volume's attributes has come.",
    fields: [
      { name: "targetVolumeAttributesClassName", number: 1, doc: "The class that is asked for.", type: "string" },
      { name: "status", number: 2, doc: "Pending, InProgress or Infeasible.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.targetVolumeAttributesClassName !== undefined) { writer.tag(10); writer.string(message.targetVolumeAttributesClassName); }
    { writer.tag(18); writer.string(message.status); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyModifyVolumeStatus ??= ModifyVolumeStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ModifyVolumeStatus> = { status: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.targetVolumeAttributesClassName = reader.string();
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
