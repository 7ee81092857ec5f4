// What `orc port-forward` does: it listens here, and each connection is one to the pod.
import { once } from 'node:events';
import { type Server, type Socket, createServer, isIPv6 } from 'node:net';
import type { Duplex } from 'node:stream';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { Pod, Service } from '#kernel/model/gen/core.gen.ts';
import { unpack } from '#kernel/log/pack.ts';
import type { PortForwardOptions } from '#cli/commands/streams.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { type ForwardedPorts, askedPort, forwardedPorts } from '#cli/forwarded-ports.ts';
import { podNamed } from '#cli/pods.ts';
import { type CliSession, keyOfTarget, parseTargets, withCluster } from '#cli/session.ts';
import { untilInterrupted } from '#cli/signals.ts';

/** The most connections that one port has at a time. */
const mostConnections = 256;
const runningMs = 60_000;

function isEnded(phase: string): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** The pod once it runs. Throws BadRequest when it has ended, or does not run in time. */
async function running({ client }: CliSession, pod: Pod, waitMs: number, stop: AbortSignal): Promise<Pod> {
  const { name = '', namespace = '' } = pod.metadata;
  let { phase = 'Pending' } = pod.status ?? {};
  if (phase === 'Running') return pod;
  const scope = {
    kind: 'Pod',
    namespace,
    labelSelector: '',
    fieldSelector: `metadata.name=${name}`,
  } as const;
  const late = AbortSignal.timeout(waitMs);
  if (!isEnded(phase))
    for await (const { type, object } of client.watch(scope, 0, AbortSignal.any([stop, late]))) {
      const seen = object && unpack(object);
      if (type === 'DELETED' || seen?.kind !== 'Pod') break;
      phase = seen.status?.phase ?? 'Pending';
      if (phase === 'Running') return seen;
      if (isEnded(phase)) break;
    }
  stop.throwIfAborted();
  throw new OrcError(
    'BadRequest',
    `unable to forward port because pod is not running. Current status=${phase}; \`orc describe pod ${name} -n ${namespace}\` says why`,
  );
}

/** The Service that a word names; undefined when it names something else. */
async function serviceNamed({ client, namespace }: CliSession, word: string): Promise<Service | undefined> {
  const [target] = word.includes('/') ? parseTargets([word]).targets : [];
  if (target?.kind !== 'Service') return undefined;
  const object = await client.get(keyOfTarget(target, namespace));
  return object.kind === 'Service' ? object : undefined;
}

interface ListenAddress {
  readonly host: string;
  readonly isOptional: boolean;
}

/** The addresses of --address: localhost is both of its families, of which one may be missing. */
function addressesOf(text: string): readonly ListenAddress[] {
  return text.split(',').flatMap((each): ListenAddress[] => {
    const host = each.trim();
    if (host === '') throw new OrcError('BadRequest', '--address: give addresses separated by commas');
    if (host === 'localhost') return ['127.0.0.1', '::1'].map((one) => ({ host: one, isOptional: true }));
    return [{ host, isOptional: false }];
  });
}

class Forwarding {
  readonly #session: CliSession;
  readonly #pod: Pod;
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #lost = Promise.withResolvers<never>();

  constructor(session: CliSession, pod: Pod) {
    this.#session = session;
    this.#pod = pod;
    this.#lost.promise.catch(() => undefined);
  }

  /** Rejects when the pod is there no more. */
  get lost(): Promise<never> {
    return this.#lost.promise;
  }

  /** Listens on all addresses that it can. Throws when none can be listened on. */
  async listen(ports: ForwardedPorts, address: string): Promise<void> {
    const failures: string[] = [];
    let { local } = ports;
    let listening = 0;
    for (const { host, isOptional } of addressesOf(address)) {
      try {
        local = await this.#listen(host, local, ports.remote);
        listening += 1;
      } catch (error) {
        failures.push(messageOf(error));
        if (!isOptional)
          throw new OrcError(
            'BadRequest',
            `unable to listen on ${host}:${local}: ${messageOf(error)}; choose another port with LOCAL:${ports.remote}`,
            {},
            { cause: error },
          );
      }
    }
    if (listening === 0)
      throw new OrcError(
        'BadRequest',
        `unable to listen on port ${local}: ${failures.join('; ')}; choose another port, or :${ports.remote} for any that is free`,
      );
  }

  async #listen(host: string, local: number, remote: number): Promise<number> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      const port = socket.localPort ?? local;
      process.stdout.write(`Handling connection for ${port}\n`);
      void this.#serve(socket, port, remote);
    });
    server.maxConnections = mostConnections;
    server.on('drop', () =>
      process.stderr.write(
        `error: ${mostConnections} connections are forwarded already: one more was refused\n`,
      ),
    );
    server.listen(local, host);
    await once(server, 'listening');
    this.#servers.push(server);
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : local;
    process.stdout.write(`Forwarding from ${isIPv6(host) ? `[${host}]` : host}:${port} -> ${remote}\n`);
    return port;
  }

  async #serve(socket: Socket, local: number, remote: number): Promise<void> {
    const { name = '', namespace = '' } = this.#pod.metadata;
    const failed = (error: unknown): void => {
      socket.destroy();
      process.stderr.write(
        `error: an error occurred forwarding ${local} -> ${remote}: ${messageOf(error)}\n`,
      );
      if (error instanceof OrcError && error.code === 'NotFound')
        this.#lost.reject(
          new OrcError('NotFound', `lost connection to pod: ${error.message}: run port-forward again`),
        );
    };
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    // What is said before the pod is reached waits in the socket.
    socket.on('error', () => socket.destroy());
    let port: Duplex;
    try {
      port = await this.#session.client.forward({ namespace, pod: name, port: remote });
    } catch (error) {
      failed(error);
      return;
    }
    port.on('error', failed);
    socket.once('close', () => port.destroy());
    if (socket.destroyed) port.destroy();
    socket.pipe(port);
    port.pipe(socket);
  }

  close(): void {
    for (const server of this.#servers) server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** Forwards local ports to a pod's until it is interrupted. */
export async function portForward(
  word: string,
  words: readonly string[],
  { address, podRunningTimeout = runningMs }: PortForwardOptions,
  globals: GlobalOptions,
): Promise<void> {
  if (words.length === 0)
    throw new OrcError(
      'BadRequest',
      'TYPE/NAME and list of ports are required for port-forward, such as service/web 8080:80',
    );
  if (podRunningTimeout <= 0)
    throw new OrcError('BadRequest', '--pod-running-timeout: must be higher than zero');
  const asked = words.map(askedPort);
  const stop = untilInterrupted();
  await withCluster(globals, async (session) => {
    const service = await serviceNamed(session, word);
    const found = await podNamed(session, word);
    const ports = asked.map((each) => forwardedPorts(each, found, service));
    const pod = await running(session, found, podRunningTimeout, stop);
    const forwarding = new Forwarding(session, pod);
    try {
      for (const each of ports) await forwarding.listen(each, address ?? 'localhost');
      const stopped = once(stop, 'abort');
      if (!stop.aborted) await Promise.race([stopped, forwarding.lost]);
    } finally {
      forwarding.close();
    }
  });
}
