// When a process's certificate ends, as a metric that an alert watches.
import type { Metrics } from '#kernel/ports.ts';
import { validityOf } from '#runtime/pki.ts';

/** What to tell of each certificate (PEM) that the process uses from now on. */
export function certificateExpiry(metrics: Metrics): (certificate: string) => void {
  const gauge = metrics.gauge(
    'orc_certificate_expiry_timestamp_seconds',
    'When the certificate of this process ends, in seconds since 1970.',
  );
  return (certificate) => gauge.set(validityOf(certificate).untilMs / 1000);
}
