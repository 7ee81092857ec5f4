// Sets of fields, as managedFields says them (FieldsV1): a tree whose edges are `f:NAME` (a field or an entry of a
// map), `k:{KEYS}` (an item of a list by its keys) and `v:VALUE` (an item of a set). A node may be a member itself
// (`.`), lead to members, or both. Nodes without either do not occur.
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';

/** A set of fields below one place. Never changed once made. */
export interface FieldSet {
  /** Whether the place itself is in the set. */
  readonly isMember: boolean;
  readonly children: ReadonlyMap<string, FieldSet>;
}

/** The set without a field. */
export const noFields: FieldSet = { isMember: false, children: new Map() };
/** The set of the place itself. */
export const itself: FieldSet = { isMember: true, children: new Map() };

/** The deepest nesting of a set that is read; the deepest field of any kind stands at about 20. */
const maxDepth = 64;

/** Whether a set has no field. */
export function isEmptySet({ isMember, children }: FieldSet): boolean {
  return !isMember && children.size === 0;
}

/** A set of the place itself, or not, and of what is below it; what is empty is left out. */
export function fieldSet(isMember: boolean, children: Iterable<readonly [string, FieldSet]>): FieldSet {
  return { isMember, children: new Map([...children].filter(([, set]) => !isEmptySet(set))) };
}

/** The edge to a field of a message or an entry of a map. */
export function fieldEdge(name: string): string {
  return `f:${name}`;
}

/** The edge to an item of a list by its keys. */
export function keyEdge(keys: JsonObject): string {
  return `k:${canonical(keys)}`;
}

/** The edge to an item of a set. */
export function valueEdge(value: unknown): string {
  return `v:${canonical(value)}`;
}

/** JSON that is the same for the same value, whatever the order of its fields. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}

function combined(a: FieldSet, b: FieldSet, how: (inA: boolean, inB: boolean) => boolean): FieldSet {
  const edges = new Set([...a.children.keys(), ...b.children.keys()]);
  return fieldSet(
    how(a.isMember, b.isMember),
    [...edges].map((edge) => [
      edge,
      combined(a.children.get(edge) ?? noFields, b.children.get(edge) ?? noFields, how),
    ]),
  );
}

/** What is in either set. */
export function union(a: FieldSet, b: FieldSet): FieldSet {
  return combined(a, b, (inA, inB) => inA || inB);
}

/** What is in `a` and not in `b`. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  return combined(a, b, (inA, inB) => inA && !inB);
}

/** What is in both sets. */
export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  return combined(a, b, (inA, inB) => inA && inB);
}

/** Whether everything of `b` is in `a`. */
export function contains(a: FieldSet, b: FieldSet): boolean {
  return isEmptySet(difference(b, a));
}

/** Whether two sets have the same fields. */
export function equalSets(a: FieldSet, b: FieldSet): boolean {
  return contains(a, b) && contains(b, a);
}

function byEdge([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** A set in the form FieldsV1, its fields in one order. */
export function fieldSetToJson({ isMember, children }: FieldSet): JsonObject {
  const entries = [...children].toSorted(byEdge).map(([edge, set]) => [edge, fieldSetToJson(set)] as const);
  return { ...(isMember && children.size > 0 && { '.': {} }), ...Object.fromEntries(entries) };
}

/** An edge as this module writes it; undefined for what is none. */
function edgeFrom(text: string): string | undefined {
  const rest = text.slice(2);
  if (text.startsWith('f:')) return rest === '__proto__' ? undefined : text;
  if (!text.startsWith('k:') && !text.startsWith('v:')) return undefined;
  try {
    const value: unknown = JSON.parse(rest);
    if (text.startsWith('v:')) return valueEdge(value);
    return isJsonObject(value) ? keyEdge(value) : undefined;
  } catch {
    // What is no JSON names no item: the set is refused as a whole.
    return undefined;
  }
}

function setFrom(json: unknown, depth: number): FieldSet | undefined {
  if (!isJsonObject(json) || depth > maxDepth) return undefined;
  const children = new Map<string, FieldSet>();
  for (const [name, inner] of Object.entries(json)) {
    if (name === '.') continue;
    const edge = edgeFrom(name);
    const set = setFrom(inner, depth + 1);
    if (edge === undefined || set === undefined) return undefined;
    children.set(edge, set);
  }
  // A place that leads nowhere is there for itself.
  return { isMember: Object.hasOwn(json, '.') || (children.size === 0 && depth > 0), children };
}

/** Reads a set in the form FieldsV1; undefined for what is none. */
export function fieldSetFromJson(json: unknown): FieldSet | undefined {
  return setFrom(json, 0);
}

/** An edge as messages show it: `.name`, `[key="value"]`, `[="value"]`. */
function edgeText(edge: string): string {
  const rest = edge.slice(2);
  if (edge.startsWith('f:')) return `.${rest}`;
  if (edge.startsWith('v:')) return `[=${rest}]`;
  const keys: unknown = JSON.parse(rest);
  const entries = isJsonObject(keys) ? Object.entries(keys) : [];
  return `[${entries.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}]`;
}

/** The set's fields as messages show them, such as `.spec.containers[name="web"].image`, in one order. */
export function fieldPaths(set: FieldSet, path = ''): readonly string[] {
  const below = [...set.children]
    .toSorted(byEdge)
    .flatMap(([edge, inner]) => fieldPaths(inner, `${path}${edgeText(edge)}`));
  return set.isMember && path !== '' ? [path, ...below] : below;
}
