// What is known about a message beyond its TypeScript type: enough to check JSON, to explain a field
// and to find defaults. The generator fills it from proto/.
import type { FieldCause } from '#kernel/errors.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import type { Reader, Writer } from '#kernel/model/wire.ts';

/** The JSON forms a field's value can have. */
export type FieldType =
  | 'string'
  | 'bool'
  | 'int32'
  | 'int64'
  | 'bytes'
  | 'time'
  | 'microTime'
  | 'duration'
  | 'intOrString'
  | 'quantity'
  | 'json'
  | 'strings'
  | 'enum'
  /** Any number; only in custom kinds. */
  | 'number'
  /** Any JSON; only in custom kinds. */
  | 'any'
  | 'message';

/** One field of a message. */
export interface FieldSchema {
  readonly name: string;
  readonly number: number;
  readonly doc: string;
  readonly type: FieldType;
  /** A list, a map from string, or neither. */
  readonly container?: 'list' | 'map';
  /** The message's type, for `message`. A function, because messages refer to each other. */
  readonly message?: () => MessageType<unknown>;
  readonly required?: boolean;
  readonly default?: unknown;
  readonly oneOf?: readonly string[];
  readonly listKey?: readonly string[];
  /** Items may share their list key; the last of them holds. */
  readonly mayRepeat?: boolean;
  readonly inline?: boolean;
  readonly format?: string;
  readonly min?: number;
  readonly max?: number;
  readonly immutable?: boolean;
  readonly secret?: boolean;
  readonly internal?: boolean;
  /** Stored and shown, but not acted on yet. */
  readonly inert?: boolean;
  /** How server-side apply treats a list, where it differs from map (with a list key) or atomic (without). */
  readonly listType?: 'atomic' | 'set' | 'map';
  /** How a strategic merge patch treats the field; absent: replace. */
  readonly patchStrategy?: readonly ('merge' | 'retainKeys')[];
  /** The field by which a strategic merge patch finds an item. */
  readonly patchMergeKey?: string;
  /** Whether server-side apply treats the field as one value; absent: as its message says. */
  readonly atomic?: boolean;
}

/** A message: its fields and the names Kubernetes defines here that orc does not support yet. */
export interface MessageSchema {
  readonly doc: string;
  /** The fields; those whose names stand in `unsupported` are carried and shown, but nobody may give them. */
  readonly fields: readonly FieldSchema[];
  readonly unsupported: readonly string[];
  /** Whether server-side apply treats the message as one value. */
  readonly atomic?: boolean;
  /** Whether fields that the schema does not name may stand beside those it does; only in custom kinds. */
  readonly open?: boolean;
}

/** How some fields of a message are read, where the others do not matter. */
export interface GlanceType<T> {
  /** Reads fields up to the position `end`. */
  decode(reader: Reader, end: number): T;
  /** What no bytes are; always the same. */
  empty(): T;
}

/** A message's codec and schema under its protobuf name. */
export interface MessageType<T> extends GlanceType<T> {
  readonly name: string;
  readonly schema: MessageSchema;
  encode(message: T, writer: Writer): void;
}

/** A kind's message type, with the apiVersion and kind that stand outside the message. */
export interface KindType<T> extends MessageType<T> {
  readonly apiVersion: string;
  readonly kind: string;
  /** How its JSON is read and written, where its message does not say. */
  readonly json?: JsonForm<T>;
}

/** What was read, or everything that was wrong. */
export type Parsed<T> =
  | { readonly ok: T }
  | {
      readonly causes: readonly FieldCause[];
      /** The whole without what was wrong: what it must have stands there as nothing. Absent where nothing could be read. */
      readonly rest?: T;
    };

/** JSON of a kind that has a schema of JSON instead of a message's. */
export interface JsonForm<T> {
  /** `isPartial`: what every object needs may be absent. */
  read(json: JsonObject, isPartial: boolean): Parsed<T>;
  write(object: T): JsonObject;
  /** The object's JSON without fields that the kind does not have, and the paths of those. */
  clean(json: JsonObject): { readonly json: JsonObject; readonly unknown: readonly string[] };
}

/** Whether a message is a kind. */
export function isKindType<T>(type: MessageType<T>): type is KindType<T> {
  return 'apiVersion' in type;
}

/** One call of a gRPC service. */
export interface MethodType<Request, Response> {
  readonly path: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
  readonly request: MessageType<Request>;
  readonly response: MessageType<Response>;
}
