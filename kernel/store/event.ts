// One object's change, as the store emits it.
import type { Event, EventType, Key, PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { bareForm, pack, stamped, unpack } from '#kernel/log/pack.ts';

/** An event with its objects at hand; `Event` is its form in transit. */
export interface StoreEvent {
  readonly revision: number;
  readonly type: Exclude<EventType, 'EVENT_UNSPECIFIED'>;
  readonly key: Key;
  readonly uid: string;
  /** The object after the change; for DELETED its last state, with the event's revision. */
  readonly object: OrcObject;
  /** The object before the change; absent for ADDED. */
  readonly previous: OrcObject | undefined;
  readonly actor: string;
  /** The revision of the event that caused it; 0 for a user's own wish. */
  readonly cause: number;
  readonly reason: string;
  readonly source: string;
  readonly timeMs: number;
  readonly previousRevision: number;
}

/** An event in transit. */
export function packEvent(event: StoreEvent): Event {
  const { previous, object, ...rest } = event;
  return { ...rest, object: pack(object) };
}

/** An event with its objects packed: what is kept of the many that nobody may ever look at again. */
export interface KeptEvent {
  readonly revision: number;
  readonly event: Omit<StoreEvent, 'object' | 'previous'>;
  readonly object: PackedObject;
  readonly previous: PackedObject | undefined;
}

/** An event as it is kept. */
export function keepEvent({ object, previous, ...event }: StoreEvent): KeptEvent {
  return {
    revision: event.revision,
    event,
    object: bareForm(object),
    previous: previous && bareForm(previous),
  };
}

/** The object before a kept event; undefined when there was none. */
export function keptFormer({ event, previous }: KeptEvent): OrcObject | undefined {
  return previous && stamped(unpack(previous), event.previousRevision);
}

/** The event that was kept. */
export function keptEvent(kept: KeptEvent): StoreEvent {
  const { event, object } = kept;
  return { ...event, object: stamped(unpack(object), event.revision), previous: keptFormer(kept) };
}
