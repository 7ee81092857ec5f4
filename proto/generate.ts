// Makes the TypeScript model from the protos: types, codecs and schemas of every message, the union
// of all kinds, and the services. `npm run gen` writes; `npm run gen -- --check` compares and exits 1
// when a generated file is out of date.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type protobuf from 'protobufjs';
import {
  type Source,
  type Field,
  scalarMessages,
  parsedSources,
  enumNames,
  moduleOf,
  option,
  textOption,
  numberOption,
  listOption,
  docOf,
  describe,
  elementType,
  typeText,
} from './describe.ts';
import { type ProtoFile, descriptorsText } from './descriptors.ts';
import { serviceProtos, serviceTable, servedKinds } from './services.ts';

const protoFolder = import.meta.dirname;
const outputFolder = path.join(protoFolder, '../kernel/model/gen');
const header =
  '// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.\n';

function wireType(field: Field): number {
  if (field.container === 'map') return 2;
  return ['bool', 'int32', 'int64', 'uint32', 'uint64', 'enum'].includes(field.type) ? 0 : 2;
}

const isNested = (field: Field): boolean =>
  ['message', 'time', 'microTime', 'duration', 'quantity', 'intOrString', 'json', 'strings'].includes(
    field.type,
  );

/** The statement that writes a nested message, by one that writes its fields. */
function nestedText(fields: string): string {
  return `{ const start = writer.begin(); ${fields} writer.end(start); }`;
}

/** The statement that writes one value, without its tag. */
function writeValue(field: Field, value: string): string {
  switch (field.type) {
    case 'string':
    case 'bytes':
    case 'bool':
      return `writer.${field.type}(${value});`;
    case 'int32':
    case 'int64':
      return `writer.signed(${value});`;
    case 'uint32':
    case 'uint64':
      return `writer.unsigned(${value});`;
    case 'enum':
      return `writer.unsigned(${field.reference}Number[${value}]);`;
    case 'message':
      return nestedText(`${field.reference}.encode(${value}, writer);`);
    default:
      return nestedText(`write${field.reference}(${value}, writer);`);
  }
}

function readValue(field: Field): string {
  switch (field.type) {
    case 'string':
    case 'bytes':
    case 'bool':
      return `reader.${field.type}()`;
    case 'int32':
    case 'int64':
      return 'reader.signed()';
    case 'uint32':
    case 'uint64':
      return 'reader.unsigned()';
    case 'enum':
      return `read${field.reference}(reader.unsigned())`;
    case 'message':
      return `reader.message(${field.reference}.decode)`;
    default:
      return `reader.message(read${field.reference})`;
  }
}

function zero(field: Field): string {
  if (field.container === 'list') return '[]';
  if (field.container === 'map') return '{}';
  switch (field.type) {
    case 'string':
    case 'time':
    case 'microTime':
    case 'duration':
    case 'quantity':
      return "''";
    case 'bool':
      return 'false';
    case 'bytes':
      return 'noBytes';
    case 'json':
      return '{}';
    case 'strings':
      return '[]';
    case 'enum':
      return `read${field.reference}(0)`;
    case 'message':
      return `${field.reference}.empty()`;
    default:
      return '0';
  }
}

const elementZero = (field: Field): string => zero({ ...field, container: undefined });

function encodeField(field: Field): string[] {
  if (field.inline) {
    return [
      `    writer.tag(${field.number * 8 + 2});`,
      `    ${nestedText(`${field.reference}.encode(inlinedPart(message), writer);`)}`,
    ];
  }
  const tag = field.number * 8 + wireType(field);
  const value = `message.${field.name}`;
  if (field.container === 'list') {
    return [
      `    if (${value} !== undefined) for (const item of ${value}) {`,
      `      writer.tag(${field.number * 8 + (isNested(field) || wireType(field) === 2 ? 2 : 0)});`,
      `      ${writeValue(field, 'item')}`,
      '    }',
    ];
  }
  if (field.container === 'map') {
    const element = { ...field, container: undefined };
    return [
      `    if (${value} !== undefined) for (const [key, item] of entriesByKey(${value})) {`,
      `      writer.tag(${tag});`,
      '      const entry = writer.begin();',
      '      writer.tag(10);',
      '      writer.string(key);',
      `      writer.tag(${16 + wireType(element)});`,
      `      ${writeValue(element, 'item')}`,
      '      writer.end(entry);',
      '    }',
    ];
  }
  let condition = field.present ? '' : `if (${value} !== undefined) `;
  if (field.skipZero && !isNested(field)) {
    if (field.type === 'bytes') condition = `if (${value}.length > 0) `;
    else condition = `if (${value} !== ${field.type === 'enum' ? zeroEnum(field) : zero(field)}) `;
  }
  if (isNested(field) && !field.present)
    return [
      `    const ${field.name}Value = ${value};`,
      `    if (${field.name}Value !== undefined) { writer.tag(${tag}); ${writeValue(field, `${field.name}Value`)} }`,
    ];
  return [`    ${condition}{ writer.tag(${tag}); ${writeValue(field, value)} }`];
}

function zeroEnum(field: Field): string {
  for (const source of parsedSources)
    for (const enumeration of source.enums)
      if (enumeration.name === field.reference) return `'${enumeration.valuesById[0]}'`;
  throw new Error(`enum ${field.reference} is unknown`);
}

function decodeField(field: Field): string[] {
  if (field.inline) {
    return [
      `        case ${field.number * 8 + 2}:`,
      `          putInlined(message, ${readValue(field)});`,
      '          break;',
    ];
  }
  const tag = field.number * 8 + wireType(field);
  if (field.container === 'list') {
    return [
      `        case ${tag}:`,
      `          (${field.name}All ??= []).push(${readValue(field)});`,
      '          break;',
    ];
  }
  if (field.container === 'map') {
    const element = { ...field, container: undefined };
    return [
      `        case ${tag}:`,
      `          ${field.name}All ??= {};`,
      `          readEntry(reader, ${field.name}All, () => ${readValue(element)}, () => ${elementZero(field)});`,
      '          break;',
    ];
  }
  return [
    `        case ${tag}:`,
    `          message.${field.name} = ${readValue(field)};`,
    '          break;',
  ];
}

function schemaOf(field: Field): string {
  const parts: Record<string, string> = {
    name: JSON.stringify(field.name),
    number: String(field.number),
    doc: JSON.stringify(field.doc),
    type: JSON.stringify(field.type.replace('uint', 'int')),
  };
  if (field.container !== undefined) parts['container'] = JSON.stringify(field.container);
  if (field.type === 'message') parts['message'] = `() => ${field.reference}`;
  if (option(field.source, 'required') === true) parts['required'] = 'true';
  const fallback = textOption(field.source, 'default');
  if (fallback !== undefined) parts['default'] = JSON.stringify(JSON.parse(fallback));
  const oneOf = listOption(field.source, 'one_of');
  if (oneOf !== undefined) parts['oneOf'] = JSON.stringify(oneOf);
  const listKey = listOption(field.source, 'list_key');
  if (listKey !== undefined) parts['listKey'] = JSON.stringify(listKey);
  for (const flag of ['inline', 'immutable', 'secret', 'internal', 'inert'])
    if (option(field.source, flag) === true) parts[flag] = 'true';
  if (option(field.source, 'may_repeat') === true) parts['mayRepeat'] = 'true';
  const atomic = option(field.source, 'atomic');
  if (typeof atomic === 'boolean') parts['atomic'] = String(atomic);
  const listType = textOption(field.source, 'list_type');
  if (listType !== undefined) parts['listType'] = JSON.stringify(listType);
  const patchStrategy = listOption(field.source, 'patch_strategy');
  if (patchStrategy !== undefined) parts['patchStrategy'] = JSON.stringify(patchStrategy);
  const patchMergeKey = textOption(field.source, 'patch_merge_key');
  if (patchMergeKey !== undefined) parts['patchMergeKey'] = JSON.stringify(patchMergeKey);
  const format = textOption(field.source, 'format');
  if (format !== undefined) parts['format'] = JSON.stringify(format);
  for (const bound of ['min', 'max']) {
    const value = numberOption(field.source, bound);
    if (value !== undefined) parts[bound] = String(value);
  }
  const inner = Object.entries(parts).map(([key, value]) => `${key}: ${value}`);
  return `      { ${inner.join(', ')} },`;
}

/** The method that decodes a message. */
function decoderText(message: protobuf.Type, fields: readonly Field[], isGlance: boolean): string[] {
  const apiVersion = textOption(message, 'api_version');
  const inlined = fields.filter((field) => field.inline).map((field) => field.reference);
  const own = fields.filter((field) => !field.inline);
  const lines = ['  decode(reader, end) {'];
  const present = own.filter((field) => field.present && field.container === undefined);
  const starts = present.map((field) => `${field.name}: ${zero(field)}`);
  for (const field of own.filter((each) => each.present && each.container !== undefined))
    starts.push(`${field.name}: ${zero(field)}`);
  for (const parent of inlined) starts.push(`...knownFields(${parent}.decode(reader, reader.position))`);
  if (apiVersion !== undefined) starts.unshift(`apiVersion: '${apiVersion}'`, `kind: '${kindName(message)}'`);
  const isInterned = option(message, 'interned') === true;
  if (isInterned) lines.push(`    return reader.interned(end, interned${message.name}, (reader, end) => {`);
  lines.push(`    const message: Mutable<${message.name}> = { ${starts.join(', ')} };`);
  const collections = own.filter((field) => field.container !== undefined);
  for (const field of collections) {
    const element = elementType(field);
    const local = field.container === 'list' ? `${element}[]` : `Record<string, ${element}>`;
    lines.push(`    let ${field.name}All: ${local} | undefined;`);
  }
  lines.push(
    '    while (reader.position < end) {',
    '      const tag = reader.unsigned();',
    '      switch (tag) {',
  );
  for (const field of fields) lines.push(...decodeField(field));
  lines.push(
    '        default:',
    isGlance
      ? '          reader.pass(tag);'
      : '          message[unknownFields] = reader.skip(tag, message[unknownFields]);',
    '      }',
    '    }',
  );
  for (const field of collections)
    lines.push(`    if (${field.name}All !== undefined) message.${field.name} = ${field.name}All;`);
  lines.push('    return message;', ...(isInterned ? ['    });'] : []), '  },');
  return lines;
}

function messageText(source: Source, message: protobuf.Type): string {
  const where = `${source.file}: ${message.name}`;
  const doc = docOf(message, where);
  const fields = message.fieldsArray.map((field) => describe(field, source.isKubernetes, where));
  const apiVersion = textOption(message, 'api_version');
  const inlined = fields.filter((field) => field.inline).map((field) => field.reference);
  const own = fields.filter((field) => !field.inline);
  const lines: string[] = [];
  lines.push(`/** ${doc} */`);
  const parents = inlined.length > 0 ? inlined.join(', ') : 'Message';
  lines.push(`export interface ${message.name} extends ${parents} {`);
  if (apiVersion !== undefined) {
    lines.push(`  readonly apiVersion: '${apiVersion}';`, `  readonly kind: '${kindName(message)}';`);
  }
  for (const field of own) {
    lines.push(`  /** ${field.doc} */`);
    lines.push(`  readonly ${field.name}${field.present ? '' : '?'}: ${typeText(field)};`);
  }
  lines.push('}', '');

  const isGlance = option(message, 'glance') === true;
  lines.push(`let empty${message.name}: ${message.name} | undefined;`, '');
  const empty = `  empty: () => (empty${message.name} ??= ${message.name}.decode(new Reader(noBytes), 0)),`;
  const decoder = [empty, ...decoderText(message, fields, isGlance), '};', ''];
  if (isGlance)
    return [...lines, `export const ${message.name}: GlanceType<${message.name}> = {`, ...decoder].join('\n');
  const unsupported = listOption(message, 'unsupported') ?? [];
  const packageName = message.parent?.fullName.slice(1) ?? '';
  const kindType = apiVersion === undefined ? 'MessageType' : 'KindType';
  lines.push(`export const ${message.name}: ${kindType}<${message.name}> = {`);
  lines.push(`  name: '${packageName}.${message.name}',`);
  if (apiVersion !== undefined)
    lines.push(`  apiVersion: '${apiVersion}',`, `  kind: '${kindName(message)}',`);
  lines.push('  schema: {', `    doc: ${JSON.stringify(doc)},`, '    fields: [');
  for (const field of fields) lines.push(schemaOf(field));
  lines.push('    ],', `    unsupported: ${JSON.stringify(unsupported)},`);
  if (option(message, 'atomic_message') === true) lines.push('    atomic: true,');
  lines.push('  },');

  const isShared = option(message, 'shared') === true;
  const again = '    if (writer.again(message)) return;\n    const start = writer.length;';
  lines.push('  encode(message, writer) {', ...(isShared ? [again] : []));
  for (const field of fields.toSorted((a, b) => a.number - b.number)) lines.push(...encodeField(field));
  lines.push('    writer.unknown(message[unknownFields]);');
  lines.push(...(isShared ? ['    writer.remember(message, start);'] : []), '  },');

  lines.push(...decoder);
  if (option(message, 'interned') === true)
    lines.push(`const interned${message.name} = new InternedBytes<${message.name}>();`, '');
  return lines.join('\n');
}

function enumText(source: Source, enumeration: protobuf.Enum): string {
  const doc = docOf(enumeration, `${source.file}: ${enumeration.name}`);
  const entries = Object.entries(enumeration.values);
  return [
    `/** ${doc} */`,
    `export type ${enumeration.name} = ${entries.map(([name]) => `'${name}'`).join(' | ')};`,
    `export const ${enumeration.name}Number: Readonly<Record<${enumeration.name}, number>> = { ${entries.map(([name, id]) => `${name}: ${id}`).join(', ')} };`,
    `const ${enumeration.name}Names: readonly ${enumeration.name}[] = [${entries.map(([name]) => `'${name}'`).join(', ')}];`,
    `export function read${enumeration.name}(value: number): ${enumeration.name} {`,
    `  const name = ${enumeration.name}Names[value];`,
    `  if (name === undefined) throw new OrcError('Unsupported', \`${enumeration.name} \${value} is not known to this version of orc: it was written by a newer one\`);`,
    '  return name;',
    '}',
    '',
  ].join('\n');
}

function serviceText(source: Source, service: protobuf.Service): string {
  const packageName = service.parent?.fullName.slice(1) ?? '';
  const lines = [
    `/** ${docOf(service, `${source.file}: ${service.name}`)} */`,
    `export const ${service.name}Service = {`,
    `  name: '${packageName}.${service.name}',`,
    '  methods: {',
  ];
  for (const method of service.methodsArray) {
    const key = method.name.charAt(0).toLowerCase() + method.name.slice(1);
    lines.push(
      `    /** ${docOf(method, `${source.file}: ${method.name}`)} */`,
      `    ${key}: { path: '/${packageName}.${service.name}/${method.name}', requestStream: ${method.requestStream === true}, responseStream: ${method.responseStream === true}, request: ${method.requestType}, response: ${method.responseType} },`,
    );
  }
  lines.push('  },', '} as const;', '');
  return lines.join('\n');
}

function moduleText(source: Source): string {
  const body = [
    ...source.enums.map((enumeration) => enumText(source, enumeration)),
    ...source.messages
      .filter((message) => scalarMessages[message.name] === undefined)
      .map((message) => messageText(source, message)),
    ...source.services.map((service) => serviceText(source, service)),
  ].join('\n');
  const uses = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(body);
  const imports: string[] = [];
  const wireTypes = ['Message', 'Mutable'].filter(uses);
  const wireValues = ['Reader', 'noBytes', 'unknownFields'].filter((name) =>
    new RegExp(`\\b(new )?${name}\\b[<(\\],) ]`).test(body),
  );
  if (wireTypes.length + wireValues.length > 0)
    imports.push(
      `import { ${[...wireTypes.map((name) => `type ${name}`), ...wireValues].join(', ')} } from '#kernel/model/wire.ts';`,
    );
  const schemaTypes = ['GlanceType', 'KindType', 'MessageType'].filter(uses);
  if (schemaTypes.length > 0)
    imports.push(`import type { ${schemaTypes.join(', ')} } from '#kernel/model/schema.ts';`);
  if (uses('OrcError')) imports.push("import { OrcError } from '#kernel/errors.ts';");
  if (uses('InternedBytes')) imports.push("import { InternedBytes } from '#kernel/model/interned.ts';");
  const helpers = ['entriesByKey', 'readEntry'].filter(uses);
  if (helpers.length > 0) imports.push(`import { ${helpers.join(', ')} } from '#kernel/model/maps.ts';`);
  const inlining = ['inlinedPart', 'knownFields', 'putInlined'].filter(uses);
  if (inlining.length > 0) imports.push(`import { ${inlining.join(', ')} } from '#kernel/model/inline.ts';`);
  const scalars = Object.keys(scalarMessages).flatMap((name) => [
    ...(new RegExp(`[:\\s<]${name}[;>\\[|]`).test(body) ? [`type ${name}`] : []),
    ...[`read${name}`, `write${name}`].filter(uses),
  ]);
  if (scalars.length > 0) imports.push(`import { ${scalars.join(', ')} } from '#kernel/model/scalars.ts';`);
  const foreign = new Map<string, string[]>();
  for (const [name, moduleName] of moduleOf) {
    if (moduleName === source.moduleName || scalarMessages[name] !== undefined) continue;
    if (
      !new RegExp(`(?<![.'\\w])${name}(?=[.;>\\[ ,)])`).test(
        body.replaceAll(/\/\*\*.*?\*\//g, '').replaceAll(/doc: "(\\.|[^"\\])*"/g, ''),
      )
    )
      continue;
    const imported = enumNames.has(name) ? [`type ${name}`, `${name}Number`, `read${name}`] : [name];
    foreign.set(moduleName, [...(foreign.get(moduleName) ?? []), ...imported]);
  }
  for (const [moduleName, names] of foreign)
    imports.push(`import { ${names.join(', ')} } from '#kernel/model/gen/${moduleName}.gen.ts';`);
  return `${header}// From proto/${source.file}.\n${imports.join('\n')}\n\n${body}`;
}

/** Whether a message is a kind that has a table. */
const isStored = (message: protobuf.Type): boolean =>
  textOption(message, 'api_version') !== undefined && option(message, 'transient') !== true;

/** A kind's name: its message's, unless another message has that. */
const kindName = (message: protobuf.Type): string => textOption(message, 'kind') ?? message.name;

/** Whether a message is a kind that is only asked and answered. */
const isTransient = (message: protobuf.Type): boolean =>
  textOption(message, 'api_version') !== undefined && option(message, 'transient') === true;

/** A kind's entry in a record of message types. */
const entry = ({ name, message }: { readonly name: string; readonly message: string }): string =>
  `  ${name === message ? name : `${name}: ${message}`},`;

function objectsText(): string {
  const asked = parsedSources.flatMap((source) =>
    source.messages
      .filter(isTransient)
      .map((message) => ({ name: kindName(message), message: message.name, module: source.moduleName })),
  );
  const kinds = parsedSources.flatMap((source) =>
    source.messages.filter(isStored).map((message) => ({
      name: kindName(message),
      message: message.name,
      module: source.moduleName,
    })),
  );
  const byModule = new Map<string, string[]>();
  for (const kind of [...kinds, ...asked])
    byModule.set(kind.module, [...(byModule.get(kind.module) ?? []), kind.message]);
  const lines = [
    header,
    "import type { CustomKind, CustomObject } from '#kernel/custom/object.ts';",
    "import type { KindType } from '#kernel/model/schema.ts';",
    ...[...byModule].map(
      ([name, names]) => `import { ${names.join(', ')} } from '#kernel/model/gen/${name}.gen.ts';`,
    ),
    '',
    '/** Any object of a built-in kind. */',
    `export type BuiltInObject = ${kinds.map((kind) => kind.message).join(' | ')};`,
    '',
    '/** Any object. */',
    'export type OrcObject = BuiltInObject | CustomObject;',
    '',
    '/** The built-in kinds by name. */',
    'export interface ObjectByKind {',
    ...kinds.map((kind) => `  readonly ${kind.name}: ${kind.message};`),
    '}',
    '',
    '/** The name of a built-in kind. */',
    'export type KindName = keyof ObjectByKind;',
    '',
    '/** Any kind that objects are stored of. */',
    'export type StoredKind = KindName | CustomKind;',
    '',
    '/** The message types of the built-in kinds. */',
    'export const kindTypes: { readonly [K in KindName]: KindType<ObjectByKind[K]> } = {',
    ...kinds.map(entry),
    '};',
    '',
    '/** The message types of the kinds that are only asked and answered, never stored. */',
    'export const transientTypes = {',
    ...asked.map(entry),
    '};',
    '',
  ];
  return lines.join('\n');
}

function kindNames(): string[] {
  return parsedSources.flatMap((source) => source.messages.filter(isStored).map(kindName));
}

function registryText(): string {
  const file = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
  const names = kindNames();
  return [
    header,
    "import type { KindDefinition } from '#kernel/kinds/kind.ts';",
    "import type { KindName, ObjectByKind } from '#kernel/model/gen/objects.gen.ts';",
    ...names.map((name) => `import { definition as ${name} } from '#kernel/kinds/${file(name)}.ts';`),
    '',
    '/** The definitions of the built-in kinds. */',
    'export const kinds: { readonly [K in KindName]: KindDefinition<ObjectByKind[K]> } = {',
    ...names.map((name) => `  ${name},`),
    '};',
    '',
    '/** The names of the built-in kinds, in code-unit order. */',
    `export const kindNames: readonly KindName[] = [${names
      .toSorted()
      .map((name) => `'${name}'`)
      .join(', ')}];`,
    '',
  ].join('\n');
}

function tablesText(): string {
  return [
    header,
    "import { kinds } from '#kernel/kinds/registry.gen.ts';",
    "import type { KindName, ObjectByKind } from '#kernel/model/gen/objects.gen.ts';",
    "import { type Table, builtInTable } from '#kernel/store/table.ts';",
    '',
    '/** A table for each built-in kind. */',
    'export type Tables = { readonly [K in KindName]: Table<ObjectByKind[K]> };',
    '',
    '/** Empty tables. */',
    'export function emptyTables(): Tables {',
    '  return {',
    ...kindNames().map((name) => `    ${name}: builtInTable(kinds.${name}),`),
    '  };',
    '}',
    '',
    '/** Tables with the same content that change apart from now on. Costs the same however much they hold. */',
    'export function forkTables(tables: Tables): Tables {',
    '  return {',
    ...kindNames().map((name) => `    ${name}: tables.${name}.fork(),`),
    '  };',
    '}',
    '',
  ].join('\n');
}

/** What reflection tells: everything but the template, which stands for the typed services. */
function reflected(services: ReadonlyMap<string, string>): ProtoFile[] {
  const read = (file: string): string => readFileSync(file, 'utf8');
  const own = parsedSources
    .map(({ file }) => ({ name: file, text: read(path.join(protoFolder, file)) }))
    .filter(({ name }) => name !== 'orc/typed.proto');
  const older = own
    .filter(({ name }) => name === 'grpc/reflection/v1/reflection.proto')
    .map(({ name, text }) => ({
      name: name.replace('v1', 'v1alpha'),
      text: text.replace('grpc.reflection.v1', 'grpc.reflection.v1alpha'),
    }));
  const healthFolder = path.dirname(createRequire(import.meta.url).resolve('grpc-health-check/package.json'));
  const health = {
    name: 'grpc/health/v1/health.proto',
    text: read(path.join(healthFolder, 'proto/health/v1/health.proto')),
  };
  return [...own, ...older, health, ...[...services].map(([name, text]) => ({ name, text }))];
}

const served = servedKinds(isStored);
const services = serviceProtos(served);

const outputs = new Map<string, string>([
  ...[...services].map(([name, text]): [string, string] => [path.join(protoFolder, name), text]),
  [path.join(protoFolder, 'descriptors.gen.json'), descriptorsText(reflected(services))],
  ['typed-services.gen.ts', serviceTable(served, header)],
  ...parsedSources.map((source): [string, string] => [`${source.moduleName}.gen.ts`, moduleText(source)]),
  ['objects.gen.ts', objectsText()],
  ['../../kinds/registry.gen.ts', registryText()],
  ['../../store/tables.gen.ts', tablesText()],
]);

const servicesFolder = path.join(protoFolder, 'orc/services');
for (const folder of [outputFolder, servicesFolder]) mkdirSync(folder, { recursive: true });
let stale = 0;
for (const name of readdirSync(servicesFolder)) {
  if (services.has(`orc/services/${name}`)) continue;
  stale += 1;
  process.stderr.write(`proto/orc/services/${name} is of no kind: remove it\n`);
}
for (const [name, text] of outputs) {
  const file = path.resolve(outputFolder, name);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
    continue;
  }
  let present = '';
  try {
    present = readFileSync(file, 'utf8');
  } catch (error) {
    process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
  if (present === text) continue;
  stale += 1;
  process.stderr.write(`${path.relative(process.cwd(), file)} is out of date: run \`npm run gen\`\n`);
}
process.exitCode = stale > 0 ? 1 : 0;
