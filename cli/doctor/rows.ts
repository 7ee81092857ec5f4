// The security checklist: all rows, group by group.
import { type Row, groupNames } from '#cli/doctor/check.ts';
import { accessRows } from '#cli/doctor/rows/access.ts';
import { apiRows } from '#cli/doctor/rows/api.ts';
import { auditRows } from '#cli/doctor/rows/audit.ts';
import { logRows } from '#cli/doctor/rows/log.ts';
import { machineRows } from '#cli/doctor/rows/files.ts';
import { natsRows } from '#cli/doctor/rows/nats.ts';
import { nodeRows } from '#cli/doctor/rows/nodes.ts';
import { portRows } from '#cli/doctor/rows/ports.ts';
import { workloadRows } from '#cli/doctor/rows/workloads.ts';

const everything: readonly Row[] = [
  ...machineRows,
  ...auditRows,
  ...portRows,
  ...apiRows,
  ...logRows,
  ...nodeRows,
  ...natsRows,
  ...accessRows,
  ...workloadRows,
];

/** All rows, in the order of their groups. */
export const rows: readonly Row[] = groupNames.flatMap((group) =>
  everything.filter((row) => row.group === group),
);
