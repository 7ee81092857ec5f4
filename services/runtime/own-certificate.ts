// The certificate of a master or a node renews itself: when two thirds of its life are over, or when the cluster trusts
// others than this process does, it makes another key, gets a certificate for it, and writes both. Nothing is restarted.
import { renameSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { Clock, Logger, Metrics, Random } from '#kernel/ports.ts';
import { certificateExpiry } from '#runtime/certificate-expiry.ts';
import { keepFile, replaceFile } from '#runtime/files.ts';
import { type Identity, isKeyOf, validityOf } from '#runtime/pki.ts';
import { trustHeld } from '#runtime/trust.ts';

/**
 * By what share of a certificate's life processes renew earlier than others; how soon one that could not be renewed is
 * tried again, at first and at last; and how often the time is looked at.
 */
const limits = { spreadShare: 0.05, firstRetryMs: 2_000, lastRetryMs: 60_000, lookMs: 3_600_000 } as const;

export interface CertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** A certificate that was signed, and the CAs that are trusted from now on; empty to leave those be. All PEM. */
export interface Issued {
  readonly certificate: string;
  readonly authority: string;
}

export interface OwnCertificateOptions {
  readonly files: CertificateFiles & { readonly authorityFile: string };
  /** A new key with a request for its certificate. */
  readonly request: (certificate: string) => Promise<{ readonly request: string; readonly key: string }>;
  /** A certificate for a request, PEM. Rejects with why there is none. */
  readonly ask: (request: string) => Promise<Issued>;
  /** The name of whom the cluster wants to be trusted (`trustName`); empty while that is not known. */
  readonly wanted: () => string;
  /** Told of what is new once it is written. */
  readonly renewed?: (next: Identity & { readonly authority: string }) => void;
  readonly random: Random;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

const nextOf = (file: string): string => `${file}.next`;

/** Whether the key in a file, if there is one, is that of a certificate. */
function fits(file: string, certificate: string): boolean {
  try {
    return isKeyOf(readFileSync(file, 'utf8'), certificate);
  } catch {
    return false;
  }
}

/**
 * Ends a renewal that was cut off between its two files: the certificate is new already, its key still beside it.
 * Throws BadRequest when key and certificate do not belong together.
 */
export function settleFiles({ certificateFile, keyFile }: CertificateFiles): void {
  const certificate = readFileSync(certificateFile, 'utf8');
  if (fits(keyFile, certificate)) {
    rmSync(nextOf(keyFile), { force: true });
    return;
  }
  if (existsSync(nextOf(keyFile)) && fits(nextOf(keyFile), certificate)) {
    renameSync(nextOf(keyFile), keyFile);
    return;
  }
  throw new OrcError(
    'BadRequest',
    `keyFile: ${keyFile} is not the key of the certificate in ${certificateFile}`,
  );
}

/** Writes a key and its certificate so that a crash leaves the old pair, the new one, or what settleFiles ends. */
export function replacePair(
  { certificateFile, keyFile }: CertificateFiles,
  { certificate, key }: { readonly certificate: string; readonly key: string },
): void {
  replaceFile(nextOf(keyFile), key, 0o600);
  replaceFile(certificateFile, certificate);
  renameSync(nextOf(keyFile), keyFile);
}

/** When a certificate is to be renewed: two thirds into its life, some nodes a little earlier than others. */
export function renewalMs(certificate: string, spread: number): number {
  const { fromMs, untilMs } = validityOf(certificate);
  const lifeMs = untilMs - fromMs;
  return fromMs + (lifeMs * 2) / 3 - lifeMs * limits.spreadShare * spread;
}

export class OwnCertificate {
  readonly #options: OwnCertificateOptions;
  #held: string;
  #wake: (() => void) | undefined;
  #isLate = false;

  constructor(options: OwnCertificateOptions) {
    this.#options = options;
    this.#held = this.#readHeld();
  }

  #readHeld(): string {
    const { authorityFile, certificateFile } = this.#options.files;
    return trustHeld(readFileSync(authorityFile, 'utf8'), readFileSync(certificateFile, 'utf8'));
  }

  /** The name of whom this process trusts (`trustName`). */
  get held(): string {
    return this.#held;
  }

  /** What is wanted may have changed: it is looked at now, unless it was tried in vain a moment ago. */
  look(): void {
    if (!this.#isLate) this.#wake?.();
  }

  /** Whether the cluster wants others to be trusted, or another to have signed. */
  get #isStranger(): boolean {
    const wanted = this.#options.wanted();
    return wanted !== '' && wanted !== this.#held;
  }

  /** Renews whenever it is due, until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, files, logger, random, metrics } = this.#options;
    const spread = random.below(1_000) / 1_000;
    const tellExpiry = certificateExpiry(metrics);
    let retryMs: number = limits.firstRetryMs;
    while (!signal.aborted) {
      let waitMs: number;
      try {
        const certificate = readFileSync(files.certificateFile, 'utf8');
        tellExpiry(certificate);
        waitMs = this.#isStranger ? 0 : renewalMs(certificate, spread) - clock.wallMs();
        if (waitMs <= 0) {
          await this.#renew();
          // A master that lags signs as before.
          if (this.#isStranger)
            throw new OrcError('Unavailable', 'the master that answered does not know the present CA yet');
          retryMs = limits.firstRetryMs;
          this.#isLate = false;
          continue;
        }
      } catch (error) {
        logger.warn('the certificate could not be renewed; it is tried again', {
          file: files.certificateFile,
          error: messageOf(error),
        });
        waitMs = retryMs;
        retryMs = Math.min(limits.lastRetryMs, retryMs * 2);
        this.#isLate = true;
      }
      await this.#sleep(Math.min(waitMs, limits.lookMs), signal);
    }
  }

  async #renew(): Promise<void> {
    const { request: newRequest, ask, files, logger, renewed } = this.#options;
    const { request, key } = await newRequest(readFileSync(files.certificateFile, 'utf8'));
    const { certificate, authority: given } = await ask(request);
    if (!isKeyOf(key, certificate))
      throw new OrcError('Internal', 'the certificate that came is for another key');
    const authority = given === '' ? readFileSync(files.authorityFile, 'utf8') : given;
    keepFile(files.authorityFile, authority);
    replacePair(files, { certificate, key });
    this.#held = this.#readHeld();
    renewed?.({ certificate, key, authority });
    logger.info('there is a new certificate', {
      validUntil: new Date(validityOf(certificate).untilMs).toISOString(),
    });
  }

  #sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const stop = (): void => {
        signal.removeEventListener('abort', stop);
        timer.cancel();
        this.#wake = undefined;
        resolve();
      };
      const timer = this.#options.clock.schedule(ms, stop);
      this.#wake = stop;
      signal.addEventListener('abort', stop);
    });
  }
}
