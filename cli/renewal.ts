// A user's certificate renews itself when a command uses it: when two thirds of its life are over, the next one is
// written where it is. Should that fail the command has done its work all the same; near the end it is warned of.
import { X509Certificate } from 'node:crypto';
import { messageOf } from '#kernel/errors.ts';
import type { OrcClient } from '#client/client.ts';
import type { ClientConfig, GlobalOptions } from '#cli/config.ts';

/** The share of a certificate's life after which it is renewed, and after which it is warned of. */
const shares = { renew: 2 / 3, warn: 5 / 6 } as const;

/** How much of a certificate's life is over, from 0 to 1. */
export function lifeOver(certificate: string, nowMs: number): number {
  const { validFrom, validTo } = new X509Certificate(certificate);
  const [fromMs, untilMs] = [Date.parse(validFrom), Date.parse(validTo)];
  return (nowMs - fromMs) / (untilMs - fromMs);
}

/** Renews the caller's certificate if it is time. Never rejects. */
export async function renewIfDue(
  { user }: ClientConfig,
  options: GlobalOptions,
  client: OrcClient,
): Promise<void> {
  const { certificate, token, tokenFile, exec, actsFor } = user;
  if (certificate === undefined || token !== undefined || tokenFile !== undefined || exec !== undefined)
    return;
  // In somebody else's name the masters renew nothing.
  if (actsFor !== undefined) return;
  const over = lifeOver(certificate, Date.now());
  if (over < shares.renew) return;
  try {
    const { renewed } = await import('#cli/verbs/certificate.ts');
    process.stderr.write(`${await renewed(client, options)}\n`);
  } catch (error) {
    if (over >= shares.warn)
      process.stderr.write(
        `Warning: your certificate ends on ${new X509Certificate(certificate).validTo} and can't be renewed: ${messageOf(error)}\n`,
      );
  }
}
