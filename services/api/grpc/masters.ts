// The Masters service: what masters ask each other. Roles do not count here: only who shows a master's own certificate
// is answered.
import { OrcError } from '#kernel/errors.ts';
import { type EncryptionKeysRequest, type MasterReport, MastersService } from '#kernel/model/gen/api.gen.ts';
import type { Caller } from '#api/commit.ts';
import type { Calls } from '#api/grpc/calls.ts';
import type { Route } from '#api/grpc/definition.ts';
import { groups, masterName } from '#runtime/pki.ts';

export interface MastersFaceOptions {
  /** What this master holds. */
  readonly report: () => MasterReport;
  /** Key-encryption keys for a master. Throws Forbidden with why it gets none. */
  readonly encryptionKeys: (request: EncryptionKeysRequest) => Promise<readonly Uint8Array[]>;
}

function refuseOthers({ groups: held, byCertificate, user }: Caller): void {
  if (byCertificate !== true || !held.includes(groups.masters))
    throw new OrcError('Forbidden', `only masters ask masters, by their own certificate: not "${user}"`);
}

export class MastersFace {
  readonly #options: MastersFaceOptions;

  constructor(options: MastersFaceOptions) {
    this.#options = options;
  }

  routes(calls: Calls): Route[] {
    const { methods } = MastersService;
    return [
      calls.unary('Report', methods.report, async (_request, { caller }) => {
        refuseOthers(caller);
        return this.#options.report();
      }),
      calls.unary('EncryptionKeys', methods.encryptionKeys, async (request, { caller }) => {
        refuseOthers(caller);
        if (caller.user !== masterName(request.name))
          throw new OrcError('Forbidden', `name: "${request.name}" is not who asks: "${caller.user}"`);
        return { keys: await this.#options.encryptionKeys(request) };
      }),
      calls.unary('Unlock', methods.unlock, async () => ({ already: true })),
    ];
  }
}
