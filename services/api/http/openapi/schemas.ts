// The schemas of kinds in OpenAPI's terms, from the one schema that validation and `explain` read.
import { apiVersionOf } from '#kernel/kinds/served-version.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { transientTypes } from '#kernel/model/gen/objects.gen.ts';
import {
  type FieldSchema,
  type KindType,
  type MessageSchema,
  type MessageType,
  isKindType,
} from '#kernel/model/schema.ts';
import { type Resource, listKindOf } from '#api/http/resources.ts';

/** The two editions differ in where definitions stand and in how alternatives are said. */
export type Edition = 'v2' | 'v3';

const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1';
/** Definitions that every document needs, whatever its kinds. */
export const common = {
  listMeta: `${meta}.ListMeta`,
  status: `${meta}.Status`,
  deleteOptions: `${meta}.DeleteOptions`,
  patch: `${meta}.Patch`,
  watchEvent: `${meta}.WatchEvent`,
} as const;

/** A message's name as Kubernetes' documents have it: `k8s.io.api.apps.v1.Deployment` is `io.k8s.api.apps.v1.Deployment`. */
export function definitionName(messageName: string): string {
  const [first = '', second = '', ...rest] = messageName.split('.');
  return [second, first, ...rest].join('.');
}

function refer(edition: Edition, name: string): JsonObject {
  return { $ref: `${edition === 'v2' ? '#/definitions/' : '#/components/schemas/'}${name}` };
}

const scalars: Readonly<Record<string, JsonObject>> = {
  string: { type: 'string' },
  enum: { type: 'string' },
  bool: { type: 'boolean' },
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'integer', format: 'int64' },
  bytes: { type: 'string', format: 'byte' },
  time: { type: 'string', format: 'date-time' },
  microTime: { type: 'string', format: 'date-time' },
  duration: { type: 'string' },
  json: { type: 'object' },
  strings: { type: 'array', items: { type: 'string' } },
};

function valueSchema(edition: Edition, field: FieldSchema): JsonObject {
  const scalar = scalars[field.type];
  if (scalar !== undefined) return scalar;
  if (field.type === 'intOrString')
    return edition === 'v2'
      ? { type: 'string', format: 'int-or-string' }
      : { format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] };
  if (field.type === 'quantity')
    return edition === 'v2' ? { type: 'string' } : { oneOf: [{ type: 'string' }, { type: 'number' }] };
  const type = field.message?.();
  return type === undefined ? { type: 'object' } : refer(edition, definitionName(type.name));
}

function listExtensions(field: FieldSchema): JsonObject {
  if (field.container !== 'list') return field.atomic === true ? { 'x-kubernetes-map-type': 'atomic' } : {};
  const type = field.listType ?? (field.listKey === undefined ? 'atomic' : 'map');
  return {
    'x-kubernetes-list-type': type,
    ...(type === 'map' && field.listKey !== undefined && { 'x-kubernetes-list-map-keys': field.listKey }),
  };
}

function fieldSchema(edition: Edition, field: FieldSchema): JsonObject {
  const value = valueSchema(edition, field);
  const note = field.inert === true ? ' Stored; orc does not act on it yet.' : '';
  const extras = {
    description: `${field.doc}${note}`,
    ...(field.oneOf !== undefined && field.container === undefined && { enum: field.oneOf }),
    ...(field.default !== undefined && edition === 'v3' && { default: field.default }),
    ...listExtensions(field),
    ...(field.patchStrategy !== undefined && {
      'x-kubernetes-patch-strategy': field.patchStrategy.join(','),
    }),
    ...(field.patchMergeKey !== undefined && { 'x-kubernetes-patch-merge-key': field.patchMergeKey }),
  };
  if (field.container === 'list') return { ...extras, type: 'array', items: value };
  if (field.container === 'map') return { ...extras, type: 'object', additionalProperties: value };
  // Beside a reference OpenAPI 3.0 allows nothing: there it stands in a list of one.
  if ('$ref' in value && edition === 'v3') return { ...extras, allOf: [value] };
  return { ...value, ...extras };
}

function fieldsOf(schema: MessageSchema): readonly FieldSchema[] {
  return schema.fields.flatMap((field) => {
    if (field.internal === true) return [];
    if (field.inline !== true) return [field];
    const inner = field.message?.().schema;
    return inner === undefined ? [] : fieldsOf(inner);
  });
}

function messageSchema(edition: Edition, schema: MessageSchema, isKind: boolean): JsonObject {
  const fields = fieldsOf(schema);
  const required = fields.filter(
    (field) => field.required === true && !(isKind && field.name === 'metadata'),
  );
  return {
    description: schema.doc,
    type: 'object',
    ...(required.length > 0 && { required: required.map(({ name }) => name) }),
    properties: {
      ...(isKind && {
        apiVersion: {
          type: 'string',
          description: 'The version of the API in whose terms the object is written.',
        },
        kind: { type: 'string', description: 'What the object is.' },
      }),
      ...Object.fromEntries(fields.map((field) => [field.name, fieldSchema(edition, field)])),
    },
    ...(schema.atomic === true && { 'x-kubernetes-map-type': 'atomic' }),
  };
}

/** A kind in one version. */
export interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const gvkExtension = 'x-kubernetes-group-version-kind';

function add(
  edition: Edition,
  type: MessageType<unknown>,
  definitions: Map<string, JsonObject>,
  isKind: boolean,
): void {
  const name = definitionName(type.name);
  if (definitions.has(name)) return;
  definitions.set(name, messageSchema(edition, type.schema, isKind));
  for (const field of fieldsOf(type.schema)) {
    const inner = field.message?.();
    if (inner !== undefined) add(edition, inner, definitions, isKindType(inner));
  }
}

/** The definition under which a resource's kind stands. A version with another shape has one of its own. */
export function kindDefinition({ definition, group, version, kind, apiVersion }: Resource): string {
  if (definition.custom !== undefined) return [...group.split('.').toReversed(), version, kind].join('.');
  const own = definitionName(definition.type.name);
  if (apiVersion === definition.type.apiVersion) return own;
  const served = (definition.served ?? []).find((each) => each.group === group && each.version === version);
  if (served?.toStored === undefined) return own;
  return `io.k8s.api.${group === '' ? 'core' : (group.split('.')[0] ?? group)}.${version}.${kind}`;
}

function commonDefinitions(edition: Edition, gvks: readonly Gvk[]): [string, JsonObject][] {
  const text = { type: 'string' };
  return [
    [
      common.listMeta,
      {
        description: 'What a list says of itself.',
        type: 'object',
        properties: {
          continue: { ...text, description: 'Where the next page starts; absent at the end.' },
          remainingItemCount: {
            type: 'integer',
            format: 'int64',
            description: 'How many items follow this page.',
          },
          resourceVersion: {
            ...text,
            description: 'The state the list is of: a watch from here misses nothing.',
          },
        },
      },
    ],
    [
      common.status,
      {
        description: 'What became of a request that leaves no object to show.',
        type: 'object',
        properties: {
          apiVersion: text,
          kind: text,
          metadata: refer(edition, common.listMeta),
          status: { ...text, description: 'Success or Failure.' },
          message: { ...text, description: 'What went wrong, for people.' },
          reason: { ...text, description: 'What went wrong, as one word.' },
          details: { type: 'object', description: 'Which object and which fields it is about.' },
          code: { type: 'integer', format: 'int32', description: 'The HTTP status.' },
        },
        [gvkExtension]: [{ group: '', version: 'v1', kind: 'Status' }],
      },
    ],
    [
      common.deleteOptions,
      {
        description: 'How an object is to be deleted.',
        type: 'object',
        properties: {
          apiVersion: text,
          kind: text,
          dryRun: { type: 'array', items: text, description: 'All: check everything, do nothing.' },
          gracePeriodSeconds: {
            type: 'integer',
            format: 'int64',
            description: 'How long the object is given to end.',
          },
          orphanDependents: { type: 'boolean', description: 'Old form of propagationPolicy.' },
          preconditions: {
            type: 'object',
            description: 'Which object is meant.',
            properties: { resourceVersion: text, uid: text },
          },
          propagationPolicy: { ...text, description: 'Background, Foreground or Orphan.' },
        },
        [gvkExtension]: [...new Set(gvks.map(({ group, version }) => `${group}/${version}`))].map((each) => {
          const [group = '', version = ''] = each.split('/');
          return { group, version, kind: 'DeleteOptions' };
        }),
      },
    ],
    [common.patch, { description: 'A patch, in the form that the content type names.', type: 'object' }],
    [
      common.watchEvent,
      {
        description: 'One change, as a watch tells it.',
        type: 'object',
        required: ['type', 'object'],
        properties: { type: text, object: { type: 'object' } },
      },
    ],
  ];
}

/** What OpenAPI 2 can't say. */
const beyondV2: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'nullable', 'default']);

function published(edition: Edition, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => published(edition, item));
  if (!isJsonObject(value)) return value;
  const { properties, ...rest } = value;
  const kept = Object.entries(rest).filter(([name]) => edition === 'v3' || !beyondV2.has(name));
  return {
    ...Object.fromEntries(kept.map(([name, inner]) => [name, published(edition, inner)])),
    ...(isJsonObject(properties) && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [name, published(edition, inner)]),
      ),
    }),
  };
}

/** The schema of a kind that users define, with what every object has. */
function customSchema(edition: Edition, schema: JsonObject): JsonObject {
  const made = published(edition, schema);
  const base = isJsonObject(made) ? made : {};
  const text = (description: string): JsonObject => ({ type: 'string', description });
  const metadata = refer(edition, definitionName(ObjectMeta.name));
  return {
    ...base,
    type: 'object',
    properties: {
      apiVersion: text('The version of the API in whose terms the object is written.'),
      kind: text('What the object is.'),
      ...(isJsonObject(base['properties']) && base['properties']),
      metadata: edition === 'v2' ? metadata : { allOf: [metadata] },
    },
  };
}

/** The message of a kind that is asked and answered, and never stored; undefined for one without a message. */
function transientType({ group, version, kind }: Gvk): KindType<unknown> | undefined {
  const apiVersion = apiVersionOf(group, version);
  return Object.values(transientTypes).find(
    (type): boolean => type.kind === kind && type.apiVersion === apiVersion,
  );
}

/** The definition under which a kind stands that is never stored; undefined where orc has no message of it. */
export function transientDefinition(gvk: Gvk): string | undefined {
  const type = transientType(gvk);
  return type && definitionName(type.name);
}

function listSchema(edition: Edition, plural: string, itemName: string): JsonObject {
  return {
    description: `A list of ${plural}.`,
    type: 'object',
    required: ['items'],
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: refer(edition, common.listMeta),
      items: { type: 'array', items: refer(edition, itemName) },
    },
  };
}

/** A kind that is never stored, with what may be done with it where that is by paths of its own. */
interface TransientKind extends Gvk {
  readonly plural?: string;
  readonly verbs?: readonly string[];
}

/** The definitions of some resources, of kinds that are never stored, and of everything they are made of, by name. */
export function definitionsOf(
  edition: Edition,
  resources: readonly Resource[],
  transient: readonly TransientKind[],
): ReadonlyMap<string, JsonObject> {
  const definitions = new Map<string, JsonObject>();
  const gvks = new Map<string, Gvk[]>();
  for (const { group, version, kind, plural = '', verbs = [] } of transient) {
    const type = transientType({ group, version, kind });
    if (type === undefined) continue;
    add(edition, type, definitions, true);
    const name = definitionName(type.name);
    gvks.set(name, [{ group, version, kind }]);
    if (!verbs.includes('list')) continue;
    definitions.set(`${name}List`, listSchema(edition, plural, name));
    gvks.set(`${name}List`, [{ group, version, kind: `${kind}List` }]);
  }
  for (const resource of resources) {
    const { group, version, kind, definition } = resource;
    const name = kindDefinition(resource);
    if (definition.custom !== undefined) {
      add(edition, ObjectMeta, definitions, false);
      definitions.set(name, customSchema(edition, definition.custom.schema));
    } else if (name === definitionName(definition.type.name))
      add(edition, definition.type, definitions, true);
    else
      definitions.set(name, {
        description: `${definition.type.schema.doc} In the terms of ${resource.apiVersion}; stored as ${definition.type.apiVersion}.`,
        type: 'object',
      });
    gvks.set(name, [...(gvks.get(name) ?? []), { group, version, kind }]);
    const listName = `${name}List`;
    definitions.set(listName, listSchema(edition, definition.plural, name));
    gvks.set(listName, [...(gvks.get(listName) ?? []), { group, version, kind: listKindOf(resource) }]);
  }
  for (const [name, kinds] of gvks) {
    const known = definitions.get(name);
    if (known !== undefined) definitions.set(name, { ...known, [gvkExtension]: kinds });
  }
  for (const [name, schema] of commonDefinitions(edition, [...gvks.values()].flat()))
    definitions.set(name, schema);
  return new Map([...definitions].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
