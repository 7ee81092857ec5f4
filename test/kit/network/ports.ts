// The ports a network test needs: the machine's clock, a logger that remembers, metrics that count.

import type { Clock, LogFields, Logger, Metrics } from '#kernel/ports.ts';

export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  schedule(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
};

/** Keeps the lines of warnings and errors, for a failing test to show. */
export class MemoryLogger implements Logger {
  readonly lines: string[] = [];

  debug(): void {}

  info(message: string, fields?: LogFields): void {
    this.#keep('info', message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    this.#keep('warn', message, fields);
  }

  error(message: string, fields?: LogFields): void {
    this.#keep('error', message, fields);
  }

  with(): Logger {
    return this;
  }

  #keep(level: string, message: string, fields?: LogFields): void {
    this.lines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
  }
}

/** Sums by metric name. */
export class MemoryMetrics implements Metrics {
  readonly values = new Map<string, number>();

  counter(name: string) {
    return { add: (amount = 1) => this.#set(name, (this.values.get(name) ?? 0) + amount) };
  }

  gauge(name: string) {
    return { set: (value: number) => this.#set(name, value) };
  }

  histogram(name: string) {
    return { observe: (value: number) => this.#set(name, value) };
  }

  #set(name: string, value: number): void {
    this.values.set(name, value);
  }
}
