// What the tags of images stand for, asked of their registries while a write waits. So that no registry can hold writes
// up: a question is bounded in time, equal ones under way are one, an answer serves for a moment whoever asks next, and
// a registry that fails is left alone for a while. When that is over one question tries it, and nobody waits with it.
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { Resolution, Resolutions } from '#kernel/images/pins.ts';
import type { ImageReference } from '#kernel/images/reference.ts';
import type { Clock, Counter, Logger, Metrics } from '#kernel/ports.ts';
import { apiLimits } from '#api/limits.ts';

/**
 * Asks the registry of an image for the digest of its tag. Rejects with Unavailable when the registry fails, with
 * another code when it has no answer to this question; the message says why.
 */
export type AskRegistry = (image: ImageReference, signal: AbortSignal) => Promise<string>;

export interface ImageDigestOptions {
  readonly ask: AskRegistry;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** What came of a question, as it is counted. */
type Outcome = 'pinned' | 'refused' | 'failed' | 'left_alone' | 'busy';

interface Shared {
  readonly resolution: Resolution;
  readonly untilMs: number;
}

/** A registry that has failed. */
interface Alone {
  readonly why: string;
  readonly untilMs: number;
}

/** Keeps at most so many entries: the oldest goes. */
function keep<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

export class ImageDigests {
  readonly #ask: AskRegistry;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #outcomes: Counter;
  readonly #shared = new Map<string, Shared>();
  readonly #alone = new Map<string, Alone>();
  readonly #underWay = new Map<string, Promise<Resolution>>();
  readonly #perRegistry = new Map<string, number>();
  #toldAtMs = -Infinity;

  constructor({ ask, clock, logger, metrics }: ImageDigestOptions) {
    this.#ask = ask;
    this.#clock = clock;
    this.#logger = logger;
    this.#outcomes = metrics.counter(
      'orc_image_pins_total',
      'Tags of images that were to be resolved, by what came of it: pinned, refused (the registry has no answer to it), failed (the registry), left_alone (it failed a moment ago), busy (too many are asked for).',
      ['outcome'],
    );
  }

  /**
   * Resolves tags, by the texts of their images: at once where everything is known, else within two seconds. Rejects
   * only with the signal's reason.
   */
  resolve(
    images: ReadonlyMap<string, ImageReference>,
    signal: AbortSignal,
  ): Resolutions | Promise<Resolutions> {
    const known = new Map<string, Resolution>();
    const waits: Promise<unknown>[] = [];
    for (const [text, image] of images) {
      const answer = this.#answer(image);
      if (answer instanceof Promise) waits.push(answer.then((each) => known.set(text, each)));
      else known.set(text, answer);
    }
    return waits.length === 0 ? known : this.#all(waits, known, signal);
  }

  async #all(
    waits: readonly Promise<unknown>[],
    known: Resolutions,
    signal: AbortSignal,
  ): Promise<Resolutions> {
    await Promise.all(waits);
    signal.throwIfAborted();
    return known;
  }

  #count(outcome: Outcome): void {
    this.#outcomes.add(1, { outcome });
  }

  #answer(image: ImageReference): Resolution | Promise<Resolution> {
    const { host, repository, tag } = image;
    const { questionMs, underWay, underWayPerRegistry } = apiLimits.images;
    const key = `${host}/${repository}:${tag}`;
    const nowMs = this.#clock.monotonicMs();
    const shared = this.#shared.get(key);
    if (shared !== undefined && nowMs < shared.untilMs) return shared.resolution;
    const alone = this.#alone.get(host);
    if (alone !== undefined && nowMs < alone.untilMs) {
      this.#count('left_alone');
      const seconds = Math.ceil((alone.untilMs - nowMs) / 1000);
      return { problem: `${alone.why}; it is asked again in ${seconds} s at the latest` };
    }
    const same = this.#underWay.get(key);
    if (same !== undefined) return same;
    const ofRegistry = this.#perRegistry.get(host) ?? 0;
    if (this.#underWay.size >= underWay || ofRegistry >= underWayPerRegistry) {
      this.#count('busy');
      return { problem: `the registry ${host} is not asked: too many questions are under way, try again` };
    }
    // Whoever else needs this registry meanwhile does not wait for the one that tries it.
    if (alone !== undefined) this.#leaveAlone(host, { why: alone.why, untilMs: nowMs + 2 * questionMs });
    this.#perRegistry.set(host, ofRegistry + 1);
    const question = this.#question(key, image);
    this.#underWay.set(key, question);
    return question;
  }

  #leaveAlone(host: string, alone: Alone): void {
    keep(this.#alone, host, alone, apiLimits.images.alone);
  }

  /** Logs why a registry failed, once a while: users can name as many as they like. */
  #tell(registry: string, error: string): void {
    const nowMs = this.#clock.monotonicMs();
    if (nowMs - this.#toldAtMs < apiLimits.images.logMs) return;
    this.#toldAtMs = nowMs;
    this.#logger.warn('a registry can not be asked what tags stand for', { registry, error });
  }

  async #question(key: string, image: ImageReference): Promise<Resolution> {
    const { host } = image;
    const { questionMs, aloneMs, sharedMs, shared } = apiLimits.images;
    const late = new AbortController();
    const timer = this.#clock.schedule(questionMs, () =>
      late.abort(new OrcError('Unavailable', `it did not answer within ${questionMs / 1000} s`)),
    );
    let resolution: Resolution;
    try {
      const digest = await this.#ask(image, late.signal);
      this.#count('pinned');
      this.#alone.delete(host);
      resolution = { digest };
    } catch (error) {
      const why = `the registry ${host}: ${messageOf(error)}`;
      const hasFailed = error instanceof OrcError && error.code === 'Unavailable';
      this.#count(hasFailed ? 'failed' : 'refused');
      if (hasFailed) {
        this.#leaveAlone(host, { why, untilMs: this.#clock.monotonicMs() + aloneMs });
        this.#tell(host, why);
      } else this.#alone.delete(host);
      resolution = { problem: why };
    } finally {
      timer.cancel();
      this.#underWay.delete(key);
      const left = (this.#perRegistry.get(host) ?? 1) - 1;
      if (left > 0) this.#perRegistry.set(host, left);
      else this.#perRegistry.delete(host);
    }
    keep(this.#shared, key, { resolution, untilMs: this.#clock.monotonicMs() + sharedMs }, shared);
    return resolution;
  }
}
