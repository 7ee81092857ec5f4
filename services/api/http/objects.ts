// The verbs on objects, as Kubernetes' API has them over HTTP.
import { OrcError } from '#kernel/errors.ts';
import { unpack } from '#kernel/log/pack.ts';
import { nearest } from '#kernel/model/from-json.ts';
import type { Change, CommitResponse } from '#kernel/model/gen/api.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { StateView } from '#kernel/store/view.ts';
import { envelopeOf } from '#api/admission/parse.ts';
import type { PartAsked } from '#api/admission/parts.ts';
import { deleteEach } from '#api/collection.ts';
import type { Committer } from '#api/commit.ts';
import {
  type ObjectCall,
  applicationOf,
  dryRunOf,
  keyIn,
  managerOf,
  operationOn,
  operationOnMany,
  refuseForce,
  scopeOf,
} from '#api/http/call.ts';
import { applyType } from '#api/http/exchange.ts';
import { deletionAsked } from '#api/http/delete-options.ts';
import { type InTurn, sendList } from '#api/http/list.ts';
import { asDecoded, manifestOf, validationAsked } from '#api/http/manifest.ts';
import { freshnessOf, listFreshnessOf } from '#api/http/options.ts';
import { type ResourceRequest, countOf, flagOf } from '#api/http/request.ts';
import { formAsked, inForm, listForm } from '#api/http/representation.ts';
import { resourcesIn } from '#api/http/resources.ts';
import { type Asking, ShownVersions } from '#api/shown-versions.ts';
import { successStatus } from '#api/http/status.ts';
import { serveWatch } from '#api/http/watch.ts';
import type { Turns } from '#api/fairness/turns.ts';
import type { Freshness, Reads } from '#api/reads.ts';
import type { Conversions } from '#api/webhooks/conversions.ts';

export class HttpObjects {
  readonly reads: Reads;
  readonly #committer: Committer;
  readonly #turns: Turns;
  readonly #versions: ShownVersions;

  constructor(reads: Reads, committer: Committer, turns: Turns, conversions: Conversions) {
    this.reads = reads;
    this.#committer = committer;
    this.#turns = turns;
    this.#versions = new ShownVersions(conversions);
  }

  #inTurn({ caller }: ObjectCall): InTurn {
    return (piece) => this.#turns.start(caller.user, piece);
  }

  /** Commits changes as the caller's. Rejects with NotAcceptable, before anything is changed, for who takes no answer. */
  async commit(call: ObjectCall, changes: readonly Change[], dryRun: boolean): Promise<CommitResponse> {
    formAsked(call.exchange.header('accept'), call.exchange.query);
    const request = { changes, reason: '', dryRun, fieldManager: managerOf(call) };
    const response = await this.#committer.commit(request, call.caller, call.signal);
    for (const text of response.warnings) call.exchange.warn(text);
    return response;
  }

  /** Commits one change; what became of its object, and the word for it. */
  async change(
    call: ObjectCall,
    change: Change,
    dryRun: boolean,
  ): Promise<{ readonly object: OrcObject; readonly result: string }> {
    const { results } = await this.commit(call, [change], dryRun);
    const [result] = results;
    if (result?.object === undefined) throw new OrcError('Internal', 'a change came to nothing');
    return { object: unpack(result.object), result: result.result };
  }

  /** Answers with one object that was written, in the form asked for. */
  async answer(call: ObjectCall, code: number, object: OrcObject): Promise<void> {
    this.#answer(call, code, await this.#versions.written(object, asking(call)));
  }

  #answer({ exchange, resource }: ObjectCall, code: number, object: OrcObject): void {
    const form = formAsked(exchange.header('accept'), exchange.query);
    exchange.json(code, inForm(resource, object, form));
  }

  /** An object that is stored, in the version that a call is about. */
  async stored(call: ObjectCall, freshness: Freshness): Promise<OrcObject> {
    const { namespace, name } = keyIn(call);
    const found = await this.reads.get(call.resource.storedKind, namespace, name, freshness, call.signal);
    const [shown = found] = await this.#versions.shown([found], asking(call));
    return shown;
  }

  async get(call: ObjectCall): Promise<void> {
    call.allow(operationOn(call, 'get'));
    this.#answer(call, 200, await this.stored(call, freshnessOf(call.exchange.query)));
  }

  async list(call: ObjectCall): Promise<void> {
    const { exchange, resource } = call;
    if (exchange.method !== 'HEAD' && flagOf(exchange.query, 'watch')) {
      const operation = operationOnMany(call, 'watch');
      call.allow(operation);
      await serveWatch(this.reads, this.#versions, call, scopeOf(call), call.standing(operation));
      return;
    }
    call.allow(operationOnMany(call, 'list'));
    const form = formAsked(exchange.header('accept'), exchange.query);
    const asked = scopeOf(call);
    const { scope, isShown } = this.#versions.scopes(asked);
    const page = await this.reads.list(
      scope,
      { limit: countOf(exchange.query, 'limit') ?? 0, continue: exchange.query.get('continue') ?? '' },
      listFreshnessOf(exchange.query),
      call.signal,
    );
    const metadata = {
      resourceVersion: String(page.revision),
      ...(page.next !== '' && { continue: page.next }),
      // Of what is looked at after a conversion, nobody knows how much is left.
      ...(page.next !== '' &&
        scope === asked &&
        page.remaining !== undefined && { remainingItemCount: page.remaining }),
    };
    const shown = await this.#versions.shown(page.objects, asking(call));
    const objects = shown.filter(isShown);
    await sendList(exchange, listForm(resource, form, metadata), objects, this.#inTurn(call));
  }

  async create(call: ObjectCall): Promise<void> {
    const { exchange, resource } = call;
    call.allow(operationOn(call, 'create'));
    const body = await exchange.object();
    if (body === undefined)
      throw new OrcError('BadRequest', 'the request has no body: it must hold the object');
    const json = manifestOf(call, body, false);
    const object = envelopeOf({ definition: resource.stored, json });
    const dryRun = dryRunOf(call);
    const created = await asDecoded(call, () => this.change(call, { create: { object } }, dryRun));
    await this.answer(call, 201, created.object);
  }

  async update(call: ObjectCall): Promise<void> {
    const { exchange, resource, request } = call;
    call.allow(operationOn(call, 'update'));
    const body = await exchange.object();
    if (body === undefined)
      throw new OrcError('BadRequest', 'the request has no body: it must hold the object');
    const json = manifestOf(call, body, true);
    const object = envelopeOf({ definition: resource.stored, json });
    const status = isStatus(request);
    const dryRun = dryRunOf(call);
    const updated = await asDecoded(call, () => this.change(call, { update: { object, status } }, dryRun));
    await this.answer(call, 200, updated.object);
  }

  async patch(call: ObjectCall): Promise<void> {
    const { exchange, request } = call;
    call.allow(operationOn(call, 'patch'));
    if (exchange.contentType === applyType) return this.#apply(call);
    refuseForce(call);
    const patch = await exchange.body();
    const base = {
      key: keyIn(call),
      mergePatch: new Uint8Array(),
      ...partOf(request),
      apiVersion: call.resource.apiVersion,
      fieldValidation: validationAsked(exchange),
    };
    const type = exchange.contentType;
    const change: Change['patch'] =
      type === 'application/merge-patch+json'
        ? { ...base, mergePatch: patch }
        : type === 'application/json-patch+json'
          ? { ...base, jsonPatch: patch }
          : type === 'application/strategic-merge-patch+json'
            ? { ...base, strategicPatch: patch }
            : undefined;
    if (change === undefined)
      throw new OrcError(
        'UnsupportedMediaType',
        `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, ${applyType}; it is ${type}`,
      );
    const patched = await this.change(call, { patch: change }, dryRunOf(call));
    await this.answer(call, 200, patched.object);
  }

  /** Server-side apply: makes the object, or changes what the configuration says of it. */
  async #apply(call: ObjectCall): Promise<void> {
    const { exchange, resource, request } = call;
    const { status, subresource } = partOf(request);
    if (subresource !== undefined)
      throw new OrcError(
        'UnsupportedMediaType',
        `${subresource} is not applied server-side here: send a strategic merge patch`,
      );
    const application = applicationOf(call);
    const body = await exchange.object();
    if (body === undefined)
      throw new OrcError('BadRequest', 'the request has no body: it must hold the configuration');
    for (const field of ['kind', 'apiVersion'])
      if ((body[field] ?? '') === '')
        throw new OrcError('BadRequest', `the configuration does not say its ${field}: it must`);
    const json = manifestOf(call, body, true, true);
    const object = envelopeOf({ definition: resource.stored, json });
    const apply = { object, ...application, status };
    const applied = await this.change(call, { apply }, dryRunOf(call));
    await this.answer(call, applied.result === 'created' ? 201 : 200, applied.object);
  }

  async delete(call: ObjectCall): Promise<void> {
    call.allow(operationOn(call, 'delete'));
    const { deletion, dryRun } = deletionAsked(call, (await call.exchange.object()) ?? {});
    const key = keyIn(call);
    const { object, result } = await this.change(
      call,
      { delete: { ...deletion, key, ignoreMissing: false } },
      dryRun,
    );
    if (result !== 'deleted') {
      await this.answer(call, 200, object);
      return;
    }
    const { group, plural } = call.resource.definition;
    const details = {
      name: key.name,
      ...(group !== '' && { group }),
      kind: plural,
      uid: object.metadata.uid,
    };
    call.exchange.json(200, successStatus(details));
  }

  /** Deletes everything in a scope, in transactions of bounded size, and answers with what that was. */
  async deleteCollection(call: ObjectCall): Promise<void> {
    const { exchange, resource, signal } = call;
    call.allow(operationOnMany(call, 'deletecollection'));
    const { deletion, dryRun } = deletionAsked(call, (await exchange.object()) ?? {});
    const page = { limit: countOf(exchange.query, 'limit') ?? 0, continue: '' };
    const { scope, isShown } = this.#versions.scopes(scopeOf(call));
    const { objects: found, revision } = await this.reads.list(scope, page, { kind: 'current' }, signal);
    const objects = (await this.#versions.shown(found, asking(call))).filter(isShown);
    await deleteEach(objects, deletion, (changes) => this.commit(call, changes, dryRun));
    const form = formAsked(exchange.header('accept'), exchange.query);
    const metadata = { resourceVersion: String(revision) };
    await sendList(exchange, listForm(resource, form, metadata), objects, this.#inTurn(call));
  }
}

/** The version that a call's path names. */
function asking({ resource, signal }: ObjectCall): Asking {
  return { definition: resource.definition, signal };
}

/** Whether a path names the status of an object, or the part of it that has a path of its own. */
function isStatus({ subresource }: ResourceRequest): boolean {
  return subresource === 'status' || subresource === 'approval';
}

/** The part of an object that a path names, as changes name it. */
function partOf(request: ResourceRequest): PartAsked {
  const status = isStatus(request);
  const { subresource } = request;
  return { status, ...(!status && subresource !== undefined && { subresource }) };
}

/** The words of a request for a resource that a version does not have. */
export function noResource(view: StateView, { group, version, resource }: ResourceRequest): OrcError {
  const near = nearest(
    resource,
    resourcesIn(view, group, version).map(({ definition }) => definition.plural),
  );
  return new OrcError(
    'NotFound',
    `the server could not find the requested resource${near === undefined ? '' : ` (did you mean ${near}?)`}`,
  );
}
