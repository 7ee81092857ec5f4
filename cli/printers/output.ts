// Objects in the forms of `-o`.
import { Document } from 'yaml';
import { OrcError } from '#kernel/errors.ts';
import { servedAs, toServed } from '#kernel/kinds/served-version.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { jsonPath } from '#kernel/model/json-path.ts';
import { resourceName } from '#cli/session.ts';
import type { KindAsked } from '#cli/kind-words.ts';
import { definitionFor } from '#cli/kinds.ts';

/** The value of `-o` beyond the tables. */
export type OutputForm =
  { readonly form: 'yaml' | 'json' | 'name' } | { readonly form: 'jsonpath'; readonly template: string };

/** Reads `-o`; undefined for a table, plain or wide. */
export function outputForm(text: string | undefined): OutputForm | undefined {
  if (text === undefined || text === '' || text === 'wide') return undefined;
  if (text === 'yaml' || text === 'json' || text === 'name') return { form: text };
  if (text.startsWith('jsonpath=')) return { form: 'jsonpath', template: text.slice('jsonpath='.length) };
  throw new OrcError(
    'BadRequest',
    `unable to match a printer suitable for the output format "${text}", allowed formats are: json,jsonpath=,name,wide,yaml`,
  );
}

/** An object, and the kind as which it was asked for where that names a version to show it in. */
export interface Shown {
  readonly object: OrcObject;
  readonly asked?: KindAsked;
}

/** An object as JSON, in its schema's order: of the version that it is in, or of an older one of its built-in kind. */
export function asJson({ object, asked }: Shown): Record<string, unknown> {
  const definition = definitionFor(object.kind, object.apiVersion);
  const json = objectToJson(definition.type, object);
  const served = asked?.apiVersion === undefined ? undefined : servedAs(definition, asked.apiVersion);
  return served === undefined ? json : toServed(served, json);
}

/** The same value with the keys of every object in order, as kubectl prints them. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

/** A value as YAML that readers of YAML 1.1 and 1.2 understand alike: what looks like a time is quoted. */
export function asYaml(value: unknown): string {
  const document = new Document(sorted(value), { version: '1.1', aliasDuplicateObjects: false });
  return document.toString({ lineWidth: 0, indentSeq: false, directives: false });
}

/** An object's JSON without who set which field: long, and seldom what is looked for. */
function withoutManagers(json: Record<string, unknown>): Record<string, unknown> {
  if (!isJsonObject(json['metadata'])) return json;
  const { managedFields, ...metadata } = json['metadata'];
  return { ...json, metadata };
}

/**
 * Objects as text in a form; one object stands alone, several in a List. YAML and JSON are without managedFields,
 * unless those are asked for.
 */
export function formatObjects(
  objects: readonly Shown[],
  form: OutputForm,
  single: boolean,
  withManagedFields = false,
): string {
  if (form.form === 'name') return objects.map(({ object }) => resourceName(object)).join('\n');
  const [only] = objects;
  const isWhole = withManagedFields || form.form === 'jsonpath';
  const json = (shown: Shown): Record<string, unknown> =>
    isWhole ? asJson(shown) : withoutManagers(asJson(shown));
  const root =
    single && only !== undefined
      ? json(only)
      : { apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items: objects.map(json) };
  if (form.form === 'jsonpath') return jsonPath(form.template, root);
  return form.form === 'json' ? JSON.stringify(sorted(root), null, 4) : asYaml(root).trimEnd();
}
