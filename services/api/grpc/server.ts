// The gRPC server of a master: orc's services, health and reflection, over TLS with client certificates or tokens.
import { Server as TcpServer, type Socket, createServer } from 'node:net';
import { Server } from '@grpc/grpc-js';
import { OrcError } from '#kernel/errors.ts';
import { serverCredentials } from '#api/grpc/credentials.ts';
import { type Route, serviceOf } from '#api/grpc/definition.ts';
import { type Door, type StrangersLimits, doorkeeper } from '#api/grpc/door.ts';
import { HealthService } from '#api/grpc/health.ts';
import { reflectionRoutes } from '#api/grpc/reflection.ts';
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
}

/** A running server. */
export interface GrpcServer {
  /** What health checks are told: whether this master can serve. */
  setServing(serving: boolean): void;
  close(): Promise<void>;
}

/**
 * Listens on an address, as host:port, and gives each connection to `take`. grpc-js, which would listen itself, bounds
 * neither their number nor how long one takes to say who it is.
 */
function listen(address: string, most: number, take: (connection: Socket) => void): Promise<TcpServer> {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve, reject) => {
    const server = createServer({ noDelay: true }, take);
    server.maxConnections = most;
    server.once('error', (error) =>
      reject(
        new OrcError('Unavailable', `can't listen on ${address}: ${error.message}`, {}, { cause: error }),
      ),
    );
    server.listen(Number(address.slice(colon + 1)), host, () => resolve(server));
  });
}

/** Starts serving on all addresses. Rejects when one can't be had. */
export async function startGrpcServer(options: GrpcServerOptions): Promise<GrpcServer> {
  const { most, idleMs } = options.connections ?? apiLimits.grpcConnections;
  const routes = Object.values(options.services).flat();
  const doors = new Map<string, Door>();
  for (const { definition, door } of routes) if (door !== undefined) doors.set(definition.path, door);
  const server = new Server({
    interceptors: [doorkeeper(doors, options.strangers)],
    'grpc.max_connection_idle_ms': idleMs,
    'grpc.max_receive_message_length': apiLimits.messageBytes,
    'grpc.max_send_message_length': apiLimits.messageBytes,
    'grpc.max_concurrent_streams': apiLimits.callsPerConnection,
    'grpc.keepalive_time_ms': apiLimits.grpcKeepalive.everyMs,
    'grpc.keepalive_timeout_ms': apiLimits.grpcKeepalive.answerMs,
  });
  const names = Object.keys(options.services);
  const reflection = reflectionRoutes([...names, healthService]);
  for (const served of [...Object.values(options.services), ...Object.values(reflection)]) {
    const { definition, handlers } = serviceOf(served);
    server.addService(definition, handlers);
  }
  const health = new HealthService(names);
  health.addTo(server);
  const injector = server.createConnectionInjector(serverCredentials(options.credential));
  const listeners: TcpServer[] = [];
  for (const address of options.listen)
    listeners.push(await listen(address, most, (connection) => injector.injectConnection(connection)));
  return {
    setServing: (serving) => health.setServing(serving),
    close: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => server.forceShutdown(), 1_000);
        for (const listener of listeners) listener.close();
        for (const route of routes) route.stop?.();
        server.tryShutdown(() => {
          clearTimeout(timer);
          resolve();
        });
      }),
  };
}
