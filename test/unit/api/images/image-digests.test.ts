// How registries are spared and writes are not held up: what is shared, left alone, refused and bounded.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { type ImageReference, parseImage } from '#kernel/images/reference.ts';
import type { Resolution, Resolutions } from '#kernel/images/pins.ts';
import { ImageDigests } from '#api/images/image-digests.ts';
import { apiLimits } from '#api/limits.ts';
import { type MetricsRegistry, createMetrics } from '#runtime/metrics.ts';
import { TestClock } from '#kit/clock.ts';
import { MemoryLogger } from '#kit/network/ports.ts';

const { aloneMs, questionMs, sharedMs, underWay, underWayPerRegistry } = apiLimits.images;
const digest = `sha256:${'1'.repeat(64)}`;
const forever = new AbortController().signal;
/** Lets what is settled go on. */
const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

interface Asked {
  readonly image: ImageReference;
  readonly signal: AbortSignal;
  readonly resolve: (digest: string) => void;
  readonly reject: (error: Error) => void;
}

describe('what tags stand for', () => {
  let clock: TestClock;
  let logger: MemoryLogger;
  let metrics: MetricsRegistry;
  let digests: ImageDigests;
  let asked: Asked[];
  beforeEach(() => {
    clock = new TestClock();
    logger = new MemoryLogger();
    metrics = createMetrics({}, false);
    asked = [];
    digests = new ImageDigests({
      ask: (image, signal) =>
        new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
          asked.push({ image, signal, resolve, reject });
        }),
      clock,
      logger,
      metrics,
    });
  });

  function resolve(...texts: readonly string[]): Resolutions | Promise<Resolutions> {
    const images = texts.map((text) => {
      const image = parseImage(text);
      assert.ok(image !== undefined);
      return [text, image] as const;
    });
    return digests.resolve(new Map(images), forever);
  }

  /** What is known at once of one image. */
  function known(text: string): Resolution | undefined {
    const found = resolve(text);
    assert.ok(!(found instanceof Promise), `${text} is answered at once`);
    return found.get(text);
  }

  async function fails(text: string): Promise<void> {
    const found = resolve(text);
    asked.at(-1)?.reject(new OrcError('Unavailable', 'it is down'));
    assert.deepEqual((await found).get(text), { problem: `the registry ${hostOf(text)}: it is down` });
  }

  const hostOf = (text: string): string => parseImage(text)?.host ?? '';
  const count = async (outcome: string): Promise<number> => {
    const line = (await metrics.text()).split('\n').find((each) => each.includes(`outcome="${outcome}"`));
    return Number(line?.split(' ').at(-1) ?? 0);
  };

  it('is asked once by whoever asks meanwhile, and told for a moment to whoever asks next', async () => {
    const all = [resolve('a.example/web:v1'), resolve('a.example/web:v1'), resolve('a.example/web:v1')];
    assert.equal(asked.length, 1);
    asked[0]?.resolve(digest);
    for (const each of all) assert.deepEqual((await each).get('a.example/web:v1'), { digest });
    assert.deepEqual(known('a.example/web:v1'), { digest });
    clock.advance(sharedMs);
    assert.ok(resolve('a.example/web:v1') instanceof Promise, 'a tag may stand for something else by then');
    assert.equal(asked.length, 2);
    assert.equal(await count('pinned'), 1);
  });

  it('is asked of several at once', async () => {
    const found = resolve('a.example/web:v1', 'b.example/db:v1');
    assert.equal(asked.length, 2);
    asked[1]?.resolve(digest);
    asked[0]?.reject(new OrcError('NotFound', 'it has no web:v1'));
    assert.deepEqual(
      await found,
      new Map<string, Resolution>([
        ['b.example/db:v1', { digest }],
        ['a.example/web:v1', { problem: 'the registry a.example: it has no web:v1' }],
      ]),
    );
    assert.deepEqual([await count('pinned'), await count('refused')], [1, 1]);
  });

  it('is waited for two seconds at the most', async () => {
    const found = resolve('a.example/web:v1');
    clock.advance(questionMs);
    assert.deepEqual((await found).get('a.example/web:v1'), {
      problem: 'the registry a.example: it did not answer within 2 s',
    });
    assert.equal(asked[0]?.signal.aborted, true, 'and the connection is let go');
    assert.equal(await count('failed'), 1);
    assert.equal(logger.lines.length, 1);
  });

  it('is not asked of a registry that has failed, whatever the image, and nobody waits', async () => {
    await fails('a.example/web:v1');
    for (let creates = 0; creates < 500; creates++) {
      const found = known(`a.example/bare-${creates}:v1`);
      assert.ok(found !== undefined && 'problem' in found);
      assert.match(found.problem, /^the registry a\.example: it is down; it is asked again in 30 s at the/);
    }
    assert.equal(asked.length, 1);
    assert.equal(await count('left_alone'), 500);
    assert.ok(resolve('b.example/web:v1') instanceof Promise, 'others are asked');
  });

  it('is asked of it again half a minute later, by one write that alone waits', async () => {
    await fails('a.example/web:v1');
    clock.advance(aloneMs);
    const first = resolve('a.example/web:v1');
    assert.ok(first instanceof Promise);
    for (const text of ['a.example/web:v1', 'a.example/db:v1']) assert.ok(known(text));
    assert.equal(asked.length, 2);
    clock.advance(questionMs);
    await first;
    assert.ok(known('a.example/db:v1'), 'it is left alone once more');
    clock.advance(aloneMs);
    const second = resolve('a.example/web:v1');
    asked.at(-1)?.resolve(digest);
    assert.deepEqual((await second).get('a.example/web:v1'), { digest });
    assert.ok(resolve('a.example/db:v1') instanceof Promise, 'one that answers is asked by everybody');
    assert.equal(asked.length, 4);
  });

  it('is asked of a registry that merely has no answer to one image', async () => {
    const found = resolve('a.example/none:v1');
    asked[0]?.reject(new OrcError('NotFound', 'it has none'));
    await found;
    assert.deepEqual(known('a.example/none:v1'), { problem: 'the registry a.example: it has none' });
    assert.ok(resolve('a.example/web:v1') instanceof Promise);
    assert.deepEqual(logger.lines, []);
  });

  it('is asked of few at once: the others are told so and do not wait', async () => {
    for (let tag = 0; tag < underWayPerRegistry; tag++) void resolve(`a.example/web:v${tag}`);
    const busy = known('a.example/web:other');
    assert.ok(busy !== undefined && 'problem' in busy);
    assert.match(busy.problem, /the registry a\.example is not asked: too many questions are under way/);
    for (let host = 0; asked.length < underWay; host++) void resolve(`h${host}.example/web:v1`);
    assert.ok(known('z.example/web:v1'));
    assert.equal(asked.length, underWay);
    for (const { resolve: answer } of asked) answer(digest);
    await settle();
    assert.ok(resolve('z.example/web:v1') instanceof Promise, 'until there is room again');
    assert.equal(await count('busy'), 2);
  });

  it('is remembered of a bounded number of images and registries', async () => {
    for (let tag = 0; tag < apiLimits.images.shared + 10; tag++) {
      const found = resolve(`a.example/web:v${tag}`);
      asked.at(-1)?.resolve(digest);
      await found;
    }
    const before = asked.length;
    assert.ok(known(`a.example/web:v${apiLimits.images.shared}`));
    void resolve('a.example/web:v0');
    assert.equal(asked.length, before + 1, 'the oldest was forgotten');
    for (let host = 0; host < apiLimits.images.alone + 1; host++) await fails(`h${host}.example/web:v1`);
    assert.equal(logger.lines.length, 1, 'one of them is logged');
    clock.advance(sharedMs);
    assert.ok(known(`h${apiLimits.images.alone}.example/web:v1`));
    assert.ok(resolve('h0.example/web:v1') instanceof Promise);
  });

  it('is not told to whoever has gone meanwhile', async () => {
    const caller = new AbortController();
    const image = parseImage('a.example/web:v1');
    assert.ok(image !== undefined);
    const found = digests.resolve(new Map([['a.example/web:v1', image]]), caller.signal);
    caller.abort(new OrcError('Cancelled', 'the caller went away'));
    asked[0]?.resolve(digest);
    await assert.rejects(Promise.resolve(found), /the caller went away/);
  });
});
