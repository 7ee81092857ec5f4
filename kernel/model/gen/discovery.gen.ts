// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/discovery/discovery.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { ObjectReference } from '#kernel/model/gen/reference.gen.ts';

/** The addresses behind a Service. Made by a controller for Services with a selector. */
export interface EndpointSlice extends Message {
  readonly apiVersion: 'discovery.k8s.io/v1';
  readonly kind: 'EndpointSlice';
  /** Identity and bookkeeping; the label kubernetes.io/service-name names the Service. */
  readonly metadata: ObjectMeta;
  /** The endpoints. */
  readonly endpoints?: readonly Endpoint[];
  /** The ports that every endpoint serves. */
  readonly ports?: readonly EndpointPort[];
  /** The kind of all addresses in the slice; Services reach those of IPv4. Can't be changed. */
  readonly addressType: string;
}

let emptyEndpointSlice: EndpointSlice | undefined;

export const EndpointSlice: KindType<EndpointSlice> = {
  name: 'k8s.io.api.discovery.v1.EndpointSlice',
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  schema: {
    doc: "The addresses behind a Service. Made by a controller for Services with a selector.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping; the label kubernetes.io/service-name names the Service.", type: "message", message: () => ObjectMeta, required: true },
      { name: "endpoints", number: 2, doc: "The endpoints.", type: "message", container: "list", message: () => Endpoint, max: 1000 },
      { name: "ports", number: 3, doc: "The ports that every endpoint serves.", type: "message", container: "list", message: () => EndpointPort, max: 100 },
      { name: "addressType", number: 4, doc: "The kind of all addresses in the slice; Services reach those of IPv4. Can't be changed.", type: "string", required: true, oneOf: ["IPv4","IPv6","FQDN"], immutable: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    if (message.endpoints !== undefined) for (const item of message.endpoints) {
      writer.tag(18);
      { const start = writer.begin(); Endpoint.encode(item, writer); writer.end(start); }
    }
    if (message.ports !== undefined) for (const item of message.ports) {
      writer.tag(26);
      { const start = writer.begin(); EndpointPort.encode(item, writer); writer.end(start); }
    }
    { writer.tag(34); writer.string(message.addressType); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEndpointSlice ??= EndpointSlice.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EndpointSlice> = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: ObjectMeta.empty(), addressType: '' };
    let endpointsAll: Endpoint[] | undefined;
    let portsAll: EndpointPort[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          (endpointsAll ??= []).push(reader.message(Endpoint.decode));
          break;
        case 26:
          (portsAll ??= []).push(reader.message(EndpointPort.decode));
          break;
        case 34:
          message.addressType = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (endpointsAll !== undefined) message.endpoints = endpointsAll;
    if (portsAll !== undefined) message.ports = portsAll;
    return message;
  },
};

/** One backend of a Service. */
export interface Endpoint extends Message {
  /** The backend's addresses; the first is used. */
  readonly addresses: readonly string[];
  /** Whether the endpoint should be used. */
  readonly conditions?: EndpointConditions;
  /** The pod's hostname, when it has one of its own. */
  readonly hostname?: string;
  /** The pod behind the endpoint. */
  readonly targetRef?: ObjectReference;
  /** What v1beta1 calls topology, but for the zone. */
  readonly deprecatedTopology?: Readonly<Record<string, string>>;
  /** The node the pod runs on. */
  readonly nodeName?: string;
  /** The zone the endpoint is in. */
  readonly zone?: string;
  /** Who should rather use the endpoint. */
  readonly hints?: EndpointHints;
}

let emptyEndpoint: Endpoint | undefined;

export const Endpoint: MessageType<Endpoint> = {
  name: 'k8s.io.api.discovery.v1.Endpoint',
  schema: {
    doc: "One backend of a Service.",
    fields: [
      { name: "addresses", number: 1, doc: "The backend's addresses; the first is used.", type: "string", container: "list", required: true, listType: "set", min: 1, max: 100 },
      { name: "conditions", number: 2, doc: "Whether the endpoint should be used.", type: "message", message: () => EndpointConditions },
      { name: "hostname", number: 3, doc: "The pod's hostname, when it has one of its own.", type: "string", format: "dns-label" },
      { name: "targetRef", number: 4, doc: "The pod behind the endpoint.", type: "message", message: () => ObjectReference },
      { name: "deprecatedTopology", number: 5, doc: "What v1beta1 calls topology, but for the zone.", type: "string", container: "map" },
      { name: "nodeName", number: 6, doc: "The node the pod runs on.", type: "string" },
      { name: "zone", number: 7, doc: "The zone the endpoint is in.", type: "string" },
      { name: "hints", number: 8, doc: "Who should rather use the endpoint.", type: "message", message: () => EndpointHints, inert: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.addresses !== undefined) for (const item of message.addresses) {
      writer.tag(10);
      writer.string(item);
    }
    const conditionsValue = message.conditions;
    if (conditionsValue !== undefined) { writer.tag(18); { const start = writer.begin(); EndpointConditions.encode(conditionsValue, writer); writer.end(start); } }
    if (message.hostname !== undefined) { writer.tag(26); writer.string(message.hostname); }
    const targetRefValue = message.targetRef;
    if (targetRefValue !== undefined) { writer.tag(34); { const start = writer.begin(); ObjectReference.encode(targetRefValue, writer); writer.end(start); } }
    if (message.deprecatedTopology !== undefined) for (const [key, item] of entriesByKey(message.deprecatedTopology)) {
      writer.tag(42);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.string(item);
      writer.end(entry);
    }
    if (message.nodeName !== undefined) { writer.tag(50); writer.string(message.nodeName); }
    if (message.zone !== undefined) { writer.tag(58); writer.string(message.zone); }
    const hintsValue = message.hints;
    if (hintsValue !== undefined) { writer.tag(66); { const start = writer.begin(); EndpointHints.encode(hintsValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEndpoint ??= Endpoint.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Endpoint> = { addresses: [] };
    let addressesAll: string[] | undefined;
    let deprecatedTopologyAll: Record<string, string> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (addressesAll ??= []).push(reader.string());
          break;
        case 18:
          message.conditions = reader.message(EndpointConditions.decode);
          break;
        case 26:
          message.hostname = reader.string();
          break;
        case 34:
          message.targetRef = reader.message(ObjectReference.decode);
          break;
        case 42:
          deprecatedTopologyAll ??= {};
          readEntry(reader, deprecatedTopologyAll, () => reader.string(), () => '');
          break;
        case 50:
          message.nodeName = reader.string();
          break;
        case 58:
          message.zone = reader.string();
          break;
        case 66:
          message.hints = reader.message(EndpointHints.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (addressesAll !== undefined) message.addresses = addressesAll;
    if (deprecatedTopologyAll !== undefined) message.deprecatedTopology = deprecatedTopologyAll;
    return message;
  },
};

/** Whether an endpoint should be used. */
export interface EndpointConditions extends Message {
  /** It serves and is not being stopped. */
  readonly ready?: boolean;
  /** It serves, perhaps while being stopped. */
  readonly serving?: boolean;
  /** It is being stopped. */
  readonly terminating?: boolean;
}

let emptyEndpointConditions: EndpointConditions | undefined;

export const EndpointConditions: MessageType<EndpointConditions> = {
  name: 'k8s.io.api.discovery.v1.EndpointConditions',
  schema: {
    doc: "Whether an endpoint should be used.",
    fields: [
      { name: "ready", number: 1, doc: "It serves and is not being stopped.", type: "bool" },
      { name: "serving", number: 2, doc: "It serves, perhaps while being stopped.", type: "bool" },
      { name: "terminating", number: 3, doc: "It is being stopped.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.ready !== undefined) { writer.tag(8); writer.bool(message.ready); }
    if (message.serving !== undefined) { writer.tag(16); writer.bool(message.serving); }
    if (message.terminating !== undefined) { writer.tag(24); writer.bool(message.terminating); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEndpointConditions ??= EndpointConditions.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EndpointConditions> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.ready = reader.bool();
          break;
        case 16:
          message.serving = reader.bool();
          break;
        case 24:
          message.terminating = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Who should rather use an endpoint than others. */
export interface EndpointHints extends Message {
  /** Clients in these zones. */
  readonly forZones?: readonly ForZone[];
  /** Clients on these nodes. */
  readonly forNodes?: readonly ForNode[];
}

let emptyEndpointHints: EndpointHints | undefined;

export const EndpointHints: MessageType<EndpointHints> = {
  name: 'k8s.io.api.discovery.v1.EndpointHints',
  schema: {
    doc: "Who should rather use an endpoint than others.",
    fields: [
      { name: "forZones", number: 1, doc: "Clients in these zones.", type: "message", container: "list", message: () => ForZone, max: 8 },
      { name: "forNodes", number: 2, doc: "Clients on these nodes.", type: "message", container: "list", message: () => ForNode, max: 8 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.forZones !== undefined) for (const item of message.forZones) {
      writer.tag(10);
      { const start = writer.begin(); ForZone.encode(item, writer); writer.end(start); }
    }
    if (message.forNodes !== undefined) for (const item of message.forNodes) {
      writer.tag(18);
      { const start = writer.begin(); ForNode.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEndpointHints ??= EndpointHints.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EndpointHints> = {  };
    let forZonesAll: ForZone[] | undefined;
    let forNodesAll: ForNode[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (forZonesAll ??= []).push(reader.message(ForZone.decode));
          break;
        case 18:
          (forNodesAll ??= []).push(reader.message(ForNode.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (forZonesAll !== undefined) message.forZones = forZonesAll;
    if (forNodesAll !== undefined) message.forNodes = forNodesAll;
    return message;
  },
};

/** A zone whose clients should use an endpoint. */
export interface ForZone extends Message {
  /** The zone's name. */
  readonly name: string;
}

let emptyForZone: ForZone | undefined;

export const ForZone: MessageType<ForZone> = {
  name: 'k8s.io.api.discovery.v1.ForZone',
  schema: {
    doc: "A zone whose clients should use an endpoint.",
    fields: [
      { name: "name", number: 1, doc: "The zone's name.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyForZone ??= ForZone.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ForZone> = { name: '' };
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

/** A node whose clients should use an endpoint. */
export interface ForNode extends Message {
  /** The node's name. */
  readonly name: string;
}

let emptyForNode: ForNode | undefined;

export const ForNode: MessageType<ForNode> = {
  name: 'k8s.io.api.discovery.v1.ForNode',
  schema: {
    doc: "A node whose clients should use an endpoint.",
    fields: [
      { name: "name", number: 1, doc: "The node's name.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyForNode ??= ForNode.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ForNode> = { name: '' };
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

/** A port that every endpoint of the slice serves. */
export interface EndpointPort extends Message {
  /** The name of the Service's port. */
  readonly name?: string;
  /** TCP, UDP or SCTP; Services reach those of TCP and UDP. */
  readonly protocol?: string;
  /** The port's number on the endpoints. */
  readonly port?: number;
  /** What is spoken on the port, such as http or kubernetes.io/h2c. */
  readonly appProtocol?: string;
}

let emptyEndpointPort: EndpointPort | undefined;

export const EndpointPort: MessageType<EndpointPort> = {
  name: 'k8s.io.api.discovery.v1.EndpointPort',
  schema: {
    doc: "A port that every endpoint of the slice serves.",
    fields: [
      { name: "name", number: 1, doc: "The name of the Service's port.", type: "string" },
      { name: "protocol", number: 2, doc: "TCP, UDP or SCTP; Services reach those of TCP and UDP.", type: "string", default: "TCP", oneOf: ["TCP","UDP","SCTP"] },
      { name: "port", number: 3, doc: "The port's number on the endpoints.", type: "int32", min: 1, max: 65535 },
      { name: "appProtocol", number: 4, doc: "What is spoken on the port, such as http or kubernetes.io/h2c.", type: "string", format: "qualified-name" },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.name !== undefined) { writer.tag(10); writer.string(message.name); }
    if (message.protocol !== undefined) { writer.tag(18); writer.string(message.protocol); }
    if (message.port !== undefined) { writer.tag(24); writer.signed(message.port); }
    if (message.appProtocol !== undefined) { writer.tag(34); writer.string(message.appProtocol); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEndpointPort ??= EndpointPort.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EndpointPort> = {  };
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
          message.appProtocol = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
