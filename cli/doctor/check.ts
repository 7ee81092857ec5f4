// What a row of the security checklist is: an id that stays, what is checked, what to do when it does not hold, and a
// pure function of what was gathered. Rows do no IO, so each can be tested both ways.
import type { Facts, Known } from '#cli/doctor/facts.ts';

/** What came of a row. What was found is named one by one, the worst and all the same. */
export type Outcome =
  | { readonly result: 'PASS' }
  | { readonly result: 'FAIL' | 'WARN'; readonly found: readonly string[] }
  /** It can't be seen from here, or there is nothing of what it is about. */
  | { readonly result: 'SKIP'; readonly why: string };

export const groupNames = ['control plane', 'API', 'log', 'nodes', 'NATS', 'policies'] as const;
export type GroupName = (typeof groupNames)[number];

/** A row of the checklist. */
export interface Row {
  /** Never given to another row. */
  readonly id: string;
  readonly group: GroupName;
  /** What holds where all is well. */
  readonly what: string;
  /** What to do where it does not. */
  readonly advice: string;
  readonly check: (facts: Facts) => Outcome;
}

type Check = Row['check'];

export const pass: Outcome = { result: 'PASS' };

export const skip = (why: string): Outcome => ({ result: 'SKIP', why });

/** FAIL with what was found; PASS where nothing was. */
export const failing = (found: readonly string[]): Outcome =>
  found.length === 0 ? pass : { result: 'FAIL', found };

/** WARN with what was found; PASS where nothing was. */
export const warning = (found: readonly string[]): Outcome =>
  found.length === 0 ? pass : { result: 'WARN', found };

/** A check of what may not have been gathered: then it is skipped, and says why. */
export function about<T>(
  choose: (facts: Facts) => Known<T>,
  judge: (value: T, facts: Facts) => Outcome,
): Check {
  return (facts) => {
    const chosen = choose(facts);
    return 'unknown' in chosen ? skip(chosen.unknown) : judge(chosen.value, facts);
  };
}

/** One thing known and made of another: it is unknown for the same reason. */
export function of<T, U>(known: Known<T>, next: (value: T) => Known<U>): Known<U> {
  return 'unknown' in known ? known : next(known.value);
}

/** Makes the rows of a group: `prefix` and a number are the id. */
export function rowsOf(
  group: GroupName,
  prefix: string,
  rows: readonly (readonly [number: number, what: string, advice: string, check: Check])[],
): readonly Row[] {
  return rows.map(([number, what, advice, check]) => ({
    id: `${prefix}-${String(number).padStart(2, '0')}`,
    group,
    what,
    advice,
    check,
  }));
}
