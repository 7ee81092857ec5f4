// Majorities, joint ones included: what holds must hold in every voter set.

/** The highest index that a majority of each set has reached. 0 for an empty set. */
export function committedIndex(
  sets: readonly (readonly number[])[],
  matchOf: (id: number) => number,
): number {
  let lowest = Number.MAX_SAFE_INTEGER;
  for (const voters of sets) {
    const matches = voters.map(matchOf).sort((a, b) => b - a);
    lowest = Math.min(lowest, matches[Math.floor(voters.length / 2)] ?? 0);
  }
  return lowest === Number.MAX_SAFE_INTEGER ? 0 : lowest;
}

/** True when a majority of each set is among those for which `has` is true. */
export function isQuorum(sets: readonly (readonly number[])[], has: (id: number) => boolean): boolean {
  return sets.every((voters) => voters.filter(has).length * 2 > voters.length);
}

export type VoteResult = 'won' | 'lost' | 'pending';

/** The state of an election, from the votes received. */
export function tally(sets: readonly (readonly number[])[], votes: ReadonlyMap<number, boolean>): VoteResult {
  if (isQuorum(sets, (id) => votes.get(id) === true)) return 'won';
  return isQuorum(sets, (id) => votes.get(id) !== false) ? 'pending' : 'lost';
}
