// All OpenID Connect issuers of a master's configuration.
import type { Clock, Logger, Metrics } from '#kernel/ports.ts';
import { OidcIssuer } from '#api/oidc/issuer.ts';
import { readAuthority } from '#runtime/authority-file.ts';
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
    const authority = readAuthority(authorityFile, `authorityFile of the issuer ${issuerUrl} in oidc`);
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
