// What `orc explain` does: the documentation of a kind's fields, from the schema that checks them.
import { OrcError } from '#kernel/errors.ts';
import { servedAs } from '#kernel/kinds/served-version.ts';
import { nearest } from '#kernel/model/from-json.ts';
import type { FieldSchema, MessageSchema } from '#kernel/model/schema.ts';
import { definitionAsked, kindAsked, storedInstead } from '#cli/kind-words.ts';

const scalars: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int32: 'integer',
  int64: 'integer',
  bytes: 'string',
  time: 'string',
  microTime: 'string',
  duration: 'string',
  enum: 'string',
  intOrString: 'IntOrString',
  json: 'Object',
  strings: '[]string',
  any: 'Object',
  quantity: 'Quantity',
};

function shortName(field: FieldSchema): string {
  return field.message?.().name.split('.').at(-1) ?? scalars[field.type] ?? field.type;
}

/** A field's type as kubectl shows it. */
function typeText(field: FieldSchema): string {
  const name = shortName(field);
  if (field.container === 'list') return `[]${name}`;
  return field.container === 'map' ? `map[string]${name}` : name;
}

/** The fields that users may give: those of inlined messages stand among their owner's. */
function fieldsOf(schema: MessageSchema): FieldSchema[] {
  return schema.fields.flatMap((field) => {
    if (field.internal === true || schema.unsupported.includes(field.name)) return [];
    if (field.inline !== true) return [field];
    const inner = field.message?.().schema;
    return inner === undefined ? [] : fieldsOf(inner);
  });
}

function wrap(text: string, indent: string, width = 80): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 + indent.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => `${indent}${each}`).join('\n');
}

function details(field: FieldSchema): string[] {
  return [
    ...(field.required === true ? ['-required-'] : []),
    ...(field.oneOf === undefined ? [] : [`enum: ${field.oneOf.join(', ')}`]),
    ...(field.default === undefined ? [] : [`default: ${JSON.stringify(field.default)}`]),
  ];
}

function listing(
  schema: MessageSchema,
  recursive: boolean,
  indent = '  ',
  path: readonly string[] = [],
): string {
  return fieldsOf(schema)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((field) => {
      const [required] = details(field).filter((each) => each === '-required-');
      const head = `${indent}${field.name}\t<${typeText(field)}>${required === undefined ? '' : ` ${required}`}`;
      const message = field.message?.();
      if (!recursive) return `${head}\n${wrap(field.doc, `${indent}  `)}\n`;
      // A message may hold itself: it is shown once on each way down.
      if (message === undefined || path.includes(message.name)) return head;
      return [head, listing(message.schema, true, `${indent}  `, [...path, message.name])].join('\n');
    })
    .join('\n');
}

/** A kind's word with a version such as `apps/v1` or `v1`, as other verbs take it. */
function inVersion(kindWord: string, apiVersion: string): string {
  const [version = '', group = ''] = apiVersion.split('/').toReversed();
  return `${kindWord}.${version}.${group}`;
}

/** What `orc explain` was asked for. */
export interface ExplainOptions {
  readonly recursive?: boolean;
  readonly apiVersion?: string;
}

/** Prints the documentation of a kind, or of a field such as `deploy.spec.strategy`. */
export function explain(word: string, { recursive = false, apiVersion }: ExplainOptions): void {
  const [kindWord = '', ...steps] = word.split('.');
  const asked = kindAsked(apiVersion === undefined ? kindWord : inVersion(kindWord, apiVersion));
  const definition = definitionAsked(asked);
  const served = asked.apiVersion === undefined ? undefined : servedAs(definition, asked.apiVersion);
  // Its fields are others, and no schema here says which.
  if (served?.toStored !== undefined)
    throw new OrcError(
      'BadRequest',
      `orc explains ${definition.type.kind} in ${definition.type.apiVersion} alone: explain ${storedInstead(asked)}, or use kubectl explain`,
    );
  const { group, version } = served ?? definition;
  let { schema } = definition.type;
  let field: FieldSchema | undefined;
  for (const [place, step] of steps.entries()) {
    const fields = topFields(schema, place === 0);
    field = fields.find(({ name }) => name === step);
    if (field === undefined) {
      const near = nearest(
        step,
        fields.map(({ name }) => name),
      );
      const hint = near === undefined ? '' : `; did you mean "${near}"?`;
      throw new OrcError('BadRequest', `field "${step}" does not exist${hint}`);
    }
    schema = field.message?.().schema ?? { doc: '', fields: [], unsupported: [] };
  }
  const lines = [
    ...(group === '' ? [] : [`GROUP:      ${group}`]),
    `KIND:       ${definition.type.kind}`,
    `VERSION:    ${version}`,
    '',
  ];
  if (field !== undefined) {
    lines.push(
      `FIELD: ${field.name} <${typeText(field)}>`,
      ...details(field).map((each) => `    ${each}`),
      '',
    );
  }
  lines.push('DESCRIPTION:', wrap(field?.doc ?? schema.doc, '    '));
  if (field !== undefined && schema.doc !== '') lines.push(wrap(schema.doc, '    '));
  if (schema.fields.length > 0)
    lines.push(
      '',
      'FIELDS:',
      listing({ ...schema, fields: topFields(schema, steps.length === 0) }, recursive),
    );
  process.stdout.write(`${lines.join('\n').trimEnd()}\n`);
}

/** A kind's own message does not hold the apiVersion and kind that stand beside it. */
function topFields(schema: MessageSchema, isKind: boolean): FieldSchema[] {
  if (!isKind) return fieldsOf(schema);
  const text = (name: string, doc: string): FieldSchema => ({ name, number: 0, doc, type: 'string' });
  return [
    text('apiVersion', 'The API group and version that defines this object.'),
    text('kind', 'What this object is.'),
    ...fieldsOf(schema),
  ];
}
