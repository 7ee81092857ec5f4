// Which routes to set and which to remove. Only routes that carry orc's protocol number are ever
// looked at, so a route the machine has from elsewhere is never touched. [pure]

import { OrcError } from '#kernel/errors.ts';
import type { ProxyRoute } from '../model.ts';

/** The protocol number that marks a route as orc's, as `ip route … proto 201`. */
export const routeProtocol = '201';

/** A route as compared: a gateway, or a device without one. */
export interface KernelRoute {
  readonly destination: string;
  readonly gateway?: string;
  readonly device?: string;
}

export interface RoutePlan {
  readonly set: readonly ProxyRoute[];
  /** Destinations whose route of ours goes. */
  readonly remove: readonly string[];
}

/** `ip` prints 10.1.2.3/32 without its length. */
function normal(destination: string): string {
  return destination.endsWith('/32') ? destination.slice(0, -3) : destination;
}

/** Decodes `ip -j route show proto 201`. */
export function parseRoutes(output: string): KernelRoute[] {
  const list: unknown = output.trim() === '' ? [] : JSON.parse(output);
  if (!Array.isArray(list)) throw new OrcError('Corrupt', 'ip -j route: the answer is not a list');
  return list.map((item: unknown) => {
    if (typeof item !== 'object' || item === null || !('dst' in item) || typeof item.dst !== 'string') {
      throw new OrcError('Corrupt', 'ip -j route: a route without a destination');
    }
    const gateway = 'gateway' in item && typeof item.gateway === 'string' ? { gateway: item.gateway } : {};
    const device = 'dev' in item && typeof item.dev === 'string' ? { device: item.dev } : {};
    return { destination: item.dst, ...gateway, ...device };
  });
}

function isInPlace(route: ProxyRoute, kernel: KernelRoute | undefined): boolean {
  if (kernel === undefined) return false;
  if ('gateway' in route) return kernel.gateway === route.gateway;
  return kernel.gateway === undefined && kernel.device === route.device;
}

/** What turns the routes in `kernel` (ours only) into `desired`. A destination named twice has its last route. */
export function planRoutes(desired: readonly ProxyRoute[], kernel: readonly KernelRoute[]): RoutePlan {
  const wanted = new Map(desired.map((route) => [normal(route.destination), route]));
  const present = new Map(kernel.map((route) => [normal(route.destination), route]));
  return {
    set: [...wanted].filter(([key, route]) => !isInPlace(route, present.get(key))).map(([, route]) => route),
    remove: [...present.keys()].filter((key) => !wanted.has(key)),
  };
}
