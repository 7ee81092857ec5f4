// Tokens of service accounts: JSON Web Tokens (RFC 7519) that masters sign and masters verify. A signature alone makes
// none good: its account and what it is bound to must stand in the present state, each time it is shown. Who shows one
// that is not good is told no more than that; why is logged at debug.
import { SignJWT, errors, jwtVerify } from 'jose';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { tokenIssuer } from '#kernel/kinds/api-service.ts';
import type { Logger, Random } from '#kernel/ports.ts';
import type { StateView } from '#kernel/store/view.ts';
import { type Identity, type Tokens, digestOf } from '#api/access/identity.ts';
import { apiLimits } from '#api/limits.ts';
import {
  type AccountClaims,
  type Reference,
  claimsIn,
  identityOfClaims,
  payloadOf,
  whyNotBorneOut,
} from '#api/tokens/claims.ts';
import { type TokenKeys, tokenAlgorithm } from '#api/tokens/keys.ts';
import { Remembered } from '#api/tokens/remembered.ts';

export interface AccountTokensOptions {
  readonly keys: TokenKeys;
  /** The state as this master has it now. */
  readonly view: () => StateView;
  /** Resolves once that holds everything acknowledged before. */
  readonly current: () => Promise<void>;
  readonly nowMs: () => number;
  readonly random: Random;
  readonly logger: Logger;
}

/** What a token is to say. */
export interface TokenWish {
  readonly audiences: readonly string[];
  readonly seconds: number;
  readonly namespace: string;
  readonly account: Reference;
  readonly pod?: Reference;
  readonly secret?: Reference;
  readonly node?: Reference;
}

/** Whose a token is, and for whom, of those asked about. */
export interface TokenOwner {
  readonly identity: Identity;
  readonly audiences: readonly string[];
}

/** A token whose signature was good. */
interface Verified {
  readonly keyId: string;
  readonly claims: AccountClaims;
  readonly identity: Identity;
}

/** A token that is not good, and why: for the log, not for whoever shows it. */
class Refusal extends Error {}

export class AccountTokens implements Tokens {
  readonly #options: AccountTokensOptions;
  /** By the token's digest. */
  readonly #verified = new Remembered<Verified>(apiLimits.accountTokens.remembered);
  #askedMs = -Infinity;
  #asking: Promise<void> | undefined;

  constructor(options: AccountTokensOptions) {
    this.#options = options;
  }

  /** Signs a token. Throws Unavailable without a key, Invalid when it would be too long to be shown. */
  async issue(wish: TokenWish): Promise<{ readonly token: string; readonly expiresAtMs: number }> {
    const { keys, random, logger } = this.#options;
    const nowMs = this.#options.nowMs();
    const issuedAt = Math.floor(nowMs / 1000);
    const { seconds, ...rest } = wish;
    const claims: AccountClaims = {
      ...rest,
      id: random.uuid(),
      issuedAt,
      notBefore: issuedAt,
      expiresAt: issuedAt + seconds,
    };
    const { id, key } = keys.signer(nowMs);
    const token = await new SignJWT(payloadOf(claims))
      .setProtectedHeader({ alg: tokenAlgorithm, kid: id })
      .setIssuer(tokenIssuer)
      .sign(key);
    const { bytes } = apiLimits.accountTokens;
    if (token.length > bytes)
      throw new OrcError(
        'BadRequest',
        `spec.audiences: the token would have ${token.length} bytes, may have at most ${bytes}: name fewer audiences`,
      );
    const { user } = identityOfClaims(claims);
    logger.debug('token issued', { user, id: claims.id, key: id, seconds });
    return { token, expiresAtMs: claims.expiresAt * 1000 };
  }

  /** Who shows a token that is for these masters. Rejects with Unavailable when that can't be known now. */
  async identify(token: string): Promise<Identity | undefined> {
    return (await this.review(token, [tokenIssuer]))?.identity;
  }

  /** Who shows a token that was good before, and is so by the state as it is here; undefined where that must be asked. */
  recall(digest: string): Identity | undefined {
    const { keys, view, nowMs } = this.#options;
    const known = this.#verified.get(digest);
    if (known === undefined || !keys.has(known.keyId)) return undefined;
    const { claims, identity } = known;
    const isGood =
      claims.audiences.includes(tokenIssuer) &&
      this.#whyNotNow(claims) === undefined &&
      whyNotBorneOut(claims, view(), nowMs()) === undefined;
    return isGood ? identity : undefined;
  }

  /** Whose a token is that is for any of `audiences`; undefined when it is not good. */
  async review(
    token: string,
    audiences: readonly string[],
    digest = digestOf(token),
  ): Promise<TokenOwner | undefined> {
    const isShort = token.length <= apiLimits.accountTokens.bytes;
    // What does not look like one is another's to know.
    if (isShort && !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) return undefined;
    try {
      return await this.#review(token, audiences, digest);
    } catch (error) {
      if (!(error instanceof Refusal) && !(error instanceof errors.JOSEError)) throw error;
      this.#options.logger.debug('token refused', { reason: messageOf(error) });
      return undefined;
    }
  }

  async #review(token: string, audiences: readonly string[], digest: string): Promise<TokenOwner> {
    if (token.length > apiLimits.accountTokens.bytes) throw new Refusal(`it has ${token.length} bytes`);
    const { claims, identity } = await this.#read(token, digest);
    const untimely = this.#whyNotNow(claims);
    if (untimely !== undefined) throw new Refusal(untimely);
    const named = claims.audiences.filter((audience) => audiences.includes(audience));
    if (named.length === 0) throw new Refusal('it is for others');
    await this.#checkState(claims);
    return { identity, audiences: named };
  }

  /** What a token says whose signature is good. */
  async #read(token: string, digest: string): Promise<Verified> {
    const { keys } = this.#options;
    const known = this.#verified.get(digest);
    if (known !== undefined && keys.has(known.keyId)) return known;
    this.#verified.delete(digest);
    const verified = await this.#verify(token);
    this.#verified.set(digest, verified);
    return verified;
  }

  async #verify(token: string): Promise<Verified> {
    const { keys, nowMs } = this.#options;
    const { payload, protectedHeader } = await jwtVerify(
      token,
      async ({ kid }) => {
        if (kid === undefined) throw new Refusal('it names no key');
        // A master that has just started may not have read yet which keys there are.
        if (!keys.has(kid)) await this.#ask();
        const key = keys.verifier(kid);
        if (key === undefined) throw new Refusal('its key is unknown');
        return key;
      },
      {
        algorithms: [tokenAlgorithm],
        issuer: tokenIssuer,
        clockTolerance: apiLimits.accountTokens.skewSeconds,
        currentDate: new Date(nowMs()),
      },
    );
    const claims = claimsIn(payload);
    if (claims === undefined) throw new Refusal('its claims are not those of a service account');
    return { keyId: protectedHeader.kid ?? '', claims, identity: identityOfClaims(claims) };
  }

  /** Asks for the present state; seldom, because anybody may name a key that does not exist. */
  async #ask(): Promise<void> {
    const nowMs = this.#options.nowMs();
    if (this.#asking !== undefined) return this.#asking;
    if (Math.abs(nowMs - this.#askedMs) < apiLimits.tokenKeys.askMs) return;
    this.#askedMs = nowMs;
    this.#asking = this.#options.current().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  #whyNotNow({ notBefore, expiresAt }: AccountClaims): string | undefined {
    const nowSeconds = this.#options.nowMs() / 1000;
    if (nowSeconds >= expiresAt) return 'it has expired';
    return nowSeconds < notBefore - apiLimits.accountTokens.skewSeconds ? 'it is not good yet' : undefined;
  }

  async #checkState(claims: AccountClaims): Promise<void> {
    const { view, nowMs, current } = this.#options;
    if (whyNotBorneOut(claims, view(), nowMs()) === undefined) return;
    // The account may be younger than what this master has applied.
    await current();
    const reason = whyNotBorneOut(claims, view(), nowMs());
    if (reason !== undefined) throw new Refusal(reason);
  }
}
