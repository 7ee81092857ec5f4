// The Cluster service: the masters themselves.
import { ownGroup } from '#kernel/access/operation.ts';
import { OrcError } from '#kernel/errors.ts';
import { ClusterService, type StatusResponse } from '#kernel/model/gen/api.gen.ts';
import type { AuthorityRotation } from '#api/certificates/authority-rotation.ts';
import type { Revocations } from '#api/certificates/revocations.ts';
import type { Caller } from '#api/commit.ts';
import type { KeyRotation } from '#api/encryption/key-rotation.ts';
import type { Calls } from '#api/grpc/calls.ts';
import type { Route } from '#api/grpc/definition.ts';
import type { MemberView } from '#api/raft-port.ts';
import type { Replica } from '#api/replica.ts';

export interface ClusterFaceOptions {
  readonly replica: Replica;
  readonly clusterId: string;
  readonly name: string;
  readonly version: string;
  /** The hash of the whole state: equal on masters at the same revision. */
  readonly stateHash: () => string;
  /** Names the key-encryption key by which this master seals. */
  readonly encryptionKeyId: () => string;
  readonly keyRotation: Pick<KeyRotation, 'rotate' | 'lock' | 'unlockKey'>;
  /** Makes another key for tokens; resolves with its name. */
  readonly rotateTokenKeys: (caller: Caller, signal: AbortSignal) => Promise<string>;
  readonly revocations: Pick<Revocations, 'revoke'>;
  readonly authorityRotation: Pick<AuthorityRotation, 'rotate' | 'dropOld'>;
}

export class ClusterFace {
  readonly #options: ClusterFaceOptions;
  #lastChange: Promise<unknown> = Promise.resolve();
  /** The number that the last master added here was given. */
  #lastId = 0;

  constructor(options: ClusterFaceOptions) {
    this.#options = options;
  }

  routes(calls: Calls): Route[] {
    const { methods } = ClusterService;
    return [
      calls.unary('Status', methods.status, async ({ withHash }, { allow }) => {
        allow({ verb: 'get', group: ownGroup, resource: 'masters' });
        return this.#status(withHash);
      }),
      calls.unary('TransferLeadership', methods.transferLeadership, async ({ to }, { allow }) => {
        allow({ verb: 'update', group: ownGroup, resource: 'masters/leadership', name: to });
        const { members } = await this.#options.replica.log.status();
        const member = members.find(({ name }) => name === to);
        if (member === undefined)
          throw new OrcError(
            'NotFound',
            `no master is named "${to}"; there are ${members.map(({ name }) => name).join(', ')}`,
          );
        await this.#options.replica.log.transferLeadership(member.id);
        return {};
      }),
      calls.unary('AddMaster', methods.addMaster, async ({ name, address }, { allow, signal }) => {
        allow({ verb: 'create', group: ownGroup, resource: 'masters', name });
        return { id: await this.#alone(signal, () => this.#add(name, address)) };
      }),
      calls.unary('RemoveMaster', methods.removeMaster, async ({ name }, { allow, signal }) => {
        allow({ verb: 'delete', group: ownGroup, resource: 'masters', name });
        await this.#alone(signal, () => this.#remove(name));
        return {};
      }),
      calls.unary('RotateTokenKeys', methods.rotateTokenKeys, async (_request, { caller, allow, signal }) => {
        allow({ verb: 'create', group: ownGroup, resource: 'tokenkeys' });
        return { keyId: await this.#options.rotateTokenKeys(caller, signal) };
      }),
      calls.unary(
        'RevokeCertificate',
        methods.revokeCertificate,
        async (request, { caller, allow, signal }) => {
          allow({ verb: 'create', group: ownGroup, resource: 'revocations' });
          return { already: await this.#options.revocations.revoke(request, caller, signal) };
        },
      ),
      calls.unary(
        'RotateEncryptionKey',
        methods.rotateEncryptionKey,
        async (_request, { caller, allow, signal }) => {
          allow({ verb: 'create', group: ownGroup, resource: 'encryptionkeys' });
          return { id: await this.#options.keyRotation.rotate(caller, signal) };
        },
      ),
      calls.unary('Lock', methods.lock, async ({ on, off, show }, { caller, allow, signal }) => {
        if ([on, off, show].filter(Boolean).length !== 1)
          throw new OrcError('BadRequest', 'on, off, show: exactly one of them');
        const verb = show ? 'get' : on ? 'create' : 'delete';
        allow({ verb, group: ownGroup, resource: 'masters/lock' });
        const { keyRotation } = this.#options;
        return {
          unlockKey: await (show ? keyRotation.unlockKey(signal) : keyRotation.lock(on, caller, signal)),
        };
      }),
      calls.unary(
        'RotateAuthority',
        methods.rotateAuthority,
        async ({ dropOld, force }, { caller, allow, signal }) => {
          allow({ verb: dropOld ? 'delete' : 'create', group: ownGroup, resource: 'authorities' });
          const { authorityRotation } = this.#options;
          return {
            id: await (dropOld
              ? authorityRotation.dropOld(caller, force, signal)
              : authorityRotation.rotate(caller, signal)),
          };
        },
      ),
    ];
  }

  /** The members as they are now. Throws Unavailable where this master does not lead. */
  async #members(): Promise<readonly MemberView[]> {
    const { members, leaderId } = await this.#options.replica.log.status();
    const leader = members.find(({ id }) => id === leaderId);
    if (this.#options.replica.leadership.role !== 'leader')
      throw new OrcError(
        'Unavailable',
        `only the leader changes the masters: ask ${leader?.name ?? 'again when there is one'}`,
      );
    return members;
  }

  /** One change after the other: each is checked against the members that those before it leave. */
  #alone<T>(signal: AbortSignal, change: () => Promise<T>): Promise<T> {
    const made = this.#lastChange.then(() => {
      // Who gave up while it waited is not surprised by it later.
      signal.throwIfAborted();
      return change();
    });
    this.#lastChange = made.catch(() => undefined);
    return made;
  }

  async #add(name: string, address: string): Promise<number> {
    if (name === '' || !/^[^:\s]+:\d+$/.test(address))
      throw new OrcError(
        'BadRequest',
        `a master needs a name and an address as host:port, not "${name}" and "${address}"`,
      );
    const members = await this.#members();
    if (members.some((member) => member.name === name))
      throw new OrcError(
        'AlreadyExists',
        `a master named "${name}" is a member already: remove it first if it lost its disk`,
      );
    // Never used before and never again: a removed member's number must not come back.
    const id = Math.max(
      Math.floor(Date.now() / 1000),
      this.#lastId + 1,
      ...members.map((each) => each.id + 1),
    );
    this.#lastId = id;
    // It votes once it has what the others have: until then it could only cost the cluster its quorum.
    const put = [{ id, name, address, learner: true, promote: true }];
    await this.#options.replica.log.changeMembers({ put, remove: [] });
    return id;
  }

  async #remove(name: string): Promise<void> {
    const members = await this.#members();
    const removed = members.find((member) => member.name === name);
    if (removed === undefined)
      throw new OrcError(
        'NotFound',
        `no master is named "${name}"; there are ${members.map((member) => member.name).join(', ')}`,
      );
    if (members.length === 1)
      throw new OrcError('Conflict', `"${name}" is the only master: a cluster needs at least one`);
    // The leader itself refuses what would leave no quorum.
    await this.#options.replica.log.changeMembers({ put: [], remove: [removed.id] });
  }

  async #status(withHash: boolean): Promise<StatusResponse> {
    const { replica, clusterId, name, version, stateHash, encryptionKeyId } = this.#options;
    const { term, leaderId, commitIndex, members, diskFull } = await replica.log.status();
    return {
      clusterId,
      name,
      version,
      clusterVersion: replica.store.clusterVersion,
      term,
      leader: members.find(({ id }) => id === leaderId)?.name ?? '',
      commitIndex,
      appliedIndex: replica.appliedIndex,
      revision: replica.store.revision,
      masters: members,
      stateHash: withHash ? stateHash() : '',
      diskFull,
      encryptionKeyId: encryptionKeyId(),
    };
  }
}
