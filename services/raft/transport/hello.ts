// What two masters say first: who they are, for whom, which life of theirs this is, and what the connection
// is for; and what a leader says before it sends a snapshot.
import { OrcError } from '#kernel/errors.ts';
import type { ByteReader, ByteWriter } from '../bytes.ts';
import { decodeConfiguration, encodeConfiguration } from '../core/configuration.ts';
import type { SnapshotMeta } from '../core/types.ts';
import { protocol } from './version.ts';

const purposes = ['frames', 'snapshot'] as const;

/** One life of a member: how often it was started, and a name that no other start has. */
export interface Incarnation {
  readonly starts: number;
  readonly nonce: string;
}

export interface Hello {
  readonly clusterId: string;
  readonly from: number;
  readonly to: number;
  readonly oldest: number;
  readonly newest: number;
  readonly purpose: (typeof purposes)[number];
  readonly incarnation: Incarnation;
}

export interface SnapshotOffer {
  /** The leader's term. */
  readonly term: number;
  readonly meta: SnapshotMeta;
  /** Of the whole file. */
  readonly sizeBytes: number;
}

export function writeHello(writer: ByteWriter, hello: Hello): void {
  writer
    .text(hello.clusterId)
    .u53(hello.from)
    .u53(hello.to)
    .u8(hello.oldest)
    .u8(hello.newest)
    .u8(purposes.indexOf(hello.purpose))
    .u53(hello.incarnation.starts)
    .text(hello.incarnation.nonce);
}

export function readHello(reader: ByteReader): Hello {
  return {
    clusterId: reader.text(),
    from: reader.u53(),
    to: reader.u53(),
    oldest: reader.u8(),
    newest: reader.u8(),
    purpose: reader.choice(purposes),
    incarnation: { starts: reader.u53(), nonce: reader.text() },
  };
}

export function writeOffer(writer: ByteWriter, { term, meta, sizeBytes }: SnapshotOffer): void {
  writer
    .u53(term)
    .u53(meta.index)
    .u53(meta.term)
    .block(encodeConfiguration(meta.configuration))
    .u53(sizeBytes);
}

export function readOffer(reader: ByteReader): SnapshotOffer {
  const term = reader.u53();
  const meta = {
    index: reader.u53(),
    term: reader.u53(),
    configuration: decodeConfiguration(reader.block()),
  };
  return { term, meta, sizeBytes: reader.u53() };
}

/** Why a peer's hello is not accepted, or null. */
export function refuseHello(hello: Hello, clusterId: string, selfId: number): OrcError | null {
  if (hello.clusterId !== clusterId) {
    return new OrcError('Forbidden', `a peer belongs to cluster ${hello.clusterId}, this is ${clusterId}`);
  }
  if (hello.to !== selfId) {
    return new OrcError('Forbidden', `member ${hello.from} looked for member ${hello.to}, this is ${selfId}`);
  }
  if (hello.from === selfId) {
    return new OrcError('Forbidden', `another process says that it is member ${selfId}, as this one is`);
  }
  if (hello.oldest > protocol.newest || hello.newest < protocol.oldest) {
    return new OrcError(
      'Unsupported',
      `member ${hello.from} speaks Raft protocol ${hello.oldest} to ${hello.newest}, this master ` +
        `${protocol.oldest} to ${protocol.newest}: upgrade masters one version at a time`,
    );
  }
  return null;
}
