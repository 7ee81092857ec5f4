// Who may connect to NATS: the masters, and the nodes that there are, each by the subject of its certificate. A node
// speaks and listens on its own subjects only. nats-server reads this list again whenever it changes; it then cuts off
// whoever is no longer on it and leaves the others alone.
import type { Logger } from '#kernel/ports.ts';
import { messageOf } from '#kernel/errors.ts';
import { subjectsOfNode } from '#kernel/node/protocol.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import type { StateView } from '#kernel/store/view.ts';
import { apiLimits } from '#api/limits.ts';
import type { Replica } from '#api/replica.ts';
import { groups, masterName, nodeName } from '#runtime/pki.ts';

/** A user as nats-server's configuration has it; without permissions it may use every subject. */
export interface NatsUser {
  /** The subject of the certificate that the user shows. */
  readonly user: string;
  readonly permissions?: {
    readonly publish: { readonly allow: readonly string[] };
    readonly subscribe: { readonly allow: readonly string[] };
  };
}

/** The users of a cluster with these masters and nodes, in the order of their names. */
export function natsUsers(masters: readonly string[], nodes: readonly string[]): readonly NatsUser[] {
  return [
    ...masters.toSorted().map((name) => ({ user: `CN=${masterName(name)},O=${groups.masters}` })),
    ...nodes.toSorted().map((name) => {
      const { publish, subscribe } = subjectsOfNode(name);
      return {
        user: `CN=${nodeName(name)},O=${groups.nodes}`,
        permissions: { publish: { allow: publish }, subscribe: { allow: subscribe } },
      };
    }),
  ];
}

export interface NatsUsersOptions {
  readonly replica: Pick<Replica, 'listen' | 'log' | 'wasCurrent'> & { readonly store: StateView };
  /** The names of this master and of those it knows before the log tells. */
  readonly masters: readonly string[];
  /** Tells nats-server. Throws when it can't be told: it is tried again. */
  readonly admit: (users: readonly NatsUser[]) => void;
  readonly logger: Logger;
}

/** Keeps the list of users true while a master runs. */
export class NatsUsers {
  readonly #options: NatsUsersOptions;
  readonly #unlisten: () => void;
  readonly #poll: NodeJS.Timeout;
  #masters: readonly string[];
  /** Whether nats-server is to be told as soon as this master knows what the others have acknowledged. */
  #isDue = true;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: NatsUsersOptions) {
    this.#options = options;
    this.#masters = options.masters;
    const { pollMs } = apiLimits.natsUsers;
    this.#unlisten = options.replica.listen({
      events: (events) => this.#observe(events),
      replaced: () => this.#soon(),
    });
    this.#poll = setInterval(() => {
      void this.#lookAtMasters();
      if (this.#isDue) this.#soon();
    }, pollMs);
  }

  /** The users as of now. */
  users(): readonly NatsUser[] {
    const nodes = [...this.#options.replica.store.list('Node')].map(({ metadata }) => metadata.name ?? '');
    return natsUsers(this.#masters, nodes);
  }

  #observe(events: readonly StoreEvent[]): void {
    if (events.some(({ kind, type }) => kind === 'Node' && type !== 'MODIFIED')) this.#soon();
  }

  /** Many nodes that come or go at once are one change; one that goes has a moment to hear that it has no work any more. */
  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // A master that has just started may know less than the list of its last run, which holds until then.
      this.#isDue = !this.#options.replica.wasCurrent;
      if (this.#isDue) return;
      try {
        this.#options.admit(this.users());
      } catch (error) {
        this.#options.logger.error('nats-server could not be told who may connect; it is tried again', {
          error: messageOf(error),
        });
        this.#soon();
      }
    }, apiLimits.natsUsers.gatherMs);
  }

  async #lookAtMasters(): Promise<void> {
    try {
      const { members } = await this.#options.replica.log.status();
      const [self = ''] = this.#options.masters;
      const names = [...new Set([self, ...members.map(({ name }) => name)])];
      if (names.length === this.#masters.length && names.every((name) => this.#masters.includes(name)))
        return;
      this.#masters = names;
      this.#soon();
    } catch (error) {
      this.#options.logger.debug('the masters are not known yet', { error: messageOf(error) });
    }
  }

  [Symbol.dispose](): void {
    this.#unlisten();
    clearInterval(this.#poll);
    clearTimeout(this.#timer);
  }
}
