// JSON pointers (RFC 6901): where a value stands in JSON.
import { limits } from '#kernel/limits.ts';

/** The names and indexes that a pointer goes through, from the outside in. */
export type JsonPointer = readonly string[];

/** Reads a pointer, or says why it is none that can be followed. */
export function readPointer(text: string): JsonPointer | { readonly problem: string } {
  if (text === '') return [];
  if (!text.startsWith('/'))
    return { problem: 'must begin with "/", or be empty to mean the whole document' };
  if (/~(?![01])/.test(text)) return { problem: 'has a "~" by itself: write "~0" for "~", and "~1" for "/"' };
  const names = text.split('/', limits.jsonDepth + 2).slice(1);
  if (names.length > limits.jsonDepth) return { problem: `goes deeper than ${limits.jsonDepth} levels` };
  // To write under this name would change what all objects have.
  if (names.includes('__proto__')) return { problem: 'has the name "__proto__", which is not allowed' };
  return names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}
