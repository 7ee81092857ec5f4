// What JSON.parse says nothing of: how deep a text nests, and which fields it gives twice. Of those it keeps the last, and
// whoever wrote the first is not told.
import { isJsonObject } from '#kernel/model/json.ts';

const quote = 0x22;
const backslash = 0x5c;
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const [comma, colon] = [0x2c, 0x3a];
/** The most that are named. */
const most = 50;

/** Something that is open while the text is read. */
interface Open {
  /** The names so far, of an object; undefined of a list. */
  readonly names: Set<string> | undefined;
  /** The field or item that is being read. */
  at: string;
  index: number;
  isName: boolean;
}

/** Where the string that begins at `from` ends: the place of its closing quote. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    at = text.indexOf('"', at);
    if (at < 0) return text.length;
    let before = at - 1;
    while (text.charCodeAt(before) === backslash) before -= 1;
    if ((at - before) % 2 === 1) return at;
    at += 1;
  }
}

/** What a scan of a text finds, whether or not it is JSON. */
export interface JsonScan {
  /** How deep its lists and objects nest. */
  readonly depth: number;
  /** How many names of fields it has, where it is JSON. */
  readonly names: number;
  /** Where the first object stands that is the value of the outermost object's field that was asked for, where it is JSON. */
  readonly part: TextRange | undefined;
}

/** Where a part of a text begins, and where it has ended. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Looks through a text once, in a time in proportion to its length; it need not be JSON. */
export function scanJson(text: string, field = ''): JsonScan {
  let [depth, deepest, names] = [0, 0, 0];
  // Of the field: whether its name was read, and then its colon; and where its value begins and has ended.
  let [isName, isNamed, start, end] = [false, false, -1, -1];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // Most of a manifest is text in strings.
    if (unit === quote) {
      const from = at + 1;
      at = endOfString(text, at);
      if (depth === 1) isName = at - from === field.length && text.startsWith(field, from);
    } else if (unit === colon) {
      names += 1;
      if (depth === 1) isNamed = isName;
    } else if (unit === openBrace || unit === openBracket) {
      if (depth === 1 && isNamed && unit === openBrace && start < 0) start = at;
      deepest = Math.max(deepest, ++depth);
    } else if (unit === closeBrace || unit === closeBracket) {
      depth -= 1;
      if (depth === 1 && start >= 0 && end < 0) end = at + 1;
    } else if (unit === comma && depth === 1) isNamed = false;
  }
  return { depth: deepest, names, part: end < 0 ? undefined : { start, end } };
}

/** How many fields a value has that was read from JSON, at all depths: as many as its text has names, if none stands twice. */
export function countFields(value: unknown): number {
  let count = 0;
  if (Array.isArray(value)) for (const item of value) count += countFields(item);
  // As JSON.parse made it, an object has no other fields than its own: no list of their names has to be made.
  else if (isJsonObject(value)) for (const name in value) count += 1 + countFields(value[name]);
  return count;
}

function nameIn(raw: string): string {
  if (!raw.includes('\\')) return raw;
  const name: unknown = JSON.parse(`"${raw}"`);
  return typeof name === 'string' ? name : raw;
}

function pathOf(open: readonly Open[]): string {
  let path = '';
  for (const { names, at, index } of open)
    path += names === undefined ? `[${index}]` : path === '' ? at : `.${at}`;
  return path;
}

/** The paths of the fields that stand more than once in their object, at most 50. `text` is valid JSON, so the scan is short. */
export function duplicateFields(text: string): readonly string[] {
  const found: string[] = [];
  const open: Open[] = [];
  let top: Open | undefined;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === quote) {
      const end = endOfString(text, at);
      if (top?.names !== undefined && top.isName) {
        const name = nameIn(text.slice(at + 1, end));
        top.at = name;
        top.isName = false;
        if (!top.names.has(name)) top.names.add(name);
        else if (found.length < most) found.push(pathOf(open));
      }
      at = end;
    } else if (unit === openBrace || unit === openBracket) {
      top = {
        names: unit === openBrace ? new Set() : undefined,
        at: '',
        index: 0,
        isName: unit === openBrace,
      };
      open.push(top);
    } else if (unit === closeBrace || unit === closeBracket) {
      open.pop();
      top = open.at(-1);
    } else if (unit === comma && top !== undefined) {
      top.index += 1;
      top.isName = top.names !== undefined;
    }
  }
  return found;
}
