// How a port's endpoints share its slots. The kernel draws a slot number (at random, or from the
// client's address) and one map lookup gives the endpoint in it, so the number of slots an endpoint
// holds is its share of connections. [pure]
//
// - Balance: two endpoints never differ by more than one slot.
// - Churn: only the slots of an endpoint that leaves, and as few as balance needs for one that
//   comes, change hands. The previous assignment is an input, so it survives restarts.

import { netproxyLimits } from './limits.ts';
import { invariant } from '#kernel/errors.ts';

/** Slots a port can have. A port with n endpoints takes the first class with at least 4n slots. */
export const slotClasses = [16, 64, 256, 1024, 4096] as const;
export type SlotClass = (typeof slotClasses)[number];

/** Slots per endpoint asked of a class: no endpoint then gets over 25% more than its fair share. */
const slotsPerEndpoint = 4;

/**
 * The class for `endpointCount` endpoints. `previous` is kept while it is large enough and not much
 * too large, so that a count that swings around a boundary does not rewrite the port each time.
 */
export function slotClassFor(endpointCount: number, previous?: SlotClass): SlotClass {
  const needed = slotClasses.find((slots) => slots >= endpointCount * slotsPerEndpoint) ?? 4096;
  if (previous !== undefined && previous > needed && endpointCount * 2 > needed / slotsPerEndpoint) {
    return previous;
  }
  return needed;
}

/** Whether `slots` holds exactly `endpoints`, every slot filled and balanced within one. */
export function isAssignmentOf(
  slots: readonly (string | undefined)[],
  endpoints: ReadonlySet<string>,
): boolean {
  const counts = new Map<string, number>();
  for (const endpoint of slots) {
    if (endpoint === undefined || !endpoints.has(endpoint)) return false;
    counts.set(endpoint, (counts.get(endpoint) ?? 0) + 1);
  }
  if (counts.size !== endpoints.size) return false;
  const least = Math.floor(slots.length / endpoints.size);
  for (const count of counts.values()) if (count < least || count > least + 1) return false;
  return true;
}

/**
 * Fills `slotClass` slots with `endpoints` (distinct, at least one), keeping as much of `previous`
 * as balance allows. `previous` of another length counts as none.
 */
export function assignSlots(
  endpoints: readonly string[],
  slotClass: SlotClass,
  previous: readonly (string | undefined)[],
): readonly string[] {
  const members = endpoints.slice(0, Math.min(slotClass, netproxyLimits.endpointsPerPort));
  invariant(members.length > 0, 'slots are assigned to at least one endpoint');
  const held = holdings(members, previous.length === slotClass ? previous : []);
  const quota = quotas(members, slotClass, held);
  const slots = Array.from<string | undefined>({ length: slotClass });
  for (const [endpoint, indexes] of held) {
    const keep = quota.get(endpoint) ?? 0;
    for (const index of indexes.slice(0, keep)) slots[index] = endpoint;
    quota.set(endpoint, Math.max(0, keep - indexes.length));
  }
  return fill(slots, members, quota);
}

function holdings(
  members: readonly string[],
  previous: readonly (string | undefined)[],
): Map<string, number[]> {
  const held = new Map<string, number[]>(members.map((endpoint) => [endpoint, []]));
  previous.forEach((endpoint, index) => {
    if (endpoint !== undefined) held.get(endpoint)?.push(index);
  });
  return held;
}

/** Each endpoint's share. The larger shares go to those that hold most now: fewer slots move. */
function quotas(members: readonly string[], slotClass: number, held: ReadonlyMap<string, readonly number[]>) {
  const least = Math.floor(slotClass / members.length);
  const larger = slotClass % members.length;
  const byHolding = [...members].sort((a, b) => (held.get(b)?.length ?? 0) - (held.get(a)?.length ?? 0));
  return new Map(byHolding.map((endpoint, rank) => [endpoint, rank < larger ? least + 1 : least]));
}

/** Gives the empty slots out in turns, so that a client's neighbours do not all meet one endpoint. */
function fill(
  slots: (string | undefined)[],
  members: readonly string[],
  missing: Map<string, number>,
): readonly string[] {
  let hungry = members.filter((endpoint) => (missing.get(endpoint) ?? 0) > 0);
  let turn = 0;
  return slots.map((endpoint) => {
    if (endpoint !== undefined) return endpoint;
    if (turn >= hungry.length) {
      hungry = hungry.filter((candidate) => (missing.get(candidate) ?? 0) > 0);
      turn = 0;
    }
    const next = hungry[turn];
    invariant(next !== undefined, 'shares add up to the number of slots');
    turn += 1;
    missing.set(next, (missing.get(next) ?? 0) - 1);
    return next;
  });
}
