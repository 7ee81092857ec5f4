// What a kind makes of manifests, without a cluster: reading, defaults, rules, columns.
import assert from 'node:assert/strict';
import type { FieldCause } from '#kernel/errors.ts';
import { cellText, isWide } from '#kernel/kinds/columns.ts';
import { definitionOf, isKindName } from '#kernel/log/key.ts';
import { withDefaults } from '#kernel/model/defaults.ts';
import { objectFromJson } from '#kernel/model/from-json.ts';
import type { KindName, OrcObject } from '#kernel/model/gen/objects.gen.ts';

/** A manifest, with its kind beside its other fields. */
export interface Manifest {
  readonly kind: KindName;
  readonly [field: string]: unknown;
}

const texts = (causes: readonly FieldCause[]): string[] =>
  causes.map(({ field, message }) => `${field}: ${message}`);

function read(
  manifest: Manifest,
): { readonly object: OrcObject } | { readonly causes: readonly FieldCause[] } {
  const definition = definitionOf(manifest.kind);
  const parsed = objectFromJson(definition.type, {
    metadata: { name: 'x', ...(definition.namespaced && { namespace: 'default' }) },
    ...manifest,
  });
  if ('causes' in parsed) return parsed;
  const constants = withDefaults(definition.type, parsed.ok);
  return { object: definition.defaults?.(constants) ?? constants };
}

/** The object that a manifest gives, with its defaults. Fails when the manifest breaks its schema. */
export function objectOf(manifest: Manifest): OrcObject {
  const made = read(manifest);
  return 'object' in made ? made.object : assert.fail(texts(made.causes).join('; '));
}

/** Everything that is wrong with a manifest, each as `field: message`. */
export function problems(manifest: Manifest): string[] {
  const made = read(manifest);
  if ('causes' in made) return texts(made.causes);
  return texts(definitionOf(manifest.kind).validate?.(made.object) ?? []);
}

/** Everything that is wrong with replacing one manifest's object by another's. */
export function problemsOfChange(previous: Manifest, next: Manifest): string[] {
  return texts(definitionOf(next.kind).validateUpdate?.(objectOf(next), objectOf(previous)) ?? []);
}

/** An object's cells by heading as `get` prints them, those of `-o wide` included, at 2026-01-02. */
export function cellsOf(manifest: Manifest): Readonly<Record<string, string>> {
  const object = objectOf(manifest);
  const nowMs = Date.parse('2026-01-02T00:00:00Z');
  const { columns } = definitionOf(manifest.kind);
  return Object.fromEntries(
    columns.map((column) => [column.name.toUpperCase(), cellText(column.value(object, nowMs))]),
  );
}

/** The headings that `get` shows of a kind, and those that only `-o wide` adds. */
export function headingsOf(kind: KindName): { readonly plain: string[]; readonly wide: string[] } {
  const { columns } = definitionOf(kind);
  const names = (wide: boolean): string[] =>
    columns.filter((column) => isWide(column) === wide).map(({ name }) => name.toUpperCase());
  return { plain: names(false), wide: names(true) };
}

/** The values of an object's fields that field selectors may ask for. */
export function selectableOf(manifest: Manifest): Readonly<Record<string, string>> {
  assert.ok(isKindName(manifest.kind));
  const object = objectOf(manifest);
  const { fields = [] } = definitionOf(manifest.kind);
  return Object.fromEntries(fields.map((field) => [field.name, field.value(object)]));
}
