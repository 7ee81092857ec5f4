// What is read, in the version that is asked for: where a webhook converts between the versions of a kind, it is asked
// before an answer begins. Built-in kinds and kinds whose versions differ by their apiVersion alone pass as they are.
import { customVersionOf, needsWebhook } from '#kernel/custom/conversion.ts';
import type { CustomObject } from '#kernel/custom/object.ts';
import { isBuiltIn } from '#kernel/log/key.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import { type Scope, checkFieldSelector, inScope, scopedEvent } from '#api/watch.ts';
import type { Conversions } from '#api/webhooks/conversions.ts';

/** The version that objects are asked for in, and how long that is waited for. */
export interface Asking {
  readonly definition: KindDefinition<OrcObject>;
  readonly signal: AbortSignal;
}

/** A scope in two steps: before objects are in the version that is asked for, and when they are. */
export interface Scopes {
  /** What is looked for among the objects as they are stored. */
  readonly scope: Scope;
  /** Whether what an event means depends on what the object was before. */
  readonly needsFormer: boolean;
  readonly isShown: (object: OrcObject) => boolean;
  readonly asShown: (events: readonly StoreEvent[]) => readonly StoreEvent[];
}

/** A scope that can be looked for whole among objects as they are stored. */
export function inOneStep(scope: Scope): Scopes {
  return { scope, needsFormer: false, isShown: () => true, asShown: (events) => events };
}

function customOnly(objects: readonly OrcObject[]): readonly CustomObject[] {
  return objects.filter((object) => !isBuiltIn(object));
}

export class ShownVersions {
  readonly #conversions: Conversions;

  constructor(conversions: Conversions) {
    this.#conversions = conversions;
  }

  /** Objects as they are stored, in the version asked for. */
  async shown(objects: readonly OrcObject[], { definition, signal }: Asking): Promise<readonly OrcObject[]> {
    const version = customVersionOf(definition);
    if (version?.custom.converter === undefined) return objects;
    return this.#conversions.shown(customOnly(objects), version, signal);
  }

  /** An object as a write made it, which may not be what is stored in the end. */
  async written(object: OrcObject, { definition, signal }: Asking): Promise<OrcObject> {
    const version = customVersionOf(definition);
    if (version === undefined || isBuiltIn(object) || !needsWebhook(version, object)) return object;
    const [converted = object] = await this.#conversions.convert([object], version, signal);
    return converted;
  }

  /** Events with their objects, and where fields decide those before, in the version asked for. */
  async events(
    events: readonly StoreEvent[],
    asking: Asking,
    { needsFormer }: Pick<Scopes, 'needsFormer'>,
  ): Promise<readonly StoreEvent[]> {
    const { converter } = asking.definition.custom ?? {};
    if (converter === undefined) return events;
    const objects = await this.shown(
      events.map(({ object }) => object),
      asking,
    );
    if (!needsFormer)
      return events.map((event, index) => event.retold({ object: objects[index] ?? event.object }));
    const before = await this.shown(
      events.flatMap(({ previous }) => previous ?? []),
      asking,
    );
    const former = before[Symbol.iterator]();
    return events.map((event, index) =>
      event.retold({
        object: objects[index] ?? event.object,
        previous: event.previous && (former.next().value ?? event.previous),
      }),
    );
  }

  /**
   * The scope that can be looked for among stored objects: fields that a webhook makes are looked at after it. Throws
   * BadRequest for a field that its kind does not offer.
   */
  scopes(scope: Scope): Scopes {
    checkFieldSelector(scope);
    const isMetadata = ({ key }: Scope['fields'][number]): boolean => key.startsWith('metadata.');
    if (scope.definition.custom?.converter === undefined || scope.fields.every(isMetadata))
      return inOneStep(scope);
    return {
      scope: { ...scope, fields: scope.fields.filter(isMetadata) },
      needsFormer: true,
      isShown: (object) => inScope(scope, object),
      asShown: (events) => events.flatMap((event) => scopedEvent(scope, event) ?? []),
    };
  }
}
