// Conversion of objects by the webhooks of their CustomResourceDefinitions. Many objects travel in one review, bounded in
// number and size. What is read is kept for a while, by the revision of the object and the definition that it is converted
// by: a change of either, or a minute, and it is asked for again. What is about to be written is never kept.
import { completed, inVersion, needsWebhook } from '#kernel/custom/conversion.ts';
import type { CustomDefinition } from '#kernel/custom/definition.ts';
import type { CustomObject } from '#kernel/custom/object.ts';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { WebhookConversion } from '#kernel/model/gen/apiextensions.gen.ts';
import type { Counter, Histogram, Metrics } from '#kernel/ports.ts';
import { apiLimits } from '#api/limits.ts';
import {
  ConversionFailed,
  conversionQuestion,
  convertedObjects,
  ownJson,
} from '#api/webhooks/conversion-message.ts';
import { WebhookLine } from '#api/webhooks/line.ts';
import { type RouteOptions, addressOf } from '#api/webhooks/route.ts';
import { durationBuckets } from '#runtime/metrics.ts';

export interface ConversionOptions extends RouteOptions {
  readonly metrics: Metrics;
}

/** What was made of an object that is stored. */
interface Kept {
  readonly version: CustomDefinition;
  readonly made: Promise<CustomObject>;
  readonly units: number;
  readonly untilMs: number;
}

/** Objects of one version that go in one review. */
interface Batch {
  readonly objects: readonly CustomObject[];
  readonly bodies: readonly string[];
}

/** The objects in reviews of bounded size, in order. */
function* batchesOf(
  objects: readonly CustomObject[],
  to: CustomDefinition,
): Generator<Batch, void, undefined> {
  const { batchObjects, batchUnits } = apiLimits.conversions;
  let batch: { objects: CustomObject[]; bodies: string[] } = { objects: [], bodies: [] };
  let units = 0;
  for (const object of objects) {
    const body = JSON.stringify(ownJson(object, to));
    const isFull = batch.objects.length >= batchObjects || units + body.length > batchUnits;
    // A review names the version of its first object: those of others go in another.
    const isOther = batch.objects[0] !== undefined && batch.objects[0].apiVersion !== object.apiVersion;
    if (batch.objects.length > 0 && (isFull || isOther)) {
      yield batch;
      batch = { objects: [], bodies: [] };
      units = 0;
    }
    batch.objects.push(object);
    batch.bodies.push(body);
    units += body.length;
  }
  if (batch.objects.length > 0) yield batch;
}

/** An object that somebody waits for. */
interface Wanted {
  readonly object: CustomObject;
  readonly resolve: (made: CustomObject) => void;
  readonly reject: (error: unknown) => void;
}

const never = new AbortController().signal;

function aborted(signal: AbortSignal): { readonly reason: Promise<never>; readonly stop: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  // Nobody may be waiting for it any more.
  promise.catch(() => undefined);
  return { reason: promise, stop: () => signal.removeEventListener('abort', onAbort) };
}

export class Conversions {
  readonly #options: ConversionOptions;
  readonly #seconds: Histogram;
  readonly #answers: Counter;
  readonly #lines = new Map<string, WebhookLine>();
  readonly #kept = new Map<string, Kept>();
  readonly #waiting = new Map<string, number>();
  #keptUnits = 0;

  constructor(options: ConversionOptions) {
    this.#options = options;
    const { metrics } = options;
    this.#seconds = metrics.histogram(
      'orc_conversion_webhook_duration_seconds',
      'How long webhooks that convert objects take to answer, or to fail.',
      durationBuckets,
      ['kind'],
    );
    this.#answers = metrics.counter(
      'orc_conversion_webhook_requests_total',
      'Questions to webhooks that convert objects, by what came of them: converted or failed.',
      ['kind', 'outcome'],
    );
  }

  /** Objects in another version, one after the other as they are given. Rejects with ConversionFailed. */
  async convert(
    objects: readonly CustomObject[],
    to: CustomDefinition,
    signal: AbortSignal,
  ): Promise<readonly CustomObject[]> {
    const { converter } = to.custom;
    if (converter === undefined) return objects.map((object) => inVersion(object, to));
    const made: CustomObject[] = [];
    for (const batch of batchesOf(objects, to)) made.push(...(await this.#ask(converter, batch, to, signal)));
    return made;
  }

  /**
   * Objects that are stored, in a version: at once where no webhook has to be asked. Rejects with ConversionFailed, or
   * with why `signal` was aborted.
   */
  shown(
    objects: readonly CustomObject[],
    to: CustomDefinition,
    signal: AbortSignal,
  ): readonly CustomObject[] | Promise<readonly CustomObject[]> {
    if (!objects.some((object) => needsWebhook(to, object))) return objects;
    const nowMs = performance.now();
    const missing: Wanted[] = [];
    const results = objects.map(async (object): Promise<CustomObject> => {
      if (!needsWebhook(to, object)) return object;
      const name = keptName(object, to);
      const known = this.#kept.get(name);
      if (known !== undefined && known.version === to && known.untilMs > nowMs) return known.made;
      const { promise: made, resolve, reject } = Promise.withResolvers<CustomObject>();
      missing.push({ object: completed(object, to), resolve, reject });
      this.#keep(name, made, object, to, nowMs);
      return made;
    });
    void this.#convertAll(missing, to);
    const { reason, stop } = aborted(signal);
    return Promise.race([Promise.all(results), reason]).finally(stop);
  }

  /**
   * Converts objects batch by batch. Others may wait for them too: each batch is bounded by itself, not by who asked
   * first, and what was converted before one that fails stays so.
   */
  async #convertAll(missing: readonly Wanted[], to: CustomDefinition): Promise<void> {
    const { converter } = to.custom;
    if (converter === undefined) return;
    let left = missing;
    try {
      const objects = missing.map(({ object }) => object);
      for (const batch of batchesOf(objects, to)) {
        const made = await this.#ask(converter, batch, to, never);
        for (const [at, object] of made.entries()) left[at]?.resolve(object);
        left = left.slice(batch.objects.length);
      }
    } catch (error) {
      for (const { reject } of left) reject(error);
    }
  }

  /** Keeps what is made of an object; what fails is forgotten. */
  #keep(
    name: string,
    made: Promise<CustomObject>,
    object: CustomObject,
    version: CustomDefinition,
    nowMs: number,
  ): void {
    this.#drop(name);
    const units = JSON.stringify(ownJson(object, version)).length;
    const { keptMs, keptObjects, keptUnits } = apiLimits.conversions;
    this.#kept.set(name, { version, made, units, untilMs: nowMs + keptMs });
    this.#keptUnits += units;
    made.catch(() => {
      if (this.#kept.get(name)?.made === made) this.#drop(name);
    });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= keptObjects && this.#keptUnits <= keptUnits) break;
      this.#drop(oldest);
    }
  }

  #drop(name: string): void {
    const known = this.#kept.get(name);
    if (known === undefined) return;
    this.#keptUnits -= known.units;
    this.#kept.delete(name);
  }

  async #ask(
    webhook: WebhookConversion,
    { objects, bodies }: Batch,
    to: CustomDefinition,
    signal: AbortSignal,
  ): Promise<readonly CustomObject[]> {
    const from = objects[0]?.apiVersion ?? '';
    const { kind } = to.custom;
    const { timeoutSeconds, waiting } = apiLimits.conversions;
    const before = this.#waiting.get(kind) ?? 0;
    if (before >= waiting)
      throw new OrcError(
        'TooBusy',
        `too many calls wait for the webhook that converts ${to.plural}.${to.group} on this master: retry`,
        { retryAfterMs: 500 },
      );
    this.#waiting.set(kind, before + 1);
    const line = this.#lineOf(webhook);
    const uid = this.#options.random.uuid();
    const late = AbortSignal.timeout(timeoutSeconds * 1000);
    const startedAt = performance.now();
    let outcome = 'failed';
    try {
      const question = conversionQuestion(webhook, uid, to.type.apiVersion, []);
      const body = JSON.stringify(question).replace('"objects":[]', () => `"objects":[${bodies.join(',')}]`);
      const text = await line.ask({ body, timeoutSeconds, signal: AbortSignal.any([signal, late]) });
      const made = convertedObjects(webhook, text, uid, objects, to);
      outcome = 'converted';
      return made;
    } catch (error) {
      if (error instanceof ConversionFailed) throw error;
      // Who asked has gone, or has waited long enough: that is not the webhook's failure.
      if (!late.aborted) signal.throwIfAborted();
      const why = late.aborted ? 'context deadline exceeded' : messageOf(error);
      const url = `${line.url}?timeout=${timeoutSeconds}s`;
      throw new ConversionFailed(from, to, `failed: Post ${JSON.stringify(url)}: ${why}`, error);
    } finally {
      this.#seconds.observe((performance.now() - startedAt) / 1000, { kind });
      this.#answers.add(1, { kind, outcome });
      const left = (this.#waiting.get(kind) ?? 1) - 1;
      if (left > 0) this.#waiting.set(kind, left);
      else this.#waiting.delete(kind);
    }
  }

  /** The connections to a webhook: kept over changes of its definition that are about something else. */
  #lineOf({ clientConfig = {} }: WebhookConversion): WebhookLine {
    const { url, service, caBundle } = clientConfig;
    const authorities = caBundle === undefined ? '' : Buffer.from(caBundle).toString('base64');
    const name = JSON.stringify([url, service, authorities]);
    const known = this.#lines.get(name);
    this.#lines.delete(name);
    const { random, forwarder, view } = this.#options;
    const line = known ?? new WebhookLine(addressOf(clientConfig), caBundle, { random, forwarder, view });
    this.#lines.set(name, line);
    const [oldest] = this.#lines.keys();
    if (this.#lines.size > apiLimits.conversions.lines && oldest !== undefined) {
      this.#lines.get(oldest)?.retire();
      this.#lines.delete(oldest);
    }
    return line;
  }

  /** Closes all connections. */
  close(): void {
    for (const line of this.#lines.values()) line.close();
    this.#lines.clear();
  }
}

/** One state of an object in one version. */
function keptName(
  { metadata: { uid = '', resourceVersion = '' } }: CustomObject,
  to: CustomDefinition,
): string {
  return `${uid}/${resourceVersion}/${to.type.apiVersion}`;
}
