// Webhooks of admission: which are asked about a change, in which order, and what their answers come to.
//
// Mutating webhooks are asked one after the other, each about what those before made of the object; those that want to
// be are asked once more if others have changed it since. Validating webhooks are asked all at once. Whatever is asked
// waits beside the event loop: a webhook that hangs holds up the changes it is about, up to a number of them, and no
// others. Nothing is kept of an answer: a change that meets a conflict goes through admission again, and asks again.
import { customVersionOf, keepConverted, needsWebhook } from '#kernel/custom/conversion.ts';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { isBuiltIn } from '#kernel/log/key.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { jsonPatch } from '#kernel/model/json-patch.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { Bounded, Counter, Histogram, Logger, Metrics } from '#kernel/ports.ts';
import {
  type Review,
  type ReviewVersion,
  shownIn,
  subjectOf,
  versionsOf,
} from '#kernel/policy/admission/review.ts';
import { type Hook, type HookKind, hooksOf, isAsked } from '#kernel/policy/admission/webhook.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import type { Store } from '#kernel/store/store.ts';
import { fromReview } from '#api/admission/merge.ts';
import { type Consultation, withObject } from '#api/admission/review.ts';
import { apiLimits } from '#api/limits.ts';
import type { Conversions } from '#api/webhooks/conversions.ts';
import { WebhookLine } from '#api/webhooks/line.ts';
import { type Answer, answerOf, questionOf } from '#api/webhooks/message.ts';
import { type RouteOptions, addressOf } from '#api/webhooks/route.ts';
import { durationBuckets } from '#runtime/metrics.ts';

/** What webhooks are asked with. */
export interface WebhookOptions extends Omit<RouteOptions, 'view'> {
  readonly store: () => Store;
  readonly bounded: Bounded;
  /** What converts between the versions of users' own kinds. */
  readonly conversions?: Conversions;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Who hears of what webhooks say, and how long may be waited for them. */
export interface Asker {
  warn(text: string): void;
  /** Hears what the audit log is to say. */
  annotate?(key: string, value: string): void;
  readonly signal: AbortSignal;
  /** Whether the change was made over a state that may lag: then nobody is asked about it yet. */
  readonly isTentative?: boolean;
}

/** A webhook that is asked about a change, and in which version. */
interface Asked {
  readonly hook: Hook;
  readonly version: ReviewVersion;
}

const judging = {
  doing: 'judging the change by the conditions of webhooks',
  advice: 'make the object smaller, or the conditions simpler',
};

function isBusy(error: unknown): boolean {
  return error instanceof OrcError && error.code === 'TooBusy';
}

export class Webhooks {
  readonly #options: WebhookOptions;
  readonly #seconds: Histogram;
  readonly #answers: Counter;
  readonly #lines = new Map<Hook, WebhookLine>();
  readonly #waiting = new Map<Hook, number>();
  readonly #toldAt = new WeakMap<Hook, number>();
  #known: { readonly store: Store; readonly changes: number } | undefined;
  #hooks: Readonly<Record<HookKind, readonly Hook[]>> = {
    MutatingWebhookConfiguration: [],
    ValidatingWebhookConfiguration: [],
  };
  #allWaiting = 0;

  constructor(options: WebhookOptions) {
    this.#options = options;
    const { metrics } = options;
    this.#seconds = metrics.histogram(
      'orc_admission_webhook_duration_seconds',
      'How long webhooks of admission take to answer, or to fail.',
      durationBuckets,
      ['name', 'type'],
    );
    this.#answers = metrics.counter(
      'orc_admission_webhook_requests_total',
      'Questions to webhooks of admission, by what came of them: allowed, denied, failed (the change is refused) or ignored (it is let pass).',
      ['name', 'type', 'outcome'],
    );
  }

  /** Whether there is any webhook: a look at two counts. */
  get any(): boolean {
    const store = this.#options.store();
    return store.count('MutatingWebhookConfiguration') + store.count('ValidatingWebhookConfiguration') > 0;
  }

  /** The webhooks of a kind as they are now. To those that are gone no connection is kept. */
  #hooksOf(kind: HookKind): readonly Hook[] {
    const store = this.#options.store();
    const changes =
      store.changesOf('MutatingWebhookConfiguration') + store.changesOf('ValidatingWebhookConfiguration');
    if (this.#known?.store !== store || this.#known.changes !== changes) {
      this.#hooks = {
        MutatingWebhookConfiguration: hooksOf(store, 'MutatingWebhookConfiguration'),
        ValidatingWebhookConfiguration: hooksOf(store, 'ValidatingWebhookConfiguration'),
      };
      this.#known = { store, changes };
      const kept = new Set(Object.values(this.#hooks).flat());
      for (const [hook, line] of this.#lines)
        if (!kept.has(hook)) {
          line.retire();
          this.#lines.delete(hook);
        }
    }
    return this.#hooks[kind];
  }

  /**
   * Asks the webhooks that are about a change. Undefined, at once, when there are none; else what mutating ones made of
   * the object. Rejects with what a webhook refuses, or with WebhookFailed; throws Unavailable for a change that is
   * tentative.
   */
  consult(consultation: Consultation, asker: Asker): Promise<OrcObject | undefined> | undefined {
    const { review, hooks } = consultation;
    const versions = versionsOf(review);
    const asked = this.#hooksOf(hooks).flatMap((hook) => this.#asked(hook, review, versions) ?? []);
    if (asked.length === 0) return undefined;
    if (asker.isTentative === true)
      throw new OrcError('Unavailable', 'this master can not tell whether it has caught up: retry');
    return hooks === 'MutatingWebhookConfiguration'
      ? this.#mutate(consultation, versions, asker)
      : this.#validate(asked, review, asker);
  }

  /** A webhook with the version in which it is asked about a change; undefined when it is not. Throws Forbidden. */
  #asked(hook: Hook, review: Review, versions: readonly ReviewVersion[]): Asked | undefined {
    const look = (): ReturnType<typeof isAsked> => isAsked(hook, review, versions);
    const found = hook.isSimple ? look() : this.#options.bounded(look, judging);
    if (found === undefined) return undefined;
    if (!('error' in found)) return { hook, version: found };
    this.#count(hook, found.error);
    if (hook.isLenient) return undefined;
    throw new OrcError('Forbidden', `${subjectOf(review)} is forbidden: ${found.error}`, {
      group: review.definition.group,
      kind: review.definition.plural,
      name: review.name,
    });
  }

  /** Takes note that a webhook could not be asked. */
  #count(hook: Hook, why: string): void {
    const { name, type, isLenient } = hook;
    this.#answers.add(1, { name, type, outcome: isLenient ? 'ignored' : 'failed' });
    this.#tell(hook, why);
  }

  /** Takes note that a webhook could not be asked. Throws WebhookFailed unless it lets changes pass then. */
  #fail(hook: Hook, error: unknown, what: string): void {
    const { name, isLenient } = hook;
    const why = messageOf(error);
    this.#count(hook, why);
    if (!isLenient)
      throw new OrcError(
        'WebhookFailed',
        `Internal error occurred: ${what} ${JSON.stringify(name)}: ${why}`,
        {},
        { cause: error },
      );
  }

  /** Logs why a webhook failed, once a while: each change that it is about would else be a line. */
  #tell(hook: Hook, error: string): void {
    const now = performance.now();
    if (now - (this.#toldAt.get(hook) ?? -Infinity) < apiLimits.webhooks.logMs) return;
    this.#toldAt.set(hook, now);
    const { name: webhook, type, isLenient } = hook;
    this.#options.logger.warn('a webhook of admission failed', { webhook, type, isLenient, error });
  }

  async #validate(asked: readonly Asked[], review: Review, asker: Asker): Promise<undefined> {
    const answers = await Promise.allSettled(asked.map((each) => this.#answer(each, review, asker)));
    for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
    return undefined;
  }

  async #mutate(
    { review: first, accept }: Consultation,
    versions: readonly ReviewVersion[],
    asker: Asker,
  ): Promise<OrcObject | undefined> {
    let review = first;
    let changed: OrcObject | undefined;
    const ask = async (hook: Hook): Promise<'not asked' | 'unchanged' | 'changed'> => {
      const asked = this.#asked(hook, review, versions);
      if (asked === undefined) return 'not asked';
      const answer = await this.#answer(asked, review, asker);
      const operations = answer?.patch === undefined ? [] : operationsIn(hook, answer.patch);
      if (isEmpty(operations)) return 'unchanged';
      const before = review.object;
      if (before === undefined) throw notChangeable(hook);
      const next = accept(await this.#read(asked, review, patched(asked, review, operations), asker), before);
      // What changes nothing is no reason to ask anybody again.
      if (equalValues(next, before)) return 'unchanged';
      review = withObject(review, next);
      await this.#convertFor(review, versions, asker);
      changed = next;
      return 'changed';
    };
    const waiting = new Set<Hook>();
    const again = new Set<Hook>();
    for (const hook of this.#hooksOf('MutatingWebhookConfiguration')) {
      const outcome = await ask(hook);
      if (outcome === 'changed') {
        for (const each of waiting) again.add(each);
        waiting.clear();
      }
      // Nobody is asked again who was not asked before.
      if (hook.isAskedAgain && outcome !== 'not asked') waiting.add(hook);
    }
    for (const hook of again) await ask(hook);
    return changed;
  }

  /** What a webhook made, as JSON of the version of the change. */
  async #read(
    { version }: Asked,
    { part, definition }: Review,
    made: JsonObject,
    { signal }: Asker,
  ): Promise<JsonObject> {
    if (part !== undefined) return made;
    const target = customVersionOf(definition);
    const { conversions } = this.#options;
    if (
      conversions === undefined ||
      version.definition === undefined ||
      target?.custom.converter === undefined
    )
      return version.read(made);
    const object = fromReview(version.definition, made);
    if (isBuiltIn(object)) return version.read(made);
    const [converted = object] = await conversions.convert([object], target, signal);
    return objectToJson(target.type, converted);
  }

  /** Has the object that one webhook made converted into the versions in which others may ask for it. */
  async #convertFor(
    { object }: Review,
    versions: readonly ReviewVersion[],
    { signal }: Asker,
  ): Promise<void> {
    const { conversions } = this.#options;
    if (conversions === undefined || object === undefined || isBuiltIn(object)) return;
    for (const { definition } of versions) {
      if (definition === undefined || !needsWebhook(definition, object)) continue;
      const [converted] = await conversions.convert([object], definition, signal);
      if (converted !== undefined) keepConverted(definition, object, converted);
    }
  }

  /** What a webhook answers; undefined when it could not be asked and that lets the change pass. */
  async #answer({ hook, version }: Asked, review: Review, asker: Asker): Promise<Answer | undefined> {
    const { name, type, webhook } = hook;
    if (review.dryRun && webhook.sideEffects !== 'None' && webhook.sideEffects !== 'NoneOnDryRun')
      throw new OrcError(
        'BadRequest',
        `admission webhook ${JSON.stringify(name)} does not support dry run: its sideEffects must be None or NoneOnDryRun`,
      );
    const startedAt = performance.now();
    let answer: Answer;
    try {
      answer = await this.#ask(hook, version, review, asker.signal);
    } catch (error) {
      // Who asked has gone, or has waited long enough: that is not the webhook's failure to be ignored.
      asker.signal.throwIfAborted();
      if (isBusy(error)) throw error;
      this.#fail(hook, error, 'failed calling webhook');
      return undefined;
    } finally {
      this.#seconds.observe((performance.now() - startedAt) / 1000, { name, type });
    }
    for (const text of answer.warnings) asker.warn(text);
    for (const [key, value] of answer.annotations) asker.annotate?.(`${name}/${key}`, value);
    this.#answers.add(1, { name, type, outcome: answer.refused === undefined ? 'allowed' : 'denied' });
    if (answer.refused !== undefined) throw answer.refused;
    return answer;
  }

  async #ask(hook: Hook, version: ReviewVersion, review: Review, signal: AbortSignal): Promise<Answer> {
    const { waiting, allWaiting } = apiLimits.webhooks;
    const line = this.#lineOf(hook);
    const before = this.#waiting.get(hook) ?? 0;
    if (before >= waiting || this.#allWaiting >= allWaiting)
      throw new OrcError(
        'TooBusy',
        `too many changes wait for the webhook ${JSON.stringify(hook.name)} on this master: retry`,
        { retryAfterMs: 500 },
      );
    this.#waiting.set(hook, before + 1);
    this.#allWaiting += 1;
    const { timeoutSeconds = 10 } = hook.webhook;
    const late = AbortSignal.timeout(timeoutSeconds * 1000);
    const uid = this.#options.random.uuid();
    try {
      const body = JSON.stringify(questionOf(hook, review, version, uid));
      const text = await line.ask({ body, timeoutSeconds, signal: AbortSignal.any([signal, late]) });
      return answerOf(hook, text, uid);
    } catch (error) {
      const why = late.aborted ? 'context deadline exceeded' : messageOf(error);
      const url = `${line.url}?timeout=${timeoutSeconds}s`;
      throw new OrcError(
        'BadRequest',
        `failed to call webhook: Post ${JSON.stringify(url)}: ${why}`,
        {},
        { cause: error },
      );
    } finally {
      this.#allWaiting -= 1;
      const left = (this.#waiting.get(hook) ?? 1) - 1;
      if (left > 0) this.#waiting.set(hook, left);
      else this.#waiting.delete(hook);
    }
  }

  #lineOf(hook: Hook): WebhookLine {
    const known = this.#lines.get(hook);
    if (known !== undefined) return known;
    const { clientConfig } = hook.webhook;
    const { random, forwarder, store } = this.#options;
    const routes = { random, forwarder, view: store };
    const made = new WebhookLine(addressOf(clientConfig), clientConfig.caBundle, routes);
    this.#lines.set(hook, made);
    return made;
  }

  /** Closes all connections. */
  close(): void {
    for (const line of this.#lines.values()) line.close();
    this.#lines.clear();
  }
}

function isEmpty(patch: unknown): boolean {
  return Array.isArray(patch) && patch.length === 0;
}

function notChangeable({ name }: Hook): OrcError {
  return new OrcError(
    'WebhookFailed',
    `Internal error occurred: admission webhook ${JSON.stringify(name)} attempted to modify the object, which is not supported for this operation`,
  );
}

function notApplicable({ name }: Hook, error: unknown): OrcError {
  return new OrcError(
    'WebhookFailed',
    `Internal error occurred: the patch of admission webhook ${JSON.stringify(name)} can not be applied: ${messageOf(error)}`,
    {},
    { cause: error },
  );
}

/** What a patch says. One that is none is refused whatever the webhook's failurePolicy: it has answered. */
function operationsIn(hook: Hook, patch: string): unknown {
  try {
    return JSON.parse(patch);
  } catch (error) {
    throw notApplicable(hook, error);
  }
}

/** The JSON that a webhook's patch makes, in the version that it was shown. Throws WebhookFailed for one that can't be made. */
function patched({ hook, version }: Asked, review: Review, patch: unknown): JsonObject {
  const shown = shownIn(review, version).object;
  try {
    const made = jsonPatch(shown, patch);
    if (isJsonObject(made)) return made;
  } catch (error) {
    throw notApplicable(hook, error);
  }
  throw notApplicable(hook, 'it leaves no object');
}
