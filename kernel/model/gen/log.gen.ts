// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/orc/log.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';
import { OrcError } from '#kernel/errors.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';

/** What a write does. */
export type Operation = 'UNSPECIFIED' | 'CREATE' | 'UPDATE' | 'DELETE';
export const OperationNumber: Readonly<Record<Operation, number>> = { UNSPECIFIED: 0, CREATE: 1, UPDATE: 2, DELETE: 3 };
const OperationNames: readonly Operation[] = ['UNSPECIFIED', 'CREATE', 'UPDATE', 'DELETE'];
export function readOperation(value: number): Operation {
  const name = OperationNames[value];
  if (name === undefined) throw new OrcError('Unsupported', `Operation ${value} is not known to this version of orc: it was written by a newer one`);
  return name;
}

/** What became of an object. */
export type EventType = 'EVENT_UNSPECIFIED' | 'ADDED' | 'MODIFIED' | 'DELETED';
export const EventTypeNumber: Readonly<Record<EventType, number>> = { EVENT_UNSPECIFIED: 0, ADDED: 1, MODIFIED: 2, DELETED: 3 };
const EventTypeNames: readonly EventType[] = ['EVENT_UNSPECIFIED', 'ADDED', 'MODIFIED', 'DELETED'];
export function readEventType(value: number): EventType {
  const name = EventTypeNames[value];
  if (name === undefined) throw new OrcError('Unsupported', `EventType ${value} is not known to this version of orc: it was written by a newer one`);
  return name;
}

/** An object in transit: its kind and its message. */
export interface PackedObject extends Message {
  /** The object's apiVersion, such as apps/v1. */
  readonly apiVersion: string;
  /** The object's kind, such as Deployment. */
  readonly kind: string;
  /** The object as its kind's protobuf message. */
  readonly raw: Uint8Array;
  /** The object as JSON, instead of `raw`: how manifests travel, so that a master can name unknown fields, and objects in older versions of built-in kinds, which have no messages. */
  readonly json: Uint8Array;
}

let emptyPackedObject: PackedObject | undefined;

export const PackedObject: MessageType<PackedObject> = {
  name: 'orc.v1.PackedObject',
  schema: {
    doc: "An object in transit: its kind and its message.",
    fields: [
      { name: "apiVersion", number: 1, doc: "The object's apiVersion, such as apps/v1.", type: "string" },
      { name: "kind", number: 2, doc: "The object's kind, such as Deployment.", type: "string" },
      { name: "raw", number: 3, doc: "The object as its kind's protobuf message.", type: "bytes" },
      { name: "json", number: 4, doc: "The object as JSON, instead of `raw`: how manifests travel, so that a master can name unknown fields, and objects in older versions of built-in kinds, which have no messages.", type: "bytes" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.apiVersion !== '') { writer.tag(10); writer.string(message.apiVersion); }
    if (message.kind !== '') { writer.tag(18); writer.string(message.kind); }
    if (message.raw.length > 0) { writer.tag(26); writer.bytes(message.raw); }
    if (message.json.length > 0) { writer.tag(34); writer.bytes(message.json); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPackedObject ??= PackedObject.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PackedObject> = { apiVersion: '', kind: '', raw: noBytes, json: noBytes };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.apiVersion = reader.string();
          break;
        case 18:
          message.kind = reader.string();
          break;
        case 26:
          message.raw = reader.bytes();
          break;
        case 34:
          message.json = reader.bytes();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Names an object. */
export interface Key extends Message {
  /** The API group; empty for core. */
  readonly group: string;
  /** The kind. */
  readonly kind: string;
  /** The namespace; empty for objects that have none. */
  readonly namespace: string;
  /** The name. */
  readonly name: string;
}

let emptyKey: Key | undefined;

export const Key: MessageType<Key> = {
  name: 'orc.v1.Key',
  schema: {
    doc: "Names an object.",
    fields: [
      { name: "group", number: 1, doc: "The API group; empty for core.", type: "string" },
      { name: "kind", number: 2, doc: "The kind.", type: "string" },
      { name: "namespace", number: 3, doc: "The namespace; empty for objects that have none.", type: "string" },
      { name: "name", number: 4, doc: "The name.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.group !== '') { writer.tag(10); writer.string(message.group); }
    if (message.kind !== '') { writer.tag(18); writer.string(message.kind); }
    if (message.namespace !== '') { writer.tag(26); writer.string(message.namespace); }
    if (message.name !== '') { writer.tag(34); writer.string(message.name); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyKey ??= Key.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Key> = { group: '', kind: '', namespace: '', name: '' };
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
          message.name = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** One object's change within a transaction. */
export interface Write extends Message {
  /** What is done. */
  readonly operation: Operation;
  /** The object's key. */
  readonly key?: Key;
  /** The whole object, for CREATE and UPDATE. */
  readonly object?: PackedObject;
  /** For UPDATE and DELETE: the revision the writer read; another one is a conflict. 0 means any. */
  readonly expectRevision: number;
  /** For DELETE: the uid meant; another one is a conflict. Empty means any. */
  readonly expectUid: string;
}

let emptyWrite: Write | undefined;

export const Write: MessageType<Write> = {
  name: 'orc.v1.Write',
  schema: {
    doc: "One object's change within a transaction.",
    fields: [
      { name: "operation", number: 1, doc: "What is done.", type: "enum" },
      { name: "key", number: 2, doc: "The object's key.", type: "message", message: () => Key },
      { name: "object", number: 3, doc: "The whole object, for CREATE and UPDATE.", type: "message", message: () => PackedObject },
      { name: "expectRevision", number: 4, doc: "For UPDATE and DELETE: the revision the writer read; another one is a conflict. 0 means any.", type: "int64" },
      { name: "expectUid", number: 5, doc: "For DELETE: the uid meant; another one is a conflict. Empty means any.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.operation !== 'UNSPECIFIED') { writer.tag(8); writer.unsigned(OperationNumber[message.operation]); }
    const keyValue = message.key;
    if (keyValue !== undefined) { writer.tag(18); { const start = writer.begin(); Key.encode(keyValue, writer); writer.end(start); } }
    const objectValue = message.object;
    if (objectValue !== undefined) { writer.tag(26); { const start = writer.begin(); PackedObject.encode(objectValue, writer); writer.end(start); } }
    if (message.expectRevision !== 0) { writer.tag(32); writer.unsigned(message.expectRevision); }
    if (message.expectUid !== '') { writer.tag(42); writer.string(message.expectUid); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyWrite ??= Write.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Write> = { operation: readOperation(0), expectRevision: 0, expectUid: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.operation = readOperation(reader.unsigned());
          break;
        case 18:
          message.key = reader.message(Key.decode);
          break;
        case 26:
          message.object = reader.message(PackedObject.decode);
          break;
        case 32:
          message.expectRevision = reader.unsigned();
          break;
        case 42:
          message.expectUid = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a transaction was based on without writing it. */
export interface Precondition extends Message {
  /** The object read. */
  readonly key?: Key;
  /** Its revision then; 0 means that it did not exist. */
  readonly revision: number;
}

let emptyPrecondition: Precondition | undefined;

export const Precondition: MessageType<Precondition> = {
  name: 'orc.v1.Precondition',
  schema: {
    doc: "What a transaction was based on without writing it.",
    fields: [
      { name: "key", number: 1, doc: "The object read.", type: "message", message: () => Key },
      { name: "revision", number: 2, doc: "Its revision then; 0 means that it did not exist.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const keyValue = message.key;
    if (keyValue !== undefined) { writer.tag(10); { const start = writer.begin(); Key.encode(keyValue, writer); writer.end(start); } }
    if (message.revision !== 0) { writer.tag(16); writer.unsigned(message.revision); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPrecondition ??= Precondition.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Precondition> = { revision: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.key = reader.message(Key.decode);
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

/** Which call of which client session this is, so that a retry gets the first outcome. */
export interface SessionCall extends Message {
  /** The session, as opened through the log; 0 is none. */
  readonly session: number;
  /** The call's number within the session, counted from 1. */
  readonly sequence: number;
  /** Every call below this number has been answered: its outcome need not be kept. */
  readonly answeredBelow: number;
  /** Whether the call may be under way already, because it was sent before and not answered. If it is refused then, no earlier copy of it takes effect after its client was told so. */
  readonly resent?: boolean;
}

let emptySessionCall: SessionCall | undefined;

export const SessionCall: MessageType<SessionCall> = {
  name: 'orc.v1.SessionCall',
  schema: {
    doc: "Which call of which client session this is, so that a retry gets the first outcome.",
    fields: [
      { name: "session", number: 1, doc: "The session, as opened through the log; 0 is none.", type: "int64" },
      { name: "sequence", number: 2, doc: "The call's number within the session, counted from 1.", type: "int64" },
      { name: "answeredBelow", number: 3, doc: "Every call below this number has been answered: its outcome need not be kept.", type: "int64" },
      { name: "resent", number: 4, doc: "Whether the call may be under way already, because it was sent before and not answered. If it is refused then, no earlier copy of it takes effect after its client was told so.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.session !== 0) { writer.tag(8); writer.unsigned(message.session); }
    if (message.sequence !== 0) { writer.tag(16); writer.unsigned(message.sequence); }
    if (message.answeredBelow !== 0) { writer.tag(24); writer.unsigned(message.answeredBelow); }
    if (message.resent !== undefined) { writer.tag(32); writer.bool(message.resent); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySessionCall ??= SessionCall.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SessionCall> = { session: 0, sequence: 0, answeredBelow: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.session = reader.unsigned();
          break;
        case 16:
          message.sequence = reader.unsigned();
          break;
        case 24:
          message.answeredBelow = reader.unsigned();
          break;
        case 32:
          message.resent = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** An ordered set of writes that takes effect whole or not at all. */
export interface Transaction extends Message {
  /** Unique in all time; names the transaction in logs and traces. */
  readonly requestId: string;
  /** The call of a client session, if any. */
  readonly call?: SessionCall;
  /** Who: a user's name, or system:controller:NAME. */
  readonly actor: string;
  /** The revision of the event that caused it; 0 for a user's own wish. */
  readonly cause: number;
  /** Why, in the actor's words. */
  readonly reason: string;
  /** From where: the face and the peer's address, or a controller on a master. */
  readonly source: string;
  /** When it was proposed, by the proposer's clock, in milliseconds since the Unix epoch. */
  readonly timeMs: number;
  /** For control's own transactions: the term they were decided in; under another they are refused. */
  readonly term: number;
  /** What must still hold. */
  readonly preconditions: readonly Precondition[];
  /** What changes; a key at most once. */
  readonly writes: readonly Write[];
  /** Of a session's call: which try at it this is, from 0 on. A try that met a conflict may be followed by another of a higher number, and takes no effect after that, however often its record is in the log. */
  readonly attempt?: number;
  /** Of a session's call: what it is refused with, unless an earlier copy of it has taken effect. It writes nothing. */
  readonly refusal?: Outcome;
}

let emptyTransaction: Transaction | undefined;

export const Transaction: MessageType<Transaction> = {
  name: 'orc.v1.Transaction',
  schema: {
    doc: "An ordered set of writes that takes effect whole or not at all.",
    fields: [
      { name: "requestId", number: 1, doc: "Unique in all time; names the transaction in logs and traces.", type: "string" },
      { name: "call", number: 2, doc: "The call of a client session, if any.", type: "message", message: () => SessionCall },
      { name: "actor", number: 3, doc: "Who: a user's name, or system:controller:NAME.", type: "string" },
      { name: "cause", number: 4, doc: "The revision of the event that caused it; 0 for a user's own wish.", type: "int64" },
      { name: "reason", number: 5, doc: "Why, in the actor's words.", type: "string" },
      { name: "source", number: 6, doc: "From where: the face and the peer's address, or a controller on a master.", type: "string" },
      { name: "timeMs", number: 7, doc: "When it was proposed, by the proposer's clock, in milliseconds since the Unix epoch.", type: "int64" },
      { name: "term", number: 8, doc: "For control's own transactions: the term they were decided in; under another they are refused.", type: "int64" },
      { name: "preconditions", number: 9, doc: "What must still hold.", type: "message", container: "list", message: () => Precondition },
      { name: "writes", number: 10, doc: "What changes; a key at most once.", type: "message", container: "list", message: () => Write },
      { name: "attempt", number: 11, doc: "Of a session's call: which try at it this is, from 0 on. A try that met a conflict may be followed by another of a higher number, and takes no effect after that, however often its record is in the log.", type: "int32" },
      { name: "refusal", number: 12, doc: "Of a session's call: what it is refused with, unless an earlier copy of it has taken effect. It writes nothing.", type: "message", message: () => Outcome },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.requestId !== '') { writer.tag(10); writer.string(message.requestId); }
    const callValue = message.call;
    if (callValue !== undefined) { writer.tag(18); { const start = writer.begin(); SessionCall.encode(callValue, writer); writer.end(start); } }
    if (message.actor !== '') { writer.tag(26); writer.string(message.actor); }
    if (message.cause !== 0) { writer.tag(32); writer.unsigned(message.cause); }
    if (message.reason !== '') { writer.tag(42); writer.string(message.reason); }
    if (message.source !== '') { writer.tag(50); writer.string(message.source); }
    if (message.timeMs !== 0) { writer.tag(56); writer.signed(message.timeMs); }
    if (message.term !== 0) { writer.tag(64); writer.unsigned(message.term); }
    if (message.preconditions !== undefined) for (const item of message.preconditions) {
      writer.tag(74);
      { const start = writer.begin(); Precondition.encode(item, writer); writer.end(start); }
    }
    if (message.writes !== undefined) for (const item of message.writes) {
      writer.tag(82);
      { const start = writer.begin(); Write.encode(item, writer); writer.end(start); }
    }
    if (message.attempt !== undefined) { writer.tag(88); writer.unsigned(message.attempt); }
    const refusalValue = message.refusal;
    if (refusalValue !== undefined) { writer.tag(98); { const start = writer.begin(); Outcome.encode(refusalValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTransaction ??= Transaction.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Transaction> = { requestId: '', actor: '', cause: 0, reason: '', source: '', timeMs: 0, term: 0, preconditions: [], writes: [] };
    let preconditionsAll: Precondition[] | undefined;
    let writesAll: Write[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.requestId = reader.string();
          break;
        case 18:
          message.call = reader.message(SessionCall.decode);
          break;
        case 26:
          message.actor = reader.string();
          break;
        case 32:
          message.cause = reader.unsigned();
          break;
        case 42:
          message.reason = reader.string();
          break;
        case 50:
          message.source = reader.string();
          break;
        case 56:
          message.timeMs = reader.signed();
          break;
        case 64:
          message.term = reader.unsigned();
          break;
        case 74:
          (preconditionsAll ??= []).push(reader.message(Precondition.decode));
          break;
        case 82:
          (writesAll ??= []).push(reader.message(Write.decode));
          break;
        case 88:
          message.attempt = reader.unsigned();
          break;
        case 98:
          message.refusal = reader.message(Outcome.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (preconditionsAll !== undefined) message.preconditions = preconditionsAll;
    if (writesAll !== undefined) message.writes = writesAll;
    return message;
  },
};

/** Opens a session for a client; its number is the revision counter of sessions. */
export interface OpenSession extends Message {
  /** Unique in all time: a retry of it finds the same session. */
  readonly requestId: string;
  /** When it was proposed, by the proposer's clock, in milliseconds since the Unix epoch. */
  readonly timeMs: number;
  /** Who. */
  readonly actor: string;
}

let emptyOpenSession: OpenSession | undefined;

export const OpenSession: MessageType<OpenSession> = {
  name: 'orc.v1.OpenSession',
  schema: {
    doc: "Opens a session for a client; its number is the revision counter of sessions.",
    fields: [
      { name: "requestId", number: 1, doc: "Unique in all time: a retry of it finds the same session.", type: "string" },
      { name: "timeMs", number: 2, doc: "When it was proposed, by the proposer's clock, in milliseconds since the Unix epoch.", type: "int64" },
      { name: "actor", number: 3, doc: "Who.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.requestId !== '') { writer.tag(10); writer.string(message.requestId); }
    if (message.timeMs !== 0) { writer.tag(16); writer.signed(message.timeMs); }
    if (message.actor !== '') { writer.tag(26); writer.string(message.actor); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyOpenSession ??= OpenSession.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<OpenSession> = { requestId: '', timeMs: 0, actor: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.requestId = reader.string();
          break;
        case 16:
          message.timeMs = reader.signed();
          break;
        case 26:
          message.actor = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Closes a session of a client that has the answers of all its calls. */
export interface CloseSession extends Message {
  /** Unique in all time; names the record while its sender waits. */
  readonly requestId: string;
  /** When it was proposed, by the proposer's clock, in milliseconds since the Unix epoch. */
  readonly timeMs: number;
  /** Who; only the user that opened the session may close it. */
  readonly actor: string;
  /** The session. */
  readonly session: number;
}

let emptyCloseSession: CloseSession | undefined;

export const CloseSession: MessageType<CloseSession> = {
  name: 'orc.v1.CloseSession',
  schema: {
    doc: "Closes a session of a client that has the answers of all its calls.",
    fields: [
      { name: "requestId", number: 1, doc: "Unique in all time; names the record while its sender waits.", type: "string" },
      { name: "timeMs", number: 2, doc: "When it was proposed, by the proposer's clock, in milliseconds since the Unix epoch.", type: "int64" },
      { name: "actor", number: 3, doc: "Who; only the user that opened the session may close it.", type: "string" },
      { name: "session", number: 4, doc: "The session.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.requestId !== '') { writer.tag(10); writer.string(message.requestId); }
    if (message.timeMs !== 0) { writer.tag(16); writer.signed(message.timeMs); }
    if (message.actor !== '') { writer.tag(26); writer.string(message.actor); }
    if (message.session !== 0) { writer.tag(32); writer.unsigned(message.session); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCloseSession ??= CloseSession.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CloseSession> = { requestId: '', timeMs: 0, actor: '', session: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.requestId = reader.string();
          break;
        case 16:
          message.timeMs = reader.signed();
          break;
        case 26:
          message.actor = reader.string();
          break;
        case 32:
          message.session = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A cluster that lost its majority goes on from one master's disk: whatever others had after that is gone. */
export interface StartEpoch extends Message {
  /** Unique in all time. */
  readonly requestId: string;
  /** When it was recovered, by that master's clock, in milliseconds since the Unix epoch. */
  readonly timeMs: number;
  /** Who. */
  readonly actor: string;
  /** Added to the revision, so that no revision that was ever seen is given to something else. */
  readonly revisionJump: number;
}

let emptyStartEpoch: StartEpoch | undefined;

export const StartEpoch: MessageType<StartEpoch> = {
  name: 'orc.v1.StartEpoch',
  schema: {
    doc: "A cluster that lost its majority goes on from one master's disk: whatever others had after that is gone.",
    fields: [
      { name: "requestId", number: 1, doc: "Unique in all time.", type: "string" },
      { name: "timeMs", number: 2, doc: "When it was recovered, by that master's clock, in milliseconds since the Unix epoch.", type: "int64" },
      { name: "actor", number: 3, doc: "Who.", type: "string" },
      { name: "revisionJump", number: 4, doc: "Added to the revision, so that no revision that was ever seen is given to something else.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.requestId !== '') { writer.tag(10); writer.string(message.requestId); }
    if (message.timeMs !== 0) { writer.tag(16); writer.signed(message.timeMs); }
    if (message.actor !== '') { writer.tag(26); writer.string(message.actor); }
    if (message.revisionJump !== 0) { writer.tag(32); writer.unsigned(message.revisionJump); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStartEpoch ??= StartEpoch.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StartEpoch> = { requestId: '', timeMs: 0, actor: '', revisionJump: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.requestId = reader.string();
          break;
        case 16:
          message.timeMs = reader.signed();
          break;
        case 26:
          message.actor = reader.string();
          break;
        case 32:
          message.revisionJump = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** One entry of the log. */
export interface LogRecord extends Message {
  /** The format's version; readers refuse one they do not know. */
  readonly format: number;
  /** A change of objects. */
  readonly transaction?: Transaction;
  /** A new client session. */
  readonly openSession?: OpenSession;
  /** The end of a client session. */
  readonly closeSession?: CloseSession;
  /** A recovery from one disk. */
  readonly startEpoch?: StartEpoch;
}

let emptyLogRecord: LogRecord | undefined;

export const LogRecord: MessageType<LogRecord> = {
  name: 'orc.v1.LogRecord',
  schema: {
    doc: "One entry of the log.",
    fields: [
      { name: "format", number: 1, doc: "The format's version; readers refuse one they do not know.", type: "int32" },
      { name: "transaction", number: 2, doc: "A change of objects.", type: "message", message: () => Transaction },
      { name: "openSession", number: 3, doc: "A new client session.", type: "message", message: () => OpenSession },
      { name: "closeSession", number: 4, doc: "The end of a client session.", type: "message", message: () => CloseSession },
      { name: "startEpoch", number: 5, doc: "A recovery from one disk.", type: "message", message: () => StartEpoch },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.format !== 0) { writer.tag(8); writer.unsigned(message.format); }
    const transactionValue = message.transaction;
    if (transactionValue !== undefined) { writer.tag(18); { const start = writer.begin(); Transaction.encode(transactionValue, writer); writer.end(start); } }
    const openSessionValue = message.openSession;
    if (openSessionValue !== undefined) { writer.tag(26); { const start = writer.begin(); OpenSession.encode(openSessionValue, writer); writer.end(start); } }
    const closeSessionValue = message.closeSession;
    if (closeSessionValue !== undefined) { writer.tag(34); { const start = writer.begin(); CloseSession.encode(closeSessionValue, writer); writer.end(start); } }
    const startEpochValue = message.startEpoch;
    if (startEpochValue !== undefined) { writer.tag(42); { const start = writer.begin(); StartEpoch.encode(startEpochValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLogRecord ??= LogRecord.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LogRecord> = { format: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.format = reader.unsigned();
          break;
        case 18:
          message.transaction = reader.message(Transaction.decode);
          break;
        case 26:
          message.openSession = reader.message(OpenSession.decode);
          break;
        case 34:
          message.closeSession = reader.message(CloseSession.decode);
          break;
        case 42:
          message.startEpoch = reader.message(StartEpoch.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** One object's change, as committed. */
export interface Event extends Message {
  /** The cluster-wide counter, one an event. */
  readonly revision: number;
  /** What became of the object. */
  readonly type: EventType;
  /** The object's key. */
  readonly key?: Key;
  /** The object's uid. */
  readonly uid: string;
  /** The object after the change; for DELETED its last state. */
  readonly object?: PackedObject;
  /** Who. */
  readonly actor: string;
  /** The revision of the event that caused it; 0 for a user's own wish. */
  readonly cause: number;
  /** Why. */
  readonly reason: string;
  /** From where. */
  readonly source: string;
  /** When, in milliseconds since the Unix epoch; never less than the event before. */
  readonly timeMs: number;
  /** The revision the object had before; 0 for ADDED. */
  readonly previousRevision: number;
}

let emptyEvent: Event | undefined;

export const Event: MessageType<Event> = {
  name: 'orc.v1.Event',
  schema: {
    doc: "One object's change, as committed.",
    fields: [
      { name: "revision", number: 1, doc: "The cluster-wide counter, one an event.", type: "int64" },
      { name: "type", number: 2, doc: "What became of the object.", type: "enum" },
      { name: "key", number: 3, doc: "The object's key.", type: "message", message: () => Key },
      { name: "uid", number: 4, doc: "The object's uid.", type: "string" },
      { name: "object", number: 5, doc: "The object after the change; for DELETED its last state.", type: "message", message: () => PackedObject },
      { name: "actor", number: 6, doc: "Who.", type: "string" },
      { name: "cause", number: 7, doc: "The revision of the event that caused it; 0 for a user's own wish.", type: "int64" },
      { name: "reason", number: 8, doc: "Why.", type: "string" },
      { name: "source", number: 9, doc: "From where.", type: "string" },
      { name: "timeMs", number: 10, doc: "When, in milliseconds since the Unix epoch; never less than the event before.", type: "int64" },
      { name: "previousRevision", number: 11, doc: "The revision the object had before; 0 for ADDED.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.revision !== 0) { writer.tag(8); writer.unsigned(message.revision); }
    if (message.type !== 'EVENT_UNSPECIFIED') { writer.tag(16); writer.unsigned(EventTypeNumber[message.type]); }
    const keyValue = message.key;
    if (keyValue !== undefined) { writer.tag(26); { const start = writer.begin(); Key.encode(keyValue, writer); writer.end(start); } }
    if (message.uid !== '') { writer.tag(34); writer.string(message.uid); }
    const objectValue = message.object;
    if (objectValue !== undefined) { writer.tag(42); { const start = writer.begin(); PackedObject.encode(objectValue, writer); writer.end(start); } }
    if (message.actor !== '') { writer.tag(50); writer.string(message.actor); }
    if (message.cause !== 0) { writer.tag(56); writer.unsigned(message.cause); }
    if (message.reason !== '') { writer.tag(66); writer.string(message.reason); }
    if (message.source !== '') { writer.tag(74); writer.string(message.source); }
    if (message.timeMs !== 0) { writer.tag(80); writer.signed(message.timeMs); }
    if (message.previousRevision !== 0) { writer.tag(88); writer.unsigned(message.previousRevision); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEvent ??= Event.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Event> = { revision: 0, type: readEventType(0), uid: '', actor: '', cause: 0, reason: '', source: '', timeMs: 0, previousRevision: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.revision = reader.unsigned();
          break;
        case 16:
          message.type = readEventType(reader.unsigned());
          break;
        case 26:
          message.key = reader.message(Key.decode);
          break;
        case 34:
          message.uid = reader.string();
          break;
        case 42:
          message.object = reader.message(PackedObject.decode);
          break;
        case 50:
          message.actor = reader.string();
          break;
        case 56:
          message.cause = reader.unsigned();
          break;
        case 66:
          message.reason = reader.string();
          break;
        case 74:
          message.source = reader.string();
          break;
        case 80:
          message.timeMs = reader.signed();
          break;
        case 88:
          message.previousRevision = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Events between the threads of a master. */
export interface EventBatch extends Message {
  /** In order. */
  readonly events: readonly Event[];
}

let emptyEventBatch: EventBatch | undefined;

export const EventBatch: MessageType<EventBatch> = {
  name: 'orc.v1.EventBatch',
  schema: {
    doc: "Events between the threads of a master.",
    fields: [
      { name: "events", number: 1, doc: "In order.", type: "message", container: "list", message: () => Event },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.events !== undefined) for (const item of message.events) {
      writer.tag(10);
      { const start = writer.begin(); Event.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEventBatch ??= EventBatch.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EventBatch> = { events: [] };
    let eventsAll: Event[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (eventsAll ??= []).push(reader.message(Event.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (eventsAll !== undefined) message.events = eventsAll;
    return message;
  },
};

/** What became of a transaction or session call. */
export interface Outcome extends Message {
  /** The error's code, as in kernel/errors.ts; empty when it took effect. */
  readonly error: string;
  /** What was wrong. */
  readonly message: string;
  /** The key that was wrong, when one was. */
  readonly key?: Key;
  /** The revision of its last event, or of the store when it was refused. */
  readonly revision: number;
  /** For OpenSession: the session. */
  readonly session: number;
  /** The revisions of its events, one a write, in the writes' order. */
  readonly revisions: readonly number[];
  /** How long to wait before a retry, in milliseconds, where a retry helps. */
  readonly retryAfterMs: number;
}

let emptyOutcome: Outcome | undefined;

export const Outcome: MessageType<Outcome> = {
  name: 'orc.v1.Outcome',
  schema: {
    doc: "What became of a transaction or session call.",
    fields: [
      { name: "error", number: 1, doc: "The error's code, as in kernel/errors.ts; empty when it took effect.", type: "string" },
      { name: "message", number: 2, doc: "What was wrong.", type: "string" },
      { name: "key", number: 3, doc: "The key that was wrong, when one was.", type: "message", message: () => Key },
      { name: "revision", number: 4, doc: "The revision of its last event, or of the store when it was refused.", type: "int64" },
      { name: "session", number: 5, doc: "For OpenSession: the session.", type: "int64" },
      { name: "revisions", number: 6, doc: "The revisions of its events, one a write, in the writes' order.", type: "int64", container: "list" },
      { name: "retryAfterMs", number: 7, doc: "How long to wait before a retry, in milliseconds, where a retry helps.", type: "int32" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.error !== '') { writer.tag(10); writer.string(message.error); }
    if (message.message !== '') { writer.tag(18); writer.string(message.message); }
    const keyValue = message.key;
    if (keyValue !== undefined) { writer.tag(26); { const start = writer.begin(); Key.encode(keyValue, writer); writer.end(start); } }
    if (message.revision !== 0) { writer.tag(32); writer.unsigned(message.revision); }
    if (message.session !== 0) { writer.tag(40); writer.unsigned(message.session); }
    if (message.revisions !== undefined) for (const item of message.revisions) {
      writer.tag(48);
      writer.unsigned(item);
    }
    if (message.retryAfterMs !== 0) { writer.tag(56); writer.unsigned(message.retryAfterMs); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyOutcome ??= Outcome.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Outcome> = { error: '', message: '', revision: 0, session: 0, retryAfterMs: 0, revisions: [] };
    let revisionsAll: number[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.error = reader.string();
          break;
        case 18:
          message.message = reader.string();
          break;
        case 26:
          message.key = reader.message(Key.decode);
          break;
        case 32:
          message.revision = reader.unsigned();
          break;
        case 40:
          message.session = reader.unsigned();
          break;
        case 48:
          (revisionsAll ??= []).push(reader.unsigned());
          break;
        case 56:
          message.retryAfterMs = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (revisionsAll !== undefined) message.revisions = revisionsAll;
    return message;
  },
};

/** The outcome of one call, kept for its retries. */
export interface KeptOutcome extends Message {
  /** The call's number. */
  readonly sequence: number;
  /** What became of it. */
  readonly outcome?: Outcome;
  /** Which try at it that was. */
  readonly attempt?: number;
}

let emptyKeptOutcome: KeptOutcome | undefined;

export const KeptOutcome: MessageType<KeptOutcome> = {
  name: 'orc.v1.KeptOutcome',
  schema: {
    doc: "The outcome of one call, kept for its retries.",
    fields: [
      { name: "sequence", number: 1, doc: "The call's number.", type: "int64" },
      { name: "outcome", number: 2, doc: "What became of it.", type: "message", message: () => Outcome },
      { name: "attempt", number: 3, doc: "Which try at it that was.", type: "int32" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.sequence !== 0) { writer.tag(8); writer.unsigned(message.sequence); }
    const outcomeValue = message.outcome;
    if (outcomeValue !== undefined) { writer.tag(18); { const start = writer.begin(); Outcome.encode(outcomeValue, writer); writer.end(start); } }
    if (message.attempt !== undefined) { writer.tag(24); writer.unsigned(message.attempt); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyKeptOutcome ??= KeptOutcome.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<KeptOutcome> = { sequence: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.sequence = reader.unsigned();
          break;
        case 18:
          message.outcome = reader.message(Outcome.decode);
          break;
        case 24:
          message.attempt = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A client session as a snapshot holds it. */
export interface Session extends Message {
  /** The session's number. */
  readonly id: number;
  /** The request that opened it. */
  readonly requestId: string;
  /** When it was last used, by log time. */
  readonly usedMs: number;
  /** Calls below this number are answered; their outcomes are gone. */
  readonly answeredBelow: number;
  /** The outcomes kept, by rising number. */
  readonly outcomes: readonly KeptOutcome[];
  /** Who opened it; nobody else may use it. */
  readonly actor: string;
}

let emptySession: Session | undefined;

export const Session: MessageType<Session> = {
  name: 'orc.v1.Session',
  schema: {
    doc: "A client session as a snapshot holds it.",
    fields: [
      { name: "id", number: 1, doc: "The session's number.", type: "int64" },
      { name: "requestId", number: 2, doc: "The request that opened it.", type: "string" },
      { name: "usedMs", number: 3, doc: "When it was last used, by log time.", type: "int64" },
      { name: "answeredBelow", number: 4, doc: "Calls below this number are answered; their outcomes are gone.", type: "int64" },
      { name: "outcomes", number: 5, doc: "The outcomes kept, by rising number.", type: "message", container: "list", message: () => KeptOutcome },
      { name: "actor", number: 6, doc: "Who opened it; nobody else may use it.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.id !== 0) { writer.tag(8); writer.unsigned(message.id); }
    if (message.requestId !== '') { writer.tag(18); writer.string(message.requestId); }
    if (message.usedMs !== 0) { writer.tag(24); writer.signed(message.usedMs); }
    if (message.answeredBelow !== 0) { writer.tag(32); writer.unsigned(message.answeredBelow); }
    if (message.outcomes !== undefined) for (const item of message.outcomes) {
      writer.tag(42);
      { const start = writer.begin(); KeptOutcome.encode(item, writer); writer.end(start); }
    }
    if (message.actor !== '') { writer.tag(50); writer.string(message.actor); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySession ??= Session.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Session> = { id: 0, requestId: '', usedMs: 0, answeredBelow: 0, actor: '', outcomes: [] };
    let outcomesAll: KeptOutcome[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.id = reader.unsigned();
          break;
        case 18:
          message.requestId = reader.string();
          break;
        case 24:
          message.usedMs = reader.signed();
          break;
        case 32:
          message.answeredBelow = reader.unsigned();
          break;
        case 42:
          (outcomesAll ??= []).push(reader.message(KeptOutcome.decode));
          break;
        case 50:
          message.actor = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (outcomesAll !== undefined) message.outcomes = outcomesAll;
    return message;
  },
};

/** The first part of a snapshot. */
export interface SnapshotHeader extends Message {
  /** The format's version; readers refuse one they do not know. */
  readonly format: number;
  /** The revision of the last event. */
  readonly revision: number;
  /** Log time, in milliseconds since the Unix epoch. */
  readonly timeMs: number;
  /** The number of the last session opened. */
  readonly lastSession: number;
  /** The index of the last log entry applied. */
  readonly index: number;
  /** The term of control's transactions last seen. */
  readonly term: number;
}

let emptySnapshotHeader: SnapshotHeader | undefined;

export const SnapshotHeader: MessageType<SnapshotHeader> = {
  name: 'orc.v1.SnapshotHeader',
  schema: {
    doc: "The first part of a snapshot.",
    fields: [
      { name: "format", number: 1, doc: "The format's version; readers refuse one they do not know.", type: "int32" },
      { name: "revision", number: 2, doc: "The revision of the last event.", type: "int64" },
      { name: "timeMs", number: 3, doc: "Log time, in milliseconds since the Unix epoch.", type: "int64" },
      { name: "lastSession", number: 4, doc: "The number of the last session opened.", type: "int64" },
      { name: "index", number: 5, doc: "The index of the last log entry applied.", type: "int64" },
      { name: "term", number: 6, doc: "The term of control's transactions last seen.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.format !== 0) { writer.tag(8); writer.unsigned(message.format); }
    if (message.revision !== 0) { writer.tag(16); writer.unsigned(message.revision); }
    if (message.timeMs !== 0) { writer.tag(24); writer.signed(message.timeMs); }
    if (message.lastSession !== 0) { writer.tag(32); writer.unsigned(message.lastSession); }
    if (message.index !== 0) { writer.tag(40); writer.unsigned(message.index); }
    if (message.term !== 0) { writer.tag(48); writer.unsigned(message.term); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySnapshotHeader ??= SnapshotHeader.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SnapshotHeader> = { format: 0, revision: 0, timeMs: 0, lastSession: 0, index: 0, term: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.format = reader.unsigned();
          break;
        case 16:
          message.revision = reader.unsigned();
          break;
        case 24:
          message.timeMs = reader.signed();
          break;
        case 32:
          message.lastSession = reader.unsigned();
          break;
        case 40:
          message.index = reader.unsigned();
          break;
        case 48:
          message.term = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** One part of a snapshot; exactly one field is set. */
export interface SnapshotPart extends Message {
  /** The header; always the first part. */
  readonly header?: SnapshotHeader;
  /** An object. */
  readonly object?: PackedObject;
  /** A client session. */
  readonly session?: Session;
  /** The end, with the count of all parts before it. */
  readonly end: number;
}

let emptySnapshotPart: SnapshotPart | undefined;

export const SnapshotPart: MessageType<SnapshotPart> = {
  name: 'orc.v1.SnapshotPart',
  schema: {
    doc: "One part of a snapshot; exactly one field is set.",
    fields: [
      { name: "header", number: 1, doc: "The header; always the first part.", type: "message", message: () => SnapshotHeader },
      { name: "object", number: 2, doc: "An object.", type: "message", message: () => PackedObject },
      { name: "session", number: 3, doc: "A client session.", type: "message", message: () => Session },
      { name: "end", number: 4, doc: "The end, with the count of all parts before it.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const headerValue = message.header;
    if (headerValue !== undefined) { writer.tag(10); { const start = writer.begin(); SnapshotHeader.encode(headerValue, writer); writer.end(start); } }
    const objectValue = message.object;
    if (objectValue !== undefined) { writer.tag(18); { const start = writer.begin(); PackedObject.encode(objectValue, writer); writer.end(start); } }
    const sessionValue = message.session;
    if (sessionValue !== undefined) { writer.tag(26); { const start = writer.begin(); Session.encode(sessionValue, writer); writer.end(start); } }
    if (message.end !== 0) { writer.tag(32); writer.unsigned(message.end); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySnapshotPart ??= SnapshotPart.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SnapshotPart> = { end: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.header = reader.message(SnapshotHeader.decode);
          break;
        case 18:
          message.object = reader.message(PackedObject.decode);
          break;
        case 26:
          message.session = reader.message(Session.decode);
          break;
        case 32:
          message.end = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Values under a data key of their own, which stands wrapped beside them. */
export interface Sealed extends Message {
  /** The format's version. */
  readonly format: number;
  /** Names the key-encryption key that wraps the data key. */
  readonly keyId: string;
  /** The data key, wrapped: nonce, ciphertext and tag of AES-256-GCM. */
  readonly wrappedKey: Uint8Array;
  /** The values, sealed: nonce, ciphertext and tag of AES-256-GCM. */
  readonly ciphertext: Uint8Array;
}

let emptySealed: Sealed | undefined;

export const Sealed: MessageType<Sealed> = {
  name: 'orc.v1.Sealed',
  schema: {
    doc: "Values under a data key of their own, which stands wrapped beside them.",
    fields: [
      { name: "format", number: 1, doc: "The format's version.", type: "int32" },
      { name: "keyId", number: 2, doc: "Names the key-encryption key that wraps the data key.", type: "string" },
      { name: "wrappedKey", number: 3, doc: "The data key, wrapped: nonce, ciphertext and tag of AES-256-GCM.", type: "bytes" },
      { name: "ciphertext", number: 4, doc: "The values, sealed: nonce, ciphertext and tag of AES-256-GCM.", type: "bytes" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.format !== 0) { writer.tag(8); writer.unsigned(message.format); }
    if (message.keyId !== '') { writer.tag(18); writer.string(message.keyId); }
    if (message.wrappedKey.length > 0) { writer.tag(26); writer.bytes(message.wrappedKey); }
    if (message.ciphertext.length > 0) { writer.tag(34); writer.bytes(message.ciphertext); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySealed ??= Sealed.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Sealed> = { format: 0, keyId: '', wrappedKey: noBytes, ciphertext: noBytes };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.format = reader.unsigned();
          break;
        case 18:
          message.keyId = reader.string();
          break;
        case 26:
          message.wrappedKey = reader.bytes();
          break;
        case 34:
          message.ciphertext = reader.bytes();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The values inside Sealed. */
export interface SecretValues extends Message {
  /** Bytes by key. */
  readonly data: Readonly<Record<string, Uint8Array>>;
  /** The last manifest applied, which kubectl-like clients keep in an annotation. */
  readonly lastApplied: string;
}

let emptySecretValues: SecretValues | undefined;

export const SecretValues: MessageType<SecretValues> = {
  name: 'orc.v1.SecretValues',
  schema: {
    doc: "The values inside Sealed.",
    fields: [
      { name: "data", number: 1, doc: "Bytes by key.", type: "bytes", container: "map" },
      { name: "lastApplied", number: 2, doc: "The last manifest applied, which kubectl-like clients keep in an annotation.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.data !== undefined) for (const [key, item] of entriesByKey(message.data)) {
      writer.tag(10);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      writer.bytes(item);
      writer.end(entry);
    }
    if (message.lastApplied !== '') { writer.tag(18); writer.string(message.lastApplied); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySecretValues ??= SecretValues.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SecretValues> = { lastApplied: '', data: {} };
    let dataAll: Record<string, Uint8Array> | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          dataAll ??= {};
          readEntry(reader, dataAll, () => reader.bytes(), () => noBytes);
          break;
        case 18:
          message.lastApplied = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (dataAll !== undefined) message.data = dataAll;
    return message;
  },
};
