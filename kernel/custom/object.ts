// Objects of kinds that users define. They have the shape of their JSON, like all objects; what the log holds of
// them can be read without their definition, so that a record never means something else later.
import { OrcError } from '#kernel/errors.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { CustomResource } from '#kernel/model/gen/custom.gen.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';

/**
 * A kind that users define, as orc tells it apart from all others: its name, a dot and its group, such as
 * `CronTab.stable.example.com`. Names of kinds have no dots and groups of custom kinds have one, so that it never
 * equals the name of a built-in kind.
 */
export type CustomKind = `${string}.${string}`;

/** An object of a kind that users define. */
export interface CustomObject {
  readonly apiVersion: string;
  readonly kind: CustomKind;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

const none = new Uint8Array();

/** Whether a kind is one that users define. */
export function isCustomKind(kind: string): kind is CustomKind {
  return kind.includes('.');
}

/** The kind of a group whose objects say `kind`. */
export function customKind(group: string, kind: string): CustomKind {
  return `${kind}.${group}`;
}

/** What objects of a custom kind say their kind is, and its group. */
export function customNames(kind: CustomKind): { readonly kind: string; readonly group: string } {
  const dot = kind.indexOf('.');
  return { kind: kind.slice(0, dot), group: kind.slice(dot + 1) };
}

/** The group of an apiVersion; empty for core. */
export function groupOfVersion(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** A group that custom kinds may have. */
export function isCustomGroup(group: string): boolean {
  return group.includes('.');
}

/** The object in transit. */
export function packCustom(object: CustomObject): PackedObject {
  const { apiVersion, kind, metadata, ...body } = object;
  const raw = encode(CustomResource, { metadata, body: JSON.stringify(body) });
  return { apiVersion, kind: customNames(kind).kind, raw, json: none };
}

/** The object in transit, read. Throws BadRequest for what is no such message. */
export function unpackCustom({ apiVersion, kind, raw }: PackedObject): CustomObject {
  const { metadata = {}, body } = decode(CustomResource, raw);
  return {
    ...bodyOf(body),
    apiVersion,
    kind: customKind(groupOfVersion(apiVersion), kind),
    metadata,
  };
}

function bodyOf(text: string): JsonObject {
  if (text === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    if (isJsonObject(body)) return body;
  } catch (error) {
    throw new OrcError('BadRequest', 'the body of a custom object is not valid JSON', {}, { cause: error });
  }
  throw new OrcError('BadRequest', 'the body of a custom object is not a JSON object');
}
