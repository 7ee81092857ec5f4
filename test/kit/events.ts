// Events as a store emits them, of objects made by hand.
import { keyOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { type EventFacts, StoreEvent } from '#kernel/store/event.ts';
import type { Row } from '#kernel/store/row.ts';
import { Store } from '#kernel/store/store.ts';

/** An object as the store holds it. */
export function rowOf(object: OrcObject): Row {
  const store = new Store();
  store.restoreObject(pack(object));
  const [row] = store.rows(object.kind);
  if (row === undefined) throw new Error('the object is not in its table');
  return row;
}

/** A change of `previous`, if it was there, to `object`. */
export function eventOf(
  type: EventFacts['type'],
  revision: number,
  object: OrcObject,
  previous?: OrcObject,
): StoreEvent {
  const origin = { actor: '', cause: 0, reason: '', source: '', timeMs: 0 };
  const facts = { revision, type, kind: object.kind, key: keyOf(object) };
  return new StoreEvent(facts, origin, rowOf(object), previous && rowOf(previous));
}

/** The same event, at another revision. */
export function eventAt(revision: number, event: StoreEvent): StoreEvent {
  const { type, kind, key, after, before } = event;
  return new StoreEvent({ revision, type, kind, key }, event, after, before);
}
