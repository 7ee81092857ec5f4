// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/orc/cluster.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { type Time, readTime, writeTime } from '#kernel/model/scalars.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';

/** The cluster itself; there is one, named `cluster`, made by the masters. */
export interface Cluster extends Message {
  readonly apiVersion: 'orc.dev/v1';
  readonly kind: 'Cluster';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What holds for the whole cluster. */
  readonly spec: ClusterSpec;
  /** The keys that sign the tokens of service accounts, the oldest first. Made and changed by the masters. */
  readonly tokenKeys?: readonly TokenKey[];
  /** Those who sign the cluster's certificates, the oldest first. Made and changed by the masters. */
  readonly authorities?: readonly Authority[];
  /** Certificates that are good no more although their time is not over. Made and changed by the masters. */
  readonly revocations?: readonly Revocation[];
  /** The keys that wrap the keys of what is sealed, by name, the oldest first. Empty until one was changed. */
  readonly encryptionKeys?: readonly EncryptionKey[];
  /** Whether masters keep their key-encryption keys locked. */
  readonly lock?: KeyLock;
}

let emptyCluster: Cluster | undefined;

export const Cluster: KindType<Cluster> = {
  name: 'orc.dev.v1.Cluster',
  apiVersion: 'orc.dev/v1',
  kind: 'Cluster',
  schema: {
    doc: "The cluster itself; there is one, named `cluster`, made by the masters.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "What holds for the whole cluster.", type: "message", message: () => ClusterSpec, required: true },
      { name: "tokenKeys", number: 3, doc: "The keys that sign the tokens of service accounts, the oldest first. Made and changed by the masters.", type: "message", container: "list", message: () => TokenKey },
      { name: "authorities", number: 4, doc: "Those who sign the cluster's certificates, the oldest first. Made and changed by the masters.", type: "message", container: "list", message: () => Authority },
      { name: "revocations", number: 5, doc: "Certificates that are good no more although their time is not over. Made and changed by the masters.", type: "message", container: "list", message: () => Revocation },
      { name: "encryptionKeys", number: 6, doc: "The keys that wrap the keys of what is sealed, by name, the oldest first. Empty until one was changed.", type: "message", container: "list", message: () => EncryptionKey },
      { name: "lock", number: 7, doc: "Whether masters keep their key-encryption keys locked.", type: "message", message: () => KeyLock },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); ClusterSpec.encode(message.spec, writer); writer.end(start); } }
    if (message.tokenKeys !== undefined) for (const item of message.tokenKeys) {
      writer.tag(26);
      { const start = writer.begin(); TokenKey.encode(item, writer); writer.end(start); }
    }
    if (message.authorities !== undefined) for (const item of message.authorities) {
      writer.tag(34);
      { const start = writer.begin(); Authority.encode(item, writer); writer.end(start); }
    }
    if (message.revocations !== undefined) for (const item of message.revocations) {
      writer.tag(42);
      { const start = writer.begin(); Revocation.encode(item, writer); writer.end(start); }
    }
    if (message.encryptionKeys !== undefined) for (const item of message.encryptionKeys) {
      writer.tag(50);
      { const start = writer.begin(); EncryptionKey.encode(item, writer); writer.end(start); }
    }
    const lockValue = message.lock;
    if (lockValue !== undefined) { writer.tag(58); { const start = writer.begin(); KeyLock.encode(lockValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCluster ??= Cluster.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Cluster> = { apiVersion: 'orc.dev/v1', kind: 'Cluster', metadata: ObjectMeta.empty(), spec: ClusterSpec.empty() };
    let tokenKeysAll: TokenKey[] | undefined;
    let authoritiesAll: Authority[] | undefined;
    let revocationsAll: Revocation[] | undefined;
    let encryptionKeysAll: EncryptionKey[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(ClusterSpec.decode);
          break;
        case 26:
          (tokenKeysAll ??= []).push(reader.message(TokenKey.decode));
          break;
        case 34:
          (authoritiesAll ??= []).push(reader.message(Authority.decode));
          break;
        case 42:
          (revocationsAll ??= []).push(reader.message(Revocation.decode));
          break;
        case 50:
          (encryptionKeysAll ??= []).push(reader.message(EncryptionKey.decode));
          break;
        case 58:
          message.lock = reader.message(KeyLock.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (tokenKeysAll !== undefined) message.tokenKeys = tokenKeysAll;
    if (authoritiesAll !== undefined) message.authorities = authoritiesAll;
    if (revocationsAll !== undefined) message.revocations = revocationsAll;
    if (encryptionKeysAll !== undefined) message.encryptionKeys = encryptionKeysAll;
    return message;
  },
};

/** A key-encryption key, by name: the key itself is on the masters' disks and never in the log. */
export interface EncryptionKey extends Message {
  /** Names it: the first 16 hexadecimal digits of its SHA-256. */
  readonly id: string;
  /** When it was made, or first seen. */
  readonly createdAt: Time;
  /** Since when it seals: once every master has it. Unset until then; of those that are set the newest seals. */
  readonly sealsSince?: Time;
  /** When masters were told to destroy it: nothing in the state is sealed under it, and nothing ever will be. */
  readonly destroyedAt?: Time;
  /** Masters that do not do yet what the next step needs, by name. */
  readonly waitingFor?: readonly string[];
}

let emptyEncryptionKey: EncryptionKey | undefined;

export const EncryptionKey: MessageType<EncryptionKey> = {
  name: 'orc.dev.v1.EncryptionKey',
  schema: {
    doc: "A key-encryption key, by name: the key itself is on the masters' disks and never in the log.",
    fields: [
      { name: "id", number: 1, doc: "Names it: the first 16 hexadecimal digits of its SHA-256.", type: "string", required: true },
      { name: "createdAt", number: 2, doc: "When it was made, or first seen.", type: "time", required: true },
      { name: "sealsSince", number: 3, doc: "Since when it seals: once every master has it. Unset until then; of those that are set the newest seals.", type: "time" },
      { name: "destroyedAt", number: 4, doc: "When masters were told to destroy it: nothing in the state is sealed under it, and nothing ever will be.", type: "time" },
      { name: "waitingFor", number: 5, doc: "Masters that do not do yet what the next step needs, by name.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.id); }
    { writer.tag(18); { const start = writer.begin(); writeTime(message.createdAt, writer); writer.end(start); } }
    const sealsSinceValue = message.sealsSince;
    if (sealsSinceValue !== undefined) { writer.tag(26); { const start = writer.begin(); writeTime(sealsSinceValue, writer); writer.end(start); } }
    const destroyedAtValue = message.destroyedAt;
    if (destroyedAtValue !== undefined) { writer.tag(34); { const start = writer.begin(); writeTime(destroyedAtValue, writer); writer.end(start); } }
    if (message.waitingFor !== undefined) for (const item of message.waitingFor) {
      writer.tag(42);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEncryptionKey ??= EncryptionKey.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EncryptionKey> = { id: '', createdAt: '' };
    let waitingForAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.id = reader.string();
          break;
        case 18:
          message.createdAt = reader.message(readTime);
          break;
        case 26:
          message.sealsSince = reader.message(readTime);
          break;
        case 34:
          message.destroyedAt = reader.message(readTime);
          break;
        case 42:
          (waitingForAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (waitingForAll !== undefined) message.waitingFor = waitingForAll;
    return message;
  },
};

/** Masters seal their file of key-encryption keys under an unlock key, which somebody brings whenever one starts. */
export interface KeyLock extends Message {
  /** Names the unlock key: the first 16 hexadecimal digits of its SHA-256. */
  readonly id?: string;
  /** Since when. */
  readonly since?: Time;
  /** The unlock key, sealed as a Secret's values are. No face shows it. */
  readonly sealed?: Uint8Array;
}

let emptyKeyLock: KeyLock | undefined;

export const KeyLock: MessageType<KeyLock> = {
  name: 'orc.dev.v1.KeyLock',
  schema: {
    doc: "Masters seal their file of key-encryption keys under an unlock key, which somebody brings whenever one starts.",
    fields: [
      { name: "id", number: 1, doc: "Names the unlock key: the first 16 hexadecimal digits of its SHA-256.", type: "string" },
      { name: "since", number: 2, doc: "Since when.", type: "time" },
      { name: "sealed", number: 3, doc: "The unlock key, sealed as a Secret's values are. No face shows it.", type: "bytes" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.id !== undefined) { writer.tag(10); writer.string(message.id); }
    const sinceValue = message.since;
    if (sinceValue !== undefined) { writer.tag(18); { const start = writer.begin(); writeTime(sinceValue, writer); writer.end(start); } }
    if (message.sealed !== undefined) { writer.tag(26); writer.bytes(message.sealed); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyKeyLock ??= KeyLock.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<KeyLock> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.id = reader.string();
          break;
        case 18:
          message.since = reader.message(readTime);
          break;
        case 26:
          message.sealed = reader.bytes();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A certificate that is good no more, or all of a user. */
export interface Revocation extends Message {
  /** The certificate's serial number, in lowercase hexadecimal digits without leading zeros. */
  readonly serial?: string;
  /** When it was revoked. */
  readonly revokedAt: Time;
  /** Who revoked it. */
  readonly revokedBy?: string;
  /** Why, for people. */
  readonly reason?: string;
  /** Instead of a serial number: the user (the common name) whose certificates end that were signed until then. */
  readonly user?: string;
}

let emptyRevocation: Revocation | undefined;

export const Revocation: MessageType<Revocation> = {
  name: 'orc.dev.v1.Revocation',
  schema: {
    doc: "A certificate that is good no more, or all of a user.",
    fields: [
      { name: "serial", number: 1, doc: "The certificate's serial number, in lowercase hexadecimal digits without leading zeros.", type: "string" },
      { name: "revokedAt", number: 2, doc: "When it was revoked.", type: "time", required: true },
      { name: "revokedBy", number: 3, doc: "Who revoked it.", type: "string" },
      { name: "reason", number: 4, doc: "Why, for people.", type: "string" },
      { name: "user", number: 5, doc: "Instead of a serial number: the user (the common name) whose certificates end that were signed until then.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.serial !== undefined) { writer.tag(10); writer.string(message.serial); }
    { writer.tag(18); { const start = writer.begin(); writeTime(message.revokedAt, writer); writer.end(start); } }
    if (message.revokedBy !== undefined) { writer.tag(26); writer.string(message.revokedBy); }
    if (message.reason !== undefined) { writer.tag(34); writer.string(message.reason); }
    if (message.user !== undefined) { writer.tag(42); writer.string(message.user); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRevocation ??= Revocation.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Revocation> = { revokedAt: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.serial = reader.string();
          break;
        case 18:
          message.revokedAt = reader.message(readTime);
          break;
        case 26:
          message.revokedBy = reader.string();
          break;
        case 34:
          message.reason = reader.string();
          break;
        case 42:
          message.user = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A certificate authority of the cluster. */
export interface Authority extends Message {
  /** Names it: the SHA-256 of its public key (SubjectPublicKeyInfo), in hexadecimal digits. */
  readonly id: string;
  /** When the cluster took it in. */
  readonly createdAt: Time;
  /** Its certificate, as PEM. */
  readonly certificate: string;
  /** Its private key (PKCS #8 as PEM), sealed as a Secret's values are. No face shows it. */
  readonly sealed?: Uint8Array;
  /** Since when it signs: once every master and every node that is ready trusts it. Unset until then; of those that are set the newest signs. */
  readonly signsSince?: Time;
  /** The same key certified by the authority before, as PEM: shown with what this authority signs, so that whoever knows only the one before believes it. */
  readonly crossCertificate?: string;
  /** Whether it is to go once no master and no node needs it any more. */
  readonly retiring?: boolean;
  /** Masters and nodes that do not have what they need yet for the next step, by name; the first twenty. */
  readonly waitingFor?: readonly string[];
}

let emptyAuthority: Authority | undefined;

export const Authority: MessageType<Authority> = {
  name: 'orc.dev.v1.Authority',
  schema: {
    doc: "A certificate authority of the cluster.",
    fields: [
      { name: "id", number: 1, doc: "Names it: the SHA-256 of its public key (SubjectPublicKeyInfo), in hexadecimal digits.", type: "string", required: true },
      { name: "createdAt", number: 2, doc: "When the cluster took it in.", type: "time", required: true },
      { name: "certificate", number: 3, doc: "Its certificate, as PEM.", type: "string", required: true },
      { name: "sealed", number: 4, doc: "Its private key (PKCS #8 as PEM), sealed as a Secret's values are. No face shows it.", type: "bytes" },
      { name: "signsSince", number: 5, doc: "Since when it signs: once every master and every node that is ready trusts it. Unset until then; of those that are set the newest signs.", type: "time" },
      { name: "crossCertificate", number: 6, doc: "The same key certified by the authority before, as PEM: shown with what this authority signs, so that whoever knows only the one before believes it.", type: "string" },
      { name: "retiring", number: 7, doc: "Whether it is to go once no master and no node needs it any more.", type: "bool" },
      { name: "waitingFor", number: 8, doc: "Masters and nodes that do not have what they need yet for the next step, by name; the first twenty.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.id); }
    { writer.tag(18); { const start = writer.begin(); writeTime(message.createdAt, writer); writer.end(start); } }
    { writer.tag(26); writer.string(message.certificate); }
    if (message.sealed !== undefined) { writer.tag(34); writer.bytes(message.sealed); }
    const signsSinceValue = message.signsSince;
    if (signsSinceValue !== undefined) { writer.tag(42); { const start = writer.begin(); writeTime(signsSinceValue, writer); writer.end(start); } }
    if (message.crossCertificate !== undefined) { writer.tag(50); writer.string(message.crossCertificate); }
    if (message.retiring !== undefined) { writer.tag(56); writer.bool(message.retiring); }
    if (message.waitingFor !== undefined) for (const item of message.waitingFor) {
      writer.tag(66);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAuthority ??= Authority.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Authority> = { id: '', createdAt: '', certificate: '' };
    let waitingForAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.id = reader.string();
          break;
        case 18:
          message.createdAt = reader.message(readTime);
          break;
        case 26:
          message.certificate = reader.string();
          break;
        case 34:
          message.sealed = reader.bytes();
          break;
        case 42:
          message.signsSince = reader.message(readTime);
          break;
        case 50:
          message.crossCertificate = reader.string();
          break;
        case 56:
          message.retiring = reader.bool();
          break;
        case 66:
          (waitingForAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (waitingForAll !== undefined) message.waitingFor = waitingForAll;
    return message;
  },
};

/** A pair of keys for the tokens of service accounts. */
export interface TokenKey extends Message {
  /** Names the key in tokens: its thumbprint (RFC 7638). */
  readonly id: string;
  /** When it was made. It verifies from then on, and signs a little later, when every master knows it. */
  readonly createdAt: Time;
  /** The public key, as a SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array;
  /** The private key (PKCS #8 in DER), sealed as a Secret's values are. No face shows it. */
  readonly sealed?: Uint8Array;
}

let emptyTokenKey: TokenKey | undefined;

export const TokenKey: MessageType<TokenKey> = {
  name: 'orc.dev.v1.TokenKey',
  schema: {
    doc: "A pair of keys for the tokens of service accounts.",
    fields: [
      { name: "id", number: 1, doc: "Names the key in tokens: its thumbprint (RFC 7638).", type: "string", required: true },
      { name: "createdAt", number: 2, doc: "When it was made. It verifies from then on, and signs a little later, when every master knows it.", type: "time", required: true },
      { name: "publicKey", number: 3, doc: "The public key, as a SubjectPublicKeyInfo in DER.", type: "bytes", required: true },
      { name: "sealed", number: 4, doc: "The private key (PKCS #8 in DER), sealed as a Secret's values are. No face shows it.", type: "bytes" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.id); }
    { writer.tag(18); { const start = writer.begin(); writeTime(message.createdAt, writer); writer.end(start); } }
    { writer.tag(26); writer.bytes(message.publicKey); }
    if (message.sealed !== undefined) { writer.tag(34); writer.bytes(message.sealed); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTokenKey ??= TokenKey.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TokenKey> = { id: '', createdAt: '', publicKey: noBytes };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.id = reader.string();
          break;
        case 18:
          message.createdAt = reader.message(readTime);
          break;
        case 26:
          message.publicKey = reader.bytes();
          break;
        case 34:
          message.sealed = reader.bytes();
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

let emptyClusterSpec: ClusterSpec | undefined;

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
  empty: () => (emptyClusterSpec ??= ClusterSpec.decode(new Reader(noBytes), 0)),
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
