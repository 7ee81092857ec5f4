// The typed services: one for each kind, all from the one template proto/orc/typed.proto. They hold no rules of
// their own: a typed request becomes the generic one of the Objects service, and goes through the same functions,
// authorization among them. An object stands in the template's messages as the bytes of its kind's message: so a
// kind costs a table of handlers, and what the store has packed already is sent as it is.
import { OrcError } from '#kernel/errors.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf, key } from '#kernel/log/key.ts';
import { jsonFromWire } from '#kernel/model/from-wire.ts';
import type { Change, CommitRequest } from '#kernel/model/gen/api.gen.ts';
import type { Event, Key, PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { KindName } from '#kernel/model/gen/objects.gen.ts';
import type {
  DeleteObjectRequest,
  PatchObjectRequest,
  WriteOptions,
} from '#kernel/model/gen/requests.gen.ts';
import {
  type AnyKind,
  type AnyKindEvent,
  AnyKindsService,
  type ApplyAnyKindRequest,
} from '#kernel/model/gen/typed.gen.ts';
import { typedServices } from '#kernel/model/gen/typed-services.gen.ts';
import type { MethodType } from '#kernel/model/schema.ts';
import { unknownFields } from '#kernel/model/wire.ts';
import { envelopeOf } from '#api/admission/parse.ts';
import type { DeletionOf } from '#api/collection.ts';
import type { CallContext, Calls } from '#api/grpc/calls.ts';
import type { Route } from '#api/grpc/definition.ts';
import type { ObjectsFace } from '#api/grpc/objects.ts';

const none = new Uint8Array();

/** An object as its kind's message. */
function typed(object: PackedObject | undefined): AnyKind {
  return object === undefined ? {} : { [unknownFields]: [object.raw] };
}

/** The manifest that a kind's message is, as far as it was sent. Throws BadRequest. */
function manifest(kind: KindName, object: AnyKind | undefined): PackedObject {
  if (object === undefined) throw new OrcError('BadRequest', 'object: Required value');
  const definition = definitionOf(kind);
  const { apiVersion, schema } = definition.type;
  const bytes = Buffer.concat(object[unknownFields] ?? []);
  return envelopeOf({ definition, json: { apiVersion, kind, ...jsonFromWire(schema, bytes) } });
}

/** The key of an object that a request names. */
function keyIn(kind: KindName, { namespace, name }: { namespace: string; name: string }): Key {
  if (name === '') throw new OrcError('BadRequest', 'name: Required value');
  return key(kind, definitionOf(kind).namespaced ? namespace || 'default' : '', name);
}

/** How a commit is made. */
function madeAs(options: WriteOptions | undefined): Omit<CommitRequest, 'changes'> {
  const { reason = '', dryRun = false, fieldManager = '' } = options ?? {};
  return { reason, dryRun, fieldManager };
}

function deletionOf({ deletion }: Pick<DeleteObjectRequest, 'deletion'>): Omit<DeletionOf, 'uid'> {
  const { gracePeriodSeconds, propagation = '' } = deletion ?? {};
  return { propagation, ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }) };
}

function patchOf(kind: KindName, request: PatchObjectRequest): Change {
  const { mergePatch, jsonPatch, strategicPatch, status, subresource } = request;
  if ([mergePatch, jsonPatch, strategicPatch].filter((each) => each !== undefined).length !== 1)
    throw new OrcError(
      'BadRequest',
      'exactly one of merge_patch, json_patch and strategic_patch must be given',
    );
  return {
    patch: {
      key: keyIn(kind, request),
      mergePatch: mergePatch ?? none,
      status,
      ...(jsonPatch && { jsonPatch }),
      ...(strategicPatch && { strategicPatch }),
      ...(subresource !== undefined && { subresource }),
    },
  };
}

function applyOf(kind: KindName, { object, options, force, status }: ApplyAnyKindRequest): Change {
  const fieldManager = options?.fieldManager ?? '';
  // Without a manager it would be another kind of apply.
  if (fieldManager === '') {
    const message = 'Required value: is required for apply';
    throw new OrcError('Invalid', `options.field_manager: ${message}`, {
      causes: [{ reason: 'Required', field: 'options.field_manager', message }],
    });
  }
  return { apply: { object: manifest(kind, object), fieldManager, force, status } };
}

function typedEvent({ type, object, revision, actor, cause, reason, timeMs }: Event): AnyKindEvent {
  return { type, object: typed(object), revision, actor, cause, reason, timeMs };
}

/** The routes of every typed service, by its full name. */
export function typedRoutes(objects: ObjectsFace, calls: Calls): Record<string, Route[]> {
  return Object.fromEntries(kindNames.map((kind) => [typedServices[kind], routesOf(kind, objects, calls)]));
}

function routesOf(kind: KindName, objects: ObjectsFace, calls: Calls): Route[] {
  const { methods } = AnyKindsService;
  const { group, hasStatus } = definitionOf(kind);
  const at = <Request, Response>(method: MethodType<Request, Response>): MethodType<Request, Response> => ({
    ...method,
    path: method.path.replace(AnyKindsService.name, typedServices[kind]),
  });
  const change = async (
    made: Change,
    options: WriteOptions | undefined,
    context: CallContext,
  ): Promise<AnyKind> => {
    const { results, warnings } = await objects.commit({ ...madeAs(options), changes: [made] }, context);
    for (const text of warnings) context.warn(text);
    return typed(results[0]?.object);
  };
  return [
    calls.unary('Create', at(methods.create), async ({ object, options }, context) =>
      change({ create: { object: manifest(kind, object) } }, options, context),
    ),
    calls.unary('Get', at(methods.get), async ({ stale, minRevision, ...named }, context) => {
      const request = { key: keyIn(kind, named), stale, minRevision };
      return typed((await objects.get(request, context)).object);
    }),
    calls.unary('List', at(methods.list), async ({ continueToken, ...selection }, context) => {
      const request = { ...selection, group, kind, continue: continueToken };
      const { objects: items, continue: next, ...page } = await objects.list(request, context);
      return { ...page, items: items.map(typed), continueToken: next };
    }),
    calls.serverStream('Watch', at(methods.watch), (selection, context, send) =>
      objects.watch({ ...selection, group, kind }, context, ({ events, ...progress }) =>
        send({ ...progress, events: events.map(typedEvent) }),
      ),
    ),
    calls.unary('Update', at(methods.update), async ({ object, options }, context) =>
      change({ update: { object: manifest(kind, object), status: false } }, options, context),
    ),
    ...(hasStatus
      ? [
          calls.unary('UpdateStatus', at(methods.updateStatus), async ({ object, options }, context) =>
            change({ update: { object: manifest(kind, object), status: true } }, options, context),
          ),
        ]
      : []),
    calls.unary('Patch', at(methods.patch), async (request, context) =>
      change(patchOf(kind, request), request.options, context),
    ),
    calls.unary('Apply', at(methods.apply), async (request, context) =>
      change(applyOf(kind, request), request.options, context),
    ),
    calls.unary('Delete', at(methods.delete), async (request, context) => {
      const { uid, resourceVersion, options } = request;
      const where = { key: keyIn(kind, request), uid, resourceVersion, ignoreMissing: false };
      return change({ delete: { ...deletionOf(request), ...where } }, options, context);
    }),
    calls.unary('DeleteCollection', at(methods.deleteCollection), async (request, context) => {
      const { deletion, options, ...selection } = request;
      const selected = {
        ...selection,
        group,
        kind,
        continue: '',
        stale: false,
        minRevision: 0,
        atRevision: 0,
      };
      const deleted = { ...deletionOf({ ...(deletion && { deletion }) }), uid: '' };
      const { objects: found, revision } = await objects.deleteAll(
        selected,
        deleted,
        madeAs(options),
        context,
      );
      return { deleted: found.length, revision };
    }),
  ];
}
