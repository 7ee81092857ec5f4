// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/orc/api.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';
import { NodeMetrics, PodMetrics } from '#kernel/model/gen/metrics.gen.ts';
import { PackedObject, Key, SessionCall, Event } from '#kernel/model/gen/log.gen.ts';

/** Asks for key-encryption keys by name. */
export interface EncryptionKeysRequest extends Message {
  /** The asking master's name. */
  readonly name: string;
  /** The names of the keys that it lacks. */
  readonly ids: readonly string[];
  /** The name of a key that both have, and by it a code over who asks for what at which time (HMAC-SHA-256). */
  readonly knownId: string;
  /** The code. */
  readonly proof: Uint8Array;
  /** When it was made, in milliseconds since the Unix epoch. */
  readonly atMs: number;
}

let emptyEncryptionKeysRequest: EncryptionKeysRequest | undefined;

export const EncryptionKeysRequest: MessageType<EncryptionKeysRequest> = {
  name: 'orc.v1.EncryptionKeysRequest',
  schema: {
    doc: "Asks for key-encryption keys by name.",
    fields: [
      { name: "name", number: 1, doc: "The asking master's name.", type: "string" },
      { name: "ids", number: 2, doc: "The names of the keys that it lacks.", type: "string", container: "list" },
      { name: "knownId", number: 3, doc: "The name of a key that both have, and by it a code over who asks for what at which time (HMAC-SHA-256).", type: "string" },
      { name: "proof", number: 4, doc: "The code.", type: "bytes" },
      { name: "atMs", number: 5, doc: "When it was made, in milliseconds since the Unix epoch.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.name !== '') { writer.tag(10); writer.string(message.name); }
    if (message.ids !== undefined) for (const item of message.ids) {
      writer.tag(18);
      writer.string(item);
    }
    if (message.knownId !== '') { writer.tag(26); writer.string(message.knownId); }
    if (message.proof.length > 0) { writer.tag(34); writer.bytes(message.proof); }
    if (message.atMs !== 0) { writer.tag(40); writer.signed(message.atMs); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEncryptionKeysRequest ??= EncryptionKeysRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EncryptionKeysRequest> = { name: '', knownId: '', proof: noBytes, atMs: 0, ids: [] };
    let idsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          (idsAll ??= []).push(reader.string());
          break;
        case 26:
          message.knownId = reader.string();
          break;
        case 34:
          message.proof = reader.bytes();
          break;
        case 40:
          message.atMs = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (idsAll !== undefined) message.ids = idsAll;
    return message;
  },
};

/** Those of the keys that the asked master has. */
export interface EncryptionKeysResponse extends Message {
  /** The keys, 32 bytes each. */
  readonly keys: readonly Uint8Array[];
}

let emptyEncryptionKeysResponse: EncryptionKeysResponse | undefined;

export const EncryptionKeysResponse: MessageType<EncryptionKeysResponse> = {
  name: 'orc.v1.EncryptionKeysResponse',
  schema: {
    doc: "Those of the keys that the asked master has.",
    fields: [
      { name: "keys", number: 1, doc: "The keys, 32 bytes each.", type: "bytes", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.keys !== undefined) for (const item of message.keys) {
      writer.tag(10);
      writer.bytes(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEncryptionKeysResponse ??= EncryptionKeysResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EncryptionKeysResponse> = { keys: [] };
    let keysAll: Uint8Array[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (keysAll ??= []).push(reader.bytes());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (keysAll !== undefined) message.keys = keysAll;
    return message;
  },
};

/** Brings the unlock key. */
export interface UnlockRequest extends Message {
  /** The key, as orc masters lock printed it. */
  readonly unlockKey: string;
}

let emptyUnlockRequest: UnlockRequest | undefined;

export const UnlockRequest: MessageType<UnlockRequest> = {
  name: 'orc.v1.UnlockRequest',
  schema: {
    doc: "Brings the unlock key.",
    fields: [
      { name: "unlockKey", number: 1, doc: "The key, as orc masters lock printed it.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.unlockKey !== '') { writer.tag(10); writer.string(message.unlockKey); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyUnlockRequest ??= UnlockRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<UnlockRequest> = { unlockKey: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.unlockKey = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The master has its keys. */
export interface UnlockResponse extends Message {
  /** Whether it was not locked. */
  readonly already: boolean;
}

let emptyUnlockResponse: UnlockResponse | undefined;

export const UnlockResponse: MessageType<UnlockResponse> = {
  name: 'orc.v1.UnlockResponse',
  schema: {
    doc: "The master has its keys.",
    fields: [
      { name: "already", number: 1, doc: "Whether it was not locked.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.already !== false) { writer.tag(8); writer.bool(message.already); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyUnlockResponse ??= UnlockResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<UnlockResponse> = { already: false };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.already = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Asks a master what it holds. */
export interface MasterReportRequest extends Message {
}

let emptyMasterReportRequest: MasterReportRequest | undefined;

export const MasterReportRequest: MessageType<MasterReportRequest> = {
  name: 'orc.v1.MasterReportRequest',
  schema: {
    doc: "Asks a master what it holds.",
    fields: [
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyMasterReportRequest ??= MasterReportRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<MasterReportRequest> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a master holds. */
export interface MasterReport extends Message {
  /** The master's name. */
  readonly name: string;
  /** Names the authorities that it trusts and the one that signed its certificate. */
  readonly trust: string;
  /** The names of the key-encryption keys that it has, that of the one by which it seals first. */
  readonly encryptionKeys: readonly string[];
}

let emptyMasterReport: MasterReport | undefined;

export const MasterReport: MessageType<MasterReport> = {
  name: 'orc.v1.MasterReport',
  schema: {
    doc: "What a master holds.",
    fields: [
      { name: "name", number: 1, doc: "The master's name.", type: "string" },
      { name: "trust", number: 2, doc: "Names the authorities that it trusts and the one that signed its certificate.", type: "string" },
      { name: "encryptionKeys", number: 3, doc: "The names of the key-encryption keys that it has, that of the one by which it seals first.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.name !== '') { writer.tag(10); writer.string(message.name); }
    if (message.trust !== '') { writer.tag(18); writer.string(message.trust); }
    if (message.encryptionKeys !== undefined) for (const item of message.encryptionKeys) {
      writer.tag(26);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyMasterReport ??= MasterReport.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<MasterReport> = { name: '', trust: '', encryptionKeys: [] };
    let encryptionKeysAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.trust = reader.string();
          break;
        case 26:
          (encryptionKeysAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (encryptionKeysAll !== undefined) message.encryptionKeys = encryptionKeysAll;
    return message;
  },
};

/** Asks for another key-encryption key. */
export interface RotateEncryptionKeyRequest extends Message {
}

let emptyRotateEncryptionKeyRequest: RotateEncryptionKeyRequest | undefined;

export const RotateEncryptionKeyRequest: MessageType<RotateEncryptionKeyRequest> = {
  name: 'orc.v1.RotateEncryptionKeyRequest',
  schema: {
    doc: "Asks for another key-encryption key.",
    fields: [
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRotateEncryptionKeyRequest ??= RotateEncryptionKeyRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RotateEncryptionKeyRequest> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The key is there. */
export interface RotateEncryptionKeyResponse extends Message {
  /** Its name. */
  readonly id: string;
}

let emptyRotateEncryptionKeyResponse: RotateEncryptionKeyResponse | undefined;

export const RotateEncryptionKeyResponse: MessageType<RotateEncryptionKeyResponse> = {
  name: 'orc.v1.RotateEncryptionKeyResponse',
  schema: {
    doc: "The key is there.",
    fields: [
      { name: "id", number: 1, doc: "Its name.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.id !== '') { writer.tag(10); writer.string(message.id); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRotateEncryptionKeyResponse ??= RotateEncryptionKeyResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RotateEncryptionKeyResponse> = { id: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.id = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What is to become of the lock; exactly one field is set. */
export interface LockRequest extends Message {
  /** Lock, under a new unlock key. */
  readonly on: boolean;
  /** Lock no more. */
  readonly off: boolean;
  /** Show the unlock key. */
  readonly show: boolean;
}

let emptyLockRequest: LockRequest | undefined;

export const LockRequest: MessageType<LockRequest> = {
  name: 'orc.v1.LockRequest',
  schema: {
    doc: "What is to become of the lock; exactly one field is set.",
    fields: [
      { name: "on", number: 1, doc: "Lock, under a new unlock key.", type: "bool" },
      { name: "off", number: 2, doc: "Lock no more.", type: "bool" },
      { name: "show", number: 3, doc: "Show the unlock key.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.on !== false) { writer.tag(8); writer.bool(message.on); }
    if (message.off !== false) { writer.tag(16); writer.bool(message.off); }
    if (message.show !== false) { writer.tag(24); writer.bool(message.show); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLockRequest ??= LockRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LockRequest> = { on: false, off: false, show: false };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.on = reader.bool();
          break;
        case 16:
          message.off = reader.bool();
          break;
        case 24:
          message.show = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The lock. */
export interface LockResponse extends Message {
  /** The unlock key; empty when there is none any more. */
  readonly unlockKey: string;
}

let emptyLockResponse: LockResponse | undefined;

export const LockResponse: MessageType<LockResponse> = {
  name: 'orc.v1.LockResponse',
  schema: {
    doc: "The lock.",
    fields: [
      { name: "unlockKey", number: 1, doc: "The unlock key; empty when there is none any more.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.unlockKey !== '') { writer.tag(10); writer.string(message.unlockKey); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLockResponse ??= LockResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LockResponse> = { unlockKey: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.unlockKey = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Asks for the next certificate. */
export interface RenewCertificateRequest extends Message {
  /** The PKCS #10 request for a new key, as PEM, with the subject of the present certificate. */
  readonly request: string;
}

let emptyRenewCertificateRequest: RenewCertificateRequest | undefined;

export const RenewCertificateRequest: MessageType<RenewCertificateRequest> = {
  name: 'orc.v1.RenewCertificateRequest',
  schema: {
    doc: "Asks for the next certificate.",
    fields: [
      { name: "request", number: 1, doc: "The PKCS #10 request for a new key, as PEM, with the subject of the present certificate.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.request !== '') { writer.tag(10); writer.string(message.request); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRenewCertificateRequest ??= RenewCertificateRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RenewCertificateRequest> = { request: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.request = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The next certificate. */
export interface RenewCertificateResponse extends Message {
  /** The certificate, as PEM. */
  readonly certificate: string;
  /** The certificates of the authorities by which masters are known, as PEM. */
  readonly authority: string;
}

let emptyRenewCertificateResponse: RenewCertificateResponse | undefined;

export const RenewCertificateResponse: MessageType<RenewCertificateResponse> = {
  name: 'orc.v1.RenewCertificateResponse',
  schema: {
    doc: "The next certificate.",
    fields: [
      { name: "certificate", number: 1, doc: "The certificate, as PEM.", type: "string" },
      { name: "authority", number: 2, doc: "The certificates of the authorities by which masters are known, as PEM.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.certificate !== '') { writer.tag(10); writer.string(message.certificate); }
    if (message.authority !== '') { writer.tag(18); writer.string(message.authority); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRenewCertificateResponse ??= RenewCertificateResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RenewCertificateResponse> = { certificate: '', authority: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.certificate = reader.string();
          break;
        case 18:
          message.authority = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Asks for another authority, or for the end of those before the newest. */
export interface RotateAuthorityRequest extends Message {
  /** Whether those before the newest are to go, instead of making another. */
  readonly dropOld: boolean;
  /** With drop_old: whether they go at once, although some masters and nodes may still need them. Those join anew. */
  readonly force: boolean;
}

let emptyRotateAuthorityRequest: RotateAuthorityRequest | undefined;

export const RotateAuthorityRequest: MessageType<RotateAuthorityRequest> = {
  name: 'orc.v1.RotateAuthorityRequest',
  schema: {
    doc: "Asks for another authority, or for the end of those before the newest.",
    fields: [
      { name: "dropOld", number: 1, doc: "Whether those before the newest are to go, instead of making another.", type: "bool" },
      { name: "force", number: 2, doc: "With drop_old: whether they go at once, although some masters and nodes may still need them. Those join anew.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.dropOld !== false) { writer.tag(8); writer.bool(message.dropOld); }
    if (message.force !== false) { writer.tag(16); writer.bool(message.force); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRotateAuthorityRequest ??= RotateAuthorityRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RotateAuthorityRequest> = { dropOld: false, force: false };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.dropOld = reader.bool();
          break;
        case 16:
          message.force = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The authority is there, or those before it will go. */
export interface RotateAuthorityResponse extends Message {
  /** The name of the newest authority: the SHA-256 of its public key, in hexadecimal digits. */
  readonly id: string;
}

let emptyRotateAuthorityResponse: RotateAuthorityResponse | undefined;

export const RotateAuthorityResponse: MessageType<RotateAuthorityResponse> = {
  name: 'orc.v1.RotateAuthorityResponse',
  schema: {
    doc: "The authority is there, or those before it will go.",
    fields: [
      { name: "id", number: 1, doc: "The name of the newest authority: the SHA-256 of its public key, in hexadecimal digits.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.id !== '') { writer.tag(10); writer.string(message.id); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRotateAuthorityResponse ??= RotateAuthorityResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RotateAuthorityResponse> = { id: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.id = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Names one object to read. */
export interface GetRequest extends Message {
  /** The object's key. */
  readonly key?: Key;
  /** Whether this master's present state will do, without asking the leader. */
  readonly stale: boolean;
  /** Answer only once this master has this revision (bounded wait). */
  readonly minRevision: number;
  /** The apiVersion that the object is to be in, such as `stable.example.com/v1` or `batch/v1beta1`. Of a kind that users define it has that version's defaults, as over HTTP; of a built-in kind, older versions have no messages: the object comes as JSON. The object as it is stored when absent. */
  readonly apiVersion?: string;
}

let emptyGetRequest: GetRequest | undefined;

export const GetRequest: MessageType<GetRequest> = {
  name: 'orc.v1.GetRequest',
  schema: {
    doc: "Names one object to read.",
    fields: [
      { name: "key", number: 1, doc: "The object's key.", type: "message", message: () => Key },
      { name: "stale", number: 2, doc: "Whether this master's present state will do, without asking the leader.", type: "bool" },
      { name: "minRevision", number: 3, doc: "Answer only once this master has this revision (bounded wait).", type: "int64" },
      { name: "apiVersion", number: 4, doc: "The apiVersion that the object is to be in, such as `stable.example.com/v1` or `batch/v1beta1`. Of a kind that users define it has that version's defaults, as over HTTP; of a built-in kind, older versions have no messages: the object comes as JSON. The object as it is stored when absent.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const keyValue = message.key;
    if (keyValue !== undefined) { writer.tag(10); { const start = writer.begin(); Key.encode(keyValue, writer); writer.end(start); } }
    if (message.stale !== false) { writer.tag(16); writer.bool(message.stale); }
    if (message.minRevision !== 0) { writer.tag(24); writer.unsigned(message.minRevision); }
    if (message.apiVersion !== undefined) { writer.tag(34); writer.string(message.apiVersion); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyGetRequest ??= GetRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<GetRequest> = { stale: false, minRevision: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.key = reader.message(Key.decode);
          break;
        case 16:
          message.stale = reader.bool();
          break;
        case 24:
          message.minRevision = reader.unsigned();
          break;
        case 34:
          message.apiVersion = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** One object. */
export interface GetResponse extends Message {
  /** The object. */
  readonly object?: PackedObject;
  /** The store's revision at the time of reading. */
  readonly revision: number;
}

let emptyGetResponse: GetResponse | undefined;

export const GetResponse: MessageType<GetResponse> = {
  name: 'orc.v1.GetResponse',
  schema: {
    doc: "One object.",
    fields: [
      { name: "object", number: 1, doc: "The object.", type: "message", message: () => PackedObject },
      { name: "revision", number: 2, doc: "The store's revision at the time of reading.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const objectValue = message.object;
    if (objectValue !== undefined) { writer.tag(10); { const start = writer.begin(); PackedObject.encode(objectValue, writer); writer.end(start); } }
    if (message.revision !== 0) { writer.tag(16); writer.unsigned(message.revision); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyGetResponse ??= GetResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<GetResponse> = { revision: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.object = reader.message(PackedObject.decode);
          break;
        case 16:
          message.revision = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Selects objects of one kind. */
export interface ListRequest extends Message {
  /** The API group; empty for core. */
  readonly group: string;
  /** The kind. */
  readonly kind: string;
  /** The namespace; empty for all. */
  readonly namespace: string;
  /** A label selector, such as `app=web,tier in (a,b),!old`. */
  readonly labelSelector: string;
  /** A field selector, such as `metadata.name=x,spec.nodeName=n1`. */
  readonly fieldSelector: string;
  /** The most objects to return; 0 means the server's bound. */
  readonly limit: number;
  /** Where the last page ended, from its answer. */
  readonly continue: string;
  /** Whether this master's present state will do, without asking the leader. */
  readonly stale: boolean;
  /** Answer only once this master has this revision (bounded wait). */
  readonly minRevision: number;
  /** Answer with what there was at this past revision, as far back as this master keeps events. */
  readonly atRevision: number;
  /** The apiVersion that objects are to be in, as in GetRequest. */
  readonly apiVersion?: string;
}

let emptyListRequest: ListRequest | undefined;

export const ListRequest: MessageType<ListRequest> = {
  name: 'orc.v1.ListRequest',
  schema: {
    doc: "Selects objects of one kind.",
    fields: [
      { name: "group", number: 1, doc: "The API group; empty for core.", type: "string" },
      { name: "kind", number: 2, doc: "The kind.", type: "string" },
      { name: "namespace", number: 3, doc: "The namespace; empty for all.", type: "string" },
      { name: "labelSelector", number: 4, doc: "A label selector, such as `app=web,tier in (a,b),!old`.", type: "string" },
      { name: "fieldSelector", number: 5, doc: "A field selector, such as `metadata.name=x,spec.nodeName=n1`.", type: "string" },
      { name: "limit", number: 6, doc: "The most objects to return; 0 means the server's bound.", type: "int32" },
      { name: "continue", number: 7, doc: "Where the last page ended, from its answer.", type: "string" },
      { name: "stale", number: 8, doc: "Whether this master's present state will do, without asking the leader.", type: "bool" },
      { name: "minRevision", number: 9, doc: "Answer only once this master has this revision (bounded wait).", type: "int64" },
      { name: "atRevision", number: 10, doc: "Answer with what there was at this past revision, as far back as this master keeps events.", type: "int64" },
      { name: "apiVersion", number: 11, doc: "The apiVersion that objects are to be in, as in GetRequest.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.group !== '') { writer.tag(10); writer.string(message.group); }
    if (message.kind !== '') { writer.tag(18); writer.string(message.kind); }
    if (message.namespace !== '') { writer.tag(26); writer.string(message.namespace); }
    if (message.labelSelector !== '') { writer.tag(34); writer.string(message.labelSelector); }
    if (message.fieldSelector !== '') { writer.tag(42); writer.string(message.fieldSelector); }
    if (message.limit !== 0) { writer.tag(48); writer.unsigned(message.limit); }
    if (message.continue !== '') { writer.tag(58); writer.string(message.continue); }
    if (message.stale !== false) { writer.tag(64); writer.bool(message.stale); }
    if (message.minRevision !== 0) { writer.tag(72); writer.unsigned(message.minRevision); }
    if (message.atRevision !== 0) { writer.tag(80); writer.unsigned(message.atRevision); }
    if (message.apiVersion !== undefined) { writer.tag(90); writer.string(message.apiVersion); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyListRequest ??= ListRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ListRequest> = { group: '', kind: '', namespace: '', labelSelector: '', fieldSelector: '', limit: 0, continue: '', stale: false, minRevision: 0, atRevision: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.group = reader.string();
          break;
        case 18:
          message.kind = reader.string();
          break;
        case 26:
          message.namespace = reader.string();
          break;
        case 34:
          message.labelSelector = reader.string();
          break;
        case 42:
          message.fieldSelector = reader.string();
          break;
        case 48:
          message.limit = reader.unsigned();
          break;
        case 58:
          message.continue = reader.string();
          break;
        case 64:
          message.stale = reader.bool();
          break;
        case 72:
          message.minRevision = reader.unsigned();
          break;
        case 80:
          message.atRevision = reader.unsigned();
          break;
        case 90:
          message.apiVersion = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A page of objects. */
export interface ListResponse extends Message {
  /** The objects, by namespace and name. */
  readonly objects: readonly PackedObject[];
  /** The state's revision: a watch from here misses nothing. */
  readonly revision: number;
  /** Where the next page starts; empty at the end. */
  readonly continue: string;
  /** How many more objects there are; 0 also where a selector would have to look at each. */
  readonly remaining: number;
}

let emptyListResponse: ListResponse | undefined;

export const ListResponse: MessageType<ListResponse> = {
  name: 'orc.v1.ListResponse',
  schema: {
    doc: "A page of objects.",
    fields: [
      { name: "objects", number: 1, doc: "The objects, by namespace and name.", type: "message", container: "list", message: () => PackedObject },
      { name: "revision", number: 2, doc: "The state's revision: a watch from here misses nothing.", type: "int64" },
      { name: "continue", number: 3, doc: "Where the next page starts; empty at the end.", type: "string" },
      { name: "remaining", number: 4, doc: "How many more objects there are; 0 also where a selector would have to look at each.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.objects !== undefined) for (const item of message.objects) {
      writer.tag(10);
      { const start = writer.begin(); PackedObject.encode(item, writer); writer.end(start); }
    }
    if (message.revision !== 0) { writer.tag(16); writer.unsigned(message.revision); }
    if (message.continue !== '') { writer.tag(26); writer.string(message.continue); }
    if (message.remaining !== 0) { writer.tag(32); writer.unsigned(message.remaining); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyListResponse ??= ListResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ListResponse> = { revision: 0, continue: '', remaining: 0, objects: [] };
    let objectsAll: PackedObject[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (objectsAll ??= []).push(reader.message(PackedObject.decode));
          break;
        case 16:
          message.revision = reader.unsigned();
          break;
        case 26:
          message.continue = reader.string();
          break;
        case 32:
          message.remaining = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (objectsAll !== undefined) message.objects = objectsAll;
    return message;
  },
};

/** Selects events of one kind. */
export interface WatchRequest extends Message {
  /** The API group; empty for core. */
  readonly group: string;
  /** The kind. */
  readonly kind: string;
  /** The namespace; empty for all. */
  readonly namespace: string;
  /** A label selector. */
  readonly labelSelector: string;
  /** A field selector. */
  readonly fieldSelector: string;
  /** Send events after this revision; 0 means: first every object there is, as ADDED. */
  readonly fromRevision: number;
  /** The apiVersion that objects are to be in, as in GetRequest. */
  readonly apiVersion?: string;
}

let emptyWatchRequest: WatchRequest | undefined;

export const WatchRequest: MessageType<WatchRequest> = {
  name: 'orc.v1.WatchRequest',
  schema: {
    doc: "Selects events of one kind.",
    fields: [
      { name: "group", number: 1, doc: "The API group; empty for core.", type: "string" },
      { name: "kind", number: 2, doc: "The kind.", type: "string" },
      { name: "namespace", number: 3, doc: "The namespace; empty for all.", type: "string" },
      { name: "labelSelector", number: 4, doc: "A label selector.", type: "string" },
      { name: "fieldSelector", number: 5, doc: "A field selector.", type: "string" },
      { name: "fromRevision", number: 6, doc: "Send events after this revision; 0 means: first every object there is, as ADDED.", type: "int64" },
      { name: "apiVersion", number: 7, doc: "The apiVersion that objects are to be in, as in GetRequest.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.group !== '') { writer.tag(10); writer.string(message.group); }
    if (message.kind !== '') { writer.tag(18); writer.string(message.kind); }
    if (message.namespace !== '') { writer.tag(26); writer.string(message.namespace); }
    if (message.labelSelector !== '') { writer.tag(34); writer.string(message.labelSelector); }
    if (message.fieldSelector !== '') { writer.tag(42); writer.string(message.fieldSelector); }
    if (message.fromRevision !== 0) { writer.tag(48); writer.unsigned(message.fromRevision); }
    if (message.apiVersion !== undefined) { writer.tag(58); writer.string(message.apiVersion); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyWatchRequest ??= WatchRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<WatchRequest> = { group: '', kind: '', namespace: '', labelSelector: '', fieldSelector: '', fromRevision: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.group = reader.string();
          break;
        case 18:
          message.kind = reader.string();
          break;
        case 26:
          message.namespace = reader.string();
          break;
        case 34:
          message.labelSelector = reader.string();
          break;
        case 42:
          message.fieldSelector = reader.string();
          break;
        case 48:
          message.fromRevision = reader.unsigned();
          break;
        case 58:
          message.apiVersion = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Events, or a sign of life. */
export interface WatchResponse extends Message {
  /** The events, in order. */
  readonly events: readonly Event[];
  /** Everything up to this revision has been sent. */
  readonly revision: number;
  /** Whether the objects there were at the start have all been sent. */
  readonly synced: boolean;
}

let emptyWatchResponse: WatchResponse | undefined;

export const WatchResponse: MessageType<WatchResponse> = {
  name: 'orc.v1.WatchResponse',
  schema: {
    doc: "Events, or a sign of life.",
    fields: [
      { name: "events", number: 1, doc: "The events, in order.", type: "message", container: "list", message: () => Event },
      { name: "revision", number: 2, doc: "Everything up to this revision has been sent.", type: "int64" },
      { name: "synced", number: 3, doc: "Whether the objects there were at the start have all been sent.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.events !== undefined) for (const item of message.events) {
      writer.tag(10);
      { const start = writer.begin(); Event.encode(item, writer); writer.end(start); }
    }
    if (message.revision !== 0) { writer.tag(16); writer.unsigned(message.revision); }
    if (message.synced !== false) { writer.tag(24); writer.bool(message.synced); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyWatchResponse ??= WatchResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<WatchResponse> = { revision: 0, synced: false, events: [] };
    let eventsAll: Event[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (eventsAll ??= []).push(reader.message(Event.decode));
          break;
        case 16:
          message.revision = reader.unsigned();
          break;
        case 24:
          message.synced = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (eventsAll !== undefined) message.events = eventsAll;
    return message;
  },
};

/** One change that a client asks for; exactly one field is set. */
export interface Change extends Message {
  /** Makes an object. */
  readonly create?: CreateChange;
  /** Replaces an object. */
  readonly update?: UpdateChange;
  /** Merges a manifest into an object, or makes it: what was applied before and is no longer there goes. */
  readonly apply?: ApplyChange;
  /** Changes parts of an object. */
  readonly patch?: PatchChange;
  /** Deletes an object. */
  readonly delete?: DeleteChange;
}

let emptyChange: Change | undefined;

export const Change: MessageType<Change> = {
  name: 'orc.v1.Change',
  schema: {
    doc: "One change that a client asks for; exactly one field is set.",
    fields: [
      { name: "create", number: 1, doc: "Makes an object.", type: "message", message: () => CreateChange },
      { name: "update", number: 2, doc: "Replaces an object.", type: "message", message: () => UpdateChange },
      { name: "apply", number: 3, doc: "Merges a manifest into an object, or makes it: what was applied before and is no longer there goes.", type: "message", message: () => ApplyChange },
      { name: "patch", number: 4, doc: "Changes parts of an object.", type: "message", message: () => PatchChange },
      { name: "delete", number: 5, doc: "Deletes an object.", type: "message", message: () => DeleteChange },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const createValue = message.create;
    if (createValue !== undefined) { writer.tag(10); { const start = writer.begin(); CreateChange.encode(createValue, writer); writer.end(start); } }
    const updateValue = message.update;
    if (updateValue !== undefined) { writer.tag(18); { const start = writer.begin(); UpdateChange.encode(updateValue, writer); writer.end(start); } }
    const applyValue = message.apply;
    if (applyValue !== undefined) { writer.tag(26); { const start = writer.begin(); ApplyChange.encode(applyValue, writer); writer.end(start); } }
    const patchValue = message.patch;
    if (patchValue !== undefined) { writer.tag(34); { const start = writer.begin(); PatchChange.encode(patchValue, writer); writer.end(start); } }
    const deleteValue = message.delete;
    if (deleteValue !== undefined) { writer.tag(42); { const start = writer.begin(); DeleteChange.encode(deleteValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyChange ??= Change.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Change> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.create = reader.message(CreateChange.decode);
          break;
        case 18:
          message.update = reader.message(UpdateChange.decode);
          break;
        case 26:
          message.apply = reader.message(ApplyChange.decode);
          break;
        case 34:
          message.patch = reader.message(PatchChange.decode);
          break;
        case 42:
          message.delete = reader.message(DeleteChange.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Makes an object. */
export interface CreateChange extends Message {
  /** The object. */
  readonly object?: PackedObject;
}

let emptyCreateChange: CreateChange | undefined;

export const CreateChange: MessageType<CreateChange> = {
  name: 'orc.v1.CreateChange',
  schema: {
    doc: "Makes an object.",
    fields: [
      { name: "object", number: 1, doc: "The object.", type: "message", message: () => PackedObject },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const objectValue = message.object;
    if (objectValue !== undefined) { writer.tag(10); { const start = writer.begin(); PackedObject.encode(objectValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCreateChange ??= CreateChange.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CreateChange> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.object = reader.message(PackedObject.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Replaces an object. */
export interface UpdateChange extends Message {
  /** The object. With a resourceVersion, that must be current. */
  readonly object?: PackedObject;
  /** Whether the status is replaced, and only it, instead of everything else. */
  readonly status: boolean;
  /** The subresource by which the object is updated, when it is another than the status: of the object, what that subresource changes is taken, and who asks needs to be allowed that. */
  readonly subresource?: string;
}

let emptyUpdateChange: UpdateChange | undefined;

export const UpdateChange: MessageType<UpdateChange> = {
  name: 'orc.v1.UpdateChange',
  schema: {
    doc: "Replaces an object.",
    fields: [
      { name: "object", number: 1, doc: "The object. With a resourceVersion, that must be current.", type: "message", message: () => PackedObject },
      { name: "status", number: 2, doc: "Whether the status is replaced, and only it, instead of everything else.", type: "bool" },
      { name: "subresource", number: 3, doc: "The subresource by which the object is updated, when it is another than the status: of the object, what that subresource changes is taken, and who asks needs to be allowed that.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const objectValue = message.object;
    if (objectValue !== undefined) { writer.tag(10); { const start = writer.begin(); PackedObject.encode(objectValue, writer); writer.end(start); } }
    if (message.status !== false) { writer.tag(16); writer.bool(message.status); }
    if (message.subresource !== undefined) { writer.tag(26); writer.string(message.subresource); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyUpdateChange ??= UpdateChange.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<UpdateChange> = { status: false };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.object = reader.message(PackedObject.decode);
          break;
        case 16:
          message.status = reader.bool();
          break;
        case 26:
          message.subresource = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Merges a manifest into an object. */
export interface ApplyChange extends Message {
  /** The manifest; what it leaves out of the object's schema may be absent when field_manager is set. */
  readonly object?: PackedObject;
  /** Who applies, for server-side apply: who owns which field is kept in metadata.managedFields. Without it, what was applied before is kept in an annotation. */
  readonly fieldManager?: string;
  /** Server-side: whether fields that others manage are taken over; otherwise they are a conflict. */
  readonly force?: boolean;
  /** Server-side: whether the status is applied, and only it, instead of everything else. */
  readonly status?: boolean;
}

let emptyApplyChange: ApplyChange | undefined;

export const ApplyChange: MessageType<ApplyChange> = {
  name: 'orc.v1.ApplyChange',
  schema: {
    doc: "Merges a manifest into an object.",
    fields: [
      { name: "object", number: 1, doc: "The manifest; what it leaves out of the object's schema may be absent when field_manager is set.", type: "message", message: () => PackedObject },
      { name: "fieldManager", number: 2, doc: "Who applies, for server-side apply: who owns which field is kept in metadata.managedFields. Without it, what was applied before is kept in an annotation.", type: "string" },
      { name: "force", number: 3, doc: "Server-side: whether fields that others manage are taken over; otherwise they are a conflict.", type: "bool" },
      { name: "status", number: 4, doc: "Server-side: whether the status is applied, and only it, instead of everything else.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const objectValue = message.object;
    if (objectValue !== undefined) { writer.tag(10); { const start = writer.begin(); PackedObject.encode(objectValue, writer); writer.end(start); } }
    if (message.fieldManager !== undefined) { writer.tag(18); writer.string(message.fieldManager); }
    if (message.force !== undefined) { writer.tag(24); writer.bool(message.force); }
    if (message.status !== undefined) { writer.tag(32); writer.bool(message.status); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyApplyChange ??= ApplyChange.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ApplyChange> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.object = reader.message(PackedObject.decode);
          break;
        case 18:
          message.fieldManager = reader.string();
          break;
        case 24:
          message.force = reader.bool();
          break;
        case 32:
          message.status = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Changes parts of an object. */
export interface PatchChange extends Message {
  /** The object. */
  readonly key?: Key;
  /** A JSON merge patch (RFC 7386). */
  readonly mergePatch: Uint8Array;
  /** Whether the status is changed, and only it, instead of everything else. */
  readonly status: boolean;
  /** Instead of merge_patch, a JSON patch (RFC 6902). */
  readonly jsonPatch?: Uint8Array;
  /** Instead of merge_patch, a strategic merge patch, as Kubernetes defines it: lists of named items are merged item by item. */
  readonly strategicPatch?: Uint8Array;
  /** The version in which the patch sees the object: one that its kind is served in; the stored one when absent. */
  readonly apiVersion?: string;
  /** What becomes of fields that the kind does not have, and of those that the patch gives twice: Strict (refused, when absent), Warn (dropped, with a warning) or Ignore (dropped). */
  readonly fieldValidation?: string;
  /** The subresource by which the object is patched, as in UpdateChange: `resize` and `ephemeralcontainers` of pods, `scale` of what has a count, `finalize` of namespaces. The patch sees the whole object. */
  readonly subresource?: string;
}

let emptyPatchChange: PatchChange | undefined;

export const PatchChange: MessageType<PatchChange> = {
  name: 'orc.v1.PatchChange',
  schema: {
    doc: "Changes parts of an object.",
    fields: [
      { name: "key", number: 1, doc: "The object.", type: "message", message: () => Key },
      { name: "mergePatch", number: 2, doc: "A JSON merge patch (RFC 7386).", type: "bytes" },
      { name: "status", number: 3, doc: "Whether the status is changed, and only it, instead of everything else.", type: "bool" },
      { name: "jsonPatch", number: 4, doc: "Instead of merge_patch, a JSON patch (RFC 6902).", type: "bytes" },
      { name: "strategicPatch", number: 5, doc: "Instead of merge_patch, a strategic merge patch, as Kubernetes defines it: lists of named items are merged item by item.", type: "bytes" },
      { name: "apiVersion", number: 6, doc: "The version in which the patch sees the object: one that its kind is served in; the stored one when absent.", type: "string" },
      { name: "fieldValidation", number: 7, doc: "What becomes of fields that the kind does not have, and of those that the patch gives twice: Strict (refused, when absent), Warn (dropped, with a warning) or Ignore (dropped).", type: "string" },
      { name: "subresource", number: 8, doc: "The subresource by which the object is patched, as in UpdateChange: `resize` and `ephemeralcontainers` of pods, `scale` of what has a count, `finalize` of namespaces. The patch sees the whole object.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const keyValue = message.key;
    if (keyValue !== undefined) { writer.tag(10); { const start = writer.begin(); Key.encode(keyValue, writer); writer.end(start); } }
    if (message.mergePatch.length > 0) { writer.tag(18); writer.bytes(message.mergePatch); }
    if (message.status !== false) { writer.tag(24); writer.bool(message.status); }
    if (message.jsonPatch !== undefined) { writer.tag(34); writer.bytes(message.jsonPatch); }
    if (message.strategicPatch !== undefined) { writer.tag(42); writer.bytes(message.strategicPatch); }
    if (message.apiVersion !== undefined) { writer.tag(50); writer.string(message.apiVersion); }
    if (message.fieldValidation !== undefined) { writer.tag(58); writer.string(message.fieldValidation); }
    if (message.subresource !== undefined) { writer.tag(66); writer.string(message.subresource); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPatchChange ??= PatchChange.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PatchChange> = { mergePatch: noBytes, status: false };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.key = reader.message(Key.decode);
          break;
        case 18:
          message.mergePatch = reader.bytes();
          break;
        case 24:
          message.status = reader.bool();
          break;
        case 34:
          message.jsonPatch = reader.bytes();
          break;
        case 42:
          message.strategicPatch = reader.bytes();
          break;
        case 50:
          message.apiVersion = reader.string();
          break;
        case 58:
          message.fieldValidation = reader.string();
          break;
        case 66:
          message.subresource = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Deletes an object. */
export interface DeleteChange extends Message {
  /** The object. */
  readonly key?: Key;
  /** The uid meant; empty means any. */
  readonly uid: string;
  /** Seconds the object is given to end by itself; its own wish when absent. */
  readonly gracePeriodSeconds?: number;
  /** What becomes of the objects it owns: Background (deleted after it, the default), Foreground (before it), Orphan (kept). */
  readonly propagation: string;
  /** Whether an object that does not exist is no error. */
  readonly ignoreMissing: boolean;
  /** The resourceVersion meant; empty means any. */
  readonly resourceVersion?: string;
  /** Whether a pod is evicted: deleted only if its disruption budgets allow that now. */
  readonly evict?: boolean;
}

let emptyDeleteChange: DeleteChange | undefined;

export const DeleteChange: MessageType<DeleteChange> = {
  name: 'orc.v1.DeleteChange',
  schema: {
    doc: "Deletes an object.",
    fields: [
      { name: "key", number: 1, doc: "The object.", type: "message", message: () => Key },
      { name: "uid", number: 2, doc: "The uid meant; empty means any.", type: "string" },
      { name: "gracePeriodSeconds", number: 3, doc: "Seconds the object is given to end by itself; its own wish when absent.", type: "int64" },
      { name: "propagation", number: 4, doc: "What becomes of the objects it owns: Background (deleted after it, the default), Foreground (before it), Orphan (kept).", type: "string" },
      { name: "ignoreMissing", number: 5, doc: "Whether an object that does not exist is no error.", type: "bool" },
      { name: "resourceVersion", number: 6, doc: "The resourceVersion meant; empty means any.", type: "string" },
      { name: "evict", number: 7, doc: "Whether a pod is evicted: deleted only if its disruption budgets allow that now.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const keyValue = message.key;
    if (keyValue !== undefined) { writer.tag(10); { const start = writer.begin(); Key.encode(keyValue, writer); writer.end(start); } }
    if (message.uid !== '') { writer.tag(18); writer.string(message.uid); }
    if (message.gracePeriodSeconds !== undefined) { writer.tag(24); writer.signed(message.gracePeriodSeconds); }
    if (message.propagation !== '') { writer.tag(34); writer.string(message.propagation); }
    if (message.ignoreMissing !== false) { writer.tag(40); writer.bool(message.ignoreMissing); }
    if (message.resourceVersion !== undefined) { writer.tag(50); writer.string(message.resourceVersion); }
    if (message.evict !== undefined) { writer.tag(56); writer.bool(message.evict); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDeleteChange ??= DeleteChange.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DeleteChange> = { uid: '', propagation: '', ignoreMissing: false };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.key = reader.message(Key.decode);
          break;
        case 18:
          message.uid = reader.string();
          break;
        case 24:
          message.gracePeriodSeconds = reader.signed();
          break;
        case 34:
          message.propagation = reader.string();
          break;
        case 40:
          message.ignoreMissing = reader.bool();
          break;
        case 50:
          message.resourceVersion = reader.string();
          break;
        case 56:
          message.evict = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Changes that take effect together. */
export interface CommitRequest extends Message {
  /** The changes, in order; an object at most once. */
  readonly changes: readonly Change[];
  /** Why, for the object's history. */
  readonly reason: string;
  /** Whether everything is checked and nothing is done. */
  readonly dryRun: boolean;
  /** The call of a session opened before. */
  readonly call?: SessionCall;
  /** Who makes the changes, for the managedFields of objects that have any; `unknown` when empty. */
  readonly fieldManager?: string;
  /** Whether it is answered without the objects, but for those whose names were made: who changes many at once may need only what became of each. */
  readonly brief?: boolean;
}

let emptyCommitRequest: CommitRequest | undefined;

export const CommitRequest: MessageType<CommitRequest> = {
  name: 'orc.v1.CommitRequest',
  schema: {
    doc: "Changes that take effect together.",
    fields: [
      { name: "changes", number: 1, doc: "The changes, in order; an object at most once.", type: "message", container: "list", message: () => Change },
      { name: "reason", number: 2, doc: "Why, for the object's history.", type: "string" },
      { name: "dryRun", number: 3, doc: "Whether everything is checked and nothing is done.", type: "bool" },
      { name: "call", number: 4, doc: "The call of a session opened before.", type: "message", message: () => SessionCall },
      { name: "fieldManager", number: 5, doc: "Who makes the changes, for the managedFields of objects that have any; `unknown` when empty.", type: "string" },
      { name: "brief", number: 6, doc: "Whether it is answered without the objects, but for those whose names were made: who changes many at once may need only what became of each.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.changes !== undefined) for (const item of message.changes) {
      writer.tag(10);
      { const start = writer.begin(); Change.encode(item, writer); writer.end(start); }
    }
    if (message.reason !== '') { writer.tag(18); writer.string(message.reason); }
    if (message.dryRun !== false) { writer.tag(24); writer.bool(message.dryRun); }
    const callValue = message.call;
    if (callValue !== undefined) { writer.tag(34); { const start = writer.begin(); SessionCall.encode(callValue, writer); writer.end(start); } }
    if (message.fieldManager !== undefined) { writer.tag(42); writer.string(message.fieldManager); }
    if (message.brief !== undefined) { writer.tag(48); writer.bool(message.brief); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCommitRequest ??= CommitRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CommitRequest> = { reason: '', dryRun: false, changes: [] };
    let changesAll: Change[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (changesAll ??= []).push(reader.message(Change.decode));
          break;
        case 18:
          message.reason = reader.string();
          break;
        case 24:
          message.dryRun = reader.bool();
          break;
        case 34:
          message.call = reader.message(SessionCall.decode);
          break;
        case 42:
          message.fieldManager = reader.string();
          break;
        case 48:
          message.brief = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (changesAll !== undefined) message.changes = changesAll;
    return message;
  },
};

/** What became of one change. */
export interface ChangeResult extends Message {
  /** created, configured, unchanged, updated, deleted, deleting (when grace or finalizers hold the object), or committed (a retry of a call that had taken effect). */
  readonly result: string;
  /** The object after the change; for deleted its last state. Absent where the request was to be answered briefly. */
  readonly object?: PackedObject;
}

let emptyChangeResult: ChangeResult | undefined;

export const ChangeResult: MessageType<ChangeResult> = {
  name: 'orc.v1.ChangeResult',
  schema: {
    doc: "What became of one change.",
    fields: [
      { name: "result", number: 1, doc: "created, configured, unchanged, updated, deleted, deleting (when grace or finalizers hold the object), or committed (a retry of a call that had taken effect).", type: "string" },
      { name: "object", number: 2, doc: "The object after the change; for deleted its last state. Absent where the request was to be answered briefly.", type: "message", message: () => PackedObject },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.result !== '') { writer.tag(10); writer.string(message.result); }
    const objectValue = message.object;
    if (objectValue !== undefined) { writer.tag(18); { const start = writer.begin(); PackedObject.encode(objectValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyChangeResult ??= ChangeResult.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ChangeResult> = { result: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.result = reader.string();
          break;
        case 18:
          message.object = reader.message(PackedObject.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What became of the changes. */
export interface CommitResponse extends Message {
  /** One result a change. */
  readonly results: readonly ChangeResult[];
  /** The revision of the last event; read it anywhere with min_revision. */
  readonly revision: number;
  /** What whoever made the changes should know of them: a person's to read. */
  readonly warnings: readonly string[];
}

let emptyCommitResponse: CommitResponse | undefined;

export const CommitResponse: MessageType<CommitResponse> = {
  name: 'orc.v1.CommitResponse',
  schema: {
    doc: "What became of the changes.",
    fields: [
      { name: "results", number: 1, doc: "One result a change.", type: "message", container: "list", message: () => ChangeResult },
      { name: "revision", number: 2, doc: "The revision of the last event; read it anywhere with min_revision.", type: "int64" },
      { name: "warnings", number: 3, doc: "What whoever made the changes should know of them: a person's to read.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.results !== undefined) for (const item of message.results) {
      writer.tag(10);
      { const start = writer.begin(); ChangeResult.encode(item, writer); writer.end(start); }
    }
    if (message.revision !== 0) { writer.tag(16); writer.unsigned(message.revision); }
    if (message.warnings !== undefined) for (const item of message.warnings) {
      writer.tag(26);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCommitResponse ??= CommitResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CommitResponse> = { revision: 0, results: [], warnings: [] };
    let resultsAll: ChangeResult[] | undefined;
    let warningsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (resultsAll ??= []).push(reader.message(ChangeResult.decode));
          break;
        case 16:
          message.revision = reader.unsigned();
          break;
        case 26:
          (warningsAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (resultsAll !== undefined) message.results = resultsAll;
    if (warningsAll !== undefined) message.warnings = warningsAll;
    return message;
  },
};

/** Opens a session. */
export interface OpenSessionRequest extends Message {
  /** Unique in all time: a retry with the same one finds the same session. */
  readonly requestId: string;
}

let emptyOpenSessionRequest: OpenSessionRequest | undefined;

export const OpenSessionRequest: MessageType<OpenSessionRequest> = {
  name: 'orc.v1.OpenSessionRequest',
  schema: {
    doc: "Opens a session.",
    fields: [
      { name: "requestId", number: 1, doc: "Unique in all time: a retry with the same one finds the same session.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.requestId !== '') { writer.tag(10); writer.string(message.requestId); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyOpenSessionRequest ??= OpenSessionRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<OpenSessionRequest> = { requestId: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.requestId = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A session. */
export interface OpenSessionResponse extends Message {
  /** The session's number, for SessionCall. */
  readonly session: number;
}

let emptyOpenSessionResponse: OpenSessionResponse | undefined;

export const OpenSessionResponse: MessageType<OpenSessionResponse> = {
  name: 'orc.v1.OpenSessionResponse',
  schema: {
    doc: "A session.",
    fields: [
      { name: "session", number: 1, doc: "The session's number, for SessionCall.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.session !== 0) { writer.tag(8); writer.unsigned(message.session); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyOpenSessionResponse ??= OpenSessionResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<OpenSessionResponse> = { session: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.session = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Closes a session. */
export interface CloseSessionRequest extends Message {
  /** The session's number. */
  readonly session: number;
}

let emptyCloseSessionRequest: CloseSessionRequest | undefined;

export const CloseSessionRequest: MessageType<CloseSessionRequest> = {
  name: 'orc.v1.CloseSessionRequest',
  schema: {
    doc: "Closes a session.",
    fields: [
      { name: "session", number: 1, doc: "The session's number.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.session !== 0) { writer.tag(8); writer.unsigned(message.session); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCloseSessionRequest ??= CloseSessionRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CloseSessionRequest> = { session: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.session = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The session is gone. */
export interface CloseSessionResponse extends Message {
}

let emptyCloseSessionResponse: CloseSessionResponse | undefined;

export const CloseSessionResponse: MessageType<CloseSessionResponse> = {
  name: 'orc.v1.CloseSessionResponse',
  schema: {
    doc: "The session is gone.",
    fields: [
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCloseSessionResponse ??= CloseSessionResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CloseSessionResponse> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Calls that came up together. */
export interface StreamRequest extends Message {
  /** In order; they are carried out side by side. */
  readonly calls: readonly StreamCall[];
}

let emptyStreamRequest: StreamRequest | undefined;

export const StreamRequest: MessageType<StreamRequest> = {
  name: 'orc.v1.StreamRequest',
  schema: {
    doc: "Calls that came up together.",
    fields: [
      { name: "calls", number: 1, doc: "In order; they are carried out side by side.", type: "message", container: "list", message: () => StreamCall },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.calls !== undefined) for (const item of message.calls) {
      writer.tag(10);
      { const start = writer.begin(); StreamCall.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStreamRequest ??= StreamRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StreamRequest> = { calls: [] };
    let callsAll: StreamCall[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (callsAll ??= []).push(reader.message(StreamCall.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (callsAll !== undefined) message.calls = callsAll;
    return message;
  },
};

/** One call on a stream; exactly one of commit, get and cancel is set. */
export interface StreamCall extends Message {
  /** Chosen by the client, from 1; no other call under way on this stream has it. */
  readonly id: number;
  /** How long the call may take; 0 means the server's own bound. */
  readonly timeoutMs: number;
  /** Changes objects. */
  readonly commit?: CommitRequest;
  /** Reads one object. */
  readonly get?: GetRequest;
  /** Whether the client no longer waits for the call of this id: it is answered with Cancelled, unless its answer is on its way. A commit may take effect all the same. */
  readonly cancel: boolean;
}

let emptyStreamCall: StreamCall | undefined;

export const StreamCall: MessageType<StreamCall> = {
  name: 'orc.v1.StreamCall',
  schema: {
    doc: "One call on a stream; exactly one of commit, get and cancel is set.",
    fields: [
      { name: "id", number: 1, doc: "Chosen by the client, from 1; no other call under way on this stream has it.", type: "int64" },
      { name: "timeoutMs", number: 2, doc: "How long the call may take; 0 means the server's own bound.", type: "int32" },
      { name: "commit", number: 3, doc: "Changes objects.", type: "message", message: () => CommitRequest },
      { name: "get", number: 4, doc: "Reads one object.", type: "message", message: () => GetRequest },
      { name: "cancel", number: 5, doc: "Whether the client no longer waits for the call of this id: it is answered with Cancelled, unless its answer is on its way. A commit may take effect all the same.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.id !== 0) { writer.tag(8); writer.unsigned(message.id); }
    if (message.timeoutMs !== 0) { writer.tag(16); writer.unsigned(message.timeoutMs); }
    const commitValue = message.commit;
    if (commitValue !== undefined) { writer.tag(26); { const start = writer.begin(); CommitRequest.encode(commitValue, writer); writer.end(start); } }
    const getValue = message.get;
    if (getValue !== undefined) { writer.tag(34); { const start = writer.begin(); GetRequest.encode(getValue, writer); writer.end(start); } }
    if (message.cancel !== false) { writer.tag(40); writer.bool(message.cancel); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStreamCall ??= StreamCall.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StreamCall> = { id: 0, timeoutMs: 0, cancel: false };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.id = reader.unsigned();
          break;
        case 16:
          message.timeoutMs = reader.unsigned();
          break;
        case 26:
          message.commit = reader.message(CommitRequest.decode);
          break;
        case 34:
          message.get = reader.message(GetRequest.decode);
          break;
        case 40:
          message.cancel = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Answers that came up together. */
export interface StreamResponse extends Message {
  /** In any order. */
  readonly answers: readonly StreamAnswer[];
}

let emptyStreamResponse: StreamResponse | undefined;

export const StreamResponse: MessageType<StreamResponse> = {
  name: 'orc.v1.StreamResponse',
  schema: {
    doc: "Answers that came up together.",
    fields: [
      { name: "answers", number: 1, doc: "In any order.", type: "message", container: "list", message: () => StreamAnswer },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.answers !== undefined) for (const item of message.answers) {
      writer.tag(10);
      { const start = writer.begin(); StreamAnswer.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStreamResponse ??= StreamResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StreamResponse> = { answers: [] };
    let answersAll: StreamAnswer[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (answersAll ??= []).push(reader.message(StreamAnswer.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (answersAll !== undefined) message.answers = answersAll;
    return message;
  },
};

/** The answer of one call; exactly one of commit, get and error is set. */
export interface StreamAnswer extends Message {
  /** The call's id. */
  readonly id: number;
  /** What became of the changes. */
  readonly commit?: CommitResponse;
  /** The object. */
  readonly get?: GetResponse;
  /** Why the call failed. */
  readonly error?: StreamError;
}

let emptyStreamAnswer: StreamAnswer | undefined;

export const StreamAnswer: MessageType<StreamAnswer> = {
  name: 'orc.v1.StreamAnswer',
  schema: {
    doc: "The answer of one call; exactly one of commit, get and error is set.",
    fields: [
      { name: "id", number: 1, doc: "The call's id.", type: "int64" },
      { name: "commit", number: 2, doc: "What became of the changes.", type: "message", message: () => CommitResponse },
      { name: "get", number: 3, doc: "The object.", type: "message", message: () => GetResponse },
      { name: "error", number: 4, doc: "Why the call failed.", type: "message", message: () => StreamError },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.id !== 0) { writer.tag(8); writer.unsigned(message.id); }
    const commitValue = message.commit;
    if (commitValue !== undefined) { writer.tag(18); { const start = writer.begin(); CommitResponse.encode(commitValue, writer); writer.end(start); } }
    const getValue = message.get;
    if (getValue !== undefined) { writer.tag(26); { const start = writer.begin(); GetResponse.encode(getValue, writer); writer.end(start); } }
    const errorValue = message.error;
    if (errorValue !== undefined) { writer.tag(34); { const start = writer.begin(); StreamError.encode(errorValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStreamAnswer ??= StreamAnswer.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StreamAnswer> = { id: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.id = reader.unsigned();
          break;
        case 18:
          message.commit = reader.message(CommitResponse.decode);
          break;
        case 26:
          message.get = reader.message(GetResponse.decode);
          break;
        case 34:
          message.error = reader.message(StreamError.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** An error of one call on a stream: what a call of its own would end with. */
export interface StreamError extends Message {
  /** The text of the status. */
  readonly message: string;
  /** What the trailer `orc-error` would hold: code and details as JSON. */
  readonly error: string;
}

let emptyStreamError: StreamError | undefined;

export const StreamError: MessageType<StreamError> = {
  name: 'orc.v1.StreamError',
  schema: {
    doc: "An error of one call on a stream: what a call of its own would end with.",
    fields: [
      { name: "message", number: 1, doc: "The text of the status.", type: "string" },
      { name: "error", number: 2, doc: "What the trailer `orc-error` would hold: code and details as JSON.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.message !== '') { writer.tag(10); writer.string(message.message); }
    if (message.error !== '') { writer.tag(18); writer.string(message.error); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStreamError ??= StreamError.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StreamError> = { message: '', error: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.message = reader.string();
          break;
        case 18:
          message.error = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Asks for the kinds. */
export interface KindsRequest extends Message {
}

let emptyKindsRequest: KindsRequest | undefined;

export const KindsRequest: MessageType<KindsRequest> = {
  name: 'orc.v1.KindsRequest',
  schema: {
    doc: "Asks for the kinds.",
    fields: [
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyKindsRequest ??= KindsRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<KindsRequest> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** One kind, as `orc api-resources` lists it. */
export interface KindInfo extends Message {
  /** The API group; empty for core. */
  readonly group: string;
  /** The version. */
  readonly version: string;
  /** The kind. */
  readonly kind: string;
  /** The plural name, in lower case. */
  readonly plural: string;
  /** Short names. */
  readonly shortNames: readonly string[];
  /** Whether its objects live in namespaces. */
  readonly namespaced: boolean;
}

let emptyKindInfo: KindInfo | undefined;

export const KindInfo: MessageType<KindInfo> = {
  name: 'orc.v1.KindInfo',
  schema: {
    doc: "One kind, as `orc api-resources` lists it.",
    fields: [
      { name: "group", number: 1, doc: "The API group; empty for core.", type: "string" },
      { name: "version", number: 2, doc: "The version.", type: "string" },
      { name: "kind", number: 3, doc: "The kind.", type: "string" },
      { name: "plural", number: 4, doc: "The plural name, in lower case.", type: "string" },
      { name: "shortNames", number: 5, doc: "Short names.", type: "string", container: "list" },
      { name: "namespaced", number: 6, doc: "Whether its objects live in namespaces.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.group !== '') { writer.tag(10); writer.string(message.group); }
    if (message.version !== '') { writer.tag(18); writer.string(message.version); }
    if (message.kind !== '') { writer.tag(26); writer.string(message.kind); }
    if (message.plural !== '') { writer.tag(34); writer.string(message.plural); }
    if (message.shortNames !== undefined) for (const item of message.shortNames) {
      writer.tag(42);
      writer.string(item);
    }
    if (message.namespaced !== false) { writer.tag(48); writer.bool(message.namespaced); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyKindInfo ??= KindInfo.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<KindInfo> = { group: '', version: '', kind: '', plural: '', namespaced: false, shortNames: [] };
    let shortNamesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.group = reader.string();
          break;
        case 18:
          message.version = reader.string();
          break;
        case 26:
          message.kind = reader.string();
          break;
        case 34:
          message.plural = reader.string();
          break;
        case 42:
          (shortNamesAll ??= []).push(reader.string());
          break;
        case 48:
          message.namespaced = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (shortNamesAll !== undefined) message.shortNames = shortNamesAll;
    return message;
  },
};

/** The kinds. */
export interface KindsResponse extends Message {
  /** By group and kind. */
  readonly kinds: readonly KindInfo[];
}

let emptyKindsResponse: KindsResponse | undefined;

export const KindsResponse: MessageType<KindsResponse> = {
  name: 'orc.v1.KindsResponse',
  schema: {
    doc: "The kinds.",
    fields: [
      { name: "kinds", number: 1, doc: "By group and kind.", type: "message", container: "list", message: () => KindInfo },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.kinds !== undefined) for (const item of message.kinds) {
      writer.tag(10);
      { const start = writer.begin(); KindInfo.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyKindsResponse ??= KindsResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<KindsResponse> = { kinds: [] };
    let kindsAll: KindInfo[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (kindsAll ??= []).push(reader.message(KindInfo.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (kindsAll !== undefined) message.kinds = kindsAll;
    return message;
  },
};

/** Names a container's output. */
export interface LogsRequest extends Message {
  /** The pod's namespace. */
  readonly namespace: string;
  /** The pod. */
  readonly pod: string;
  /** The container; the only one when empty. */
  readonly container: string;
  /** Whether to go on as output comes. */
  readonly follow: boolean;
  /** Whether the container before the last restart is meant. */
  readonly previous: boolean;
  /** The last lines only; all when absent. */
  readonly tailLines?: number;
  /** Whether every line starts with its time. */
  readonly timestamps: boolean;
  /** Lines younger than this many seconds only; 0 means all. */
  readonly sinceSeconds: number;
}

let emptyLogsRequest: LogsRequest | undefined;

export const LogsRequest: MessageType<LogsRequest> = {
  name: 'orc.v1.LogsRequest',
  schema: {
    doc: "Names a container's output.",
    fields: [
      { name: "namespace", number: 1, doc: "The pod's namespace.", type: "string" },
      { name: "pod", number: 2, doc: "The pod.", type: "string" },
      { name: "container", number: 3, doc: "The container; the only one when empty.", type: "string" },
      { name: "follow", number: 4, doc: "Whether to go on as output comes.", type: "bool" },
      { name: "previous", number: 5, doc: "Whether the container before the last restart is meant.", type: "bool" },
      { name: "tailLines", number: 6, doc: "The last lines only; all when absent.", type: "int64" },
      { name: "timestamps", number: 7, doc: "Whether every line starts with its time.", type: "bool" },
      { name: "sinceSeconds", number: 8, doc: "Lines younger than this many seconds only; 0 means all.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== '') { writer.tag(10); writer.string(message.namespace); }
    if (message.pod !== '') { writer.tag(18); writer.string(message.pod); }
    if (message.container !== '') { writer.tag(26); writer.string(message.container); }
    if (message.follow !== false) { writer.tag(32); writer.bool(message.follow); }
    if (message.previous !== false) { writer.tag(40); writer.bool(message.previous); }
    if (message.tailLines !== undefined) { writer.tag(48); writer.signed(message.tailLines); }
    if (message.timestamps !== false) { writer.tag(56); writer.bool(message.timestamps); }
    if (message.sinceSeconds !== 0) { writer.tag(64); writer.signed(message.sinceSeconds); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLogsRequest ??= LogsRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LogsRequest> = { namespace: '', pod: '', container: '', follow: false, previous: false, timestamps: false, sinceSeconds: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.namespace = reader.string();
          break;
        case 18:
          message.pod = reader.string();
          break;
        case 26:
          message.container = reader.string();
          break;
        case 32:
          message.follow = reader.bool();
          break;
        case 40:
          message.previous = reader.bool();
          break;
        case 48:
          message.tailLines = reader.signed();
          break;
        case 56:
          message.timestamps = reader.bool();
          break;
        case 64:
          message.sinceSeconds = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Output, as it was written. */
export interface LogsResponse extends Message {
  /** Bytes. */
  readonly data: Uint8Array;
}

let emptyLogsResponse: LogsResponse | undefined;

export const LogsResponse: MessageType<LogsResponse> = {
  name: 'orc.v1.LogsResponse',
  schema: {
    doc: "Output, as it was written.",
    fields: [
      { name: "data", number: 1, doc: "Bytes.", type: "bytes" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.data.length > 0) { writer.tag(10); writer.bytes(message.data); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLogsResponse ??= LogsResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LogsResponse> = { data: noBytes };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.data = reader.bytes();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Starts a program, or carries its input. */
export interface ExecRequest extends Message {
  /** First message only: what to run and where. */
  readonly start?: ExecStart;
  /** Input for the program. */
  readonly stdin: Uint8Array;
  /** Whether the input ends here. */
  readonly stdinClosed: boolean;
  /** The terminal's new size. */
  readonly resize?: TerminalSize;
}

let emptyExecRequest: ExecRequest | undefined;

export const ExecRequest: MessageType<ExecRequest> = {
  name: 'orc.v1.ExecRequest',
  schema: {
    doc: "Starts a program, or carries its input.",
    fields: [
      { name: "start", number: 1, doc: "First message only: what to run and where.", type: "message", message: () => ExecStart },
      { name: "stdin", number: 2, doc: "Input for the program.", type: "bytes" },
      { name: "stdinClosed", number: 3, doc: "Whether the input ends here.", type: "bool" },
      { name: "resize", number: 4, doc: "The terminal's new size.", type: "message", message: () => TerminalSize },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const startValue = message.start;
    if (startValue !== undefined) { writer.tag(10); { const start = writer.begin(); ExecStart.encode(startValue, writer); writer.end(start); } }
    if (message.stdin.length > 0) { writer.tag(18); writer.bytes(message.stdin); }
    if (message.stdinClosed !== false) { writer.tag(24); writer.bool(message.stdinClosed); }
    const resizeValue = message.resize;
    if (resizeValue !== undefined) { writer.tag(34); { const start = writer.begin(); TerminalSize.encode(resizeValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyExecRequest ??= ExecRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ExecRequest> = { stdin: noBytes, stdinClosed: false };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.start = reader.message(ExecStart.decode);
          break;
        case 18:
          message.stdin = reader.bytes();
          break;
        case 24:
          message.stdinClosed = reader.bool();
          break;
        case 34:
          message.resize = reader.message(TerminalSize.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What to run and where. */
export interface ExecStart extends Message {
  /** The pod's namespace. */
  readonly namespace: string;
  /** The pod. */
  readonly pod: string;
  /** The container; the only one when empty. */
  readonly container: string;
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Whether input will come. */
  readonly stdin: boolean;
  /** Whether the program gets a terminal. */
  readonly tty: boolean;
}

let emptyExecStart: ExecStart | undefined;

export const ExecStart: MessageType<ExecStart> = {
  name: 'orc.v1.ExecStart',
  schema: {
    doc: "What to run and where.",
    fields: [
      { name: "namespace", number: 1, doc: "The pod's namespace.", type: "string" },
      { name: "pod", number: 2, doc: "The pod.", type: "string" },
      { name: "container", number: 3, doc: "The container; the only one when empty.", type: "string" },
      { name: "command", number: 4, doc: "The program and its arguments.", type: "string", container: "list" },
      { name: "stdin", number: 5, doc: "Whether input will come.", type: "bool" },
      { name: "tty", number: 6, doc: "Whether the program gets a terminal.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== '') { writer.tag(10); writer.string(message.namespace); }
    if (message.pod !== '') { writer.tag(18); writer.string(message.pod); }
    if (message.container !== '') { writer.tag(26); writer.string(message.container); }
    if (message.command !== undefined) for (const item of message.command) {
      writer.tag(34);
      writer.string(item);
    }
    if (message.stdin !== false) { writer.tag(40); writer.bool(message.stdin); }
    if (message.tty !== false) { writer.tag(48); writer.bool(message.tty); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyExecStart ??= ExecStart.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ExecStart> = { namespace: '', pod: '', container: '', stdin: false, tty: false, command: [] };
    let commandAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.namespace = reader.string();
          break;
        case 18:
          message.pod = reader.string();
          break;
        case 26:
          message.container = reader.string();
          break;
        case 34:
          (commandAll ??= []).push(reader.string());
          break;
        case 40:
          message.stdin = reader.bool();
          break;
        case 48:
          message.tty = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (commandAll !== undefined) message.command = commandAll;
    return message;
  },
};

/** A terminal's size. */
export interface TerminalSize extends Message {
  /** In characters. */
  readonly columns: number;
  /** In characters. */
  readonly rows: number;
}

let emptyTerminalSize: TerminalSize | undefined;

export const TerminalSize: MessageType<TerminalSize> = {
  name: 'orc.v1.TerminalSize',
  schema: {
    doc: "A terminal's size.",
    fields: [
      { name: "columns", number: 1, doc: "In characters.", type: "int32" },
      { name: "rows", number: 2, doc: "In characters.", type: "int32" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.columns !== 0) { writer.tag(8); writer.unsigned(message.columns); }
    if (message.rows !== 0) { writer.tag(16); writer.unsigned(message.rows); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTerminalSize ??= TerminalSize.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TerminalSize> = { columns: 0, rows: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.columns = reader.unsigned();
          break;
        case 16:
          message.rows = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Output of a program, and at last its end. */
export interface ExecResponse extends Message {
  /** Output. */
  readonly stdout: Uint8Array;
  /** Error output; none with a terminal. */
  readonly stderr: Uint8Array;
  /** Last message only: how the program ended. */
  readonly exitCode?: number;
}

let emptyExecResponse: ExecResponse | undefined;

export const ExecResponse: MessageType<ExecResponse> = {
  name: 'orc.v1.ExecResponse',
  schema: {
    doc: "Output of a program, and at last its end.",
    fields: [
      { name: "stdout", number: 1, doc: "Output.", type: "bytes" },
      { name: "stderr", number: 2, doc: "Error output; none with a terminal.", type: "bytes" },
      { name: "exitCode", number: 3, doc: "Last message only: how the program ended.", type: "int32" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.stdout.length > 0) { writer.tag(10); writer.bytes(message.stdout); }
    if (message.stderr.length > 0) { writer.tag(18); writer.bytes(message.stderr); }
    if (message.exitCode !== undefined) { writer.tag(24); writer.signed(message.exitCode); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyExecResponse ??= ExecResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ExecResponse> = { stdout: noBytes, stderr: noBytes };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.stdout = reader.bytes();
          break;
        case 18:
          message.stderr = reader.bytes();
          break;
        case 24:
          message.exitCode = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What is said to a port of a pod. Ending the requests ends this half of the connection. */
export interface PortForwardRequest extends Message {
  /** First message only: where to connect. */
  readonly start?: PortForwardStart;
  /** What is said. */
  readonly data: Uint8Array;
}

let emptyPortForwardRequest: PortForwardRequest | undefined;

export const PortForwardRequest: MessageType<PortForwardRequest> = {
  name: 'orc.v1.PortForwardRequest',
  schema: {
    doc: "What is said to a port of a pod. Ending the requests ends this half of the connection.",
    fields: [
      { name: "start", number: 1, doc: "First message only: where to connect.", type: "message", message: () => PortForwardStart },
      { name: "data", number: 2, doc: "What is said.", type: "bytes" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const startValue = message.start;
    if (startValue !== undefined) { writer.tag(10); { const start = writer.begin(); PortForwardStart.encode(startValue, writer); writer.end(start); } }
    if (message.data.length > 0) { writer.tag(18); writer.bytes(message.data); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPortForwardRequest ??= PortForwardRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PortForwardRequest> = { data: noBytes };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.start = reader.message(PortForwardStart.decode);
          break;
        case 18:
          message.data = reader.bytes();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Where to connect. */
export interface PortForwardStart extends Message {
  /** The pod's namespace. */
  readonly namespace: string;
  /** The pod. */
  readonly pod: string;
  /** The port. */
  readonly port: number;
}

let emptyPortForwardStart: PortForwardStart | undefined;

export const PortForwardStart: MessageType<PortForwardStart> = {
  name: 'orc.v1.PortForwardStart',
  schema: {
    doc: "Where to connect.",
    fields: [
      { name: "namespace", number: 1, doc: "The pod's namespace.", type: "string" },
      { name: "pod", number: 2, doc: "The pod.", type: "string" },
      { name: "port", number: 3, doc: "The port.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== '') { writer.tag(10); writer.string(message.namespace); }
    if (message.pod !== '') { writer.tag(18); writer.string(message.pod); }
    if (message.port !== 0) { writer.tag(24); writer.signed(message.port); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPortForwardStart ??= PortForwardStart.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PortForwardStart> = { namespace: '', pod: '', port: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.namespace = reader.string();
          break;
        case 18:
          message.pod = reader.string();
          break;
        case 24:
          message.port = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a port of a pod says. */
export interface PortForwardResponse extends Message {
  /** What is said. */
  readonly data: Uint8Array;
  /** Whether the pod has ended its half. It may go on to read. */
  readonly closed: boolean;
}

let emptyPortForwardResponse: PortForwardResponse | undefined;

export const PortForwardResponse: MessageType<PortForwardResponse> = {
  name: 'orc.v1.PortForwardResponse',
  schema: {
    doc: "What a port of a pod says.",
    fields: [
      { name: "data", number: 1, doc: "What is said.", type: "bytes" },
      { name: "closed", number: 2, doc: "Whether the pod has ended its half. It may go on to read.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.data.length > 0) { writer.tag(10); writer.bytes(message.data); }
    if (message.closed !== false) { writer.tag(16); writer.bool(message.closed); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPortForwardResponse ??= PortForwardResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PortForwardResponse> = { data: noBytes, closed: false };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.data = reader.bytes();
          break;
        case 16:
          message.closed = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Asks for the masters. */
export interface StatusRequest extends Message {
  /** Whether the hash of the whole state is wanted; it takes a moment on a large cluster. */
  readonly withHash: boolean;
}

let emptyStatusRequest: StatusRequest | undefined;

export const StatusRequest: MessageType<StatusRequest> = {
  name: 'orc.v1.StatusRequest',
  schema: {
    doc: "Asks for the masters.",
    fields: [
      { name: "withHash", number: 1, doc: "Whether the hash of the whole state is wanted; it takes a moment on a large cluster.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.withHash !== false) { writer.tag(8); writer.bool(message.withHash); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStatusRequest ??= StatusRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StatusRequest> = { withHash: false };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.withHash = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** One master. */
export interface MasterStatus extends Message {
  /** Its number in Raft. */
  readonly id: number;
  /** Its name. */
  readonly name: string;
  /** Where its peers reach it. */
  readonly address: string;
  /** leader, follower, candidate, learner or unreachable. */
  readonly role: string;
  /** The highest log index known to be on its disk. */
  readonly matchIndex: number;
}

let emptyMasterStatus: MasterStatus | undefined;

export const MasterStatus: MessageType<MasterStatus> = {
  name: 'orc.v1.MasterStatus',
  schema: {
    doc: "One master.",
    fields: [
      { name: "id", number: 1, doc: "Its number in Raft.", type: "int64" },
      { name: "name", number: 2, doc: "Its name.", type: "string" },
      { name: "address", number: 3, doc: "Where its peers reach it.", type: "string" },
      { name: "role", number: 4, doc: "leader, follower, candidate, learner or unreachable.", type: "string" },
      { name: "matchIndex", number: 5, doc: "The highest log index known to be on its disk.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.id !== 0) { writer.tag(8); writer.unsigned(message.id); }
    if (message.name !== '') { writer.tag(18); writer.string(message.name); }
    if (message.address !== '') { writer.tag(26); writer.string(message.address); }
    if (message.role !== '') { writer.tag(34); writer.string(message.role); }
    if (message.matchIndex !== 0) { writer.tag(40); writer.unsigned(message.matchIndex); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyMasterStatus ??= MasterStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<MasterStatus> = { id: 0, name: '', address: '', role: '', matchIndex: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.id = reader.unsigned();
          break;
        case 18:
          message.name = reader.string();
          break;
        case 26:
          message.address = reader.string();
          break;
        case 34:
          message.role = reader.string();
          break;
        case 40:
          message.matchIndex = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a master knows of all masters. */
export interface StatusResponse extends Message {
  /** The cluster's id. */
  readonly clusterId: string;
  /** The name of the master that answers. */
  readonly name: string;
  /** Its version of orc. */
  readonly version: string;
  /** The cluster version. */
  readonly clusterVersion: number;
  /** Raft's term. */
  readonly term: number;
  /** The leader's name; empty while none is known. */
  readonly leader: string;
  /** The highest index known to be committed. */
  readonly commitIndex: number;
  /** The highest index applied here. */
  readonly appliedIndex: number;
  /** The store's revision here. */
  readonly revision: number;
  /** All masters. */
  readonly masters: readonly MasterStatus[];
  /** The SHA-256 of the store's canonical form at `revision`, when asked for. */
  readonly stateHash: string;
  /** The disk of the master that answers is full: while it leads, only deletions are taken. */
  readonly diskFull: boolean;
  /** Names the key-encryption key of the master that answers, and tells nothing else of it: all masters need the same. */
  readonly encryptionKeyId: string;
}

let emptyStatusResponse: StatusResponse | undefined;

export const StatusResponse: MessageType<StatusResponse> = {
  name: 'orc.v1.StatusResponse',
  schema: {
    doc: "What a master knows of all masters.",
    fields: [
      { name: "clusterId", number: 1, doc: "The cluster's id.", type: "string" },
      { name: "name", number: 2, doc: "The name of the master that answers.", type: "string" },
      { name: "version", number: 3, doc: "Its version of orc.", type: "string" },
      { name: "clusterVersion", number: 4, doc: "The cluster version.", type: "int32" },
      { name: "term", number: 5, doc: "Raft's term.", type: "int64" },
      { name: "leader", number: 6, doc: "The leader's name; empty while none is known.", type: "string" },
      { name: "commitIndex", number: 7, doc: "The highest index known to be committed.", type: "int64" },
      { name: "appliedIndex", number: 8, doc: "The highest index applied here.", type: "int64" },
      { name: "revision", number: 9, doc: "The store's revision here.", type: "int64" },
      { name: "masters", number: 10, doc: "All masters.", type: "message", container: "list", message: () => MasterStatus },
      { name: "stateHash", number: 11, doc: "The SHA-256 of the store's canonical form at `revision`, when asked for.", type: "string" },
      { name: "diskFull", number: 12, doc: "The disk of the master that answers is full: while it leads, only deletions are taken.", type: "bool" },
      { name: "encryptionKeyId", number: 13, doc: "Names the key-encryption key of the master that answers, and tells nothing else of it: all masters need the same.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.clusterId !== '') { writer.tag(10); writer.string(message.clusterId); }
    if (message.name !== '') { writer.tag(18); writer.string(message.name); }
    if (message.version !== '') { writer.tag(26); writer.string(message.version); }
    if (message.clusterVersion !== 0) { writer.tag(32); writer.unsigned(message.clusterVersion); }
    if (message.term !== 0) { writer.tag(40); writer.unsigned(message.term); }
    if (message.leader !== '') { writer.tag(50); writer.string(message.leader); }
    if (message.commitIndex !== 0) { writer.tag(56); writer.unsigned(message.commitIndex); }
    if (message.appliedIndex !== 0) { writer.tag(64); writer.unsigned(message.appliedIndex); }
    if (message.revision !== 0) { writer.tag(72); writer.unsigned(message.revision); }
    if (message.masters !== undefined) for (const item of message.masters) {
      writer.tag(82);
      { const start = writer.begin(); MasterStatus.encode(item, writer); writer.end(start); }
    }
    if (message.stateHash !== '') { writer.tag(90); writer.string(message.stateHash); }
    if (message.diskFull !== false) { writer.tag(96); writer.bool(message.diskFull); }
    if (message.encryptionKeyId !== '') { writer.tag(106); writer.string(message.encryptionKeyId); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStatusResponse ??= StatusResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StatusResponse> = { clusterId: '', name: '', version: '', clusterVersion: 0, term: 0, leader: '', commitIndex: 0, appliedIndex: 0, revision: 0, stateHash: '', diskFull: false, encryptionKeyId: '', masters: [] };
    let mastersAll: MasterStatus[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.clusterId = reader.string();
          break;
        case 18:
          message.name = reader.string();
          break;
        case 26:
          message.version = reader.string();
          break;
        case 32:
          message.clusterVersion = reader.unsigned();
          break;
        case 40:
          message.term = reader.unsigned();
          break;
        case 50:
          message.leader = reader.string();
          break;
        case 56:
          message.commitIndex = reader.unsigned();
          break;
        case 64:
          message.appliedIndex = reader.unsigned();
          break;
        case 72:
          message.revision = reader.unsigned();
          break;
        case 82:
          (mastersAll ??= []).push(reader.message(MasterStatus.decode));
          break;
        case 90:
          message.stateHash = reader.string();
          break;
        case 96:
          message.diskFull = reader.bool();
          break;
        case 106:
          message.encryptionKeyId = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (mastersAll !== undefined) message.masters = mastersAll;
    return message;
  },
};

/** Names the next leader. */
export interface TransferLeadershipRequest extends Message {
  /** The master's name. */
  readonly to: string;
}

let emptyTransferLeadershipRequest: TransferLeadershipRequest | undefined;

export const TransferLeadershipRequest: MessageType<TransferLeadershipRequest> = {
  name: 'orc.v1.TransferLeadershipRequest',
  schema: {
    doc: "Names the next leader.",
    fields: [
      { name: "to", number: 1, doc: "The master's name.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.to !== '') { writer.tag(10); writer.string(message.to); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTransferLeadershipRequest ??= TransferLeadershipRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TransferLeadershipRequest> = { to: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.to = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Leadership was handed over. */
export interface TransferLeadershipResponse extends Message {
}

let emptyTransferLeadershipResponse: TransferLeadershipResponse | undefined;

export const TransferLeadershipResponse: MessageType<TransferLeadershipResponse> = {
  name: 'orc.v1.TransferLeadershipResponse',
  schema: {
    doc: "Leadership was handed over.",
    fields: [
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTransferLeadershipResponse ??= TransferLeadershipResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TransferLeadershipResponse> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Names a new master. */
export interface AddMasterRequest extends Message {
  /** Its name; no member may have it. */
  readonly name: string;
  /** Where its peers will reach it, as host:port. */
  readonly address: string;
}

let emptyAddMasterRequest: AddMasterRequest | undefined;

export const AddMasterRequest: MessageType<AddMasterRequest> = {
  name: 'orc.v1.AddMasterRequest',
  schema: {
    doc: "Names a new master.",
    fields: [
      { name: "name", number: 1, doc: "Its name; no member may have it.", type: "string" },
      { name: "address", number: 2, doc: "Where its peers will reach it, as host:port.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.name !== '') { writer.tag(10); writer.string(message.name); }
    if (message.address !== '') { writer.tag(18); writer.string(message.address); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAddMasterRequest ??= AddMasterRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AddMasterRequest> = { name: '', address: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.address = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A new master is expected. */
export interface AddMasterResponse extends Message {
  /** Its number in Raft, for its configuration. */
  readonly id: number;
}

let emptyAddMasterResponse: AddMasterResponse | undefined;

export const AddMasterResponse: MessageType<AddMasterResponse> = {
  name: 'orc.v1.AddMasterResponse',
  schema: {
    doc: "A new master is expected.",
    fields: [
      { name: "id", number: 1, doc: "Its number in Raft, for its configuration.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.id !== 0) { writer.tag(8); writer.unsigned(message.id); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAddMasterResponse ??= AddMasterResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AddMasterResponse> = { id: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.id = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A question about what somebody may do. */
export interface ReviewRequest extends Message {
  /** The review, as JSON or as its kind's message. A LocalSubjectAccessReview names its namespace in its metadata. */
  readonly review?: PackedObject;
}

let emptyReviewRequest: ReviewRequest | undefined;

export const ReviewRequest: MessageType<ReviewRequest> = {
  name: 'orc.v1.ReviewRequest',
  schema: {
    doc: "A question about what somebody may do.",
    fields: [
      { name: "review", number: 1, doc: "The review, as JSON or as its kind's message. A LocalSubjectAccessReview names its namespace in its metadata.", type: "message", message: () => PackedObject },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const reviewValue = message.review;
    if (reviewValue !== undefined) { writer.tag(10); { const start = writer.begin(); PackedObject.encode(reviewValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyReviewRequest ??= ReviewRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ReviewRequest> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.review = reader.message(PackedObject.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A review with its answer. */
export interface ReviewResponse extends Message {
  /** The review, in the form in which it was asked. */
  readonly review?: PackedObject;
}

let emptyReviewResponse: ReviewResponse | undefined;

export const ReviewResponse: MessageType<ReviewResponse> = {
  name: 'orc.v1.ReviewResponse',
  schema: {
    doc: "A review with its answer.",
    fields: [
      { name: "review", number: 1, doc: "The review, in the form in which it was asked.", type: "message", message: () => PackedObject },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const reviewValue = message.review;
    if (reviewValue !== undefined) { writer.tag(10); { const start = writer.begin(); PackedObject.encode(reviewValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyReviewResponse ??= ReviewResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ReviewResponse> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.review = reader.message(PackedObject.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Asks for a new key. */
export interface RotateTokenKeysRequest extends Message {
}

let emptyRotateTokenKeysRequest: RotateTokenKeysRequest | undefined;

export const RotateTokenKeysRequest: MessageType<RotateTokenKeysRequest> = {
  name: 'orc.v1.RotateTokenKeysRequest',
  schema: {
    doc: "Asks for a new key.",
    fields: [
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRotateTokenKeysRequest ??= RotateTokenKeysRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RotateTokenKeysRequest> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A new key is known to the masters. */
export interface RotateTokenKeysResponse extends Message {
  /** Its name, as tokens carry it. */
  readonly keyId: string;
}

let emptyRotateTokenKeysResponse: RotateTokenKeysResponse | undefined;

export const RotateTokenKeysResponse: MessageType<RotateTokenKeysResponse> = {
  name: 'orc.v1.RotateTokenKeysResponse',
  schema: {
    doc: "A new key is known to the masters.",
    fields: [
      { name: "keyId", number: 1, doc: "Its name, as tokens carry it.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.keyId !== '') { writer.tag(10); writer.string(message.keyId); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRotateTokenKeysResponse ??= RotateTokenKeysResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RotateTokenKeysResponse> = { keyId: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.keyId = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Names a certificate that is to end. */
export interface RevokeCertificateRequest extends Message {
  /** Its serial number, in hexadecimal digits. */
  readonly serial: string;
  /** Why, for people. */
  readonly reason: string;
  /** Instead of a serial number: all certificates of this user (the common name) that were signed until now. */
  readonly user: string;
}

let emptyRevokeCertificateRequest: RevokeCertificateRequest | undefined;

export const RevokeCertificateRequest: MessageType<RevokeCertificateRequest> = {
  name: 'orc.v1.RevokeCertificateRequest',
  schema: {
    doc: "Names a certificate that is to end.",
    fields: [
      { name: "serial", number: 1, doc: "Its serial number, in hexadecimal digits.", type: "string" },
      { name: "reason", number: 2, doc: "Why, for people.", type: "string" },
      { name: "user", number: 3, doc: "Instead of a serial number: all certificates of this user (the common name) that were signed until now.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.serial !== '') { writer.tag(10); writer.string(message.serial); }
    if (message.reason !== '') { writer.tag(18); writer.string(message.reason); }
    if (message.user !== '') { writer.tag(26); writer.string(message.user); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRevokeCertificateRequest ??= RevokeCertificateRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RevokeCertificateRequest> = { serial: '', reason: '', user: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.serial = reader.string();
          break;
        case 18:
          message.reason = reader.string();
          break;
        case 26:
          message.user = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The certificate is good no more. */
export interface RevokeCertificateResponse extends Message {
  /** Whether it had been revoked before. */
  readonly already: boolean;
}

let emptyRevokeCertificateResponse: RevokeCertificateResponse | undefined;

export const RevokeCertificateResponse: MessageType<RevokeCertificateResponse> = {
  name: 'orc.v1.RevokeCertificateResponse',
  schema: {
    doc: "The certificate is good no more.",
    fields: [
      { name: "already", number: 1, doc: "Whether it had been revoked before.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.already !== false) { writer.tag(8); writer.bool(message.already); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRevokeCertificateResponse ??= RevokeCertificateResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RevokeCertificateResponse> = { already: false };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.already = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Names a master to remove. */
export interface RemoveMasterRequest extends Message {
  /** Its name. */
  readonly name: string;
}

let emptyRemoveMasterRequest: RemoveMasterRequest | undefined;

export const RemoveMasterRequest: MessageType<RemoveMasterRequest> = {
  name: 'orc.v1.RemoveMasterRequest',
  schema: {
    doc: "Names a master to remove.",
    fields: [
      { name: "name", number: 1, doc: "Its name.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.name !== '') { writer.tag(10); writer.string(message.name); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRemoveMasterRequest ??= RemoveMasterRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RemoveMasterRequest> = { name: '' };
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

/** The master is no member any more. */
export interface RemoveMasterResponse extends Message {
}

let emptyRemoveMasterResponse: RemoveMasterResponse | undefined;

export const RemoveMasterResponse: MessageType<RemoveMasterResponse> = {
  name: 'orc.v1.RemoveMasterResponse',
  schema: {
    doc: "The master is no member any more.",
    fields: [
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRemoveMasterResponse ??= RemoveMasterResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RemoveMasterResponse> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Where a tail of the log begins and which events it shows: those that pass every filter that is given. */
export interface TailRequest extends Message {
  /** Send events after this revision; absent: those that come from now on. One that is no longer kept ends the call with OUT_OF_RANGE and the reason Expired. */
  readonly fromRevision?: number;
  /** Kinds, such as Pod or Deployment.apps. */
  readonly kinds: readonly string[];
  /** Namespaces; an empty one means objects that have none. */
  readonly namespaces: readonly string[];
  /** Users, controllers and nodes that made the change. */
  readonly actors: readonly string[];
  /** A label selector; the object before or after the change has to match. */
  readonly labelSelector: string;
  /** Whether the object before the change is sent too. */
  readonly withPrevious: boolean;
}

let emptyTailRequest: TailRequest | undefined;

export const TailRequest: MessageType<TailRequest> = {
  name: 'orc.v1.TailRequest',
  schema: {
    doc: "Where a tail of the log begins and which events it shows: those that pass every filter that is given.",
    fields: [
      { name: "fromRevision", number: 1, doc: "Send events after this revision; absent: those that come from now on. One that is no longer kept ends the call with OUT_OF_RANGE and the reason Expired.", type: "int64" },
      { name: "kinds", number: 2, doc: "Kinds, such as Pod or Deployment.apps.", type: "string", container: "list" },
      { name: "namespaces", number: 3, doc: "Namespaces; an empty one means objects that have none.", type: "string", container: "list" },
      { name: "actors", number: 4, doc: "Users, controllers and nodes that made the change.", type: "string", container: "list" },
      { name: "labelSelector", number: 5, doc: "A label selector; the object before or after the change has to match.", type: "string" },
      { name: "withPrevious", number: 6, doc: "Whether the object before the change is sent too.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.fromRevision !== undefined) { writer.tag(8); writer.unsigned(message.fromRevision); }
    if (message.kinds !== undefined) for (const item of message.kinds) {
      writer.tag(18);
      writer.string(item);
    }
    if (message.namespaces !== undefined) for (const item of message.namespaces) {
      writer.tag(26);
      writer.string(item);
    }
    if (message.actors !== undefined) for (const item of message.actors) {
      writer.tag(34);
      writer.string(item);
    }
    if (message.labelSelector !== '') { writer.tag(42); writer.string(message.labelSelector); }
    if (message.withPrevious !== false) { writer.tag(48); writer.bool(message.withPrevious); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTailRequest ??= TailRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TailRequest> = { labelSelector: '', withPrevious: false, kinds: [], namespaces: [], actors: [] };
    let kindsAll: string[] | undefined;
    let namespacesAll: string[] | undefined;
    let actorsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.fromRevision = reader.unsigned();
          break;
        case 18:
          (kindsAll ??= []).push(reader.string());
          break;
        case 26:
          (namespacesAll ??= []).push(reader.string());
          break;
        case 34:
          (actorsAll ??= []).push(reader.string());
          break;
        case 42:
          message.labelSelector = reader.string();
          break;
        case 48:
          message.withPrevious = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (kindsAll !== undefined) message.kinds = kindsAll;
    if (namespacesAll !== undefined) message.namespaces = namespacesAll;
    if (actorsAll !== undefined) message.actors = actorsAll;
    return message;
  },
};

/** Events, or a sign of life. */
export interface TailResponse extends Message {
  /** The events, in order. Secrets come without their values. */
  readonly events: readonly TailEvent[];
  /** Everything up to this revision has been sent: a tail goes on from here, on any master. Signs of life say so too, at least every 10 s, also where no event passes the filters. */
  readonly revision: number;
}

let emptyTailResponse: TailResponse | undefined;

export const TailResponse: MessageType<TailResponse> = {
  name: 'orc.v1.TailResponse',
  schema: {
    doc: "Events, or a sign of life.",
    fields: [
      { name: "events", number: 1, doc: "The events, in order. Secrets come without their values.", type: "message", container: "list", message: () => TailEvent },
      { name: "revision", number: 2, doc: "Everything up to this revision has been sent: a tail goes on from here, on any master. Signs of life say so too, at least every 10 s, also where no event passes the filters.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.events !== undefined) for (const item of message.events) {
      writer.tag(10);
      { const start = writer.begin(); TailEvent.encode(item, writer); writer.end(start); }
    }
    if (message.revision !== 0) { writer.tag(16); writer.unsigned(message.revision); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTailResponse ??= TailResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TailResponse> = { revision: 0, events: [] };
    let eventsAll: TailEvent[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (eventsAll ??= []).push(reader.message(TailEvent.decode));
          break;
        case 16:
          message.revision = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (eventsAll !== undefined) message.events = eventsAll;
    return message;
  },
};

/** An event of the log. */
export interface TailEvent extends Message {
  /** The event. */
  readonly event?: Event;
  /** The object before the change, if it was asked for and there was one. */
  readonly previous?: PackedObject;
}

let emptyTailEvent: TailEvent | undefined;

export const TailEvent: MessageType<TailEvent> = {
  name: 'orc.v1.TailEvent',
  schema: {
    doc: "An event of the log.",
    fields: [
      { name: "event", number: 1, doc: "The event.", type: "message", message: () => Event },
      { name: "previous", number: 2, doc: "The object before the change, if it was asked for and there was one.", type: "message", message: () => PackedObject },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const eventValue = message.event;
    if (eventValue !== undefined) { writer.tag(10); { const start = writer.begin(); Event.encode(eventValue, writer); writer.end(start); } }
    const previousValue = message.previous;
    if (previousValue !== undefined) { writer.tag(18); { const start = writer.begin(); PackedObject.encode(previousValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTailEvent ??= TailEvent.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TailEvent> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.event = reader.message(Event.decode);
          break;
        case 18:
          message.previous = reader.message(PackedObject.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Of which nodes. */
export interface NodeMetricsRequest extends Message {
  /** One alone; those that the selector selects when empty. */
  readonly name: string;
  /** A label selector; all when empty. */
  readonly labelSelector: string;
}

let emptyNodeMetricsRequest: NodeMetricsRequest | undefined;

export const NodeMetricsRequest: MessageType<NodeMetricsRequest> = {
  name: 'orc.v1.NodeMetricsRequest',
  schema: {
    doc: "Of which nodes.",
    fields: [
      { name: "name", number: 1, doc: "One alone; those that the selector selects when empty.", type: "string" },
      { name: "labelSelector", number: 2, doc: "A label selector; all when empty.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.name !== '') { writer.tag(10); writer.string(message.name); }
    if (message.labelSelector !== '') { writer.tag(18); writer.string(message.labelSelector); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeMetricsRequest ??= NodeMetricsRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeMetricsRequest> = { name: '', labelSelector: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.labelSelector = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What nodes use. */
export interface NodeMetricsResponse extends Message {
  /** Each node, by name. Those that are not here have not reported in the last minute. */
  readonly items: readonly NodeMetrics[];
}

let emptyNodeMetricsResponse: NodeMetricsResponse | undefined;

export const NodeMetricsResponse: MessageType<NodeMetricsResponse> = {
  name: 'orc.v1.NodeMetricsResponse',
  schema: {
    doc: "What nodes use.",
    fields: [
      { name: "items", number: 1, doc: "Each node, by name. Those that are not here have not reported in the last minute.", type: "message", container: "list", message: () => NodeMetrics },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.items !== undefined) for (const item of message.items) {
      writer.tag(10);
      { const start = writer.begin(); NodeMetrics.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeMetricsResponse ??= NodeMetricsResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeMetricsResponse> = { items: [] };
    let itemsAll: NodeMetrics[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (itemsAll ??= []).push(reader.message(NodeMetrics.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (itemsAll !== undefined) message.items = itemsAll;
    return message;
  },
};

/** Of which pods. */
export interface PodMetricsRequest extends Message {
  /** The namespace; all when empty. */
  readonly namespace: string;
  /** One alone, of the namespace; those that the selector selects when empty. */
  readonly name: string;
  /** A label selector; all when empty. */
  readonly labelSelector: string;
}

let emptyPodMetricsRequest: PodMetricsRequest | undefined;

export const PodMetricsRequest: MessageType<PodMetricsRequest> = {
  name: 'orc.v1.PodMetricsRequest',
  schema: {
    doc: "Of which pods.",
    fields: [
      { name: "namespace", number: 1, doc: "The namespace; all when empty.", type: "string" },
      { name: "name", number: 2, doc: "One alone, of the namespace; those that the selector selects when empty.", type: "string" },
      { name: "labelSelector", number: 3, doc: "A label selector; all when empty.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== '') { writer.tag(10); writer.string(message.namespace); }
    if (message.name !== '') { writer.tag(18); writer.string(message.name); }
    if (message.labelSelector !== '') { writer.tag(26); writer.string(message.labelSelector); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodMetricsRequest ??= PodMetricsRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodMetricsRequest> = { namespace: '', name: '', labelSelector: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.namespace = reader.string();
          break;
        case 18:
          message.name = reader.string();
          break;
        case 26:
          message.labelSelector = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What pods use. */
export interface PodMetricsResponse extends Message {
  /** Each pod that runs, by namespace and name. */
  readonly items: readonly PodMetrics[];
}

let emptyPodMetricsResponse: PodMetricsResponse | undefined;

export const PodMetricsResponse: MessageType<PodMetricsResponse> = {
  name: 'orc.v1.PodMetricsResponse',
  schema: {
    doc: "What pods use.",
    fields: [
      { name: "items", number: 1, doc: "Each pod that runs, by namespace and name.", type: "message", container: "list", message: () => PodMetrics },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.items !== undefined) for (const item of message.items) {
      writer.tag(10);
      { const start = writer.begin(); PodMetrics.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodMetricsResponse ??= PodMetricsResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodMetricsResponse> = { items: [] };
    let itemsAll: PodMetrics[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (itemsAll ??= []).push(reader.message(PodMetrics.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (itemsAll !== undefined) message.items = itemsAll;
    return message;
  },
};

/** Reads and changes objects of every kind. */
export const ObjectsService = {
  name: 'orc.v1.Objects',
  methods: {
    /** Returns one object. Linearizable unless `stale` is set. */
    get: { path: '/orc.v1.Objects/Get', requestStream: false, responseStream: false, request: GetRequest, response: GetResponse },
    /** Returns the objects of a kind, page by page over one consistent state. */
    list: { path: '/orc.v1.Objects/List', requestStream: false, responseStream: false, request: ListRequest, response: ListResponse },
    /** Streams the events of a kind: exactly once each, in order, without a gap. */
    watch: { path: '/orc.v1.Objects/Watch', requestStream: false, responseStream: true, request: WatchRequest, response: WatchResponse },
    /** Changes objects: all changes take effect together or none does. */
    commit: { path: '/orc.v1.Objects/Commit', requestStream: false, responseStream: false, request: CommitRequest, response: CommitResponse },
    /** Opens a session: calls of Commit under it take effect at most once, however often they are sent. */
    openSession: { path: '/orc.v1.Objects/OpenSession', requestStream: false, responseStream: false, request: OpenSessionRequest, response: OpenSessionResponse },
    /** Closes a session: what the masters keep of its calls goes. Closing it again is no error. */
    closeSession: { path: '/orc.v1.Objects/CloseSession', requestStream: false, responseStream: false, request: CloseSessionRequest, response: CloseSessionResponse },
    /** Carries many calls of Get and Commit at once, cheaper than one gRPC call each. Each means what it means there and is answered by its id, in whatever order answers come. A master that has enough waiting for a client that does not read takes no further calls from it meanwhile. While calls are under way it sends something at least every 100 ms, an empty message if no answer has come up: so a client can tell a master that is slow from one that is gone. */
    stream: { path: '/orc.v1.Objects/Stream', requestStream: true, responseStream: true, request: StreamRequest, response: StreamResponse },
    /** Lists the kinds this cluster has. */
    kinds: { path: '/orc.v1.Objects/Kinds', requestStream: false, responseStream: false, request: KindsRequest, response: KindsResponse },
  },
} as const;

/** The log of the whole cluster, for those who build on its events. */
export const LogService = {
  name: 'orc.v1.Log',
  methods: {
    /** Streams the events of all kinds as they were committed: exactly once each, in order, without a gap. */
    tail: { path: '/orc.v1.Log/Tail', requestStream: false, responseStream: true, request: TailRequest, response: TailResponse },
  },
} as const;

/** What callers may do. Its questions are Kubernetes' kinds of review, which are answered and never stored. */
export const AccessService = {
  name: 'orc.v1.Access',
  methods: {
    /** Answers a SelfSubjectAccessReview, SubjectAccessReview, LocalSubjectAccessReview, SelfSubjectRulesReview or SelfSubjectReview, in the form in which it was asked. So are a TokenRequest, for the account that its metadata names, and a TokenReview. */
    review: { path: '/orc.v1.Access/Review', requestStream: false, responseStream: false, request: ReviewRequest, response: ReviewResponse },
    /** Signs the next certificate of whoever asks by a certificate, for the same name and groups. */
    renewCertificate: { path: '/orc.v1.Access/RenewCertificate', requestStream: false, responseStream: false, request: RenewCertificateRequest, response: RenewCertificateResponse },
  },
} as const;

/** What nodes and pods use, as the nodes measured it last: every ten seconds. Nothing of it is in the log, and any master knows it. */
export const MetricsService = {
  name: 'orc.v1.Metrics',
  methods: {
    /** What nodes use. Those of which nothing was heard for a minute are left out. */
    nodes: { path: '/orc.v1.Metrics/Nodes', requestStream: false, responseStream: false, request: NodeMetricsRequest, response: NodeMetricsResponse },
    /** What running pods use. Those on nodes of which nothing was heard for a minute are left out. */
    pods: { path: '/orc.v1.Metrics/Pods', requestStream: false, responseStream: false, request: PodMetricsRequest, response: PodMetricsResponse },
  },
} as const;

/** The masters themselves. */
export const ClusterService = {
  name: 'orc.v1.Cluster',
  methods: {
    /** What this master knows of all masters. */
    status: { path: '/orc.v1.Cluster/Status', requestStream: false, responseStream: false, request: StatusRequest, response: StatusResponse },
    /** Hands leadership to another master. */
    transferLeadership: { path: '/orc.v1.Cluster/TransferLeadership', requestStream: false, responseStream: false, request: TransferLeadershipRequest, response: TransferLeadershipResponse },
    /** Makes a master a member. It is answered by the leader only; start the new master with the id it returns. */
    addMaster: { path: '/orc.v1.Cluster/AddMaster', requestStream: false, responseStream: false, request: AddMasterRequest, response: AddMasterResponse },
    /** Takes a master out of the members, for ever: it comes back only as a new one. The leader only. */
    removeMaster: { path: '/orc.v1.Cluster/RemoveMaster', requestStream: false, responseStream: false, request: RemoveMasterRequest, response: RemoveMasterResponse },
    /** Makes a new key for the tokens of service accounts; the old ones verify until what they signed has expired. */
    rotateTokenKeys: { path: '/orc.v1.Cluster/RotateTokenKeys', requestStream: false, responseStream: false, request: RotateTokenKeysRequest, response: RotateTokenKeysResponse },
    /** Ends a certificate before its time: no connection is taken with it any more, and those that stand are closed. */
    revokeCertificate: { path: '/orc.v1.Cluster/RevokeCertificate', requestStream: false, responseStream: false, request: RevokeCertificateRequest, response: RevokeCertificateResponse },
    /** Makes another authority that is trusted beside the present one, and signs once everybody trusts it; or has those before it go. How far that is stands in the Cluster object. */
    rotateAuthority: { path: '/orc.v1.Cluster/RotateAuthority', requestStream: false, responseStream: false, request: RotateAuthorityRequest, response: RotateAuthorityResponse },
    /** Makes another key-encryption key: once every master has it, everything that is sealed is wrapped under it, and the one before is destroyed. How far that is stands in the Cluster object. The leader only. */
    rotateEncryptionKey: { path: '/orc.v1.Cluster/RotateEncryptionKey', requestStream: false, responseStream: false, request: RotateEncryptionKeyRequest, response: RotateEncryptionKeyResponse },
    /** Has masters lock their key-encryption keys under a new unlock key, or shows the present one, or ends that. */
    lock: { path: '/orc.v1.Cluster/Lock', requestStream: false, responseStream: false, request: LockRequest, response: LockResponse },
  },
} as const;

/** What masters ask each other. Nobody else is answered, whatever their roles. */
export const MastersService = {
  name: 'orc.v1.Masters',
  methods: {
    /** What the asked master holds of what changes in step on all of them. */
    report: { path: '/orc.v1.Masters/Report', requestStream: false, responseStream: false, request: MasterReportRequest, response: MasterReport },
    /** Key-encryption keys, for a member of the cluster that proves that it has one already. */
    encryptionKeys: { path: '/orc.v1.Masters/EncryptionKeys', requestStream: false, responseStream: false, request: EncryptionKeysRequest, response: EncryptionKeysResponse },
    /** Brings the unlock key to a master that waits for it; anybody of the cluster who has it may. */
    unlock: { path: '/orc.v1.Masters/Unlock', requestStream: false, responseStream: false, request: UnlockRequest, response: UnlockResponse },
  },
} as const;
