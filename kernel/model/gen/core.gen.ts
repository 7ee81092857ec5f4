// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/core.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { InternedBytes } from '#kernel/model/interned.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';
import { inlinedPart, knownFields, putInlined } from '#kernel/model/inline.ts';
import { type Time, readTime, writeTime, type IntOrString, readIntOrString, writeIntOrString, type Quantity, readQuantity, writeQuantity } from '#kernel/model/scalars.ts';
import { ObjectMeta, Condition } from '#kernel/model/gen/meta.gen.ts';
import { LocalObjectReference } from '#kernel/model/gen/reference.gen.ts';
import { ContainerPort, EnvVar, EnvFromSource, ResourceRequirements, ContainerResizePolicy, VolumeMount, VolumeDevice, Lifecycle, ProbeHandler, ContainerStateWaiting, ContainerStateRunning, ContainerStateTerminated, VolumeMountStatus, ContainerUser, ResourceStatus } from '#kernel/model/gen/container.gen.ts';
import { PodDNSConfig, HostAlias, PodReadinessGate, PodSchedulingGate, PodOS, PodResourceClaim, PodResourceClaimStatus } from '#kernel/model/gen/pod-parts.gen.ts';
import { NodeAddress, NodeSystemInfo, ContainerImage, NodeDaemonEndpoints, AttachedVolume, NodeRuntimeHandler, NodeFeatures, NodeConfigSource, NodeConfigStatus } from '#kernel/model/gen/node-parts.gen.ts';
import { SessionAffinityConfig, LoadBalancerStatus } from '#kernel/model/gen/service-parts.gen.ts';
import { PodSecurityContext, SecurityContext } from '#kernel/model/gen/security.gen.ts';
import { Affinity, TopologySpreadConstraint } from '#kernel/model/gen/affinity.gen.ts';
import { Volume } from '#kernel/model/gen/volume.gen.ts';

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

let emptyNamespace: Namespace | undefined;

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
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    const specValue = message.spec;
    if (specValue !== undefined) { writer.tag(18); { const start = writer.begin(); NamespaceSpec.encode(specValue, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); NamespaceStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNamespace ??= Namespace.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Namespace> = { apiVersion: 'v1', kind: 'Namespace', metadata: ObjectMeta.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(NamespaceSpec.decode);
          break;
        case 26:
          message.status = reader.message(NamespaceStatus.decode);
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

let emptyNamespaceSpec: NamespaceSpec | undefined;

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
  empty: () => (emptyNamespaceSpec ??= NamespaceSpec.decode(new Reader(noBytes), 0)),
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

let emptyNamespaceStatus: NamespaceStatus | undefined;

export const NamespaceStatus: MessageType<NamespaceStatus> = {
  name: 'k8s.io.api.core.v1.NamespaceStatus',
  schema: {
    doc: "Whether a namespace is being deleted.",
    fields: [
      { name: "phase", number: 1, doc: "Active or Terminating.", type: "string", oneOf: ["Active","Terminating"] },
      { name: "conditions", number: 2, doc: "What keeps the namespace from going.", type: "message", container: "list", message: () => NamespaceCondition, listKey: ["type"], patchStrategy: ["merge"], patchMergeKey: "type" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.phase !== undefined) { writer.tag(10); writer.string(message.phase); }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(18);
      { const start = writer.begin(); NamespaceCondition.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNamespaceStatus ??= NamespaceStatus.decode(new Reader(noBytes), 0)),
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
          (conditionsAll ??= []).push(reader.message(NamespaceCondition.decode));
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

let emptyNamespaceCondition: NamespaceCondition | undefined;

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
    if (lastTransitionTimeValue !== undefined) { writer.tag(34); { const start = writer.begin(); writeTime(lastTransitionTimeValue, writer); writer.end(start); } }
    if (message.reason !== undefined) { writer.tag(42); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(50); writer.string(message.message); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNamespaceCondition ??= NamespaceCondition.decode(new Reader(noBytes), 0)),
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

let emptyNode: Node | undefined;

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
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    const specValue = message.spec;
    if (specValue !== undefined) { writer.tag(18); { const start = writer.begin(); NodeSpec.encode(specValue, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); NodeStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNode ??= Node.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Node> = { apiVersion: 'v1', kind: 'Node', metadata: ObjectMeta.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(NodeSpec.decode);
          break;
        case 26:
          message.status = reader.message(NodeStatus.decode);
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
  /** Out of use. */
  readonly externalID?: string;
  /** The cloud's name for the machine. Can't be changed once it is set. */
  readonly providerID?: string;
  /** Whether no new pod is placed here. */
  readonly unschedulable?: boolean;
  /** What keeps pods away that do not tolerate it. */
  readonly taints?: readonly Taint[];
  /** Where the agent's settings come from. Out of use. */
  readonly configSource?: NodeConfigSource;
  /** The same as podCIDR, one for each address family. */
  readonly podCIDRs?: readonly string[];
}

let emptyNodeSpec: NodeSpec | undefined;

export const NodeSpec: MessageType<NodeSpec> = {
  name: 'k8s.io.api.core.v1.NodeSpec',
  schema: {
    doc: "What masters decide about a node.",
    fields: [
      { name: "podCIDR", number: 1, doc: "The addresses of the node's pods; given by the masters.", type: "string", format: "cidr" },
      { name: "externalID", number: 2, doc: "Out of use.", type: "string" },
      { name: "providerID", number: 3, doc: "The cloud's name for the machine. Can't be changed once it is set.", type: "string" },
      { name: "unschedulable", number: 4, doc: "Whether no new pod is placed here.", type: "bool" },
      { name: "taints", number: 5, doc: "What keeps pods away that do not tolerate it.", type: "message", container: "list", message: () => Taint, listKey: ["key","effect"], listType: "atomic" },
      { name: "configSource", number: 6, doc: "Where the agent's settings come from. Out of use.", type: "message", message: () => NodeConfigSource },
      { name: "podCIDRs", number: 7, doc: "The same as podCIDR, one for each address family.", type: "string", container: "list", listType: "set", patchStrategy: ["merge"] },
    ],
    unsupported: ["configSource"],
  },
  encode(message, writer) {
    if (message.podCIDR !== undefined) { writer.tag(10); writer.string(message.podCIDR); }
    if (message.externalID !== undefined) { writer.tag(18); writer.string(message.externalID); }
    if (message.providerID !== undefined) { writer.tag(26); writer.string(message.providerID); }
    if (message.unschedulable !== undefined) { writer.tag(32); writer.bool(message.unschedulable); }
    if (message.taints !== undefined) for (const item of message.taints) {
      writer.tag(42);
      { const start = writer.begin(); Taint.encode(item, writer); writer.end(start); }
    }
    const configSourceValue = message.configSource;
    if (configSourceValue !== undefined) { writer.tag(50); { const start = writer.begin(); NodeConfigSource.encode(configSourceValue, writer); writer.end(start); } }
    if (message.podCIDRs !== undefined) for (const item of message.podCIDRs) {
      writer.tag(58);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeSpec ??= NodeSpec.decode(new Reader(noBytes), 0)),
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
        case 18:
          message.externalID = reader.string();
          break;
        case 26:
          message.providerID = reader.string();
          break;
        case 32:
          message.unschedulable = reader.bool();
          break;
        case 42:
          (taintsAll ??= []).push(reader.message(Taint.decode));
          break;
        case 50:
          message.configSource = reader.message(NodeConfigSource.decode);
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
  /** Out of use. */
  readonly phase?: string;
  /** What holds for the node: Ready. */
  readonly conditions?: readonly NodeCondition[];
  /** Where the node is reached. */
  readonly addresses?: readonly NodeAddress[];
  /** Where the node's own services are reached. */
  readonly daemonEndpoints?: NodeDaemonEndpoints;
  /** What runs on the machine. */
  readonly nodeInfo?: NodeSystemInfo;
  /** The images the node has, largest first, at most 50. */
  readonly images?: readonly ContainerImage[];
  /** The volumes that are mounted. */
  readonly volumesInUse?: readonly string[];
  /** The volumes that are attached. */
  readonly volumesAttached?: readonly AttachedVolume[];
  /** Which settings the agent uses. Out of use. */
  readonly config?: NodeConfigStatus;
  /** The ways in which the node can run containers. */
  readonly runtimeHandlers?: readonly NodeRuntimeHandler[];
  /** What the container runtime can do. */
  readonly features?: NodeFeatures;
}

let emptyNodeStatus: NodeStatus | undefined;

export const NodeStatus: MessageType<NodeStatus> = {
  name: 'k8s.io.api.core.v1.NodeStatus',
  schema: {
    doc: "What the agent reports of its node.",
    fields: [
      { name: "capacity", number: 1, doc: "What the machine has: cpu, memory, pods.", type: "quantity", container: "map" },
      { name: "allocatable", number: 2, doc: "What of it pods may request.", type: "quantity", container: "map" },
      { name: "phase", number: 3, doc: "Out of use.", type: "string" },
      { name: "conditions", number: 4, doc: "What holds for the node: Ready.", type: "message", container: "list", message: () => NodeCondition, listKey: ["type"], patchStrategy: ["merge"], patchMergeKey: "type" },
      { name: "addresses", number: 5, doc: "Where the node is reached.", type: "message", container: "list", message: () => NodeAddress, patchStrategy: ["merge"], patchMergeKey: "type" },
      { name: "daemonEndpoints", number: 6, doc: "Where the node's own services are reached.", type: "message", message: () => NodeDaemonEndpoints },
      { name: "nodeInfo", number: 7, doc: "What runs on the machine.", type: "message", message: () => NodeSystemInfo },
      { name: "images", number: 8, doc: "The images the node has, largest first, at most 50.", type: "message", container: "list", message: () => ContainerImage },
      { name: "volumesInUse", number: 9, doc: "The volumes that are mounted.", type: "string", container: "list" },
      { name: "volumesAttached", number: 10, doc: "The volumes that are attached.", type: "message", container: "list", message: () => AttachedVolume },
      { name: "config", number: 11, doc: "Which settings the agent uses. Out of use.", type: "message", message: () => NodeConfigStatus },
      { name: "runtimeHandlers", number: 12, doc: "The ways in which the node can run containers.", type: "message", container: "list", message: () => NodeRuntimeHandler },
      { name: "features", number: 13, doc: "What the container runtime can do.", type: "message", message: () => NodeFeatures },
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
    if (message.allocatable !== undefined) for (const [key, item] of entriesByKey(message.allocatable)) {
      writer.tag(18);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    if (message.phase !== undefined) { writer.tag(26); writer.string(message.phase); }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(34);
      { const start = writer.begin(); NodeCondition.encode(item, writer); writer.end(start); }
    }
    if (message.addresses !== undefined) for (const item of message.addresses) {
      writer.tag(42);
      { const start = writer.begin(); NodeAddress.encode(item, writer); writer.end(start); }
    }
    const daemonEndpointsValue = message.daemonEndpoints;
    if (daemonEndpointsValue !== undefined) { writer.tag(50); { const start = writer.begin(); NodeDaemonEndpoints.encode(daemonEndpointsValue, writer); writer.end(start); } }
    const nodeInfoValue = message.nodeInfo;
    if (nodeInfoValue !== undefined) { writer.tag(58); { const start = writer.begin(); NodeSystemInfo.encode(nodeInfoValue, writer); writer.end(start); } }
    if (message.images !== undefined) for (const item of message.images) {
      writer.tag(66);
      { const start = writer.begin(); ContainerImage.encode(item, writer); writer.end(start); }
    }
    if (message.volumesInUse !== undefined) for (const item of message.volumesInUse) {
      writer.tag(74);
      writer.string(item);
    }
    if (message.volumesAttached !== undefined) for (const item of message.volumesAttached) {
      writer.tag(82);
      { const start = writer.begin(); AttachedVolume.encode(item, writer); writer.end(start); }
    }
    const configValue = message.config;
    if (configValue !== undefined) { writer.tag(90); { const start = writer.begin(); NodeConfigStatus.encode(configValue, writer); writer.end(start); } }
    if (message.runtimeHandlers !== undefined) for (const item of message.runtimeHandlers) {
      writer.tag(98);
      { const start = writer.begin(); NodeRuntimeHandler.encode(item, writer); writer.end(start); }
    }
    const featuresValue = message.features;
    if (featuresValue !== undefined) { writer.tag(106); { const start = writer.begin(); NodeFeatures.encode(featuresValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeStatus ??= NodeStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeStatus> = {  };
    let capacityAll: Record<string, Quantity> | undefined;
    let allocatableAll: Record<string, Quantity> | undefined;
    let conditionsAll: NodeCondition[] | undefined;
    let addressesAll: NodeAddress[] | undefined;
    let imagesAll: ContainerImage[] | undefined;
    let volumesInUseAll: string[] | undefined;
    let volumesAttachedAll: AttachedVolume[] | undefined;
    let runtimeHandlersAll: NodeRuntimeHandler[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          capacityAll ??= {};
          readEntry(reader, capacityAll, () => reader.message(readQuantity), () => '');
          break;
        case 18:
          allocatableAll ??= {};
          readEntry(reader, allocatableAll, () => reader.message(readQuantity), () => '');
          break;
        case 26:
          message.phase = reader.string();
          break;
        case 34:
          (conditionsAll ??= []).push(reader.message(NodeCondition.decode));
          break;
        case 42:
          (addressesAll ??= []).push(reader.message(NodeAddress.decode));
          break;
        case 50:
          message.daemonEndpoints = reader.message(NodeDaemonEndpoints.decode);
          break;
        case 58:
          message.nodeInfo = reader.message(NodeSystemInfo.decode);
          break;
        case 66:
          (imagesAll ??= []).push(reader.message(ContainerImage.decode));
          break;
        case 74:
          (volumesInUseAll ??= []).push(reader.string());
          break;
        case 82:
          (volumesAttachedAll ??= []).push(reader.message(AttachedVolume.decode));
          break;
        case 90:
          message.config = reader.message(NodeConfigStatus.decode);
          break;
        case 98:
          (runtimeHandlersAll ??= []).push(reader.message(NodeRuntimeHandler.decode));
          break;
        case 106:
          message.features = reader.message(NodeFeatures.decode);
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
    if (volumesInUseAll !== undefined) message.volumesInUse = volumesInUseAll;
    if (volumesAttachedAll !== undefined) message.volumesAttached = volumesAttachedAll;
    if (runtimeHandlersAll !== undefined) message.runtimeHandlers = runtimeHandlersAll;
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

let emptyNodeCondition: NodeCondition | undefined;

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
    if (lastHeartbeatTimeValue !== undefined) { writer.tag(26); { const start = writer.begin(); writeTime(lastHeartbeatTimeValue, writer); writer.end(start); } }
    const lastTransitionTimeValue = message.lastTransitionTime;
    if (lastTransitionTimeValue !== undefined) { writer.tag(34); { const start = writer.begin(); writeTime(lastTransitionTimeValue, writer); writer.end(start); } }
    if (message.reason !== undefined) { writer.tag(42); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(50); writer.string(message.message); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeCondition ??= NodeCondition.decode(new Reader(noBytes), 0)),
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
          message.lastHeartbeatTime = reader.message(readTime);
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

let emptyTaint: Taint | undefined;

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
    if (timeAddedValue !== undefined) { writer.tag(34); { const start = writer.begin(); writeTime(timeAddedValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTaint ??= Taint.decode(new Reader(noBytes), 0)),
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
          message.timeAdded = reader.message(readTime);
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

let emptyToleration: Toleration | undefined;

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
  empty: () => (emptyToleration ??= Toleration.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    return reader.interned(end, internedToleration, (reader, end) => {
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
    });
  },
};

const internedToleration = new InternedBytes<Toleration>();

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

let emptyPod: Pod | undefined;

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
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); PodSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); PodStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPod ??= Pod.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Pod> = { apiVersion: 'v1', kind: 'Pod', metadata: ObjectMeta.empty(), spec: PodSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(PodSpec.decode);
          break;
        case 26:
          message.status = reader.message(PodStatus.decode);
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
  readonly metadata?: ObjectMeta;
  /** What should run. */
  readonly spec: PodSpec;
}

let emptyPodTemplateSpec: PodTemplateSpec | undefined;

export const PodTemplateSpec: MessageType<PodTemplateSpec> = {
  name: 'k8s.io.api.core.v1.PodTemplateSpec',
  schema: {
    doc: "What a new pod looks like.",
    fields: [
      { name: "metadata", number: 1, doc: "Labels and annotations of the pods.", type: "message", message: () => ObjectMeta },
      { name: "spec", number: 2, doc: "What should run.", type: "message", message: () => PodSpec, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const metadataValue = message.metadata;
    if (metadataValue !== undefined) { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(metadataValue, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); PodSpec.encode(message.spec, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodTemplateSpec ??= PodTemplateSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodTemplateSpec> = { spec: PodSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(PodSpec.decode);
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
  /** The volumes that containers may mount. */
  readonly volumes?: readonly Volume[];
  /** The containers; all start together. */
  readonly containers: readonly Container[];
  /** When ended containers are started again. */
  readonly restartPolicy?: string;
  /** Seconds between asking containers to stop and killing them. */
  readonly terminationGracePeriodSeconds?: number;
  /** Seconds after its start at which the pod is stopped and has failed. */
  readonly activeDeadlineSeconds?: number;
  /** Whose name servers are asked: ClusterFirst, ClusterFirstWithHostNet, Default (the node's) or None (dnsConfig's). */
  readonly dnsPolicy?: string;
  /** Labels a node must have to run the pod. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** The ServiceAccount whose rights the pod has. */
  readonly serviceAccountName?: string;
  /** The older name of serviceAccountName. */
  readonly serviceAccount?: string;
  /** The node the pod runs on; given by the scheduler, or by the user to go around it. */
  readonly nodeName?: string;
  /** Whether the pod has the node's network. */
  readonly hostNetwork?: boolean;
  /** Whether the pod sees the node's processes. */
  readonly hostPID?: boolean;
  /** Whether the pod shares memory and semaphores with the node. */
  readonly hostIPC?: boolean;
  /** With which rights the containers run. */
  readonly securityContext?: PodSecurityContext;
  /** Secrets with which images are pulled. */
  readonly imagePullSecrets?: readonly LocalObjectReference[];
  /** The pod's hostname; its name when absent. */
  readonly hostname?: string;
  /** The pod's domain: HOSTNAME.SUBDOMAIN.NAMESPACE.svc. */
  readonly subdomain?: string;
  /** Which nodes, and which other pods, the pod wants or shuns. */
  readonly affinity?: Affinity;
  /** Who places the pod. */
  readonly schedulerName?: string;
  /** Containers that run before, one after the other, each to its end. */
  readonly initContainers?: readonly Container[];
  /** Whether the pod gets a token of its ServiceAccount; as that says when absent. */
  readonly automountServiceAccountToken?: boolean;
  /** The taints the pod tolerates. */
  readonly tolerations?: readonly Toleration[];
  /** Lines of the pod's hosts file. */
  readonly hostAliases?: readonly HostAlias[];
  /** The class that gives the pod its priority. */
  readonly priorityClassName?: string;
  /** The pod's priority; higher goes first. */
  readonly priority?: number;
  /** Settings for looking up names. */
  readonly dnsConfig?: PodDNSConfig;
  /** Whether the pod's containers see each other's processes. */
  readonly shareProcessNamespace?: boolean;
  /** Conditions that must hold, too, for the pod to be ready. */
  readonly readinessGates?: readonly PodReadinessGate[];
  /** The class that says how containers are run. */
  readonly runtimeClassName?: string;
  /** Whether containers get variables for the Services of their namespace; true when absent. */
  readonly enableServiceLinks?: boolean;
  /** Whether pods of lower priority may be removed for this one: PreemptLowerPriority or Never. */
  readonly preemptionPolicy?: string;
  /** What running the pod takes besides its containers. */
  readonly overhead?: Readonly<Record<string, Quantity>>;
  /** How evenly the pod and its like are spread over the cluster. */
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  /** Containers added to the running pod to look into it. */
  readonly ephemeralContainers?: readonly EphemeralContainer[];
  /** Whether the hostname is the whole domain name. */
  readonly setHostnameAsFQDN?: boolean;
  /** For which operating system the pod is. */
  readonly os?: PodOS;
  /** Whether users in the pod are users of the node; a user namespace of its own when false. */
  readonly hostUsers?: boolean;
  /** What must be removed before the pod is placed. */
  readonly schedulingGates?: readonly PodSchedulingGate[];
  /** Devices that the pod claims. */
  readonly resourceClaims?: readonly PodResourceClaim[];
  /** What the containers together need and may use. */
  readonly resources?: ResourceRequirements;
  /** The hostname as the pod sees it, instead of hostname and subdomain. */
  readonly hostnameOverride?: string;
}

let emptyPodSpec: PodSpec | undefined;

export const PodSpec: MessageType<PodSpec> = {
  name: 'k8s.io.api.core.v1.PodSpec',
  schema: {
    doc: "What a pod should run.",
    fields: [
      { name: "volumes", number: 1, doc: "The volumes that containers may mount.", type: "message", container: "list", message: () => Volume, listKey: ["name"], patchStrategy: ["merge","retainKeys"], patchMergeKey: "name" },
      { name: "containers", number: 2, doc: "The containers; all start together.", type: "message", container: "list", message: () => Container, required: true, listKey: ["name"], patchStrategy: ["merge"], patchMergeKey: "name", min: 1, max: 64 },
      { name: "restartPolicy", number: 3, doc: "When ended containers are started again.", type: "string", default: "Always", oneOf: ["Always","OnFailure","Never"] },
      { name: "terminationGracePeriodSeconds", number: 4, doc: "Seconds between asking containers to stop and killing them.", type: "int64", default: 30, min: 0 },
      { name: "activeDeadlineSeconds", number: 5, doc: "Seconds after its start at which the pod is stopped and has failed.", type: "int64", min: 1 },
      { name: "dnsPolicy", number: 6, doc: "Whose name servers are asked: ClusterFirst, ClusterFirstWithHostNet, Default (the node's) or None (dnsConfig's).", type: "string", oneOf: ["ClusterFirstWithHostNet","ClusterFirst","Default","None"], inert: true },
      { name: "nodeSelector", number: 7, doc: "Labels a node must have to run the pod.", type: "string", container: "map", atomic: true },
      { name: "serviceAccountName", number: 8, doc: "The ServiceAccount whose rights the pod has.", type: "string", format: "dns-subdomain" },
      { name: "serviceAccount", number: 9, doc: "The older name of serviceAccountName.", type: "string" },
      { name: "nodeName", number: 10, doc: "The node the pod runs on; given by the scheduler, or by the user to go around it.", type: "string" },
      { name: "hostNetwork", number: 11, doc: "Whether the pod has the node's network.", type: "bool" },
      { name: "hostPID", number: 12, doc: "Whether the pod sees the node's processes.", type: "bool" },
      { name: "hostIPC", number: 13, doc: "Whether the pod shares memory and semaphores with the node.", type: "bool" },
      { name: "securityContext", number: 14, doc: "With which rights the containers run.", type: "message", message: () => PodSecurityContext },
      { name: "imagePullSecrets", number: 15, doc: "Secrets with which images are pulled.", type: "message", container: "list", message: () => LocalObjectReference, listKey: ["name"], mayRepeat: true, patchStrategy: ["merge"], patchMergeKey: "name" },
      { name: "hostname", number: 16, doc: "The pod's hostname; its name when absent.", type: "string", format: "dns-label" },
      { name: "subdomain", number: 17, doc: "The pod's domain: HOSTNAME.SUBDOMAIN.NAMESPACE.svc.", type: "string", inert: true, format: "dns-label" },
      { name: "affinity", number: 18, doc: "Which nodes, and which other pods, the pod wants or shuns.", type: "message", message: () => Affinity, inert: true },
      { name: "schedulerName", number: 19, doc: "Who places the pod.", type: "string", default: "default-scheduler" },
      { name: "initContainers", number: 20, doc: "Containers that run before, one after the other, each to its end.", type: "message", container: "list", message: () => Container, listKey: ["name"], patchStrategy: ["merge"], patchMergeKey: "name" },
      { name: "automountServiceAccountToken", number: 21, doc: "Whether the pod gets a token of its ServiceAccount; as that says when absent.", type: "bool" },
      { name: "tolerations", number: 22, doc: "The taints the pod tolerates.", type: "message", container: "list", message: () => Toleration },
      { name: "hostAliases", number: 23, doc: "Lines of the pod's hosts file.", type: "message", container: "list", message: () => HostAlias, listKey: ["ip"], mayRepeat: true, patchStrategy: ["merge"], patchMergeKey: "ip" },
      { name: "priorityClassName", number: 24, doc: "The class that gives the pod its priority.", type: "string", inert: true, format: "dns-subdomain" },
      { name: "priority", number: 25, doc: "The pod's priority; higher goes first.", type: "int32", inert: true },
      { name: "dnsConfig", number: 26, doc: "Settings for looking up names.", type: "message", message: () => PodDNSConfig },
      { name: "shareProcessNamespace", number: 27, doc: "Whether the pod's containers see each other's processes.", type: "bool" },
      { name: "readinessGates", number: 28, doc: "Conditions that must hold, too, for the pod to be ready.", type: "message", container: "list", message: () => PodReadinessGate },
      { name: "runtimeClassName", number: 29, doc: "The class that says how containers are run.", type: "string" },
      { name: "enableServiceLinks", number: 30, doc: "Whether containers get variables for the Services of their namespace; true when absent.", type: "bool" },
      { name: "preemptionPolicy", number: 31, doc: "Whether pods of lower priority may be removed for this one: PreemptLowerPriority or Never.", type: "string", oneOf: ["Never","PreemptLowerPriority"], inert: true },
      { name: "overhead", number: 32, doc: "What running the pod takes besides its containers.", type: "quantity", container: "map" },
      { name: "topologySpreadConstraints", number: 33, doc: "How evenly the pod and its like are spread over the cluster.", type: "message", container: "list", message: () => TopologySpreadConstraint, listKey: ["topologyKey","whenUnsatisfiable"], inert: true, patchStrategy: ["merge"], patchMergeKey: "topologyKey" },
      { name: "ephemeralContainers", number: 34, doc: "Containers added to the running pod to look into it.", type: "message", container: "list", message: () => EphemeralContainer, listKey: ["name"], patchStrategy: ["merge"], patchMergeKey: "name" },
      { name: "setHostnameAsFQDN", number: 35, doc: "Whether the hostname is the whole domain name.", type: "bool" },
      { name: "os", number: 36, doc: "For which operating system the pod is.", type: "message", message: () => PodOS },
      { name: "hostUsers", number: 37, doc: "Whether users in the pod are users of the node; a user namespace of its own when false.", type: "bool" },
      { name: "schedulingGates", number: 38, doc: "What must be removed before the pod is placed.", type: "message", container: "list", message: () => PodSchedulingGate, listKey: ["name"], patchStrategy: ["merge"], patchMergeKey: "name" },
      { name: "resourceClaims", number: 39, doc: "Devices that the pod claims.", type: "message", container: "list", message: () => PodResourceClaim, listKey: ["name"], patchStrategy: ["merge","retainKeys"], patchMergeKey: "name" },
      { name: "resources", number: 40, doc: "What the containers together need and may use.", type: "message", message: () => ResourceRequirements },
      { name: "hostnameOverride", number: 41, doc: "The hostname as the pod sees it, instead of hostname and subdomain.", type: "string" },
    ],
    unsupported: ["activeDeadlineSeconds","hostNetwork","hostPID","hostIPC","imagePullSecrets","initContainers","hostAliases","dnsConfig","shareProcessNamespace","readinessGates","runtimeClassName","overhead","setHostnameAsFQDN","hostUsers","schedulingGates","resourceClaims","resources","hostnameOverride"],
  },
  encode(message, writer) {
    if (writer.again(message)) return;
    const start = writer.length;
    if (message.volumes !== undefined) for (const item of message.volumes) {
      writer.tag(10);
      { const start = writer.begin(); Volume.encode(item, writer); writer.end(start); }
    }
    if (message.containers !== undefined) for (const item of message.containers) {
      writer.tag(18);
      { const start = writer.begin(); Container.encode(item, writer); writer.end(start); }
    }
    if (message.restartPolicy !== undefined) { writer.tag(26); writer.string(message.restartPolicy); }
    if (message.terminationGracePeriodSeconds !== undefined) { writer.tag(32); writer.signed(message.terminationGracePeriodSeconds); }
    if (message.activeDeadlineSeconds !== undefined) { writer.tag(40); writer.signed(message.activeDeadlineSeconds); }
    if (message.dnsPolicy !== undefined) { writer.tag(50); writer.string(message.dnsPolicy); }
    if (message.nodeSelector !== undefined) for (const [key, item] of entriesByKey(message.nodeSelector)) {
      writer.tag(58);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    if (message.serviceAccountName !== undefined) { writer.tag(66); writer.string(message.serviceAccountName); }
    if (message.serviceAccount !== undefined) { writer.tag(74); writer.string(message.serviceAccount); }
    if (message.nodeName !== undefined) { writer.tag(82); writer.string(message.nodeName); }
    if (message.hostNetwork !== undefined) { writer.tag(88); writer.bool(message.hostNetwork); }
    if (message.hostPID !== undefined) { writer.tag(96); writer.bool(message.hostPID); }
    if (message.hostIPC !== undefined) { writer.tag(104); writer.bool(message.hostIPC); }
    const securityContextValue = message.securityContext;
    if (securityContextValue !== undefined) { writer.tag(114); { const start = writer.begin(); PodSecurityContext.encode(securityContextValue, writer); writer.end(start); } }
    if (message.imagePullSecrets !== undefined) for (const item of message.imagePullSecrets) {
      writer.tag(122);
      { const start = writer.begin(); LocalObjectReference.encode(item, writer); writer.end(start); }
    }
    if (message.hostname !== undefined) { writer.tag(130); writer.string(message.hostname); }
    if (message.subdomain !== undefined) { writer.tag(138); writer.string(message.subdomain); }
    const affinityValue = message.affinity;
    if (affinityValue !== undefined) { writer.tag(146); { const start = writer.begin(); Affinity.encode(affinityValue, writer); writer.end(start); } }
    if (message.schedulerName !== undefined) { writer.tag(154); writer.string(message.schedulerName); }
    if (message.initContainers !== undefined) for (const item of message.initContainers) {
      writer.tag(162);
      { const start = writer.begin(); Container.encode(item, writer); writer.end(start); }
    }
    if (message.automountServiceAccountToken !== undefined) { writer.tag(168); writer.bool(message.automountServiceAccountToken); }
    if (message.tolerations !== undefined) for (const item of message.tolerations) {
      writer.tag(178);
      { const start = writer.begin(); Toleration.encode(item, writer); writer.end(start); }
    }
    if (message.hostAliases !== undefined) for (const item of message.hostAliases) {
      writer.tag(186);
      { const start = writer.begin(); HostAlias.encode(item, writer); writer.end(start); }
    }
    if (message.priorityClassName !== undefined) { writer.tag(194); writer.string(message.priorityClassName); }
    if (message.priority !== undefined) { writer.tag(200); writer.signed(message.priority); }
    const dnsConfigValue = message.dnsConfig;
    if (dnsConfigValue !== undefined) { writer.tag(210); { const start = writer.begin(); PodDNSConfig.encode(dnsConfigValue, writer); writer.end(start); } }
    if (message.shareProcessNamespace !== undefined) { writer.tag(216); writer.bool(message.shareProcessNamespace); }
    if (message.readinessGates !== undefined) for (const item of message.readinessGates) {
      writer.tag(226);
      { const start = writer.begin(); PodReadinessGate.encode(item, writer); writer.end(start); }
    }
    if (message.runtimeClassName !== undefined) { writer.tag(234); writer.string(message.runtimeClassName); }
    if (message.enableServiceLinks !== undefined) { writer.tag(240); writer.bool(message.enableServiceLinks); }
    if (message.preemptionPolicy !== undefined) { writer.tag(250); writer.string(message.preemptionPolicy); }
    if (message.overhead !== undefined) for (const [key, item] of entriesByKey(message.overhead)) {
      writer.tag(258);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    if (message.topologySpreadConstraints !== undefined) for (const item of message.topologySpreadConstraints) {
      writer.tag(266);
      { const start = writer.begin(); TopologySpreadConstraint.encode(item, writer); writer.end(start); }
    }
    if (message.ephemeralContainers !== undefined) for (const item of message.ephemeralContainers) {
      writer.tag(274);
      { const start = writer.begin(); EphemeralContainer.encode(item, writer); writer.end(start); }
    }
    if (message.setHostnameAsFQDN !== undefined) { writer.tag(280); writer.bool(message.setHostnameAsFQDN); }
    const osValue = message.os;
    if (osValue !== undefined) { writer.tag(290); { const start = writer.begin(); PodOS.encode(osValue, writer); writer.end(start); } }
    if (message.hostUsers !== undefined) { writer.tag(296); writer.bool(message.hostUsers); }
    if (message.schedulingGates !== undefined) for (const item of message.schedulingGates) {
      writer.tag(306);
      { const start = writer.begin(); PodSchedulingGate.encode(item, writer); writer.end(start); }
    }
    if (message.resourceClaims !== undefined) for (const item of message.resourceClaims) {
      writer.tag(314);
      { const start = writer.begin(); PodResourceClaim.encode(item, writer); writer.end(start); }
    }
    const resourcesValue = message.resources;
    if (resourcesValue !== undefined) { writer.tag(322); { const start = writer.begin(); ResourceRequirements.encode(resourcesValue, writer); writer.end(start); } }
    if (message.hostnameOverride !== undefined) { writer.tag(330); writer.string(message.hostnameOverride); }
    writer.unknown(message[unknownFields]);
    writer.remember(message, start);
  },
  empty: () => (emptyPodSpec ??= PodSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodSpec> = { containers: [] };
    let volumesAll: Volume[] | undefined;
    let containersAll: Container[] | undefined;
    let nodeSelectorAll: Record<string, string> | undefined;
    let imagePullSecretsAll: LocalObjectReference[] | undefined;
    let initContainersAll: Container[] | undefined;
    let tolerationsAll: Toleration[] | undefined;
    let hostAliasesAll: HostAlias[] | undefined;
    let readinessGatesAll: PodReadinessGate[] | undefined;
    let overheadAll: Record<string, Quantity> | undefined;
    let topologySpreadConstraintsAll: TopologySpreadConstraint[] | undefined;
    let ephemeralContainersAll: EphemeralContainer[] | undefined;
    let schedulingGatesAll: PodSchedulingGate[] | undefined;
    let resourceClaimsAll: PodResourceClaim[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (volumesAll ??= []).push(reader.message(Volume.decode));
          break;
        case 18:
          (containersAll ??= []).push(reader.message(Container.decode));
          break;
        case 26:
          message.restartPolicy = reader.string();
          break;
        case 32:
          message.terminationGracePeriodSeconds = reader.signed();
          break;
        case 40:
          message.activeDeadlineSeconds = reader.signed();
          break;
        case 50:
          message.dnsPolicy = reader.string();
          break;
        case 58:
          nodeSelectorAll ??= {};
          readEntry(reader, nodeSelectorAll, () => reader.string(), () => '');
          break;
        case 66:
          message.serviceAccountName = reader.string();
          break;
        case 74:
          message.serviceAccount = reader.string();
          break;
        case 82:
          message.nodeName = reader.string();
          break;
        case 88:
          message.hostNetwork = reader.bool();
          break;
        case 96:
          message.hostPID = reader.bool();
          break;
        case 104:
          message.hostIPC = reader.bool();
          break;
        case 114:
          message.securityContext = reader.message(PodSecurityContext.decode);
          break;
        case 122:
          (imagePullSecretsAll ??= []).push(reader.message(LocalObjectReference.decode));
          break;
        case 130:
          message.hostname = reader.string();
          break;
        case 138:
          message.subdomain = reader.string();
          break;
        case 146:
          message.affinity = reader.message(Affinity.decode);
          break;
        case 154:
          message.schedulerName = reader.string();
          break;
        case 162:
          (initContainersAll ??= []).push(reader.message(Container.decode));
          break;
        case 168:
          message.automountServiceAccountToken = reader.bool();
          break;
        case 178:
          (tolerationsAll ??= []).push(reader.message(Toleration.decode));
          break;
        case 186:
          (hostAliasesAll ??= []).push(reader.message(HostAlias.decode));
          break;
        case 194:
          message.priorityClassName = reader.string();
          break;
        case 200:
          message.priority = reader.signed();
          break;
        case 210:
          message.dnsConfig = reader.message(PodDNSConfig.decode);
          break;
        case 216:
          message.shareProcessNamespace = reader.bool();
          break;
        case 226:
          (readinessGatesAll ??= []).push(reader.message(PodReadinessGate.decode));
          break;
        case 234:
          message.runtimeClassName = reader.string();
          break;
        case 240:
          message.enableServiceLinks = reader.bool();
          break;
        case 250:
          message.preemptionPolicy = reader.string();
          break;
        case 258:
          overheadAll ??= {};
          readEntry(reader, overheadAll, () => reader.message(readQuantity), () => '');
          break;
        case 266:
          (topologySpreadConstraintsAll ??= []).push(reader.message(TopologySpreadConstraint.decode));
          break;
        case 274:
          (ephemeralContainersAll ??= []).push(reader.message(EphemeralContainer.decode));
          break;
        case 280:
          message.setHostnameAsFQDN = reader.bool();
          break;
        case 290:
          message.os = reader.message(PodOS.decode);
          break;
        case 296:
          message.hostUsers = reader.bool();
          break;
        case 306:
          (schedulingGatesAll ??= []).push(reader.message(PodSchedulingGate.decode));
          break;
        case 314:
          (resourceClaimsAll ??= []).push(reader.message(PodResourceClaim.decode));
          break;
        case 322:
          message.resources = reader.message(ResourceRequirements.decode);
          break;
        case 330:
          message.hostnameOverride = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (volumesAll !== undefined) message.volumes = volumesAll;
    if (containersAll !== undefined) message.containers = containersAll;
    if (nodeSelectorAll !== undefined) message.nodeSelector = nodeSelectorAll;
    if (imagePullSecretsAll !== undefined) message.imagePullSecrets = imagePullSecretsAll;
    if (initContainersAll !== undefined) message.initContainers = initContainersAll;
    if (tolerationsAll !== undefined) message.tolerations = tolerationsAll;
    if (hostAliasesAll !== undefined) message.hostAliases = hostAliasesAll;
    if (readinessGatesAll !== undefined) message.readinessGates = readinessGatesAll;
    if (overheadAll !== undefined) message.overhead = overheadAll;
    if (topologySpreadConstraintsAll !== undefined) message.topologySpreadConstraints = topologySpreadConstraintsAll;
    if (ephemeralContainersAll !== undefined) message.ephemeralContainers = ephemeralContainersAll;
    if (schedulingGatesAll !== undefined) message.schedulingGates = schedulingGatesAll;
    if (resourceClaimsAll !== undefined) message.resourceClaims = resourceClaimsAll;
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
  /** The pod's volumes that it sees. */
  readonly volumeMounts?: readonly VolumeMount[];
  /** Fails: the container is restarted. */
  readonly livenessProbe?: Probe;
  /** Fails: the pod leaves its Services. */
  readonly readinessProbe?: Probe;
  /** What is done after its start and before its end. */
  readonly lifecycle?: Lifecycle;
  /** Accepted at its default only. */
  readonly terminationMessagePath?: string;
  /** When the image is pulled; IfNotPresent unless the tag is latest. */
  readonly imagePullPolicy?: string;
  /** With which rights it runs; goes over the pod's. */
  readonly securityContext?: SecurityContext;
  /** Whether its input is kept open. */
  readonly stdin?: boolean;
  /** Whether its input is closed after the first client. */
  readonly stdinOnce?: boolean;
  /** Whether it has a terminal. */
  readonly tty?: boolean;
  /** Whole ConfigMaps and Secrets as variables; env goes over them. */
  readonly envFrom?: readonly EnvFromSource[];
  /** Accepted at its default only. */
  readonly terminationMessagePolicy?: string;
  /** The pod's volumes that it sees as devices. */
  readonly volumeDevices?: readonly VolumeDevice[];
  /** Until it succeeds the other probes wait; fails: the container is restarted. */
  readonly startupProbe?: Probe;
  /** Whether a change of its resources needs a restart. */
  readonly resizePolicy?: readonly ContainerResizePolicy[];
  /** Always, for an init container that keeps running beside the others. */
  readonly restartPolicy?: string;
}

let emptyContainer: Container | undefined;

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
      { name: "ports", number: 6, doc: "The ports served; for documentation, named ports and host ports.", type: "message", container: "list", message: () => ContainerPort, listKey: ["containerPort","protocol"], mayRepeat: true, patchStrategy: ["merge"], patchMergeKey: "containerPort" },
      { name: "env", number: 7, doc: "Variables.", type: "message", container: "list", message: () => EnvVar, listKey: ["name"], mayRepeat: true, patchStrategy: ["merge"], patchMergeKey: "name" },
      { name: "resources", number: 8, doc: "What the container needs and may use.", type: "message", message: () => ResourceRequirements },
      { name: "volumeMounts", number: 9, doc: "The pod's volumes that it sees.", type: "message", container: "list", message: () => VolumeMount, listKey: ["mountPath"], patchStrategy: ["merge"], patchMergeKey: "mountPath" },
      { name: "livenessProbe", number: 10, doc: "Fails: the container is restarted.", type: "message", message: () => Probe },
      { name: "readinessProbe", number: 11, doc: "Fails: the pod leaves its Services.", type: "message", message: () => Probe },
      { name: "lifecycle", number: 12, doc: "What is done after its start and before its end.", type: "message", message: () => Lifecycle },
      { name: "terminationMessagePath", number: 13, doc: "Accepted at its default only.", type: "string", default: "/dev/termination-log", oneOf: ["/dev/termination-log"] },
      { name: "imagePullPolicy", number: 14, doc: "When the image is pulled; IfNotPresent unless the tag is latest.", type: "string", oneOf: ["Always","IfNotPresent","Never"] },
      { name: "securityContext", number: 15, doc: "With which rights it runs; goes over the pod's.", type: "message", message: () => SecurityContext },
      { name: "stdin", number: 16, doc: "Whether its input is kept open.", type: "bool" },
      { name: "stdinOnce", number: 17, doc: "Whether its input is closed after the first client.", type: "bool" },
      { name: "tty", number: 18, doc: "Whether it has a terminal.", type: "bool" },
      { name: "envFrom", number: 19, doc: "Whole ConfigMaps and Secrets as variables; env goes over them.", type: "message", container: "list", message: () => EnvFromSource },
      { name: "terminationMessagePolicy", number: 20, doc: "Accepted at its default only.", type: "string", default: "File", oneOf: ["File"] },
      { name: "volumeDevices", number: 21, doc: "The pod's volumes that it sees as devices.", type: "message", container: "list", message: () => VolumeDevice, listKey: ["devicePath"], patchStrategy: ["merge"], patchMergeKey: "devicePath" },
      { name: "startupProbe", number: 22, doc: "Until it succeeds the other probes wait; fails: the container is restarted.", type: "message", message: () => Probe },
      { name: "resizePolicy", number: 23, doc: "Whether a change of its resources needs a restart.", type: "message", container: "list", message: () => ContainerResizePolicy },
      { name: "restartPolicy", number: 24, doc: "Always, for an init container that keeps running beside the others.", type: "string" },
    ],
    unsupported: ["lifecycle","volumeDevices","restartPolicy","restartPolicyRules"],
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
      { const start = writer.begin(); ContainerPort.encode(item, writer); writer.end(start); }
    }
    if (message.env !== undefined) for (const item of message.env) {
      writer.tag(58);
      { const start = writer.begin(); EnvVar.encode(item, writer); writer.end(start); }
    }
    const resourcesValue = message.resources;
    if (resourcesValue !== undefined) { writer.tag(66); { const start = writer.begin(); ResourceRequirements.encode(resourcesValue, writer); writer.end(start); } }
    if (message.volumeMounts !== undefined) for (const item of message.volumeMounts) {
      writer.tag(74);
      { const start = writer.begin(); VolumeMount.encode(item, writer); writer.end(start); }
    }
    const livenessProbeValue = message.livenessProbe;
    if (livenessProbeValue !== undefined) { writer.tag(82); { const start = writer.begin(); Probe.encode(livenessProbeValue, writer); writer.end(start); } }
    const readinessProbeValue = message.readinessProbe;
    if (readinessProbeValue !== undefined) { writer.tag(90); { const start = writer.begin(); Probe.encode(readinessProbeValue, writer); writer.end(start); } }
    const lifecycleValue = message.lifecycle;
    if (lifecycleValue !== undefined) { writer.tag(98); { const start = writer.begin(); Lifecycle.encode(lifecycleValue, writer); writer.end(start); } }
    if (message.terminationMessagePath !== undefined) { writer.tag(106); writer.string(message.terminationMessagePath); }
    if (message.imagePullPolicy !== undefined) { writer.tag(114); writer.string(message.imagePullPolicy); }
    const securityContextValue = message.securityContext;
    if (securityContextValue !== undefined) { writer.tag(122); { const start = writer.begin(); SecurityContext.encode(securityContextValue, writer); writer.end(start); } }
    if (message.stdin !== undefined) { writer.tag(128); writer.bool(message.stdin); }
    if (message.stdinOnce !== undefined) { writer.tag(136); writer.bool(message.stdinOnce); }
    if (message.tty !== undefined) { writer.tag(144); writer.bool(message.tty); }
    if (message.envFrom !== undefined) for (const item of message.envFrom) {
      writer.tag(154);
      { const start = writer.begin(); EnvFromSource.encode(item, writer); writer.end(start); }
    }
    if (message.terminationMessagePolicy !== undefined) { writer.tag(162); writer.string(message.terminationMessagePolicy); }
    if (message.volumeDevices !== undefined) for (const item of message.volumeDevices) {
      writer.tag(170);
      { const start = writer.begin(); VolumeDevice.encode(item, writer); writer.end(start); }
    }
    const startupProbeValue = message.startupProbe;
    if (startupProbeValue !== undefined) { writer.tag(178); { const start = writer.begin(); Probe.encode(startupProbeValue, writer); writer.end(start); } }
    if (message.resizePolicy !== undefined) for (const item of message.resizePolicy) {
      writer.tag(186);
      { const start = writer.begin(); ContainerResizePolicy.encode(item, writer); writer.end(start); }
    }
    if (message.restartPolicy !== undefined) { writer.tag(194); writer.string(message.restartPolicy); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyContainer ??= Container.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    return reader.interned(end, internedContainer, (reader, end) => {
    const message: Mutable<Container> = { name: '', image: '' };
    let commandAll: string[] | undefined;
    let argsAll: string[] | undefined;
    let portsAll: ContainerPort[] | undefined;
    let envAll: EnvVar[] | undefined;
    let volumeMountsAll: VolumeMount[] | undefined;
    let envFromAll: EnvFromSource[] | undefined;
    let volumeDevicesAll: VolumeDevice[] | undefined;
    let resizePolicyAll: ContainerResizePolicy[] | undefined;
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
          (portsAll ??= []).push(reader.message(ContainerPort.decode));
          break;
        case 58:
          (envAll ??= []).push(reader.message(EnvVar.decode));
          break;
        case 66:
          message.resources = reader.message(ResourceRequirements.decode);
          break;
        case 74:
          (volumeMountsAll ??= []).push(reader.message(VolumeMount.decode));
          break;
        case 82:
          message.livenessProbe = reader.message(Probe.decode);
          break;
        case 90:
          message.readinessProbe = reader.message(Probe.decode);
          break;
        case 98:
          message.lifecycle = reader.message(Lifecycle.decode);
          break;
        case 106:
          message.terminationMessagePath = reader.string();
          break;
        case 114:
          message.imagePullPolicy = reader.string();
          break;
        case 122:
          message.securityContext = reader.message(SecurityContext.decode);
          break;
        case 128:
          message.stdin = reader.bool();
          break;
        case 136:
          message.stdinOnce = reader.bool();
          break;
        case 144:
          message.tty = reader.bool();
          break;
        case 154:
          (envFromAll ??= []).push(reader.message(EnvFromSource.decode));
          break;
        case 162:
          message.terminationMessagePolicy = reader.string();
          break;
        case 170:
          (volumeDevicesAll ??= []).push(reader.message(VolumeDevice.decode));
          break;
        case 178:
          message.startupProbe = reader.message(Probe.decode);
          break;
        case 186:
          (resizePolicyAll ??= []).push(reader.message(ContainerResizePolicy.decode));
          break;
        case 194:
          message.restartPolicy = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (commandAll !== undefined) message.command = commandAll;
    if (argsAll !== undefined) message.args = argsAll;
    if (portsAll !== undefined) message.ports = portsAll;
    if (envAll !== undefined) message.env = envAll;
    if (volumeMountsAll !== undefined) message.volumeMounts = volumeMountsAll;
    if (envFromAll !== undefined) message.envFrom = envFromAll;
    if (volumeDevicesAll !== undefined) message.volumeDevices = volumeDevicesAll;
    if (resizePolicyAll !== undefined) message.resizePolicy = resizePolicyAll;
    return message;
    });
  },
};

const internedContainer = new InternedBytes<Container>();

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
  /** Seconds between asking the container to stop, because the probe failed, and killing it; the pod's when absent. */
  readonly terminationGracePeriodSeconds?: number;
}

let emptyProbe: Probe | undefined;

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
      { name: "terminationGracePeriodSeconds", number: 7, doc: "Seconds between asking the container to stop, because the probe failed, and killing it; the pod's when absent.", type: "int64", min: 1 },
    ],
    unsupported: ["terminationGracePeriodSeconds"],
  },
  encode(message, writer) {
    writer.tag(10);
    { const start = writer.begin(); ProbeHandler.encode(inlinedPart(message), writer); writer.end(start); }
    if (message.initialDelaySeconds !== undefined) { writer.tag(16); writer.signed(message.initialDelaySeconds); }
    if (message.timeoutSeconds !== undefined) { writer.tag(24); writer.signed(message.timeoutSeconds); }
    if (message.periodSeconds !== undefined) { writer.tag(32); writer.signed(message.periodSeconds); }
    if (message.successThreshold !== undefined) { writer.tag(40); writer.signed(message.successThreshold); }
    if (message.failureThreshold !== undefined) { writer.tag(48); writer.signed(message.failureThreshold); }
    if (message.terminationGracePeriodSeconds !== undefined) { writer.tag(56); writer.signed(message.terminationGracePeriodSeconds); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyProbe ??= Probe.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    return reader.interned(end, internedProbe, (reader, end) => {
    const message: Mutable<Probe> = { ...knownFields(ProbeHandler.decode(reader, reader.position)) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          putInlined(message, reader.message(ProbeHandler.decode));
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
        case 56:
          message.terminationGracePeriodSeconds = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
    });
  },
};

const internedProbe = new InternedBytes<Probe>();

/** A container added to a running pod to look into it. */
export interface EphemeralContainer extends EphemeralContainerCommon {
  /** The container whose processes it sees. */
  readonly targetContainerName?: string;
}

let emptyEphemeralContainer: EphemeralContainer | undefined;

export const EphemeralContainer: MessageType<EphemeralContainer> = {
  name: 'k8s.io.api.core.v1.EphemeralContainer',
  schema: {
    doc: "A container added to a running pod to look into it.",
    fields: [
      { name: "ephemeralContainerCommon", number: 1, doc: "What it shares with other containers.", type: "message", message: () => EphemeralContainerCommon, required: true, inline: true },
      { name: "targetContainerName", number: 2, doc: "The container whose processes it sees.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.tag(10);
    { const start = writer.begin(); EphemeralContainerCommon.encode(inlinedPart(message), writer); writer.end(start); }
    if (message.targetContainerName !== undefined) { writer.tag(18); writer.string(message.targetContainerName); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEphemeralContainer ??= EphemeralContainer.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EphemeralContainer> = { ...knownFields(EphemeralContainerCommon.decode(reader, reader.position)) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          putInlined(message, reader.message(EphemeralContainerCommon.decode));
          break;
        case 18:
          message.targetContainerName = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What an ephemeral container shares with other containers. */
export interface EphemeralContainerCommon extends Message {
  /** The container's name, unique in its pod. */
  readonly name: string;
  /** The image to run. */
  readonly image: string;
  /** The program, instead of the image's entry point. */
  readonly command?: readonly string[];
  /** The arguments, instead of the image's. */
  readonly args?: readonly string[];
  /** The folder to start in, instead of the image's. */
  readonly workingDir?: string;
  /** Not allowed here. */
  readonly ports?: readonly ContainerPort[];
  /** Variables. */
  readonly env?: readonly EnvVar[];
  /** Not allowed here. */
  readonly resources?: ResourceRequirements;
  /** The pod's volumes that it sees. */
  readonly volumeMounts?: readonly VolumeMount[];
  /** Not allowed here. */
  readonly livenessProbe?: Probe;
  /** Not allowed here. */
  readonly readinessProbe?: Probe;
  /** Not allowed here. */
  readonly lifecycle?: Lifecycle;
  /** The file with the container's last words. */
  readonly terminationMessagePath?: string;
  /** When the image is pulled; IfNotPresent unless the tag is latest. */
  readonly imagePullPolicy?: string;
  /** With which rights it runs. */
  readonly securityContext?: SecurityContext;
  /** Whether its input is kept open. */
  readonly stdin?: boolean;
  /** Whether its input is closed after the first client. */
  readonly stdinOnce?: boolean;
  /** Whether it has a terminal. */
  readonly tty?: boolean;
  /** Whole ConfigMaps and Secrets as variables; env goes over them. */
  readonly envFrom?: readonly EnvFromSource[];
  /** Where the container's last words are taken from: File or FallbackToLogsOnError. */
  readonly terminationMessagePolicy?: string;
  /** The pod's volumes that it sees as devices. */
  readonly volumeDevices?: readonly VolumeDevice[];
  /** Not allowed here. */
  readonly startupProbe?: Probe;
  /** Not allowed here. */
  readonly resizePolicy?: readonly ContainerResizePolicy[];
  /** Not allowed here. */
  readonly restartPolicy?: string;
}

let emptyEphemeralContainerCommon: EphemeralContainerCommon | undefined;

export const EphemeralContainerCommon: MessageType<EphemeralContainerCommon> = {
  name: 'k8s.io.api.core.v1.EphemeralContainerCommon',
  schema: {
    doc: "What an ephemeral container shares with other containers.",
    fields: [
      { name: "name", number: 1, doc: "The container's name, unique in its pod.", type: "string", required: true, format: "dns-label" },
      { name: "image", number: 2, doc: "The image to run.", type: "string", required: true },
      { name: "command", number: 3, doc: "The program, instead of the image's entry point.", type: "string", container: "list" },
      { name: "args", number: 4, doc: "The arguments, instead of the image's.", type: "string", container: "list" },
      { name: "workingDir", number: 5, doc: "The folder to start in, instead of the image's.", type: "string" },
      { name: "ports", number: 6, doc: "Not allowed here.", type: "message", container: "list", message: () => ContainerPort, listKey: ["containerPort","protocol"], mayRepeat: true, patchStrategy: ["merge"], patchMergeKey: "containerPort" },
      { name: "env", number: 7, doc: "Variables.", type: "message", container: "list", message: () => EnvVar, listKey: ["name"], mayRepeat: true, patchStrategy: ["merge"], patchMergeKey: "name" },
      { name: "resources", number: 8, doc: "Not allowed here.", type: "message", message: () => ResourceRequirements },
      { name: "volumeMounts", number: 9, doc: "The pod's volumes that it sees.", type: "message", container: "list", message: () => VolumeMount, listKey: ["mountPath"], patchStrategy: ["merge"], patchMergeKey: "mountPath" },
      { name: "livenessProbe", number: 10, doc: "Not allowed here.", type: "message", message: () => Probe },
      { name: "readinessProbe", number: 11, doc: "Not allowed here.", type: "message", message: () => Probe },
      { name: "lifecycle", number: 12, doc: "Not allowed here.", type: "message", message: () => Lifecycle },
      { name: "terminationMessagePath", number: 13, doc: "The file with the container's last words.", type: "string" },
      { name: "imagePullPolicy", number: 14, doc: "When the image is pulled; IfNotPresent unless the tag is latest.", type: "string", oneOf: ["Always","IfNotPresent","Never"] },
      { name: "securityContext", number: 15, doc: "With which rights it runs.", type: "message", message: () => SecurityContext },
      { name: "stdin", number: 16, doc: "Whether its input is kept open.", type: "bool" },
      { name: "stdinOnce", number: 17, doc: "Whether its input is closed after the first client.", type: "bool" },
      { name: "tty", number: 18, doc: "Whether it has a terminal.", type: "bool" },
      { name: "envFrom", number: 19, doc: "Whole ConfigMaps and Secrets as variables; env goes over them.", type: "message", container: "list", message: () => EnvFromSource },
      { name: "terminationMessagePolicy", number: 20, doc: "Where the container's last words are taken from: File or FallbackToLogsOnError.", type: "string", oneOf: ["FallbackToLogsOnError","File"] },
      { name: "volumeDevices", number: 21, doc: "The pod's volumes that it sees as devices.", type: "message", container: "list", message: () => VolumeDevice, listKey: ["devicePath"], patchStrategy: ["merge"], patchMergeKey: "devicePath" },
      { name: "startupProbe", number: 22, doc: "Not allowed here.", type: "message", message: () => Probe },
      { name: "resizePolicy", number: 23, doc: "Not allowed here.", type: "message", container: "list", message: () => ContainerResizePolicy },
      { name: "restartPolicy", number: 24, doc: "Not allowed here.", type: "string" },
    ],
    unsupported: [],
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
      { const start = writer.begin(); ContainerPort.encode(item, writer); writer.end(start); }
    }
    if (message.env !== undefined) for (const item of message.env) {
      writer.tag(58);
      { const start = writer.begin(); EnvVar.encode(item, writer); writer.end(start); }
    }
    const resourcesValue = message.resources;
    if (resourcesValue !== undefined) { writer.tag(66); { const start = writer.begin(); ResourceRequirements.encode(resourcesValue, writer); writer.end(start); } }
    if (message.volumeMounts !== undefined) for (const item of message.volumeMounts) {
      writer.tag(74);
      { const start = writer.begin(); VolumeMount.encode(item, writer); writer.end(start); }
    }
    const livenessProbeValue = message.livenessProbe;
    if (livenessProbeValue !== undefined) { writer.tag(82); { const start = writer.begin(); Probe.encode(livenessProbeValue, writer); writer.end(start); } }
    const readinessProbeValue = message.readinessProbe;
    if (readinessProbeValue !== undefined) { writer.tag(90); { const start = writer.begin(); Probe.encode(readinessProbeValue, writer); writer.end(start); } }
    const lifecycleValue = message.lifecycle;
    if (lifecycleValue !== undefined) { writer.tag(98); { const start = writer.begin(); Lifecycle.encode(lifecycleValue, writer); writer.end(start); } }
    if (message.terminationMessagePath !== undefined) { writer.tag(106); writer.string(message.terminationMessagePath); }
    if (message.imagePullPolicy !== undefined) { writer.tag(114); writer.string(message.imagePullPolicy); }
    const securityContextValue = message.securityContext;
    if (securityContextValue !== undefined) { writer.tag(122); { const start = writer.begin(); SecurityContext.encode(securityContextValue, writer); writer.end(start); } }
    if (message.stdin !== undefined) { writer.tag(128); writer.bool(message.stdin); }
    if (message.stdinOnce !== undefined) { writer.tag(136); writer.bool(message.stdinOnce); }
    if (message.tty !== undefined) { writer.tag(144); writer.bool(message.tty); }
    if (message.envFrom !== undefined) for (const item of message.envFrom) {
      writer.tag(154);
      { const start = writer.begin(); EnvFromSource.encode(item, writer); writer.end(start); }
    }
    if (message.terminationMessagePolicy !== undefined) { writer.tag(162); writer.string(message.terminationMessagePolicy); }
    if (message.volumeDevices !== undefined) for (const item of message.volumeDevices) {
      writer.tag(170);
      { const start = writer.begin(); VolumeDevice.encode(item, writer); writer.end(start); }
    }
    const startupProbeValue = message.startupProbe;
    if (startupProbeValue !== undefined) { writer.tag(178); { const start = writer.begin(); Probe.encode(startupProbeValue, writer); writer.end(start); } }
    if (message.resizePolicy !== undefined) for (const item of message.resizePolicy) {
      writer.tag(186);
      { const start = writer.begin(); ContainerResizePolicy.encode(item, writer); writer.end(start); }
    }
    if (message.restartPolicy !== undefined) { writer.tag(194); writer.string(message.restartPolicy); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEphemeralContainerCommon ??= EphemeralContainerCommon.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EphemeralContainerCommon> = { name: '', image: '' };
    let commandAll: string[] | undefined;
    let argsAll: string[] | undefined;
    let portsAll: ContainerPort[] | undefined;
    let envAll: EnvVar[] | undefined;
    let volumeMountsAll: VolumeMount[] | undefined;
    let envFromAll: EnvFromSource[] | undefined;
    let volumeDevicesAll: VolumeDevice[] | undefined;
    let resizePolicyAll: ContainerResizePolicy[] | undefined;
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
          (portsAll ??= []).push(reader.message(ContainerPort.decode));
          break;
        case 58:
          (envAll ??= []).push(reader.message(EnvVar.decode));
          break;
        case 66:
          message.resources = reader.message(ResourceRequirements.decode);
          break;
        case 74:
          (volumeMountsAll ??= []).push(reader.message(VolumeMount.decode));
          break;
        case 82:
          message.livenessProbe = reader.message(Probe.decode);
          break;
        case 90:
          message.readinessProbe = reader.message(Probe.decode);
          break;
        case 98:
          message.lifecycle = reader.message(Lifecycle.decode);
          break;
        case 106:
          message.terminationMessagePath = reader.string();
          break;
        case 114:
          message.imagePullPolicy = reader.string();
          break;
        case 122:
          message.securityContext = reader.message(SecurityContext.decode);
          break;
        case 128:
          message.stdin = reader.bool();
          break;
        case 136:
          message.stdinOnce = reader.bool();
          break;
        case 144:
          message.tty = reader.bool();
          break;
        case 154:
          (envFromAll ??= []).push(reader.message(EnvFromSource.decode));
          break;
        case 162:
          message.terminationMessagePolicy = reader.string();
          break;
        case 170:
          (volumeDevicesAll ??= []).push(reader.message(VolumeDevice.decode));
          break;
        case 178:
          message.startupProbe = reader.message(Probe.decode);
          break;
        case 186:
          (resizePolicyAll ??= []).push(reader.message(ContainerResizePolicy.decode));
          break;
        case 194:
          message.restartPolicy = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (commandAll !== undefined) message.command = commandAll;
    if (argsAll !== undefined) message.args = argsAll;
    if (portsAll !== undefined) message.ports = portsAll;
    if (envAll !== undefined) message.env = envAll;
    if (volumeMountsAll !== undefined) message.volumeMounts = volumeMountsAll;
    if (envFromAll !== undefined) message.envFrom = envFromAll;
    if (volumeDevicesAll !== undefined) message.volumeDevices = volumeDevicesAll;
    if (resizePolicyAll !== undefined) message.resizePolicy = resizePolicyAll;
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
  /** What was last seen of each init container. */
  readonly initContainerStatuses?: readonly ContainerStatus[];
  /** The node that is being cleared for the pod. */
  readonly nominatedNodeName?: string;
  /** The pod's addresses, one for each family. */
  readonly podIPs?: readonly PodIP[];
  /** What was last seen of each ephemeral container. */
  readonly ephemeralContainerStatuses?: readonly ContainerStatus[];
  /** How far a change of resources has come. Out of use. */
  readonly resize?: string;
  /** The claims that were made for the pod. */
  readonly resourceClaimStatuses?: readonly PodResourceClaimStatus[];
  /** The node's addresses, one for each family. */
  readonly hostIPs?: readonly HostIP[];
  /** The generation of the pod this status is about. */
  readonly observedGeneration?: number;
}

let emptyPodStatus: PodStatus | undefined;

export const PodStatus: MessageType<PodStatus> = {
  name: 'k8s.io.api.core.v1.PodStatus',
  schema: {
    doc: "What was last seen of a pod.",
    fields: [
      { name: "phase", number: 1, doc: "Pending, Running, Succeeded, Failed or Unknown.", type: "string", oneOf: ["Pending","Running","Succeeded","Failed","Unknown"] },
      { name: "conditions", number: 2, doc: "What holds for the pod: PodScheduled, Initialized, ContainersReady, Ready.", type: "message", container: "list", message: () => PodCondition, listKey: ["type"], patchStrategy: ["merge"], patchMergeKey: "type" },
      { name: "message", number: 3, doc: "Why the pod is in its phase, for people.", type: "string" },
      { name: "reason", number: 4, doc: "Why, as one word, such as Evicted.", type: "string" },
      { name: "hostIP", number: 5, doc: "The node's address.", type: "string" },
      { name: "podIP", number: 6, doc: "The pod's address.", type: "string" },
      { name: "startTime", number: 7, doc: "When the agent took the pod.", type: "time" },
      { name: "containerStatuses", number: 8, doc: "What was last seen of each container.", type: "message", container: "list", message: () => ContainerStatus, listKey: ["name"], listType: "atomic" },
      { name: "qosClass", number: 9, doc: "Guaranteed, Burstable or BestEffort, by requests and limits.", type: "string", oneOf: ["Guaranteed","Burstable","BestEffort"] },
      { name: "initContainerStatuses", number: 10, doc: "What was last seen of each init container.", type: "message", container: "list", message: () => ContainerStatus, listKey: ["name"], listType: "atomic" },
      { name: "nominatedNodeName", number: 11, doc: "The node that is being cleared for the pod.", type: "string" },
      { name: "podIPs", number: 12, doc: "The pod's addresses, one for each family.", type: "message", container: "list", message: () => PodIP, listKey: ["ip"], patchStrategy: ["merge"], patchMergeKey: "ip" },
      { name: "ephemeralContainerStatuses", number: 13, doc: "What was last seen of each ephemeral container.", type: "message", container: "list", message: () => ContainerStatus, listKey: ["name"], listType: "atomic" },
      { name: "resize", number: 14, doc: "How far a change of resources has come. Out of use.", type: "string" },
      { name: "resourceClaimStatuses", number: 15, doc: "The claims that were made for the pod.", type: "message", container: "list", message: () => PodResourceClaimStatus, listKey: ["name"], patchStrategy: ["merge","retainKeys"], patchMergeKey: "name" },
      { name: "hostIPs", number: 16, doc: "The node's addresses, one for each family.", type: "message", container: "list", message: () => HostIP, patchStrategy: ["merge"], patchMergeKey: "ip" },
      { name: "observedGeneration", number: 17, doc: "The generation of the pod this status is about.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.phase !== undefined) { writer.tag(10); writer.string(message.phase); }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(18);
      { const start = writer.begin(); PodCondition.encode(item, writer); writer.end(start); }
    }
    if (message.message !== undefined) { writer.tag(26); writer.string(message.message); }
    if (message.reason !== undefined) { writer.tag(34); writer.string(message.reason); }
    if (message.hostIP !== undefined) { writer.tag(42); writer.string(message.hostIP); }
    if (message.podIP !== undefined) { writer.tag(50); writer.string(message.podIP); }
    const startTimeValue = message.startTime;
    if (startTimeValue !== undefined) { writer.tag(58); { const start = writer.begin(); writeTime(startTimeValue, writer); writer.end(start); } }
    if (message.containerStatuses !== undefined) for (const item of message.containerStatuses) {
      writer.tag(66);
      { const start = writer.begin(); ContainerStatus.encode(item, writer); writer.end(start); }
    }
    if (message.qosClass !== undefined) { writer.tag(74); writer.string(message.qosClass); }
    if (message.initContainerStatuses !== undefined) for (const item of message.initContainerStatuses) {
      writer.tag(82);
      { const start = writer.begin(); ContainerStatus.encode(item, writer); writer.end(start); }
    }
    if (message.nominatedNodeName !== undefined) { writer.tag(90); writer.string(message.nominatedNodeName); }
    if (message.podIPs !== undefined) for (const item of message.podIPs) {
      writer.tag(98);
      { const start = writer.begin(); PodIP.encode(item, writer); writer.end(start); }
    }
    if (message.ephemeralContainerStatuses !== undefined) for (const item of message.ephemeralContainerStatuses) {
      writer.tag(106);
      { const start = writer.begin(); ContainerStatus.encode(item, writer); writer.end(start); }
    }
    if (message.resize !== undefined) { writer.tag(114); writer.string(message.resize); }
    if (message.resourceClaimStatuses !== undefined) for (const item of message.resourceClaimStatuses) {
      writer.tag(122);
      { const start = writer.begin(); PodResourceClaimStatus.encode(item, writer); writer.end(start); }
    }
    if (message.hostIPs !== undefined) for (const item of message.hostIPs) {
      writer.tag(130);
      { const start = writer.begin(); HostIP.encode(item, writer); writer.end(start); }
    }
    if (message.observedGeneration !== undefined) { writer.tag(136); writer.signed(message.observedGeneration); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodStatus ??= PodStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodStatus> = {  };
    let conditionsAll: PodCondition[] | undefined;
    let containerStatusesAll: ContainerStatus[] | undefined;
    let initContainerStatusesAll: ContainerStatus[] | undefined;
    let podIPsAll: PodIP[] | undefined;
    let ephemeralContainerStatusesAll: ContainerStatus[] | undefined;
    let resourceClaimStatusesAll: PodResourceClaimStatus[] | undefined;
    let hostIPsAll: HostIP[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.phase = reader.string();
          break;
        case 18:
          (conditionsAll ??= []).push(reader.message(PodCondition.decode));
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
          message.startTime = reader.message(readTime);
          break;
        case 66:
          (containerStatusesAll ??= []).push(reader.message(ContainerStatus.decode));
          break;
        case 74:
          message.qosClass = reader.string();
          break;
        case 82:
          (initContainerStatusesAll ??= []).push(reader.message(ContainerStatus.decode));
          break;
        case 90:
          message.nominatedNodeName = reader.string();
          break;
        case 98:
          (podIPsAll ??= []).push(reader.message(PodIP.decode));
          break;
        case 106:
          (ephemeralContainerStatusesAll ??= []).push(reader.message(ContainerStatus.decode));
          break;
        case 114:
          message.resize = reader.string();
          break;
        case 122:
          (resourceClaimStatusesAll ??= []).push(reader.message(PodResourceClaimStatus.decode));
          break;
        case 130:
          (hostIPsAll ??= []).push(reader.message(HostIP.decode));
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
    if (initContainerStatusesAll !== undefined) message.initContainerStatuses = initContainerStatusesAll;
    if (podIPsAll !== undefined) message.podIPs = podIPsAll;
    if (ephemeralContainerStatusesAll !== undefined) message.ephemeralContainerStatuses = ephemeralContainerStatusesAll;
    if (resourceClaimStatusesAll !== undefined) message.resourceClaimStatuses = resourceClaimStatusesAll;
    if (hostIPsAll !== undefined) message.hostIPs = hostIPsAll;
    return message;
  },
};

/** A pod's address. */
export interface PodIP extends Message {
  /** The address. */
  readonly ip: string;
}

let emptyPodIP: PodIP | undefined;

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
  empty: () => (emptyPodIP ??= PodIP.decode(new Reader(noBytes), 0)),
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

let emptyHostIP: HostIP | undefined;

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
  empty: () => (emptyHostIP ??= HostIP.decode(new Reader(noBytes), 0)),
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

let emptyPodCondition: PodCondition | undefined;

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
    if (lastProbeTimeValue !== undefined) { writer.tag(26); { const start = writer.begin(); writeTime(lastProbeTimeValue, writer); writer.end(start); } }
    const lastTransitionTimeValue = message.lastTransitionTime;
    if (lastTransitionTimeValue !== undefined) { writer.tag(34); { const start = writer.begin(); writeTime(lastTransitionTimeValue, writer); writer.end(start); } }
    if (message.reason !== undefined) { writer.tag(42); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(50); writer.string(message.message); }
    if (message.observedGeneration !== undefined) { writer.tag(56); writer.signed(message.observedGeneration); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodCondition ??= PodCondition.decode(new Reader(noBytes), 0)),
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
  /** What the node has set aside for it. */
  readonly allocatedResources?: Readonly<Record<string, Quantity>>;
  /** The requests and limits that it runs with. */
  readonly resources?: ResourceRequirements;
  /** The volumes as they were mounted. */
  readonly volumeMounts?: readonly VolumeMountStatus[];
  /** Whose rights its first process had. */
  readonly user?: ContainerUser;
  /** The devices that it was given. */
  readonly allocatedResourcesStatus?: readonly ResourceStatus[];
  /** The signal that asks it to stop. */
  readonly stopSignal?: string;
}

let emptyContainerStatus: ContainerStatus | undefined;

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
      { name: "allocatedResources", number: 10, doc: "What the node has set aside for it.", type: "quantity", container: "map" },
      { name: "resources", number: 11, doc: "The requests and limits that it runs with.", type: "message", message: () => ResourceRequirements },
      { name: "volumeMounts", number: 12, doc: "The volumes as they were mounted.", type: "message", container: "list", message: () => VolumeMountStatus, listKey: ["mountPath"], patchStrategy: ["merge"], patchMergeKey: "mountPath" },
      { name: "user", number: 13, doc: "Whose rights its first process had.", type: "message", message: () => ContainerUser },
      { name: "allocatedResourcesStatus", number: 14, doc: "The devices that it was given.", type: "message", container: "list", message: () => ResourceStatus, listKey: ["name"], patchStrategy: ["merge"], patchMergeKey: "name" },
      { name: "stopSignal", number: 15, doc: "The signal that asks it to stop.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    const stateValue = message.state;
    if (stateValue !== undefined) { writer.tag(18); { const start = writer.begin(); ContainerState.encode(stateValue, writer); writer.end(start); } }
    const lastStateValue = message.lastState;
    if (lastStateValue !== undefined) { writer.tag(26); { const start = writer.begin(); ContainerState.encode(lastStateValue, writer); writer.end(start); } }
    { writer.tag(32); writer.bool(message.ready); }
    { writer.tag(40); writer.signed(message.restartCount); }
    { writer.tag(50); writer.string(message.image); }
    if (message.imageID !== undefined) { writer.tag(58); writer.string(message.imageID); }
    if (message.containerID !== undefined) { writer.tag(66); writer.string(message.containerID); }
    if (message.started !== undefined) { writer.tag(72); writer.bool(message.started); }
    if (message.allocatedResources !== undefined) for (const [key, item] of entriesByKey(message.allocatedResources)) {
      writer.tag(82);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    const resourcesValue = message.resources;
    if (resourcesValue !== undefined) { writer.tag(90); { const start = writer.begin(); ResourceRequirements.encode(resourcesValue, writer); writer.end(start); } }
    if (message.volumeMounts !== undefined) for (const item of message.volumeMounts) {
      writer.tag(98);
      { const start = writer.begin(); VolumeMountStatus.encode(item, writer); writer.end(start); }
    }
    const userValue = message.user;
    if (userValue !== undefined) { writer.tag(106); { const start = writer.begin(); ContainerUser.encode(userValue, writer); writer.end(start); } }
    if (message.allocatedResourcesStatus !== undefined) for (const item of message.allocatedResourcesStatus) {
      writer.tag(114);
      { const start = writer.begin(); ResourceStatus.encode(item, writer); writer.end(start); }
    }
    if (message.stopSignal !== undefined) { writer.tag(122); writer.string(message.stopSignal); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyContainerStatus ??= ContainerStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ContainerStatus> = { name: '', ready: false, restartCount: 0, image: '' };
    let allocatedResourcesAll: Record<string, Quantity> | undefined;
    let volumeMountsAll: VolumeMountStatus[] | undefined;
    let allocatedResourcesStatusAll: ResourceStatus[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.state = reader.message(ContainerState.decode);
          break;
        case 26:
          message.lastState = reader.message(ContainerState.decode);
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
        case 82:
          allocatedResourcesAll ??= {};
          readEntry(reader, allocatedResourcesAll, () => reader.message(readQuantity), () => '');
          break;
        case 90:
          message.resources = reader.message(ResourceRequirements.decode);
          break;
        case 98:
          (volumeMountsAll ??= []).push(reader.message(VolumeMountStatus.decode));
          break;
        case 106:
          message.user = reader.message(ContainerUser.decode);
          break;
        case 114:
          (allocatedResourcesStatusAll ??= []).push(reader.message(ResourceStatus.decode));
          break;
        case 122:
          message.stopSignal = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (allocatedResourcesAll !== undefined) message.allocatedResources = allocatedResourcesAll;
    if (volumeMountsAll !== undefined) message.volumeMounts = volumeMountsAll;
    if (allocatedResourcesStatusAll !== undefined) message.allocatedResourcesStatus = allocatedResourcesStatusAll;
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

let emptyContainerState: ContainerState | undefined;

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
    if (waitingValue !== undefined) { writer.tag(10); { const start = writer.begin(); ContainerStateWaiting.encode(waitingValue, writer); writer.end(start); } }
    const runningValue = message.running;
    if (runningValue !== undefined) { writer.tag(18); { const start = writer.begin(); ContainerStateRunning.encode(runningValue, writer); writer.end(start); } }
    const terminatedValue = message.terminated;
    if (terminatedValue !== undefined) { writer.tag(26); { const start = writer.begin(); ContainerStateTerminated.encode(terminatedValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyContainerState ??= ContainerState.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ContainerState> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.waiting = reader.message(ContainerStateWaiting.decode);
          break;
        case 18:
          message.running = reader.message(ContainerStateRunning.decode);
          break;
        case 26:
          message.terminated = reader.message(ContainerStateTerminated.decode);
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

let emptyService: Service | undefined;

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
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); ServiceSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); ServiceStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyService ??= Service.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Service> = { apiVersion: 'v1', kind: 'Service', metadata: ObjectMeta.empty(), spec: ServiceSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(ServiceSpec.decode);
          break;
        case 26:
          message.status = reader.message(ServiceStatus.decode);
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
  /** More addresses that lead here, which the cluster does not manage. */
  readonly externalIPs?: readonly string[];
  /** ClientIP: a client stays with one pod. None: any pod. */
  readonly sessionAffinity?: string;
  /** The load balancer's address. Out of use. */
  readonly loadBalancerIP?: string;
  /** The networks from which the load balancer may be reached. */
  readonly loadBalancerSourceRanges?: readonly string[];
  /** The name that the service's name stands for, for an ExternalName. */
  readonly externalName?: string;
  /** Cluster, for a NodePort. */
  readonly externalTrafficPolicy?: string;
  /** The port of every node that says whether it has pods of the service. */
  readonly healthCheckNodePort?: number;
  /** Whether pods that are not ready are served too. */
  readonly publishNotReadyAddresses?: boolean;
  /** How a client stays with one pod. */
  readonly sessionAffinityConfig?: SessionAffinityConfig;
  /** SingleStack. */
  readonly ipFamilyPolicy?: string;
  /** The same as clusterIP, one for each address family. */
  readonly clusterIPs?: readonly string[];
  /** IPv4. */
  readonly ipFamilies?: readonly string[];
  /** Whether a load balancer gets node ports. */
  readonly allocateLoadBalancerNodePorts?: boolean;
  /** Who makes the load balancer. Can't be changed. */
  readonly loadBalancerClass?: string;
  /** Cluster. */
  readonly internalTrafficPolicy?: string;
  /** Which pods are preferred: PreferClose or PreferSameZone (the client's zone), PreferSameNode. */
  readonly trafficDistribution?: string;
}

let emptyServiceSpec: ServiceSpec | undefined;

export const ServiceSpec: MessageType<ServiceSpec> = {
  name: 'k8s.io.api.core.v1.ServiceSpec',
  schema: {
    doc: "Which pods a service is, its ports and its address.",
    fields: [
      { name: "ports", number: 1, doc: "The ports served.", type: "message", container: "list", message: () => ServicePort, listKey: ["port","protocol"], patchStrategy: ["merge"], patchMergeKey: "port" },
      { name: "selector", number: 2, doc: "Labels of the pods behind the service.", type: "string", container: "map", atomic: true },
      { name: "clusterIP", number: 3, doc: "The virtual address; given by the masters, or asked for, or None.", type: "string" },
      { name: "type", number: 4, doc: "ClusterIP or NodePort.", type: "string", default: "ClusterIP", oneOf: ["ClusterIP","NodePort"] },
      { name: "externalIPs", number: 5, doc: "More addresses that lead here, which the cluster does not manage.", type: "string", container: "list" },
      { name: "sessionAffinity", number: 7, doc: "ClientIP: a client stays with one pod. None: any pod.", type: "string", default: "None", oneOf: ["None","ClientIP"] },
      { name: "loadBalancerIP", number: 8, doc: "The load balancer's address. Out of use.", type: "string" },
      { name: "loadBalancerSourceRanges", number: 9, doc: "The networks from which the load balancer may be reached.", type: "string", container: "list" },
      { name: "externalName", number: 10, doc: "The name that the service's name stands for, for an ExternalName.", type: "string" },
      { name: "externalTrafficPolicy", number: 11, doc: "Cluster, for a NodePort.", type: "string", oneOf: ["Cluster"] },
      { name: "healthCheckNodePort", number: 12, doc: "The port of every node that says whether it has pods of the service.", type: "int32" },
      { name: "publishNotReadyAddresses", number: 13, doc: "Whether pods that are not ready are served too.", type: "bool" },
      { name: "sessionAffinityConfig", number: 14, doc: "How a client stays with one pod.", type: "message", message: () => SessionAffinityConfig },
      { name: "ipFamilyPolicy", number: 17, doc: "SingleStack.", type: "string", oneOf: ["SingleStack"] },
      { name: "clusterIPs", number: 18, doc: "The same as clusterIP, one for each address family.", type: "string", container: "list" },
      { name: "ipFamilies", number: 19, doc: "IPv4.", type: "string", container: "list", oneOf: ["IPv4"] },
      { name: "allocateLoadBalancerNodePorts", number: 20, doc: "Whether a load balancer gets node ports.", type: "bool" },
      { name: "loadBalancerClass", number: 21, doc: "Who makes the load balancer. Can't be changed.", type: "string" },
      { name: "internalTrafficPolicy", number: 22, doc: "Cluster.", type: "string", default: "Cluster", oneOf: ["Cluster"] },
      { name: "trafficDistribution", number: 23, doc: "Which pods are preferred: PreferClose or PreferSameZone (the client's zone), PreferSameNode.", type: "string", oneOf: ["PreferClose","PreferSameNode","PreferSameZone"], inert: true },
    ],
    unsupported: ["externalIPs","loadBalancerIP","loadBalancerSourceRanges","externalName","healthCheckNodePort","sessionAffinityConfig","allocateLoadBalancerNodePorts","loadBalancerClass"],
  },
  encode(message, writer) {
    if (message.ports !== undefined) for (const item of message.ports) {
      writer.tag(10);
      { const start = writer.begin(); ServicePort.encode(item, writer); writer.end(start); }
    }
    if (message.selector !== undefined) for (const [key, item] of entriesByKey(message.selector)) {
      writer.tag(18);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    if (message.clusterIP !== undefined) { writer.tag(26); writer.string(message.clusterIP); }
    if (message.type !== undefined) { writer.tag(34); writer.string(message.type); }
    if (message.externalIPs !== undefined) for (const item of message.externalIPs) {
      writer.tag(42);
      writer.string(item);
    }
    if (message.sessionAffinity !== undefined) { writer.tag(58); writer.string(message.sessionAffinity); }
    if (message.loadBalancerIP !== undefined) { writer.tag(66); writer.string(message.loadBalancerIP); }
    if (message.loadBalancerSourceRanges !== undefined) for (const item of message.loadBalancerSourceRanges) {
      writer.tag(74);
      writer.string(item);
    }
    if (message.externalName !== undefined) { writer.tag(82); writer.string(message.externalName); }
    if (message.externalTrafficPolicy !== undefined) { writer.tag(90); writer.string(message.externalTrafficPolicy); }
    if (message.healthCheckNodePort !== undefined) { writer.tag(96); writer.signed(message.healthCheckNodePort); }
    if (message.publishNotReadyAddresses !== undefined) { writer.tag(104); writer.bool(message.publishNotReadyAddresses); }
    const sessionAffinityConfigValue = message.sessionAffinityConfig;
    if (sessionAffinityConfigValue !== undefined) { writer.tag(114); { const start = writer.begin(); SessionAffinityConfig.encode(sessionAffinityConfigValue, writer); writer.end(start); } }
    if (message.ipFamilyPolicy !== undefined) { writer.tag(138); writer.string(message.ipFamilyPolicy); }
    if (message.clusterIPs !== undefined) for (const item of message.clusterIPs) {
      writer.tag(146);
      writer.string(item);
    }
    if (message.ipFamilies !== undefined) for (const item of message.ipFamilies) {
      writer.tag(154);
      writer.string(item);
    }
    if (message.allocateLoadBalancerNodePorts !== undefined) { writer.tag(160); writer.bool(message.allocateLoadBalancerNodePorts); }
    if (message.loadBalancerClass !== undefined) { writer.tag(170); writer.string(message.loadBalancerClass); }
    if (message.internalTrafficPolicy !== undefined) { writer.tag(178); writer.string(message.internalTrafficPolicy); }
    if (message.trafficDistribution !== undefined) { writer.tag(186); writer.string(message.trafficDistribution); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyServiceSpec ??= ServiceSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ServiceSpec> = {  };
    let portsAll: ServicePort[] | undefined;
    let selectorAll: Record<string, string> | undefined;
    let externalIPsAll: string[] | undefined;
    let loadBalancerSourceRangesAll: string[] | undefined;
    let clusterIPsAll: string[] | undefined;
    let ipFamiliesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (portsAll ??= []).push(reader.message(ServicePort.decode));
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
        case 42:
          (externalIPsAll ??= []).push(reader.string());
          break;
        case 58:
          message.sessionAffinity = reader.string();
          break;
        case 66:
          message.loadBalancerIP = reader.string();
          break;
        case 74:
          (loadBalancerSourceRangesAll ??= []).push(reader.string());
          break;
        case 82:
          message.externalName = reader.string();
          break;
        case 90:
          message.externalTrafficPolicy = reader.string();
          break;
        case 96:
          message.healthCheckNodePort = reader.signed();
          break;
        case 104:
          message.publishNotReadyAddresses = reader.bool();
          break;
        case 114:
          message.sessionAffinityConfig = reader.message(SessionAffinityConfig.decode);
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
        case 160:
          message.allocateLoadBalancerNodePorts = reader.bool();
          break;
        case 170:
          message.loadBalancerClass = reader.string();
          break;
        case 178:
          message.internalTrafficPolicy = reader.string();
          break;
        case 186:
          message.trafficDistribution = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (portsAll !== undefined) message.ports = portsAll;
    if (selectorAll !== undefined) message.selector = selectorAll;
    if (externalIPsAll !== undefined) message.externalIPs = externalIPsAll;
    if (loadBalancerSourceRangesAll !== undefined) message.loadBalancerSourceRanges = loadBalancerSourceRangesAll;
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
  /** What is spoken there, such as kubernetes.io/h2c. */
  readonly appProtocol?: string;
}

let emptyServicePort: ServicePort | undefined;

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
      { name: "appProtocol", number: 6, doc: "What is spoken there, such as kubernetes.io/h2c.", type: "string", inert: true, format: "qualified-name" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.name !== undefined) { writer.tag(10); writer.string(message.name); }
    if (message.protocol !== undefined) { writer.tag(18); writer.string(message.protocol); }
    { writer.tag(24); writer.signed(message.port); }
    const targetPortValue = message.targetPort;
    if (targetPortValue !== undefined) { writer.tag(34); { const start = writer.begin(); writeIntOrString(targetPortValue, writer); writer.end(start); } }
    if (message.nodePort !== undefined) { writer.tag(40); writer.signed(message.nodePort); }
    if (message.appProtocol !== undefined) { writer.tag(50); writer.string(message.appProtocol); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyServicePort ??= ServicePort.decode(new Reader(noBytes), 0)),
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
          message.targetPort = reader.message(readIntOrString);
          break;
        case 40:
          message.nodePort = reader.signed();
          break;
        case 50:
          message.appProtocol = reader.string();
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
  /** What its load balancer offers. */
  readonly loadBalancer?: LoadBalancerStatus;
  /** What holds for the service. */
  readonly conditions?: readonly Condition[];
}

let emptyServiceStatus: ServiceStatus | undefined;

export const ServiceStatus: MessageType<ServiceStatus> = {
  name: 'k8s.io.api.core.v1.ServiceStatus',
  schema: {
    doc: "What was last seen of a service.",
    fields: [
      { name: "loadBalancer", number: 1, doc: "What its load balancer offers.", type: "message", message: () => LoadBalancerStatus },
      { name: "conditions", number: 2, doc: "What holds for the service.", type: "message", container: "list", message: () => Condition, listKey: ["type"], patchStrategy: ["merge"], patchMergeKey: "type" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const loadBalancerValue = message.loadBalancer;
    if (loadBalancerValue !== undefined) { writer.tag(10); { const start = writer.begin(); LoadBalancerStatus.encode(loadBalancerValue, writer); writer.end(start); } }
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(18);
      { const start = writer.begin(); Condition.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyServiceStatus ??= ServiceStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ServiceStatus> = {  };
    let conditionsAll: Condition[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.loadBalancer = reader.message(LoadBalancerStatus.decode);
          break;
        case 18:
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

let emptyConfigMap: ConfigMap | undefined;

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
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    if (message.data !== undefined) for (const [key, item] of entriesByKey(message.data)) {
      writer.tag(18);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    if (message.binaryData !== undefined) for (const [key, item] of entriesByKey(message.binaryData)) {
      writer.tag(26);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.bytes(item);
      writer.end(entry);
    }
    if (message.immutable !== undefined) { writer.tag(32); writer.bool(message.immutable); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyConfigMap ??= ConfigMap.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ConfigMap> = { apiVersion: 'v1', kind: 'ConfigMap', metadata: ObjectMeta.empty() };
    let dataAll: Record<string, string> | undefined;
    let binaryDataAll: Record<string, Uint8Array> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          dataAll ??= {};
          readEntry(reader, dataAll, () => reader.string(), () => '');
          break;
        case 26:
          binaryDataAll ??= {};
          readEntry(reader, binaryDataAll, () => reader.bytes(), () => noBytes);
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

let emptySecret: Secret | undefined;

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
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    if (message.data !== undefined) for (const [key, item] of entriesByKey(message.data)) {
      writer.tag(18);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.bytes(item);
      writer.end(entry);
    }
    if (message.type !== undefined) { writer.tag(26); writer.string(message.type); }
    if (message.stringData !== undefined) for (const [key, item] of entriesByKey(message.stringData)) {
      writer.tag(34);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    if (message.immutable !== undefined) { writer.tag(40); writer.bool(message.immutable); }
    if (message.sealed !== undefined) { writer.tag(8010); writer.bytes(message.sealed); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySecret ??= Secret.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Secret> = { apiVersion: 'v1', kind: 'Secret', metadata: ObjectMeta.empty() };
    let dataAll: Record<string, Uint8Array> | undefined;
    let stringDataAll: Record<string, string> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          dataAll ??= {};
          readEntry(reader, dataAll, () => reader.bytes(), () => noBytes);
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
