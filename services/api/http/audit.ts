// What an HTTP request is about for the audit log, read from its method and path before anybody is asked.
import type { AuditRequest, Target } from '#api/audit/trail.ts';
import type { Exchange } from '#api/http/exchange.ts';
import { type ResourceRequest, meaningOf } from '#api/http/request.ts';

const verbs: ReadonlyMap<string, string> = new Map([
  ['POST', 'create'],
  ['PUT', 'update'],
  ['PATCH', 'patch'],
]);

function verbOf({ method, query }: Exchange, { name }: ResourceRequest): string {
  if (method === 'DELETE') return name === undefined ? 'deletecollection' : 'delete';
  const known = verbs.get(method);
  if (known !== undefined) return known;
  if (method !== 'GET' && method !== 'HEAD') return method.toLowerCase();
  if (query.has('watch') && query.get('watch') !== 'false') return 'watch';
  return name === undefined ? 'list' : 'get';
}

function targetOf(exchange: Exchange): Target {
  const { method, path } = exchange;
  const other = { verb: method.toLowerCase(), ref: undefined, path };
  let meaning: ReturnType<typeof meaningOf>;
  try {
    meaning = meaningOf(path);
  } catch {
    // It will be refused: it is not UTF-8.
    return other;
  }
  if (meaning.kind !== 'resource') return other;
  const { request } = meaning;
  const { group, version, resource, name, subresource } = request;
  const isNamespace = group === '' && resource === 'namespaces';
  const namespace = request.namespace ?? (isNamespace ? name : undefined);
  const ref = {
    resource,
    ...(subresource !== undefined && { subresource }),
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
    ...(group !== '' && { apiGroup: group }),
    apiVersion: version,
  };
  return { verb: verbOf(exchange, request), ref, path };
}

/** An HTTP request for the audit log. */
export function auditRequestOf(exchange: Exchange): AuditRequest {
  const { request } = exchange;
  return {
    uri: request.url ?? '/',
    address: request.socket.remoteAddress ?? '',
    userAgent: exchange.header('user-agent') ?? '',
    target: targetOf(exchange),
  };
}
