// The whole state as bytes and back. A snapshot is a sequence of parts, each with its length before
// it, cut into chunks: a header, the objects by kind and row, the sessions, the end with the count.
// Equal states have equal snapshots, so the hash of one stands for the state.
import { OrcError, invariant, messageOf } from '#kernel/errors.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { formatVersion, limits } from '#kernel/limits.ts';
import { decodeViews } from '#kernel/model/codec.ts';
import { type SnapshotHeader, SnapshotPart } from '#kernel/model/gen/log.gen.ts';
import { Writer } from '#kernel/model/wire.ts';
import { Store } from '#kernel/store/store.ts';

/** A chunk, and most objects beyond its end. */
const chunkRoomBytes = limits.snapshotChunkBytes + 32 * 1024;

function* parts(store: Store, index: number): Generator<SnapshotPart, void, undefined> {
  const header: SnapshotHeader = {
    format: formatVersion,
    revision: store.revision,
    timeMs: store.timeMs,
    lastSession: store.lastSession,
    index,
    term: 0,
  };
  let count = 1;
  yield { header, end: 0 };
  for (const kind of [...kindNames, ...store.customKinds()]) {
    for (const row of store.rows(kind)) {
      count += 1;
      yield { object: row.pack(), end: 0 };
    }
  }
  for (const session of store.sessions) {
    count += 1;
    yield { session, end: 0 };
  }
  yield { end: count };
}

/**
 * The state of `store` as chunks of at most about `limits.snapshotChunkBytes`. `store` must not change
 * meanwhile: give it a fork. Each chunk is in a buffer of its own. `index` is the log index it stands at
 * (0 for a hash over the state alone).
 */
export function* snapshotChunks(store: Store, index: number): Generator<Uint8Array, void, undefined> {
  const writer = new Writer(chunkRoomBytes);
  for (const part of parts(store, index)) {
    writer.framed(() => SnapshotPart.encode(part, writer));
    if (writer.length >= limits.snapshotChunkBytes) yield writer.take(chunkRoomBytes);
  }
  if (writer.length > 0) yield writer.take(0);
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Builds a store from a snapshot's chunks, however they are cut. */
export class SnapshotReader {
  readonly #store = new Store();
  #rest: Uint8Array = new Uint8Array();
  #header: SnapshotHeader | undefined;
  #count = 0;
  #ended = false;

  /** Takes the next chunk. Throws Corrupt or Unsupported. */
  add(chunk: Uint8Array): void {
    const bytes =
      this.#rest.length === 0 ? chunk : join([this.#rest, chunk], this.#rest.length + chunk.length);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    while (at + 4 <= bytes.length) {
      const length = view.getUint32(at);
      if (at + 4 + length > bytes.length) break;
      this.#take(bytes.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
    this.#rest = bytes.slice(at);
  }

  #take(bytes: Uint8Array): void {
    try {
      this.#part(decodeViews(SnapshotPart, bytes));
    } catch (error) {
      if (error instanceof OrcError && error.code !== 'BadRequest') throw error;
      throw new OrcError(
        'Corrupt',
        `the snapshot holds a broken part: ${messageOf(error)}`,
        {},
        { cause: error },
      );
    }
  }

  #part({ header, object, session, end }: SnapshotPart): void {
    if (this.#ended) throw new OrcError('Corrupt', 'the snapshot goes on after its end');
    if (header !== undefined) {
      if (header.format < 1 || header.format > formatVersion)
        throw new OrcError(
          'Unsupported',
          `the snapshot has format ${header.format}, this version of orc knows formats 1 to ${formatVersion}: run the version that wrote it`,
        );
      this.#header = header;
    } else if (this.#header === undefined)
      throw new OrcError('Corrupt', 'the snapshot does not start with a header');
    else if (object !== undefined) this.#store.restoreObject(object);
    else if (session !== undefined) this.#store.restoreSession(session);
    else {
      if (end !== this.#count)
        throw new OrcError('Corrupt', `the snapshot has ${this.#count} parts and says it has ${end}`);
      this.#ended = true;
    }
    this.#count += 1;
  }

  /** The finished store and the log index it stands at. Throws Corrupt when the snapshot was cut off. */
  finish(): { readonly store: Store; readonly index: number } {
    if (!this.#ended || this.#rest.length > 0) throw new OrcError('Corrupt', 'the snapshot is cut off');
    invariant(this.#header !== undefined, 'a snapshot that ended had a header');
    this.#store.restoreCounters(this.#header);
    return { store: this.#store, index: this.#header.index };
  }
}
