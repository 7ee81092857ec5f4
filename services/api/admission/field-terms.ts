// Who manages which fields, across the versions of a kind that users define: whatever is to be told in the terms of another
// version is converted into it, by the kind's webhook where it has one. Versions of built-in kinds share their terms.
import { customVersionOf, pruned } from '#kernel/custom/conversion.ts';
import type { CustomObject } from '#kernel/custom/object.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { isBuiltIn } from '#kernel/log/key.ts';
import type { InTerms, NoTerms, TermsQuestion, Translating } from '#kernel/model/field-versions.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { convertedAll } from '#api/admission/convert.ts';
import { parseManifest } from '#api/admission/parse.ts';
import type { Admission } from '#api/admission/review.ts';

function* answered(
  { given, to }: TermsQuestion,
  definition: KindDefinition<OrcObject>,
  mayFail: boolean,
): Admission<InTerms | NoTerms> {
  const own = customVersionOf(definition);
  if (own === undefined) return { ...given, apiVersion: to };
  const { versions } = own.custom;
  const [source, target] = [versions.get(given.apiVersion), versions.get(to)];
  // Nobody is asked for a version that is served no more. The change's own may be one that is only stored.
  if (source === undefined || target === undefined) return 'gone';
  if (!target.custom.isServed && target !== own) return 'gone';
  const objects = given.objects
    .map((json) => parseManifest({ definition: source, json }))
    .filter((each): each is CustomObject => !isBuiltIn(each));
  const made =
    target.custom.converter === undefined
      ? objects.map((each) => pruned(each, target))
      : yield* convertedAll(objects, target, mayFail);
  if (made.length < given.objects.length) return 'unknown';
  const { type } = target;
  return { apiVersion: to, schema: type.schema, objects: made.map((each) => objectToJson(type, each)) };
}

/**
 * Does work on fields for a kind of this definition. Where a webhook fails that converts, the work hears of it if it
 * `mayFail`; else the change is refused.
 */
export function* inItsVersions<T>(
  steps: Translating<T>,
  definition: KindDefinition<OrcObject>,
  mayFail: boolean,
): Admission<T> {
  for (let step = steps.next('unknown'); ;) {
    if (step.done === true) return step.value;
    step = steps.next(yield* answered(step.value, definition, mayFail));
  }
}
