// The Cluster service: the masters themselves.
import { OrcError } from '#kernel/errors.ts';
import { ClusterService, type StatusResponse } from '#kernel/model/gen/api.gen.ts';
import type { Calls } from '#api/grpc/calls.ts';
import type { Route } from '#api/grpc/definition.ts';
import type { Replica } from '#api/replica.ts';

export interface ClusterFaceOptions {
  readonly replica: Replica;
  readonly clusterId: string;
  readonly name: string;
  readonly version: string;
  /** The hash of the whole state: equal on masters at the same revision. */
  readonly stateHash: () => string;
}

export class ClusterFace {
  readonly #options: ClusterFaceOptions;

  constructor(options: ClusterFaceOptions) {
    this.#options = options;
  }

  routes(calls: Calls): Route[] {
    const { methods } = ClusterService;
    return [
      calls.unary('Status', methods.status, async ({ withHash }, { allow }) => {
        allow({ verb: 'get', resource: 'masters' });
        return this.#status(withHash);
      }),
      calls.unary('TransferLeadership', methods.transferLeadership, async ({ to }, { allow }) => {
        allow({ verb: 'admin', resource: 'masters', name: to });
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
    ];
  }

  async #status(withHash: boolean): Promise<StatusResponse> {
    const { replica, clusterId, name, version, stateHash } = this.#options;
    const { term, leaderId, commitIndex, members } = await replica.log.status();
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
    };
  }
}
