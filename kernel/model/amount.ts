// Amounts of resources to reckon with: exact thousandths, and whether they are written in powers of 1024, so that a sum
// is written as what was summed.
import { canonicalQuantity, quantityMillis } from '#kernel/model/quantity.ts';

/** An amount of one resource. */
export interface Amount {
  readonly millis: bigint;
  readonly isBinary: boolean;
}

/** Amounts by the names of resources. */
export type Amounts = ReadonlyMap<string, Amount>;

/** No amount at all. */
export const noAmounts: Amounts = new Map();

/** Amounts that were read before, by their text: thousands of pods say the same few. */
const read = new Map<string, Amount>();
const mostRead = 1_000;

/** The amount that a valid quantity says. */
export function amountOf(text: string): Amount {
  const known = read.get(text);
  if (known !== undefined) return known;
  const amount = { millis: quantityMillis(text), isBinary: text.endsWith('i') };
  if (read.size >= mostRead) read.clear();
  read.set(text, amount);
  return amount;
}

/** A number of whole things. */
export function wholeAmount(count: number): Amount {
  return { millis: BigInt(count) * 1000n, isBinary: false };
}

/** The amounts that quantities say. */
export function amountsOf(quantities: Readonly<Record<string, string>> | undefined): Amounts {
  return quantities === undefined
    ? noAmounts
    : new Map(Object.entries(quantities).map(([name, text]) => [name, amountOf(text)]));
}

/** An amount as Kubernetes writes it. */
export function amountText({ millis, isBinary }: Amount): string {
  if (!isBinary) return canonicalQuantity(`${millis}m`);
  const whole = (millis + 999n) / 1000n;
  if (whole < 1024n) return canonicalQuantity(String(whole));
  return whole % 1024n === 0n ? canonicalQuantity(`${whole / 1024n}Ki`) : String(whole);
}

/** Two amounts together, written as the first is unless that is nothing. */
export function sumOf(a: Amount, b: Amount): Amount {
  return { millis: a.millis + b.millis, isBinary: a.millis === 0n ? b.isBinary : a.isBinary };
}

function merged(a: Amounts, b: Amounts, join: (a: Amount, b: Amount) => Amount): Amounts {
  if (b.size === 0) return a;
  if (a.size === 0) return b;
  const all = new Map(a);
  for (const [name, amount] of b) {
    const known = all.get(name);
    all.set(name, known === undefined ? amount : join(known, amount));
  }
  return all;
}

/** Amounts added, name by name. */
export function addAmounts(a: Amounts, b: Amounts): Amounts {
  return merged(a, b, sumOf);
}

/** The greater of two amounts, name by name. */
export function greaterAmounts(a: Amounts, b: Amounts): Amounts {
  return merged(a, b, (one, other) => (other.millis > one.millis ? other : one));
}
