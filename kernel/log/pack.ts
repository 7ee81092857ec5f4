// Objects to what travels and is stored, and back. An object is never changed once made, so its packed
// form is kept with it: the log, watches, nodes and snapshots share one encoding of it.
import { OrcError } from '#kernel/errors.ts';
import { definitionOf, isKindName } from '#kernel/log/key.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';

const packed = new WeakMap<OrcObject, PackedObject>();
const none = new Uint8Array();

/** An object in transit. The same object gives the same value again. */
export function pack(object: OrcObject): PackedObject {
  const known = packed.get(object);
  if (known !== undefined) return known;
  const { type } = definitionOf(object.kind);
  const made = { apiVersion: type.apiVersion, kind: type.kind, raw: encode(type, object), json: none };
  packed.set(object, made);
  return made;
}

/** The object in transit. Throws Unsupported for a kind this build does not know. */
export function unpack(envelope: PackedObject): OrcObject {
  const { apiVersion, kind, raw } = envelope;
  if (!isKindName(kind) || definitionOf(kind).type.apiVersion !== apiVersion)
    throw new OrcError(
      'Unsupported',
      `no kind "${kind}" in version "${apiVersion}" is known to this version of orc`,
    );
  const object = decode(definitionOf(kind).type, raw);
  packed.set(object, envelope);
  return object;
}
