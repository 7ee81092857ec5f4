// The keys that sign the tokens of service accounts. They stand in the Cluster object, the oldest first, so that every
// master has the same: public keys in plain, private ones sealed. The newest signs, but for its first minute, in which
// masters that lag learn of it; the others verify until everything they signed has expired, and then are dropped when
// the next one is made.
import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { calculateJwkThumbprint } from 'jose';
import { OrcError, invariant } from '#kernel/errors.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import type { TokenKey } from '#kernel/model/gen/cluster.gen.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { msFromTime, timeFromMs } from '#kernel/model/time.ts';
import type { StateView } from '#kernel/store/view.ts';
import { apiLimits } from '#api/limits.ts';
import type { Vault } from '#api/sealing.ts';

/** The only algorithm that tokens are signed with, and the only one that is believed. */
export const tokenAlgorithm = 'ES256';

const about = (id: string): string => `token-key/${id}`;
const madeMs = ({ createdAt }: TokenKey): number => msFromTime(createdAt) ?? 0;

/** A new pair of keys, the private one sealed. */
export async function newTokenKey(vault: Vault, nowMs: number): Promise<TokenKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const jwk = createPublicKey({ key: publicKey, format: 'der', type: 'spki' }).export({ format: 'jwk' });
  const id = await calculateJwkThumbprint(jwk);
  return { id, createdAt: timeFromMs(nowMs), publicKey, sealed: vault.seal(privateKey, about(id)) };
}

/**
 * The keys once `added` is one of them: those go whose every token has expired. Throws Conflict while too many must
 * stay.
 */
export function rotatedKeys(keys: readonly TokenKey[], added: TokenKey, nowMs: number): readonly TokenKey[] {
  const { longest } = apiLimits.accountTokens.seconds;
  const kept = keys.filter((_key, index) => {
    const successor = keys[index + 1];
    // It signs until its successor does, on a master whose clock is behind a little longer.
    const signsUntilMs =
      successor === undefined ? nowMs : madeMs(successor) + 2 * apiLimits.tokenKeys.spreadMs;
    return signsUntilMs + longest * 1000 >= nowMs;
  });
  if (kept.length >= apiLimits.tokenKeys.count)
    throw new OrcError(
      'Conflict',
      `there are ${kept.length} keys that tokens in use may be signed with, and may be ${apiLimits.tokenKeys.count}: the oldest goes once its tokens have expired; retry then`,
    );
  return [...kept, added];
}

/** The key that signs at a moment; undefined while the cluster has none. */
export function signingKey(keys: readonly TokenKey[], nowMs: number): TokenKey | undefined {
  return keys.findLast((key) => madeMs(key) + apiLimits.tokenKeys.spreadMs <= nowMs) ?? keys[0];
}

/** Whether it is time for another key. */
export function isRotationDue(keys: readonly TokenKey[], nowMs: number): boolean {
  const newest = keys.at(-1);
  return newest === undefined || madeMs(newest) + apiLimits.tokenKeys.rotateMs <= nowMs;
}

/** The keys as a state has them. */
export function tokenKeysIn(view: StateView): readonly TokenKey[] {
  return view.get('Cluster', '', clusterName)?.tokenKeys ?? [];
}

/** The keys of the present state, opened when they are needed. */
export class TokenKeys {
  readonly #view: () => StateView;
  readonly #vault: Vault;
  // A key's object lives as long as the state holds it, and what was read of it as long as that.
  readonly #public = new WeakMap<TokenKey, KeyObject>();
  readonly #private = new WeakMap<TokenKey, KeyObject>();

  constructor(view: () => StateView, vault: Vault) {
    this.#view = view;
    this.#vault = vault;
  }

  #verifierOf(key: TokenKey): KeyObject {
    const known = this.#public.get(key);
    if (known !== undefined) return known;
    const made = createPublicKey({ key: Buffer.from(key.publicKey), format: 'der', type: 'spki' });
    this.#public.set(key, made);
    return made;
  }

  /** Whether a key may be verified with; unknown ones may not. */
  has(id: string): boolean {
    return tokenKeysIn(this.#view()).some((key) => key.id === id);
  }

  /** The public key of a name; undefined for one that is unknown. */
  verifier(id: string): KeyObject | undefined {
    const key = tokenKeysIn(this.#view()).find((each) => each.id === id);
    return key && this.#verifierOf(key);
  }

  /** The key that signs now. Throws Unavailable while there is none. */
  signer(nowMs: number): { readonly id: string; readonly key: KeyObject } {
    const found = signingKey(tokenKeysIn(this.#view()), nowMs);
    if (found === undefined)
      throw new OrcError('Unavailable', 'the cluster has no key to sign tokens with yet: retry', {
        retryAfterMs: 1_000,
      });
    const known = this.#private.get(found);
    if (known !== undefined) return { id: found.id, key: known };
    const { sealed } = found;
    invariant(sealed !== undefined, 'the state holds every key with its private half');
    const where = `the key ${found.id} for tokens of service accounts`;
    const pkcs8 = Buffer.from(this.#vault.open(sealed, about(found.id), where));
    const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    this.#private.set(found, key);
    return { id: found.id, key };
  }

  /** The public keys as a JSON Web Key Set (RFC 7517). */
  keySet(): JsonObject {
    const keys = tokenKeysIn(this.#view()).map((key) => ({
      ...this.#verifierOf(key).export({ format: 'jwk' }),
      use: 'sig',
      alg: tokenAlgorithm,
      kid: key.id,
    }));
    return { keys };
  }
}
