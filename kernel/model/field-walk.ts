// What server-side apply asks of values and field sets together: which fields a value has, in which two values
// differ, a value without some fields, and two values merged.
import { equalValues } from '#kernel/model/equal.ts';
import { type FieldSet, fieldSet, isEmptySet, noFields } from '#kernel/model/field-set.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { type Part, type Shape, partsOf, shapeWithin, wholeOf } from '#kernel/model/field-shape.ts';

/** The fields in which one value differs from another. */
export interface Comparison {
  readonly added: FieldSet;
  readonly removed: FieldSet;
  readonly modified: FieldSet;
}

const same: Comparison = { added: noFields, removed: noFields, modified: noFields };

/** Whether a value is there for itself: a leaf, or a message or map that could have parts and has none. */
function isBare(shape: Shape, value: unknown): boolean {
  const parts = partsOf(shape, value);
  return parts === undefined || (parts.length === 0 && ['message', 'map', 'free'].includes(shape.kind));
}

/**
 * The fields that a value says: its leaves, the entries of its maps, the items of its lists, and messages that say
 * nothing more than that they are there.
 */
export function fieldsOf(shape: Shape, value: unknown): FieldSet {
  const children = (partsOf(shape, value) ?? []).map((part) => {
    const below = fieldsOf(part.shape, part.value);
    const isMember = shape.kind !== 'message' || isBare(part.shape, part.value);
    return [part.edge, fieldSet(isMember || below.isMember, below.children)] as const;
  });
  return fieldSet(false, children);
}

/** The set with every field of a message through which it leads. Entries of maps and items of lists stay as they are. */
export function withNamedFields(shape: Shape, set: FieldSet): FieldSet {
  const children = [...set.children].map(([edge, inner]) => {
    const below = shapeBelow(shape, edge);
    const named = below === undefined ? inner : withNamedFields(below, inner);
    const isMember = named.isMember || (shape.kind === 'message' && named.children.size > 0);
    return [edge, { ...named, isMember }] as const;
  });
  return fieldSet(set.isMember, children);
}

function shapeBelow(shape: Shape, edge: string): Shape | undefined {
  if (shape.kind === 'map' || shape.kind === 'list') return shape.item;
  if (shape.kind === 'free') return shape;
  return shape.kind === 'message' ? shapeWithin(shape.schema, edge.slice(2)) : undefined;
}

function byEdge(parts: readonly Part[] | undefined): ReadonlyMap<string, Part> {
  const found = new Map<string, Part>();
  for (const part of parts ?? []) if (!found.has(part.edge)) found.set(part.edge, part);
  return found;
}

/** In which fields `after` differs from `before`; what only one of them has is named with everything below it. */
export function compareFields(shape: Shape, before: unknown, after: unknown): Comparison {
  if (before === undefined && after === undefined) return same;
  const [partsBefore, partsAfter] = [byEdge(partsOf(shape, before)), byEdge(partsOf(shape, after))];
  const isLeaf = partsBefore.size === 0 && partsAfter.size === 0;
  const children = [...new Set([...partsBefore.keys(), ...partsAfter.keys()])].map((edge) => {
    const [left, right] = [partsBefore.get(edge), partsAfter.get(edge)];
    const below = left?.shape ?? right?.shape;
    return [edge, below === undefined ? same : compareFields(below, left?.value, right?.value)] as const;
  });
  const collect = (which: keyof Comparison, isMember: boolean): FieldSet =>
    fieldSet(
      isMember,
      children.map(([edge, comparison]) => [edge, comparison[which]] as const),
    );
  const isInBoth = before !== undefined && after !== undefined;
  return {
    added: collect('added', before === undefined),
    removed: collect('removed', after === undefined),
    modified: collect('modified', isLeaf && isInBoth && !equalValues(before, after)),
  };
}

/** The value without the fields of a set, and without what is below them. */
export function withoutFields(shape: Shape, value: unknown, set: FieldSet): unknown {
  const parts = partsOf(shape, value);
  if (parts === undefined || isEmptySet(set)) return value;
  const kept = parts.flatMap((part): Part[] => {
    const below = set.children.get(part.edge) ?? noFields;
    return below.isMember ? [] : [{ ...part, value: withoutFields(part.shape, part.value, below) }];
  });
  return wholeOf(shape, kept, value);
}

function keysOf(shape: Shape, item: unknown): JsonObject {
  if (shape.kind !== 'list' || !isJsonObject(item)) return {};
  return Object.fromEntries(Object.entries(item).filter(([name]) => shape.keys.includes(name)));
}

/** Of a value only the fields of a set, with the keys of the items that they are in. */
export function onlyFields(shape: Shape, value: unknown, set: FieldSet): unknown {
  const parts = partsOf(shape, value);
  if (parts === undefined || set.children.size === 0) return value;
  const kept = parts.flatMap((part): Part[] => {
    const below = set.children.get(part.edge);
    if (below === undefined) return [];
    const inner = onlyFields(part.shape, part.value, below);
    return [{ ...part, value: isJsonObject(inner) ? { ...keysOf(shape, part.value), ...inner } : inner }];
  });
  return wholeOf(shape, kept, undefined);
}

/**
 * The parts of both in one order: those that `config` names in its order, and those that only `live` has where they
 * stood between them.
 */
function mergedParts(live: readonly Part[], config: readonly Part[]): Part[] {
  const [liveByEdge, configByEdge] = [byEdge(live), byEdge(config)];
  const result: Part[] = [];
  const taken = new Set<string>();
  let at = 0;
  const takeLive = (): void => {
    for (let part = live[at]; part !== undefined; part = live[++at]) {
      if (taken.has(part.edge)) continue;
      if (configByEdge.has(part.edge)) return;
      result.push(part);
    }
  };
  for (const part of config) {
    takeLive();
    if (taken.has(part.edge)) continue;
    taken.add(part.edge);
    const value = mergeApplied(part.shape, liveByEdge.get(part.edge)?.value, part.value);
    result.push({ ...part, value });
  }
  takeLive();
  return result;
}

/** `live` with everything that `config` says: leaves are replaced, the rest is merged part by part. */
export function mergeApplied(shape: Shape, live: unknown, config: unknown): unknown {
  if (config === undefined) return live;
  if (shape.kind === 'leaf' || live === undefined || live === null) return config;
  const [liveParts, configParts] = [partsOf(shape, live), partsOf(shape, config)];
  if (liveParts === undefined || (liveParts.length === 0 && (configParts ?? []).length === 0)) return config;
  // What nobody says in parts any more keeps the parts of others.
  if (configParts === undefined) return live;
  if (shape.kind === 'list' || shape.kind === 'set')
    return wholeOf(shape, mergedParts(liveParts, configParts), live);
  const found = new Map(liveParts.map((part) => [part.edge, part]));
  for (const part of configParts)
    found.set(part.edge, {
      ...part,
      value: mergeApplied(part.shape, found.get(part.edge)?.value, part.value),
    });
  return wholeOf(shape, [...found.values()], live);
}
