// Property tests that say the same on every run: a failure is a defect, never luck.
import fc from 'fast-check';

/** Holds a property against `runs` values made from a fixed seed. */
export function check<T>(property: fc.IPropertyWithHooks<T>, runs = 100): void {
  fc.assert(property, { numRuns: runs, seed: 20_260_131 });
}
