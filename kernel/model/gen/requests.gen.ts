// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/orc/requests.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';

/** How a change is made. */
export interface WriteOptions extends Message {
  /** Why, for the object's history. */
  readonly reason: string;
  /** Whether everything is checked and nothing is done. */
  readonly dryRun: boolean;
  /** Who makes the change, for managedFields; Apply needs it. */
  readonly fieldManager: string;
}

let emptyWriteOptions: WriteOptions | undefined;

export const WriteOptions: MessageType<WriteOptions> = {
  name: 'orc.v1.WriteOptions',
  schema: {
    doc: "How a change is made.",
    fields: [
      { name: "reason", number: 1, doc: "Why, for the object's history.", type: "string" },
      { name: "dryRun", number: 2, doc: "Whether everything is checked and nothing is done.", type: "bool" },
      { name: "fieldManager", number: 3, doc: "Who makes the change, for managedFields; Apply needs it.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.reason !== '') { writer.tag(10); writer.string(message.reason); }
    if (message.dryRun !== false) { writer.tag(16); writer.bool(message.dryRun); }
    if (message.fieldManager !== '') { writer.tag(26); writer.string(message.fieldManager); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyWriteOptions ??= WriteOptions.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<WriteOptions> = { reason: '', dryRun: false, fieldManager: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.reason = reader.string();
          break;
        case 16:
          message.dryRun = reader.bool();
          break;
        case 26:
          message.fieldManager = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Names one object to read. */
export interface GetObjectRequest extends Message {
  /** The namespace; `default` when empty. For kinds that have none: empty. */
  readonly namespace: string;
  /** The name. */
  readonly name: string;
  /** Whether this master's present state will do, without asking the leader. */
  readonly stale: boolean;
  /** Answer only once this master has this revision (bounded wait). */
  readonly minRevision: number;
}

let emptyGetObjectRequest: GetObjectRequest | undefined;

export const GetObjectRequest: MessageType<GetObjectRequest> = {
  name: 'orc.v1.GetObjectRequest',
  schema: {
    doc: "Names one object to read.",
    fields: [
      { name: "namespace", number: 1, doc: "The namespace; `default` when empty. For kinds that have none: empty.", type: "string" },
      { name: "name", number: 2, doc: "The name.", type: "string" },
      { name: "stale", number: 3, doc: "Whether this master's present state will do, without asking the leader.", type: "bool" },
      { name: "minRevision", number: 4, doc: "Answer only once this master has this revision (bounded wait).", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== '') { writer.tag(10); writer.string(message.namespace); }
    if (message.name !== '') { writer.tag(18); writer.string(message.name); }
    if (message.stale !== false) { writer.tag(24); writer.bool(message.stale); }
    if (message.minRevision !== 0) { writer.tag(32); writer.unsigned(message.minRevision); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyGetObjectRequest ??= GetObjectRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<GetObjectRequest> = { namespace: '', name: '', stale: false, minRevision: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.namespace = reader.string();
          break;
        case 18:
          message.name = reader.string();
          break;
        case 24:
          message.stale = reader.bool();
          break;
        case 32:
          message.minRevision = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Selects objects. */
export interface ListObjectsRequest extends Message {
  /** The namespace; empty for all. */
  readonly namespace: string;
  /** A label selector, such as `app=web,tier in (a,b),!old`. */
  readonly labelSelector: string;
  /** A field selector, such as `metadata.name=x,spec.nodeName=n1`. */
  readonly fieldSelector: string;
  /** The most objects to return; 0 means the server's bound. */
  readonly limit: number;
  /** Where the last page ended, from its answer. */
  readonly continueToken: string;
  /** Whether this master's present state will do, without asking the leader. */
  readonly stale: boolean;
  /** Answer only once this master has this revision (bounded wait). */
  readonly minRevision: number;
  /** Answer with what there was at this past revision, as far back as this master keeps events. */
  readonly atRevision: number;
}

let emptyListObjectsRequest: ListObjectsRequest | undefined;

export const ListObjectsRequest: MessageType<ListObjectsRequest> = {
  name: 'orc.v1.ListObjectsRequest',
  schema: {
    doc: "Selects objects.",
    fields: [
      { name: "namespace", number: 1, doc: "The namespace; empty for all.", type: "string" },
      { name: "labelSelector", number: 2, doc: "A label selector, such as `app=web,tier in (a,b),!old`.", type: "string" },
      { name: "fieldSelector", number: 3, doc: "A field selector, such as `metadata.name=x,spec.nodeName=n1`.", type: "string" },
      { name: "limit", number: 4, doc: "The most objects to return; 0 means the server's bound.", type: "int32" },
      { name: "continueToken", number: 5, doc: "Where the last page ended, from its answer.", type: "string" },
      { name: "stale", number: 6, doc: "Whether this master's present state will do, without asking the leader.", type: "bool" },
      { name: "minRevision", number: 7, doc: "Answer only once this master has this revision (bounded wait).", type: "int64" },
      { name: "atRevision", number: 8, doc: "Answer with what there was at this past revision, as far back as this master keeps events.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== '') { writer.tag(10); writer.string(message.namespace); }
    if (message.labelSelector !== '') { writer.tag(18); writer.string(message.labelSelector); }
    if (message.fieldSelector !== '') { writer.tag(26); writer.string(message.fieldSelector); }
    if (message.limit !== 0) { writer.tag(32); writer.unsigned(message.limit); }
    if (message.continueToken !== '') { writer.tag(42); writer.string(message.continueToken); }
    if (message.stale !== false) { writer.tag(48); writer.bool(message.stale); }
    if (message.minRevision !== 0) { writer.tag(56); writer.unsigned(message.minRevision); }
    if (message.atRevision !== 0) { writer.tag(64); writer.unsigned(message.atRevision); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyListObjectsRequest ??= ListObjectsRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ListObjectsRequest> = { namespace: '', labelSelector: '', fieldSelector: '', limit: 0, continueToken: '', stale: false, minRevision: 0, atRevision: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.namespace = reader.string();
          break;
        case 18:
          message.labelSelector = reader.string();
          break;
        case 26:
          message.fieldSelector = reader.string();
          break;
        case 32:
          message.limit = reader.unsigned();
          break;
        case 42:
          message.continueToken = reader.string();
          break;
        case 48:
          message.stale = reader.bool();
          break;
        case 56:
          message.minRevision = reader.unsigned();
          break;
        case 64:
          message.atRevision = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Selects events. */
export interface WatchObjectsRequest extends Message {
  /** The namespace; empty for all. */
  readonly namespace: string;
  /** A label selector. */
  readonly labelSelector: string;
  /** A field selector. */
  readonly fieldSelector: string;
  /** Send events after this revision; 0 means: first every object there is, as ADDED. */
  readonly fromRevision: number;
}

let emptyWatchObjectsRequest: WatchObjectsRequest | undefined;

export const WatchObjectsRequest: MessageType<WatchObjectsRequest> = {
  name: 'orc.v1.WatchObjectsRequest',
  schema: {
    doc: "Selects events.",
    fields: [
      { name: "namespace", number: 1, doc: "The namespace; empty for all.", type: "string" },
      { name: "labelSelector", number: 2, doc: "A label selector.", type: "string" },
      { name: "fieldSelector", number: 3, doc: "A field selector.", type: "string" },
      { name: "fromRevision", number: 4, doc: "Send events after this revision; 0 means: first every object there is, as ADDED.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== '') { writer.tag(10); writer.string(message.namespace); }
    if (message.labelSelector !== '') { writer.tag(18); writer.string(message.labelSelector); }
    if (message.fieldSelector !== '') { writer.tag(26); writer.string(message.fieldSelector); }
    if (message.fromRevision !== 0) { writer.tag(32); writer.unsigned(message.fromRevision); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyWatchObjectsRequest ??= WatchObjectsRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<WatchObjectsRequest> = { namespace: '', labelSelector: '', fieldSelector: '', fromRevision: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.namespace = reader.string();
          break;
        case 18:
          message.labelSelector = reader.string();
          break;
        case 26:
          message.fieldSelector = reader.string();
          break;
        case 32:
          message.fromRevision = reader.unsigned();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Changes parts of one object; one of the three patches is given. */
export interface PatchObjectRequest extends Message {
  /** The namespace; `default` when empty. For kinds that have none: empty. */
  readonly namespace: string;
  /** The name. */
  readonly name: string;
  /** A JSON merge patch (RFC 7386). */
  readonly mergePatch?: Uint8Array;
  /** A JSON patch (RFC 6902). */
  readonly jsonPatch?: Uint8Array;
  /** A strategic merge patch, as Kubernetes defines it: lists of named items are merged item by item. */
  readonly strategicPatch?: Uint8Array;
  /** Whether the status is changed, and only it, instead of everything else. */
  readonly status: boolean;
  /** How. */
  readonly options?: WriteOptions;
  /** The subresource by which the object is patched, such as `resize` of pods: what that changes is taken. */
  readonly subresource?: string;
}

let emptyPatchObjectRequest: PatchObjectRequest | undefined;

export const PatchObjectRequest: MessageType<PatchObjectRequest> = {
  name: 'orc.v1.PatchObjectRequest',
  schema: {
    doc: "Changes parts of one object; one of the three patches is given.",
    fields: [
      { name: "namespace", number: 1, doc: "The namespace; `default` when empty. For kinds that have none: empty.", type: "string" },
      { name: "name", number: 2, doc: "The name.", type: "string" },
      { name: "mergePatch", number: 3, doc: "A JSON merge patch (RFC 7386).", type: "bytes" },
      { name: "jsonPatch", number: 4, doc: "A JSON patch (RFC 6902).", type: "bytes" },
      { name: "strategicPatch", number: 5, doc: "A strategic merge patch, as Kubernetes defines it: lists of named items are merged item by item.", type: "bytes" },
      { name: "status", number: 6, doc: "Whether the status is changed, and only it, instead of everything else.", type: "bool" },
      { name: "options", number: 7, doc: "How.", type: "message", message: () => WriteOptions },
      { name: "subresource", number: 8, doc: "The subresource by which the object is patched, such as `resize` of pods: what that changes is taken.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== '') { writer.tag(10); writer.string(message.namespace); }
    if (message.name !== '') { writer.tag(18); writer.string(message.name); }
    if (message.mergePatch !== undefined) { writer.tag(26); writer.bytes(message.mergePatch); }
    if (message.jsonPatch !== undefined) { writer.tag(34); writer.bytes(message.jsonPatch); }
    if (message.strategicPatch !== undefined) { writer.tag(42); writer.bytes(message.strategicPatch); }
    if (message.status !== false) { writer.tag(48); writer.bool(message.status); }
    const optionsValue = message.options;
    if (optionsValue !== undefined) { writer.tag(58); { const start = writer.begin(); WriteOptions.encode(optionsValue, writer); writer.end(start); } }
    if (message.subresource !== undefined) { writer.tag(66); writer.string(message.subresource); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPatchObjectRequest ??= PatchObjectRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PatchObjectRequest> = { namespace: '', name: '', status: false };
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
          message.mergePatch = reader.bytes();
          break;
        case 34:
          message.jsonPatch = reader.bytes();
          break;
        case 42:
          message.strategicPatch = reader.bytes();
          break;
        case 48:
          message.status = reader.bool();
          break;
        case 58:
          message.options = reader.message(WriteOptions.decode);
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

/** How objects are deleted. */
export interface Deletion extends Message {
  /** Seconds an object is given to end by itself; its own wish when absent. */
  readonly gracePeriodSeconds?: number;
  /** What becomes of the objects it owns: Background (deleted after it, the default), Foreground (before it), Orphan (kept). */
  readonly propagation: string;
}

let emptyDeletion: Deletion | undefined;

export const Deletion: MessageType<Deletion> = {
  name: 'orc.v1.Deletion',
  schema: {
    doc: "How objects are deleted.",
    fields: [
      { name: "gracePeriodSeconds", number: 1, doc: "Seconds an object is given to end by itself; its own wish when absent.", type: "int64" },
      { name: "propagation", number: 2, doc: "What becomes of the objects it owns: Background (deleted after it, the default), Foreground (before it), Orphan (kept).", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.gracePeriodSeconds !== undefined) { writer.tag(8); writer.signed(message.gracePeriodSeconds); }
    if (message.propagation !== '') { writer.tag(18); writer.string(message.propagation); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDeletion ??= Deletion.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Deletion> = { propagation: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.gracePeriodSeconds = reader.signed();
          break;
        case 18:
          message.propagation = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Deletes one object. */
export interface DeleteObjectRequest extends Message {
  /** The namespace; `default` when empty. For kinds that have none: empty. */
  readonly namespace: string;
  /** The name. */
  readonly name: string;
  /** The uid meant; empty means any. */
  readonly uid: string;
  /** The resourceVersion meant; empty means any. */
  readonly resourceVersion: string;
  /** How it goes. */
  readonly deletion?: Deletion;
  /** How the change is made. */
  readonly options?: WriteOptions;
}

let emptyDeleteObjectRequest: DeleteObjectRequest | undefined;

export const DeleteObjectRequest: MessageType<DeleteObjectRequest> = {
  name: 'orc.v1.DeleteObjectRequest',
  schema: {
    doc: "Deletes one object.",
    fields: [
      { name: "namespace", number: 1, doc: "The namespace; `default` when empty. For kinds that have none: empty.", type: "string" },
      { name: "name", number: 2, doc: "The name.", type: "string" },
      { name: "uid", number: 3, doc: "The uid meant; empty means any.", type: "string" },
      { name: "resourceVersion", number: 4, doc: "The resourceVersion meant; empty means any.", type: "string" },
      { name: "deletion", number: 5, doc: "How it goes.", type: "message", message: () => Deletion },
      { name: "options", number: 6, doc: "How the change is made.", type: "message", message: () => WriteOptions },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== '') { writer.tag(10); writer.string(message.namespace); }
    if (message.name !== '') { writer.tag(18); writer.string(message.name); }
    if (message.uid !== '') { writer.tag(26); writer.string(message.uid); }
    if (message.resourceVersion !== '') { writer.tag(34); writer.string(message.resourceVersion); }
    const deletionValue = message.deletion;
    if (deletionValue !== undefined) { writer.tag(42); { const start = writer.begin(); Deletion.encode(deletionValue, writer); writer.end(start); } }
    const optionsValue = message.options;
    if (optionsValue !== undefined) { writer.tag(50); { const start = writer.begin(); WriteOptions.encode(optionsValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDeleteObjectRequest ??= DeleteObjectRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DeleteObjectRequest> = { namespace: '', name: '', uid: '', resourceVersion: '' };
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
          message.resourceVersion = reader.string();
          break;
        case 42:
          message.deletion = reader.message(Deletion.decode);
          break;
        case 50:
          message.options = reader.message(WriteOptions.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Deletes every object that is selected. */
export interface DeleteObjectsRequest extends Message {
  /** The namespace; empty for all. */
  readonly namespace: string;
  /** A label selector. */
  readonly labelSelector: string;
  /** A field selector. */
  readonly fieldSelector: string;
  /** The most objects to delete; 0 means all. */
  readonly limit: number;
  /** How they go. */
  readonly deletion?: Deletion;
  /** How the changes are made. */
  readonly options?: WriteOptions;
}

let emptyDeleteObjectsRequest: DeleteObjectsRequest | undefined;

export const DeleteObjectsRequest: MessageType<DeleteObjectsRequest> = {
  name: 'orc.v1.DeleteObjectsRequest',
  schema: {
    doc: "Deletes every object that is selected.",
    fields: [
      { name: "namespace", number: 1, doc: "The namespace; empty for all.", type: "string" },
      { name: "labelSelector", number: 2, doc: "A label selector.", type: "string" },
      { name: "fieldSelector", number: 3, doc: "A field selector.", type: "string" },
      { name: "limit", number: 4, doc: "The most objects to delete; 0 means all.", type: "int32" },
      { name: "deletion", number: 5, doc: "How they go.", type: "message", message: () => Deletion },
      { name: "options", number: 6, doc: "How the changes are made.", type: "message", message: () => WriteOptions },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.namespace !== '') { writer.tag(10); writer.string(message.namespace); }
    if (message.labelSelector !== '') { writer.tag(18); writer.string(message.labelSelector); }
    if (message.fieldSelector !== '') { writer.tag(26); writer.string(message.fieldSelector); }
    if (message.limit !== 0) { writer.tag(32); writer.unsigned(message.limit); }
    const deletionValue = message.deletion;
    if (deletionValue !== undefined) { writer.tag(42); { const start = writer.begin(); Deletion.encode(deletionValue, writer); writer.end(start); } }
    const optionsValue = message.options;
    if (optionsValue !== undefined) { writer.tag(50); { const start = writer.begin(); WriteOptions.encode(optionsValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDeleteObjectsRequest ??= DeleteObjectsRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DeleteObjectsRequest> = { namespace: '', labelSelector: '', fieldSelector: '', limit: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.namespace = reader.string();
          break;
        case 18:
          message.labelSelector = reader.string();
          break;
        case 26:
          message.fieldSelector = reader.string();
          break;
        case 32:
          message.limit = reader.unsigned();
          break;
        case 42:
          message.deletion = reader.message(Deletion.decode);
          break;
        case 50:
          message.options = reader.message(WriteOptions.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What became of a deletion of several objects. */
export interface DeleteObjectsResponse extends Message {
  /** How many were selected; each is gone, or going where grace or finalizers hold it. */
  readonly deleted: number;
  /** The revision of the state they were selected from. */
  readonly revision: number;
}

let emptyDeleteObjectsResponse: DeleteObjectsResponse | undefined;

export const DeleteObjectsResponse: MessageType<DeleteObjectsResponse> = {
  name: 'orc.v1.DeleteObjectsResponse',
  schema: {
    doc: "What became of a deletion of several objects.",
    fields: [
      { name: "deleted", number: 1, doc: "How many were selected; each is gone, or going where grace or finalizers hold it.", type: "int32" },
      { name: "revision", number: 2, doc: "The revision of the state they were selected from.", type: "int64" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.deleted !== 0) { writer.tag(8); writer.unsigned(message.deleted); }
    if (message.revision !== 0) { writer.tag(16); writer.unsigned(message.revision); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyDeleteObjectsResponse ??= DeleteObjectsResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<DeleteObjectsResponse> = { deleted: 0, revision: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.deleted = reader.unsigned();
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
