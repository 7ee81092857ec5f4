// Questions to the masters over the node's connection to NATS. Whichever master is free answers.
import type { NatsConnection } from 'nats';
import { OrcError, isErrorCode, messageOf } from '#kernel/errors.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import type { MessageType } from '#kernel/model/schema.ts';
import type { Random } from '#kernel/ports.ts';
import { agentLimits } from '#node-agent/limits.ts';

/** What masters answer: the error's code and what was wrong, empty where there is an answer. */
export interface Given {
  readonly error: string;
  readonly message: string;
}

/** A question and where it goes. */
export interface Question<Ask, Answer extends Given> {
  /** What is asked for, as errors name it. */
  readonly what: string;
  readonly subject: string;
  /** The subject of the answer, one of this node's own, so that no other hears it. */
  readonly reply: (question: string) => string;
  readonly ask: MessageType<Ask>;
  readonly given: MessageType<Answer>;
}

export class Questions {
  readonly #random: Random;
  #connection: NatsConnection | undefined;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Gives it the connection to ask over; until then no master is reached. */
  attach(connection: NatsConnection): void {
    this.#connection = connection;
  }

  /** The answer. Rejects with what the masters refused it with, or Unavailable when none answers. */
  async ask<Ask, Answer extends Given>(
    { what, subject, reply, ask, given }: Question<Ask, Answer>,
    asked: Ask,
  ): Promise<Answer> {
    const connection = this.#connection;
    if (connection === undefined) throw new OrcError('Unavailable', `no ${what}: no master is reached yet`);
    let answer: Answer;
    try {
      const message = await connection.request(subject, encode(ask, asked), {
        timeout: agentLimits.volumes.answerMs,
        noMux: true,
        reply: reply(this.#random.uuid()),
      });
      answer = decode(given, message.data);
    } catch (error) {
      const why = `no ${what}: no master answers: ${messageOf(error)}`;
      throw new OrcError('Unavailable', why, {}, { cause: error });
    }
    if (answer.error === '') return answer;
    const code = isErrorCode(answer.error) ? answer.error : 'Internal';
    throw new OrcError(code, `no ${what}: ${answer.message}`);
  }
}
