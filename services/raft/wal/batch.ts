// From what the core wants durable to what the WAL writes.
import { ByteWriter } from '../bytes.ts';
import type { PersistBatch } from '../core/types.ts';
import { writeEntry, writeHardState, writeReset } from './format.ts';
import type { WalBatch } from './wal.ts';

/** Encodes batches one after the other, knowing where the log stands between them. */
export class BatchEncoder {
  #last: { readonly index: number; readonly term: number };

  constructor(last: { readonly index: number; readonly term: number }) {
    this.#last = last;
  }

  /** The log is replaced by a snapshot at `position`. */
  encodeReset(position: {
    readonly index: number;
    readonly term: number;
  }): WalBatch & { readonly records: Uint8Array<ArrayBuffer> } {
    const writer = new ByteWriter(64);
    writeReset(writer, position.index, position.term);
    this.#last = position;
    const { index: lastIndex, term: lastTerm } = position;
    return { id: 0, records: writer.finish(), hardState: null, lastIndex, lastTerm };
  }

  encode(batch: PersistBatch): WalBatch & { readonly records: Uint8Array<ArrayBuffer> } {
    let size = 64;
    for (const entry of batch.entries) size += entry.data.length + 22;
    const writer = new ByteWriter(size);
    if (batch.snapshot !== null) {
      const { index, term } = batch.snapshot;
      writeReset(writer, index, term);
      this.#last = { index, term };
    }
    for (const entry of batch.entries) writeEntry(writer, entry);
    const last = batch.entries.at(-1);
    if (last !== undefined) this.#last = { index: last.index, term: last.term };
    // Last, so that a term never stands before the entries it was taken up with.
    if (batch.hardState !== null) writeHardState(writer, batch.hardState);
    return {
      id: batch.id,
      records: writer.finish(),
      hardState: batch.hardState,
      lastIndex: this.#last.index,
      lastTerm: this.#last.term,
    };
  }
}
