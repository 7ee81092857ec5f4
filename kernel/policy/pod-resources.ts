// What a pod asks for as a whole, as Kubernetes reckons it: its containers together, or what one of those that start
// first needs where that is more; those that start first and stay count with all that come after them.
import { type Amounts, addAmounts, amountsOf, greaterAmounts, noAmounts } from '#kernel/model/amount.ts';
import type { Container, PodSpec } from '#kernel/model/gen/core.gen.ts';

type Section = 'requests' | 'limits';

/** What a pod requests, or may use at most, of each resource that any of its containers names. */
export function podAmounts(spec: PodSpec, section: Section): Amounts {
  const own = (container: Container): Amounts => amountsOf(container.resources?.[section]);
  let together = noAmounts;
  for (const container of spec.containers) together = addAmounts(together, own(container));
  let staying = noAmounts;
  let starting = noAmounts;
  for (const container of spec.initContainers ?? []) {
    const stays = container.restartPolicy === 'Always';
    if (stays) {
      together = addAmounts(together, own(container));
      staying = addAmounts(staying, own(container));
    }
    starting = greaterAmounts(starting, stays ? staying : addAmounts(own(container), staying));
  }
  const needed = greaterAmounts(together, starting);
  // What the pod says as a whole holds in place of its containers' sum.
  const whole = spec.resources?.[section];
  const said = whole === undefined ? needed : new Map([...needed, ...amountsOf(whole)]);
  if (spec.overhead === undefined) return said;
  const overhead = [...amountsOf(spec.overhead)].filter(([name]) => section === 'requests' || said.has(name));
  return addAmounts(said, new Map(overhead));
}
