// The Objects service: every kind through the same five calls.
import { OrcError } from '#kernel/errors.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { findDefinition, servedCustom } from '#kernel/custom/catalog.ts';
import { asDefined } from '#kernel/custom/conversion.ts';
import type { KindDefinition, ServedVersion } from '#kernel/kinds/kind.ts';
import { apiVersionOf, servedAs, toServed } from '#kernel/kinds/served-version.ts';
import { definitionOf, key, kindNamed } from '#kernel/log/key.ts';
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
import type { Event, Outcome, PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import { parseFieldSelector, parseSelector } from '#kernel/model/selector.ts';
import { type StoreEvent, packEvent } from '#kernel/store/event.ts';
import type { StateView } from '#kernel/store/view.ts';
import { type Operation, ownGroup } from '#kernel/access/operation.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { nameSelected, onObjects } from '#api/access/objects.ts';
import { KindNotKnown, definitionNamed, nameIn, readManifest } from '#api/admission/parse.ts';
import { partChanged } from '#api/admission/parts.ts';
import { type DeletionOf, deleteEach } from '#api/collection.ts';
import { type Committer, errorOf } from '#api/commit.ts';
import { batched } from '#api/batches.ts';
import type { CallContext, Calls } from '#api/grpc/calls.ts';
import type { Route } from '#api/grpc/definition.ts';
import { apiLimits } from '#api/limits.ts';
import type { Page, Reads, WatchSink } from '#api/reads.ts';
import type { Replica } from '#api/replica.ts';
import { type Asking, type Scopes, ShownVersions, inOneStep } from '#api/shown-versions.ts';
import { type Scope, checkFieldSelector } from '#api/watch.ts';
import type { Conversions } from '#api/webhooks/conversions.ts';

const none = new Uint8Array();

interface Kind {
  readonly kind: StoredKind;
  readonly definition: KindDefinition<OrcObject>;
  /** The version that a request names, where it is one of a built-in kind that is never stored. */
  readonly served?: ServedVersion;
}

/** What names a kind, and perhaps one of its versions. */
interface KindAsked {
  readonly group: string;
  readonly kind: string;
  readonly apiVersion?: string | undefined;
}

/**
 * The kind that a request is about: of the version it names, else of the stored one. Throws NotFound when there is none,
 * KindNotKnown when it is not served in the version.
 */
export function kindIn(view: StateView, { group, kind, apiVersion }: KindAsked): Kind {
  const known = kindNamed(group, kind);
  const definition = known && findDefinition(view, known);
  if (known !== undefined && definition !== undefined) {
    const served = apiVersion === undefined ? undefined : servedAs(definition, apiVersion);
    if (served !== undefined) return { kind: known, definition, served };
    const asked = apiVersion === undefined ? definition : definitionNamed(apiVersion, kind, view);
    if (asked.group === definition.group) return { kind: known, definition: asked };
    throw new OrcError('BadRequest', `apiVersion: "${apiVersion}" is not of the group "${group}"`);
  }
  const named = group === '' ? kind : `${kind}.${group}`;
  throw new OrcError('NotFound', `the server doesn't have a kind "${named}"; Kinds lists those it has`);
}

/** The namespace that a request for many objects is about; undefined for all of them. */
function namespaceIn(
  { definition }: Kind,
  { namespace }: { readonly namespace: string },
): string | undefined {
  return definition.namespaced && namespace !== '' ? namespace : undefined;
}

function scopeOf(view: StateView, request: ListRequest | WatchRequest): Scope & Kind {
  const known = kindIn(view, request);
  return {
    ...known,
    namespace: namespaceIn(known, request),
    labels: parseSelector(request.labelSelector),
    fields: parseFieldSelector(request.fieldSelector),
  };
}

/** What a change does with an object that exists; that an apply makes one is refused where that is known. */
function operationOf(change: Change, view: StateView): Operation {
  const { create, update, patch, apply } = change;
  // Two at once could be authorized as one and admitted as the other.
  if ([create, update, patch, apply, change.delete].filter((part) => part !== undefined).length !== 1)
    throw new OrcError(
      'BadRequest',
      'a change must be exactly one of create, update, patch, apply and delete',
    );
  const manifest = create?.object ?? update?.object ?? apply?.object;
  if (manifest !== undefined) {
    const { definition, json } = readManifest(manifest, view);
    const metadata = isJsonObject(json['metadata']) ? json['metadata'] : {};
    const given = metadata['namespace'];
    const namespace = typeof given === 'string' && given !== '' ? given : 'default';
    if (create !== undefined) return onObjects(definition, 'create', { namespace });
    const subresource = partChanged(definition, update ?? { status: apply?.status ?? false });
    const where = { namespace, name: nameIn(json), subresource };
    if (update === undefined) return onObjects(definition, 'patch', where);
    // Over HTTP a pod is bound by a Binding that is made.
    return onObjects(definition, subresource === 'binding' ? 'create' : 'update', where);
  }
  const where = patch?.key ?? change.delete?.key;
  if (where === undefined) throw new OrcError('BadRequest', 'the change says not what to do');
  const { definition } = kindIn(view, where);
  const named = { namespace: where.namespace === '' ? 'default' : where.namespace, name: where.name };
  if (patch !== undefined)
    return onObjects(definition, 'patch', { ...named, subresource: partChanged(definition, patch) });
  if (change.delete?.evict === true)
    return onObjects(definition, 'create', { ...named, subresource: 'eviction' });
  return onObjects(definition, 'delete', named);
}

/** The operation that a request for many objects is: for one where its field selector names one. */
function operationIn(known: Kind, request: ListRequest | WatchRequest, verb: 'list' | 'watch'): Operation {
  const name = nameSelected(parseFieldSelector(request.fieldSelector));
  const { group } = known.served ?? known.definition;
  return onObjects(known.definition, verb, { group, namespace: namespaceIn(known, request), name });
}

/** How the objects of a kind travel: as messages, or in a version that has none as JSON. */
function packerOf({ definition, served }: Kind): (object: OrcObject) => PackedObject {
  if (served === undefined) return pack;
  const { type } = definition;
  const apiVersion = apiVersionOf(served.group, served.version);
  const encoder = new TextEncoder();
  return (object) => {
    const json = toServed(served, objectToJson(type, object));
    return { apiVersion, kind: type.kind, raw: none, json: encoder.encode(JSON.stringify(json)) };
  };
}

export class ObjectsFace {
  readonly #replica: Replica;
  readonly #committer: Committer;
  readonly #reads: Reads;
  readonly #versions: ShownVersions;

  constructor(replica: Replica, committer: Committer, reads: Reads, conversions: Conversions) {
    this.#replica = replica;
    this.#committer = committer;
    this.#reads = reads;
    this.#versions = new ShownVersions(conversions);
  }

  #scopes(asked: Scope, { apiVersion }: Pick<KindAsked, 'apiVersion'>): Scopes {
    return apiVersion === undefined ? inOneStep(asked) : this.#versions.scopes(asked);
  }

  /** Objects in the version that a request asks for; as they are stored where it asks for none. */
  async #shown(
    objects: readonly OrcObject[],
    { apiVersion }: Pick<KindAsked, 'apiVersion'>,
    asking: Asking,
  ): Promise<readonly OrcObject[]> {
    if (apiVersion === undefined) return objects;
    const shown = await this.#versions.shown(objects, asking);
    return shown.map((object) => asDefined(object, asking.definition));
  }

  routes(calls: Calls): Route[] {
    const { methods } = ObjectsService;
    return [
      calls.unary('Get', methods.get, (request, context) => this.get(request, context)),
      calls.unary('List', methods.list, (request, context) => this.list(request, context)),
      calls.serverStream('Watch', methods.watch, (request, context, send) =>
        this.watch(request, context, send),
      ),
      calls.unary('Commit', methods.commit, (request, context) => this.commit(request, context)),
      calls.callStream('Stream', methods.stream, {
        commit: (request, context) => this.commit(request, context),
        get: (request, context) => this.get(request, context),
      }),
      calls.unary('OpenSession', methods.openSession, async ({ requestId }, { caller, allow, signal }) => {
        allow({ verb: 'create', group: ownGroup, resource: 'sessions' });
        if (requestId === '')
          throw new OrcError('BadRequest', 'requestId: Required value: a name that no other request has');
        const openSession = { requestId, timeMs: Date.now(), actor: caller.user };
        const propose = (): Promise<Outcome> => this.#replica.propose({ openSession }, 'user', signal);
        const outcome = await this.#committer.inShare(caller, signal, propose);
        if (outcome.error !== '') throw errorOf(outcome);
        return { session: outcome.session };
      }),
      calls.unary('CloseSession', methods.closeSession, async ({ session }, { caller, allow, signal }) => {
        allow({ verb: 'delete', group: ownGroup, resource: 'sessions' });
        const requestId = this.#replica.requestId();
        const closeSession = { requestId, timeMs: Date.now(), actor: caller.user, session };
        const propose = (): Promise<Outcome> => this.#replica.propose({ closeSession }, 'user', signal);
        const outcome = await this.#committer.inShare(caller, signal, propose);
        if (outcome.error !== '') throw errorOf(outcome);
        return {};
      }),
      calls.unary('Kinds', methods.kinds, async (_request, { allow }) => {
        allow({ verb: 'get', path: '/apis' });
        const all = [...kindNames.map(definitionOf), ...servedCustom(this.#reads.view)];
        return { kinds: all.map(kindInfo) };
      }),
    ];
  }

  /** Commits changes as the caller's. */
  async commit(request: CommitRequest, context: CallContext): Promise<CommitResponse> {
    try {
      return await this.#commit(request, context);
    } catch (error) {
      return this.#committer.refuse(request, context.caller, context.signal, error);
    }
  }

  async #commit(request: CommitRequest, { caller, allow, signal }: CallContext): Promise<CommitResponse> {
    const allowAll = (): void => {
      for (const change of request.changes) allow(operationOf(change, this.#reads.view));
    };
    try {
      allowAll();
    } catch (error) {
      // A kind may have been defined a moment ago at another master.
      if (!(error instanceof KindNotKnown)) throw error;
      await this.#reads.fresh({ kind: 'current' }, signal);
      allowAll();
    }
    return this.#committer.commit(request, caller, signal);
  }

  /**
   * What `look` finds of a kind: in a current view where this one lacks the kind, or a version of it. It may have been
   * defined a moment ago at another master.
   */
  async #found<T>(look: (view: StateView) => T, signal: AbortSignal): Promise<T> {
    try {
      return look(this.#reads.view);
    } catch (error) {
      const mayLag =
        error instanceof KindNotKnown || (error instanceof OrcError && error.code === 'NotFound');
      if (!mayLag) throw error;
      await this.#reads.fresh({ kind: 'current' }, signal);
      return look(this.#reads.view);
    }
  }

  /** One object. Throws NotFound. */
  async get(request: GetRequest, { allow, signal }: CallContext): Promise<GetResponse> {
    if (request.key === undefined) throw new OrcError('BadRequest', 'key: Required value');
    const { apiVersion } = request;
    const named = { ...request.key, apiVersion };
    const { kind, definition, served } = await this.#found((view) => kindIn(view, named), signal);
    const where = key(
      kind,
      definition.namespaced ? request.key.namespace || 'default' : '',
      request.key.name,
    );
    allow(onObjects(definition, 'get', { ...where, group: (served ?? definition).group }));
    await this.#ready(request, signal);
    const found = await this.#reads.get(kind, where.namespace, where.name, { kind: 'any' }, signal);
    const { revision } = this.#reads;
    const present = kindIn(this.#reads.view, named);
    const [object = found] = await this.#shown([found], request, { definition: present.definition, signal });
    return { object: object && packerOf(present)(object), revision };
  }

  /** A client of gRPC may ask for both: a revision, and everything acknowledged. */
  async #ready(request: { stale: boolean; minRevision: number }, signal: AbortSignal): Promise<void> {
    const { minRevision, stale } = request;
    if (minRevision > 0) await this.#reads.fresh({ kind: 'atLeast', revision: minRevision }, signal);
    if (!stale) await this.#reads.fresh({ kind: 'current' }, signal);
  }

  /** A page of objects. */
  async list(request: ListRequest, { allow, signal }: CallContext): Promise<ListResponse> {
    const kind = await this.#found((view) => kindIn(view, request), signal);
    allow(operationIn(kind, request, 'list'));
    const known = scopeOf(this.#reads.view, request);
    const { atRevision, apiVersion } = request;
    if (request.continue === '' && atRevision === 0) await this.#ready(request, signal);
    // How its versions are converted may have changed, too.
    const asked = apiVersion === undefined ? known : scopeOf(this.#reads.view, request);
    const { scope, isShown } = this.#scopes(asked, request);
    const { definition } = scope;
    const packed = packerOf(asked);
    let limit = Math.min(request.limit === 0 ? apiLimits.listPage : request.limit, apiLimits.listPage);
    for (;;) {
      const page = await this.#reads.list(
        scope,
        { limit, continue: request.continue },
        atRevision > 0 ? { kind: 'exact', revision: atRevision } : { kind: 'any' },
        signal,
      );
      const shown = await this.#shown(page.objects, request, { definition, signal });
      const objects = shown.filter(isShown).map(packed);
      const bytes = objects.reduce((sum, object) => sum + sizeOf(object), 0);
      // With what a version's defaults or a webhook add, a page may be more than a message holds: then it is shorter.
      if (bytes <= apiLimits.messageBytes * 0.75 || page.objects.length <= 1)
        return {
          objects,
          revision: page.revision,
          continue: page.next,
          // Of what is looked at after a conversion, nobody knows how much is left.
          remaining: scope === asked ? (page.remaining ?? 0) : 0,
        };
      limit = Math.floor(page.objects.length / 2);
    }
  }

  /** Deletes everything that is selected, in transactions of bounded size; what it was. */
  async deleteAll(
    request: ListRequest,
    deletion: DeletionOf,
    commit: Omit<CommitRequest, 'changes'>,
    { caller, allow, signal }: CallContext,
  ): Promise<Page> {
    const kind = kindIn(this.#reads.view, request);
    allow(onObjects(kind.definition, 'deletecollection', { namespace: namespaceIn(kind, request) }));
    const scope = scopeOf(this.#reads.view, request);
    const page = { limit: request.limit, continue: '' };
    const found = await this.#reads.list(scope, page, { kind: 'current' }, signal);
    await deleteEach(found.objects, deletion, (changes) =>
      this.#committer.commit({ ...commit, changes }, caller, signal),
    );
    return found;
  }

  /** Sends the events of a kind until the caller goes. Throws Expired. */
  async watch(
    request: WatchRequest,
    { caller, allow, standing, signal }: CallContext,
    send: (response: WatchResponse) => Promise<void>,
  ): Promise<void> {
    const kind = await this.#found((view) => kindIn(view, request), signal);
    const operation = operationIn(kind, request, 'watch');
    allow(operation);
    const known = scopeOf(this.#reads.view, request);
    checkFieldSelector(known);
    using held = new DisposableStack();
    held.use(this.#reads.enterWatch(caller.user));
    const { fromRevision } = request;
    if (fromRevision === 0) await this.#reads.fresh({ kind: 'current' }, signal);
    else await this.#reads.fresh({ kind: 'atLeast', revision: fromRevision }, signal);
    const asked = request.apiVersion === undefined ? known : scopeOf(this.#reads.view, request);
    const scopes = this.#scopes(asked, request);
    const packed = packerOf(asked);
    const asking = { definition: asked.definition, signal };
    const cursor =
      fromRevision === 0 ? await this.#sendAll(scopes, packed, request, asking, send) : fromRevision;
    const sink: WatchSink = {
      events: async (events, revision) => {
        const told = await this.#told(events, request, asking, scopes);
        const batches = Array.from(
          batched(
            told.map((event) => packEvent(event, packed)),
            bytesOf,
          ),
        );
        // Whoever is told of none of them knows how far that goes all the same.
        if (batches.length === 0) await send({ events: [], revision, synced: true });
        for (const [at, batch] of batches.entries()) {
          const upTo = at === batches.length - 1 ? revision : (batch.at(-1)?.revision ?? 0);
          await send({ events: batch, revision: upTo, synced: true });
        }
      },
      idle: (revision) => send({ events: [], revision, synced: true }),
    };
    await this.#reads.follow(scopes.scope, cursor, signal, sink, standing(operation));
    signal.throwIfAborted();
  }

  /** Events in the version that a request asks for. */
  async #told(
    events: readonly StoreEvent[],
    { apiVersion }: WatchRequest,
    asking: Asking,
    scopes: Scopes,
  ): Promise<readonly StoreEvent[]> {
    if (apiVersion === undefined) return events;
    const told = scopes.asShown(await this.#versions.events(events, asking, scopes));
    return told.map((event) => event.retold({ object: asDefined(event.object, asking.definition) }));
  }

  /** Sends everything there is as ADDED and returns the revision it stands at. */
  async #sendAll(
    { scope, isShown }: Scopes,
    packed: (object: OrcObject) => PackedObject,
    request: WatchRequest,
    asking: Asking,
    send: (response: WatchResponse) => Promise<void>,
  ): Promise<number> {
    const { revision, objects } = this.#reads.snapshot(scope);
    for (const some of batched(objects, () => 0)) {
      const shown = (await this.#shown(some, request, asking)).filter(isShown);
      for (const batch of batched(this.#asAdded(scope.kind, shown, packed), bytesOf))
        await send({ events: batch, revision: 0, synced: false });
    }
    await send({ events: [], revision, synced: true });
    return revision;
  }

  *#asAdded(
    kind: StoredKind,
    objects: Iterable<OrcObject>,
    packed: (object: OrcObject) => PackedObject,
  ): Generator<Event, void, undefined> {
    for (const object of objects)
      yield {
        revision: Number(object.metadata.resourceVersion ?? '0'),
        type: 'ADDED',
        key: key(kind, object.metadata.namespace ?? '', object.metadata.name ?? ''),
        uid: object.metadata.uid ?? '',
        object: packed(object),
        actor: '',
        cause: 0,
        reason: '',
        source: '',
        timeMs: 0,
        previousRevision: 0,
      };
  }
}

function sizeOf({ raw, json }: PackedObject): number {
  return raw.length + json.length;
}

function bytesOf({ object }: Event): number {
  return object === undefined ? 0 : sizeOf(object);
}

function kindInfo({ group, version, type, plural, shortNames, namespaced }: KindDefinition<OrcObject>): {
  group: string;
  version: string;
  kind: string;
  plural: string;
  shortNames: readonly string[];
  namespaced: boolean;
} {
  return { group, version, kind: type.kind, plural, shortNames, namespaced };
}
