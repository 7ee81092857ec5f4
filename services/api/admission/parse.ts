// Objects as they arrive, to the model. Whatever its form, an object passes the one check of its
// schema; what is wrong is an OrcError `Invalid` that names every field.
import { customNamed, servedCustom, versionsIn } from '#kernel/custom/catalog.ts';
import { customKind, groupOfVersion } from '#kernel/custom/object.ts';
import { type FieldCause, OrcError } from '#kernel/errors.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { limits } from '#kernel/limits.ts';
import { definitionOf, isKindName } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import { nearest, objectFromJson } from '#kernel/model/from-json.ts';
import { duplicateFields } from '#kernel/model/json-duplicates.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { Itself } from '#kernel/model/itself.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import type { StateView } from '#kernel/store/view.ts';

/** A manifest: its kind is known, its fields are not checked yet. */
export interface Manifest {
  readonly definition: KindDefinition<OrcObject>;
  readonly json: Readonly<Record<string, unknown>>;
}

const decoder = new TextDecoder('utf-8', { fatal: true });
/** The deepest nesting of JSON that is read; the deepest field of any kind stands at about 12. */
const maxDepth = 64;

/** The error that names everything wrong with an object, in Kubernetes' words. */
export function invalidObject(
  definition: KindDefinition<OrcObject>,
  name: string,
  causes: readonly FieldCause[],
): OrcError {
  const { kind } = definition.type;
  const list = causes.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`));
  const text = list.length === 1 ? list[0] : `[${list.join(', ')}]`;
  const qualified = definition.group === '' ? kind : `${kind}.${definition.group}`;
  return new OrcError('Invalid', `${qualified} "${name}" is invalid: ${text}`, {
    group: definition.group,
    kind,
    name,
    causes,
  });
}

/** A state does not have a kind, or not in a version: the present one may, where that state lags. */
export class KindNotKnown extends OrcError {
  constructor(message: string) {
    super('BadRequest', message);
  }
}

/**
 * The definition of the kind that a manifest names: of the version it names where users define the kind. Throws
 * BadRequest with the nearest known kind.
 */
export function definitionNamed(
  apiVersion: unknown,
  kind: unknown,
  view: StateView,
): KindDefinition<OrcObject> {
  if (typeof kind !== 'string' || kind === '') throw new OrcError('BadRequest', 'kind: Required value');
  if (typeof apiVersion !== 'string' || apiVersion === '')
    throw new OrcError('BadRequest', 'apiVersion: Required value');
  const custom = customNamed(view, apiVersion, kind);
  if (custom !== undefined) return custom;
  const versions = versionsIn(view, customKind(groupOfVersion(apiVersion), kind));
  if (versions !== undefined) {
    const served = versions.served.map(({ type }) => `"${type.apiVersion}"`);
    throw new KindNotKnown(
      `apiVersion: no kind "${kind}" in version "${apiVersion}"; use ${served.join(' or ')}`,
    );
  }
  if (!isKindName(kind)) {
    const near = nearest(kind, [...kindNames, ...servedCustom(view).map(({ type }) => type.kind)]);
    const hint = near === undefined ? '; `orc api-resources` lists the kinds' : `; did you mean "${near}"?`;
    throw new KindNotKnown(`kind: no kind "${kind}" is known in version "${apiVersion}"${hint}`);
  }
  const definition = definitionOf(kind);
  if (definition.type.apiVersion !== apiVersion)
    throw new OrcError(
      'BadRequest',
      `apiVersion: no kind "${kind}" in version "${apiVersion}"; use "${definition.type.apiVersion}"`,
    );
  return definition;
}

/** Whether JSON text nests deeper than any object does; looked at before it is parsed. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    if (inString) {
      // Most of a manifest is text in strings.
      index = text.indexOf('"', index);
      if (index < 0) return false;
      let backslashes = 0;
      while (text[index - 1 - backslashes] === '\\') backslashes += 1;
      inString = backslashes % 2 === 1;
      continue;
    }
    const unit = text[index];
    if (unit === '"') inString = true;
    else if (unit === '{' || unit === '[') {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (unit === '}' || unit === ']') depth -= 1;
  }
  return false;
}

/** Reads JSON in bounded time and memory. `what` names it in errors. */
export function parseJson(bytes: Uint8Array, what: string): unknown {
  if (bytes.length > limits.objectBytes * 2)
    throw new OrcError(
      'TooLarge',
      `${what} has ${bytes.length} bytes of JSON, may have at most ${limits.objectBytes * 2}`,
    );
  let text: string;
  try {
    text = decoder.decode(bytes);
    if (!isTooDeep(text)) return JSON.parse(text);
  } catch (error) {
    throw new OrcError('BadRequest', `${what} is not valid JSON`, {}, { cause: error });
  }
  throw new OrcError('BadRequest', `${what} is nested deeper than ${maxDepth} levels`);
}

/** The manifest read, with what it was read from: authorization, admission and every retry look at one. */
class Parsed extends Itself {
  readonly #manifest: Manifest;

  private constructor(envelope: PackedObject, manifest: Manifest) {
    super(envelope);
    this.#manifest = manifest;
  }

  static keep(envelope: PackedObject, manifest: Manifest): void {
    new Parsed(envelope, manifest);
  }

  static of(envelope: PackedObject, view: StateView): Manifest {
    if (#manifest in envelope) return envelope.#manifest;
    return new Parsed(envelope, manifestIn(envelope, view)).#manifest;
  }
}

/** Reads a manifest's kind and fields from any of its forms; `view` has the kinds that users define. */
export function readManifest(envelope: PackedObject | undefined, view: StateView): Manifest {
  if (envelope === undefined) throw new OrcError('BadRequest', 'the change holds no object');
  return Parsed.of(envelope, view);
}

/** A manifest that has been read already, in the form that a change carries. */
export function envelopeOf(manifest: Manifest): PackedObject {
  const { apiVersion, kind } = manifest.definition.type;
  const envelope = { apiVersion, kind, raw: new Uint8Array(), json: new Uint8Array() };
  Parsed.keep(envelope, manifest);
  return envelope;
}

function manifestIn(envelope: PackedObject, view: StateView): Manifest {
  if (envelope.json.length === 0) {
    const definition = definitionNamed(envelope.apiVersion, envelope.kind, view);
    return { definition, json: objectToJson(definition.type, unpack(envelope)) };
  }
  const json = parseJson(envelope.json, 'the object');
  if (!isJsonObject(json)) throw new OrcError('BadRequest', 'the object is not a JSON object');
  const [twice] = duplicateFields(decoder.decode(envelope.json));
  if (twice !== undefined)
    throw new OrcError(
      'BadRequest',
      `duplicate field "${twice}": give it once, since only one of its values can hold`,
    );
  return { definition: definitionNamed(json['apiVersion'], json['kind'], view), json };
}

/** The name a manifest gives itself, for messages about it. */
export function nameIn(json: Readonly<Record<string, unknown>>): string {
  const metadata = json['metadata'];
  if (!isJsonObject(metadata)) return '';
  const name = metadata['name'] ?? metadata['generateName'];
  return typeof name === 'string' ? name : '';
}

/** Checks a manifest against its kind's schema. */
export function parseManifest({ definition, json }: Manifest): OrcObject {
  const parsed = objectFromJson(definition.type, json);
  if ('causes' in parsed) throw invalidObject(definition, nameIn(json), parsed.causes);
  return parsed.ok;
}
