// Flags as kubectl's users write them: --wait=false, -o=yaml, --timeout=1m30s.
import { type Command, InvalidArgumentError } from 'commander';

const unitsMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const partPattern = /(\d+(?:\.\d+)?)(ms|[smhd])/g;

function isUnit(unit: string | undefined): unit is keyof typeof unitsMs {
  return unit !== undefined && Object.hasOwn(unitsMs, unit);
}

/** Reads a duration such as 90s, 5m or 1h30m, in milliseconds; a bare number means seconds. */
export function durationMs(text: string): number {
  if (/^-?\d+$/.test(text)) return Number(text) * 1000;
  const parts = [...text.matchAll(partPattern)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text)
    throw new InvalidArgumentError('must be a duration such as 90s, 5m or 1h30m.');
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * (isUnit(unit) ? unitsMs[unit] : Number.NaN),
    0,
  );
}

/** Reads a whole number. */
export function wholeNumber(text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new InvalidArgumentError('must be a whole number.');
  return Number(text);
}

/** Reads a whole number that is not below 0. */
export function count(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('must be a whole number of at least 0.');
  return Number(text);
}

/** Adds a value to those of an option that may be repeated. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** The names of options without a value, and of those that only switch one off. */
function switchesOf(command: Command): { readonly on: Set<string>; readonly off: Set<string> } {
  const on = new Set<string>();
  const off = new Set<string>();
  for (const option of command.options) {
    const name = option.long?.replace(/^--(no-)?/, '');
    if (name === undefined || option.required || option.optional) continue;
    if (option.negate) off.add(name);
    else on.add(name);
  }
  return { on, off };
}

/** Whether a word is an option whose value is the next word. */
function takesNext(command: Command, word: string): boolean {
  return command.options.some((option) => option.required && (option.long === word || option.short === word));
}

function verbOf(program: Command, words: readonly string[]): Command {
  let command = program;
  let isValue = false;
  for (const word of words) {
    // A namespace may be called as a verb is.
    const inner = isValue
      ? undefined
      : command.commands.find((each) => each.name() === word || each.aliases().includes(word));
    isValue = !isValue && takesNext(command, word);
    if (inner !== undefined) command = inner;
  }
  return command;
}

/** The arguments in the form that commander reads; nothing after `--` is touched. */
export function normalize(program: Command, given: readonly string[]): string[] {
  const end = given.indexOf('--');
  const flags = end < 0 ? given : given.slice(0, end);
  const verb = verbOf(program, flags);
  const { on, off } = switchesOf(verb);
  const longOf = (flag: string): string | undefined =>
    verb.options.find(({ short }) => short === flag)?.long?.replace(/^--/, '');
  const changed = flags.flatMap((word): string[] => {
    const [, flag, name = longOf(flag ?? '') ?? '', value = ''] =
      /^(?:(-[A-Za-z])|--([a-z-]+))=(.*)$/s.exec(word) ?? [];
    if (on.has(name) || off.has(name)) {
      if (value === 'true') return on.has(name) ? [`--${name}`] : [];
      if (value === 'false') return off.has(name) ? [`--no-${name}`] : [];
    }
    return flag === undefined ? [word] : [flag, value];
  });
  return end < 0 ? changed : [...changed, ...given.slice(end)];
}
