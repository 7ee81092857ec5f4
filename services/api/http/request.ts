// What an HTTP request asks for, read from its method and URL as Kubernetes lays them out:
// /api/v1/… and /apis/GROUP/VERSION/…, then namespaces/NS, the resource, a name, a subresource.
import { OrcError } from '#kernel/errors.ts';

/** A request about objects. */
export interface ResourceRequest {
  /** The API group; empty for core. */
  readonly group: string;
  readonly version: string;
  /** The plural, as in the URL. */
  readonly resource: string;
  /** Undefined for cluster-wide objects and for lists over all namespaces. */
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
  /** What follows the subresource, for `proxy`. */
  readonly rest: string;
}

/** What a path is about. */
export type PathMeaning =
  | { readonly kind: 'resource'; readonly request: ResourceRequest }
  /** The resources of one version. */
  | { readonly kind: 'version'; readonly group: string; readonly version: string }
  /** The versions of one group. */
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'other'; readonly path: string };

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    throw new OrcError('BadRequest', `the path holds "${part}", which is not UTF-8`, {}, { cause: error });
  }
}

/** The subresources under which a namespace's own path goes on: anything else there is a resource. */
const namespaceSubresources = new Set(['status', 'finalize']);

function resourceIn(group: string, version: string, parts: readonly string[]): ResourceRequest {
  const [first = '', second, third, ...more] = parts;
  const isWithin =
    first === 'namespaces' &&
    second !== undefined &&
    third !== undefined &&
    !(more.length === 0 && namespaceSubresources.has(third));
  const [resource = '', name, subresource, ...rest] = isWithin ? [third, ...more] : parts;
  return {
    group,
    version,
    resource,
    namespace: isWithin ? second : undefined,
    name,
    subresource,
    rest: rest.join('/'),
  };
}

/** What a path (without its query) is about. Throws BadRequest for one that is not UTF-8. */
export function meaningOf(path: string): PathMeaning {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const [root, ...after] = parts;
  if (root === 'api') {
    const [version, ...within] = after;
    if (version === undefined) return { kind: 'group', group: '' };
    if (within.length === 0) return { kind: 'version', group: '', version };
    return { kind: 'resource', request: resourceIn('', version, within) };
  }
  if (root === 'apis' && after.length > 0) {
    const [group = '', version, ...within] = after;
    if (version === undefined) return { kind: 'group', group };
    if (within.length === 0) return { kind: 'version', group, version };
    return { kind: 'resource', request: resourceIn(group, version, within) };
  }
  return { kind: 'other', path: `/${parts.join('/')}` };
}

/**
 * The path and query of a URL. The old way to ask for a watch, `/api/v1/watch/…`, becomes the one that everybody else
 * uses: Ruby's client knows no other.
 */
export function addressed(
  method: string,
  url: string,
): { readonly path: string; readonly query: URLSearchParams } {
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  const query = new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
  const [, root, rest] = /^(\/api\/[^/]+|\/apis\/[^/]+\/[^/]+)\/watch(\/.+)$/.exec(path) ?? [];
  if (method !== 'GET' || root === undefined || rest === undefined) return { path, query };
  query.set('watch', 'true');
  return { path: `${root}${rest}`, query };
}

/** Reads a query parameter that is true or false; `1`, `true` and an empty value are true, as in Kubernetes. */
export function flagOf(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  if (value === null) return false;
  if (['', '1', 't', 'T', 'true', 'TRUE', 'True'].includes(value)) return true;
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(value)) return false;
  throw new OrcError('BadRequest', `${name}: is "${value}", must be true or false`);
}

/** Reads a query parameter that is a whole number. */
export function integerOf(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  if (/^-?\d{1,15}$/.test(value)) return Number(value);
  throw new OrcError('BadRequest', `${name}: is "${value}", must be a whole number`);
}

/** Reads a query parameter that is a whole number of at least 0. */
export function countOf(query: URLSearchParams, name: string): number | undefined {
  const value = integerOf(query, name);
  if (value === undefined || value >= 0) return value;
  throw new OrcError('BadRequest', `${name}: is "${value}", must be a whole number of at least 0`);
}
