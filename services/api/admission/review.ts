// What users' own webhooks and policies have to say of a change: it is shown to them as Kubernetes shows it, and refused
// in its words. Policies are asked here. Webhooks are asked by whoever drives admission, which itself waits for nothing:
// it is a generator that stops with a question.
import type { FieldCause } from '#kernel/errors.ts';
import type { Resolutions } from '#kernel/images/pins.ts';
import type { ImageReference } from '#kernel/images/reference.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import type { WorkText } from '#kernel/ports.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import {
  type PolicyVerdict,
  denialText,
  failuresText,
  hasPolicies,
  judgeByPolicies,
  warningText,
} from '#kernel/policy/admission/judge.ts';
import type { StateView } from '#kernel/store/view.ts';
import { compiledPolicy } from '#kernel/policy/admission/policy.ts';
import { webhookCauses } from '#kernel/policy/admission/webhook.ts';
import {
  type ObjectPart,
  type Review,
  type ReviewedOperation,
  isExempt,
  subjectOf,
} from '#kernel/policy/admission/review.ts';
import { type AdmissionContext, PolicyRefusal } from '#api/admission/context.ts';
import { type ConversionQuestion, inAllVersions } from '#api/admission/convert.ts';

/** What admission stops for: webhooks of a kind are to be asked about a change. */
export interface Consultation {
  readonly hooks: 'MutatingWebhookConfiguration' | 'ValidatingWebhookConfiguration';
  readonly review: Review;
  /**
   * The object that is made of the JSON (of the stored version, or of the part that the review shows) that a webhook
   * made of `before`: cleaned, defaulted, and what nobody changes as it was. Throws Invalid.
   */
  readonly accept: (json: JsonObject, before: OrcObject) => OrcObject;
}

/** What admission stops for: the tags of images, by the texts that name them, are to be resolved. */
export interface ImageQuestion {
  readonly images: ReadonlyMap<string, ImageReference>;
}

/**
 * Admission under way. It is given the object that mutating webhooks made, what registries say of images, or the objects
 * that a webhook converted; nothing where nobody has anything to say.
 */
export type Admission<T> = Generator<
  Consultation | ImageQuestion | ConversionQuestion,
  T,
  OrcObject | Resolutions | readonly OrcObject[] | undefined
>;

/** What is done to an object. */
export interface Reviewed {
  readonly definition: KindDefinition<OrcObject>;
  readonly operation: ReviewedOperation;
  readonly subresource?: string;
  readonly object?: OrcObject;
  readonly previous?: OrcObject;
  /** What is connected to, where nothing is written. */
  readonly connection?: Connection;
}

/** A connection to a part of an object: which object, and what is asked for, as Kubernetes says it. */
export interface Connection {
  readonly namespace: string;
  readonly name: string;
  /** Such as PodExecOptions. */
  readonly kind: string;
  readonly options: JsonObject;
}

const compiling: WorkText = {
  doing: 'compiling the expressions',
  advice: 'make them shorter',
};
/** Who changes what nobody asked for. */
const nobody = { user: 'system:orc', groups: ['orc:masters'] } as const;

function scaleJson(definition: KindDefinition<OrcObject>, object: OrcObject): JsonObject {
  const { wanted = 0, current = 0, selector = '' } = definition.scale?.read(object) ?? {};
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(uid !== undefined && { uid }),
      ...(resourceVersion !== undefined && { resourceVersion }),
      ...(creationTimestamp !== undefined && { creationTimestamp }),
    },
    spec: { replicas: wanted },
    status: { replicas: current, ...(selector !== '' && { selector }) },
  };
}

/** What stands for the object where a part of it is asked for by a kind of its own. */
function partOf({ definition, subresource, object, previous, connection }: Reviewed): ObjectPart | undefined {
  if (connection !== undefined) {
    const { kind, options } = connection;
    const asked = { apiVersion: 'v1', kind, ...options };
    return { group: '', version: 'v1', kind, object: asked, previous: undefined };
  }
  if (subresource === 'scale' && object !== undefined)
    return {
      group: 'autoscaling',
      version: 'v1',
      kind: 'Scale',
      object: scaleJson(definition, object),
      previous: previous && scaleJson(definition, previous),
    };
  if (subresource !== 'eviction' || previous === undefined) return undefined;
  const { name, namespace } = previous.metadata;
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
  return { group: 'policy', version: 'v1', kind: 'Eviction', object: eviction, previous: undefined };
}

/** A review of the same change, of the object that a webhook has made. */
export function withObject(review: Review, object: OrcObject): Review {
  const { definition, operation, subresource, previous } = review;
  const reviewed = { definition, operation, subresource, object, ...(previous && { previous }) };
  return { ...review, object, part: partOf(reviewed) };
}

/** A change as those see it who have a say in it. */
export function reviewOf(reviewed: Reviewed, context: AdmissionContext): Review {
  const { definition, subresource = '', object, previous, connection } = reviewed;
  const { view, before, requester, dryRun = false, fieldManager = '' } = context;
  const { name = '', namespace = '' } = connection ?? (object ?? previous)?.metadata ?? {};
  return {
    definition,
    // To evict a pod is to make an Eviction of it.
    operation: subresource === 'eviction' ? 'CREATE' : reviewed.operation,
    subresource,
    name,
    // Kubernetes counts a namespace that is there as in itself.
    namespace: previous?.kind === 'Namespace' ? name : namespace,
    object,
    previous: subresource === 'eviction' ? undefined : previous,
    part: partOf(reviewed),
    within: definition.namespaced
      ? (view.get('Namespace', '', namespace) ?? before?.namespace(namespace))
      : undefined,
    dryRun,
    fieldManager,
    user: requester ?? nobody,
    may: (operation) => requester?.may(operation) ?? true,
  };
}

/** Holds a change to the policies that are about it. Throws as the policy says, Invalid by default. */
function checkPolicies(reviewed: Reviewed, context: AdmissionContext): void {
  const { view, notes, bounded = (work) => work() } = context;
  if (!hasPolicies(view) || isExempt(reviewed.definition)) return;
  const review = reviewOf(reviewed, context);
  const {
    denied,
    warned,
    audited,
    notes: annotations,
  }: PolicyVerdict = judgeByPolicies(review, view, bounded);
  for (const finding of warned) notes?.warn(warningText(finding));
  for (let count = warned.length; count > 0; count--) notes?.judged('warn');
  for (let count = audited.length; count > 0; count--) notes?.judged('audit');
  if (audited.length > 0)
    notes?.annotate('validation.policy.admission.k8s.io/validation_failure', failuresText(audited));
  for (const { key, value } of annotations) notes?.annotate(key, value);
  const [first] = denied;
  if (first === undefined) return;
  notes?.judged('deny');
  const { group, plural: kind } = review.definition;
  const message = denialText(first);
  const whole = `${subjectOf(review)} is forbidden: ${message}`;
  throw new PolicyRefusal(whole, { group, kind, name: review.name }, first.code, [
    { reason: 'Denied', field: '', message },
  ]);
}

/** Whether webhooks or policies may have a say in changes of a kind. Few clusters have any: the rest is not made for them. */
export function mayBeReviewed(definition: KindDefinition<OrcObject>, view: StateView): boolean {
  if (isExempt(definition)) return false;
  if (view.count('MutatingWebhookConfiguration') > 0) return true;
  return view.count('ValidatingWebhookConfiguration') > 0 || hasPolicies(view);
}

/** The object as mutating webhooks make it. */
export function* mutated(
  reviewed: Reviewed,
  object: OrcObject,
  context: AdmissionContext,
  accept: Consultation['accept'],
): Admission<OrcObject> {
  if (context.view.count('MutatingWebhookConfiguration') === 0 || isExempt(reviewed.definition))
    return object;
  const { definition, previous } = reviewed;
  yield* inAllVersions([object, previous], definition, context.view);
  const review = reviewOf({ ...reviewed, object }, context);
  const made = yield { hooks: 'MutatingWebhookConfiguration', review, accept };
  return made !== undefined && 'metadata' in made ? made : object;
}

/**
 * Holds a change to all policies and validating webhooks; what nobody mutates, a deletion or a connection, to the others
 * too.
 */
export function* validated(reviewed: Reviewed, context: AdmissionContext): Admission<void> {
  const { view } = context;
  const { definition, object, previous } = reviewed;
  if (isExempt(definition)) return;
  yield* inAllVersions([object, previous], definition, view);
  const unchanged = (_json: JsonObject, before: OrcObject): OrcObject => before;
  const ask = (hooks: Consultation['hooks']): Consultation => ({
    hooks,
    review: reviewOf(reviewed, context),
    accept: unchanged,
  });
  if (reviewed.object === undefined && view.count('MutatingWebhookConfiguration') > 0)
    yield ask('MutatingWebhookConfiguration');
  checkPolicies(reviewed, context);
  if (view.count('ValidatingWebhookConfiguration') > 0) yield ask('ValidatingWebhookConfiguration');
}

/** What keeps the expressions of a policy, or of webhooks, from being used. */
export function expressionCauses(
  object: OrcObject,
  { bounded = (work) => work() }: AdmissionContext,
): readonly FieldCause[] {
  switch (object.kind) {
    case 'ValidatingAdmissionPolicy':
      return bounded(() => compiledPolicy(object.spec).causes, compiling);
    case 'MutatingWebhookConfiguration':
    case 'ValidatingWebhookConfiguration':
      return bounded(() => webhookCauses(object), compiling);
    default:
      return [];
  }
}
