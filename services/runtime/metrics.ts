// Metrics by prom-client behind the kernel's port, and the text that Prometheus scrapes.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Metrics } from '#kernel/ports.ts';

export interface MetricsRegistry extends Metrics {
  /** Everything in Prometheus' text format. */
  text(): Promise<string>;
}

/** A registry of its own; `labels` go on every metric, such as the master's name. */
export function createMetrics(labels: Readonly<Record<string, string>>, withProcess = true): MetricsRegistry {
  const registry = new Registry();
  registry.setDefaultLabels({ ...labels });
  if (withProcess) collectDefaultMetrics({ register: registry });
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
    text: () => registry.metrics(),
  };
}

/** Buckets for durations in seconds, from half a millisecond to ten seconds. */
export const durationBuckets = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;
