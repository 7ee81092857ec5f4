// Asks the masters for tokens of this node's pods, over the node's connection to NATS. Whichever master is free answers.
import type { NatsConnection } from 'nats';
import { type ErrorCode, OrcError, errorCodes, messageOf } from '#kernel/errors.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { TokenAsk, TokenGiven } from '#kernel/model/gen/node.gen.ts';
import { nodeFormat, subjects } from '#kernel/node/protocol.ts';
import type { Random } from '#kernel/ports.ts';
import { agentLimits } from '#node-agent/limits.ts';
import { Slots } from '#node-agent/slots.ts';

/** Which token of which pod; seconds is how long it is to hold. */
export type TokenQuestion = Omit<TokenAsk, 'format' | 'node'>;

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}

export class TokenAsker {
  readonly #node: string;
  readonly #random: Random;
  readonly #slots = new Slots(agentLimits.volumes.questions);
  #connection: NatsConnection | undefined;

  constructor(node: string, random: Random) {
    this.#node = node;
    this.#random = random;
  }

  /** Gives it the connection to ask over; until then no master is reached. */
  attach(connection: NatsConnection): void {
    this.#connection = connection;
  }

  /** A token. Rejects with what the masters refused it with, or Unavailable when none answers. */
  ask(question: TokenQuestion): Promise<string> {
    return this.#slots.run(() => this.#ask(question));
  }

  async #ask(question: TokenQuestion): Promise<string> {
    const connection = this.#connection;
    if (connection === undefined) throw new OrcError('Unavailable', 'no token: no master is reached yet');
    let given: TokenGiven;
    try {
      // The answer comes on a subject of this node: no other is to hear it.
      const answer = await connection.request(
        subjects.askToken(this.#node),
        encode(TokenAsk, { ...question, format: nodeFormat, node: this.#node }),
        {
          timeout: agentLimits.volumes.answerMs,
          noMux: true,
          reply: subjects.tokenAnswer(this.#node, this.#random.uuid()),
        },
      );
      given = decode(TokenGiven, answer.data);
    } catch (error) {
      const why = `no token: no master answers: ${messageOf(error)}`;
      throw new OrcError('Unavailable', why, {}, { cause: error });
    }
    if (given.error === '') return given.token;
    throw new OrcError(isErrorCode(given.error) ? given.error : 'Internal', `no token: ${given.message}`);
  }
}
