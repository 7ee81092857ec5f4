// The kinds that are asked and answered under a path of their own, and never stored.
import type { JsonObject } from '#kernel/model/json.ts';
import type { ResourceRequest } from '#api/http/request.ts';

/** Such a kind, as discovery lists it. */
export interface ReviewResource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

const verbs = ['create'] as const;

function review(group: string, kind: string, namespaced = false): ReviewResource {
  const singular = kind.toLowerCase();
  return { group, version: 'v1', plural: `${singular}s`, singular, kind, namespaced };
}

/** All of them. */
export const reviewResources: readonly ReviewResource[] = [
  review('authentication.k8s.io', 'SelfSubjectReview'),
  review('authentication.k8s.io', 'TokenReview'),
  review('authorization.k8s.io', 'LocalSubjectAccessReview', true),
  review('authorization.k8s.io', 'SelfSubjectAccessReview'),
  review('authorization.k8s.io', 'SelfSubjectRulesReview'),
  review('authorization.k8s.io', 'SubjectAccessReview'),
];

/** Those of one version of a group. */
export function reviewsIn(group: string, version: string): readonly ReviewResource[] {
  return reviewResources.filter((each) => each.group === group && each.version === version);
}

/** The one that a request is for; undefined when it is for objects. */
export function reviewNamed(request: ResourceRequest): ReviewResource | undefined {
  if (request.name !== undefined) return undefined;
  return reviewsIn(request.group, request.version).find(
    ({ plural, namespaced }) =>
      plural === request.resource && namespaced === (request.namespace !== undefined),
  );
}

/** One as a list of resources has it. */
export function reviewJson({ plural, singular, kind, namespaced }: ReviewResource): JsonObject {
  return { name: plural, singularName: singular, namespaced, kind, verbs, storageVersionHash: '' };
}

/** One as the aggregated form has it. */
export function aggregatedReview(each: ReviewResource): JsonObject {
  const { group, version, plural, singular, kind, namespaced } = each;
  return {
    resource: plural,
    responseKind: { group, version, kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs,
  };
}
