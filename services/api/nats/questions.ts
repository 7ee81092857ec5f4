// Questions that nodes ask over NATS and any master answers: one of the masters takes each. A node asks in its own name
// only, on a subject of its own; how many are under way at once is bounded.
import type { Msg, NatsConnection, Subscription } from 'nats';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import type { MessageType } from '#kernel/model/schema.ts';
import { nodeFormat } from '#kernel/node/protocol.ts';
import type { Counter, Logger } from '#kernel/ports.ts';

/** Masters share the questions: each is answered by one of them. */
const queue = 'masters';

export interface Question {
  readonly format: number;
  readonly node: string;
}

export interface NodeQuestionsOptions<Ask extends Question, Given> {
  readonly connection: NatsConnection;
  /** The subjects of all nodes, and the one of a node. */
  readonly anySubject: string;
  readonly subjectOf: (node: string) => string;
  readonly ask: MessageType<Ask>;
  readonly given: MessageType<Given>;
  /** The most questions under way. */
  readonly underWay: number;
  /** The answer to a question. Throws OrcError with why there is none. */
  readonly answer: (ask: Ask) => Promise<Given>;
  /** The answer that says why there is none. */
  readonly refusal: (error: string, message: string) => Given;
  /** Counts answers by outcome. */
  readonly count: Counter;
  readonly logger: Logger;
}

export class NodeQuestions<Ask extends Question, Given> {
  readonly #options: NodeQuestionsOptions<Ask, Given>;
  readonly #subscription: Subscription;
  #underWay = 0;

  /** Answers from now on, until it is closed. */
  constructor(options: NodeQuestionsOptions<Ask, Given>) {
    this.#options = options;
    this.#subscription = options.connection.subscribe(options.anySubject, { queue });
    void this.#listen();
  }

  async #listen(): Promise<void> {
    for await (const message of this.#subscription) void this.#answer(message);
  }

  async #answer(message: Msg): Promise<void> {
    const { count, given } = this.#options;
    const { outcome, answer } = await this.#make(message);
    count.add(1, { outcome });
    message.respond(encode(given, answer));
  }

  async #make(message: Msg): Promise<{ outcome: string; answer: Given }> {
    const { underWay, refusal, ask, subjectOf, answer, logger } = this.#options;
    this.#underWay += 1;
    try {
      if (this.#underWay > underWay)
        throw new OrcError('TooBusy', 'this master answers too many questions at once: ask again');
      const asked = decode(ask, message.data);
      if (asked.format !== nodeFormat)
        throw new OrcError('Unsupported', `the masters speak format ${nodeFormat}: upgrade this node`);
      if (message.subject !== subjectOf(asked.node))
        throw new OrcError('Forbidden', `the question came by ${message.subject}, which is another node's`);
      return { outcome: 'given', answer: await answer(asked) };
    } catch (error) {
      logger.debug('a question of a node was refused', {
        subject: message.subject,
        error: messageOf(error),
      });
      const outcome = error instanceof OrcError ? error.code : 'Internal';
      return { outcome, answer: refusal(outcome, messageOf(error)) };
    } finally {
      this.#underWay -= 1;
    }
  }

  /** Answers no more: this master stops. */
  close(): void {
    this.#subscription.unsubscribe();
  }
}
