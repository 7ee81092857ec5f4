// The types of CEL's values, as far as they are known before there is a value. What isn't known is `dyn`, which fits
// everything: a check may then miss what is wrong, and never refuses what is right.

/** A type. Parts of it are other types: of a list its items, of a map its keys and values, of an optional what it may hold. */
export interface CelType {
  readonly kind: CelKind;
  /** What a parameter of a function's signature, or a type of which nothing else is known, is called. */
  readonly name?: string;
  readonly parts?: readonly CelType[];
  /** The fields of an object, by the names that CEL can say. */
  readonly fields?: ReadonlyMap<string, CelType>;
  /** Whether a value may be null in spite of its type. */
  readonly isNullable?: boolean;
}

export type CelKind =
  | 'dyn'
  | 'null'
  | 'bool'
  | 'int'
  | 'uint'
  | 'double'
  | 'string'
  | 'bytes'
  | 'type'
  | 'timestamp'
  | 'duration'
  | 'list'
  | 'map'
  | 'optional'
  | 'object'
  | 'other'
  | 'parameter';

/** What the parameters of a signature stand for. */
export type Bindings = Map<string, CelType>;

export const dyn: CelType = { kind: 'dyn' };
export const bool: CelType = { kind: 'bool' };
export const int: CelType = { kind: 'int' };
export const text: CelType = { kind: 'string' };

export function listOf(item: CelType): CelType {
  return { kind: 'list', parts: [item] };
}

export function mapOf(key: CelType, value: CelType): CelType {
  return { kind: 'map', parts: [key, value] };
}

export function optionalOf(held: CelType): CelType {
  return { kind: 'optional', parts: [held] };
}

/** One of the types within a type; `dyn` where it has none. */
export function partOf({ parts = [] }: CelType, index: number): CelType {
  return parts[index] ?? dyn;
}

/** A type in the words of Kubernetes' messages. */
export function typeName({ kind, name, parts = [] }: CelType): string {
  const inner = parts.length === 0 ? '' : `(${parts.map(typeName).join(', ')})`;
  if (kind === 'optional') return `optional_type${inner}`;
  return `${kind === 'other' || kind === 'parameter' ? (name ?? kind) : kind}${inner}`;
}

/** The kinds that null is taken for, whatever their schema says. */
const takeNull: ReadonlySet<CelKind> = new Set([
  'null',
  'object',
  'timestamp',
  'duration',
  'optional',
  'other',
]);

/** Whether a value of a type may stand where another is wanted. Parameters of what is wanted are bound by it. */
export function fits(actual: CelType, wanted: CelType, bindings: Bindings = new Map()): boolean {
  if (wanted.kind === 'parameter') {
    const name = wanted.name ?? '';
    const bound = bindings.get(name);
    if (bound !== undefined && !fits(actual, bound)) return false;
    bindings.set(name, bound === undefined ? actual : general(bound, actual));
    return true;
  }
  if (actual.kind === 'dyn' || wanted.kind === 'dyn') return true;
  if (actual.kind === 'null') return wanted.isNullable === true || takeNull.has(wanted.kind);
  if (wanted.kind === 'null') return actual.isNullable === true || takeNull.has(actual.kind);
  if (actual.kind !== wanted.kind || actual.name !== wanted.name) return false;
  return (wanted.parts ?? []).every((part, index) => fits(partOf(actual, index), part, bindings));
}

/** The type of what is of one of two types that fit each other: the one that says less. */
export function general(a: CelType, b: CelType): CelType {
  if (a === b || a.kind === 'dyn') return a;
  if (b.kind === 'dyn') return b;
  if (a.kind === 'null') return { ...b, isNullable: true };
  if (b.kind === 'null') return { ...a, isNullable: true };
  if (a.kind !== b.kind || a.name !== b.name) return dyn;
  const isNullable = a.isNullable === true || b.isNullable === true;
  // Of two objects that were described twice nobody knows which fields the value has.
  if (a.kind === 'object') return dyn;
  const parts = (a.parts ?? []).map((part, index) => general(part, partOf(b, index)));
  return { ...a, ...(parts.length > 0 && { parts }), ...(isNullable && { isNullable }) };
}

/** A type of a signature with its parameters replaced by what they stand for. */
export function bound(type: CelType, bindings: Bindings): CelType {
  if (type.kind === 'parameter') return bindings.get(type.name ?? '') ?? dyn;
  return type.parts === undefined
    ? type
    : { ...type, parts: type.parts.map((part) => bound(part, bindings)) };
}

const named: Readonly<Record<string, CelType>> = {
  dyn,
  bool,
  int,
  uint: { kind: 'uint' },
  double: { kind: 'double' },
  string: text,
  bytes: { kind: 'bytes' },
  null: { kind: 'null' },
  type: { kind: 'type' },
  'google.protobuf.Timestamp': { kind: 'timestamp' },
  'google.protobuf.Duration': { kind: 'duration' },
};

/** The words between commas that stand in no brackets. */
function apart(words: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (const [at, sign] of Array.from(words).entries()) {
    if (sign === '<') depth++;
    else if (sign === '>') depth--;
    else if (sign === ',' && depth === 0) {
      found.push(words.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...found, words.slice(from).trim()];
}

/** A type as the CEL library writes it: `map<string, list<A>>`. */
export function typeOfWords(words: string): CelType {
  const known = Object.hasOwn(named, words) ? named[words] : undefined;
  if (known !== undefined) return known;
  if (/^[A-Z]$/.test(words)) return { kind: 'parameter', name: words };
  const [, container, inner = ''] = /^(list|map|optional|dyn)<(.*)>$/.exec(words) ?? [];
  const parts = container === undefined ? [] : apart(inner).map(typeOfWords);
  if (container === 'list' || container === 'map' || container === 'optional')
    return { kind: container, parts };
  return container === 'dyn' ? dyn : { kind: 'other', name: words };
}
