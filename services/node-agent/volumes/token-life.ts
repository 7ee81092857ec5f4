// How long a token lives, and when it is replaced: by Kubernetes' rule, at 80 % of its life, or when it is a day old.
// Pure.
import { isJsonObject } from '#kernel/model/json.ts';

/** When a token was made and when it ends, in milliseconds since the Unix epoch. */
export interface TokenLife {
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}

/** The oldest a token in use grows. */
const oldestMs = 86_400_000;
/** Replacements are spread over so much time before they are due, and no more than so large a part of a token's life. */
const spread = { longestMs: 10_000, share: 0.02 } as const;

/** The life of a token as it says itself; undefined for what is no token. Its signature is the masters' to check. */
export function tokenLife(token: string): TokenLife | undefined {
  const [, payload = ''] = token.split('.');
  let claims: unknown;
  try {
    claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    // Not a token; it is replaced.
    return undefined;
  }
  if (!isJsonObject(claims)) return undefined;
  const { iat, exp } = claims;
  if (typeof iat !== 'number' || typeof exp !== 'number' || exp <= iat) return undefined;
  return { issuedAtMs: iat * 1000, expiresAtMs: exp * 1000 };
}

/** When a token is replaced, after `share` of its life. `jitter`, from 0 to 1, moves it ahead a little. */
export function refreshAtMs({ issuedAtMs, expiresAtMs }: TokenLife, share: number, jitter: number): number {
  const lifeMs = expiresAtMs - issuedAtMs;
  const dueMs = issuedAtMs + Math.min(lifeMs * share, oldestMs);
  const aheadMs = jitter * Math.min(spread.longestMs, lifeMs * spread.share);
  return Math.max(issuedAtMs, dueMs - aheadMs);
}
