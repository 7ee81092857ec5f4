// Operations on objects, as every face names them to authorization.
import type { ResourceOperation } from '#kernel/access/operation.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { Selector } from '#kernel/model/selector.ts';

/** Which objects, and which part of them. */
export interface Where {
  /** The group that the request names, where the kind is served in several; else the kind's own. */
  readonly group?: string;
  readonly namespace?: string | undefined;
  /** Absent where an object is created, or many are meant. */
  readonly name?: string | undefined;
  readonly subresource?: string | undefined;
}

/**
 * An operation on a kind's objects. The namespace counts only where the kind has namespaces; a Namespace lies in
 * itself, so that a role in it covers it, as in Kubernetes.
 */
export function onObjects(
  definition: KindDefinition<OrcObject>,
  verb: string,
  { group = definition.group, namespace = '', name = '', subresource = '' }: Where,
): ResourceOperation {
  const { plural, type, namespaced } = definition;
  const isNamespace = definition.custom === undefined && type.kind === 'Namespace';
  return {
    verb,
    group,
    resource: subresource === '' ? plural : `${plural}/${subresource}`,
    namespace: namespaced ? namespace : isNamespace ? name : '',
    name,
  };
}

/** The one name that a field selector asks for, so that a role for that object allows to list and watch it. */
export function nameSelected(fields: Selector): string {
  const names = fields.flatMap(({ key, operator, values }) =>
    key === 'metadata.name' && operator === 'In' && values.length === 1 ? values : [],
  );
  return names.length === 1 ? (names[0] ?? '') : '';
}
