// Metrics by prom-client behind the kernel's port, and the text that Prometheus scrapes.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Metrics } from '#kernel/ports.ts';

/** Observations that were counted elsewhere: how many by upper bound, each with those of the bounds before it. */
export interface Counted {
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
  readonly sum: number;
  readonly count: number;
}

export interface MetricsRegistry extends Metrics {
  /** A histogram that is counted elsewhere; the result sets it. */
  countedHistogram(name: string, help: string): (counted: Counted) => void;
  /** Everything in Prometheus' text format. */
  text(): Promise<string>;
}

/** A registry of its own; `labels` go on every metric, such as the master's name. */
export function createMetrics(labels: Readonly<Record<string, string>>, withProcess = true): MetricsRegistry {
  const registry = new Registry();
  registry.setDefaultLabels({ ...labels });
  if (withProcess) collectDefaultMetrics({ register: registry });
  const counted = new Map<string, { readonly help: string; readonly value: Counted }>();
  return {
    counter(name, help, labelNames = []) {
      const metric = new Counter({ name, help, labelNames: [...labelNames], registers: [registry] });
      return { add: (amount = 1, values = {}) => metric.inc({ ...values }, amount) };
    },
    gauge(name, help, labelNames = []) {
      const metric = new Gauge({ name, help, labelNames: [...labelNames], registers: [registry] });
      return { set: (value, values = {}) => metric.set({ ...values }, value) };
    },
    histogram(name, help, buckets, labelNames = []) {
      const metric = new Histogram({
        name,
        help,
        buckets: [...buckets],
        labelNames: [...labelNames],
        registers: [registry],
      });
      return { observe: (value, values = {}) => metric.observe({ ...values }, value) };
    },
    countedHistogram: (name, help) => (value) => void counted.set(name, { help, value }),
    async text() {
      const texts = [...counted].map(([name, { help, value }]) => countedText(name, help, value, labels));
      return (await registry.metrics()) + texts.join('');
    },
  };
}

/** Prometheus' text of a histogram. https://prometheus.io/docs/instrumenting/exposition_formats/ */
function countedText(
  name: string,
  help: string,
  { bounds, counts, sum, count }: Counted,
  labels: Readonly<Record<string, string>>,
): string {
  const escaped = (value: string): string => value.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n');
  const line = (suffix: string, value: number, further: Readonly<Record<string, string>> = {}): string => {
    const pairs = Object.entries({ ...labels, ...further }).map(([key, text]) => `${key}="${escaped(text)}"`);
    return `${name}${suffix}{${pairs.join(',')}} ${value}\n`;
  };
  const buckets = bounds.map((bound, index) => line('_bucket', counts[index] ?? 0, { le: String(bound) }));
  return [
    `\n# HELP ${name} ${help}\n# TYPE ${name} histogram\n`,
    ...buckets,
    line('_bucket', count, { le: '+Inf' }),
    line('_sum', sum),
    line('_count', count),
  ].join('');
}

/** Buckets for durations in seconds, from half a millisecond to ten seconds. */
export const durationBuckets = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;
