// JSON as block YAML, which readers of YAML 1.1 and 1.2 understand alike: whatever might be more than plain text is quoted
// as JSON quotes it. Written here and not by the yaml package, which takes 650 µs for a pod where this takes 24: ten seconds
// for a list of 15,000, of the thread that serves everybody.
import { isJsonObject } from '#kernel/model/json.ts';

/** Words, and what names and versions are made of: nothing that begins like a number or holds an indicator. */
const plain = /^[A-Za-z][\w./-]*(?: [\w./-]+)*$/;
/** What readers of YAML 1.1 take for something else: some of them `e5` and `e-5` for numbers. */
const reserved = /^(?:true|false|null|yes|no|on|off|y|n|e-?\d+)$/i;
/** What JSON lets stand in text and YAML does not. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

function textOf(text: string): string {
  if (plain.test(text) && !reserved.test(text)) return text;
  return JSON.stringify(text).replaceAll(
    unprintable,
    (unit) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Whether a value stands on the line of its key: it is one scalar, or empty. */
function isInline(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : !isJsonObject(value) || Object.keys(value).length === 0;
}

/** The text of such a value. */
function inline(value: unknown): string {
  return typeof value === 'string' ? textOf(value) : JSON.stringify(value);
}

function block(value: unknown, indent: string): string {
  if (isInline(value)) return `${indent}${inline(value)}\n`;
  if (Array.isArray(value)) return value.map((item: unknown) => itemText(item, indent)).join('');
  if (!isJsonObject(value)) return '';
  return Object.entries(value)
    .map(([key, field]) => {
      const start = `${indent}${textOf(key)}:`;
      if (isInline(field)) return `${start} ${inline(field)}\n`;
      return `${start}\n${block(field, Array.isArray(field) ? indent : `${indent}  `)}`;
    })
    .join('');
}

function itemText(item: unknown, indent: string): string {
  return `${indent}- ${block(item, `${indent}  `).slice(indent.length + 2)}`;
}

/** A value as JSON has it: without what is undefined. */
function plainJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** A value as a YAML document. */
export function yamlText(value: unknown): string {
  return block(plainJson(value), '');
}

/** One item of a list that stands at the beginning of its lines. */
export function yamlItem(value: unknown): string {
  return itemText(plainJson(value), '');
}
