// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/service-account.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType } from '#kernel/model/schema.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { ObjectReference, LocalObjectReference } from '#kernel/model/gen/reference.gen.ts';

/** Who the processes of a pod are to the masters. */
export interface ServiceAccount extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'ServiceAccount';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Secrets that its pods may mount. */
  readonly secrets?: readonly ObjectReference[];
  /** Secrets with which the images of its pods are pulled. */
  readonly imagePullSecrets?: readonly LocalObjectReference[];
  /** Whether its pods get a token, unless they say otherwise. */
  readonly automountServiceAccountToken?: boolean;
}

let emptyServiceAccount: ServiceAccount | undefined;

export const ServiceAccount: KindType<ServiceAccount> = {
  name: 'k8s.io.api.core.v1.ServiceAccount',
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  schema: {
    doc: "Who the processes of a pod are to the masters.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "secrets", number: 2, doc: "Secrets that its pods may mount.", type: "message", container: "list", message: () => ObjectReference, listKey: ["name"], patchStrategy: ["merge"], patchMergeKey: "name" },
      { name: "imagePullSecrets", number: 3, doc: "Secrets with which the images of its pods are pulled.", type: "message", container: "list", message: () => LocalObjectReference },
      { name: "automountServiceAccountToken", number: 4, doc: "Whether its pods get a token, unless they say otherwise.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    if (message.secrets !== undefined) for (const item of message.secrets) {
      writer.tag(18);
      { const start = writer.begin(); ObjectReference.encode(item, writer); writer.end(start); }
    }
    if (message.imagePullSecrets !== undefined) for (const item of message.imagePullSecrets) {
      writer.tag(26);
      { const start = writer.begin(); LocalObjectReference.encode(item, writer); writer.end(start); }
    }
    if (message.automountServiceAccountToken !== undefined) { writer.tag(32); writer.bool(message.automountServiceAccountToken); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyServiceAccount ??= ServiceAccount.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ServiceAccount> = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: ObjectMeta.empty() };
    let secretsAll: ObjectReference[] | undefined;
    let imagePullSecretsAll: LocalObjectReference[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          (secretsAll ??= []).push(reader.message(ObjectReference.decode));
          break;
        case 26:
          (imagePullSecretsAll ??= []).push(reader.message(LocalObjectReference.decode));
          break;
        case 32:
          message.automountServiceAccountToken = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (secretsAll !== undefined) message.secrets = secretsAll;
    if (imagePullSecretsAll !== undefined) message.imagePullSecrets = imagePullSecretsAll;
    return message;
  },
};
