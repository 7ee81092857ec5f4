// Log records to bytes and back.
import { OrcError } from '#kernel/errors.ts';
import { formatVersion, limits } from '#kernel/limits.ts';
import { decodeViews, encode } from '#kernel/model/codec.ts';
import {
  type CloseSession,
  LogRecord,
  type OpenSession,
  type StartEpoch,
  type Transaction,
} from '#kernel/model/gen/log.gen.ts';

/** What a log record says: exactly one thing. */
export type RecordBody =
  | { readonly transaction: Transaction }
  | { readonly openSession: OpenSession }
  | { readonly closeSession: CloseSession }
  | { readonly startEpoch: StartEpoch };

/** The name of a record's request, unique in all time. */
export function requestIdOf(body: RecordBody): string {
  if ('transaction' in body) return body.transaction.requestId;
  if ('openSession' in body) return body.openSession.requestId;
  return 'closeSession' in body ? body.closeSession.requestId : body.startEpoch.requestId;
}

/** Encodes a record in the present format. Throws TooLarge beyond the limit. */
export function encodeRecord(body: RecordBody): Uint8Array {
  const bytes = encode(LogRecord, { format: formatVersion, ...body });
  if (bytes.length > limits.recordBytes)
    throw new OrcError(
      'TooLarge',
      `the transaction has ${bytes.length} bytes, may have at most ${limits.recordBytes}: apply fewer objects at once`,
    );
  return bytes;
}

/** Reads a record, whose packed objects are views of `bytes`. Throws Unsupported for a format this build does not know, naming both versions. */
export function decodeRecord(bytes: Uint8Array): RecordBody {
  const record = decodeViews(LogRecord, bytes);
  if (record.format < 1 || record.format > formatVersion)
    throw new OrcError(
      'Unsupported',
      `the log holds a record of format ${record.format}, this version of orc knows formats 1 to ${formatVersion}: run the version that wrote it`,
    );
  if (record.transaction !== undefined) return { transaction: record.transaction };
  if (record.openSession !== undefined) return { openSession: record.openSession };
  if (record.closeSession !== undefined) return { closeSession: record.closeSession };
  if (record.startEpoch !== undefined) return { startEpoch: record.startEpoch };
  throw new OrcError(
    'Unsupported',
    'the log holds a record that this version of orc does not know: run the version that wrote it',
  );
}
