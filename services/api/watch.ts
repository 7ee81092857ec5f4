// Which objects a list or watch is about, and what a change means to it.
import { OrcError } from '#kernel/errors.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { stamped } from '#kernel/log/pack.ts';
import type { OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import { type Selector, matches } from '#kernel/model/selector.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import type { StateView } from '#kernel/store/view.ts';

/** Which objects a list or watch is about. */
export interface Scope {
  readonly kind: StoredKind;
  readonly definition: KindDefinition<OrcObject>;
  /** Undefined for all namespaces. */
  readonly namespace: string | undefined;
  readonly labels: Selector;
  readonly fields: Selector;
}

/** The fields of an object that field selectors see. */
export function fieldsOf(
  definition: KindDefinition<OrcObject>,
  object: OrcObject,
): Readonly<Record<string, string>> {
  return {
    'metadata.name': object.metadata.name ?? '',
    'metadata.namespace': object.metadata.namespace ?? '',
    ...Object.fromEntries((definition.fields ?? []).map((field) => [field.name, field.value(object)])),
  };
}

/** Whether an object is in a scope. */
export function inScope(scope: Scope, object: OrcObject): boolean {
  if (object.kind !== scope.kind) return false;
  if (scope.namespace !== undefined && object.metadata.namespace !== scope.namespace) return false;
  return (
    matches(scope.labels, object.metadata.labels) &&
    (scope.fields.length === 0 || matches(scope.fields, fieldsOf(scope.definition, object)))
  );
}

/**
 * An event as a scope sees it: a change into the scope is ADDED, one out of it DELETED (with the object as it last was
 * in the scope, at the event's revision, as in Kubernetes); undefined when it is not concerned.
 */
export function scopedEvent(scope: Scope, event: StoreEvent): StoreEvent | undefined {
  if (event.kind !== scope.kind) return undefined;
  if (scope.namespace !== undefined && event.key.namespace !== scope.namespace) return undefined;
  const { previous, revision } = event;
  const before = previous !== undefined && inScope(scope, previous);
  if (event.type === 'DELETED') return before ? event : undefined;
  const after = inScope(scope, event.object);
  if (after)
    return before === (event.type === 'MODIFIED')
      ? event
      : event.retold({ type: before ? 'MODIFIED' : 'ADDED' });
  return before ? event.retold({ type: 'DELETED', object: stamped(previous, revision) }) : undefined;
}

/** The objects of a scope in row order, after the row `after` if given. */
export function* scopedList(
  view: StateView,
  scope: Scope,
  after?: string,
): Generator<OrcObject, void, undefined> {
  for (const object of view.list(scope.kind, scope.namespace, after))
    if (inScope(scope, object)) yield object;
}

/** Refuses a field selector that names a field its kind does not offer. */
export function checkFieldSelector({ definition, fields }: Scope): void {
  const { plural, fields: own = [] } = definition;
  checkFields(
    fields,
    plural,
    own.map(({ name }) => name),
  );
}

/** Refuses a field selector of `plural` that names anything but an object's name, its namespace, and `own` fields. */
export function checkFields(fields: Selector, plural: string, own: readonly string[] = []): void {
  const offered = ['metadata.name', 'metadata.namespace', ...own];
  for (const { key } of fields)
    if (!offered.includes(key))
      throw new OrcError(
        'BadRequest',
        `field label not supported: ${key}; ${plural} offer ${offered.join(', ')}`,
      );
}
