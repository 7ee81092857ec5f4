// Whether an image is there, or must be pulled, by a container's pull policy.
import { messageOf } from '#kernel/errors.ts';
import type { ContainerRuntime } from '#node-agent/container-runtime.ts';
import { agentLimits } from '#node-agent/limits.ts';

/** The image can be used, or the word for why not. */
export type ImageVerdict = { readonly ok: true } | { readonly reason: string; readonly message: string };

const namePattern = /^[a-z0-9][\w.\-/:@]*$/i;

/** One pull of an image serves everybody who waits for it. */
export class Images {
  readonly #runtime: Pick<ContainerRuntime, 'image' | 'pull'>;
  readonly #pulls = new Map<string, Promise<ImageVerdict>>();

  constructor(runtime: Pick<ContainerRuntime, 'image' | 'pull'>) {
    this.#runtime = runtime;
  }

  /**
   * Makes an image ready. `Always` asks the registry, except for an image that none can have newer: one that was loaded
   * from a file and came from no registry, or one that is named by its digest.
   */
  async ensure(name: string, policy: string): Promise<ImageVerdict> {
    if (!namePattern.test(name))
      return {
        reason: 'InvalidImageName',
        message: `Failed to apply default image tag "${name}": couldn't parse image reference`,
      };
    const present = await this.#runtime.image(name);
    const mayBeNewer = policy === 'Always' && present?.fromRegistry === true && !name.includes('@');
    if (present !== undefined && !mayBeNewer) return { ok: true };
    if (policy === 'Never')
      return {
        reason: 'ErrImageNeverPull',
        message: `Container image "${name}" is not present with pull policy of Never`,
      };
    const running = this.#pulls.get(name);
    if (running !== undefined) return running;
    const pull = this.#pull(name);
    this.#pulls.set(name, pull);
    try {
      return await pull;
    } finally {
      this.#pulls.delete(name);
    }
  }

  async #pull(name: string): Promise<ImageVerdict> {
    try {
      await this.#runtime.pull(
        name.includes(':') || name.includes('@') ? name : `${name}:latest`,
        AbortSignal.timeout(agentLimits.pullMs),
      );
      return { ok: true };
    } catch (error) {
      return { reason: 'ErrImagePull', message: messageOf(error) };
    }
  }
}
