// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/affinity.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';
import { LabelSelector } from '#kernel/model/gen/meta.gen.ts';

/** Which nodes, and which other pods, a pod wants or shuns. */
export interface Affinity extends Message {
  /** The nodes it wants. */
  readonly nodeAffinity?: NodeAffinity;
  /** The pods it wants to be near. */
  readonly podAffinity?: PodAffinity;
  /** The pods it wants to be far from. */
  readonly podAntiAffinity?: PodAntiAffinity;
}

let emptyAffinity: Affinity | undefined;

export const Affinity: MessageType<Affinity> = {
  name: 'k8s.io.api.core.v1.Affinity',
  schema: {
    doc: "Which nodes, and which other pods, a pod wants or shuns.",
    fields: [
      { name: "nodeAffinity", number: 1, doc: "The nodes it wants.", type: "message", message: () => NodeAffinity },
      { name: "podAffinity", number: 2, doc: "The pods it wants to be near.", type: "message", message: () => PodAffinity },
      { name: "podAntiAffinity", number: 3, doc: "The pods it wants to be far from.", type: "message", message: () => PodAntiAffinity },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const nodeAffinityValue = message.nodeAffinity;
    if (nodeAffinityValue !== undefined) { writer.tag(10); { const start = writer.begin(); NodeAffinity.encode(nodeAffinityValue, writer); writer.end(start); } }
    const podAffinityValue = message.podAffinity;
    if (podAffinityValue !== undefined) { writer.tag(18); { const start = writer.begin(); PodAffinity.encode(podAffinityValue, writer); writer.end(start); } }
    const podAntiAffinityValue = message.podAntiAffinity;
    if (podAntiAffinityValue !== undefined) { writer.tag(26); { const start = writer.begin(); PodAntiAffinity.encode(podAntiAffinityValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAffinity ??= Affinity.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Affinity> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.nodeAffinity = reader.message(NodeAffinity.decode);
          break;
        case 18:
          message.podAffinity = reader.message(PodAffinity.decode);
          break;
        case 26:
          message.podAntiAffinity = reader.message(PodAntiAffinity.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The nodes a pod wants. */
export interface NodeAffinity extends Message {
  /** What a node must satisfy to get the pod; not looked at again once it runs. */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector;
  /** What makes a node better; the weights of what holds are added up. */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PreferredSchedulingTerm[];
}

let emptyNodeAffinity: NodeAffinity | undefined;

export const NodeAffinity: MessageType<NodeAffinity> = {
  name: 'k8s.io.api.core.v1.NodeAffinity',
  schema: {
    doc: "The nodes a pod wants.",
    fields: [
      { name: "requiredDuringSchedulingIgnoredDuringExecution", number: 1, doc: "What a node must satisfy to get the pod; not looked at again once it runs.", type: "message", message: () => NodeSelector },
      { name: "preferredDuringSchedulingIgnoredDuringExecution", number: 2, doc: "What makes a node better; the weights of what holds are added up.", type: "message", container: "list", message: () => PreferredSchedulingTerm },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const requiredDuringSchedulingIgnoredDuringExecutionValue = message.requiredDuringSchedulingIgnoredDuringExecution;
    if (requiredDuringSchedulingIgnoredDuringExecutionValue !== undefined) { writer.tag(10); { const start = writer.begin(); NodeSelector.encode(requiredDuringSchedulingIgnoredDuringExecutionValue, writer); writer.end(start); } }
    if (message.preferredDuringSchedulingIgnoredDuringExecution !== undefined) for (const item of message.preferredDuringSchedulingIgnoredDuringExecution) {
      writer.tag(18);
      { const start = writer.begin(); PreferredSchedulingTerm.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeAffinity ??= NodeAffinity.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeAffinity> = {  };
    let preferredDuringSchedulingIgnoredDuringExecutionAll: PreferredSchedulingTerm[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.requiredDuringSchedulingIgnoredDuringExecution = reader.message(NodeSelector.decode);
          break;
        case 18:
          (preferredDuringSchedulingIgnoredDuringExecutionAll ??= []).push(reader.message(PreferredSchedulingTerm.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (preferredDuringSchedulingIgnoredDuringExecutionAll !== undefined) message.preferredDuringSchedulingIgnoredDuringExecution = preferredDuringSchedulingIgnoredDuringExecutionAll;
    return message;
  },
};

/** Selects nodes. One term must hold. */
export interface NodeSelector extends Message {
  /** The terms. */
  readonly nodeSelectorTerms: readonly NodeSelectorTerm[];
}

let emptyNodeSelector: NodeSelector | undefined;

export const NodeSelector: MessageType<NodeSelector> = {
  name: 'k8s.io.api.core.v1.NodeSelector',
  schema: {
    doc: "Selects nodes. One term must hold.",
    fields: [
      { name: "nodeSelectorTerms", number: 1, doc: "The terms.", type: "message", container: "list", message: () => NodeSelectorTerm, required: true },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.nodeSelectorTerms !== undefined) for (const item of message.nodeSelectorTerms) {
      writer.tag(10);
      { const start = writer.begin(); NodeSelectorTerm.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeSelector ??= NodeSelector.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeSelector> = { nodeSelectorTerms: [] };
    let nodeSelectorTermsAll: NodeSelectorTerm[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (nodeSelectorTermsAll ??= []).push(reader.message(NodeSelectorTerm.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (nodeSelectorTermsAll !== undefined) message.nodeSelectorTerms = nodeSelectorTermsAll;
    return message;
  },
};

/** A set of conditions on a node. All must hold; an empty term selects nothing. */
export interface NodeSelectorTerm extends Message {
  /** Conditions on labels. */
  readonly matchExpressions?: readonly NodeSelectorRequirement[];
  /** Conditions on fields: metadata.name. */
  readonly matchFields?: readonly NodeSelectorRequirement[];
}

let emptyNodeSelectorTerm: NodeSelectorTerm | undefined;

export const NodeSelectorTerm: MessageType<NodeSelectorTerm> = {
  name: 'k8s.io.api.core.v1.NodeSelectorTerm',
  schema: {
    doc: "A set of conditions on a node. All must hold; an empty term selects nothing.",
    fields: [
      { name: "matchExpressions", number: 1, doc: "Conditions on labels.", type: "message", container: "list", message: () => NodeSelectorRequirement },
      { name: "matchFields", number: 2, doc: "Conditions on fields: metadata.name.", type: "message", container: "list", message: () => NodeSelectorRequirement },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.matchExpressions !== undefined) for (const item of message.matchExpressions) {
      writer.tag(10);
      { const start = writer.begin(); NodeSelectorRequirement.encode(item, writer); writer.end(start); }
    }
    if (message.matchFields !== undefined) for (const item of message.matchFields) {
      writer.tag(18);
      { const start = writer.begin(); NodeSelectorRequirement.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeSelectorTerm ??= NodeSelectorTerm.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeSelectorTerm> = {  };
    let matchExpressionsAll: NodeSelectorRequirement[] | undefined;
    let matchFieldsAll: NodeSelectorRequirement[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (matchExpressionsAll ??= []).push(reader.message(NodeSelectorRequirement.decode));
          break;
        case 18:
          (matchFieldsAll ??= []).push(reader.message(NodeSelectorRequirement.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (matchExpressionsAll !== undefined) message.matchExpressions = matchExpressionsAll;
    if (matchFieldsAll !== undefined) message.matchFields = matchFieldsAll;
    return message;
  },
};

/** One condition on one label or field of a node. */
export interface NodeSelectorRequirement extends Message {
  /** The label or field. */
  readonly key: string;
  /** How it is compared with `values`. Gt and Lt compare integers. */
  readonly operator: string;
  /** The values; none for Exists and DoesNotExist, one for Gt and Lt. */
  readonly values?: readonly string[];
}

let emptyNodeSelectorRequirement: NodeSelectorRequirement | undefined;

export const NodeSelectorRequirement: MessageType<NodeSelectorRequirement> = {
  name: 'k8s.io.api.core.v1.NodeSelectorRequirement',
  schema: {
    doc: "One condition on one label or field of a node.",
    fields: [
      { name: "key", number: 1, doc: "The label or field.", type: "string", required: true },
      { name: "operator", number: 2, doc: "How it is compared with `values`. Gt and Lt compare integers.", type: "string", required: true, oneOf: ["In","NotIn","Exists","DoesNotExist","Gt","Lt"] },
      { name: "values", number: 3, doc: "The values; none for Exists and DoesNotExist, one for Gt and Lt.", type: "string", container: "list" },
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
  empty: () => (emptyNodeSelectorRequirement ??= NodeSelectorRequirement.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeSelectorRequirement> = { key: '', operator: '' };
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

/** What makes a node better. */
export interface PreferredSchedulingTerm extends Message {
  /** By how much, 1 to 100. */
  readonly weight: number;
  /** What must hold for the node. */
  readonly preference: NodeSelectorTerm;
}

let emptyPreferredSchedulingTerm: PreferredSchedulingTerm | undefined;

export const PreferredSchedulingTerm: MessageType<PreferredSchedulingTerm> = {
  name: 'k8s.io.api.core.v1.PreferredSchedulingTerm',
  schema: {
    doc: "What makes a node better.",
    fields: [
      { name: "weight", number: 1, doc: "By how much, 1 to 100.", type: "int32", required: true, min: 1, max: 100 },
      { name: "preference", number: 2, doc: "What must hold for the node.", type: "message", message: () => NodeSelectorTerm, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.signed(message.weight); }
    { writer.tag(18); { const start = writer.begin(); NodeSelectorTerm.encode(message.preference, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPreferredSchedulingTerm ??= PreferredSchedulingTerm.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PreferredSchedulingTerm> = { weight: 0, preference: NodeSelectorTerm.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.weight = reader.signed();
          break;
        case 18:
          message.preference = reader.message(NodeSelectorTerm.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The pods that a pod wants to be near. */
export interface PodAffinity extends Message {
  /** What must hold for a node to get the pod; not looked at again once it runs. */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
  /** What makes a node better; the weights of what holds are added up. */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[];
}

let emptyPodAffinity: PodAffinity | undefined;

export const PodAffinity: MessageType<PodAffinity> = {
  name: 'k8s.io.api.core.v1.PodAffinity',
  schema: {
    doc: "The pods that a pod wants to be near.",
    fields: [
      { name: "requiredDuringSchedulingIgnoredDuringExecution", number: 1, doc: "What must hold for a node to get the pod; not looked at again once it runs.", type: "message", container: "list", message: () => PodAffinityTerm },
      { name: "preferredDuringSchedulingIgnoredDuringExecution", number: 2, doc: "What makes a node better; the weights of what holds are added up.", type: "message", container: "list", message: () => WeightedPodAffinityTerm },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.requiredDuringSchedulingIgnoredDuringExecution !== undefined) for (const item of message.requiredDuringSchedulingIgnoredDuringExecution) {
      writer.tag(10);
      { const start = writer.begin(); PodAffinityTerm.encode(item, writer); writer.end(start); }
    }
    if (message.preferredDuringSchedulingIgnoredDuringExecution !== undefined) for (const item of message.preferredDuringSchedulingIgnoredDuringExecution) {
      writer.tag(18);
      { const start = writer.begin(); WeightedPodAffinityTerm.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodAffinity ??= PodAffinity.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodAffinity> = {  };
    let requiredDuringSchedulingIgnoredDuringExecutionAll: PodAffinityTerm[] | undefined;
    let preferredDuringSchedulingIgnoredDuringExecutionAll: WeightedPodAffinityTerm[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (requiredDuringSchedulingIgnoredDuringExecutionAll ??= []).push(reader.message(PodAffinityTerm.decode));
          break;
        case 18:
          (preferredDuringSchedulingIgnoredDuringExecutionAll ??= []).push(reader.message(WeightedPodAffinityTerm.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (requiredDuringSchedulingIgnoredDuringExecutionAll !== undefined) message.requiredDuringSchedulingIgnoredDuringExecution = requiredDuringSchedulingIgnoredDuringExecutionAll;
    if (preferredDuringSchedulingIgnoredDuringExecutionAll !== undefined) message.preferredDuringSchedulingIgnoredDuringExecution = preferredDuringSchedulingIgnoredDuringExecutionAll;
    return message;
  },
};

/** The pods that a pod wants to be far from. */
export interface PodAntiAffinity extends Message {
  /** What must not hold for a node to get the pod; not looked at again once it runs. */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
  /** What makes a node worse; the weights of what holds are added up. */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[];
}

let emptyPodAntiAffinity: PodAntiAffinity | undefined;

export const PodAntiAffinity: MessageType<PodAntiAffinity> = {
  name: 'k8s.io.api.core.v1.PodAntiAffinity',
  schema: {
    doc: "The pods that a pod wants to be far from.",
    fields: [
      { name: "requiredDuringSchedulingIgnoredDuringExecution", number: 1, doc: "What must not hold for a node to get the pod; not looked at again once it runs.", type: "message", container: "list", message: () => PodAffinityTerm },
      { name: "preferredDuringSchedulingIgnoredDuringExecution", number: 2, doc: "What makes a node worse; the weights of what holds are added up.", type: "message", container: "list", message: () => WeightedPodAffinityTerm },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.requiredDuringSchedulingIgnoredDuringExecution !== undefined) for (const item of message.requiredDuringSchedulingIgnoredDuringExecution) {
      writer.tag(10);
      { const start = writer.begin(); PodAffinityTerm.encode(item, writer); writer.end(start); }
    }
    if (message.preferredDuringSchedulingIgnoredDuringExecution !== undefined) for (const item of message.preferredDuringSchedulingIgnoredDuringExecution) {
      writer.tag(18);
      { const start = writer.begin(); WeightedPodAffinityTerm.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodAntiAffinity ??= PodAntiAffinity.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodAntiAffinity> = {  };
    let requiredDuringSchedulingIgnoredDuringExecutionAll: PodAffinityTerm[] | undefined;
    let preferredDuringSchedulingIgnoredDuringExecutionAll: WeightedPodAffinityTerm[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (requiredDuringSchedulingIgnoredDuringExecutionAll ??= []).push(reader.message(PodAffinityTerm.decode));
          break;
        case 18:
          (preferredDuringSchedulingIgnoredDuringExecutionAll ??= []).push(reader.message(WeightedPodAffinityTerm.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (requiredDuringSchedulingIgnoredDuringExecutionAll !== undefined) message.requiredDuringSchedulingIgnoredDuringExecution = requiredDuringSchedulingIgnoredDuringExecutionAll;
    if (preferredDuringSchedulingIgnoredDuringExecutionAll !== undefined) message.preferredDuringSchedulingIgnoredDuringExecution = preferredDuringSchedulingIgnoredDuringExecutionAll;
    return message;
  },
};

/** Pods, and how near counts as near. */
export interface PodAffinityTerm extends Message {
  /** The pods' labels; none are meant when absent. */
  readonly labelSelector?: LabelSelector;
  /** The pods' namespaces; the pod's own when nothing else is said. */
  readonly namespaces?: readonly string[];
  /** The label of nodes: nodes with the same value are near to each other. */
  readonly topologyKey: string;
  /** Labels of the pods' namespaces, besides `namespaces`; all when empty. */
  readonly namespaceSelector?: LabelSelector;
  /** Labels in which the pods must be like this pod. */
  readonly matchLabelKeys?: readonly string[];
  /** Labels in which the pods must differ from this pod. */
  readonly mismatchLabelKeys?: readonly string[];
}

let emptyPodAffinityTerm: PodAffinityTerm | undefined;

export const PodAffinityTerm: MessageType<PodAffinityTerm> = {
  name: 'k8s.io.api.core.v1.PodAffinityTerm',
  schema: {
    doc: "Pods, and how near counts as near.",
    fields: [
      { name: "labelSelector", number: 1, doc: "The pods' labels; none are meant when absent.", type: "message", message: () => LabelSelector },
      { name: "namespaces", number: 2, doc: "The pods' namespaces; the pod's own when nothing else is said.", type: "string", container: "list" },
      { name: "topologyKey", number: 3, doc: "The label of nodes: nodes with the same value are near to each other.", type: "string", required: true },
      { name: "namespaceSelector", number: 4, doc: "Labels of the pods' namespaces, besides `namespaces`; all when empty.", type: "message", message: () => LabelSelector },
      { name: "matchLabelKeys", number: 5, doc: "Labels in which the pods must be like this pod.", type: "string", container: "list" },
      { name: "mismatchLabelKeys", number: 6, doc: "Labels in which the pods must differ from this pod.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const labelSelectorValue = message.labelSelector;
    if (labelSelectorValue !== undefined) { writer.tag(10); { const start = writer.begin(); LabelSelector.encode(labelSelectorValue, writer); writer.end(start); } }
    if (message.namespaces !== undefined) for (const item of message.namespaces) {
      writer.tag(18);
      writer.string(item);
    }
    { writer.tag(26); writer.string(message.topologyKey); }
    const namespaceSelectorValue = message.namespaceSelector;
    if (namespaceSelectorValue !== undefined) { writer.tag(34); { const start = writer.begin(); LabelSelector.encode(namespaceSelectorValue, writer); writer.end(start); } }
    if (message.matchLabelKeys !== undefined) for (const item of message.matchLabelKeys) {
      writer.tag(42);
      writer.string(item);
    }
    if (message.mismatchLabelKeys !== undefined) for (const item of message.mismatchLabelKeys) {
      writer.tag(50);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodAffinityTerm ??= PodAffinityTerm.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodAffinityTerm> = { topologyKey: '' };
    let namespacesAll: string[] | undefined;
    let matchLabelKeysAll: string[] | undefined;
    let mismatchLabelKeysAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.labelSelector = reader.message(LabelSelector.decode);
          break;
        case 18:
          (namespacesAll ??= []).push(reader.string());
          break;
        case 26:
          message.topologyKey = reader.string();
          break;
        case 34:
          message.namespaceSelector = reader.message(LabelSelector.decode);
          break;
        case 42:
          (matchLabelKeysAll ??= []).push(reader.string());
          break;
        case 50:
          (mismatchLabelKeysAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (namespacesAll !== undefined) message.namespaces = namespacesAll;
    if (matchLabelKeysAll !== undefined) message.matchLabelKeys = matchLabelKeysAll;
    if (mismatchLabelKeysAll !== undefined) message.mismatchLabelKeys = mismatchLabelKeysAll;
    return message;
  },
};

/** A term with a weight. */
export interface WeightedPodAffinityTerm extends Message {
  /** How much it counts, 1 to 100. */
  readonly weight: number;
  /** The term. */
  readonly podAffinityTerm: PodAffinityTerm;
}

let emptyWeightedPodAffinityTerm: WeightedPodAffinityTerm | undefined;

export const WeightedPodAffinityTerm: MessageType<WeightedPodAffinityTerm> = {
  name: 'k8s.io.api.core.v1.WeightedPodAffinityTerm',
  schema: {
    doc: "A term with a weight.",
    fields: [
      { name: "weight", number: 1, doc: "How much it counts, 1 to 100.", type: "int32", required: true, min: 1, max: 100 },
      { name: "podAffinityTerm", number: 2, doc: "The term.", type: "message", message: () => PodAffinityTerm, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.signed(message.weight); }
    { writer.tag(18); { const start = writer.begin(); PodAffinityTerm.encode(message.podAffinityTerm, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyWeightedPodAffinityTerm ??= WeightedPodAffinityTerm.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<WeightedPodAffinityTerm> = { weight: 0, podAffinityTerm: PodAffinityTerm.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.weight = reader.signed();
          break;
        case 18:
          message.podAffinityTerm = reader.message(PodAffinityTerm.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How evenly like pods are spread over the cluster. */
export interface TopologySpreadConstraint extends Message {
  /** By how many pods two domains may differ. */
  readonly maxSkew: number;
  /** The label of nodes: nodes with the same value are one domain. */
  readonly topologyKey: string;
  /** DoNotSchedule: the pod waits. ScheduleAnyway: it goes where the difference stays smallest. */
  readonly whenUnsatisfiable: string;
  /** The pods that are counted. */
  readonly labelSelector?: LabelSelector;
  /** With fewer domains than this, an empty domain is assumed; only with DoNotSchedule. */
  readonly minDomains?: number;
  /** Honor: only nodes that the pod's nodeSelector and affinity allow count. Ignore: all do. */
  readonly nodeAffinityPolicy?: string;
  /** Honor: tainted nodes count only if the pod tolerates them. Ignore: all do. */
  readonly nodeTaintsPolicy?: string;
  /** Labels in which the counted pods must be like this pod. */
  readonly matchLabelKeys?: readonly string[];
}

let emptyTopologySpreadConstraint: TopologySpreadConstraint | undefined;

export const TopologySpreadConstraint: MessageType<TopologySpreadConstraint> = {
  name: 'k8s.io.api.core.v1.TopologySpreadConstraint',
  schema: {
    doc: "How evenly like pods are spread over the cluster.",
    fields: [
      { name: "maxSkew", number: 1, doc: "By how many pods two domains may differ.", type: "int32", required: true, min: 1 },
      { name: "topologyKey", number: 2, doc: "The label of nodes: nodes with the same value are one domain.", type: "string", required: true, format: "qualified-name" },
      { name: "whenUnsatisfiable", number: 3, doc: "DoNotSchedule: the pod waits. ScheduleAnyway: it goes where the difference stays smallest.", type: "string", required: true, oneOf: ["DoNotSchedule","ScheduleAnyway"] },
      { name: "labelSelector", number: 4, doc: "The pods that are counted.", type: "message", message: () => LabelSelector },
      { name: "minDomains", number: 5, doc: "With fewer domains than this, an empty domain is assumed; only with DoNotSchedule.", type: "int32", min: 1 },
      { name: "nodeAffinityPolicy", number: 6, doc: "Honor: only nodes that the pod's nodeSelector and affinity allow count. Ignore: all do.", type: "string", oneOf: ["Honor","Ignore"] },
      { name: "nodeTaintsPolicy", number: 7, doc: "Honor: tainted nodes count only if the pod tolerates them. Ignore: all do.", type: "string", oneOf: ["Honor","Ignore"] },
      { name: "matchLabelKeys", number: 8, doc: "Labels in which the counted pods must be like this pod.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.signed(message.maxSkew); }
    { writer.tag(18); writer.string(message.topologyKey); }
    { writer.tag(26); writer.string(message.whenUnsatisfiable); }
    const labelSelectorValue = message.labelSelector;
    if (labelSelectorValue !== undefined) { writer.tag(34); { const start = writer.begin(); LabelSelector.encode(labelSelectorValue, writer); writer.end(start); } }
    if (message.minDomains !== undefined) { writer.tag(40); writer.signed(message.minDomains); }
    if (message.nodeAffinityPolicy !== undefined) { writer.tag(50); writer.string(message.nodeAffinityPolicy); }
    if (message.nodeTaintsPolicy !== undefined) { writer.tag(58); writer.string(message.nodeTaintsPolicy); }
    if (message.matchLabelKeys !== undefined) for (const item of message.matchLabelKeys) {
      writer.tag(66);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTopologySpreadConstraint ??= TopologySpreadConstraint.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TopologySpreadConstraint> = { maxSkew: 0, topologyKey: '', whenUnsatisfiable: '' };
    let matchLabelKeysAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.maxSkew = reader.signed();
          break;
        case 18:
          message.topologyKey = reader.string();
          break;
        case 26:
          message.whenUnsatisfiable = reader.string();
          break;
        case 34:
          message.labelSelector = reader.message(LabelSelector.decode);
          break;
        case 40:
          message.minDomains = reader.signed();
          break;
        case 50:
          message.nodeAffinityPolicy = reader.string();
          break;
        case 58:
          message.nodeTaintsPolicy = reader.string();
          break;
        case 66:
          (matchLabelKeysAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (matchLabelKeysAll !== undefined) message.matchLabelKeys = matchLabelKeysAll;
    return message;
  },
};

/** Selects topologies, for volumes made on demand. All conditions must hold. */
export interface TopologySelectorTerm extends Message {
  /** The conditions. */
  readonly matchLabelExpressions?: readonly TopologySelectorLabelRequirement[];
}

let emptyTopologySelectorTerm: TopologySelectorTerm | undefined;

export const TopologySelectorTerm: MessageType<TopologySelectorTerm> = {
  name: 'k8s.io.api.core.v1.TopologySelectorTerm',
  schema: {
    doc: "Selects topologies, for volumes made on demand. All conditions must hold.",
    fields: [
      { name: "matchLabelExpressions", number: 1, doc: "The conditions.", type: "message", container: "list", message: () => TopologySelectorLabelRequirement },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.matchLabelExpressions !== undefined) for (const item of message.matchLabelExpressions) {
      writer.tag(10);
      { const start = writer.begin(); TopologySelectorLabelRequirement.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTopologySelectorTerm ??= TopologySelectorTerm.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TopologySelectorTerm> = {  };
    let matchLabelExpressionsAll: TopologySelectorLabelRequirement[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (matchLabelExpressionsAll ??= []).push(reader.message(TopologySelectorLabelRequirement.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (matchLabelExpressionsAll !== undefined) message.matchLabelExpressions = matchLabelExpressionsAll;
    return message;
  },
};

/** One condition on one label. */
export interface TopologySelectorLabelRequirement extends Message {
  /** The label. */
  readonly key: string;
  /** The values it may have. */
  readonly values: readonly string[];
}

let emptyTopologySelectorLabelRequirement: TopologySelectorLabelRequirement | undefined;

export const TopologySelectorLabelRequirement: MessageType<TopologySelectorLabelRequirement> = {
  name: 'k8s.io.api.core.v1.TopologySelectorLabelRequirement',
  schema: {
    doc: "One condition on one label.",
    fields: [
      { name: "key", number: 1, doc: "The label.", type: "string", required: true },
      { name: "values", number: 2, doc: "The values it may have.", type: "string", container: "list", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.key); }
    if (message.values !== undefined) for (const item of message.values) {
      writer.tag(18);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTopologySelectorLabelRequirement ??= TopologySelectorLabelRequirement.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TopologySelectorLabelRequirement> = { key: '', values: [] };
    let valuesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.key = reader.string();
          break;
        case 18:
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
