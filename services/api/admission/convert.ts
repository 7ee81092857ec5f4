// Admission works in the version that a change is written in: what is stored is brought into it, what is written is
// brought back into the stored one. Where a webhook converts, admission stops with a question.
import { versionsIn } from '#kernel/custom/catalog.ts';
import {
  completed,
  customVersionOf,
  inVersion,
  keepConverted,
  needsWebhook,
} from '#kernel/custom/conversion.ts';
import type { CustomDefinition } from '#kernel/custom/definition.ts';
import type { CustomObject } from '#kernel/custom/object.ts';
import { OrcError } from '#kernel/errors.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { isBuiltIn } from '#kernel/log/key.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { RuleWithOperations } from '#kernel/model/gen/admissionregistration.gen.ts';
import type { StateView } from '#kernel/store/view.ts';
import type { Admission } from '#api/admission/review.ts';

/** What admission stops for: a webhook is to convert objects, which have their own versions' defaults. */
export interface ConversionQuestion {
  readonly convert: readonly CustomObject[];
  readonly to: CustomDefinition;
  /** Whether admission goes on without an answer where the webhook fails. */
  readonly mayFail?: boolean;
}

/** The objects that a webhook makes of these; none where it may fail and did. */
export function* convertedAll(
  objects: readonly CustomObject[],
  to: CustomDefinition,
  mayFail = false,
): Admission<readonly CustomObject[]> {
  const answer = yield { convert: objects, to, mayFail };
  const made: readonly OrcObject[] = Array.isArray(answer) ? answer : [];
  const found = made.filter((each) => !isBuiltIn(each));
  if (found.length !== objects.length && !mayFail)
    throw new OrcError(
      'WebhookFailed',
      `${to.plural}.${to.group} are converted by a webhook, and nobody asked it: this is a fault of orc`,
    );
  return found;
}

function* converted(object: CustomObject, version: CustomDefinition): Admission<CustomObject> {
  const whole = completed(object, version);
  const [made = whole] = yield* convertedAll([whole], version);
  return made;
}

/** An object in the version of a definition. */
export function* inVersionOf(object: OrcObject, definition: KindDefinition<OrcObject>): Admission<OrcObject> {
  const version = customVersionOf(definition);
  if (version === undefined || isBuiltIn(object)) return object;
  return needsWebhook(version, object) ? yield* converted(object, version) : inVersion(object, version);
}

/** An object as it is stored. */
export function* asStored(object: OrcObject, view: StateView): Admission<OrcObject> {
  if (isBuiltIn(object)) return object;
  const stored = versionsIn(view, object.kind)?.stored;
  return stored === undefined ? object : yield* inVersionOf(object, stored);
}

function isAbout(rules: readonly RuleWithOperations[] | undefined, group: string): boolean {
  return (rules ?? []).some(({ apiGroups = [] }) => apiGroups.some((each) => each === '*' || each === group));
}

/** Whether users' webhooks or policies may be about a group. */
function mayBeJudged(view: StateView, group: string): boolean {
  for (const kind of ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'] as const)
    for (const { webhooks = [] } of view.list(kind))
      if (webhooks.some(({ rules }) => isAbout(rules, group))) return true;
  for (const { spec } of view.list('ValidatingAdmissionPolicy'))
    if (isAbout(spec?.matchConstraints?.resourceRules, group)) return true;
  return false;
}

/** Has objects converted into all versions in which those who judge may ask for them. */
export function* inAllVersions(
  objects: readonly (OrcObject | undefined)[],
  definition: KindDefinition<OrcObject>,
  view: StateView,
): Admission<void> {
  const { custom, group } = definition;
  if (custom?.converter === undefined || !mayBeJudged(view, group)) return;
  for (const version of custom.versions.values())
    for (const object of objects) {
      if (object === undefined || isBuiltIn(object) || !needsWebhook(version, object)) continue;
      if (version !== definition && !version.custom.isServed) continue;
      keepConverted(version, object, yield* converted(object, version));
    }
}
