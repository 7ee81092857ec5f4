// A short name for a value, equal for equal values. Not for secrets or integrity: FNV-1a, 32 bits
// (http://www.isthe.com/chongo/tech/comp/fnv/).

const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** A canonical text of a model value: keys in order, absent fields left out. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalText(item)}`).join(',')}}`;
}

/** The 32-bit FNV-1a hash of a text's code units. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** A name part of up to eight letters and digits made from a value. */
export function shortHash(value: unknown): string {
  let rest = hashText(canonicalText(value));
  let text = '';
  do {
    text += alphabet.charAt(rest % alphabet.length);
    rest = Math.floor(rest / alphabet.length);
  } while (rest > 0);
  return text;
}
