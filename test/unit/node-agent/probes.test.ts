// Probes as they are made, by a server and by programs that behave badly.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Container, Probe } from '#kernel/model/gen/core.gen.ts';
import type { OutputChunk } from '#node-agent/container-runtime.ts';
import { type ProbeTarget, runProbe } from '#node-agent/probes/actions.ts';
import { Prober } from '#node-agent/probes/prober.ts';
import { TestClock } from '#kit/clock.ts';

/** A program that a probe runs. */
class Program {
  closed = false;
  killed = false;
  readonly #end = Promise.withResolvers<void>();
  readonly #text: string;
  readonly #code: number;

  /** Ends at once with `code`; without one it never ends by itself. */
  constructor(text = '', code?: number) {
    this.#text = text;
    this.#code = code ?? 0;
    if (code !== undefined) this.#end.resolve();
  }

  output = this.#output();

  async *#output(): AsyncGenerator<OutputChunk, void, undefined> {
    yield { stream: 'stdout', data: Buffer.from(this.#text) };
    await this.#end.promise;
  }

  write = (): Promise<void> => Promise.resolve();
  closeInput = (): void => undefined;
  resize = (): Promise<void> => Promise.resolve();
  exitCode = (): Promise<number> => Promise.resolve(this.#code);
  close = (): void => {
    this.closed = true;
    this.#end.resolve();
  };
  kill = (): Promise<void> => {
    this.killed = true;
    return Promise.resolve();
  };
}

function targetOf(exec: ProbeTarget['runtime']['exec'], container: Partial<Container> = {}): ProbeTarget {
  return {
    runtime: { exec },
    container: { name: 'main', image: 'i', ...container },
    containerId: 'c1',
    address: '127.0.0.1',
  };
}

describe('a probe that runs a program', () => {
  const probe: Probe = { exec: { command: ['ask'] }, timeoutSeconds: 1 };

  it('succeeds by its exit code, and says what the program said', async () => {
    const made = (code: number) =>
      runProbe(
        probe,
        targetOf(async () => new Program('well\n', code)),
      );
    assert.deepEqual(await made(0), { success: true, message: 'well' });
    assert.deepEqual(await made(3), { success: false, message: 'well' });
  });

  it('fails when it takes too long, even if the clock it is measured by lags, and leaves no program', async () => {
    const program = new Program();
    performance.now = () => 0;
    try {
      const made = await runProbe(
        probe,
        targetOf(async () => program),
      );
      assert.deepEqual(made, { success: false, message: 'command "ask" timed out' });
    } finally {
      Reflect.deleteProperty(performance, 'now');
    }
    assert.ok(program.closed && program.killed);
  });

  it('says nothing of the container when the runtime does not answer', async () => {
    const away = (): Promise<never> => Promise.reject(new Error('connect ECONNREFUSED /var/run/docker.sock'));
    assert.equal(await runProbe(probe, targetOf(away)), undefined);
    const lost = new Program('', 0);
    lost.exitCode = away;
    assert.equal(
      await runProbe(
        probe,
        targetOf(async () => lost),
      ),
      undefined,
    );
  });

  it('is no failure of a container while the runtime does not answer', async () => {
    const clock = new TestClock();
    let isAway = true;
    let tries = 0;
    const target = targetOf(
      async () => {
        tries += 1;
        if (isAway) throw new Error('connect ECONNREFUSED /var/run/docker.sock');
        return new Program('', 1);
      },
      { livenessProbe: { ...probe, periodSeconds: 1, failureThreshold: 2 } },
    );
    const prober = new Prober(target, clock, clock.wallMs(), undefined, () => undefined);
    const look = async (): Promise<void> => {
      clock.advance(1_000);
      for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    };
    for (let times = 0; times < 5; times++) await look();
    assert.equal(prober.state.failed, undefined);
    isAway = false;
    for (let times = 0; times < 3; times++) await look();
    assert.match(prober.state.failed ?? '', /^Liveness probe failed/);
    assert.ok(tries >= 7);
    prober.stop();
  });
});

describe('a probe over HTTP', () => {
  const asked: string[] = [];
  const answers = new Map<string, readonly [code: number, location?: string]>();
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const [code, location] = answers.get(request.url ?? '') ?? [200];
    response.writeHead(code, location === undefined ? {} : { location }).end();
  });
  let port = 0;
  beforeEach(async () => {
    asked.length = 0;
    answers.clear();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterEach(() => void server.close());

  const made = async (
    httpGet: Partial<NonNullable<Probe['httpGet']>>,
    container: Partial<Container> = {},
  ) => {
    const probe = { httpGet: { path: '/', scheme: 'HTTP', port, ...httpGet }, timeoutSeconds: 2 };
    return runProbe(
      probe,
      targetOf(() => Promise.reject(new Error('no program')), container),
    );
  };

  it('asks for its path, which need not begin with a slash, with its query', async () => {
    for (const path of ['/healthz', 'healthz', '/a b?c=d', '//double'])
      assert.equal((await made({ path }))?.success, true, path);
    assert.deepEqual(asked, ['/healthz', '/healthz', '/a%20b?c=d', '//double']);
  });

  it('succeeds from 200 to 399', async () => {
    for (const [code, success] of [
      [200, true],
      [304, true],
      [399, true],
      [400, false],
      [503, false],
    ] as const) {
      answers.set('/', [code]);
      assert.equal((await made({}))?.success, success, String(code));
    }
    assert.deepEqual(await made({}), { success: false, message: 'HTTP probe failed with statuscode: 503' });
  });

  it('follows a redirect to the same host, and believes one to another', async () => {
    answers.set('/', [302, '/login']);
    answers.set('/login', [500]);
    assert.deepEqual(await made({}), { success: false, message: 'HTTP probe failed with statuscode: 500' });
    answers.set('/', [301, 'http://elsewhere.invalid/']);
    assert.equal((await made({}))?.success, true);
    answers.set('/', [307, '/']);
    asked.length = 0;
    assert.equal((await made({}))?.success, true);
    assert.equal(asked.length, 11, 'ten are followed');
  });

  it('finds a port by its name, and fails where the container has none of that name', async () => {
    const ports = [{ name: 'web', containerPort: port }];
    assert.equal((await made({ port: 'web' }, { ports }))?.success, true);
    assert.deepEqual(await made({ port: 'other' }, { ports }), {
      success: false,
      message: 'couldn’t find the port "other" of container "main"',
    });
  });
});

describe('the probes of a container that an earlier agent watched', () => {
  const probe: Probe = { exec: { command: ['ask'] }, periodSeconds: 10 };
  const container = { startupProbe: probe, readinessProbe: probe };
  const made = (containerID: string) => {
    const clock = new TestClock();
    const target = targetOf(() => Promise.reject(new Error('not now')), container);
    const known = {
      name: 'main',
      ready: true,
      started: true,
      restartCount: 0,
      image: 'i',
      imageID: '',
      containerID,
    };
    const prober = new Prober(target, clock, clock.wallMs() - 60_000, known, () => undefined);
    prober.stop();
    return [prober.state.started, prober.state.ready];
  };

  it('go on from what it found: nothing is taken out of service because an agent starts', () => {
    assert.deepEqual(made('docker://c1'), [true, true]);
  });

  it('begin anew with another run', () => {
    assert.deepEqual(made('docker://c0'), [false, false]);
  });
});
