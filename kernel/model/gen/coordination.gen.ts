// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/coordination/coordination.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { type MicroTime, readMicroTime, writeMicroTime } from '#kernel/model/scalars.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';

/** A claim that its holder renews while it lives. A node's lease is in the namespace orc-node-lease. */
export interface Lease extends Message {
  readonly apiVersion: 'coordination.k8s.io/v1';
  readonly kind: 'Lease';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Who holds the lease and until when. */
  readonly spec?: LeaseSpec;
}

let emptyLease: Lease | undefined;

export const Lease: KindType<Lease> = {
  name: 'k8s.io.api.coordination.v1.Lease',
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  schema: {
    doc: "A claim that its holder renews while it lives. A node's lease is in the namespace orc-node-lease.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "Who holds the lease and until when.", type: "message", message: () => LeaseSpec },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    const specValue = message.spec;
    if (specValue !== undefined) { writer.tag(18); { const start = writer.begin(); LeaseSpec.encode(specValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLease ??= Lease.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Lease> = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: ObjectMeta.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(LeaseSpec.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Who holds the lease and until when. */
export interface LeaseSpec extends Message {
  /** Who holds the lease. */
  readonly holderIdentity?: string;
  /** Seconds after `renewTime` at which others may take the lease. */
  readonly leaseDurationSeconds?: number;
  /** When the present holder took the lease. */
  readonly acquireTime?: MicroTime;
  /** When the holder last renewed the lease. */
  readonly renewTime?: MicroTime;
  /** How often the lease changed hands. */
  readonly leaseTransitions?: number;
  /** How the next holder is chosen, when candidates are compared: OldestEmulationVersion or one of a vendor's. */
  readonly strategy?: string;
  /** Who should hold the lease instead. Only with a strategy. */
  readonly preferredHolder?: string;
}

let emptyLeaseSpec: LeaseSpec | undefined;

export const LeaseSpec: MessageType<LeaseSpec> = {
  name: 'k8s.io.api.coordination.v1.LeaseSpec',
  schema: {
    doc: "Who holds the lease and until when.",
    fields: [
      { name: "holderIdentity", number: 1, doc: "Who holds the lease.", type: "string" },
      { name: "leaseDurationSeconds", number: 2, doc: "Seconds after `renewTime` at which others may take the lease.", type: "int32", min: 1 },
      { name: "acquireTime", number: 3, doc: "When the present holder took the lease.", type: "microTime" },
      { name: "renewTime", number: 4, doc: "When the holder last renewed the lease.", type: "microTime" },
      { name: "leaseTransitions", number: 5, doc: "How often the lease changed hands.", type: "int32", min: 0 },
      { name: "strategy", number: 6, doc: "How the next holder is chosen, when candidates are compared: OldestEmulationVersion or one of a vendor's.", type: "string" },
      { name: "preferredHolder", number: 7, doc: "Who should hold the lease instead. Only with a strategy.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.holderIdentity !== undefined) { writer.tag(10); writer.string(message.holderIdentity); }
    if (message.leaseDurationSeconds !== undefined) { writer.tag(16); writer.signed(message.leaseDurationSeconds); }
    const acquireTimeValue = message.acquireTime;
    if (acquireTimeValue !== undefined) { writer.tag(26); { const start = writer.begin(); writeMicroTime(acquireTimeValue, writer); writer.end(start); } }
    const renewTimeValue = message.renewTime;
    if (renewTimeValue !== undefined) { writer.tag(34); { const start = writer.begin(); writeMicroTime(renewTimeValue, writer); writer.end(start); } }
    if (message.leaseTransitions !== undefined) { writer.tag(40); writer.signed(message.leaseTransitions); }
    if (message.strategy !== undefined) { writer.tag(50); writer.string(message.strategy); }
    if (message.preferredHolder !== undefined) { writer.tag(58); writer.string(message.preferredHolder); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLeaseSpec ??= LeaseSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LeaseSpec> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.holderIdentity = reader.string();
          break;
        case 16:
          message.leaseDurationSeconds = reader.signed();
          break;
        case 26:
          message.acquireTime = reader.message(readMicroTime);
          break;
        case 34:
          message.renewTime = reader.message(readMicroTime);
          break;
        case 40:
          message.leaseTransitions = reader.signed();
          break;
        case 50:
          message.strategy = reader.string();
          break;
        case 58:
          message.preferredHolder = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
