// Lengths of time as Kubernetes writes them: numbers with units, such as 10s, 1m30s or 1.5h. Syntax and form as the Go
// language documents them (https://pkg.go.dev/time#ParseDuration, https://pkg.go.dev/time#Duration.String).

const unitNanos: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

const whole = /^([+-]?)((?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/;
const part = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g;

/** The nanoseconds that `text` says; undefined when it is no duration, or longer than 2^53 nanoseconds (104 days). */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (text.length > 64 || !whole.test(text)) return undefined;
  let nanos = 0;
  for (const [, amount, unit] of text.matchAll(part)) nanos += Number(amount) * (unitNanos[unit ?? ''] ?? 0);
  nanos = Math.round(nanos);
  if (!Number.isSafeInteger(nanos)) return undefined;
  return text.startsWith('-') && nanos !== 0 ? -nanos : nanos;
}

function decimal(value: number, places: number): string {
  return value.toFixed(places).replace(/\.?0+$/, '');
}

/** Writes a number of nanoseconds with the largest units that leave a whole number before the point. */
export function formatDuration(nanos: number): string {
  if (nanos < 0) return `-${formatDuration(-nanos)}`;
  if (nanos === 0) return '0s';
  if (nanos < 1e3) return `${nanos}ns`;
  if (nanos < 1e6) return `${decimal(nanos / 1e3, 3)}µs`;
  if (nanos < 1e9) return `${decimal(nanos / 1e6, 6)}ms`;
  const hours = Math.floor(nanos / 3600e9);
  const minutes = Math.floor(nanos / 60e9) % 60;
  const rest = nanos - hours * 3600e9 - minutes * 60e9;
  const seconds = `${Math.floor(rest / 1e9)}${decimal((rest % 1e9) / 1e9, 9).slice(1)}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}
