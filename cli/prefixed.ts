// Output of several sources, told apart by what stands before every line.

/** How much of a line is kept until it ends: what is longer is shown in parts. */
export const heldBytes = 64 * 1024;

/** Puts `prefix` before every line; a line that is not ended yet is kept until it is, so that sources do not mix in it. */
export async function* prefixed(
  chunks: AsyncIterable<Uint8Array>,
  prefix: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  let rest = Buffer.alloc(0);
  /** Whether the beginning of a long line was shown already. */
  let isWithin = false;
  for await (const chunk of chunks) {
    const data = Buffer.concat([rest, chunk]);
    const end = data.lastIndexOf(10) + 1;
    rest = data.subarray(end);
    if (end > 0) {
      const lines = data
        .subarray(0, end - 1)
        .toString('latin1')
        .split('\n');
      const text = lines.map((line) => `${line}\n`).join(prefix);
      yield Buffer.from(`${isWithin ? '' : prefix}${text}`, 'latin1');
      isWithin = false;
    }
    if (rest.length <= heldBytes) continue;
    yield isWithin ? rest : Buffer.concat([Buffer.from(prefix), rest]);
    isWithin = true;
    rest = Buffer.alloc(0);
  }
  if (rest.length > 0 || isWithin)
    yield Buffer.concat([Buffer.from(isWithin ? '' : prefix), rest, Buffer.from('\n')]);
}
