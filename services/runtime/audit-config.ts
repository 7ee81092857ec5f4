// The part of a master's configuration that says where its audit log goes, and how much of it is kept.
import type { Fields } from '#runtime/config-fields.ts';

/** An audit log, as its configuration says it. */
export interface AuditConfig {
  /** The file that is written; those before it have its name with .1, .2 and so on, the newest first. */
  readonly file: string;
  /** A Policy of audit.k8s.io/v1 that says what is written; empty: the default one. */
  readonly policyFile: string;
  /** From which size on the next file is begun. */
  readonly maxSizeMiB: number;
  /** How many files are kept, the one that is written among them. */
  readonly maxFiles: number;
}

/** The largest a file may grow, and the most files. */
const most = { sizeMiB: 4096, files: 1000 } as const;

/** Reads the field `audit`; undefined without it: no audit log is written. */
export function readAuditConfig(fields: Fields): AuditConfig | undefined {
  const [config] = fields.oneOrMore('audit', 1, (each) => ({
    file: each.text('file', 'an absolute path', (text) => text.startsWith('/')),
    policyFile: each.text('policyFile', 'a file', () => true, ''),
    maxSizeMiB: each.within('maxSizeMiB', 1, most.sizeMiB, 100),
    maxFiles: Math.floor(each.within('maxFiles', 2, most.files, 10)),
  }));
  return config;
}
