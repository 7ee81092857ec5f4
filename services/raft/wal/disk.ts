// The little of a file system that the WAL needs, so that a simulation can lose what was not synced.
// Everything is synchronous: the WAL owns a thread that does nothing else.

export interface DiskFile {
  /** Writes all parts, one after the other, from `position` on. */
  write(parts: readonly Uint8Array[], position: number): void;
  /** Makes everything written durable. After a failure nothing is known: it is never tried again. */
  sync(): void;
  close(): void;
}

export interface Disk {
  /** Where this is, for messages to people. */
  readonly path: string;
  list(): string[];
  read(name: string): Uint8Array<ArrayBuffer>;
  open(name: string): DiskFile;
  /** Creates a file of zeros whose space is allocated, replacing one of the same name. */
  create(name: string, sizeBytes: number): DiskFile;
  rename(from: string, to: string): void;
  remove(name: string): void;
  /** Makes creations, renames and removals durable. */
  syncDirectory(): void;
  /** Eight bytes that no other segment has. */
  nonce(): Uint8Array;
}
