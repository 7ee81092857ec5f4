// The kinds that a CustomResourceDefinition defines: one of objects, seen through each of its versions.
import { customColumns } from '#kernel/custom/columns.ts';
import { type CustomKind, type CustomObject, customKind } from '#kernel/custom/object.ts';
import { cleaned, messageSchema, schemaAt, withSchemaDefaults } from '#kernel/custom/structural.ts';
import { invariant } from '#kernel/errors.ts';
import { type KindDefinition, type ScaleAccess, required } from '#kernel/kinds/kind.ts';
import { messageFromJson, partialMessageFromJson } from '#kernel/model/from-json.ts';
import type {
  CustomResourceDefinition,
  CustomResourceDefinitionSpec,
  CustomResourceDefinitionVersion,
  WebhookConversion,
} from '#kernel/model/gen/apiextensions.gen.ts';
import { ConfigMap } from '#kernel/model/gen/core.gen.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { indexOf } from '#kernel/model/schema-index.ts';
import type { FieldSchema, JsonForm, KindType } from '#kernel/model/schema.ts';
import { messageToJson } from '#kernel/model/to-json.ts';

/** What only kinds that users define have. */
export interface CustomTraits {
  readonly kind: CustomKind;
  /** The name of the CustomResourceDefinition. */
  readonly definedBy: string;
  /** What it said when this was made of it. */
  readonly spec: CustomResourceDefinitionSpec;
  /** The structural schema of the version. */
  readonly schema: JsonObject;
  /** What who uses the version is warned of. */
  readonly warning: string | undefined;
  /** The webhook that converts between the versions; undefined where only apiVersion is changed. */
  readonly converter: WebhookConversion | undefined;
  readonly isServed: boolean;
  /** Every version of the kind, this one too, by apiVersion. */
  readonly versions: ReadonlyMap<string, CustomDefinition>;
}

/** A kind that users define, through one of its versions. */
export interface CustomDefinition extends KindDefinition<CustomObject> {
  readonly custom: CustomTraits;
}

/** A kind that users define: the version that is stored, and those that are served. */
export interface CustomKindVersions {
  readonly stored: CustomDefinition;
  readonly served: readonly CustomDefinition[];
  /** All of them, by apiVersion. */
  readonly all: ReadonlyMap<string, CustomDefinition>;
}

const metadataField: FieldSchema = {
  name: 'metadata',
  number: 1,
  doc: indexOf(ConfigMap.schema).byName.get('metadata')?.doc ?? '',
  type: 'message',
  message: () => ObjectMeta,
  required: true,
};

function jsonForm(
  apiVersion: string,
  shown: string,
  kind: CustomKind,
  schema: JsonObject,
): JsonForm<CustomObject> {
  return {
    read(json, isPartial) {
      const { metadata, apiVersion: _version, kind: _kind, ...rest } = json;
      const causes = [];
      if (metadata === undefined && !isPartial) causes.push(required('metadata'));
      const parse = isPartial ? partialMessageFromJson : messageFromJson;
      const parsed = parse(ObjectMeta, metadata ?? {}, 'metadata');
      const body = cleaned(schema, rest);
      causes.push(
        ...('causes' in parsed ? parsed.causes : []),
        ...body.unknown.map((field) => ({ reason: 'Invalid' as const, field, message: 'unknown field' })),
        ...body.causes,
      );
      const read = 'causes' in parsed ? parsed.rest : parsed.ok;
      if (read === undefined) return { causes };
      const object = { ...body.json, apiVersion, kind, metadata: read };
      return causes.length === 0 ? { ok: object } : { causes, rest: object };
    },
    write({ apiVersion: _version, kind: _kind, metadata, ...rest }) {
      return { apiVersion, kind: shown, metadata: messageToJson(ObjectMeta, metadata), ...rest };
    },
    clean: (json) => cleaned(schema, json),
  };
}

/** A path of fields such as `.spec.replicas`, as names. */
function namesIn(path: string): readonly string[] {
  return path.split('.').filter((name) => name !== '');
}

function valueAt(object: unknown, path: string): unknown {
  let value: unknown = object;
  for (const name of namesIn(path)) value = isJsonObject(value) ? value[name] : undefined;
  return value;
}

function withValueAt(value: unknown, names: readonly string[], given: unknown): JsonObject {
  const base = isJsonObject(value) ? value : {};
  const [name, ...rest] = names;
  invariant(name !== undefined, 'a path names a field');
  return { ...base, [name]: rest.length === 0 ? given : withValueAt(base[name], rest, given) };
}

function countAt(object: CustomObject, path: string): number {
  const value = valueAt(object, path);
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : 0;
}

function scaleOf(version: CustomResourceDefinitionVersion): ScaleAccess<CustomObject> | undefined {
  const scale = version.subresources?.scale;
  if (scale === undefined) return undefined;
  const { specReplicasPath, statusReplicasPath, labelSelectorPath } = scale;
  return {
    read(object) {
      const selector = labelSelectorPath === undefined ? '' : valueAt(object, labelSelectorPath);
      return {
        wanted: countAt(object, specReplicasPath),
        current: countAt(object, statusReplicasPath),
        selector: typeof selector === 'string' ? selector : '',
      };
    },
    write(object, wanted) {
      const { apiVersion, kind, metadata } = object;
      return { ...withValueAt(object, namesIn(specReplicasPath), wanted), apiVersion, kind, metadata };
    },
  };
}

function fieldAt(path: string): { readonly name: string; value(object: CustomObject): string } {
  return {
    name: path.slice(1),
    value(object) {
      const value = valueAt(object, path);
      return value === undefined || value === null
        ? ''
        : typeof value === 'string'
          ? value
          : JSON.stringify(value);
    },
  };
}

function warningOf(
  crd: CustomResourceDefinition,
  version: CustomResourceDefinitionVersion,
): string | undefined {
  if (version.deprecated !== true) return undefined;
  const name = `${crd.spec.group}/${version.name} ${crd.spec.names.kind}`;
  return version.deprecationWarning ?? `${name} is deprecated`;
}

function versionOf(
  crd: CustomResourceDefinition,
  version: CustomResourceDefinitionVersion,
  versions: ReadonlyMap<string, CustomDefinition>,
): CustomDefinition {
  const { group, names, scope, conversion } = crd.spec;
  const schema = schemaAt(version.schema?.openAPIV3Schema);
  const kind = customKind(group, names.kind);
  const apiVersion = `${group}/${version.name}`;
  const scale = scaleOf(version);
  const type: KindType<CustomObject> = {
    name: kind,
    apiVersion,
    kind: names.kind,
    schema: messageSchema(schema, [metadataField]),
    json: jsonForm(apiVersion, names.kind, kind, schema),
    encode: () => {
      throw new Error('custom objects are packed by their own form');
    },
    decode: () => {
      throw new Error('custom objects are unpacked by their own form');
    },
    empty: () => ({ apiVersion, kind, metadata: {} }),
  };
  return {
    type,
    group,
    version: version.name,
    plural: names.plural,
    singular: names.singular ?? names.kind.toLowerCase(),
    shortNames: names.shortNames ?? [],
    ...(names.categories !== undefined && { categories: names.categories }),
    namespaced: scope === 'Namespaced',
    hasStatus: version.subresources?.status !== undefined,
    hasGeneration: true,
    ...(scale !== undefined && { scale }),
    columns: customColumns(version),
    fields: (version.selectableFields ?? []).map(({ jsonPath }) => fieldAt(jsonPath)),
    defaults: (object) => {
      const { apiVersion: own, kind: its, metadata, ...rest } = object;
      const made = withSchemaDefaults(schema, rest);
      return made === rest || !isJsonObject(made)
        ? object
        : { ...made, apiVersion: own, kind: its, metadata };
    },
    custom: {
      kind,
      definedBy: crd.metadata.name ?? '',
      spec: crd.spec,
      schema,
      warning: warningOf(crd, version),
      converter: conversion?.strategy === 'Webhook' ? conversion.webhook : undefined,
      isServed: version.served,
      versions,
    },
  };
}

const known = new WeakMap<CustomResourceDefinition, CustomKindVersions>();

/** The kind that a CustomResourceDefinition defines. */
export function customVersions(crd: CustomResourceDefinition): CustomKindVersions {
  const before = known.get(crd);
  if (before !== undefined) return before;
  const { versions } = crd.spec;
  const stored = versions.find(({ storage }) => storage);
  invariant(stored !== undefined, `${crd.metadata.name} has a version that is stored`);
  const all = new Map<string, CustomDefinition>();
  const of = new Map(versions.map((version) => [version, versionOf(crd, version, all)]));
  for (const definition of of.values()) all.set(definition.type.apiVersion, definition);
  const served = versions.filter((version) => version.served).flatMap((version) => of.get(version) ?? []);
  const made = { stored: of.get(stored) ?? versionOf(crd, stored, all), served, all };
  known.set(crd, made);
  return made;
}
