// What is asked over the API as anybody would: lists of objects, the masters, and a sample of the log's tail.
import { messageOf } from '#kernel/errors.ts';
import { unpack } from '#kernel/log/pack.ts';
import { describeKey } from '#kernel/log/key.ts';
import type { TailEvent } from '#kernel/model/gen/api.gen.ts';
import type { ObjectByKind, OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { OrcClient } from '#client/client.ts';
import { type Known, type ListedKind, type Objects, type TailFacts, listedKinds } from '#cli/doctor/facts.ts';

/** How many events of the log are looked at, how long for, and how many objects of a kind. */
const limits = { events: 500, tailMs: 3_000, objects: 100_000 } as const;

export async function known<T>(what: string, look: () => Promise<T>): Promise<Known<T>> {
  try {
    return { value: await look() };
  } catch (error) {
    return { unknown: `${what}: ${messageOf(error)}` };
  }
}

async function listOf(client: OrcClient, kind: ListedKind): Promise<readonly OrcObject[]> {
  const found: OrcObject[] = [];
  for await (const { objects } of client.pages({
    kind,
    namespace: '',
    labelSelector: '',
    fieldSelector: '',
  })) {
    found.push(...objects);
    if (found.length >= limits.objects) break;
  }
  return found;
}

/** All objects of the kinds that rows look at; of those that the caller may not list, why. */
export async function gatherObjects(client: OrcClient): Promise<Objects> {
  const lists = new Map<ListedKind, Known<readonly OrcObject[]>>();
  for (const kind of listedKinds)
    lists.set(kind, await known(`${kind} can't be listed`, () => listOf(client, kind)));
  return {
    all<K extends ListedKind>(kind: K): Known<readonly ObjectByKind[K][]> {
      const listed = lists.get(kind) ?? { unknown: `${kind} was not listed` };
      if ('unknown' in listed) return listed;
      const isOfKind = (object: OrcObject): object is ObjectByKind[K] => object.kind === kind;
      return { value: listed.value.filter(isOfKind) };
    },
  };
}

/** What an event shows that should be sealed or left out. */
function openIn(object: OrcObject): boolean {
  if (object.kind === 'Secret')
    return (
      Object.keys(object.data ?? {}).length > 0 ||
      Object.keys(object.stringData ?? {}).length > 0 ||
      (object.sealed?.length ?? 0) > 0
    );
  if (object.kind !== 'Cluster') return false;
  return [...(object.tokenKeys ?? []), ...(object.authorities ?? [])].some(
    ({ sealed }) => sealed !== undefined,
  );
}

function isOpenEvent({ event, previous }: TailEvent): boolean {
  return [event?.object, previous].some((packed) => packed !== undefined && openIn(unpack(packed)));
}

/** Looks at the newest events of the log, up to `revision`. */
export async function gatherTail(client: OrcClient, revision: number): Promise<TailFacts> {
  const open: string[] = [];
  const anonymous: string[] = [];
  let events = 0;
  const signal = AbortSignal.timeout(limits.tailMs);
  const options = { fromRevision: Math.max(0, revision - limits.events), withPrevious: true };
  for await (const each of client.tail(options, signal)) {
    const { event } = each;
    if (event === undefined) continue;
    events += 1;
    const what = `revision ${event.revision}: ${event.key === undefined ? '' : describeKey(event.key)}`;
    if (event.actor === '') anonymous.push(what);
    if (isOpenEvent(each)) open.push(what);
    if (event.revision >= revision || events >= limits.events) break;
  }
  return { events, open, anonymous };
}
