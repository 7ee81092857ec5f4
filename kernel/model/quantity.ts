// Amounts such as 100m, 1.5Gi, 2e3. Syntax and suffixes as Kubernetes documents them
// (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/). Held as integers
// of thousandths so that sums are exact.
import { Interned } from '#kernel/model/interned.ts';

const suffixes: Readonly<Record<string, bigint>> = {
  '': 1000n,
  k: 10n ** 6n,
  M: 10n ** 9n,
  G: 10n ** 12n,
  T: 10n ** 15n,
  P: 10n ** 18n,
  E: 10n ** 21n,
  Ki: 1000n * 2n ** 10n,
  Mi: 1000n * 2n ** 20n,
  Gi: 1000n * 2n ** 30n,
  Ti: 1000n * 2n ** 40n,
  Pi: 1000n * 2n ** 50n,
  Ei: 1000n * 2n ** 60n,
};

const pattern =
  /^([+-]?)(\d{1,30})?(?:\.(\d{0,30}))?(?:([eE][+-]?\d{1,2})|(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei))?$/;

function divideUp(value: bigint, divisor: bigint): bigint {
  return (value + divisor - 1n) / divisor;
}

/** What was read lately: pods of a template name the same amounts. */
const known = new Interned<bigint>();

/** The thousandths that `text` says, rounded up; undefined when it is no quantity. */
export function parseQuantity(text: string): bigint | undefined {
  return known.of(text, readQuantity);
}

function readQuantity(text: string): bigint | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, sign, whole, fraction, exponent, suffix] = match;
  if ((whole ?? '') === '' && (fraction ?? '') === '') return undefined;
  const digits = BigInt(`${whole ?? ''}${fraction ?? ''}`);
  const scale = 10n ** BigInt((fraction ?? '').length);
  let value: bigint;
  if (exponent !== undefined) {
    const power = Number(exponent.slice(1));
    value =
      power >= 0 ? digits * 1000n * 10n ** BigInt(power) : divideUp(digits * 1000n, 10n ** BigInt(-power));
  } else if (suffix === 'm') value = digits;
  else if (suffix === 'u') value = divideUp(digits, 1000n);
  else if (suffix === 'n') value = divideUp(digits, 1000000n);
  else value = digits * (suffixes[suffix ?? ''] ?? 1000n);
  const rounded = divideUp(value, scale);
  return sign === '-' ? -rounded : rounded;
}

/** The thousandths of a quantity; 0 when it is absent. For quantities that validation has accepted. */
export function quantityMillis(text: string | undefined): bigint {
  return text === undefined ? 0n : (parseQuantity(text) ?? 0n);
}

/** A quantity's value rounded up to whole units, as a number. */
export function quantityUnits(text: string | undefined): number {
  return Number(divideUp(quantityMillis(text), 1000n));
}

/** Thousandths as text: whole units where possible, else with the suffix m. */
export function formatMillis(millis: bigint): string {
  return millis % 1000n === 0n ? String(millis / 1000n) : `${millis}m`;
}

const decimalSuffixes = ['m', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** How often `base` divides `value`, at most `most` times, and what is left. */
function withoutFactors(
  value: bigint,
  base: bigint,
  most: number,
): { readonly left: bigint; readonly times: number } {
  let left = value;
  let times = 0;
  while (times < most && left % base === 0n) {
    left /= base;
    times += 1;
  }
  return { left, times };
}

/**
 * A quantity as Kubernetes writes it: as a whole number with the largest suffix of its own family that
 * allows it. `1024Mi` is `1Gi`, `0.5` is `500m`, `1000` is `1k`. What is no quantity stays as it is.
 */
export function canonicalQuantity(text: string): string {
  const millis = parseQuantity(text);
  if (millis === undefined) return text;
  if (millis === 0n) return '0';
  const whole = millis < 0n ? -divideUp(-millis, 1000n) : divideUp(millis, 1000n);
  if (text.endsWith('i') && (whole >= 1024n || whole <= -1024n)) {
    const { left, times } = withoutFactors(whole, 1024n, binarySuffixes.length - 1);
    return `${left}${binarySuffixes[times] ?? ''}`;
  }
  const { left, times } = withoutFactors(millis, 1000n, decimalSuffixes.length - 1);
  if (!/[eE][+-]?\d/.test(text)) return `${left}${decimalSuffixes[times] ?? ''}`;
  return times === 1 ? String(left) : `${left}e${(times - 1) * 3}`;
}
