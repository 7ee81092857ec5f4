// The kinds that are served under a path of their own and never stored: reviews, which are asked and answered, and what
// nodes and pods use, which is measured.
import type { JsonObject } from '#kernel/model/json.ts';
import type { ResourceRequest } from '#api/http/request.ts';
import { metricsGroup } from '#api/usage/operation.ts';

/** Such a kind, as discovery lists it. */
export interface TransientResource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

const asked = ['create'] as const;
const measured = ['get', 'list'] as const;

function review(group: string, kind: string, namespaced = false): TransientResource {
  const singular = kind.toLowerCase();
  return { group, version: 'v1', plural: `${singular}s`, singular, kind, namespaced, verbs: asked };
}

function metrics(plural: string, kind: string, namespaced: boolean): TransientResource {
  return { group: metricsGroup, version: 'v1beta1', plural, singular: '', kind, namespaced, verbs: measured };
}

/** All of them. */
export const transientResources: readonly TransientResource[] = [
  review('authentication.k8s.io', 'SelfSubjectReview'),
  review('authentication.k8s.io', 'TokenReview'),
  review('authorization.k8s.io', 'LocalSubjectAccessReview', true),
  review('authorization.k8s.io', 'SelfSubjectAccessReview'),
  review('authorization.k8s.io', 'SelfSubjectRulesReview'),
  review('authorization.k8s.io', 'SubjectAccessReview'),
  metrics('nodes', 'NodeMetrics', false),
  metrics('pods', 'PodMetrics', true),
];

/** Those of one version of a group. */
export function transientIn(group: string, version: string): readonly TransientResource[] {
  return transientResources.filter((each) => each.group === group && each.version === version);
}

/** Whether a kind is measured, not asked. */
export function isMeasured({ verbs }: TransientResource): boolean {
  return verbs === measured;
}

/** The one that a request is for; undefined when it is for objects. */
export function transientNamed(request: ResourceRequest): TransientResource | undefined {
  if (request.subresource !== undefined) return undefined;
  const found = transientIn(request.group, request.version).find(({ plural }) => plural === request.resource);
  if (found === undefined) return undefined;
  const isWithin = request.namespace !== undefined;
  if (!isMeasured(found))
    return request.name === undefined && found.namespaced === isWithin ? found : undefined;
  // Those of all namespaces are listed under no namespace.
  if (!found.namespaced) return isWithin ? undefined : found;
  return isWithin || request.name === undefined ? found : undefined;
}

/** One as a list of resources has it. */
export function transientJson(each: TransientResource): JsonObject {
  const { plural, singular, kind, namespaced, verbs } = each;
  return { name: plural, singularName: singular, namespaced, kind, verbs, storageVersionHash: '' };
}

/** One as the aggregated form has it. */
export function aggregatedTransient(each: TransientResource): JsonObject {
  const { group, version, plural, singular, kind, namespaced, verbs } = each;
  return {
    resource: plural,
    responseKind: { group, version, kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs,
  };
}
