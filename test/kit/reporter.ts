// A mocha reporter: the spec reporter for people, and the counts and failures in a JSON file for ops/test.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const reporterOptions: unknown = options.reporterOptions;
    const output =
      typeof reporterOptions === 'object' && reporterOptions !== null && 'output' in reporterOptions
        ? reporterOptions.output
        : undefined;
    const failures: string[] = [];
    runner.on('fail', (test, error: Error) => {
      failures.push(`${test.titlePath().join(' › ')}\n${error.stack ?? error.message}`);
    });
    runner.once('end', () => {
      if (typeof output === 'string') writeFileSync(output, JSON.stringify({ stats: this.stats, failures }));
    });
  }
}
