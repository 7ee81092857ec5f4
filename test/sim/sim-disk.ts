// A disk that forgets what was not synced. On a crash each sector of each unsynced write survives or not,
// on its own; so do names that were not made durable with their directory, but those in order.
import type { Disk, DiskFile } from '#raft/wal/disk.ts';
import type { SeededRandom } from './world.ts';

const sectorBytes = 512;

class SimFile {
  content: Uint8Array<ArrayBuffer>;
  durable: Uint8Array<ArrayBuffer>;
  pending: { readonly position: number; readonly bytes: Uint8Array }[] = [];
  resized = false;

  constructor(sizeBytes: number) {
    this.content = new Uint8Array(sizeBytes);
    this.durable = new Uint8Array(0);
    this.resized = true;
  }

  write(position: number, bytes: Uint8Array): void {
    this.content = apply(this.content, position, bytes);
    this.pending.push({ position, bytes: bytes.slice() });
  }

  truncate(sizeBytes: number): void {
    const next = new Uint8Array(sizeBytes);
    next.set(this.content.subarray(0, Math.min(sizeBytes, this.content.length)));
    this.content = next;
    this.resized = true;
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

export class SimDisk implements Disk {
  readonly path: string;
  readonly #random: SeededRandom;
  #names = new Map<string, SimFile>();
  #durableNames = new Map<string, SimFile>();

  constructor(path: string, random: SeededRandom) {
    this.path = path;
    this.#random = random;
  }

  list(): string[] {
    return [...this.#names.keys()].sort();
  }

  read(name: string): Uint8Array<ArrayBuffer> {
    return this.#file(name).content.slice();
  }

  open(name: string): DiskFile {
    return handleOf(this.#file(name));
  }

  create(name: string, sizeBytes: number): DiskFile {
    const file = new SimFile(sizeBytes);
    this.#names.set(name, file);
    return handleOf(file);
  }

  rename(from: string, to: string): void {
    const file = this.#file(from);
    this.#names.delete(from);
    this.#names.set(to, file);
  }

  remove(name: string): void {
    this.#names.delete(name);
  }

  syncDirectory(): void {
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

  #file(name: string): SimFile {
    const file = this.#names.get(name);
    if (file === undefined) throw new Error(`${this.path}/${name} does not exist`);
    return file;
  }
}

function handleOf(file: SimFile): DiskFile {
  return {
    write: (parts, position) => {
      let at = position;
      for (const part of parts) {
        file.write(at, part);
        at += part.length;
      }
    },
    sync: () => file.sync(),
    close: () => {},
  };
}
