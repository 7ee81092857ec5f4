// What Prometheus reads of a master: its own figures, and those of nodes, which it relays. Roles say who may: `get` of the
// path /metrics, and of nodes/metrics by the node's name. A master's own stand under the Kubernetes API too, where
// Prometheus looks for those of API servers.
import type { Operation } from '#kernel/access/operation.ts';
import { OrcError } from '#kernel/errors.ts';
import type { Logger } from '#kernel/ports.ts';
import type { Access } from '#api/access/access.ts';
import type { Tokens } from '#api/access/identity.ts';
import type { CertificateGuard } from '#api/certificates/revocations.ts';
import { callerOf } from '#api/http/caller.ts';
import type { NodeStreams } from '#api/nats/streams.ts';
import type { Replica } from '#api/replica.ts';
import type { RunningRaft } from '#raft/handle.ts';
import type { Credential } from '#runtime/credential.ts';
import { startMetricsServer } from '#runtime/metrics-server.ts';
import type { MetricsRegistry } from '#runtime/metrics.ts';
import { raftMetrics } from './raft-metrics.ts';

export interface MasterMetricsOptions {
  readonly address: string;
  readonly port: number;
  readonly credential: Credential;
  readonly access: Access;
  readonly tokens: Tokens;
  readonly guard: CertificateGuard;
  readonly replica: Replica;
  readonly streams: NodeStreams;
  readonly logger: Logger;
  /** The master's own figures. */
  readonly text: () => Promise<string>;
}

/** What gives a master's own figures as text, as they are when it is asked. */
export function masterFigures(
  metrics: MetricsRegistry,
  replica: Replica,
  raft: RunningRaft,
): () => Promise<string> {
  const copyRaft = raftMetrics(raft, metrics);
  const revision = metrics.gauge('orc_store_revision', "The store's revision on this master.");
  return () => {
    copyRaft();
    revision.set(replica.store.revision);
    return metrics.text();
  };
}

/** The node whose figures a path asks for; undefined for another path. */
function nodeIn(path: string): string | undefined {
  return /^\/metrics\/nodes\/([^/]+)$/.exec(path)?.[1];
}

function operationOf(path: string): Operation {
  const name = nodeIn(path);
  return name === undefined
    ? { verb: 'get', path }
    : { verb: 'get', group: '', resource: 'nodes/metrics', name };
}

/** Starts serving; the result stops it. Rejects when the port can't be had. */
export function serveMasterMetrics(options: MasterMetricsOptions): Promise<() => Promise<void>> {
  const { access, tokens, guard, replica, streams, text } = options;
  return startMetricsServer({
    address: options.address,
    port: options.port,
    credential: options.credential,
    logger: options.logger,
    authorize: async (path, request) => {
      access.check(await callerOf(request, tokens, access, guard), operationOf(path));
    },
    routes: [
      async (where) => (where === '/metrics' ? text() : undefined),
      async (where, deadline) => {
        const node = nodeIn(where);
        if (node === undefined) return undefined;
        if (replica.store.get('Node', '', node) === undefined)
          throw new OrcError('NotFound', `nodes "${node}" not found`);
        return streams.metrics(node, deadline);
      },
    ],
  });
}
