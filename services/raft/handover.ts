// Handing leadership to a chosen member: asked for once, offered by the core, and over when the member
// leads, when the core gave up, or when somebody else leads.
import { OrcError } from '#kernel/errors.ts';
import { isMember, isVoter } from './core/configuration.ts';
import type { RaftCore } from './core/core.ts';

type Done = (error: OrcError | null) => void;

export class Handover {
  readonly #selfId: number;
  readonly #core: RaftCore;
  #pending: { readonly to: number; readonly done: Done } | null = null;
  #offered = false;

  constructor(selfId: number, core: RaftCore) {
    this.#selfId = selfId;
    this.#core = core;
  }

  begin(to: number, done: Done): void {
    const refusal = this.#refuse(to);
    if (refusal !== null || to === this.#selfId) return done(refusal);
    this.#pending = { to, done };
    this.#offered = false;
  }

  /** Tells the core, once. True when there is something to send. */
  offer(): boolean {
    if (this.#pending === null || this.#offered || this.#core.soft.role !== 'leader') return false;
    this.#offered = this.#core.transferLeadership(this.#pending.to);
    return this.#offered;
  }

  /** Ends what is over. Called every tick. */
  check(): void {
    const pending = this.#pending;
    if (pending === null) return;
    const { role, leaderId } = this.#core.soft;
    if (leaderId === pending.to) {
      this.#pending = null;
      pending.done(null);
    } else if (role === 'leader' ? this.#offered && this.#core.transferTarget === 0 : leaderId !== 0) {
      this.#pending = null;
      const leader = leaderId === 0 ? 'nobody' : `master ${leaderId}`;
      pending.done(
        new OrcError('Unavailable', `master ${pending.to} did not take over in time; ${leader} leads`),
      );
    }
  }

  #refuse(to: number): OrcError | null {
    const { configuration, soft } = this.#core;
    if (!isMember(configuration, to)) {
      const known = configuration.members.map((member) => `${member.name} (${member.id})`).join(', ');
      return new OrcError('NotFound', `there is no master with id ${to}; the masters are ${known}`);
    }
    if (soft.role !== 'leader') {
      const leader = soft.leaderId === 0 ? 'no leader is known' : `the leader is ${soft.leaderId}`;
      return new OrcError('Unavailable', `this master does not lead; ${leader}: ask it`);
    }
    if (!isVoter(configuration, to)) {
      return new OrcError('Conflict', `master ${to} is a learner and cannot lead`);
    }
    if (this.#pending !== null) {
      return new OrcError('Conflict', 'leadership is being handed over already: wait for it to end');
    }
    return null;
  }
}
