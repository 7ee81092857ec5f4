// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/core.proto.
import { type Message, type Mutable, Reader, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { byKey, readEntry } from '#kernel/model/maps.ts';
import { inlinedPart, knownFields, putInlined } from '#kernel/model/inline.ts';
import { type Time, readTime, writeTime, type IntOrString, readIntOrString, writeIntOrString, type Quantity, readQuantity, writeQuantity } from '#kernel/model/scalars.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';

/** Groups objects; deleting it deletes its contents. */
export interface Namespace extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'Namespace';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Who must agree before the namespace goes. */
  readonly spec?: NamespaceSpec;
  /** Whether the namespace is being deleted. */
  readonly status?: NamespaceStatus;
}

export const Namespace: KindType<Namespace> = {
  name: 'k8s.io.api.core.v1.Namespace',
  apiVersion: 'v1',
  kind: 'Namespace',
  schema: {
    doc: "Groups objects; deleting it deletes its contents.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "Who must agree before the namespace goes.", type: "message", message: () => NamespaceSpec },
      { name: "status", number: 3, doc: "Whether the namespace is being deleted.", type: "message", message: () => NamespaceStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.nested(() => ObjectMeta.encode(message.metadata, writer)); }
    const specValue = message.spec;
    if (specValue !== undefined) { writer.tag(18); writer.nested(() => NamespaceSpec.encode(specValue, writer)); }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); writer.nested(() => NamespaceStatus.encode(statusValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<Namespace> = { apiVersion: 'v1', kind: 'Namespace', metadata: ObjectMeta.decode(new Reader(new Uint8Array()), 0) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.nested((end) => ObjectMeta.decode(reader, end));
          break;
        case 18:
          message.spec = reader.nested((end) => NamespaceSpec.decode(reader, end));
          break;
        case 26:
          message.status = reader.nested((end) => NamespaceStatus.decode(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Who must agree before a namespace goes. */
export interface NamespaceSpec extends Message {
  /** Names of those who empty the namespace; `kubernetes` is the namespace controller. */
  readonly finalizers?: readonly string[];
}

export const NamespaceSpec: MessageType<NamespaceSpec> = {
  name: 'k8s.io.api.core.v1.NamespaceSpec',
  schema: {
    doc: "Who must agree before a namespace goes.",
    fields: [
      { name: "finalizers", number: 1, doc: "Names of those who empty the namespace; `kubernetes` is the namespace controller.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.finalizers !== undefined) for (const item of message.finalizers) {
      writer.tag(10);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<NamespaceSpec> = {  };
    let finalizersAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (finalizersAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (finalizersAll !== undefined) message.finalizers = finalizersAll;
    return message;
  },
};

/** Whether a namespace is being deleted. */
export interface NamespaceStatus extends Message {
  /** Active or Terminating. */
  readonly phase?: string;
  /** What keeps the namespace from going. */
  readonly conditions?: readonly NamespaceCondition[];
}

export const NamespaceStatus: MessageType<NamespaceStatus> = {
  name: 'k8s.io.api.core.v1.NamespaceStatus',
  schema: {
    doc: "Whether a namespace is being deleted.",
    fields: [
      { name: "phase", number: 1, doc: "Active or Terminating.", type: "string", oneOf: ["Active","Terminating"] },
      { name: "conditions", number: 2, doc: "What keeps the namespace from going.", type: "message", container: "list", message: () => NamespaceCondition, listKey: ["type"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.phase !== undefined) { writer.tag(10); writer.string(message.phase); }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(18);
      writer.nested(() => NamespaceCondition.encode(item, writer));
    }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<NamespaceStatus> = {  };
    let conditionsAll: NamespaceCondition[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.phase = reader.string();
          break;
        case 18:
          (conditionsAll ??= []).push(reader.nested((end) => NamespaceCondition.decode(reader, end)));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (conditionsAll !== undefined) message.conditions = conditionsAll;
    return message;
  },
};

/** One fact about a namespace. */
export interface NamespaceCondition extends Message {
  /** The fact's name. */
  readonly type: string;
  /** Whether it holds: True, False or Unknown. */
  readonly status: string;
  /** When it last changed. */
  readonly lastTransitionTime?: Time;
  /** Why, as one word. */
  readonly reason?: string;
  /** Why, for people. */
  readonly message?: string;
}

export const NamespaceCondition: MessageType<NamespaceCondition> = {
  name: 'k8s.io.api.core.v1.NamespaceCondition',
  schema: {
    doc: "One fact about a namespace.",
    fields: [
      { name: "type", number: 1, doc: "The fact's name.", type: "string", required: true },
      { name: "status", number: 2, doc: "Whether it holds: True, False or Unknown.", type: "string", required: true, oneOf: ["True","False","Unknown"] },
      { name: "lastTransitionTime", number: 4, doc: "When it last changed.", type: "time" },
      { name: "reason", number: 5, doc: "Why, as one word.", type: "string" },
      { name: "message", number: 6, doc: "Why, for people.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    { writer.tag(18); writer.string(message.status); }
    const lastTransitionTimeValue = message.lastTransitionTime;
    if (lastTransitionTimeValue !== undefined) { writer.tag(34); writer.nested(() => writeTime(lastTransitionTimeValue, writer)); }
    if (message.reason !== undefined) { writer.tag(42); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(50); writer.string(message.message); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<NamespaceCondition> = { type: '', status: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.status = reader.string();
          break;
        case 34:
          message.lastTransitionTime = reader.nested((end) => readTime(reader, end));
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

/** A machine that runs pods. Its agent registers it. */
export interface Node extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'Node';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What masters decide about the node. */
  readonly spec?: NodeSpec;
  /** What the agent reports of the node. */
  readonly status?: NodeStatus;
}

export const Node: KindType<Node> = {
  name: 'k8s.io.api.core.v1.Node',
  apiVersion: 'v1',
  kind: 'Node',
  schema: {
    doc: "A machine that runs pods. Its agent registers it.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "What masters decide about the node.", type: "message", message: () => NodeSpec },
      { name: "status", number: 3, doc: "What the agent reports of the node.", type: "message", message: () => NodeStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.nested(() => ObjectMeta.encode(message.metadata, writer)); }
    const specValue = message.spec;
    if (specValue !== undefined) { writer.tag(18); writer.nested(() => NodeSpec.encode(specValue, writer)); }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); writer.nested(() => NodeStatus.encode(statusValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<Node> = { apiVersion: 'v1', kind: 'Node', metadata: ObjectMeta.decode(new Reader(new Uint8Array()), 0) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.nested((end) => ObjectMeta.decode(reader, end));
          break;
        case 18:
          message.spec = reader.nested((end) => NodeSpec.decode(reader, end));
          break;
        case 26:
          message.status = reader.nested((end) => NodeStatus.decode(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What masters decide about a node. */
export interface NodeSpec extends Message {
  /** The addresses of the node's pods; given by the masters. */
  readonly podCIDR?: string;
  /** Whether no new pod is placed here. */
  readonly unschedulable?: boolean;
  /** What keeps pods away that do not tolerate it. */
  readonly taints?: readonly Taint[];
  /** The same as podCIDR, one for each address family. */
  readonly podCIDRs?: readonly string[];
}

export const NodeSpec: MessageType<NodeSpec> = {
  name: 'k8s.io.api.core.v1.NodeSpec',
  schema: {
    doc: "What masters decide about a node.",
    fields: [
      { name: "podCIDR", number: 1, doc: "The addresses of the node's pods; given by the masters.", type: "string", format: "cidr" },
      { name: "unschedulable", number: 4, doc: "Whether no new pod is placed here.", type: "bool" },
      { name: "taints", number: 5, doc: "What keeps pods away that do not tolerate it.", type: "message", container: "list", message: () => Taint, listKey: ["key","effect"] },
      { name: "podCIDRs", number: 7, doc: "The same as podCIDR, one for each address family.", type: "string", container: "list" },
    ],
    unsupported: ["externalID","providerID","configSource"],
  },
  encode(message, writer) {
    if (message.podCIDR !== undefined) { writer.tag(10); writer.string(message.podCIDR); }
    if (message.unschedulable !== undefined) { writer.tag(32); writer.bool(message.unschedulable); }
    if (message.taints !== undefined) for (const item of message.taints) {
      writer.tag(42);
      writer.nested(() => Taint.encode(item, writer));
    }
    if (message.podCIDRs !== undefined) for (const item of message.podCIDRs) {
      writer.tag(58);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<NodeSpec> = {  };
    let taintsAll: Taint[] | undefined;
    let podCIDRsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.podCIDR = reader.string();
          break;
        case 32:
          message.unschedulable = reader.bool();
          break;
        case 42:
          (taintsAll ??= []).push(reader.nested((end) => Taint.decode(reader, end)));
          break;
        case 58:
          (podCIDRsAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (taintsAll !== undefined) message.taints = taintsAll;
    if (podCIDRsAll !== undefined) message.podCIDRs = podCIDRsAll;
    return message;
  },
};

/** What the agent reports of its node. */
export interface NodeStatus extends Message {
  /** What the machine has: cpu, memory, pods. */
  readonly capacity?: Readonly<Record<string, Quantity>>;
  /** What of it pods may request. */
  readonly allocatable?: Readonly<Record<string, Quantity>>;
  /** What holds for the node: Ready. */
  readonly conditions?: readonly NodeCondition[];
  /** Where the node is reached. */
  readonly addresses?: readonly NodeAddress[];
  /** What runs on the machine. */
  readonly nodeInfo?: NodeSystemInfo;
  /** The images the node has, largest first, at most 50. */
  readonly images?: readonly ContainerImage[];
}

export const NodeStatus: MessageType<NodeStatus> = {
  name: 'k8s.io.api.core.v1.NodeStatus',
  schema: {
    doc: "What the agent reports of its node.",
    fields: [
      { name: "capacity", number: 1, doc: "What the machine has: cpu, memory, pods.", type: "quantity", container: "map" },
      { name: "allocatable", number: 2, doc: "What of it pods may request.", type: "quantity", container: "map" },
      { name: "conditions", number: 4, doc: "What holds for the node: Ready.", type: "message", container: "list", message: () => NodeCondition, listKey: ["type"] },
      { name: "addresses", number: 5, doc: "Where the node is reached.", type: "message", container: "list", message: () => NodeAddress },
      { name: "nodeInfo", number: 7, doc: "What runs on the machine.", type: "message", message: () => NodeSystemInfo },
      { name: "images", number: 8, doc: "The images the node has, largest first, at most 50.", type: "message", container: "list", message: () => ContainerImage },
    ],
    unsupported: ["phase","daemonEndpoints","volumesInUse","volumesAttached","config","runtimeHandlers","features"],
  },
  encode(message, writer) {
    if (message.capacity !== undefined) for (const [key, item] of Object.entries(message.capacity).toSorted(byKey)) {
      writer.tag(10);
      writer.nested(() => {
        writer.tag(10);
        writer.string(key);
        writer.tag(18);
        writer.nested(() => writeQuantity(item, writer));
      });
    }
    if (message.allocatable !== undefined) for (const [key, item] of Object.entries(message.allocatable).toSorted(byKey)) {
      writer.tag(18);
      writer.nested(() => {
        writer.tag(10);
        writer.string(key);
        writer.tag(18);
        writer.nested(() => writeQuantity(item, writer));
      });
    }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(34);
      writer.nested(() => NodeCondition.encode(item, writer));
    }
    if (message.addresses !== undefined) for (const item of message.addresses) {
      writer.tag(42);
      writer.nested(() => NodeAddress.encode(item, writer));
    }
    const nodeInfoValue = message.nodeInfo;
    if (nodeInfoValue !== undefined) { writer.tag(58); writer.nested(() => NodeSystemInfo.encode(nodeInfoValue, writer)); }
    if (message.images !== undefined) for (const item of message.images) {
      writer.tag(66);
      writer.nested(() => ContainerImage.encode(item, writer));
    }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<NodeStatus> = {  };
    let capacityAll: Record<string, Quantity> | undefined;
    let allocatableAll: Record<string, Quantity> | undefined;
    let conditionsAll: NodeCondition[] | undefined;
    let addressesAll: NodeAddress[] | undefined;
    let imagesAll: ContainerImage[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          capacityAll ??= {};
          readEntry(reader, capacityAll, () => reader.nested((end) => readQuantity(reader, end)), () => '');
          break;
        case 18:
          allocatableAll ??= {};
          readEntry(reader, allocatableAll, () => reader.nested((end) => readQuantity(reader, end)), () => '');
          break;
        case 34:
          (conditionsAll ??= []).push(reader.nested((end) => NodeCondition.decode(reader, end)));
          break;
        case 42:
          (addressesAll ??= []).push(reader.nested((end) => NodeAddress.decode(reader, end)));
          break;
        case 58:
          message.nodeInfo = reader.nested((end) => NodeSystemInfo.decode(reader, end));
          break;
        case 66:
          (imagesAll ??= []).push(reader.nested((end) => ContainerImage.decode(reader, end)));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (capacityAll !== undefined) message.capacity = capacityAll;
    if (allocatableAll !== undefined) message.allocatable = allocatableAll;
    if (conditionsAll !== undefined) message.conditions = conditionsAll;
    if (addressesAll !== undefined) message.addresses = addressesAll;
    if (imagesAll !== undefined) message.images = imagesAll;
    return message;
  },
};

/** One fact about a node. */
export interface NodeCondition extends Message {
  /** The fact's name: Ready. */
  readonly type: string;
  /** Whether it holds: True, False or Unknown. */
  readonly status: string;
  /** When the agent last said so. */
  readonly lastHeartbeatTime?: Time;
  /** When it last changed. */
  readonly lastTransitionTime?: Time;
  /** Why, as one word. */
  readonly reason?: string;
  /** Why, for people. */
  readonly message?: string;
}

export const NodeCondition: MessageType<NodeCondition> = {
  name: 'k8s.io.api.core.v1.NodeCondition',
  schema: {
    doc: "One fact about a node.",
    fields: [
      { name: "type", number: 1, doc: "The fact's name: Ready.", type: "string", required: true },
      { name: "status", number: 2, doc: "Whether it holds: True, False or Unknown.", type: "string", required: true, oneOf: ["True","False","Unknown"] },
      { name: "lastHeartbeatTime", number: 3, doc: "When the agent last said so.", type: "time" },
      { name: "lastTransitionTime", number: 4, doc: "When it last changed.", type: "time" },
      { name: "reason", number: 5, doc: "Why, as one word.", type: "string" },
      { name: "message", number: 6, doc: "Why, for people.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    { writer.tag(18); writer.string(message.status); }
    const lastHeartbeatTimeValue = message.lastHeartbeatTime;
    if (lastHeartbeatTimeValue !== undefined) { writer.tag(26); writer.nested(() => writeTime(lastHeartbeatTimeValue, writer)); }
    const lastTransitionTimeValue = message.lastTransitionTime;
    if (lastTransitionTimeValue !== undefined) { writer.tag(34); writer.nested(() => writeTime(lastTransitionTimeValue, writer)); }
    if (message.reason !== undefined) { writer.tag(42); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(50); writer.string(message.message); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<NodeCondition> = { type: '', status: '' };
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
          message.lastHeartbeatTime = reader.nested((end) => readTime(reader, end));
          break;
        case 34:
          message.lastTransitionTime = reader.nested((end) => readTime(reader, end));
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

/** Where a node is reached. */
export interface NodeAddress extends Message {
  /** InternalIP or Hostname. */
  readonly type: string;
  /** The address. */
  readonly address: string;
}

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
  /** linux. */
  readonly operatingSystem?: string;
  /** amd64 or arm64. */
  readonly architecture?: string;
}

export const NodeSystemInfo: MessageType<NodeSystemInfo> = {
  name: 'k8s.io.api.core.v1.NodeSystemInfo',
  schema: {
    doc: "What runs on a machine.",
    fields: [
      { name: "machineID", number: 1, doc: "The machine id, as in /etc/machine-id.", type: "string" },
      { name: "bootID", number: 3, doc: "Changes at every boot.", type: "string" },
      { name: "kernelVersion", number: 4, doc: "The kernel's release.", type: "string" },
      { name: "osImage", number: 5, doc: "The name of the operating system.", type: "string" },
      { name: "containerRuntimeVersion", number: 6, doc: "The container runtime, as docker://VERSION.", type: "string" },
      { name: "kubeletVersion", number: 7, doc: "The agent's version.", type: "string" },
      { name: "operatingSystem", number: 9, doc: "linux.", type: "string" },
      { name: "architecture", number: 10, doc: "amd64 or arm64.", type: "string" },
    ],
    unsupported: ["systemUUID","kubeProxyVersion"],
  },
  encode(message, writer) {
    if (message.machineID !== undefined) { writer.tag(10); writer.string(message.machineID); }
    if (message.bootID !== undefined) { writer.tag(26); writer.string(message.bootID); }
    if (message.kernelVersion !== undefined) { writer.tag(34); writer.string(message.kernelVersion); }
    if (message.osImage !== undefined) { writer.tag(42); writer.string(message.osImage); }
    if (message.containerRuntimeVersion !== undefined) { writer.tag(50); writer.string(message.containerRuntimeVersion); }
    if (message.kubeletVersion !== undefined) { writer.tag(58); writer.string(message.kubeletVersion); }
    if (message.operatingSystem !== undefined) { writer.tag(74); writer.string(message.operatingSystem); }
    if (message.architecture !== undefined) { writer.tag(82); writer.string(message.architecture); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<NodeSystemInfo> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.machineID = reader.string();
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
        case 74:
          message.operatingSystem = reader.string();
          break;
        case 82:
          message.architecture = reader.string();
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

/** Keeps pods off a node that do not tolerate it. */
export interface Taint extends Message {
  /** The taint's name. */
  readonly key: string;
  /** A value that tolerations may ask for. */
  readonly value?: string;
  /** NoSchedule, PreferNoSchedule or NoExecute (which also evicts). */
  readonly effect: string;
  /** When the taint was set. */
  readonly timeAdded?: Time;
}

export const Taint: MessageType<Taint> = {
  name: 'k8s.io.api.core.v1.Taint',
  schema: {
    doc: "Keeps pods off a node that do not tolerate it.",
    fields: [
      { name: "key", number: 1, doc: "The taint's name.", type: "string", required: true, format: "qualified-name" },
      { name: "value", number: 2, doc: "A value that tolerations may ask for.", type: "string", format: "label-value" },
      { name: "effect", number: 3, doc: "NoSchedule, PreferNoSchedule or NoExecute (which also evicts).", type: "string", required: true, oneOf: ["NoSchedule","PreferNoSchedule","NoExecute"] },
      { name: "timeAdded", number: 4, doc: "When the taint was set.", type: "time" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.key); }
    if (message.value !== undefined) { writer.tag(18); writer.string(message.value); }
    { writer.tag(26); writer.string(message.effect); }
    const timeAddedValue = message.timeAdded;
    if (timeAddedValue !== undefined) { writer.tag(34); writer.nested(() => writeTime(timeAddedValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<Taint> = { key: '', effect: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.key = reader.string();
          break;
        case 18:
          message.value = reader.string();
          break;
        case 26:
          message.effect = reader.string();
          break;
        case 34:
          message.timeAdded = reader.nested((end) => readTime(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Lets a pod onto nodes with a taint. */
export interface Toleration extends Message {
  /** The taint; every taint when absent. */
  readonly key?: string;
  /** Equal (the value too) or Exists. */
  readonly operator?: string;
  /** The taint's value, with Equal. */
  readonly value?: string;
  /** The effect tolerated; every effect when absent. */
  readonly effect?: string;
  /** How long a NoExecute taint is tolerated; for ever when absent. */
  readonly tolerationSeconds?: number;
}

export const Toleration: MessageType<Toleration> = {
  name: 'k8s.io.api.core.v1.Toleration',
  schema: {
    doc: "Lets a pod onto nodes with a taint.",
    fields: [
      { name: "key", number: 1, doc: "The taint; every taint when absent.", type: "string" },
      { name: "operator", number: 2, doc: "Equal (the value too) or Exists.", type: "string", default: "Equal", oneOf: ["Exists","Equal"] },
      { name: "value", number: 3, doc: "The taint's value, with Equal.", type: "string" },
      { name: "effect", number: 4, doc: "The effect tolerated; every effect when absent.", type: "string", oneOf: ["NoSchedule","PreferNoSchedule","NoExecute"] },
      { name: "tolerationSeconds", number: 5, doc: "How long a NoExecute taint is tolerated; for ever when absent.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.key !== undefined) { writer.tag(10); writer.string(message.key); }
    if (message.operator !== undefined) { writer.tag(18); writer.string(message.operator); }
    if (message.value !== undefined) { writer.tag(26); writer.string(message.value); }
    if (message.effect !== undefined) { writer.tag(34); writer.string(message.effect); }
    if (message.tolerationSeconds !== undefined) { writer.tag(40); writer.signed(message.tolerationSeconds); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<Toleration> = {  };
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
          message.value = reader.string();
          break;
        case 34:
          message.effect = reader.string();
          break;
        case 40:
          message.tolerationSeconds = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Names an object. */
export interface ObjectReference extends Message {
  /** Its kind. */
  readonly kind?: string;
  /** Its namespace. */
  readonly namespace?: string;
  /** Its name. */
  readonly name?: string;
  /** Its uid. */
  readonly uid?: string;
  /** Its apiVersion. */
  readonly apiVersion?: string;
  /** The revision meant. */
  readonly resourceVersion?: string;
  /** The part of the object meant. */
  readonly fieldPath?: string;
}

export const ObjectReference: MessageType<ObjectReference> = {
  name: 'k8s.io.api.core.v1.ObjectReference',
  schema: {
    doc: "Names an object.",
    fields: [
      { name: "kind", number: 1, doc: "Its kind.", type: "string" },
      { name: "namespace", number: 2, doc: "Its namespace.", type: "string" },
      { name: "name", number: 3, doc: "Its name.", type: "string" },
      { name: "uid", number: 4, doc: "Its uid.", type: "string" },
      { name: "apiVersion", number: 5, doc: "Its apiVersion.", type: "string" },
      { name: "resourceVersion", number: 6, doc: "The revision meant.", type: "string" },
      { name: "fieldPath", number: 7, doc: "The part of the object meant.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.kind !== undefined) { writer.tag(10); writer.string(message.kind); }
    if (message.namespace !== undefined) { writer.tag(18); writer.string(message.namespace); }
    if (message.name !== undefined) { writer.tag(26); writer.string(message.name); }
    if (message.uid !== undefined) { writer.tag(34); writer.string(message.uid); }
    if (message.apiVersion !== undefined) { writer.tag(42); writer.string(message.apiVersion); }
    if (message.resourceVersion !== undefined) { writer.tag(50); writer.string(message.resourceVersion); }
    if (message.fieldPath !== undefined) { writer.tag(58); writer.string(message.fieldPath); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ObjectReference> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.kind = reader.string();
          break;
        case 18:
          message.namespace = reader.string();
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
        case 50:
          message.resourceVersion = reader.string();
          break;
        case 58:
          message.fieldPath = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Containers that share one address, one node and one life. */
export interface Pod extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'Pod';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What should run. */
  readonly spec: PodSpec;
  /** What was last seen to run. */
  readonly status?: PodStatus;
}

export const Pod: KindType<Pod> = {
  name: 'k8s.io.api.core.v1.Pod',
  apiVersion: 'v1',
  kind: 'Pod',
  schema: {
    doc: "Containers that share one address, one node and one life.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "What should run.", type: "message", message: () => PodSpec, required: true },
      { name: "status", number: 3, doc: "What was last seen to run.", type: "message", message: () => PodStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.nested(() => ObjectMeta.encode(message.metadata, writer)); }
    { writer.tag(18); writer.nested(() => PodSpec.encode(message.spec, writer)); }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); writer.nested(() => PodStatus.encode(statusValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<Pod> = { apiVersion: 'v1', kind: 'Pod', metadata: ObjectMeta.decode(new Reader(new Uint8Array()), 0), spec: PodSpec.decode(new Reader(new Uint8Array()), 0) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.nested((end) => ObjectMeta.decode(reader, end));
          break;
        case 18:
          message.spec = reader.nested((end) => PodSpec.decode(reader, end));
          break;
        case 26:
          message.status = reader.nested((end) => PodStatus.decode(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a new pod looks like. */
export interface PodTemplateSpec extends Message {
  /** Labels and annotations of the pods. */
  readonly metadata: ObjectMeta;
  /** What should run. */
  readonly spec: PodSpec;
}

export const PodTemplateSpec: MessageType<PodTemplateSpec> = {
  name: 'k8s.io.api.core.v1.PodTemplateSpec',
  schema: {
    doc: "What a new pod looks like.",
    fields: [
      { name: "metadata", number: 1, doc: "Labels and annotations of the pods.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "What should run.", type: "message", message: () => PodSpec, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.nested(() => ObjectMeta.encode(message.metadata, writer)); }
    { writer.tag(18); writer.nested(() => PodSpec.encode(message.spec, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<PodTemplateSpec> = { metadata: ObjectMeta.decode(new Reader(new Uint8Array()), 0), spec: PodSpec.decode(new Reader(new Uint8Array()), 0) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.nested((end) => ObjectMeta.decode(reader, end));
          break;
        case 18:
          message.spec = reader.nested((end) => PodSpec.decode(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a pod should run. */
export interface PodSpec extends Message {
  /** The containers; all start together. */
  readonly containers: readonly Container[];
  /** When ended containers are started again. */
  readonly restartPolicy?: string;
  /** Seconds between asking containers to stop and killing them. */
  readonly terminationGracePeriodSeconds?: number;
  /** Labels a node must have to run the pod. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** The node the pod runs on; given by the scheduler, or by the user to go around it. */
  readonly nodeName?: string;
  /** The pod's hostname; its name when absent. */
  readonly hostname?: string;
  /** Who places the pod. */
  readonly schedulerName?: string;
  /** The taints the pod tolerates. */
  readonly tolerations?: readonly Toleration[];
  /** Accepted for compatibility; orc sets no variables for Services. */
  readonly enableServiceLinks?: boolean;
}

export const PodSpec: MessageType<PodSpec> = {
  name: 'k8s.io.api.core.v1.PodSpec',
  schema: {
    doc: "What a pod should run.",
    fields: [
      { name: "containers", number: 2, doc: "The containers; all start together.", type: "message", container: "list", message: () => Container, required: true, listKey: ["name"], min: 1, max: 64 },
      { name: "restartPolicy", number: 3, doc: "When ended containers are started again.", type: "string", default: "Always", oneOf: ["Always","OnFailure","Never"] },
      { name: "terminationGracePeriodSeconds", number: 4, doc: "Seconds between asking containers to stop and killing them.", type: "int64", default: 30, min: 0 },
      { name: "nodeSelector", number: 7, doc: "Labels a node must have to run the pod.", type: "string", container: "map" },
      { name: "nodeName", number: 10, doc: "The node the pod runs on; given by the scheduler, or by the user to go around it.", type: "string" },
      { name: "hostname", number: 16, doc: "The pod's hostname; its name when absent.", type: "string", format: "dns-label" },
      { name: "schedulerName", number: 19, doc: "Who places the pod.", type: "string", default: "default-scheduler" },
      { name: "tolerations", number: 22, doc: "The taints the pod tolerates.", type: "message", container: "list", message: () => Toleration },
      { name: "enableServiceLinks", number: 30, doc: "Accepted for compatibility; orc sets no variables for Services.", type: "bool" },
    ],
    unsupported: ["volumes","activeDeadlineSeconds","dnsPolicy","serviceAccountName","serviceAccount","hostNetwork","hostPID","hostIPC","securityContext","imagePullSecrets","subdomain","affinity","initContainers","automountServiceAccountToken","hostAliases","priorityClassName","priority","dnsConfig","shareProcessNamespace","readinessGates","runtimeClassName","preemptionPolicy","overhead","topologySpreadConstraints","ephemeralContainers","setHostnameAsFQDN","os","hostUsers","schedulingGates","resourceClaims","resources","hostnameOverride"],
  },
  encode(message, writer) {
    if (message.containers !== undefined) for (const item of message.containers) {
      writer.tag(18);
      writer.nested(() => Container.encode(item, writer));
    }
    if (message.restartPolicy !== undefined) { writer.tag(26); writer.string(message.restartPolicy); }
    if (message.terminationGracePeriodSeconds !== undefined) { writer.tag(32); writer.signed(message.terminationGracePeriodSeconds); }
    if (message.nodeSelector !== undefined) for (const [key, item] of Object.entries(message.nodeSelector).toSorted(byKey)) {
      writer.tag(58);
      writer.nested(() => {
        writer.tag(10);
        writer.string(key);
        writer.tag(18);
        writer.string(item);
      });
    }
    if (message.nodeName !== undefined) { writer.tag(82); writer.string(message.nodeName); }
    if (message.hostname !== undefined) { writer.tag(130); writer.string(message.hostname); }
    if (message.schedulerName !== undefined) { writer.tag(154); writer.string(message.schedulerName); }
    if (message.tolerations !== undefined) for (const item of message.tolerations) {
      writer.tag(178);
      writer.nested(() => Toleration.encode(item, writer));
    }
    if (message.enableServiceLinks !== undefined) { writer.tag(240); writer.bool(message.enableServiceLinks); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<PodSpec> = { containers: [] };
    let containersAll: Container[] | undefined;
    let nodeSelectorAll: Record<string, string> | undefined;
    let tolerationsAll: Toleration[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 18:
          (containersAll ??= []).push(reader.nested((end) => Container.decode(reader, end)));
          break;
        case 26:
          message.restartPolicy = reader.string();
          break;
        case 32:
          message.terminationGracePeriodSeconds = reader.signed();
          break;
        case 58:
          nodeSelectorAll ??= {};
          readEntry(reader, nodeSelectorAll, () => reader.string(), () => '');
          break;
        case 82:
          message.nodeName = reader.string();
          break;
        case 130:
          message.hostname = reader.string();
          break;
        case 154:
          message.schedulerName = reader.string();
          break;
        case 178:
          (tolerationsAll ??= []).push(reader.nested((end) => Toleration.decode(reader, end)));
          break;
        case 240:
          message.enableServiceLinks = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (containersAll !== undefined) message.containers = containersAll;
    if (nodeSelectorAll !== undefined) message.nodeSelector = nodeSelectorAll;
    if (tolerationsAll !== undefined) message.tolerations = tolerationsAll;
    return message;
  },
};

/** One container of a pod. */
export interface Container extends Message {
  /** The container's name, unique in its pod. */
  readonly name: string;
  /** The image to run. */
  readonly image: string;
  /** The program, instead of the image's entry point. $(NAME) is replaced by a variable. */
  readonly command?: readonly string[];
  /** The arguments, instead of the image's. $(NAME) is replaced by a variable. */
  readonly args?: readonly string[];
  /** The folder to start in, instead of the image's. */
  readonly workingDir?: string;
  /** The ports served; for documentation, named ports and host ports. */
  readonly ports?: readonly ContainerPort[];
  /** Variables. */
  readonly env?: readonly EnvVar[];
  /** What the container needs and may use. */
  readonly resources?: ResourceRequirements;
  /** Fails: the container is restarted. */
  readonly livenessProbe?: Probe;
  /** Fails: the pod leaves its Services. */
  readonly readinessProbe?: Probe;
  /** Accepted at its default only. */
  readonly terminationMessagePath?: string;
  /** When the image is pulled; IfNotPresent unless the tag is latest. */
  readonly imagePullPolicy?: string;
  /** Whole ConfigMaps and Secrets as variables; env goes over them. */
  readonly envFrom?: readonly EnvFromSource[];
  /** Accepted at its default only. */
  readonly terminationMessagePolicy?: string;
  /** Until it succeeds the other probes wait; fails: the container is restarted. */
  readonly startupProbe?: Probe;
}

export const Container: MessageType<Container> = {
  name: 'k8s.io.api.core.v1.Container',
  schema: {
    doc: "One container of a pod.",
    fields: [
      { name: "name", number: 1, doc: "The container's name, unique in its pod.", type: "string", required: true, format: "dns-label" },
      { name: "image", number: 2, doc: "The image to run.", type: "string", required: true },
      { name: "command", number: 3, doc: "The program, instead of the image's entry point. $(NAME) is replaced by a variable.", type: "string", container: "list" },
      { name: "args", number: 4, doc: "The arguments, instead of the image's. $(NAME) is replaced by a variable.", type: "string", container: "list" },
      { name: "workingDir", number: 5, doc: "The folder to start in, instead of the image's.", type: "string" },
      { name: "ports", number: 6, doc: "The ports served; for documentation, named ports and host ports.", type: "message", container: "list", message: () => ContainerPort, listKey: ["containerPort","protocol"] },
      { name: "env", number: 7, doc: "Variables.", type: "message", container: "list", message: () => EnvVar, listKey: ["name"] },
      { name: "resources", number: 8, doc: "What the container needs and may use.", type: "message", message: () => ResourceRequirements },
      { name: "livenessProbe", number: 10, doc: "Fails: the container is restarted.", type: "message", message: () => Probe },
      { name: "readinessProbe", number: 11, doc: "Fails: the pod leaves its Services.", type: "message", message: () => Probe },
      { name: "terminationMessagePath", number: 13, doc: "Accepted at its default only.", type: "string", default: "/dev/termination-log", oneOf: ["/dev/termination-log"] },
      { name: "imagePullPolicy", number: 14, doc: "When the image is pulled; IfNotPresent unless the tag is latest.", type: "string", oneOf: ["Always","IfNotPresent","Never"] },
      { name: "envFrom", number: 19, doc: "Whole ConfigMaps and Secrets as variables; env goes over them.", type: "message", container: "list", message: () => EnvFromSource },
      { name: "terminationMessagePolicy", number: 20, doc: "Accepted at its default only.", type: "string", default: "File", oneOf: ["File"] },
      { name: "startupProbe", number: 22, doc: "Until it succeeds the other probes wait; fails: the container is restarted.", type: "message", message: () => Probe },
    ],
    unsupported: ["volumeMounts","lifecycle","securityContext","stdin","stdinOnce","tty","volumeDevices","resizePolicy","restartPolicy","restartPolicyRules"],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); writer.string(message.image); }
    if (message.command !== undefined) for (const item of message.command) {
      writer.tag(26);
      writer.string(item);
    }
    if (message.args !== undefined) for (const item of message.args) {
      writer.tag(34);
      writer.string(item);
    }
    if (message.workingDir !== undefined) { writer.tag(42); writer.string(message.workingDir); }
    if (message.ports !== undefined) for (const item of message.ports) {
      writer.tag(50);
      writer.nested(() => ContainerPort.encode(item, writer));
    }
    if (message.env !== undefined) for (const item of message.env) {
      writer.tag(58);
      writer.nested(() => EnvVar.encode(item, writer));
    }
    const resourcesValue = message.resources;
    if (resourcesValue !== undefined) { writer.tag(66); writer.nested(() => ResourceRequirements.encode(resourcesValue, writer)); }
    const livenessProbeValue = message.livenessProbe;
    if (livenessProbeValue !== undefined) { writer.tag(82); writer.nested(() => Probe.encode(livenessProbeValue, writer)); }
    const readinessProbeValue = message.readinessProbe;
    if (readinessProbeValue !== undefined) { writer.tag(90); writer.nested(() => Probe.encode(readinessProbeValue, writer)); }
    if (message.terminationMessagePath !== undefined) { writer.tag(106); writer.string(message.terminationMessagePath); }
    if (message.imagePullPolicy !== undefined) { writer.tag(114); writer.string(message.imagePullPolicy); }
    if (message.envFrom !== undefined) for (const item of message.envFrom) {
      writer.tag(154);
      writer.nested(() => EnvFromSource.encode(item, writer));
    }
    if (message.terminationMessagePolicy !== undefined) { writer.tag(162); writer.string(message.terminationMessagePolicy); }
    const startupProbeValue = message.startupProbe;
    if (startupProbeValue !== undefined) { writer.tag(178); writer.nested(() => Probe.encode(startupProbeValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<Container> = { name: '', image: '' };
    let commandAll: string[] | undefined;
    let argsAll: string[] | undefined;
    let portsAll: ContainerPort[] | undefined;
    let envAll: EnvVar[] | undefined;
    let envFromAll: EnvFromSource[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.image = reader.string();
          break;
        case 26:
          (commandAll ??= []).push(reader.string());
          break;
        case 34:
          (argsAll ??= []).push(reader.string());
          break;
        case 42:
          message.workingDir = reader.string();
          break;
        case 50:
          (portsAll ??= []).push(reader.nested((end) => ContainerPort.decode(reader, end)));
          break;
        case 58:
          (envAll ??= []).push(reader.nested((end) => EnvVar.decode(reader, end)));
          break;
        case 66:
          message.resources = reader.nested((end) => ResourceRequirements.decode(reader, end));
          break;
        case 82:
          message.livenessProbe = reader.nested((end) => Probe.decode(reader, end));
          break;
        case 90:
          message.readinessProbe = reader.nested((end) => Probe.decode(reader, end));
          break;
        case 106:
          message.terminationMessagePath = reader.string();
          break;
        case 114:
          message.imagePullPolicy = reader.string();
          break;
        case 154:
          (envFromAll ??= []).push(reader.nested((end) => EnvFromSource.decode(reader, end)));
          break;
        case 162:
          message.terminationMessagePolicy = reader.string();
          break;
        case 178:
          message.startupProbe = reader.nested((end) => Probe.decode(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (commandAll !== undefined) message.command = commandAll;
    if (argsAll !== undefined) message.args = argsAll;
    if (portsAll !== undefined) message.ports = portsAll;
    if (envAll !== undefined) message.env = envAll;
    if (envFromAll !== undefined) message.envFrom = envFromAll;
    return message;
  },
};

/** A port a container serves. */
export interface ContainerPort extends Message {
  /** A name, unique in the pod, that Services may use. */
  readonly name?: string;
  /** The number. */
  readonly containerPort: number;
  /** TCP or UDP. */
  readonly protocol?: string;
}

export const ContainerPort: MessageType<ContainerPort> = {
  name: 'k8s.io.api.core.v1.ContainerPort',
  schema: {
    doc: "A port a container serves.",
    fields: [
      { name: "name", number: 1, doc: "A name, unique in the pod, that Services may use.", type: "string", format: "port-name" },
      { name: "containerPort", number: 3, doc: "The number.", type: "int32", required: true, min: 1, max: 65535 },
      { name: "protocol", number: 4, doc: "TCP or UDP.", type: "string", default: "TCP", oneOf: ["TCP","UDP"] },
    ],
    unsupported: ["hostPort","hostIP"],
  },
  encode(message, writer) {
    if (message.name !== undefined) { writer.tag(10); writer.string(message.name); }
    { writer.tag(24); writer.signed(message.containerPort); }
    if (message.protocol !== undefined) { writer.tag(34); writer.string(message.protocol); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ContainerPort> = { containerPort: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 24:
          message.containerPort = reader.signed();
          break;
        case 34:
          message.protocol = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A variable. */
export interface EnvVar extends Message {
  /** Its name. */
  readonly name: string;
  /** Its value; $(NAME) is replaced by an earlier variable, $$ is a $. */
  readonly value?: string;
  /** Where the value comes from, instead. */
  readonly valueFrom?: EnvVarSource;
}

export const EnvVar: MessageType<EnvVar> = {
  name: 'k8s.io.api.core.v1.EnvVar',
  schema: {
    doc: "A variable.",
    fields: [
      { name: "name", number: 1, doc: "Its name.", type: "string", required: true, format: "env-name" },
      { name: "value", number: 2, doc: "Its value; $(NAME) is replaced by an earlier variable, $$ is a $.", type: "string" },
      { name: "valueFrom", number: 3, doc: "Where the value comes from, instead.", type: "message", message: () => EnvVarSource },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    if (message.value !== undefined) { writer.tag(18); writer.string(message.value); }
    const valueFromValue = message.valueFrom;
    if (valueFromValue !== undefined) { writer.tag(26); writer.nested(() => EnvVarSource.encode(valueFromValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<EnvVar> = { name: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.value = reader.string();
          break;
        case 26:
          message.valueFrom = reader.nested((end) => EnvVarSource.decode(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Where a variable comes from. Exactly one is set. */
export interface EnvVarSource extends Message {
  /** A field of the pod. */
  readonly fieldRef?: ObjectFieldSelector;
  /** A container's request or limit. */
  readonly resourceFieldRef?: ResourceFieldSelector;
  /** A key of a ConfigMap. */
  readonly configMapKeyRef?: ConfigMapKeySelector;
  /** A key of a Secret. */
  readonly secretKeyRef?: SecretKeySelector;
}

export const EnvVarSource: MessageType<EnvVarSource> = {
  name: 'k8s.io.api.core.v1.EnvVarSource',
  schema: {
    doc: "Where a variable comes from. Exactly one is set.",
    fields: [
      { name: "fieldRef", number: 1, doc: "A field of the pod.", type: "message", message: () => ObjectFieldSelector },
      { name: "resourceFieldRef", number: 2, doc: "A container's request or limit.", type: "message", message: () => ResourceFieldSelector },
      { name: "configMapKeyRef", number: 3, doc: "A key of a ConfigMap.", type: "message", message: () => ConfigMapKeySelector },
      { name: "secretKeyRef", number: 4, doc: "A key of a Secret.", type: "message", message: () => SecretKeySelector },
    ],
    unsupported: ["fileKeyRef"],
  },
  encode(message, writer) {
    const fieldRefValue = message.fieldRef;
    if (fieldRefValue !== undefined) { writer.tag(10); writer.nested(() => ObjectFieldSelector.encode(fieldRefValue, writer)); }
    const resourceFieldRefValue = message.resourceFieldRef;
    if (resourceFieldRefValue !== undefined) { writer.tag(18); writer.nested(() => ResourceFieldSelector.encode(resourceFieldRefValue, writer)); }
    const configMapKeyRefValue = message.configMapKeyRef;
    if (configMapKeyRefValue !== undefined) { writer.tag(26); writer.nested(() => ConfigMapKeySelector.encode(configMapKeyRefValue, writer)); }
    const secretKeyRefValue = message.secretKeyRef;
    if (secretKeyRefValue !== undefined) { writer.tag(34); writer.nested(() => SecretKeySelector.encode(secretKeyRefValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<EnvVarSource> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.fieldRef = reader.nested((end) => ObjectFieldSelector.decode(reader, end));
          break;
        case 18:
          message.resourceFieldRef = reader.nested((end) => ResourceFieldSelector.decode(reader, end));
          break;
        case 26:
          message.configMapKeyRef = reader.nested((end) => ConfigMapKeySelector.decode(reader, end));
          break;
        case 34:
          message.secretKeyRef = reader.nested((end) => SecretKeySelector.decode(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A field of the pod. */
export interface ObjectFieldSelector extends Message {
  /** v1. */
  readonly apiVersion?: string;
  /** metadata.name, metadata.namespace, metadata.uid, metadata.labels['KEY'], metadata.annotations['KEY'], spec.nodeName, status.podIP, status.hostIP. */
  readonly fieldPath: string;
}

export const ObjectFieldSelector: MessageType<ObjectFieldSelector> = {
  name: 'k8s.io.api.core.v1.ObjectFieldSelector',
  schema: {
    doc: "A field of the pod.",
    fields: [
      { name: "apiVersion", number: 1, doc: "v1.", type: "string", default: "v1", oneOf: ["v1"] },
      { name: "fieldPath", number: 2, doc: "metadata.name, metadata.namespace, metadata.uid, metadata.labels['KEY'], metadata.annotations['KEY'], spec.nodeName, status.podIP, status.hostIP.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.apiVersion !== undefined) { writer.tag(10); writer.string(message.apiVersion); }
    { writer.tag(18); writer.string(message.fieldPath); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ObjectFieldSelector> = { fieldPath: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.apiVersion = reader.string();
          break;
        case 18:
          message.fieldPath = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A container's request or limit. */
export interface ResourceFieldSelector extends Message {
  /** The container; the one with the variable when absent. */
  readonly containerName?: string;
  /** requests.cpu, limits.memory and so on. */
  readonly resource: string;
  /** The unit. */
  readonly divisor?: Quantity;
}

export const ResourceFieldSelector: MessageType<ResourceFieldSelector> = {
  name: 'k8s.io.api.core.v1.ResourceFieldSelector',
  schema: {
    doc: "A container's request or limit.",
    fields: [
      { name: "containerName", number: 1, doc: "The container; the one with the variable when absent.", type: "string" },
      { name: "resource", number: 2, doc: "requests.cpu, limits.memory and so on.", type: "string", required: true },
      { name: "divisor", number: 3, doc: "The unit.", type: "quantity" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.containerName !== undefined) { writer.tag(10); writer.string(message.containerName); }
    { writer.tag(18); writer.string(message.resource); }
    const divisorValue = message.divisor;
    if (divisorValue !== undefined) { writer.tag(26); writer.nested(() => writeQuantity(divisorValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ResourceFieldSelector> = { resource: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.containerName = reader.string();
          break;
        case 18:
          message.resource = reader.string();
          break;
        case 26:
          message.divisor = reader.nested((end) => readQuantity(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A key of a ConfigMap. */
export interface ConfigMapKeySelector extends LocalObjectReference {
  /** The key. */
  readonly key: string;
  /** Whether the container starts without it. */
  readonly optional?: boolean;
}

export const ConfigMapKeySelector: MessageType<ConfigMapKeySelector> = {
  name: 'k8s.io.api.core.v1.ConfigMapKeySelector',
  schema: {
    doc: "A key of a ConfigMap.",
    fields: [
      { name: "localObjectReference", number: 1, doc: "The ConfigMap.", type: "message", message: () => LocalObjectReference, required: true, inline: true },
      { name: "key", number: 2, doc: "The key.", type: "string", required: true },
      { name: "optional", number: 3, doc: "Whether the container starts without it.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.tag(10);
    writer.nested(() => LocalObjectReference.encode(inlinedPart(message), writer));
    { writer.tag(18); writer.string(message.key); }
    if (message.optional !== undefined) { writer.tag(24); writer.bool(message.optional); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ConfigMapKeySelector> = { key: '', ...knownFields(LocalObjectReference.decode(reader, reader.position)) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          putInlined(message, reader.nested((end) => LocalObjectReference.decode(reader, end)));
          break;
        case 18:
          message.key = reader.string();
          break;
        case 24:
          message.optional = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A key of a Secret. */
export interface SecretKeySelector extends LocalObjectReference {
  /** The key. */
  readonly key: string;
  /** Whether the container starts without it. */
  readonly optional?: boolean;
}

export const SecretKeySelector: MessageType<SecretKeySelector> = {
  name: 'k8s.io.api.core.v1.SecretKeySelector',
  schema: {
    doc: "A key of a Secret.",
    fields: [
      { name: "localObjectReference", number: 1, doc: "The Secret.", type: "message", message: () => LocalObjectReference, required: true, inline: true },
      { name: "key", number: 2, doc: "The key.", type: "string", required: true },
      { name: "optional", number: 3, doc: "Whether the container starts without it.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.tag(10);
    writer.nested(() => LocalObjectReference.encode(inlinedPart(message), writer));
    { writer.tag(18); writer.string(message.key); }
    if (message.optional !== undefined) { writer.tag(24); writer.bool(message.optional); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<SecretKeySelector> = { key: '', ...knownFields(LocalObjectReference.decode(reader, reader.position)) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          putInlined(message, reader.nested((end) => LocalObjectReference.decode(reader, end)));
          break;
        case 18:
          message.key = reader.string();
          break;
        case 24:
          message.optional = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Names an object of the same namespace. */
export interface LocalObjectReference extends Message {
  /** Its name. */
  readonly name?: string;
}

export const LocalObjectReference: MessageType<LocalObjectReference> = {
  name: 'k8s.io.api.core.v1.LocalObjectReference',
  schema: {
    doc: "Names an object of the same namespace.",
    fields: [
      { name: "name", number: 1, doc: "Its name.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.name !== undefined) { writer.tag(10); writer.string(message.name); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<LocalObjectReference> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A whole ConfigMap or Secret as variables. */
export interface EnvFromSource extends Message {
  /** Stands before every name. */
  readonly prefix?: string;
  /** The ConfigMap. */
  readonly configMapRef?: ConfigMapEnvSource;
  /** The Secret. */
  readonly secretRef?: SecretEnvSource;
}

export const EnvFromSource: MessageType<EnvFromSource> = {
  name: 'k8s.io.api.core.v1.EnvFromSource',
  schema: {
    doc: "A whole ConfigMap or Secret as variables.",
    fields: [
      { name: "prefix", number: 1, doc: "Stands before every name.", type: "string" },
      { name: "configMapRef", number: 2, doc: "The ConfigMap.", type: "message", message: () => ConfigMapEnvSource },
      { name: "secretRef", number: 3, doc: "The Secret.", type: "message", message: () => SecretEnvSource },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.prefix !== undefined) { writer.tag(10); writer.string(message.prefix); }
    const configMapRefValue = message.configMapRef;
    if (configMapRefValue !== undefined) { writer.tag(18); writer.nested(() => ConfigMapEnvSource.encode(configMapRefValue, writer)); }
    const secretRefValue = message.secretRef;
    if (secretRefValue !== undefined) { writer.tag(26); writer.nested(() => SecretEnvSource.encode(secretRefValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<EnvFromSource> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.prefix = reader.string();
          break;
        case 18:
          message.configMapRef = reader.nested((end) => ConfigMapEnvSource.decode(reader, end));
          break;
        case 26:
          message.secretRef = reader.nested((end) => SecretEnvSource.decode(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A ConfigMap as variables. */
export interface ConfigMapEnvSource extends LocalObjectReference {
  /** Whether the container starts without it. */
  readonly optional?: boolean;
}

export const ConfigMapEnvSource: MessageType<ConfigMapEnvSource> = {
  name: 'k8s.io.api.core.v1.ConfigMapEnvSource',
  schema: {
    doc: "A ConfigMap as variables.",
    fields: [
      { name: "localObjectReference", number: 1, doc: "The ConfigMap.", type: "message", message: () => LocalObjectReference, required: true, inline: true },
      { name: "optional", number: 2, doc: "Whether the container starts without it.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.tag(10);
    writer.nested(() => LocalObjectReference.encode(inlinedPart(message), writer));
    if (message.optional !== undefined) { writer.tag(16); writer.bool(message.optional); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ConfigMapEnvSource> = { ...knownFields(LocalObjectReference.decode(reader, reader.position)) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          putInlined(message, reader.nested((end) => LocalObjectReference.decode(reader, end)));
          break;
        case 16:
          message.optional = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A Secret as variables. */
export interface SecretEnvSource extends LocalObjectReference {
  /** Whether the container starts without it. */
  readonly optional?: boolean;
}

export const SecretEnvSource: MessageType<SecretEnvSource> = {
  name: 'k8s.io.api.core.v1.SecretEnvSource',
  schema: {
    doc: "A Secret as variables.",
    fields: [
      { name: "localObjectReference", number: 1, doc: "The Secret.", type: "message", message: () => LocalObjectReference, required: true, inline: true },
      { name: "optional", number: 2, doc: "Whether the container starts without it.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.tag(10);
    writer.nested(() => LocalObjectReference.encode(inlinedPart(message), writer));
    if (message.optional !== undefined) { writer.tag(16); writer.bool(message.optional); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<SecretEnvSource> = { ...knownFields(LocalObjectReference.decode(reader, reader.position)) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          putInlined(message, reader.nested((end) => LocalObjectReference.decode(reader, end)));
          break;
        case 16:
          message.optional = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a container needs and may use. */
export interface ResourceRequirements extends Message {
  /** What it may use at most: cpu, memory. */
  readonly limits?: Readonly<Record<string, Quantity>>;
  /** What it needs; the scheduler sets it aside. The limit when absent. */
  readonly requests?: Readonly<Record<string, Quantity>>;
}

export const ResourceRequirements: MessageType<ResourceRequirements> = {
  name: 'k8s.io.api.core.v1.ResourceRequirements',
  schema: {
    doc: "What a container needs and may use.",
    fields: [
      { name: "limits", number: 1, doc: "What it may use at most: cpu, memory.", type: "quantity", container: "map" },
      { name: "requests", number: 2, doc: "What it needs; the scheduler sets it aside. The limit when absent.", type: "quantity", container: "map" },
    ],
    unsupported: ["claims"],
  },
  encode(message, writer) {
    if (message.limits !== undefined) for (const [key, item] of Object.entries(message.limits).toSorted(byKey)) {
      writer.tag(10);
      writer.nested(() => {
        writer.tag(10);
        writer.string(key);
        writer.tag(18);
        writer.nested(() => writeQuantity(item, writer));
      });
    }
    if (message.requests !== undefined) for (const [key, item] of Object.entries(message.requests).toSorted(byKey)) {
      writer.tag(18);
      writer.nested(() => {
        writer.tag(10);
        writer.string(key);
        writer.tag(18);
        writer.nested(() => writeQuantity(item, writer));
      });
    }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ResourceRequirements> = {  };
    let limitsAll: Record<string, Quantity> | undefined;
    let requestsAll: Record<string, Quantity> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          limitsAll ??= {};
          readEntry(reader, limitsAll, () => reader.nested((end) => readQuantity(reader, end)), () => '');
          break;
        case 18:
          requestsAll ??= {};
          readEntry(reader, requestsAll, () => reader.nested((end) => readQuantity(reader, end)), () => '');
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

/** A check that the agent makes of a container. */
export interface Probe extends ProbeHandler {
  /** Seconds after the start before the first check. */
  readonly initialDelaySeconds?: number;
  /** Seconds after which a check has failed. */
  readonly timeoutSeconds?: number;
  /** Seconds between checks. */
  readonly periodSeconds?: number;
  /** Successes in a row that count as success; 1 for liveness and startup. */
  readonly successThreshold?: number;
  /** Failures in a row that count as failure. */
  readonly failureThreshold?: number;
}

export const Probe: MessageType<Probe> = {
  name: 'k8s.io.api.core.v1.Probe',
  schema: {
    doc: "A check that the agent makes of a container.",
    fields: [
      { name: "handler", number: 1, doc: "What is done.", type: "message", message: () => ProbeHandler, required: true, inline: true },
      { name: "initialDelaySeconds", number: 2, doc: "Seconds after the start before the first check.", type: "int32", min: 0 },
      { name: "timeoutSeconds", number: 3, doc: "Seconds after which a check has failed.", type: "int32", default: 1, min: 1 },
      { name: "periodSeconds", number: 4, doc: "Seconds between checks.", type: "int32", default: 10, min: 1 },
      { name: "successThreshold", number: 5, doc: "Successes in a row that count as success; 1 for liveness and startup.", type: "int32", default: 1, min: 1 },
      { name: "failureThreshold", number: 6, doc: "Failures in a row that count as failure.", type: "int32", default: 3, min: 1 },
    ],
    unsupported: ["terminationGracePeriodSeconds"],
  },
  encode(message, writer) {
    writer.tag(10);
    writer.nested(() => ProbeHandler.encode(inlinedPart(message), writer));
    if (message.initialDelaySeconds !== undefined) { writer.tag(16); writer.signed(message.initialDelaySeconds); }
    if (message.timeoutSeconds !== undefined) { writer.tag(24); writer.signed(message.timeoutSeconds); }
    if (message.periodSeconds !== undefined) { writer.tag(32); writer.signed(message.periodSeconds); }
    if (message.successThreshold !== undefined) { writer.tag(40); writer.signed(message.successThreshold); }
    if (message.failureThreshold !== undefined) { writer.tag(48); writer.signed(message.failureThreshold); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<Probe> = { ...knownFields(ProbeHandler.decode(reader, reader.position)) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          putInlined(message, reader.nested((end) => ProbeHandler.decode(reader, end)));
          break;
        case 16:
          message.initialDelaySeconds = reader.signed();
          break;
        case 24:
          message.timeoutSeconds = reader.signed();
          break;
        case 32:
          message.periodSeconds = reader.signed();
          break;
        case 40:
          message.successThreshold = reader.signed();
          break;
        case 48:
          message.failureThreshold = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a probe does. Exactly one is set. */
export interface ProbeHandler extends Message {
  /** Runs a program in the container; exit code 0 is success. */
  readonly exec?: ExecAction;
  /** Asks for a page; 200 to 399 is success. */
  readonly httpGet?: HTTPGetAction;
  /** Opens a connection. */
  readonly tcpSocket?: TCPSocketAction;
}

export const ProbeHandler: MessageType<ProbeHandler> = {
  name: 'k8s.io.api.core.v1.ProbeHandler',
  schema: {
    doc: "What a probe does. Exactly one is set.",
    fields: [
      { name: "exec", number: 1, doc: "Runs a program in the container; exit code 0 is success.", type: "message", message: () => ExecAction },
      { name: "httpGet", number: 2, doc: "Asks for a page; 200 to 399 is success.", type: "message", message: () => HTTPGetAction },
      { name: "tcpSocket", number: 3, doc: "Opens a connection.", type: "message", message: () => TCPSocketAction },
    ],
    unsupported: ["grpc"],
  },
  encode(message, writer) {
    const execValue = message.exec;
    if (execValue !== undefined) { writer.tag(10); writer.nested(() => ExecAction.encode(execValue, writer)); }
    const httpGetValue = message.httpGet;
    if (httpGetValue !== undefined) { writer.tag(18); writer.nested(() => HTTPGetAction.encode(httpGetValue, writer)); }
    const tcpSocketValue = message.tcpSocket;
    if (tcpSocketValue !== undefined) { writer.tag(26); writer.nested(() => TCPSocketAction.encode(tcpSocketValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ProbeHandler> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.exec = reader.nested((end) => ExecAction.decode(reader, end));
          break;
        case 18:
          message.httpGet = reader.nested((end) => HTTPGetAction.decode(reader, end));
          break;
        case 26:
          message.tcpSocket = reader.nested((end) => TCPSocketAction.decode(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Runs a program in a container. */
export interface ExecAction extends Message {
  /** The program and its arguments; no shell. */
  readonly command: readonly string[];
}

export const ExecAction: MessageType<ExecAction> = {
  name: 'k8s.io.api.core.v1.ExecAction',
  schema: {
    doc: "Runs a program in a container.",
    fields: [
      { name: "command", number: 1, doc: "The program and its arguments; no shell.", type: "string", container: "list", required: true, min: 1 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.command !== undefined) for (const item of message.command) {
      writer.tag(10);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ExecAction> = { command: [] };
    let commandAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (commandAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (commandAll !== undefined) message.command = commandAll;
    return message;
  },
};

/** Asks for a page. */
export interface HTTPGetAction extends Message {
  /** The path. */
  readonly path?: string;
  /** The port, by number or name. */
  readonly port: IntOrString;
  /** The host; the pod's address when absent. */
  readonly host?: string;
  /** HTTP or HTTPS (without checking the certificate). */
  readonly scheme?: string;
  /** Headers to send. */
  readonly httpHeaders?: readonly HTTPHeader[];
}

export const HTTPGetAction: MessageType<HTTPGetAction> = {
  name: 'k8s.io.api.core.v1.HTTPGetAction',
  schema: {
    doc: "Asks for a page.",
    fields: [
      { name: "path", number: 1, doc: "The path.", type: "string", default: "/" },
      { name: "port", number: 2, doc: "The port, by number or name.", type: "intOrString", required: true },
      { name: "host", number: 3, doc: "The host; the pod's address when absent.", type: "string" },
      { name: "scheme", number: 4, doc: "HTTP or HTTPS (without checking the certificate).", type: "string", default: "HTTP", oneOf: ["HTTP","HTTPS"] },
      { name: "httpHeaders", number: 5, doc: "Headers to send.", type: "message", container: "list", message: () => HTTPHeader },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.path !== undefined) { writer.tag(10); writer.string(message.path); }
    { writer.tag(18); writer.nested(() => writeIntOrString(message.port, writer)); }
    if (message.host !== undefined) { writer.tag(26); writer.string(message.host); }
    if (message.scheme !== undefined) { writer.tag(34); writer.string(message.scheme); }
    if (message.httpHeaders !== undefined) for (const item of message.httpHeaders) {
      writer.tag(42);
      writer.nested(() => HTTPHeader.encode(item, writer));
    }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<HTTPGetAction> = { port: 0 };
    let httpHeadersAll: HTTPHeader[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.path = reader.string();
          break;
        case 18:
          message.port = reader.nested((end) => readIntOrString(reader, end));
          break;
        case 26:
          message.host = reader.string();
          break;
        case 34:
          message.scheme = reader.string();
          break;
        case 42:
          (httpHeadersAll ??= []).push(reader.nested((end) => HTTPHeader.decode(reader, end)));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (httpHeadersAll !== undefined) message.httpHeaders = httpHeadersAll;
    return message;
  },
};

/** A header to send. */
export interface HTTPHeader extends Message {
  /** Its name. */
  readonly name: string;
  /** Its value. */
  readonly value: string;
}

export const HTTPHeader: MessageType<HTTPHeader> = {
  name: 'k8s.io.api.core.v1.HTTPHeader',
  schema: {
    doc: "A header to send.",
    fields: [
      { name: "name", number: 1, doc: "Its name.", type: "string", required: true },
      { name: "value", number: 2, doc: "Its value.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); writer.string(message.value); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<HTTPHeader> = { name: '', value: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.value = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Opens a connection. */
export interface TCPSocketAction extends Message {
  /** The port, by number or name. */
  readonly port: IntOrString;
  /** The host; the pod's address when absent. */
  readonly host?: string;
}

export const TCPSocketAction: MessageType<TCPSocketAction> = {
  name: 'k8s.io.api.core.v1.TCPSocketAction',
  schema: {
    doc: "Opens a connection.",
    fields: [
      { name: "port", number: 1, doc: "The port, by number or name.", type: "intOrString", required: true },
      { name: "host", number: 2, doc: "The host; the pod's address when absent.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.nested(() => writeIntOrString(message.port, writer)); }
    if (message.host !== undefined) { writer.tag(18); writer.string(message.host); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<TCPSocketAction> = { port: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.port = reader.nested((end) => readIntOrString(reader, end));
          break;
        case 18:
          message.host = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What was last seen of a pod. */
export interface PodStatus extends Message {
  /** Pending, Running, Succeeded, Failed or Unknown. */
  readonly phase?: string;
  /** What holds for the pod: PodScheduled, Initialized, ContainersReady, Ready. */
  readonly conditions?: readonly PodCondition[];
  /** Why the pod is in its phase, for people. */
  readonly message?: string;
  /** Why, as one word, such as Evicted. */
  readonly reason?: string;
  /** The node's address. */
  readonly hostIP?: string;
  /** The pod's address. */
  readonly podIP?: string;
  /** When the agent took the pod. */
  readonly startTime?: Time;
  /** What was last seen of each container. */
  readonly containerStatuses?: readonly ContainerStatus[];
  /** Guaranteed, Burstable or BestEffort, by requests and limits. */
  readonly qosClass?: string;
  /** The pod's addresses, one for each family. */
  readonly podIPs?: readonly PodIP[];
  /** The node's addresses, one for each family. */
  readonly hostIPs?: readonly HostIP[];
  /** The generation of the pod this status is about. */
  readonly observedGeneration?: number;
}

export const PodStatus: MessageType<PodStatus> = {
  name: 'k8s.io.api.core.v1.PodStatus',
  schema: {
    doc: "What was last seen of a pod.",
    fields: [
      { name: "phase", number: 1, doc: "Pending, Running, Succeeded, Failed or Unknown.", type: "string", oneOf: ["Pending","Running","Succeeded","Failed","Unknown"] },
      { name: "conditions", number: 2, doc: "What holds for the pod: PodScheduled, Initialized, ContainersReady, Ready.", type: "message", container: "list", message: () => PodCondition, listKey: ["type"] },
      { name: "message", number: 3, doc: "Why the pod is in its phase, for people.", type: "string" },
      { name: "reason", number: 4, doc: "Why, as one word, such as Evicted.", type: "string" },
      { name: "hostIP", number: 5, doc: "The node's address.", type: "string" },
      { name: "podIP", number: 6, doc: "The pod's address.", type: "string" },
      { name: "startTime", number: 7, doc: "When the agent took the pod.", type: "time" },
      { name: "containerStatuses", number: 8, doc: "What was last seen of each container.", type: "message", container: "list", message: () => ContainerStatus, listKey: ["name"] },
      { name: "qosClass", number: 9, doc: "Guaranteed, Burstable or BestEffort, by requests and limits.", type: "string", oneOf: ["Guaranteed","Burstable","BestEffort"] },
      { name: "podIPs", number: 12, doc: "The pod's addresses, one for each family.", type: "message", container: "list", message: () => PodIP },
      { name: "hostIPs", number: 16, doc: "The node's addresses, one for each family.", type: "message", container: "list", message: () => HostIP },
      { name: "observedGeneration", number: 17, doc: "The generation of the pod this status is about.", type: "int64" },
    ],
    unsupported: ["initContainerStatuses","nominatedNodeName","ephemeralContainerStatuses","resize","resourceClaimStatuses"],
  },
  encode(message, writer) {
    if (message.phase !== undefined) { writer.tag(10); writer.string(message.phase); }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(18);
      writer.nested(() => PodCondition.encode(item, writer));
    }
    if (message.message !== undefined) { writer.tag(26); writer.string(message.message); }
    if (message.reason !== undefined) { writer.tag(34); writer.string(message.reason); }
    if (message.hostIP !== undefined) { writer.tag(42); writer.string(message.hostIP); }
    if (message.podIP !== undefined) { writer.tag(50); writer.string(message.podIP); }
    const startTimeValue = message.startTime;
    if (startTimeValue !== undefined) { writer.tag(58); writer.nested(() => writeTime(startTimeValue, writer)); }
    if (message.containerStatuses !== undefined) for (const item of message.containerStatuses) {
      writer.tag(66);
      writer.nested(() => ContainerStatus.encode(item, writer));
    }
    if (message.qosClass !== undefined) { writer.tag(74); writer.string(message.qosClass); }
    if (message.podIPs !== undefined) for (const item of message.podIPs) {
      writer.tag(98);
      writer.nested(() => PodIP.encode(item, writer));
    }
    if (message.hostIPs !== undefined) for (const item of message.hostIPs) {
      writer.tag(130);
      writer.nested(() => HostIP.encode(item, writer));
    }
    if (message.observedGeneration !== undefined) { writer.tag(136); writer.signed(message.observedGeneration); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<PodStatus> = {  };
    let conditionsAll: PodCondition[] | undefined;
    let containerStatusesAll: ContainerStatus[] | undefined;
    let podIPsAll: PodIP[] | undefined;
    let hostIPsAll: HostIP[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.phase = reader.string();
          break;
        case 18:
          (conditionsAll ??= []).push(reader.nested((end) => PodCondition.decode(reader, end)));
          break;
        case 26:
          message.message = reader.string();
          break;
        case 34:
          message.reason = reader.string();
          break;
        case 42:
          message.hostIP = reader.string();
          break;
        case 50:
          message.podIP = reader.string();
          break;
        case 58:
          message.startTime = reader.nested((end) => readTime(reader, end));
          break;
        case 66:
          (containerStatusesAll ??= []).push(reader.nested((end) => ContainerStatus.decode(reader, end)));
          break;
        case 74:
          message.qosClass = reader.string();
          break;
        case 98:
          (podIPsAll ??= []).push(reader.nested((end) => PodIP.decode(reader, end)));
          break;
        case 130:
          (hostIPsAll ??= []).push(reader.nested((end) => HostIP.decode(reader, end)));
          break;
        case 136:
          message.observedGeneration = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (conditionsAll !== undefined) message.conditions = conditionsAll;
    if (containerStatusesAll !== undefined) message.containerStatuses = containerStatusesAll;
    if (podIPsAll !== undefined) message.podIPs = podIPsAll;
    if (hostIPsAll !== undefined) message.hostIPs = hostIPsAll;
    return message;
  },
};

/** A pod's address. */
export interface PodIP extends Message {
  /** The address. */
  readonly ip: string;
}

export const PodIP: MessageType<PodIP> = {
  name: 'k8s.io.api.core.v1.PodIP',
  schema: {
    doc: "A pod's address.",
    fields: [
      { name: "ip", number: 1, doc: "The address.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.ip); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<PodIP> = { ip: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.ip = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A node's address. */
export interface HostIP extends Message {
  /** The address. */
  readonly ip: string;
}

export const HostIP: MessageType<HostIP> = {
  name: 'k8s.io.api.core.v1.HostIP',
  schema: {
    doc: "A node's address.",
    fields: [
      { name: "ip", number: 1, doc: "The address.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.ip); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<HostIP> = { ip: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.ip = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** One fact about a pod. */
export interface PodCondition extends Message {
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
  /** The generation of the pod it is about. */
  readonly observedGeneration?: number;
}

export const PodCondition: MessageType<PodCondition> = {
  name: 'k8s.io.api.core.v1.PodCondition',
  schema: {
    doc: "One fact about a pod.",
    fields: [
      { name: "type", number: 1, doc: "The fact's name.", type: "string", required: true },
      { name: "status", number: 2, doc: "Whether it holds: True, False or Unknown.", type: "string", required: true, oneOf: ["True","False","Unknown"] },
      { name: "lastProbeTime", number: 3, doc: "When it was last checked.", type: "time" },
      { name: "lastTransitionTime", number: 4, doc: "When it last changed.", type: "time" },
      { name: "reason", number: 5, doc: "Why, as one word.", type: "string" },
      { name: "message", number: 6, doc: "Why, for people.", type: "string" },
      { name: "observedGeneration", number: 7, doc: "The generation of the pod it is about.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    { writer.tag(18); writer.string(message.status); }
    const lastProbeTimeValue = message.lastProbeTime;
    if (lastProbeTimeValue !== undefined) { writer.tag(26); writer.nested(() => writeTime(lastProbeTimeValue, writer)); }
    const lastTransitionTimeValue = message.lastTransitionTime;
    if (lastTransitionTimeValue !== undefined) { writer.tag(34); writer.nested(() => writeTime(lastTransitionTimeValue, writer)); }
    if (message.reason !== undefined) { writer.tag(42); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(50); writer.string(message.message); }
    if (message.observedGeneration !== undefined) { writer.tag(56); writer.signed(message.observedGeneration); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<PodCondition> = { type: '', status: '' };
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
          message.lastProbeTime = reader.nested((end) => readTime(reader, end));
          break;
        case 34:
          message.lastTransitionTime = reader.nested((end) => readTime(reader, end));
          break;
        case 42:
          message.reason = reader.string();
          break;
        case 50:
          message.message = reader.string();
          break;
        case 56:
          message.observedGeneration = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What was last seen of a container. */
export interface ContainerStatus extends Message {
  /** The container's name. */
  readonly name: string;
  /** What it does now. */
  readonly state?: ContainerState;
  /** How it last ended. */
  readonly lastState?: ContainerState;
  /** Whether it passes its readiness probe. */
  readonly ready: boolean;
  /** How often it was restarted. */
  readonly restartCount: number;
  /** The image it runs. */
  readonly image: string;
  /** The exact image it runs. */
  readonly imageID?: string;
  /** docker://ID. */
  readonly containerID?: string;
  /** Whether it passed its startup probe. */
  readonly started?: boolean;
}

export const ContainerStatus: MessageType<ContainerStatus> = {
  name: 'k8s.io.api.core.v1.ContainerStatus',
  schema: {
    doc: "What was last seen of a container.",
    fields: [
      { name: "name", number: 1, doc: "The container's name.", type: "string", required: true },
      { name: "state", number: 2, doc: "What it does now.", type: "message", message: () => ContainerState },
      { name: "lastState", number: 3, doc: "How it last ended.", type: "message", message: () => ContainerState },
      { name: "ready", number: 4, doc: "Whether it passes its readiness probe.", type: "bool", required: true },
      { name: "restartCount", number: 5, doc: "How often it was restarted.", type: "int32", required: true },
      { name: "image", number: 6, doc: "The image it runs.", type: "string", required: true },
      { name: "imageID", number: 7, doc: "The exact image it runs.", type: "string" },
      { name: "containerID", number: 8, doc: "docker://ID.", type: "string" },
      { name: "started", number: 9, doc: "Whether it passed its startup probe.", type: "bool" },
    ],
    unsupported: ["allocatedResources","resources","volumeMounts","user","allocatedResourcesStatus","stopSignal"],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    const stateValue = message.state;
    if (stateValue !== undefined) { writer.tag(18); writer.nested(() => ContainerState.encode(stateValue, writer)); }
    const lastStateValue = message.lastState;
    if (lastStateValue !== undefined) { writer.tag(26); writer.nested(() => ContainerState.encode(lastStateValue, writer)); }
    { writer.tag(32); writer.bool(message.ready); }
    { writer.tag(40); writer.signed(message.restartCount); }
    { writer.tag(50); writer.string(message.image); }
    if (message.imageID !== undefined) { writer.tag(58); writer.string(message.imageID); }
    if (message.containerID !== undefined) { writer.tag(66); writer.string(message.containerID); }
    if (message.started !== undefined) { writer.tag(72); writer.bool(message.started); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ContainerStatus> = { name: '', ready: false, restartCount: 0, image: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.state = reader.nested((end) => ContainerState.decode(reader, end));
          break;
        case 26:
          message.lastState = reader.nested((end) => ContainerState.decode(reader, end));
          break;
        case 32:
          message.ready = reader.bool();
          break;
        case 40:
          message.restartCount = reader.signed();
          break;
        case 50:
          message.image = reader.string();
          break;
        case 58:
          message.imageID = reader.string();
          break;
        case 66:
          message.containerID = reader.string();
          break;
        case 72:
          message.started = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a container does. Exactly one is set. */
export interface ContainerState extends Message {
  /** It has not started. */
  readonly waiting?: ContainerStateWaiting;
  /** It runs. */
  readonly running?: ContainerStateRunning;
  /** It has ended. */
  readonly terminated?: ContainerStateTerminated;
}

export const ContainerState: MessageType<ContainerState> = {
  name: 'k8s.io.api.core.v1.ContainerState',
  schema: {
    doc: "What a container does. Exactly one is set.",
    fields: [
      { name: "waiting", number: 1, doc: "It has not started.", type: "message", message: () => ContainerStateWaiting },
      { name: "running", number: 2, doc: "It runs.", type: "message", message: () => ContainerStateRunning },
      { name: "terminated", number: 3, doc: "It has ended.", type: "message", message: () => ContainerStateTerminated },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const waitingValue = message.waiting;
    if (waitingValue !== undefined) { writer.tag(10); writer.nested(() => ContainerStateWaiting.encode(waitingValue, writer)); }
    const runningValue = message.running;
    if (runningValue !== undefined) { writer.tag(18); writer.nested(() => ContainerStateRunning.encode(runningValue, writer)); }
    const terminatedValue = message.terminated;
    if (terminatedValue !== undefined) { writer.tag(26); writer.nested(() => ContainerStateTerminated.encode(terminatedValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ContainerState> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.waiting = reader.nested((end) => ContainerStateWaiting.decode(reader, end));
          break;
        case 18:
          message.running = reader.nested((end) => ContainerStateRunning.decode(reader, end));
          break;
        case 26:
          message.terminated = reader.nested((end) => ContainerStateTerminated.decode(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Why a container has not started. */
export interface ContainerStateWaiting extends Message {
  /** As one word, such as ContainerCreating. */
  readonly reason?: string;
  /** For people. */
  readonly message?: string;
}

export const ContainerStateWaiting: MessageType<ContainerStateWaiting> = {
  name: 'k8s.io.api.core.v1.ContainerStateWaiting',
  schema: {
    doc: "Why a container has not started.",
    fields: [
      { name: "reason", number: 1, doc: "As one word, such as ContainerCreating.", type: "string" },
      { name: "message", number: 2, doc: "For people.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.reason !== undefined) { writer.tag(10); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(18); writer.string(message.message); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ContainerStateWaiting> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.reason = reader.string();
          break;
        case 18:
          message.message = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Since when a container runs. */
export interface ContainerStateRunning extends Message {
  /** Since when. */
  readonly startedAt?: Time;
}

export const ContainerStateRunning: MessageType<ContainerStateRunning> = {
  name: 'k8s.io.api.core.v1.ContainerStateRunning',
  schema: {
    doc: "Since when a container runs.",
    fields: [
      { name: "startedAt", number: 1, doc: "Since when.", type: "time" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const startedAtValue = message.startedAt;
    if (startedAtValue !== undefined) { writer.tag(10); writer.nested(() => writeTime(startedAtValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ContainerStateRunning> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.startedAt = reader.nested((end) => readTime(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How a container ended. */
export interface ContainerStateTerminated extends Message {
  /** Its exit code. */
  readonly exitCode: number;
  /** The signal that ended it. */
  readonly signal?: number;
  /** As one word: Completed, Error, OOMKilled. */
  readonly reason?: string;
  /** For people. */
  readonly message?: string;
  /** When it had started. */
  readonly startedAt?: Time;
  /** When it ended. */
  readonly finishedAt?: Time;
  /** docker://ID. */
  readonly containerID?: string;
}

export const ContainerStateTerminated: MessageType<ContainerStateTerminated> = {
  name: 'k8s.io.api.core.v1.ContainerStateTerminated',
  schema: {
    doc: "How a container ended.",
    fields: [
      { name: "exitCode", number: 1, doc: "Its exit code.", type: "int32", required: true },
      { name: "signal", number: 2, doc: "The signal that ended it.", type: "int32" },
      { name: "reason", number: 3, doc: "As one word: Completed, Error, OOMKilled.", type: "string" },
      { name: "message", number: 4, doc: "For people.", type: "string" },
      { name: "startedAt", number: 5, doc: "When it had started.", type: "time" },
      { name: "finishedAt", number: 6, doc: "When it ended.", type: "time" },
      { name: "containerID", number: 7, doc: "docker://ID.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.signed(message.exitCode); }
    if (message.signal !== undefined) { writer.tag(16); writer.signed(message.signal); }
    if (message.reason !== undefined) { writer.tag(26); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(34); writer.string(message.message); }
    const startedAtValue = message.startedAt;
    if (startedAtValue !== undefined) { writer.tag(42); writer.nested(() => writeTime(startedAtValue, writer)); }
    const finishedAtValue = message.finishedAt;
    if (finishedAtValue !== undefined) { writer.tag(50); writer.nested(() => writeTime(finishedAtValue, writer)); }
    if (message.containerID !== undefined) { writer.tag(58); writer.string(message.containerID); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ContainerStateTerminated> = { exitCode: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.exitCode = reader.signed();
          break;
        case 16:
          message.signal = reader.signed();
          break;
        case 26:
          message.reason = reader.string();
          break;
        case 34:
          message.message = reader.string();
          break;
        case 42:
          message.startedAt = reader.nested((end) => readTime(reader, end));
          break;
        case 50:
          message.finishedAt = reader.nested((end) => readTime(reader, end));
          break;
        case 58:
          message.containerID = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A name and a virtual address for a set of pods. */
export interface Service extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'Service';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Which pods, which ports, which address. */
  readonly spec: ServiceSpec;
  /** What was last seen of the service. */
  readonly status?: ServiceStatus;
}

export const Service: KindType<Service> = {
  name: 'k8s.io.api.core.v1.Service',
  apiVersion: 'v1',
  kind: 'Service',
  schema: {
    doc: "A name and a virtual address for a set of pods.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "Which pods, which ports, which address.", type: "message", message: () => ServiceSpec, required: true },
      { name: "status", number: 3, doc: "What was last seen of the service.", type: "message", message: () => ServiceStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.nested(() => ObjectMeta.encode(message.metadata, writer)); }
    { writer.tag(18); writer.nested(() => ServiceSpec.encode(message.spec, writer)); }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); writer.nested(() => ServiceStatus.encode(statusValue, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<Service> = { apiVersion: 'v1', kind: 'Service', metadata: ObjectMeta.decode(new Reader(new Uint8Array()), 0), spec: ServiceSpec.decode(new Reader(new Uint8Array()), 0) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.nested((end) => ObjectMeta.decode(reader, end));
          break;
        case 18:
          message.spec = reader.nested((end) => ServiceSpec.decode(reader, end));
          break;
        case 26:
          message.status = reader.nested((end) => ServiceStatus.decode(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Which pods a service is, its ports and its address. */
export interface ServiceSpec extends Message {
  /** The ports served. */
  readonly ports?: readonly ServicePort[];
  /** Labels of the pods behind the service. */
  readonly selector?: Readonly<Record<string, string>>;
  /** The virtual address; given by the masters, or asked for, or None. */
  readonly clusterIP?: string;
  /** ClusterIP or NodePort. */
  readonly type?: string;
  /** ClientIP: a client stays with one pod. None: any pod. */
  readonly sessionAffinity?: string;
  /** Whether pods that are not ready are served too. */
  readonly publishNotReadyAddresses?: boolean;
  /** SingleStack. */
  readonly ipFamilyPolicy?: string;
  /** The same as clusterIP, one for each address family. */
  readonly clusterIPs?: readonly string[];
  /** IPv4. */
  readonly ipFamilies?: readonly string[];
  /** Cluster. */
  readonly internalTrafficPolicy?: string;
  /** Cluster, for a NodePort. */
  readonly externalTrafficPolicy?: string;
}

export const ServiceSpec: MessageType<ServiceSpec> = {
  name: 'k8s.io.api.core.v1.ServiceSpec',
  schema: {
    doc: "Which pods a service is, its ports and its address.",
    fields: [
      { name: "ports", number: 1, doc: "The ports served.", type: "message", container: "list", message: () => ServicePort, listKey: ["port","protocol"] },
      { name: "selector", number: 2, doc: "Labels of the pods behind the service.", type: "string", container: "map" },
      { name: "clusterIP", number: 3, doc: "The virtual address; given by the masters, or asked for, or None.", type: "string" },
      { name: "type", number: 4, doc: "ClusterIP or NodePort.", type: "string", default: "ClusterIP", oneOf: ["ClusterIP","NodePort"] },
      { name: "sessionAffinity", number: 7, doc: "ClientIP: a client stays with one pod. None: any pod.", type: "string", default: "None", oneOf: ["None","ClientIP"] },
      { name: "publishNotReadyAddresses", number: 13, doc: "Whether pods that are not ready are served too.", type: "bool" },
      { name: "ipFamilyPolicy", number: 17, doc: "SingleStack.", type: "string", oneOf: ["SingleStack"] },
      { name: "clusterIPs", number: 18, doc: "The same as clusterIP, one for each address family.", type: "string", container: "list" },
      { name: "ipFamilies", number: 19, doc: "IPv4.", type: "string", container: "list", oneOf: ["IPv4"] },
      { name: "internalTrafficPolicy", number: 22, doc: "Cluster.", type: "string", default: "Cluster", oneOf: ["Cluster"] },
      { name: "externalTrafficPolicy", number: 11, doc: "Cluster, for a NodePort.", type: "string", oneOf: ["Cluster"] },
    ],
    unsupported: ["externalIPs","loadBalancerIP","loadBalancerSourceRanges","externalName","healthCheckNodePort","sessionAffinityConfig","allocateLoadBalancerNodePorts","loadBalancerClass","trafficDistribution"],
  },
  encode(message, writer) {
    if (message.ports !== undefined) for (const item of message.ports) {
      writer.tag(10);
      writer.nested(() => ServicePort.encode(item, writer));
    }
    if (message.selector !== undefined) for (const [key, item] of Object.entries(message.selector).toSorted(byKey)) {
      writer.tag(18);
      writer.nested(() => {
        writer.tag(10);
        writer.string(key);
        writer.tag(18);
        writer.string(item);
      });
    }
    if (message.clusterIP !== undefined) { writer.tag(26); writer.string(message.clusterIP); }
    if (message.type !== undefined) { writer.tag(34); writer.string(message.type); }
    if (message.sessionAffinity !== undefined) { writer.tag(58); writer.string(message.sessionAffinity); }
    if (message.externalTrafficPolicy !== undefined) { writer.tag(90); writer.string(message.externalTrafficPolicy); }
    if (message.publishNotReadyAddresses !== undefined) { writer.tag(104); writer.bool(message.publishNotReadyAddresses); }
    if (message.ipFamilyPolicy !== undefined) { writer.tag(138); writer.string(message.ipFamilyPolicy); }
    if (message.clusterIPs !== undefined) for (const item of message.clusterIPs) {
      writer.tag(146);
      writer.string(item);
    }
    if (message.ipFamilies !== undefined) for (const item of message.ipFamilies) {
      writer.tag(154);
      writer.string(item);
    }
    if (message.internalTrafficPolicy !== undefined) { writer.tag(178); writer.string(message.internalTrafficPolicy); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ServiceSpec> = {  };
    let portsAll: ServicePort[] | undefined;
    let selectorAll: Record<string, string> | undefined;
    let clusterIPsAll: string[] | undefined;
    let ipFamiliesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (portsAll ??= []).push(reader.nested((end) => ServicePort.decode(reader, end)));
          break;
        case 18:
          selectorAll ??= {};
          readEntry(reader, selectorAll, () => reader.string(), () => '');
          break;
        case 26:
          message.clusterIP = reader.string();
          break;
        case 34:
          message.type = reader.string();
          break;
        case 58:
          message.sessionAffinity = reader.string();
          break;
        case 104:
          message.publishNotReadyAddresses = reader.bool();
          break;
        case 138:
          message.ipFamilyPolicy = reader.string();
          break;
        case 146:
          (clusterIPsAll ??= []).push(reader.string());
          break;
        case 154:
          (ipFamiliesAll ??= []).push(reader.string());
          break;
        case 178:
          message.internalTrafficPolicy = reader.string();
          break;
        case 90:
          message.externalTrafficPolicy = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (portsAll !== undefined) message.ports = portsAll;
    if (selectorAll !== undefined) message.selector = selectorAll;
    if (clusterIPsAll !== undefined) message.clusterIPs = clusterIPsAll;
    if (ipFamiliesAll !== undefined) message.ipFamilies = ipFamiliesAll;
    return message;
  },
};

/** A port of a service. */
export interface ServicePort extends Message {
  /** Its name; needed when there are several. */
  readonly name?: string;
  /** TCP or UDP. */
  readonly protocol?: string;
  /** The port on the virtual address. */
  readonly port: number;
  /** The port on the pods, by number or name; the same as port when absent. */
  readonly targetPort?: IntOrString;
  /** The port on every node, for a NodePort; given by the masters, or asked for. */
  readonly nodePort?: number;
}

export const ServicePort: MessageType<ServicePort> = {
  name: 'k8s.io.api.core.v1.ServicePort',
  schema: {
    doc: "A port of a service.",
    fields: [
      { name: "name", number: 1, doc: "Its name; needed when there are several.", type: "string", format: "dns-label" },
      { name: "protocol", number: 2, doc: "TCP or UDP.", type: "string", default: "TCP", oneOf: ["TCP","UDP"] },
      { name: "port", number: 3, doc: "The port on the virtual address.", type: "int32", required: true, min: 1, max: 65535 },
      { name: "targetPort", number: 4, doc: "The port on the pods, by number or name; the same as port when absent.", type: "intOrString" },
      { name: "nodePort", number: 5, doc: "The port on every node, for a NodePort; given by the masters, or asked for.", type: "int32", min: 0, max: 65535 },
    ],
    unsupported: ["appProtocol"],
  },
  encode(message, writer) {
    if (message.name !== undefined) { writer.tag(10); writer.string(message.name); }
    if (message.protocol !== undefined) { writer.tag(18); writer.string(message.protocol); }
    { writer.tag(24); writer.signed(message.port); }
    const targetPortValue = message.targetPort;
    if (targetPortValue !== undefined) { writer.tag(34); writer.nested(() => writeIntOrString(targetPortValue, writer)); }
    if (message.nodePort !== undefined) { writer.tag(40); writer.signed(message.nodePort); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ServicePort> = { port: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.protocol = reader.string();
          break;
        case 24:
          message.port = reader.signed();
          break;
        case 34:
          message.targetPort = reader.nested((end) => readIntOrString(reader, end));
          break;
        case 40:
          message.nodePort = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What was last seen of a service. */
export interface ServiceStatus extends Message {
}

export const ServiceStatus: MessageType<ServiceStatus> = {
  name: 'k8s.io.api.core.v1.ServiceStatus',
  schema: {
    doc: "What was last seen of a service.",
    fields: [
    ],
    unsupported: ["loadBalancer","conditions"],
  },
  encode(message, writer) {
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ServiceStatus> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Configuration as keys and values. */
export interface ConfigMap extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'ConfigMap';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Text by key. */
  readonly data?: Readonly<Record<string, string>>;
  /** Bytes by key. */
  readonly binaryData?: Readonly<Record<string, Uint8Array>>;
  /** Whether the data can never be changed again. */
  readonly immutable?: boolean;
}

export const ConfigMap: KindType<ConfigMap> = {
  name: 'k8s.io.api.core.v1.ConfigMap',
  apiVersion: 'v1',
  kind: 'ConfigMap',
  schema: {
    doc: "Configuration as keys and values.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "data", number: 2, doc: "Text by key.", type: "string", container: "map" },
      { name: "binaryData", number: 3, doc: "Bytes by key.", type: "bytes", container: "map" },
      { name: "immutable", number: 4, doc: "Whether the data can never be changed again.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.nested(() => ObjectMeta.encode(message.metadata, writer)); }
    if (message.data !== undefined) for (const [key, item] of Object.entries(message.data).toSorted(byKey)) {
      writer.tag(18);
      writer.nested(() => {
        writer.tag(10);
        writer.string(key);
        writer.tag(18);
        writer.string(item);
      });
    }
    if (message.binaryData !== undefined) for (const [key, item] of Object.entries(message.binaryData).toSorted(byKey)) {
      writer.tag(26);
      writer.nested(() => {
        writer.tag(10);
        writer.string(key);
        writer.tag(18);
        writer.bytes(item);
      });
    }
    if (message.immutable !== undefined) { writer.tag(32); writer.bool(message.immutable); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ConfigMap> = { apiVersion: 'v1', kind: 'ConfigMap', metadata: ObjectMeta.decode(new Reader(new Uint8Array()), 0) };
    let dataAll: Record<string, string> | undefined;
    let binaryDataAll: Record<string, Uint8Array> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.nested((end) => ObjectMeta.decode(reader, end));
          break;
        case 18:
          dataAll ??= {};
          readEntry(reader, dataAll, () => reader.string(), () => '');
          break;
        case 26:
          binaryDataAll ??= {};
          readEntry(reader, binaryDataAll, () => reader.bytes(), () => new Uint8Array());
          break;
        case 32:
          message.immutable = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (dataAll !== undefined) message.data = dataAll;
    if (binaryDataAll !== undefined) message.binaryData = binaryDataAll;
    return message;
  },
};

/** Secret configuration. Its values are sealed before they enter the log. */
export interface Secret extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'Secret';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Bytes by key. */
  readonly data?: Readonly<Record<string, Uint8Array>>;
  /** What the secret is for. */
  readonly type?: string;
  /** Text by key, for writing only: it goes over data. */
  readonly stringData?: Readonly<Record<string, string>>;
  /** Whether the data can never be changed again. */
  readonly immutable?: boolean;
  /** Data as it stands in the log: sealed under a data key of its own. See orc.v1.Sealed. */
  readonly sealed?: Uint8Array;
}

export const Secret: KindType<Secret> = {
  name: 'k8s.io.api.core.v1.Secret',
  apiVersion: 'v1',
  kind: 'Secret',
  schema: {
    doc: "Secret configuration. Its values are sealed before they enter the log.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "data", number: 2, doc: "Bytes by key.", type: "bytes", container: "map", secret: true },
      { name: "type", number: 3, doc: "What the secret is for.", type: "string", default: "Opaque" },
      { name: "stringData", number: 4, doc: "Text by key, for writing only: it goes over data.", type: "string", container: "map", secret: true },
      { name: "immutable", number: 5, doc: "Whether the data can never be changed again.", type: "bool" },
      { name: "sealed", number: 1001, doc: "Data as it stands in the log: sealed under a data key of its own. See orc.v1.Sealed.", type: "bytes", internal: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.nested(() => ObjectMeta.encode(message.metadata, writer)); }
    if (message.data !== undefined) for (const [key, item] of Object.entries(message.data).toSorted(byKey)) {
      writer.tag(18);
      writer.nested(() => {
        writer.tag(10);
        writer.string(key);
        writer.tag(18);
        writer.bytes(item);
      });
    }
    if (message.type !== undefined) { writer.tag(26); writer.string(message.type); }
    if (message.stringData !== undefined) for (const [key, item] of Object.entries(message.stringData).toSorted(byKey)) {
      writer.tag(34);
      writer.nested(() => {
        writer.tag(10);
        writer.string(key);
        writer.tag(18);
        writer.string(item);
      });
    }
    if (message.immutable !== undefined) { writer.tag(40); writer.bool(message.immutable); }
    if (message.sealed !== undefined) { writer.tag(8010); writer.bytes(message.sealed); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<Secret> = { apiVersion: 'v1', kind: 'Secret', metadata: ObjectMeta.decode(new Reader(new Uint8Array()), 0) };
    let dataAll: Record<string, Uint8Array> | undefined;
    let stringDataAll: Record<string, string> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.nested((end) => ObjectMeta.decode(reader, end));
          break;
        case 18:
          dataAll ??= {};
          readEntry(reader, dataAll, () => reader.bytes(), () => new Uint8Array());
          break;
        case 26:
          message.type = reader.string();
          break;
        case 34:
          stringDataAll ??= {};
          readEntry(reader, stringDataAll, () => reader.string(), () => '');
          break;
        case 40:
          message.immutable = reader.bool();
          break;
        case 8010:
          message.sealed = reader.bytes();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (dataAll !== undefined) message.data = dataAll;
    if (stringDataAll !== undefined) message.stringData = stringDataAll;
    return message;
  },
};
