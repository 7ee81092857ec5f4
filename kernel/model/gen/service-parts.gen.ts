// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/service-parts.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';

/** How a client stays with one pod. */
export interface SessionAffinityConfig extends Message {
  /** By the client's address. */
  readonly clientIP?: ClientIPConfig;
}

let emptySessionAffinityConfig: SessionAffinityConfig | undefined;

export const SessionAffinityConfig: MessageType<SessionAffinityConfig> = {
  name: 'k8s.io.api.core.v1.SessionAffinityConfig',
  schema: {
    doc: "How a client stays with one pod.",
    fields: [
      { name: "clientIP", number: 1, doc: "By the client's address.", type: "message", message: () => ClientIPConfig },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const clientIPValue = message.clientIP;
    if (clientIPValue !== undefined) { writer.tag(10); { const start = writer.begin(); ClientIPConfig.encode(clientIPValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySessionAffinityConfig ??= SessionAffinityConfig.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SessionAffinityConfig> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.clientIP = reader.message(ClientIPConfig.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How long a client stays with one pod. */
export interface ClientIPConfig extends Message {
  /** Seconds after its last connection. */
  readonly timeoutSeconds?: number;
}

let emptyClientIPConfig: ClientIPConfig | undefined;

export const ClientIPConfig: MessageType<ClientIPConfig> = {
  name: 'k8s.io.api.core.v1.ClientIPConfig',
  schema: {
    doc: "How long a client stays with one pod.",
    fields: [
      { name: "timeoutSeconds", number: 1, doc: "Seconds after its last connection.", type: "int32", min: 1, max: 86400 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.timeoutSeconds !== undefined) { writer.tag(8); writer.signed(message.timeoutSeconds); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyClientIPConfig ??= ClientIPConfig.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ClientIPConfig> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.timeoutSeconds = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a load balancer offers. */
export interface LoadBalancerStatus extends Message {
  /** Where it is reached. */
  readonly ingress?: readonly LoadBalancerIngress[];
}

let emptyLoadBalancerStatus: LoadBalancerStatus | undefined;

export const LoadBalancerStatus: MessageType<LoadBalancerStatus> = {
  name: 'k8s.io.api.core.v1.LoadBalancerStatus',
  schema: {
    doc: "What a load balancer offers.",
    fields: [
      { name: "ingress", number: 1, doc: "Where it is reached.", type: "message", container: "list", message: () => LoadBalancerIngress },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.ingress !== undefined) for (const item of message.ingress) {
      writer.tag(10);
      { const start = writer.begin(); LoadBalancerIngress.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLoadBalancerStatus ??= LoadBalancerStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LoadBalancerStatus> = {  };
    let ingressAll: LoadBalancerIngress[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (ingressAll ??= []).push(reader.message(LoadBalancerIngress.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (ingressAll !== undefined) message.ingress = ingressAll;
    return message;
  },
};

/** Where a load balancer is reached: by address or by name. */
export interface LoadBalancerIngress extends Message {
  /** The address. */
  readonly ip?: string;
  /** The name. */
  readonly hostname?: string;
  /** VIP: packets keep that address. Proxy: they come with the node's or the pod's. */
  readonly ipMode?: string;
  /** What became of each port. */
  readonly ports?: readonly PortStatus[];
}

let emptyLoadBalancerIngress: LoadBalancerIngress | undefined;

export const LoadBalancerIngress: MessageType<LoadBalancerIngress> = {
  name: 'k8s.io.api.core.v1.LoadBalancerIngress',
  schema: {
    doc: "Where a load balancer is reached: by address or by name.",
    fields: [
      { name: "ip", number: 1, doc: "The address.", type: "string" },
      { name: "hostname", number: 2, doc: "The name.", type: "string" },
      { name: "ipMode", number: 3, doc: "VIP: packets keep that address. Proxy: they come with the node's or the pod's.", type: "string", oneOf: ["Proxy","VIP"] },
      { name: "ports", number: 4, doc: "What became of each port.", type: "message", container: "list", message: () => PortStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.ip !== undefined) { writer.tag(10); writer.string(message.ip); }
    if (message.hostname !== undefined) { writer.tag(18); writer.string(message.hostname); }
    if (message.ipMode !== undefined) { writer.tag(26); writer.string(message.ipMode); }
    if (message.ports !== undefined) for (const item of message.ports) {
      writer.tag(34);
      { const start = writer.begin(); PortStatus.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLoadBalancerIngress ??= LoadBalancerIngress.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LoadBalancerIngress> = {  };
    let portsAll: PortStatus[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.ip = reader.string();
          break;
        case 18:
          message.hostname = reader.string();
          break;
        case 26:
          message.ipMode = reader.string();
          break;
        case 34:
          (portsAll ??= []).push(reader.message(PortStatus.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (portsAll !== undefined) message.ports = portsAll;
    return message;
  },
};

/** What became of a load balancer's port. */
export interface PortStatus extends Message {
  /** The port. */
  readonly port: number;
  /** TCP, UDP or SCTP. */
  readonly protocol: string;
  /** What is wrong with it, as one word. */
  readonly error?: string;
}

let emptyPortStatus: PortStatus | undefined;

export const PortStatus: MessageType<PortStatus> = {
  name: 'k8s.io.api.core.v1.PortStatus',
  schema: {
    doc: "What became of a load balancer's port.",
    fields: [
      { name: "port", number: 1, doc: "The port.", type: "int32", required: true },
      { name: "protocol", number: 2, doc: "TCP, UDP or SCTP.", type: "string", required: true },
      { name: "error", number: 3, doc: "What is wrong with it, as one word.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.signed(message.port); }
    { writer.tag(18); writer.string(message.protocol); }
    if (message.error !== undefined) { writer.tag(26); writer.string(message.error); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPortStatus ??= PortStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PortStatus> = { port: 0, protocol: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.port = reader.signed();
          break;
        case 18:
          message.protocol = reader.string();
          break;
        case 26:
          message.error = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
