// The part of a master's configuration that names OpenID Connect issuers, with the meaning of Kubernetes' flags.
import { tokenIssuer } from '#kernel/kinds/api-service.ts';
import type { Fields } from '#runtime/config-fields.ts';

/** One issuer, as its configuration says it. */
export interface OidcConfig {
  /** An https URL: what tokens carry as `iss`, and below which its discovery document lies. */
  readonly issuerUrl: string;
  /** What a token must name in `aud`. */
  readonly clientId: string;
  readonly usernameClaim: string;
  /** Before every user's name; empty: the issuer's URL and #, but for the claim email; `-`: nothing. */
  readonly usernamePrefix: string;
  /** Where groups are; empty: tokens bring none. */
  readonly groupsClaim: string;
  readonly groupsPrefix: string;
  /** Claims that a token must have, with exactly these values. */
  readonly requiredClaims: Readonly<Record<string, string>>;
  readonly signingAlgorithms: readonly string[];
  /** A file with the PEM text of the CAs that the issuer's certificate is checked by; empty: the system's. */
  readonly authorityFile: string;
  /** How far the issuer's clock may be ahead of a master's. */
  readonly clockSkewSeconds: number;
}

/** The algorithms that tokens may be signed with: those that verify with a key everybody may know. */
const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512'];
/** What the cluster's own users and groups begin with. */
const reservedPrefixes = ['system:', 'orc:'];
const mostIssuers = 16;
const mostSkewSeconds = 300;

/** Whether a user or group of this name would be one of the cluster's own. */
export function isReserved(name: string): boolean {
  return reservedPrefixes.some((prefix) => name.startsWith(prefix));
}

function isIssuerUrl(text: string): boolean {
  if (text === tokenIssuer || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'https:' && username === '' && password === '' && !/[?#]/.test(text);
}

function readOidcConfig(fields: Fields): OidcConfig {
  const prefix = (name: string): string =>
    fields.text(
      name,
      `text that does not begin with ${reservedPrefixes.join(' or ')}`,
      (text) => !isReserved(text),
      '',
    );
  return {
    issuerUrl: fields.text(
      'issuerUrl',
      `an https URL without user, query and fragment, other than the masters' own ${tokenIssuer}`,
      isIssuerUrl,
    ),
    clientId: fields.text('clientId'),
    usernameClaim: fields.text('usernameClaim', 'the name of a claim', undefined, 'sub'),
    usernamePrefix: prefix('usernamePrefix'),
    groupsClaim: fields.text('groupsClaim', 'the name of a claim', () => true, ''),
    groupsPrefix: prefix('groupsPrefix'),
    requiredClaims: fields.map('requiredClaims'),
    signingAlgorithms: fields.texts(
      'signingAlgorithms',
      `a list of any of ${algorithms.join(', ')}`,
      (text) => algorithms.includes(text),
      ['RS256'],
    ),
    authorityFile: fields.text('authorityFile', 'a file', () => true, ''),
    clockSkewSeconds: fields.within('clockSkewSeconds', 0, mostSkewSeconds, 10),
  };
}

/** Reads the field `oidc`: one issuer, or a list. */
export function readOidcConfigs(fields: Fields): OidcConfig[] {
  const configs = fields.oneOrMore('oidc', mostIssuers, readOidcConfig);
  const urls = configs.map(({ issuerUrl }) => issuerUrl);
  if (new Set(urls).size < urls.length) fields.refuse('oidc', 'a list in which no issuerUrl stands twice');
  return configs;
}
