// Whom the claims of an ID token name, by an issuer's configuration. Pure.
import type { Identity } from '#api/access/identity.ts';
import { apiLimits } from '#api/limits.ts';
import { type OidcConfig, isReserved } from '#runtime/oidc-config.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Who somebody is and which groups were not taken from their token; or why the token names nobody. */
export type Named =
  { readonly identity: Identity; readonly without: readonly string[] } | { readonly refused: string };

/** What stands before every user's name. */
export function usernamePrefix({ usernamePrefix: given, usernameClaim, issuerUrl }: OidcConfig): string {
  if (given === '-') return '';
  if (given !== '') return given;
  return usernameClaim === 'email' ? '' : `${issuerUrl}#`;
}

function claim(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? (claims[name] ?? undefined) : undefined;
}

/** Groups may be one text or a list; undefined for anything else. */
function groupsIn(value: unknown): readonly string[] | undefined {
  if (value === undefined) return [];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const texts = list.filter((item) => typeof item === 'string');
  return texts.length === list.length ? texts : undefined;
}

/**
 * Reads claims. Nobody becomes one of the cluster's own users (`system:`, `orc:`), and such groups are left out: an
 * issuer says who its users are, not what the cluster's parts may do.
 */
export function identityIn(claims: Claims, config: OidcConfig): Named {
  const { usernameClaim, groupsClaim, groupsPrefix, requiredClaims } = config;
  for (const [name, wanted] of Object.entries(requiredClaims))
    if (claim(claims, name) !== wanted) return { refused: `its claim "${name}" is not what is required` };
  const username = claim(claims, usernameClaim);
  if (typeof username !== 'string' || username === '')
    return { refused: `its claim "${usernameClaim}" holds no name` };
  const verified = claim(claims, 'email_verified');
  if (usernameClaim === 'email' && verified !== undefined && verified !== true)
    return { refused: 'its email is not verified' };
  const user = usernamePrefix(config) + username;
  if (user.length > apiLimits.oidc.nameUnits) return { refused: `its user's name is too long` };
  if (isReserved(user)) return { refused: "its user's name would be one of the cluster's own" };
  const given = groupsIn(groupsClaim === '' ? undefined : claim(claims, groupsClaim));
  if (given === undefined)
    return { refused: `its claim "${groupsClaim}" must hold a text or a list of texts` };
  const all = [...new Set(given.filter((group) => group !== '').map((group) => groupsPrefix + group))];
  const id = claim(claims, 'jti');
  return {
    identity: {
      user,
      groups: all.filter((group) => !isReserved(group)),
      ...(typeof id === 'string' &&
        id !== '' && { extra: { 'authentication.kubernetes.io/credential-id': [`JTI=${id}`] } }),
    },
    without: all.filter(isReserved),
  };
}
