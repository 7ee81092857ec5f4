// The syntax of cron schedules: five fields, or a word. Which times they mean is the controller's.

interface Field {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /** Names of values, from `first` on. */
  readonly names: readonly string[];
}

const fields: readonly Field[] = [
  { name: 'minute', first: 0, last: 59, names: [] },
  { name: 'hour', first: 0, last: 23, names: [] },
  { name: 'day of month', first: 1, last: 31, names: [] },
  {
    name: 'month',
    first: 1,
    last: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of week', first: 0, last: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];
const words = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
const everyPattern = /^@every (\d+(\.\d+)?(h|m|s|ms|us|µs|ns))+$/;

function valueOf(text: string, { first, names }: Field): number | undefined {
  const index = names.indexOf(text.toLowerCase());
  if (index >= 0) return first + index;
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

/** What is wrong with one part of a field, such as `*`, `1-5` or `0-30/10`. */
function partError(part: string, field: Field): string | undefined {
  const [range = '', step, ...more] = part.split('/');
  if (more.length > 0) return `too many slashes: ${part}`;
  if (step !== undefined && !/^0*[1-9]\d{0,3}$/.test(step))
    return `step of ${part} must be a positive number`;
  if (range === '*' || range === '?') return undefined;
  const [from = '', to, ...others] = range.split('-');
  if (others.length > 0) return `too many hyphens: ${part}`;
  const start = valueOf(from, field);
  const end = to === undefined ? start : valueOf(to, field);
  if (start === undefined || end === undefined) return `failed to parse ${part} as a ${field.name}`;
  if (start < field.first || end > field.last)
    return `${field.name} ${part} must be between ${field.first} and ${field.last}`;
  return start > end ? `beginning of range (${start}) is beyond its end (${end}): ${part}` : undefined;
}

/** What is wrong with a cron schedule; undefined when it is right. */
export function scheduleError(schedule: string): string | undefined {
  const text = schedule.trim();
  if (text.startsWith('@'))
    return words.includes(text) || everyPattern.test(text) ? undefined : `unrecognized descriptor: ${text}`;
  const parts = text.split(/\s+/);
  if (parts.length !== fields.length)
    return `expected exactly 5 fields, found ${parts.length}: [${parts.join(' ')}]`;
  for (const [index, field] of fields.entries())
    for (const part of (parts[index] ?? '').split(',')) {
      const wrong = partError(part, field);
      if (wrong !== undefined) return wrong;
    }
  return undefined;
}
