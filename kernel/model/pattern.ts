// Patterns in the syntax of Kubernetes (RE2), as this platform's. Both understand the same for the most part; where RE2
// is more lenient, or says it otherwise, a pattern is written anew.

/** Classes of characters that RE2 knows by name, within brackets. */
const classes: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};
/** What a backslash makes something else of here. */
const syntax = '^$\\.*+?()[]{}|/';

/** A reader of a pattern, from its beginning to its end. */
class Translation {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** What the rest matches, if it matches, and goes on behind it. */
  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at += found[0].length;
    return found;
  }

  /** A backslash and what follows it. */
  #escape(isInClass: boolean): string {
    const quoted = this.#take(/\\Q([^]*?)(?:\\E|$)/y);
    if (quoted !== undefined) return Array.from(quoted[1] ?? '', (each) => this.#literal(each)).join('');
    const code = this.#take(/\\x\{([0-9A-Fa-f]{1,6})\}/y);
    if (code !== undefined) return `\\u{${code[1]}}`;
    const octal = this.#take(/\\(0[0-7]{0,2}|[1-7][0-7]{2})/y);
    if (octal !== undefined) return `\\u{${Number.parseInt(octal[1] ?? '0', 8).toString(16)}}`;
    const property = this.#take(/\\([pP])(?:\{(\^?)([A-Za-z_]+)\}|([A-Z]))/y);
    if (property !== undefined) {
      const [, letter = '', caret = '', long = '', short = ''] = property;
      const isNegated = (letter === 'P') !== (caret === '^');
      // What is longer than a general category is a script.
      const name = short || (long.length > 2 ? `Script=${long}` : long);
      return `\\${isNegated ? 'P' : 'p'}{${name}}`;
    }
    const [whole = '', letter = ''] = this.#take(/\\([^])/uy) ?? this.#take(/\\/y) ?? [];
    if (!isInClass && letter === 'A') return '(?-m:^)';
    if (!isInClass && letter === 'z') return '(?-m:$)';
    if (letter === 'a') return '\\x07';
    if (letter === '' || /[A-Za-z0-9]/.test(letter)) return whole;
    return isInClass && letter === '-' ? whole : this.#literal(letter);
  }

  #literal(character: string): string {
    return syntax.includes(character) ? `\\${character}` : character;
  }

  #class(): string {
    let made = this.#take(/\[\^?/y)?.[0] ?? '';
    // The first bracket is one of its characters.
    if (this.#take(/\]/y) !== undefined) made += '\\]';
    while (this.#at < this.#text.length) {
      const named = this.#take(/\[:(\^?)([a-z]+):\]/y);
      if (named !== undefined) {
        const [whole, caret = '', name = ''] = named;
        const known = Object.hasOwn(classes, name) ? classes[name] : undefined;
        if (known === undefined || caret !== '') throw new SyntaxError(`the class ${whole} is not known`);
        made += known;
      } else if (this.#text[this.#at] === '\\') made += this.#escape(true);
      else {
        const [next = ''] = this.#take(/[^]/uy) ?? [];
        made += next === '[' ? '\\[' : next;
        if (next === ']') return made;
      }
    }
    return made;
  }

  /** What stands up to the end of the group, or of the pattern. */
  #group(): string {
    let made = '';
    let open = '';
    while (this.#at < this.#text.length && this.#text[this.#at] !== ')') {
      const flags = this.#take(/\(\?([ims]*(?:-[ims]+)?)\)/y);
      if (flags !== undefined) {
        // They hold to the end of the group; alternatives after them are in it too.
        made += `(?${flags[1]}:`;
        open += ')';
      } else made += this.#piece();
    }
    return made + open;
  }

  #piece(): string {
    const next = this.#text[this.#at];
    if (next === '\\') return this.#escape(false);
    if (next === '[') return this.#class();
    if (next === '(') {
      const [start = ''] = this.#take(/\((?:\?(?:P?<[A-Za-z_]\w*>|<?[=!]|[ims]*(?:-[ims]+)?:))?/y) ?? [];
      const inner = this.#group();
      const [end = ''] = this.#take(/\)/y) ?? [];
      return start.replace('?P<', '?<') + inner + end;
    }
    const repeat = this.#take(/\{\d+(?:,\d*)?\}/y);
    if (repeat !== undefined) return repeat[0];
    const [character = ''] = this.#take(/[^]/uy) ?? [];
    return '{}]'.includes(character) ? `\\${character}` : character;
  }

  whole(): string {
    let made = this.#group();
    // A parenthesis that nothing opened: this platform says so.
    while (this.#at < this.#text.length) made += (this.#take(/\)/y)?.[0] ?? '') + this.#group();
    return made;
  }
}

/** A pattern ready to be used. Throws SyntaxError for what is none. */
export function patternOf(text: string, flags = ''): RegExp {
  try {
    return new RegExp(new Translation(text).whole(), `u${flags}`);
  } catch (error) {
    try {
      return new RegExp(text, `u${flags}`);
    } catch {
      throw error;
    }
  }
}
