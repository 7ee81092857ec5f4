// A tail of the log that outlives its connection: it goes on at another master after the last revision it has heard
// of, so that every event comes once and none is missing.
import { setTimeout as sleep } from 'node:timers/promises';
import { LogService, type TailEvent, type TailRequest } from '#kernel/model/gen/api.gen.ts';
import { failureOf } from '#client/errors.ts';
import { clientLimits } from '#client/limits.ts';
import type { Masters } from '#client/masters.ts';

/** What a tail shows and where it begins; what is left out filters nothing, and it begins now. */
export type TailOptions = Partial<TailRequest>;

const everything: TailRequest = {
  kinds: [],
  namespaces: [],
  actors: [],
  labelSelector: '',
  withPrevious: false,
};

/** The events of the log until `signal` is aborted. Throws Expired when those to come next are no longer kept. */
export async function* tail(
  masters: Masters,
  options: TailOptions,
  signal: AbortSignal,
): AsyncGenerator<TailEvent, void, undefined> {
  let cursor = options.fromRevision;
  while (!signal.aborted) {
    try {
      const request = { ...everything, ...options, ...(cursor !== undefined && { fromRevision: cursor }) };
      for await (const response of masters.stream(LogService.methods.tail, request, signal)) {
        yield* response.events;
        cursor = response.revision;
      }
    } catch (thrown) {
      if (signal.aborted) return;
      const { error, again } = failureOf(thrown, '');
      if (again === 'never') throw error;
    }
    if (!signal.aborted) await sleep(clientLimits.watchPauseMs);
  }
}
