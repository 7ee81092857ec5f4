// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/orc/cluster.proto.
import { type Message, type Mutable, Reader, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';

/** The cluster itself; there is one, named `cluster`, made by the masters. */
export interface Cluster extends Message {
  readonly apiVersion: 'orc.dev/v1';
  readonly kind: 'Cluster';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What holds for the whole cluster. */
  readonly spec: ClusterSpec;
}

export const Cluster: KindType<Cluster> = {
  name: 'orc.dev.v1.Cluster',
  apiVersion: 'orc.dev/v1',
  kind: 'Cluster',
  schema: {
    doc: "The cluster itself; there is one, named `cluster`, made by the masters.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "What holds for the whole cluster.", type: "message", message: () => ClusterSpec, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.nested(() => ObjectMeta.encode(message.metadata, writer)); }
    { writer.tag(18); writer.nested(() => ClusterSpec.encode(message.spec, writer)); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<Cluster> = { apiVersion: 'orc.dev/v1', kind: 'Cluster', metadata: ObjectMeta.decode(new Reader(new Uint8Array()), 0), spec: ClusterSpec.decode(new Reader(new Uint8Array()), 0) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.nested((end) => ObjectMeta.decode(reader, end));
          break;
        case 18:
          message.spec = reader.nested((end) => ClusterSpec.decode(reader, end));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What holds for the whole cluster. */
export interface ClusterSpec extends Message {
  /** The version of orc's formats and rules that every master supports. Raised by the masters, never lowered. */
  readonly version: number;
  /** The addresses that Services are given, as a CIDR. */
  readonly serviceCidr: string;
  /** The addresses that pods are given, as a CIDR; each node has a /24 of it. */
  readonly podCidr: string;
}

export const ClusterSpec: MessageType<ClusterSpec> = {
  name: 'orc.dev.v1.ClusterSpec',
  schema: {
    doc: "What holds for the whole cluster.",
    fields: [
      { name: "version", number: 1, doc: "The version of orc's formats and rules that every master supports. Raised by the masters, never lowered.", type: "int32", required: true, min: 1 },
      { name: "serviceCidr", number: 2, doc: "The addresses that Services are given, as a CIDR.", type: "string", required: true, format: "cidr" },
      { name: "podCidr", number: 3, doc: "The addresses that pods are given, as a CIDR; each node has a /24 of it.", type: "string", required: true, format: "cidr" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.signed(message.version); }
    { writer.tag(18); writer.string(message.serviceCidr); }
    { writer.tag(26); writer.string(message.podCidr); }
    writer.unknown(message[unknownFields]);
  },
  decode(reader, end) {
    const message: Mutable<ClusterSpec> = { version: 0, serviceCidr: '', podCidr: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.version = reader.signed();
          break;
        case 18:
          message.serviceCidr = reader.string();
          break;
        case 26:
          message.podCidr = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
