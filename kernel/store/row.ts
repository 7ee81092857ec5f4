// An object as the store holds it: packed, with a digest of what the store must know of it. It is decoded when somebody
// looks at it, and stays so. Most masters are never asked for most objects: what is not decoded costs neither time nor
// memory, nor the garbage collector's time.
import type { Digest } from '#kernel/kinds/digest.ts';
import { keptForm, openedAt, pack, packedAt } from '#kernel/log/pack.ts';
import { withRevision } from '#kernel/log/stamp.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import { equalBytes } from '#kernel/model/equal.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { noBytes } from '#kernel/model/wire.ts';

/** What the packed form of an object says beside its bytes, and how they are decoded. */
export interface RowKind<T extends OrcObject = OrcObject> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly decode: (form: PackedObject) => T;
}

export class Row<T extends OrcObject = OrcObject> {
  readonly digest: Digest;
  /** The revision of the event that made the object so. */
  readonly revision: number;
  /** How many bytes it takes packed, about. */
  readonly sizeBytes: number;
  readonly #kind: RowKind<T>;
  /**
   * Where its bytes are, perhaps with another revision: a view of them would take more memory than the rest of the row.
   * Once the object is decoded they are kept with that, and no more here.
   */
  #buffer: ArrayBufferLike | undefined;
  readonly #start: number;
  #object: T | undefined;

  /** `raw`, which must stay as it is, may say another revision, and so may `whole`, which it was decoded to. */
  constructor(kind: RowKind<T>, raw: Uint8Array, digest: Digest, revision: number, whole?: T) {
    this.#kind = kind;
    this.#buffer = raw.buffer;
    this.#start = raw.byteOffset;
    this.sizeBytes = raw.length;
    this.digest = digest;
    this.revision = revision;
    if (whole !== undefined) this.#open(this.#packed(), whole);
  }

  #open(form: PackedObject, whole: T): T {
    this.#object = openedAt(form, whole, this.revision);
    this.#buffer = undefined;
    return this.#object;
  }

  #packed(): PackedObject {
    if (this.#buffer === undefined) return keptForm(this.object) ?? pack(this.object);
    const { apiVersion, kind } = this.#kind;
    const raw = new Uint8Array(this.#buffer, this.#start, this.sizeBytes);
    return { apiVersion, kind, raw, json: noBytes };
  }

  /** The object; always the same. */
  get object(): T {
    if (this.#object !== undefined) return this.#object;
    const form = this.#packed();
    return this.#open(form, this.#kind.decode(form));
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
    return new Row(this.#kind, this.#packed().raw, this.digest, revision);
  }

  /** The same, and not decoded: looking at it leaves this one as it is. */
  twin(): Row<T> {
    return this.at(this.revision);
  }
}
