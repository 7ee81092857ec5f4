// The forms in which objects are answered: whole, as metadata alone, or as a table of columns, chosen by the
// Accept header.
import { asDefined } from '#kernel/custom/conversion.ts';
import { OrcError } from '#kernel/errors.ts';
import type { Column, KindDefinition } from '#kernel/kinds/kind.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { jsonView } from '#kernel/model/to-json.ts';
import { ListedTexts } from '#api/http/listed-texts.ts';
import { type Resource, listKindOf } from '#api/http/resources.ts';

/** How objects are answered. */
export interface Form {
  readonly as: 'Object' | 'Table' | 'PartialObjectMetadata';
  /** The version of meta.k8s.io that a table or metadata is asked in. */
  readonly version: string;
  /** What a table's rows carry of their objects. */
  readonly include: 'Object' | 'Metadata' | 'None';
}

export const objectForm: Form = { as: 'Object', version: 'v1', include: 'Metadata' };

function parametersOf(range: string): {
  readonly type: string;
  readonly values: ReadonlyMap<string, string>;
} {
  const [type = '', ...rest] = range.split(';').map((part) => part.trim());
  const values = rest.flatMap((part): [string, string][] => {
    const at = part.indexOf('=');
    return at < 0 ? [] : [[part.slice(0, at), part.slice(at + 1)]];
  });
  return { type: type.toLowerCase(), values: new Map(values) };
}

export const jsonType = 'application/json';
export const yamlType = 'application/yaml';

/** The encoding that an Accept header asks for: the first of its choices that there is, else JSON. */
export function encodingAsked(accept: string | undefined): typeof jsonType | typeof yamlType {
  if (accept?.includes('yaml') !== true) return jsonType;
  const types = accept.split(',').map((range) => parametersOf(range).type);
  const first = types.find((type) => [jsonType, 'application/*', '*/*', yamlType].includes(type));
  return first === yamlType ? yamlType : jsonType;
}

/** Whether an Accept header has anything against JSON: what comes in pieces is not told in YAML. */
export function takesOnlyYaml(accept: string | undefined): boolean {
  const types = (accept ?? '').split(',').map((range) => parametersOf(range).type);
  return types.includes(yamlType) && ![jsonType, 'application/*', '*/*'].some((type) => types.includes(type));
}

/**
 * The form that an Accept header asks for: the first of its choices that can be made. Throws NotAcceptable when
 * none can.
 */
export function formAsked(accept: string | undefined, query: URLSearchParams): Form {
  if (accept === undefined || accept.trim() === '') return objectForm;
  const included = query.get('includeObject') ?? 'Metadata';
  const include = included === 'Object' || included === 'None' ? included : 'Metadata';
  for (const range of accept.split(',')) {
    const { type, values } = parametersOf(range);
    if (![jsonType, 'application/*', '*/*', yamlType].includes(type)) continue;
    const as = values.get('as');
    const version = values.get('v') ?? 'v1';
    if (as === undefined) return objectForm;
    if (values.get('g') !== 'meta.k8s.io' || !['v1', 'v1beta1'].includes(version)) continue;
    if (as === 'Table') return { as, version, include };
    if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList')
      return { as: 'PartialObjectMetadata', version, include };
  }
  throw new OrcError(
    'NotAcceptable',
    'only the following media types are accepted: application/json, application/yaml, and as=Table or as=PartialObjectMetadata of them',
  );
}

/** An object as a version's clients see it. */
export function objectJson({ definition, fromStored }: Resource, object: OrcObject): JsonObject {
  const json = jsonView(definition.type, asDefined(object, definition));
  return fromStored(definition.shown?.(json) ?? json);
}

function partial(resource: Resource, object: OrcObject, version: string): JsonObject {
  const { metadata } = objectJson(resource, object);
  return { kind: 'PartialObjectMetadata', apiVersion: `meta.k8s.io/${version}`, metadata };
}

function columnDefinitions(columns: readonly Column<OrcObject>[]): JsonObject[] {
  return columns.map(({ name, type = 'string', format = '', description, priority = 0 }) => ({
    name,
    type,
    format,
    description,
    priority,
  }));
}

function rowOf(resource: Resource, object: OrcObject, form: Form, nowMs: number): JsonObject {
  const { definition } = resource;
  const seen = asDefined(object, definition);
  return {
    cells: definition.columns.map((column) => column.value(seen, nowMs)),
    ...(form.include === 'Object' && { object: objectJson(resource, object) }),
    ...(form.include === 'Metadata' && { object: partial(resource, object, form.version) }),
  };
}

/** A table of objects. `withColumns` is false for the further events of a watch. */
export function tableOf(
  resource: Resource,
  objects: readonly OrcObject[],
  form: Form,
  metadata: JsonObject,
  withColumns = true,
): JsonObject {
  const definition: KindDefinition<OrcObject> = resource.definition;
  const nowMs = Date.now();
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${form.version}`,
    metadata,
    columnDefinitions: withColumns ? columnDefinitions(definition.columns) : null,
    rows: objects.map((object) => rowOf(resource, object, form, nowMs)),
  };
}

/** One object in a form. */
export function inForm(resource: Resource, object: OrcObject, form: Form): JsonObject {
  switch (form.as) {
    case 'Object':
      return objectJson(resource, object);
    case 'PartialObjectMetadata':
      return partial(resource, object, form.version);
    case 'Table':
      return tableOf(resource, [object], form, { resourceVersion: object.metadata.resourceVersion ?? '' });
  }
}

/** A list as it is answered: what it says of itself, and its items one by one. */
export interface ListForm<T> {
  readonly head: JsonObject;
  /** The field that the items stand in. */
  readonly itemsField: 'items' | 'rows';
  readonly itemOf: (object: T) => JsonObject;
  /** The same as JSON's text, where that is kept from list to list. */
  readonly textOf?: (object: T) => string;
}

/**
 * An item of a list. As in Kubernetes, those of built-in kinds carry neither apiVersion nor kind, because the list says
 * both; those of kinds that users define carry them.
 */
function itemJson(resource: Resource, object: OrcObject): JsonObject {
  const whole = objectJson(resource, object);
  if (resource.definition.custom !== undefined) return whole;
  const { apiVersion: _apiVersion, kind: _kind, ...item } = whole;
  return item;
}

const listedTexts = new ListedTexts();

/**
 * Whether an object's text depends on nothing but the object and the version. Those of kinds that users define have
 * definitions that change, and an open Secret is not kept longer than it takes to answer with it.
 */
function keepsTexts({ definition }: Resource): boolean {
  return definition.custom === undefined && definition.type.kind !== 'Secret';
}

/** A list in a form. */
export function listForm(resource: Resource, form: Form, metadata: JsonObject): ListForm<OrcObject> {
  switch (form.as) {
    case 'Object': {
      const itemOf = (object: OrcObject): JsonObject => itemJson(resource, object);
      const { apiVersion } = resource;
      const textOf = (object: OrcObject): string =>
        listedTexts.of(object, apiVersion, () => JSON.stringify(itemOf(object)));
      return {
        head: { kind: listKindOf(resource), apiVersion, metadata },
        itemsField: 'items',
        itemOf,
        ...(keepsTexts(resource) && { textOf }),
      };
    }
    case 'PartialObjectMetadata':
      return {
        head: { kind: 'PartialObjectMetadataList', apiVersion: `meta.k8s.io/${form.version}`, metadata },
        itemsField: 'items',
        itemOf: (object) => partial(resource, object, form.version),
      };
    case 'Table': {
      const { rows: _none, ...head } = tableOf(resource, [], form, metadata);
      const nowMs = Date.now();
      return { head, itemsField: 'rows', itemOf: (object) => rowOf(resource, object, form, nowMs) };
    }
  }
}
