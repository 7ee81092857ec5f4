// The seams between what decides and what touches the world. Each port is as small as its callers
// need; production implementations live in services/runtime, simulated ones in test/kit.

/** A pending timer. Cancelling one that has fired, or twice, does nothing. */
export interface Timer {
  cancel(): void;
}

/** Time as an input. Two clocks: one for how long, one for when. */
export interface Clock {
  /** Milliseconds that never go backwards, from an arbitrary start. For durations and deadlines. */
  monotonicMs(): number;
  /** Milliseconds since the Unix epoch. May jump. For stamps that people read. */
  wallMs(): number;
  /** Calls `callback` once, no sooner than `delayMs` from now. */
  schedule(delayMs: number, callback: () => void): Timer;
}

/** Randomness as an input. */
export interface Random {
  /** A uniform integer in [0, bound). `bound` is a positive safe integer. */
  below(bound: number): number;
  /** A random (version 4) UUID. */
  uuid(): string;
}

/** Does work and returns what it does. Throws TooLarge when it takes too long: `what` says what was done, and what to do. */
export type Bounded = <T>(work: () => T, what?: WorkText) => T;

/** Work that may take too long, in words: what was done, and what to do about it. */
export interface WorkText {
  readonly doing: string;
  readonly advice: string;
  /** Whether it is done once, and not for each object: then it may take longer. */
  readonly isOnce?: boolean;
}

/** Fields of a log line. Never a secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Structured logging: constant messages, facts in fields. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger whose every line also carries `fields`. */
  with(fields: LogFields): Logger;
}

/** A metric that only goes up. */
export interface Counter {
  add(amount?: number, labels?: Readonly<Record<string, string>>): void;
}

/** A metric that goes up and down. */
export interface Gauge {
  set(value: number, labels?: Readonly<Record<string, string>>): void;
}

/** A distribution. Durations are in seconds, as Prometheus' conventions ask. */
export interface Histogram {
  observe(value: number, labels?: Readonly<Record<string, string>>): void;
}

/** Where metrics are declared. Names follow Prometheus' conventions; labels are few and bounded. */
export interface Metrics {
  counter(name: string, help: string, labels?: readonly string[]): Counter;
  gauge(name: string, help: string, labels?: readonly string[]): Gauge;
  histogram(name: string, help: string, buckets: readonly number[], labels?: readonly string[]): Histogram;
}
