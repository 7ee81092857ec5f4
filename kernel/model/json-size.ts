// How large a JSON value is, found without writing it.
import { isJsonObject } from '#kernel/model/json.ts';

/** The most that a value may come to. */
export interface JsonBounds {
  /** The length of its JSON in UTF-16 units, escapes not counted. */
  readonly units: number;
  /** How deep its lists and objects nest. */
  readonly depth: number;
}

/**
 * The length of a value's JSON in UTF-16 units, escapes not counted, or which of the bounds it goes beyond. It is looked
 * at no further than that: a value that holds itself is too deep.
 */
export function jsonSize(value: unknown, most: JsonBounds): number | 'too deep' | 'too large' {
  let units = 0;
  const look = (inner: unknown, depth: number): 'too deep' | 'too large' | undefined => {
    if (typeof inner === 'string') units += inner.length + 2;
    else if (typeof inner !== 'object' || inner === null) units += String(inner).length;
    else if (depth === 0) return 'too deep';
    else return lookInto(inner, depth - 1);
    return units > most.units ? 'too large' : undefined;
  };
  const lookInto = (container: object, depth: number): 'too deep' | 'too large' | undefined => {
    let count = 0;
    if (Array.isArray(container))
      for (const item of container) {
        count += 1;
        const problem = look(item, depth);
        if (problem !== undefined) return problem;
      }
    else if (isJsonObject(container))
      for (const name of Object.keys(container)) {
        if (container[name] === undefined) continue;
        count += 1;
        units += name.length + 3;
        const problem = look(container[name], depth);
        if (problem !== undefined) return problem;
      }
    units += 2 + Math.max(0, count - 1);
    return units > most.units ? 'too large' : undefined;
  };
  return look(value, most.depth) ?? units;
}
