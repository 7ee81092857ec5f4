// A watch that outlives its connection: it goes on at another master after the last revision it has
// seen, and when the masters no longer keep the events since, it lists again and tells the difference.
import { setTimeout as sleep } from 'node:timers/promises';
import { customNames, isCustomKind } from '#kernel/custom/object.ts';
import { isKindName, key, keyText, revisionOf } from '#kernel/log/key.ts';
import { pack, unpack } from '#kernel/log/pack.ts';
import { ObjectsService, type WatchRequest } from '#kernel/model/gen/api.gen.ts';
import type { Event } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { failureOf } from '#client/errors.ts';
import { clientLimits } from '#client/limits.ts';
import type { Masters } from '#client/masters.ts';

/** What a list or watch is about. */
export type Scope = Pick<
  WatchRequest,
  'kind' | 'namespace' | 'labelSelector' | 'fieldSelector' | 'apiVersion'
>;

/** What masters call a kind: a custom one is known here as NAME.GROUP. */
export function apiNames(kind: string): { readonly group: string; readonly kind: string } {
  return isKindName(kind) || !isCustomKind(kind) ? { group: '', kind } : customNames(kind);
}

/** A state of a scope: its objects and the revision at which a watch goes on. */
export interface Listed {
  readonly objects: OrcObject[];
  readonly revision: number;
}

/** An event that no master sent: what the difference of two lists comes to. */
function synthetic(
  type: 'ADDED' | 'MODIFIED' | 'DELETED',
  object: OrcObject,
  previousRevision: number,
): Event {
  return {
    revision: revisionOf(object),
    type,
    key: key(object.kind, object.metadata.namespace ?? '', object.metadata.name ?? ''),
    uid: object.metadata.uid ?? '',
    object: pack(object),
    actor: '',
    cause: 0,
    reason: '',
    source: '',
    timeMs: 0,
    previousRevision,
  };
}

/** The objects a watcher has been told of, by key. */
export class Known {
  #objects = new Map<string, OrcObject>();

  constructor(objects: readonly OrcObject[] = []) {
    for (const object of objects) this.#objects.set(identity(object), object);
  }

  /** Takes note of an event that was sent. */
  note(event: Event): void {
    if (event.key === undefined || event.object === undefined) return;
    if (event.type === 'DELETED') this.#objects.delete(keyText(event.key));
    else this.#objects.set(keyText(event.key), unpack(event.object));
  }

  /** What leads from the objects known to `objects`, which are known from then on. */
  become(objects: readonly OrcObject[]): Event[] {
    const next = new Map(objects.map((object) => [identity(object), object]));
    const events: Event[] = [];
    for (const [name, object] of this.#objects) {
      const now = next.get(name);
      // One that was made anew is first gone, then there.
      if (now === undefined || now.metadata.uid !== object.metadata.uid)
        events.push(synthetic('DELETED', object, revisionOf(object)));
    }
    for (const [name, object] of next) {
      const before = this.#objects.get(name);
      if (before === undefined || before.metadata.uid !== object.metadata.uid)
        events.push(synthetic('ADDED', object, 0));
      else if (revisionOf(before) !== revisionOf(object))
        events.push(synthetic('MODIFIED', object, revisionOf(before)));
    }
    this.#objects = next;
    return events;
  }
}

function identity(object: OrcObject): string {
  return keyText(key(object.kind, object.metadata.namespace ?? '', object.metadata.name ?? ''));
}

export interface WatchOptions {
  readonly masters: Masters;
  readonly scope: Scope;
  /** Events after this revision; 0: first everything there is, as ADDED. */
  readonly fromRevision: number;
  /** The objects at `fromRevision`, so that a new list can be told from them. */
  readonly known: Known;
  readonly list: (scope: Scope) => Promise<Listed>;
  readonly signal: AbortSignal;
}

/** The events of a scope, without a gap; ends when `signal` is aborted. */
export async function* watch(options: WatchOptions): AsyncGenerator<Event, void, undefined> {
  const { masters, scope, known, list, signal } = options;
  let cursor = options.fromRevision;
  while (!signal.aborted) {
    try {
      if (cursor === 0) {
        const { objects, revision } = await list(scope);
        yield* known.become(objects);
        cursor = revision;
      }
      const request = { ...scope, ...apiNames(scope.kind), fromRevision: cursor };
      for await (const response of masters.stream(ObjectsService.methods.watch, request, signal)) {
        for (const event of response.events) {
          known.note(event);
          yield event;
        }
        if (response.revision > 0) cursor = response.revision;
      }
    } catch (thrown) {
      const { error, again } = failureOf(thrown, '');
      if (signal.aborted) return;
      if (error.code === 'Expired') cursor = 0;
      else if (again === 'never') throw error;
    }
    if (!signal.aborted) await sleep(clientLimits.watchPauseMs);
  }
}
