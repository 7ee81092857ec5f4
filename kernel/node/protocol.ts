// What masters and nodes agree on over NATS: subjects, message sizes, times. Delivery is not trusted:
// every message down carries the leader's term and the revisions it spans, and every heartbeat up says
// what the node holds.
import { OrcError } from '#kernel/errors.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { NodeDown, Part } from '#kernel/model/gen/node.gen.ts';

/** The version of the messages; another one is refused and counted. */
export const nodeFormat = 1;

/** Times and sizes of the protocol. */
export const nodeTimes = {
  /** How often an agent tells that it lives. */
  heartbeatMs: 500,
  /** How long a lease lasts, from the moment the answered heartbeat was sent. */
  leaseMs: 6_000,
  /** How long a leader waits for a node to say it holds what was sent before it sends everything. */
  resendMs: 1_500,
  /** How often an agent says what is used. */
  usageMs: 10_000,
  /** How long what it said is shown when nothing follows. */
  usageHoldMs: 60_000,
  /** The most bytes of one NATS payload; the server's own limit is 1 MiB. */
  partBytes: 512 * 1024,
  /** The most parts of one message. */
  maxParts: 512,
} as const;

/** Subjects. Node names are DNS names: their dots would divide a subject. */
const token = (node: string): string => node.replaceAll('.', '_');
export const subjects = {
  /** From a node to the leader. */
  up: (node: string): string => `orc.up.${token(node)}`,
  anyUp: 'orc.up.*',
  /** From the leader to a node. */
  down: (node: string): string => `orc.down.${token(node)}`,
  /** From a node to every master: what it and its pods use. */
  usage: (node: string): string => `orc.usage.${token(node)}`,
  anyUsage: 'orc.usage.*',
  /** From a node to any master: asks for a token of one of its pods. */
  askToken: (node: string): string => `orc.token.${token(node)}.ask`,
  anyAskToken: 'orc.token.*.ask',
  /** The answer to one such question, named by the node. */
  tokenAnswer: (node: string, question: string): string => `orc.token.${token(node)}.answer.${question}`,
  /** From a node to any master: asks for another certificate for itself. */
  askCertificate: (node: string): string => `orc.certificate.${token(node)}.ask`,
  anyAskCertificate: 'orc.certificate.*.ask',
  /** The answer to that, named by the node. */
  certificateAnswer: (node: string, question: string): string =>
    `orc.certificate.${token(node)}.answer.${question}`,
  /** From a master to a node: opens a stream; the node replies. */
  open: (node: string): string => `orc.open.${token(node)}`,
  /** The node's answer to that. */
  opened: (node: string, stream: string): string => `orc.stream.${token(node)}.${stream}.opened`,
  /** A stream's frames from the node. */
  streamUp: (node: string, stream: string): string => `orc.stream.${token(node)}.${stream}.up`,
  /** A stream's frames to the node. */
  streamDown: (node: string, stream: string): string => `orc.stream.${token(node)}.${stream}.down`,
} as const;

/** The subjects that a node may publish to and subscribe to: its own, and nothing else. */
export function subjectsOfNode(node: string): {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
} {
  return {
    publish: [
      subjects.up(node),
      subjects.usage(node),
      subjects.askToken(node),
      subjects.askCertificate(node),
      subjects.opened(node, '*'),
      subjects.streamUp(node, '*'),
    ],
    subscribe: [
      subjects.down(node),
      subjects.tokenAnswer(node, '*'),
      subjects.certificateAnswer(node, '*'),
      subjects.open(node),
      subjects.streamDown(node, '*'),
    ],
  };
}

/** A message down as the payloads that carry it. `message` numbers the sender's messages. */
export function splitDown(down: NodeDown, message: number): Uint8Array[] {
  const bytes = encode(NodeDown, down);
  const count = Math.max(1, Math.ceil(bytes.length / nodeTimes.partBytes));
  if (count > nodeTimes.maxParts)
    throw new OrcError('TooLarge', `a message of ${bytes.length} bytes to a node is too large`);
  return Array.from({ length: count }, (_, index) => {
    const data = bytes.subarray(index * nodeTimes.partBytes, (index + 1) * nodeTimes.partBytes);
    return encode(Part, { message, index, count, data });
  });
}

/** Puts payloads together again. A message whose parts do not arrive in order is dropped whole. */
export class DownAssembler {
  #message = 0;
  #parts: Uint8Array[] = [];

  /** Takes a payload; returns the message it completes. Throws BadRequest for what is no payload. */
  add(payload: Uint8Array): NodeDown | undefined {
    const { message, index, count, data } = decode(Part, payload);
    if (index === 0) {
      this.#message = message;
      this.#parts = [];
    }
    if (message !== this.#message || index !== this.#parts.length || count > nodeTimes.maxParts)
      return undefined;
    this.#parts.push(data);
    if (this.#parts.length < count) return undefined;
    const whole = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    this.#parts = [];
    return decode(NodeDown, whole);
  }
}
