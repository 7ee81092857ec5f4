// What `orc wait` does: it watches, so that it answers as soon as the state is there, and it also waits
// for objects that do not exist yet.
import { OrcError } from '#kernel/errors.ts';
import { keyOf, keyText } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { WaitOptions } from '#cli/commands/wait.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { readPath } from '#kernel/model/json-path-text.ts';
import { valuesAt } from '#kernel/model/json-path.ts';
import { type Shown, asJson } from '#cli/printers/output.ts';
import { type KindAsked, definitionAsked, isSameKind } from '#cli/kind-words.ts';
import { type CliSession, parseTargets, resourceName, scopeOf, withCluster } from '#cli/session.ts';
import { untilInterrupted } from '#cli/signals.ts';

const weekMs = 7 * 86_400_000;

/** What is waited for. */
type Goal = { readonly gone: true } | { readonly gone: false; readonly holds: (shown: Shown) => boolean };

function conditionHolds(shown: Shown, name: string, value: string): boolean {
  const { status: given, metadata } = asJson(shown);
  const status = isJsonObject(given) ? given : {};
  const { conditions } = status;
  if (!Array.isArray(conditions)) return false;
  const generation = isJsonObject(metadata) ? metadata['generation'] : undefined;
  /** Whether a condition tells of an earlier specification than there is now. */
  const isStale = (condition: JsonObject): boolean => {
    const observed = condition['observedGeneration'] ?? status['observedGeneration'];
    return typeof generation === 'number' && typeof observed === 'number' && observed < generation;
  };
  return conditions.some(
    (condition: unknown) =>
      isJsonObject(condition) &&
      String(condition['type']).toLowerCase() === name.toLowerCase() &&
      String(condition['status']).toLowerCase() === value.toLowerCase() &&
      !isStale(condition),
  );
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Reads --for. */
export function goalOf(text: string): Goal {
  if (text === 'delete') return { gone: true };
  if (text === 'create') return { gone: false, holds: () => true };
  const condition = /^condition=([^=]+)(?:=(.+))?$/.exec(text);
  if (condition !== null) {
    const [, name = '', value = 'True'] = condition;
    return { gone: false, holds: (shown) => conditionHolds(shown, name, value) };
  }
  const jsonPath = /^jsonpath=\{?([^{}=]*(?:\[[^\]]*\][^{}=]*)*)\}?(?:=(.*))?$/s.exec(text);
  if (jsonPath !== null) {
    const [, path = '', wanted] = jsonPath;
    const steps = readPath(path.trim());
    return {
      gone: false,
      holds(shown) {
        const values = valuesAt(steps, asJson(shown));
        return wanted === undefined
          ? values.length > 0
          : values.length === 1 && asText(values[0]) === wanted.replace(/^(["'])(.*)\1$/s, '$2');
      },
    };
  }
  throw new OrcError(
    'BadRequest',
    `unrecognized condition: "${text}": give condition=NAME[=VALUE], delete, create or jsonpath='{PATH}'[=VALUE]`,
  );
}

interface Waiting {
  readonly session: CliSession;
  readonly asked: KindAsked;
  /** The names waited for; empty for all that the selector finds. */
  readonly names: readonly string[];
  readonly options: WaitOptions;
  readonly goal: Goal;
  readonly signal: AbortSignal;
  readonly print: (text: string) => void;
}

/**
 * Waits for objects of one kind; returns the names of those that did not get there in time, or `none` when there were no
 * such objects at all.
 */
async function waitForKind(waiting: Waiting): Promise<readonly string[] | 'none'> {
  const { session, asked, names, options, goal, signal, print } = waiting;
  const scope = scopeOf(session, asked, {
    ...options,
    fieldSelector: names.length === 1 ? `metadata.name=${names[0]}` : '',
  });
  const isMeant = (object: OrcObject): boolean =>
    names.length === 0 || names.includes(object.metadata.name ?? '');
  const { objects, revision } = await session.client.list(scope);
  const keyed = (object: OrcObject): string =>
    names.length > 0 ? (object.metadata.name ?? '') : keyText(keyOf(object));
  const present = objects.filter(isMeant);
  const open = new Set(names.length > 0 ? names : present.map(keyed));
  const met = new Set<string>();
  // With a selector that finds nothing yet, whatever comes is waited for.
  const any = names.length === 0 && present.length === 0 && !goal.gone;
  const meet = (object: OrcObject): void => {
    const name = keyed(object);
    if (met.has(name)) return;
    open.delete(name);
    met.add(name);
    print(`${resourceName(object)} condition met`);
  };
  const consider = (object: OrcObject): void => {
    if (goal.gone) return;
    if (any && !met.has(keyed(object))) open.add(keyed(object));
    if (goal.holds({ object, asked })) meet(object);
  };
  const isDone = (): boolean => open.size === 0 && (!any || met.size > 0);
  const there = new Set(present.map(keyed));
  if (goal.gone) for (const name of open) if (!there.has(name)) open.delete(name);
  for (const object of present) consider(object);
  if (!isDone() && options.timeout !== 0)
    for await (const event of session.client.watch(scope, revision, signal, objects)) {
      const object = event.object === undefined ? undefined : unpack(event.object);
      if (object === undefined || !isMeant(object)) continue;
      if (event.type !== 'DELETED') consider(object);
      else if (goal.gone) meet(object);
      else if (names.length === 0) open.delete(keyed(object));
      if (isDone()) break;
    }
  return any && met.size === 0 && open.size === 0 ? 'none' : [...open];
}

/** Waits for objects; throws Timeout when they don't get there in time. */
export async function wait(
  words: readonly string[],
  options: WaitOptions,
  globals: GlobalOptions,
): Promise<void> {
  const goal = goalOf(options.for);
  const { kinds, targets } = parseTargets(words);
  if (targets.length === 0 && options.all !== true && options.selector === undefined)
    throw new OrcError(
      'BadRequest',
      'resource(s) were provided, but no name was specified: give names, -l or --all',
    );
  const timeoutMs = options.timeout < 0 ? weekMs : options.timeout;
  await withCluster(globals, async (session) => {
    const interrupted = untilInterrupted();
    const signal = AbortSignal.any([interrupted, AbortSignal.timeout(Math.max(1, timeoutMs))]);
    const print = (text: string): void => void process.stdout.write(`${text}\n`);
    const late: string[] = [];
    const unseen: string[] = [];
    const oneKind = async (asked: KindAsked): Promise<void> => {
      const names = targets.filter((target) => isSameKind(target, asked)).map(({ name }) => name);
      const missing = await waitForKind({ session, asked, names, options, goal, signal, print });
      const { plural } = definitionAsked(asked);
      if (missing === 'none') unseen.push(plural);
      else late.push(...missing.map((name) => `${plural}/${name.split('/').at(-1)}`));
    };
    await Promise.all(kinds.map(oneKind));
    if (late.length === 0 && unseen.length === 0) return;
    if (interrupted.aborted) throw new OrcError('Cancelled', 'interrupted');
    for (const name of late) process.stderr.write(`error: timed out waiting for the condition on ${name}\n`);
    for (const plural of unseen)
      process.stderr.write(`error: timed out waiting for the condition: no matching ${plural} were found\n`);
    process.exitCode = 1;
  });
}
