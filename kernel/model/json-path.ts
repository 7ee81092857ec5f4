// The part of kubectl's JSONPath that scripts use: {.a.b}, {.a[0]}, {.a[*].b}, {.metadata.labels['x']},
// {range .items[*]}…{end}, {"text"}.
import { OrcError } from '#kernel/errors.ts';
import { isJsonObject } from '#kernel/model/json.ts';

const stepPattern = /^(?:\.([A-Za-z_][\w-]*)|\.?\[(\*|-?\d+)\]|\.?\['([^']*)'\]|\.\*)/;

/** The values that a path such as `.items[*].metadata.name` leads to. */
export function follow(path: string, root: unknown): unknown[] {
  let values: unknown[] = [root];
  let rest = path.replace(/^[$@]/, '').replaceAll('\\.', '\u0000');
  if (rest !== '' && !/^[.[]/.test(rest)) rest = `.${rest}`;
  while (rest !== '' && rest !== '.') {
    const match = stepPattern.exec(rest);
    if (match === null) throw new OrcError('BadRequest', `jsonpath: can't read "${path}" at "${rest}"`);
    const name = (match[1] ?? match[3])?.replaceAll('\u0000', '.');
    const index = match[2];
    values = values.flatMap((value): unknown[] => {
      if (name !== undefined) return isJsonObject(value) && value[name] !== undefined ? [value[name]] : [];
      if (index === undefined || index === '*')
        return Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
      const item: unknown = Array.isArray(value) ? value.at(Number(index)) : undefined;
      return item === undefined ? [] : [item];
    });
    rest = rest.slice(match[0].length);
  }
  return values;
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Fills a template. */
export function jsonPath(template: string, root: unknown): string {
  const parts = template.match(/\{[^{}]*\}|[^{]+/g) ?? [];
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
      const quoted = /^"(.*)"$|^'(.*)'$/.exec(inner);
      text +=
        quoted === null
          ? follow(inner, scope).map(show).join(' ')
          : (quoted[1] ?? quoted[2] ?? '').replaceAll('\\n', '\n').replaceAll('\\t', '\t');
    }
    return { text, next: parts.length };
  };
  return render(0, root).text;
}
