// Hears what nodes use, over NATS: every master does, so that any can be asked.
import type { NatsConnection } from 'nats';
import { messageOf } from '#kernel/errors.ts';
import { subjects } from '#kernel/node/protocol.ts';
import type { Logger, Metrics } from '#kernel/ports.ts';
import type { Replica } from '#api/replica.ts';
import { Usages } from '#api/usage/usages.ts';

export interface NodeUsageOptions {
  readonly connection: NatsConnection;
  readonly replica: Pick<Replica, 'listen' | 'store'>;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Hears nodes until `cleanup` is disposed of; what they use is then known by what is returned. */
export function hearNodeUsage(
  { connection, replica, logger, metrics }: NodeUsageOptions,
  cleanup: { defer(end: () => void): void },
): Usages {
  const usages = new Usages({ view: () => replica.store, nowMs: () => performance.now() });
  const refused = metrics.counter(
    'orc_node_usage_refused_total',
    'Reports of what nodes use that were not taken.',
  );
  const unlisten = replica.listen({
    events: (events) => {
      for (const { kind, key, type } of events)
        if (kind === 'Node' && type === 'DELETED') usages.forget(key.name);
    },
  });
  const subscription = connection.subscribe(subjects.anyUsage);
  const listen = async (): Promise<void> => {
    for await (const { data, subject } of subscription) {
      try {
        usages.hear(data, subject);
      } catch (error) {
        refused.add();
        logger.debug('a report of what a node uses was refused', { subject, error: messageOf(error) });
      }
    }
  };
  void listen();
  cleanup.defer(() => {
    unlisten();
    subscription.unsubscribe();
  });
  return usages;
}
