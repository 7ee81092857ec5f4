// What is asked of this master by who is not in its latest configuration. A leader's own log says who is a member
// (a configuration counts from when it is appended, its two halves and learners included), so a leader refuses
// everything that strangers ask: members that were removed, and numbers that never were any. Another master may
// lag behind the change that makes a member of the stranger; it says what it says to members, that it does not lead.
import type { Logger } from '#kernel/ports.ts';
import type { RaftCore } from './core/core.ts';
import { limits } from './limits.ts';
import type { Frame } from './transport/frames.ts';

export type Question = Extract<Frame, { readonly kind: 'propose' | 'read' }>;

/** Why a leader takes nothing from stranger `id`. */
export function refusalOf(id: number): string {
  return `master ${id} is no member of this cluster: it was removed, or never added; ask another master`;
}

/** The answer to what stranger `id` asks of the master with this core. */
export function answerToStranger(core: RaftCore, id: number, question: Question): Frame {
  const leads = core.soft.role === 'leader';
  const reason = leads ? refusalOf(id) : 'this master does not lead';
  if (question.kind === 'read') {
    return {
      kind: 'readReply',
      id: question.id,
      result: { kind: leads ? 'refused' : 'unavailable', reason },
    };
  }
  const result = { kind: leads ? 'refused' : 'dropped', reason } as const;
  // No master of ours has more on its way, and an answer is larger than what it answers may be.
  const answered = question.items.slice(0, limits.forwardedEntries);
  return { kind: 'proposeReply', results: answered.map((item) => ({ id: item.id, result })) };
}

/** The other side: the leader says that this member is none. Logged once a term, however much is asked. */
export class RefusalLog {
  readonly #core: RaftCore;
  readonly #logger: Logger;
  #toldInTerm = 0;

  constructor(core: RaftCore, logger: Logger) {
    this.#core = core;
    this.#logger = logger;
  }

  note(from: number, reason: string): void {
    const { term, leaderId } = this.#core.soft;
    if (from !== leaderId || this.#toldInTerm === term) return;
    this.#toldInTerm = term;
    this.#logger.error('the leader takes nothing from this master', { leader: from, reason });
  }
}
