// The folder for the files of pods' volumes: a file system in memory, so that no Secret and no token is ever on a
// disk. It outlives the agent, as containers do, and goes with the machine's next start.
import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { agentLimits } from '#node-agent/limits.ts';

const run = promisify(execFile);
/** What statfs calls tmpfs. */
const tmpfsType = 0x01021994;

export class MemoryFolder {
  readonly #folder: string;
  #looking: Promise<void> | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The folder of a pod; it may not be there yet. */
  podFolder(uid: string): string {
    return path.join(this.#folder, 'pods', uid);
  }

  /**
   * Resolves once the folder is in memory. Rejects with Unavailable when that can't be. It is looked at each time:
   * somebody may have taken the mount away.
   */
  ensure(): Promise<void> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async #look(): Promise<void> {
    try {
      await this.#mount();
    } catch (error) {
      throw new OrcError(
        'Unavailable',
        `memoryDir: no file system in memory can be mounted on ${this.#folder} (the agent must be root): ${messageOf(error)}`,
        {},
        { cause: error },
      );
    }
  }

  async #isMounted(): Promise<boolean> {
    const [own, above] = await Promise.all([stat(this.#folder), stat(path.dirname(this.#folder))]);
    return own.dev !== above.dev && (await statfs(this.#folder)).type === tmpfsType;
  }

  async #mount(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    if (await this.#isMounted()) return;
    const options = `mode=0700,nosuid,nodev,size=${agentLimits.volumes.memoryBytes}`;
    const mount = (more: string): Promise<unknown> =>
      run('mount', ['-t', 'tmpfs', '-o', `${options}${more}`, 'orc-volumes', this.#folder]);
    try {
      await mount(',noswap');
    } catch {
      // Kernels before 6.4 do not know the option.
      await mount('');
    }
  }

  /** The uids of the pods of which there is a folder. */
  async pods(): Promise<readonly string[]> {
    try {
      return await readdir(path.join(this.#folder, 'pods'));
    } catch {
      // No pod has had one.
      return [];
    }
  }

  /** Removes what there is of a pod. */
  async remove(uid: string): Promise<void> {
    await rm(this.podFolder(uid), { recursive: true, force: true });
  }
}
