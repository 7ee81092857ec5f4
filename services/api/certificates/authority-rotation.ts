// Changes the authority that signs certificates while the cluster serves. Another one is made and trusted beside the
// first; once all masters and all nodes that are ready trust it, it signs, and they get certificates of it; those before
// it go when somebody says so and no master or node needs them any more. Each step is a change of the Cluster object;
// masters and nodes follow what it says (OwnCertificate), the leader looks who has.
import { randomBytes } from 'node:crypto';
import { OrcError } from '#kernel/errors.ts';
import { signingOf } from '#kernel/kinds/cluster.ts';
import { isNodeReady } from '#kernel/kinds/node.ts';
import type { MasterReport } from '#kernel/model/gen/api.gen.ts';
import type { Authority, Cluster } from '#kernel/model/gen/cluster.gen.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import type { Logger } from '#kernel/ports.ts';
import type { StateView } from '#kernel/store/view.ts';
import { changeCluster } from '#api/change-cluster.ts';
import { authoritiesIn, sealedAuthority, signing, trustIn } from '#api/certificates/authorities.ts';
import type { Caller } from '#api/commit.ts';
import { LeaderLoop } from '#api/leader-loop.ts';
import { apiLimits } from '#api/limits.ts';
import type { Replica } from '#api/replica.ts';
import type { Vault } from '#api/sealing.ts';
import { createAuthority, crossCertificate, masterName } from '#runtime/pki.ts';

/** How many authorities there may be, and how many of those that are waited for are named. */
const most = { authorities: 4, named: 20 } as const;

/** Who trusts whom, as the leader knows it: names of trust by the names of masters and nodes. */
export interface Holders {
  readonly masters: ReadonlyMap<string, string>;
  readonly nodes: ReadonlyMap<string, string>;
}

/** What is to be done next, and whom it waits for; where the newest begins to sign, who has no certificate of it yet. */
export interface Step {
  readonly kind: 'rest' | 'wait' | 'sign' | 'drop';
  readonly waitingFor: readonly string[];
}

/** The next step of a rotation. Pure. */
export function nextStep(view: StateView, { masters, nodes }: Holders): Step {
  const authorities = authoritiesIn(view);
  const newest = authorities.at(-1);
  const trust = trustIn(view);
  if (newest === undefined || trust === undefined || authorities.length < 2)
    return { kind: 'rest', waitingFor: [] };
  const signs = newest.signsSince !== undefined;
  // One that is away when the newest begins to sign learns of it when it is back: masters show what it can believe.
  const counted = [...view.list('Node')].filter((node) => signs || isNodeReady(node));
  const waitingFor = [
    ...[...masters].filter(([, held]) => held !== trust.name).map(([name]) => `master ${name}`),
    ...counted
      .map(({ metadata }) => metadata.name ?? '')
      .filter((name) => nodes.get(name) !== trust.name)
      .map((name) => `node ${name}`),
  ];
  if (waitingFor.length > 0) return { kind: 'wait', waitingFor };
  if (!signs)
    return {
      kind: 'sign',
      waitingFor: [
        ...[...masters.keys()].map((name) => `master ${name}`),
        ...[...view.list('Node')].map(({ metadata }) => `node ${metadata.name}`),
      ],
    };
  return { kind: authorities.some(({ retiring }) => retiring) ? 'drop' : 'rest', waitingFor };
}

const named = (waitingFor: readonly string[]): readonly string[] => waitingFor.slice(0, most.named);

/** The authorities after a step. Pure. */
export function afterStep(
  authorities: readonly Authority[],
  { kind, waitingFor }: Step,
  nowMs: number,
): readonly Authority[] {
  const newest = authorities.at(-1);
  if (newest === undefined) return authorities;
  const { waitingFor: _before, ...rest } = newest;
  const told: Authority = {
    ...rest,
    ...(waitingFor.length > 0 && { waitingFor: named(waitingFor) }),
    ...(kind === 'sign' && { signsSince: timeFromMs(nowMs) }),
  };
  const before = authorities.slice(0, -1);
  return kind === 'drop' ? [...before.filter(({ retiring }) => retiring !== true), told] : [...before, told];
}

/** The authorities with those before the newest on their way out, or gone. Throws Conflict while the newest does not sign. */
export function withoutOld({ authorities = [] }: Cluster, force: boolean): readonly Authority[] | undefined {
  const newest = authorities.at(-1);
  if (newest === undefined || authorities.length < 2) return undefined;
  if (newest.signsSince === undefined)
    throw new OrcError(
      'Conflict',
      `the newest authority does not sign yet: it waits for ${(newest.waitingFor ?? []).join(', ') || 'the leader'}`,
    );
  if (force) return [newest];
  return authorities.map((each) => (each === newest ? each : { ...each, retiring: true }));
}

export interface AuthorityRotationOptions {
  readonly replica: Replica;
  readonly vault: Vault;
  readonly clusterId: string;
  readonly master: string;
  /** What each master says that it holds, by its name; undefined for one that does not answer. */
  readonly reports: () => Promise<ReadonlyMap<string, MasterReport | undefined>>;
  /** The name of whom a node trusts, as it told this master last; empty when it has not. */
  readonly trustOf: (node: string) => string;
  readonly nowMs: () => number;
  readonly logger: Logger;
}

export class AuthorityRotation implements Disposable {
  readonly #options: AuthorityRotationOptions;
  readonly #loop: LeaderLoop;

  /** Sees rotations through whenever this master leads, until it is disposed of. */
  constructor(options: AuthorityRotationOptions) {
    this.#options = options;
    const { replica, logger } = options;
    this.#loop = new LeaderLoop({
      replica,
      isActive: () => authoritiesIn(replica.store).length > 1,
      advance: () => this.#advance(),
      what: 'the change of the authority',
      logger,
    });
  }

  async #holders(): Promise<Holders> {
    const { replica, reports, trustOf } = this.#options;
    const masters = [...(await reports())].map(([name, report]): [string, string] => [
      name,
      report?.trust ?? '',
    ]);
    const nodes = [...replica.store.list('Node')].map(({ metadata: { name = '' } }): [string, string] => [
      name,
      trustOf(name),
    ]);
    return { masters: new Map(masters), nodes: new Map(nodes) };
  }

  async #advance(): Promise<void> {
    const { replica, master, nowMs, logger } = this.#options;
    const signal = AbortSignal.timeout(apiLimits.requestMs);
    await replica.untilCurrent(signal);
    const holders = await this.#holders();
    let taken: Step['kind'] | undefined;
    await changeCluster(
      replica,
      {
        by: { user: masterName(master), source: `master ${master}` },
        reason: 'the authority that signs certificates changes',
        lane: 'control',
        nowMs,
        make: (cluster) => {
          const step = nextStep(replica.store, holders);
          taken = step.kind;
          const { authorities = [] } = cluster;
          const next = afterStep(authorities, step, nowMs());
          return equalValues(next, authorities) ? undefined : { ...cluster, authorities: next };
        },
      },
      signal,
    );
    if (taken === 'sign') logger.info('a new authority signs certificates', { ...this.#newest() });
    if (taken === 'drop') logger.info('the authorities before the newest are gone', { ...this.#newest() });
  }

  #newest(): { readonly authority: string } {
    return { authority: authoritiesIn(this.#options.replica.store).at(-1)?.id ?? '' };
  }

  /** Makes another authority; resolves with its name. Throws Conflict while one is on its way, Unsupported without any. */
  async rotate({ user, source }: Caller, signal: AbortSignal): Promise<string> {
    const { replica, vault, clusterId, nowMs, logger } = this.#options;
    await replica.untilCurrent(signal);
    const made = await createAuthority(`${clusterId}-${randomBytes(4).toString('hex')}`);
    const sealed = sealedAuthority(made, vault, nowMs());
    const present = signing(replica.store, vault).authority;
    const cross = await crossCertificate(present, made.certificate);
    const added: Authority = { ...sealed, ...(cross !== undefined && { crossCertificate: cross }) };
    const make = (cluster: Cluster): Cluster => {
      const { authorities = [] } = cluster;
      const newest = authorities.at(-1);
      if (newest !== undefined && signingOf(authorities) !== newest)
        throw new OrcError(
          'Conflict',
          `an authority is on its way already: it waits for ${(newest.waitingFor ?? []).join(', ') || 'the leader'}`,
        );
      if (authorities.length >= most.authorities)
        throw new OrcError(
          'Conflict',
          `there are ${authorities.length} authorities, the most that there may be: have the old ones go first (orc certificate rotate-ca --drop-old)`,
        );
      return { ...cluster, authorities: [...authorities, added] };
    };
    const reason = 'another authority for certificates';
    await changeCluster(replica, { by: { user, source }, reason, lane: 'user', nowMs, make }, signal);
    logger.info('there is another authority for certificates', { authority: added.id });
    return added.id;
  }

  /** Has the authorities before the newest go. Throws Conflict while the newest does not sign. */
  async dropOld({ user, source }: Caller, force: boolean, signal: AbortSignal): Promise<string> {
    const { replica, nowMs } = this.#options;
    await replica.untilCurrent(signal);
    const make = (cluster: Cluster): Cluster | undefined => {
      const authorities = withoutOld(cluster, force);
      return authorities && { ...cluster, authorities };
    };
    const reason = force ? 'the authorities before the newest go at once' : 'the old authorities are to go';
    await changeCluster(replica, { by: { user, source }, reason, lane: 'user', nowMs, make }, signal);
    return this.#newest().authority;
  }

  [Symbol.dispose](): void {
    this.#loop[Symbol.dispose]();
  }
}
