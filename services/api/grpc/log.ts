// The Log service: the events of every kind as they were committed, for those who build on them. It reads the same
// window as watches do, and like them holds no queue: a client that reads slowly falls behind, at worst out of the
// window. Who tails the log is told of the objects that they may watch, and of no others. The values of Secrets, sealed
// or open, are left out for everybody: Secrets are read by their own verbs.
import { ownGroup } from '#kernel/access/operation.ts';
import { findDefinition } from '#kernel/custom/catalog.ts';
import { OrcError } from '#kernel/errors.ts';
import { kindNamed } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import {
  LogService,
  type TailEvent,
  type TailRequest,
  type TailResponse,
} from '#kernel/model/gen/api.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { matches, parseSelector } from '#kernel/model/selector.ts';
import { type StoreEvent, packEvent } from '#kernel/store/event.ts';
import type { StateView } from '#kernel/store/view.ts';
import { onObjects } from '#api/access/objects.ts';
import { batched } from '#api/batches.ts';
import type { CallContext, Calls } from '#api/grpc/calls.ts';
import type { Route } from '#api/grpc/definition.ts';
import { kindIn } from '#api/grpc/objects.ts';
import { apiLimits } from '#api/limits.ts';
import type { Reads, WatchSink } from '#api/reads.ts';
import { withoutPrivateKeys } from '#api/sealing.ts';

/** A kind as a filter names it: with its group after a dot, where the kind alone does not say which. */
function kindAsked(name: string): { readonly group: string; readonly kind: string } {
  const [kind = '', ...group] = name.split('.');
  return { kind, group: group.join('.') };
}

/** A kind as one text, unique among kinds. */
function kindText({
  group,
  type,
}: {
  readonly group: string;
  readonly type: { readonly kind: string };
}): string {
  return `${type.kind}.${group}`;
}

/** Whether an event passes every filter that is given. */
function filterOf(request: TailRequest, view: StateView): (event: StoreEvent) => boolean {
  const asSet = (values: readonly string[]): ReadonlySet<string> | undefined => {
    if (values.length > apiLimits.tailFilters)
      throw new OrcError(
        'BadRequest',
        `a filter has ${values.length} values, may have at most ${apiLimits.tailFilters}`,
      );
    return values.length === 0 ? undefined : new Set(values);
  };
  const kinds = asSet(request.kinds.map((name) => kindText(kindIn(view, kindAsked(name)).definition)));
  const namespaces = asSet(request.namespaces);
  const actors = asSet(request.actors);
  const labels = parseSelector(request.labelSelector);
  const isLabelled = (object: OrcObject | undefined): boolean =>
    object !== undefined && matches(labels, object.metadata.labels);
  return (event) =>
    kinds?.has(kindText({ group: event.key.group, type: event.key })) !== false &&
    namespaces?.has(event.key.namespace) !== false &&
    actors?.has(event.actor) !== false &&
    (labels.length === 0 || isLabelled(event.object) || isLabelled(event.previous));
}

/** Whether an event is about an object that the caller may watch now: what they may not read they may not read the past of. */
function visibleTo({ may }: CallContext, reads: Reads): (event: StoreEvent) => boolean {
  return ({ key: { group, kind, namespace, name } }) => {
    const known = kindNamed(group, kind);
    const definition = known && findDefinition(reads.view, known);
    // What it was called is gone with its definition: who may watch everything of the group sees it.
    if (definition === undefined) return may({ verb: 'watch', group, resource: '*', namespace, name });
    return may(onObjects(definition, 'watch', { namespace, name }));
  };
}

/** An object without what is secret of it. */
function withoutSecrets(object: OrcObject): OrcObject {
  if (object.kind === 'Cluster') return withoutPrivateKeys(object);
  if (object.kind !== 'Secret') return object;
  const { data: _data, stringData: _text, sealed: _sealed, ...rest } = object;
  return rest;
}

function tailEvent(event: StoreEvent, withPrevious: boolean): TailEvent {
  const packed = packEvent(event.retold({ object: withoutSecrets(event.object) }));
  const previous = withPrevious ? event.previous : undefined;
  return previous === undefined
    ? { event: packed }
    : { event: packed, previous: pack(withoutSecrets(previous)) };
}

function sizeOf({ event, previous }: TailEvent): number {
  return (event?.object?.raw.length ?? 0) + (previous?.raw.length ?? 0);
}

export class LogFace {
  readonly #reads: Reads;

  constructor(reads: Reads) {
    this.#reads = reads;
  }

  routes(calls: Calls): Route[] {
    const { tail } = LogService.methods;
    return [calls.serverStream('Tail', tail, (request, context, send) => this.#tail(request, context, send))];
  }

  async #tail(
    request: TailRequest,
    context: CallContext,
    send: (response: TailResponse) => Promise<void>,
  ): Promise<void> {
    const { caller, allow, standing, signal } = context;
    const operation = { verb: 'watch', group: ownGroup, resource: 'log' };
    allow(operation);
    const passes = filterOf(request, this.#reads.view);
    const isVisible = visibleTo(context, this.#reads);
    const see = (event: StoreEvent): StoreEvent | undefined =>
      passes(event) && isVisible(event) ? event : undefined;
    using held = new DisposableStack();
    held.use(this.#reads.enterWatch(caller.user));
    const { fromRevision, withPrevious } = request;
    if (fromRevision === undefined) await this.#reads.fresh({ kind: 'current' }, signal);
    else await this.#reads.fresh({ kind: 'atLeast', revision: fromRevision }, signal);
    const from = fromRevision ?? this.#reads.revision;
    // Says at once where it begins, so that a client knows from where to go on before anything happens.
    await send({ events: [], revision: from });
    const sink: WatchSink = {
      events: async (events, revision) => {
        const made = events.map((event) => tailEvent(event, withPrevious));
        for (const batch of batched(made, sizeOf))
          await send({ events: batch, revision: batch.at(-1)?.event?.revision ?? from });
        await send({ events: [], revision });
      },
      idle: (revision) => send({ events: [], revision }),
    };
    await this.#reads.tail(see, from, signal, sink, standing(operation));
    signal.throwIfAborted();
  }
}
