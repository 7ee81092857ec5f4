// Structural equality of model values: absent and undefined are the same; bytes compare by content.

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Whether two model values say the same. */
export function equalValues(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isPlain(a) || !isPlain(b)) return false;
  if (a instanceof Uint8Array || b instanceof Uint8Array) {
    if (!(a instanceof Uint8Array) || !(b instanceof Uint8Array) || a.length !== b.length) return false;
    return a.every((byte, index) => byte === b[index]);
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => equalValues(item, b[index]));
  }
  // Own fields only: a label may be named `constructor`.
  const own = (value: Readonly<Record<string, unknown>>, key: string): unknown =>
    Object.hasOwn(value, key) ? value[key] : undefined;
  for (const key of Object.keys(a)) if (!equalValues(a[key], own(b, key))) return false;
  for (const key of Object.keys(b)) if (own(a, key) === undefined && b[key] !== undefined) return false;
  return true;
}
