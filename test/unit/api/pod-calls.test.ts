// Streams to pods over gRPC, on a real server over pods that a test makes up: how many there may be, how long they wait
// for what they are for, and what is asked of access.
import assert from 'node:assert/strict';
import { Client, type ClientDuplexStream, credentials, status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import type { Operation } from '#kernel/access/operation.ts';
import { encode } from '#kernel/model/codec.ts';
import type { MethodType } from '#kernel/model/schema.ts';
import { PodsService } from '#kernel/model/gen/typed.gen.ts';
import { type Access, allowGroups } from '#api/access/access.ts';
import { noTokens } from '#api/access/identity.ts';
import { InFlight } from '#api/fairness/in-flight.ts';
import { Calls } from '#api/grpc/calls.ts';
import { PodsFace } from '#api/grpc/pods.ts';
import { type GrpcServer, startGrpcServer } from '#api/grpc/server.ts';
import { Credential } from '#runtime/credential.ts';
import { createMetrics } from '#runtime/metrics.ts';
import { createAuthority, groups, issueCertificate } from '#runtime/pki.ts';
import { freePort, silent } from '#kit/api/stream-server.ts';

const { logs, exec, portForward } = PodsService.methods;
const places = 3;
const none = new Uint8Array();
const start = { namespace: '', pod: 'a', container: '', command: ['ls'], stdin: false, tty: false };

describe('a stream to a pod over gRPC', () => {
  const asked: Operation[] = [];
  let server: GrpcServer;
  let client: Client;

  /** Serves pods none of which is there. */
  async function serve(openMs: number): Promise<void> {
    const authority = await createAuthority('test');
    const named = { groups: [groups.administrators], hosts: ['127.0.0.1', 'localhost'], days: 1 };
    const identity = await issueCertificate(authority, { name: 'ann', ...named });
    const all = allowGroups([groups.administrators]);
    const access: Access = {
      ...all,
      check: (caller, operation) => {
        asked.push(operation);
        all.check(caller, operation);
      },
    };
    const missing = (): Promise<never> => Promise.reject(new OrcError('NotFound', 'no such pod'));
    const face = new PodsFace({
      streams: { logs: missing, exec: missing, forwarder: missing },
      committer: { connect: () => Promise.resolve([]) },
      places: new InFlight(places),
      openMs,
    });
    const address = `127.0.0.1:${await freePort()}`;
    const ca = authority.certificate;
    server = await startGrpcServer({
      listen: [address],
      credential: new Credential({ authority: ca, ...identity }),
      services: { 'orc.v1.Pods': face.routes(new Calls(access, noTokens, silent, createMetrics({}))) },
    });
    const [root, key, own] = [ca, identity.key, identity.certificate].map((text) => Buffer.from(text));
    client = new Client(address, credentials.createSsl(root, key, own), {
      'grpc.ssl_target_name_override': 'localhost',
    });
  }

  beforeEach(() => {
    asked.length = 0;
  });
  afterEach(async () => {
    client.close();
    await server.close();
  });

  function open<Request, Response>(
    method: MethodType<Request, Response>,
  ): ClientDuplexStream<Request, Buffer> {
    const call = client.makeBidiStreamRequest(
      method.path,
      (request: Request) => Buffer.from(encode(method.request, request)),
      (bytes: Buffer) => bytes,
    );
    call.on('error', () => undefined);
    call.resume();
    return call;
  }

  function endOf(call: ClientDuplexStream<never, Buffer>): Promise<{ code: status; details: string }> {
    return new Promise((resolve) => void call.once('status', resolve));
  }

  /** How a call ends whose client says one thing. */
  function ended<Request>(
    call: ClientDuplexStream<Request, Buffer>,
    request: Request,
  ): Promise<{ code: status; details: string }> {
    call.end(request);
    return endOf(call);
  }

  it('is one of so many that a user has', async () => {
    await serve(60_000);
    const opened = [open(portForward), ...Array.from({ length: places - 1 }, () => open(exec))];
    const refused = await endOf(open(exec));
    assert.equal(refused.code, status.RESOURCE_EXHAUSTED);
    assert.match(refused.details, /ann has 3 under way on this master, may have 3/);
    assert.equal(asked.length, 0);
    for (const call of opened) call.cancel();
    // That the server has seen the end is seen by its taking another.
    for (let code: status = status.RESOURCE_EXHAUSTED; code === status.RESOURCE_EXHAUSTED;)
      ({ code } = await ended(open(exec), { start, stdin: none, stdinClosed: true }));
  });

  it('waits no longer for what it is for', async () => {
    await serve(50);
    for (const call of [open(exec), open(portForward)]) {
      const { code, details } = await endOf(call);
      assert.equal(code, status.DEADLINE_EXCEEDED);
      assert.match(details, /the first message did not come within 50 ms/);
    }
  });

  it('without a namespace needs the rights of the one that it is in', async () => {
    await serve(60_000);
    const { code } = await ended(open(exec), { start, stdin: none, stdinClosed: true });
    assert.equal(code, status.NOT_FOUND);
    await ended(open(portForward), { start: { namespace: '', pod: 'a', port: 80 }, data: none });
    await ended(open(logs), {
      namespace: '',
      pod: 'a',
      container: '',
      follow: false,
      previous: false,
      timestamps: false,
      sinceSeconds: 0,
    });
    assert.deepEqual(
      asked.map((operation) => 'namespace' in operation && `${operation.resource} ${operation.namespace}`),
      ['pods/exec default', 'pods/portforward default', 'pods/log default'],
    );
  });
});
