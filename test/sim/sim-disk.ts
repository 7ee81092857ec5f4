// A disk that forgets what was not synced, dies in the midst of any operation, runs full, and rots. On a power
// loss each sector of each unsynced write survives or not, on its own; so do names that were not made durable
// with their directory, but those in order.
import type { Disk, DiskFile } from '#raft/wal/disk.ts';
import { decodeHeader, frameAt, headerBytes, segmentSequence } from '#raft/wal/format.ts';
import type { SeededRandom } from './world.ts';

const sectorBytes = 512;

class SimFile {
  content: Uint8Array<ArrayBuffer>;
  durable: Uint8Array<ArrayBuffer>;
  pending: { readonly position: number; readonly bytes: Uint8Array }[] = [];
  resized = true;

  constructor(sizeBytes: number) {
    this.content = new Uint8Array(sizeBytes);
    this.durable = new Uint8Array(0);
  }

  write(position: number, bytes: Uint8Array): void {
    this.content = apply(this.content, position, bytes);
    this.pending.push({ position, bytes: bytes.slice() });
  }

  sync(): void {
    if (this.resized) this.durable = this.content.slice();
    else for (const { position, bytes } of this.pending) this.durable = apply(this.durable, position, bytes);
    this.pending = [];
    this.resized = false;
  }

  crash(random: SeededRandom): void {
    const survives = random.below(101);
    for (const { position, bytes } of this.pending) {
      for (let at = 0; at < bytes.length;) {
        const end = Math.min(bytes.length, at + sectorBytes - ((position + at) % sectorBytes));
        if (random.chance(survives))
          this.durable = apply(this.durable, position + at, bytes.subarray(at, end));
        at = end;
      }
    }
    this.content = this.durable.slice();
    this.pending = [];
    this.resized = false;
  }

  /** Changes what is durable, behind everybody's back. */
  rot(position: number, bytes: Uint8Array): void {
    this.durable = apply(this.durable, position, bytes);
    this.content = apply(this.content, position, bytes);
  }
}

function apply(to: Uint8Array<ArrayBuffer>, position: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let target = to;
  if (position + bytes.length > target.length) {
    target = new Uint8Array(position + bytes.length);
    target.set(to);
  }
  target.set(bytes, position);
  return target;
}

/** The machine went down in the midst of a disk operation. */
export class DiskDied extends Error {
  override readonly name = 'DiskDied';
}

export class SimDisk implements Disk {
  readonly path: string;
  readonly #random: SeededRandom;
  #names = new Map<string, SimFile>();
  #durableNames = new Map<string, SimFile>();
  /** Operations until the machine goes down; -1: it does not. */
  #fuse = -1;
  isFull = false;
  /** It went down: whatever error came of that, nothing was decided by it. */
  hasDied = false;

  constructor(path: string, random: SeededRandom) {
    this.path = path;
    this.#random = random;
  }

  /** Goes down before, or in the midst of, the operation that many from now. */
  lightFuse(operations: number): void {
    this.#fuse = operations;
  }

  list(): string[] {
    return [...this.#names.keys()].sort();
  }

  read(name: string): Uint8Array<ArrayBuffer> {
    return this.#file(name).content.slice();
  }

  open(name: string): DiskFile {
    return this.#handle(this.#file(name));
  }

  create(name: string, sizeBytes: number): DiskFile {
    this.#burn();
    if (this.isFull) throw Object.assign(new Error(`ENOSPC: ${name}`), { code: 'ENOSPC' });
    const file = new SimFile(sizeBytes);
    this.#names.set(name, file);
    return this.#handle(file);
  }

  rename(from: string, to: string): void {
    this.#burn();
    const file = this.#file(from);
    this.#names.delete(from);
    this.#names.set(to, file);
  }

  remove(name: string): void {
    this.#burn();
    this.#names.delete(name);
  }

  syncDirectory(): void {
    this.#burn();
    this.#durableNames = new Map(this.#names);
  }

  nonce(): Uint8Array {
    return Uint8Array.from({ length: 8 }, () => this.#random.below(256));
  }

  /** Power is lost: only what was synced is certain to be there afterwards. */
  crash(): void {
    if (this.#random.chance(50)) this.#names = new Map(this.#durableNames);
    else this.#durableNames = new Map(this.#names);
    for (const file of this.#names.values()) file.crash(this.#random);
  }

  /** The machine is up again. */
  revive(): void {
    this.#fuse = -1;
    this.hasDied = false;
    this.isFull = false;
  }

  /**
   * Damages something that is certainly durable: a bit flips, a write goes astray, a sector reads as zeros.
   * Returns what and where, or null where there is nothing whose loss could be told from a torn write.
   */
  damage(): string | null {
    const segments = this.list().filter((name) => segmentSequence(name) !== undefined);
    const name = this.#random.pick(segments);
    if (name === undefined) return null;
    const file = this.#file(name);
    const frames = framesOf(file.durable);
    // The last one proves that those before it were durable; whether it was itself, nothing says.
    const proof = frames.at(-1);
    const victim = this.#random.pick(frames.slice(0, -1));
    if (proof === undefined || victim === undefined) return null;
    const at = victim.offset + this.#random.below(victim.end - victim.offset);
    const kind = this.#random.below(3);
    if (kind === 0) {
      const flipped = (file.durable[at] ?? 0) ^ (1 << this.#random.below(8));
      file.rot(at, Uint8Array.of(flipped));
      return `a bit of ${name}, byte ${at}`;
    }
    const start = at - (at % sectorBytes);
    const end = Math.min(start + sectorBytes, proof.offset);
    if (start < headerBytes || end - start < 32) return null;
    const bytes = new Uint8Array(end - start);
    // Astray: what belongs elsewhere in the log.
    if (kind === 1) bytes.set(file.durable.subarray(headerBytes, headerBytes + bytes.length));
    if (bytes.every((byte, offset) => byte === file.durable[start + offset])) return null;
    file.rot(start, bytes);
    return `${kind === 1 ? 'a write astray in' : 'zeros in'} ${name}, bytes ${start} to ${end}`;
  }

  #burn(): void {
    if (this.hasDied) throw new DiskDied();
    if (this.#fuse < 0) return;
    this.#fuse -= 1;
    if (this.#fuse >= 0) return;
    this.hasDied = true;
    throw new DiskDied();
  }

  #file(name: string): SimFile {
    const file = this.#names.get(name);
    if (file === undefined) throw new Error(`${this.path}/${name} does not exist`);
    return file;
  }

  #handle(file: SimFile): DiskFile {
    return {
      write: (parts, position) => {
        let at = position;
        for (const part of parts) {
          this.#burn();
          if (this.isFull && at + part.length > file.content.length)
            throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
          file.write(at, part);
          at += part.length;
        }
      },
      sync: () => {
        this.#burn();
        file.sync();
      },
      close: () => {},
    };
  }
}

function framesOf(bytes: Uint8Array): { readonly offset: number; readonly end: number }[] {
  const frames: { readonly offset: number; readonly end: number }[] = [];
  if (bytes.length < headerBytes) return frames;
  const header = decodeHeader(bytes, 'a simulated segment');
  for (let at = headerBytes, crc = header.prevCrc; ;) {
    const frame = frameAt(bytes, at, header.nonce);
    if (frame === undefined || frame.prevCrc !== crc) return frames;
    frames.push({ offset: frame.offset, end: frame.end });
    at = frame.end;
    if (frame.records.length > 0) crc = frame.crc;
  }
}
