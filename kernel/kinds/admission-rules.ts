// What webhooks and policies of admission share: which requests they are about, and on which conditions.
import type { FieldCause } from '#kernel/errors.ts';
import { invalid, required } from '#kernel/kinds/kind.ts';
import { validateSelector } from '#kernel/kinds/label-selector.ts';
import { validateClientConfig } from '#kernel/kinds/webhook-client.ts';
import { formats } from '#kernel/model/formats.ts';
import type {
  MatchResources,
  MutatingWebhook,
  RuleWithOperations,
  ValidatingWebhook,
} from '#kernel/model/gen/admissionregistration.gen.ts';

/** The group of webhooks and policies. */
export const admissionGroup = 'admissionregistration.k8s.io';
/** The versions of AdmissionReview that orc speaks. */
const reviewVersions = ['v1', 'v1beta1'];

function alone(values: readonly string[], at: string, what: string): FieldCause[] {
  return values.length > 1 && values.includes('*')
    ? [invalid(at, values, `if '*' is present, must not specify other ${what}`)]
    : [];
}

/** Resources that a wildcard among the same list already names. */
function validateResources(resources: readonly string[], at: string): FieldCause[] {
  const causes: FieldCause[] = [];
  const all = new Set(resources);
  if (all.has('*/*') && resources.length > 1)
    causes.push(invalid(at, resources, "if '*/*' is present, must not specify other resources"));
  for (const [index, resource] of resources.entries()) {
    const [name = '', part = ''] = resource.split('/');
    if (resource === '') causes.push(required(`${at}[${index}]`));
    if (name !== '*' && all.has(part === '' ? '*' : `*/${part}`))
      causes.push(
        invalid(
          `${at}[${index}]`,
          resource,
          `if '${part === '' ? '*' : `*/${part}`}' is present, must not specify ${resource}`,
        ),
      );
    if (part !== '' && part !== '*' && all.has(`${name}/*`))
      causes.push(
        invalid(`${at}[${index}]`, resource, `if '${name}/*' is present, must not specify ${resource}`),
      );
  }
  return causes;
}

/** What is wrong with operations on resources. */
export function validateOperations(rule: RuleWithOperations, at: string): FieldCause[] {
  const groups = rule.apiGroups ?? [];
  return [
    ...alone(rule.operations, `${at}.operations`, 'operations'),
    ...(groups.length === 0 ? [required(`${at}.apiGroups`)] : []),
    ...alone(groups, `${at}.apiGroups`, 'API groups'),
    ...alone(rule.apiVersions, `${at}.apiVersions`, 'API versions'),
    ...validateResources(rule.resources, `${at}.resources`),
  ];
}

/** What is wrong with which requests a policy is about. */
export function validateMatch(match: MatchResources, at: string): FieldCause[] {
  return [
    ...validateSelector(match.namespaceSelector, `${at}.namespaceSelector`),
    ...validateSelector(match.objectSelector, `${at}.objectSelector`),
    ...(['resourceRules', 'excludeResourceRules'] as const).flatMap((name) =>
      (match[name] ?? []).flatMap((rule, index) => validateOperations(rule, `${at}.${name}[${index}]`)),
    ),
  ];
}

function validateReviewVersions(versions: readonly string[], at: string): FieldCause[] {
  return versions.some((version) => reviewVersions.includes(version))
    ? []
    : [invalid(at, versions, `must include at least one of ${reviewVersions.join(', ')}`)];
}

/** What is wrong with webhooks. */
export function validateWebhooks(webhooks: readonly (MutatingWebhook | ValidatingWebhook)[]): FieldCause[] {
  return webhooks.flatMap((webhook, index) => {
    const at = `webhooks[${index}]`;
    const { name } = webhook;
    const wrong = formats['dns-subdomain']?.(name);
    const qualified = name.split('.').length >= 3;
    return [
      ...(wrong === undefined ? [] : [invalid(`${at}.name`, name, wrong)]),
      ...(qualified
        ? []
        : [invalid(`${at}.name`, name, 'should be a domain with at least three segments separated by dots')]),
      ...validateClientConfig(webhook.clientConfig, `${at}.clientConfig`),
      ...(webhook.rules ?? []).flatMap((rule, ruleIndex) =>
        validateOperations(rule, `${at}.rules[${ruleIndex}]`),
      ),
      ...validateSelector(webhook.namespaceSelector, `${at}.namespaceSelector`),
      ...validateSelector(webhook.objectSelector, `${at}.objectSelector`),
      ...validateReviewVersions(webhook.admissionReviewVersions, `${at}.admissionReviewVersions`),
    ];
  });
}
