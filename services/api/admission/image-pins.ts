// Images are pinned when they are written: the tags that a pod or a template brings anew are resolved once, and what
// they stood for is written into an annotation. Admission asks nobody itself: it stops with a question to registries.
import type { FieldCause, OrcError } from '#kernel/errors.ts';
import {
  type Pins,
  type Resolutions,
  pinModeAnnotation,
  pinsAnnotation,
  validatePins,
  withPins,
} from '#kernel/images/pins.ts';
import { type PinPlan, planPins, withPinsOf } from '#kernel/images/plan.ts';
import { type ImageReference, parseImage } from '#kernel/images/reference.ts';
import { type KindDefinition, invalid } from '#kernel/kinds/kind.ts';
import { templateOf, templatePath, withTemplate } from '#kernel/kinds/templates.ts';
import type { PodTemplateSpec } from '#kernel/model/gen/core.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { Interned } from '#kernel/model/interned.ts';
import { isShared, once } from '#kernel/model/shared.ts';
import { type AdmissionContext, PolicyRefusal } from '#api/admission/context.ts';
import { invalidObject } from '#api/admission/parse.ts';
import type { Admission } from '#api/admission/review.ts';

/** An object with the pins that stand, and what is still to be resolved. */
export interface Pinning {
  readonly object: OrcObject;
  readonly plan: PinPlan | undefined;
}

/** The pod that an object is, or the template that it holds. */
function podOf(object: OrcObject): PodTemplateSpec | undefined {
  return object.kind === 'Pod' ? object : templateOf(object);
}

function placeOf(object: OrcObject): string {
  return object.kind === 'Pod' ? '' : templatePath(object);
}

function pinned(object: OrcObject, pins: Pins): OrcObject {
  if (object.kind === 'Pod') return withPins(object, pins);
  const template = templateOf(object);
  const next = template && withPins(template, pins);
  return next === undefined || next === template ? object : withTemplate(object, next);
}

/** An object without its pins. */
export function withoutPins(object: OrcObject): OrcObject {
  return pinned(object, new Map());
}

/** An object that is sent whole, with the pins of the one it replaces where it says nothing of pins. */
export function withFormerPins(object: OrcObject, previous: OrcObject): OrcObject {
  const former = podOf(previous);
  if (former === undefined) return object;
  if (object.kind === 'Pod') return withPinsOf(object, former);
  const template = templateOf(object);
  const next = template && withPinsOf(template, former);
  return next === undefined || next === template ? object : withTemplate(object, next);
}

/** Settles which pins of an object stand. Throws Invalid for annotations that make no sense. */
export function settlePins(
  definition: KindDefinition<OrcObject>,
  object: OrcObject,
  previous: OrcObject | undefined,
): Pinning {
  const pod = podOf(object);
  if (pod === undefined) return { object, plan: undefined };
  const causes = validatePins(pod, placeOf(object));
  if (causes.length > 0) throw invalidObject(definition, object.metadata.name ?? '', causes);
  const plan = planPins(pod, previous && podOf(previous));
  return { object: pinned(object, plan.kept), plan };
}

/** The causes by which a write is refused that demands pins. */
function refusals(object: OrcObject, problems: ReadonlyMap<string, string>): FieldCause[] {
  const at = placeOf(object);
  const { containers = [], initContainers = [] } = podOf(object)?.spec ?? {};
  const causesIn = (list: string, images: readonly string[]): FieldCause[] =>
    images.flatMap((image, index) => {
      const problem = problems.get(image);
      const field = `${at === '' ? '' : `${at}.`}spec.${list}[${index}].image`;
      const why = `can't be pinned, and the annotation ${pinModeAnnotation} is "required": ${problem}; name the image by its digest, write its pin into the annotation ${pinsAnnotation}, or take ${pinModeAnnotation} away`;
      return problem === undefined ? [] : [invalid(field, image, why)];
    });
  return [
    ...causesIn(
      'initContainers',
      initContainers.map(({ image }) => image),
    ),
    ...causesIn(
      'containers',
      containers.map(({ image }) => image),
    ),
  ];
}

/** The error of a write that demands pins; a state that lags may know less of them than the present one. */
function refusal(definition: KindDefinition<OrcObject>, object: OrcObject, causes: FieldCause[]): OrcError {
  const { message } = invalidObject(definition, object.metadata.name ?? '', causes);
  const { group, type } = definition;
  const about = { group, kind: type.kind, name: object.metadata.name ?? '' };
  return new PolicyRefusal(message, about, 'Invalid', causes);
}

/** What the texts of images say that were looked at lately. */
const references = new Interned<ImageReference>();

/** The images that a plan asks about, by their texts, but for those that none can have. */
const imagesAsked = once(({ asked }: PinPlan): ReadonlyMap<string, ImageReference> => {
  const images = new Map<string, ImageReference>();
  for (const text of asked) {
    const reference = references.of(text, parseImage);
    if (reference !== undefined) images.set(text, reference);
  }
  return images;
});

/** The object with its pins where nobody needs to be asked; undefined where registries do. */
export function pinsKnown(
  definition: KindDefinition<OrcObject>,
  { object, plan }: Pinning,
  context: AdmissionContext,
): OrcObject | undefined {
  if (plan === undefined || plan.asked.length === 0) return object;
  const known = isShared(plan) ? context.resolved?.get(imagesAsked(plan)) : undefined;
  return known && withAnswers(definition, object, plan, known, context);
}

/** The object with the pins of what registries answer. Throws Invalid where pins are required and can't be had. */
export function* resolvePins(
  definition: KindDefinition<OrcObject>,
  { object, plan }: Pinning,
  context: AdmissionContext,
): Admission<OrcObject> {
  if (plan === undefined || plan.asked.length === 0) return object;
  const images = imagesAsked(plan);
  const answer = images.size === 0 ? undefined : yield { images };
  const resolutions: Resolutions = answer instanceof Map ? answer : new Map();
  // All pods of a spec in a transaction get the same answer.
  if (isShared(images)) context.resolved?.set(images, resolutions);
  return withAnswers(definition, object, plan, resolutions, context);
}

function withAnswers(
  definition: KindDefinition<OrcObject>,
  object: OrcObject,
  plan: PinPlan,
  resolutions: Resolutions,
  context: AdmissionContext,
): OrcObject {
  let pins: Map<string, string> | undefined;
  const problems = plan.mode === 'required' ? new Map<string, string>() : undefined;
  for (const text of plan.asked) {
    const resolution = resolutions.get(text) ?? {
      problem: imagesAsked(plan).has(text) ? 'no registry was asked' : 'no image can have this name',
    };
    if ('digest' in resolution) {
      (pins ??= new Map(plan.kept)).set(text, resolution.digest);
      continue;
    }
    problems?.set(text, resolution.problem);
    const before = plan.before.get(text);
    if (before === undefined) continue;
    (pins ??= new Map(plan.kept)).set(text, before);
    context.notes?.warn(`image ${JSON.stringify(text)} stays pinned to ${before}: ${resolution.problem}`);
  }
  if (problems !== undefined && problems.size > 0)
    throw refusal(definition, object, refusals(object, problems));
  return pins === undefined ? object : pinned(object, pins);
}
