// One OpenID Connect issuer: whom its ID tokens name. Why a token was refused is logged at debug and told nobody else.
import { type JWTVerifyGetKey, type JWTVerifyResult, errors, jwtVerify } from 'jose';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { type Identity, digestOf } from '#api/access/identity.ts';
import { apiLimits } from '#api/limits.ts';
import { identityIn } from '#api/oidc/claims.ts';
import { IssuerKeys, type KeyReading, type KeySet } from '#api/oidc/issuer-keys.ts';
import type { Issuer } from '#api/tokens/bearer.ts';
import { Remembered } from '#api/tokens/remembered.ts';
import type { OidcConfig } from '#runtime/oidc-config.ts';

export interface OidcIssuerOptions extends KeyReading {
  readonly config: OidcConfig;
}

/** A token that was good when it was verified by these keys. */
interface Verified {
  readonly keys: KeySet;
  readonly identity: Identity;
  readonly expiresAt: number;
}

/** A token that is not good, and why: for the log, not for whoever shows it. */
class Refusal extends Error {}

/** Whether an error is about the token. Of a key that its algorithm can't be used with jose and WebCrypto have their own. */
function isRefusal(error: unknown): boolean {
  return [Refusal, errors.JOSEError, TypeError, DOMException].some((kind) => error instanceof kind);
}

/** Whether other keys might verify the token: it names one that is not known, or the known one does not fit. */
function mayHaveNewKey(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed;
}

export class OidcIssuer implements Issuer, Disposable {
  readonly #options: OidcIssuerOptions;
  readonly #keys: IssuerKeys;
  /** By the token's digest. */
  readonly #verified = new Remembered<Verified>(apiLimits.oidc.remembered);

  constructor(options: OidcIssuerOptions) {
    this.#options = options;
    this.#keys = new IssuerKeys(options.config.issuerUrl, options);
  }

  /** What its tokens carry as `iss`. */
  get url(): string {
    return this.#options.config.issuerUrl;
  }

  /** Whom a token names that was good before, and still is; undefined where that must be looked at. */
  recall(digest: string): Identity | undefined {
    const known = this.#verified.get(digest);
    const isGood =
      known?.keys === this.#keys.current && this.#options.clock.wallMs() < (known?.expiresAt ?? 0) * 1000;
    return isGood ? known?.identity : undefined;
  }

  /** Whom a token of this issuer names. Rejects with Unavailable while its keys can't be known. */
  async identify(token: string, digest = digestOf(token)): Promise<Identity | undefined> {
    try {
      return await this.#identify(token, digest);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.#options.logger.debug('token refused', { issuer: this.url, reason: messageOf(error) });
      return undefined;
    }
  }

  async #identify(token: string, digest: string): Promise<Identity> {
    const known = this.#verified.get(digest);
    const verified = known?.keys === this.#keys.current ? known : undefined;
    if (verified === undefined) this.#verified.delete(digest);
    const { identity, keys, expiresAt } = verified ?? (await this.#verify(token));
    if (this.#options.clock.wallMs() >= expiresAt * 1000) throw new Refusal('it has expired');
    if (verified === undefined) this.#verified.set(digest, { identity, keys, expiresAt });
    return identity;
  }

  async #verify(token: string): Promise<Verified> {
    const before = this.#keys.current;
    try {
      if (before !== undefined) return await this.#verifyBy(token, before);
    } catch (error) {
      if (!mayHaveNewKey(error)) throw error;
      await this.#keys.newerThan(before);
      // What a known key does not fit is refused, whether there are newer keys or not.
      if (this.#keys.current === before && error instanceof errors.JWSSignatureVerificationFailed)
        throw error;
    }
    if (before === undefined) await this.#keys.newerThan(undefined);
    const { current, failure } = this.#keys;
    if (current !== undefined && (current !== before || failure === undefined))
      return this.#verifyBy(token, current);
    throw new OrcError(
      'Unavailable',
      `the token's issuer ${this.url} can't be reached now, and without its keys the token can't be checked: retry`,
      { retryAfterMs: apiLimits.oidc.askMs },
    );
  }

  async #verifyBy(token: string, keys: KeySet): Promise<Verified> {
    const { config, logger } = this.#options;
    const { payload } = await this.#payloadBy(token, keys.find);
    const { exp } = payload;
    if (exp === undefined) throw new Refusal('it has no "exp"');
    const named = identityIn(payload, config);
    if ('refused' in named) throw new Refusal(named.refused);
    if (named.without.length > 0)
      logger.debug("groups of a token are left out: they would be the cluster's own", {
        issuer: this.url,
        user: named.identity.user,
        groups: named.without.join(', '),
      });
    return { keys, identity: named.identity, expiresAt: exp };
  }

  /** Verifies by the one key that fits, or by any of several that the token does not choose between. */
  async #payloadBy(token: string, find: JWTVerifyGetKey): Promise<JWTVerifyResult> {
    const { config, clock } = this.#options;
    const options = {
      issuer: config.issuerUrl,
      audience: config.clientId,
      algorithms: [...config.signingAlgorithms],
      requiredClaims: ['exp'],
      clockTolerance: config.clockSkewSeconds,
      currentDate: new Date(clock.wallMs()),
    };
    try {
      return await jwtVerify(token, find, options);
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
      for await (const key of error) {
        try {
          return await jwtVerify(token, key, options);
        } catch (failed) {
          if (!(failed instanceof errors.JWSSignatureVerificationFailed)) throw failed;
        }
      }
      throw new errors.JWKSNoMatchingKey();
    }
  }

  [Symbol.dispose](): void {
    this.#keys[Symbol.dispose]();
  }
}
