// Drives admission through its questions to webhooks.
import type { Admission } from '#api/admission/review.ts';
import type { Asker, Webhooks } from '#api/webhooks/webhooks.ts';

/** Runs admission to its end. It waits only where webhooks have a say. Rejects with what refuses the change. */
export async function drive<T>(steps: Admission<T>, webhooks: Webhooks, asker: Asker): Promise<T> {
  let step = steps.next();
  while (step.done !== true) {
    const asked = webhooks.consult(step.value, asker);
    step = steps.next(asked === undefined ? undefined : await asked);
  }
  return step.value;
}
