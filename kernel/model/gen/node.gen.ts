// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/orc/node.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';
import { PackedObject, Key } from '#kernel/model/gen/log.gen.ts';

/** From a node to the leader. */
export interface NodeUp extends Message {
  /** The format's version; an unknown one is refused and counted. */
  readonly format: number;
  /** The node's name. */
  readonly node: string;
  /** Changes whenever the agent starts: the leader then sends everything. */
  readonly bootId: string;
  /** Counts this agent's messages. */
  readonly sequence: number;
  /** The term of the leader whose state the node holds. */
  readonly term: number;
  /** The revision the node's work stands at; 0 when it holds nothing. */
  readonly revision: number;
  /** The revision up to which the node's proxy has written its rules into the kernel. */
  readonly proxyRevision: number;
  /** When the agent sent this, by its monotonic clock, in milliseconds; comes back in the answer. */
  readonly sentMs: number;
  /** Changed statuses: each a Node or Pod with metadata (name, namespace, uid) and status. */
  readonly statuses: readonly PackedObject[];
  /** Pods that were to be stopped and of which nothing is left on the node. */
  readonly gone: readonly GonePod[];
  /** Names the authorities that the node trusts and the one that signed its certificate. */
  readonly trust: string;
}

let emptyNodeUp: NodeUp | undefined;

export const NodeUp: MessageType<NodeUp> = {
  name: 'orc.v1.NodeUp',
  schema: {
    doc: "From a node to the leader.",
    fields: [
      { name: "format", number: 1, doc: "The format's version; an unknown one is refused and counted.", type: "int32" },
      { name: "node", number: 2, doc: "The node's name.", type: "string" },
      { name: "bootId", number: 3, doc: "Changes whenever the agent starts: the leader then sends everything.", type: "string" },
      { name: "sequence", number: 4, doc: "Counts this agent's messages.", type: "int64" },
      { name: "term", number: 5, doc: "The term of the leader whose state the node holds.", type: "int64" },
      { name: "revision", number: 6, doc: "The revision the node's work stands at; 0 when it holds nothing.", type: "int64" },
      { name: "proxyRevision", number: 7, doc: "The revision up to which the node's proxy has written its rules into the kernel.", type: "int64" },
      { name: "sentMs", number: 8, doc: "When the agent sent this, by its monotonic clock, in milliseconds; comes back in the answer.", type: "int64" },
      { name: "statuses", number: 9, doc: "Changed statuses: each a Node or Pod with metadata (name, namespace, uid) and status.", type: "message", container: "list", message: () => PackedObject },
      { name: "gone", number: 10, doc: "Pods that were to be stopped and of which nothing is left on the node.", type: "message", container: "list", message: () => GonePod },
      { name: "trust", number: 11, doc: "Names the authorities that the node trusts and the one that signed its certificate.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.format !== 0) { writer.tag(8); writer.unsigned(message.format); }
    if (message.node !== '') { writer.tag(18); writer.string(message.node); }
    if (message.bootId !== '') { writer.tag(26); writer.string(message.bootId); }
    if (message.sequence !== 0) { writer.tag(32); writer.unsigned(message.sequence); }
    if (message.term !== 0) { writer.tag(40); writer.unsigned(message.term); }
    if (message.revision !== 0) { writer.tag(48); writer.unsigned(message.revision); }
    if (message.proxyRevision !== 0) { writer.tag(56); writer.unsigned(message.proxyRevision); }
    if (message.sentMs !== 0) { writer.tag(64); writer.unsigned(message.sentMs); }
    if (message.statuses !== undefined) for (const item of message.statuses) {
      writer.tag(74);
      { const start = writer.begin(); PackedObject.encode(item, writer); writer.end(start); }
    }
    if (message.gone !== undefined) for (const item of message.gone) {
      writer.tag(82);
      { const start = writer.begin(); GonePod.encode(item, writer); writer.end(start); }
    }
    if (message.trust !== '') { writer.tag(90); writer.string(message.trust); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeUp ??= NodeUp.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeUp> = { format: 0, node: '', bootId: '', sequence: 0, term: 0, revision: 0, proxyRevision: 0, sentMs: 0, trust: '', statuses: [], gone: [] };
    let statusesAll: PackedObject[] | undefined;
    let goneAll: GonePod[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.format = reader.unsigned();
          break;
        case 18:
          message.node = reader.string();
          break;
        case 26:
          message.bootId = reader.string();
          break;
        case 32:
          message.sequence = reader.unsigned();
          break;
        case 40:
          message.term = reader.unsigned();
          break;
        case 48:
          message.revision = reader.unsigned();
          break;
        case 56:
          message.proxyRevision = reader.unsigned();
          break;
        case 64:
          message.sentMs = reader.unsigned();
          break;
        case 74:
          (statusesAll ??= []).push(reader.message(PackedObject.decode));
          break;
        case 82:
          (goneAll ??= []).push(reader.message(GonePod.decode));
          break;
        case 90:
          message.trust = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (statusesAll !== undefined) message.statuses = statusesAll;
    if (goneAll !== undefined) message.gone = goneAll;
    return message;
  },
};

/** A pod of which nothing is left on its node. */
export interface GonePod extends Message {
  /** Its namespace. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
  /** Its uid. */
  readonly uid: string;
}

let emptyGonePod: GonePod | undefined;

export const GonePod: MessageType<GonePod> = {
  name: 'orc.v1.GonePod',
  schema: {
    doc: "A pod of which nothing is left on its node.",
    fields: [
      { name: "namespace", number: 1, doc: "Its namespace.", type: "string" },
      { name: "name", number: 2, doc: "Its name.", type: "string" },
      { name: "uid", number: 3, doc: "Its uid.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== '') { writer.tag(10); writer.string(message.namespace); }
    if (message.name !== '') { writer.tag(18); writer.string(message.name); }
    if (message.uid !== '') { writer.tag(26); writer.string(message.uid); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyGonePod ??= GonePod.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<GonePod> = { namespace: '', name: '', uid: '' };
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
          message.uid = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** From the leader to a node. Messages over the server's bound are sent in parts. */
export interface NodeDown extends Message {
  /** The format's version. */
  readonly format: number;
  /** The leader's term; one lower than the highest seen is ignored. */
  readonly term: number;
  /** The revision the message starts from; when it is not the node's, the node asks for everything. */
  readonly fromRevision: number;
  /** The revision the message brings the node to. */
  readonly toRevision: number;
  /** Whether this is everything: what is not in it is gone. */
  readonly full: boolean;
  /** Objects that are new or changed. */
  readonly upserts: readonly PackedObject[];
  /** Objects that are gone. */
  readonly deletes: readonly Key[];
  /** The revision that the proxies of all ready nodes have reached: withdrawn endpoints are out of use. */
  readonly allProxiesRevision: number;
  /** The `sent_ms` of the heartbeat this answers; 0 for none. The lease counts from it. */
  readonly heartbeatMs: number;
  /** How long the lease lasts, in milliseconds. */
  readonly leaseMs: number;
  /** Names the authorities that are to be trusted and the one that signs: a node that has others asks for a certificate. Empty while the cluster signs none. */
  readonly trust: string;
}

let emptyNodeDown: NodeDown | undefined;

export const NodeDown: MessageType<NodeDown> = {
  name: 'orc.v1.NodeDown',
  schema: {
    doc: "From the leader to a node. Messages over the server's bound are sent in parts.",
    fields: [
      { name: "format", number: 1, doc: "The format's version.", type: "int32" },
      { name: "term", number: 2, doc: "The leader's term; one lower than the highest seen is ignored.", type: "int64" },
      { name: "fromRevision", number: 3, doc: "The revision the message starts from; when it is not the node's, the node asks for everything.", type: "int64" },
      { name: "toRevision", number: 4, doc: "The revision the message brings the node to.", type: "int64" },
      { name: "full", number: 5, doc: "Whether this is everything: what is not in it is gone.", type: "bool" },
      { name: "upserts", number: 6, doc: "Objects that are new or changed.", type: "message", container: "list", message: () => PackedObject },
      { name: "deletes", number: 7, doc: "Objects that are gone.", type: "message", container: "list", message: () => Key },
      { name: "allProxiesRevision", number: 8, doc: "The revision that the proxies of all ready nodes have reached: withdrawn endpoints are out of use.", type: "int64" },
      { name: "heartbeatMs", number: 9, doc: "The `sent_ms` of the heartbeat this answers; 0 for none. The lease counts from it.", type: "int64" },
      { name: "leaseMs", number: 10, doc: "How long the lease lasts, in milliseconds.", type: "int32" },
      { name: "trust", number: 11, doc: "Names the authorities that are to be trusted and the one that signs: a node that has others asks for a certificate. Empty while the cluster signs none.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.format !== 0) { writer.tag(8); writer.unsigned(message.format); }
    if (message.term !== 0) { writer.tag(16); writer.unsigned(message.term); }
    if (message.fromRevision !== 0) { writer.tag(24); writer.unsigned(message.fromRevision); }
    if (message.toRevision !== 0) { writer.tag(32); writer.unsigned(message.toRevision); }
    if (message.full !== false) { writer.tag(40); writer.bool(message.full); }
    if (message.upserts !== undefined) for (const item of message.upserts) {
      writer.tag(50);
      { const start = writer.begin(); PackedObject.encode(item, writer); writer.end(start); }
    }
    if (message.deletes !== undefined) for (const item of message.deletes) {
      writer.tag(58);
      { const start = writer.begin(); Key.encode(item, writer); writer.end(start); }
    }
    if (message.allProxiesRevision !== 0) { writer.tag(64); writer.unsigned(message.allProxiesRevision); }
    if (message.heartbeatMs !== 0) { writer.tag(72); writer.unsigned(message.heartbeatMs); }
    if (message.leaseMs !== 0) { writer.tag(80); writer.unsigned(message.leaseMs); }
    if (message.trust !== '') { writer.tag(90); writer.string(message.trust); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeDown ??= NodeDown.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeDown> = { format: 0, term: 0, fromRevision: 0, toRevision: 0, full: false, allProxiesRevision: 0, heartbeatMs: 0, leaseMs: 0, trust: '', upserts: [], deletes: [] };
    let upsertsAll: PackedObject[] | undefined;
    let deletesAll: Key[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.format = reader.unsigned();
          break;
        case 16:
          message.term = reader.unsigned();
          break;
        case 24:
          message.fromRevision = reader.unsigned();
          break;
        case 32:
          message.toRevision = reader.unsigned();
          break;
        case 40:
          message.full = reader.bool();
          break;
        case 50:
          (upsertsAll ??= []).push(reader.message(PackedObject.decode));
          break;
        case 58:
          (deletesAll ??= []).push(reader.message(Key.decode));
          break;
        case 64:
          message.allProxiesRevision = reader.unsigned();
          break;
        case 72:
          message.heartbeatMs = reader.unsigned();
          break;
        case 80:
          message.leaseMs = reader.unsigned();
          break;
        case 90:
          message.trust = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (upsertsAll !== undefined) message.upserts = upsertsAll;
    if (deletesAll !== undefined) message.deletes = deletesAll;
    return message;
  },
};

/** One part of a message that is too large for one NATS payload. */
export interface Part extends Message {
  /** Names the message. */
  readonly message: number;
  /** This part's place, counted from 0. */
  readonly index: number;
  /** How many parts there are. */
  readonly count: number;
  /** The part. */
  readonly data: Uint8Array;
}

let emptyPart: Part | undefined;

export const Part: MessageType<Part> = {
  name: 'orc.v1.Part',
  schema: {
    doc: "One part of a message that is too large for one NATS payload.",
    fields: [
      { name: "message", number: 1, doc: "Names the message.", type: "int64" },
      { name: "index", number: 2, doc: "This part's place, counted from 0.", type: "int32" },
      { name: "count", number: 3, doc: "How many parts there are.", type: "int32" },
      { name: "data", number: 4, doc: "The part.", type: "bytes" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.message !== 0) { writer.tag(8); writer.unsigned(message.message); }
    if (message.index !== 0) { writer.tag(16); writer.unsigned(message.index); }
    if (message.count !== 0) { writer.tag(24); writer.unsigned(message.count); }
    if (message.data.length > 0) { writer.tag(34); writer.bytes(message.data); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPart ??= Part.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Part> = { message: 0, index: 0, count: 0, data: noBytes };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.message = reader.unsigned();
          break;
        case 16:
          message.index = reader.unsigned();
          break;
        case 24:
          message.count = reader.unsigned();
          break;
        case 34:
          message.data = reader.bytes();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** From a master to a node: opens a stream. The node answers with StreamOpened. */
export interface StreamOpen extends Message {
  /** Names the stream; the subjects of its messages are made from it. */
  readonly stream: string;
  /** The pod's uid, so that a pod of the same name is never meant. */
  readonly uid: string;
  /** A container's output. */
  readonly logs?: LogsStream;
  /** A program in a container. */
  readonly exec?: ExecStream;
  /** The node's own metrics, in Prometheus' text format. */
  readonly metrics: boolean;
  /** A running container's own program. */
  readonly attach?: AttachStream;
  /** A connection to a port of the pod. */
  readonly forward?: ForwardStream;
}

let emptyStreamOpen: StreamOpen | undefined;

export const StreamOpen: MessageType<StreamOpen> = {
  name: 'orc.v1.StreamOpen',
  schema: {
    doc: "From a master to a node: opens a stream. The node answers with StreamOpened.",
    fields: [
      { name: "stream", number: 1, doc: "Names the stream; the subjects of its messages are made from it.", type: "string" },
      { name: "uid", number: 2, doc: "The pod's uid, so that a pod of the same name is never meant.", type: "string" },
      { name: "logs", number: 3, doc: "A container's output.", type: "message", message: () => LogsStream },
      { name: "exec", number: 4, doc: "A program in a container.", type: "message", message: () => ExecStream },
      { name: "metrics", number: 5, doc: "The node's own metrics, in Prometheus' text format.", type: "bool" },
      { name: "attach", number: 6, doc: "A running container's own program.", type: "message", message: () => AttachStream },
      { name: "forward", number: 7, doc: "A connection to a port of the pod.", type: "message", message: () => ForwardStream },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.stream !== '') { writer.tag(10); writer.string(message.stream); }
    if (message.uid !== '') { writer.tag(18); writer.string(message.uid); }
    const logsValue = message.logs;
    if (logsValue !== undefined) { writer.tag(26); { const start = writer.begin(); LogsStream.encode(logsValue, writer); writer.end(start); } }
    const execValue = message.exec;
    if (execValue !== undefined) { writer.tag(34); { const start = writer.begin(); ExecStream.encode(execValue, writer); writer.end(start); } }
    if (message.metrics !== false) { writer.tag(40); writer.bool(message.metrics); }
    const attachValue = message.attach;
    if (attachValue !== undefined) { writer.tag(50); { const start = writer.begin(); AttachStream.encode(attachValue, writer); writer.end(start); } }
    const forwardValue = message.forward;
    if (forwardValue !== undefined) { writer.tag(58); { const start = writer.begin(); ForwardStream.encode(forwardValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStreamOpen ??= StreamOpen.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StreamOpen> = { stream: '', uid: '', metrics: false };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.stream = reader.string();
          break;
        case 18:
          message.uid = reader.string();
          break;
        case 26:
          message.logs = reader.message(LogsStream.decode);
          break;
        case 34:
          message.exec = reader.message(ExecStream.decode);
          break;
        case 40:
          message.metrics = reader.bool();
          break;
        case 50:
          message.attach = reader.message(AttachStream.decode);
          break;
        case 58:
          message.forward = reader.message(ForwardStream.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A container's output. */
export interface LogsStream extends Message {
  /** The pod's namespace. */
  readonly namespace: string;
  /** The pod. */
  readonly pod: string;
  /** The container. */
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
  /** Lines written since then only, in milliseconds since the Unix epoch; all when absent. */
  readonly sinceMs?: number;
}

let emptyLogsStream: LogsStream | undefined;

export const LogsStream: MessageType<LogsStream> = {
  name: 'orc.v1.LogsStream',
  schema: {
    doc: "A container's output.",
    fields: [
      { name: "namespace", number: 1, doc: "The pod's namespace.", type: "string" },
      { name: "pod", number: 2, doc: "The pod.", type: "string" },
      { name: "container", number: 3, doc: "The container.", type: "string" },
      { name: "follow", number: 4, doc: "Whether to go on as output comes.", type: "bool" },
      { name: "previous", number: 5, doc: "Whether the container before the last restart is meant.", type: "bool" },
      { name: "tailLines", number: 6, doc: "The last lines only; all when absent.", type: "int64" },
      { name: "timestamps", number: 7, doc: "Whether every line starts with its time.", type: "bool" },
      { name: "sinceSeconds", number: 8, doc: "Lines younger than this many seconds only; 0 means all.", type: "int64" },
      { name: "sinceMs", number: 9, doc: "Lines written since then only, in milliseconds since the Unix epoch; all when absent.", type: "int64" },
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
    if (message.sinceMs !== undefined) { writer.tag(72); writer.signed(message.sinceMs); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLogsStream ??= LogsStream.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LogsStream> = { namespace: '', pod: '', container: '', follow: false, previous: false, timestamps: false, sinceSeconds: 0 };
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
        case 72:
          message.sinceMs = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A program in a container. */
export interface ExecStream extends Message {
  /** The pod's namespace. */
  readonly namespace: string;
  /** The pod. */
  readonly pod: string;
  /** The container. */
  readonly container: string;
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Whether input will come. */
  readonly stdin: boolean;
  /** Whether the program gets a terminal. */
  readonly tty: boolean;
}

let emptyExecStream: ExecStream | undefined;

export const ExecStream: MessageType<ExecStream> = {
  name: 'orc.v1.ExecStream',
  schema: {
    doc: "A program in a container.",
    fields: [
      { name: "namespace", number: 1, doc: "The pod's namespace.", type: "string" },
      { name: "pod", number: 2, doc: "The pod.", type: "string" },
      { name: "container", number: 3, doc: "The container.", type: "string" },
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
  empty: () => (emptyExecStream ??= ExecStream.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ExecStream> = { namespace: '', pod: '', container: '', stdin: false, tty: false, command: [] };
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

/** The input and output of a container's own program. */
export interface AttachStream extends Message {
  /** The pod's namespace. */
  readonly namespace: string;
  /** The pod. */
  readonly pod: string;
  /** The container. */
  readonly container: string;
  /** Whether input will come. */
  readonly stdin: boolean;
  /** Whether the client's side is a terminal. */
  readonly tty: boolean;
}

let emptyAttachStream: AttachStream | undefined;

export const AttachStream: MessageType<AttachStream> = {
  name: 'orc.v1.AttachStream',
  schema: {
    doc: "The input and output of a container's own program.",
    fields: [
      { name: "namespace", number: 1, doc: "The pod's namespace.", type: "string" },
      { name: "pod", number: 2, doc: "The pod.", type: "string" },
      { name: "container", number: 3, doc: "The container.", type: "string" },
      { name: "stdin", number: 4, doc: "Whether input will come.", type: "bool" },
      { name: "tty", number: 5, doc: "Whether the client's side is a terminal.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== '') { writer.tag(10); writer.string(message.namespace); }
    if (message.pod !== '') { writer.tag(18); writer.string(message.pod); }
    if (message.container !== '') { writer.tag(26); writer.string(message.container); }
    if (message.stdin !== false) { writer.tag(32); writer.bool(message.stdin); }
    if (message.tty !== false) { writer.tag(40); writer.bool(message.tty); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAttachStream ??= AttachStream.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AttachStream> = { namespace: '', pod: '', container: '', stdin: false, tty: false };
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
          message.stdin = reader.bool();
          break;
        case 40:
          message.tty = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A connection to a port of a pod. */
export interface ForwardStream extends Message {
  /** The port, over TCP. */
  readonly port: number;
}

let emptyForwardStream: ForwardStream | undefined;

export const ForwardStream: MessageType<ForwardStream> = {
  name: 'orc.v1.ForwardStream',
  schema: {
    doc: "A connection to a port of a pod.",
    fields: [
      { name: "port", number: 1, doc: "The port, over TCP.", type: "int32" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.port !== 0) { writer.tag(8); writer.unsigned(message.port); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyForwardStream ??= ForwardStream.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ForwardStream> = { port: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.port = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Whether a stream was opened. */
export interface StreamOpened extends Message {
  /** The error's code; empty when it was. */
  readonly error: string;
  /** What was wrong. */
  readonly message: string;
}

let emptyStreamOpened: StreamOpened | undefined;

export const StreamOpened: MessageType<StreamOpened> = {
  name: 'orc.v1.StreamOpened',
  schema: {
    doc: "Whether a stream was opened.",
    fields: [
      { name: "error", number: 1, doc: "The error's code; empty when it was.", type: "string" },
      { name: "message", number: 2, doc: "What was wrong.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.error !== '') { writer.tag(10); writer.string(message.error); }
    if (message.message !== '') { writer.tag(18); writer.string(message.message); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStreamOpened ??= StreamOpened.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StreamOpened> = { error: '', message: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.error = reader.string();
          break;
        case 18:
          message.message = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** One message of a stream, either way. */
export interface StreamFrame extends Message {
  /** Counts the sender's frames from 1: a gap ends the stream with an error. */
  readonly sequence: number;
  /** Output, or input. */
  readonly data: Uint8Array;
  /** Error output. */
  readonly errorData: Uint8Array;
  /** Bytes the sender may receive further: none are sent without credit. */
  readonly credit: number;
  /** Whether the sender's data ends here. */
  readonly end: boolean;
  /** The terminal's new width, in characters. */
  readonly columns: number;
  /** The terminal's new height, in characters. */
  readonly rows: number;
  /** With `end`: how the program ended. */
  readonly exitCode?: number;
  /** With `end`: what went wrong, for people. */
  readonly error: string;
  /** Whether the sender has left: nothing that is sent to it is read any more. */
  readonly left: boolean;
}

let emptyStreamFrame: StreamFrame | undefined;

export const StreamFrame: MessageType<StreamFrame> = {
  name: 'orc.v1.StreamFrame',
  schema: {
    doc: "One message of a stream, either way.",
    fields: [
      { name: "sequence", number: 1, doc: "Counts the sender's frames from 1: a gap ends the stream with an error.", type: "int64" },
      { name: "data", number: 2, doc: "Output, or input.", type: "bytes" },
      { name: "errorData", number: 3, doc: "Error output.", type: "bytes" },
      { name: "credit", number: 4, doc: "Bytes the sender may receive further: none are sent without credit.", type: "int64" },
      { name: "end", number: 5, doc: "Whether the sender's data ends here.", type: "bool" },
      { name: "columns", number: 6, doc: "The terminal's new width, in characters.", type: "int32" },
      { name: "rows", number: 7, doc: "The terminal's new height, in characters.", type: "int32" },
      { name: "exitCode", number: 8, doc: "With `end`: how the program ended.", type: "int32" },
      { name: "error", number: 9, doc: "With `end`: what went wrong, for people.", type: "string" },
      { name: "left", number: 10, doc: "Whether the sender has left: nothing that is sent to it is read any more.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.sequence !== 0) { writer.tag(8); writer.unsigned(message.sequence); }
    if (message.data.length > 0) { writer.tag(18); writer.bytes(message.data); }
    if (message.errorData.length > 0) { writer.tag(26); writer.bytes(message.errorData); }
    if (message.credit !== 0) { writer.tag(32); writer.unsigned(message.credit); }
    if (message.end !== false) { writer.tag(40); writer.bool(message.end); }
    if (message.columns !== 0) { writer.tag(48); writer.unsigned(message.columns); }
    if (message.rows !== 0) { writer.tag(56); writer.unsigned(message.rows); }
    if (message.exitCode !== undefined) { writer.tag(64); writer.signed(message.exitCode); }
    if (message.error !== '') { writer.tag(74); writer.string(message.error); }
    if (message.left !== false) { writer.tag(80); writer.bool(message.left); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyStreamFrame ??= StreamFrame.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<StreamFrame> = { sequence: 0, data: noBytes, errorData: noBytes, credit: 0, end: false, columns: 0, rows: 0, error: '', left: false };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.sequence = reader.unsigned();
          break;
        case 18:
          message.data = reader.bytes();
          break;
        case 26:
          message.errorData = reader.bytes();
          break;
        case 32:
          message.credit = reader.unsigned();
          break;
        case 40:
          message.end = reader.bool();
          break;
        case 48:
          message.columns = reader.unsigned();
          break;
        case 56:
          message.rows = reader.unsigned();
          break;
        case 64:
          message.exitCode = reader.signed();
          break;
        case 74:
          message.error = reader.string();
          break;
        case 80:
          message.left = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** From a node to any master: a token of the account that one of its pods runs as, bound to that pod. Answered with TokenGiven. */
export interface TokenAsk extends Message {
  /** The format's version. */
  readonly format: number;
  /** The node's name. */
  readonly node: string;
  /** The pod's namespace. */
  readonly namespace: string;
  /** The pod. */
  readonly pod: string;
  /** The pod's uid, so that a pod of the same name is never meant. */
  readonly uid: string;
  /** Who the token is to be for, as one of the pod's volumes names them; empty for the masters. */
  readonly audience: string;
  /** How long the token is to hold. */
  readonly seconds: number;
}

let emptyTokenAsk: TokenAsk | undefined;

export const TokenAsk: MessageType<TokenAsk> = {
  name: 'orc.v1.TokenAsk',
  schema: {
    doc: "From a node to any master: a token of the account that one of its pods runs as, bound to that pod. Answered with TokenGiven.",
    fields: [
      { name: "format", number: 1, doc: "The format's version.", type: "int32" },
      { name: "node", number: 2, doc: "The node's name.", type: "string" },
      { name: "namespace", number: 3, doc: "The pod's namespace.", type: "string" },
      { name: "pod", number: 4, doc: "The pod.", type: "string" },
      { name: "uid", number: 5, doc: "The pod's uid, so that a pod of the same name is never meant.", type: "string" },
      { name: "audience", number: 6, doc: "Who the token is to be for, as one of the pod's volumes names them; empty for the masters.", type: "string" },
      { name: "seconds", number: 7, doc: "How long the token is to hold.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.format !== 0) { writer.tag(8); writer.unsigned(message.format); }
    if (message.node !== '') { writer.tag(18); writer.string(message.node); }
    if (message.namespace !== '') { writer.tag(26); writer.string(message.namespace); }
    if (message.pod !== '') { writer.tag(34); writer.string(message.pod); }
    if (message.uid !== '') { writer.tag(42); writer.string(message.uid); }
    if (message.audience !== '') { writer.tag(50); writer.string(message.audience); }
    if (message.seconds !== 0) { writer.tag(56); writer.unsigned(message.seconds); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTokenAsk ??= TokenAsk.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TokenAsk> = { format: 0, node: '', namespace: '', pod: '', uid: '', audience: '', seconds: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.format = reader.unsigned();
          break;
        case 18:
          message.node = reader.string();
          break;
        case 26:
          message.namespace = reader.string();
          break;
        case 34:
          message.pod = reader.string();
          break;
        case 42:
          message.uid = reader.string();
          break;
        case 50:
          message.audience = reader.string();
          break;
        case 56:
          message.seconds = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The token, or why there is none. */
export interface TokenGiven extends Message {
  /** The error's code; empty when there is a token. */
  readonly error: string;
  /** What was wrong. */
  readonly message: string;
  /** The token. */
  readonly token: string;
}

let emptyTokenGiven: TokenGiven | undefined;

export const TokenGiven: MessageType<TokenGiven> = {
  name: 'orc.v1.TokenGiven',
  schema: {
    doc: "The token, or why there is none.",
    fields: [
      { name: "error", number: 1, doc: "The error's code; empty when there is a token.", type: "string" },
      { name: "message", number: 2, doc: "What was wrong.", type: "string" },
      { name: "token", number: 3, doc: "The token.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.error !== '') { writer.tag(10); writer.string(message.error); }
    if (message.message !== '') { writer.tag(18); writer.string(message.message); }
    if (message.token !== '') { writer.tag(26); writer.string(message.token); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTokenGiven ??= TokenGiven.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TokenGiven> = { error: '', message: '', token: '' };
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
          message.token = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** From a node to any master: another certificate for itself, before the one it has ends. Answered with CertificateGiven. */
export interface CertificateAsk extends Message {
  /** The format's version. */
  readonly format: number;
  /** The node's name. */
  readonly node: string;
  /** The PKCS #10 request, as PEM. */
  readonly request: string;
}

let emptyCertificateAsk: CertificateAsk | undefined;

export const CertificateAsk: MessageType<CertificateAsk> = {
  name: 'orc.v1.CertificateAsk',
  schema: {
    doc: "From a node to any master: another certificate for itself, before the one it has ends. Answered with CertificateGiven.",
    fields: [
      { name: "format", number: 1, doc: "The format's version.", type: "int32" },
      { name: "node", number: 2, doc: "The node's name.", type: "string" },
      { name: "request", number: 3, doc: "The PKCS #10 request, as PEM.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.format !== 0) { writer.tag(8); writer.unsigned(message.format); }
    if (message.node !== '') { writer.tag(18); writer.string(message.node); }
    if (message.request !== '') { writer.tag(26); writer.string(message.request); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCertificateAsk ??= CertificateAsk.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CertificateAsk> = { format: 0, node: '', request: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.format = reader.unsigned();
          break;
        case 18:
          message.node = reader.string();
          break;
        case 26:
          message.request = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The certificate, or why there is none. */
export interface CertificateGiven extends Message {
  /** The error's code; empty when there is a certificate. */
  readonly error: string;
  /** What was wrong. */
  readonly message: string;
  /** The certificate, as PEM. */
  readonly certificate: string;
  /** The certificates of the authorities that the node is to trust, as PEM. */
  readonly authority: string;
}

let emptyCertificateGiven: CertificateGiven | undefined;

export const CertificateGiven: MessageType<CertificateGiven> = {
  name: 'orc.v1.CertificateGiven',
  schema: {
    doc: "The certificate, or why there is none.",
    fields: [
      { name: "error", number: 1, doc: "The error's code; empty when there is a certificate.", type: "string" },
      { name: "message", number: 2, doc: "What was wrong.", type: "string" },
      { name: "certificate", number: 3, doc: "The certificate, as PEM.", type: "string" },
      { name: "authority", number: 4, doc: "The certificates of the authorities that the node is to trust, as PEM.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.error !== '') { writer.tag(10); writer.string(message.error); }
    if (message.message !== '') { writer.tag(18); writer.string(message.message); }
    if (message.certificate !== '') { writer.tag(26); writer.string(message.certificate); }
    if (message.authority !== '') { writer.tag(34); writer.string(message.authority); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCertificateGiven ??= CertificateGiven.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CertificateGiven> = { error: '', message: '', certificate: '', authority: '' };
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
          message.certificate = reader.string();
          break;
        case 34:
          message.authority = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** From a node to every master: what it and its containers used lately. Nothing waits for it, and one that is lost is followed by the next. */
export interface NodeUsage extends Message {
  /** The format's version. */
  readonly format: number;
  /** The node's name. */
  readonly node: string;
  /** When the measured time ended, in milliseconds since the Unix epoch, by the node's clock. */
  readonly atMs: number;
  /** What the machine used; absent before it was measured twice. */
  readonly own?: Used;
  /** What its pods used. */
  readonly pods: readonly PodUsage[];
}

let emptyNodeUsage: NodeUsage | undefined;

export const NodeUsage: MessageType<NodeUsage> = {
  name: 'orc.v1.NodeUsage',
  schema: {
    doc: "From a node to every master: what it and its containers used lately. Nothing waits for it, and one that is lost is followed by the next.",
    fields: [
      { name: "format", number: 1, doc: "The format's version.", type: "int32" },
      { name: "node", number: 2, doc: "The node's name.", type: "string" },
      { name: "atMs", number: 3, doc: "When the measured time ended, in milliseconds since the Unix epoch, by the node's clock.", type: "int64" },
      { name: "own", number: 4, doc: "What the machine used; absent before it was measured twice.", type: "message", message: () => Used },
      { name: "pods", number: 5, doc: "What its pods used.", type: "message", container: "list", message: () => PodUsage },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.format !== 0) { writer.tag(8); writer.unsigned(message.format); }
    if (message.node !== '') { writer.tag(18); writer.string(message.node); }
    if (message.atMs !== 0) { writer.tag(24); writer.unsigned(message.atMs); }
    const ownValue = message.own;
    if (ownValue !== undefined) { writer.tag(34); { const start = writer.begin(); Used.encode(ownValue, writer); writer.end(start); } }
    if (message.pods !== undefined) for (const item of message.pods) {
      writer.tag(42);
      { const start = writer.begin(); PodUsage.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyNodeUsage ??= NodeUsage.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<NodeUsage> = { format: 0, node: '', atMs: 0, pods: [] };
    let podsAll: PodUsage[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.format = reader.unsigned();
          break;
        case 18:
          message.node = reader.string();
          break;
        case 24:
          message.atMs = reader.unsigned();
          break;
        case 34:
          message.own = reader.message(Used.decode);
          break;
        case 42:
          (podsAll ??= []).push(reader.message(PodUsage.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (podsAll !== undefined) message.pods = podsAll;
    return message;
  },
};

/** What was used. */
export interface Used extends Message {
  /** Over how many milliseconds before `at_ms`. */
  readonly windowMs: number;
  /** Billionths of a core, on average over that time. */
  readonly cpuNanocores: number;
  /** Bytes at its end, without what can be taken away at once. */
  readonly memoryBytes: number;
}

let emptyUsed: Used | undefined;

export const Used: MessageType<Used> = {
  name: 'orc.v1.Used',
  schema: {
    doc: "What was used.",
    fields: [
      { name: "windowMs", number: 1, doc: "Over how many milliseconds before `at_ms`.", type: "int64" },
      { name: "cpuNanocores", number: 2, doc: "Billionths of a core, on average over that time.", type: "int64" },
      { name: "memoryBytes", number: 3, doc: "Bytes at its end, without what can be taken away at once.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.windowMs !== 0) { writer.tag(8); writer.unsigned(message.windowMs); }
    if (message.cpuNanocores !== 0) { writer.tag(16); writer.unsigned(message.cpuNanocores); }
    if (message.memoryBytes !== 0) { writer.tag(24); writer.unsigned(message.memoryBytes); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyUsed ??= Used.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Used> = { windowMs: 0, cpuNanocores: 0, memoryBytes: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.windowMs = reader.unsigned();
          break;
        case 16:
          message.cpuNanocores = reader.unsigned();
          break;
        case 24:
          message.memoryBytes = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a pod used. */
export interface PodUsage extends Message {
  /** Its namespace. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
  /** Its uid. */
  readonly uid: string;
  /** Its containers that run. */
  readonly containers: readonly ContainerUsage[];
}

let emptyPodUsage: PodUsage | undefined;

export const PodUsage: MessageType<PodUsage> = {
  name: 'orc.v1.PodUsage',
  schema: {
    doc: "What a pod used.",
    fields: [
      { name: "namespace", number: 1, doc: "Its namespace.", type: "string" },
      { name: "name", number: 2, doc: "Its name.", type: "string" },
      { name: "uid", number: 3, doc: "Its uid.", type: "string" },
      { name: "containers", number: 4, doc: "Its containers that run.", type: "message", container: "list", message: () => ContainerUsage },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== '') { writer.tag(10); writer.string(message.namespace); }
    if (message.name !== '') { writer.tag(18); writer.string(message.name); }
    if (message.uid !== '') { writer.tag(26); writer.string(message.uid); }
    if (message.containers !== undefined) for (const item of message.containers) {
      writer.tag(34);
      { const start = writer.begin(); ContainerUsage.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodUsage ??= PodUsage.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodUsage> = { namespace: '', name: '', uid: '', containers: [] };
    let containersAll: ContainerUsage[] | undefined;
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
          message.uid = reader.string();
          break;
        case 34:
          (containersAll ??= []).push(reader.message(ContainerUsage.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (containersAll !== undefined) message.containers = containersAll;
    return message;
  },
};

/** What a container used. */
export interface ContainerUsage extends Message {
  /** Its name. */
  readonly name: string;
  /** What it used. */
  readonly used?: Used;
}

let emptyContainerUsage: ContainerUsage | undefined;

export const ContainerUsage: MessageType<ContainerUsage> = {
  name: 'orc.v1.ContainerUsage',
  schema: {
    doc: "What a container used.",
    fields: [
      { name: "name", number: 1, doc: "Its name.", type: "string" },
      { name: "used", number: 2, doc: "What it used.", type: "message", message: () => Used },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.name !== '') { writer.tag(10); writer.string(message.name); }
    const usedValue = message.used;
    if (usedValue !== undefined) { writer.tag(18); { const start = writer.begin(); Used.encode(usedValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyContainerUsage ??= ContainerUsage.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ContainerUsage> = { name: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.used = reader.message(Used.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
