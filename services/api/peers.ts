// What a master asks the others, over gRPC with its own certificate: few and small questions, each on a connection of
// its own, while something changes on all masters in step.
import { Client, credentials } from '@grpc/grpc-js';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { type EncryptionKeysRequest, type MasterReport, MastersService } from '#kernel/model/gen/api.gen.ts';
import type { MethodType } from '#kernel/model/schema.ts';
import { methodDefinition } from '#api/grpc/definition.ts';
import type { MemberView } from '#api/raft-port.ts';
import type { Credential } from '#runtime/credential.ts';
import { groups, masterName } from '#runtime/pki.ts';

/** How long a master may take to answer. */
const answerMs = 5_000;

type Member = Pick<MemberView, 'name' | 'address'>;

export interface PeersOptions {
  readonly credential: Credential;
  /** The port at which every master serves gRPC. */
  readonly port: number;
  /** This master's name, and what it says of itself. */
  readonly self: string;
  readonly own: () => MasterReport;
  /** The cluster's members as they are now. */
  readonly members: () => Promise<readonly Member[]>;
}

export class Peers {
  readonly #options: PeersOptions;

  constructor(options: PeersOptions) {
    this.#options = options;
  }

  /** What each member holds, this master among them, by name; undefined for one that does not answer. */
  async reports(): Promise<ReadonlyMap<string, MasterReport | undefined>> {
    const { self, own, members } = this.#options;
    const asked = (await members()).map(async (member): Promise<[string, MasterReport | undefined]> => {
      if (member.name === self) return [self, own()];
      try {
        return [member.name, await this.#ask(member, MastersService.methods.report, {})];
      } catch {
        return [member.name, undefined];
      }
    });
    return new Map(await Promise.all(asked));
  }

  /** The key-encryption keys that other masters give for a request; none where none does. */
  async encryptionKeys(request: EncryptionKeysRequest): Promise<readonly Uint8Array[]> {
    const { self, members } = this.#options;
    const others = (await members()).filter(({ name }) => name !== self);
    const answers = await Promise.allSettled(
      others.map((member) => this.#ask(member, MastersService.methods.encryptionKeys, request)),
    );
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.keys : []));
  }

  #ask<Request, Response>(
    { name, address }: Member,
    method: MethodType<Request, Response>,
    request: Request,
  ): Promise<Response> {
    const { port, credential } = this.#options;
    const { authority, certificate, key } = credential.current;
    const host = address.slice(0, address.lastIndexOf(':'));
    const [ca, own, ownKey] = [authority, certificate, key].map((text) => Buffer.from(text));
    const secure = credentials.createSsl(ca, ownKey, own, {
      // The certificate names a master, not a host: whoever answers must be that very master.
      checkServerIdentity: (_host, { subject }) =>
        subject.CN === masterName(name) && subject.O === groups.masters
          ? undefined
          : new OrcError('Unauthorized', `${address} is not master ${name}`),
    });
    // An address is no name for TLS; which name stands there does not matter, see above.
    const client = new Client(`${host}:${port}`, secure, { 'grpc.ssl_target_name_override': 'masters.orc' });
    const { path, requestSerialize, responseDeserialize } = methodDefinition(method);
    return new Promise((resolve, reject) => {
      const deadline = Date.now() + answerMs;
      client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        { deadline },
        (error, answer) => {
          client.close();
          if (error === null && answer !== undefined) resolve(answer);
          else
            reject(
              new OrcError(
                'Unavailable',
                `master ${name} does not answer: ${messageOf(error)}`,
                {},
                { cause: error },
              ),
            );
        },
      );
    });
  }
}
