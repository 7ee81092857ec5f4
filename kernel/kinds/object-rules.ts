// What can be said of an object by itself, without the others: its defaults, and everything that is wrong with it.
import type { FieldCause } from '#kernel/errors.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { namespaceOf, validateMetadata } from '#kernel/kinds/metadata-rules.ts';
import { withDefaults } from '#kernel/model/defaults.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { maxCauses } from '#kernel/model/from-json.ts';

/** The object with all defaults of its kind. */
export function defaulted(definition: KindDefinition<OrcObject>, object: OrcObject): OrcObject {
  const constants = withDefaults(definition.type, object);
  return definition.defaults?.(constants) ?? constants;
}

/** Metadata with what the masters give a new object where it says nothing: a namespace, and the end of its name. */
function completed(definition: KindDefinition<OrcObject>, metadata: ObjectMeta): ObjectMeta {
  const { name = '', generateName = '' } = metadata;
  return {
    ...metadata,
    namespace: definition.namespaced ? namespaceOf(definition, metadata) : (metadata.namespace ?? ''),
    name: name === '' && generateName !== '' ? `${generateName.slice(0, 58)}xxxxx` : name,
  };
}

/** What is wrong with a manifest by the rules of its kind, where its schema finds nothing wrong. */
export function brokenRules(definition: KindDefinition<OrcObject>, object: OrcObject): readonly FieldCause[] {
  return [
    ...validateMetadata(definition, completed(definition, object.metadata)),
    ...(definition.validate?.(defaulted(definition, object)) ?? []),
  ];
}

/** Whether two fields are one, or one is within the other. */
function areNested(one: string, other: string): boolean {
  const [outer, inner] = one.length <= other.length ? [one, other] : [other, one];
  if (!inner.startsWith(outer)) return false;
  return outer === '' || inner.length === outer.length || /[.[]/.test(inner.charAt(outer.length));
}

/**
 * Everything that is wrong with a manifest in which its schema found faults: they, and what the rules of its kind say of
 * the `rest`. What they say of a field that could not be read, or of one that holds it, does not count. `more`:
 * what else says something of it.
 */
export function withBrokenRules(
  definition: KindDefinition<OrcObject>,
  faults: readonly FieldCause[],
  rest: OrcObject | undefined,
  more: (rest: OrcObject) => readonly FieldCause[] = () => [],
): readonly FieldCause[] {
  if (rest === undefined || faults.length >= maxCauses) return faults;
  const broken = [...brokenRules(definition, rest), ...more(rest)].filter(
    (rule) => !faults.some((fault) => areNested(fault.field, rule.field)),
  );
  return [...faults, ...broken].slice(0, maxCauses);
}
