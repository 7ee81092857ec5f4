// The typed services: orc/typed.proto is their template, and every kind gets a file under orc/services/ in which it
// stands for AnyKind. Masters serve them from the template's own types, so nothing else is made for a kind.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import protobuf from 'protobufjs';
import { docOf, parsedSources, textOption } from './describe.ts';

/** A kind, as its typed service needs it. */
export interface ServedKind {
  readonly kind: string;
  /** The message's full name. */
  readonly message: string;
  /** The file that defines it. */
  readonly file: string;
  readonly hasStatus: boolean;
}

const templateFile = 'orc/typed.proto';
const standIn = 'AnyKind';
const header = `// Made by proto/generate.ts from proto/${templateFile}. Do not edit: change that and run \`npm run gen\`.`;

function pluralOf(kind: string): string {
  if (kind === 'Endpoints') return kind;
  if (/[^aeiou]y$/.test(kind)) return `${kind.slice(0, -1)}ies`;
  return kind.endsWith('s') ? `${kind}es` : `${kind}s`;
}

/** The name of a kind's service: its plural. */
export const serviceName = (kind: string): string => pluralOf(kind);

/** The file of a kind's service. */
export const serviceFile = (kind: string): string => `orc/services/${serviceName(kind).toLowerCase()}.proto`;

/** The kinds that are stored, in the order of the sources. */
export function servedKinds(isStored: (message: protobuf.Type) => boolean): readonly ServedKind[] {
  return parsedSources.flatMap(({ file, messages }) =>
    messages.filter(isStored).map((message) => ({
      kind: textOption(message, 'kind') ?? message.name,
      message: message.fullName.slice(1),
      file,
      hasStatus: message.fields['status'] !== undefined,
    })),
  );
}

function comment(text: string, indent: string): string {
  return `${indent}// ${text}`;
}

class Printer {
  readonly #served: ServedKind;

  constructor(served: ServedKind) {
    this.#served = served;
  }

  #named(text: string): string {
    return text
      .replaceAll(`${standIn}s`, serviceName(this.#served.kind))
      .replaceAll(standIn, this.#served.kind);
  }

  #type(type: string): string {
    return type === standIn ? this.#served.message : this.#named(type);
  }

  message(message: protobuf.Type): string[] {
    const where = `${templateFile}: ${message.name}`;
    const lines = [comment(this.#named(docOf(message, where)), ''), `message ${this.#named(message.name)} {`];
    for (const field of message.fieldsArray)
      lines.push(
        comment(this.#named(docOf(field, `${where}.${field.name}`)), '  '),
        `  ${field.repeated ? 'repeated ' : ''}${this.#type(field.type)} ${field.name} = ${field.id};`,
      );
    return [...lines, '}', ''];
  }

  service(doc: string, methods: readonly protobuf.Method[]): string[] {
    const lines = [comment(this.#named(doc), ''), `service ${serviceName(this.#served.kind)} {`];
    for (const method of methods) {
      const request = `${method.requestStream === true ? 'stream ' : ''}${this.#type(method.requestType)}`;
      const response = `${method.responseStream === true ? 'stream ' : ''}${this.#type(method.responseType)}`;
      lines.push(
        comment(docOf(method, `${templateFile}: ${method.name}`), '  '),
        `  rpc ${method.name}(${request}) returns (${response});`,
      );
    }
    return [...lines, '}', ''];
  }
}

/** The proto files of all typed services, by name. */
export function serviceProtos(served: readonly ServedKind[]): ReadonlyMap<string, string> {
  const root = new protobuf.Root();
  const text = readFileSync(path.join(import.meta.dirname, templateFile), 'utf8');
  protobuf.parse(text, root, { alternateCommentMode: true, keepCase: true });
  const namespace = root.lookup('orc.v1');
  if (!(namespace instanceof protobuf.Namespace)) throw new Error(`${templateFile}: no package orc.v1`);
  const messages = namespace.nestedArray.filter((nested) => nested instanceof protobuf.Type);
  const services = namespace.nestedArray.filter((nested) => nested instanceof protobuf.Service);
  const template = services.find(({ name }) => name === `${standIn}s`);
  if (template === undefined) throw new Error(`${templateFile}: no service ${standIn}s`);
  const files = served.map((each): [string, string] => {
    const printer = new Printer(each);
    const own = services.find(({ name }) => name === serviceName(each.kind));
    const methods = template.methodsArray.filter(({ name }) => name !== 'UpdateStatus' || each.hasStatus);
    const imports = [
      ...(own === undefined ? [] : ['orc/api.proto']),
      'orc/log.proto',
      'orc/requests.proto',
      each.file,
    ];
    const lines = [
      header,
      'syntax = "proto3";',
      'package orc.v1;',
      '',
      ...imports.map((name) => `import "${name}";`),
      '',
      ...messages.filter(({ name }) => name !== standIn).flatMap((message) => printer.message(message)),
      ...printer.service(docOf(template, templateFile), [...methods, ...(own?.methodsArray ?? [])]),
    ];
    return [serviceFile(each.kind), lines.join('\n')];
  });
  return new Map(files);
}

/** The table from which masters make the services: kinds to names. */
export function serviceTable(served: readonly ServedKind[], fileHeader: string): string {
  return [
    fileHeader,
    "import type { KindName } from '#kernel/model/gen/objects.gen.ts';",
    '',
    '/** The full name of the typed service of each built-in kind. */',
    'export const typedServices: Readonly<Record<KindName, string>> = {',
    ...served.map(({ kind }) => `  ${kind}: 'orc.v1.${serviceName(kind)}',`),
    '};',
    '',
  ].join('\n');
}
