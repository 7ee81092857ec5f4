// One object's change, as the store emits it.
import type { Event, EventType, Key } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { pack } from '#kernel/log/pack.ts';

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
