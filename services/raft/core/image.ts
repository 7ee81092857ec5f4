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

/** Contiguous entries without their data: about eight bytes each. */
export interface EntriesImage {
  /** The first one's index. */
  readonly first: number;
  /** Sizes of their data, in bytes. */
  readonly sizes: readonly number[];
  /** How many in a row have which term. */
  readonly terms: readonly (readonly [count: number, term: number])[];
  /** Those that are no `data`, by position; a configuration with its data. */
  readonly others: readonly (readonly [position: number, kind: EntryKind, data: readonly number[]])[];
}

export interface LogImage {
  readonly base: number;
  readonly baseTerm: number;
  readonly entries: EntriesImage;
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
  | (Omit<Extract<Message, { type: 'append' }>, 'entries'> & { readonly entries: EntriesImage });

export function entriesImage(entries: readonly Entry[]): EntriesImage {
  const sizes: number[] = [];
  const terms: [number, number][] = [];
  const others: [number, EntryKind, number[]][] = [];
  let run: [number, number] = [0, -1];
  for (const { term, kind, data } of entries) {
    if (run[1] !== term) terms.push((run = [0, term]));
    run[0] += 1;
    if (kind !== 'data') others.push([sizes.length, kind, kind === 'configuration' ? [...data] : []]);
    sizes.push(data.length);
  }
  return { first: entries[0]?.index ?? 0, sizes, terms, others };
}

/** Entries of the same sizes; their data is zeros, but for a configuration's. */
export function entriesOf({ first, sizes, terms, others }: EntriesImage): Entry[] {
  const entries: Entry[] = [];
  for (const [count, term] of terms) {
    for (let i = 0; i < count; i++) {
      const size = sizes[entries.length] ?? 0;
      entries.push({ index: first + entries.length, term, kind: 'data', data: new Uint8Array(size) });
    }
  }
  for (const [position, kind, data] of others) {
    const entry = entries[position];
    if (entry !== undefined) entries[position] = { ...entry, kind, data: Uint8Array.from(data) };
  }
  return entries;
}

export function messageImage(message: Message): MessageImage {
  return message.type === 'append' ? { ...message, entries: entriesImage(message.entries) } : message;
}

export function messageOfImage(image: MessageImage): Message {
  return image.type === 'append' ? { ...image, entries: entriesOf(image.entries) } : image;
}
