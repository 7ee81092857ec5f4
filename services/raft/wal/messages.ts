// What the raft thread and the WAL thread say to each other.
import type { Identity } from './format.ts';
import type { RecoveredLog } from './scan.ts';
import type { WalBatch } from './wal.ts';

export interface WalWorkerData {
  readonly directory: string;
  readonly identity: Identity;
  readonly segmentBytes: number;
}

export type ToWal =
  | { readonly kind: 'write'; readonly batch: WalBatch }
  | { readonly kind: 'compact'; readonly index: number }
  | { readonly kind: 'close' };

export type FromWal =
  | { readonly kind: 'opened'; readonly log: RecoveredLog }
  /** Every batch up to `id` is durable. */
  | {
      readonly kind: 'durable';
      readonly id: number;
      readonly syncSeconds: number;
      readonly bytes: number;
    }
  /** The disk ran full, or has room again. */
  | { readonly kind: 'full'; readonly isFull: boolean }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };
