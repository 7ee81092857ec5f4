// What a master asks the others, over gRPC with its own certificate: few and small questions, each on a connection of
// its own, while something changes on all masters in step.
import { Client, credentials } from '@grpc/grpc-js';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { type MasterReport, MastersService } from '#kernel/model/gen/api.gen.ts';
import type { MethodType } from '#kernel/model/schema.ts';
import { methodDefinition } from '#api/grpc/definition.ts';
import type { MemberView } from '#api/raft-port.ts';
import type { Credential } from '#runtime/credential.ts';
import { groups, masterName } from '#runtime/pki.ts';

/** How long a master may take to answer. */
const answerMs = 5_000;

export interface PeersOptions {
  readonly credential: Credential;
  /** The port at which every master serves gRPC. */
  readonly port: number;
}

export class Peers {
  readonly #options: PeersOptions;

  constructor(options: PeersOptions) {
    this.#options = options;
  }

  /** What a master holds. Rejects with Unavailable, naming it, when it does not answer or is another. */
  report(member: Pick<MemberView, 'name' | 'address'>): Promise<MasterReport> {
    return this.#ask(member, MastersService.methods.report, {});
  }

  #ask<Request, Response>(
    { name, address }: Pick<MemberView, 'name' | 'address'>,
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
    const client = new Client(`${host}:${port}`, secure);
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
