// What the api thread and the control thread say to each other. Objects cross as encoded bytes; what was
// committed crosses as the very records of the log, which control applies itself: that is cheaper than
// to encode for it what they came to.
import type { MastersView } from '#controllers/controller.ts';
import { ByteReader, ByteWriter } from '#raft/bytes.ts';

/** A record as it stands in the log, and the term of its entry. */
export interface AppliedRecord {
  readonly term: number;
  readonly data: Uint8Array;
}

export type ToControl =
  | { readonly kind: 'snapshot'; readonly chunk: Uint8Array; readonly last: boolean }
  | { readonly kind: 'records'; readonly bytes: Uint8Array }
  | { readonly kind: 'lead'; readonly term: number; readonly fromRevision: number }
  | { readonly kind: 'stop' }
  /** How long ago nodes were heard, in milliseconds: threads have no clock in common that does not jump. */
  | { readonly kind: 'heartbeats'; readonly nodes: readonly (readonly [node: string, agoMs: number])[] }
  | { readonly kind: 'masters'; readonly masters: MastersView }
  | {
      readonly kind: 'settled';
      readonly id: number;
      readonly term: number;
      readonly revision: number;
      readonly why?: string;
    }
  /** A proposal waits for webhooks: it is not among those that the log is busy with. */
  | { readonly kind: 'held'; readonly id: number; readonly term: number };

export type FromControl =
  | {
      readonly kind: 'propose';
      readonly id: number;
      readonly term: number;
      readonly controller: string;
      /** An encoded Transaction, complete but for what only the proposer knows. */
      readonly transaction: Uint8Array;
    }
  /** So many bytes of the state or of records were taken in; or heartbeats were. */
  | { readonly kind: 'taken'; readonly of: 'state' | 'heartbeats'; readonly bytes: number }
  | {
      readonly kind: 'load';
      readonly depth: number;
      readonly inFlight: number;
      readonly loopDelayMs: number;
    };

export function encodeRecords(records: readonly AppliedRecord[]): Uint8Array<ArrayBuffer> {
  const size = records.reduce((bytes, { data }) => bytes + data.length + 12, 4);
  const writer = new ByteWriter(size).u32(records.length);
  for (const { term, data } of records) writer.u53(term).block(data);
  return writer.finish();
}

export function decodeRecords(bytes: Uint8Array): AppliedRecord[] {
  const reader = new ByteReader(bytes);
  return Array.from({ length: reader.u32() }, () => ({ term: reader.u53(), data: reader.block() }));
}
