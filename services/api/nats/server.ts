// The nats-server beside each master: its configuration, and its supervision. Core NATS only; TLS with client
// certificates on both its listeners. Clients are known by their certificate's subject and hold only the subjects that
// are theirs. A node has a certificate of the same CA as masters: servers know each other by a password as well, or it
// could pose as one and hear everything.
import { hkdfSync } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Logger } from '#kernel/ports.ts';
import type { NatsUser } from '#api/nats/users.ts';
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
  /** The password by which the servers know each other. */
  readonly routePassword: string;
}

const usersFile = 'users.conf';

/** The configuration as nats-server reads it. */
export function natsConfiguration(options: NatsServerOptions): string {
  const tls = [
    `cert_file: ${JSON.stringify(options.certificateFile)}`,
    `key_file: ${JSON.stringify(options.keyFile)}`,
    `ca_file: ${JSON.stringify(options.authorityFile)}`,
    'timeout: 5',
  ].join('\n    ');
  const routes = options.routes.map((route) => `nats-route://orc:${options.routePassword}@${route}`);
  return `server_name: ${JSON.stringify(options.name)}
listen: "${options.address}:${options.clientPort}"
max_payload: 1048576
max_pending: 67108864
ping_interval: "2s"
ping_max: 3
write_deadline: "5s"
tls {
    ${tls}
    verify_and_map: true
}
authorization {
  include ${JSON.stringify(usersFile)}
}
cluster {
  name: orc
  listen: "${options.address}:${options.clusterPort}"
  routes: ${JSON.stringify(routes)}
  connect_retries: 1000000
  authorization {
    user: orc
    password: ${JSON.stringify(options.routePassword)}
    timeout: 5
  }
  tls {
    ${tls}
    verify: true
  }
}
`;
}

/** The password by which the servers of a cluster know each other: whoever has the key-encryption key has it. */
export function routePasswordOf(encryptionKey: Uint8Array): string {
  return Buffer.from(hkdfSync('sha256', encryptionKey, '', 'orc nats routes', 32)).toString('hex');
}

export class NatsServer {
  #options: NatsServerOptions;
  readonly #logger: Logger;
  #pid: number | undefined;

  /**
   * Writes the configuration; `users` may connect until others are admitted, unless an earlier run left its list.
   * Throws at once when that can't be done.
   */
  constructor(options: NatsServerOptions, users: readonly NatsUser[], logger: Logger) {
    this.#options = options;
    this.#logger = logger;
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    if (!existsSync(this.#file(usersFile))) this.#writeUsers(users);
    this.#writeConfiguration();
  }

  #writeConfiguration(): void {
    keepFile(this.#file('nats.conf'), natsConfiguration(this.#options), 0o600);
  }

  /** From now on the servers know each other by another password; routes that stand are made anew. */
  changeRoutePassword(routePassword: string): void {
    this.#options = { ...this.#options, routePassword };
    this.#writeConfiguration();
    this.reload();
  }

  #file(name: string): string {
    return path.join(this.#options.folder, name);
  }

  #writeUsers(users: readonly NatsUser[]): void {
    keepFile(this.#file(usersFile), `users = ${JSON.stringify(users, null, 1)}\n`, 0o600);
  }

  /** From now on these may connect, and nobody else stays. Throws when the list can't be written. */
  admit(users: readonly NatsUser[]): void {
    this.#writeUsers(users);
    this.reload();
    this.#logger.info('nats-server was told who may connect', { users: users.length });
  }

  /** Has it read its files again: the list, and its certificate. */
  reload(): void {
    if (this.#pid !== undefined) process.kill(this.#pid, 'SIGHUP');
  }

  /** Runs nats-server until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const started = (pid: number): void => {
      this.#pid = pid;
      this.#logger.info('nats-server started', { pid });
    };
    const ended = (): void => {
      this.#pid = undefined;
    };
    const args = ['-c', this.#file('nats.conf')];
    await supervise(
      { name: 'nats-server', command: 'nats-server', args, logger: this.#logger, started, ended },
      signal,
    );
  }
}
