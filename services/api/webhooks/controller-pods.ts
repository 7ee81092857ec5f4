// The pods that controllers make are shown to webhooks before they are proposed, on the leader's api thread: control
// waits for nothing, and what webhooks refuse goes back to it as the reason.
import { pack, unpack } from '#kernel/log/pack.ts';
import type { Transaction, Write } from '#kernel/model/gen/log.gen.ts';
import type { Bounded, Random } from '#kernel/ports.ts';
import type { AdmissionContext, Sealer } from '#api/admission/context.ts';
import { admitControllerPod } from '#api/admission/controller-pod.ts';
import type { ImageDigests } from '#api/images/image-digests.ts';
import type { Replica } from '#api/replica.ts';
import { drive } from '#api/webhooks/drive.ts';
import type { Webhooks } from '#api/webhooks/webhooks.ts';

/** How many pods of one transaction webhooks are asked about at once. */
const atOnce = 16;

export interface ControllerPodsOptions {
  readonly replica: Replica;
  readonly sealer: Sealer;
  readonly random: Random;
  readonly bounded: Bounded;
  readonly webhooks: Webhooks;
  /** Resolves the images that webhooks bring. */
  readonly images: ImageDigests;
}

function makesPod({ operation, key }: Write): boolean {
  return operation === 'CREATE' && key?.kind === 'Pod' && key.group === '';
}

export class ControllerPods {
  readonly #options: ControllerPodsOptions;

  constructor(options: ControllerPodsOptions) {
    this.#options = options;
  }

  /** Whether a transaction is to be shown to webhooks: a look at two counts where there are none. */
  concerns({ writes }: Transaction): boolean {
    return this.#options.webhooks.any && writes.some(makesPod);
  }

  /** The transaction as webhooks make it. Rejects with what one of them refuses: nothing of it is made then. */
  async reviewed(controller: string, transaction: Transaction, signal: AbortSignal): Promise<Transaction> {
    const { writes } = transaction;
    const made: Write[] = [];
    for (let from = 0; from < writes.length; from += atOnce)
      made.push(
        ...(await Promise.all(
          writes.slice(from, from + atOnce).map((write) => this.#pod(controller, write, signal)),
        )),
      );
    return { ...transaction, writes: made };
  }

  async #pod(controller: string, write: Write, signal: AbortSignal): Promise<Write> {
    if (!makesPod(write)) return write;
    const pod = write.object && unpack(write.object);
    if (pod?.kind !== 'Pod') return write;
    const steps = admitControllerPod(pod, this.#context(controller));
    // What webhooks warn of is told to whoever asks, and here nobody does.
    const asker = { signal, warn: () => undefined };
    const admitted = await drive(steps, this.#options, asker);
    return admitted === pod ? write : { ...write, object: pack(admitted) };
  }

  #context(controller: string): AdmissionContext {
    const { replica, random, sealer, bounded } = this.#options;
    return {
      view: replica.store,
      nowMs: Date.now(),
      random,
      sealer,
      bounded,
      given: new Set<string>(),
      requester: {
        user: `system:controller:${controller}`,
        groups: ['orc:masters'],
        may: () => true,
        check: () => undefined,
        rules: () => [],
      },
    };
  }
}
