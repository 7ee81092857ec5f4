// An object as the store holds it: packed, with a digest of what the store must know of it. It is decoded when somebody
// looks at it, and stays so. Most masters are never asked for most objects: what is not decoded costs neither time nor
// memory, nor the garbage collector's time.
import type { Digest } from '#kernel/kinds/digest.ts';
import { keptForm, openedAt, pack, packedAt } from '#kernel/log/pack.ts';
import { withRevision } from '#kernel/log/stamp.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import { equalBytes } from '#kernel/model/equal.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';

export class Row<T extends OrcObject = OrcObject> {
  readonly digest: Digest;
  /** The revision of the event that made the object so. */
  readonly revision: number;
  /** How many bytes it takes packed, about. */
  readonly sizeBytes: number;
  readonly #decode: (form: PackedObject) => T;
  /** Perhaps with another revision. Once the object is decoded it is kept with that, and no more here. */
  #form: PackedObject | undefined;
  #object: T | undefined;

  /** `form` may say another revision, and so may `whole`, which it was decoded to. */
  constructor(
    form: PackedObject,
    digest: Digest,
    revision: number,
    decode: (form: PackedObject) => T,
    whole?: T,
  ) {
    this.#form = form;
    this.digest = digest;
    this.revision = revision;
    this.sizeBytes = form.raw.length;
    this.#decode = decode;
    if (whole !== undefined) this.#open(form, whole);
  }

  #open(form: PackedObject, whole: T): T {
    this.#object = openedAt(form, whole, this.revision);
    this.#form = undefined;
    return this.#object;
  }

  #packed(): PackedObject {
    return this.#form ?? keptForm(this.object) ?? pack(this.object);
  }

  /** The object; always the same. */
  get object(): T {
    if (this.#object !== undefined) return this.#object;
    const form = this.#packed();
    return this.#open(form, this.#decode(form));
  }

  /** Whether this is what was written so, without a revision. */
  isOf({ raw }: PackedObject): boolean {
    const own = this.#packed().raw;
    return equalBytes(own, withRevision(raw, String(this.revision)) ?? raw);
  }

  /** The object in transit. */
  pack(): PackedObject {
    return packedAt(this.#packed(), String(this.revision)) ?? pack(this.object);
  }

  /** The same object at another revision. */
  at(revision: number): Row<T> {
    return new Row(this.#packed(), this.digest, revision, this.#decode);
  }

  /** The same, and not decoded: looking at it leaves this one as it is. */
  twin(): Row<T> {
    return this.at(this.revision);
  }
}
