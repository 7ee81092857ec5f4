// Whether an OpenAPI v3 schema is structural, by the rules Kubernetes documents: every level says its
// type, and what stands under allOf, anyOf, oneOf and not only narrows what is already there.
import type { FieldCause } from '#kernel/errors.ts';
import { forbidden, invalid, notSupported, required } from '#kernel/kinds/kind.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const listTypes = ['atomic', 'set', 'map'];
const mapTypes = ['atomic', 'granular'];
/** The keywords that no structural schema has. */
const forbiddenKeywords = [
  '$ref',
  'definitions',
  'dependencies',
  'patternProperties',
  'additionalItems',
  'id',
];
/** The keywords that describe a value and so may stand only at its own level. */
const levelKeywords = [
  'type',
  'additionalProperties',
  'default',
  'title',
  'description',
  'nullable',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
];
/** The deepest nesting that is looked at; what is deeper is refused. */
const maxDepth = 40;

const preserve = 'x-kubernetes-preserve-unknown-fields';
const embedded = 'x-kubernetes-embedded-resource';
const intOrString = 'x-kubernetes-int-or-string';

function schemas(value: unknown): JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter((each): each is JsonObject => isJsonObject(each));
}

/** What is wrong with what only narrows a value: keywords that describe it. */
function narrowing(schema: JsonObject, at: string, depth: number): FieldCause[] {
  if (depth > maxDepth) return [forbidden(at, `a schema may be nested ${maxDepth} levels deep`)];
  const causes: FieldCause[] = [];
  for (const keyword of levelKeywords) {
    const typed = keyword === 'type' && (schema['type'] === 'integer' || schema['type'] === 'string');
    if (schema[keyword] !== undefined && !typed)
      causes.push(forbidden(`${at}.${keyword}`, 'must be empty to be structural'));
  }
  const { properties, items, not } = schema;
  for (const [name, inner] of Object.entries(isJsonObject(properties) ? properties : {}))
    if (isJsonObject(inner)) causes.push(...narrowing(inner, `${at}.properties[${name}]`, depth + 1));
  if (isJsonObject(items)) causes.push(...narrowing(items, `${at}.items`, depth + 1));
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const)
    for (const [index, inner] of schemas(schema[keyword] ?? []).entries())
      causes.push(...narrowing(inner, `${at}.${keyword}[${index}]`, depth + 1));
  if (isJsonObject(not)) causes.push(...narrowing(not, `${at}.not`, depth + 1));
  return causes;
}

function hasFields(properties: unknown): boolean {
  return isJsonObject(properties) && Object.keys(properties).length > 0;
}

function typeCauses(schema: JsonObject, at: string): FieldCause[] {
  const { type } = schema;
  const free = schema[intOrString] === true || schema[preserve] === true;
  const causes: FieldCause[] = [];
  if (type === undefined || type === '') {
    if (!free) causes.push(required(`${at}.type`, 'must not be empty for specified object fields'));
  } else if (typeof type !== 'string') causes.push(invalid(`${at}.type`, type, 'must be one word'));
  else if (!types.includes(type)) causes.push(notSupported(`${at}.type`, type, types));
  if (schema[intOrString] === true && type !== undefined)
    causes.push(invalid(`${at}.type`, type, `must be empty if ${intOrString} is true`));
  if (schema[preserve] !== undefined && schema[preserve] !== true)
    causes.push(invalid(`${at}.${preserve}`, schema[preserve], 'must be true or undefined'));
  if (schema[embedded] === true && type !== 'object')
    causes.push(invalid(`${at}.type`, type, `must be object if ${embedded} is true`));
  const { properties } = schema;
  if (schema[embedded] === true && schema[preserve] !== true && !hasFields(properties))
    causes.push(required(`${at}.properties`, `must not be empty if ${embedded} is true without ${preserve}`));
  if (type === 'array' && schema['items'] === undefined)
    causes.push(required(`${at}.items`, 'must be specified'));
  return causes;
}

/** Keys by which items are told apart are fields of every item. */
function keyCauses(items: unknown, keys: readonly unknown[], at: string): FieldCause[] {
  const { properties, required: wanted } = isJsonObject(items) ? items : {};
  return keys.flatMap((key, index): FieldCause[] => {
    const name = String(key);
    const fields = isJsonObject(properties) ? properties : {};
    const property = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!isJsonObject(property))
      return [
        invalid(
          `${at}.x-kubernetes-list-map-keys[${index}]`,
          key,
          'entries must all be names of item properties',
        ),
      ];
    const isThere = Array.isArray(wanted) && wanted.includes(name);
    return isThere || property['default'] !== undefined
      ? []
      : [
          required(
            `${at}.items.properties[${name}].default`,
            'this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property',
          ),
        ];
  });
}

function listCauses(schema: JsonObject, at: string): FieldCause[] {
  const causes: FieldCause[] = [];
  const listType = schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'];
  const mapType = schema['x-kubernetes-map-type'];
  if (listType !== undefined && schema['type'] !== 'array')
    causes.push(
      invalid(`${at}.type`, schema['type'], 'must be array if x-kubernetes-list-type is specified'),
    );
  if (typeof listType === 'string' && !listTypes.includes(listType))
    causes.push(notSupported(`${at}.x-kubernetes-list-type`, listType, listTypes));
  if (listType === 'map' && !(Array.isArray(keys) && keys.length > 0))
    causes.push(
      required(`${at}.x-kubernetes-list-map-keys`, 'must not be empty if x-kubernetes-list-type is map'),
    );
  if (listType === 'map' && Array.isArray(keys)) causes.push(...keyCauses(schema['items'], keys, at));
  if (keys !== undefined && listType !== 'map')
    causes.push(
      invalid(
        `${at}.x-kubernetes-list-type`,
        listType,
        'must be map if x-kubernetes-list-map-keys is non-empty',
      ),
    );
  if (typeof mapType === 'string' && !mapTypes.includes(mapType))
    causes.push(notSupported(`${at}.x-kubernetes-map-type`, mapType, mapTypes));
  return causes;
}

function levelCauses(schema: JsonObject, at: string, depth: number): FieldCause[] {
  if (depth > maxDepth) return [forbidden(at, `a schema may be nested ${maxDepth} levels deep`)];
  const causes = [...typeCauses(schema, at), ...listCauses(schema, at)];
  for (const keyword of forbiddenKeywords)
    if (schema[keyword] !== undefined)
      causes.push(forbidden(`${at}.${keyword}`, `${keyword} is not supported`));
  if (schema['uniqueItems'] === true)
    causes.push(
      forbidden(
        `${at}.uniqueItems`,
        'uniqueItems cannot be set to true since the runtime complexity becomes quadratic',
      ),
    );
  const { properties, additionalProperties, items, not } = schema;
  if (isJsonObject(properties) && additionalProperties !== undefined && additionalProperties !== false)
    causes.push(
      forbidden(`${at}.additionalProperties`, 'additionalProperties and properties are mutual exclusive'),
    );
  for (const [name, inner] of Object.entries(isJsonObject(properties) ? properties : {})) {
    const here = `${at}.properties[${name}]`;
    causes.push(
      ...(isJsonObject(inner)
        ? levelCauses(inner, here, depth + 1)
        : [invalid(here, inner, 'must be an object')]),
    );
  }
  if (isJsonObject(additionalProperties))
    causes.push(...levelCauses(additionalProperties, `${at}.additionalProperties`, depth + 1));
  if (Array.isArray(items))
    causes.push(forbidden(`${at}.items`, 'items must be a schema object and not an array'));
  if (isJsonObject(items)) causes.push(...levelCauses(items, `${at}.items`, depth + 1));
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const)
    for (const [index, inner] of schemas(schema[keyword] ?? []).entries())
      causes.push(...narrowing(inner, `${at}.${keyword}[${index}]`, depth + 1));
  if (isJsonObject(not)) causes.push(...narrowing(not, `${at}.not`, depth + 1));
  return causes;
}

/** What keeps a schema that stands at `at` from being structural. */
export function validateStructural(schema: JsonObject, at: string): FieldCause[] {
  const causes = levelCauses(schema, at, 0);
  if (schema['type'] !== 'object' && schema['type'] !== undefined)
    causes.push(invalid(`${at}.type`, schema['type'], 'must be object at the root'));
  if (schema['type'] === undefined && schema[preserve] === true)
    causes.push(required(`${at}.type`, 'must be object at the root'));
  if (schema[embedded] === true) causes.push(forbidden(`${at}.${embedded}`, 'must not be set at the root'));
  const { properties } = schema;
  const metadata = isJsonObject(properties) ? properties['metadata'] : undefined;
  if (isJsonObject(metadata)) {
    const { properties: own, type: _type, ...rest } = metadata;
    const { name: _name, generateName: _generateName, ...others } = isJsonObject(own) ? own : {};
    if (Object.keys(others).length > 0 || Object.keys(rest).some((key) => key !== 'description'))
      causes.push(
        forbidden(
          `${at}.properties[metadata]`,
          'must not specify anything other than name and generateName, but metadata is implicitly specified',
        ),
      );
  }
  return causes;
}
