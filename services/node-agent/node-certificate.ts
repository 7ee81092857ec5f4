// A node's certificate renews itself: when two thirds of its life are over, the agent makes another key, asks the masters
// for a certificate for it, and writes both. Connections read the files when they are made, so nothing is restarted.
import { renameSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { CertificateAsk, CertificateGiven } from '#kernel/model/gen/node.gen.ts';
import { nodeFormat, subjects } from '#kernel/node/protocol.ts';
import type { Clock, Logger, Metrics, Random } from '#kernel/ports.ts';
import { agentLimits } from '#node-agent/limits.ts';
import type { Questions } from '#node-agent/questions.ts';
import { certificateExpiry } from '#runtime/certificate-expiry.ts';
import { replaceFile } from '#runtime/files.ts';
import { groups, isKeyOf, nodeName, requestCertificate, validityOf } from '#runtime/pki.ts';

export interface NodeCertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

export interface NodeCertificateOptions {
  readonly node: string;
  readonly files: NodeCertificateFiles;
  /** A certificate for a request, both PEM. Rejects with why there is none. */
  readonly ask: (request: string) => Promise<string>;
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
export function settleFiles({ certificateFile, keyFile }: NodeCertificateFiles): void {
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
  { certificateFile, keyFile }: NodeCertificateFiles,
  { certificate, key }: { readonly certificate: string; readonly key: string },
): void {
  replaceFile(nextOf(keyFile), key, 0o600);
  replaceFile(certificateFile, certificate);
  renameSync(nextOf(keyFile), keyFile);
}

/** Asks the masters for a certificate for this node; both PEM. */
export async function askCertificate(questions: Questions, node: string, request: string): Promise<string> {
  const { certificate } = await questions.ask(
    {
      what: 'certificate',
      subject: subjects.askCertificate(node),
      reply: (id) => subjects.certificateAnswer(node, id),
      ask: CertificateAsk,
      given: CertificateGiven,
    },
    { format: nodeFormat, node, request },
  );
  return certificate;
}

/** When a certificate is to be renewed: two thirds into its life, some nodes a little earlier than others. */
export function renewalMs(certificate: string, spread: number): number {
  const { fromMs, untilMs } = validityOf(certificate);
  const lifeMs = untilMs - fromMs;
  return fromMs + (lifeMs * 2) / 3 - lifeMs * agentLimits.certificates.spreadShare * spread;
}

export class NodeCertificate {
  readonly #options: NodeCertificateOptions;

  constructor(options: NodeCertificateOptions) {
    this.#options = options;
  }

  /** Renews whenever it is due, until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, files, logger, random, metrics } = this.#options;
    const spread = random.below(1_000) / 1_000;
    const tellExpiry = certificateExpiry(metrics);
    while (!signal.aborted) {
      let waitMs: number = agentLimits.certificates.retryMs;
      try {
        const certificate = readFileSync(files.certificateFile, 'utf8');
        tellExpiry(certificate);
        waitMs = renewalMs(certificate, spread) - clock.wallMs();
        if (waitMs <= 0) {
          await this.#renew();
          continue;
        }
      } catch (error) {
        logger.warn('the certificate of this node could not be renewed; it is tried again', {
          file: files.certificateFile,
          error: messageOf(error),
        });
        waitMs = agentLimits.certificates.retryMs;
      }
      await this.#sleep(Math.min(waitMs, agentLimits.certificates.lookMs), signal);
    }
  }

  async #renew(): Promise<void> {
    const { node, ask, files, logger } = this.#options;
    const { request, key } = await requestCertificate(nodeName(node), [groups.nodes]);
    const certificate = await ask(request);
    if (!isKeyOf(key, certificate))
      throw new OrcError('Internal', 'the masters gave a certificate for another key');
    replacePair(files, { certificate, key });
    logger.info('this node has a new certificate', {
      validUntil: new Date(validityOf(certificate).untilMs).toISOString(),
    });
  }

  #sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const stop = (): void => {
        signal.removeEventListener('abort', stop);
        timer.cancel();
        resolve();
      };
      const timer = this.#options.clock.schedule(ms, stop);
      signal.addEventListener('abort', stop);
    });
  }
}
