// Patches: the object's JSON, in the version that the patch is about, is changed and read again as the stored version's.
import { customNamed, definitionIn } from '#kernel/custom/catalog.ts';
import { OrcError } from '#kernel/errors.ts';
import type { KindDefinition, ServedVersion } from '#kernel/kinds/kind.ts';
import { fromServed, servedAs, toServed } from '#kernel/kinds/served-version.ts';
import { describeKey, keyOf } from '#kernel/log/key.ts';
import { nearest } from '#kernel/model/from-json.ts';
import { jsonPatch } from '#kernel/model/json-patch.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { PatchChange } from '#kernel/model/gen/api.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { mergePatch } from '#kernel/model/patch.ts';
import type { KindType } from '#kernel/model/schema.ts';
import { strategicPatch } from '#kernel/model/strategic-patch.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { withoutUnknown } from '#kernel/model/unknown-fields.ts';
import type { AdmissionContext } from '#api/admission/context.ts';
import { readJson } from '#api/admission/parse.ts';

/** What becomes of fields that a kind does not have, and of those that are given twice. */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/** What was asked for; `usual` where nothing was. Throws BadRequest for what is none. */
export function fieldValidation(asked: string, usual: FieldValidation): FieldValidation {
  if (asked === '') return usual;
  if (asked === 'Strict' || asked === 'Warn' || asked === 'Ignore') return asked;
  throw new OrcError(
    'BadRequest',
    `fieldValidation: Unsupported value: "${asked}": supported values: "Ignore", "Strict", "Warn"`,
  );
}

/** Says that a kind does not have a field, and which one may be meant. */
function unknownText(names: readonly string[], field: string): string {
  const near = field.includes('.') ? undefined : nearest(field, names);
  return `unknown field "${field}"${near === undefined ? '' : `; did you mean "${near}"?`}`;
}

/** JSON without the fields that its kind does not have, and what is to be said of each. */
export function cleanedFields(
  { schema, json: form }: KindType<OrcObject>,
  json: JsonObject,
): { readonly json: JsonObject; readonly texts: readonly string[] } {
  const { json: cleaned, unknown } = form === undefined ? withoutUnknown(schema, json) : form.clean(json);
  const names = schema.fields.map(({ name }) => name);
  return { json: cleaned, texts: unknown.map((field) => unknownText(names, field)) };
}

export const duplicateText = (field: string): string => `duplicate field "${field}"`;

/** The version in which a patch sees an object: that of `definition`, or another one that a built-in kind is served in. */
export interface PatchedVersion {
  readonly definition: KindDefinition<OrcObject>;
  readonly served: ServedVersion | undefined;
}

/** The version that a patch is about. Throws BadRequest for one that the kind does not have. */
export function versionOfPatch(
  stored: OrcObject,
  apiVersion: string,
  { view }: AdmissionContext,
): PatchedVersion {
  const present = definitionIn(view, stored.kind);
  if (apiVersion === '' || apiVersion === present.type.apiVersion)
    return { definition: present, served: undefined };
  const served = servedAs(present, apiVersion);
  if (served !== undefined) return { definition: present, served };
  const asked = customNamed(view, apiVersion, present.type.kind);
  if (asked !== undefined && asked.custom.kind === stored.kind)
    return { definition: asked, served: undefined };
  throw new OrcError(
    'BadRequest',
    `apiVersion: ${describeKey(keyOf(stored))} is not served in version "${apiVersion}": leave it out for "${present.type.apiVersion}"`,
  );
}

/** The JSON that a patch is, in whichever of its forms. */
function patchOf(change: PatchChange, context: AdmissionContext): unknown {
  const bytes = change.jsonPatch ?? change.strategicPatch ?? change.mergePatch;
  const read = readJson(bytes, 'the patch');
  const validation = fieldValidation(change.fieldValidation ?? '', 'Strict');
  const twice = validation === 'Ignore' ? [] : read.duplicates();
  const [first] = twice;
  if (first !== undefined && validation === 'Strict')
    throw new OrcError(
      'BadRequest',
      `the patch: ${duplicateText(first)}: give it once, since only one of its values can hold`,
    );
  for (const field of twice) context.notes?.warn(duplicateText(field));
  return read.value;
}

function patched(
  change: PatchChange,
  definition: KindDefinition<OrcObject>,
  live: JsonObject,
  patch: unknown,
): unknown {
  if (change.jsonPatch !== undefined) return jsonPatch(live, patch);
  if (change.strategicPatch === undefined) return mergePatch(live, patch);
  if (definition.custom === undefined) return strategicPatch(definition.type.schema, live, patch);
  throw new OrcError(
    'UnsupportedMediaType',
    `${definition.plural}.${definition.group} take no strategic merge patch, because their lists have no keys for it: use a merge patch, a JSON patch or an apply patch`,
  );
}

/** JSON that no longer claims to be based on a revision. */
export function dropMasterFields(json: JsonObject): JsonObject {
  const metadata = isJsonObject(json['metadata']) ? json['metadata'] : {};
  const { resourceVersion, ...rest } = metadata;
  return { ...json, metadata: rest };
}

/** Whether a patch left the resourceVersion as it was: then the write carries it, not the user's wish. */
function isBasedOn(json: JsonObject, live: JsonObject): boolean {
  const revision = (each: JsonObject): unknown =>
    isJsonObject(each['metadata']) ? each['metadata']['resourceVersion'] : undefined;
  return revision(json) === revision(live);
}

/**
 * What a patch makes of an object, as JSON of `definition`'s version; fields that the kind does not have are treated as
 * the patch asks. Throws BadRequest for what is no patch, Invalid for one that can't be carried out.
 */
export function patchedManifest(
  change: PatchChange,
  { definition, served }: PatchedVersion,
  previous: OrcObject,
  context: AdmissionContext,
): JsonObject {
  const own = objectToJson(definition.type, previous);
  const live = served === undefined ? own : toServed(served, own);
  const json = patched(change, definition, live, patchOf(change, context));
  if (!isJsonObject(json)) throw new OrcError('BadRequest', 'the patch is not a JSON object');
  const based = isBasedOn(json, live) ? dropMasterFields(json) : json;
  const made = served === undefined ? based : fromServed(served, definition, based);
  const validation = fieldValidation(change.fieldValidation ?? '', 'Strict');
  if (validation === 'Strict') return made;
  const { json: cleaned, texts } = cleanedFields(definition.type, made);
  if (validation === 'Warn') for (const text of texts) context.notes?.warn(text);
  return cleaned;
}
