// A change of an object as those see it who have a say in it: policies in CEL and webhooks. It is made only when there
// are any, so that nothing is paid for them where there are none.
import { type Operation, type UserInfo, qualified, userFields } from '#kernel/access/operation.ts';
import { asDefined } from '#kernel/custom/conversion.ts';
import type { CustomDefinition } from '#kernel/custom/definition.ts';
import { admissionGroup } from '#kernel/kinds/admission-rules.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { fromServed, toServed } from '#kernel/kinds/served-version.ts';
import type { Namespace } from '#kernel/model/gen/core.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { jsonView } from '#kernel/model/to-json.ts';

/** A kind of one version. */
export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What stands for an object where a part of it is asked for by a kind of its own: a Scale, an Eviction. */
export interface ObjectPart extends GroupVersionKind {
  readonly object: JsonObject;
  readonly previous: JsonObject | undefined;
}

/** What is done to an object; CONNECT is to one of its parts, such as `exec`. */
export type ReviewedOperation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';

/** What somebody wants to do to an object. */
export interface Review {
  readonly definition: KindDefinition<OrcObject>;
  readonly operation: ReviewedOperation;
  /** Such as `status`; empty for the object itself. */
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  /** The object as it will be; absent when it is deleted. */
  readonly object: OrcObject | undefined;
  /** The object as it is; absent when it is made. */
  readonly previous: OrcObject | undefined;
  readonly part?: ObjectPart | undefined;
  /** The namespace that the object is in, which may be made in the same transaction. */
  readonly within: Namespace | undefined;
  readonly dryRun: boolean;
  readonly fieldManager: string;
  readonly user: UserInfo;
  /** Whether the user may do something: for expressions that ask. */
  readonly may: (operation: Operation) => boolean;
}

/** A version in which the objects of a review can be shown. */
export interface ReviewVersion {
  readonly group: string;
  readonly version: string;
  /** Another version of a kind that users define. */
  readonly definition?: CustomDefinition;
  /** Where a webhook converts it has been asked already: admission sees to that. */
  show(object: OrcObject): JsonObject;
  /** The first version's JSON of this one's. */
  read(json: JsonObject): JsonObject;
}

/**
 * The versions in which the objects of a review can be shown: first the stored one, or that of the change where users
 * define the kind.
 */
export function versionsOf({ definition }: Review): readonly ReviewVersion[] {
  const { group, version, type, served = [], custom } = definition;
  const first = {
    group,
    version,
    show: (object: OrcObject) => jsonView(type, asDefined(object, definition)),
    read: (json: JsonObject) => json,
  };
  const { apiVersion: own } = type;
  const others =
    custom === undefined
      ? served.map((each) => ({
          group: each.group,
          version: each.version,
          show: (object: OrcObject) => toServed(each, first.show(object)),
          read: (json: JsonObject) => fromServed(each, definition, json),
        }))
      : [...custom.versions.values()]
          .filter((each) => each.version !== version && each.custom.isServed)
          .map((each) => ({
            group,
            version: each.version,
            definition: each,
            // Without a webhook nothing is taken away that the version does not have: it comes back with the object.
            show: (object: OrcObject) =>
              jsonView(each.type, each.custom.converter === undefined ? object : asDefined(object, each)),
            read: (json: JsonObject) => ({ ...json, apiVersion: own }),
          }));
  return [first, ...others];
}

/** A review's objects in one version. */
export interface Shown {
  readonly kind: GroupVersionKind;
  readonly object: JsonObject | null;
  readonly oldObject: JsonObject | null;
}

/** Shows a review's objects in a version. */
export function shownIn({ definition, object, previous, part }: Review, version: ReviewVersion): Shown {
  if (part !== undefined) {
    const { object: now, previous: before = null, ...kind } = part;
    return { kind, object: now, oldObject: before };
  }
  return {
    kind: { group: version.group, version: version.version, kind: definition.type.kind },
    object: object === undefined ? null : version.show(object),
    oldObject: previous === undefined ? null : version.show(previous),
  };
}

/**
 * Whether a change is nobody's to judge: that of policies and webhooks themselves, as in Kubernetes, so that nobody can
 * shut out who could put one right.
 */
export function isExempt({ group }: KindDefinition<OrcObject>): boolean {
  return group === admissionGroup;
}

/** The options that a request of this kind carries, as Kubernetes names them; none for a connection. */
export function optionsOf({ operation, dryRun, fieldManager }: Review): JsonObject | null {
  if (operation === 'CONNECT') return null;
  const kind = { CREATE: 'CreateOptions', UPDATE: 'UpdateOptions', DELETE: 'DeleteOptions' }[operation];
  return {
    apiVersion: 'meta.k8s.io/v1',
    kind,
    ...(dryRun && { dryRun: ['All'] }),
    ...(fieldManager !== '' && operation !== 'DELETE' && { fieldManager }),
  };
}

/** The request as expressions and webhooks see it, of the version in which they see the objects. */
export function requestOf(
  review: Review,
  { kind }: Shown,
  { group, version }: ReviewVersion,
): Readonly<Record<string, unknown>> {
  const { definition, part, subresource, namespace, name, operation, user, dryRun } = review;
  return {
    kind,
    resource: { group, version, resource: definition.plural },
    ...(subresource !== '' && { subResource: subresource }),
    requestKind:
      part === undefined
        ? { group: definition.group, version: definition.version, kind: definition.type.kind }
        : kind,
    requestResource: {
      group: definition.group,
      version: definition.version,
      resource: definition.plural,
    },
    ...(subresource !== '' && { requestSubResource: subresource }),
    name,
    namespace,
    operation,
    userInfo: userFields(user),
    dryRun,
    options: optionsOf(review),
  };
}

/** The object that a review is about, as a refusal names it: `deployments.apps "web"`. */
export function subjectOf({ definition, name }: Review): string {
  return `${qualified(definition.plural, definition.group)} ${JSON.stringify(name)}`;
}
