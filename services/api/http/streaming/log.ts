// GET pods/NAME/log: a container's output as plain text, as fast as its client reads.
import { OrcError } from '#kernel/errors.ts';
import type { LogsStream } from '#kernel/model/gen/node.gen.ts';
import { type ObjectCall, nameOf, operationOn } from '#api/http/call.ts';
import { countOf, flagOf } from '#api/http/request.ts';
import type { PodStreams } from '#api/pod-streams.ts';

function positiveOf(query: URLSearchParams, name: string): number | undefined {
  const count = countOf(query, name);
  if (count === 0)
    throw new OrcError(
      'Invalid',
      `PodLogOptions "" is invalid: ${name}: Invalid value: 0: must be greater than 0`,
    );
  return count;
}

/** What a query asks of a container's output. Throws BadRequest or Invalid for what it can't mean. */
export function logOptionsOf(
  query: URLSearchParams,
): Omit<LogsStream, 'namespace' | 'pod'> & { readonly limitBytes: number | undefined } {
  const sinceSeconds = positiveOf(query, 'sinceSeconds');
  const sinceTime = query.get('sinceTime') ?? '';
  if (sinceSeconds !== undefined && sinceTime !== '')
    throw new OrcError('BadRequest', 'at most one of `sinceTime` or `sinceSeconds` may be specified');
  const sinceMs = Date.parse(sinceTime);
  if (sinceTime !== '' && (!/^\d{4}-\d\d-\d\dT/.test(sinceTime) || !(sinceMs >= 0)))
    throw new OrcError(
      'BadRequest',
      `sinceTime: is "${sinceTime}", must be a time such as 2026-01-31T12:00:00Z`,
    );
  const tailLines = countOf(query, 'tailLines');
  return {
    container: query.get('container') ?? '',
    follow: flagOf(query, 'follow'),
    previous: flagOf(query, 'previous'),
    timestamps: flagOf(query, 'timestamps'),
    sinceSeconds: sinceSeconds ?? 0,
    ...(sinceTime !== '' && { sinceMs }),
    ...(tailLines !== undefined && { tailLines }),
    limitBytes: positiveOf(query, 'limitBytes'),
  };
}

export async function serveLog(pods: PodStreams, call: ObjectCall): Promise<void> {
  const { exchange, request, signal } = call;
  call.allow(operationOn(call, 'get'));
  const { limitBytes, ...options } = logOptionsOf(exchange.query);
  const pod = nameOf(call);
  const end = await pods.logs({ ...options, namespace: request.namespace ?? '', pod }, signal);
  try {
    exchange.begin(200, 'text/plain');
    let left = limitBytes ?? Infinity;
    for await (const { data } of end.read()) {
      await exchange.send(data.length <= left ? data : data.subarray(0, left));
      left -= data.length;
      if (left <= 0) break;
    }
    if ((end.ending?.error ?? '') !== '') throw new OrcError('BadRequest', end.ending?.error ?? '');
    exchange.end();
  } finally {
    end.abort('done');
  }
}
