// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/authentication/authentication.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';
import { type Time, readTime, writeTime, type ExtraValue, readExtraValue, writeExtraValue } from '#kernel/model/scalars.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';

/** Asks whose a token is. */
export interface TokenReview extends Message {
  readonly apiVersion: 'authentication.k8s.io/v1';
  readonly kind: 'TokenReview';
  /** Identity; rarely used. */
  readonly metadata?: ObjectMeta;
  /** The token. */
  readonly spec: TokenReviewSpec;
  /** Whose it is. */
  readonly status?: TokenReviewStatus;
}

let emptyTokenReview: TokenReview | undefined;

export const TokenReview: KindType<TokenReview> = {
  name: 'k8s.io.api.authentication.v1.TokenReview',
  apiVersion: 'authentication.k8s.io/v1',
  kind: 'TokenReview',
  schema: {
    doc: "Asks whose a token is.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity; rarely used.", type: "message", message: () => ObjectMeta },
      { name: "spec", number: 2, doc: "The token.", type: "message", message: () => TokenReviewSpec, required: true },
      { name: "status", number: 3, doc: "Whose it is.", type: "message", message: () => TokenReviewStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const metadataValue = message.metadata;
    if (metadataValue !== undefined) { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(metadataValue, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); TokenReviewSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); TokenReviewStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTokenReview ??= TokenReview.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TokenReview> = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: TokenReviewSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(TokenReviewSpec.decode);
          break;
        case 26:
          message.status = reader.message(TokenReviewStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A token. */
export interface TokenReviewSpec extends Message {
  /** The token itself. */
  readonly token?: string;
  /** Whom it must be for; the masters when absent. */
  readonly audiences?: readonly string[];
}

let emptyTokenReviewSpec: TokenReviewSpec | undefined;

export const TokenReviewSpec: MessageType<TokenReviewSpec> = {
  name: 'k8s.io.api.authentication.v1.TokenReviewSpec',
  schema: {
    doc: "A token.",
    fields: [
      { name: "token", number: 1, doc: "The token itself.", type: "string" },
      { name: "audiences", number: 2, doc: "Whom it must be for; the masters when absent.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.token !== undefined) { writer.tag(10); writer.string(message.token); }
    if (message.audiences !== undefined) for (const item of message.audiences) {
      writer.tag(18);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTokenReviewSpec ??= TokenReviewSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TokenReviewSpec> = {  };
    let audiencesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.token = reader.string();
          break;
        case 18:
          (audiencesAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (audiencesAll !== undefined) message.audiences = audiencesAll;
    return message;
  },
};

/** Whose a token is. */
export interface TokenReviewStatus extends Message {
  /** Whether it is good. */
  readonly authenticated?: boolean;
  /** Whose it is. */
  readonly user?: UserInfo;
  /** Why it could not be looked at. */
  readonly error?: string;
  /** Whom it is for, of those asked about. */
  readonly audiences?: readonly string[];
}

let emptyTokenReviewStatus: TokenReviewStatus | undefined;

export const TokenReviewStatus: MessageType<TokenReviewStatus> = {
  name: 'k8s.io.api.authentication.v1.TokenReviewStatus',
  schema: {
    doc: "Whose a token is.",
    fields: [
      { name: "authenticated", number: 1, doc: "Whether it is good.", type: "bool" },
      { name: "user", number: 2, doc: "Whose it is.", type: "message", message: () => UserInfo },
      { name: "error", number: 3, doc: "Why it could not be looked at.", type: "string" },
      { name: "audiences", number: 4, doc: "Whom it is for, of those asked about.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.authenticated !== undefined) { writer.tag(8); writer.bool(message.authenticated); }
    const userValue = message.user;
    if (userValue !== undefined) { writer.tag(18); { const start = writer.begin(); UserInfo.encode(userValue, writer); writer.end(start); } }
    if (message.error !== undefined) { writer.tag(26); writer.string(message.error); }
    if (message.audiences !== undefined) for (const item of message.audiences) {
      writer.tag(34);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTokenReviewStatus ??= TokenReviewStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TokenReviewStatus> = {  };
    let audiencesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.authenticated = reader.bool();
          break;
        case 18:
          message.user = reader.message(UserInfo.decode);
          break;
        case 26:
          message.error = reader.string();
          break;
        case 34:
          (audiencesAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (audiencesAll !== undefined) message.audiences = audiencesAll;
    return message;
  },
};

/** Somebody. */
export interface UserInfo extends Message {
  /** The name. */
  readonly username?: string;
  /** Tells users of one name apart, over time. */
  readonly uid?: string;
  /** The groups. */
  readonly groups?: readonly string[];
  /** What else is known. */
  readonly extra?: Readonly<Record<string, ExtraValue>>;
}

let emptyUserInfo: UserInfo | undefined;

export const UserInfo: MessageType<UserInfo> = {
  name: 'k8s.io.api.authentication.v1.UserInfo',
  schema: {
    doc: "Somebody.",
    fields: [
      { name: "username", number: 1, doc: "The name.", type: "string" },
      { name: "uid", number: 2, doc: "Tells users of one name apart, over time.", type: "string" },
      { name: "groups", number: 3, doc: "The groups.", type: "string", container: "list" },
      { name: "extra", number: 4, doc: "What else is known.", type: "strings", container: "map" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.username !== undefined) { writer.tag(10); writer.string(message.username); }
    if (message.uid !== undefined) { writer.tag(18); writer.string(message.uid); }
    if (message.groups !== undefined) for (const item of message.groups) {
      writer.tag(26);
      writer.string(item);
    }
    if (message.extra !== undefined) for (const [key, item] of entriesByKey(message.extra)) {
      writer.tag(34);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeExtraValue(item, writer); writer.end(start); }
      writer.end(entry);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyUserInfo ??= UserInfo.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<UserInfo> = {  };
    let groupsAll: string[] | undefined;
    let extraAll: Record<string, ExtraValue> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.username = reader.string();
          break;
        case 18:
          message.uid = reader.string();
          break;
        case 26:
          (groupsAll ??= []).push(reader.string());
          break;
        case 34:
          extraAll ??= {};
          readEntry(reader, extraAll, () => reader.message(readExtraValue), () => []);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (groupsAll !== undefined) message.groups = groupsAll;
    if (extraAll !== undefined) message.extra = extraAll;
    return message;
  },
};

/** Asks for a token of a service account. */
export interface TokenRequest extends Message {
  readonly apiVersion: 'authentication.k8s.io/v1';
  readonly kind: 'TokenRequest';
  /** Identity; rarely used. */
  readonly metadata?: ObjectMeta;
  /** What token. */
  readonly spec: TokenRequestSpec;
  /** The token. */
  readonly status?: TokenRequestStatus;
}

let emptyTokenRequest: TokenRequest | undefined;

export const TokenRequest: KindType<TokenRequest> = {
  name: 'k8s.io.api.authentication.v1.TokenRequest',
  apiVersion: 'authentication.k8s.io/v1',
  kind: 'TokenRequest',
  schema: {
    doc: "Asks for a token of a service account.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity; rarely used.", type: "message", message: () => ObjectMeta },
      { name: "spec", number: 2, doc: "What token.", type: "message", message: () => TokenRequestSpec, required: true },
      { name: "status", number: 3, doc: "The token.", type: "message", message: () => TokenRequestStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const metadataValue = message.metadata;
    if (metadataValue !== undefined) { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(metadataValue, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); TokenRequestSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); TokenRequestStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTokenRequest ??= TokenRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TokenRequest> = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: TokenRequestSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(TokenRequestSpec.decode);
          break;
        case 26:
          message.status = reader.message(TokenRequestStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What token is asked for. */
export interface TokenRequestSpec extends Message {
  /** Whom it is for; the masters when absent. */
  readonly audiences?: readonly string[];
  /** The object that it is bound to: once that is gone, the token is no longer good. */
  readonly boundObjectRef?: BoundObjectReference;
  /** Seconds for which it should be good. */
  readonly expirationSeconds?: number;
}

let emptyTokenRequestSpec: TokenRequestSpec | undefined;

export const TokenRequestSpec: MessageType<TokenRequestSpec> = {
  name: 'k8s.io.api.authentication.v1.TokenRequestSpec',
  schema: {
    doc: "What token is asked for.",
    fields: [
      { name: "audiences", number: 1, doc: "Whom it is for; the masters when absent.", type: "string", container: "list" },
      { name: "boundObjectRef", number: 3, doc: "The object that it is bound to: once that is gone, the token is no longer good.", type: "message", message: () => BoundObjectReference },
      { name: "expirationSeconds", number: 4, doc: "Seconds for which it should be good.", type: "int64", default: 3600, min: 600, max: 4294967296 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.audiences !== undefined) for (const item of message.audiences) {
      writer.tag(10);
      writer.string(item);
    }
    const boundObjectRefValue = message.boundObjectRef;
    if (boundObjectRefValue !== undefined) { writer.tag(26); { const start = writer.begin(); BoundObjectReference.encode(boundObjectRefValue, writer); writer.end(start); } }
    if (message.expirationSeconds !== undefined) { writer.tag(32); writer.signed(message.expirationSeconds); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTokenRequestSpec ??= TokenRequestSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TokenRequestSpec> = {  };
    let audiencesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (audiencesAll ??= []).push(reader.string());
          break;
        case 26:
          message.boundObjectRef = reader.message(BoundObjectReference.decode);
          break;
        case 32:
          message.expirationSeconds = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (audiencesAll !== undefined) message.audiences = audiencesAll;
    return message;
  },
};

/** The object that a token is bound to. */
export interface BoundObjectReference extends Message {
  /** Pod, Secret or Node. */
  readonly kind?: string;
  /** Its apiVersion. */
  readonly apiVersion?: string;
  /** Its name. */
  readonly name?: string;
  /** Its uid. */
  readonly uid?: string;
}

let emptyBoundObjectReference: BoundObjectReference | undefined;

export const BoundObjectReference: MessageType<BoundObjectReference> = {
  name: 'k8s.io.api.authentication.v1.BoundObjectReference',
  schema: {
    doc: "The object that a token is bound to.",
    fields: [
      { name: "kind", number: 1, doc: "Pod, Secret or Node.", type: "string" },
      { name: "apiVersion", number: 2, doc: "Its apiVersion.", type: "string" },
      { name: "name", number: 3, doc: "Its name.", type: "string" },
      { name: "uid", number: 4, doc: "Its uid.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.kind !== undefined) { writer.tag(10); writer.string(message.kind); }
    if (message.apiVersion !== undefined) { writer.tag(18); writer.string(message.apiVersion); }
    if (message.name !== undefined) { writer.tag(26); writer.string(message.name); }
    if (message.uid !== undefined) { writer.tag(34); writer.string(message.uid); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyBoundObjectReference ??= BoundObjectReference.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<BoundObjectReference> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.kind = reader.string();
          break;
        case 18:
          message.apiVersion = reader.string();
          break;
        case 26:
          message.name = reader.string();
          break;
        case 34:
          message.uid = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A token. */
export interface TokenRequestStatus extends Message {
  /** The token itself. */
  readonly token: string;
  /** Until when it is good. */
  readonly expirationTimestamp: Time;
}

let emptyTokenRequestStatus: TokenRequestStatus | undefined;

export const TokenRequestStatus: MessageType<TokenRequestStatus> = {
  name: 'k8s.io.api.authentication.v1.TokenRequestStatus',
  schema: {
    doc: "A token.",
    fields: [
      { name: "token", number: 1, doc: "The token itself.", type: "string", required: true },
      { name: "expirationTimestamp", number: 2, doc: "Until when it is good.", type: "time", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.token); }
    { writer.tag(18); { const start = writer.begin(); writeTime(message.expirationTimestamp, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTokenRequestStatus ??= TokenRequestStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TokenRequestStatus> = { token: '', expirationTimestamp: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.token = reader.string();
          break;
        case 18:
          message.expirationTimestamp = reader.message(readTime);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Asks who the asker is. */
export interface SelfSubjectReview extends Message {
  readonly apiVersion: 'authentication.k8s.io/v1';
  readonly kind: 'SelfSubjectReview';
  /** Identity; rarely used. */
  readonly metadata?: ObjectMeta;
  /** Who. */
  readonly status?: SelfSubjectReviewStatus;
}

let emptySelfSubjectReview: SelfSubjectReview | undefined;

export const SelfSubjectReview: KindType<SelfSubjectReview> = {
  name: 'k8s.io.api.authentication.v1.SelfSubjectReview',
  apiVersion: 'authentication.k8s.io/v1',
  kind: 'SelfSubjectReview',
  schema: {
    doc: "Asks who the asker is.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity; rarely used.", type: "message", message: () => ObjectMeta },
      { name: "status", number: 2, doc: "Who.", type: "message", message: () => SelfSubjectReviewStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const metadataValue = message.metadata;
    if (metadataValue !== undefined) { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(metadataValue, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(18); { const start = writer.begin(); SelfSubjectReviewStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySelfSubjectReview ??= SelfSubjectReview.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SelfSubjectReview> = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.status = reader.message(SelfSubjectReviewStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Who the asker is. */
export interface SelfSubjectReviewStatus extends Message {
  /** The user. */
  readonly userInfo?: UserInfo;
}

let emptySelfSubjectReviewStatus: SelfSubjectReviewStatus | undefined;

export const SelfSubjectReviewStatus: MessageType<SelfSubjectReviewStatus> = {
  name: 'k8s.io.api.authentication.v1.SelfSubjectReviewStatus',
  schema: {
    doc: "Who the asker is.",
    fields: [
      { name: "userInfo", number: 1, doc: "The user.", type: "message", message: () => UserInfo },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const userInfoValue = message.userInfo;
    if (userInfoValue !== undefined) { writer.tag(10); { const start = writer.begin(); UserInfo.encode(userInfoValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySelfSubjectReviewStatus ??= SelfSubjectReviewStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SelfSubjectReviewStatus> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.userInfo = reader.message(UserInfo.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
