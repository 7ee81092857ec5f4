// Requests passed on to pods, Services and nodes: /api/v1/…/proxy/PATH. The connection to a pod is the one that
// port forwarding makes, so whichever master is asked can serve it, and nothing need be reachable from the masters.
import { type IncomingMessage, request as sendRequest } from 'node:http';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { Random } from '#kernel/ports.ts';
import type { Committer } from '#api/commit.ts';
import { type ObjectCall, nameOf, operationOn } from '#api/http/call.ts';
import type { Exchange } from '#api/http/exchange.ts';
import { review } from '#api/http/streaming/review.ts';
import { type ProxyName, podTarget, proxyNameOf, serviceTarget } from '#api/http/streaming/proxy-target.ts';
import type { NodeStreams } from '#api/nats/streams.ts';
import type { PodStreams } from '#api/pod-streams.ts';
import type { Reads } from '#api/reads.ts';
import { socketOf } from '#api/stream-socket.ts';

export interface ProxyOptions {
  readonly committer: Committer;
  readonly pods: PodStreams;
  readonly nodes: NodeStreams;
  readonly reads: Reads;
  readonly random: Random;
}

const verbs: Readonly<Record<string, string>> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** Headers that are about one connection, or about who asks this master: neither is the target's business. */
const ownHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function passedOn(headers: Exchange['request']['headers']): Record<string, string | string[]> {
  const kept = Object.entries(headers).flatMap(([name, value]): [string, string | string[]][] =>
    value === undefined || name.startsWith(':') || name.startsWith('impersonate-') || ownHeaders.has(name)
      ? []
      : [[name, value]],
  );
  return Object.fromEntries(kept);
}

/** Where the proxied path begins in a request's own, which is passed on as it was written. */
function pathsOf(path: string): { readonly prefix: string; readonly rest: string } {
  const match = /^(.*?\/(?:pods|services|nodes)\/[^/]+\/proxy)(\/.*)?$/.exec(path);
  return { prefix: match?.[1] ?? path, rest: match?.[2] ?? '/' };
}

export class ProxyFace {
  readonly #options: ProxyOptions;

  constructor(options: ProxyOptions) {
    this.#options = options;
  }

  /** Serves a call when it is about a proxy; whether it was. Resolves when the answer is over. */
  async serve(call: ObjectCall): Promise<boolean> {
    if (call.request.subresource !== 'proxy') return false;
    const name = proxyNameOf(nameOf(call));
    call.allow(operationOn(call, verbs[call.exchange.method] ?? 'get', name.name));
    const { reads, committer } = this.#options;
    const asked = { path: pathsOf(call.exchange.path).rest };
    await review(call, committer, `${call.resource.kind}ProxyOptions`, asked, name.name);
    await reads.fresh({ kind: 'current' }, call.signal);
    if (call.resource.storedKind === 'Node') await this.#node(call, name);
    else await this.#pod(call, name);
    return true;
  }

  /** Of a node its metrics are served: it has no other face. */
  async #node({ exchange, signal }: ObjectCall, { name }: ProxyName): Promise<void> {
    const { reads, nodes } = this.#options;
    await reads.get('Node', '', name, { kind: 'any' }, signal);
    const { rest } = pathsOf(exchange.path);
    if (rest !== '/metrics')
      throw new OrcError('NotFound', `node "${name}" serves /metrics through its proxy, and not ${rest}`);
    const text = await nodes.metrics(name, signal);
    exchange.bytes(200, 'text/plain; version=0.0.4; charset=utf-8', Buffer.from(text));
  }

  async #pod(call: ObjectCall, name: ProxyName): Promise<void> {
    const { pods, reads, random } = this.#options;
    const { request, signal, resource } = call;
    const namespace = request.namespace ?? '';
    const target =
      resource.storedKind === 'Service'
        ? serviceTarget(reads.view, namespace, name, random)
        : podTarget(reads.view, namespace, name);
    const connect = await pods.forwarder(namespace, target.pod, signal);
    const plain = socketOf(await connect(target.port, signal));
    // Who a pod is its certificate can't say: what counts is that the node connected to that very pod.
    const socket = name.scheme === 'https' ? connectTls({ socket: plain, rejectUnauthorized: false }) : plain;
    try {
      await relay(call.exchange, socket, `${target.pod}:${target.port}`, signal);
    } finally {
      socket.destroy();
      plain.destroy();
    }
  }
}

async function relay(exchange: Exchange, socket: Duplex, host: string, signal: AbortSignal): Promise<void> {
  const { prefix, rest } = pathsOf(exchange.path);
  const query = exchange.query.size === 0 ? '' : (exchange.request.url ?? '').replace(/^[^?]*/, '');
  const outgoing = sendRequest({
    createConnection: () => socket,
    method: exchange.method,
    path: `${rest}${query}`,
    headers: {
      ...passedOn(exchange.request.headers),
      host,
      connection: 'close',
      'x-forwarded-host': exchange.header('host') ?? exchange.header(':authority') ?? '',
      'x-forwarded-uri': exchange.path,
      'x-forwarded-proto': 'https',
    },
    signal,
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    // Every one is listened to: a target may answer, and then break off what it is still being told.
    outgoing.on('error', reject);
  });
  // No pipeline: it would break off the client's connection with the target's.
  exchange.request.pipe(outgoing);
  let answer: IncomingMessage;
  try {
    answer = await answered;
  } catch (error) {
    signal.throwIfAborted();
    throw new OrcError(
      'Unavailable',
      `error trying to reach ${host}: ${messageOf(error)}`,
      {},
      { cause: error },
    );
  }
  passBack(exchange, answer, prefix);
  for await (const chunk of answer)
    await exchange.send(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
  exchange.end();
}

/** The head of an answer. A redirect within the target stays within the proxy. */
function passBack(exchange: Exchange, answer: IncomingMessage, prefix: string): void {
  const { response } = exchange;
  response.statusCode = answer.statusCode ?? 502;
  for (const [name, value] of Object.entries(passedOn(answer.headers))) response.setHeader(name, value);
  const { location } = answer.headers;
  if (location !== undefined && location.startsWith('/'))
    response.setHeader('location', `${prefix}${location}`);
}
