// What is looked up of a message's schema again and again, made once: its fields by name, those of inlined messages
// among them.
import type { FieldSchema, MessageSchema } from '#kernel/model/schema.ts';

export interface SchemaIndex {
  /** The fields that stand in JSON, in the schema's order; without the masters' own. */
  readonly fields: readonly FieldSchema[];
  readonly byName: ReadonlyMap<string, FieldSchema>;
  /** The names that are refused as not supported yet. */
  readonly unsupported: ReadonlySet<string>;
  /** Those that have a default, or hold a message that has one somewhere. */
  readonly defaulted: readonly FieldSchema[];
  /** Whether objects in memory are their JSON: no bytes and no fields of the masters' own, at any depth. */
  readonly isPlain: boolean;
}

const indexes = new WeakMap<MessageSchema, SchemaIndex>();
const noFields: MessageSchema = { doc: '', fields: [], unsupported: [] };

function inlined(field: FieldSchema): MessageSchema {
  return field.message?.().schema ?? noFields;
}

function fieldsOf(schema: MessageSchema): FieldSchema[] {
  return schema.fields.flatMap((field) => {
    if (field.internal === true) return [];
    return field.inline === true ? fieldsOf(inlined(field)) : [field];
  });
}

function unsupportedOf(schema: MessageSchema): readonly string[] {
  const others = schema.fields.filter(({ inline }) => inline === true);
  return [...schema.unsupported, ...others.flatMap((field) => unsupportedOf(inlined(field)))];
}

/** Whether a message has a default somewhere; a message within itself adds nothing. */
function holdsDefault(schema: MessageSchema, within: readonly MessageSchema[]): boolean {
  if (within.includes(schema)) return false;
  return fieldsOf(schema).some((field) => isDefaulted(field, [...within, schema]));
}

function isDefaulted(field: FieldSchema, within: readonly MessageSchema[]): boolean {
  if (field.default !== undefined) return true;
  const inner = field.message?.().schema;
  return inner !== undefined && holdsDefault(inner, within);
}

/** Whether a message's values are their JSON; a message within itself adds nothing. */
function isPlain(schema: MessageSchema, within: readonly MessageSchema[]): boolean {
  if (within.includes(schema)) return true;
  return schema.fields.every((field) => {
    if (field.type === 'bytes' || field.internal === true) return false;
    const inner = field.message?.().schema;
    if (inner === undefined) return true;
    return indexes.get(inner)?.isPlain ?? isPlain(inner, [...within, schema]);
  });
}

/** The index of a message's schema. */
export function indexOf(schema: MessageSchema): SchemaIndex {
  const known = indexes.get(schema);
  if (known !== undefined) return known;
  const fields = fieldsOf(schema);
  const made = {
    fields,
    byName: new Map(fields.map((field) => [field.name, field])),
    unsupported: new Set(unsupportedOf(schema)),
    defaulted: fields.filter((field) => isDefaulted(field, [schema])),
    isPlain: isPlain(schema, []),
  };
  indexes.set(schema, made);
  return made;
}

/** The schema of a field by its name in JSON, of inlined messages too. */
export function fieldNamed(schema: MessageSchema | undefined, name: string): FieldSchema | undefined {
  return schema && indexOf(schema).byName.get(name);
}
