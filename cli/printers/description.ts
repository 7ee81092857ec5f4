// The text of `describe`: names and values in aligned blocks, tables and lists, indented by level.
import { alignedTable } from '#cli/printers/table.ts';
import { msFromTime } from '#kernel/model/time.ts';

/** A name and its value; several values stand below each other. */
export type Entry = readonly [string, string | readonly string[]];

export type Labels = Readonly<Record<string, string>> | undefined;

/** A moment as kubectl describes it. */
export function moment(time: string | undefined): string {
  const ms = msFromTime(time);
  return ms === undefined ? '<unset>' : new Date(ms).toUTCString().replace('GMT', '+0000');
}

/** Labels or annotations, one a line. */
export function pairs(map: Labels, separator = '=', without: readonly string[] = []): readonly string[] {
  const entries = Object.entries(map ?? {}).filter(([name]) => !without.includes(name));
  if (entries.length === 0) return ['<none>'];
  return entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}${separator}${value}`);
}

export class Description {
  readonly #lines: string[] = [];
  readonly #indent: string;

  constructor(indent = '') {
    this.#indent = indent;
  }

  /** A block of names and values, the values in one column, no nearer than `minWidth`. */
  fields(entries: readonly Entry[], minWidth = 0): this {
    const width = Math.max(minWidth, ...entries.map(([name]) => name.length + 3));
    for (const [name, value] of entries) {
      const [first = '', ...more] = (typeof value === 'string' ? [value] : value).flatMap((each) =>
        each.split('\n'),
      );
      this.#lines.push(`${this.#indent}${`${name}:`.padEnd(width)}${first}`.trimEnd());
      for (const line of more) this.#lines.push(`${this.#indent}${' '.repeat(width)}${line}`.trimEnd());
    }
    return this;
  }

  /** A heading with what stands under it, or a word for nothing. */
  section(name: string, fill: (inner: Description) => void, none = '<none>'): this {
    const inner = new Description(`${this.#indent}  `);
    fill(inner);
    if (inner.#lines.length === 0) this.#lines.push(`${this.#indent}${name}:  ${none}`);
    else this.#lines.push(`${this.#indent}${name}:`, ...inner.#lines);
    return this;
  }

  /** A table with its headings underlined; nothing when there are no rows. */
  table(headings: readonly string[], rows: readonly (readonly string[])[]): this {
    if (rows.length === 0) return this;
    const lines = alignedTable([headings, headings.map((each) => '-'.repeat(each.length)), ...rows]);
    for (const line of lines.split('\n')) this.#lines.push(`${this.#indent}${line}`);
    return this;
  }

  line(text: string): this {
    for (const each of text.split('\n')) this.#lines.push(`${this.#indent}${each}`.trimEnd());
    return this;
  }

  text(): string {
    return this.#lines.join('\n');
  }
}
