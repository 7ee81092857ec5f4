// The WAL's disk: one directory, through Node's synchronous calls.
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writevSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Disk, DiskFile } from './disk.ts';

const zeros = new Uint8Array(1024 * 1024);

class NodeDiskFile implements DiskFile {
  readonly #fd: number;

  constructor(fd: number) {
    this.#fd = fd;
  }

  write(parts: readonly Uint8Array[], position: number): void {
    let left = parts.filter((part) => part.length > 0);
    let at = position;
    while (left.length > 0) {
      let written = writevSync(this.#fd, left.slice(0, 512), at);
      at += written;
      const rest: Uint8Array[] = [];
      for (const part of left) {
        const taken = Math.min(written, part.length);
        written -= taken;
        if (taken < part.length) rest.push(part.subarray(taken));
      }
      left = rest;
    }
  }

  sync(): void {
    fdatasyncSync(this.#fd);
  }

  close(): void {
    closeSync(this.#fd);
  }
}

export class NodeDisk implements Disk {
  readonly path: string;

  /** Creates the directory if it is not there. */
  constructor(path: string) {
    this.path = path;
    mkdirSync(path, { recursive: true, mode: 0o700 });
  }

  list(): string[] {
    return readdirSync(this.path).sort();
  }

  read(name: string): Uint8Array<ArrayBuffer> {
    const fd = openSync(join(this.path, name), 'r');
    try {
      const bytes = new Uint8Array(fstatSync(fd).size);
      let at = 0;
      while (at < bytes.length) {
        const count = readSync(fd, bytes, at, bytes.length - at, at);
        if (count === 0) break;
        at += count;
      }
      return bytes.subarray(0, at);
    } finally {
      closeSync(fd);
    }
  }

  open(name: string): DiskFile {
    return new NodeDiskFile(openSync(join(this.path, name), 'r+'));
  }

  create(name: string, sizeBytes: number): DiskFile {
    const file = new NodeDiskFile(openSync(join(this.path, name), 'w', 0o600));
    // Zeros are written, not left out: a sync into allocated space is twice as fast (docs/PLATFORM).
    for (let at = 0; at < sizeBytes; at += zeros.length) {
      file.write([zeros.subarray(0, Math.min(zeros.length, sizeBytes - at))], at);
    }
    return file;
  }

  rename(from: string, to: string): void {
    renameSync(join(this.path, from), join(this.path, to));
  }

  remove(name: string): void {
    rmSync(join(this.path, name), { force: true });
  }

  syncDirectory(): void {
    const fd = openSync(this.path, 'r');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  }

  nonce(): Uint8Array {
    return randomBytes(8);
  }
}
