// A file of lines that grows to a size and then makes way for the next: `file`, `file.1`, `file.2` and so on, the newest
// first, a bounded number of them, for their owner's eyes alone. After a write that failed, the file is opened anew: what
// the disk took of a line is ended there, so that no two run together.
import { constants, mkdirSync } from 'node:fs';
import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { OrcError } from '#kernel/errors.ts';

export interface RotatedFileOptions {
  readonly file: string;
  readonly maxBytes: number;
  /** How many files there are at most, the one that is written among them. */
  readonly maxFiles: number;
}

const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW } = constants;
const newline = Buffer.from('\n');

export class RotatedFile {
  readonly #options: RotatedFileOptions;
  #handle: FileHandle | undefined;
  #bytes = 0;

  constructor(options: RotatedFileOptions) {
    this.#options = options;
  }

  /** Opens the file, and makes it and the folders above it where they are not there. Rejects when it can't be had. */
  async open(): Promise<void> {
    if (this.#handle !== undefined) return;
    const { file } = this.#options;
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) throw new OrcError('BadRequest', `${file} is no file`);
      // One that somebody made for it may be open to others.
      if ((stats.mode & 0o077) !== 0) await handle.chmod(0o600);
      this.#bytes = stats.size;
      if (!(await endsLine(handle, stats.size))) await this.#write(handle, newline);
    } catch (error) {
      await handle.close();
      throw error;
    }
    this.#handle = handle;
  }

  /** Writes whole lines. Rejects when the disk does not take them: some of them may be there then. */
  async append(lines: Buffer): Promise<void> {
    const { maxBytes } = this.#options;
    await this.open();
    if (this.#bytes > 0 && this.#bytes + lines.length > maxBytes) {
      await this.close();
      await this.#makeWay();
      await this.open();
    }
    const handle = this.#handle;
    if (handle === undefined) throw new OrcError('Internal', 'the file is closed');
    try {
      await this.#write(handle, lines);
    } catch (error) {
      await this.close().catch(() => undefined);
      throw error;
    }
  }

  async #write(handle: FileHandle, bytes: Buffer): Promise<void> {
    let at = 0;
    while (at < bytes.length) {
      const { bytesWritten } = await handle.write(bytes, at, bytes.length - at);
      at += bytesWritten;
      this.#bytes += bytesWritten;
    }
  }

  /** Gives every file the next number; those beyond the last go, also when there may be fewer than before. */
  async #makeWay(): Promise<void> {
    const { file, maxFiles } = this.#options;
    const prefix = `${path.basename(file)}.`;
    const numbers = (await readdir(path.dirname(file)))
      .filter((name) => name.startsWith(prefix) && /^[1-9]\d{0,5}$/.test(name.slice(prefix.length)))
      .map((name) => Number(name.slice(prefix.length)))
      .toSorted((a, b) => b - a);
    for (const number of numbers)
      if (number + 1 >= maxFiles) await rm(`${file}.${number}`, { force: true });
      else await rename(`${file}.${number}`, `${file}.${number + 1}`);
    await rename(file, `${file}.1`);
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }
}

async function endsLine(handle: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  await handle.read(last, 0, 1, size - 1);
  return last.equals(newline);
}
