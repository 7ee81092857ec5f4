// Texts of objects that were listed lately. Most objects of a list are the ones of the list before, and to write one as
// JSON takes most of the time that it takes to answer with it.

/** How many texts are kept, in UTF-16 units, as long as they are asked for: a byte each in a text that is Latin-1, else two. */
const generationUnits = 32 * 1024 * 1024;
/** Longer ones are not kept: few would push out many. */
const mostUnits = 16 * 1024;

interface Listed {
  /** The version that it was listed in. */
  readonly apiVersion: string;
  readonly text: string;
}

export class ListedTexts {
  readonly #generationUnits: number;
  /** An object's text goes with it, and with its generation when it was not asked for since. */
  #young = new WeakMap<object, Listed>();
  #old = new WeakMap<object, Listed>();
  #youngUnits = 0;

  /** `units`: of one generation of texts, of which there are two. */
  constructor(units = generationUnits) {
    this.#generationUnits = units;
  }

  /** The text of an object, which is never changed, in a version; made by `make` where it is not kept. */
  of(object: object, apiVersion: string, make: () => string): string {
    const young = this.#young.get(object);
    if (young?.apiVersion === apiVersion) return young.text;
    const old = this.#old.get(object);
    const listed = old?.apiVersion === apiVersion ? old : { apiVersion, text: make() };
    const { length } = listed.text;
    if (length > mostUnits) return listed.text;
    if (this.#youngUnits + length > this.#generationUnits) {
      this.#old = this.#young;
      this.#young = new WeakMap();
      this.#youngUnits = 0;
    }
    this.#young.set(object, listed);
    this.#youngUnits += length;
    return listed.text;
  }
}
