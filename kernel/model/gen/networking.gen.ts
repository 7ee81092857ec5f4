// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/networking/networking.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { inlinedPart, knownFields, putInlined } from '#kernel/model/inline.ts';
import { type IntOrString, readIntOrString, writeIntOrString } from '#kernel/model/scalars.ts';
import { ObjectMeta, LabelSelector } from '#kernel/model/gen/meta.gen.ts';
import { TypedLocalObjectReference } from '#kernel/model/gen/reference.gen.ts';

/** Leads requests from outside to Services, by host and path. */
export interface Ingress extends Message {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'Ingress';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Which requests go where. */
  readonly spec?: IngressSpec;
  /** Where the ingress is reached. */
  readonly status?: IngressStatus;
}

let emptyIngress: Ingress | undefined;

export const Ingress: KindType<Ingress> = {
  name: 'k8s.io.api.networking.v1.Ingress',
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  schema: {
    doc: "Leads requests from outside to Services, by host and path.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "Which requests go where.", type: "message", message: () => IngressSpec },
      { name: "status", number: 3, doc: "Where the ingress is reached.", type: "message", message: () => IngressStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    const specValue = message.spec;
    if (specValue !== undefined) { writer.tag(18); { const start = writer.begin(); IngressSpec.encode(specValue, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); IngressStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyIngress ??= Ingress.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Ingress> = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: ObjectMeta.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(IngressSpec.decode);
          break;
        case 26:
          message.status = reader.message(IngressStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Which requests go where. */
export interface IngressSpec extends Message {
  /** Where requests go that no rule fits. */
  readonly defaultBackend?: IngressBackend;
  /** Certificates, by host. */
  readonly tls?: readonly IngressTLS[];
  /** The rules. */
  readonly rules?: readonly IngressRule[];
  /** The IngressClass, which says who serves this ingress. */
  readonly ingressClassName?: string;
}

let emptyIngressSpec: IngressSpec | undefined;

export const IngressSpec: MessageType<IngressSpec> = {
  name: 'k8s.io.api.networking.v1.IngressSpec',
  schema: {
    doc: "Which requests go where.",
    fields: [
      { name: "defaultBackend", number: 1, doc: "Where requests go that no rule fits.", type: "message", message: () => IngressBackend },
      { name: "tls", number: 2, doc: "Certificates, by host.", type: "message", container: "list", message: () => IngressTLS },
      { name: "rules", number: 3, doc: "The rules.", type: "message", container: "list", message: () => IngressRule },
      { name: "ingressClassName", number: 4, doc: "The IngressClass, which says who serves this ingress.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const defaultBackendValue = message.defaultBackend;
    if (defaultBackendValue !== undefined) { writer.tag(10); { const start = writer.begin(); IngressBackend.encode(defaultBackendValue, writer); writer.end(start); } }
    if (message.tls !== undefined) for (const item of message.tls) {
      writer.tag(18);
      { const start = writer.begin(); IngressTLS.encode(item, writer); writer.end(start); }
    }
    if (message.rules !== undefined) for (const item of message.rules) {
      writer.tag(26);
      { const start = writer.begin(); IngressRule.encode(item, writer); writer.end(start); }
    }
    if (message.ingressClassName !== undefined) { writer.tag(34); writer.string(message.ingressClassName); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyIngressSpec ??= IngressSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<IngressSpec> = {  };
    let tlsAll: IngressTLS[] | undefined;
    let rulesAll: IngressRule[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.defaultBackend = reader.message(IngressBackend.decode);
          break;
        case 18:
          (tlsAll ??= []).push(reader.message(IngressTLS.decode));
          break;
        case 26:
          (rulesAll ??= []).push(reader.message(IngressRule.decode));
          break;
        case 34:
          message.ingressClassName = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (tlsAll !== undefined) message.tls = tlsAll;
    if (rulesAll !== undefined) message.rules = rulesAll;
    return message;
  },
};

/** A certificate and the hosts it is for. */
export interface IngressTLS extends Message {
  /** The hosts; those of the certificate when absent. */
  readonly hosts?: readonly string[];
  /** The Secret with tls.crt and tls.key. */
  readonly secretName?: string;
}

let emptyIngressTLS: IngressTLS | undefined;

export const IngressTLS: MessageType<IngressTLS> = {
  name: 'k8s.io.api.networking.v1.IngressTLS',
  schema: {
    doc: "A certificate and the hosts it is for.",
    fields: [
      { name: "hosts", number: 1, doc: "The hosts; those of the certificate when absent.", type: "string", container: "list" },
      { name: "secretName", number: 2, doc: "The Secret with tls.crt and tls.key.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.hosts !== undefined) for (const item of message.hosts) {
      writer.tag(10);
      writer.string(item);
    }
    if (message.secretName !== undefined) { writer.tag(18); writer.string(message.secretName); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyIngressTLS ??= IngressTLS.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<IngressTLS> = {  };
    let hostsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (hostsAll ??= []).push(reader.string());
          break;
        case 18:
          message.secretName = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (hostsAll !== undefined) message.hosts = hostsAll;
    return message;
  },
};

/** Where requests for one host go. */
export interface IngressRule extends IngressRuleValue {
  /** The host, such as example.com or *.example.com; every host when absent. */
  readonly host?: string;
}

let emptyIngressRule: IngressRule | undefined;

export const IngressRule: MessageType<IngressRule> = {
  name: 'k8s.io.api.networking.v1.IngressRule',
  schema: {
    doc: "Where requests for one host go.",
    fields: [
      { name: "host", number: 1, doc: "The host, such as example.com or *.example.com; every host when absent.", type: "string" },
      { name: "ingressRuleValue", number: 2, doc: "What is looked at in a request.", type: "message", message: () => IngressRuleValue, required: true, inline: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.host !== undefined) { writer.tag(10); writer.string(message.host); }
    writer.tag(18);
    { const start = writer.begin(); IngressRuleValue.encode(inlinedPart(message), writer); writer.end(start); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyIngressRule ??= IngressRule.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<IngressRule> = { ...knownFields(IngressRuleValue.decode(reader, reader.position)) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.host = reader.string();
          break;
        case 18:
          putInlined(message, reader.message(IngressRuleValue.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What is looked at in a request. */
export interface IngressRuleValue extends Message {
  /** Its path. */
  readonly http?: HTTPIngressRuleValue;
}

let emptyIngressRuleValue: IngressRuleValue | undefined;

export const IngressRuleValue: MessageType<IngressRuleValue> = {
  name: 'k8s.io.api.networking.v1.IngressRuleValue',
  schema: {
    doc: "What is looked at in a request.",
    fields: [
      { name: "http", number: 1, doc: "Its path.", type: "message", message: () => HTTPIngressRuleValue },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const httpValue = message.http;
    if (httpValue !== undefined) { writer.tag(10); { const start = writer.begin(); HTTPIngressRuleValue.encode(httpValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyIngressRuleValue ??= IngressRuleValue.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<IngressRuleValue> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.http = reader.message(HTTPIngressRuleValue.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Where requests go by their path. */
export interface HTTPIngressRuleValue extends Message {
  /** The paths; the longest that fits decides. */
  readonly paths: readonly HTTPIngressPath[];
}

let emptyHTTPIngressRuleValue: HTTPIngressRuleValue | undefined;

export const HTTPIngressRuleValue: MessageType<HTTPIngressRuleValue> = {
  name: 'k8s.io.api.networking.v1.HTTPIngressRuleValue',
  schema: {
    doc: "Where requests go by their path.",
    fields: [
      { name: "paths", number: 1, doc: "The paths; the longest that fits decides.", type: "message", container: "list", message: () => HTTPIngressPath, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.paths !== undefined) for (const item of message.paths) {
      writer.tag(10);
      { const start = writer.begin(); HTTPIngressPath.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyHTTPIngressRuleValue ??= HTTPIngressRuleValue.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<HTTPIngressRuleValue> = { paths: [] };
    let pathsAll: HTTPIngressPath[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (pathsAll ??= []).push(reader.message(HTTPIngressPath.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (pathsAll !== undefined) message.paths = pathsAll;
    return message;
  },
};

/** Where requests for one path go. */
export interface HTTPIngressPath extends Message {
  /** The path, from the first slash on. */
  readonly path?: string;
  /** Where the requests go. */
  readonly backend: IngressBackend;
  /** Exact: this very path. Prefix: it and all below it, element by element. ImplementationSpecific: as its class has it. */
  readonly pathType: string;
}

let emptyHTTPIngressPath: HTTPIngressPath | undefined;

export const HTTPIngressPath: MessageType<HTTPIngressPath> = {
  name: 'k8s.io.api.networking.v1.HTTPIngressPath',
  schema: {
    doc: "Where requests for one path go.",
    fields: [
      { name: "path", number: 1, doc: "The path, from the first slash on.", type: "string" },
      { name: "backend", number: 2, doc: "Where the requests go.", type: "message", message: () => IngressBackend, required: true },
      { name: "pathType", number: 3, doc: "Exact: this very path. Prefix: it and all below it, element by element. ImplementationSpecific: as its class has it.", type: "string", required: true, oneOf: ["Exact","Prefix","ImplementationSpecific"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.path !== undefined) { writer.tag(10); writer.string(message.path); }
    { writer.tag(18); { const start = writer.begin(); IngressBackend.encode(message.backend, writer); writer.end(start); } }
    { writer.tag(26); writer.string(message.pathType); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyHTTPIngressPath ??= HTTPIngressPath.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<HTTPIngressPath> = { backend: IngressBackend.empty(), pathType: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.path = reader.string();
          break;
        case 18:
          message.backend = reader.message(IngressBackend.decode);
          break;
        case 26:
          message.pathType = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Where requests go. Exactly one is set. */
export interface IngressBackend extends Message {
  /** Another object of the namespace. */
  readonly resource?: TypedLocalObjectReference;
  /** A port of a Service of the namespace. */
  readonly service?: IngressServiceBackend;
}

let emptyIngressBackend: IngressBackend | undefined;

export const IngressBackend: MessageType<IngressBackend> = {
  name: 'k8s.io.api.networking.v1.IngressBackend',
  schema: {
    doc: "Where requests go. Exactly one is set.",
    fields: [
      { name: "resource", number: 3, doc: "Another object of the namespace.", type: "message", message: () => TypedLocalObjectReference },
      { name: "service", number: 4, doc: "A port of a Service of the namespace.", type: "message", message: () => IngressServiceBackend },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const resourceValue = message.resource;
    if (resourceValue !== undefined) { writer.tag(26); { const start = writer.begin(); TypedLocalObjectReference.encode(resourceValue, writer); writer.end(start); } }
    const serviceValue = message.service;
    if (serviceValue !== undefined) { writer.tag(34); { const start = writer.begin(); IngressServiceBackend.encode(serviceValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyIngressBackend ??= IngressBackend.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<IngressBackend> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 26:
          message.resource = reader.message(TypedLocalObjectReference.decode);
          break;
        case 34:
          message.service = reader.message(IngressServiceBackend.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A port of a Service. */
export interface IngressServiceBackend extends Message {
  /** The Service. */
  readonly name: string;
  /** The port. */
  readonly port?: ServiceBackendPort;
}

let emptyIngressServiceBackend: IngressServiceBackend | undefined;

export const IngressServiceBackend: MessageType<IngressServiceBackend> = {
  name: 'k8s.io.api.networking.v1.IngressServiceBackend',
  schema: {
    doc: "A port of a Service.",
    fields: [
      { name: "name", number: 1, doc: "The Service.", type: "string", required: true },
      { name: "port", number: 2, doc: "The port.", type: "message", message: () => ServiceBackendPort },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    const portValue = message.port;
    if (portValue !== undefined) { writer.tag(18); { const start = writer.begin(); ServiceBackendPort.encode(portValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyIngressServiceBackend ??= IngressServiceBackend.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<IngressServiceBackend> = { name: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.port = reader.message(ServiceBackendPort.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A port, by name or by number. Exactly one is set. */
export interface ServiceBackendPort extends Message {
  /** The port's name. */
  readonly name?: string;
  /** The port's number. */
  readonly number?: number;
}

let emptyServiceBackendPort: ServiceBackendPort | undefined;

export const ServiceBackendPort: MessageType<ServiceBackendPort> = {
  name: 'k8s.io.api.networking.v1.ServiceBackendPort',
  schema: {
    doc: "A port, by name or by number. Exactly one is set.",
    fields: [
      { name: "name", number: 1, doc: "The port's name.", type: "string" },
      { name: "number", number: 2, doc: "The port's number.", type: "int32" },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.name !== undefined) { writer.tag(10); writer.string(message.name); }
    if (message.number !== undefined) { writer.tag(16); writer.signed(message.number); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyServiceBackendPort ??= ServiceBackendPort.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ServiceBackendPort> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 16:
          message.number = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Where an ingress is reached. */
export interface IngressStatus extends Message {
  /** Its addresses. */
  readonly loadBalancer?: IngressLoadBalancerStatus;
}

let emptyIngressStatus: IngressStatus | undefined;

export const IngressStatus: MessageType<IngressStatus> = {
  name: 'k8s.io.api.networking.v1.IngressStatus',
  schema: {
    doc: "Where an ingress is reached.",
    fields: [
      { name: "loadBalancer", number: 1, doc: "Its addresses.", type: "message", message: () => IngressLoadBalancerStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const loadBalancerValue = message.loadBalancer;
    if (loadBalancerValue !== undefined) { writer.tag(10); { const start = writer.begin(); IngressLoadBalancerStatus.encode(loadBalancerValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyIngressStatus ??= IngressStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<IngressStatus> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.loadBalancer = reader.message(IngressLoadBalancerStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The addresses of an ingress. */
export interface IngressLoadBalancerStatus extends Message {
  /** One entry an address. */
  readonly ingress?: readonly IngressLoadBalancerIngress[];
}

let emptyIngressLoadBalancerStatus: IngressLoadBalancerStatus | undefined;

export const IngressLoadBalancerStatus: MessageType<IngressLoadBalancerStatus> = {
  name: 'k8s.io.api.networking.v1.IngressLoadBalancerStatus',
  schema: {
    doc: "The addresses of an ingress.",
    fields: [
      { name: "ingress", number: 1, doc: "One entry an address.", type: "message", container: "list", message: () => IngressLoadBalancerIngress },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.ingress !== undefined) for (const item of message.ingress) {
      writer.tag(10);
      { const start = writer.begin(); IngressLoadBalancerIngress.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyIngressLoadBalancerStatus ??= IngressLoadBalancerStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<IngressLoadBalancerStatus> = {  };
    let ingressAll: IngressLoadBalancerIngress[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (ingressAll ??= []).push(reader.message(IngressLoadBalancerIngress.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (ingressAll !== undefined) message.ingress = ingressAll;
    return message;
  },
};

/** An address of an ingress. */
export interface IngressLoadBalancerIngress extends Message {
  /** As an IP address. */
  readonly ip?: string;
  /** As a name. */
  readonly hostname?: string;
  /** The ports served there. */
  readonly ports?: readonly IngressPortStatus[];
}

let emptyIngressLoadBalancerIngress: IngressLoadBalancerIngress | undefined;

export const IngressLoadBalancerIngress: MessageType<IngressLoadBalancerIngress> = {
  name: 'k8s.io.api.networking.v1.IngressLoadBalancerIngress',
  schema: {
    doc: "An address of an ingress.",
    fields: [
      { name: "ip", number: 1, doc: "As an IP address.", type: "string" },
      { name: "hostname", number: 2, doc: "As a name.", type: "string" },
      { name: "ports", number: 4, doc: "The ports served there.", type: "message", container: "list", message: () => IngressPortStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.ip !== undefined) { writer.tag(10); writer.string(message.ip); }
    if (message.hostname !== undefined) { writer.tag(18); writer.string(message.hostname); }
    if (message.ports !== undefined) for (const item of message.ports) {
      writer.tag(34);
      { const start = writer.begin(); IngressPortStatus.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyIngressLoadBalancerIngress ??= IngressLoadBalancerIngress.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<IngressLoadBalancerIngress> = {  };
    let portsAll: IngressPortStatus[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.ip = reader.string();
          break;
        case 18:
          message.hostname = reader.string();
          break;
        case 34:
          (portsAll ??= []).push(reader.message(IngressPortStatus.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (portsAll !== undefined) message.ports = portsAll;
    return message;
  },
};

/** A port served for an ingress. */
export interface IngressPortStatus extends Message {
  /** The number. */
  readonly port: number;
  /** TCP, UDP or SCTP. */
  readonly protocol: string;
  /** What is wrong with it, as one word. */
  readonly error?: string;
}

let emptyIngressPortStatus: IngressPortStatus | undefined;

export const IngressPortStatus: MessageType<IngressPortStatus> = {
  name: 'k8s.io.api.networking.v1.IngressPortStatus',
  schema: {
    doc: "A port served for an ingress.",
    fields: [
      { name: "port", number: 1, doc: "The number.", type: "int32", required: true },
      { name: "protocol", number: 2, doc: "TCP, UDP or SCTP.", type: "string", required: true, oneOf: ["TCP","UDP","SCTP"] },
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
  empty: () => (emptyIngressPortStatus ??= IngressPortStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<IngressPortStatus> = { port: 0, protocol: '' };
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

/** Says who serves the ingresses of a class. */
export interface IngressClass extends Message {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'IngressClass';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Who serves them and how. */
  readonly spec?: IngressClassSpec;
}

let emptyIngressClass: IngressClass | undefined;

export const IngressClass: KindType<IngressClass> = {
  name: 'k8s.io.api.networking.v1.IngressClass',
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  schema: {
    doc: "Says who serves the ingresses of a class.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "Who serves them and how.", type: "message", message: () => IngressClassSpec },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    const specValue = message.spec;
    if (specValue !== undefined) { writer.tag(18); { const start = writer.begin(); IngressClassSpec.encode(specValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyIngressClass ??= IngressClass.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<IngressClass> = { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: ObjectMeta.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(IngressClassSpec.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Who serves the ingresses of a class and how. */
export interface IngressClassSpec extends Message {
  /** Who: a name with a domain, such as example.com/ingress. Can't be changed. */
  readonly controller?: string;
  /** More about how, in an object of its own. */
  readonly parameters?: IngressClassParametersReference;
}

let emptyIngressClassSpec: IngressClassSpec | undefined;

export const IngressClassSpec: MessageType<IngressClassSpec> = {
  name: 'k8s.io.api.networking.v1.IngressClassSpec',
  schema: {
    doc: "Who serves the ingresses of a class and how.",
    fields: [
      { name: "controller", number: 1, doc: "Who: a name with a domain, such as example.com/ingress. Can't be changed.", type: "string" },
      { name: "parameters", number: 2, doc: "More about how, in an object of its own.", type: "message", message: () => IngressClassParametersReference },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.controller !== undefined) { writer.tag(10); writer.string(message.controller); }
    const parametersValue = message.parameters;
    if (parametersValue !== undefined) { writer.tag(18); { const start = writer.begin(); IngressClassParametersReference.encode(parametersValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyIngressClassSpec ??= IngressClassSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<IngressClassSpec> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.controller = reader.string();
          break;
        case 18:
          message.parameters = reader.message(IngressClassParametersReference.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Names the object that holds an ingress class's parameters. */
export interface IngressClassParametersReference extends Message {
  /** The object's group; core when absent. */
  readonly apiGroup?: string;
  /** Its kind. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
  /** Cluster, or Namespace. */
  readonly scope?: string;
  /** Its namespace, with the scope Namespace. */
  readonly namespace?: string;
}

let emptyIngressClassParametersReference: IngressClassParametersReference | undefined;

export const IngressClassParametersReference: MessageType<IngressClassParametersReference> = {
  name: 'k8s.io.api.networking.v1.IngressClassParametersReference',
  schema: {
    doc: "Names the object that holds an ingress class's parameters.",
    fields: [
      { name: "apiGroup", number: 1, doc: "The object's group; core when absent.", type: "string" },
      { name: "kind", number: 2, doc: "Its kind.", type: "string", required: true },
      { name: "name", number: 3, doc: "Its name.", type: "string", required: true },
      { name: "scope", number: 4, doc: "Cluster, or Namespace.", type: "string", default: "Cluster", oneOf: ["Cluster","Namespace"] },
      { name: "namespace", number: 5, doc: "Its namespace, with the scope Namespace.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.apiGroup !== undefined) { writer.tag(10); writer.string(message.apiGroup); }
    { writer.tag(18); writer.string(message.kind); }
    { writer.tag(26); writer.string(message.name); }
    if (message.scope !== undefined) { writer.tag(34); writer.string(message.scope); }
    if (message.namespace !== undefined) { writer.tag(42); writer.string(message.namespace); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyIngressClassParametersReference ??= IngressClassParametersReference.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<IngressClassParametersReference> = { kind: '', name: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.apiGroup = reader.string();
          break;
        case 18:
          message.kind = reader.string();
          break;
        case 26:
          message.name = reader.string();
          break;
        case 34:
          message.scope = reader.string();
          break;
        case 42:
          message.namespace = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Says which traffic some pods may have. Pods that no policy selects may have all. */
export interface NetworkPolicy extends Message {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Which pods, and which traffic. */
  readonly spec?: NetworkPolicySpec;
}

let emptyNetworkPolicy: NetworkPolicy | undefined;

export const NetworkPolicy: KindType<NetworkPolicy> = {
  name: 'k8s.io.api.networking.v1.NetworkPolicy',
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  schema: {
    doc: "Says which traffic some pods may have. Pods that no policy selects may have all.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "Which pods, and which traffic.", type: "message", message: () => NetworkPolicySpec },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    const specValue = message.spec;
    if (specValue !== undefined) { writer.tag(18); { const start = writer.begin(); NetworkPolicySpec.encode(specValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNetworkPolicy ??= NetworkPolicy.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NetworkPolicy> = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: ObjectMeta.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(NetworkPolicySpec.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Which pods a policy is about and which traffic it allows. What several policies allow adds up. */
export interface NetworkPolicySpec extends Message {
  /** The pods; all of the namespace when empty. */
  readonly podSelector?: LabelSelector;
  /** What may come in. No rule: nothing. */
  readonly ingress?: readonly NetworkPolicyIngressRule[];
  /** What may go out. No rule: nothing, if policyTypes has Egress. */
  readonly egress?: readonly NetworkPolicyEgressRule[];
  /** Which directions the policy is about. Absent: Ingress, and Egress if there are egress rules. */
  readonly policyTypes?: readonly string[];
}

let emptyNetworkPolicySpec: NetworkPolicySpec | undefined;

export const NetworkPolicySpec: MessageType<NetworkPolicySpec> = {
  name: 'k8s.io.api.networking.v1.NetworkPolicySpec',
  schema: {
    doc: "Which pods a policy is about and which traffic it allows. What several policies allow adds up.",
    fields: [
      { name: "podSelector", number: 1, doc: "The pods; all of the namespace when empty.", type: "message", message: () => LabelSelector },
      { name: "ingress", number: 2, doc: "What may come in. No rule: nothing.", type: "message", container: "list", message: () => NetworkPolicyIngressRule },
      { name: "egress", number: 3, doc: "What may go out. No rule: nothing, if policyTypes has Egress.", type: "message", container: "list", message: () => NetworkPolicyEgressRule },
      { name: "policyTypes", number: 4, doc: "Which directions the policy is about. Absent: Ingress, and Egress if there are egress rules.", type: "string", container: "list", oneOf: ["Ingress","Egress"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const podSelectorValue = message.podSelector;
    if (podSelectorValue !== undefined) { writer.tag(10); { const start = writer.begin(); LabelSelector.encode(podSelectorValue, writer); writer.end(start); } }
    if (message.ingress !== undefined) for (const item of message.ingress) {
      writer.tag(18);
      { const start = writer.begin(); NetworkPolicyIngressRule.encode(item, writer); writer.end(start); }
    }
    if (message.egress !== undefined) for (const item of message.egress) {
      writer.tag(26);
      { const start = writer.begin(); NetworkPolicyEgressRule.encode(item, writer); writer.end(start); }
    }
    if (message.policyTypes !== undefined) for (const item of message.policyTypes) {
      writer.tag(34);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNetworkPolicySpec ??= NetworkPolicySpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NetworkPolicySpec> = {  };
    let ingressAll: NetworkPolicyIngressRule[] | undefined;
    let egressAll: NetworkPolicyEgressRule[] | undefined;
    let policyTypesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.podSelector = reader.message(LabelSelector.decode);
          break;
        case 18:
          (ingressAll ??= []).push(reader.message(NetworkPolicyIngressRule.decode));
          break;
        case 26:
          (egressAll ??= []).push(reader.message(NetworkPolicyEgressRule.decode));
          break;
        case 34:
          (policyTypesAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (ingressAll !== undefined) message.ingress = ingressAll;
    if (egressAll !== undefined) message.egress = egressAll;
    if (policyTypesAll !== undefined) message.policyTypes = policyTypesAll;
    return message;
  },
};

/** Traffic that may come in: from any of the peers to any of the ports. */
export interface NetworkPolicyIngressRule extends Message {
  /** The ports; all when absent. */
  readonly ports?: readonly NetworkPolicyPort[];
  /** The peers; all when absent. */
  readonly from?: readonly NetworkPolicyPeer[];
}

let emptyNetworkPolicyIngressRule: NetworkPolicyIngressRule | undefined;

export const NetworkPolicyIngressRule: MessageType<NetworkPolicyIngressRule> = {
  name: 'k8s.io.api.networking.v1.NetworkPolicyIngressRule',
  schema: {
    doc: "Traffic that may come in: from any of the peers to any of the ports.",
    fields: [
      { name: "ports", number: 1, doc: "The ports; all when absent.", type: "message", container: "list", message: () => NetworkPolicyPort },
      { name: "from", number: 2, doc: "The peers; all when absent.", type: "message", container: "list", message: () => NetworkPolicyPeer },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.ports !== undefined) for (const item of message.ports) {
      writer.tag(10);
      { const start = writer.begin(); NetworkPolicyPort.encode(item, writer); writer.end(start); }
    }
    if (message.from !== undefined) for (const item of message.from) {
      writer.tag(18);
      { const start = writer.begin(); NetworkPolicyPeer.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNetworkPolicyIngressRule ??= NetworkPolicyIngressRule.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NetworkPolicyIngressRule> = {  };
    let portsAll: NetworkPolicyPort[] | undefined;
    let fromAll: NetworkPolicyPeer[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (portsAll ??= []).push(reader.message(NetworkPolicyPort.decode));
          break;
        case 18:
          (fromAll ??= []).push(reader.message(NetworkPolicyPeer.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (portsAll !== undefined) message.ports = portsAll;
    if (fromAll !== undefined) message.from = fromAll;
    return message;
  },
};

/** Traffic that may go out: to any of the peers at any of the ports. */
export interface NetworkPolicyEgressRule extends Message {
  /** The ports; all when absent. */
  readonly ports?: readonly NetworkPolicyPort[];
  /** The peers; all when absent. */
  readonly to?: readonly NetworkPolicyPeer[];
}

let emptyNetworkPolicyEgressRule: NetworkPolicyEgressRule | undefined;

export const NetworkPolicyEgressRule: MessageType<NetworkPolicyEgressRule> = {
  name: 'k8s.io.api.networking.v1.NetworkPolicyEgressRule',
  schema: {
    doc: "Traffic that may go out: to any of the peers at any of the ports.",
    fields: [
      { name: "ports", number: 1, doc: "The ports; all when absent.", type: "message", container: "list", message: () => NetworkPolicyPort },
      { name: "to", number: 2, doc: "The peers; all when absent.", type: "message", container: "list", message: () => NetworkPolicyPeer },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.ports !== undefined) for (const item of message.ports) {
      writer.tag(10);
      { const start = writer.begin(); NetworkPolicyPort.encode(item, writer); writer.end(start); }
    }
    if (message.to !== undefined) for (const item of message.to) {
      writer.tag(18);
      { const start = writer.begin(); NetworkPolicyPeer.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNetworkPolicyEgressRule ??= NetworkPolicyEgressRule.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NetworkPolicyEgressRule> = {  };
    let portsAll: NetworkPolicyPort[] | undefined;
    let toAll: NetworkPolicyPeer[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (portsAll ??= []).push(reader.message(NetworkPolicyPort.decode));
          break;
        case 18:
          (toAll ??= []).push(reader.message(NetworkPolicyPeer.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (portsAll !== undefined) message.ports = portsAll;
    if (toAll !== undefined) message.to = toAll;
    return message;
  },
};

/** A port or a range of ports. */
export interface NetworkPolicyPort extends Message {
  /** TCP, UDP or SCTP. */
  readonly protocol?: string;
  /** The port, by number or by the name it has in the pod; all when absent. */
  readonly port?: IntOrString;
  /** The last port of a range that begins with `port`. */
  readonly endPort?: number;
}

let emptyNetworkPolicyPort: NetworkPolicyPort | undefined;

export const NetworkPolicyPort: MessageType<NetworkPolicyPort> = {
  name: 'k8s.io.api.networking.v1.NetworkPolicyPort',
  schema: {
    doc: "A port or a range of ports.",
    fields: [
      { name: "protocol", number: 1, doc: "TCP, UDP or SCTP.", type: "string", default: "TCP", oneOf: ["TCP","UDP","SCTP"] },
      { name: "port", number: 2, doc: "The port, by number or by the name it has in the pod; all when absent.", type: "intOrString" },
      { name: "endPort", number: 3, doc: "The last port of a range that begins with `port`.", type: "int32" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.protocol !== undefined) { writer.tag(10); writer.string(message.protocol); }
    const portValue = message.port;
    if (portValue !== undefined) { writer.tag(18); { const start = writer.begin(); writeIntOrString(portValue, writer); writer.end(start); } }
    if (message.endPort !== undefined) { writer.tag(24); writer.signed(message.endPort); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNetworkPolicyPort ??= NetworkPolicyPort.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NetworkPolicyPort> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.protocol = reader.string();
          break;
        case 18:
          message.port = reader.message(readIntOrString);
          break;
        case 24:
          message.endPort = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The other side of some traffic: pods, or addresses. */
export interface NetworkPolicyPeer extends Message {
  /** Pods, of the policy's namespace unless namespaceSelector is set. */
  readonly podSelector?: LabelSelector;
  /** Namespaces whose pods are meant; all of them when empty. */
  readonly namespaceSelector?: LabelSelector;
  /** Addresses; then the others are absent. */
  readonly ipBlock?: IPBlock;
}

let emptyNetworkPolicyPeer: NetworkPolicyPeer | undefined;

export const NetworkPolicyPeer: MessageType<NetworkPolicyPeer> = {
  name: 'k8s.io.api.networking.v1.NetworkPolicyPeer',
  schema: {
    doc: "The other side of some traffic: pods, or addresses.",
    fields: [
      { name: "podSelector", number: 1, doc: "Pods, of the policy's namespace unless namespaceSelector is set.", type: "message", message: () => LabelSelector },
      { name: "namespaceSelector", number: 2, doc: "Namespaces whose pods are meant; all of them when empty.", type: "message", message: () => LabelSelector },
      { name: "ipBlock", number: 3, doc: "Addresses; then the others are absent.", type: "message", message: () => IPBlock },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const podSelectorValue = message.podSelector;
    if (podSelectorValue !== undefined) { writer.tag(10); { const start = writer.begin(); LabelSelector.encode(podSelectorValue, writer); writer.end(start); } }
    const namespaceSelectorValue = message.namespaceSelector;
    if (namespaceSelectorValue !== undefined) { writer.tag(18); { const start = writer.begin(); LabelSelector.encode(namespaceSelectorValue, writer); writer.end(start); } }
    const ipBlockValue = message.ipBlock;
    if (ipBlockValue !== undefined) { writer.tag(26); { const start = writer.begin(); IPBlock.encode(ipBlockValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNetworkPolicyPeer ??= NetworkPolicyPeer.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NetworkPolicyPeer> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.podSelector = reader.message(LabelSelector.decode);
          break;
        case 18:
          message.namespaceSelector = reader.message(LabelSelector.decode);
          break;
        case 26:
          message.ipBlock = reader.message(IPBlock.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A network without some of its parts. */
export interface IPBlock extends Message {
  /** The network, such as 192.0.2.0/24. */
  readonly cidr: string;
  /** Networks in it that are left out. */
  readonly except?: readonly string[];
}

let emptyIPBlock: IPBlock | undefined;

export const IPBlock: MessageType<IPBlock> = {
  name: 'k8s.io.api.networking.v1.IPBlock',
  schema: {
    doc: "A network without some of its parts.",
    fields: [
      { name: "cidr", number: 1, doc: "The network, such as 192.0.2.0/24.", type: "string", required: true },
      { name: "except", number: 2, doc: "Networks in it that are left out.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.cidr); }
    if (message.except !== undefined) for (const item of message.except) {
      writer.tag(18);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyIPBlock ??= IPBlock.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<IPBlock> = { cidr: '' };
    let exceptAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.cidr = reader.string();
          break;
        case 18:
          (exceptAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (exceptAll !== undefined) message.except = exceptAll;
    return message;
  },
};
