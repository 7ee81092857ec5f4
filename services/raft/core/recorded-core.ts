// A core that remembers what it was told lately, so that a broken invariant can be looked at afterwards: an
// image of its state some thousand inputs ago and everything since, random numbers included. Replaying that
// breaks the same invariant again, in a debugger if wanted. Costs a small object an input and holds no data
// of entries.
import type { Random } from '#kernel/ports.ts';
import { messageOf } from '#kernel/errors.ts';
import type { Configuration } from './configuration.ts';
import { RaftCore } from './core.ts';
import { messageImage, messageOfImage, type CoreImage, type MessageImage } from './image.ts';
import type { CoreOptions, InitialState, Message, ProposeOutcome, Ready, SnapshotMeta } from './types.ts';

/** Inputs after which a new image is taken; the one before it is kept too. */
const inputsPerImage = 8192;

/** One call of the core's interface, or one random number that it drew. */
export type CoreInput =
  | { readonly kind: 'tick' | 'campaign' | 'ready' | 'tellCommit' }
  | { readonly kind: 'step'; readonly message: MessageImage }
  | { readonly kind: 'propose'; readonly sizes: readonly number[] }
  | { readonly kind: 'changeConfiguration'; readonly target: Configuration }
  | {
      readonly kind: 'peerLost' | 'readIndex' | 'transfer' | 'persisted' | 'applied' | 'forget';
      readonly value: number;
    }
  | { readonly kind: 'compact'; readonly meta: SnapshotMeta; readonly compactTo: number }
  | { readonly kind: 'snapshotSent'; readonly to: number; readonly arrived: boolean }
  | { readonly kind: 'random'; readonly value: number };

export interface CoreDump {
  readonly format: 1;
  readonly error: string;
  readonly image: CoreImage;
  readonly inputs: readonly CoreInput[];
}

class RecordingRandom implements Random {
  readonly #random: Random;
  note: (input: CoreInput) => void = () => {};

  constructor(random: Random) {
    this.#random = random;
  }

  below(bound: number): number {
    const value = this.#random.below(bound);
    this.note({ kind: 'random', value });
    return value;
  }

  uuid(): string {
    return this.#random.uuid();
  }
}

export class RecordedCore extends RaftCore {
  #image: CoreImage;
  #inputs: CoreInput[] = [];
  #before: { readonly image: CoreImage; readonly inputs: readonly CoreInput[] } | null = null;

  constructor(options: CoreOptions, initial: InitialState, random: Random) {
    const recording = new RecordingRandom(random);
    super(options, initial, recording);
    recording.note = (input) => this.#inputs.push(input);
    this.#image = this.image();
  }

  /** What to write down when `error` came out of an input. */
  dump(error: unknown): CoreDump {
    const { image, inputs } = this.#before ?? { image: this.#image, inputs: [] };
    return { format: 1, error: messageOf(error), image, inputs: [...inputs, ...this.#inputs] };
  }

  #note(input: CoreInput): void {
    if (this.#inputs.length >= inputsPerImage) {
      this.#before = { image: this.#image, inputs: this.#inputs };
      this.#image = this.image();
      this.#inputs = [];
    }
    this.#inputs.push(input);
  }

  override tick(): void {
    this.#note({ kind: 'tick' });
    super.tick();
  }
  override campaign(): void {
    this.#note({ kind: 'campaign' });
    super.campaign();
  }
  override peerLost(id: number): void {
    this.#note({ kind: 'peerLost', value: id });
    super.peerLost(id);
  }
  override step(message: Message): void {
    this.#note({ kind: 'step', message: messageImage(message) });
    super.step(message);
  }
  override propose(data: readonly Uint8Array[]): ProposeOutcome {
    this.#note({ kind: 'propose', sizes: data.map((bytes) => bytes.length) });
    return super.propose(data);
  }
  override changeConfiguration(target: Configuration): number {
    this.#note({ kind: 'changeConfiguration', target });
    return super.changeConfiguration(target);
  }
  override readIndex(id: number): boolean {
    this.#note({ kind: 'readIndex', value: id });
    return super.readIndex(id);
  }
  override transferLeadership(id: number): boolean {
    this.#note({ kind: 'transfer', value: id });
    return super.transferLeadership(id);
  }
  override persisted(id: number): void {
    this.#note({ kind: 'persisted', value: id });
    super.persisted(id);
  }
  override applied(index: number): void {
    this.#note({ kind: 'applied', value: index });
    super.applied(index);
  }
  override forget(index: number): void {
    this.#note({ kind: 'forget', value: index });
    super.forget(index);
  }
  override compact(meta: SnapshotMeta, compactTo: number): void {
    this.#note({ kind: 'compact', meta, compactTo });
    super.compact(meta, compactTo);
  }
  override snapshotSent(to: number, arrived: boolean): void {
    this.#note({ kind: 'snapshotSent', to, arrived });
    super.snapshotSent(to, arrived);
  }
  override tellCommit(): void {
    this.#note({ kind: 'tellCommit' });
    super.tellCommit();
  }
  override ready(): Ready {
    this.#note({ kind: 'ready' });
    return super.ready();
  }
}

/**
 * Does everything again that a dump holds. Returns what broke and how many inputs came before it, or null
 * where nothing does (the dump is of another version of the core).
 */
export function replay(
  dump: CoreDump,
  seen: (input: CoreInput, core: RaftCore) => void = () => {},
): { readonly error: string; readonly inputs: number } | null {
  const draws = dump.inputs.flatMap((input) => (input.kind === 'random' ? [input.value] : []));
  const core = RaftCore.fromImage(dump.image, { below: () => draws.shift() ?? 0, uuid: () => '' });
  for (const [inputs, input] of dump.inputs.entries()) {
    seen(input, core);
    try {
      carryOut(core, input);
    } catch (error) {
      // A refusal is an answer, a broken invariant is not.
      if (input.kind !== 'changeConfiguration' || messageOf(error) === dump.error) {
        return { error: messageOf(error), inputs };
      }
    }
  }
  return null;
}

function carryOut(core: RaftCore, input: CoreInput): void {
  switch (input.kind) {
    case 'tick':
      return core.tick();
    case 'campaign':
      return core.campaign();
    case 'ready':
      return void core.ready();
    case 'tellCommit':
      return core.tellCommit();
    case 'step':
      return core.step(messageOfImage(input.message));
    case 'propose':
      return void core.propose(input.sizes.map((size) => new Uint8Array(size)));
    case 'changeConfiguration':
      return void core.changeConfiguration(input.target);
    case 'peerLost':
      return core.peerLost(input.value);
    case 'readIndex':
      return void core.readIndex(input.value);
    case 'transfer':
      return void core.transferLeadership(input.value);
    case 'persisted':
      return core.persisted(input.value);
    case 'applied':
      return core.applied(input.value);
    case 'forget':
      return core.forget(input.value);
    case 'compact':
      return core.compact(input.meta, input.compactTo);
    case 'snapshotSent':
      return core.snapshotSent(input.to, input.arrived);
    case 'random':
      return;
  }
}
