// The gRPC service between masters: two bidirectional streams of raw messages.
//   Connect    a hello from each side, then frames (frames.ts), in both directions
//   Snapshot   a hello and a description, then the snapshot's file in chunks; one answer when it is stored
import { status, type Metadata, type ServiceError } from '@grpc/grpc-js';
import { OrcError } from '#kernel/errors.ts';
import { limits } from '../limits.ts';
import { protocol, type Hello } from './frames.ts';

const passThrough = (bytes: Buffer): Buffer => bytes;
const stream = {
  requestStream: true,
  responseStream: true,
  requestSerialize: passThrough,
  requestDeserialize: passThrough,
  responseSerialize: passThrough,
  responseDeserialize: passThrough,
} as const;

export const raftService = {
  connect: { path: '/orc.raft.v1.Raft/Connect', ...stream },
  snapshot: { path: '/orc.raft.v1.Raft/Snapshot', ...stream },
} as const;

export const serialize = passThrough;

/** The same on both sides. Retries are off: Raft repeats what matters, and nothing may be sent twice. */
export const channelOptions = {
  'grpc.max_receive_message_length': limits.streamMessageMaxBytes,
  'grpc.max_send_message_length': -1,
  'grpc.keepalive_time_ms': limits.keepaliveMs,
  'grpc.keepalive_timeout_ms': limits.keepaliveTimeoutMs,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.initial_reconnect_backoff_ms': limits.reconnectFirstMs,
  'grpc.max_reconnect_backoff_ms': limits.reconnectMostMs,
  'grpc.enable_retries': 0,
  'grpc.enable_http_proxy': 0,
  'grpc.use_local_subchannel_pool': 1,
  'grpc.enable_channelz': 0,
  'grpc.service_config_disable_resolution': 1,
  'grpc-node.flow_control_window': 8 * 1024 * 1024,
} as const;

export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Why a peer's hello is not accepted, or null. */
export function refuseHello(hello: Hello, clusterId: string, selfId: number): OrcError | null {
  if (hello.clusterId !== clusterId) {
    return new OrcError('Forbidden', `a peer belongs to cluster ${hello.clusterId}, this is ${clusterId}`);
  }
  if (hello.to !== selfId) {
    return new OrcError('Forbidden', `member ${hello.from} looked for member ${hello.to}, this is ${selfId}`);
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

/** An OrcError as what gRPC tells the other side. */
export function toServiceError(error: OrcError, metadata: Metadata): ServiceError {
  const code = error.code === 'Unauthorized' ? status.UNAUTHENTICATED : status.FAILED_PRECONDITION;
  return Object.assign(new Error(error.message), { code, details: error.message, metadata });
}
