// Drives admission through its questions: to webhooks, those that convert among them, and to the registries of images.
import type { Admission } from '#api/admission/review.ts';
import type { ImageDigests } from '#api/images/image-digests.ts';
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

/**
 * Runs admission to its end. It waits only where somebody has a say; `waits` is told before it does. Rejects with what
 * refuses the change.
 */
export async function drive<T>(
  steps: Admission<T>,
  { webhooks, images, conversions }: Answerers,
  asker: Asker,
  waits: () => void = () => undefined,
): Promise<T> {
  let step = steps.next();
  while (step.done !== true) {
    const question = step.value;
    const answer =
      'convert' in question
        ? conversions?.convert(question.convert, question.to, asker.signal)
        : 'images' in question
          ? images?.resolve(question.images, asker.signal)
          : webhooks.consult(question, asker);
    // Meanwhile others' changes go on.
    if (answer instanceof Promise) waits();
    step = steps.next(answer instanceof Promise ? await answer : answer);
  }
  return step.value;
}
