// Objects.Stream over a real gRPC server: each call is answered once, by its id, and nothing that a
// client does on a stream grows without bound or harms another call.
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import fc from 'fast-check';
import { OrcError } from '#kernel/errors.ts';
import type { GetRequest, StreamAnswer } from '#kernel/model/gen/api.gen.ts';
import { decodeError } from '#kernel/model/rpc-error.ts';
import type { StreamOperations } from '#api/grpc/call-stream.ts';
import { reasonOf } from '#api/waits.ts';
import { apiLimits } from '#api/limits.ts';
import { StreamServer, commitOf } from '#kit/api/stream-server.ts';

function getOf(name: string, stale = true): GetRequest {
  return { key: { group: '', kind: 'ConfigMap', namespace: 'default', name }, stale, minRevision: 0 };
}

function errorIn({ error }: StreamAnswer): OrcError {
  assert.ok(error !== undefined, 'the call failed');
  return decodeError(error.error, error.message) ?? assert.fail('the error is not one of orc');
}

const ids = (answers: readonly StreamAnswer[]): number[] => answers.map(({ id }) => id);
const ascending = (a: number, b: number): number => a - b;

/** Operations that end when the test says so, by reason or name; `hold` is given up at its deadline. */
class Fake implements StreamOperations {
  readonly waiting = new Map<string, () => void>();
  readonly ended: string[] = [];
  readonly started: string[] = [];
  #noticed: (() => void)[] = [];
  payload = new Uint8Array(8);

  #note(list: string[], what: string): void {
    list.push(what);
    for (const noticed of this.#noticed.splice(0)) noticed();
  }

  async until(ready: () => boolean): Promise<void> {
    while (!ready()) await new Promise<void>((resolve) => this.#noticed.push(resolve));
  }

  async #run(what: string, signal: AbortSignal): Promise<void> {
    this.#note(this.started, what);
    if (what.startsWith('bad')) throw new OrcError('Conflict', `${what}: ünsafe`, { retryAfterMs: 7 });
    if (!what.startsWith('hold')) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.waiting.set(what, resolve);
    signal.addEventListener('abort', () => reject(reasonOf(signal)), { once: true });
    try {
      await promise;
      this.#note(this.ended, `${what} done`);
    } catch (error) {
      this.#note(this.ended, `${what} ${error instanceof OrcError ? error.code : ''}`);
      throw error;
    }
  }

  commit: StreamOperations['commit'] = async ({ reason }, { signal }) => {
    await this.#run(reason, signal);
    return { results: [], revision: 1, warnings: [] };
  };

  get: StreamOperations['get'] = async ({ key }, { signal }) => {
    await this.#run(key?.name ?? '', signal);
    return {
      object: { apiVersion: 'v1', kind: 'ConfigMap', raw: this.payload, json: new Uint8Array() },
      revision: 2,
    };
  };
}

describe('a stream of calls', function () {
  this.timeout(20_000);
  let open: StreamServer | undefined;
  const start = async (fake: Fake): Promise<StreamServer> => (open = await StreamServer.start(fake));
  afterEach(async () => {
    await open?.[Symbol.asyncDispose]();
    open = undefined;
  });

  it('answers in the order in which calls end, those of one turn in one message', async () => {
    const fake = new Fake();
    const server = await start(fake);
    const stream = server.stream();
    stream.send(
      { id: 1, commit: commitOf('hold') },
      { id: 2, get: getOf('a') },
      { id: 3, commit: commitOf('b') },
    );
    assert.deepEqual(ids(await stream.until(2)), [2, 3]);
    assert.equal(stream.messages, 1);
    fake.waiting.get('hold')?.();
    const [, , last] = await stream.until(3);
    assert.deepEqual([last?.id, last?.commit?.revision], [1, 1]);
    const measured = server.counted.filter((each) => each.startsWith('orc_grpc_request_duration_seconds'));
    assert.deepEqual(measured.toSorted(), [
      'orc_grpc_request_duration_seconds Commit',
      'orc_grpc_request_duration_seconds Commit',
      'orc_grpc_request_duration_seconds Get',
    ]);
    stream.call.end();
    assert.equal((await stream.ended).code, 0);
  });

  it('answers what is wrong with a call by its id and goes on', async () => {
    const fake = new Fake();
    const server = await start(fake);
    const stream = server.stream();
    stream.send(
      { id: 1, commit: commitOf('hold') },
      { id: 1, get: getOf('a') },
      { id: 2 },
      { id: 3, get: getOf('a'), commit: commitOf('a') },
      { id: 0, get: getOf('a') },
      { id: 4, commit: commitOf('bad') },
    );
    const errors = (await stream.until(5)).map((answer) => [answer.id, errorIn(answer)] as const);
    assert.deepEqual(
      errors.map(([id, { code }]) => [id, code]),
      [
        [1, 'BadRequest'],
        [2, 'BadRequest'],
        [3, 'BadRequest'],
        [0, 'BadRequest'],
        [4, 'Conflict'],
      ],
    );
    assert.match(errors[0]?.[1].message ?? '', /call 1 is under way already/);
    assert.equal(errors[4]?.[1].message, 'bad: ünsafe');
    assert.deepEqual(errors[4]?.[1].details, { retryAfterMs: 7 });
    fake.waiting.get('hold')?.();
    assert.equal((await stream.until(6)).at(-1)?.commit?.revision, 1);
    assert.ok(server.counted.includes('orc_grpc_errors_total Commit Conflict'));
  });

  it('says something while calls are under way, however long they take', async () => {
    const fake = new Fake();
    const server = await start(fake);
    const stream = server.stream();
    stream.send({ id: 1, commit: commitOf('hold') });
    await stream.untilMessages(3);
    assert.equal(stream.answers.length, 0);
    fake.waiting.get('hold')?.();
    assert.deepEqual(ids(await stream.until(1)), [1]);
  });

  it('ends with BadRequest at a message that is none', async () => {
    const server = await start(new Fake());
    const stream = server.stream();
    stream.call.write(Buffer.from([0x0a, 0x7f, 0x01]));
    const { code, details } = await stream.ended;
    assert.equal(code, 3);
    assert.match(details, /not a valid protobuf message/);
  });

  it('answers a call that is given up at once, and never again', async () => {
    const fake = new Fake();
    const server = await start(fake);
    const stream = server.stream();
    stream.send({ id: 1, commit: commitOf('hold') }, { id: 1, cancel: true }, { id: 9, cancel: true });
    const [cancelled] = await stream.until(1);
    assert.ok(cancelled !== undefined);
    assert.equal(errorIn(cancelled).code, 'Cancelled');
    fake.waiting.get('hold')?.();
    await fake.until(() => fake.ended.includes('hold done'));
    stream.send({ id: 2, get: getOf('a') });
    assert.deepEqual(ids(await stream.until(2)), [1, 2]);
  });

  it('ends each call at its own deadline', async () => {
    const server = await start(new Fake());
    const stream = server.stream();
    stream.send({ id: 1, get: getOf('hold') }, { id: 2, commit: commitOf('hold 2'), timeoutMs: 20 });
    const [late] = await stream.until(1);
    assert.ok(late !== undefined);
    assert.deepEqual([late.id, errorIn(late).code], [2, 'Timeout']);
  });

  it('refuses calls beyond its bound with TooBusy', async () => {
    const fake = new Fake();
    const server = await start(fake);
    const stream = server.stream();
    for (let id = 1; id <= apiLimits.callsPerStream + 1; id++)
      stream.send({ id, commit: commitOf(`hold ${id}`) });
    const [refused] = await stream.until(1);
    assert.ok(refused !== undefined);
    assert.deepEqual([refused.id, errorIn(refused).code], [apiLimits.callsPerStream + 1, 'TooBusy']);
    fake.waiting.get('hold 5')?.();
    await stream.until(2);
    stream.send({ id: 5, get: getOf('a') });
    assert.equal((await stream.until(3)).at(-1)?.get?.revision, 2, 'there is room again');
  });

  it('is one of a bounded number on a master, of which one user gets half', async () => {
    const server = await start(new Fake());
    const streams = Array.from({ length: apiLimits.streams / 2 }, () => server.stream());
    await Promise.all(
      streams.map((stream) => {
        stream.send({ id: 1, get: getOf('a') });
        return stream.until(1);
      }),
    );
    const { code, details } = await server.stream().ended;
    assert.equal(code, 8);
    assert.match(details, /serves too many streams of "ann" already: close some, or ask another/);
    streams[0]?.call.end();
    await streams[0]?.ended;
    const next = server.stream();
    next.send({ id: 1, get: getOf('a') });
    assert.equal((await next.until(1)).length, 1, 'there is room again');
    for (const stream of [...streams, next]) stream.call.cancel();
  });

  it('takes nothing more from a client that does not read, and goes on when it does', async () => {
    const fake = new Fake();
    fake.payload = new Uint8Array(64 * 1024);
    const server = await start(fake);
    const stream = server.stream();
    stream.call.pause();
    const calls = 400;
    for (let id = 1; id <= calls; id++) stream.send({ id, get: getOf(`n${id}`) });
    const bound = apiLimits.streamWaitingBytes / fake.payload.length;
    await fake.until(() => fake.started.length >= bound);
    // Whatever else is ready now has its turn.
    const other = server.stream();
    for (let id = 1; id <= 20; id++) {
      other.send({ id, get: getOf('other') });
      await other.until(id);
    }
    const started = fake.started.filter((name) => name !== 'other').length;
    assert.ok(
      started < calls / 2,
      `${started} of ${calls} calls were taken from a client that does not read`,
    );
    stream.call.resume();
    assert.deepEqual(
      ids(await stream.until(calls)).toSorted(ascending),
      Array.from({ length: calls }, (_none, index) => index + 1),
    );
  });

  it('drops the reads of a client that goes away, not its commits', async () => {
    const fake = new Fake();
    const server = await start(fake);
    const stream = server.stream();
    stream.send({ id: 1, get: getOf('hold read') }, { id: 2, commit: commitOf('hold commit') });
    await fake.until(() => fake.started.length === 2);
    stream.call.cancel();
    await fake.until(() => fake.ended.length === 1);
    assert.deepEqual(fake.ended, ['hold read Cancelled']);
    fake.waiting.get('hold commit')?.();
    await fake.until(() => fake.ended.length === 2);
    assert.deepEqual(fake.ended[1], 'hold commit done');
  });

  it('answers all calls and ends when the master stops', async () => {
    const fake = new Fake();
    const server = await start(fake);
    const stream = server.stream();
    stream.send({ id: 1, get: getOf('hold read') }, { id: 2, commit: commitOf('hold commit') });
    stream.send({ id: 3, commit: commitOf('hold for ever') });
    await fake.until(() => fake.started.length === 3);
    const stopping = server.stop();
    const [read] = await stream.until(1);
    assert.ok(read !== undefined);
    assert.deepEqual([read.id, errorIn(read).code], [1, 'Unavailable']);
    fake.waiting.get('hold commit')?.();
    assert.equal((await stream.until(2))[1]?.commit?.revision, 1, 'a commit that ends in time is answered');
    const last = (await stream.until(3))[2];
    assert.ok(last !== undefined);
    assert.deepEqual([last.id, errorIn(last).code], [3, 'Unavailable']);
    assert.equal((await stream.ended).code, 0);
    await stopping;
  });

  it('answers each id exactly once, whatever the calls', async () => {
    const fake = new Fake();
    const server = await start(fake);
    const call = fc.constantFrom('get', 'commit', 'bad', 'late', 'cancelled', 'empty');
    const messages = fc.array(fc.array(call, { maxLength: 12 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(messages, async (sent) => {
        const stream = server.stream();
        let id = 0;
        for (const calls of sent) {
          stream.send(
            ...calls.flatMap((what) => {
              id += 1;
              if (what === 'get') return [{ id, get: getOf('a') }];
              if (what === 'commit') return [{ id, commit: commitOf('a') }];
              if (what === 'bad') return [{ id, commit: commitOf('bad') }];
              if (what === 'late') return [{ id, get: getOf('hold'), timeoutMs: 1 }];
              if (what === 'empty') return [{ id }];
              return [
                { id, get: getOf('hold'), timeoutMs: 30 },
                { id, cancel: true },
              ];
            }),
          );
        }
        stream.call.end();
        assert.equal((await stream.ended).code, 0);
        assert.deepEqual(
          ids(stream.answers).toSorted(ascending),
          Array.from({ length: id }, (_none, index) => index + 1),
        );
      }),
      { numRuns: 40 },
    );
  });
});
