// The nats-server beside each master: its configuration, and its supervision. Core NATS only; TLS with
// client certificates on both its listeners.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Logger } from '#kernel/ports.ts';
import { keepFile } from '#runtime/files.ts';
import { supervise } from '#runtime/supervisor.ts';

export interface NatsServerOptions {
  readonly name: string;
  /** The address that clients and the other servers reach. */
  readonly address: string;
  readonly clientPort: number;
  readonly clusterPort: number;
  /** The other servers' cluster listeners, as host:port. */
  readonly routes: readonly string[];
  /** Files with PEM text. */
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly authorityFile: string;
  readonly folder: string;
}

/** The configuration as nats-server reads it. */
export function natsConfiguration(options: NatsServerOptions): string {
  const tls = [
    `cert_file: ${JSON.stringify(options.certificateFile)}`,
    `key_file: ${JSON.stringify(options.keyFile)}`,
    `ca_file: ${JSON.stringify(options.authorityFile)}`,
    'verify: true',
    'timeout: 5',
  ].join('\n    ');
  const routes = options.routes.map((route) => `nats-route://${route}`);
  return `server_name: ${JSON.stringify(options.name)}
listen: "${options.address}:${options.clientPort}"
max_payload: 1048576
max_pending: 67108864
ping_interval: "2s"
ping_max: 3
write_deadline: "5s"
tls {
    ${tls}
}
cluster {
  name: orc
  listen: "${options.address}:${options.clusterPort}"
  routes: ${JSON.stringify(routes)}
  connect_retries: 1000000
  tls {
    ${tls}
  }
}
`;
}

/** Runs nats-server until `signal` aborts. Throws at once when its configuration can't be written. */
export function runNatsServer(
  options: NatsServerOptions,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const file = path.join(options.folder, 'nats.conf');
  keepFile(file, natsConfiguration(options), 0o600);
  const started = (pid: number): void => logger.info('nats-server started', { pid });
  return supervise(
    { name: 'nats-server', command: 'nats-server', args: ['-c', file], logger, started },
    signal,
  );
}
