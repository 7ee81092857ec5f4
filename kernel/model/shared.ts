// Values that many objects have in common, such as the spec of all pods of a template. A value that is shared is never
// changed, so what a pure function makes of it is made once and kept with it: pods of a template are read, defaulted,
// checked and encoded by their template. Nothing is kept of values that only one object has, which are not shared.

/** Those that are shared: as many as are held by whoever shares them, so few that a WeakSet costs the collector nothing. */
const shared = new WeakSet<object>();

/** Says that a value is one of many objects', and never changed. */
export function share<T extends object>(value: T): T {
  shared.add(value);
  return value;
}

export function isShared(value: object): boolean {
  return shared.has(value);
}

/**
 * A pure function of one value that keeps what it makes of shared ones, which is shared then, too. `make` may look at
 * nothing else that changes.
 */
export function once<From extends object, To>(make: (from: From) => To): (from: From) => To {
  const made = new WeakMap<From, { readonly to: To }>();
  return (from) => {
    if (!shared.has(from)) return make(from);
    const known = made.get(from);
    if (known !== undefined) return known.to;
    const to = make(from);
    made.set(from, { to });
    if (typeof to === 'object' && to !== null) share(to);
    return to;
  };
}
