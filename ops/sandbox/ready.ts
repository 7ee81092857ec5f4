// Waiting until a sandbox's cluster can take work.
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, credentials } from '@grpc/grpc-js';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { isNodeReady } from '#kernel/kinds/node.ts';
import { unpack } from '#kernel/log/pack.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { ListRequest, ListResponse, ObjectsService } from '#kernel/model/gen/api.gen.ts';
import type { Connection } from './cluster.ts';
import { sandboxLimits } from './limits.ts';

const everyNode: ListRequest = {
  group: '',
  kind: 'Node',
  namespace: '',
  labelSelector: '',
  fieldSelector: '',
  limit: 0,
  continue: '',
  stale: false,
  minRevision: 0,
  atRevision: 0,
};

function listNodes(client: Client): Promise<ListResponse> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      ObjectsService.methods.list.path,
      (request: ListRequest) => Buffer.from(encode(ListRequest, request)),
      (bytes) => decode(ListResponse, bytes),
      everyNode,
      { deadline: Date.now() + 2_000 },
      (error, response) =>
        response === undefined ? reject(error ?? new Error('no answer')) : resolve(response),
    );
  });
}

/** Resolves when a leader answers and `nodes` nodes are ready. Rejects after a bounded wait, saying what is missing. */
export async function untilReady(connection: Connection, nodes: number): Promise<void> {
  const [authority, key, certificate] = await Promise.all(
    [connection.authorityFile, connection.keyFile, connection.certificateFile].map((file) => readFile(file)),
  );
  // The masters' certificates are for their own addresses; the sandbox's ports stand on 127.0.0.1.
  const secure = credentials.createSsl(authority ?? null, key ?? null, certificate ?? null, {
    checkServerIdentity: () => undefined,
  });
  const clients = connection.servers.map(
    (server) => new Client(server, secure, { 'grpc.ssl_target_name_override': 'orc-master' }),
  );
  const untilMs = performance.now() + sandboxLimits.clusterReadyMs;
  let lacking = 'no master answered';
  try {
    for (let round = 0; performance.now() < untilMs; round++) {
      const client = clients[round % clients.length];
      if (client === undefined) throw new OrcError('BadRequest', 'the sandbox has no master');
      try {
        const { objects } = await listNodes(client);
        const ready = objects
          .map(unpack)
          .filter((object) => object.kind === 'Node' && isNodeReady(object)).length;
        if (ready >= nodes) return;
        lacking = `${ready} of ${nodes} nodes are ready`;
      } catch (error) {
        lacking = `a master answered: ${messageOf(error)}`;
      }
      await sleep(sandboxLimits.readyPollMs);
    }
  } finally {
    for (const client of clients) client.close();
  }
  throw new OrcError(
    'Timeout',
    `the cluster is not ready after ${sandboxLimits.clusterReadyMs / 1000} s: ${lacking}; see 'orc sandbox status' and 'orc sandbox logs <member>'`,
  );
}
