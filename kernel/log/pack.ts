// Objects to what travels and is stored, and back. An object is never changed once made, so its packed
// form is kept with it: the log, watches, nodes and snapshots share one encoding of it.
import { OrcError } from '#kernel/errors.ts';
import { groupOfVersion, isCustomKind, packCustom, unpackCustom } from '#kernel/custom/object.ts';
import { definitionOf, isBuiltIn, isKindName, kindNamed } from '#kernel/log/key.ts';
import { withRevision } from '#kernel/log/stamp.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { Itself } from '#kernel/model/itself.ts';

const none = new Uint8Array();

/** The packed forms, with their object. */
class Packed extends Itself {
  #form: PackedObject | undefined;
  /** What the object was decoded from, before the store gave it its revision. */
  #bare: PackedObject | undefined;

  private constructor(object: OrcObject) {
    super(object);
  }

  static of(object: OrcObject): PackedObject | undefined {
    return #form in object ? object.#form : undefined;
  }

  static bareOf(object: OrcObject): PackedObject | undefined {
    return #bare in object ? (object.#bare ?? object.#form) : undefined;
  }

  static keep(object: OrcObject, form: PackedObject): void {
    if (!(#form in object)) new Packed(object);
    if (!(#form in object)) return;
    object.#form = form;
    object.#bare = undefined;
  }

  static keepBare(object: OrcObject, bare: PackedObject): void {
    if (!(#bare in object)) new Packed(object);
    if (#bare in object) object.#bare = bare;
  }
}

function packed(object: OrcObject): PackedObject {
  if (!isBuiltIn(object)) return packCustom(object);
  const bare = Packed.bareOf(object);
  const { resourceVersion } = object.metadata;
  const raw = bare && resourceVersion !== undefined ? withRevision(bare.raw, resourceVersion) : undefined;
  if (bare !== undefined && raw !== undefined) return { ...bare, raw };
  const { type } = definitionOf(object.kind);
  return { apiVersion: type.apiVersion, kind: type.kind, raw: encode(type, object), json: none };
}

/** An object in transit. The same object gives the same value again. */
export function pack(object: OrcObject): PackedObject {
  const known = Packed.of(object);
  if (known !== undefined) return known;
  const made = packed(object);
  Packed.keep(object, made);
  return made;
}

/** The object as an event of `revision` leaves it. */
export function stamped<T extends OrcObject>(object: T, revision: number): T {
  const made = { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } };
  const bare = Packed.bareOf(object);
  if (bare !== undefined) Packed.keepBare(made, bare);
  return made;
}

/** A form from which `stamped(unpack(form), revision)` makes the object again; costs nothing where one is kept. */
export function bareForm(object: OrcObject): PackedObject {
  return Packed.bareOf(object) ?? pack(object);
}

function unpacked(envelope: PackedObject): OrcObject {
  const { apiVersion, kind, raw } = envelope;
  if (isKindName(kind) && definitionOf(kind).type.apiVersion === apiVersion)
    return decode(definitionOf(kind).type, raw);
  if (isCustomKind(kindNamed(groupOfVersion(apiVersion), kind) ?? '')) return unpackCustom(envelope);
  throw new OrcError(
    'Unsupported',
    `no kind "${kind}" in version "${apiVersion}" is known to this version of orc`,
  );
}

/** The object in transit. Throws Unsupported for a kind this build does not know. */
export function unpack(envelope: PackedObject): OrcObject {
  const object = unpacked(envelope);
  Packed.keep(object, envelope);
  return object;
}
