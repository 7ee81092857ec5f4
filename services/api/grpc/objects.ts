// The Objects service: every kind through the same five calls.
import { OrcError } from '#kernel/errors.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf, describeKey, isKindName, key } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import {
  type Change,
  type CommitRequest,
  type CommitResponse,
  type GetRequest,
  type GetResponse,
  type ListRequest,
  type ListResponse,
  ObjectsService,
  type WatchRequest,
  type WatchResponse,
} from '#kernel/model/gen/api.gen.ts';
import type { KindName, OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { parseSelector } from '#kernel/model/selector.ts';
import { packEvent } from '#kernel/store/event.ts';
import { rowOf } from '#kernel/store/table.ts';
import type { Operation } from '#api/access/access.ts';
import type { Sealer } from '#api/admission/context.ts';
import { nameIn, readManifest } from '#api/admission/parse.ts';
import { type Committer, errorOf } from '#api/commit.ts';
import type { CallContext, Calls } from '#api/grpc/calls.ts';
import type { Route } from '#api/grpc/definition.ts';
import { apiLimits } from '#api/limits.ts';
import type { Pages } from '#api/pages.ts';
import type { Replica } from '#api/replica.ts';
import { type Scope, fieldsOf, scopedEvent, scopedList } from '#api/watch.ts';

function kindNamed(kind: string): KindName {
  if (!isKindName(kind))
    throw new OrcError('NotFound', `the server doesn't have a kind "${kind}"; Kinds lists those it has`);
  return kind;
}

function scopeOf(request: ListRequest | WatchRequest): Scope {
  const kind = kindNamed(request.kind);
  return {
    kind,
    namespace: definitionOf(kind).namespaced && request.namespace !== '' ? request.namespace : undefined,
    labels: parseSelector(request.labelSelector),
    fields: parseSelector(request.fieldSelector),
  };
}

function operationOf(change: Change): Operation {
  const manifest = change.create?.object ?? change.update?.object ?? change.apply?.object;
  const where = change.patch?.key ?? change.delete?.key;
  if (manifest !== undefined) {
    const { definition, json } = readManifest(manifest);
    const verb = change.create !== undefined ? 'create' : change.update !== undefined ? 'update' : 'patch';
    return { verb, resource: definition.plural, name: nameIn(json) };
  }
  if (where === undefined) throw new OrcError('BadRequest', 'the change says not what to do');
  const { plural } = definitionOf(kindNamed(where.kind));
  return {
    verb: change.patch !== undefined ? 'patch' : 'delete',
    resource: plural,
    namespace: where.namespace,
    name: where.name,
  };
}

export class ObjectsFace {
  readonly #replica: Replica;
  readonly #committer: Committer;
  readonly #sealer: Sealer;
  readonly #pages: Pages;
  #watches = 0;

  constructor(replica: Replica, committer: Committer, sealer: Sealer, pages: Pages) {
    this.#replica = replica;
    this.#committer = committer;
    this.#sealer = sealer;
    this.#pages = pages;
  }

  routes(calls: Calls): Route[] {
    const { methods } = ObjectsService;
    return [
      calls.unary('Get', methods.get, (request, context) => this.#get(request, context)),
      calls.unary('List', methods.list, (request, context) => this.#list(request, context)),
      calls.serverStream('Watch', methods.watch, (request, context, send) =>
        this.#watch(request, context, send),
      ),
      calls.unary('Commit', methods.commit, (request, context) => this.#commit(request, context)),
      calls.callStream('Stream', methods.stream, {
        commit: (request, context) => this.#commit(request, context),
        get: (request, context) => this.#get(request, context),
      }),
      calls.unary('OpenSession', methods.openSession, async ({ requestId }, { caller, signal }) => {
        if (requestId === '')
          throw new OrcError('BadRequest', 'requestId: Required value: a name that no other request has');
        const openSession = { requestId, timeMs: Date.now(), actor: caller.user };
        const outcome = await this.#replica.propose({ openSession }, 'user', signal);
        if (outcome.error !== '') throw errorOf(outcome);
        return { session: outcome.session };
      }),
      calls.unary('CloseSession', methods.closeSession, async ({ session }, { caller, signal }) => {
        const requestId = this.#replica.requestId();
        const closeSession = { requestId, timeMs: Date.now(), actor: caller.user, session };
        const outcome = await this.#replica.propose({ closeSession }, 'user', signal);
        if (outcome.error !== '') throw errorOf(outcome);
        return {};
      }),
      calls.unary('Kinds', methods.kinds, () => Promise.resolve({ kinds: kindNames.map(kindInfo) })),
    ];
  }

  async #commit(request: CommitRequest, { caller, allow, signal }: CallContext): Promise<CommitResponse> {
    for (const change of request.changes) allow(operationOf(change));
    return this.#committer.commit(request, caller, signal);
  }

  async #ready(request: { stale: boolean; minRevision: number }, signal: AbortSignal): Promise<void> {
    if (request.minRevision > 0) await this.#replica.untilRevision(request.minRevision, signal);
    if (!request.stale) await this.#replica.untilCurrent(signal);
  }

  #open(object: OrcObject): OrcObject {
    return this.#sealer.open(object);
  }

  async #get(request: GetRequest, { allow, signal }: CallContext): Promise<GetResponse> {
    if (request.key === undefined) throw new OrcError('BadRequest', 'key: Required value');
    const kind = kindNamed(request.key.kind);
    const { plural, namespaced } = definitionOf(kind);
    const where = key(kind, namespaced ? request.key.namespace || 'default' : '', request.key.name);
    allow({ verb: 'get', resource: plural, namespace: where.namespace, name: where.name });
    await this.#ready(request, signal);
    const found: OrcObject | undefined = this.#replica.store.get(kind, where.namespace, where.name);
    if (found === undefined)
      throw new OrcError('NotFound', `${describeKey(where)} not found`, {
        group: where.group,
        kind,
        name: where.name,
      });
    return { object: pack(this.#open(found)), revision: this.#replica.store.revision };
  }

  async #list(request: ListRequest, { allow, signal }: CallContext): Promise<ListResponse> {
    const scope = scopeOf(request);
    allow({ verb: 'list', resource: definitionOf(scope.kind).plural, namespace: request.namespace });
    const continued = request.continue === '' ? undefined : this.#pages.resume(request.continue);
    if (continued === undefined) await this.#ready(request, signal);
    const view = continued?.state ?? this.#replica.store;
    const limit = Math.min(request.limit === 0 ? apiLimits.listPage : request.limit, apiLimits.listPage);
    const objects: OrcObject[] = [];
    let remaining = 0;
    for (const object of scopedList(view, scope, continued?.after)) {
      if (objects.length < limit) objects.push(object);
      else remaining += 1;
    }
    const [first] = objects;
    if (first !== undefined) checkFields(scope, first);
    const last = objects.at(-1);
    const next =
      remaining === 0 || last === undefined
        ? ''
        : this.#pages.pin(
            continued?.state ?? this.#replica.store,
            rowOf(last.metadata.namespace, last.metadata.name),
          );
    return {
      objects: objects.map((object) => pack(this.#open(object))),
      revision: view.revision,
      continue: next,
      remaining,
    };
  }

  async #watch(
    request: WatchRequest,
    { allow, signal }: CallContext,
    send: (response: WatchResponse) => Promise<void>,
  ): Promise<void> {
    const scope = scopeOf(request);
    allow({ verb: 'watch', resource: definitionOf(scope.kind).plural, namespace: request.namespace });
    if (this.#watches >= apiLimits.watches)
      throw new OrcError('TooBusy', `this master serves ${apiLimits.watches} watches already: ask another`);
    this.#watches += 1;
    let wake: () => void = () => undefined;
    const stop = this.#replica.listen({ events: () => wake(), replaced: () => wake() });
    const onAbort = (): void => wake();
    signal.addEventListener('abort', onAbort);
    try {
      let cursor = request.fromRevision;
      if (cursor === 0) cursor = await this.#sendAll(scope, signal, send);
      else await this.#replica.untilRevision(cursor, signal);
      let sentAt = performance.now();
      while (!signal.aborted) {
        const events = this.#replica.window.since(cursor);
        if (events === undefined)
          throw new OrcError(
            'Expired',
            `the events after revision ${cursor} are no longer kept here: list again and watch from the list's revision`,
          );
        if (events.length > 0 || performance.now() - sentAt > apiLimits.bookmarkMs) {
          const batch = events.slice(0, apiLimits.watchBatch);
          cursor = batch.at(-1)?.revision ?? cursor;
          const seen = batch.flatMap((event) => scopedEvent(scope, event) ?? []);
          if (seen.length > 0 || performance.now() - sentAt > apiLimits.bookmarkMs) {
            const opened = seen.map((event) => packEvent({ ...event, object: this.#open(event.object) }));
            await send({ events: opened, revision: cursor, synced: true });
            sentAt = performance.now();
          }
          continue;
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, apiLimits.bookmarkMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      signal.throwIfAborted();
    } finally {
      signal.removeEventListener('abort', onAbort);
      stop();
      this.#watches -= 1;
    }
  }

  /** Sends everything there is as ADDED and returns the revision it stands at. */
  async #sendAll(
    scope: Scope,
    signal: AbortSignal,
    send: (response: WatchResponse) => Promise<void>,
  ): Promise<number> {
    await this.#replica.untilCurrent(signal);
    const state = this.#replica.store.fork();
    const { revision } = state;
    let batch: WatchResponse['events'][number][] = [];
    for (const object of scopedList(state, scope)) {
      const objectRevision = Number(object.metadata.resourceVersion ?? '0');
      batch.push({
        revision: objectRevision,
        type: 'ADDED',
        key: key(scope.kind, object.metadata.namespace ?? '', object.metadata.name ?? ''),
        uid: object.metadata.uid ?? '',
        object: pack(this.#open(object)),
        actor: '',
        cause: 0,
        reason: '',
        source: '',
        timeMs: 0,
        previousRevision: 0,
      });
      if (batch.length < apiLimits.watchBatch) continue;
      await send({ events: batch, revision: 0, synced: false });
      batch = [];
    }
    await send({ events: batch, revision, synced: true });
    return revision;
  }
}

function checkFields(scope: Scope, sample: OrcObject): void {
  const offered = Object.keys(fieldsOf(sample));
  for (const { key: field } of scope.fields)
    if (!offered.includes(field))
      throw new OrcError(
        'BadRequest',
        `field label not supported: ${field}; ${definitionOf(scope.kind).plural} offer ${offered.join(', ')}`,
      );
}

function kindInfo(kind: KindName): {
  group: string;
  version: string;
  kind: string;
  plural: string;
  shortNames: readonly string[];
  namespaced: boolean;
} {
  const { group, version, plural, shortNames, namespaced } = definitionOf(kind);
  return { group, version, kind, plural, shortNames, namespaced };
}
