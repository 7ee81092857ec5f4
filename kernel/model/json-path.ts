// Paths through JSON as Kubernetes' clients write them, and kubectl's templates of them: {.a.b}, {.a[?(@.b=="c")]},
// {range .items[*]}…{end}, {"text"}. What is not there is no match, never an error.
import { OrcError } from '#kernel/errors.ts';
import {
  type Comparison,
  type Operand,
  type PathFilter,
  type PathStep,
  readPath,
  unquoted,
} from '#kernel/model/json-path-text.ts';
import { isJsonObject } from '#kernel/model/json.ts';

/** How many values a path may look at, whatever it is used on. */
const fewVisits = 1_000;
/** How many times a path may look at each value of what it is used on: unions and descents meet values many times. */
const visitsPerValue = 16;

/** The values in an object or a list. */
function within(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
}

/** Every value that has something in it, each before what is in it; `visit` is told how much was looked at. */
function* containers(root: unknown, visit: (count: number) => void): Generator<unknown, void, undefined> {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    const inner = within(value);
    visit(inner.length);
    if (inner.length === 0) continue;
    yield value;
    for (const each of inner.toReversed()) if (typeof each === 'object' && each !== null) open.push(each);
  }
}

function countOf(root: unknown): number {
  let total = 1;
  const all = containers(root, (count) => (total += count));
  while (all.next().done !== true);
  return total;
}

/** A part of a list; places below 0 count from its end. */
function* slice(
  list: readonly unknown[],
  { from, to = list.length, by }: Extract<PathStep, { step: 'slice' }>,
): Generator<unknown, void, undefined> {
  const place = (index: number): number => Math.max(0, index < 0 ? index + list.length : index);
  for (let at = place(from); at < Math.min(place(to), list.length); at += by) yield list[at];
}

function isBefore(a: string | number, b: string | number): boolean {
  return typeof a === typeof b && a < b;
}

/** Whether two values compare so; those of different types are only unequal. */
function compares(left: unknown, by: Comparison, right: unknown): boolean {
  if (by === '==') return left === right;
  if (by === '!=') return left !== right;
  if (typeof left !== 'string' && typeof left !== 'number') return false;
  if (typeof right !== 'string' && typeof right !== 'number') return false;
  if (isBefore(left, right)) return by === '<' || by === '<=';
  if (isBefore(right, left)) return by === '>' || by === '>=';
  return left === right && (by === '<=' || by === '>=');
}

/** One use of a path on a value, which looks at a bounded number of values. */
class Walk {
  readonly #root: unknown;
  #visits = 0;
  #mostVisits = fewVisits;
  #isCounted = false;

  constructor(root: unknown) {
    this.#root = root;
  }

  #visit(count: number): void {
    this.#visits += count;
    if (this.#visits <= this.#mostVisits) return;
    if (!this.#isCounted) this.#mostVisits += visitsPerValue * countOf(this.#root);
    this.#isCounted = true;
    if (this.#visits > this.#mostVisits)
      throw new OrcError(
        'BadRequest',
        `jsonpath: the path meets the same values too often: it may look at ${this.#mostVisits}; name fields in place of .. and name none twice`,
      );
  }

  values(steps: readonly PathStep[], from: readonly unknown[]): readonly unknown[] {
    let values = from;
    for (const step of steps) {
      if (values.length === 0) return values;
      values = this.#after(step, values);
    }
    return values;
  }

  #after(step: PathStep, values: readonly unknown[]): readonly unknown[] {
    const found: unknown[] = [];
    for (const value of values)
      for (const each of this.#below(step, value)) {
        this.#visit(1);
        found.push(each);
      }
    this.#visit(values.length);
    return found;
  }

  #below(step: PathStep, value: unknown): Iterable<unknown> {
    switch (step.step) {
      case 'field':
        return isJsonObject(value) && Object.hasOwn(value, step.name) && value[step.name] !== undefined
          ? [value[step.name]]
          : [];
      case 'all':
        return within(value);
      case 'item': {
        const item: unknown = Array.isArray(value) ? value.at(step.index) : undefined;
        return item === undefined ? [] : [item];
      }
      case 'slice':
        return Array.isArray(value) ? slice(value, step) : [];
      case 'union':
        return step.of.flatMap((each) => this.#after(each, [value]));
      case 'descend':
        return containers(value, (count) => this.#visit(count));
      case 'filter':
        return Array.isArray(value) ? value.filter((item) => this.#passes(step.filter, item)) : [];
    }
  }

  #operand(operand: Operand, item: unknown): readonly unknown[] {
    return 'path' in operand ? this.values(operand.path, [item]) : [operand.value];
  }

  /** Whether an item passes a filter. Nothing, or more than one value, compares with nothing. */
  #passes({ left, compared }: PathFilter, item: unknown): boolean {
    this.#visit(1);
    const lefts = this.#operand(left, item);
    if (compared === undefined) return lefts.length > 0;
    const rights = this.#operand(compared.right, item);
    return lefts.length === 1 && rights.length === 1 && compares(lefts[0], compared.by, rights[0]);
  }
}

/** The values that steps lead to. Throws BadRequest for steps that meet the same values too often. */
export function valuesAt(steps: readonly PathStep[], root: unknown): readonly unknown[] {
  return new Walk(root).values(steps, [root]);
}

/** The values that a path such as `.items[*].metadata.name` leads to. Throws BadRequest for one that can't be read. */
export function follow(path: string, root: unknown): readonly unknown[] {
  return valuesAt(readPath(path), root);
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Text, and what stands in braces: a brace in quotes is not one. */
const partPattern = /\{(?:"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|[^{}"'])*\}|[^{]+|\{/g;

/** Fills a template. Throws BadRequest for one that can't be read. */
export function jsonPath(template: string, root: unknown): string {
  const parts: readonly string[] = template.match(partPattern) ?? [];
  if (parts.includes('{'))
    throw new OrcError(
      'BadRequest',
      `jsonpath: can't read "${template}": a { or a quote in it is not closed`,
    );
  const render = (from: number, scope: unknown): { text: string; next: number } => {
    let text = '';
    for (let at = from; at < parts.length; at++) {
      const part = parts[at] ?? '';
      if (!part.startsWith('{')) {
        text += part;
        continue;
      }
      const inner = part.slice(1, -1).trim();
      if (inner === 'end') return { text, next: at };
      if (inner.startsWith('range ')) {
        let next = at;
        for (const item of follow(inner.slice(6).trim(), scope)) {
          const once = render(at + 1, item);
          text += once.text;
          next = once.next;
        }
        if (next === at)
          next = parts.findIndex((each, place) => place > at && each.replaceAll(' ', '') === '{end}');
        at = next < 0 ? parts.length : next;
        continue;
      }
      const quoted = /^"([^]*)"$|^'([^]*)'$/.exec(inner);
      text +=
        quoted === null ? follow(inner, scope).map(show).join(' ') : unquoted(quoted[1] ?? quoted[2] ?? '');
    }
    return { text, next: parts.length };
  };
  return render(0, root).text;
}
