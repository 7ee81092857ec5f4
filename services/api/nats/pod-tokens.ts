// Tokens for pods, as their nodes ask for them: any master answers. A node gets tokens only for pods that are bound to
// it, of the account they run as, for those whom their volumes name; each is bound to its pod and ends with it.
import type { NatsConnection } from 'nats';
import { OrcError } from '#kernel/errors.ts';
import { tokenIssuer } from '#kernel/kinds/api-service.ts';
import { isPodFinished } from '#kernel/kinds/pod.ts';
import { accountNameOf } from '#kernel/kinds/pod-spec.ts';
import { tokenSeconds, tokensIn } from '#kernel/kinds/pod-volumes.ts';
import { TokenAsk, TokenGiven } from '#kernel/model/gen/node.gen.ts';
import { subjects } from '#kernel/node/protocol.ts';
import type { Logger, Metrics } from '#kernel/ports.ts';
import type { StateView } from '#kernel/store/view.ts';
import { apiLimits } from '#api/limits.ts';
import { NodeQuestions } from '#api/nats/questions.ts';
import type { AccountTokens, TokenWish } from '#api/tokens/account-tokens.ts';

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

/** Answers nodes' questions for tokens from now on, until what is returned is closed. */
export function answerPodTokens(options: PodTokensOptions): NodeQuestions<TokenAsk, TokenGiven> {
  const { connection, tokens, view, current, logger, metrics } = options;
  const wish = async (ask: TokenAsk): Promise<TokenWish> => {
    try {
      return wishOf(ask, view());
    } catch {
      // This master may not have applied yet what the node has been told.
      await current(AbortSignal.timeout(apiLimits.podTokens.answerMs));
      return wishOf(ask, view());
    }
  };
  return new NodeQuestions({
    connection,
    anySubject: subjects.anyAskToken,
    subjectOf: subjects.askToken,
    ask: TokenAsk,
    given: TokenGiven,
    underWay: apiLimits.podTokens.underWay,
    async answer(ask) {
      const { token } = await tokens.issue(await wish(ask));
      return { error: '', message: '', token };
    },
    refusal: (error, message) => ({ error, message, token: '' }),
    count: metrics.counter('orc_pod_tokens_total', 'Tokens that nodes asked for their pods, by outcome.', [
      'outcome',
    ]),
    logger,
  });
}
