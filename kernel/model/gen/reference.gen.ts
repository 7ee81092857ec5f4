// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/reference.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';

/** Names an object. */
export interface ObjectReference extends Message {
  /** Its kind. */
  readonly kind?: string;
  /** Its namespace. */
  readonly namespace?: string;
  /** Its name. */
  readonly name?: string;
  /** Its uid. */
  readonly uid?: string;
  /** Its apiVersion. */
  readonly apiVersion?: string;
  /** The revision meant. */
  readonly resourceVersion?: string;
  /** The part of the object meant. */
  readonly fieldPath?: string;
}

let emptyObjectReference: ObjectReference | undefined;

export const ObjectReference: MessageType<ObjectReference> = {
  name: 'k8s.io.api.core.v1.ObjectReference',
  schema: {
    doc: "Names an object.",
    fields: [
      { name: "kind", number: 1, doc: "Its kind.", type: "string" },
      { name: "namespace", number: 2, doc: "Its namespace.", type: "string" },
      { name: "name", number: 3, doc: "Its name.", type: "string" },
      { name: "uid", number: 4, doc: "Its uid.", type: "string" },
      { name: "apiVersion", number: 5, doc: "Its apiVersion.", type: "string" },
      { name: "resourceVersion", number: 6, doc: "The revision meant.", type: "string" },
      { name: "fieldPath", number: 7, doc: "The part of the object meant.", type: "string" },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.kind !== undefined) { writer.tag(10); writer.string(message.kind); }
    if (message.namespace !== undefined) { writer.tag(18); writer.string(message.namespace); }
    if (message.name !== undefined) { writer.tag(26); writer.string(message.name); }
    if (message.uid !== undefined) { writer.tag(34); writer.string(message.uid); }
    if (message.apiVersion !== undefined) { writer.tag(42); writer.string(message.apiVersion); }
    if (message.resourceVersion !== undefined) { writer.tag(50); writer.string(message.resourceVersion); }
    if (message.fieldPath !== undefined) { writer.tag(58); writer.string(message.fieldPath); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyObjectReference ??= ObjectReference.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ObjectReference> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.kind = reader.string();
          break;
        case 18:
          message.namespace = reader.string();
          break;
        case 26:
          message.name = reader.string();
          break;
        case 34:
          message.uid = reader.string();
          break;
        case 42:
          message.apiVersion = reader.string();
          break;
        case 50:
          message.resourceVersion = reader.string();
          break;
        case 58:
          message.fieldPath = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Names an object of the same namespace. */
export interface LocalObjectReference extends Message {
  /** Its name. */
  readonly name?: string;
}

let emptyLocalObjectReference: LocalObjectReference | undefined;

export const LocalObjectReference: MessageType<LocalObjectReference> = {
  name: 'k8s.io.api.core.v1.LocalObjectReference',
  schema: {
    doc: "Names an object of the same namespace.",
    fields: [
      { name: "name", number: 1, doc: "Its name.", type: "string" },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.name !== undefined) { writer.tag(10); writer.string(message.name); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLocalObjectReference ??= LocalObjectReference.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LocalObjectReference> = {  };
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

/** Names an object of any kind in the same namespace. */
export interface TypedLocalObjectReference extends Message {
  /** The group of its kind; the core group when absent. */
  readonly apiGroup?: string;
  /** Its kind. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
}

let emptyTypedLocalObjectReference: TypedLocalObjectReference | undefined;

export const TypedLocalObjectReference: MessageType<TypedLocalObjectReference> = {
  name: 'k8s.io.api.core.v1.TypedLocalObjectReference',
  schema: {
    doc: "Names an object of any kind in the same namespace.",
    fields: [
      { name: "apiGroup", number: 1, doc: "The group of its kind; the core group when absent.", type: "string" },
      { name: "kind", number: 2, doc: "Its kind.", type: "string", required: true },
      { name: "name", number: 3, doc: "Its name.", type: "string", required: true },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.apiGroup !== undefined) { writer.tag(10); writer.string(message.apiGroup); }
    { writer.tag(18); writer.string(message.kind); }
    { writer.tag(26); writer.string(message.name); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTypedLocalObjectReference ??= TypedLocalObjectReference.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TypedLocalObjectReference> = { kind: '', name: '' };
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
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Names an object of any kind in any namespace. */
export interface TypedObjectReference extends Message {
  /** The group of its kind; the core group when absent. */
  readonly apiGroup?: string;
  /** Its kind. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
  /** Its namespace; the same when absent. */
  readonly namespace?: string;
}

let emptyTypedObjectReference: TypedObjectReference | undefined;

export const TypedObjectReference: MessageType<TypedObjectReference> = {
  name: 'k8s.io.api.core.v1.TypedObjectReference',
  schema: {
    doc: "Names an object of any kind in any namespace.",
    fields: [
      { name: "apiGroup", number: 1, doc: "The group of its kind; the core group when absent.", type: "string" },
      { name: "kind", number: 2, doc: "Its kind.", type: "string", required: true },
      { name: "name", number: 3, doc: "Its name.", type: "string", required: true },
      { name: "namespace", number: 4, doc: "Its namespace; the same when absent.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.apiGroup !== undefined) { writer.tag(10); writer.string(message.apiGroup); }
    { writer.tag(18); writer.string(message.kind); }
    { writer.tag(26); writer.string(message.name); }
    if (message.namespace !== undefined) { writer.tag(34); writer.string(message.namespace); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTypedObjectReference ??= TypedObjectReference.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TypedObjectReference> = { kind: '', name: '' };
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
          message.namespace = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Names a Secret of any namespace. */
export interface SecretReference extends Message {
  /** Its name. */
  readonly name?: string;
  /** Its namespace. */
  readonly namespace?: string;
}

let emptySecretReference: SecretReference | undefined;

export const SecretReference: MessageType<SecretReference> = {
  name: 'k8s.io.api.core.v1.SecretReference',
  schema: {
    doc: "Names a Secret of any namespace.",
    fields: [
      { name: "name", number: 1, doc: "Its name.", type: "string" },
      { name: "namespace", number: 2, doc: "Its namespace.", type: "string" },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.name !== undefined) { writer.tag(10); writer.string(message.name); }
    if (message.namespace !== undefined) { writer.tag(18); writer.string(message.namespace); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySecretReference ??= SecretReference.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SecretReference> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.namespace = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
