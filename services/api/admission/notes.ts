// What one try of admission has to tell.
import { keyText } from '#kernel/log/key.ts';
import type { Key, Precondition } from '#kernel/model/gen/log.gen.ts';
import type { SecurityLevel, SecurityMode } from '#kernel/policy/pod-security/levels.ts';
import type { AdmissionNotes } from '#api/admission/context.ts';

function isSame(a: Key, b: Key): boolean {
  return a.name === b.name && a.namespace === b.namespace && a.kind === b.kind && a.group === b.group;
}

export class Notes implements AdmissionNotes {
  readonly warnings: string[] = [];
  readonly violations: { readonly mode: SecurityMode; readonly level: SecurityLevel }[] = [];
  readonly judgements: ('deny' | 'warn' | 'audit')[] = [];
  readonly judges = new Map<string, Precondition>();
  readonly annotations = new Map<string, string>();
  #lastJudge: Key | undefined;

  warn(text: string): void {
    this.warnings.push(text);
  }

  violated(mode: SecurityMode, level: SecurityLevel): void {
    this.violations.push({ mode, level });
  }

  judged(action: 'deny' | 'warn' | 'audit'): void {
    this.judgements.push(action);
  }

  annotate(key: string, value: string): void {
    this.annotations.set(key, value);
  }

  judgedBy(key: Key, revision: number): void {
    // Most objects of a transaction are judged by the same one.
    if (this.#lastJudge !== undefined && isSame(this.#lastJudge, key)) return;
    this.#lastJudge = key;
    const text = keyText(key);
    // Where it changes between two turns of admission, what was judged first holds the transaction to what it was.
    if (!this.judges.has(text)) this.judges.set(text, { key, revision });
  }
}
