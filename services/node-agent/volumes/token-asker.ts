// Asks the masters for tokens of this node's pods.
import { TokenAsk, TokenGiven } from '#kernel/model/gen/node.gen.ts';
import { nodeFormat, subjects } from '#kernel/node/protocol.ts';
import { agentLimits } from '#node-agent/limits.ts';
import type { Questions } from '#node-agent/questions.ts';
import { Slots } from '#node-agent/slots.ts';

/** Which token of which pod; seconds is how long it is to hold. */
export type TokenQuestion = Omit<TokenAsk, 'format' | 'node'>;

export class TokenAsker {
  readonly #node: string;
  readonly #questions: Questions;
  readonly #slots = new Slots(agentLimits.volumes.questions);

  constructor(node: string, questions: Questions) {
    this.#node = node;
    this.#questions = questions;
  }

  /** A token. Rejects with what the masters refused it with, or Unavailable when none answers. */
  ask(question: TokenQuestion): Promise<string> {
    const node = this.#node;
    const where = {
      what: 'token',
      subject: subjects.askToken(node),
      reply: (id: string) => subjects.tokenAnswer(node, id),
      ask: TokenAsk,
      given: TokenGiven,
    };
    return this.#slots.run(async () => {
      const { token } = await this.#questions.ask(where, { ...question, format: nodeFormat, node });
      return token;
    });
  }
}
