// Label and field selectors: which objects a user, a Service or a controller means.
import type { LabelSelector } from '#kernel/model/gen/meta.gen.ts';
import { OrcError } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import { labelValue, qualifiedName } from '#kernel/model/formats.ts';

export type Labels = Readonly<Record<string, string>>;

/** One condition on one label or field. */
export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** All must hold. Empty selects everything. */
export type Selector = readonly Requirement[];

function valueOf(labels: Labels | undefined, key: string): string | undefined {
  return labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** Whether `labels` satisfy every requirement. NotIn holds for a label that is absent, as in Kubernetes. */
export function matches(selector: Selector, labels: Labels | undefined): boolean {
  return selector.every((requirement) => {
    const value = valueOf(labels, requirement.key);
    switch (requirement.operator) {
      case 'In':
        return value !== undefined && requirement.values.includes(value);
      case 'NotIn':
        return value === undefined || !requirement.values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
    }
  });
}

/** The requirements of an equality map, such as a Service's selector. */
export function selectorOfMap(labels: Labels | undefined): Selector {
  return Object.entries(labels ?? {}).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
}

/** The requirements of a LabelSelector that validation has accepted. */
export function selectorOf(selector: LabelSelector): Selector {
  const expressions = (selector.matchExpressions ?? []).map((expression): Requirement => {
    switch (expression.operator) {
      case 'In':
      case 'NotIn':
      case 'Exists':
      case 'DoesNotExist':
        return { key: expression.key, operator: expression.operator, values: expression.values ?? [] };
      default:
        throw new OrcError('Internal', `a selector with the operator ${expression.operator} was accepted`);
    }
  });
  return [...selectorOfMap(selector.matchLabels), ...expressions];
}

const setPattern = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/;
const equalPattern = /^([^=!\s]+)\s*(==|=|!=)\s*(\S*)$/;
const forms = 'use key=value, key!=value, key, !key, key in (a,b) or key notin (a,b)';

/** The parts of a selector's text: commas outside parentheses divide them. */
function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text[index];
    if (unit === '(') depth++;
    else if (unit === ')') depth--;
    else if (unit === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim());
}

function parsePart(part: string, text: string): Requirement {
  const wrong = (why: string): OrcError =>
    new OrcError('BadRequest', `unable to parse the selector "${text}" at "${part}": ${why}`);
  const checked = (key = ''): string => {
    if (qualifiedName(key) !== undefined) throw wrong(forms);
    return key;
  };
  const valuesOf = (values: readonly string[]): readonly string[] => {
    // A value that no label can have selects nothing, or by its negation everything: it is a slip.
    for (const value of values) {
      const why = labelValue(value);
      if (why !== undefined) throw wrong(`${JSON.stringify(value)}: ${why}`);
    }
    return values;
  };
  const set = setPattern.exec(part);
  if (set !== null) {
    const values = valuesOf((set[3] ?? '').split(',').map((value) => value.trim()));
    return { key: checked(set[1]), operator: set[2] === 'in' ? 'In' : 'NotIn', values };
  }
  const equal = equalPattern.exec(part);
  if (equal !== null) {
    const operator = equal[2] === '!=' ? 'NotIn' : 'In';
    return { key: checked(equal[1]), operator, values: valuesOf([equal[3] ?? '']) };
  }
  if (part.startsWith('!'))
    return { key: checked(part.slice(1).trim()), operator: 'DoesNotExist', values: [] };
  return { key: checked(part), operator: 'Exists', values: [] };
}

/** Refuses what is more than a selector may have: every object of a list is held to all of it. */
function checkCount(count: number, most: number, what: string): void {
  if (count <= most) return;
  const message = `unable to parse the selector: it has ${count} ${what}, may have at most ${most}; ask for less at once`;
  throw new OrcError('BadRequest', message);
}

/**
 * Reads a label selector as users write it, such as `app=web,tier in (a,b),!old`; a blank one selects everything. Throws
 * BadRequest for what Kubernetes refuses: a slip must not select everything.
 */
export function parseSelector(text: string): Selector {
  const most = limits.selector;
  checkCount(text.length, most.units, 'characters');
  if (text.trim() === '') return [];
  const parts = split(text);
  checkCount(parts.length, most.requirements, 'requirements');
  const selector = parts.map((part) => parsePart(part, text));
  const values = selector.reduce((count, requirement) => count + requirement.values.length, 0);
  checkCount(values, most.values, 'values');
  return selector;
}

/** A field's path, how it is compared, and with what: a backslash before a comma, an equals sign or a backslash takes it as it is. */
const fieldPattern = /^((?:[^=!\\]|\\[\\,=])+)(==|=|!=)((?:[^=\\]|\\[\\,=])*)$/;

/**
 * Reads a field selector as users write it, such as `metadata.name=web,status.phase!=Running`; a blank one selects
 * everything. Throws BadRequest, in Kubernetes' words: there is no question whether a field exists.
 */
export function parseFieldSelector(text: string): Selector {
  const most = limits.selector;
  checkCount(text.length, most.units, 'characters');
  const parts = (text.match(/(?:[^\\,]|\\[^]?)+/g) ?? []).filter((part) => part.trim() !== '');
  checkCount(parts.length, most.requirements, 'requirements');
  return parts.map((part): Requirement => {
    const [, field = '', operator, value = ''] = fieldPattern.exec(part) ?? [];
    const plain = (escaped: string): string => escaped.trim().replaceAll(/\\(.)/gs, '$1');
    if (operator === undefined || plain(field) === '')
      throw new OrcError(
        'BadRequest',
        `invalid selector: '${text}'; can't understand '${part}': use field=value or field!=value`,
      );
    return { key: plain(field), operator: operator === '!=' ? 'NotIn' : 'In', values: [plain(value)] };
  });
}

/** The text of a selector, which parseSelector reads again. */
export function formatSelector(selector: Selector): string {
  return selector
    .map(({ key, operator, values }) => {
      switch (operator) {
        case 'In':
          return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(',')})`;
        case 'NotIn':
          return values.length === 1 ? `${key}!=${values[0]}` : `${key} notin (${values.join(',')})`;
        case 'Exists':
          return key;
        case 'DoesNotExist':
          return `!${key}`;
      }
    })
    .join(',');
}
