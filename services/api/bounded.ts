// Work that users make long: the patterns and rules of their own kinds run on this thread, and one that backtracks
// or nests loops would stop it. V8 can end such work from outside, if it runs as a script with a time limit.
import { types } from 'node:util';
import { Script, createContext } from 'node:vm';
import { OrcError } from '#kernel/errors.ts';
import type { WorkText } from '#kernel/ports.ts';
import { apiLimits } from '#api/limits.ts';

const context = createContext({ work: () => undefined });
const script = new Script('work()');

function isTimeout(error: unknown): boolean {
  // The error is one of the script's context, whose Error is not ours.
  return types.isNativeError(error) && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}

const ownRules: WorkText = {
  doing: "checking the object against its kind's patterns and rules",
  advice: 'make the object smaller, or the rules of its CustomResourceDefinition simpler',
};

/** Does `work` and returns what it does. Throws TooLarge when it takes longer than it may. */
export function bounded<T>(work: () => T, { doing, advice, isOnce = false }: WorkText = ownRules): T {
  const timeoutMs = isOnce ? apiLimits.schemaMs : apiLimits.rulesMs;
  let done: { readonly value: T } | undefined;
  context['work'] = () => {
    done = { value: work() };
  };
  try {
    script.runInContext(context, { timeout: timeoutMs });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  } finally {
    context['work'] = () => undefined;
  }
  if (done !== undefined) return done.value;
  throw new OrcError('TooLarge', `${doing} took longer than ${timeoutMs} ms: ${advice}`);
}
