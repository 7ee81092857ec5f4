// Texts of objects that were listed lately.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ListedTexts } from '#api/http/listed-texts.ts';

/** Lists objects by their names, and counts what is made anew. */
class Listing {
  made = 0;
  readonly #texts: ListedTexts;
  readonly #objects = new Map<string, { readonly name: string }>();

  constructor(units: number) {
    this.#texts = new ListedTexts(units);
  }

  list(names: readonly string[], version = 'v1'): number {
    const before = this.made;
    for (const name of names) {
      const object = this.#objects.get(name) ?? { name };
      this.#objects.set(name, object);
      const make = (): string => {
        this.made += 1;
        return `${version} ${name}`;
      };
      assert.equal(this.#texts.of(object, version, make), `${version} ${name}`);
    }
    return this.made - before;
  }
}

describe('the text of an object that is listed', () => {
  const all = ['aaaaaaa', 'bbbbbbb', 'ccccccc', 'ddddddd'];

  it('is made once while it is listed again and again', () => {
    const listing = new Listing(40);
    assert.deepEqual([listing.list(all), listing.list(all), listing.list(all)], [4, 0, 0]);
  });

  it('is made for each version', () => {
    const listing = new Listing(1_000);
    assert.deepEqual([listing.list(all), listing.list(all, 'v2'), listing.list(all, 'v2')], [4, 4, 0]);
    assert.equal(listing.list(all), 4, 'the last version counts');
  });

  it('is let go of when others were listed since', () => {
    const named = (from: number, count: number): string[] =>
      Array.from({ length: count }, (_none, index) => String(1_000_000 + from + index));
    const listing = new Listing(100);
    // Ten units each: the last two begin a generation.
    assert.equal(listing.list([...all, ...named(0, 8)]), 12);
    assert.equal(listing.list(all), 0, 'they are of the generation before');
    assert.equal(listing.list(named(100, 9)), 9);
    assert.equal(listing.list(named(0, 4)), 4, 'nobody listed them for a whole generation');
  });

  it('is not kept where it is long', () => {
    const listing = new Listing(1_000_000);
    const long = 'x'.repeat(16 * 1024);
    assert.deepEqual([listing.list([long]), listing.list([long])], [1, 1]);
  });
});
