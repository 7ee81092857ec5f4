// From a request's path and method to what serves it.
import { OrcError } from '#kernel/errors.ts';
import type { StateView } from '#kernel/store/view.ts';
import type { Access } from '#api/access/access.ts';
import { Standing } from '#api/access/standing.ts';
import { answerReview } from '#api/access/reviews.ts';
import type { Caller } from '#api/commit.ts';
import type { AccountFace } from '#api/http/accounts.ts';
import type { ObjectCall } from '#api/http/call.ts';
import {
  aggregated,
  aggregatedVersion,
  coreVersions,
  groupList,
  groupNamed,
  resourceList,
  servedSubresources,
  subresourcesOf,
} from '#api/http/discovery.ts';
import type { Exchange } from '#api/http/exchange.ts';
import type { MetricsHttp } from '#api/http/metrics.ts';
import { type HttpObjects, noResource } from '#api/http/objects.ts';
import { type PathMeaning, type ResourceRequest, flagOf, meaningOf } from '#api/http/request.ts';
import { resourceNamed } from '#api/http/resources.ts';
import { metricsType } from '#runtime/metrics-server.ts';
import { type TransientResource, isMeasured, transientNamed } from '#api/http/transient.ts';
import {
  serveBinding,
  servePodPart,
  serveEviction,
  serveFinalize,
  serveScale,
} from '#api/http/subresources.ts';

export interface RouterOptions {
  readonly objects: HttpObjects;
  /** Tokens of service accounts. */
  readonly accounts: AccountFace;
  readonly metrics: Pick<MetricsHttp, 'serve'>;
  readonly access: Access;
  /** The certificates of the cluster's authorities, PEM, the one that signs first. */
  readonly authority: () => string;
  /** What `/version` says. */
  readonly version: string;
  /** Where this master is reached, as host:port. */
  readonly address: string;
  /** What this master counts and measures, as Prometheus reads it. */
  readonly figures: () => Promise<string>;
  /** Resolves when this master can serve; rejects with why it can't. */
  readonly ready: (signal: AbortSignal) => Promise<void>;
  /** Further paths, such as OpenAPI's; whether it was one of them. */
  readonly documents: (exchange: Exchange) => boolean;
  /** Subresources that go on over the same connection: logs, exec and so on; whether it was one of them. */
  readonly streams: (call: ObjectCall) => Promise<boolean>;
}

/** Where the certificate of the cluster's authority is. */
const authorityPath = '/orc.dev/authority';

const notFound = (): OrcError => new OrcError('NotFound', 'the server could not find the requested resource');

/** The Kubernetes version whose API this is like, as clients compare it. */
const kubernetes = { major: '1', minor: '31' } as const;

export class Router {
  readonly #options: RouterOptions;

  constructor(options: RouterOptions) {
    this.#options = options;
  }

  /**
   * Whether a path may be asked without saying who asks: whether the master is well, its version, and the cluster's
   * authority, which a machine that joins compares with the hash that it was given.
   */
  isOpen(path: string): boolean {
    return /^\/(healthz|livez|readyz|version)(\/|$)/.test(path) || path === authorityPath;
  }

  async serve(exchange: Exchange, caller: Caller | undefined, signal: AbortSignal): Promise<void> {
    const meaning = meaningOf(exchange.path);
    if (meaning.kind === 'resource') {
      if (caller === undefined) throw new OrcError('Unauthorized', 'Unauthorized');
      await this.#resource(exchange, meaning.request, caller, signal);
      return;
    }
    if (caller !== undefined)
      this.#options.access.check(caller, { verb: exchange.method.toLowerCase(), path: pathOf(meaning) });
    if (!exchange.isRead)
      throw new OrcError(
        'MethodNotAllowed',
        'the server does not allow this method on the requested resource',
      );
    const { view } = this.#options.objects.reads;
    if (meaning.kind === 'other') return this.#other(exchange, meaning.path, signal);
    const accept = exchange.header('accept');
    if (meaning.kind === 'group' && meaning.group === '') {
      const version = aggregatedVersion(accept);
      return version === undefined
        ? exchange.json(200, coreVersions(view, this.#options.address))
        : answerAggregated(view, exchange, true, version);
    }
    const document =
      meaning.kind === 'group'
        ? groupNamed(view, meaning.group)
        : resourceList(view, meaning.group, meaning.version);
    if (document === undefined) throw notFound();
    exchange.json(200, document);
  }

  async #other(exchange: Exchange, path: string, signal: AbortSignal): Promise<void> {
    const { view } = this.#options.objects.reads;
    if (path === '/apis') {
      const version = aggregatedVersion(exchange.header('accept'));
      if (version === undefined) exchange.json(200, groupList(view));
      else answerAggregated(view, exchange, false, version);
      return;
    }
    if (path === authorityPath) {
      exchange.text(200, this.#options.authority());
      return;
    }
    if (path === '/metrics') {
      exchange.bytes(200, metricsType, Buffer.from(await this.#options.figures()));
      return;
    }
    if (path === '/version') {
      exchange.json(200, versionInfo(this.#options.version));
      return;
    }
    const health = /^\/(healthz|livez|readyz)(?:\/(ping|ready))?$/.exec(path);
    if (health !== null) {
      const [, which = '', check] = health;
      return this.#health(exchange, which, check, signal);
    }
    if (path === '/') {
      exchange.json(200, {
        paths: [
          '/.well-known/openid-configuration',
          '/api',
          '/apis',
          '/healthz',
          '/livez',
          '/metrics',
          '/openapi/v2',
          '/openapi/v3',
          '/openid/v1/jwks',
          authorityPath,
          '/readyz',
          '/version',
        ],
      });
      return;
    }
    if (!this.#options.documents(exchange)) throw notFound();
  }

  /** Whether this master is well, or ready to serve: one of its checks, or all that stand for `which`, each named where that is asked for. */
  async #health(
    exchange: Exchange,
    which: string,
    check: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const checks = check === undefined ? (which === 'readyz' ? ['ping', 'ready'] : ['ping']) : [check];
    if (checks.includes('ready')) await this.#options.ready(signal);
    const isVerbose = check === undefined && exchange.query.has('verbose');
    const lines = checks.map((each) => `[+]${each} ok\n`);
    exchange.text(200, isVerbose ? `${lines.join('')}${which} check passed\n` : 'ok');
  }

  async #resource(
    exchange: Exchange,
    request: ResourceRequest,
    caller: Caller,
    signal: AbortSignal,
  ): Promise<void> {
    const { view } = this.#options.objects.reads;
    const transient = transientNamed(request);
    if (transient !== undefined)
      return isMeasured(transient)
        ? this.#options.metrics.serve(exchange, transient, request, caller)
        : this.#review(exchange, transient, request.namespace, caller);
    const resource = resourceNamed(view, request.group, request.version, request.resource);
    if (resource === undefined) throw noResource(view, request);
    if (!resource.definition.namespaced && request.namespace !== undefined) throw noResource(view, request);
    const { kind, group } = resource;
    exchange.about = { group, kind, plural: request.resource };
    const { warning } = resource.definition.custom ?? {};
    if (warning !== undefined) exchange.warn(warning);
    const { access } = this.#options;
    const call: ObjectCall = {
      exchange,
      resource,
      request,
      caller,
      allow: (operation) => access.check(caller, operation),
      standing: (operation) => new Standing(access, caller, operation),
      signal,
    };
    if (request.subresource !== undefined) return this.#subresource(call, request.subresource);
    await this.#verb(call);
  }

  /** A kind that is asked and answered, and never stored. */
  async #review(
    exchange: Exchange,
    review: TransientResource,
    namespace: string | undefined,
    caller: Caller,
  ): Promise<void> {
    if (exchange.method !== 'POST')
      throw new OrcError(
        'MethodNotAllowed',
        'the server does not allow this method on the requested resource',
      );
    const { access, accounts } = this.#options;
    if (review.kind === 'TokenReview') {
      access.check(caller, { verb: 'create', group: review.group, resource: review.plural });
      return accounts.serveReview(exchange);
    }
    const json = (await exchange.object()) ?? {};
    exchange.json(201, answerReview({ kind: review.kind, json, namespace }, caller, access));
  }

  async #verb(call: ObjectCall): Promise<void> {
    const { objects } = this.#options;
    const { exchange, request, resource } = call;
    const isNamed = request.name !== undefined;
    if (
      resource.definition.namespaced &&
      request.namespace === undefined &&
      (isNamed || exchange.method === 'POST')
    )
      throw new OrcError(
        'NotFound',
        'the server could not find the requested resource: its path names no namespace',
      );
    switch (exchange.method) {
      case 'GET':
      case 'HEAD':
        return isNamed && !flagOf(exchange.query, 'watch') ? objects.get(call) : objects.list(call);
      case 'POST':
        if (isNamed) break;
        return objects.create(call);
      case 'PUT':
        if (!isNamed) break;
        return objects.update(call);
      case 'PATCH':
        if (!isNamed) break;
        return objects.patch(call);
      case 'DELETE':
        return isNamed ? objects.delete(call) : objects.deleteCollection(call);
    }
    throw new OrcError('MethodNotAllowed', 'the server does not allow this method on the requested resource');
  }

  async #subresource(call: ObjectCall, name: string): Promise<void> {
    const { objects, streams } = this.#options;
    const known = subresourcesOf(call.resource, servedSubresources).find((each) => each.name === name);
    if (known === undefined) throw notFound();
    const { method } = call.exchange;
    const verb = { GET: 'get', HEAD: 'get', POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' }[
      method
    ];
    if (verb === undefined || !known.verbs.includes(verb))
      throw new OrcError(
        'MethodNotAllowed',
        'the server does not allow this method on the requested resource',
      );
    switch (name) {
      case 'status':
      case 'approval':
        return call.exchange.isRead
          ? objects.get(call)
          : method === 'PUT'
            ? objects.update(call)
            : objects.patch(call);
      case 'scale':
        return serveScale(objects, call);
      case 'finalize':
        return serveFinalize(objects, call);
      case 'ephemeralcontainers':
      case 'resize':
        return servePodPart(objects, call, name);
      case 'binding':
        return serveBinding(objects, call);
      case 'eviction':
        return serveEviction(objects, call);
      case 'token':
        return this.#options.accounts.serveRequest(call);
    }
    if (!(await streams(call))) throw notFound();
  }
}

/** The path of what is about no objects, as roles name it. */
function pathOf(meaning: Exclude<PathMeaning, { kind: 'resource' }>): string {
  if (meaning.kind === 'other') return meaning.path;
  const group = meaning.group === '' ? '/api' : `/apis/${meaning.group}`;
  return meaning.kind === 'group' ? group : `${group}/${meaning.version}`;
}

function answerAggregated(view: StateView, exchange: Exchange, isCore: boolean, version: string): void {
  const type = `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`;
  exchange.bytes(200, type, Buffer.from(JSON.stringify(aggregated(view, isCore, version))));
}

function versionInfo(version: string): Readonly<Record<string, string>> {
  return {
    ...kubernetes,
    gitVersion: `v${kubernetes.major}.${kubernetes.minor}.0+orc-${version}`,
    gitCommit: '',
    gitTreeState: 'clean',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: `node ${process.version}`,
    compiler: 'node',
    platform: `${process.platform}/${process.arch === 'x64' ? 'amd64' : process.arch}`,
  };
}
