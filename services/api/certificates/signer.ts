// Answers requests for certificates while this master leads: approves those that nobody needs to look at, signs what is
// approved, and forgets what is answered and old. A node's first certificate and its Node object are one transaction.
import { messageOf } from '#kernel/errors.ts';
import { keyOf, revisionOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type {
  CertificateSigningRequest,
  CertificateSigningRequestCondition,
} from '#kernel/model/gen/certificates.gen.ts';
import type { Secret } from '#kernel/model/gen/core.gen.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { msFromTime, timeFromMs } from '#kernel/model/time.ts';
import { bootstrapSecret } from '#kernel/node/joining.ts';
import type { Counter, Logger, Metrics, Random } from '#kernel/ports.ts';
import type { Sealer } from '#api/admission/context.ts';
import { changeCluster } from '#api/change-cluster.ts';
import {
  type SigningAuthority,
  firstAuthority,
  signMaster,
  signingAuthority,
} from '#api/certificates/authorities.ts';
import { type BootstrapToken, tokenIdOf, tokenIn, tokenOfId } from '#api/certificates/bootstrap-tokens.ts';
import { type Decision, decide, isSettled } from '#api/certificates/decision.ts';
import { errorOf } from '#api/commit.ts';
import { apiLimits } from '#api/limits.ts';
import type { Replica } from '#api/replica.ts';
import type { Vault } from '#api/sealing.ts';
import {
  type CertificateRequest,
  type Identity,
  masterName,
  readRequest,
  signRequest,
} from '#runtime/pki.ts';

const retryMs = 200;

export interface CertificateSignerOptions {
  readonly replica: Replica;
  readonly vault: Vault;
  readonly sealer: Sealer;
  /** An authority that the cluster is to take in while it has none. */
  readonly authority: Identity | undefined;
  readonly master: string;
  readonly random: Random;
  readonly nowMs: () => number;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

function updateOf(object: OrcObject): Write {
  return {
    operation: 'UPDATE',
    key: keyOf(object),
    object: pack(object),
    expectRevision: revisionOf(object),
    expectUid: '',
  };
}

function removalOf(object: OrcObject): Write {
  const expectUid = object.metadata.uid ?? '';
  return { operation: 'DELETE', key: keyOf(object), expectRevision: revisionOf(object), expectUid };
}

export class CertificateSigner implements Disposable {
  readonly #options: CertificateSignerOptions;
  readonly #unlisten: () => void;
  readonly #count: Counter;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isBusy = false;
  #isAsked = false;
  #isClosed = false;

  /** Answers whenever this master leads, until it is disposed of. */
  constructor(options: CertificateSignerOptions) {
    this.#options = options;
    this.#count = options.metrics.counter(
      'orc_certificate_requests_total',
      'Requests for certificates that were answered, by outcome.',
      ['outcome'],
    );
    this.#unlisten = options.replica.listen({
      events: (events) => {
        if (events.some(({ kind }) => kind === 'CertificateSigningRequest')) this.#lookIn(0);
      },
      leadership: () => this.#lookIn(0),
      replaced: () => this.#lookIn(0),
    });
    this.#lookIn(0);
  }

  #lookIn(ms: number): void {
    if (this.#isClosed) return;
    this.#isAsked = true;
    if (this.#isBusy) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), ms);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const { replica, logger } = this.#options;
    if (replica.leadership.role !== 'leader' || this.#isBusy) return;
    this.#isBusy = true;
    let isWell = true;
    try {
      this.#isAsked = false;
      await replica.untilCurrent(AbortSignal.timeout(apiLimits.requestMs));
      await this.#takeIn();
      isWell = await this.#answerAll();
      await this.#forget();
    } catch (error) {
      logger.debug('requests for certificates wait', { error: messageOf(error) });
      isWell = false;
    }
    this.#isBusy = false;
    this.#lookIn(!isWell ? retryMs : this.#isAsked ? 0 : apiLimits.certificates.lookMs);
  }

  get #actor(): { readonly user: string; readonly source: string } {
    const { master } = this.#options;
    return { user: masterName(master), source: `master ${master}` };
  }

  /** A cluster without an authority takes in the one that its configuration names. */
  async #takeIn(): Promise<void> {
    const { replica, vault, authority, nowMs, logger } = this.#options;
    if (authority === undefined || signingAuthority(replica.store, vault) !== undefined) return;
    const taken = firstAuthority(authority, vault, nowMs());
    const reason = 'the authority that signs certificates';
    const isTaken = await changeCluster(
      replica,
      {
        by: this.#actor,
        reason,
        lane: 'control',
        nowMs,
        make: (cluster) =>
          (cluster.authorities ?? []).length > 0 ? undefined : { ...cluster, authorities: [taken] },
      },
      AbortSignal.timeout(apiLimits.requestMs),
    );
    if (isTaken)
      logger.info('the cluster signs its certificates itself from now on', { authority: taken.id });
  }

  /** Answers what waits; false when something could not be answered now and is to be tried again. */
  async #answerAll(): Promise<boolean> {
    const { replica, vault, logger } = this.#options;
    let isWell = true;
    const waiting = [...replica.store.list('CertificateSigningRequest')].filter((each) => !isSettled(each));
    const turn = waiting.slice(0, apiLimits.certificates.perTurn);
    if (turn.length < waiting.length) this.#isAsked = true;
    for (const object of turn) {
      const authority = signingAuthority(replica.store, vault);
      if (authority === undefined) return true;
      try {
        await this.#answer(object, authority);
      } catch (error) {
        // The others do not wait for this one.
        logger.debug('a request for a certificate waits', {
          request: object.metadata.name,
          error: messageOf(error),
        });
        isWell = false;
      }
    }
    return isWell;
  }

  async #answer(object: CertificateSigningRequest, authority: SigningAuthority): Promise<void> {
    let request: CertificateRequest;
    try {
      request = await readRequest(Buffer.from(object.spec.request).toString('utf8'));
    } catch (error) {
      const message = messageOf(error);
      return this.#close(object, { kind: 'fail', reason: 'RequestInvalid', message });
    }
    const { store } = this.#options.replica;
    const decision = decide(object, request, store);
    if (decision.kind === 'wait') return undefined;
    if (decision.kind !== 'issue') return this.#close(object, decision);
    // Groups can be had otherwise than by a token, by impersonation say; what lets a machine in is the token.
    const token =
      decision.tokenFor === undefined
        ? undefined
        : this.#token(object.spec.username ?? '', decision.tokenFor);
    if (decision.tokenFor !== undefined && token === undefined) {
      const message = `${object.spec.username} has no token that lets it in any more: one that has ended, was used up, or is for others`;
      return this.#close(object, { kind: 'deny', reason: 'TokenEnded', message });
    }
    const { seconds, hosts } = decision;
    const certificate = await (hosts === undefined
      ? signRequest(authority, request, seconds)
      : signMaster(authority, request, seconds, hosts));
    const approval = decision.approve
      ? [this.#condition('Approved', 'AutoApproved', 'whoever asks may have this certificate')]
      : [];
    const status = {
      conditions: [...(object.status?.conditions ?? []), ...approval],
      certificate: Buffer.from(certificate),
    };
    const { node } = decision;
    await this.#commit('a certificate', [
      updateOf({ ...object, status }),
      ...(node === undefined || store.get('Node', '', node) !== undefined ? [] : [this.#newNode(node)]),
      ...(token === undefined ? [] : this.#used(token)),
    ]);
    this.#count.add(1, { outcome: 'issued' });
    this.#options.logger.info('a certificate was issued', {
      request: object.metadata.name,
      subject: request.name,
      asker: object.spec.username,
    });
    return undefined;
  }

  /** The token by which a user came, if it lets one more in of those that it is for. */
  #token(user: string, group: string): BootstrapToken | undefined {
    const { replica, sealer, nowMs } = this.#options;
    const id = tokenIdOf(user);
    const token = id === undefined ? undefined : tokenOfId(id, replica.store, sealer, nowMs());
    return token !== undefined && token.uses > 0 && token.groups.includes(group) ? token : undefined;
  }

  /** A token that lets in a counted number of machines has let in one more. */
  #used({ secret, uses }: BootstrapToken): Write[] {
    if (uses === Infinity) return [];
    const left: Secret = { ...secret, data: { ...secret.data, uses: Buffer.from(String(uses - 1)) } };
    return [updateOf(this.#options.sealer.seal(left))];
  }

  #newNode(name: string): Write {
    const { random, nowMs } = this.#options;
    const metadata = { name, uid: random.uuid(), creationTimestamp: timeFromMs(nowMs()) };
    const node: OrcObject = { apiVersion: 'v1', kind: 'Node', metadata };
    return {
      operation: 'CREATE',
      key: keyOf(node),
      object: pack(node),
      expectRevision: 0,
      expectUid: '',
    };
  }

  #condition(type: string, reason: string, message: string): CertificateSigningRequestCondition {
    const now = timeFromMs(this.#options.nowMs());
    return { type, status: 'True', reason, message, lastUpdateTime: now, lastTransitionTime: now };
  }

  async #close(
    object: CertificateSigningRequest,
    { kind, reason, message }: Extract<Decision, { kind: 'fail' | 'deny' }>,
  ): Promise<void> {
    const condition = this.#condition(kind === 'fail' ? 'Failed' : 'Denied', reason, message);
    const status = { ...object.status, conditions: [...(object.status?.conditions ?? []), condition] };
    await this.#commit('a certificate refused', [updateOf({ ...object, status })]);
    this.#count.add(1, { outcome: kind === 'fail' ? 'failed' : 'denied' });
  }

  /** Removes requests and tokens that are over. */
  async #forget(): Promise<void> {
    const { replica, sealer, nowMs } = this.#options;
    const { answeredMs, unansweredMs, perTurn } = apiLimits.certificates;
    const ended: OrcObject[] = [];
    for (const request of replica.store.list('CertificateSigningRequest')) {
      const ageMs = nowMs() - (msFromTime(request.metadata.creationTimestamp) ?? 0);
      if (ageMs > (isSettled(request) ? answeredMs : unansweredMs)) ended.push(request);
    }
    for (const sealed of replica.store.list('Secret', bootstrapSecret.namespace)) {
      if (sealed.type !== bootstrapSecret.type) continue;
      const secret = sealer.open(sealed);
      const token = secret.kind === 'Secret' ? tokenIn(secret) : undefined;
      if (token !== undefined && token.untilMs <= nowMs()) ended.push(sealed);
    }
    if (ended.length > 0)
      await this.#commit('requests and tokens that are over', ended.slice(0, perTurn).map(removalOf));
  }

  async #commit(reason: string, writes: readonly Write[]): Promise<void> {
    const { replica, nowMs } = this.#options;
    const { user, source } = this.#actor;
    const transaction = {
      requestId: replica.requestId(),
      actor: user,
      cause: 0,
      reason,
      source,
      timeMs: nowMs(),
      term: 0,
      preconditions: [],
      writes,
    };
    const outcome = await replica.propose(
      { transaction },
      'control',
      AbortSignal.timeout(apiLimits.requestMs),
    );
    if (outcome.error !== '') throw errorOf(outcome);
  }

  [Symbol.dispose](): void {
    this.#isClosed = true;
    this.#unlisten();
    clearTimeout(this.#timer);
  }
}
