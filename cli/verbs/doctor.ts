// What `orc doctor` does: gathers what can be seen of the cluster, judges it by the checklist, and reports.
import { OrcError } from '#kernel/errors.ts';
import type { DoctorOptions } from '#cli/commands/doctor.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { gatherFacts } from '#cli/doctor/gather/gather.ts';
import { countOf, judge, reportJson, reportText } from '#cli/doctor/report.ts';
import { rows } from '#cli/doctor/rows.ts';

/** Prints the report; the command ends with 1 when a row fails. */
export async function doctor(options: DoctorOptions, globals: GlobalOptions): Promise<void> {
  const { security, output, config } = options;
  if (security !== true)
    throw new OrcError('BadRequest', 'orc doctor: say what is to be looked at: --security');
  if (output !== undefined && output !== 'json')
    throw new OrcError('BadRequest', `unknown output form "${output}"; there is json`);
  const isSeen = process.stderr.isTTY;
  const progress = (step: string): void => void (isSeen && process.stderr.write(`${step} ...\n`));
  const judged = judge(rows, await gatherFacts(globals, config, progress));
  process.stdout.write(`${output === 'json' ? reportJson(judged) : reportText(judged)}\n`);
  if (countOf(judged).FAIL > 0) process.exitCode = 1;
}
