// All OpenID Connect issuers of a master's configuration.
import { X509Certificate } from 'node:crypto';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { Clock, Logger, Metrics } from '#kernel/ports.ts';
import { OidcIssuer } from '#api/oidc/issuer.ts';
import { readText } from '#runtime/files.ts';
import type { OidcConfig } from '#runtime/oidc-config.ts';

/** An issuer's configuration, with what its file holds. */
export interface ReadyConfig {
  readonly config: OidcConfig;
  /** PEM text of the CAs that the issuer is checked by; absent: the system's. */
  readonly authority?: string;
}

/** Reads the files that issuers' configurations name. Throws BadRequest naming the file that is wrong. */
export function readAuthorities(configs: readonly OidcConfig[]): readonly ReadyConfig[] {
  return configs.map((config) => {
    const { authorityFile, issuerUrl } = config;
    if (authorityFile === '') return { config };
    const what = `authorityFile of the issuer ${issuerUrl} in oidc`;
    const authority = readText(authorityFile, what);
    try {
      new X509Certificate(authority);
    } catch (error) {
      throw new OrcError(
        'BadRequest',
        `${what}: ${authorityFile} must hold certificates in PEM: ${messageOf(error)}`,
        {},
        { cause: error },
      );
    }
    return { config, authority };
  });
}

/** Begins to know the issuers; nothing waits for them. Dispose of each. */
export function startIssuers(
  configs: readonly ReadyConfig[],
  { clock, logger, metrics }: { readonly clock: Clock; readonly logger: Logger; readonly metrics: Metrics },
): readonly OidcIssuer[] {
  if (configs.length === 0) return [];
  const reads = metrics.counter(
    'orc_oidc_key_reads_total',
    'How often the keys of OpenID Connect issuers were read, by outcome.',
    ['issuer', 'outcome'],
  );
  return configs.map((ready) => new OidcIssuer({ ...ready, clock, logger, reads }));
}
