// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/certificates/certificates.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';
import { type Time, readTime, writeTime, type ExtraValue, readExtraValue, writeExtraValue } from '#kernel/model/scalars.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';

/** Asks for a certificate. It is approved or denied by one and then issued by another. */
export interface CertificateSigningRequest extends Message {
  readonly apiVersion: 'certificates.k8s.io/v1';
  readonly kind: 'CertificateSigningRequest';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What is asked for and by whom. Can't be changed. */
  readonly spec: CertificateSigningRequestSpec;
  /** Whether it is granted, and the certificate. */
  readonly status?: CertificateSigningRequestStatus;
}

let emptyCertificateSigningRequest: CertificateSigningRequest | undefined;

export const CertificateSigningRequest: KindType<CertificateSigningRequest> = {
  name: 'k8s.io.api.certificates.v1.CertificateSigningRequest',
  apiVersion: 'certificates.k8s.io/v1',
  kind: 'CertificateSigningRequest',
  schema: {
    doc: "Asks for a certificate. It is approved or denied by one and then issued by another.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "What is asked for and by whom. Can't be changed.", type: "message", message: () => CertificateSigningRequestSpec, required: true },
      { name: "status", number: 3, doc: "Whether it is granted, and the certificate.", type: "message", message: () => CertificateSigningRequestStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); CertificateSigningRequestSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); CertificateSigningRequestStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCertificateSigningRequest ??= CertificateSigningRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CertificateSigningRequest> = { apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata: ObjectMeta.empty(), spec: CertificateSigningRequestSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(CertificateSigningRequestSpec.decode);
          break;
        case 26:
          message.status = reader.message(CertificateSigningRequestStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What is asked for and by whom. */
export interface CertificateSigningRequestSpec extends Message {
  /** The PKCS#10 request, as PEM. */
  readonly request: Uint8Array;
  /** Who asks; set by the masters. */
  readonly username?: string;
  /** The asker's uid; set by the masters. */
  readonly uid?: string;
  /** The asker's groups; set by the masters. */
  readonly groups?: readonly string[];
  /** What the certificate may be used for, such as client auth. */
  readonly usages?: readonly string[];
  /** More about the asker; set by the masters. */
  readonly extra?: Readonly<Record<string, ExtraValue>>;
  /** Who is to sign: a name with a domain, such as kubernetes.io/kube-apiserver-client. */
  readonly signerName: string;
  /** Seconds for which the certificate should be good; the signer may give another time. */
  readonly expirationSeconds?: number;
}

let emptyCertificateSigningRequestSpec: CertificateSigningRequestSpec | undefined;

export const CertificateSigningRequestSpec: MessageType<CertificateSigningRequestSpec> = {
  name: 'k8s.io.api.certificates.v1.CertificateSigningRequestSpec',
  schema: {
    doc: "What is asked for and by whom.",
    fields: [
      { name: "request", number: 1, doc: "The PKCS#10 request, as PEM.", type: "bytes", required: true },
      { name: "username", number: 2, doc: "Who asks; set by the masters.", type: "string" },
      { name: "uid", number: 3, doc: "The asker's uid; set by the masters.", type: "string" },
      { name: "groups", number: 4, doc: "The asker's groups; set by the masters.", type: "string", container: "list" },
      { name: "usages", number: 5, doc: "What the certificate may be used for, such as client auth.", type: "string", container: "list" },
      { name: "extra", number: 6, doc: "More about the asker; set by the masters.", type: "strings", container: "map" },
      { name: "signerName", number: 7, doc: "Who is to sign: a name with a domain, such as kubernetes.io/kube-apiserver-client.", type: "string", required: true },
      { name: "expirationSeconds", number: 8, doc: "Seconds for which the certificate should be good; the signer may give another time.", type: "int32", min: 600 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.bytes(message.request); }
    if (message.username !== undefined) { writer.tag(18); writer.string(message.username); }
    if (message.uid !== undefined) { writer.tag(26); writer.string(message.uid); }
    if (message.groups !== undefined) for (const item of message.groups) {
      writer.tag(34);
      writer.string(item);
    }
    if (message.usages !== undefined) for (const item of message.usages) {
      writer.tag(42);
      writer.string(item);
    }
    if (message.extra !== undefined) for (const [key, item] of entriesByKey(message.extra)) {
      writer.tag(50);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeExtraValue(item, writer); writer.end(start); }
      writer.end(entry);
    }
    { writer.tag(58); writer.string(message.signerName); }
    if (message.expirationSeconds !== undefined) { writer.tag(64); writer.signed(message.expirationSeconds); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCertificateSigningRequestSpec ??= CertificateSigningRequestSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CertificateSigningRequestSpec> = { request: noBytes, signerName: '' };
    let groupsAll: string[] | undefined;
    let usagesAll: string[] | undefined;
    let extraAll: Record<string, ExtraValue> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.request = reader.bytes();
          break;
        case 18:
          message.username = reader.string();
          break;
        case 26:
          message.uid = reader.string();
          break;
        case 34:
          (groupsAll ??= []).push(reader.string());
          break;
        case 42:
          (usagesAll ??= []).push(reader.string());
          break;
        case 50:
          extraAll ??= {};
          readEntry(reader, extraAll, () => reader.message(readExtraValue), () => []);
          break;
        case 58:
          message.signerName = reader.string();
          break;
        case 64:
          message.expirationSeconds = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (groupsAll !== undefined) message.groups = groupsAll;
    if (usagesAll !== undefined) message.usages = usagesAll;
    if (extraAll !== undefined) message.extra = extraAll;
    return message;
  },
};

/** Whether a certificate is granted, and the certificate. */
export interface CertificateSigningRequestStatus extends Message {
  /** What was decided: Approved, Denied or Failed. None of these can be taken back. */
  readonly conditions?: readonly CertificateSigningRequestCondition[];
  /** The certificate and those that vouch for it, as PEM. Can't be changed. */
  readonly certificate?: Uint8Array;
}

let emptyCertificateSigningRequestStatus: CertificateSigningRequestStatus | undefined;

export const CertificateSigningRequestStatus: MessageType<CertificateSigningRequestStatus> = {
  name: 'k8s.io.api.certificates.v1.CertificateSigningRequestStatus',
  schema: {
    doc: "Whether a certificate is granted, and the certificate.",
    fields: [
      { name: "conditions", number: 1, doc: "What was decided: Approved, Denied or Failed. None of these can be taken back.", type: "message", container: "list", message: () => CertificateSigningRequestCondition, listKey: ["type"] },
      { name: "certificate", number: 2, doc: "The certificate and those that vouch for it, as PEM. Can't be changed.", type: "bytes" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(10);
      { const start = writer.begin(); CertificateSigningRequestCondition.encode(item, writer); writer.end(start); }
    }
    if (message.certificate !== undefined) { writer.tag(18); writer.bytes(message.certificate); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCertificateSigningRequestStatus ??= CertificateSigningRequestStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CertificateSigningRequestStatus> = {  };
    let conditionsAll: CertificateSigningRequestCondition[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (conditionsAll ??= []).push(reader.message(CertificateSigningRequestCondition.decode));
          break;
        case 18:
          message.certificate = reader.bytes();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (conditionsAll !== undefined) message.conditions = conditionsAll;
    return message;
  },
};

/** A decision about a request. */
export interface CertificateSigningRequestCondition extends Message {
  /** Approved, Denied or Failed. */
  readonly type: string;
  /** Why, as one word. */
  readonly reason?: string;
  /** Why, for people. */
  readonly message?: string;
  /** When it was last confirmed. */
  readonly lastUpdateTime?: Time;
  /** When it last changed. */
  readonly lastTransitionTime?: Time;
  /** True. */
  readonly status: string;
}

let emptyCertificateSigningRequestCondition: CertificateSigningRequestCondition | undefined;

export const CertificateSigningRequestCondition: MessageType<CertificateSigningRequestCondition> = {
  name: 'k8s.io.api.certificates.v1.CertificateSigningRequestCondition',
  schema: {
    doc: "A decision about a request.",
    fields: [
      { name: "type", number: 1, doc: "Approved, Denied or Failed.", type: "string", required: true },
      { name: "reason", number: 2, doc: "Why, as one word.", type: "string" },
      { name: "message", number: 3, doc: "Why, for people.", type: "string" },
      { name: "lastUpdateTime", number: 4, doc: "When it was last confirmed.", type: "time" },
      { name: "lastTransitionTime", number: 5, doc: "When it last changed.", type: "time" },
      { name: "status", number: 6, doc: "True.", type: "string", required: true, oneOf: ["True","False","Unknown"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    if (message.reason !== undefined) { writer.tag(18); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(26); writer.string(message.message); }
    const lastUpdateTimeValue = message.lastUpdateTime;
    if (lastUpdateTimeValue !== undefined) { writer.tag(34); { const start = writer.begin(); writeTime(lastUpdateTimeValue, writer); writer.end(start); } }
    const lastTransitionTimeValue = message.lastTransitionTime;
    if (lastTransitionTimeValue !== undefined) { writer.tag(42); { const start = writer.begin(); writeTime(lastTransitionTimeValue, writer); writer.end(start); } }
    { writer.tag(50); writer.string(message.status); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCertificateSigningRequestCondition ??= CertificateSigningRequestCondition.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CertificateSigningRequestCondition> = { type: '', status: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.reason = reader.string();
          break;
        case 26:
          message.message = reader.string();
          break;
        case 34:
          message.lastUpdateTime = reader.message(readTime);
          break;
        case 42:
          message.lastTransitionTime = reader.message(readTime);
          break;
        case 50:
          message.status = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
