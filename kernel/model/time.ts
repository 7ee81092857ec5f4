// RFC 3339 without the platform's calendar, so that every master reads and writes the same text.
// The civil-date arithmetic follows Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
import { Interned } from '#kernel/model/interned.ts';

/** A moment: whole seconds since the Unix epoch and nanoseconds within the second. */
export interface Moment {
  readonly seconds: number;
  readonly nanos: number;
}

const pattern = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

function civilFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day };
}

/** The moments whose year in UTC has four digits: the only ones that can be written. */
const firstSecond = daysFromCivil(0, 1, 1) * 86400;
const lastSecond = daysFromCivil(10_000, 1, 1) * 86400 - 1;

/** What was read lately: what happens in one second has one Time. */
const known = new Interned<Moment>();

/** Reads an RFC 3339 moment; undefined for anything else. */
export function parseTime(text: string): Moment | undefined {
  return known.of(text, readTime);
}

function readTime(text: string): Moment | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const part = (index: number): number => Number(match[index] ?? '0');
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  const days = daysFromCivil(year, month, day);
  if (civilFromDays(days).day !== day) return undefined;
  const offset = (match[8] === '-' ? -1 : 1) * (part(9) * 3600 + part(10) * 60);
  const seconds = days * 86400 + hour * 3600 + minute * 60 + second - offset;
  if (seconds < firstSecond || seconds > lastSecond) return undefined;
  return {
    seconds,
    nanos: Number((match[7] ?? '').padEnd(9, '0')),
  };
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Writes a moment in UTC; with `micros`, to the microsecond. */
export function formatTime(seconds: number, micros?: number): string {
  const days = Math.floor(seconds / 86400);
  const rest = seconds - days * 86400;
  const { year, month, day } = civilFromDays(days);
  const clock = `${pad(Math.floor(rest / 3600), 2)}:${pad(Math.floor(rest / 60) % 60, 2)}:${pad(rest % 60, 2)}`;
  const fraction = micros === undefined ? '' : `.${pad(micros, 6)}`;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${clock}${fraction}Z`;
}

/** The second that was written last, and its text: most objects are made within the same one as others. */
let lastSecondWritten = 0;
let lastText = formatTime(0);

/** The Time of a millisecond stamp. */
export function timeFromMs(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds !== lastSecondWritten) {
    lastText = formatTime(seconds);
    lastSecondWritten = seconds;
  }
  return lastText;
}

/** The MicroTime of a millisecond stamp. */
export function microTimeFromMs(ms: number): string {
  return formatTime(Math.floor(ms / 1000), (((ms % 1000) + 1000) % 1000) * 1000);
}

/** The millisecond stamp of a Time or MicroTime; undefined when it is absent or malformed. */
export function msFromTime(text: string | undefined): number | undefined {
  const moment = text === undefined ? undefined : parseTime(text);
  return moment === undefined ? undefined : moment.seconds * 1000 + Math.floor(moment.nanos / 1e6);
}
