// What a master tells who asks by reflection: each proto file as google.protobuf.FileDescriptorProto (numbers as in
// google/protobuf/descriptor.proto), with what it defines and needs. Options are left out: they are orc's own.
// protobufjs' descriptors would do, but give every file of a root one syntax, and ours have two.
import protobuf from 'protobufjs';

/** A file to describe. */
export interface ProtoFile {
  readonly name: string;
  readonly text: string;
}

interface ParsedFile {
  readonly name: string;
  readonly package: string;
  readonly isProto3: boolean;
  readonly imports: readonly string[];
  readonly root: protobuf.Namespace;
}

const scalarTypes: Readonly<Record<string, number>> = {
  double: 1,
  float: 2,
  int64: 3,
  uint64: 4,
  int32: 5,
  bool: 8,
  string: 9,
  bytes: 12,
  uint32: 13,
};
const [messageType, enumType] = [11, 14];
const label = { optional: 1, repeated: 3 } as const;
/** Files that hold options alone. */
const optionFiles = ['orc/options.proto', 'google/protobuf/descriptor.proto'];

function parse({ name, text }: ProtoFile): ParsedFile {
  const root = new protobuf.Root();
  const parsed = protobuf.parse(text, root, { keepCase: true });
  const packageName = parsed.package ?? '';
  const namespace = root.lookup(packageName);
  if (!(namespace instanceof protobuf.Namespace)) throw new Error(`${name}: no package`);
  return {
    name,
    package: packageName,
    isProto3: /^syntax\s*=\s*"proto3"/m.test(text),
    imports: (parsed.imports ?? []).filter((each) => !optionFiles.includes(each)),
    root: namespace,
  };
}

/** The messages and enums within a namespace, nested ones too. */
function typesIn(namespace: protobuf.Namespace): (protobuf.Type | protobuf.Enum)[] {
  return namespace.nestedArray.flatMap((nested) => {
    if (nested instanceof protobuf.Enum) return [nested];
    return nested instanceof protobuf.Type ? [nested, ...typesIn(nested)] : [];
  });
}

type Write = (writer: protobuf.Writer) => void;

function text(number: number, value: string): Write {
  return (writer) => writer.uint32(number * 8 + 2).string(value);
}
function whole(number: number, value: number): Write {
  return (writer) => writer.uint32(number * 8).int32(value);
}
function nested(number: number, parts: readonly Write[]): Write {
  return (writer) => {
    writer.uint32(number * 8 + 2).fork();
    for (const part of parts) part(writer);
    writer.ldelim();
  };
}
function bytesOf(parts: readonly Write[]): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const part of parts) part(writer);
  return writer.finish();
}

/** Refuses files that import each other: protoc would. */
function refuseCycles(files: readonly ParsedFile[]): void {
  const byName = new Map(files.map((file) => [file.name, file]));
  const done = new Set<string>();
  const visit = (name: string, above: readonly string[]): void => {
    if (above.includes(name))
      throw new Error(`proto files import each other: ${[...above, name].join(', ')}`);
    if (done.has(name)) return;
    for (const needed of byName.get(name)?.imports ?? []) visit(needed, [...above, name]);
    done.add(name);
  };
  for (const { name } of files) visit(name, []);
}

class Describer {
  readonly #known = new Map<string, protobuf.Type | protobuf.Enum>();
  readonly #fileOf = new Map<string, string>();
  /** The file that is described now. */
  #file: ParsedFile | undefined;

  constructor(files: readonly ParsedFile[]) {
    for (const file of files)
      for (const type of typesIn(file.root)) {
        const name = type.fullName.slice(1);
        this.#known.set(name, type);
        this.#fileOf.set(name, file.name);
      }
  }

  /** A type by its name as it is written in a scope, which may leave out what the scope says. */
  #resolve(type: string, scope: string): [name: string, type: protobuf.Type | protobuf.Enum] {
    const parts = scope.split('.');
    for (let length = parts.length; length >= 0; length--) {
      const name = [...parts.slice(0, length), type].join('.');
      const found = this.#known.get(name);
      if (found === undefined) continue;
      const where = this.#fileOf.get(name) ?? '';
      if (where !== this.#file?.name && this.#file?.imports.includes(where) !== true)
        throw new Error(`${this.#file?.name}: ${scope} needs ${name}: import ${where}`);
      return [name, found];
    }
    throw new Error(`${scope}: type ${type} is not defined`);
  }

  #type(type: string, scope: string): Write[] {
    const scalar = scalarTypes[type];
    if (scalar !== undefined) return [whole(5, scalar)];
    const [name, found] = this.#resolve(type, scope);
    return [whole(5, found instanceof protobuf.Enum ? enumType : messageType), text(6, `.${name}`)];
  }

  #field(name: string, number: number, type: string, scope: string, isRepeated: boolean): Write[] {
    return [
      text(1, name),
      whole(3, number),
      whole(4, isRepeated ? label.repeated : label.optional),
      ...this.#type(type, scope),
      text(10, protobuf.util.camelCase(name)),
    ];
  }

  /** A map is a list of entries, which are messages of a name made from the field's. */
  #map(field: protobuf.MapField, scope: string): { readonly field: Write; readonly entry: Write } {
    const camel = protobuf.util.camelCase(field.name);
    const entryName = `${camel.charAt(0).toUpperCase()}${camel.slice(1)}Entry`;
    const isEntry = nested(7, [whole(7, 1)]);
    const parts = [
      text(1, field.name),
      whole(3, field.id),
      whole(4, label.repeated),
      whole(5, messageType),
      text(6, `.${scope}.${entryName}`),
      text(10, camel),
    ];
    const key = nested(2, this.#field('key', 1, field.keyType, scope, false));
    const value = nested(2, this.#field('value', 2, field.type, scope, false));
    return { field: nested(2, parts), entry: nested(3, [text(1, entryName), key, value, isEntry]) };
  }

  #message(message: protobuf.Type): Write[] {
    const scope = message.fullName.slice(1);
    if (message.oneofsArray.some(({ isProto3Optional }) => !isProto3Optional))
      throw new Error(`${scope}: oneof is not handled`);
    const [entries, oneofs, fields]: [Write[], Write[], Write[]] = [[], [], []];
    for (const field of message.fieldsArray) {
      if (field instanceof protobuf.MapField) {
        const map = this.#map(field, scope);
        fields.push(map.field);
        entries.push(map.entry);
        continue;
      }
      const parts = this.#field(field.name, field.id, field.type, scope, field.repeated);
      // Presence in proto3 is a oneof of one field.
      if (Object.hasOwn(field.options ?? {}, 'proto3_optional')) {
        parts.push(whole(9, oneofs.length), whole(17, 1));
        oneofs.push(nested(8, [text(1, `_${field.name}`)]));
      }
      fields.push(nested(2, parts));
    }
    return [text(1, message.name), ...fields, ...entries, ...this.#types(message, 3, 4), ...oneofs];
  }

  #enum(enumeration: protobuf.Enum): Write[] {
    const values = Object.entries(enumeration.values);
    return [
      text(1, enumeration.name),
      ...values.map(([name, number]) => nested(2, [text(1, name), whole(2, number)])),
    ];
  }

  #types(namespace: protobuf.Namespace, messageNumber: number, enumNumber: number): Write[] {
    return namespace.nestedArray.flatMap((each) => {
      if (each instanceof protobuf.Enum) return [nested(enumNumber, this.#enum(each))];
      return each instanceof protobuf.Type ? [nested(messageNumber, this.#message(each))] : [];
    });
  }

  #service(service: protobuf.Service, scope: string): Write[] {
    const methods = service.methodsArray.map((method) =>
      nested(2, [
        text(1, method.name),
        text(2, `.${this.#resolve(method.requestType, scope)[0]}`),
        text(3, `.${this.#resolve(method.responseType, scope)[0]}`),
        ...(method.requestStream === true ? [whole(5, 1)] : []),
        ...(method.responseStream === true ? [whole(6, 1)] : []),
      ]),
    );
    return [text(1, service.name), ...methods];
  }

  file(file: ParsedFile): Uint8Array {
    this.#file = file;
    const services = file.root.nestedArray.filter((each) => each instanceof protobuf.Service);
    return bytesOf([
      text(1, file.name),
      text(2, file.package),
      ...file.imports.map((name) => text(3, name)),
      ...this.#types(file.root, 4, 5),
      ...services.map((service) => nested(6, this.#service(service, file.package))),
      ...(file.isProto3 ? [text(12, 'proto3')] : []),
    ]);
  }
}

/** All files described, as JSON with a line a file. */
export function descriptorsText(files: readonly ProtoFile[]): string {
  const parsed = files.map(parse).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  refuseCycles(parsed);
  const describer = new Describer(parsed);
  const lines = parsed.map((file) => {
    const services = file.root.nestedArray.filter((each) => each instanceof protobuf.Service);
    const defines = [...typesIn(file.root), ...services].map((each) => each.fullName.slice(1));
    const descriptor = Buffer.from(describer.file(file)).toString('base64');
    return `${JSON.stringify(file.name)}:${JSON.stringify({ needs: file.imports, defines, descriptor })}`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}
