// What a structural schema says of the types that CEL sees, as Kubernetes has it: which fields an expression may name,
// and of which type they are. https://kubernetes.io/docs/reference/using-api/cel/#type-checking
import { extension, schemaAt } from '#kernel/custom/structural.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { type CelType, bool, dyn, int, listOf, mapOf, text } from '#kernel/policy/cel/types.ts';

/** The words of CEL that no field can be called by. */
const reserved: ReadonlySet<string> = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/** A name of a field as CEL can say it. */
export function escaped(name: string): string {
  if (reserved.has(name)) return `__${name}__`;
  return name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__');
}

/** What every whole object has, whatever its schema says: of its metadata nothing but its name. */
const wholeFields: readonly (readonly [string, CelType])[] = [
  ['apiVersion', text],
  ['kind', text],
  ['metadata', { kind: 'object', fields: new Map(['name', 'generateName'].map((name) => [name, text])) }],
];

const texts: Readonly<Record<string, CelType>> = {
  byte: { kind: 'bytes' },
  duration: { kind: 'duration' },
  date: { kind: 'timestamp' },
  'date-time': { kind: 'timestamp' },
  // A time by the documentation of Kubernetes, a text by what it does.
  datetime: dyn,
};

function isEmbedded(schema: JsonObject): boolean {
  return extension(schema, 'embedded-resource') === true;
}

function objectType(schema: JsonObject, isWhole: boolean): CelType | undefined {
  const { additionalProperties } = schema;
  if (isJsonObject(additionalProperties)) {
    const value = isWhole ? undefined : knownType(additionalProperties, isEmbedded(additionalProperties));
    return isWhole ? dyn : value && mapOf(text, value);
  }
  const own = Object.entries(schemaAt(schema['properties'])).flatMap(([name, property]) => {
    const inner = schemaAt(property);
    const type = knownType(inner, isEmbedded(inner));
    return type === undefined ? [] : [[escaped(name), type] as const];
  });
  return { kind: 'object', fields: new Map([...own, ...(isWhole ? wholeFields : [])]) };
}

function bareType(schema: JsonObject, isWhole: boolean): CelType | undefined {
  const { type, format } = schema;
  switch (type) {
    case 'string':
      return (typeof format === 'string' && Object.hasOwn(texts, format) && texts[format]) || text;
    case 'boolean':
      return bool;
    case 'number':
      return { kind: 'double' };
    case 'integer':
      return int;
    case 'array': {
      const items = schemaAt(schema['items']);
      const item = knownType(items, isEmbedded(items));
      return item && listOf(item);
    }
    case 'object':
      return objectType(schema, isWhole);
    default:
      return isWhole ? objectType(schema, isWhole) : undefined;
  }
}

/** The type of a value; undefined where its schema says none: what holds such a value has no such field in CEL. */
function knownType(schema: JsonObject, isWhole: boolean): CelType | undefined {
  if (extension(schema, 'int-or-string') === true) return dyn;
  const bare = bareType(schema, isWhole);
  return bare !== undefined && schema['nullable'] === true ? { ...bare, isNullable: true } : bare;
}

/** The type of the value that a schema describes. `isWhole` says whether it is that of a whole object. */
export function celTypeOf(schema: JsonObject, isWhole: boolean): CelType {
  return knownType(schema, isWhole || isEmbedded(schema)) ?? dyn;
}
