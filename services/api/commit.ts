// The path of a user's write on the master that received it: admission over the present state, one
// transaction, and back through admission when others changed what was read. Bounded in tries; the
// user's own preconditions are never retried away.
import type { UserInfo } from '#kernel/access/operation.ts';
import { type ErrorCode, type ErrorDetails, OrcError, isErrorCode, messageOf } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import type { Counter, Metrics, Random } from '#kernel/ports.ts';
import type { Change, CommitRequest, CommitResponse } from '#kernel/model/gen/api.gen.ts';
import type { Outcome, Precondition, SessionCall, Transaction, Write } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { definitionOf, isBuiltIn } from '#kernel/log/key.ts';
import { pack, stamped } from '#kernel/log/pack.ts';
import { Slab } from '#kernel/model/slab.ts';
import { hasPolicies } from '#kernel/policy/admission/judge.ts';
import { endingNamespaceText, missingNamespaceText } from '#kernel/store/constraints.ts';
import { type CallVerdict, lastAttempt } from '#kernel/store/sessions.ts';
import { type Admitted, admission } from '#api/admission/admit.ts';
import { Notes } from '#api/admission/notes.ts';
import { forgetManifest, sizeOfEnvelope } from '#api/admission/parse.ts';
import { AccountNotFound, MadeSoFar } from '#api/admission/pod-account.ts';
import type { Access } from '#api/access/access.ts';
import {
  type AdmissionContext,
  type AdmissionNotes,
  PolicyRefusal,
  type Requester,
  type Sealer,
} from '#api/admission/context.ts';
import { type Connection, validated } from '#api/admission/review.ts';
import { evictionWrites } from '#api/admission/eviction.ts';
import type { Share, Shares } from '#api/fairness/shares.ts';
import { inSlices } from '#api/fairness/slices.ts';
import type { AuditTrail } from '#api/audit/trail.ts';
import { bounded } from '#api/bounded.ts';
import { apiLimits } from '#api/limits.ts';
import type { Replica } from '#api/replica.ts';
import { type Answerers, drive } from '#api/webhooks/drive.ts';
import type { Asker } from '#api/webhooks/webhooks.ts';

/** Who asks, and from where. */
export interface Caller extends UserInfo {
  /** The face and the peer, such as `grpc 10.89.0.7:40312`. */
  readonly source: string;
  /** Whether they are known by their own certificate: not by a token, and nobody acts for them. */
  readonly byCertificate?: boolean;
  /** Whether the token that they showed, if it was one, is good still. Where that can't be known it is. */
  readonly isStillKnown?: () => Promise<boolean>;
  /** Where what becomes of the request is noted; absent while no audit log is written. */
  readonly trail?: AuditTrail;
}

/** What a refusal is about: the object that was written, or the namespace that it was to stand in. */
function subjectOf({ key, message }: Outcome): ErrorDetails {
  if (key === undefined) return {};
  const { group, kind, namespace, name } = key;
  if (namespace !== '' && message === missingNamespaceText(key))
    return { kind: 'Namespace', name: namespace };
  if (message !== endingNamespaceText(key)) return { group, kind, name };
  const [field, why] = ['metadata.namespace', `namespace ${namespace} is being terminated`];
  return { group, kind, name, causes: [{ reason: 'NamespaceTerminating', field, message: why }] };
}

/** The error that a refused outcome stands for. */
export function errorOf(outcome: Outcome): OrcError {
  const { message, retryAfterMs } = outcome;
  const code = isErrorCode(outcome.error) ? outcome.error : 'Internal';
  return new OrcError(code, message, { ...subjectOf(outcome), ...(retryAfterMs > 0 && { retryAfterMs }) });
}

/** The answer to a call whose first copy has taken effect. */
function committed({ changes }: CommitRequest, { revision, revisions }: Outcome): CommitResponse {
  return {
    results: changes.map(() => ({ result: 'committed' })),
    revision: revisions.at(-1) ?? revision,
    warnings: [],
  };
}

/** About how much a request holds. */
function sizeOf({ changes }: CommitRequest): number {
  let bytes = 0;
  for (const { create, update, apply, patch } of changes) {
    const manifest = create?.object ?? update?.object ?? apply?.object;
    if (manifest !== undefined) bytes += sizeOfEnvelope(manifest);
    for (const part of [patch?.mergePatch, patch?.jsonPatch, patch?.strategicPatch])
      bytes += part?.length ?? 0;
  }
  return bytes;
}

/** Lets go of what was read of a request's objects. Few are admitted twice; what waits for the log is much, and large. */
function forgetManifests({ changes }: CommitRequest): void {
  for (const { create, update, apply } of changes) {
    const manifest = create?.object ?? update?.object ?? apply?.object;
    if (manifest !== undefined) forgetManifest(manifest);
  }
}

const refusalsOfObjects = ['Invalid', 'BadRequest'];

/** Whether admission may refuse only because the state that it looked at lags. */
function mayBeOfThePast(error: unknown, { changes }: CommitRequest): boolean {
  if (error instanceof PolicyRefusal || error instanceof AccountNotFound) return true;
  if (!(error instanceof OrcError)) return false;
  if (['NotFound', 'Conflict', 'Unavailable', 'Forbidden'].includes(error.code)) return true;
  // Whatever is not new is judged by what it was.
  return refusalsOfObjects.includes(error.code) && changes.some(({ create }) => create === undefined);
}

/** The call, if it is one of a session. */
function sessionCall(call: SessionCall | undefined): SessionCall | undefined {
  return call === undefined || call.session === 0 ? undefined : call;
}

/** The errors after which a client does not know what became of its call, or sends it again. */
const open: readonly ErrorCode[] = ['Unknown', 'Timeout', 'Cancelled', 'Internal', 'Corrupt'];

/** Whether an error tells a client that its call takes no effect. */
function isFinal(error: unknown): error is OrcError {
  return error instanceof OrcError && !error.retryable && !open.includes(error.code);
}

/** What is needed of a change once it is admitted: its object only where somebody is to be told of it. */
interface Made {
  readonly result: string;
  readonly writes: boolean;
  /** For the answer, or the audit log. */
  readonly admitted: Admitted | undefined;
  readonly isAnswered: boolean;
}

/** What admission makes of a request. */
interface Judged {
  readonly writes: readonly Write[];
  readonly made: readonly (Made | undefined)[];
  readonly evictions: AdmissionContext['evictions'];
}

/**
 * What the answer needs of changes, and the audit log if it is written: a brief one no objects, but for those whose names
 * who asked can't know. What is not needed is garbage while the log carries the changes, and not when they are answered.
 */
function madeOf(
  { brief = false }: CommitRequest,
  { trail }: Caller,
  admitted: readonly (Admitted | undefined)[],
): readonly (Made | undefined)[] {
  return admitted.map((each) => {
    if (each === undefined) return undefined;
    const { result, write, object } = each;
    const isAnswered = !brief || (object.metadata.generateName ?? '') !== '';
    const isNeeded = isAnswered || trail !== undefined;
    return { result, writes: write !== undefined, admitted: isNeeded ? each : undefined, isAnswered };
  });
}

export class Committer {
  readonly #replica: Replica;
  readonly #sealer: Sealer;
  readonly #random: Random;
  readonly #access: Access;
  readonly #answerers: Answerers;
  readonly #shares: Shares;
  readonly #violations: Counter;
  readonly #judgements: Counter;

  constructor(
    replica: Replica,
    sealer: Sealer,
    random: Random,
    access: Access,
    metrics: Metrics,
    answerers: Answerers,
    shares: Shares,
  ) {
    this.#shares = shares;
    this.#answerers = answerers;
    this.#replica = replica;
    this.#sealer = sealer;
    this.#random = random;
    this.#access = access;
    this.#violations = metrics.counter(
      'orc_pod_security_violations_total',
      'Changes of pods and templates by users that break what their namespace enforces, audits or warns of.',
      ['mode', 'level'],
    );
    this.#judgements = metrics.counter(
      'orc_admission_policy_violations_total',
      'Rules of ValidatingAdmissionPolicies that changes by users break, by what follows.',
      ['action'],
    );
  }

  /** Commits a user's changes. Throws OrcError; then nothing took effect, but for the code Unknown. */
  async commit(request: CommitRequest, caller: Caller, signal: AbortSignal): Promise<CommitResponse> {
    if (request.changes.length === 0) throw new OrcError('BadRequest', 'the request holds no change');
    if (request.changes.length > limits.writesPerTransaction)
      throw new OrcError(
        'TooLarge',
        `the request holds ${request.changes.length} changes, may hold at most ${limits.writesPerTransaction}`,
      );
    const bytes = sizeOf(request);
    return this.#shares.run(caller.user, bytes, signal, (share) =>
      this.#shared(request, caller, signal, share),
    );
  }

  /**
   * Refuses a request for `error`. Where its call was sent before, an earlier copy of it may be on its way still: then the
   * log keeps the refusal first, after which no copy takes effect. Returns what the call has done, if one already had.
   * Throws `error`, or Unknown where the log can't be reached.
   */
  async refuse(
    request: CommitRequest,
    caller: Caller,
    signal: AbortSignal,
    error: unknown,
  ): Promise<CommitResponse> {
    const call = sessionCall(request.call);
    if (call?.resent !== true || request.dryRun || !isFinal(error)) throw error;
    const message = error.message.slice(0, apiLimits.keptRefusalUnits);
    const none = { revision: 0, session: 0, revisions: [], retryAfterMs: 0 };
    const refusal: Outcome = { error: error.code, message, ...none };
    const transaction: Transaction = {
      ...this.#transaction({ ...request, reason: '' }, caller, [], []),
      attempt: lastAttempt,
      refusal,
    };
    let outcome: Outcome;
    try {
      const verdict = await this.#verdict(call, caller, signal);
      // Only a session of their own gives somebody whose changes are refused a place in the log.
      if ('refused' in verdict) outcome = { error: 'Expired', message: verdict.refused, ...none };
      else if ('known' in verdict) outcome = verdict.known;
      else
        outcome = await this.inShare(caller, signal, () =>
          this.#replica.propose({ transaction }, 'user', signal),
        );
    } catch (cause) {
      const why = `it was sent before, would be refused now (${message}), and the log could not be asked: ${messageOf(cause)}`;
      throw new OrcError('Unknown', `it is not known whether the change took effect: ${why}`, {}, { cause });
    }
    if (outcome.error === '') return committed(request, outcome);
    throw outcome.error === error.code && outcome.message === message ? error : errorOf(outcome);
  }

  /** What would become of another try at a call: by the present state where it is not one that is known here. */
  async #verdict(call: SessionCall, { user }: Caller, signal: AbortSignal): Promise<CallVerdict> {
    const verdict = this.#replica.store.judge(call, user);
    if (!('refused' in verdict)) return verdict;
    await this.#replica.untilCurrent(signal);
    return this.#replica.store.judge(call, user);
  }

  /** Does what goes through the log for a caller beside changes of objects, among their changes. */
  inShare<T>({ user }: Caller, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    return this.#shares.run(user, 0, signal, work);
  }

  async #shared(
    request: CommitRequest,
    caller: Caller,
    signal: AbortSignal,
    share: Share,
  ): Promise<CommitResponse> {
    // Those of the last try: the ones before it looked at a state that was not the present one.
    let notes = new Notes();
    try {
      const response = await this.#attempt(request, caller, signal, share, () => (notes = new Notes()));
      return notes.warnings.length === 0 ? response : { ...response, warnings: notes.warnings };
    } finally {
      for (const { mode, level } of notes.violations) this.#violations.add(1, { mode, level });
      this.#count(notes, caller);
    }
  }

  #count(notes: Notes, { trail }: Caller): void {
    for (const action of notes.judgements) this.#judgements.add(1, { action });
    for (const [key, value] of notes.annotations) trail?.annotate(key, value);
  }

  async #attempt(
    request: CommitRequest,
    caller: Caller,
    signal: AbortSignal,
    share: Share,
    newNotes: () => Notes,
  ): Promise<CommitResponse> {
    // The first try may use a state that lags; from the second on it is current, so that a conflict or a
    // missing object is real.
    let outcome: Outcome | undefined;
    let hasWaited = false;
    let isCurrent = false;
    for (let tries = 0; tries < apiLimits.admissionTries; tries++) {
      const notes = newNotes();
      let made: Judged['made'];
      let writes: Judged['writes'];
      let evictions: Judged['evictions'];
      try {
        // Whether there is a budget at all must be known of the present.
        if (!isCurrent && request.changes.some((change) => change.delete?.evict === true)) {
          await this.#replica.untilCurrent(signal);
          isCurrent = true;
        }
        const asker = { signal, isTentative: !isCurrent };
        ({ made, writes, evictions } = await this.#judged(request, caller, notes, asker, share));
      } catch (error) {
        if (isCurrent && error instanceof AccountNotFound && error.comes && !hasWaited) {
          hasWaited = true;
          share.pause();
          await this.#untilAccount(error, signal);
          continue;
        }
        if (isCurrent || !mayBeOfThePast(error, request)) {
          const kept = this.#recall(request, caller);
          if (kept === undefined) throw error;
          return kept;
        }
        await this.#replica.untilCurrent(signal);
        isCurrent = true;
        continue;
      }
      await share.resume(signal);
      writes = [...writes, ...evictionWrites(evictions, this.#replica.store)];
      // A call that was sent before is done with, too, when it finds nothing to do: the log keeps that.
      if (writes.length === 0 && !request.dryRun && sessionCall(request.call)?.resent !== true) {
        // "Unchanged" must be true of the present, not of a state that lags.
        if (isCurrent) return this.#recall(request, caller) ?? this.#answer(made, undefined);
        await this.#replica.untilCurrent(signal);
        isCurrent = true;
        continue;
      }
      let transaction: Transaction | undefined = this.#transaction(request, caller, writes, [
        ...notes.judges.values(),
      ]);
      if (request.dryRun) {
        outcome = this.#rehearse(transaction);
        if (outcome.error === '') return this.#answer(made, undefined);
        // What a state that lags refuses, the present one may allow.
        if (isCurrent) break;
        await this.#replica.untilCurrent(signal);
        isCurrent = true;
        continue;
      }
      // What only deletes is taken even where the disk is full.
      const lane = request.changes.every((change) => change.delete !== undefined) ? 'relief' : 'user';
      const proposed = this.#replica.propose({ transaction }, lane, signal);
      // What the log carries by now is not held here, too: much waits for it under load, and all of it would outlive its youth.
      writes = [];
      transaction = undefined;
      forgetManifests(request);
      outcome = await proposed;
      if (outcome.error === '') return this.#answer(made, outcome, caller);
      if (outcome.error !== 'Conflict' && outcome.error !== 'NotFound' && outcome.error !== 'AlreadyExists')
        break;
      // A create that met an object of its name is final; an apply becomes a change of it.
      if (outcome.error === 'AlreadyExists' && !request.changes.some(({ apply }) => apply !== undefined))
        break;
      isCurrent = true;
    }
    throw outcome === undefined
      ? new OrcError('Conflict', 'the objects changed again and again: retry')
      : errorOf(outcome);
  }

  /** Admits all changes of a request by the present state, as it is known here. */
  async #judged(
    request: CommitRequest,
    caller: Caller,
    notes: AdmissionNotes,
    how: Omit<Asker, 'warn' | 'annotate'>,
    share: Share,
  ): Promise<Judged> {
    const before = new MadeSoFar();
    const context = this.#context(request, caller, notes, before);
    const admitted = await this.#admit(request, context, before, how, share);
    return {
      writes: admitted.flatMap((each) => (each?.write === undefined ? [] : [each.write])),
      made: madeOf(request, caller, admitted),
      evictions: context.evictions,
    };
  }

  /**
   * Holds a connection to a part of an object, such as `exec`, to policies and webhooks. Returns what they warn of.
   * Throws what they refuse.
   */
  async connect(
    kind: 'Pod' | 'Service' | 'Node',
    subresource: string,
    connection: Connection,
    caller: Caller,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    if (!this.#answerers.webhooks.any && !hasPolicies(this.#replica.store)) return [];
    const notes = new Notes();
    const request = { changes: [], reason: '', dryRun: false };
    const context = this.#context(request, caller, notes, new MadeSoFar());
    const reviewed = {
      definition: definitionOf(kind),
      operation: 'CONNECT',
      subresource,
      connection,
    } as const;
    const asker = {
      signal,
      warn: (text: string) => notes.warn(text),
      annotate: (key: string, value: string) => notes.annotate(key, value),
    };
    try {
      await drive(validated(reviewed, context), this.#answerers, asker);
    } finally {
      this.#count(notes, caller);
    }
    return notes.warnings;
  }

  /**
   * Admits all changes of a request, one after the other, in as many turns as they take. Webhooks are not asked about
   * what a state that may lag makes of them: then it throws Unavailable.
   */
  #admit(
    { changes }: CommitRequest,
    context: AdmissionContext,
    before: MadeSoFar,
    how: Omit<Asker, 'warn' | 'annotate'>,
    share: Share,
  ): Promise<readonly (Admitted | undefined)[]> {
    const asker = {
      ...how,
      warn: (text: string) => context.notes?.warn(text),
      annotate: (key: string, value: string) => context.notes?.annotate(key, value),
    };
    const noted = (made: Admitted | undefined): Admitted | undefined => {
      if (made?.write?.operation === 'CREATE') before.add(made.object);
      return made;
    };
    const step = (change: Change): Admitted | undefined | Promise<Admitted | undefined> => {
      // Between turns its client may have gone, or its time may be up.
      how.signal.throwIfAborted();
      const made = drive(admission(change, context), this.#answerers, asker, () => share.pause());
      return made instanceof Promise ? made.then(noted) : noted(made);
    };
    const clock = {
      now: () => performance.now(),
      turn: <T>(work: () => T | Promise<T>): Promise<T> => share.turn(work),
    };
    return inSlices(changes, step, clock);
  }

  #transaction(
    request: CommitRequest,
    caller: Caller,
    writes: readonly Write[],
    preconditions: readonly Precondition[],
  ): Transaction {
    const call = sessionCall(request.call);
    const attempt = call && this.#replica.store.nextAttempt(call);
    return {
      requestId: this.#replica.requestId(),
      ...(call && { call }),
      ...(attempt !== undefined && attempt > 0 && { attempt }),
      actor: caller.user,
      cause: 0,
      reason: request.reason,
      source: caller.source,
      timeMs: Date.now(),
      term: 0,
      preconditions,
      writes,
    };
  }

  /** What would become of a transaction: of what only the store decides, such as names and quotas. */
  #rehearse(transaction: Transaction): Outcome {
    return this.#replica.store.fork().apply({ transaction }, transaction.term).outcome;
  }

  /** Waits a moment for the account that every namespace is given: a namespace may just have been made. */
  async #untilAccount({ namespace, account }: AccountNotFound, signal: AbortSignal): Promise<void> {
    const isThere = (): boolean =>
      this.#replica.store.get('ServiceAccount', namespace, account) !== undefined;
    const bound = AbortSignal.any([signal, AbortSignal.timeout(apiLimits.accountWaitMs)]);
    try {
      await this.#replica.untilState(isThere, bound);
    } catch (error) {
      if (!(error instanceof OrcError) || error.code !== 'Timeout') throw error;
    }
  }

  /** The first outcome of a session's call that was sent again after it had taken effect. */
  #recall(request: CommitRequest, caller: Caller): CommitResponse | undefined {
    const call = sessionCall(request.call);
    const outcome = call && this.#replica.store.keptOutcome(call, caller.user);
    if (outcome === undefined) return undefined;
    if (outcome.error !== '') throw errorOf(outcome);
    return committed(request, outcome);
  }

  #context(
    request: CommitRequest,
    caller: Caller,
    notes: AdmissionNotes,
    before: MadeSoFar,
  ): AdmissionContext {
    return {
      view: this.#replica.store,
      before,
      nowMs: Date.now(),
      random: this.#random,
      sealer: this.#sealer,
      given: new Set<string>(),
      resolved: new Map(),
      ...(request.changes.length > 1 && { room: new Slab(apiLimits.writtenSlabBytes) }),
      evictions: { leaving: new Set(), budgets: new Map() },
      fieldManager: request.fieldManager ?? '',
      requester: this.#requester(caller),
      bounded,
      dryRun: request.dryRun,
      notes,
    };
  }

  #requester({ user, groups, uid, extra }: Caller): Requester {
    const access = this.#access;
    const subject = { user, groups };
    return {
      user,
      groups,
      ...(uid !== undefined && { uid }),
      ...(extra && { extra }),
      may: (operation) => access.decide(subject, operation).allowed,
      check: (operation) => access.check(subject, operation),
      rules: (namespace) => access.rules(subject, namespace),
    };
  }

  /** An object as it was written. */
  #written({ object, write }: Admitted, revision: number | undefined): OrcObject {
    if (revision === undefined) return object;
    const { name = '', namespace = '' } = object.metadata;
    const row = this.#replica.store.row(object.kind, namespace, name);
    if (row?.revision !== revision) return stamped(object, revision);
    // A call that was sent again has the outcome of its first try, which may have admitted another object; and one of a
    // kind that users define may be stored in another version.
    const isThat = isBuiltIn(object) && write?.object !== undefined && row.isOf(write.object);
    return isThat ? stamped(object, revision) : this.#sealer.open(row.object);
  }

  #answer(
    made: readonly (Made | undefined)[],
    outcome: Outcome | undefined,
    caller?: Caller,
  ): CommitResponse {
    let write = 0;
    const objects = made.map((each) => {
      const revision = each?.writes === true ? outcome?.revisions[write++] : undefined;
      return each?.admitted && this.#written(each.admitted, revision);
    });
    caller?.trail?.wrote(objects);
    const results = made.map((each, index) => {
      const object = each?.isAnswered === true ? objects[index] : undefined;
      return { result: each?.result ?? 'deleted', ...(object && { object: pack(object) }) };
    });
    return { results, revision: outcome?.revisions.at(-1) ?? this.#replica.store.revision, warnings: [] };
  }
}
