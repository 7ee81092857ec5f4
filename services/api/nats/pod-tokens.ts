// Tokens for pods, as their nodes ask for them: any master answers. A node gets tokens only for pods that are bound to
// it, of the account they run as, for those whom their volumes name; each is bound to its pod and ends with it.
import type { Msg, NatsConnection, Subscription } from 'nats';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { tokenIssuer } from '#kernel/kinds/api-service.ts';
import { isPodFinished } from '#kernel/kinds/pod.ts';
import { accountNameOf } from '#kernel/kinds/pod-spec.ts';
import { tokenSeconds, tokensIn } from '#kernel/kinds/pod-volumes.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { TokenAsk, TokenGiven } from '#kernel/model/gen/node.gen.ts';
import { nodeFormat, subjects } from '#kernel/node/protocol.ts';
import type { Counter, Logger, Metrics } from '#kernel/ports.ts';
import type { StateView } from '#kernel/store/view.ts';
import { apiLimits } from '#api/limits.ts';
import type { AccountTokens, TokenWish } from '#api/tokens/account-tokens.ts';

/** Masters share the questions: each is answered by one of them. */
const queue = 'masters';

export interface PodTokensOptions {
  readonly connection: NatsConnection;
  readonly tokens: Pick<AccountTokens, 'issue'>;
  /** The state as this master has it now. */
  readonly view: () => StateView;
  /** Resolves once that holds everything acknowledged before. */
  readonly current: (signal: AbortSignal) => Promise<void>;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** What the token that a node asks for is to say. Throws NotFound, Forbidden or BadRequest. */
export function wishOf(ask: TokenAsk, view: StateView): TokenWish {
  const pod = view.get('Pod', ask.namespace, ask.pod);
  if (pod === undefined || pod.metadata.uid !== ask.uid)
    throw new OrcError('NotFound', `pods "${ask.pod}" not found: no token is made for it`);
  const node = view.get('Node', '', ask.node);
  if (pod.spec.nodeName !== ask.node || node === undefined)
    throw new OrcError('Forbidden', `pod "${ask.pod}" is not bound to node "${ask.node}"`);
  if (isPodFinished(pod))
    throw new OrcError('Forbidden', `pod "${ask.pod}" has ended: it gets no more tokens`);
  const named = tokensIn(pod.spec).find(
    (each) => (each.audience ?? '') === ask.audience && tokenSeconds(each) === ask.seconds,
  );
  if (named === undefined)
    throw new OrcError('Forbidden', `no volume of pod "${ask.pod}" asks for such a token`);
  const name = accountNameOf(pod.spec);
  const account = view.get('ServiceAccount', ask.namespace, name);
  if (account === undefined)
    throw new OrcError('NotFound', `serviceaccounts "${name}" not found: make it again in ${ask.namespace}`);
  const { shortest, longest } = apiLimits.accountTokens.seconds;
  return {
    audiences: [ask.audience === '' ? tokenIssuer : ask.audience],
    seconds: Math.min(longest, Math.max(shortest, ask.seconds)),
    namespace: ask.namespace,
    account: { name, uid: account.metadata.uid ?? '' },
    pod: { name: ask.pod, uid: ask.uid },
    node: { name: ask.node, uid: node.metadata.uid ?? '' },
  };
}

export class PodTokens {
  readonly #options: PodTokensOptions;
  readonly #subscription: Subscription;
  readonly #given: Counter;
  #underWay = 0;

  /** Answers from now on, until it is closed. */
  constructor(options: PodTokensOptions) {
    this.#options = options;
    this.#given = options.metrics.counter(
      'orc_pod_tokens_total',
      'Tokens that nodes asked for their pods, by outcome.',
      ['outcome'],
    );
    this.#subscription = options.connection.subscribe(subjects.anyAskToken, { queue });
    void this.#listen();
  }

  async #listen(): Promise<void> {
    for await (const message of this.#subscription) void this.#answer(message);
  }

  async #answer(message: Msg): Promise<void> {
    const given = await this.#make(message);
    this.#given.add(1, { outcome: given.error === '' ? 'given' : given.error });
    message.respond(encode(TokenGiven, given));
  }

  async #make(message: Msg): Promise<TokenGiven> {
    const { podTokens } = apiLimits;
    if (this.#underWay >= podTokens.underWay)
      return { error: 'TooBusy', message: 'this master makes too many tokens at once: ask again', token: '' };
    this.#underWay += 1;
    try {
      const ask = decode(TokenAsk, message.data);
      if (ask.format !== nodeFormat)
        throw new OrcError('Unsupported', `the masters speak format ${nodeFormat}: upgrade this node`);
      if (message.subject !== subjects.askToken(ask.node))
        throw new OrcError('Forbidden', `the question came by ${message.subject}, which is another node's`);
      const { token } = await this.#options.tokens.issue(await this.#wish(ask));
      return { error: '', message: '', token };
    } catch (error) {
      this.#options.logger.debug('a node got no token', {
        subject: message.subject,
        error: messageOf(error),
      });
      const code = error instanceof OrcError ? error.code : 'Internal';
      return { error: code, message: messageOf(error), token: '' };
    } finally {
      this.#underWay -= 1;
    }
  }

  async #wish(ask: TokenAsk): Promise<TokenWish> {
    const { view, current } = this.#options;
    try {
      return wishOf(ask, view());
    } catch {
      // This master may not have applied yet what the node has been told.
      await current(AbortSignal.timeout(apiLimits.podTokens.answerMs));
      return wishOf(ask, view());
    }
  }

  /** Answers no more: this master stops. */
  close(): void {
    this.#subscription.unsubscribe();
  }
}
