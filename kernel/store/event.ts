// One object's change, as the store emits it.
import type { Event, EventType, Key, PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import { pack } from '#kernel/log/pack.ts';
import type { Row } from '#kernel/store/row.ts';

/** What all events of a transaction say. */
export interface EventOrigin {
  readonly actor: string;
  /** The revision of the event that caused it; 0 for a user's own wish. */
  readonly cause: number;
  readonly reason: string;
  readonly source: string;
  readonly timeMs: number;
}

/** What an event says beside its objects and where it comes from. */
export interface EventFacts {
  readonly revision: number;
  readonly type: Exclude<EventType, 'EVENT_UNSPECIFIED'>;
  readonly kind: StoredKind;
  readonly key: Key;
}

/** An event otherwise told than the store has it: of another type, or of objects in another version. */
export interface Retold {
  readonly type?: EventFacts['type'];
  readonly object?: OrcObject;
  readonly previous?: OrcObject | undefined;
}

/** An event with its objects at hand, decoded when they are looked at; `Event` is its form in transit. */
export class StoreEvent implements EventFacts, EventOrigin {
  readonly revision: number;
  readonly type: EventFacts['type'];
  readonly kind: StoredKind;
  readonly key: Key;
  /** The object after the change; for DELETED its last state, with the event's revision. */
  readonly after: Row;
  /** The object before the change; absent for ADDED. */
  readonly before: Row | undefined;
  readonly #origin: EventOrigin;
  readonly #retold: Retold | undefined;

  constructor(
    { revision, type, kind, key }: EventFacts,
    origin: EventOrigin,
    after: Row,
    before: Row | undefined,
    retold?: Retold,
  ) {
    this.revision = revision;
    this.type = retold?.type ?? type;
    this.kind = kind;
    this.key = key;
    this.after = after;
    this.before = before;
    this.#origin = origin;
    this.#retold = retold;
  }

  get actor(): string {
    return this.#origin.actor;
  }

  get cause(): number {
    return this.#origin.cause;
  }

  get reason(): string {
    return this.#origin.reason;
  }

  get source(): string {
    return this.#origin.source;
  }

  get timeMs(): number {
    return this.#origin.timeMs;
  }

  get uid(): string {
    return this.after.digest.metadata.uid ?? '';
  }

  get previousRevision(): number {
    return this.before?.revision ?? 0;
  }

  /** The object after the change, decoded. */
  get object(): OrcObject {
    return this.#retold?.object ?? this.after.object;
  }

  /** The object before the change, decoded. */
  get previous(): OrcObject | undefined {
    return this.#retold?.previous ?? this.before?.object;
  }

  /** The event as somebody is told of it. */
  retold(changes: Retold): StoreEvent {
    return new StoreEvent(this, this.#origin, this.after, this.before, { ...this.#retold, ...changes });
  }

  /** The same event, with objects that are not decoded: looking at them leaves this one as it is. */
  twin(): StoreEvent {
    return new StoreEvent(this, this.#origin, this.after.twin(), this.before?.twin());
  }
}

/** An event in transit, its object packed by `packed`. */
export function packEvent(event: StoreEvent, packed: (object: OrcObject) => PackedObject = pack): Event {
  const { revision, type, key, uid, actor, cause, reason, source, timeMs, previousRevision, object } = event;
  return {
    revision,
    type,
    key,
    uid,
    actor,
    cause,
    reason,
    source,
    timeMs,
    previousRevision,
    object: packed(object),
  };
}
