// The Metrics service: what nodes and pods use.
import { OrcError } from '#kernel/errors.ts';
import { MetricsService } from '#kernel/model/gen/api.gen.ts';
import { type Selector, parseSelector, selectorOfMap } from '#kernel/model/selector.ts';
import type { Calls } from '#api/grpc/calls.ts';
import type { Route } from '#api/grpc/definition.ts';
import { metricsOperation } from '#api/usage/operation.ts';
import type { Usages } from '#api/usage/usages.ts';

function named(name: string): Selector {
  return name === '' ? [] : selectorOfMap({ 'metadata.name': name });
}

export class MetricsFace {
  readonly #usages: Usages;

  constructor(usages: Usages) {
    this.#usages = usages;
  }

  routes(calls: Calls): Route[] {
    const { nodes, pods } = MetricsService.methods;
    return [
      calls.unary('Nodes', nodes, async ({ name, labelSelector }, { allow }) => {
        allow(metricsOperation('nodes', { name }));
        const scope = { labels: parseSelector(labelSelector), fields: named(name) };
        return { items: [...this.#usages.nodes(scope)] };
      }),
      calls.unary('Pods', pods, async ({ namespace, name, labelSelector }, { allow }) => {
        if (name !== '' && namespace === '')
          throw new OrcError('BadRequest', 'namespace: Required value: the one of the pod that is named');
        allow(metricsOperation('pods', { namespace, name }));
        const scope = { labels: parseSelector(labelSelector), fields: named(name) };
        return { items: [...this.#usages.pods(namespace === '' ? undefined : namespace, scope)] };
      }),
    ];
  }
}
