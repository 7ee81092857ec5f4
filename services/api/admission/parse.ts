// Objects as they arrive, to the model. Whatever its form, an object passes the one check of its
// schema; what is wrong is an OrcError `Invalid` that names every field.
import { customNamed, servedCustom, versionsIn } from '#kernel/custom/catalog.ts';
import { customKind, groupOfVersion } from '#kernel/custom/object.ts';
import { type FieldCause, OrcError } from '#kernel/errors.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { withBrokenRules } from '#kernel/kinds/object-rules.ts';
import { fromOlder } from '#kernel/kinds/older-manifest.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { limits } from '#kernel/limits.ts';
import { definitionOf, isBuiltIn, isKindName } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import { nearest, objectFromJson } from '#kernel/model/from-json.ts';
import { jsonSize } from '#kernel/model/json-size.ts';
import { countFields, duplicateFields, scanJson } from '#kernel/model/json-text.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { RecurringJson } from '#kernel/model/recurring-json.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { Itself } from '#kernel/model/itself.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import type { StateView } from '#kernel/store/view.ts';
import type { AdmissionContext } from '#api/admission/context.ts';
import { customCauses } from '#api/admission/custom-rules.ts';

/** A manifest: its kind is known, its fields are not checked yet. */
export interface Manifest {
  readonly definition: KindDefinition<OrcObject>;
  readonly json: Readonly<Record<string, unknown>>;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

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
  if (isKindName(kind) && definitionOf(kind).type.apiVersion === apiVersion) return definitionOf(kind);
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
  throw new OrcError(
    'BadRequest',
    `apiVersion: no kind "${kind}" in version "${apiVersion}"; use "${definitionOf(kind).type.apiVersion}"`,
  );
}

/** The specs of pods, of which those of a template are equal. */
const podSpecs = new RecurringJson('spec', ({ kind, apiVersion }) => kind === 'Pod' && apiVersion === 'v1');

/** JSON that was read. */
export interface ReadJson {
  readonly value: unknown;
  /** The paths of the fields that it gives more than once, of which only the last values are in `value`. */
  duplicates(): readonly string[];
}

/** Reads JSON in bounded time and memory. `what` names it in errors. */
export function readJson(bytes: Uint8Array, what: string): ReadJson {
  if (bytes.length > limits.objectBytes * 2)
    throw new OrcError(
      'TooLarge',
      `${what} has ${bytes.length} bytes of JSON, may have at most ${limits.objectBytes * 2}`,
    );
  try {
    const text = decoder.decode(bytes);
    const { depth, names, part } = scanJson(text, 'spec');
    if (depth <= limits.jsonDepth) {
      const known = part && podSpecs.read(text, part);
      const value: unknown = known === undefined ? JSON.parse(text) : known.value;
      const isWhole = (): boolean => (known?.fields ?? countFields(value)) === names;
      return { value, duplicates: () => (isWhole() ? [] : duplicateFields(text)) };
    }
  } catch (error) {
    throw new OrcError('BadRequest', `${what} is not valid JSON`, {}, { cause: error });
  }
  throw new OrcError('BadRequest', `${what} is nested deeper than ${limits.jsonDepth} levels`);
}

/** The value of JSON that may give fields twice. */
export function parseJson(bytes: Uint8Array, what: string): unknown {
  return readJson(bytes, what).value;
}

/** The manifest read, with what it was read from: authorization, admission and every retry look at one. */
class Parsed extends Itself {
  #manifest: Manifest | undefined;
  /** Of one that was let go of: it is read as what was authorized, whatever its kind means by then. */
  #definition: KindDefinition<OrcObject> | undefined;

  private constructor(envelope: PackedObject, manifest: Manifest) {
    super(envelope);
    this.#manifest = manifest;
  }

  static keep(envelope: PackedObject, manifest: Manifest): void {
    new Parsed(envelope, manifest);
  }

  static in(envelope: PackedObject): Manifest | undefined {
    return #manifest in envelope ? envelope.#manifest : undefined;
  }

  static of(envelope: PackedObject, view: StateView): Manifest {
    const known = Parsed.in(envelope);
    if (known !== undefined) return known;
    const made = manifestIn(envelope, view);
    if (!(#manifest in envelope)) {
      new Parsed(envelope, made);
      return made;
    }
    envelope.#manifest = { definition: envelope.#definition ?? made.definition, json: made.json };
    return envelope.#manifest;
  }

  static forget(envelope: PackedObject): void {
    if (!(#manifest in envelope)) return;
    envelope.#definition = envelope.#manifest?.definition ?? envelope.#definition;
    envelope.#manifest = undefined;
  }
}

/** Reads a manifest's kind and fields from any of its forms; `view` has the kinds that users define. */
export function readManifest(envelope: PackedObject | undefined, view: StateView): Manifest {
  if (envelope === undefined) throw new OrcError('BadRequest', 'the change holds no object');
  return Parsed.of(envelope, view);
}

/** Lets go of what was read of an envelope's bytes: it is read again when it is needed. */
export function forgetManifest(envelope: PackedObject): void {
  if (envelope.raw.length + envelope.json.length > 0) Parsed.forget(envelope);
}

/** About how much an envelope holds: its bytes, or the JSON that was read already. */
export function sizeOfEnvelope(envelope: PackedObject): number {
  const { raw, json } = envelope;
  if (raw.length + json.length > 0) return raw.length + json.length;
  const manifest = Parsed.in(envelope);
  const size =
    manifest && jsonSize(manifest.json, { units: limits.objectBytes * 2, depth: limits.jsonDepth });
  return typeof size === 'number' ? size : limits.objectBytes * 2;
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
  const read = readJson(envelope.json, 'the object');
  const json = read.value;
  if (!isJsonObject(json)) throw new OrcError('BadRequest', 'the object is not a JSON object');
  const [twice] = read.duplicates();
  if (twice !== undefined)
    throw new OrcError(
      'BadRequest',
      `duplicate field "${twice}": give it once, since only one of its values can hold`,
    );
  return fromOlder(json) ?? { definition: definitionNamed(json['apiVersion'], json['kind'], view), json };
}

/** The name a manifest gives itself, for messages about it. */
export function nameIn(json: Readonly<Record<string, unknown>>): string {
  const metadata = json['metadata'];
  if (!isJsonObject(metadata)) return '';
  const name = metadata['name'] ?? metadata['generateName'];
  return typeof name === 'string' ? name : '';
}

/**
 * Reads a manifest by its kind's schema. Throws Invalid with all that is wrong with it, by its schema and its rules;
 * those that users gave their kinds are asked in a `context`.
 */
export function parseManifest({ definition, json }: Manifest, context?: AdmissionContext): OrcObject {
  const parsed = objectFromJson(definition.type, json);
  if ('ok' in parsed) return parsed.ok;
  const { causes, rest } = parsed;
  const all = withBrokenRules(definition, causes, rest, (object) =>
    context === undefined || isBuiltIn(object) ? [] : customCauses(definition, object, undefined, context),
  );
  throw invalidObject(definition, nameIn(json), all);
}
