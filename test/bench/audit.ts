// `npm run bench -- audit`: what the audit log costs a request on the thread that serves it, and how many events a disk
// takes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Audit } from '#api/audit/audit.ts';
import { defaultPolicy } from '#api/audit/policy.ts';
import { AuditWriter } from '#api/audit/writer.ts';
import { createMetrics } from '#runtime/metrics.ts';
import { silentLogger } from '#runtime/logger.ts';
import { RotatedFile } from '#runtime/rotated-file.ts';
import { systemRandom } from '#runtime/system.ts';

const events = 200_000;
const caller = { user: 'ada', groups: ['developers', 'system:authenticated'] };
const operation = { verb: 'create', group: '', resource: 'configmaps', namespace: 'team' } as const;
const decision = { allowed: true, reason: 'RBAC: allowed by RoleBinding "ada/team" of ClusterRole "admin"' };

function request(audit: Audit, verb = 'create'): void {
  const trail = audit.begin({
    uri: '/api/v1/namespaces/team/configmaps?fieldManager=kubectl-create&fieldValidation=Strict',
    address: '10.89.0.7',
    userAgent: 'kubectl/v1.34.0 (linux/amd64) kubernetes/f28b4c9',
    target: {
      verb,
      ref: { resource: 'configmaps', namespace: 'team', apiVersion: 'v1' },
      path: '/api/v1/namespaces/team/configmaps',
    },
  });
  trail.by(caller);
  trail.decided({ ...operation, verb }, decision);
  trail.end(201);
}

/** Microseconds of all processors since a moment: others' work on the machine does not count. */
function processorMicros(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return user + system;
}

/** Microseconds for one request, without the writing. */
function measure(audit: Audit): number {
  for (let index = 0; index < events / 10; index++) request(audit);
  const busyAt = process.cpuUsage();
  for (let index = 0; index < events; index++) request(audit);
  return processorMicros(busyAt) / events;
}

/** Prints a table. */
export async function run(): Promise<void> {
  const nowMs = (): number => Date.now();
  const common = { random: systemRandom, nowMs };
  let bytes = 0;
  const written = measure(
    new Audit({ ...common, policy: defaultPolicy, writer: { add: ({ length }) => void (bytes += length) } }),
  );
  const nothing = { ...defaultPolicy, rules: [] };
  const unwanted = measure(new Audit({ ...common, policy: nothing, writer: { add: () => undefined } }));
  const folder = mkdtempSync(path.join(tmpdir(), 'orc-audit-'));
  try {
    const file = new RotatedFile({
      file: path.join(folder, 'audit.log'),
      maxBytes: 100 * 1024 * 1024,
      maxFiles: 3,
    });
    const writer = new AuditWriter(file, silentLogger, createMetrics({}));
    const audit = new Audit({ ...common, policy: defaultPolicy, writer });
    const busyAt = process.cpuUsage();
    // In turns, as requests come.
    for (let index = 0; index < events; index++) {
      request(audit);
      if (index % 100 === 99) await new Promise((resolve) => setImmediate(resolve));
    }
    await writer.close();
    const micros = processorMicros(busyAt);
    process.stdout.write('| | processor time for one event |\n| --- | --- |\n');
    process.stdout.write(
      `| noted and made a line of ${Math.round(bytes / (events * 1.1))} bytes | ${written.toFixed(2)} µs |\n`,
    );
    process.stdout.write(`| noted, and not wanted by the policy | ${unwanted.toFixed(2)} µs |\n`);
    process.stdout.write(`| with its share of writes to a file | ${(micros / events).toFixed(2)} µs |\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
