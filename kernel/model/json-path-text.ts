// Paths as Kubernetes writes them (client-go's util/jsonpath), read into steps: `.a`, `.a\.b`, `['a']`, `.*`, `[*]`,
// `[-1]`, `[0:2]`, `['a','b']`, `..a` and `[?(@.a=="b")]`. Text that can't be read is refused with the place in it.
import { OrcError } from '#kernel/errors.ts';

/** How the sides of a filter are compared. */
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** One side of a filter: a path from the item, or a value. */
export type Operand = { readonly path: readonly PathStep[] } | { readonly value: string | number | boolean };

/** What an item must be: that `left` is there, or how it compares. */
export interface PathFilter {
  readonly left: Operand;
  readonly compared: { readonly by: Comparison; readonly right: Operand } | undefined;
}

/** One step from values to values below them. */
export type PathStep =
  | { readonly step: 'field'; readonly name: string }
  | { readonly step: 'all' }
  | { readonly step: 'item'; readonly index: number }
  | { readonly step: 'slice'; readonly from: number; readonly to: number | undefined; readonly by: number }
  | { readonly step: 'union'; readonly of: readonly PathStep[] }
  /** The value itself and everything below it that has something in it. */
  | { readonly step: 'descend' }
  | { readonly step: 'filter'; readonly filter: PathFilter };

/** How deep filters may stand in filters. */
const maxFilterDepth = 8;

const namePattern = /(?:\\[^]|[^\\\s.,[\]$@{}])+/y;
/** A name in a filter, which a comparison or the filter's end may follow at once. */
const filteredNamePattern = /(?:\\[^]|[^\\\s.,[\]$@{}()!<>=])+/y;
const quotedPattern = /"((?:\\[^]|[^"\\])*)"|'((?:\\[^]|[^'\\])*)'/y;
const numberPattern = /[+-]?\d+(?:\.\d+)?/y;
const boolPattern = /(?:true|false)(?![\w-])/y;
const slicePattern = /(-?\d*)(:-?\d*)?(:-?\d*)?/y;
const comparisonPattern = /[!<>=]=|[<>]/y;
const spacePattern = /[ \t]+/y;

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** A quoted text as it is meant. */
export function unquoted(text: string): string {
  return text.replaceAll(/\\([^])/g, (_, character: string) => escapes[character] ?? character);
}

function isComparison(text: string | undefined): text is Comparison {
  return text !== undefined && ['==', '!=', '<', '<=', '>', '>='].includes(text);
}

class PathReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The whole text as steps. */
  whole(): readonly PathStep[] {
    // Who leaves the first dot out means it all the same.
    this.#skip(spacePattern);
    const first = this.#match(namePattern)?.[0];
    const steps = [...(first === undefined ? [] : [this.#named(first)]), ...this.#steps(namePattern)];
    if (this.#at < this.#text.length) this.#refuse('expected a step such as .name, [0] or [*]');
    return steps;
  }

  #refuse(problem: string): never {
    const rest = this.#text.slice(this.#at, this.#at + 40);
    const where = rest === '' ? 'its end' : `character ${this.#at + 1}, "${rest}"`;
    throw new OrcError('BadRequest', `jsonpath: can't read "${this.#text}" at ${where}: ${problem}`);
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at += found[0].length;
    return found;
  }

  #skip(pattern: RegExp): void {
    this.#match(pattern);
  }

  #take(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  #named(text: string): PathStep {
    return text === '*' ? { step: 'all' } : { step: 'field', name: text.replaceAll(/\\([^])/g, '$1') };
  }

  /** Steps up to whatever begins none. */
  #steps(name: RegExp): readonly PathStep[] {
    const steps: PathStep[] = [];
    for (;;) {
      this.#skip(spacePattern);
      const isField = this.#text.startsWith('.', this.#at);
      // The object that is looked at.
      if (this.#take('@') || this.#take('$')) continue;
      if (this.#take('..')) {
        if (this.#take('.')) this.#refuse('expected a name or [ after ..');
        steps.push({ step: 'descend' });
      } else if (isField) this.#at += 1;
      if (this.#text.startsWith('[', this.#at)) {
        steps.push(this.#bracket());
        continue;
      }
      if (!isField) return steps;
      const found = this.#match(name)?.[0];
      if (found !== undefined) steps.push(this.#named(found));
    }
  }

  #bracket(): PathStep {
    if (this.#take('[?(')) return this.#filter();
    this.#at += 1;
    const choices = [this.#choice()];
    while (this.#take(',')) choices.push(this.#choice());
    if (!this.#take(']')) this.#refuse('expected , or ] here, after an index, a slice or a quoted name');
    const [only] = choices;
    return choices.length === 1 && only !== undefined ? only : { step: 'union', of: choices };
  }

  /** What stands between brackets and commas. */
  #choice(): PathStep {
    this.#skip(spacePattern);
    const chosen = this.#take('*') ? { step: 'all' as const } : (this.#key() ?? this.#slice());
    this.#skip(spacePattern);
    return chosen;
  }

  #key(): PathStep | undefined {
    const quoted = this.#match(quotedPattern);
    if (quoted === undefined) return undefined;
    return { step: 'field', name: unquoted(quoted[1] ?? quoted[2] ?? '') };
  }

  #slice(): PathStep {
    const [, first = '', second, third] = this.#match(slicePattern) ?? [];
    const number = (text: string): number => {
      const value = Number(text);
      return Number.isSafeInteger(value) ? value : this.#refuse(`${text} is not an index`);
    };
    // Nothing between brackets is the first item.
    if (second === undefined) return { step: 'item', index: number(first) };
    const to = second === ':' ? undefined : number(second.slice(1));
    const by = third === undefined || third === ':' ? 1 : number(third.slice(1));
    if (by < 1) this.#refuse('a slice steps forward');
    return { step: 'slice', from: number(first), to, by };
  }

  #filter(): PathStep {
    this.#depth += 1;
    if (this.#depth > maxFilterDepth) this.#refuse(`filters may stand ${maxFilterDepth} deep`);
    const left = this.#operand();
    const by = this.#match(comparisonPattern)?.[0];
    const compared = isComparison(by) ? { by, right: this.#operand() } : undefined;
    if (!this.#take(')]'))
      this.#refuse('expected )], or ==, !=, <, <=, > or >= and what the field is compared with');
    this.#depth -= 1;
    return { step: 'filter', filter: { left, compared } };
  }

  #operand(): Operand {
    this.#skip(spacePattern);
    const value = this.#value();
    if (value === undefined && !/[@$.[]/.test(this.#text.charAt(this.#at)))
      this.#refuse('expected a path such as @.type, a quoted text, a number, true or false');
    const operand = value === undefined ? { path: this.#steps(filteredNamePattern) } : { value };
    this.#skip(spacePattern);
    return operand;
  }

  #value(): string | number | boolean | undefined {
    const quoted = this.#match(quotedPattern);
    if (quoted !== undefined) return unquoted(quoted[1] ?? quoted[2] ?? '');
    const bool = this.#match(boolPattern)?.[0];
    if (bool !== undefined) return bool === 'true';
    const number = this.#match(numberPattern)?.[0];
    return number === undefined ? undefined : Number(number);
  }
}

/** Reads a path. Throws BadRequest, with the place, for one that can't be read. */
export function readPath(text: string): readonly PathStep[] {
  return new PathReader(text).whole();
}

/** Why a path can't be read, with the place; undefined for one that can. */
export function pathProblem(text: string): string | undefined {
  try {
    readPath(text);
    return undefined;
  } catch (error) {
    if (error instanceof OrcError) return error.message;
    throw error;
  }
}
