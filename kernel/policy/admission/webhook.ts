// Webhooks of admission ready to be asked: each is compiled once for as long as it is the same object.
import type { FieldCause } from '#kernel/errors.ts';
import type {
  MutatingWebhook,
  MutatingWebhookConfiguration,
  ValidatingWebhook,
  ValidatingWebhookConfiguration,
} from '#kernel/model/gen/admissionregistration.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { type Matching, matchedVersion } from '#kernel/policy/admission/match.ts';
import { compileConditions } from '#kernel/policy/admission/policy.ts';
import { conditionsHold } from '#kernel/policy/admission/judge.ts';
import type { Review, ReviewVersion } from '#kernel/policy/admission/review.ts';
import { type NamedProgram, valuesOf } from '#kernel/policy/admission/values.ts';
import { Compiler } from '#kernel/policy/cel/expression.ts';
import type { StateView } from '#kernel/store/view.ts';

/** The kinds that hold webhooks. */
export type HookKind = 'MutatingWebhookConfiguration' | 'ValidatingWebhookConfiguration';

/** A webhook ready to be asked. */
export interface Hook {
  /** What tells it from all others, for as long as it is the same. */
  readonly webhook: MutatingWebhook | ValidatingWebhook;
  readonly name: string;
  readonly type: 'admit' | 'validating';
  readonly matching: Matching;
  readonly conditions: readonly NamedProgram[];
  /** Whether its conditions need no bound of their time. */
  readonly isSimple: boolean;
  /** Whether what stands in the way of asking it lets changes pass. */
  readonly isLenient: boolean;
  /** Whether it is asked again after others have changed the object. */
  readonly isAskedAgain: boolean;
  /** Conditions that can't be used, by field. Webhooks that have any are not stored any more. */
  readonly causes: readonly FieldCause[];
}

/** Conditions of webhooks see no params and no namespace. */
const names = { params: false, namespace: false };

const known = new WeakMap<MutatingWebhook | ValidatingWebhook, Hook>();

function hookOf(webhook: MutatingWebhook | ValidatingWebhook, type: Hook['type'], index: number): Hook {
  const found = known.get(webhook);
  if (found !== undefined) return found;
  const { name, rules = [], namespaceSelector, objectSelector, matchPolicy, matchConditions } = webhook;
  const made: Hook = {
    webhook,
    name,
    type,
    matching: { rules, namespaceSelector, objectSelector, matchPolicy },
    ...compileConditions(matchConditions, () => new Compiler(names), `webhooks[${index}].matchConditions`),
    isLenient: webhook.failurePolicy === 'Ignore',
    isAskedAgain: 'reinvocationPolicy' in webhook && webhook.reinvocationPolicy === 'IfNeeded',
  };
  known.set(webhook, made);
  return made;
}

function hooksIn({
  kind,
  webhooks = [],
}: MutatingWebhookConfiguration | ValidatingWebhookConfiguration): readonly Hook[] {
  const type = kind === 'MutatingWebhookConfiguration' ? 'admit' : 'validating';
  return webhooks.map((webhook, index) => hookOf(webhook, type, index));
}

/** All webhooks of a kind, in the order in which they are asked: by configuration, then as those list them. */
export function hooksOf(view: StateView, kind: HookKind): readonly Hook[] {
  return kind === 'MutatingWebhookConfiguration'
    ? [...view.list('MutatingWebhookConfiguration')].flatMap(hooksIn)
    : [...view.list('ValidatingWebhookConfiguration')].flatMap(hooksIn);
}

/** What keeps the conditions of webhooks from being used. */
export function webhookCauses(object: OrcObject): readonly FieldCause[] {
  return object.kind === 'MutatingWebhookConfiguration' || object.kind === 'ValidatingWebhookConfiguration'
    ? hooksIn(object).flatMap(({ causes }) => causes)
    : [];
}

/** Whether a webhook is to be asked about a change, and in which version; or what stands in the way of knowing. */
export function isAsked(
  { matching, conditions, causes }: Hook,
  review: Review,
  versions: readonly ReviewVersion[],
): ReviewVersion | undefined | { readonly error: string } {
  const version = matchedVersion(matching, review, versions);
  if (version === undefined) return undefined;
  const [unusable] = causes;
  if (unusable !== undefined) return { error: `${unusable.field}: ${unusable.message}` };
  if (conditions.length === 0) return version;
  const found = conditionsHold(conditions, valuesOf(review, version));
  if ('error' in found) return found;
  return found.holds ? version : undefined;
}
