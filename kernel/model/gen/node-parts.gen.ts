// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/node-parts.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';

/** Where a node is reached. */
export interface NodeAddress extends Message {
  /** InternalIP or Hostname. */
  readonly type: string;
  /** The address. */
  readonly address: string;
}

let emptyNodeAddress: NodeAddress | undefined;

export const NodeAddress: MessageType<NodeAddress> = {
  name: 'k8s.io.api.core.v1.NodeAddress',
  schema: {
    doc: "Where a node is reached.",
    fields: [
      { name: "type", number: 1, doc: "InternalIP or Hostname.", type: "string", required: true },
      { name: "address", number: 2, doc: "The address.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    { writer.tag(18); writer.string(message.address); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeAddress ??= NodeAddress.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeAddress> = { type: '', address: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.address = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What runs on a machine. */
export interface NodeSystemInfo extends Message {
  /** The machine id, as in /etc/machine-id. */
  readonly machineID?: string;
  /** The firmware's id of the machine. */
  readonly systemUUID?: string;
  /** Changes at every boot. */
  readonly bootID?: string;
  /** The kernel's release. */
  readonly kernelVersion?: string;
  /** The name of the operating system. */
  readonly osImage?: string;
  /** The container runtime, as docker://VERSION. */
  readonly containerRuntimeVersion?: string;
  /** The agent's version. */
  readonly kubeletVersion?: string;
  /** Out of use. */
  readonly kubeProxyVersion?: string;
  /** linux. */
  readonly operatingSystem?: string;
  /** amd64 or arm64. */
  readonly architecture?: string;
  /** The swap space. */
  readonly swap?: NodeSwapStatus;
}

let emptyNodeSystemInfo: NodeSystemInfo | undefined;

export const NodeSystemInfo: MessageType<NodeSystemInfo> = {
  name: 'k8s.io.api.core.v1.NodeSystemInfo',
  schema: {
    doc: "What runs on a machine.",
    fields: [
      { name: "machineID", number: 1, doc: "The machine id, as in /etc/machine-id.", type: "string" },
      { name: "systemUUID", number: 2, doc: "The firmware's id of the machine.", type: "string" },
      { name: "bootID", number: 3, doc: "Changes at every boot.", type: "string" },
      { name: "kernelVersion", number: 4, doc: "The kernel's release.", type: "string" },
      { name: "osImage", number: 5, doc: "The name of the operating system.", type: "string" },
      { name: "containerRuntimeVersion", number: 6, doc: "The container runtime, as docker://VERSION.", type: "string" },
      { name: "kubeletVersion", number: 7, doc: "The agent's version.", type: "string" },
      { name: "kubeProxyVersion", number: 8, doc: "Out of use.", type: "string" },
      { name: "operatingSystem", number: 9, doc: "linux.", type: "string" },
      { name: "architecture", number: 10, doc: "amd64 or arm64.", type: "string" },
      { name: "swap", number: 11, doc: "The swap space.", type: "message", message: () => NodeSwapStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.machineID !== undefined) { writer.tag(10); writer.string(message.machineID); }
    if (message.systemUUID !== undefined) { writer.tag(18); writer.string(message.systemUUID); }
    if (message.bootID !== undefined) { writer.tag(26); writer.string(message.bootID); }
    if (message.kernelVersion !== undefined) { writer.tag(34); writer.string(message.kernelVersion); }
    if (message.osImage !== undefined) { writer.tag(42); writer.string(message.osImage); }
    if (message.containerRuntimeVersion !== undefined) { writer.tag(50); writer.string(message.containerRuntimeVersion); }
    if (message.kubeletVersion !== undefined) { writer.tag(58); writer.string(message.kubeletVersion); }
    if (message.kubeProxyVersion !== undefined) { writer.tag(66); writer.string(message.kubeProxyVersion); }
    if (message.operatingSystem !== undefined) { writer.tag(74); writer.string(message.operatingSystem); }
    if (message.architecture !== undefined) { writer.tag(82); writer.string(message.architecture); }
    const swapValue = message.swap;
    if (swapValue !== undefined) { writer.tag(90); { const start = writer.begin(); NodeSwapStatus.encode(swapValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeSystemInfo ??= NodeSystemInfo.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeSystemInfo> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.machineID = reader.string();
          break;
        case 18:
          message.systemUUID = reader.string();
          break;
        case 26:
          message.bootID = reader.string();
          break;
        case 34:
          message.kernelVersion = reader.string();
          break;
        case 42:
          message.osImage = reader.string();
          break;
        case 50:
          message.containerRuntimeVersion = reader.string();
          break;
        case 58:
          message.kubeletVersion = reader.string();
          break;
        case 66:
          message.kubeProxyVersion = reader.string();
          break;
        case 74:
          message.operatingSystem = reader.string();
          break;
        case 82:
          message.architecture = reader.string();
          break;
        case 90:
          message.swap = reader.message(NodeSwapStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A node's swap space. */
export interface NodeSwapStatus extends Message {
  /** Its size in bytes. */
  readonly capacity?: number;
}

let emptyNodeSwapStatus: NodeSwapStatus | undefined;

export const NodeSwapStatus: MessageType<NodeSwapStatus> = {
  name: 'k8s.io.api.core.v1.NodeSwapStatus',
  schema: {
    doc: "A node's swap space.",
    fields: [
      { name: "capacity", number: 1, doc: "Its size in bytes.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.capacity !== undefined) { writer.tag(8); writer.signed(message.capacity); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeSwapStatus ??= NodeSwapStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeSwapStatus> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.capacity = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** An image a node has. */
export interface ContainerImage extends Message {
  /** The image's names. */
  readonly names?: readonly string[];
  /** Its size. */
  readonly sizeBytes?: number;
}

let emptyContainerImage: ContainerImage | undefined;

export const ContainerImage: MessageType<ContainerImage> = {
  name: 'k8s.io.api.core.v1.ContainerImage',
  schema: {
    doc: "An image a node has.",
    fields: [
      { name: "names", number: 1, doc: "The image's names.", type: "string", container: "list" },
      { name: "sizeBytes", number: 2, doc: "Its size.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.names !== undefined) for (const item of message.names) {
      writer.tag(10);
      writer.string(item);
    }
    if (message.sizeBytes !== undefined) { writer.tag(16); writer.signed(message.sizeBytes); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyContainerImage ??= ContainerImage.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ContainerImage> = {  };
    let namesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (namesAll ??= []).push(reader.string());
          break;
        case 16:
          message.sizeBytes = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (namesAll !== undefined) message.names = namesAll;
    return message;
  },
};

/** Where the node's own services are reached. */
export interface NodeDaemonEndpoints extends Message {
  /** The agent. */
  readonly kubeletEndpoint?: DaemonEndpoint;
}

let emptyNodeDaemonEndpoints: NodeDaemonEndpoints | undefined;

export const NodeDaemonEndpoints: MessageType<NodeDaemonEndpoints> = {
  name: 'k8s.io.api.core.v1.NodeDaemonEndpoints',
  schema: {
    doc: "Where the node's own services are reached.",
    fields: [
      { name: "kubeletEndpoint", number: 1, doc: "The agent.", type: "message", message: () => DaemonEndpoint },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const kubeletEndpointValue = message.kubeletEndpoint;
    if (kubeletEndpointValue !== undefined) { writer.tag(10); { const start = writer.begin(); DaemonEndpoint.encode(kubeletEndpointValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeDaemonEndpoints ??= NodeDaemonEndpoints.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeDaemonEndpoints> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.kubeletEndpoint = reader.message(DaemonEndpoint.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Where a service of the node is reached. */
export interface DaemonEndpoint extends Message {
  /** The port. */
  readonly Port: number;
}

let emptyDaemonEndpoint: DaemonEndpoint | undefined;

export const DaemonEndpoint: MessageType<DaemonEndpoint> = {
  name: 'k8s.io.api.core.v1.DaemonEndpoint',
  schema: {
    doc: "Where a service of the node is reached.",
    fields: [
      { name: "Port", number: 1, doc: "The port.", type: "int32", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.signed(message.Port); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDaemonEndpoint ??= DaemonEndpoint.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DaemonEndpoint> = { Port: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.Port = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A volume attached to a node. */
export interface AttachedVolume extends Message {
  /** Its name. */
  readonly name: string;
  /** Its device on the node. */
  readonly devicePath: string;
}

let emptyAttachedVolume: AttachedVolume | undefined;

export const AttachedVolume: MessageType<AttachedVolume> = {
  name: 'k8s.io.api.core.v1.AttachedVolume',
  schema: {
    doc: "A volume attached to a node.",
    fields: [
      { name: "name", number: 1, doc: "Its name.", type: "string", required: true },
      { name: "devicePath", number: 2, doc: "Its device on the node.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); writer.string(message.devicePath); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAttachedVolume ??= AttachedVolume.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AttachedVolume> = { name: '', devicePath: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.devicePath = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A way in which the node can run containers. */
export interface NodeRuntimeHandler extends Message {
  /** Its name; empty for the usual one. */
  readonly name?: string;
  /** What it can do. */
  readonly features?: NodeRuntimeHandlerFeatures;
}

let emptyNodeRuntimeHandler: NodeRuntimeHandler | undefined;

export const NodeRuntimeHandler: MessageType<NodeRuntimeHandler> = {
  name: 'k8s.io.api.core.v1.NodeRuntimeHandler',
  schema: {
    doc: "A way in which the node can run containers.",
    fields: [
      { name: "name", number: 1, doc: "Its name; empty for the usual one.", type: "string" },
      { name: "features", number: 2, doc: "What it can do.", type: "message", message: () => NodeRuntimeHandlerFeatures },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.name !== undefined) { writer.tag(10); writer.string(message.name); }
    const featuresValue = message.features;
    if (featuresValue !== undefined) { writer.tag(18); { const start = writer.begin(); NodeRuntimeHandlerFeatures.encode(featuresValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeRuntimeHandler ??= NodeRuntimeHandler.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeRuntimeHandler> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.features = reader.message(NodeRuntimeHandlerFeatures.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a way of running containers can do. */
export interface NodeRuntimeHandlerFeatures extends Message {
  /** Whether mounts below a read-only one can be read-only too. */
  readonly recursiveReadOnlyMounts?: boolean;
  /** Whether pods can have a user namespace of their own. */
  readonly userNamespaces?: boolean;
}

let emptyNodeRuntimeHandlerFeatures: NodeRuntimeHandlerFeatures | undefined;

export const NodeRuntimeHandlerFeatures: MessageType<NodeRuntimeHandlerFeatures> = {
  name: 'k8s.io.api.core.v1.NodeRuntimeHandlerFeatures',
  schema: {
    doc: "What a way of running containers can do.",
    fields: [
      { name: "recursiveReadOnlyMounts", number: 1, doc: "Whether mounts below a read-only one can be read-only too.", type: "bool" },
      { name: "userNamespaces", number: 2, doc: "Whether pods can have a user namespace of their own.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.recursiveReadOnlyMounts !== undefined) { writer.tag(8); writer.bool(message.recursiveReadOnlyMounts); }
    if (message.userNamespaces !== undefined) { writer.tag(16); writer.bool(message.userNamespaces); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeRuntimeHandlerFeatures ??= NodeRuntimeHandlerFeatures.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeRuntimeHandlerFeatures> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.recursiveReadOnlyMounts = reader.bool();
          break;
        case 16:
          message.userNamespaces = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a node's container runtime can do. */
export interface NodeFeatures extends Message {
  /** Whether it knows supplementalGroupsPolicy. */
  readonly supplementalGroupsPolicy?: boolean;
}

let emptyNodeFeatures: NodeFeatures | undefined;

export const NodeFeatures: MessageType<NodeFeatures> = {
  name: 'k8s.io.api.core.v1.NodeFeatures',
  schema: {
    doc: "What a node's container runtime can do.",
    fields: [
      { name: "supplementalGroupsPolicy", number: 1, doc: "Whether it knows supplementalGroupsPolicy.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.supplementalGroupsPolicy !== undefined) { writer.tag(8); writer.bool(message.supplementalGroupsPolicy); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeFeatures ??= NodeFeatures.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeFeatures> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.supplementalGroupsPolicy = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Where the agent's settings come from. Out of use. */
export interface NodeConfigSource extends Message {
  /** A ConfigMap. */
  readonly configMap?: ConfigMapNodeConfigSource;
}

let emptyNodeConfigSource: NodeConfigSource | undefined;

export const NodeConfigSource: MessageType<NodeConfigSource> = {
  name: 'k8s.io.api.core.v1.NodeConfigSource',
  schema: {
    doc: "Where the agent's settings come from. Out of use.",
    fields: [
      { name: "configMap", number: 2, doc: "A ConfigMap.", type: "message", message: () => ConfigMapNodeConfigSource },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const configMapValue = message.configMap;
    if (configMapValue !== undefined) { writer.tag(18); { const start = writer.begin(); ConfigMapNodeConfigSource.encode(configMapValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeConfigSource ??= NodeConfigSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeConfigSource> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 18:
          message.configMap = reader.message(ConfigMapNodeConfigSource.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A key of a ConfigMap with the agent's settings. Out of use. */
export interface ConfigMapNodeConfigSource extends Message {
  /** The ConfigMap's namespace. */
  readonly namespace?: string;
  /** The ConfigMap. */
  readonly name?: string;
  /** The ConfigMap's uid. */
  readonly uid?: string;
  /** The ConfigMap's revision. */
  readonly resourceVersion?: string;
  /** The key. */
  readonly kubeletConfigKey?: string;
}

let emptyConfigMapNodeConfigSource: ConfigMapNodeConfigSource | undefined;

export const ConfigMapNodeConfigSource: MessageType<ConfigMapNodeConfigSource> = {
  name: 'k8s.io.api.core.v1.ConfigMapNodeConfigSource',
  schema: {
    doc: "A key of a ConfigMap with the agent's settings. Out of use.",
    fields: [
      { name: "namespace", number: 1, doc: "The ConfigMap's namespace.", type: "string" },
      { name: "name", number: 2, doc: "The ConfigMap.", type: "string" },
      { name: "uid", number: 3, doc: "The ConfigMap's uid.", type: "string" },
      { name: "resourceVersion", number: 4, doc: "The ConfigMap's revision.", type: "string" },
      { name: "kubeletConfigKey", number: 5, doc: "The key.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== undefined) { writer.tag(10); writer.string(message.namespace); }
    if (message.name !== undefined) { writer.tag(18); writer.string(message.name); }
    if (message.uid !== undefined) { writer.tag(26); writer.string(message.uid); }
    if (message.resourceVersion !== undefined) { writer.tag(34); writer.string(message.resourceVersion); }
    if (message.kubeletConfigKey !== undefined) { writer.tag(42); writer.string(message.kubeletConfigKey); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyConfigMapNodeConfigSource ??= ConfigMapNodeConfigSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ConfigMapNodeConfigSource> = {  };
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
          message.uid = reader.string();
          break;
        case 34:
          message.resourceVersion = reader.string();
          break;
        case 42:
          message.kubeletConfigKey = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Which settings the agent uses. Out of use. */
export interface NodeConfigStatus extends Message {
  /** What it shall use. */
  readonly assigned?: NodeConfigSource;
  /** What it uses. */
  readonly active?: NodeConfigSource;
  /** What it falls back to. */
  readonly lastKnownGood?: NodeConfigSource;
  /** Why it does not use what it shall. */
  readonly error?: string;
}

let emptyNodeConfigStatus: NodeConfigStatus | undefined;

export const NodeConfigStatus: MessageType<NodeConfigStatus> = {
  name: 'k8s.io.api.core.v1.NodeConfigStatus',
  schema: {
    doc: "Which settings the agent uses. Out of use.",
    fields: [
      { name: "assigned", number: 1, doc: "What it shall use.", type: "message", message: () => NodeConfigSource },
      { name: "active", number: 2, doc: "What it uses.", type: "message", message: () => NodeConfigSource },
      { name: "lastKnownGood", number: 3, doc: "What it falls back to.", type: "message", message: () => NodeConfigSource },
      { name: "error", number: 4, doc: "Why it does not use what it shall.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const assignedValue = message.assigned;
    if (assignedValue !== undefined) { writer.tag(10); { const start = writer.begin(); NodeConfigSource.encode(assignedValue, writer); writer.end(start); } }
    const activeValue = message.active;
    if (activeValue !== undefined) { writer.tag(18); { const start = writer.begin(); NodeConfigSource.encode(activeValue, writer); writer.end(start); } }
    const lastKnownGoodValue = message.lastKnownGood;
    if (lastKnownGoodValue !== undefined) { writer.tag(26); { const start = writer.begin(); NodeConfigSource.encode(lastKnownGoodValue, writer); writer.end(start); } }
    if (message.error !== undefined) { writer.tag(34); writer.string(message.error); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeConfigStatus ??= NodeConfigStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeConfigStatus> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.assigned = reader.message(NodeConfigSource.decode);
          break;
        case 18:
          message.active = reader.message(NodeConfigSource.decode);
          break;
        case 26:
          message.lastKnownGood = reader.message(NodeConfigSource.decode);
          break;
        case 34:
          message.error = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
