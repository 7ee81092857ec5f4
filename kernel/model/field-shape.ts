// How server-side apply sees a value: as one (a leaf), or by its parts, which are told apart by name, key or value.
import type { FieldSchema, MessageSchema } from '#kernel/model/schema.ts';
import { fieldEdge, keyEdge, valueEdge } from '#kernel/model/field-set.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { fieldNamed } from '#kernel/model/schema-index.ts';

/** How a value is owned: whole, or in parts. */
export type Shape =
  /** A plain value, or one that is atomic: it has one owner. */
  | { readonly kind: 'leaf' }
  /** A message: each field has its owner. */
  | { readonly kind: 'message'; readonly schema: MessageSchema }
  /** A map: each entry has its owner. */
  | { readonly kind: 'map'; readonly item: Shape }
  /** A list whose items are told apart by keys. */
  | {
      readonly kind: 'list';
      readonly keys: readonly string[];
      readonly schema: MessageSchema | undefined;
      readonly item: Shape;
    }
  /** Anything: the entries of objects have their owners, all else has one. */
  | { readonly kind: 'free' }
  /** A list of values, each of which is there or is not. */
  | { readonly kind: 'set' };

/** A part of a value: the edge that leads to it, its value and its shape. */
export interface Part {
  readonly edge: string;
  readonly value: unknown;
  readonly shape: Shape;
}

const leaf: Shape = { kind: 'leaf' };
const free: Shape = { kind: 'free' };

/** The shape of a message that stands by itself. */
export function messageShape(schema: MessageSchema): Shape {
  return { kind: 'message', schema };
}

/** The shape of one value of a field. */
function itemShape(field: FieldSchema): Shape {
  if (field.type === 'any') return field.atomic === true ? leaf : free;
  if (field.type !== 'message') return leaf;
  const schema = field.message?.().schema;
  if (schema === undefined) return leaf;
  return (field.atomic ?? schema.atomic) === true ? leaf : messageShape(schema);
}

/** The shape of a field. */
export function shapeOf(field: FieldSchema): Shape {
  if (field.container === undefined) return itemShape(field);
  if (field.atomic === true) return leaf;
  if (field.container === 'map') return { kind: 'map', item: itemShape(field) };
  const { listKey } = field;
  switch (field.listType ?? (listKey === undefined ? 'atomic' : 'map')) {
    case 'atomic':
      return leaf;
    case 'set':
      return { kind: 'set' };
    case 'map':
      return {
        kind: 'list',
        keys: listKey ?? [],
        schema: field.message?.().schema,
        item: itemShape(field),
      };
  }
}

/** The shape of a field of a message by its name; undefined for one that the message does not have. */
export function shapeWithin(schema: MessageSchema, name: string): Shape | undefined {
  const field = fieldNamed(schema, name);
  if (field !== undefined) return shapeOf(field);
  return schema.open === true ? free : undefined;
}

/** What an item's key is where the item does not say. */
export function keyDefault(schema: MessageSchema | undefined, key: string): unknown {
  return fieldNamed(schema, key)?.default ?? (key === 'protocol' ? 'TCP' : undefined);
}

function itemEdge(shape: Extract<Shape, { kind: 'list' }>, item: unknown): string {
  const given: JsonObject = isJsonObject(item) ? item : {};
  return keyEdge(
    Object.fromEntries(
      shape.keys.map((key) => [key, given[key] ?? keyDefault(shape.schema, key) ?? null] as const),
    ),
  );
}

/** The parts of a value, in its order; undefined for what has none: a leaf, or a value of another form. */
export function partsOf(shape: Shape, value: unknown): readonly Part[] | undefined {
  switch (shape.kind) {
    case 'leaf':
      return undefined;
    case 'message':
      if (!isJsonObject(value)) return undefined;
      return Object.entries(value).flatMap(([name, inner]) => {
        const below = shapeWithin(shape.schema, name);
        if (below === undefined || inner === undefined) return [];
        return [{ edge: fieldEdge(name), value: inner, shape: below }];
      });
    case 'free':
      if (!isJsonObject(value)) return undefined;
      return Object.entries(value).map(([name, inner]) => ({
        edge: fieldEdge(name),
        value: inner,
        shape: free,
      }));
    case 'map':
      if (!isJsonObject(value)) return undefined;
      return Object.entries(value).map(([name, inner]) => ({
        edge: fieldEdge(name),
        value: inner,
        shape: shape.item,
      }));
    case 'list':
      if (!Array.isArray(value)) return undefined;
      return value.map((item: unknown) => ({ edge: itemEdge(shape, item), value: item, shape: shape.item }));
    case 'set':
      if (!Array.isArray(value)) return undefined;
      return value.map((item: unknown) => ({ edge: valueEdge(item), value: item, shape: leaf }));
  }
}

/** A value of the shape put together from parts again; `base` is what it was, for what its schema does not know. */
export function wholeOf(shape: Shape, parts: readonly Part[], base: unknown): unknown {
  if (shape.kind === 'list' || shape.kind === 'set') return parts.map(({ value }) => value);
  const named = parts.map(({ edge, value }) => [edge.slice(2), value] as const);
  if (shape.kind !== 'message' || !isJsonObject(base)) return Object.fromEntries(named);
  const unknown = Object.entries(base).filter(([name]) => shapeWithin(shape.schema, name) === undefined);
  return Object.fromEntries([...unknown, ...named]);
}
