// The protos as the generator needs them: parsed, with what it must know of each field decided once.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import protobuf from 'protobufjs';

const protoFolder = import.meta.dirname;
const sources = [
  'k8s/meta/meta.proto',
  'k8s/core/reference.proto',
  'k8s/core/core.proto',
  'k8s/core/container.proto',
  'k8s/core/pod-parts.proto',
  'k8s/core/node-parts.proto',
  'k8s/core/service-parts.proto',
  'k8s/core/security.proto',
  'k8s/core/affinity.proto',
  'k8s/core/volume.proto',
  'k8s/core/volume-source.proto',
  'k8s/core/persistent-volume.proto',
  'k8s/core/event.proto',
  'k8s/core/endpoints.proto',
  'k8s/core/quota.proto',
  'k8s/core/service-account.proto',
  'k8s/core/replication-controller.proto',
  'k8s/apps/apps.proto',
  'k8s/batch/batch.proto',
  'k8s/discovery/discovery.proto',
  'k8s/coordination/coordination.proto',
  'k8s/networking/networking.proto',
  'k8s/policy/policy.proto',
  'k8s/rbac/rbac.proto',
  'k8s/storage/storage.proto',
  'k8s/autoscaling/autoscaling.proto',
  'k8s/autoscaling/scale.proto',
  'k8s/scheduling/scheduling.proto',
  'k8s/node/runtime-class.proto',
  'k8s/apiextensions/apiextensions.proto',
  'k8s/certificates/certificates.proto',
  'k8s/admissionregistration/admissionregistration.proto',
  'k8s/authentication/authentication.proto',
  'k8s/authorization/authorization.proto',
  'k8s/metrics/metrics.proto',
  'orc/cluster.proto',
  'orc/log.proto',
  'orc/glance.proto',
  'orc/custom.proto',
  'orc/requests.proto',
  'orc/api.proto',
  'orc/typed.proto',
  'orc/node.proto',
  'grpc/reflection/v1/reflection.proto',
];

/** Messages that are plain values in JSON: see kernel/model/scalars.ts. */
export const scalarMessages: Readonly<Record<string, string>> = {
  Time: 'time',
  MicroTime: 'microTime',
  Duration: 'duration',
  IntOrString: 'intOrString',
  Quantity: 'quantity',
  RawExtension: 'json',
  FieldsV1: 'json',
  JSONSchemaProps: 'json',
  ExtraValue: 'strings',
};

export interface Source {
  readonly file: string;
  readonly moduleName: string;
  readonly isKubernetes: boolean;
  readonly messages: readonly protobuf.Type[];
  readonly enums: readonly protobuf.Enum[];
  readonly services: readonly protobuf.Service[];
}

function parse(file: string): Source {
  const text = readFileSync(path.join(protoFolder, file), 'utf8');
  const root = new protobuf.Root();
  const parsed = protobuf.parse(text, root, { alternateCommentMode: true });
  const namespace = root.lookup(parsed.package ?? '');
  if (!(namespace instanceof protobuf.Namespace)) throw new Error(`${file}: no package`);
  const isKubernetes = file.startsWith('k8s/') || ['orc/cluster.proto', 'orc/glance.proto'].includes(file);
  return {
    file,
    moduleName: path.basename(file, '.proto'),
    isKubernetes,
    messages: namespace.nestedArray.filter((nested) => nested instanceof protobuf.Type),
    enums: namespace.nestedArray.filter((nested) => nested instanceof protobuf.Enum),
    services: namespace.nestedArray.filter((nested) => nested instanceof protobuf.Service),
  };
}

export const parsedSources = sources.map(parse);
export const moduleOf = new Map<string, string>();
export const enumNames = new Set<string>();
export const typeOf = new Map<string, protobuf.Type>();
for (const source of parsedSources) {
  for (const message of source.messages) {
    if (moduleOf.has(message.name))
      throw new Error(`${source.file}: message ${message.name} is defined twice`);
    moduleOf.set(message.name, source.moduleName);
    typeOf.set(message.name, message);
  }
  for (const enumeration of source.enums) {
    moduleOf.set(enumeration.name, source.moduleName);
    enumNames.add(enumeration.name);
  }
}

export function option(holder: protobuf.ReflectionObject, name: string): unknown {
  const options: Record<string, unknown> = holder.options ?? {};
  return options[`(orc.v1.${name})`];
}
export function textOption(holder: protobuf.ReflectionObject, name: string): string | undefined {
  const value = option(holder, name);
  return typeof value === 'string' ? value : undefined;
}
export function numberOption(holder: protobuf.ReflectionObject, name: string): number | undefined {
  const value = option(holder, name);
  return value === undefined ? undefined : Number(value);
}
export function listOption(holder: protobuf.ReflectionObject, name: string): string[] | undefined {
  return textOption(holder, name)?.split(',');
}

export function docOf(holder: protobuf.ReflectionObject, what: string): string {
  if (!holder.comment) throw new Error(`${what}: a comment is missing`);
  return holder.comment.replaceAll('\n', ' ');
}

/** What the generator needs to know of a field, decided once. */
export interface Field {
  readonly name: string;
  readonly number: number;
  readonly doc: string;
  readonly container: 'list' | 'map' | undefined;
  /** A protobuf scalar's name, a scalar message's JSON form, `enum` or `message`. */
  readonly type: string;
  /** The message's or enum's name. */
  readonly reference: string | undefined;
  /** Always present in the TypeScript type. */
  readonly present: boolean;
  /** Not written when it has its zero value (proto3). */
  readonly skipZero: boolean;
  readonly inline: boolean;
  readonly source: protobuf.Field;
}

export function describe(field: protobuf.Field, isKubernetes: boolean, where: string): Field {
  const container = field instanceof protobuf.MapField ? 'map' : field.repeated ? 'list' : undefined;
  const reference = field.type.split('.').pop() ?? field.type;
  const known = moduleOf.has(reference);
  const scalar = scalarMessages[reference];
  const optional = Object.hasOwn(field.options ?? {}, 'proto3_optional');
  const isMessage = known && scalar === undefined && !enumNames.has(reference);
  const required = option(field, 'required') === true;
  return {
    name: field.name,
    number: field.id,
    doc: docOf(field, `${where}.${field.name}`),
    container,
    type: known ? (scalar ?? (enumNames.has(reference) ? 'enum' : 'message')) : field.type,
    reference: known ? reference : undefined,
    present: isKubernetes ? required : container !== undefined || (!isMessage && !optional),
    skipZero: !isKubernetes && !optional && !isMessage,
    inline: option(field, 'inline') === true,
    source: field,
  };
}

export function elementType(field: Field): string {
  switch (field.type) {
    case 'string':
      return 'string';
    case 'bool':
      return 'boolean';
    case 'int32':
    case 'int64':
    case 'uint32':
    case 'uint64':
      return 'number';
    case 'bytes':
      return 'Uint8Array';
    case 'time':
    case 'microTime':
    case 'duration':
    case 'quantity':
    case 'intOrString':
    case 'json':
    case 'strings':
    case 'enum':
    case 'message':
      return field.reference ?? 'never';
    default:
      throw new Error(`field ${field.name}: type ${field.type} is not handled`);
  }
}

export function typeText(field: Field): string {
  const element = elementType(field);
  if (field.container === 'list') return `readonly ${element}[]`;
  if (field.container === 'map') return `Readonly<Record<string, ${element}>>`;
  return element;
}
