// Drives admission through its questions: to webhooks, those that convert among them, and to the registries of images.
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { ConversionQuestion } from '#api/admission/convert.ts';
import type { Admission } from '#api/admission/review.ts';
import type { ImageDigests } from '#api/images/image-digests.ts';
import { ConversionFailed } from '#api/webhooks/conversion-message.ts';
import type { Conversions } from '#api/webhooks/conversions.ts';
import type { Asker, Webhooks } from '#api/webhooks/webhooks.ts';

/** Who answers. */
export interface Answerers {
  readonly webhooks: Webhooks;
  /** Absent where only kinds of orc itself are admitted. */
  readonly conversions?: Conversions;
  /** Absent where nothing is admitted that could bring new images. */
  readonly images?: ImageDigests;
}

/** What a question is answered with; a promise where somebody has to be asked. */
type Given = Parameters<Admission<unknown>['next']>[0];

/** What a webhook converts; nothing where it fails and may. Rejects with ConversionFailed, or with why `signal` was aborted. */
async function conversion(
  { convert, to, mayFail = false }: ConversionQuestion,
  conversions: Conversions,
  signal: AbortSignal,
): Promise<readonly OrcObject[] | undefined> {
  try {
    return await conversions.convert(convert, to, signal);
  } catch (error) {
    if (mayFail && error instanceof ConversionFailed) return undefined;
    throw error;
  }
}

/**
 * Runs admission to its end, and waits only where somebody has a say: what it comes to is a promise then. `waits` is told
 * before it waits. Throws, or rejects with, what refuses the change.
 */
export function drive<T>(
  steps: Admission<T>,
  { webhooks, images, conversions }: Answerers,
  asker: Asker,
  waits: () => void = () => undefined,
): T | Promise<T> {
  const goOn = (given: Given): T | Promise<T> => {
    for (let step = steps.next(given); ;) {
      if (step.done === true) return step.value;
      const question = step.value;
      const answer =
        'convert' in question
          ? conversions && conversion(question, conversions, asker.signal)
          : 'images' in question
            ? images?.resolve(question.images, asker.signal)
            : webhooks.consult(question, asker);
      if (answer instanceof Promise) {
        // Meanwhile others' changes go on.
        waits();
        return answer.then(goOn);
      }
      step = steps.next(answer);
    }
  };
  return goOn(undefined);
}
