// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/event.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { type Time, readTime, writeTime, type MicroTime, readMicroTime, writeMicroTime } from '#kernel/model/scalars.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { ObjectReference } from '#kernel/model/gen/reference.gen.ts';

/** Something that happened to an object, for people to read. */
export interface CoreEvent extends Message {
  readonly apiVersion: 'v1';
  readonly kind: 'Event';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** The object. */
  readonly involvedObject: ObjectReference;
  /** Why it was reported, as one word. */
  readonly reason?: string;
  /** What happened, for people. */
  readonly message?: string;
  /** Who reported it, in older events. */
  readonly source?: EventSource;
  /** When it first happened. */
  readonly firstTimestamp?: Time;
  /** When it last happened. */
  readonly lastTimestamp?: Time;
  /** How often it happened. */
  readonly count?: number;
  /** Normal or Warning. */
  readonly type?: string;
  /** When it first happened, to the microsecond. */
  readonly eventTime?: MicroTime;
  /** How often it happened since, when it did so more than once. */
  readonly series?: EventSeries;
  /** What was done or failed, as one word. */
  readonly action?: string;
  /** Another object that took part. */
  readonly related?: ObjectReference;
  /** Who reported it, such as example.com/controller. */
  readonly reportingComponent?: string;
  /** Which of its instances. */
  readonly reportingInstance?: string;
}

let emptyCoreEvent: CoreEvent | undefined;

export const CoreEvent: KindType<CoreEvent> = {
  name: 'k8s.io.api.core.v1.CoreEvent',
  apiVersion: 'v1',
  kind: 'Event',
  schema: {
    doc: "Something that happened to an object, for people to read.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "involvedObject", number: 2, doc: "The object.", type: "message", message: () => ObjectReference, required: true },
      { name: "reason", number: 3, doc: "Why it was reported, as one word.", type: "string" },
      { name: "message", number: 4, doc: "What happened, for people.", type: "string" },
      { name: "source", number: 5, doc: "Who reported it, in older events.", type: "message", message: () => EventSource },
      { name: "firstTimestamp", number: 6, doc: "When it first happened.", type: "time" },
      { name: "lastTimestamp", number: 7, doc: "When it last happened.", type: "time" },
      { name: "count", number: 8, doc: "How often it happened.", type: "int32" },
      { name: "type", number: 9, doc: "Normal or Warning.", type: "string" },
      { name: "eventTime", number: 10, doc: "When it first happened, to the microsecond.", type: "microTime" },
      { name: "series", number: 11, doc: "How often it happened since, when it did so more than once.", type: "message", message: () => EventSeries },
      { name: "action", number: 12, doc: "What was done or failed, as one word.", type: "string" },
      { name: "related", number: 13, doc: "Another object that took part.", type: "message", message: () => ObjectReference },
      { name: "reportingComponent", number: 14, doc: "Who reported it, such as example.com/controller.", type: "string" },
      { name: "reportingInstance", number: 15, doc: "Which of its instances.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); ObjectReference.encode(message.involvedObject, writer); writer.end(start); } }
    if (message.reason !== undefined) { writer.tag(26); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(34); writer.string(message.message); }
    const sourceValue = message.source;
    if (sourceValue !== undefined) { writer.tag(42); { const start = writer.begin(); EventSource.encode(sourceValue, writer); writer.end(start); } }
    const firstTimestampValue = message.firstTimestamp;
    if (firstTimestampValue !== undefined) { writer.tag(50); { const start = writer.begin(); writeTime(firstTimestampValue, writer); writer.end(start); } }
    const lastTimestampValue = message.lastTimestamp;
    if (lastTimestampValue !== undefined) { writer.tag(58); { const start = writer.begin(); writeTime(lastTimestampValue, writer); writer.end(start); } }
    if (message.count !== undefined) { writer.tag(64); writer.signed(message.count); }
    if (message.type !== undefined) { writer.tag(74); writer.string(message.type); }
    const eventTimeValue = message.eventTime;
    if (eventTimeValue !== undefined) { writer.tag(82); { const start = writer.begin(); writeMicroTime(eventTimeValue, writer); writer.end(start); } }
    const seriesValue = message.series;
    if (seriesValue !== undefined) { writer.tag(90); { const start = writer.begin(); EventSeries.encode(seriesValue, writer); writer.end(start); } }
    if (message.action !== undefined) { writer.tag(98); writer.string(message.action); }
    const relatedValue = message.related;
    if (relatedValue !== undefined) { writer.tag(106); { const start = writer.begin(); ObjectReference.encode(relatedValue, writer); writer.end(start); } }
    if (message.reportingComponent !== undefined) { writer.tag(114); writer.string(message.reportingComponent); }
    if (message.reportingInstance !== undefined) { writer.tag(122); writer.string(message.reportingInstance); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCoreEvent ??= CoreEvent.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CoreEvent> = { apiVersion: 'v1', kind: 'Event', metadata: ObjectMeta.empty(), involvedObject: ObjectReference.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.involvedObject = reader.message(ObjectReference.decode);
          break;
        case 26:
          message.reason = reader.string();
          break;
        case 34:
          message.message = reader.string();
          break;
        case 42:
          message.source = reader.message(EventSource.decode);
          break;
        case 50:
          message.firstTimestamp = reader.message(readTime);
          break;
        case 58:
          message.lastTimestamp = reader.message(readTime);
          break;
        case 64:
          message.count = reader.signed();
          break;
        case 74:
          message.type = reader.string();
          break;
        case 82:
          message.eventTime = reader.message(readMicroTime);
          break;
        case 90:
          message.series = reader.message(EventSeries.decode);
          break;
        case 98:
          message.action = reader.string();
          break;
        case 106:
          message.related = reader.message(ObjectReference.decode);
          break;
        case 114:
          message.reportingComponent = reader.string();
          break;
        case 122:
          message.reportingInstance = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How often something happened. */
export interface EventSeries extends Message {
  /** How often until then. */
  readonly count?: number;
  /** When it last did. */
  readonly lastObservedTime?: MicroTime;
}

let emptyEventSeries: EventSeries | undefined;

export const EventSeries: MessageType<EventSeries> = {
  name: 'k8s.io.api.core.v1.EventSeries',
  schema: {
    doc: "How often something happened.",
    fields: [
      { name: "count", number: 1, doc: "How often until then.", type: "int32" },
      { name: "lastObservedTime", number: 2, doc: "When it last did.", type: "microTime" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.count !== undefined) { writer.tag(8); writer.signed(message.count); }
    const lastObservedTimeValue = message.lastObservedTime;
    if (lastObservedTimeValue !== undefined) { writer.tag(18); { const start = writer.begin(); writeMicroTime(lastObservedTimeValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEventSeries ??= EventSeries.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EventSeries> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.count = reader.signed();
          break;
        case 18:
          message.lastObservedTime = reader.message(readMicroTime);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Who reported an event. */
export interface EventSource extends Message {
  /** The component. */
  readonly component?: string;
  /** The node it runs on. */
  readonly host?: string;
}

let emptyEventSource: EventSource | undefined;

export const EventSource: MessageType<EventSource> = {
  name: 'k8s.io.api.core.v1.EventSource',
  schema: {
    doc: "Who reported an event.",
    fields: [
      { name: "component", number: 1, doc: "The component.", type: "string" },
      { name: "host", number: 2, doc: "The node it runs on.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.component !== undefined) { writer.tag(10); writer.string(message.component); }
    if (message.host !== undefined) { writer.tag(18); writer.string(message.host); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEventSource ??= EventSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EventSource> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.component = reader.string();
          break;
        case 18:
          message.host = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
