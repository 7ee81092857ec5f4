// Objects to what travels and is stored, and back. An object is never changed once made, so its packed
// form is kept with it: the log, watches, nodes and snapshots share one encoding of it.
import { OrcError } from '#kernel/errors.ts';
import { groupOfVersion, isCustomKind, packCustom, unpackCustom } from '#kernel/custom/object.ts';
import { definitionOf, isBuiltIn, isKindName, kindNamed } from '#kernel/log/key.ts';
import { withRevision } from '#kernel/log/stamp.ts';
import { decode, encode, encodeIn } from '#kernel/model/codec.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import { Itself } from '#kernel/model/itself.ts';
import type { Room } from '#kernel/model/slab.ts';

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

/** A packed object with this revision; undefined where it must be decoded for that. */
export function packedAt(form: PackedObject, revision: string): PackedObject | undefined {
  const raw = withRevision(form.raw, revision);
  return raw === form.raw ? form : raw && { ...form, raw };
}

function packed(object: OrcObject, where: Room | undefined): PackedObject {
  if (!isBuiltIn(object)) return packCustom(object);
  const bare = Packed.bareOf(object);
  const { resourceVersion } = object.metadata;
  const known = bare && resourceVersion !== undefined ? packedAt(bare, resourceVersion) : undefined;
  if (known !== undefined) return known;
  const { type } = definitionOf(object.kind);
  const raw = where === undefined ? encode(type, object) : encodeIn(type, object, where);
  return { apiVersion: type.apiVersion, kind: type.kind, raw, json: none };
}

/** An object in transit. The same object gives the same value again. */
export function pack(object: OrcObject): PackedObject {
  return packIn(object, undefined);
}

/**
 * The same, its bytes, if they are not there yet, in what `where` gives: who packs many objects that go together spares
 * each a buffer of its own.
 */
export function packIn(object: OrcObject, where: Room | undefined): PackedObject {
  const known = Packed.of(object);
  if (known !== undefined) return known;
  const made = packed(object, where);
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

/** The packed form that is kept with an object, perhaps with another revision; undefined where none is. */
export function keptForm(object: OrcObject): PackedObject | undefined {
  return Packed.bareOf(object);
}

/** What `form` was decoded to just now, as an event of `revision` leaves it. */
export function openedAt<T extends OrcObject>(form: PackedObject, object: T, revision: number): T {
  if (object.metadata.resourceVersion === String(revision)) {
    Packed.keep(object, form);
    return object;
  }
  const made = { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } };
  Packed.keepBare(made, form);
  return made;
}

/** The kind of a packed object. Throws Unsupported for a kind this build does not know. */
export function kindOf({ apiVersion, kind }: PackedObject): StoredKind {
  if (isKindName(kind) && definitionOf(kind).type.apiVersion === apiVersion) return kind;
  const custom = kindNamed(groupOfVersion(apiVersion), kind) ?? '';
  if (isCustomKind(custom)) return custom;
  throw new OrcError(
    'Unsupported',
    `no kind "${kind}" in version "${apiVersion}" is known to this version of orc`,
  );
}

function unpacked(envelope: PackedObject): OrcObject {
  const kind = kindOf(envelope);
  return isKindName(kind) ? decode(definitionOf(kind).type, envelope.raw) : unpackCustom(envelope);
}

/** The object in transit. Throws Unsupported for a kind this build does not know. */
export function unpack(envelope: PackedObject): OrcObject {
  const object = unpacked(envelope);
  Packed.keep(object, envelope);
  return object;
}
