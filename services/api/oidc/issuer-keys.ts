// The keys of an issuer: found by its discovery document (OpenID Connect Discovery 1.0), kept, and read again from time
// to time, so that a key that the issuer withdrew is believed no longer, and when a token names one that is not known.
// Anybody can send such a token, so that is done seldom. While the issuer can't be reached the keys that are known go on
// being known; nobody waits for it but tokens of other keys.
import { createPublicKey } from 'node:crypto';
import { Agent } from 'node:https';
import { type SecureContext, createSecureContext, getCACertificates } from 'node:tls';
import { type JWTVerifyGetKey, createLocalJWKSet } from 'jose';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { Clock, Counter, Logger, Timer } from '#kernel/ports.ts';
import { apiLimits } from '#api/limits.ts';
import { fetchDocument } from '#api/oidc/fetch-document.ts';

const { oidc: limits } = apiLimits;

/** What keys are read with. */
export interface KeyReading {
  /** PEM text of the CAs that the issuer is checked by; absent: the system's. */
  readonly authority?: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Counts by issuer and outcome how often the keys were read. */
  readonly reads: Counter;
}

/** The keys as they were read at one time. The same object as long as they are the same. */
export interface KeySet {
  /** Finds the key that a token names, for jose. */
  readonly find: JWTVerifyGetKey;
  readonly count: number;
  /** What they were read from. */
  readonly text: string;
}

const smallestModulusBits = 2048;

/** Whether a key can be one that tokens are verified by: a public one that can be read, and not a weak one. */
function isUsable(key: JsonObject): boolean {
  const { kty, use = 'sig' } = key;
  if (use !== 'sig' || 'd' in key || (kty !== 'EC' && kty !== 'RSA')) return false;
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key, format: 'jwk' });
    const { modulusLength = smallestModulusBits } = asymmetricKeyDetails ?? {};
    return modulusLength >= smallestModulusBits;
  } catch {
    return false;
  }
}

/** Reads a JSON Web Key Set (RFC 7517). Keys of other uses and kinds are left out. Throws Unavailable without any. */
function keySetIn(document: JsonObject, url: URL): KeySet {
  const { keys } = document;
  const fail = (why: string): never => {
    throw new OrcError('Unavailable', `${url.href}: ${why}`);
  };
  if (!Array.isArray(keys)) return fail('it holds no list "keys"');
  if (keys.length > limits.keys) return fail(`it has ${keys.length} keys, may have ${limits.keys}`);
  const usable = keys.filter(
    (key): key is JsonObject & { kty: string } => isJsonObject(key) && isUsable(key),
  );
  if (usable.length === 0) return fail('it has no RSA or EC public key that tokens can be verified by');
  return {
    find: createLocalJWKSet({ keys: usable }),
    count: usable.length,
    text: JSON.stringify(usable),
  };
}

let system: SecureContext | undefined;

/** What trusts the CAs of the system, or those that Node brings where it has none. Made once: there are hundreds. */
function systemTrust(): SecureContext {
  const ca = (): readonly string[] => {
    const found = getCACertificates('system');
    return found.length > 0 ? found : getCACertificates('default');
  };
  system ??= createSecureContext({ ca: [...ca()] });
  return system;
}

export class IssuerKeys implements Disposable {
  readonly #issuerUrl: string;
  readonly #options: KeyReading;
  readonly #closed = new AbortController();
  #agent: Agent | undefined;
  #current: KeySet | undefined;
  #failure: string | undefined;
  #failures = 0;
  #reading: Promise<void> | undefined;
  #waiting = 0;
  #readMs = -Infinity;
  #warnedMs = -Infinity;
  #timer: Timer | undefined;

  /** Begins to read the keys; nothing waits for that. */
  constructor(issuerUrl: string, options: KeyReading) {
    this.#issuerUrl = issuerUrl;
    this.#options = options;
    void this.#readAgain();
  }

  /** The keys as they are known; undefined before they were ever read. */
  get current(): KeySet | undefined {
    return this.#current;
  }

  /** Why the keys could not be read the last time; undefined when they could. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Resolves once the keys have been read since `seen`, or could not be, or were a moment ago. Throws TooBusy. */
  async newerThan(seen: KeySet | undefined): Promise<void> {
    const { clock } = this.#options;
    if (this.#current !== seen) return;
    if (this.#reading === undefined && clock.monotonicMs() - this.#readMs < limits.askMs) return;
    if (this.#waiting >= limits.waiting)
      throw new OrcError('TooBusy', 'too many tokens wait for the keys of their issuer: retry', {
        retryAfterMs: limits.askMs,
      });
    this.#waiting += 1;
    try {
      await this.#readAgain();
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Reads the keys, once at a time; never rejects. */
  #readAgain(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    const { clock, reads } = this.#options;
    const issuer = this.#issuerUrl;
    this.#timer?.cancel();
    try {
      this.#learn(await this.#fetch());
      reads.add(1, { issuer, outcome: 'read' });
    } catch (error) {
      reads.add(1, { issuer, outcome: 'failed' });
      this.#fail(messageOf(error));
    }
    this.#readMs = clock.monotonicMs();
    if (this.#closed.signal.aborted) return;
    const { first, most } = limits.retryMs;
    const nextMs =
      this.#failures === 0 ? limits.refreshMs : Math.min(first * 2 ** (this.#failures - 1), most);
    this.#timer = clock.schedule(nextMs, () => void this.#readAgain());
  }

  async #fetch(): Promise<KeySet> {
    const { clock, authority } = this.#options;
    const issuerUrl = this.#issuerUrl;
    this.#agent ??= new Agent({
      secureContext: authority === undefined ? systemTrust() : createSecureContext({ ca: authority }),
    });
    const how = {
      agent: this.#agent,
      clock,
      timeoutMs: limits.fetchMs,
      mostBytes: limits.documentBytes,
      signal: this.#closed.signal,
    };
    const url = new URL(`${issuerUrl.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const { issuer, jwks_uri: keysAt } = await fetchDocument(url, how);
    if (issuer !== issuerUrl)
      throw new OrcError(
        'Unavailable',
        `${url.href}: its issuer is ${String(JSON.stringify(issuer)).slice(0, limits.nameUnits)}, must be issuerUrl as it is configured, "${issuerUrl}"`,
      );
    if (typeof keysAt !== 'string' || !keysAt.startsWith('https://') || !URL.canParse(keysAt))
      throw new OrcError('Unavailable', `${url.href}: its jwks_uri is no https URL`);
    const keysUrl = new URL(keysAt);
    return keySetIn(await fetchDocument(keysUrl, how), keysUrl);
  }

  #learn(read: KeySet): void {
    const { logger } = this.#options;
    const isNew = this.#current?.text !== read.text;
    if (isNew) this.#current = read;
    if (isNew || this.#failures > 0)
      logger.info('the keys of an OpenID Connect issuer were read', {
        issuer: this.#issuerUrl,
        keys: read.count,
      });
    this.#failures = 0;
    this.#failure = undefined;
  }

  #fail(reason: string): void {
    if (this.#closed.signal.aborted) return;
    const { clock, logger } = this.#options;
    this.#failures += 1;
    this.#failure = reason;
    if (clock.monotonicMs() - this.#warnedMs < limits.warnMs) return;
    this.#warnedMs = clock.monotonicMs();
    const fields = { issuer: this.#issuerUrl, error: reason, knownKeys: this.#current?.count ?? 0 };
    logger.warn('the keys of an OpenID Connect issuer can not be read', fields);
  }

  /** Reads no more. */
  [Symbol.dispose](): void {
    this.#closed.abort(new OrcError('Cancelled', 'the master stops'));
    this.#timer?.cancel();
  }
}
