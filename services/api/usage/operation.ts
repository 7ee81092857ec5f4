// What asking for what is used is to authorization, on every face.
import type { ResourceOperation } from '#kernel/access/operation.ts';

/** The group of the kinds that tell what is used. */
export const metricsGroup = 'metrics.k8s.io';

/** To get what one of `resource` uses, or to list what many do. */
export function metricsOperation(
  resource: 'nodes' | 'pods',
  {
    namespace = '',
    name = '',
  }: { readonly namespace?: string | undefined; readonly name?: string | undefined },
): ResourceOperation {
  return { verb: name === '' ? 'list' : 'get', group: metricsGroup, resource, namespace, name };
}
