// Parts of objects with paths of their own: scale, finalize, binding, eviction. `status` is served by the verbs
// themselves.
import { OrcError } from '#kernel/errors.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { mergePatch } from '#kernel/model/patch.ts';
import { jsonPatch } from '#kernel/model/json-patch.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { envelopeOf, parseJson } from '#api/admission/parse.ts';
import { type ObjectCall, dryRunOf, keyIn, operationOn } from '#api/http/call.ts';
import { deletionAsked } from '#api/http/delete-options.ts';
import { manifestOf } from '#api/http/manifest.ts';
import type { HttpObjects } from '#api/http/objects.ts';
import { successStatus } from '#api/http/status.ts';
import { apiLimits } from '#api/limits.ts';

/** What a body says of itself that is to change a part of an object. Throws BadRequest when that is another's, or another part. */
function checkPart(
  call: ObjectCall,
  body: JsonObject,
  kind: string,
  apiVersions: readonly string[],
): JsonObject {
  const { apiVersion = apiVersions[0], kind: said = kind, metadata = {} } = body;
  if (said !== kind || !apiVersions.some((each) => each === apiVersion))
    throw new OrcError(
      'BadRequest',
      `the object is a ${JSON.stringify(said)} of ${JSON.stringify(apiVersion)}, the path asks for a ${kind} of ${apiVersions.join(' or ')}`,
    );
  const { name: wanted, namespace } = keyIn(call);
  const { name, namespace: place } = isJsonObject(metadata) ? metadata : {};
  if ((name ?? '') !== '' && name !== wanted)
    throw new OrcError(
      'BadRequest',
      `name in URL does not match name in ${kind} object: ${JSON.stringify(wanted)} and ${JSON.stringify(name)}`,
    );
  if ((place ?? '') !== '' && place !== namespace)
    throw new OrcError(
      'BadRequest',
      `the namespace of the provided object does not match the namespace sent on the request: ${JSON.stringify(place)} and ${JSON.stringify(namespace)}`,
    );
  return body;
}

function scaleOf(definition: KindDefinition<OrcObject>, object: OrcObject): JsonObject {
  const access = definition.scale;
  if (access === undefined)
    throw new OrcError('NotFound', 'the server could not find the requested resource');
  const { wanted, current, selector } = access.read(object);
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: wanted },
    status: { replicas: current, ...(selector !== '' && { selector }) },
  };
}

/** The count that a Scale asks for. Throws Invalid. */
function replicasIn(scale: unknown): number {
  const spec = isJsonObject(scale) ? (scale['spec'] ?? {}) : undefined;
  const replicas = isJsonObject(spec) ? (spec['replicas'] ?? 0) : undefined;
  if (typeof replicas === 'number' && Number.isSafeInteger(replicas) && replicas >= 0) return replicas;
  const message = `Invalid value: ${JSON.stringify(replicas)}: must be greater than or equal to 0`;
  throw new OrcError('Invalid', `Scale.autoscaling is invalid: spec.replicas: ${message}`, {
    group: 'autoscaling',
    kind: 'Scale',
    causes: [{ reason: 'Invalid', field: 'spec.replicas', message }],
  });
}

async function wantedScale(call: ObjectCall, present: JsonObject): Promise<unknown> {
  const { exchange } = call;
  if (exchange.method === 'PUT')
    return checkPart(call, (await exchange.object()) ?? {}, 'Scale', [
      'autoscaling/v1',
      'extensions/v1beta1',
      'apps/v1beta1',
      'apps/v1beta2',
    ]);
  // A merge would look like it and keep no owner.
  if (exchange.contentType === 'application/apply-patch+yaml')
    throw new OrcError(
      'UnsupportedMediaType',
      'scale is not applied server-side here: apply spec.replicas of the object itself',
    );
  const patch = parseJson(await exchange.body(), 'the patch');
  return exchange.contentType === 'application/json-patch+json'
    ? jsonPatch(present, patch)
    : mergePatch(present, patch);
}

/** GET, PUT and PATCH of `scale`. */
export async function serveScale(objects: HttpObjects, call: ObjectCall): Promise<void> {
  const { exchange, resource } = call;
  const { definition, stored } = resource;
  const { isRead } = exchange;
  call.allow(operationOn(call, isRead ? 'get' : exchange.method === 'PUT' ? 'update' : 'patch'));
  const present = await objects.stored(call, { kind: 'current' });
  const scale = scaleOf(definition, present);
  if (isRead) {
    exchange.json(200, scale);
    return;
  }
  const asked = await wantedScale(call, scale);
  const wanted = replicasIn(asked);
  const given =
    isJsonObject(asked) && isJsonObject(asked['metadata']) ? asked['metadata']['resourceVersion'] : '';
  const next = definition.scale?.write(present, wanted) ?? present;
  const { resourceVersion: _present, ...metadata } = next.metadata;
  // Whoever says which state the count is for is held to it; others change the count whatever else changed.
  const based =
    typeof given === 'string' && given !== '' ? { ...metadata, resourceVersion: given } : metadata;
  const json = objectToJson(stored.type, { ...next, metadata: based });
  const { object } = await objects.change(
    call,
    { update: { object: envelopeOf({ definition: stored, json }), status: false, subresource: 'scale' } },
    dryRunOf(call),
  );
  exchange.json(200, scaleOf(definition, object));
}

/**
 * GET, PUT and PATCH of a pod's `ephemeralcontainers`, containers added to look into it while it runs, and of `resize`,
 * what its containers may use.
 */
export async function servePodPart(
  objects: HttpObjects,
  call: ObjectCall,
  subresource: 'ephemeralcontainers' | 'resize',
): Promise<void> {
  const { exchange, resource } = call;
  if (exchange.isRead) return objects.get(call);
  if (exchange.method === 'PATCH') return objects.patch(call);
  call.allow(operationOn(call, 'update'));
  const given = await exchange.object();
  const body = given?.['kind'] === 'EphemeralContainers' ? await podWithAdded(objects, call, given) : given;
  if (body === undefined) throw new OrcError('BadRequest', 'the request has no body: it must hold the pod');
  const object = envelopeOf({ definition: resource.stored, json: manifestOf(call, body, true) });
  const update = { object, status: false, subresource };
  const updated = await objects.change(call, { update }, dryRunOf(call));
  await objects.answer(call, 200, updated.object);
}

/** The pod with the containers of an EphemeralContainers object, which kubectl before 1.22 sends in its place. */
async function podWithAdded(objects: HttpObjects, call: ObjectCall, given: JsonObject): Promise<JsonObject> {
  const { resource, signal } = call;
  const { namespace, name } = keyIn(call);
  const sent = given['ephemeralContainers'] ?? [];
  if (!Array.isArray(sent)) throw new OrcError('BadRequest', 'ephemeralContainers: must be a list');
  const names = new Set(sent.map(nameIn));
  const present = await objects.reads.get(resource.storedKind, namespace, name, { kind: 'current' }, signal);
  // It is not based on one version of the pod: containers are only ever added.
  const { resourceVersion: _any, ...metadata } = present.metadata;
  const pod = objectToJson(resource.stored.type, { ...present, metadata });
  const spec = isJsonObject(pod['spec']) ? pod['spec'] : {};
  const before = Array.isArray(spec['ephemeralContainers']) ? spec['ephemeralContainers'] : [];
  const kept = before.filter((container) => !names.has(nameIn(container)));
  return { ...pod, spec: { ...spec, ephemeralContainers: [...kept, ...sent] } };
}

function nameIn(container: unknown): unknown {
  return isJsonObject(container) ? container['name'] : undefined;
}

/** PUT of a namespace's `finalize`: the finalizers in its spec, nothing else. */
export async function serveFinalize(objects: HttpObjects, call: ObjectCall): Promise<void> {
  call.allow(operationOn(call, 'update'));
  const body = await call.exchange.object();
  if (body === undefined)
    throw new OrcError('BadRequest', 'the request has no body: it must hold the namespace');
  const json = manifestOf(call, body, true);
  const object = envelopeOf({ definition: call.resource.definition, json });
  const update = { object, status: false, subresource: 'finalize' };
  const updated = await objects.change(call, { update }, dryRunOf(call));
  await objects.answer(call, 200, updated.object);
}

/** POST of a pod's `binding`: names the node it is to run on. */
export async function serveBinding(objects: HttpObjects, call: ObjectCall): Promise<void> {
  const { exchange, signal } = call;
  call.allow(operationOn(call, 'create'));
  const { name } = keyIn(call);
  const body = checkPart(call, (await exchange.object()) ?? {}, 'Binding', ['v1']);
  const target = isJsonObject(body['target']) ? body['target'] : {};
  const node = target['name'];
  if (typeof node !== 'string' || node === '')
    throw new OrcError('Invalid', `Binding "${name}" is invalid: target.name: Required value`, {
      kind: 'Binding',
      name,
      causes: [{ reason: 'Required', field: 'target.name', message: 'Required value' }],
    });
  await objects.reads.get('Node', '', node, { kind: 'current' }, signal);
  await bind(objects, call, node);
  exchange.json(201, successStatus({}));
}

/** Binds a pod as it is, and looks at it anew where it changes meanwhile: somebody may have bound it. */
async function bind(objects: HttpObjects, call: ObjectCall, node: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    const json = await boundPod(objects, call, node);
    const object = envelopeOf({ definition: call.resource.definition, json });
    try {
      await objects.change(
        call,
        { update: { object, status: false, subresource: 'binding' } },
        dryRunOf(call),
      );
      return;
    } catch (error) {
      const isConflict = error instanceof OrcError && error.code === 'Conflict';
      if (!isConflict || tries >= apiLimits.admissionTries) throw error;
    }
  }
}

async function boundPod(objects: HttpObjects, call: ObjectCall, node: string): Promise<JsonObject> {
  const { namespace, name } = keyIn(call);
  const pod = await objects.reads.get('Pod', namespace, name, { kind: 'current' }, call.signal);
  const bound = pod.kind === 'Pod' ? (pod.spec.nodeName ?? '') : '';
  if (bound !== '')
    throw new OrcError(
      'Conflict',
      `Operation cannot be fulfilled on pods/binding "${name}": pod ${name} is already assigned to node "${bound}"`,
    );
  const json = objectToJson(call.resource.definition.type, pod);
  const spec = isJsonObject(json['spec']) ? json['spec'] : {};
  return { ...json, spec: { ...spec, nodeName: node } };
}

/** POST of a pod's `eviction`: a deletion that disruption budgets may refuse. */
export async function serveEviction(objects: HttpObjects, call: ObjectCall): Promise<void> {
  const { exchange } = call;
  call.allow(operationOn(call, 'create'));
  const given = (await exchange.object()) ?? {};
  const body = checkPart(call, given, 'Eviction', ['policy/v1', 'policy/v1beta1']);
  const options = body['deleteOptions'] ?? {};
  if (!isJsonObject(options)) throw new OrcError('BadRequest', 'deleteOptions: must be an object');
  const { deletion, dryRun } = deletionAsked(call, options);
  await objects.change(
    call,
    { delete: { ...deletion, key: keyIn(call), ignoreMissing: false, evict: true } },
    dryRun,
  );
  exchange.json(201, successStatus({}));
}
