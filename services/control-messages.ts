// What the api thread and the control thread say to each other. Objects cross as encoded bytes.

export type ToControl =
  | { readonly kind: 'snapshot'; readonly chunk: Uint8Array; readonly last: boolean }
  | { readonly kind: 'events'; readonly batch: Uint8Array }
  | { readonly kind: 'lead'; readonly term: number; readonly fromRevision: number }
  | { readonly kind: 'stop' }
  | { readonly kind: 'heartbeats'; readonly nodes: readonly (readonly [node: string, atMs: number])[] }
  | { readonly kind: 'settled'; readonly id: number; readonly term: number; readonly revision: number };

export type FromControl =
  | {
      readonly kind: 'propose';
      readonly id: number;
      readonly term: number;
      readonly controller: string;
      /** An encoded Transaction, complete but for what only the proposer knows. */
      readonly transaction: Uint8Array;
    }
  | {
      readonly kind: 'load';
      readonly depth: number;
      readonly inFlight: number;
      readonly loopDelayMs: number;
    };
