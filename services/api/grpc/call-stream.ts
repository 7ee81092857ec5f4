// One Objects.Stream: many clients' commits and reads over one gRPC call. grpc-js spends far more on a
// call than orc on what it asks for; so what comes up in one turn of the event loop travels as one
// message, both ways.
//
// Nothing here grows without bound: calls under way are counted, and answers that wait for a client that
// does not read stop the reading of its requests, so that gRPC's flow control stops the client.
// While calls are under way the client hears something every so often, an empty message if nothing else: so
// it can tell a master that is slow from one that is gone.
// A stream may outlive the token that it began with: from then on nothing more is begun on it.
// A client that goes away takes its reads with it; its commits go on, as those of unary calls may.
import { OrcError } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import { decodeReceived } from '#kernel/model/codec.ts';
import {
  type CommitRequest,
  type CommitResponse,
  type GetRequest,
  type GetResponse,
  type StreamAnswer,
  type StreamCall,
  StreamRequest,
  type StreamResponse,
} from '#kernel/model/gen/api.gen.ts';
import { encodeError } from '#kernel/model/rpc-error.ts';
import type { AuditTrail } from '#api/audit/trail.ts';
import { toOrcError } from '#api/errors.ts';
import { Deadlines } from '#api/deadlines.ts';
import type { Turns } from '#api/fairness/turns.ts';
import type { CallContext } from '#api/grpc/calls.ts';
import { apiLimits } from '#api/limits.ts';

/** What a stream's calls do: the same as the unary calls of these names. */
export interface StreamOperations {
  commit(request: CommitRequest, context: CallContext): Promise<CommitResponse>;
  get(request: GetRequest, context: CallContext): Promise<GetResponse>;
}

/** The measures of every call, whatever carried it. */
export interface CallMeasures {
  took(method: string, startedAt: number): void;
  failed(method: string, thrown: unknown): OrcError;
  /** The context of one call: `trail` is what is noted of it. */
  within(context: CallContext, trail: AuditTrail | undefined): CallContext;
}

/** The gRPC call's own side. */
export interface StreamWriter {
  /** Sends a message; `sent` is called when the connection has taken it. */
  write(message: StreamResponse, sent: () => void): unknown;
}

interface OpenCall {
  readonly method: 'Commit' | 'Get';
  readonly trail: AuditTrail | undefined;
  isAnswered: boolean;
}

/** About what an answer takes on the wire beside the objects and texts in it. */
const answerOverheadBytes = 96;

function sizeOf({ commit, get, error }: StreamAnswer): number {
  let bytes = answerOverheadBytes + (error === undefined ? 0 : error.message.length + error.error.length);
  bytes += get?.object?.raw.length ?? 0;
  for (const { object } of commit?.results ?? []) bytes += answerOverheadBytes + (object?.raw.length ?? 0);
  return bytes;
}

export class CallStream {
  readonly #context: CallContext;
  readonly #operations: StreamOperations;
  readonly #measures: CallMeasures;
  readonly #writer: StreamWriter;
  readonly #isKnown: () => Promise<boolean>;
  readonly #turns: Turns;
  #checkedMs = performance.now();
  readonly #open = new Map<number, OpenCall>();
  readonly #reads = new Deadlines();
  readonly #commits = new Deadlines();
  readonly #stopped = Promise.withResolvers<void>();
  #answers: StreamAnswer[] = [];
  /** Of answers not sent yet, and of messages that the connection has not taken yet. */
  #queuedBytes = 0;
  #writtenBytes = 0;
  #flushAsked = false;
  #beat: NodeJS.Timeout | undefined;
  #hasSpoken = false;
  #isGone = false;
  #isStopping = false;
  #wake: (() => void) | undefined;

  /** `isKnown` says whether the caller is still who they were when the stream began. */
  constructor(
    context: CallContext,
    operations: StreamOperations,
    measures: CallMeasures,
    writer: StreamWriter,
    isKnown: () => Promise<boolean>,
    turns: Turns,
  ) {
    this.#turns = turns;
    this.#context = context;
    this.#isKnown = isKnown;
    this.#operations = operations;
    this.#measures = measures;
    this.#writer = writer;
    if (context.signal.aborted) this.leave();
    else context.signal.addEventListener('abort', () => this.leave(), { once: true });
  }

  /** Nothing can be sent any more: the reads are dropped, the commits go on unheard. */
  leave(): void {
    this.#isGone = true;
    this.#answers = [];
    this.#queuedBytes = 0;
    this.#reads.end(new OrcError('Cancelled', 'the client went away'));
    this.#wakeAll();
  }

  /**
   * Carries out what comes until the client sends no more and all is answered. Throws BadRequest, and Unauthorized when
   * the caller's token is good no more: what was begun is answered first.
   */
  async serve(messages: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const bytes of messages) {
      const { calls } = decodeReceived(StreamRequest, bytes);
      if (await this.#hasExpired()) {
        const expired = new OrcError(
          'Unauthorized',
          'Unauthorized: the token that the stream began with is good no more',
        );
        for (const { id, commit } of calls)
          this.#refuseNew(id, commit === undefined ? 'Get' : 'Commit', expired);
        await this.#drained();
        throw expired;
      }
      await this.#takeAll(calls);
      await this.#until(() => this.#queuedBytes + this.#writtenBytes < apiLimits.streamWaitingBytes);
      if (this.#isGone) return;
    }
    await this.#drained();
  }

  /** Whether the caller is known no more; looked at every so often. */
  async #hasExpired(): Promise<boolean> {
    if (performance.now() - this.#checkedMs < apiLimits.streamCheckMs) return false;
    const isKnown = await this.#isKnown();
    this.#checkedMs = performance.now();
    return !isKnown;
  }

  /**
   * Begins the calls, each when it is its user's turn: a master that is held up by many large commits at once would fall
   * silent, and its clients would ask the others for the same.
   */
  async #takeAll(calls: readonly StreamCall[]): Promise<void> {
    const { user } = this.#context.caller;
    for (const call of calls) await this.#turns.start(user, () => this.#take(call));
  }

  /** Resolves when every call is answered and every answer sent, or the client is gone. */
  #drained(): Promise<void> {
    return this.#until(() => this.#open.size === 0 && this.#answers.length === 0 && this.#writtenBytes === 0);
  }

  /** The master stops: reads end now, commits within a bounded time, and further calls are refused. */
  stop(): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    const reason = new OrcError('Unavailable', 'this master stops: ask another');
    this.#reads.end(reason);
    setTimeout(() => this.#commits.end(reason), apiLimits.streamStopMs).unref();
    this.#drained().then(this.#stopped.resolve, this.#stopped.reject);
  }

  /** Resolves when the master stops and all that was under way is answered. */
  get stopped(): Promise<void> {
    return this.#stopped.promise;
  }

  async #until(ready: () => boolean): Promise<void> {
    while (!this.#isGone && !ready()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const others = this.#wake;
      this.#wake = () => {
        others?.();
        resolve();
      };
      await promise;
    }
  }

  #take(call: StreamCall): void {
    const { id, commit, get, cancel } = call;
    const startedAt = performance.now();
    if (cancel) return this.#cancel(id);
    const refusal = this.#refusal(call);
    if (refusal !== undefined) return this.#refuseNew(id, commit === undefined ? 'Get' : 'Commit', refusal);
    this.#beat ??= setInterval(() => this.#speak(), limits.streamBeatMs).unref();
    const timeoutMs = call.timeoutMs === 0 ? apiLimits.requestMs : call.timeoutMs;
    if (commit !== undefined) {
      const open = this.#begin('Commit');
      const context = this.#contextOf(open, this.#commits.signal(timeoutMs));
      this.#open.set(id, open);
      this.#operations.commit(commit, context).then(
        (response) => this.#settle(id, open, startedAt, { id, commit: response }),
        (thrown: unknown) => this.#fail(id, open, thrown),
      );
    } else if (get !== undefined) {
      const open = this.#begin('Get');
      const context = this.#contextOf(open, this.#reads.signal(timeoutMs));
      this.#open.set(id, open);
      this.#operations.get(get, context).then(
        (response) => this.#settle(id, open, startedAt, { id, get: response }),
        (thrown: unknown) => this.#fail(id, open, thrown),
      );
    }
  }

  #begin(method: OpenCall['method']): OpenCall {
    return { method, trail: this.#context.caller.trail?.fork(method), isAnswered: false };
  }

  #contextOf({ trail }: OpenCall, signal: AbortSignal): CallContext {
    return this.#measures.within({ ...this.#context, signal }, trail);
  }

  #refusal({ id, commit, get }: StreamCall): OrcError | undefined {
    if (id === 0) return new OrcError('BadRequest', 'id: Required value: a number from 1');
    if ((commit === undefined) === (get === undefined))
      return new OrcError(
        'BadRequest',
        `call ${id} asks for nothing that this master knows, or for two things`,
      );
    if (this.#open.has(id))
      return new OrcError('BadRequest', `call ${id} is under way already: take another id`);
    if (this.#isStopping) return new OrcError('Unavailable', 'this master stops: ask another');
    if (this.#open.size < apiLimits.callsPerStream) return undefined;
    const message = `${apiLimits.callsPerStream} calls are under way on this stream: retry`;
    return new OrcError('TooBusy', message, { retryAfterMs: 100 });
  }

  #settle(id: number, open: OpenCall, startedAt: number, answer: StreamAnswer): void {
    this.#open.delete(id);
    open.trail?.end(200);
    if (!open.isAnswered) {
      this.#measures.took(open.method, startedAt);
      this.#answer(answer);
    }
    if (this.#open.size === 0) this.#wakeAll();
  }

  #fail(id: number, open: OpenCall, thrown: unknown): void {
    this.#open.delete(id);
    if (open.isAnswered) open.trail?.end(toOrcError(thrown));
    else this.#refuse(id, open.method, thrown, open.trail);
    if (this.#open.size === 0) this.#wakeAll();
  }

  /** Refuses a call that is not begun. */
  #refuseNew(id: number, method: OpenCall['method'], error: OrcError): void {
    this.#refuse(id, method, error, this.#context.caller.trail?.fork(method));
  }

  #refuse(id: number, method: OpenCall['method'], thrown: unknown, trail: AuditTrail | undefined): void {
    const error = this.#measures.failed(method, thrown);
    trail?.end(error);
    this.#answer({ id, error: { message: error.message, error: encodeError(error) } });
  }

  /** Answers a call that its client gave up. It keeps its place among those under way until it ends. */
  #cancel(id: number): void {
    const open = this.#open.get(id);
    if (open === undefined || open.isAnswered) return;
    open.isAnswered = true;
    // What becomes of it is noted when it ends.
    this.#refuse(id, open.method, new OrcError('Cancelled', 'the client gave the call up'), undefined);
  }

  #answer(answer: StreamAnswer): void {
    if (this.#isGone) return;
    this.#answers.push(answer);
    this.#queuedBytes += sizeOf(answer);
    if (this.#flushAsked) return;
    this.#flushAsked = true;
    setImmediate(() => {
      this.#flushAsked = false;
      this.#flush();
    });
  }

  /** Sends what waits, as long as the connection takes it. */
  #flush(): void {
    const { streamMessage, streamWaitingBytes } = apiLimits;
    let start = 0;
    while (start < this.#answers.length && this.#writtenBytes < streamWaitingBytes && !this.#isGone) {
      let [end, bytes] = [start, 0];
      for (const answer of this.#answers.slice(start, start + streamMessage.answers)) {
        if (bytes >= streamMessage.bytes) break;
        bytes += sizeOf(answer);
        end += 1;
      }
      this.#queuedBytes -= bytes;
      this.#writtenBytes += bytes;
      this.#hasSpoken = true;
      this.#writer.write({ answers: this.#answers.slice(start, end) }, () => this.#sent(bytes));
      start = end;
    }
    this.#answers = this.#answers.slice(start);
    this.#wakeAll();
  }

  /** Says that this master lives, unless it has just said something or the client has still to read. */
  #speak(): void {
    if (this.#open.size === 0 || this.#isGone) {
      clearInterval(this.#beat);
      this.#beat = undefined;
      return;
    }
    if (!this.#hasSpoken && this.#writtenBytes === 0) this.#writer.write({ answers: [] }, () => undefined);
    this.#hasSpoken = false;
  }

  #sent(bytes: number): void {
    this.#writtenBytes -= bytes;
    if (this.#answers.length > 0 && !this.#flushAsked) this.#flush();
    else this.#wakeAll();
  }

  #wakeAll(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
