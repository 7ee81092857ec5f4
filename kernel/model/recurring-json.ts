// Parts of JSON texts that come again and again, letter by letter: they are read once.
import { Interned } from '#kernel/model/interned.ts';
import { type TextRange, countFields } from '#kernel/model/json-text.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { share } from '#kernel/model/shared.ts';

/** How long texts may be of which parts are remembered, in UTF-16 units, and half as many as are remembered. */
const mostUnits = 8 * 1024;
const generationCount = 128;

interface Part {
  readonly value: JsonObject;
  readonly fields: number;
}

/** A text that was read, with how many fields it has at all depths, one that is given twice counted once. */
export interface CountedJson {
  readonly value: JsonObject;
  readonly fields: number;
}

/** The value, which nobody can change any more. */
function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const item of Object.values(value)) frozen(item);
  return Object.freeze(value);
}

export class RecurringJson {
  readonly #field: string;
  readonly #isMeant: (outer: JsonObject) => boolean;
  /** By their texts; undefined is one that came once: most that do never come again. */
  readonly #parts = new Interned<{ part: Part | undefined }>(generationCount);

  /** Remembers the values of the field `field` of those objects that are meant. */
  constructor(field: string, isMeant: (outer: JsonObject) => boolean) {
    this.#field = field;
    this.#isMeant = isMeant;
  }

  /**
   * The object that `text` is, the value of its field in the range the very one that the same letters were read as before,
   * which is shared. Undefined where the letters are new, and for what is not such an object.
   */
  read(text: string, { start, end }: TextRange): CountedJson | undefined {
    if (text.length > mostUnits) return undefined;
    const letters = text.slice(start, end);
    const known = this.#parts.get(letters);
    if (known === undefined) {
      this.#parts.set(letters, { part: undefined });
      return undefined;
    }
    try {
      // Whatever object stands in the place of `null` in a text that is JSON, the text is JSON.
      const outer: unknown = JSON.parse(`${text.slice(0, start)}null${text.slice(end)}`);
      // It would be another value where a field of the same name follows.
      if (!isJsonObject(outer) || outer[this.#field] !== null || !this.#isMeant(outer)) return undefined;
      known.part ??= partOf(letters);
      const { value, fields } = known.part;
      return { value: { ...outer, [this.#field]: value }, fields: countFields(outer) + fields };
    } catch {
      // Where it is wrong is told of the whole.
      return undefined;
    }
  }
}

function partOf(letters: string): Part {
  const value: unknown = frozen(JSON.parse(letters));
  if (!isJsonObject(value)) throw new SyntaxError('not an object');
  return { value: share(value), fields: countFields(value) };
}
