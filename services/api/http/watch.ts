// Watches over HTTP: one JSON document a line, from a revision on, or after everything there is.
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import { pieces } from '#api/batches.ts';
import { type ObjectCall, watchMsOf } from '#api/http/call.ts';
import { checkWatchOptions, revisionIn } from '#api/http/options.ts';
import { type Form, formAsked, inForm, tableOf, takesOnlyYaml } from '#api/http/representation.ts';
import { flagOf } from '#api/http/request.ts';
import type { ShownVersions } from '#api/shown-versions.ts';
import { failureStatus } from '#api/http/status.ts';
import { Deadline } from '#api/deadlines.ts';
import { apiLimits } from '#api/limits.ts';
import type { Standing } from '#api/access/standing.ts';
import type { Reads, WatchSink } from '#api/reads.ts';
import { type Scope, checkFieldSelector } from '#api/watch.ts';

/** Says that everything there was at the start has been sent. */
const initialEventsEnd = { 'k8s.io/initial-events-end': 'true' } as const;

class WatchWriter {
  readonly #call: ObjectCall;
  readonly #form: Form;
  readonly #bookmarks: boolean;
  #hasColumns = false;

  constructor(call: ObjectCall, form: Form) {
    this.#call = call;
    this.#form = form;
    this.#bookmarks = flagOf(call.exchange.query, 'allowWatchBookmarks');
  }

  #object(object: StoreEvent['object']): JsonObject {
    if (this.#form.as !== 'Table') return inForm(this.#call.resource, object, this.#form);
    const metadata = { resourceVersion: object.metadata.resourceVersion ?? '' };
    const table = tableOf(this.#call.resource, [object], this.#form, metadata, !this.#hasColumns);
    this.#hasColumns = true;
    return table;
  }

  #line(type: string, object: JsonObject): string {
    return `${JSON.stringify({ type, object })}\n`;
  }

  /** Tells events whose objects are in the version asked for. */
  async events(events: readonly Pick<StoreEvent, 'type' | 'object'>[]): Promise<void> {
    for (const piece of pieces(this.#lines(events))) await this.#call.exchange.send(piece);
  }

  *#lines(events: readonly Pick<StoreEvent, 'type' | 'object'>[]): Generator<string, void, undefined> {
    for (const { type, object } of events) yield this.#line(type, this.#object(object));
  }

  /** How far the watch is, where the client wants to know. */
  async bookmark(revision: number, annotations?: JsonObject): Promise<void> {
    if (!this.#bookmarks && annotations === undefined) return;
    const { resource, exchange } = this.#call;
    const metadata = {
      resourceVersion: String(revision),
      creationTimestamp: null,
      ...(annotations && { annotations }),
    };
    const object =
      this.#form.as === 'Table'
        ? {
            kind: 'Table',
            apiVersion: `meta.k8s.io/${this.#form.version}`,
            metadata,
            columnDefinitions: null,
            rows: [],
          }
        : this.#form.as === 'PartialObjectMetadata'
          ? { kind: 'PartialObjectMetadata', apiVersion: `meta.k8s.io/${this.#form.version}`, metadata }
          : { kind: resource.kind, apiVersion: resource.apiVersion, metadata };
    await exchange.send(this.#line('BOOKMARK', object));
  }

  /** The last line of a watch that can't go on. */
  async error(error: OrcError): Promise<void> {
    const { exchange } = this.#call;
    await exchange.send(this.#line('ERROR', failureStatus(error, exchange.about)));
  }
}

interface Start {
  /** Everything there is first, as ADDED. */
  readonly all: boolean;
  /** Whether a bookmark says where that ends. */
  readonly marked: boolean;
  readonly revision: number;
}

function startOf(query: URLSearchParams): Start {
  const text = query.get('resourceVersion') ?? '';
  const revision = text === '' ? 0 : revisionIn(text);
  const initial = query.get('sendInitialEvents');
  checkWatchOptions(query);
  if (initial === null) return { all: revision === 0, marked: false, revision };
  const marked = flagOf(query, 'sendInitialEvents');
  return { all: marked, marked, revision };
}

/** Serves a watch until its time is up or its client goes away. */
export async function serveWatch(
  reads: Reads,
  versions: ShownVersions,
  call: ObjectCall,
  asked: Scope,
  standing: Standing,
): Promise<void> {
  const { exchange } = call;
  const accept = exchange.header('accept');
  if (takesOnlyYaml(accept))
    throw new OrcError('NotAcceptable', 'only the following media types are accepted: application/json');
  const form = formAsked(accept, exchange.query);
  const start = startOf(exchange.query);
  checkFieldSelector(asked);
  const scopes = versions.scopes(asked);
  const { scope, isShown, asShown } = scopes;
  using held = new DisposableStack();
  held.use(reads.enterWatch(call.caller.user));
  const lives = held.use(new Deadline(exchange.gone, watchMsOf(exchange.query))).signal;
  // A watch from nowhere in particular begins with what is there, as fresh as a list without a revision.
  if (start.revision > 0) await reads.fresh({ kind: 'atLeast', revision: start.revision }, call.signal);
  else if (exchange.query.get('resourceVersion') !== '0') await reads.fresh({ kind: 'current' }, call.signal);
  exchange.begin(200, 'application/json');
  const writer = new WatchWriter(call, form);
  const whileLives = { definition: call.resource.definition, signal: lives };
  try {
    let cursor = start.revision === 0 ? reads.revision : start.revision;
    if (start.all) {
      const { revision, objects } = reads.snapshot(scope);
      const added = async (batch: readonly OrcObject[]): Promise<void> => {
        const shown = (await versions.shown(batch, whileLives)).filter(isShown);
        await writer.events(shown.map((object) => ({ type: 'ADDED', object })));
      };
      let batch: OrcObject[] = [];
      for (const object of objects) {
        batch.push(object);
        if (batch.length < apiLimits.watchBatch) continue;
        await added(batch);
        batch = [];
      }
      await added(batch);
      if (start.marked) await writer.bookmark(revision, initialEventsEnd);
      cursor = revision;
    }
    const sink: WatchSink = {
      events: async (events, revision) => {
        const told = asShown(await versions.events(events, whileLives, scopes));
        if (told.length > 0) await writer.events(told);
        else await writer.bookmark(revision);
      },
      idle: (revision) => writer.bookmark(revision),
    };
    await reads.follow(scope, cursor, lives, sink, standing);
  } catch (error) {
    if (lives.aborted) return;
    const told = error instanceof OrcError ? error : new OrcError('Internal', messageOf(error));
    await writer.error(told);
  } finally {
    exchange.end();
  }
}
