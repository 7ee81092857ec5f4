// Answers that are compressed where they are long and the client takes that.
import { type Gzip, constants, createGzip } from 'node:zlib';

/**
 * Whether a client takes gzip: its Accept-Encoding names it, or everything, with a weight above 0
 * (https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3).
 */
export function takesGzip(acceptEncoding: string | undefined): boolean {
  const weights = new Map<string, number>();
  for (const part of (acceptEncoding ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((each) => each.trim());
    const weight = parameters.find((each) => each.startsWith('q='))?.slice(2);
    weights.set(name === 'x-gzip' ? 'gzip' : name, weight === undefined ? 1 : Number(weight));
  }
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}

/** Compresses what it is written, fast rather than small: most of an answer is the same names again and again. */
export function makeGzip(): Gzip {
  return createGzip({ level: constants.Z_BEST_SPEED });
}
