// Who asks: the subject of a client certificate (the common name is the user, the organizations the groups), or a
// bearer token of a static list, of a service account or of an OpenID Connect issuer. Impersonation is carried on top,
// for those who may.
import { hash } from 'node:crypto';
import type { UserInfo } from '#kernel/access/operation.ts';
import { OrcError } from '#kernel/errors.ts';

/** Who somebody is, as far as authentication knows. */
export type Identity = UserInfo;

function list(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? [value] : [];
}

/** The user that a certificate's subject names; undefined when it names none. */
export function identityOfSubject(subject: object | undefined): Identity | undefined {
  const fields: Readonly<Record<string, unknown>> = subject === undefined ? {} : { ...subject };
  const [user] = list(fields['CN']);
  return user === undefined ? undefined : { user, groups: list(fields['O']) };
}

/** Whose token a bearer token is; undefined where it is not good. */
export interface Tokens {
  /** `connection` is what it came by: the same is often shown again on it. */
  identify(token: string, connection?: object): Identity | undefined | Promise<Identity | undefined>;
}

/** Whether a token is still good. Where that can't be known it is. */
export async function isStillGood(tokens: Tokens, token: string): Promise<boolean> {
  try {
    return (await tokens.identify(token)) !== undefined;
  } catch {
    return true;
  }
}

/** Tokens of a list that does not change. */
export interface StaticTokens {
  identify(token: string, digest?: string): Identity | undefined;
}

/** By what a token is remembered. */
export function digestOf(token: string): string {
  return hash('sha256', token, 'base64');
}

/**
 * Reads a list of static tokens: lines of `token,user,uid,"group1,group2"`, as Kubernetes' token file has them; empty
 * lines and lines that begin with # are skipped. Throws BadRequest naming the line. Tokens are kept as digests, and
 * found by them, so that no comparison tells by its time how much of a token was right.
 */
export function parseTokens(text: string, file: string): StaticTokens {
  const known = new Map<string, Identity>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const match = /^([^,"]+),([^,"]+),([^,"]*)(?:,(?:"([^"]*)"|([^,"]*)))?\s*$/.exec(line);
    const [, token, user, uid = '', quoted, plain] = match ?? [];
    if (token === undefined || user === undefined)
      throw new OrcError('BadRequest', `${file}: line ${index + 1}: must be token,user,uid,"group1,group2"`);
    const names = (quoted ?? plain ?? '').split(',').map((name) => name.trim());
    const groups = names.filter((name) => name !== '');
    known.set(digestOf(token), { user, groups, ...(uid !== '' && { uid }) });
  }
  return { identify: (token, digest = digestOf(token)) => known.get(digest) };
}

/** No token is known. */
export const noTokens: { identify(): undefined } = { identify: () => undefined };

/** The token of an Authorization header; undefined when there is none. Throws Unauthorized for another scheme. */
export function bearerToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  // As clients write it, without a look at each of its characters.
  if (authorization.startsWith('Bearer ') && !authorization.includes(' ', 7) && authorization.length > 7)
    return authorization.slice(7);
  const token = /^Bearer +([^\s]+)$/i.exec(authorization)?.[1];
  if (token === undefined)
    throw new OrcError('Unauthorized', 'Unauthorized: the Authorization header holds no bearer token');
  return token;
}
