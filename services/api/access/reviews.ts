// The kinds by which clients ask what somebody may: each is answered from the very decision that a call would meet,
// and nothing of it is kept. Both faces come here.
import { type FieldCause, OrcError } from '#kernel/errors.ts';
import { type Operation, type Subject, userFields } from '#kernel/access/operation.ts';
import { invalid, required } from '#kernel/kinds/kind.ts';
import { objectFromJson } from '#kernel/model/from-json.ts';
import { SelfSubjectReview } from '#kernel/model/gen/authentication.gen.ts';
import {
  LocalSubjectAccessReview,
  type NonResourceAttributes,
  type ResourceAttributes,
  SelfSubjectAccessReview,
  SelfSubjectRulesReview,
  SubjectAccessReview,
  type SubjectAccessReviewSpec,
} from '#kernel/model/gen/authorization.gen.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import type { KindType } from '#kernel/model/schema.ts';
import type { Access } from '#api/access/access.ts';
import type { Caller } from '#api/commit.ts';

/** A review as it is asked: its fields, and the namespace that its path names, if any. */
export interface AskedReview {
  readonly kind: string;
  readonly json: JsonObject;
  readonly namespace: string | undefined;
}

function fail(kind: string, group: string, causes: readonly FieldCause[]): never {
  const list = causes.map(({ field, message }) => `${field}: ${message}`);
  const text = list.length === 1 ? list[0] : `[${list.join(', ')}]`;
  throw new OrcError('Invalid', `${kind}.${group} "" is invalid: ${text}`, { group, kind, causes });
}

function parsed<T>(type: KindType<T>, json: JsonObject): T {
  const { apiVersion, kind } = type;
  const result = objectFromJson(type, { metadata: {}, ...json, apiVersion, kind });
  if ('causes' in result) return fail(kind, apiVersion.split('/')[0] ?? '', result.causes);
  return result.ok;
}

const oneOf = 'exactly one of nonResourceAttributes or resourceAttributes must be specified';
const authorization = 'authorization.k8s.io';

interface Attributes {
  readonly resourceAttributes?: ResourceAttributes;
  readonly nonResourceAttributes?: NonResourceAttributes;
}

/** What a review is about. Throws Invalid when it names nothing, or both a resource and a path. */
function operationIn(
  kind: string,
  { resourceAttributes: resource, nonResourceAttributes: path }: Attributes,
): Operation {
  if (resource !== undefined && path === undefined) {
    const { verb = '', group = '', resource: plural = '', subresource = '', namespace, name } = resource;
    return {
      verb,
      group,
      resource: subresource === '' ? plural : `${plural}/${subresource}`,
      ...(namespace !== undefined && { namespace }),
      ...(name !== undefined && { name }),
    };
  }
  if (path !== undefined && resource === undefined) return { verb: path.verb ?? '', path: path.path ?? '' };
  return fail(kind, authorization, [invalid('spec.resourceAttributes', resource ?? null, oneOf)]);
}

function statusOf(access: Access, subject: Subject, operation: Operation): JsonObject {
  const { allowed, reason } = access.decide(subject, operation);
  return { allowed, ...(reason !== '' && { reason }) };
}

function subjectIn(kind: string, { user = '', groups = [] }: SubjectAccessReviewSpec): Subject {
  if (user === '' && groups.length === 0)
    return fail(kind, authorization, [
      required('spec.user', 'at least one of user or group must be specified'),
    ]);
  return { user, groups };
}

function localStatus(access: Access, { json, namespace = '' }: AskedReview): JsonObject {
  const { kind } = LocalSubjectAccessReview;
  const { spec } = parsed(LocalSubjectAccessReview, json);
  if (spec.nonResourceAttributes !== undefined)
    return fail(kind, authorization, [
      invalid('spec.nonResourceAttributes', spec.nonResourceAttributes, 'disallowed on this kind of request'),
    ]);
  if ((spec.resourceAttributes?.namespace ?? '') !== namespace)
    return fail(kind, authorization, [
      invalid(
        'spec.resourceAttributes.namespace',
        spec.resourceAttributes?.namespace ?? '',
        `must match metadata.namespace: ${namespace}`,
      ),
    ]);
  return statusOf(access, subjectIn(kind, spec), operationIn(kind, spec));
}

function rulesStatus(access: Access, caller: Caller, json: JsonObject): JsonObject {
  const { namespace = '' } = parsed(SelfSubjectRulesReview, json).spec;
  if (namespace === '') throw new OrcError('BadRequest', 'no namespace on request');
  const rules = access.rules(caller, namespace);
  const resourceRules = rules
    .filter(({ resources = [] }) => resources.length > 0)
    .map(({ verbs, apiGroups, resources, resourceNames }) => ({
      verbs,
      apiGroups,
      resources,
      ...(resourceNames !== undefined && { resourceNames }),
    }));
  const nonResourceRules = rules
    .filter(({ nonResourceURLs = [] }) => nonResourceURLs.length > 0)
    .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs }));
  return { resourceRules, nonResourceRules, incomplete: false };
}

function statusFor(asked: AskedReview, caller: Caller, access: Access): JsonObject {
  const { kind, json } = asked;
  switch (kind) {
    case SelfSubjectAccessReview.kind: {
      const { spec } = parsed(SelfSubjectAccessReview, json);
      return statusOf(access, caller, operationIn(kind, spec));
    }
    case SubjectAccessReview.kind: {
      const { spec } = parsed(SubjectAccessReview, json);
      return statusOf(access, subjectIn(kind, spec), operationIn(kind, spec));
    }
    case LocalSubjectAccessReview.kind:
      return localStatus(access, asked);
    case SelfSubjectRulesReview.kind:
      return rulesStatus(access, caller, json);
    case SelfSubjectReview.kind:
      parsed(SelfSubjectReview, json);
      return { userInfo: { ...userFields(caller) } };
  }
  throw new OrcError('NotFound', `${kind} is no kind of review`);
}

/** The plural of each kind of review, by which roles allow it, and its group. */
const reviews: Readonly<Record<string, { readonly group: string; readonly plural: string }>> =
  Object.fromEntries(
    [
      SelfSubjectReview,
      SelfSubjectAccessReview,
      SelfSubjectRulesReview,
      SubjectAccessReview,
      LocalSubjectAccessReview,
    ].map(({ kind, apiVersion }) => [
      kind,
      { group: apiVersion.split('/')[0] ?? '', plural: `${kind.toLowerCase()}s` },
    ]),
  );

/**
 * The review with its answer. Throws NotFound for another kind, Forbidden when the caller may not ask, Invalid for what
 * makes no sense.
 */
export function answerReview(asked: AskedReview, caller: Caller, access: Access): JsonObject {
  const known = Object.hasOwn(reviews, asked.kind) ? reviews[asked.kind] : undefined;
  if (known === undefined)
    throw new OrcError(
      'NotFound',
      `${asked.kind} is no kind of review; there are ${Object.keys(reviews).join(', ')}`,
    );
  access.check(caller, {
    verb: 'create',
    group: known.group,
    resource: known.plural,
    ...(asked.namespace !== undefined && { namespace: asked.namespace }),
  });
  const status = statusFor(asked, caller, access);
  const { kind } = asked;
  return {
    kind,
    apiVersion: `${known.group}/v1`,
    metadata: { creationTimestamp: null },
    ...(kind !== SelfSubjectReview.kind && { spec: asked.json['spec'] ?? {} }),
    status,
  };
}
