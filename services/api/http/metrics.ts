// metrics.k8s.io over HTTP: what nodes and pods use, as `kubectl top` and autoscalers ask for it. There is nothing to
// watch: it is measured every few seconds and never stored.
import { OrcError } from '#kernel/errors.ts';
import { parseFieldSelector, parseSelector, selectorOfMap } from '#kernel/model/selector.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { NodeMetrics, PodMetrics } from '#kernel/model/gen/metrics.gen.ts';
import { amountText } from '#kernel/model/amount.ts';
import { quantityMillis } from '#kernel/model/quantity.ts';
import { jsonView } from '#kernel/model/to-json.ts';
import type { Access } from '#api/access/access.ts';
import { nameSelected } from '#api/access/objects.ts';
import type { Caller } from '#api/commit.ts';
import type { Turns } from '#api/fairness/turns.ts';
import type { Exchange } from '#api/http/exchange.ts';
import { sendList } from '#api/http/list.ts';
import { type Form, type ListForm, formAsked } from '#api/http/representation.ts';
import { type ResourceRequest, flagOf } from '#api/http/request.ts';
import type { TransientResource } from '#api/http/transient.ts';
import { checkFields } from '#api/watch.ts';
import { metricsGroup, metricsOperation } from '#api/usage/operation.ts';
import type { UsageScope, Usages } from '#api/usage/usages.ts';

type Metrics = NodeMetrics | PodMetrics;

const apiVersion = `${metricsGroup}/v1beta1`;

export interface MetricsHttpOptions {
  readonly usages: Usages;
  readonly access: Access;
  readonly turns: Turns;
}

export class MetricsHttp {
  readonly #options: MetricsHttpOptions;

  constructor(options: MetricsHttpOptions) {
    this.#options = options;
  }

  /** Answers a request for one of the kinds that tell what is used. */
  async serve(
    exchange: Exchange,
    { kind }: TransientResource,
    request: ResourceRequest,
    caller: Caller,
  ): Promise<void> {
    const { query, method } = exchange;
    if ((method !== 'GET' && method !== 'HEAD') || flagOf(query, 'watch'))
      throw new OrcError(
        'MethodNotAllowed',
        'the server does not allow this method on the requested resource',
      );
    const { name, namespace } = request;
    const fields = parseFieldSelector(query.get('fieldSelector') ?? '');
    const resource = kind === 'NodeMetrics' ? 'nodes' : 'pods';
    checkFields(fields, resource);
    const asked = metricsOperation(resource, { namespace, name });
    this.#options.access.check(caller, { ...asked, name: name ?? nameSelected(fields) });
    const scope = {
      labels: parseSelector(query.get('labelSelector') ?? ''),
      fields: [...fields, ...(name === undefined ? [] : selectorOfMap({ 'metadata.name': name }))],
    };
    const form = formAsked(exchange.header('accept'), query);
    const found = this.#find(resource, namespace, scope);
    if (name === undefined) {
      const { turns } = this.#options;
      const list = metricsList(kind, form);
      return sendList(exchange, list, found, (piece) => turns.start(caller.user, piece));
    }
    const [one] = found;
    if (one === undefined)
      throw new OrcError(
        'NotFound',
        `${resource}.${metricsGroup} ${JSON.stringify(name)} not found: ${
          resource === 'nodes'
            ? 'there is no such node, or nothing was heard of it for a minute'
            : 'there is no such pod, it does not run, or nothing was heard of its node for a minute'
        }`,
        { group: metricsGroup, kind: resource, name },
      );
    exchange.json(200, inForm(one, form));
  }

  #find(resource: 'nodes' | 'pods', namespace: string | undefined, scope: UsageScope): readonly Metrics[] {
    const { usages } = this.#options;
    return [...(resource === 'nodes' ? usages.nodes(scope) : usages.pods(namespace, scope))];
  }
}

function jsonOf(metrics: Metrics): JsonObject {
  return metrics.kind === 'NodeMetrics' ? jsonView(NodeMetrics, metrics) : jsonView(PodMetrics, metrics);
}

/** An item of a list, which says itself what its items are. */
function itemOf(metrics: Metrics): JsonObject {
  const { apiVersion: _apiVersion, kind: _kind, ...item } = jsonOf(metrics);
  return item;
}

function partial(metrics: Metrics, { version }: Form): JsonObject {
  const { metadata } = jsonOf(metrics);
  return { kind: 'PartialObjectMetadata', apiVersion: `meta.k8s.io/${version}`, metadata };
}

const columns = [
  { name: 'Name', type: 'string', format: 'name', description: 'Whose use it is.', priority: 0 },
  { name: 'Cpu', type: 'string', format: '', description: 'Cores, on average over the window.', priority: 0 },
  { name: 'Memory', type: 'string', format: '', description: 'Bytes that are held.', priority: 0 },
  { name: 'Window', type: 'string', format: '', description: 'How long was measured.', priority: 0 },
] as const;

/** What everything of an object uses of a resource, in thousandths. */
function sumOf(metrics: Metrics, resource: string): bigint {
  const used = metrics.kind === 'NodeMetrics' ? [metrics] : metrics.containers;
  return used.reduce((sum, { usage }) => sum + quantityMillis(usage[resource]), 0n);
}

function rowOf(metrics: Metrics, form: Form): JsonObject {
  const cpu = amountText({ millis: sumOf(metrics, 'cpu'), isBinary: false });
  const memory = amountText({ millis: sumOf(metrics, 'memory'), isBinary: true });
  return {
    cells: [metrics.metadata.name ?? '', cpu, memory, metrics.window],
    ...(form.include === 'Object' && { object: jsonOf(metrics) }),
    ...(form.include === 'Metadata' && { object: partial(metrics, form) }),
  };
}

function inForm(metrics: Metrics, form: Form): JsonObject {
  if (form.as === 'PartialObjectMetadata') return partial(metrics, form);
  if (form.as === 'Object') return jsonOf(metrics);
  return { ...tableHead(form), rows: [rowOf(metrics, form)] };
}

function tableHead({ version }: Form): JsonObject {
  return { kind: 'Table', apiVersion: `meta.k8s.io/${version}`, metadata: {}, columnDefinitions: columns };
}

function metricsList(kind: string, form: Form): ListForm<Metrics> {
  switch (form.as) {
    case 'Object':
      return {
        head: { kind: `${kind}List`, apiVersion, metadata: {} },
        itemsField: 'items',
        itemOf: itemOf,
      };
    case 'PartialObjectMetadata':
      return {
        head: { kind: 'PartialObjectMetadataList', apiVersion: `meta.k8s.io/${form.version}`, metadata: {} },
        itemsField: 'items',
        itemOf: (metrics) => partial(metrics, form),
      };
    case 'Table':
      return { head: tableHead(form), itemsField: 'rows', itemOf: (metrics) => rowOf(metrics, form) };
  }
}
