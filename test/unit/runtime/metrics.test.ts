// The text that Prometheus reads.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createMetrics } from '#runtime/metrics.ts';

describe('the metrics of a process', () => {
  it('hold histograms that were counted elsewhere', async () => {
    const metrics = createMetrics({ master: 'a "b" \\ c' }, false);
    metrics.counter('calls_total', 'Calls.').add(2);
    const set = metrics.countedHistogram('sync_seconds', 'How long a sync takes.');
    assert.doesNotMatch(await metrics.text(), /sync_seconds/);
    set({ bounds: [0.001, 0.5], counts: [3, 4], sum: 1.25, count: 5 });
    set({ bounds: [0.001, 0.5], counts: [3, 5, 6], sum: 2.5, count: 6 });
    const [, ...lines] = (await metrics.text()).split('# HELP sync_seconds ');
    const master = String.raw`master="a \"b\" \\ c"`;
    assert.deepEqual(lines.join('').trimEnd().split('\n'), [
      'How long a sync takes.',
      '# TYPE sync_seconds histogram',
      `sync_seconds_bucket{${master},le="0.001"} 3`,
      `sync_seconds_bucket{${master},le="0.5"} 5`,
      `sync_seconds_bucket{${master},le="+Inf"} 6`,
      `sync_seconds_sum{${master}} 2.5`,
      `sync_seconds_count{${master}} 6`,
    ]);
    assert.match(await metrics.text(), /^calls_total\{master=.*\} 2$/m);
  });
});
