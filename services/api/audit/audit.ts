// The audit log of a master: who asked its faces for what, and what became of it. Where none is configured there is no
// Audit, and nothing is built for requests.
import type { Logger, Metrics, Random } from '#kernel/ports.ts';
import { type AuditEvent, type Stage, lineOf } from '#api/audit/event.ts';
import {
  type AuditPolicy,
  type Audited,
  defaultPolicy,
  isWritten,
  parseAuditPolicy,
} from '#api/audit/policy.ts';
import { type AuditRequest, type AuditSink, AuditTrail } from '#api/audit/trail.ts';
import { AuditWriter } from '#api/audit/writer.ts';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { AuditConfig } from '#runtime/audit-config.ts';
import { readText } from '#runtime/files.ts';
import { RotatedFile } from '#runtime/rotated-file.ts';

export interface AuditOptions {
  readonly policy: AuditPolicy;
  readonly writer: Pick<AuditWriter, 'add'>;
  readonly random: Random;
  readonly nowMs: () => number;
}

export class Audit implements AuditSink {
  readonly #options: AuditOptions;
  readonly nowMs: () => number;

  constructor(options: AuditOptions) {
    this.#options = options;
    this.nowMs = options.nowMs;
  }

  /** Follows a request. */
  begin(request: AuditRequest): AuditTrail {
    return new AuditTrail(this, request);
  }

  newId(): string {
    return this.#options.random.uuid();
  }

  wants(request: Audited, stage: Stage): boolean {
    return isWritten(this.#options.policy, request, stage);
  }

  write(event: AuditEvent): void {
    this.#options.writer.add(lineOf(event));
  }
}

/** What a full disk says: a master starts all the same, and says what it loses. */
function isFull(error: unknown): boolean {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/**
 * The audit log that a configuration asks for, and how to close it. Rejects with BadRequest where its policy is wrong, or
 * its file can't be had.
 */
export async function openAudit(
  { file, policyFile, maxSizeMiB, maxFiles }: AuditConfig,
  tools: { readonly random: Random; readonly logger: Logger; readonly metrics: Metrics },
): Promise<{ readonly audit: Audit; readonly close: () => Promise<void> }> {
  const { random, logger, metrics } = tools;
  const policy =
    policyFile === ''
      ? defaultPolicy
      : parseAuditPolicy(readText(policyFile, 'audit.policyFile'), policyFile);
  const rotated = new RotatedFile({ file, maxBytes: maxSizeMiB * 1024 * 1024, maxFiles });
  try {
    await rotated.open();
  } catch (error) {
    if (!isFull(error))
      throw new OrcError(
        'BadRequest',
        `audit.file: ${file} can't be written: ${messageOf(error)}: name a file in a folder of the user that runs the master, or take the field audit away`,
        {},
        { cause: error },
      );
  }
  const writer = new AuditWriter(rotated, logger, metrics);
  const audit = new Audit({ policy, writer, random, nowMs: () => Date.now() });
  return { audit, close: () => writer.close() };
}
