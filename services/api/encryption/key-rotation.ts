// Changes the key-encryption key while the cluster serves. The leader makes another one; once every master has it, it
// seals; then the keys of everything that is sealed are wrapped under it, and when no master seals with the one before
// any more, that is destroyed: whatever was sealed under it alone, in the past, in snapshots and in backups, can never
// be read again. Each step is a change of the Cluster object, which masters follow (KeyKeeper).
import { randomBytes } from 'node:crypto';
import { OrcError } from '#kernel/errors.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import { keyOf, revisionOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type { MasterReport } from '#kernel/model/gen/api.gen.ts';
import type { Cluster, EncryptionKey } from '#kernel/model/gen/cluster.gen.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import type { Logger } from '#kernel/ports.ts';
import { changeCluster } from '#api/change-cluster.ts';
import { type Caller, errorOf } from '#api/commit.ts';
import { type KeyFile, newUnlockKey, unlockKeyId } from '#api/encryption/key-file.ts';
import { sealingKeyOf, unlockKeyAbout, unlockKeyOf } from '#api/encryption/key-keeper.ts';
import { encryptionKeyId } from '#api/encryption/keyring.ts';
import { LeaderLoop } from '#api/leader-loop.ts';
import { apiLimits } from '#api/limits.ts';
import type { Replica } from '#api/replica.ts';
import type { Vault } from '#api/sealing.ts';
import { masterName } from '#runtime/pki.ts';

const keyBytes = 32;
/** How many Secrets, and how many of their bytes, one transaction wraps anew; how many destroyed keys are remembered. */
const batch = { secrets: 100, bytes: 512 * 1024 } as const;
const mostRemembered = 20;

/** What each master says of itself; undefined for one that does not answer. */
export type Reports = ReadonlyMap<string, MasterReport | undefined>;

/** What is to be done next, and whom it waits for. */
export interface KeyStep {
  readonly kind: 'rest' | 'wait' | 'seal' | 'rewrap';
  readonly waitingFor: readonly string[];
}

const isAlive = ({ destroyedAt }: EncryptionKey): boolean => destroyedAt === undefined;

/** The next step of a rotation. Pure. */
export function nextKeyStep(keys: readonly EncryptionKey[], reports: Reports): KeyStep {
  const alive = keys.filter(isAlive);
  const newest = alive.at(-1);
  if (newest === undefined || alive.length < 2) return { kind: 'rest', waitingFor: [] };
  const seals = newest.sealsSince !== undefined;
  const waitingFor = [...reports]
    .filter(([, report]) => {
      const held = report?.encryptionKeys ?? [];
      return seals ? held[0] !== newest.id : !held.includes(newest.id);
    })
    .map(([name]) => `master ${name}`);
  if (waitingFor.length > 0) return { kind: 'wait', waitingFor };
  return { kind: seals ? 'rewrap' : 'seal', waitingFor };
}

/** The keys after a step; `isDone` when nothing is wrapped under those before the newest any more. Pure. */
export function afterKeyStep(
  keys: readonly EncryptionKey[],
  { kind, waitingFor }: KeyStep,
  isDone: boolean,
  nowMs: number,
): readonly EncryptionKey[] {
  const newest = keys.filter(isAlive).at(-1);
  if (newest === undefined) return keys;
  const now = timeFromMs(nowMs);
  const after = keys.map((each): EncryptionKey => {
    if (each.id !== newest.id)
      return kind === 'rewrap' && isDone && isAlive(each) ? { ...each, destroyedAt: now } : each;
    const { waitingFor: _before, ...rest } = each;
    return {
      ...rest,
      ...(waitingFor.length > 0 && { waitingFor }),
      ...(kind === 'seal' && { sealsSince: now }),
    };
  });
  const gone = after.filter((each) => !isAlive(each)).slice(-mostRemembered);
  return after.filter((each) => isAlive(each) || gone.includes(each));
}

export interface KeyRotationOptions {
  readonly replica: Replica;
  readonly vault: Vault;
  readonly file: KeyFile;
  readonly master: string;
  readonly reports: () => Promise<Reports>;
  readonly nowMs: () => number;
  readonly logger: Logger;
}

export class KeyRotation implements Disposable {
  readonly #options: KeyRotationOptions;
  readonly #loop: LeaderLoop;

  /** Sees rotations through whenever this master leads, until it is disposed of. */
  constructor(options: KeyRotationOptions) {
    this.#options = options;
    const { replica, logger } = options;
    this.#loop = new LeaderLoop({
      replica,
      isActive: () => this.#keys().filter(isAlive).length > 1,
      advance: () => this.#advance(),
      what: 'the change of the key-encryption key',
      logger,
    });
  }

  #keys(): readonly EncryptionKey[] {
    return this.#options.replica.store.get('Cluster', '', clusterName)?.encryptionKeys ?? [];
  }

  get #self(): { readonly user: string; readonly source: string } {
    const { master } = this.#options;
    return { user: masterName(master), source: `master ${master}` };
  }

  async #advance(): Promise<void> {
    const { replica, reports, nowMs, logger } = this.#options;
    const signal = AbortSignal.timeout(apiLimits.requestMs);
    const reported = await reports();
    // What a master sealed with the key before, before it said that it does no more, is in what is read from here on.
    await replica.untilCurrent(signal);
    const step = nextKeyStep(this.#keys(), reported);
    const isDone = step.kind === 'rewrap' && (await this.#rewrap(signal));
    const make = (cluster: Cluster): Cluster | undefined => {
      const { encryptionKeys = [] } = cluster;
      const next = afterKeyStep(encryptionKeys, step, isDone, nowMs());
      return equalValues(next, encryptionKeys) ? undefined : { ...cluster, encryptionKeys: next };
    };
    const reason = 'the key-encryption key changes';
    await changeCluster(replica, { by: this.#self, reason, lane: 'control', nowMs, make }, signal);
    if (isDone)
      logger.info('everything that is sealed is sealed under the new key', {
        key: sealingKeyOf(this.#keys())?.id,
      });
  }

  /** Wraps under the key that seals what is under another; whether there was nothing left. */
  async #rewrap(signal: AbortSignal): Promise<boolean> {
    const { replica, vault, nowMs } = this.#options;
    const writes: Write[] = [];
    let bytes = 0;
    for (const secret of replica.store.list('Secret')) {
      if (writes.length >= batch.secrets || bytes >= batch.bytes) break;
      const { namespace = '', name = '' } = secret.metadata;
      const sealed =
        secret.sealed && vault.rewrap(secret.sealed, `secrets "${name}" in namespace ${namespace}`);
      if (sealed === undefined) continue;
      const object = pack({ ...secret, sealed });
      bytes += object.raw.length;
      writes.push({
        operation: 'UPDATE',
        key: keyOf(secret),
        object,
        expectRevision: revisionOf(secret),
        expectUid: '',
      });
    }
    const isChanged = await changeCluster(
      replica,
      {
        by: this.#self,
        reason: 'what is sealed is wrapped under the new key',
        lane: 'control',
        nowMs,
        make: (cluster) => rewrapped(cluster, vault),
      },
      signal,
    );
    if (writes.length === 0) return !isChanged;
    const transaction = {
      requestId: replica.requestId(),
      actor: this.#self.user,
      cause: 0,
      reason: 'what is sealed is wrapped under the new key',
      source: this.#self.source,
      timeMs: nowMs(),
      term: 0,
      preconditions: [],
      writes,
    };
    const outcome = await replica.propose({ transaction }, 'control', signal);
    // One of them was changed meanwhile: the next look finds the rest.
    if (outcome.error !== '' && outcome.error !== 'Conflict') throw errorOf(outcome);
    return false;
  }

  /** Makes another key; resolves with its name. On the leader only. Throws Conflict while one is on its way. */
  async rotate({ user, source }: Caller, signal: AbortSignal): Promise<string> {
    const { replica, file, nowMs, logger } = this.#options;
    this.#checkLeads();
    await replica.untilCurrent(signal);
    const waits = this.#keys().filter(isAlive);
    if (waits.length > 1)
      throw new OrcError(
        'Conflict',
        `a key is on its way already: it waits for ${(waits.at(-1)?.waitingFor ?? []).join(', ') || 'the leader'}`,
      );
    const key = randomBytes(keyBytes);
    const id = encryptionKeyId(key);
    // It is on this disk before anybody hears of it: the others get it from here.
    file.keyring.add(key);
    file.save();
    const make = (cluster: Cluster): Cluster => {
      const at = timeFromMs(nowMs());
      const { encryptionKeys = [] } = cluster;
      const known = encryptionKeys.some(isAlive)
        ? encryptionKeys
        : [...encryptionKeys, { id: file.keyring.sealing.id, createdAt: at, sealsSince: at }];
      return { ...cluster, encryptionKeys: [...known, { id, createdAt: at }] };
    };
    const reason = 'another key-encryption key';
    await changeCluster(replica, { by: { user, source }, reason, lane: 'user', nowMs, make }, signal);
    logger.info('there is another key-encryption key', { key: id });
    return id;
  }

  /** Locks the masters' key files under a new unlock key, which is returned, or (empty) has them open again. */
  async lock(isOn: boolean, { user, source }: Caller, signal: AbortSignal): Promise<string> {
    const { replica, vault, nowMs, logger } = this.#options;
    await replica.untilCurrent(signal);
    const unlockKey = newUnlockKey();
    const make = ({ lock, ...cluster }: Cluster): Cluster | undefined => {
      if (!isOn) return lock === undefined ? undefined : cluster;
      const sealed = vault.seal(Buffer.from(unlockKey), unlockKeyAbout);
      return { ...cluster, lock: { id: unlockKeyId(unlockKey), since: timeFromMs(nowMs()), sealed } };
    };
    const reason = isOn ? 'the masters are locked' : 'the masters are locked no more';
    await changeCluster(replica, { by: { user, source }, reason, lane: 'user', nowMs, make }, signal);
    logger.info(reason);
    return isOn ? unlockKey : '';
  }

  /** The unlock key. Throws NotFound where the cluster is not locked. */
  async unlockKey(signal: AbortSignal): Promise<string> {
    const { replica, vault } = this.#options;
    await replica.untilCurrent(signal);
    const cluster = replica.store.get('Cluster', '', clusterName);
    const found = cluster && unlockKeyOf(cluster, vault);
    if (found === undefined)
      throw new OrcError('NotFound', "the masters are not locked; 'orc masters lock' does");
    return found;
  }

  #checkLeads(): void {
    if (this.#options.replica.leadership.role !== 'leader')
      throw new OrcError('Unavailable', 'only the leader makes keys: ask it, or again when there is one');
  }

  [Symbol.dispose](): void {
    this.#loop[Symbol.dispose]();
  }
}

/** The cluster with what is sealed in it under the key that seals; undefined when it is so already. */
function rewrapped(cluster: Cluster, vault: Vault): Cluster | undefined {
  const { tokenKeys, authorities, lock } = cluster;
  const again = <Holder extends { readonly sealed?: Uint8Array }>(holder: Holder, what: string): Holder => {
    const sealed = holder.sealed && vault.rewrap(holder.sealed, what);
    return sealed === undefined ? holder : { ...holder, sealed };
  };
  const next: Cluster = {
    ...cluster,
    ...(tokenKeys && { tokenKeys: tokenKeys.map((each) => again(each, `the key ${each.id} for tokens`)) }),
    ...(authorities && {
      authorities: authorities.map((each) => again(each, `the key of the authority ${each.id}`)),
    }),
    ...(lock && { lock: again(lock, 'the unlock key') }),
  };
  const changed = [
    ...(next.tokenKeys ?? []).filter((each, index) => each !== tokenKeys?.[index]),
    ...(next.authorities ?? []).filter((each, index) => each !== authorities?.[index]),
  ];
  return changed.length > 0 || next.lock !== lock ? next : undefined;
}
