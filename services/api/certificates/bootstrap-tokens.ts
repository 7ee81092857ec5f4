// Tokens by which machines join: Secrets of kube-system in the form that Kubernetes documents, limited in time and, where
// `uses` says so, in how many machines they let in.
// https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret } from '#kernel/model/gen/core.gen.ts';
import { bootstrapSecret, bootstrappers } from '#kernel/node/joining.ts';
import type { StateView } from '#kernel/store/view.ts';
import type { Sealer } from '#api/admission/context.ts';
import type { Identity, Tokens } from '#api/access/identity.ts';
import { apiLimits } from '#api/limits.ts';

const userPrefix = 'system:bootstrap:';
const tokenPattern = /^([a-z0-9]{6})\.([a-z0-9]{16})$/;

/** Whether a bearer token has the form of these. */
export function isBootstrapToken(token: string): boolean {
  return tokenPattern.test(token);
}

/** A token as its Secret says it. */
export interface BootstrapToken {
  readonly secret: Secret;
  readonly id: string;
  readonly password: string;
  readonly groups: readonly string[];
  /** When it ends, in milliseconds since 1970; Infinity when it does not. */
  readonly untilMs: number;
  /** How many machines it still lets in; Infinity when they are not counted. */
  readonly uses: number;
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}

/** The token in an open Secret; undefined when it is none that lets anybody in. */
export function tokenIn(secret: Secret): BootstrapToken | undefined {
  if (secret.type !== bootstrapSecret.type) return undefined;
  const text = (name: string): string => Buffer.from(secret.data?.[name] ?? []).toString('utf8');
  const id = text('token-id');
  if (
    secret.metadata.name !== `${bootstrapSecret.prefix}${id}` ||
    text('usage-bootstrap-authentication') !== 'true'
  )
    return undefined;
  const extra = text('auth-extra-groups').split(',');
  const untilMs = text('expiration') === '' ? Infinity : Date.parse(text('expiration'));
  const uses = text('uses') === '' ? Infinity : Number(text('uses'));
  if (!tokenPattern.test(`${id}.${text('token-secret')}`) || Number.isNaN(untilMs) || Number.isNaN(uses))
    return undefined;
  const groups = [bootstrappers, ...extra.filter((group) => group.startsWith(`${bootstrappers}:`))];
  return { secret, id, password: text('token-secret'), groups, untilMs, uses };
}

/** The token of an id that has not ended. One that was used up still serves those whom it let in, until its time is over. */
export function tokenOfId(
  id: string,
  view: StateView,
  sealer: Sealer,
  nowMs: number,
): BootstrapToken | undefined {
  const sealed = view.get('Secret', bootstrapSecret.namespace, `${bootstrapSecret.prefix}${id}`);
  const secret = sealed && sealer.open(sealed);
  const token = secret?.kind === 'Secret' ? tokenIn(secret) : undefined;
  return token !== undefined && token.untilMs > nowMs ? token : undefined;
}

/** The id of the token by which a user came; undefined for another user. */
export function tokenIdOf(user: string): string | undefined {
  return user.startsWith(userPrefix) ? user.slice(userPrefix.length) : undefined;
}

export interface BootstrapTokensOptions {
  readonly view: () => StateView;
  /** Resolves once the view holds everything acknowledged before. */
  readonly current: () => Promise<void>;
  readonly sealer: Sealer;
  readonly nowMs: () => number;
}

/** Knows who comes by a bootstrap token. */
export class BootstrapTokens implements Tokens {
  readonly #options: BootstrapTokensOptions;
  #askedMs = -Infinity;

  constructor(options: BootstrapTokensOptions) {
    this.#options = options;
  }

  async identify(token: string): Promise<Identity | undefined> {
    const [, id, password] = tokenPattern.exec(token) ?? [];
    if (id === undefined || password === undefined) return undefined;
    const { view, sealer, nowMs, current } = this.#options;
    let known = tokenOfId(id, view(), sealer, nowMs());
    // One that was made a moment ago, on another master. Anybody can send strange tokens, so this is asked seldom.
    if (known === undefined && nowMs() - this.#askedMs >= apiLimits.tokenKeys.askMs) {
      this.#askedMs = nowMs();
      await current();
      known = tokenOfId(id, view(), sealer, nowMs());
    }
    if (known === undefined || !timingSafeEqual(digest(known.password), digest(password))) return undefined;
    return { user: `${userPrefix}${id}`, groups: known.groups };
  }
}
