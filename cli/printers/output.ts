// Objects in the forms of `-o`.
import { stringify } from 'yaml';
import { OrcError } from '#kernel/errors.ts';
import { definitionOf } from '#kernel/log/key.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { jsonPath } from '#cli/printers/jsonpath.ts';
import { resourceName } from '#cli/session.ts';

/** The value of `-o` beyond the tables, or undefined for a table. */
export type OutputForm =
  { readonly form: 'yaml' | 'json' | 'name' } | { readonly form: 'jsonpath'; readonly template: string };

/** Reads `-o`; undefined for a table, plain or wide. */
export function outputForm(text: string | undefined): OutputForm | undefined {
  if (text === undefined || text === 'wide') return undefined;
  if (text === 'yaml' || text === 'json' || text === 'name') return { form: text };
  if (text.startsWith('jsonpath=')) return { form: 'jsonpath', template: text.slice('jsonpath='.length) };
  throw new OrcError(
    'BadRequest',
    `unable to match a printer suitable for the output format "${text}", allowed formats are: json,name,wide,yaml,jsonpath=`,
  );
}

export function asJson(object: OrcObject): Record<string, unknown> {
  return objectToJson(definitionOf(object.kind).type, object);
}

/** Objects as text in a form; one object stands alone, several in a List. */
export function formatObjects(objects: readonly OrcObject[], form: OutputForm, single: boolean): string {
  if (form.form === 'name') return objects.map(resourceName).join('\n');
  const [only] = objects;
  const root =
    single && only !== undefined
      ? asJson(only)
      : { apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items: objects.map(asJson) };
  if (form.form === 'jsonpath') return jsonPath(form.template, root);
  return form.form === 'json' ? JSON.stringify(root, null, 4) : stringify(root, { lineWidth: 0 }).trimEnd();
}
