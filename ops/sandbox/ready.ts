// Waiting until a sandbox's cluster can take work.
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, credentials } from '@grpc/grpc-js';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { isNodeReady } from '#kernel/kinds/node.ts';
import { unpack } from '#kernel/log/pack.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import {
  CommitRequest,
  CommitResponse,
  ListRequest,
  ListResponse,
  ObjectsService,
} from '#kernel/model/gen/api.gen.ts';
import type { MessageType } from '#kernel/model/schema.ts';
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

/** One call; it waits for a leader no longer than two seconds. */
function call<Request, Response>(
  client: Client,
  path: string,
  [requestType, responseType]: readonly [MessageType<Request>, MessageType<Response>],
  request: Request,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      path,
      (each: Request) => Buffer.from(encode(requestType, each)),
      (bytes) => decode(responseType, bytes),
      request,
      { deadline: Date.now() + 2_000 },
      (error, response) =>
        response === undefined ? reject(error ?? new Error('no answer')) : resolve(response),
    );
  });
}

const { list, commit } = ObjectsService.methods;

/** Makes nodes' objects: only who has one is let in. */
async function admit(client: Client, names: readonly string[]): Promise<void> {
  const changes = names.map((name) => {
    const [apiVersion, kind] = ['v1', 'Node'];
    const json = Buffer.from(JSON.stringify({ apiVersion, kind, metadata: { name } }));
    return { apply: { object: { apiVersion, kind, json, raw: new Uint8Array() } } };
  });
  const request = { changes, reason: 'nodes of the sandbox', dryRun: false };
  await call(client, commit.path, [CommitRequest, CommitResponse], request);
}

/**
 * Lets these nodes in and resolves when a leader answers and all of them are ready. Rejects after a bounded wait,
 * saying what is missing.
 */
export async function untilReady(connection: Connection, nodes: readonly string[]): Promise<void> {
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
        const { objects } = await call(client, list.path, [ListRequest, ListResponse], everyNode);
        const known = objects.map(unpack).filter((object) => object.kind === 'Node');
        const unknown = nodes.filter((name) => known.every(({ metadata }) => metadata.name !== name));
        if (unknown.length > 0) await admit(client, unknown);
        const ready = known.filter(isNodeReady).length;
        if (ready >= nodes.length) return;
        lacking = `${ready} of ${nodes.length} nodes are ready`;
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
