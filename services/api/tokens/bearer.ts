// Bearer tokens of every kind: each goes to the one authority that can know it, by what it says of its issuer. That is
// only whom to ask: no issuer is believed before its signature has been verified, and none is asked about the tokens of
// another.
import { decodeJwt } from 'jose';
import { tokenIssuer } from '#kernel/kinds/api-service.ts';
import type { Counter, Logger, Metrics } from '#kernel/ports.ts';
import { type Identity, type StaticTokens, type Tokens, digestOf } from '#api/access/identity.ts';
import { isBootstrapToken } from '#api/certificates/bootstrap-tokens.ts';
import { apiLimits } from '#api/limits.ts';
import type { AccountTokens, TokenOwner } from '#api/tokens/account-tokens.ts';
import { Remembered } from '#api/tokens/remembered.ts';

/** An issuer beside the masters themselves. */
export interface Issuer {
  /** What its tokens carry as `iss`. */
  readonly url: string;
  /** Who shows a token that was good before and is so still; undefined where that must be looked at. */
  recall(digest: string): Identity | undefined;
  /** Who shows a token; `digest` is the token's. */
  identify(token: string, digest: string): Promise<Identity | undefined>;
}

export interface BearerTokensOptions {
  /** The tokens of a list. */
  readonly listed: StaticTokens;
  /** The tokens by which machines join. */
  readonly bootstrap: Tokens;
  /** The tokens that masters sign. */
  readonly accounts: Pick<AccountTokens, 'recall' | 'review'>;
  readonly issuers: readonly Issuer[];
  readonly logger: Logger;
  readonly metrics: Metrics;
}

type Kind = 'listed' | 'bootstrap' | 'service-account' | 'oidc' | 'unknown';

/** The issuer that a token names; undefined where it is no JSON Web Token, or too long to be one. */
function issuerNamed(token: string): string | undefined {
  if (token.length > apiLimits.oidc.tokenBytes) return undefined;
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

export class BearerTokens implements Tokens {
  readonly #options: BearerTokensOptions;
  readonly #issuers: ReadonlyMap<string, Issuer>;
  readonly #counter: Counter;
  readonly #uncounted = new Map<Kind, number>();
  /** What a connection showed last. */
  readonly #shown = new WeakMap<object, { readonly token: string; readonly digest: string }>();
  /** What tokens claim of their issuers, by digest. It is only claimed, and so of any token the same for ever. */
  readonly #claimed = new Remembered<string>(apiLimits.accountTokens.remembered);

  constructor(options: BearerTokensOptions) {
    this.#options = options;
    this.#issuers = new Map(options.issuers.map((issuer) => [issuer.url, issuer]));
    this.#counter = options.metrics.counter(
      'orc_token_authentications_total',
      'Bearer tokens that were shown or reviewed, by kind and outcome.',
      ['kind', 'outcome'],
    );
  }

  /** Who shows a token. Rejects with Unavailable when that can't be known now. */
  identify(token: string, connection?: object): Identity | Promise<Identity | undefined> {
    const digest = this.#digestOn(token, connection);
    return this.#recall(digest) ?? this.#identify(token, digest);
  }

  async #identify(token: string, digest: string): Promise<Identity | undefined> {
    return (await this.review(token, [tokenIssuer], digest))?.identity;
  }

  /** A token's digest; made once as long as its connection shows no other. */
  #digestOn(token: string, connection: object | undefined): string {
    const shown = connection && this.#shown.get(connection);
    if (shown?.token === token) return shown.digest;
    const digest = digestOf(token);
    if (connection !== undefined) this.#shown.set(connection, { token, digest });
    return digest;
  }

  /** Who shows a token that was good the last time and is so still: that waits for nothing. */
  #recall(digest: string): Identity | undefined {
    const name = this.#claimed.get(digest);
    if (name === undefined) return undefined;
    const isOwn = name === tokenIssuer;
    const identity = isOwn ? this.#options.accounts.recall(digest) : this.#issuers.get(name)?.recall(digest);
    if (identity === undefined) return undefined;
    this.#accepted(isOwn ? 'service-account' : 'oidc');
    return identity;
  }

  /** Whose a token is that is for any of `audiences`; undefined when it is not good. */
  async review(
    token: string,
    audiences: readonly string[],
    digest = digestOf(token),
  ): Promise<TokenOwner | undefined> {
    const { listed } = this.#options;
    // The tokens of a list and of issuers are for the masters, and for nobody else.
    const isForMasters = audiences.includes(tokenIssuer);
    const identity = isForMasters ? listed.identify(token, digest) : undefined;
    if (identity !== undefined) return this.#counted('listed', { identity, audiences: [tokenIssuer] });
    if (isForMasters && isBootstrapToken(token))
      return this.#ask('bootstrap', async () => {
        const known = await this.#options.bootstrap.identify(token);
        return known && { identity: known, audiences: [tokenIssuer] };
      });
    const name = this.#issuerOf(token, digest);
    if (name === tokenIssuer)
      return this.#ask('service-account', () => this.#options.accounts.review(token, audiences, digest));
    const issuer = name === undefined ? undefined : this.#issuers.get(name);
    if (issuer === undefined) {
      const reason =
        name === undefined
          ? 'it is neither in the list nor a JSON Web Token'
          : 'its issuer is none of those configured';
      this.#options.logger.debug('token refused', { reason });
      return this.#counted('unknown', undefined);
    }
    return this.#ask('oidc', async () => {
      const known = isForMasters ? await issuer.identify(token, digest) : undefined;
      return known && { identity: known, audiences: [tokenIssuer] };
    });
  }

  /** Counts tokens that were good, those of one turn of the event loop at once: a counter costs more than they do. */
  #accepted(kind: Kind): void {
    const before = this.#uncounted.get(kind);
    this.#uncounted.set(kind, (before ?? 0) + 1);
    if (before !== undefined) return;
    setImmediate(() => {
      this.#counter.add(this.#uncounted.get(kind), { kind, outcome: 'accepted' });
      this.#uncounted.delete(kind);
    });
  }

  #issuerOf(token: string, digest: string): string | undefined {
    const known = this.#claimed.get(digest);
    if (known !== undefined) return known;
    const name = issuerNamed(token);
    // Names that nobody has are not worth remembering.
    if (name !== undefined && (name === tokenIssuer || this.#issuers.has(name)))
      this.#claimed.set(digest, name);
    return name;
  }

  async #ask(kind: Kind, review: () => Promise<TokenOwner | undefined>): Promise<TokenOwner | undefined> {
    try {
      return this.#counted(kind, await review());
    } catch (error) {
      this.#counter.add(1, { kind, outcome: 'unavailable' });
      throw error;
    }
  }

  #counted(kind: Kind, owner: TokenOwner | undefined): TokenOwner | undefined {
    this.#counter.add(1, { kind, outcome: owner === undefined ? 'refused' : 'accepted' });
    return owner;
  }
}
