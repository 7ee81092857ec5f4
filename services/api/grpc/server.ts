// The gRPC server of a master: orc's services, health and reflection, over TLS with client certificates or tokens.
//
// The protocol is spoken over node:http2 (protocol/): so who makes a call is looked at when its headers arrive, before
// anything of its messages is read or kept, and a call costs less than half of what it does through grpc-js' server.
import { type ServerHttp2Stream, type IncomingHttpHeaders, performServerHandshake } from 'node:http2';
import { type Server as TlsServer, type TLSSocket, createServer } from 'node:tls';
import { OrcError } from '#kernel/errors.ts';
import type { Route } from '#api/grpc/definition.ts';
import { errorStatus } from '#api/grpc/error-details.ts';
import { HealthService } from '#api/grpc/health.ts';
import {
  Connection,
  type ConnectionLimits,
  type HeldTogether,
  type StrangersLimits,
  heldTogether,
} from '#api/grpc/protocol/connection.ts';
import { ServerCall, protocolStatus } from '#api/grpc/protocol/server-call.ts';
import { reflectionRoutes } from '#api/grpc/reflection.ts';
import { late, longestTimerMs } from '#api/deadlines.ts';
import { toOrcError } from '#api/errors.ts';
import { apiLimits } from '#api/limits.ts';
import type { Credential } from '#runtime/credential.ts';

const healthService = 'grpc.health.v1.Health';

export interface GrpcServerOptions {
  /** Addresses to listen on, as host:port. */
  readonly listen: readonly string[];
  readonly credential: Credential;
  /** The routes of each service, by its full name. */
  readonly services: Readonly<Record<string, readonly Route[]>>;
  /** How many connections there may be, and how long one stays on which nothing is asked. */
  readonly connections?: { readonly most: number; readonly idleMs: number };
  /** What those may do whom nobody knows. */
  readonly strangers?: StrangersLimits;
  /** What users may have on all connections. */
  readonly together?: HeldTogether;
}

/** A running server. */
export interface GrpcServer {
  /** What health checks are told: whether this master can serve. */
  setServing(serving: boolean): void;
  close(): Promise<void>;
}

/**
 * Listens on an address, as host:port, and gives each connection to `take`. A certificate of the client is asked for and
 * not insisted on, since tokens count too: who it names counts only if the cluster's CA signed it.
 */
function listen(
  address: string,
  most: number,
  credential: Credential,
  take: (socket: TLSSocket) => void,
): Promise<TlsServer> {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  const how = {
    requestCert: true,
    rejectUnauthorized: false,
    handshakeTimeout: apiLimits.headersMs,
    ALPNProtocols: ['h2'],
  };
  return new Promise((resolve, reject) => {
    const server = createServer({ ...credential.options, ...how }, take);
    credential.follow(() => server.setSecureContext(credential.options));
    server.maxConnections = most;
    // One that comes later, of a connection that can't be accepted, is nobody's.
    server.on('error', (error) =>
      reject(
        new OrcError('Unavailable', `can't listen on ${address}: ${error.message}`, {}, { cause: error }),
      ),
    );
    server.listen(Number(address.slice(colon + 1)), host, () => resolve(server));
  });
}

/** Calls and connections of one server. */
class Listener {
  readonly #routes = new Map<string, Route>();
  readonly #limits: ConnectionLimits;
  readonly #connections = new Set<Connection>();
  #isClosing = false;

  constructor(routes: readonly Route[], limits: ConnectionLimits) {
    this.#limits = limits;
    for (const route of routes) this.#routes.set(route.path, route);
  }

  take(socket: TLSSocket): void {
    socket.on('error', () => socket.destroy());
    // What speaks no HTTP/2 speaks no gRPC.
    if (this.#isClosing || socket.alpnProtocol !== 'h2') return void socket.destroy();
    socket.setNoDelay(true);
    socket.setKeepAlive(true, apiLimits.grpcKeepalive.everyMs);
    const session = performServerHandshake(socket, {
      // Streams, messages and what is kept of them are bounded here.
      maxSessionMemory: Number.MAX_SAFE_INTEGER,
      settings: {
        maxConcurrentStreams: socket.authorized ? apiLimits.callsPerConnection : apiLimits.grpcStrangersCalls,
        maxHeaderListSize: apiLimits.headersBytes,
        initialWindowSize: apiLimits.grpcWindowBytes[socket.authorized ? 'known' : 'strangers'],
      },
    });
    const connection = new Connection(session, socket, this.#limits);
    this.#connections.add(connection);
    session.on('error', () => connection.destroy());
    session.once('close', () => this.#connections.delete(connection));
    session.on('stream', (stream, headers) => this.#serve(connection, stream, headers));
  }

  #serve(connection: Connection, stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    const path = headers[':path'] ?? '';
    const route = this.#routes.get(path);
    const isOpen = route?.door === undefined;
    const mostBytes = isOpen ? this.#limits.strangers.messageBytes : apiLimits.messageBytes;
    const call = new ServerCall(stream, headers, connection, mostBytes);
    if (headers[':method'] !== 'POST' || !isGrpc(headers['content-type'])) {
      connection.sawStranger();
      return call.turnAway(headers[':method'] === 'POST' ? 415 : 405);
    }
    if (route === undefined) {
      connection.sawStranger();
      const details = `this master does not serve ${path.slice(0, apiLimits.grpcPathUnits)}`;
      return call.fail({ code: protocolStatus.unimplemented, details, trailers: {} });
    }
    const refuse = (thrown: unknown): void => {
      connection.sawStranger();
      call.fail(errorStatus(toOrcError(thrown), apiLimits.statusDetails.headerBytes));
    };
    if (isOpen) this.#bound(call);
    try {
      if (call.refusal !== undefined) throw call.refusal;
      const known = route.door?.(call);
      if (known === undefined) route.serve(call);
      else known.then(() => route.serve(call), refuse);
    } catch (error) {
      refuse(error);
    }
  }

  /** Bounds a call that everybody may make: by its deadline, and for who is not known by their limit. */
  #bound(call: ServerCall): void {
    const { isKnown } = call.connection;
    if (!isKnown) call.connection.sawStranger();
    const leftMs = Math.max(1, call.deadlineMs - Date.now());
    const { callMs } = this.#limits.strangers;
    const mostMs = isKnown ? leftMs : Math.min(leftMs, callMs);
    if (mostMs === Infinity) return;
    const error =
      mostMs === leftMs
        ? late()
        : new OrcError('Unavailable', `nobody who is not known may call for longer: call again`);
    const status = errorStatus(error, apiLimits.statusDetails.headerBytes);
    const timer = setTimeout(() => call.fail(status), Math.min(mostMs, longestTimerMs)).unref();
    call.onClosed(() => clearTimeout(timer));
  }

  /** Ends connections when their calls have ended, and breaks them off when that takes too long. */
  close(): Promise<void> {
    this.#isClosing = true;
    const timer = setTimeout(() => {
      for (const connection of this.#connections) connection.destroy();
    }, apiLimits.grpcCloseMs);
    const all = [...this.#connections].map(
      (connection) => new Promise<void>((resolve) => connection.once('close', resolve)),
    );
    for (const connection of this.#connections) connection.close();
    return Promise.all(all).then(() => clearTimeout(timer));
  }
}

function isGrpc(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/grpc(?:\+proto)?(?:;|$)/.test(contentType);
}

/** Starts serving on all addresses. Rejects when one can't be had. */
export async function startGrpcServer(options: GrpcServerOptions): Promise<GrpcServer> {
  const { listen: addresses, credential, services, strangers = apiLimits.grpcStrangers } = options;
  const { most, idleMs } = options.connections ?? apiLimits.grpcConnections;
  const names = Object.keys(services);
  const health = new HealthService(names);
  const routes = [
    ...Object.values(services).flat(),
    ...reflectionRoutes([...names, healthService]),
    ...health.routes(),
  ];
  const together = options.together ?? heldTogether();
  const listener = new Listener(routes, { idleMs, strangers, together });
  const servers: TlsServer[] = [];
  const stop = async (): Promise<void> => {
    for (const server of servers) server.close();
    for (const route of routes) route.stop?.();
    await listener.close();
  };
  try {
    for (const address of addresses)
      servers.push(await listen(address, most, credential, (socket) => listener.take(socket)));
  } catch (error) {
    await stop();
    throw error;
  }
  return { setServing: (serving) => health.setServing(serving), close: stop };
}
