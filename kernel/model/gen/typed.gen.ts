// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/orc/typed.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';
import { type EventType, EventTypeNumber, readEventType } from '#kernel/model/gen/log.gen.ts';
import { WriteOptions, GetObjectRequest, ListObjectsRequest, WatchObjectsRequest, PatchObjectRequest, DeleteObjectRequest, DeleteObjectsRequest, DeleteObjectsResponse } from '#kernel/model/gen/requests.gen.ts';
import { LogsRequest, LogsResponse, ExecRequest, ExecResponse, PortForwardRequest, PortForwardResponse } from '#kernel/model/gen/api.gen.ts';

/** Stands for the message of any kind. */
export interface AnyKind extends Message {
}

let emptyAnyKind: AnyKind | undefined;

export const AnyKind: MessageType<AnyKind> = {
  name: 'orc.v1.AnyKind',
  schema: {
    doc: "Stands for the message of any kind.",
    fields: [
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAnyKind ??= AnyKind.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AnyKind> = {  };
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

/** Makes an object. */
export interface CreateAnyKindRequest extends Message {
  /** The object. */
  readonly object?: AnyKind;
  /** How. */
  readonly options?: WriteOptions;
}

let emptyCreateAnyKindRequest: CreateAnyKindRequest | undefined;

export const CreateAnyKindRequest: MessageType<CreateAnyKindRequest> = {
  name: 'orc.v1.CreateAnyKindRequest',
  schema: {
    doc: "Makes an object.",
    fields: [
      { name: "object", number: 1, doc: "The object.", type: "message", message: () => AnyKind },
      { name: "options", number: 2, doc: "How.", type: "message", message: () => WriteOptions },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const objectValue = message.object;
    if (objectValue !== undefined) { writer.tag(10); { const start = writer.begin(); AnyKind.encode(objectValue, writer); writer.end(start); } }
    const optionsValue = message.options;
    if (optionsValue !== undefined) { writer.tag(18); { const start = writer.begin(); WriteOptions.encode(optionsValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCreateAnyKindRequest ??= CreateAnyKindRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CreateAnyKindRequest> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.object = reader.message(AnyKind.decode);
          break;
        case 18:
          message.options = reader.message(WriteOptions.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Replaces an object, or its status. */
export interface UpdateAnyKindRequest extends Message {
  /** The object. With a resourceVersion, that must be current. */
  readonly object?: AnyKind;
  /** How. */
  readonly options?: WriteOptions;
}

let emptyUpdateAnyKindRequest: UpdateAnyKindRequest | undefined;

export const UpdateAnyKindRequest: MessageType<UpdateAnyKindRequest> = {
  name: 'orc.v1.UpdateAnyKindRequest',
  schema: {
    doc: "Replaces an object, or its status.",
    fields: [
      { name: "object", number: 1, doc: "The object. With a resourceVersion, that must be current.", type: "message", message: () => AnyKind },
      { name: "options", number: 2, doc: "How.", type: "message", message: () => WriteOptions },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const objectValue = message.object;
    if (objectValue !== undefined) { writer.tag(10); { const start = writer.begin(); AnyKind.encode(objectValue, writer); writer.end(start); } }
    const optionsValue = message.options;
    if (optionsValue !== undefined) { writer.tag(18); { const start = writer.begin(); WriteOptions.encode(optionsValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyUpdateAnyKindRequest ??= UpdateAnyKindRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<UpdateAnyKindRequest> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.object = reader.message(AnyKind.decode);
          break;
        case 18:
          message.options = reader.message(WriteOptions.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Applies a configuration, as Kubernetes' server-side apply does. */
export interface ApplyAnyKindRequest extends Message {
  /** The fields that the manager wants, and no others: what it applied before and leaves out now goes. */
  readonly object?: AnyKind;
  /** How; field_manager must be set. */
  readonly options?: WriteOptions;
  /** Whether fields that others manage are taken over; otherwise they are a conflict. */
  readonly force: boolean;
  /** Whether the status is applied, and only it, instead of everything else. */
  readonly status: boolean;
}

let emptyApplyAnyKindRequest: ApplyAnyKindRequest | undefined;

export const ApplyAnyKindRequest: MessageType<ApplyAnyKindRequest> = {
  name: 'orc.v1.ApplyAnyKindRequest',
  schema: {
    doc: "Applies a configuration, as Kubernetes' server-side apply does.",
    fields: [
      { name: "object", number: 1, doc: "The fields that the manager wants, and no others: what it applied before and leaves out now goes.", type: "message", message: () => AnyKind },
      { name: "options", number: 2, doc: "How; field_manager must be set.", type: "message", message: () => WriteOptions },
      { name: "force", number: 3, doc: "Whether fields that others manage are taken over; otherwise they are a conflict.", type: "bool" },
      { name: "status", number: 4, doc: "Whether the status is applied, and only it, instead of everything else.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const objectValue = message.object;
    if (objectValue !== undefined) { writer.tag(10); { const start = writer.begin(); AnyKind.encode(objectValue, writer); writer.end(start); } }
    const optionsValue = message.options;
    if (optionsValue !== undefined) { writer.tag(18); { const start = writer.begin(); WriteOptions.encode(optionsValue, writer); writer.end(start); } }
    if (message.force !== false) { writer.tag(24); writer.bool(message.force); }
    if (message.status !== false) { writer.tag(32); writer.bool(message.status); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyApplyAnyKindRequest ??= ApplyAnyKindRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ApplyAnyKindRequest> = { force: false, status: false };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.object = reader.message(AnyKind.decode);
          break;
        case 18:
          message.options = reader.message(WriteOptions.decode);
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

/** A page of objects. */
export interface AnyKindList extends Message {
  /** The objects, by namespace and name. */
  readonly items: readonly AnyKind[];
  /** The state's revision: a watch from here misses nothing. */
  readonly revision: number;
  /** Where the next page starts; empty at the end. */
  readonly continueToken: string;
  /** How many more objects there are; 0 also where a selector would have to look at each. */
  readonly remaining: number;
}

let emptyAnyKindList: AnyKindList | undefined;

export const AnyKindList: MessageType<AnyKindList> = {
  name: 'orc.v1.AnyKindList',
  schema: {
    doc: "A page of objects.",
    fields: [
      { name: "items", number: 1, doc: "The objects, by namespace and name.", type: "message", container: "list", message: () => AnyKind },
      { name: "revision", number: 2, doc: "The state's revision: a watch from here misses nothing.", type: "int64" },
      { name: "continueToken", number: 3, doc: "Where the next page starts; empty at the end.", type: "string" },
      { name: "remaining", number: 4, doc: "How many more objects there are; 0 also where a selector would have to look at each.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.items !== undefined) for (const item of message.items) {
      writer.tag(10);
      { const start = writer.begin(); AnyKind.encode(item, writer); writer.end(start); }
    }
    if (message.revision !== 0) { writer.tag(16); writer.unsigned(message.revision); }
    if (message.continueToken !== '') { writer.tag(26); writer.string(message.continueToken); }
    if (message.remaining !== 0) { writer.tag(32); writer.unsigned(message.remaining); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAnyKindList ??= AnyKindList.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AnyKindList> = { revision: 0, continueToken: '', remaining: 0, items: [] };
    let itemsAll: AnyKind[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (itemsAll ??= []).push(reader.message(AnyKind.decode));
          break;
        case 16:
          message.revision = reader.unsigned();
          break;
        case 26:
          message.continueToken = reader.string();
          break;
        case 32:
          message.remaining = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (itemsAll !== undefined) message.items = itemsAll;
    return message;
  },
};

/** One object's change, as committed. */
export interface AnyKindEvent extends Message {
  /** What became of the object. */
  readonly type: EventType;
  /** The object after the change; for DELETED its last state. */
  readonly object?: AnyKind;
  /** The cluster-wide counter, one an event. */
  readonly revision: number;
  /** Who; empty for an object that was there when the watch began. */
  readonly actor: string;
  /** The revision of the event that caused it; 0 for a user's own wish. */
  readonly cause: number;
  /** Why. */
  readonly reason: string;
  /** When, in milliseconds since the Unix epoch. */
  readonly timeMs: number;
}

let emptyAnyKindEvent: AnyKindEvent | undefined;

export const AnyKindEvent: MessageType<AnyKindEvent> = {
  name: 'orc.v1.AnyKindEvent',
  schema: {
    doc: "One object's change, as committed.",
    fields: [
      { name: "type", number: 1, doc: "What became of the object.", type: "enum" },
      { name: "object", number: 2, doc: "The object after the change; for DELETED its last state.", type: "message", message: () => AnyKind },
      { name: "revision", number: 3, doc: "The cluster-wide counter, one an event.", type: "int64" },
      { name: "actor", number: 4, doc: "Who; empty for an object that was there when the watch began.", type: "string" },
      { name: "cause", number: 5, doc: "The revision of the event that caused it; 0 for a user's own wish.", type: "int64" },
      { name: "reason", number: 6, doc: "Why.", type: "string" },
      { name: "timeMs", number: 7, doc: "When, in milliseconds since the Unix epoch.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.type !== 'EVENT_UNSPECIFIED') { writer.tag(8); writer.unsigned(EventTypeNumber[message.type]); }
    const objectValue = message.object;
    if (objectValue !== undefined) { writer.tag(18); { const start = writer.begin(); AnyKind.encode(objectValue, writer); writer.end(start); } }
    if (message.revision !== 0) { writer.tag(24); writer.unsigned(message.revision); }
    if (message.actor !== '') { writer.tag(34); writer.string(message.actor); }
    if (message.cause !== 0) { writer.tag(40); writer.unsigned(message.cause); }
    if (message.reason !== '') { writer.tag(50); writer.string(message.reason); }
    if (message.timeMs !== 0) { writer.tag(56); writer.signed(message.timeMs); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAnyKindEvent ??= AnyKindEvent.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AnyKindEvent> = { type: readEventType(0), revision: 0, actor: '', cause: 0, reason: '', timeMs: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.type = readEventType(reader.unsigned());
          break;
        case 18:
          message.object = reader.message(AnyKind.decode);
          break;
        case 24:
          message.revision = reader.unsigned();
          break;
        case 34:
          message.actor = reader.string();
          break;
        case 40:
          message.cause = reader.unsigned();
          break;
        case 50:
          message.reason = reader.string();
          break;
        case 56:
          message.timeMs = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Events, or a sign of life. */
export interface WatchAnyKindResponse extends Message {
  /** The events, in order. */
  readonly events: readonly AnyKindEvent[];
  /** Everything up to this revision has been sent. */
  readonly revision: number;
  /** Whether the objects there were at the start have all been sent. */
  readonly synced: boolean;
}

let emptyWatchAnyKindResponse: WatchAnyKindResponse | undefined;

export const WatchAnyKindResponse: MessageType<WatchAnyKindResponse> = {
  name: 'orc.v1.WatchAnyKindResponse',
  schema: {
    doc: "Events, or a sign of life.",
    fields: [
      { name: "events", number: 1, doc: "The events, in order.", type: "message", container: "list", message: () => AnyKindEvent },
      { name: "revision", number: 2, doc: "Everything up to this revision has been sent.", type: "int64" },
      { name: "synced", number: 3, doc: "Whether the objects there were at the start have all been sent.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.events !== undefined) for (const item of message.events) {
      writer.tag(10);
      { const start = writer.begin(); AnyKindEvent.encode(item, writer); writer.end(start); }
    }
    if (message.revision !== 0) { writer.tag(16); writer.unsigned(message.revision); }
    if (message.synced !== false) { writer.tag(24); writer.bool(message.synced); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyWatchAnyKindResponse ??= WatchAnyKindResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<WatchAnyKindResponse> = { revision: 0, synced: false, events: [] };
    let eventsAll: AnyKindEvent[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (eventsAll ??= []).push(reader.message(AnyKindEvent.decode));
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

/** Reads and changes objects of the kind AnyKind. */
export const AnyKindsService = {
  name: 'orc.v1.AnyKinds',
  methods: {
    /** Makes an object. */
    create: { path: '/orc.v1.AnyKinds/Create', requestStream: false, responseStream: false, request: CreateAnyKindRequest, response: AnyKind },
    /** Returns one object. Linearizable unless `stale` is set. */
    get: { path: '/orc.v1.AnyKinds/Get', requestStream: false, responseStream: false, request: GetObjectRequest, response: AnyKind },
    /** Returns objects, page by page over one consistent state. */
    list: { path: '/orc.v1.AnyKinds/List', requestStream: false, responseStream: false, request: ListObjectsRequest, response: AnyKindList },
    /** Streams events: exactly once each, in order, without a gap. */
    watch: { path: '/orc.v1.AnyKinds/Watch', requestStream: false, responseStream: true, request: WatchObjectsRequest, response: WatchAnyKindResponse },
    /** Replaces an object. */
    update: { path: '/orc.v1.AnyKinds/Update', requestStream: false, responseStream: false, request: UpdateAnyKindRequest, response: AnyKind },
    /** Replaces an object's status, and only it. */
    updateStatus: { path: '/orc.v1.AnyKinds/UpdateStatus', requestStream: false, responseStream: false, request: UpdateAnyKindRequest, response: AnyKind },
    /** Changes parts of an object. */
    patch: { path: '/orc.v1.AnyKinds/Patch', requestStream: false, responseStream: false, request: PatchObjectRequest, response: AnyKind },
    /** Makes an object, or changes in it what its configuration says, as Kubernetes' server-side apply does. */
    apply: { path: '/orc.v1.AnyKinds/Apply', requestStream: false, responseStream: false, request: ApplyAnyKindRequest, response: AnyKind },
    /** Deletes an object: returns its last state, or, where grace or finalizers hold it, its state while it goes. */
    delete: { path: '/orc.v1.AnyKinds/Delete', requestStream: false, responseStream: false, request: DeleteObjectRequest, response: AnyKind },
    /** Deletes every object that is selected, in transactions of bounded size. */
    deleteCollection: { path: '/orc.v1.AnyKinds/DeleteCollection', requestStream: false, responseStream: false, request: DeleteObjectsRequest, response: DeleteObjectsResponse },
  },
} as const;

/** What the service of the kind Pod has beside that: streams from and to containers; the masters relay them. */
export const PodsService = {
  name: 'orc.v1.Pods',
  methods: {
    /** Streams a container's output. */
    logs: { path: '/orc.v1.Pods/Logs', requestStream: false, responseStream: true, request: LogsRequest, response: LogsResponse },
    /** Runs a program in a container. The first request names it; further ones carry its input. */
    exec: { path: '/orc.v1.Pods/Exec', requestStream: true, responseStream: true, request: ExecRequest, response: ExecResponse },
    /** Connects to a port of a pod: one connection a call. The first request names it; further ones carry what is said to it, and the call ends when both sides have ended their half. */
    portForward: { path: '/orc.v1.Pods/PortForward', requestStream: true, responseStream: true, request: PortForwardRequest, response: PortForwardResponse },
  },
} as const;
