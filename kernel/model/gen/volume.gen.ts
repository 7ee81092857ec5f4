// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/volume.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';
import { InternedBytes } from '#kernel/model/interned.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';
import { inlinedPart, knownFields, putInlined } from '#kernel/model/inline.ts';
import { type Quantity, readQuantity, writeQuantity } from '#kernel/model/scalars.ts';
import { ObjectMeta, LabelSelector } from '#kernel/model/gen/meta.gen.ts';
import { LocalObjectReference } from '#kernel/model/gen/reference.gen.ts';
import { ObjectFieldSelector, ResourceFieldSelector } from '#kernel/model/gen/container.gen.ts';
import { AWSElasticBlockStoreVolumeSource, AzureDiskVolumeSource, FCVolumeSource, FlockerVolumeSource, GCEPersistentDiskVolumeSource, NFSVolumeSource, PhotonPersistentDiskVolumeSource, PortworxVolumeSource, QuobyteVolumeSource, VsphereVirtualDiskVolumeSource, HostPathVolumeSource } from '#kernel/model/gen/volume-source.gen.ts';
import { PersistentVolumeClaimSpec } from '#kernel/model/gen/persistent-volume.gen.ts';

/** A volume that the containers of a pod may mount. */
export interface Volume extends VolumeSource {
  /** The volume's name, unique in its pod. */
  readonly name: string;
}

let emptyVolume: Volume | undefined;

export const Volume: MessageType<Volume> = {
  name: 'k8s.io.api.core.v1.Volume',
  schema: {
    doc: "A volume that the containers of a pod may mount.",
    fields: [
      { name: "name", number: 1, doc: "The volume's name, unique in its pod.", type: "string", required: true, format: "dns-label" },
      { name: "volumeSource", number: 2, doc: "What the volume holds; an empty folder when nothing is said.", type: "message", message: () => VolumeSource, required: true, inline: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    writer.tag(18);
    { const start = writer.begin(); VolumeSource.encode(inlinedPart(message), writer); writer.end(start); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyVolume ??= Volume.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    return reader.interned(end, internedVolume, (reader, end) => {
    const message: Mutable<Volume> = { name: '', ...knownFields(VolumeSource.decode(reader, reader.position)) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          putInlined(message, reader.message(VolumeSource.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
    });
  },
};

const internedVolume = new InternedBytes<Volume>();

/** What a volume holds. Exactly one is set. */
export interface VolumeSource extends Message {
  /** A file or folder of the node. */
  readonly hostPath?: HostPathVolumeSource;
  /** A folder that is empty when the pod starts and goes with it. */
  readonly emptyDir?: EmptyDirVolumeSource;
  /** A disk of Google's cloud. */
  readonly gcePersistentDisk?: GCEPersistentDiskVolumeSource;
  /** A disk of Amazon's cloud. */
  readonly awsElasticBlockStore?: AWSElasticBlockStoreVolumeSource;
  /** What a git repository holds. */
  readonly gitRepo?: GitRepoVolumeSource;
  /** The keys of a Secret as files. */
  readonly secret?: SecretVolumeSource;
  /** A folder of an NFS server. */
  readonly nfs?: NFSVolumeSource;
  /** An iSCSI disk. */
  readonly iscsi?: ISCSIVolumeSource;
  /** A Gluster volume. */
  readonly glusterfs?: GlusterfsVolumeSource;
  /** The volume bound to a claim of the pod's namespace. */
  readonly persistentVolumeClaim?: PersistentVolumeClaimVolumeSource;
  /** A Ceph block device. */
  readonly rbd?: RBDVolumeSource;
  /** A volume of a driver that is a program on the node. */
  readonly flexVolume?: FlexVolumeSource;
  /** An OpenStack volume. */
  readonly cinder?: CinderVolumeSource;
  /** A Ceph file system. */
  readonly cephfs?: CephFSVolumeSource;
  /** A Flocker dataset. */
  readonly flocker?: FlockerVolumeSource;
  /** Fields of the pod as files. */
  readonly downwardAPI?: DownwardAPIVolumeSource;
  /** A Fibre Channel disk. */
  readonly fc?: FCVolumeSource;
  /** A file share of Azure. */
  readonly azureFile?: AzureFileVolumeSource;
  /** The keys of a ConfigMap as files. */
  readonly configMap?: ConfigMapVolumeSource;
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
  readonly scaleIO?: ScaleIOVolumeSource;
  /** Several sources in one folder. */
  readonly projected?: ProjectedVolumeSource;
  /** A StorageOS volume. */
  readonly storageos?: StorageOSVolumeSource;
  /** A volume of a CSI driver that lives as long as the pod. */
  readonly csi?: CSIVolumeSource;
  /** A claim that is made for the pod and goes with it. */
  readonly ephemeral?: EphemeralVolumeSource;
  /** The files of an image. */
  readonly image?: ImageVolumeSource;
}

let emptyVolumeSource: VolumeSource | undefined;

export const VolumeSource: MessageType<VolumeSource> = {
  name: 'k8s.io.api.core.v1.VolumeSource',
  schema: {
    doc: "What a volume holds. Exactly one is set.",
    fields: [
      { name: "hostPath", number: 1, doc: "A file or folder of the node.", type: "message", message: () => HostPathVolumeSource },
      { name: "emptyDir", number: 2, doc: "A folder that is empty when the pod starts and goes with it.", type: "message", message: () => EmptyDirVolumeSource },
      { name: "gcePersistentDisk", number: 3, doc: "A disk of Google's cloud.", type: "message", message: () => GCEPersistentDiskVolumeSource },
      { name: "awsElasticBlockStore", number: 4, doc: "A disk of Amazon's cloud.", type: "message", message: () => AWSElasticBlockStoreVolumeSource },
      { name: "gitRepo", number: 5, doc: "What a git repository holds.", type: "message", message: () => GitRepoVolumeSource },
      { name: "secret", number: 6, doc: "The keys of a Secret as files.", type: "message", message: () => SecretVolumeSource },
      { name: "nfs", number: 7, doc: "A folder of an NFS server.", type: "message", message: () => NFSVolumeSource },
      { name: "iscsi", number: 8, doc: "An iSCSI disk.", type: "message", message: () => ISCSIVolumeSource },
      { name: "glusterfs", number: 9, doc: "A Gluster volume.", type: "message", message: () => GlusterfsVolumeSource },
      { name: "persistentVolumeClaim", number: 10, doc: "The volume bound to a claim of the pod's namespace.", type: "message", message: () => PersistentVolumeClaimVolumeSource },
      { name: "rbd", number: 11, doc: "A Ceph block device.", type: "message", message: () => RBDVolumeSource },
      { name: "flexVolume", number: 12, doc: "A volume of a driver that is a program on the node.", type: "message", message: () => FlexVolumeSource },
      { name: "cinder", number: 13, doc: "An OpenStack volume.", type: "message", message: () => CinderVolumeSource },
      { name: "cephfs", number: 14, doc: "A Ceph file system.", type: "message", message: () => CephFSVolumeSource },
      { name: "flocker", number: 15, doc: "A Flocker dataset.", type: "message", message: () => FlockerVolumeSource },
      { name: "downwardAPI", number: 16, doc: "Fields of the pod as files.", type: "message", message: () => DownwardAPIVolumeSource },
      { name: "fc", number: 17, doc: "A Fibre Channel disk.", type: "message", message: () => FCVolumeSource },
      { name: "azureFile", number: 18, doc: "A file share of Azure.", type: "message", message: () => AzureFileVolumeSource },
      { name: "configMap", number: 19, doc: "The keys of a ConfigMap as files.", type: "message", message: () => ConfigMapVolumeSource },
      { name: "vsphereVolume", number: 20, doc: "A vSphere disk.", type: "message", message: () => VsphereVirtualDiskVolumeSource },
      { name: "quobyte", number: 21, doc: "A Quobyte volume.", type: "message", message: () => QuobyteVolumeSource },
      { name: "azureDisk", number: 22, doc: "A disk of Azure.", type: "message", message: () => AzureDiskVolumeSource },
      { name: "photonPersistentDisk", number: 23, doc: "A disk of a Photon controller.", type: "message", message: () => PhotonPersistentDiskVolumeSource },
      { name: "portworxVolume", number: 24, doc: "A Portworx volume.", type: "message", message: () => PortworxVolumeSource },
      { name: "scaleIO", number: 25, doc: "A ScaleIO volume.", type: "message", message: () => ScaleIOVolumeSource },
      { name: "projected", number: 26, doc: "Several sources in one folder.", type: "message", message: () => ProjectedVolumeSource },
      { name: "storageos", number: 27, doc: "A StorageOS volume.", type: "message", message: () => StorageOSVolumeSource },
      { name: "csi", number: 28, doc: "A volume of a CSI driver that lives as long as the pod.", type: "message", message: () => CSIVolumeSource },
      { name: "ephemeral", number: 29, doc: "A claim that is made for the pod and goes with it.", type: "message", message: () => EphemeralVolumeSource },
      { name: "image", number: 30, doc: "The files of an image.", type: "message", message: () => ImageVolumeSource },
    ],
    unsupported: ["hostPath","emptyDir","gcePersistentDisk","awsElasticBlockStore","gitRepo","nfs","iscsi","glusterfs","persistentVolumeClaim","rbd","flexVolume","cinder","cephfs","flocker","fc","azureFile","vsphereVolume","quobyte","azureDisk","photonPersistentDisk","portworxVolume","scaleIO","storageos","csi","ephemeral","image"],
  },
  encode(message, writer) {
    const hostPathValue = message.hostPath;
    if (hostPathValue !== undefined) { writer.tag(10); { const start = writer.begin(); HostPathVolumeSource.encode(hostPathValue, writer); writer.end(start); } }
    const emptyDirValue = message.emptyDir;
    if (emptyDirValue !== undefined) { writer.tag(18); { const start = writer.begin(); EmptyDirVolumeSource.encode(emptyDirValue, writer); writer.end(start); } }
    const gcePersistentDiskValue = message.gcePersistentDisk;
    if (gcePersistentDiskValue !== undefined) { writer.tag(26); { const start = writer.begin(); GCEPersistentDiskVolumeSource.encode(gcePersistentDiskValue, writer); writer.end(start); } }
    const awsElasticBlockStoreValue = message.awsElasticBlockStore;
    if (awsElasticBlockStoreValue !== undefined) { writer.tag(34); { const start = writer.begin(); AWSElasticBlockStoreVolumeSource.encode(awsElasticBlockStoreValue, writer); writer.end(start); } }
    const gitRepoValue = message.gitRepo;
    if (gitRepoValue !== undefined) { writer.tag(42); { const start = writer.begin(); GitRepoVolumeSource.encode(gitRepoValue, writer); writer.end(start); } }
    const secretValue = message.secret;
    if (secretValue !== undefined) { writer.tag(50); { const start = writer.begin(); SecretVolumeSource.encode(secretValue, writer); writer.end(start); } }
    const nfsValue = message.nfs;
    if (nfsValue !== undefined) { writer.tag(58); { const start = writer.begin(); NFSVolumeSource.encode(nfsValue, writer); writer.end(start); } }
    const iscsiValue = message.iscsi;
    if (iscsiValue !== undefined) { writer.tag(66); { const start = writer.begin(); ISCSIVolumeSource.encode(iscsiValue, writer); writer.end(start); } }
    const glusterfsValue = message.glusterfs;
    if (glusterfsValue !== undefined) { writer.tag(74); { const start = writer.begin(); GlusterfsVolumeSource.encode(glusterfsValue, writer); writer.end(start); } }
    const persistentVolumeClaimValue = message.persistentVolumeClaim;
    if (persistentVolumeClaimValue !== undefined) { writer.tag(82); { const start = writer.begin(); PersistentVolumeClaimVolumeSource.encode(persistentVolumeClaimValue, writer); writer.end(start); } }
    const rbdValue = message.rbd;
    if (rbdValue !== undefined) { writer.tag(90); { const start = writer.begin(); RBDVolumeSource.encode(rbdValue, writer); writer.end(start); } }
    const flexVolumeValue = message.flexVolume;
    if (flexVolumeValue !== undefined) { writer.tag(98); { const start = writer.begin(); FlexVolumeSource.encode(flexVolumeValue, writer); writer.end(start); } }
    const cinderValue = message.cinder;
    if (cinderValue !== undefined) { writer.tag(106); { const start = writer.begin(); CinderVolumeSource.encode(cinderValue, writer); writer.end(start); } }
    const cephfsValue = message.cephfs;
    if (cephfsValue !== undefined) { writer.tag(114); { const start = writer.begin(); CephFSVolumeSource.encode(cephfsValue, writer); writer.end(start); } }
    const flockerValue = message.flocker;
    if (flockerValue !== undefined) { writer.tag(122); { const start = writer.begin(); FlockerVolumeSource.encode(flockerValue, writer); writer.end(start); } }
    const downwardAPIValue = message.downwardAPI;
    if (downwardAPIValue !== undefined) { writer.tag(130); { const start = writer.begin(); DownwardAPIVolumeSource.encode(downwardAPIValue, writer); writer.end(start); } }
    const fcValue = message.fc;
    if (fcValue !== undefined) { writer.tag(138); { const start = writer.begin(); FCVolumeSource.encode(fcValue, writer); writer.end(start); } }
    const azureFileValue = message.azureFile;
    if (azureFileValue !== undefined) { writer.tag(146); { const start = writer.begin(); AzureFileVolumeSource.encode(azureFileValue, writer); writer.end(start); } }
    const configMapValue = message.configMap;
    if (configMapValue !== undefined) { writer.tag(154); { const start = writer.begin(); ConfigMapVolumeSource.encode(configMapValue, writer); writer.end(start); } }
    const vsphereVolumeValue = message.vsphereVolume;
    if (vsphereVolumeValue !== undefined) { writer.tag(162); { const start = writer.begin(); VsphereVirtualDiskVolumeSource.encode(vsphereVolumeValue, writer); writer.end(start); } }
    const quobyteValue = message.quobyte;
    if (quobyteValue !== undefined) { writer.tag(170); { const start = writer.begin(); QuobyteVolumeSource.encode(quobyteValue, writer); writer.end(start); } }
    const azureDiskValue = message.azureDisk;
    if (azureDiskValue !== undefined) { writer.tag(178); { const start = writer.begin(); AzureDiskVolumeSource.encode(azureDiskValue, writer); writer.end(start); } }
    const photonPersistentDiskValue = message.photonPersistentDisk;
    if (photonPersistentDiskValue !== undefined) { writer.tag(186); { const start = writer.begin(); PhotonPersistentDiskVolumeSource.encode(photonPersistentDiskValue, writer); writer.end(start); } }
    const portworxVolumeValue = message.portworxVolume;
    if (portworxVolumeValue !== undefined) { writer.tag(194); { const start = writer.begin(); PortworxVolumeSource.encode(portworxVolumeValue, writer); writer.end(start); } }
    const scaleIOValue = message.scaleIO;
    if (scaleIOValue !== undefined) { writer.tag(202); { const start = writer.begin(); ScaleIOVolumeSource.encode(scaleIOValue, writer); writer.end(start); } }
    const projectedValue = message.projected;
    if (projectedValue !== undefined) { writer.tag(210); { const start = writer.begin(); ProjectedVolumeSource.encode(projectedValue, writer); writer.end(start); } }
    const storageosValue = message.storageos;
    if (storageosValue !== undefined) { writer.tag(218); { const start = writer.begin(); StorageOSVolumeSource.encode(storageosValue, writer); writer.end(start); } }
    const csiValue = message.csi;
    if (csiValue !== undefined) { writer.tag(226); { const start = writer.begin(); CSIVolumeSource.encode(csiValue, writer); writer.end(start); } }
    const ephemeralValue = message.ephemeral;
    if (ephemeralValue !== undefined) { writer.tag(234); { const start = writer.begin(); EphemeralVolumeSource.encode(ephemeralValue, writer); writer.end(start); } }
    const imageValue = message.image;
    if (imageValue !== undefined) { writer.tag(242); { const start = writer.begin(); ImageVolumeSource.encode(imageValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyVolumeSource ??= VolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<VolumeSource> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.hostPath = reader.message(HostPathVolumeSource.decode);
          break;
        case 18:
          message.emptyDir = reader.message(EmptyDirVolumeSource.decode);
          break;
        case 26:
          message.gcePersistentDisk = reader.message(GCEPersistentDiskVolumeSource.decode);
          break;
        case 34:
          message.awsElasticBlockStore = reader.message(AWSElasticBlockStoreVolumeSource.decode);
          break;
        case 42:
          message.gitRepo = reader.message(GitRepoVolumeSource.decode);
          break;
        case 50:
          message.secret = reader.message(SecretVolumeSource.decode);
          break;
        case 58:
          message.nfs = reader.message(NFSVolumeSource.decode);
          break;
        case 66:
          message.iscsi = reader.message(ISCSIVolumeSource.decode);
          break;
        case 74:
          message.glusterfs = reader.message(GlusterfsVolumeSource.decode);
          break;
        case 82:
          message.persistentVolumeClaim = reader.message(PersistentVolumeClaimVolumeSource.decode);
          break;
        case 90:
          message.rbd = reader.message(RBDVolumeSource.decode);
          break;
        case 98:
          message.flexVolume = reader.message(FlexVolumeSource.decode);
          break;
        case 106:
          message.cinder = reader.message(CinderVolumeSource.decode);
          break;
        case 114:
          message.cephfs = reader.message(CephFSVolumeSource.decode);
          break;
        case 122:
          message.flocker = reader.message(FlockerVolumeSource.decode);
          break;
        case 130:
          message.downwardAPI = reader.message(DownwardAPIVolumeSource.decode);
          break;
        case 138:
          message.fc = reader.message(FCVolumeSource.decode);
          break;
        case 146:
          message.azureFile = reader.message(AzureFileVolumeSource.decode);
          break;
        case 154:
          message.configMap = reader.message(ConfigMapVolumeSource.decode);
          break;
        case 162:
          message.vsphereVolume = reader.message(VsphereVirtualDiskVolumeSource.decode);
          break;
        case 170:
          message.quobyte = reader.message(QuobyteVolumeSource.decode);
          break;
        case 178:
          message.azureDisk = reader.message(AzureDiskVolumeSource.decode);
          break;
        case 186:
          message.photonPersistentDisk = reader.message(PhotonPersistentDiskVolumeSource.decode);
          break;
        case 194:
          message.portworxVolume = reader.message(PortworxVolumeSource.decode);
          break;
        case 202:
          message.scaleIO = reader.message(ScaleIOVolumeSource.decode);
          break;
        case 210:
          message.projected = reader.message(ProjectedVolumeSource.decode);
          break;
        case 218:
          message.storageos = reader.message(StorageOSVolumeSource.decode);
          break;
        case 226:
          message.csi = reader.message(CSIVolumeSource.decode);
          break;
        case 234:
          message.ephemeral = reader.message(EphemeralVolumeSource.decode);
          break;
        case 242:
          message.image = reader.message(ImageVolumeSource.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A folder that is empty at first. */
export interface EmptyDirVolumeSource extends Message {
  /** What it is kept on: the node's disk when empty, Memory, or HugePages. */
  readonly medium?: string;
  /** How much it may hold; no bound when absent. */
  readonly sizeLimit?: Quantity;
}

let emptyEmptyDirVolumeSource: EmptyDirVolumeSource | undefined;

export const EmptyDirVolumeSource: MessageType<EmptyDirVolumeSource> = {
  name: 'k8s.io.api.core.v1.EmptyDirVolumeSource',
  schema: {
    doc: "A folder that is empty at first.",
    fields: [
      { name: "medium", number: 1, doc: "What it is kept on: the node's disk when empty, Memory, or HugePages.", type: "string" },
      { name: "sizeLimit", number: 2, doc: "How much it may hold; no bound when absent.", type: "quantity" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.medium !== undefined) { writer.tag(10); writer.string(message.medium); }
    const sizeLimitValue = message.sizeLimit;
    if (sizeLimitValue !== undefined) { writer.tag(18); { const start = writer.begin(); writeQuantity(sizeLimitValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEmptyDirVolumeSource ??= EmptyDirVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EmptyDirVolumeSource> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.medium = reader.string();
          break;
        case 18:
          message.sizeLimit = reader.message(readQuantity);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a git repository holds. */
export interface GitRepoVolumeSource extends Message {
  /** The repository's URL. */
  readonly repository: string;
  /** The commit. */
  readonly revision?: string;
  /** The folder to clone into; the volume itself for `.`. */
  readonly directory?: string;
}

let emptyGitRepoVolumeSource: GitRepoVolumeSource | undefined;

export const GitRepoVolumeSource: MessageType<GitRepoVolumeSource> = {
  name: 'k8s.io.api.core.v1.GitRepoVolumeSource',
  schema: {
    doc: "What a git repository holds.",
    fields: [
      { name: "repository", number: 1, doc: "The repository's URL.", type: "string", required: true },
      { name: "revision", number: 2, doc: "The commit.", type: "string" },
      { name: "directory", number: 3, doc: "The folder to clone into; the volume itself for `.`.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.repository); }
    if (message.revision !== undefined) { writer.tag(18); writer.string(message.revision); }
    if (message.directory !== undefined) { writer.tag(26); writer.string(message.directory); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyGitRepoVolumeSource ??= GitRepoVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<GitRepoVolumeSource> = { repository: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.repository = reader.string();
          break;
        case 18:
          message.revision = reader.string();
          break;
        case 26:
          message.directory = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The keys of a Secret as files. */
export interface SecretVolumeSource extends Message {
  /** The Secret. */
  readonly secretName: string;
  /** Which keys become which files; all, by their names, when absent. */
  readonly items?: readonly KeyToPath[];
  /** The mode of the files, as a decimal number; 420 (0644) when absent. */
  readonly defaultMode?: number;
  /** Whether the pod starts without it. */
  readonly optional?: boolean;
}

let emptySecretVolumeSource: SecretVolumeSource | undefined;

export const SecretVolumeSource: MessageType<SecretVolumeSource> = {
  name: 'k8s.io.api.core.v1.SecretVolumeSource',
  schema: {
    doc: "The keys of a Secret as files.",
    fields: [
      { name: "secretName", number: 1, doc: "The Secret.", type: "string", required: true },
      { name: "items", number: 2, doc: "Which keys become which files; all, by their names, when absent.", type: "message", container: "list", message: () => KeyToPath },
      { name: "defaultMode", number: 3, doc: "The mode of the files, as a decimal number; 420 (0644) when absent.", type: "int32", default: 420, min: 0, max: 511 },
      { name: "optional", number: 4, doc: "Whether the pod starts without it.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.secretName); }
    if (message.items !== undefined) for (const item of message.items) {
      writer.tag(18);
      { const start = writer.begin(); KeyToPath.encode(item, writer); writer.end(start); }
    }
    if (message.defaultMode !== undefined) { writer.tag(24); writer.signed(message.defaultMode); }
    if (message.optional !== undefined) { writer.tag(32); writer.bool(message.optional); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySecretVolumeSource ??= SecretVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SecretVolumeSource> = { secretName: '' };
    let itemsAll: KeyToPath[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.secretName = reader.string();
          break;
        case 18:
          (itemsAll ??= []).push(reader.message(KeyToPath.decode));
          break;
        case 24:
          message.defaultMode = reader.signed();
          break;
        case 32:
          message.optional = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (itemsAll !== undefined) message.items = itemsAll;
    return message;
  },
};

/** The keys of a ConfigMap as files. */
export interface ConfigMapVolumeSource extends LocalObjectReference {
  /** Which keys become which files; all, by their names, when absent. */
  readonly items?: readonly KeyToPath[];
  /** The mode of the files, as a decimal number; 420 (0644) when absent. */
  readonly defaultMode?: number;
  /** Whether the pod starts without it. */
  readonly optional?: boolean;
}

let emptyConfigMapVolumeSource: ConfigMapVolumeSource | undefined;

export const ConfigMapVolumeSource: MessageType<ConfigMapVolumeSource> = {
  name: 'k8s.io.api.core.v1.ConfigMapVolumeSource',
  schema: {
    doc: "The keys of a ConfigMap as files.",
    fields: [
      { name: "localObjectReference", number: 1, doc: "The ConfigMap.", type: "message", message: () => LocalObjectReference, required: true, inline: true },
      { name: "items", number: 2, doc: "Which keys become which files; all, by their names, when absent.", type: "message", container: "list", message: () => KeyToPath },
      { name: "defaultMode", number: 3, doc: "The mode of the files, as a decimal number; 420 (0644) when absent.", type: "int32", default: 420, min: 0, max: 511 },
      { name: "optional", number: 4, doc: "Whether the pod starts without it.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.tag(10);
    { const start = writer.begin(); LocalObjectReference.encode(inlinedPart(message), writer); writer.end(start); }
    if (message.items !== undefined) for (const item of message.items) {
      writer.tag(18);
      { const start = writer.begin(); KeyToPath.encode(item, writer); writer.end(start); }
    }
    if (message.defaultMode !== undefined) { writer.tag(24); writer.signed(message.defaultMode); }
    if (message.optional !== undefined) { writer.tag(32); writer.bool(message.optional); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyConfigMapVolumeSource ??= ConfigMapVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ConfigMapVolumeSource> = { ...knownFields(LocalObjectReference.decode(reader, reader.position)) };
    let itemsAll: KeyToPath[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          putInlined(message, reader.message(LocalObjectReference.decode));
          break;
        case 18:
          (itemsAll ??= []).push(reader.message(KeyToPath.decode));
          break;
        case 24:
          message.defaultMode = reader.signed();
          break;
        case 32:
          message.optional = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (itemsAll !== undefined) message.items = itemsAll;
    return message;
  },
};

/** One key as one file. */
export interface KeyToPath extends Message {
  /** The key. */
  readonly key: string;
  /** The file, relative to the volume. */
  readonly path: string;
  /** The file's mode, as a decimal number; the volume's when absent. */
  readonly mode?: number;
}

let emptyKeyToPath: KeyToPath | undefined;

export const KeyToPath: MessageType<KeyToPath> = {
  name: 'k8s.io.api.core.v1.KeyToPath',
  schema: {
    doc: "One key as one file.",
    fields: [
      { name: "key", number: 1, doc: "The key.", type: "string", required: true },
      { name: "path", number: 2, doc: "The file, relative to the volume.", type: "string", required: true, format: "path" },
      { name: "mode", number: 3, doc: "The file's mode, as a decimal number; the volume's when absent.", type: "int32", min: 0, max: 511 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.key); }
    { writer.tag(18); writer.string(message.path); }
    if (message.mode !== undefined) { writer.tag(24); writer.signed(message.mode); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyKeyToPath ??= KeyToPath.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<KeyToPath> = { key: '', path: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.key = reader.string();
          break;
        case 18:
          message.path = reader.string();
          break;
        case 24:
          message.mode = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Fields of the pod as files. */
export interface DownwardAPIVolumeSource extends Message {
  /** The files. */
  readonly items?: readonly DownwardAPIVolumeFile[];
  /** The mode of the files, as a decimal number; 420 (0644) when absent. */
  readonly defaultMode?: number;
}

let emptyDownwardAPIVolumeSource: DownwardAPIVolumeSource | undefined;

export const DownwardAPIVolumeSource: MessageType<DownwardAPIVolumeSource> = {
  name: 'k8s.io.api.core.v1.DownwardAPIVolumeSource',
  schema: {
    doc: "Fields of the pod as files.",
    fields: [
      { name: "items", number: 1, doc: "The files.", type: "message", container: "list", message: () => DownwardAPIVolumeFile },
      { name: "defaultMode", number: 2, doc: "The mode of the files, as a decimal number; 420 (0644) when absent.", type: "int32", default: 420, min: 0, max: 511 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.items !== undefined) for (const item of message.items) {
      writer.tag(10);
      { const start = writer.begin(); DownwardAPIVolumeFile.encode(item, writer); writer.end(start); }
    }
    if (message.defaultMode !== undefined) { writer.tag(16); writer.signed(message.defaultMode); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDownwardAPIVolumeSource ??= DownwardAPIVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DownwardAPIVolumeSource> = {  };
    let itemsAll: DownwardAPIVolumeFile[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (itemsAll ??= []).push(reader.message(DownwardAPIVolumeFile.decode));
          break;
        case 16:
          message.defaultMode = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (itemsAll !== undefined) message.items = itemsAll;
    return message;
  },
};

/** A file with one field of the pod. */
export interface DownwardAPIVolumeFile extends Message {
  /** The file, relative to the volume. */
  readonly path: string;
  /** The pod's field. */
  readonly fieldRef?: ObjectFieldSelector;
  /** A container's request or limit. */
  readonly resourceFieldRef?: ResourceFieldSelector;
  /** The file's mode, as a decimal number; the volume's when absent. */
  readonly mode?: number;
}

let emptyDownwardAPIVolumeFile: DownwardAPIVolumeFile | undefined;

export const DownwardAPIVolumeFile: MessageType<DownwardAPIVolumeFile> = {
  name: 'k8s.io.api.core.v1.DownwardAPIVolumeFile',
  schema: {
    doc: "A file with one field of the pod.",
    fields: [
      { name: "path", number: 1, doc: "The file, relative to the volume.", type: "string", required: true, format: "path" },
      { name: "fieldRef", number: 2, doc: "The pod's field.", type: "message", message: () => ObjectFieldSelector },
      { name: "resourceFieldRef", number: 3, doc: "A container's request or limit.", type: "message", message: () => ResourceFieldSelector },
      { name: "mode", number: 4, doc: "The file's mode, as a decimal number; the volume's when absent.", type: "int32", min: 0, max: 511 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.path); }
    const fieldRefValue = message.fieldRef;
    if (fieldRefValue !== undefined) { writer.tag(18); { const start = writer.begin(); ObjectFieldSelector.encode(fieldRefValue, writer); writer.end(start); } }
    const resourceFieldRefValue = message.resourceFieldRef;
    if (resourceFieldRefValue !== undefined) { writer.tag(26); { const start = writer.begin(); ResourceFieldSelector.encode(resourceFieldRefValue, writer); writer.end(start); } }
    if (message.mode !== undefined) { writer.tag(32); writer.signed(message.mode); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDownwardAPIVolumeFile ??= DownwardAPIVolumeFile.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DownwardAPIVolumeFile> = { path: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.path = reader.string();
          break;
        case 18:
          message.fieldRef = reader.message(ObjectFieldSelector.decode);
          break;
        case 26:
          message.resourceFieldRef = reader.message(ResourceFieldSelector.decode);
          break;
        case 32:
          message.mode = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Several sources in one folder. */
export interface ProjectedVolumeSource extends Message {
  /** The sources. */
  readonly sources?: readonly VolumeProjection[];
  /** The mode of the files, as a decimal number; 420 (0644) when absent. */
  readonly defaultMode?: number;
}

let emptyProjectedVolumeSource: ProjectedVolumeSource | undefined;

export const ProjectedVolumeSource: MessageType<ProjectedVolumeSource> = {
  name: 'k8s.io.api.core.v1.ProjectedVolumeSource',
  schema: {
    doc: "Several sources in one folder.",
    fields: [
      { name: "sources", number: 1, doc: "The sources.", type: "message", container: "list", message: () => VolumeProjection },
      { name: "defaultMode", number: 2, doc: "The mode of the files, as a decimal number; 420 (0644) when absent.", type: "int32", default: 420, min: 0, max: 511 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.sources !== undefined) for (const item of message.sources) {
      writer.tag(10);
      { const start = writer.begin(); VolumeProjection.encode(item, writer); writer.end(start); }
    }
    if (message.defaultMode !== undefined) { writer.tag(16); writer.signed(message.defaultMode); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyProjectedVolumeSource ??= ProjectedVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ProjectedVolumeSource> = {  };
    let sourcesAll: VolumeProjection[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (sourcesAll ??= []).push(reader.message(VolumeProjection.decode));
          break;
        case 16:
          message.defaultMode = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (sourcesAll !== undefined) message.sources = sourcesAll;
    return message;
  },
};

/** One source of a projected volume. Exactly one is set. */
export interface VolumeProjection extends Message {
  /** The keys of a Secret. */
  readonly secret?: SecretProjection;
  /** Fields of the pod. */
  readonly downwardAPI?: DownwardAPIProjection;
  /** The keys of a ConfigMap. */
  readonly configMap?: ConfigMapProjection;
  /** A token of the pod's service account. */
  readonly serviceAccountToken?: ServiceAccountTokenProjection;
  /** The certificates of trust bundles. */
  readonly clusterTrustBundle?: ClusterTrustBundleProjection;
}

let emptyVolumeProjection: VolumeProjection | undefined;

export const VolumeProjection: MessageType<VolumeProjection> = {
  name: 'k8s.io.api.core.v1.VolumeProjection',
  schema: {
    doc: "One source of a projected volume. Exactly one is set.",
    fields: [
      { name: "secret", number: 1, doc: "The keys of a Secret.", type: "message", message: () => SecretProjection },
      { name: "downwardAPI", number: 2, doc: "Fields of the pod.", type: "message", message: () => DownwardAPIProjection },
      { name: "configMap", number: 3, doc: "The keys of a ConfigMap.", type: "message", message: () => ConfigMapProjection },
      { name: "serviceAccountToken", number: 4, doc: "A token of the pod's service account.", type: "message", message: () => ServiceAccountTokenProjection },
      { name: "clusterTrustBundle", number: 5, doc: "The certificates of trust bundles.", type: "message", message: () => ClusterTrustBundleProjection },
    ],
    unsupported: ["clusterTrustBundle"],
  },
  encode(message, writer) {
    const secretValue = message.secret;
    if (secretValue !== undefined) { writer.tag(10); { const start = writer.begin(); SecretProjection.encode(secretValue, writer); writer.end(start); } }
    const downwardAPIValue = message.downwardAPI;
    if (downwardAPIValue !== undefined) { writer.tag(18); { const start = writer.begin(); DownwardAPIProjection.encode(downwardAPIValue, writer); writer.end(start); } }
    const configMapValue = message.configMap;
    if (configMapValue !== undefined) { writer.tag(26); { const start = writer.begin(); ConfigMapProjection.encode(configMapValue, writer); writer.end(start); } }
    const serviceAccountTokenValue = message.serviceAccountToken;
    if (serviceAccountTokenValue !== undefined) { writer.tag(34); { const start = writer.begin(); ServiceAccountTokenProjection.encode(serviceAccountTokenValue, writer); writer.end(start); } }
    const clusterTrustBundleValue = message.clusterTrustBundle;
    if (clusterTrustBundleValue !== undefined) { writer.tag(42); { const start = writer.begin(); ClusterTrustBundleProjection.encode(clusterTrustBundleValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyVolumeProjection ??= VolumeProjection.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<VolumeProjection> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.secret = reader.message(SecretProjection.decode);
          break;
        case 18:
          message.downwardAPI = reader.message(DownwardAPIProjection.decode);
          break;
        case 26:
          message.configMap = reader.message(ConfigMapProjection.decode);
          break;
        case 34:
          message.serviceAccountToken = reader.message(ServiceAccountTokenProjection.decode);
          break;
        case 42:
          message.clusterTrustBundle = reader.message(ClusterTrustBundleProjection.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The keys of a Secret in a projected volume. */
export interface SecretProjection extends LocalObjectReference {
  /** Which keys become which files; all, by their names, when absent. */
  readonly items?: readonly KeyToPath[];
  /** Whether the pod starts without it. */
  readonly optional?: boolean;
}

let emptySecretProjection: SecretProjection | undefined;

export const SecretProjection: MessageType<SecretProjection> = {
  name: 'k8s.io.api.core.v1.SecretProjection',
  schema: {
    doc: "The keys of a Secret in a projected volume.",
    fields: [
      { name: "localObjectReference", number: 1, doc: "The Secret.", type: "message", message: () => LocalObjectReference, required: true, inline: true },
      { name: "items", number: 2, doc: "Which keys become which files; all, by their names, when absent.", type: "message", container: "list", message: () => KeyToPath },
      { name: "optional", number: 4, doc: "Whether the pod starts without it.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.tag(10);
    { const start = writer.begin(); LocalObjectReference.encode(inlinedPart(message), writer); writer.end(start); }
    if (message.items !== undefined) for (const item of message.items) {
      writer.tag(18);
      { const start = writer.begin(); KeyToPath.encode(item, writer); writer.end(start); }
    }
    if (message.optional !== undefined) { writer.tag(32); writer.bool(message.optional); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySecretProjection ??= SecretProjection.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SecretProjection> = { ...knownFields(LocalObjectReference.decode(reader, reader.position)) };
    let itemsAll: KeyToPath[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          putInlined(message, reader.message(LocalObjectReference.decode));
          break;
        case 18:
          (itemsAll ??= []).push(reader.message(KeyToPath.decode));
          break;
        case 32:
          message.optional = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (itemsAll !== undefined) message.items = itemsAll;
    return message;
  },
};

/** The keys of a ConfigMap in a projected volume. */
export interface ConfigMapProjection extends LocalObjectReference {
  /** Which keys become which files; all, by their names, when absent. */
  readonly items?: readonly KeyToPath[];
  /** Whether the pod starts without it. */
  readonly optional?: boolean;
}

let emptyConfigMapProjection: ConfigMapProjection | undefined;

export const ConfigMapProjection: MessageType<ConfigMapProjection> = {
  name: 'k8s.io.api.core.v1.ConfigMapProjection',
  schema: {
    doc: "The keys of a ConfigMap in a projected volume.",
    fields: [
      { name: "localObjectReference", number: 1, doc: "The ConfigMap.", type: "message", message: () => LocalObjectReference, required: true, inline: true },
      { name: "items", number: 2, doc: "Which keys become which files; all, by their names, when absent.", type: "message", container: "list", message: () => KeyToPath },
      { name: "optional", number: 4, doc: "Whether the pod starts without it.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.tag(10);
    { const start = writer.begin(); LocalObjectReference.encode(inlinedPart(message), writer); writer.end(start); }
    if (message.items !== undefined) for (const item of message.items) {
      writer.tag(18);
      { const start = writer.begin(); KeyToPath.encode(item, writer); writer.end(start); }
    }
    if (message.optional !== undefined) { writer.tag(32); writer.bool(message.optional); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyConfigMapProjection ??= ConfigMapProjection.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ConfigMapProjection> = { ...knownFields(LocalObjectReference.decode(reader, reader.position)) };
    let itemsAll: KeyToPath[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          putInlined(message, reader.message(LocalObjectReference.decode));
          break;
        case 18:
          (itemsAll ??= []).push(reader.message(KeyToPath.decode));
          break;
        case 32:
          message.optional = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (itemsAll !== undefined) message.items = itemsAll;
    return message;
  },
};

/** Fields of the pod in a projected volume. */
export interface DownwardAPIProjection extends Message {
  /** The files. */
  readonly items?: readonly DownwardAPIVolumeFile[];
}

let emptyDownwardAPIProjection: DownwardAPIProjection | undefined;

export const DownwardAPIProjection: MessageType<DownwardAPIProjection> = {
  name: 'k8s.io.api.core.v1.DownwardAPIProjection',
  schema: {
    doc: "Fields of the pod in a projected volume.",
    fields: [
      { name: "items", number: 1, doc: "The files.", type: "message", container: "list", message: () => DownwardAPIVolumeFile },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.items !== undefined) for (const item of message.items) {
      writer.tag(10);
      { const start = writer.begin(); DownwardAPIVolumeFile.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDownwardAPIProjection ??= DownwardAPIProjection.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DownwardAPIProjection> = {  };
    let itemsAll: DownwardAPIVolumeFile[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (itemsAll ??= []).push(reader.message(DownwardAPIVolumeFile.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (itemsAll !== undefined) message.items = itemsAll;
    return message;
  },
};

/** A token of the pod's service account in a projected volume. */
export interface ServiceAccountTokenProjection extends Message {
  /** Who the token is for; the masters when absent. */
  readonly audience?: string;
  /** How long a token holds; it is renewed before. */
  readonly expirationSeconds?: number;
  /** The file, relative to the volume. */
  readonly path: string;
}

let emptyServiceAccountTokenProjection: ServiceAccountTokenProjection | undefined;

export const ServiceAccountTokenProjection: MessageType<ServiceAccountTokenProjection> = {
  name: 'k8s.io.api.core.v1.ServiceAccountTokenProjection',
  schema: {
    doc: "A token of the pod's service account in a projected volume.",
    fields: [
      { name: "audience", number: 1, doc: "Who the token is for; the masters when absent.", type: "string" },
      { name: "expirationSeconds", number: 2, doc: "How long a token holds; it is renewed before.", type: "int64", default: 3600, min: 600 },
      { name: "path", number: 3, doc: "The file, relative to the volume.", type: "string", required: true, format: "path" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.audience !== undefined) { writer.tag(10); writer.string(message.audience); }
    if (message.expirationSeconds !== undefined) { writer.tag(16); writer.signed(message.expirationSeconds); }
    { writer.tag(26); writer.string(message.path); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyServiceAccountTokenProjection ??= ServiceAccountTokenProjection.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ServiceAccountTokenProjection> = { path: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.audience = reader.string();
          break;
        case 16:
          message.expirationSeconds = reader.signed();
          break;
        case 26:
          message.path = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The certificates of trust bundles in a projected volume. */
export interface ClusterTrustBundleProjection extends Message {
  /** The bundle; not with signerName. */
  readonly name?: string;
  /** The bundles of this signer. */
  readonly signerName?: string;
  /** Which of the signer's bundles; none when absent, all when empty. */
  readonly labelSelector?: LabelSelector;
  /** The file, relative to the volume. */
  readonly path: string;
  /** Whether the pod starts without them. */
  readonly optional?: boolean;
}

let emptyClusterTrustBundleProjection: ClusterTrustBundleProjection | undefined;

export const ClusterTrustBundleProjection: MessageType<ClusterTrustBundleProjection> = {
  name: 'k8s.io.api.core.v1.ClusterTrustBundleProjection',
  schema: {
    doc: "The certificates of trust bundles in a projected volume.",
    fields: [
      { name: "name", number: 1, doc: "The bundle; not with signerName.", type: "string" },
      { name: "signerName", number: 2, doc: "The bundles of this signer.", type: "string" },
      { name: "labelSelector", number: 3, doc: "Which of the signer's bundles; none when absent, all when empty.", type: "message", message: () => LabelSelector },
      { name: "path", number: 4, doc: "The file, relative to the volume.", type: "string", required: true, format: "path" },
      { name: "optional", number: 5, doc: "Whether the pod starts without them.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.name !== undefined) { writer.tag(10); writer.string(message.name); }
    if (message.signerName !== undefined) { writer.tag(18); writer.string(message.signerName); }
    const labelSelectorValue = message.labelSelector;
    if (labelSelectorValue !== undefined) { writer.tag(26); { const start = writer.begin(); LabelSelector.encode(labelSelectorValue, writer); writer.end(start); } }
    { writer.tag(34); writer.string(message.path); }
    if (message.optional !== undefined) { writer.tag(40); writer.bool(message.optional); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyClusterTrustBundleProjection ??= ClusterTrustBundleProjection.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ClusterTrustBundleProjection> = { path: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.signerName = reader.string();
          break;
        case 26:
          message.labelSelector = reader.message(LabelSelector.decode);
          break;
        case 34:
          message.path = reader.string();
          break;
        case 40:
          message.optional = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The volume bound to a claim. */
export interface PersistentVolumeClaimVolumeSource extends Message {
  /** The claim. */
  readonly claimName: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
}

let emptyPersistentVolumeClaimVolumeSource: PersistentVolumeClaimVolumeSource | undefined;

export const PersistentVolumeClaimVolumeSource: MessageType<PersistentVolumeClaimVolumeSource> = {
  name: 'k8s.io.api.core.v1.PersistentVolumeClaimVolumeSource',
  schema: {
    doc: "The volume bound to a claim.",
    fields: [
      { name: "claimName", number: 1, doc: "The claim.", type: "string", required: true },
      { name: "readOnly", number: 2, doc: "Whether containers may only read.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.claimName); }
    if (message.readOnly !== undefined) { writer.tag(16); writer.bool(message.readOnly); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPersistentVolumeClaimVolumeSource ??= PersistentVolumeClaimVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PersistentVolumeClaimVolumeSource> = { claimName: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.claimName = reader.string();
          break;
        case 16:
          message.readOnly = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A claim made for the pod, named after pod and volume. */
export interface EphemeralVolumeSource extends Message {
  /** What the claim looks like. */
  readonly volumeClaimTemplate: PersistentVolumeClaimTemplate;
}

let emptyEphemeralVolumeSource: EphemeralVolumeSource | undefined;

export const EphemeralVolumeSource: MessageType<EphemeralVolumeSource> = {
  name: 'k8s.io.api.core.v1.EphemeralVolumeSource',
  schema: {
    doc: "A claim made for the pod, named after pod and volume.",
    fields: [
      { name: "volumeClaimTemplate", number: 1, doc: "What the claim looks like.", type: "message", message: () => PersistentVolumeClaimTemplate, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); PersistentVolumeClaimTemplate.encode(message.volumeClaimTemplate, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEphemeralVolumeSource ??= EphemeralVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EphemeralVolumeSource> = { volumeClaimTemplate: PersistentVolumeClaimTemplate.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.volumeClaimTemplate = reader.message(PersistentVolumeClaimTemplate.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a claim made for a pod looks like. */
export interface PersistentVolumeClaimTemplate extends Message {
  /** Labels and annotations of the claim. */
  readonly metadata?: ObjectMeta;
  /** What is asked for. */
  readonly spec: PersistentVolumeClaimSpec;
}

let emptyPersistentVolumeClaimTemplate: PersistentVolumeClaimTemplate | undefined;

export const PersistentVolumeClaimTemplate: MessageType<PersistentVolumeClaimTemplate> = {
  name: 'k8s.io.api.core.v1.PersistentVolumeClaimTemplate',
  schema: {
    doc: "What a claim made for a pod looks like.",
    fields: [
      { name: "metadata", number: 1, doc: "Labels and annotations of the claim.", type: "message", message: () => ObjectMeta },
      { name: "spec", number: 2, doc: "What is asked for.", type: "message", message: () => PersistentVolumeClaimSpec, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const metadataValue = message.metadata;
    if (metadataValue !== undefined) { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(metadataValue, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); PersistentVolumeClaimSpec.encode(message.spec, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPersistentVolumeClaimTemplate ??= PersistentVolumeClaimTemplate.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PersistentVolumeClaimTemplate> = { spec: PersistentVolumeClaimSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(PersistentVolumeClaimSpec.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The files of an image. */
export interface ImageVolumeSource extends Message {
  /** The image. */
  readonly reference?: string;
  /** When the image is pulled; IfNotPresent unless the tag is latest. */
  readonly pullPolicy?: string;
}

let emptyImageVolumeSource: ImageVolumeSource | undefined;

export const ImageVolumeSource: MessageType<ImageVolumeSource> = {
  name: 'k8s.io.api.core.v1.ImageVolumeSource',
  schema: {
    doc: "The files of an image.",
    fields: [
      { name: "reference", number: 1, doc: "The image.", type: "string" },
      { name: "pullPolicy", number: 2, doc: "When the image is pulled; IfNotPresent unless the tag is latest.", type: "string", oneOf: ["Always","IfNotPresent","Never"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.reference !== undefined) { writer.tag(10); writer.string(message.reference); }
    if (message.pullPolicy !== undefined) { writer.tag(18); writer.string(message.pullPolicy); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyImageVolumeSource ??= ImageVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ImageVolumeSource> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.reference = reader.string();
          break;
        case 18:
          message.pullPolicy = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A volume of a CSI driver that lives as long as the pod. */
export interface CSIVolumeSource extends Message {
  /** The driver. */
  readonly driver: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
  /** The file system; the driver's choice when absent. */
  readonly fsType?: string;
  /** What the driver is told. */
  readonly volumeAttributes?: Readonly<Record<string, string>>;
  /** The Secret the driver gets when it publishes the volume. */
  readonly nodePublishSecretRef?: LocalObjectReference;
}

let emptyCSIVolumeSource: CSIVolumeSource | undefined;

export const CSIVolumeSource: MessageType<CSIVolumeSource> = {
  name: 'k8s.io.api.core.v1.CSIVolumeSource',
  schema: {
    doc: "A volume of a CSI driver that lives as long as the pod.",
    fields: [
      { name: "driver", number: 1, doc: "The driver.", type: "string", required: true },
      { name: "readOnly", number: 2, doc: "Whether containers may only read.", type: "bool" },
      { name: "fsType", number: 3, doc: "The file system; the driver's choice when absent.", type: "string" },
      { name: "volumeAttributes", number: 4, doc: "What the driver is told.", type: "string", container: "map" },
      { name: "nodePublishSecretRef", number: 5, doc: "The Secret the driver gets when it publishes the volume.", type: "message", message: () => LocalObjectReference },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.driver); }
    if (message.readOnly !== undefined) { writer.tag(16); writer.bool(message.readOnly); }
    if (message.fsType !== undefined) { writer.tag(26); writer.string(message.fsType); }
    if (message.volumeAttributes !== undefined) for (const [key, item] of entriesByKey(message.volumeAttributes)) {
      writer.tag(34);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    const nodePublishSecretRefValue = message.nodePublishSecretRef;
    if (nodePublishSecretRefValue !== undefined) { writer.tag(42); { const start = writer.begin(); LocalObjectReference.encode(nodePublishSecretRefValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCSIVolumeSource ??= CSIVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CSIVolumeSource> = { driver: '' };
    let volumeAttributesAll: Record<string, string> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.driver = reader.string();
          break;
        case 16:
          message.readOnly = reader.bool();
          break;
        case 26:
          message.fsType = reader.string();
          break;
        case 34:
          volumeAttributesAll ??= {};
          readEntry(reader, volumeAttributesAll, () => reader.string(), () => '');
          break;
        case 42:
          message.nodePublishSecretRef = reader.message(LocalObjectReference.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (volumeAttributesAll !== undefined) message.volumeAttributes = volumeAttributesAll;
    return message;
  },
};

/** An Azure file share, for a pod. */
export interface AzureFileVolumeSource extends Message {
  /** The Secret with the account's name and key. */
  readonly secretName: string;
  /** The share. */
  readonly shareName: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
}

let emptyAzureFileVolumeSource: AzureFileVolumeSource | undefined;

export const AzureFileVolumeSource: MessageType<AzureFileVolumeSource> = {
  name: 'k8s.io.api.core.v1.AzureFileVolumeSource',
  schema: {
    doc: "An Azure file share, for a pod.",
    fields: [
      { name: "secretName", number: 1, doc: "The Secret with the account's name and key.", type: "string", required: true },
      { name: "shareName", number: 2, doc: "The share.", type: "string", required: true },
      { name: "readOnly", number: 3, doc: "Whether containers may only read.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.secretName); }
    { writer.tag(18); writer.string(message.shareName); }
    if (message.readOnly !== undefined) { writer.tag(24); writer.bool(message.readOnly); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAzureFileVolumeSource ??= AzureFileVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AzureFileVolumeSource> = { secretName: '', shareName: '' };
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
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A Ceph file system, for a pod. */
export interface CephFSVolumeSource extends Message {
  /** The monitors' addresses. */
  readonly monitors: readonly string[];
  /** The folder mounted as the root; / when absent. */
  readonly path?: string;
  /** The user; admin when absent. */
  readonly user?: string;
  /** The key ring's file on the node. */
  readonly secretFile?: string;
  /** The user's Secret. */
  readonly secretRef?: LocalObjectReference;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
}

let emptyCephFSVolumeSource: CephFSVolumeSource | undefined;

export const CephFSVolumeSource: MessageType<CephFSVolumeSource> = {
  name: 'k8s.io.api.core.v1.CephFSVolumeSource',
  schema: {
    doc: "A Ceph file system, for a pod.",
    fields: [
      { name: "monitors", number: 1, doc: "The monitors' addresses.", type: "string", container: "list", required: true },
      { name: "path", number: 2, doc: "The folder mounted as the root; / when absent.", type: "string" },
      { name: "user", number: 3, doc: "The user; admin when absent.", type: "string" },
      { name: "secretFile", number: 4, doc: "The key ring's file on the node.", type: "string" },
      { name: "secretRef", number: 5, doc: "The user's Secret.", type: "message", message: () => LocalObjectReference },
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
    if (secretRefValue !== undefined) { writer.tag(42); { const start = writer.begin(); LocalObjectReference.encode(secretRefValue, writer); writer.end(start); } }
    if (message.readOnly !== undefined) { writer.tag(48); writer.bool(message.readOnly); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCephFSVolumeSource ??= CephFSVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CephFSVolumeSource> = { monitors: [] };
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
          message.secretRef = reader.message(LocalObjectReference.decode);
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

/** An OpenStack volume, for a pod. */
export interface CinderVolumeSource extends Message {
  /** The volume's id. */
  readonly volumeID: string;
  /** The file system; ext4 when absent. */
  readonly fsType?: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
  /** The Secret with which OpenStack is reached. */
  readonly secretRef?: LocalObjectReference;
}

let emptyCinderVolumeSource: CinderVolumeSource | undefined;

export const CinderVolumeSource: MessageType<CinderVolumeSource> = {
  name: 'k8s.io.api.core.v1.CinderVolumeSource',
  schema: {
    doc: "An OpenStack volume, for a pod.",
    fields: [
      { name: "volumeID", number: 1, doc: "The volume's id.", type: "string", required: true },
      { name: "fsType", number: 2, doc: "The file system; ext4 when absent.", type: "string" },
      { name: "readOnly", number: 3, doc: "Whether containers may only read.", type: "bool" },
      { name: "secretRef", number: 4, doc: "The Secret with which OpenStack is reached.", type: "message", message: () => LocalObjectReference },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.volumeID); }
    if (message.fsType !== undefined) { writer.tag(18); writer.string(message.fsType); }
    if (message.readOnly !== undefined) { writer.tag(24); writer.bool(message.readOnly); }
    const secretRefValue = message.secretRef;
    if (secretRefValue !== undefined) { writer.tag(34); { const start = writer.begin(); LocalObjectReference.encode(secretRefValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCinderVolumeSource ??= CinderVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CinderVolumeSource> = { volumeID: '' };
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
          message.secretRef = reader.message(LocalObjectReference.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A volume of a driver that is a program, for a pod. */
export interface FlexVolumeSource extends Message {
  /** The driver. */
  readonly driver: string;
  /** The file system; the driver's choice when absent. */
  readonly fsType?: string;
  /** The Secret the driver gets. */
  readonly secretRef?: LocalObjectReference;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
  /** What the driver is told. */
  readonly options?: Readonly<Record<string, string>>;
}

let emptyFlexVolumeSource: FlexVolumeSource | undefined;

export const FlexVolumeSource: MessageType<FlexVolumeSource> = {
  name: 'k8s.io.api.core.v1.FlexVolumeSource',
  schema: {
    doc: "A volume of a driver that is a program, for a pod.",
    fields: [
      { name: "driver", number: 1, doc: "The driver.", type: "string", required: true },
      { name: "fsType", number: 2, doc: "The file system; the driver's choice when absent.", type: "string" },
      { name: "secretRef", number: 3, doc: "The Secret the driver gets.", type: "message", message: () => LocalObjectReference },
      { name: "readOnly", number: 4, doc: "Whether containers may only read.", type: "bool" },
      { name: "options", number: 5, doc: "What the driver is told.", type: "string", container: "map" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.driver); }
    if (message.fsType !== undefined) { writer.tag(18); writer.string(message.fsType); }
    const secretRefValue = message.secretRef;
    if (secretRefValue !== undefined) { writer.tag(26); { const start = writer.begin(); LocalObjectReference.encode(secretRefValue, writer); writer.end(start); } }
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
  empty: () => (emptyFlexVolumeSource ??= FlexVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<FlexVolumeSource> = { driver: '' };
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
          message.secretRef = reader.message(LocalObjectReference.decode);
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

/** A Gluster volume, for a pod. */
export interface GlusterfsVolumeSource extends Message {
  /** The Endpoints of the servers. */
  readonly endpoints: string;
  /** The volume's path. */
  readonly path: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
}

let emptyGlusterfsVolumeSource: GlusterfsVolumeSource | undefined;

export const GlusterfsVolumeSource: MessageType<GlusterfsVolumeSource> = {
  name: 'k8s.io.api.core.v1.GlusterfsVolumeSource',
  schema: {
    doc: "A Gluster volume, for a pod.",
    fields: [
      { name: "endpoints", number: 1, doc: "The Endpoints of the servers.", type: "string", required: true },
      { name: "path", number: 2, doc: "The volume's path.", type: "string", required: true },
      { name: "readOnly", number: 3, doc: "Whether containers may only read.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.endpoints); }
    { writer.tag(18); writer.string(message.path); }
    if (message.readOnly !== undefined) { writer.tag(24); writer.bool(message.readOnly); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyGlusterfsVolumeSource ??= GlusterfsVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<GlusterfsVolumeSource> = { endpoints: '', path: '' };
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
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** An iSCSI disk, for a pod. */
export interface ISCSIVolumeSource extends Message {
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
  readonly secretRef?: LocalObjectReference;
  /** Whether sessions are authenticated by CHAP. */
  readonly chapAuthSession?: boolean;
  /** The initiator's name; an interface of its own is made for it. */
  readonly initiatorName?: string;
}

let emptyISCSIVolumeSource: ISCSIVolumeSource | undefined;

export const ISCSIVolumeSource: MessageType<ISCSIVolumeSource> = {
  name: 'k8s.io.api.core.v1.ISCSIVolumeSource',
  schema: {
    doc: "An iSCSI disk, for a pod.",
    fields: [
      { name: "targetPortal", number: 1, doc: "The target's address, with a port unless it is the usual one.", type: "string", required: true },
      { name: "iqn", number: 2, doc: "The target's qualified name.", type: "string", required: true },
      { name: "lun", number: 3, doc: "The logical unit.", type: "int32", required: true, min: 0, max: 255 },
      { name: "iscsiInterface", number: 4, doc: "The transport's interface.", type: "string", default: "default" },
      { name: "fsType", number: 5, doc: "The file system; ext4 when absent.", type: "string" },
      { name: "readOnly", number: 6, doc: "Whether containers may only read.", type: "bool" },
      { name: "portals", number: 7, doc: "More addresses of the target.", type: "string", container: "list" },
      { name: "chapAuthDiscovery", number: 8, doc: "Whether discovery is authenticated by CHAP.", type: "bool" },
      { name: "secretRef", number: 10, doc: "The Secret for CHAP.", type: "message", message: () => LocalObjectReference },
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
    if (secretRefValue !== undefined) { writer.tag(82); { const start = writer.begin(); LocalObjectReference.encode(secretRefValue, writer); writer.end(start); } }
    if (message.chapAuthSession !== undefined) { writer.tag(88); writer.bool(message.chapAuthSession); }
    if (message.initiatorName !== undefined) { writer.tag(98); writer.string(message.initiatorName); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyISCSIVolumeSource ??= ISCSIVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ISCSIVolumeSource> = { targetPortal: '', iqn: '', lun: 0 };
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
          message.secretRef = reader.message(LocalObjectReference.decode);
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

/** A Ceph block device, for a pod. */
export interface RBDVolumeSource extends Message {
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
  readonly secretRef?: LocalObjectReference;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
}

let emptyRBDVolumeSource: RBDVolumeSource | undefined;

export const RBDVolumeSource: MessageType<RBDVolumeSource> = {
  name: 'k8s.io.api.core.v1.RBDVolumeSource',
  schema: {
    doc: "A Ceph block device, for a pod.",
    fields: [
      { name: "monitors", number: 1, doc: "The monitors' addresses.", type: "string", container: "list", required: true },
      { name: "image", number: 2, doc: "The image.", type: "string", required: true },
      { name: "fsType", number: 3, doc: "The file system; ext4 when absent.", type: "string" },
      { name: "pool", number: 4, doc: "The pool.", type: "string", default: "rbd" },
      { name: "user", number: 5, doc: "The user.", type: "string", default: "admin" },
      { name: "keyring", number: 6, doc: "The key ring's file on the node.", type: "string", default: "/etc/ceph/keyring" },
      { name: "secretRef", number: 7, doc: "The user's Secret, instead of the key ring.", type: "message", message: () => LocalObjectReference },
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
    if (secretRefValue !== undefined) { writer.tag(58); { const start = writer.begin(); LocalObjectReference.encode(secretRefValue, writer); writer.end(start); } }
    if (message.readOnly !== undefined) { writer.tag(64); writer.bool(message.readOnly); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRBDVolumeSource ??= RBDVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RBDVolumeSource> = { image: '', monitors: [] };
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
          message.secretRef = reader.message(LocalObjectReference.decode);
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

/** A ScaleIO volume, for a pod. */
export interface ScaleIOVolumeSource extends Message {
  /** The gateway's address. */
  readonly gateway: string;
  /** The storage system. */
  readonly system: string;
  /** The Secret with which it is reached. */
  readonly secretRef: LocalObjectReference;
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

let emptyScaleIOVolumeSource: ScaleIOVolumeSource | undefined;

export const ScaleIOVolumeSource: MessageType<ScaleIOVolumeSource> = {
  name: 'k8s.io.api.core.v1.ScaleIOVolumeSource',
  schema: {
    doc: "A ScaleIO volume, for a pod.",
    fields: [
      { name: "gateway", number: 1, doc: "The gateway's address.", type: "string", required: true },
      { name: "system", number: 2, doc: "The storage system.", type: "string", required: true },
      { name: "secretRef", number: 3, doc: "The Secret with which it is reached.", type: "message", message: () => LocalObjectReference, required: true },
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
    { writer.tag(26); { const start = writer.begin(); LocalObjectReference.encode(message.secretRef, writer); writer.end(start); } }
    if (message.sslEnabled !== undefined) { writer.tag(32); writer.bool(message.sslEnabled); }
    if (message.protectionDomain !== undefined) { writer.tag(42); writer.string(message.protectionDomain); }
    if (message.storagePool !== undefined) { writer.tag(50); writer.string(message.storagePool); }
    if (message.storageMode !== undefined) { writer.tag(58); writer.string(message.storageMode); }
    { writer.tag(66); writer.string(message.volumeName); }
    if (message.fsType !== undefined) { writer.tag(74); writer.string(message.fsType); }
    if (message.readOnly !== undefined) { writer.tag(80); writer.bool(message.readOnly); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyScaleIOVolumeSource ??= ScaleIOVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ScaleIOVolumeSource> = { gateway: '', system: '', secretRef: LocalObjectReference.empty(), volumeName: '' };
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
          message.secretRef = reader.message(LocalObjectReference.decode);
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

/** A StorageOS volume, for a pod. */
export interface StorageOSVolumeSource extends Message {
  /** The volume's name. */
  readonly volumeName?: string;
  /** The namespace in StorageOS; the pod's when absent. */
  readonly volumeNamespace?: string;
  /** The file system; ext4 when absent. */
  readonly fsType?: string;
  /** Whether containers may only read. */
  readonly readOnly?: boolean;
  /** The Secret with which it is reached. */
  readonly secretRef?: LocalObjectReference;
}

let emptyStorageOSVolumeSource: StorageOSVolumeSource | undefined;

export const StorageOSVolumeSource: MessageType<StorageOSVolumeSource> = {
  name: 'k8s.io.api.core.v1.StorageOSVolumeSource',
  schema: {
    doc: "A StorageOS volume, for a pod.",
    fields: [
      { name: "volumeName", number: 1, doc: "The volume's name.", type: "string" },
      { name: "volumeNamespace", number: 2, doc: "The namespace in StorageOS; the pod's when absent.", type: "string" },
      { name: "fsType", number: 3, doc: "The file system; ext4 when absent.", type: "string" },
      { name: "readOnly", number: 4, doc: "Whether containers may only read.", type: "bool" },
      { name: "secretRef", number: 5, doc: "The Secret with which it is reached.", type: "message", message: () => LocalObjectReference },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.volumeName !== undefined) { writer.tag(10); writer.string(message.volumeName); }
    if (message.volumeNamespace !== undefined) { writer.tag(18); writer.string(message.volumeNamespace); }
    if (message.fsType !== undefined) { writer.tag(26); writer.string(message.fsType); }
    if (message.readOnly !== undefined) { writer.tag(32); writer.bool(message.readOnly); }
    const secretRefValue = message.secretRef;
    if (secretRefValue !== undefined) { writer.tag(42); { const start = writer.begin(); LocalObjectReference.encode(secretRefValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStorageOSVolumeSource ??= StorageOSVolumeSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StorageOSVolumeSource> = {  };
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
          message.secretRef = reader.message(LocalObjectReference.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
