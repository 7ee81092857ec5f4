// Who owns which field of an object, as writes are admitted: what server-side apply makes of an object, and what
// other writes take. Objects that were never applied server-side carry no managedFields and cost nothing here.
import { definitionFor } from '#kernel/custom/catalog.ts';
import { type FieldCause, OrcError } from '#kernel/errors.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { base64FromBytes } from '#kernel/model/base64.ts';
import { type FieldSet, noFields } from '#kernel/model/field-set.ts';
import { messageShape } from '#kernel/model/field-shape.ts';
import { withDefaults } from '#kernel/model/defaults.ts';
import { objectFromJson, partialFromJson } from '#kernel/model/from-json.ts';
import type { ApplyChange } from '#kernel/model/gen/api.gen.ts';
import type { ManagedFieldsEntry } from '#kernel/model/gen/meta.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import {
  type Manager,
  type ManagerName,
  isReset,
  readManagedFields,
  writeManagedFields,
} from '#kernel/model/managed-fields.ts';
import {
  type ApplyConflict,
  agreedFields,
  applyConfiguration,
  managersBefore,
  itemProblems,
  tracked,
} from '#kernel/model/server-side-apply.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import type { AdmissionContext } from '#api/admission/context.ts';
import { inItsVersions } from '#api/admission/field-terms.ts';
import { withoutPins } from '#api/admission/image-pins.ts';
import { parseLastApplied, recorded, withLastApplied } from '#api/admission/last-applied.ts';
import { lastAppliedAnnotation } from '#kernel/kinds/metadata-rules.ts';
import { type Manifest, invalidObject, nameIn } from '#api/admission/parse.ts';
import type { Admission } from '#api/admission/review.ts';

/** The longest name of a manager, as in Kubernetes. */
export const maxManagerLength = 128;
/** The managers that go on from client-side apply: what it had set is theirs to change. */
const successors: ReadonlySet<string> = new Set(['kubectl', 'orc']);

/** `given` with the nulls and the empty lists and objects of `raw`, which a parse leaves out and apply must see. */
function withEmpties(given: unknown, raw: unknown): unknown {
  if (Array.isArray(given) && Array.isArray(raw))
    return given.map((item: unknown, index) => withEmpties(item, raw[index]));
  if (!isJsonObject(given) || !isJsonObject(raw)) return given;
  const isEmpty = (value: unknown): boolean =>
    value === null ||
    (Array.isArray(value) && value.length === 0) ||
    (isJsonObject(value) && Object.keys(value).length === 0);
  const result: Record<string, unknown> = { ...given };
  for (const [name, value] of Object.entries(raw)) {
    if (isEmpty(value)) result[name] = value;
    else if (name in given) result[name] = withEmpties(given[name], value);
  }
  return result;
}

/** A Secret's texts as the data that is stored of them. */
function withoutTexts(definition: KindDefinition<OrcObject>, json: JsonObject): JsonObject {
  const { stringData, ...rest } = json;
  if (definition.type.kind !== 'Secret' || !isJsonObject(stringData)) return json;
  const encoder = new TextEncoder();
  const texts = Object.entries(stringData).map(([key, text]) => [
    key,
    typeof text === 'string' ? base64FromBytes(encoder.encode(text)) : text,
  ]);
  const data = isJsonObject(rest['data']) ? rest['data'] : {};
  return { ...rest, data: { ...data, ...Object.fromEntries(texts) } };
}

/** The part of an object that a write is about, and what says which object it is. */
function partWritten(definition: KindDefinition<OrcObject>, json: JsonObject, status: boolean): JsonObject {
  if (!definition.hasStatus) return json;
  const { status: given, ...rest } = json;
  if (!status) return rest;
  const metadata = isJsonObject(json['metadata']) ? json['metadata'] : {};
  const identity = Object.entries(metadata).filter(([name]) =>
    ['name', 'namespace', 'uid', 'resourceVersion'].includes(name),
  );
  return { metadata: Object.fromEntries(identity), ...(given !== undefined && { status: given }) };
}

/** The configuration checked field by field; what its kind requires may be absent. Throws Invalid. */
function configurationOf({ definition, json }: Manifest, status: boolean): JsonObject {
  const refuse = (causes: readonly FieldCause[]): OrcError => invalidObject(definition, nameIn(json), causes);
  const parsed = partialFromJson(definition.type, json);
  if ('causes' in parsed) throw refuse(parsed.causes);
  const given = withEmpties(objectToJson(definition.type, parsed.ok), json);
  const config = withoutTexts(definition, isJsonObject(given) ? given : json);
  const problems = itemProblems(messageShape(definition.type.schema), config);
  if (problems.length > 0) throw refuse(problems);
  return partWritten(definition, config, status);
}

function quoted({ manager, operation, apiVersion, subresource }: ManagerName): string {
  const name = JSON.stringify(manager);
  const whole = subresource === '' ? name : `${name} with subresource ${JSON.stringify(subresource)}`;
  return operation === 'Update' ? `${whole} using ${apiVersion}` : whole;
}

/** The error that names every conflict, in Kubernetes' words. */
function conflictError(conflicts: readonly ApplyConflict[]): OrcError {
  const causes = conflicts.map(({ owner, field }): FieldCause => ({
    reason: 'FieldManagerConflict',
    field,
    message: `conflict with ${quoted(owner)}`,
  }));
  const [only] = causes;
  if (causes.length === 1 && only !== undefined)
    return new OrcError('Conflict', `Apply failed with 1 conflict: ${only.message}: ${only.field}`, {
      causes,
    });
  const owners = [...new Set(conflicts.map(({ owner }) => quoted(owner)))].toSorted();
  const lines = owners.flatMap((owner) => [
    `conflicts with ${owner}:`,
    ...conflicts.filter((each) => quoted(each.owner) === owner).map(({ field }) => `- ${field}`),
  ]);
  return new OrcError('Conflict', `Apply failed with ${causes.length} conflicts: ${lines.join('\n')}`, {
    causes,
  });
}

/** What the successors of client-side apply need not force: what it set and nobody has changed since. */
function allowedTo(
  manager: string,
  definition: KindDefinition<OrcObject>,
  text: string | undefined,
  live: JsonObject,
): FieldSet {
  if (!successors.has(manager) || text === undefined) return noFields;
  const last = partialFromJson(definition.type, parseLastApplied(text));
  if ('causes' in last) return noFields;
  return agreedFields(definition.type.schema, objectToJson(definition.type, last.ok), live);
}

/** What client-side apply made of an object last, with its defaults; undefined when that is not known. */
function appliedBefore(
  definition: KindDefinition<OrcObject>,
  text: string | undefined,
): JsonObject | undefined {
  if (text === undefined) return undefined;
  const { type } = definition;
  const last = parseLastApplied(text);
  const whole = objectFromJson(type, last);
  if ('ok' in whole) {
    const constants = withDefaults(type, whole.ok);
    return withLastApplied(objectToJson(type, definition.defaults?.(constants) ?? constants), text);
  }
  const partial = partialFromJson(type, last);
  return 'ok' in partial ? withLastApplied(objectToJson(type, partial.ok), text) : undefined;
}

/** What a server-side application makes of an object. */
export interface Ownership {
  readonly json: JsonObject;
  readonly managedFields: readonly ManagedFieldsEntry[];
}

/**
 * Applies a manifest to the object as it is, or to nothing. Throws Conflict for fields that others manage, Invalid
 * for what makes no sense and BadRequest for managedFields that are set by hand.
 */
export function* applyOwned(
  change: ApplyChange,
  manifest: Manifest,
  previous: OrcObject | undefined,
  context: AdmissionContext,
): Admission<Ownership> {
  const { definition, json } = manifest;
  const { schema, apiVersion, kind } = definition.type;
  const { fieldManager: manager = '', force = false, status = false } = change;
  const metadata = isJsonObject(json['metadata']) ? json['metadata'] : {};
  if (Array.isArray(metadata['managedFields']) && metadata['managedFields'].length > 0)
    throw new OrcError('BadRequest', 'metadata.managedFields must be nil');
  const config = configurationOf(manifest, status);
  const time = timeFromMs(context.nowMs);
  const live = previous && objectToJson(definition.type, previous);
  const known = readManagedFields(previous?.metadata.managedFields) ?? [];
  const lastText = previous?.metadata.annotations?.[lastAppliedAnnotation];
  const managers =
    known.length === 0 && previous !== undefined
      ? // Pins are the masters' own, who take no fields: what an apply leaves out must not take them away.
        managersBefore(
          schema,
          objectToJson(definition.type, withoutPins(previous)),
          apiVersion,
          time,
          appliedBefore(definition, lastText),
        )
      : known;
  const steps = applyConfiguration({
    schema,
    live,
    config,
    managers,
    by: { manager, operation: 'Apply', apiVersion, subresource: status ? 'status' : '' },
    force,
    allowed: live === undefined ? noFields : allowedTo(manager, definition, lastText, live),
    time,
  });
  const applied = yield* inItsVersions(steps, definition, false);
  if ('conflicts' in applied) throw conflictError(applied.conflicts);
  const { object } = applied.ok;
  const made = lastText !== undefined && successors.has(manager) && !status;
  return {
    json: { ...(made ? withLastApplied(object, recorded(json)) : object), apiVersion, kind },
    managedFields: writeManagedFields(applied.ok.managers),
  };
}

/** Who managed what before an update: as the update of a whole object says, where that makes sense, or as it was. */
function managersOf(given: OrcObject, previous: OrcObject, isWhole: boolean): readonly Manager[] {
  const asked = isWhole ? (readManagedFields(given.metadata.managedFields) ?? []) : [];
  return asked.length > 0 ? asked : (readManagedFields(previous.metadata.managedFields) ?? []);
}

/** The managedFields of `next`, which an update that is no apply makes of `previous`. */
export function* managedAfter(
  next: OrcObject,
  given: OrcObject,
  previous: OrcObject,
  subresource: string,
  context: AdmissionContext,
): Admission<readonly ManagedFieldsEntry[]> {
  const isWhole = subresource === '';
  if (isWhole && isReset(given.metadata.managedFields)) return [];
  const managers = managersOf(given, previous, isWhole);
  if (managers.length === 0) return [];
  const definition = definitionFor(context.view, next);
  const { type } = definition;
  const manager = context.fieldManager ?? '';
  const steps = tracked({
    schema: type.schema,
    before: objectToJson(type, previous),
    after: objectToJson(type, next),
    managers,
    by: {
      manager: manager === '' ? 'unknown' : manager,
      operation: 'Update',
      apiVersion: type.apiVersion,
      subresource,
    },
    time: timeFromMs(context.nowMs),
  });
  // Whoever changes an object is not held up by a webhook that they do not need for it.
  return writeManagedFields(yield* inItsVersions(steps, definition, true));
}
