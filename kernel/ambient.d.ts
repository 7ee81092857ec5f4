// What the pure layers may use beyond ECMAScript: the few platform types that are values, not IO.
// The pure layers compile with `"types": []`, so anything not named here is a compile error there.

declare class AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  static any(signals: Iterable<AbortSignal>): AbortSignal;
}

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
  encodeInto(source: string, destination: Uint8Array): { readonly read: number; readonly written: number };
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array): string;
}
