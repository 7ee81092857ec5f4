// A core's whole state as plain values, without the data of its entries (the core never looks at it, but for
// configurations): small enough to be kept now and then, and enough to go on from exactly there.
import type { ProgressImage } from './progress.ts';
import type { ReadRoundsImage } from './read-index.ts';
import type {
  CoreOptions,
  CoreRole,
  Entry,
  EntryKind,
  HardState,
  Message,
  SnapshotMeta,
  SoftState,
  VoteRequest,
} from './types.ts';
import type { Configuration } from './configuration.ts';

/** An entry as [index, term, kind, size of its data in bytes, data of a configuration]. */
export type EntryImage = readonly [number, number, EntryKind, number, (readonly number[])?];

export interface LogImage {
  readonly base: number;
  readonly baseTerm: number;
  readonly entries: readonly EntryImage[];
  readonly committed: number;
  readonly delivered: number;
  readonly applied: number;
  readonly handed: number;
  readonly persisted: number;
  readonly pendingApplyBytes: number;
}

/** The fields of CoreState that are plain values already. */
export interface PlainCoreState {
  readonly role: CoreRole;
  readonly term: number;
  readonly vote: number;
  readonly leaderId: number;
  readonly handedHardState: HardState;
  readonly durableHardState: HardState;
  readonly pendingSnapshot: SnapshotMeta | null;
  readonly ticks: number;
  readonly electionElapsed: number;
  readonly heartbeatElapsed: number;
  readonly electionTimeout: number;
  readonly evidenceIn: number;
  readonly evidenceTries: number;
  readonly ignoredPreVote: { readonly request: VoteRequest; readonly tick: number } | null;
  readonly transferCampaign: boolean;
  readonly transferTo: number;
  readonly termStartIndex: number;
  readonly uncommittedBytes: number;
  readonly snapshot: SnapshotMeta;
}

export interface CoreImage {
  readonly options: CoreOptions;
  readonly plain: PlainCoreState;
  readonly log: LogImage;
  readonly reads: ReadRoundsImage;
  readonly batches: readonly {
    readonly id: number;
    readonly lastIndex: number;
    readonly hardState: HardState | null;
    readonly tick: number;
  }[];
  readonly votes: readonly (readonly [number, boolean])[];
  readonly progress: readonly (readonly [number, ProgressImage])[];
  readonly snapshotsTo: readonly number[];
  readonly failedReads: readonly number[];
  readonly outNow: readonly MessageImage[];
  readonly outAfterPersist: readonly MessageImage[];
  readonly configurations: readonly { readonly index: number; readonly configuration: Configuration }[];
  readonly lastBatchId: number;
  readonly soft: SoftState;
}

/** A message whose entries have no data. */
export type MessageImage =
  | Exclude<Message, { type: 'append' }>
  | (Omit<Extract<Message, { type: 'append' }>, 'entries'> & { readonly entries: readonly EntryImage[] });

export function entryImage({ index, term, kind, data }: Entry): EntryImage {
  return kind === 'configuration'
    ? [index, term, kind, data.length, [...data]]
    : [index, term, kind, data.length];
}

/** An entry of the same size; its data is zeros, but for a configuration's. */
export function entryOf([index, term, kind, size, data]: EntryImage): Entry {
  return { index, term, kind, data: data === undefined ? new Uint8Array(size) : Uint8Array.from(data) };
}

export function messageImage(message: Message): MessageImage {
  return message.type === 'append' ? { ...message, entries: message.entries.map(entryImage) } : message;
}

export function messageOfImage(image: MessageImage): Message {
  return image.type === 'append' ? { ...image, entries: image.entries.map(entryOf) } : image;
}
