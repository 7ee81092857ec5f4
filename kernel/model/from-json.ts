// JSON, as people write it, to the model: everything wrong with an object is found in one pass and
// named by its field. Unknown fields are refused with the nearest known name; fields that Kubernetes
// has and orc does not yet are refused by name, never ignored.
import { distance } from 'fastest-levenshtein';
import type { FieldCause } from '#kernel/errors.ts';
import { bytesFromBase64 } from '#kernel/model/base64.ts';
import { formatDuration, parseDuration } from '#kernel/model/duration.ts';
import { formats } from '#kernel/model/formats.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { keysShown, repeatedIn } from '#kernel/model/list-key.ts';
import { parseQuantity } from '#kernel/model/quantity.ts';
import {
  type FieldSchema,
  type KindType,
  type MessageSchema,
  type MessageType,
  type Parsed,
  isKindType,
} from '#kernel/model/schema.ts';
import { indexOf } from '#kernel/model/schema-index.ts';
import { isShared, share } from '#kernel/model/shared.ts';
import { formatTime, parseTime } from '#kernel/model/time.ts';
import { zeroItem, zeroOf } from '#kernel/model/zero.ts';

/** The most causes reported of one object. */
export const maxCauses = 50;
const int32Max = 2 ** 31 - 1;
/** What a message may have besides its fields: nothing, or the names of its kind. */
const none: readonly string[] = [];
const addressed = ['apiVersion', 'kind'];

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** A value as an error message shows it, cut to a readable length. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** Where a value stands: the names of fields, the places in lists, and keys of maps in brackets. */
type Path = (string | number)[];

function pathText(path: Path, field?: string): string {
  let text = '';
  for (const part of field === undefined ? path : [...path, field])
    if (typeof part === 'number') text += `[${part}]`;
    else text += text === '' || part.startsWith('[') ? part : `.${part}`;
  return text;
}

/** What shared values were read as, without a fault, as messages of which schema. */
const messages = new WeakMap<JsonObject, { readonly schema: MessageSchema; readonly message: JsonObject }>();

/** Reads one object; nearly all are right, so where it stands is only put into words when something is wrong. */
class Parser {
  readonly causes: FieldCause[] = [];
  readonly #isPartial: boolean;
  readonly #path: Path;
  /** Whether what is read now is in no message: `password: 12345` is a number, and a secret. */
  #isSecret = false;

  /** `isPartial`: what is required may be absent. `path`: where the whole stands. */
  constructor(isPartial = false, path = '') {
    this.#isPartial = isPartial;
    this.#path = path === '' ? [] : [path];
  }

  /** Notes what is wrong here, or with the field `field` of the message here. */
  #fail(reason: FieldCause['reason'], message: string, field?: string): undefined {
    if (reason === 'Required' && this.#isPartial) return undefined;
    if (this.causes.length < maxCauses)
      this.causes.push({ reason, field: pathText(this.#path, field), message });
    return undefined;
  }

  #wrongType(wanted: string, value: unknown): undefined {
    return this.#fail(
      'TypeInvalid',
      `Invalid value: ${this.#isSecret ? '' : `${shown(value)}: `}must be ${wanted}, not ${typeName(value)}`,
    );
  }

  message(schema: MessageSchema, value: unknown, alsoAllowed: readonly string[]): JsonObject | undefined {
    if (!isJsonObject(value)) return this.#wrongType('an object', value);
    const { fields, byName, unsupported } = indexOf(schema);
    const result: Record<string, unknown> = {};
    for (const field of fields) {
      const given = value[field.name];
      if (given === undefined || given === null) {
        if (field.required === true && !this.#isPartial) {
          this.#fail('Required', 'Required value', field.name);
          result[field.name] = zeroOf(field);
        }
        continue;
      }
      // Refused by its name, among the unknown ones.
      if (unsupported.has(field.name)) continue;
      this.#path.push(field.name);
      this.#isSecret = field.secret === true;
      const parsed = this.#field(field, given);
      this.#isSecret = false;
      this.#path.pop();
      if (parsed !== undefined) result[field.name] = parsed;
      else if (field.required === true && !this.#isPartial) result[field.name] = zeroOf(field);
    }
    for (const name of Object.keys(value))
      if ((!byName.has(name) || unsupported.has(name)) && !alsoAllowed.includes(name))
        this.#unknown(schema, name);
    return result;
  }

  #unknown(schema: MessageSchema, name: string): void {
    const { byName, unsupported } = indexOf(schema);
    if (unsupported.has(name)) {
      this.#fail('Forbidden', 'not supported yet', name);
      return;
    }
    const near = nearest(name, [...byName.keys(), ...unsupported]);
    this.#fail(
      'Invalid',
      near === undefined ? 'unknown field' : `unknown field; did you mean "${near}"?`,
      name,
    );
  }

  #field(field: FieldSchema, value: unknown): unknown {
    if (field.container === 'list') return this.#list(field, value);
    if (field.container === 'map') return this.#map(field, value);
    return this.#value(field, value);
  }

  #list(field: FieldSchema, value: unknown): unknown {
    if (!Array.isArray(value)) return this.#wrongType('a list', value);
    if (field.required === true && value.length === 0) return this.#fail('Required', 'Required value');
    if (field.max !== undefined && value.length > field.max)
      return this.#fail('TooMany', `Too many: ${value.length}: must have at most ${field.max} items`);
    const items: unknown[] = [];
    for (let index = 0; index < value.length; index++) {
      const faults = this.causes.length;
      this.#path.push(index);
      const parsed = this.#value(field, value[index]);
      this.#path.pop();
      if (parsed !== undefined) items.push(parsed);
      // What stands behind it keeps its place.
      else if (this.causes.length > faults) items.push(zeroItem(field));
    }
    // Which of two is applied, server-side, nobody could tell.
    const mayRepeat = field.mayRepeat === true && !this.#isPartial;
    if (field.listKey !== undefined && items.length > 1 && !mayRepeat)
      this.#duplicates(field, field.listKey, items);
    return items.length === 0 ? undefined : items;
  }

  #duplicates({ message: type }: FieldSchema, keys: readonly string[], items: readonly unknown[]): void {
    const byName = type && indexOf(type().schema).byName;
    for (const index of repeatedIn(items, keys)) {
      const item = items[index];
      // Each lacks what would tell it apart: that has been said.
      if (keys.some((key) => byName?.get(key)?.required === true && isNothing(item, key))) continue;
      this.#path.push(index);
      const message = `Duplicate value: ${shown(keysShown(item, keys))}`;
      this.#fail('Duplicate', message, keys.length === 1 ? keys[0] : undefined);
      this.#path.pop();
    }
  }

  #map(field: FieldSchema, value: unknown): unknown {
    if (!isJsonObject(value)) return this.#wrongType('an object', value);
    const result: Record<string, unknown> = {};
    let isEmpty = true;
    for (const key of Object.keys(value)) {
      if (key === '__proto__') {
        this.#fail('Invalid', 'Invalid value: "__proto__": this key is not allowed');
        continue;
      }
      const item = value[key];
      if (item === null) continue;
      this.#path.push(`[${key}]`);
      const parsed = this.#value(field, item);
      this.#path.pop();
      if (parsed === undefined) continue;
      result[key] = parsed;
      isEmpty = false;
    }
    return isEmpty ? undefined : result;
  }

  #value(field: FieldSchema, value: unknown): unknown {
    switch (field.type) {
      case 'string':
      case 'enum':
        return typeof value === 'string' ? this.#string(field, value) : this.#wrongType('a string', value);
      case 'bool':
        return typeof value === 'boolean' ? value : this.#wrongType('true or false', value);
      case 'int32':
      case 'int64':
        return typeof value === 'number' ? this.#integer(field, value) : this.#wrongType('an integer', value);
      case 'bytes': {
        const bytes = typeof value === 'string' ? bytesFromBase64(value) : undefined;
        return bytes ?? this.#fail('Invalid', 'Invalid value: must be base64-encoded data');
      }
      case 'time':
      case 'microTime':
        return this.#time(field.type, value);
      case 'duration': {
        const nanos = typeof value === 'string' ? parseDuration(value) : undefined;
        if (nanos !== undefined) return formatDuration(nanos);
        return this.#fail(
          'Invalid',
          `Invalid value: ${shown(value)}: must be a duration such as 30s or 1m30s`,
        );
      }
      case 'quantity': {
        const text = typeof value === 'number' ? String(value) : value;
        if (typeof text !== 'string') return this.#wrongType('a quantity such as 100m or 64Mi', value);
        if (parseQuantity(text) !== undefined) return text;
        return this.#fail(
          'Invalid',
          `Invalid value: ${shown(value)}: must be a quantity such as 100m, 64Mi or 2`,
        );
      }
      case 'intOrString':
        if (typeof value === 'string') return value;
        if (typeof value !== 'number') return this.#wrongType('an integer or a string', value);
        return this.#integer(field, value);
      case 'json':
        return isJsonObject(value) ? this.#json(value) : this.#wrongType('an object', value);
      case 'number':
        return typeof value === 'number' ? value : this.#wrongType('a number', value);
      case 'any':
        return value;
      case 'strings':
        return isStrings(value) ? value : this.#wrongType('a list of strings', value);
      case 'message': {
        const type = field.message?.();
        if (type === undefined) return undefined;
        return isKindType(type) ? this.#object(type, value) : this.#message(type.schema, value);
      }
    }
  }

  /** A message within another: of one that many objects have in common, what was read of it before. */
  #message(schema: MessageSchema, value: unknown): JsonObject | undefined {
    if (this.#isPartial || !isJsonObject(value) || !isShared(value)) return this.message(schema, value, none);
    const known = messages.get(value);
    if (known?.schema === schema) return known.message;
    const faults = this.causes.length;
    const message = this.message(schema, value, none);
    if (message !== undefined && this.causes.length === faults)
      messages.set(value, { schema, message: share(message) });
    return message;
  }

  /** An object of a kind that stands within another: its apiVersion and kind may be left out. */
  #object(type: KindType<unknown>, value: unknown): JsonObject | undefined {
    const message = this.message(type.schema, value, addressed);
    if (message === undefined || !isJsonObject(value)) return undefined;
    for (const name of ['apiVersion', 'kind'] as const) {
      const given = value[name] ?? '';
      if (given !== '' && given !== type[name])
        this.#fail('Invalid', `Invalid value: ${shown(given)}: must be "${type[name]}"`, name);
    }
    return { apiVersion: type.apiVersion, kind: type.kind, ...message };
  }

  /** Free JSON, without the one key that could do harm where it is merged. */
  #json(value: JsonObject): unknown {
    if (!holdsKey(value, '__proto__')) return value;
    return this.#fail('Invalid', 'Invalid value: "__proto__": this key is not allowed');
  }

  #string(field: FieldSchema, value: string): unknown {
    if (value === '') {
      if (field.required === true) this.#fail('Required', 'Required value');
      // Where a word is expected, none is the same as no field: the default holds, as in Kubernetes.
      return field.oneOf === undefined && field.default === undefined ? '' : undefined;
    }
    if (field.oneOf !== undefined && !field.oneOf.includes(value)) {
      const supported = field.oneOf.map((each) => `"${each}"`).join(', ');
      return this.#fail('NotSupported', `Unsupported value: "${value}": supported values: ${supported}`);
    }
    const wrong = field.format === undefined ? undefined : formats[field.format]?.(value);
    return wrong === undefined ? value : this.#fail('Invalid', `Invalid value: ${shown(value)}: ${wrong}`);
  }

  #integer(field: FieldSchema, value: number): unknown {
    const wrong = integerFault(field, value);
    return wrong === undefined ? value : this.#fail('Invalid', `Invalid value: ${value}: ${wrong}`);
  }

  #time(type: 'time' | 'microTime', value: unknown): unknown {
    const moment = typeof value === 'string' ? parseTime(value) : undefined;
    if (moment === undefined)
      return this.#fail(
        'Invalid',
        `Invalid value: ${shown(value)}: must be a time such as 2026-01-31T08:00:00Z`,
      );
    return type === 'time'
      ? formatTime(moment.seconds)
      : formatTime(moment.seconds, Math.floor(moment.nanos / 1000));
  }
}

/** Whether an item has no more of a field than what stands for one that is missing. */
function isNothing(item: unknown, name: string): boolean {
  const value = isJsonObject(item) ? item[name] : undefined;
  return value === undefined || value === '' || value === 0;
}

/** Why a number is not one that a field may have. */
function integerFault({ type, min, max }: FieldSchema, value: number): string | undefined {
  if (!Number.isInteger(value)) return 'must be an integer';
  if (!Number.isSafeInteger(value)) return 'must be between -(2^53-1) and 2^53-1';
  if (type !== 'int64' && Math.abs(value) > int32Max) return 'must fit in 32 bits';
  if (min !== undefined && max !== undefined && (value < min || value > max))
    return `must be between ${min} and ${max}, inclusive`;
  return min !== undefined && value < min ? `must be greater than or equal to ${min}` : undefined;
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function holdsKey(value: unknown, key: string): boolean {
  if (Array.isArray(value)) return value.some((item) => holdsKey(item, key));
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([name, inner]) => name === key || holdsKey(inner, key));
}

/** The name nearest to `name`, if one is near enough to be a likely slip. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, far: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((a, b) => a.far - b.far);
  const [best] = ranked;
  return best !== undefined && best.far <= Math.max(2, Math.floor(name.length / 3))
    ? best.candidate
    : undefined;
}

/** Whether a parse of `type` made `value` of what it was given: the one place that turns JSON into a type. */
function isMade<T>(_type: MessageType<T>, value: unknown): value is T {
  return value !== undefined;
}

function outcome<T>(type: MessageType<T>, { causes }: Parser, value: unknown): Parsed<T> {
  if (!isMade(type, value)) return { causes };
  return causes.length === 0 ? { ok: value } : { causes, rest: value };
}

/** Reads a message from JSON. */
export function messageFromJson<T>(type: MessageType<T>, json: unknown, path = ''): Parsed<T> {
  const parser = new Parser(false, path);
  return outcome(type, parser, parser.message(type.schema, json, none));
}

/** Reads a message of which what is required may be absent. */
export function partialMessageFromJson<T>(type: MessageType<T>, json: unknown, path: string): Parsed<T> {
  const parser = new Parser(true, path);
  return outcome(type, parser, parser.message(type.schema, json, none));
}

/** Reads an object of a kind from JSON; its apiVersion and kind have been looked at already. */
export function objectFromJson<T>(type: KindType<T>, json: unknown): Parsed<T> {
  if (type.json !== undefined && isJsonObject(json)) return type.json.read(json, false);
  const parser = new Parser();
  const message = parser.message(type.schema, json, addressed);
  return outcome(type, parser, message && { apiVersion: type.apiVersion, kind: type.kind, ...message });
}

/** Reads an object that may leave out what its kind requires, such as a configuration that is applied. */
export function partialFromJson(type: KindType<unknown>, json: unknown): Parsed<JsonObject> {
  if (type.json !== undefined && isJsonObject(json)) {
    const read = type.json.read(json, true);
    return 'causes' in read ? { causes: read.causes } : { ok: isJsonObject(read.ok) ? read.ok : {} };
  }
  const parser = new Parser(true);
  const message = parser.message(type.schema, json, addressed);
  return message === undefined || parser.causes.length > 0 ? { causes: parser.causes } : { ok: message };
}
