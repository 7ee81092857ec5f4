// Files with the certificates of CAs that a configuration names.
import { X509Certificate } from 'node:crypto';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { readText } from '#runtime/files.ts';

/** The PEM text of a file of CAs. Throws BadRequest naming the file as `what` when it holds no certificate. */
export function readAuthority(file: string, what: string): string {
  const text = readText(file, what);
  try {
    new X509Certificate(text);
  } catch (error) {
    throw new OrcError(
      'BadRequest',
      `${what}: ${file} must hold certificates in PEM: ${messageOf(error)}`,
      {},
      { cause: error },
    );
  }
  return text;
}
