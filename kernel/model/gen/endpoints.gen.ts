// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/endpoints.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { ObjectReference } from '#kernel/model/gen/reference.gen.ts';

/** The addresses behind a Service. EndpointSlice is its successor. */
export interface Endpoints extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'Endpoints';
  /** Identity and bookkeeping; the name is the Service's. */
  readonly metadata: ObjectMeta;
  /** Addresses grouped by the ports they serve. */
  readonly subsets?: readonly EndpointSubset[];
}

let emptyEndpoints: Endpoints | undefined;

export const Endpoints: KindType<Endpoints> = {
  name: 'k8s.io.api.core.v1.Endpoints',
  apiVersion: 'v1',
  kind: 'Endpoints',
  schema: {
    doc: "The addresses behind a Service. EndpointSlice is its successor.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping; the name is the Service's.", type: "message", message: () => ObjectMeta, required: true },
      { name: "subsets", number: 2, doc: "Addresses grouped by the ports they serve.", type: "message", container: "list", message: () => EndpointSubset },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    if (message.subsets !== undefined) for (const item of message.subsets) {
      writer.tag(18);
      { const start = writer.begin(); EndpointSubset.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEndpoints ??= Endpoints.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Endpoints> = { apiVersion: 'v1', kind: 'Endpoints', metadata: ObjectMeta.empty() };
    let subsetsAll: EndpointSubset[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          (subsetsAll ??= []).push(reader.message(EndpointSubset.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (subsetsAll !== undefined) message.subsets = subsetsAll;
    return message;
  },
};

/** Addresses that serve the same ports: each address on each port. */
export interface EndpointSubset extends Message {
  /** Those that are ready. */
  readonly addresses?: readonly EndpointAddress[];
  /** Those that are not. */
  readonly notReadyAddresses?: readonly EndpointAddress[];
  /** The ports. */
  readonly ports?: readonly CoreEndpointPort[];
}

let emptyEndpointSubset: EndpointSubset | undefined;

export const EndpointSubset: MessageType<EndpointSubset> = {
  name: 'k8s.io.api.core.v1.EndpointSubset',
  schema: {
    doc: "Addresses that serve the same ports: each address on each port.",
    fields: [
      { name: "addresses", number: 1, doc: "Those that are ready.", type: "message", container: "list", message: () => EndpointAddress },
      { name: "notReadyAddresses", number: 2, doc: "Those that are not.", type: "message", container: "list", message: () => EndpointAddress },
      { name: "ports", number: 3, doc: "The ports.", type: "message", container: "list", message: () => CoreEndpointPort },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.addresses !== undefined) for (const item of message.addresses) {
      writer.tag(10);
      { const start = writer.begin(); EndpointAddress.encode(item, writer); writer.end(start); }
    }
    if (message.notReadyAddresses !== undefined) for (const item of message.notReadyAddresses) {
      writer.tag(18);
      { const start = writer.begin(); EndpointAddress.encode(item, writer); writer.end(start); }
    }
    if (message.ports !== undefined) for (const item of message.ports) {
      writer.tag(26);
      { const start = writer.begin(); CoreEndpointPort.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEndpointSubset ??= EndpointSubset.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EndpointSubset> = {  };
    let addressesAll: EndpointAddress[] | undefined;
    let notReadyAddressesAll: EndpointAddress[] | undefined;
    let portsAll: CoreEndpointPort[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (addressesAll ??= []).push(reader.message(EndpointAddress.decode));
          break;
        case 18:
          (notReadyAddressesAll ??= []).push(reader.message(EndpointAddress.decode));
          break;
        case 26:
          (portsAll ??= []).push(reader.message(CoreEndpointPort.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (addressesAll !== undefined) message.addresses = addressesAll;
    if (notReadyAddressesAll !== undefined) message.notReadyAddresses = notReadyAddressesAll;
    if (portsAll !== undefined) message.ports = portsAll;
    return message;
  },
};

/** One address. */
export interface EndpointAddress extends Message {
  /** The address. */
  readonly ip: string;
  /** What is there, mostly a pod. */
  readonly targetRef?: ObjectReference;
  /** Its hostname. */
  readonly hostname?: string;
  /** The node it is on. */
  readonly nodeName?: string;
}

let emptyEndpointAddress: EndpointAddress | undefined;

export const EndpointAddress: MessageType<EndpointAddress> = {
  name: 'k8s.io.api.core.v1.EndpointAddress',
  schema: {
    doc: "One address.",
    fields: [
      { name: "ip", number: 1, doc: "The address.", type: "string", required: true },
      { name: "targetRef", number: 2, doc: "What is there, mostly a pod.", type: "message", message: () => ObjectReference },
      { name: "hostname", number: 3, doc: "Its hostname.", type: "string", format: "dns-label" },
      { name: "nodeName", number: 4, doc: "The node it is on.", type: "string" },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.ip); }
    const targetRefValue = message.targetRef;
    if (targetRefValue !== undefined) { writer.tag(18); { const start = writer.begin(); ObjectReference.encode(targetRefValue, writer); writer.end(start); } }
    if (message.hostname !== undefined) { writer.tag(26); writer.string(message.hostname); }
    if (message.nodeName !== undefined) { writer.tag(34); writer.string(message.nodeName); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEndpointAddress ??= EndpointAddress.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EndpointAddress> = { ip: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.ip = reader.string();
          break;
        case 18:
          message.targetRef = reader.message(ObjectReference.decode);
          break;
        case 26:
          message.hostname = reader.string();
          break;
        case 34:
          message.nodeName = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** One port. */
export interface CoreEndpointPort extends Message {
  /** The name of the Service's port; needed when there are several. */
  readonly name?: string;
  /** The number. */
  readonly port: number;
  /** TCP, UDP or SCTP. */
  readonly protocol?: string;
  /** What is spoken there, such as kubernetes.io/h2c. */
  readonly appProtocol?: string;
}

let emptyCoreEndpointPort: CoreEndpointPort | undefined;

export const CoreEndpointPort: MessageType<CoreEndpointPort> = {
  name: 'k8s.io.api.core.v1.CoreEndpointPort',
  schema: {
    doc: "One port.",
    fields: [
      { name: "name", number: 1, doc: "The name of the Service's port; needed when there are several.", type: "string", format: "dns-label" },
      { name: "port", number: 2, doc: "The number.", type: "int32", required: true, min: 1, max: 65535 },
      { name: "protocol", number: 3, doc: "TCP, UDP or SCTP.", type: "string", default: "TCP", oneOf: ["SCTP","TCP","UDP"] },
      { name: "appProtocol", number: 4, doc: "What is spoken there, such as kubernetes.io/h2c.", type: "string", format: "qualified-name" },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.name !== undefined) { writer.tag(10); writer.string(message.name); }
    { writer.tag(16); writer.signed(message.port); }
    if (message.protocol !== undefined) { writer.tag(26); writer.string(message.protocol); }
    if (message.appProtocol !== undefined) { writer.tag(34); writer.string(message.appProtocol); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCoreEndpointPort ??= CoreEndpointPort.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CoreEndpointPort> = { port: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 16:
          message.port = reader.signed();
          break;
        case 26:
          message.protocol = reader.string();
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
