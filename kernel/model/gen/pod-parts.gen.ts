// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/pod-parts.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';

/** A pod's own settings for looking up names. */
export interface PodDNSConfig extends Message {
  /** Addresses of servers, besides those the policy gives. */
  readonly nameservers?: readonly string[];
  /** Domains to search, besides those the policy gives. */
  readonly searches?: readonly string[];
  /** Options; they go over those the policy gives. */
  readonly options?: readonly PodDNSConfigOption[];
}

let emptyPodDNSConfig: PodDNSConfig | undefined;

export const PodDNSConfig: MessageType<PodDNSConfig> = {
  name: 'k8s.io.api.core.v1.PodDNSConfig',
  schema: {
    doc: "A pod's own settings for looking up names.",
    fields: [
      { name: "nameservers", number: 1, doc: "Addresses of servers, besides those the policy gives.", type: "string", container: "list" },
      { name: "searches", number: 2, doc: "Domains to search, besides those the policy gives.", type: "string", container: "list" },
      { name: "options", number: 3, doc: "Options; they go over those the policy gives.", type: "message", container: "list", message: () => PodDNSConfigOption },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.nameservers !== undefined) for (const item of message.nameservers) {
      writer.tag(10);
      writer.string(item);
    }
    if (message.searches !== undefined) for (const item of message.searches) {
      writer.tag(18);
      writer.string(item);
    }
    if (message.options !== undefined) for (const item of message.options) {
      writer.tag(26);
      { const start = writer.begin(); PodDNSConfigOption.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodDNSConfig ??= PodDNSConfig.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodDNSConfig> = {  };
    let nameserversAll: string[] | undefined;
    let searchesAll: string[] | undefined;
    let optionsAll: PodDNSConfigOption[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (nameserversAll ??= []).push(reader.string());
          break;
        case 18:
          (searchesAll ??= []).push(reader.string());
          break;
        case 26:
          (optionsAll ??= []).push(reader.message(PodDNSConfigOption.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (nameserversAll !== undefined) message.nameservers = nameserversAll;
    if (searchesAll !== undefined) message.searches = searchesAll;
    if (optionsAll !== undefined) message.options = optionsAll;
    return message;
  },
};

/** An option for looking up names. */
export interface PodDNSConfigOption extends Message {
  /** Its name, such as ndots. */
  readonly name: string;
  /** Its value. */
  readonly value?: string;
}

let emptyPodDNSConfigOption: PodDNSConfigOption | undefined;

export const PodDNSConfigOption: MessageType<PodDNSConfigOption> = {
  name: 'k8s.io.api.core.v1.PodDNSConfigOption',
  schema: {
    doc: "An option for looking up names.",
    fields: [
      { name: "name", number: 1, doc: "Its name, such as ndots.", type: "string", required: true },
      { name: "value", number: 2, doc: "Its value.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    if (message.value !== undefined) { writer.tag(18); writer.string(message.value); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodDNSConfigOption ??= PodDNSConfigOption.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodDNSConfigOption> = { name: '' };
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

/** Names of an address in the pod's hosts file. */
export interface HostAlias extends Message {
  /** The address. */
  readonly ip: string;
  /** The names. */
  readonly hostnames?: readonly string[];
}

let emptyHostAlias: HostAlias | undefined;

export const HostAlias: MessageType<HostAlias> = {
  name: 'k8s.io.api.core.v1.HostAlias',
  schema: {
    doc: "Names of an address in the pod's hosts file.",
    fields: [
      { name: "ip", number: 1, doc: "The address.", type: "string", required: true, format: "ip" },
      { name: "hostnames", number: 2, doc: "The names.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.ip); }
    if (message.hostnames !== undefined) for (const item of message.hostnames) {
      writer.tag(18);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyHostAlias ??= HostAlias.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<HostAlias> = { ip: '' };
    let hostnamesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.ip = reader.string();
          break;
        case 18:
          (hostnamesAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (hostnamesAll !== undefined) message.hostnames = hostnamesAll;
    return message;
  },
};

/** A condition that must hold, besides its containers' readiness, for a pod to be ready. */
export interface PodReadinessGate extends Message {
  /** The condition's name. */
  readonly conditionType: string;
}

let emptyPodReadinessGate: PodReadinessGate | undefined;

export const PodReadinessGate: MessageType<PodReadinessGate> = {
  name: 'k8s.io.api.core.v1.PodReadinessGate',
  schema: {
    doc: "A condition that must hold, besides its containers' readiness, for a pod to be ready.",
    fields: [
      { name: "conditionType", number: 1, doc: "The condition's name.", type: "string", required: true, format: "qualified-name" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.conditionType); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodReadinessGate ??= PodReadinessGate.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodReadinessGate> = { conditionType: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.conditionType = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Keeps a pod from being placed until it is removed. */
export interface PodSchedulingGate extends Message {
  /** The gate's name. */
  readonly name: string;
}

let emptyPodSchedulingGate: PodSchedulingGate | undefined;

export const PodSchedulingGate: MessageType<PodSchedulingGate> = {
  name: 'k8s.io.api.core.v1.PodSchedulingGate',
  schema: {
    doc: "Keeps a pod from being placed until it is removed.",
    fields: [
      { name: "name", number: 1, doc: "The gate's name.", type: "string", required: true, format: "qualified-name" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodSchedulingGate ??= PodSchedulingGate.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodSchedulingGate> = { name: '' };
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

/** For which operating system a pod is. */
export interface PodOS extends Message {
  /** linux. */
  readonly name: string;
}

let emptyPodOS: PodOS | undefined;

export const PodOS: MessageType<PodOS> = {
  name: 'k8s.io.api.core.v1.PodOS',
  schema: {
    doc: "For which operating system a pod is.",
    fields: [
      { name: "name", number: 1, doc: "linux.", type: "string", required: true, oneOf: ["linux"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodOS ??= PodOS.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodOS> = { name: '' };
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

/** Devices that a pod claims. Exactly one of the claim and the template is named. */
export interface PodResourceClaim extends Message {
  /** The name that containers use. */
  readonly name: string;
  /** The claim. */
  readonly resourceClaimName?: string;
  /** The template from which a claim is made for the pod. */
  readonly resourceClaimTemplateName?: string;
}

let emptyPodResourceClaim: PodResourceClaim | undefined;

export const PodResourceClaim: MessageType<PodResourceClaim> = {
  name: 'k8s.io.api.core.v1.PodResourceClaim',
  schema: {
    doc: "Devices that a pod claims. Exactly one of the claim and the template is named.",
    fields: [
      { name: "name", number: 1, doc: "The name that containers use.", type: "string", required: true, format: "dns-label" },
      { name: "resourceClaimName", number: 3, doc: "The claim.", type: "string" },
      { name: "resourceClaimTemplateName", number: 4, doc: "The template from which a claim is made for the pod.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    if (message.resourceClaimName !== undefined) { writer.tag(26); writer.string(message.resourceClaimName); }
    if (message.resourceClaimTemplateName !== undefined) { writer.tag(34); writer.string(message.resourceClaimTemplateName); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodResourceClaim ??= PodResourceClaim.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodResourceClaim> = { name: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 26:
          message.resourceClaimName = reader.string();
          break;
        case 34:
          message.resourceClaimTemplateName = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The claim that was made for a pod. */
export interface PodResourceClaimStatus extends Message {
  /** The name in the pod's resourceClaims. */
  readonly name: string;
  /** The claim; none was needed when absent. */
  readonly resourceClaimName?: string;
}

let emptyPodResourceClaimStatus: PodResourceClaimStatus | undefined;

export const PodResourceClaimStatus: MessageType<PodResourceClaimStatus> = {
  name: 'k8s.io.api.core.v1.PodResourceClaimStatus',
  schema: {
    doc: "The claim that was made for a pod.",
    fields: [
      { name: "name", number: 1, doc: "The name in the pod's resourceClaims.", type: "string", required: true },
      { name: "resourceClaimName", number: 2, doc: "The claim; none was needed when absent.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    if (message.resourceClaimName !== undefined) { writer.tag(18); writer.string(message.resourceClaimName); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodResourceClaimStatus ??= PodResourceClaimStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodResourceClaimStatus> = { name: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.resourceClaimName = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
