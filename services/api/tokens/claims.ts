// What a service account's token says, in Kubernetes' claims, and whether the state still bears it out.
import { isJsonObject } from '#kernel/model/json.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { msFromTime } from '#kernel/model/time.ts';
import type { StateView } from '#kernel/store/view.ts';
import type { Identity } from '#api/access/identity.ts';

/** One object, of all that ever had its name. */
export interface Reference {
  readonly name: string;
  readonly uid: string;
}

/** What a token says. Times are seconds since the Unix epoch. */
export interface AccountClaims {
  readonly id: string;
  readonly audiences: readonly string[];
  readonly issuedAt: number;
  readonly notBefore: number;
  readonly expiresAt: number;
  readonly namespace: string;
  readonly account: Reference;
  /** What the token is bound to: it is good while that exists. */
  readonly pod?: Reference;
  readonly secret?: Reference;
  /** The node that the token is bound to, or that its pod was on. */
  readonly node?: Reference;
}

/** The user that a service account is. */
export function accountUser(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

/** The claims as a token carries them; the issuer is the signer's to add. */
export function payloadOf(claims: AccountClaims): Record<string, unknown> {
  const { namespace, account, pod, secret, node } = claims;
  return {
    aud: claims.audiences,
    exp: claims.expiresAt,
    iat: claims.issuedAt,
    jti: claims.id,
    nbf: claims.notBefore,
    sub: accountUser(namespace, account.name),
    'kubernetes.io': {
      namespace,
      ...(node && { node }),
      ...(pod && { pod }),
      ...(secret && { secret }),
      serviceaccount: account,
    },
  };
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function referenceIn(value: unknown): Reference | undefined {
  if (!isJsonObject(value)) return undefined;
  const [name, uid] = [textIn(value['name']), textIn(value['uid'])];
  return name === undefined || uid === undefined ? undefined : { name, uid };
}

/** Reads the claims of a token; undefined when they are not what these masters write. */
export function claimsIn(payload: Readonly<Record<string, unknown>>): AccountClaims | undefined {
  const own = payload['kubernetes.io'];
  if (!isJsonObject(own)) return undefined;
  const { aud, exp, iat, nbf } = payload;
  const id = textIn(payload['jti']);
  const namespace = textIn(own['namespace']);
  const account = referenceIn(own['serviceaccount']);
  if (id === undefined || namespace === undefined || account === undefined) return undefined;
  if (payload['sub'] !== accountUser(namespace, account.name)) return undefined;
  if (typeof exp !== 'number' || typeof iat !== 'number' || typeof nbf !== 'number') return undefined;
  if (!Array.isArray(aud) || aud.length === 0) return undefined;
  const bound: { pod?: Reference; secret?: Reference; node?: Reference } = {};
  for (const kind of ['pod', 'secret', 'node'] as const) {
    if (own[kind] === undefined) continue;
    const reference = referenceIn(own[kind]);
    // A binding that can't be read must not become none.
    if (reference === undefined) return undefined;
    bound[kind] = reference;
  }
  const times = { issuedAt: iat, notBefore: nbf, expiresAt: exp };
  return { id, audiences: aud.map(String), ...times, namespace, account, ...bound };
}

/** Why an object can't bear a token out; undefined when it can. */
function whyGone(
  object: OrcObject | undefined,
  what: string,
  uid: string,
  nowMs: number,
): string | undefined {
  if (object === undefined) return `its ${what} is gone`;
  if (object.metadata.uid !== uid) return `its ${what} is another of the same name`;
  // A pod's is the end of its grace, during which it may still need its token.
  const goesMs = msFromTime(object.metadata.deletionTimestamp);
  return goesMs !== undefined && goesMs <= nowMs ? `its ${what} is being deleted` : undefined;
}

/** Why a state does not bear a token out: its account or what it is bound to is gone. Undefined when it does. */
export function whyNotBorneOut(claims: AccountClaims, view: StateView, nowMs: number): string | undefined {
  const { namespace, account, pod, secret, node } = claims;
  const found = view.get('ServiceAccount', namespace, account.name);
  const gone = whyGone(found, 'service account', account.uid, nowMs);
  if (gone !== undefined) return gone;
  if (pod !== undefined) return whyGone(view.get('Pod', namespace, pod.name), 'pod', pod.uid, nowMs);
  if (secret !== undefined)
    return whyGone(view.get('Secret', namespace, secret.name), 'secret', secret.uid, nowMs);
  // Beside a pod the node only tells where that was.
  return node && whyGone(view.get('Node', '', node.name), 'node', node.uid, nowMs);
}

/** Who shows a token with these claims. */
export function identityOfClaims({ id, namespace, account, pod, node }: AccountClaims): Identity {
  const at = 'authentication.kubernetes.io';
  return {
    user: accountUser(namespace, account.name),
    uid: account.uid,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
    extra: {
      [`${at}/credential-id`]: [`JTI=${id}`],
      ...(node && { [`${at}/node-name`]: [node.name], [`${at}/node-uid`]: [node.uid] }),
      ...(pod && { [`${at}/pod-name`]: [pod.name], [`${at}/pod-uid`]: [pod.uid] }),
    },
  };
}
