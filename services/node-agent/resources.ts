// What a container may use, in the terms of the runtime. Pure.
import type { Container, EphemeralContainer } from '#kernel/model/gen/core.gen.ts';
import { quantityMillis, quantityUnits } from '#kernel/model/quantity.ts';

/** What a container may use. */
export interface ContainerResources {
  /** Thousandths of a core; 0 for as much as there is. */
  readonly cpuMillis: number;
  /** Its weight among others that want the same core. */
  readonly cpuShares: number;
  /** 0 for as much as there is. */
  readonly memoryBytes: number;
}

const sharesPerCore = 1024;
const leastShares = 2;
/** The kernel gives no less time than a millisecond in each tenth of a second. */
const leastMillis = 10;

/** What a container is to have. */
export function resourcesOf({ resources }: Container | EphemeralContainer): ContainerResources {
  const { limits, requests } = resources ?? {};
  const requested = Number(quantityMillis(requests?.['cpu']));
  const limit = Number(quantityMillis(limits?.['cpu']));
  return {
    cpuMillis: limit > 0 ? Math.max(leastMillis, limit) : 0,
    cpuShares: Math.max(leastShares, Math.round((requested * sharesPerCore) / 1000)),
    memoryBytes: quantityUnits(limits?.['memory']),
  };
}

/** Which of `cpu` and `memory` differ. */
export function resized(next: ContainerResources, present: ContainerResources): readonly string[] {
  return [
    ...(next.cpuMillis !== present.cpuMillis || next.cpuShares !== present.cpuShares ? ['cpu'] : []),
    ...(next.memoryBytes !== present.memoryBytes ? ['memory'] : []),
  ];
}
