// A small file system on a loop device, for disks that are really full.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const sizeBytes = 160 * 2 ** 20;

export class SmallDisk implements Disposable {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'orc-small-disk-'));
  #mounted = '';

  constructor() {
    writeFileSync(this.#image, '');
    truncateSync(this.#image, sizeBytes);
    execFileSync('mkfs.ext4', ['-q', '-m', '0', this.#image]);
  }

  get #image(): string {
    return path.join(this.#folder, 'image');
  }

  get #filler(): string {
    return path.join(this.#mounted, 'filler');
  }

  /** Mounts it over a folder. What the folder holds moves onto it. */
  mount(folder: string): void {
    const at = path.join(this.#folder, 'at');
    execFileSync('mkdir', [at]);
    execFileSync('mount', ['-o', 'loop', this.#image, at]);
    execFileSync('cp', ['-a', `${folder}/.`, at]);
    execFileSync('mount', ['--move', at, folder]);
    this.#mounted = folder;
  }

  /** Takes all the space there is. */
  fill(): void {
    const { bavail, bsize } = statfsSync(this.#mounted);
    const rest = Buffer.alloc(1024 * 1024);
    for (let left = bavail * bsize; left > 0; left -= rest.length) {
      try {
        writeFileSync(this.#filler, rest, { flag: 'a' });
      } catch {
        return;
      }
    }
  }

  /** Gives it back. */
  free(): void {
    rmSync(this.#filler, { force: true });
  }

  /** Nothing may have a file of it open any more. */
  [Symbol.dispose](): void {
    if (this.#mounted !== '') execFileSync('umount', [this.#mounted]);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
