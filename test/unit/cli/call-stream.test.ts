// How the client library carries its calls: one by one while they are alone or the master knows no
// streams, together otherwise.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import { key } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type { CommitRequest } from '#kernel/model/gen/api.gen.ts';
import type { StreamOperations } from '#api/grpc/call-stream.ts';
import { OrcClient } from '#client/client.ts';
import { Slots } from '#client/slots.ts';
import { waitFor } from '#kit/network/wait-for.ts';
import { groups } from '#runtime/pki.ts';
import { StreamServer } from '#kit/api/stream-server.ts';

const where = key('ConfigMap', 'default', 'a');

class Fake implements StreamOperations {
  readonly requests: CommitRequest[] = [];
  /** Calls that wait for each other: they end when so many have come. */
  together = 1;
  /** What slow calls wait for. */
  readonly released = Promise.withResolvers<void>();
  #coming: (() => void)[] = [];

  async #arrive(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#coming.push(resolve);
    if (this.#coming.length >= this.together) for (const go of this.#coming.splice(0)) go();
    await promise;
  }

  commit: StreamOperations['commit'] = async (request) => {
    this.requests.push(request);
    await this.#arrive();
    if (request.reason === 'slow') await this.released.promise;
    if (request.reason === 'late') throw new OrcError('Expired', 'session 7 has expired');
    if (request.reason === 'bad') throw new OrcError('Conflict', 'changed', { kind: 'ConfigMap' });
    return { results: [], revision: 1, warnings: [] };
  };

  get: StreamOperations['get'] = async () => {
    await this.#arrive();
    return { object: pack({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }), revision: 2 };
  };
}

describe('the calls of a client', function () {
  this.timeout(20_000);

  for (const withStreams of [true, false]) {
    const master = withStreams ? 'a master' : 'a master that knows no streams';
    it(`are answered by ${master}, errors included, each write under a number of its own`, async () => {
      const fake = new Fake();
      await using server = await StreamServer.start(fake, withStreams);
      await using client = new OrcClient(server.clientOptions);
      assert.equal((await client.get(where)).metadata.name, 'a');
      fake.together = 101;
      const answers = await Promise.all([
        assert.rejects(client.commit([], { reason: 'bad' }), (error: unknown) => {
          assert.ok(error instanceof OrcError);
          assert.deepEqual(
            [error.code, error.message, error.details],
            ['Conflict', 'changed', { kind: 'ConfigMap' }],
          );
          return true;
        }),
        ...Array.from({ length: 50 }, () => client.commit([])),
        ...Array.from({ length: 50 }, () => client.get(where)),
      ]);
      assert.equal(answers.length, 101);
      const sequences = fake.requests.map(({ call }) => call?.sequence ?? 0);
      assert.deepEqual(
        sequences.toSorted((a, b) => a - b),
        Array.from({ length: 51 }, (_none, index) => index + 1),
      );
      for (const { call } of fake.requests) assert.equal(call?.session, 7);
    });
  }

  it('go on with another token when the one that their stream began with is good no more', async () => {
    const fake = new Fake();
    let good = 'first';
    await using server = await StreamServer.start(fake, true, {
      identify: (token) => (token === good ? { user: 'ann', groups: [groups.administrators] } : undefined),
    });
    const { servers, authority } = server.clientOptions;
    let shown = 'first';
    const bearer = {
      token: () => Promise.resolve(shown),
      refused: () => {
        shown = good;
        return true;
      },
    };
    await using client = new OrcClient({ servers, authority, bearer });
    const many = async (): Promise<void> => {
      fake.together = 20;
      await Promise.all(Array.from({ length: 20 }, () => client.get(where)));
    };
    await many();
    good = 'second';
    // It is looked at every so often; until then the stream goes on.
    await waitFor('the other token', async () => {
      await many();
      return shown === 'second';
    });
    await many();
    // One that can't be had anew is told of.
    good = 'third';
    bearer.refused = () => false;
    fake.together = 1;
    await waitFor('a refusal', async () => {
      const ends = await Promise.allSettled([client.get(where), client.get(where)]);
      return ends.every(({ status }) => status === 'rejected');
    });
    await assert.rejects(client.get(where), /Unauthorized/);
  });

  it('go on in another session while a slow one keeps the masters from dropping what the others came to', async () => {
    const fake = new Fake();
    await using server = await StreamServer.start(fake);
    const counted = (method: string): number =>
      server.counted.filter((each) => each.endsWith(` ${method}`)).length;
    const client = new OrcClient(server.clientOptions);
    const slow = client.commit([], { reason: 'slow' });
    const worker = async (): Promise<void> => {
      for (let count = 0; count < 30; count++) await client.commit([]);
    };
    await Promise.all(Array.from({ length: 20 }, worker));
    assert.equal(fake.requests.length, 601);
    for (const { call } of fake.requests)
      assert.ok((call?.sequence ?? 0) - (call?.answeredBelow ?? 0) < limits.outcomesPerSession);
    assert.deepEqual([counted('OpenSession'), counted('CloseSession')], [2, 0]);
    fake.released.resolve();
    await slow;
    await waitFor('the first session to be closed', () => Promise.resolve(counted('CloseSession') === 1));
    await client.end();
    assert.equal(counted('CloseSession'), 2);
  });

  it('go on in another session when the masters know the first no more', async () => {
    const fake = new Fake();
    await using server = await StreamServer.start(fake);
    await using client = new OrcClient(server.clientOptions);
    await client.commit([]);
    await assert.rejects(client.commit([], { reason: 'late' }), { code: 'Expired' });
    await client.commit([]);
    assert.equal(server.counted.filter((each) => each.endsWith(' OpenSession')).length, 2);
    assert.deepEqual(
      fake.requests.map(({ call }) => call?.sequence),
      [1, 2, 1],
    );
  });

  it('end with the session closed, if there was one', async () => {
    await using server = await StreamServer.start(new Fake());
    const closed = (): number => server.counted.filter((each) => each.endsWith(' CloseSession')).length;
    const reader = new OrcClient(server.clientOptions);
    await reader.get(where);
    await reader.end();
    assert.equal(closed(), 0);
    const writer = new OrcClient(server.clientOptions);
    await writer.commit([]);
    await writer.end();
    assert.equal(closed(), 1);
  });

  it('end when the client closes', async () => {
    const fake = new Fake();
    fake.together = 3;
    await using server = await StreamServer.start(fake);
    const client = new OrcClient(server.clientOptions);
    const under = [client.get(where), client.get(where)].map((get) => assert.rejects(get, OrcError));
    client.close();
    await Promise.all(under);
  });
});

describe('slots', () => {
  it('are given in the order in which they were asked for, never more than there are', async () => {
    const slots = new Slots(2);
    const order: number[] = [];
    assert.equal(slots.take(), undefined);
    assert.equal(slots.take(), undefined);
    const wait = async (number: number): Promise<void> => {
      await slots.take();
      order.push(number);
    };
    const waiting = [1, 2, 3].map(wait);
    slots.give();
    await waiting[0];
    assert.deepEqual(order, [1]);
    slots.give();
    slots.give();
    await Promise.all(waiting);
    assert.deepEqual(order, [1, 2, 3]);
  });
});
