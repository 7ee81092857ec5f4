// How what somebody asks for meets the object as it is: what of it is kept, what is merged, and whether anything differs.
import type { FieldCause } from '#kernel/errors.ts';
import { type KindDefinition, forbidden } from '#kernel/kinds/kind.ts';
import { isBuiltIn } from '#kernel/log/key.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { Namespace, Pod } from '#kernel/model/gen/core.gen.ts';
import { sameButTimes } from '#kernel/model/managed-fields.ts';
import type { ManagedFieldsEntry, ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { withoutUnknown } from '#kernel/model/unknown-fields.ts';
import { parseManifest } from '#api/admission/parse.ts';

/** The object with its metadata replaced. */
export function withMetadata(object: OrcObject, metadata: ObjectMeta): OrcObject {
  return { ...object, metadata };
}

/** The metadata with these managers, or with none. */
export function withManagers(
  { managedFields: _given, ...metadata }: ObjectMeta,
  managedFields: readonly ManagedFieldsEntry[],
): ObjectMeta {
  return managedFields.length === 0 ? metadata : { ...metadata, managedFields };
}

/** Whether an object is as it was; when managers set their fields is no difference by itself. */
export function isUnchanged(next: OrcObject, previous: OrcObject): boolean {
  const { managedFields } = previous.metadata;
  if (managedFields === undefined && next.metadata.managedFields === undefined)
    return equalValues(next, previous);
  if (!sameButTimes(next.metadata.managedFields, managedFields)) return false;
  return equalValues(withMetadata(next, withManagers(next.metadata, managedFields ?? [])), previous);
}

/** The object without its status. */
export function withoutStatus(object: OrcObject): OrcObject {
  if (!('status' in object)) return object;
  const { status, ...rest } = object;
  return rest;
}

/** The metadata as it was, for who changes a part of an object: based on what they say it is based on, or on nothing. */
export function metadataAsked(previous: ObjectMeta, { uid, resourceVersion }: ObjectMeta): ObjectMeta {
  const { uid: _same, resourceVersion: _present, ...metadata } = previous;
  return {
    ...metadata,
    ...(uid !== undefined && { uid }),
    ...(resourceVersion !== undefined && { resourceVersion }),
  };
}

/** A namespace as it was, with the finalizers in the spec of another: what its `finalize` changes. */
export function withFinalizersOf(previous: Namespace, given: OrcObject): OrcObject {
  const { finalizers: _former, ...spec } = previous.spec ?? {};
  const finalizers = given.kind === 'Namespace' ? given.spec?.finalizers : undefined;
  const metadata = metadataAsked(previous.metadata, given.metadata);
  return { ...previous, metadata, spec: { ...spec, ...(finalizers !== undefined && { finalizers }) } };
}

/** A namespace with the finalizers in its spec as they were: only `finalize` changes them, else it would go and leave all. */
export function withOwnFinalizers(given: OrcObject, previous: OrcObject): OrcObject {
  if (given.kind !== 'Namespace' || previous.kind !== 'Namespace') return given;
  const { finalizers: _asked, ...spec } = given.spec ?? {};
  const finalizers = previous.spec?.finalizers;
  return { ...given, spec: { ...spec, ...(finalizers !== undefined && { finalizers }) } };
}

/** Who is going can't be held by somebody new. */
export function finalizerCauses(next: ObjectMeta, previous: ObjectMeta): FieldCause[] {
  if (previous.deletionTimestamp === undefined) return [];
  const before = previous.finalizers ?? [];
  const added = (next.finalizers ?? []).filter((each) => !before.includes(each));
  if (added.length === 0) return [];
  const found = added.map((each) => JSON.stringify(each)).join(', ');
  const why = `no new finalizers can be added if the object is being deleted, found new finalizers ${found}`;
  return [forbidden('metadata.finalizers', why)];
}

/** The fields marked immutable in the schema that differ. */
export function immutableCauses(
  definition: KindDefinition<OrcObject>,
  next: OrcObject,
  previous: OrcObject,
): FieldCause[] {
  const causes: FieldCause[] = [];
  const walk = (schema: typeof definition.type.schema, a: unknown, b: unknown, path: string): void => {
    if (!isJsonObject(a) || !isJsonObject(b)) return;
    for (const field of schema.fields) {
      const at = path === '' ? field.name : `${path}.${field.name}`;
      if (field.immutable === true && !equalValues(a[field.name], b[field.name]))
        causes.push({
          reason: 'Invalid',
          field: at,
          message: `Invalid value: ${JSON.stringify(a[field.name])}: field is immutable`,
        });
      const inner = field.container === undefined ? field.message?.().schema : undefined;
      if (inner !== undefined && (path === '' || field.immutable !== true))
        walk(inner, a[field.name], b[field.name], at);
    }
  };
  walk(definition.type.schema, next, previous, '');
  return causes;
}

/** The metadata of a change, with what nobody changes as it was. */
export function keptMetadata(given: ObjectMeta, previous: ObjectMeta): ObjectMeta {
  const {
    uid,
    resourceVersion,
    creationTimestamp,
    deletionTimestamp,
    deletionGracePeriodSeconds,
    generation,
    generateName,
  } = previous;
  const {
    resourceVersion: _given,
    deletionTimestamp: _asked,
    deletionGracePeriodSeconds: _grace,
    ...rest
  } = given;
  return {
    ...rest,
    name: previous.name ?? '',
    ...(previous.namespace !== undefined && { namespace: previous.namespace }),
    ...(generateName !== undefined && { generateName }),
    ...(uid !== undefined && { uid }),
    ...(resourceVersion !== undefined && { resourceVersion }),
    ...(creationTimestamp !== undefined && { creationTimestamp }),
    ...(deletionTimestamp !== undefined && { deletionTimestamp }),
    ...(deletionGracePeriodSeconds !== undefined && { deletionGracePeriodSeconds }),
    ...(generation !== undefined && { generation }),
  };
}

/** What of an object its generation counts changes of: its spec, or everything a kind without one has. */
export function specOf(definition: KindDefinition<OrcObject>, object: OrcObject): unknown {
  if (isBuiltIn(object) && 'spec' in object) return object.spec;
  const { metadata, ...rest } = definition.hasStatus ? withoutStatus(object) : object;
  return rest;
}

/** What two parts of an update become: the status alone, or everything but the status. */
export function mergeStatus(
  definition: KindDefinition<OrcObject>,
  given: OrcObject,
  previous: OrcObject,
  statusOnly: boolean,
): OrcObject {
  const base = statusOnly ? previous : withoutStatus(given);
  const { status } = objectToJson(definition.type, statusOnly ? given : previous);
  const json = {
    ...objectToJson(definition.type, statusOnly ? withoutStatus(base) : base),
    ...(status !== undefined && { status }),
  };
  return parseManifest({ definition, json });
}

/** A pod with the ephemeral containers of another, and nothing else of it. */
export function withEphemeral(pod: Pod, { spec: { ephemeralContainers } }: Pod): Pod {
  const { ephemeralContainers: _before, ...spec } = pod.spec;
  return { ...pod, spec: { ...spec, ...(ephemeralContainers && { ephemeralContainers }) } };
}

/** A pod on the node that it is given; nothing else of it is. */
export function withNode(pod: Pod, { spec: { nodeName } }: Pod): Pod {
  return nodeName === undefined ? pod : { ...pod, spec: { ...pod.spec, nodeName } };
}

/** An object that a webhook has changed, without the fields that its kind does not have. Throws Invalid. */
export function fromReview(definition: KindDefinition<OrcObject>, json: JsonObject): OrcObject {
  const { schema, json: form } = definition.type;
  const clean = form === undefined ? withoutUnknown(schema, json) : form.clean(json);
  return parseManifest({ definition, json: clean.json });
}

/** An object with the count of a Scale that a webhook has changed, or with its own where that says none. */
export function withCount(
  definition: KindDefinition<OrcObject>,
  object: OrcObject,
  scale: JsonObject,
): OrcObject {
  const wanted = isJsonObject(scale['spec']) ? scale['spec']['replicas'] : undefined;
  if (typeof wanted !== 'number' || !Number.isSafeInteger(wanted) || wanted < 0) return object;
  return definition.scale?.write(object, wanted) ?? object;
}
