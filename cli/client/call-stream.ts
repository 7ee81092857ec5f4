// One Objects.Stream to one master, which carries many calls at once. What is asked in one turn of the
// event loop goes as one message. When the stream ends, every call on it ends with its error: whether it
// is made again elsewhere is decided where the call came from.
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { OrcError } from '#kernel/errors.ts';
import type {
  CommitRequest,
  StreamAnswer,
  StreamCall,
  StreamRequest,
  StreamResponse,
} from '#kernel/model/gen/api.gen.ts';
import { decodeError } from '#kernel/model/rpc-error.ts';
import { ServerError } from '#client/errors.ts';
import { clientLimits } from '#client/limits.ts';
import { Slots } from '#client/slots.ts';

/** What a stream can carry. */
export type Ask = Pick<StreamCall, 'commit' | 'get'>;

interface Asked {
  readonly resolve: (answer: StreamAnswer) => void;
  readonly reject: (error: unknown) => void;
  readonly dueMs: number;
}

/** About how many bytes a commit takes on the wire. */
function sizeOf({ commit }: StreamCall): number {
  return commit === undefined ? 0 : commit.changes.reduce((bytes, change) => bytes + changeBytes(change), 0);
}

function changeBytes({ create, update, apply, patch }: CommitRequest['changes'][number]): number {
  const object = create?.object ?? update?.object ?? apply?.object;
  const { mergePatch, jsonPatch, strategicPatch } = patch ?? {};
  return [object?.json, object?.raw, mergePatch, jsonPatch, strategicPatch].reduce(
    (bytes, part) => bytes + (part?.length ?? 0),
    0,
  );
}

export class CallStream {
  readonly #stream: ClientDuplexStream<StreamRequest, StreamResponse>;
  readonly #server: string;
  readonly #slots = new Slots(clientLimits.callsUnderWay);
  readonly #asked = new Map<number, Asked>();
  #outgoing: StreamCall[] = [];
  #lastId = 0;
  #flushAsked = false;
  #isBlocked = false;
  #sweeper: NodeJS.Timeout | undefined;
  #end: { readonly error: unknown } | undefined;

  /**
   * `heard` is called whenever the master says something; `ended` once, when the stream can carry no more
   * calls.
   */
  constructor(
    stream: ClientDuplexStream<StreamRequest, StreamResponse>,
    server: string,
    heard: () => void,
    ended: () => void,
  ) {
    this.#stream = stream;
    this.#server = server;
    const end = (error: unknown): void => {
      if (this.#end !== undefined) return;
      this.#end = { error };
      clearInterval(this.#sweeper);
      this.#outgoing = [];
      ended();
      for (const asked of this.#asked.values()) asked.reject(error);
      this.#asked.clear();
    };
    stream.on('data', (response: StreamResponse) => {
      heard();
      for (const answer of response.answers) this.#answered(answer);
    });
    stream.on('error', end);
    stream.on('end', () => end(new OrcError('Unknown', `${server}: the stream of calls ended`)));
  }

  close(): void {
    this.#stream.cancel();
  }

  /** Makes a call. Rejects with ServerError, Timeout, or the error that the stream ended with. */
  async ask(ask: Ask, timeoutMs: number): Promise<StreamAnswer> {
    const dueMs = performance.now() + timeoutMs;
    const full = this.#slots.take();
    if (full !== undefined) await full;
    try {
      return await this.#ask(ask, timeoutMs, dueMs);
    } finally {
      this.#slots.give();
    }
  }

  #ask(ask: Ask, timeoutMs: number, dueMs: number): Promise<StreamAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#end !== undefined) {
        reject(this.#end.error);
        return;
      }
      const id = ++this.#lastId;
      this.#asked.set(id, { resolve, reject, dueMs });
      this.#sweeper ??= setInterval(() => this.#sweep(), clientLimits.sweepMs).unref();
      this.#send({ ...ask, id, timeoutMs: Math.ceil(timeoutMs), cancel: false });
    });
  }

  #answered(answer: StreamAnswer): void {
    const asked = this.#asked.get(answer.id);
    // One that was given up.
    if (asked === undefined) return;
    this.#asked.delete(answer.id);
    if (answer.error === undefined) {
      asked.resolve(answer);
      return;
    }
    const { message, error } = answer.error;
    const { code, details } = decodeError(error, message) ?? new OrcError('Internal', message);
    asked.reject(new ServerError(code, message, details));
  }

  #sweep(): void {
    const nowMs = performance.now();
    for (const [id, { dueMs, reject }] of this.#asked) {
      if (dueMs > nowMs) continue;
      this.#asked.delete(id);
      this.#send({ id, timeoutMs: 0, cancel: true });
      reject(new OrcError('Timeout', `${this.#server} did not answer in time`));
    }
    if (this.#asked.size > 0) return;
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
  }

  #send(call: StreamCall): void {
    this.#outgoing.push(call);
    if (this.#flushAsked || this.#isBlocked) return;
    this.#flushAsked = true;
    setImmediate(() => {
      this.#flushAsked = false;
      this.#flush();
    });
  }

  #flush(): void {
    const { calls: maxCalls, bytes: maxBytes } = clientLimits.streamMessage;
    let start = 0;
    while (start < this.#outgoing.length && !this.#isBlocked && this.#end === undefined) {
      let [end, bytes] = [start, 0];
      for (const call of this.#outgoing.slice(start, start + maxCalls)) {
        if (bytes >= maxBytes) break;
        bytes += sizeOf(call);
        end += 1;
      }
      const calls = this.#outgoing.slice(start, end);
      start = end;
      if (this.#stream.write({ calls })) continue;
      this.#isBlocked = true;
      this.#stream.once('drain', () => {
        this.#isBlocked = false;
        this.#flush();
      });
    }
    this.#outgoing = this.#outgoing.slice(start);
  }
}
