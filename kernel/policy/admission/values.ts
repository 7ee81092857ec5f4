// What expressions of admission name: the values of one change, each made when an expression first needs it.
import { Authorizer, ResourceCheck } from '#kernel/policy/cel/authorizer.ts';
import { type Program, whyNot } from '#kernel/policy/cel/expression.ts';
import { celValue } from '#kernel/policy/cel/values.ts';
import { OrcError } from '#kernel/errors.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { jsonView } from '#kernel/model/to-json.ts';
import { type Review, type ReviewVersion, requestOf, shownIn } from '#kernel/policy/admission/review.ts';

/** The values that expressions about a change have. */
export type Values = Readonly<Record<string, unknown>>;

/** A named expression that others may use. */
export interface NamedProgram {
  readonly name: string;
  readonly program: Program;
}

function namespaceValue({ within }: Review): unknown {
  if (within === undefined) return null;
  // Kubernetes shows everything but what managers set.
  const { managedFields: _managers, ...metadata } = within.metadata;
  return celValue(jsonView(definitionOf('Namespace').type, { ...within, metadata }));
}

/** The values of a change whose objects are shown in a version. */
export function valuesOf(review: Review, version: ReviewVersion): Values {
  const shown = shownIn(review, version);
  const { definition, subresource, namespace, name, may } = review;
  const { group, plural: resource } = definition;
  const about = { group, resource, subresource, namespace, name };
  return {
    object: celValue(shown.object),
    oldObject: celValue(shown.oldObject),
    request: celValue(requestOf(review, shown, version)),
    namespaceObject: namespaceValue(review),
    authorizer: new Authorizer(may, new ResourceCheck(may, about)),
  };
}

/** The values with `variables`: each is evaluated once, when it is first named. */
export function withVariables(values: Values, variables: readonly NamedProgram[]): Values {
  const known: Record<string, unknown> = {};
  const all = { ...values, variables: known };
  for (const { name, program } of variables)
    Object.defineProperty(known, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = evaluated(name, program, all);
        Object.defineProperty(known, name, { enumerable: true, value });
        return value;
      },
    });
  return all;
}

function evaluated(name: string, program: Program, values: Values): unknown {
  try {
    return program(values);
  } catch (error) {
    throw new OrcError(
      'BadRequest',
      `composited variable ${JSON.stringify(name)} fails to evaluate: ${whyNot(error)}`,
      {},
      { cause: error },
    );
  }
}
