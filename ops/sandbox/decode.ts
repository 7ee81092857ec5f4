// Checks on values that come from files: each error names the file and the field.

import { OrcError } from '#kernel/errors.ts';

/** A JSON object from a file. */
export class Fields {
  readonly #source: string;
  readonly #values: ReadonlyMap<string, unknown>;

  constructor(source: string, value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new OrcError('Corrupt', `${source}: an object was expected`);
    }
    this.#source = source;
    this.#values = new Map(Object.entries(value));
  }

  text(field: string): string {
    const value = this.#values.get(field);
    if (typeof value === 'string') return value;
    throw this.#wrong(field, 'a text');
  }

  integer(field: string): number {
    const value = this.#values.get(field);
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    throw this.#wrong(field, 'an integer');
  }

  list(field: string): readonly Fields[] {
    const value = this.#values.get(field);
    if (!Array.isArray(value)) throw this.#wrong(field, 'a list');
    return value.map((item: unknown, index) => new Fields(`${this.#source}, ${field}[${index}]`, item));
  }

  #wrong(field: string, expected: string): OrcError {
    return new OrcError(
      'Corrupt',
      `${this.#source}: field "${field}" is not ${expected}; remove the sandbox with down and make it anew`,
    );
  }
}
