// The path of a user's write on the master that received it: admission over the present state, one
// transaction, and back through admission when others changed what was read. Bounded in tries; the
// user's own preconditions are never retried away.
import { type ErrorCode, OrcError, errorCodes } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import type { Random } from '#kernel/ports.ts';
import type { CommitRequest, CommitResponse } from '#kernel/model/gen/api.gen.ts';
import type { Outcome, SessionCall, Transaction } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { pack, stamped } from '#kernel/log/pack.ts';
import { type Admitted, admit } from '#api/admission/admit.ts';
import type { Access } from '#api/access/access.ts';
import type { AdmissionContext, Requester, Sealer } from '#api/admission/context.ts';
import { evictionWrites } from '#api/admission/eviction.ts';
import { bounded } from '#api/bounded.ts';
import { apiLimits } from '#api/limits.ts';
import type { Replica } from '#api/replica.ts';

/** Who asks, and from where. */
export interface Caller {
  readonly user: string;
  readonly groups: readonly string[];
  /** The face and the peer, such as `grpc 10.89.0.7:40312`. */
  readonly source: string;
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}

/** The error that a refused outcome stands for. */
export function errorOf(outcome: Outcome): OrcError {
  const { key, message, retryAfterMs } = outcome;
  const code = isErrorCode(outcome.error) ? outcome.error : 'Internal';
  return new OrcError(code, message, {
    ...(key && { group: key.group, kind: key.kind, name: key.name }),
    ...(retryAfterMs > 0 && { retryAfterMs }),
  });
}

/** The call, if it is one of a session. */
function sessionCall(call: SessionCall | undefined): SessionCall | undefined {
  return call === undefined || call.session === 0 ? undefined : call;
}

export class Committer {
  readonly #replica: Replica;
  readonly #sealer: Sealer;
  readonly #random: Random;
  readonly #access: Access;
  #underWay = 0;

  constructor(replica: Replica, sealer: Sealer, random: Random, access: Access) {
    this.#replica = replica;
    this.#sealer = sealer;
    this.#random = random;
    this.#access = access;
  }

  /** Commits a user's changes. Throws OrcError; then nothing took effect, but for the code Unknown. */
  async commit(request: CommitRequest, caller: Caller, signal: AbortSignal): Promise<CommitResponse> {
    if (request.changes.length === 0) throw new OrcError('BadRequest', 'the request holds no change');
    if (request.changes.length > limits.writesPerTransaction)
      throw new OrcError(
        'TooLarge',
        `the request holds ${request.changes.length} changes, may hold at most ${limits.writesPerTransaction}`,
      );
    if (this.#underWay >= apiLimits.concurrentCommits)
      throw new OrcError('TooBusy', 'too many changes are under way on this master: retry', {
        retryAfterMs: 100,
      });
    this.#underWay += 1;
    try {
      return await this.#attempt(request, caller, signal);
    } finally {
      this.#underWay -= 1;
    }
  }

  async #attempt(request: CommitRequest, caller: Caller, signal: AbortSignal): Promise<CommitResponse> {
    // The first try may use a state that lags; from the second on it is current, so that a conflict or a
    // missing object is real.
    let outcome: Outcome | undefined;
    for (let tries = 0; tries < apiLimits.admissionTries; tries++) {
      let admitted: readonly (Admitted | undefined)[];
      const context = this.#context(request, caller);
      try {
        // Whether there is a budget at all must be known of the present.
        if (tries === 0 && request.changes.some((change) => change.delete?.evict === true))
          await this.#replica.untilCurrent(signal);
        admitted = request.changes.map((change) => admit(change, context));
      } catch (error) {
        const maybeStale =
          error instanceof OrcError && ['NotFound', 'Conflict', 'Unavailable'].includes(error.code);
        if (tries > 0 || !maybeStale) {
          const kept = this.#recall(request, caller);
          if (kept === undefined) throw error;
          return kept;
        }
        await this.#replica.untilCurrent(signal);
        continue;
      }
      const own = admitted.flatMap((each) => (each?.write === undefined ? [] : [each.write]));
      const writes = [...own, ...evictionWrites(context)];
      if (request.dryRun) return this.#answer(admitted, undefined);
      if (writes.length === 0) {
        // "Unchanged" must be true of the present, not of a state that lags.
        if (tries > 0) return this.#recall(request, caller) ?? this.#answer(admitted, undefined);
        await this.#replica.untilCurrent(signal);
        continue;
      }
      const call = sessionCall(request.call);
      const transaction: Transaction = {
        requestId: this.#replica.requestId(),
        ...(call && { call }),
        actor: caller.user,
        cause: 0,
        reason: request.reason,
        source: caller.source,
        timeMs: Date.now(),
        term: 0,
        preconditions: [],
        writes,
      };
      // What only deletes is taken even where the disk is full.
      const lane = request.changes.every((change) => change.delete !== undefined) ? 'relief' : 'user';
      outcome = await this.#replica.propose({ transaction }, lane, signal);
      if (outcome.error === '') return this.#answer(admitted, outcome);
      if (outcome.error !== 'Conflict' && outcome.error !== 'NotFound' && outcome.error !== 'AlreadyExists')
        break;
      // A create that met an object of its name is final; an apply becomes a change of it.
      if (outcome.error === 'AlreadyExists' && !request.changes.some(({ apply }) => apply !== undefined))
        break;
    }
    throw outcome === undefined
      ? new OrcError('Conflict', 'the objects changed again and again: retry')
      : errorOf(outcome);
  }

  /** The first outcome of a session's call that was sent again after it had taken effect. */
  #recall(request: CommitRequest, caller: Caller): CommitResponse | undefined {
    const call = sessionCall(request.call);
    const outcome = call && this.#replica.store.keptOutcome(call, caller.user);
    if (outcome === undefined) return undefined;
    if (outcome.error !== '') throw errorOf(outcome);
    return {
      results: request.changes.map(() => ({ result: 'committed' })),
      revision: outcome.revisions.at(-1) ?? outcome.revision,
    };
  }

  #context(request: CommitRequest, caller: Caller): AdmissionContext {
    return {
      view: this.#replica.store,
      nowMs: Date.now(),
      random: this.#random,
      sealer: this.#sealer,
      given: new Set<string>(),
      evictions: { leaving: new Set(), budgets: new Map() },
      fieldManager: request.fieldManager ?? '',
      requester: this.#requester(caller),
      bounded,
    };
  }

  #requester({ user, groups }: Caller): Requester {
    const access = this.#access;
    const subject = { user, groups };
    return {
      user,
      groups,
      may: (operation) => access.decide(subject, operation).allowed,
      check: (operation) => access.check(subject, operation),
      rules: (namespace) => access.rules(subject, namespace),
    };
  }

  /** An object as it was written: the stored one while it is still there, since that is encoded already. */
  #written(object: OrcObject, revision: number | undefined): OrcObject {
    const { name = '', namespace = '' } = object.metadata;
    const stored: OrcObject | undefined = this.#replica.store.get(object.kind, namespace, name);
    const isThat = revision !== undefined && stored?.metadata.resourceVersion === String(revision);
    // A Secret is stored sealed; its caller gets it open.
    if (isThat && object.kind !== 'Secret') return stored;
    return revision === undefined ? object : stamped(object, revision);
  }

  #answer(admitted: readonly (Admitted | undefined)[], outcome: Outcome | undefined): CommitResponse {
    let write = 0;
    const results = admitted.map((each) => {
      if (each === undefined) return { result: 'deleted' };
      const revision = each.write === undefined ? undefined : outcome?.revisions[write++];
      return { result: each.result, object: pack(this.#written(each.object, revision)) };
    });
    return { results, revision: outcome?.revisions.at(-1) ?? this.#replica.store.revision };
  }
}
