// Pod security at the faces: a pod that breaks what its namespace enforces is refused, of one that breaks what the
// namespace warns of its maker is told. Templates are only warned of: what they make is judged when it is made
// (controllers ask kernel/policy/pod.ts). A namespace that asks for more than before hears of its pods that break it.
import { managerOf } from '#kernel/kinds/owner.ts';
import type { FieldCause } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import { templateOf } from '#kernel/kinds/templates.ts';
import { key, keyOf, revisionOf } from '#kernel/log/key.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { Namespace, Pod, PodTemplateSpec } from '#kernel/model/gen/core.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { enforcedViolation } from '#kernel/policy/pod-security/enforce.ts';
import { detailsText, reasonsText, violationsOf } from '#kernel/policy/pod-security/evaluate.ts';
import {
  type SecurityStandard,
  isStricter,
  securityPolicy,
  standardText,
  validateSecurityLabels,
} from '#kernel/policy/pod-security/levels.ts';
import { compareText } from '#kernel/store/table.ts';
import { type AdmissionContext, PolicyRefusal } from '#api/admission/context.ts';

/** What is wrong with a namespace's labels of security, unless it was so before. */
export function securityLabelCauses(object: OrcObject, previous: OrcObject | undefined): FieldCause[] {
  if (object.kind !== 'Namespace') return [];
  const causes = validateSecurityLabels(object.metadata.labels);
  return previous !== undefined && equalValues(causes, validateSecurityLabels(previous.metadata.labels))
    ? []
    : causes;
}

/** Where Kubernetes' audit log says what pod security found. */
const prefix = 'pod-security.kubernetes.io/';

function wouldViolate(standard: SecurityStandard, found: ReturnType<typeof violationsOf>): string {
  return `would violate PodSecurity "${standardText(standard)}": ${detailsText(found)}`;
}

/** Warns of what breaks what a namespace warns of, and counts and tells what breaks what it audits. */
function tell(
  namespace: string,
  { metadata, spec }: Pick<PodTemplateSpec, 'metadata' | 'spec'>,
  { view, notes }: AdmissionContext,
): void {
  if (notes === undefined) return;
  const policy = securityPolicy(view.get('Namespace', '', namespace)?.metadata.labels);
  const audited = violationsOf(policy.audit, metadata, spec);
  if (audited.length > 0) {
    notes.violated('audit', policy.audit.level);
    notes.annotate(`${prefix}audit-violations`, wouldViolate(policy.audit, audited));
  }
  const found = violationsOf(policy.warn, metadata, spec);
  if (found.length === 0) return;
  notes.violated('warn', policy.warn.level);
  notes.warn(wouldViolate(policy.warn, found));
}

function checkPod(pod: Pod, previous: OrcObject | undefined, context: AdmissionContext): void {
  if (previous?.kind === 'Pod' && equalValues(pod.spec, previous.spec)) return;
  const { namespace = '' } = pod.metadata;
  if (context.notes !== undefined) {
    const { enforce } = securityPolicy(context.view.get('Namespace', '', namespace)?.metadata.labels);
    context.notes.annotate(`${prefix}enforce-policy`, standardText(enforce));
  }
  const refusal = enforcedViolation(context.view, pod);
  if (refusal !== undefined) {
    context.notes?.violated('enforce', refusal.level);
    throw new PolicyRefusal(refusal.message, keyOf(pod));
  }
  // A master that lags may not know yet what its namespace enforces now.
  const found = context.view.get('Namespace', '', namespace);
  context.notes?.judgedBy(key('Namespace', '', namespace), revisionOf(found));
  tell(namespace, pod, context);
}

/** Pods in the order in which they are looked at: one of each owner first, since its others are most likely alike. */
function representative(pods: readonly Pod[]): readonly Pod[] {
  const owners = new Set<string>();
  const first: Pod[] = [];
  const others: Pod[] = [];
  for (const pod of pods) {
    const owner = managerOf(pod)?.uid;
    if (owner !== undefined && owners.has(owner)) others.push(pod);
    else first.push(pod);
    if (owner !== undefined) owners.add(owner);
  }
  return [...first, ...others];
}

/** What is told of a namespace's pods that break a standard. Looks at a bounded number of them. */
export function warningsOfPods(
  namespace: string,
  standard: SecurityStandard,
  pods: readonly Pod[],
): readonly string[] {
  const checked = representative(pods).slice(0, limits.securedPods);
  const byReasons = new Map<string, string[]>();
  for (const { metadata, spec } of checked) {
    const reasons = reasonsText(violationsOf(standard, metadata, spec));
    if (reasons === '') continue;
    const names = byReasons.get(reasons) ?? [];
    names.push(metadata.name ?? '');
    byReasons.set(reasons, names);
  }
  const others = (count: number): string =>
    count === 0 ? '' : ` (and ${count} other ${count === 1 ? 'pod' : 'pods'})`;
  const lines = [...byReasons].map(([reasons, names]) => {
    const [first = ''] = names.toSorted(compareText);
    return `${first}${others(names.length - 1)}: ${reasons}`;
  });
  return [
    ...(checked.length < pods.length
      ? [
          `new PodSecurity enforce level only checked against the first ${checked.length} of ${pods.length} existing pods`,
        ]
      : []),
    ...(lines.length > 0
      ? [
          `existing pods in namespace ${JSON.stringify(namespace)} violate the new PodSecurity enforce level "${standardText(standard)}"`,
        ]
      : []),
    ...lines.toSorted(compareText),
  ];
}

function checkNamespace(namespace: Namespace, previous: OrcObject, { view, notes }: AdmissionContext): void {
  if (notes === undefined) return;
  const { enforce } = securityPolicy(namespace.metadata.labels);
  if (!isStricter(enforce, securityPolicy(previous.metadata.labels).enforce)) return;
  const name = namespace.metadata.name ?? '';
  for (const text of warningsOfPods(name, enforce, [...view.list('Pod', name)])) notes.warn(text);
}

/**
 * Holds a new or changed object to what its namespace asks of pods. Throws Forbidden for a pod that breaks what is
 * enforced; everything else is only told.
 */
export function checkPodSecurity(
  object: OrcObject,
  previous: OrcObject | undefined,
  context: AdmissionContext,
): void {
  if (object.kind === 'Pod') return checkPod(object, previous, context);
  if (object.kind === 'Namespace') {
    if (previous !== undefined) checkNamespace(object, previous, context);
    return;
  }
  const template = templateOf(object);
  // A part such as the count says nothing new of the template.
  if (template === undefined || (context.subresource ?? '') !== '') return;
  tell(object.metadata.namespace ?? '', template, context);
}
