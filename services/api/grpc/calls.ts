// What every gRPC call goes through: who asks, by when, whether they may, what went wrong, how long it
// took. Handlers below this line are plain async functions.
import type { IncomingHttpHeaders } from 'node:http2';
import { setTimeout as sleep } from 'node:timers/promises';
import { OrcError } from '#kernel/errors.ts';
import type { Counter, Histogram, Logger, Metrics } from '#kernel/ports.ts';
import type { StreamRequest, StreamResponse } from '#kernel/model/gen/api.gen.ts';
import { decode, decodeReceived, encodeFramed } from '#kernel/model/codec.ts';
import type { MessageType, MethodType } from '#kernel/model/schema.ts';
import type { Operation, UserInfo } from '#kernel/access/operation.ts';
import type { Access } from '#api/access/access.ts';
import type { Audit } from '#api/audit/audit.ts';
import type { AuditTrail } from '#api/audit/trail.ts';
import { type CertificateGuard, admitAll } from '#api/certificates/revocations.ts';
import {
  actsForNobody,
  acting,
  impersonationIn,
  impersonationPrefix,
  impersonates,
} from '#api/access/caller.ts';
import type { Tokens } from '#api/access/identity.ts';
import { Standing } from '#api/access/standing.ts';
import type { Caller } from '#api/commit.ts';
import { callerOf } from '#api/grpc/caller.ts';
import { CallStream, type StreamOperations, type StreamWriter } from '#api/grpc/call-stream.ts';
import { Places } from '#api/fairness/places.ts';
import { Turns } from '#api/fairness/turns.ts';
import type { Door, Route } from '#api/grpc/definition.ts';
import { errorStatus } from '#api/grpc/error-details.ts';
import type { Trailers } from '#api/grpc/protocol/headers.ts';
import type { ServerCall } from '#api/grpc/protocol/server-call.ts';
import { toOrcError } from '#api/errors.ts';
import { late, longestTimerMs } from '#api/deadlines.ts';
import { apiLimits } from '#api/limits.ts';
import { durationBuckets } from '#runtime/metrics.ts';

/** Who asks, and until when: aborted when the client goes away or its deadline passes. */
export interface CallContext {
  readonly caller: Caller;
  readonly signal: AbortSignal;
  /** Refuses with Forbidden what the caller may not do. */
  readonly allow: (operation: Operation) => void;
  /** Whether the caller may, without a word of it: to leave out what they may not see. */
  readonly may: (operation: Operation) => boolean;
  /** What tells whether the caller, who has just been allowed something that goes on, still may. */
  readonly standing: (operation: Operation) => Standing;
  /** Tells the caller of a unary call something beside its answer, in the metadata that follows it. */
  readonly warn: (text: string) => void;
}

/**
 * Whether metadata of a name has one value. Several come as one text, since Node joins headers of one name: each part
 * is checked by itself, so whoever put the joint there gains nothing by it.
 */
function isOne(name: string): boolean {
  return name === `${impersonationPrefix}user` || name === `${impersonationPrefix}uid`;
}

/** Whom a call's metadata says its caller acts for: as the headers of the HTTP face say it. */
function impersonatedBy(headers: IncomingHttpHeaders): UserInfo {
  if (!impersonates(headers)) return actsForNobody;
  const shown = Object.entries(headers).filter(([name]) => name.startsWith(impersonationPrefix));
  return impersonationIn(
    shown.flatMap(([name, value = '']) => {
      const text = String(value);
      return (isOne(name) ? [text] : text.split(', ')).map((each): [string, string] => [name, each]);
    }),
  );
}

/** Warnings as metadata, as many as a client takes beside its other headers. */
function trailersOf(warnings: readonly string[], mostBytes: number): Trailers {
  const shown: string[] = [];
  let bytes = 0;
  for (const text of warnings.slice(0, apiLimits.warnings)) {
    bytes += text.length;
    // What is not plain text can't stand in a header.
    if (bytes <= mostBytes / 2) shown.push(text.replaceAll(/[^\x20-\x7e]/g, '?'));
  }
  return { warning: shown };
}

function tooManyCalls(user: string): OrcError {
  const { retryAfterMs } = apiLimits.fairness;
  return new OrcError(
    'TooBusy',
    `too many calls by ${JSON.stringify(user)} are under way on this master: retry after ${retryAfterMs} ms`,
    { retryAfterMs },
  );
}

function tooManyStreams(user: string): OrcError {
  return new OrcError(
    'TooBusy',
    `this master serves too many streams of ${JSON.stringify(user)} already: close some, or ask another`,
    { retryAfterMs: apiLimits.fairness.retryAfterMs },
  );
}

export class Calls {
  readonly #access: Access;
  readonly #tokens: Tokens;
  readonly #guard: CertificateGuard;
  readonly #logger: Logger;
  readonly #seconds: Histogram;
  readonly #errors: Counter;
  readonly #turns: Turns;
  readonly #audit: Audit | undefined;
  readonly #underWay = new Places(apiLimits.fairness.calls, tooManyCalls);

  constructor(
    access: Access,
    tokens: Tokens,
    logger: Logger,
    metrics: Metrics,
    guard: CertificateGuard = admitAll,
    turns = new Turns(),
    audit?: Audit,
  ) {
    this.#audit = audit;
    this.#turns = turns;
    this.#access = access;
    this.#tokens = tokens;
    this.#guard = guard;
    this.#logger = logger;
    this.#seconds = metrics.histogram(
      'orc_grpc_request_duration_seconds',
      'How long gRPC calls take, streams excepted.',
      durationBuckets,
      ['method'],
    );
    this.#errors = metrics.counter('orc_grpc_errors_total', 'gRPC calls that failed, by error code.', [
      'method',
      'code',
    ]);
  }

  /** Follows a call for the audit log, where one is written. */
  #trail({ connection, headers, caller }: ServerCall, path: string): AuditTrail | undefined {
    const trail = this.#audit?.begin({
      uri: path,
      address: connection.peer.replace(/:\d+$/, ''),
      userAgent: headers['user-agent'] ?? '',
    });
    if (caller !== undefined) trail?.by(caller);
    return trail;
  }

  /** Looks at who makes calls of a method before their messages are read; who is refused is counted and told of like others. */
  #door(name: string, path: string): Door {
    return (call) => {
      const refusal = (thrown: unknown): OrcError => {
        const error = this.failed(name, thrown);
        this.#trail(call, path)?.end(error);
        return error;
      };
      try {
        const caller = callerOf(call, this.#tokens, this.#guard);
        if (caller instanceof Promise)
          return caller.then(
            (found) => void (call.caller = found),
            (thrown: unknown) => Promise.reject(refusal(thrown)),
          );
        call.caller = caller;
        return undefined;
      } catch (thrown) {
        throw refusal(thrown);
      }
    };
  }

  /** A stream's context for one of its calls. */
  within(context: CallContext, trail: AuditTrail | undefined): CallContext {
    if (trail === undefined) return context;
    const caller = { ...context.caller, trail };
    return { ...context, caller, allow: (operation) => this.#access.check(caller, operation) };
  }

  #context(
    call: ServerCall,
    signal: AbortSignal,
    trail: AuditTrail | undefined,
    warn: CallContext['warn'] = () => undefined,
  ): CallContext {
    if (call.caller === undefined) throw new OrcError('Unauthorized', 'Unauthorized');
    const caller = acting(call.caller, impersonatedBy(call.headers), this.#access, trail);
    return {
      caller,
      signal,
      allow: (operation) => this.#access.check(caller, operation),
      may: (operation) => this.#access.decide(caller, operation).allowed,
      standing: (operation) => new Standing(this.#access, caller, operation),
      warn,
    };
  }

  /** The context of a stream: it ends with its client, or at the deadline if there is one. */
  #streamContext(call: ServerCall, trail: AuditTrail | undefined): CallContext {
    const ended = new AbortController();
    call.onGone(() => ended.abort(wentAway()));
    if (call.deadlineMs !== Infinity) {
      const timer = untilLate(ended, call.deadlineMs - Date.now());
      call.onClosed(() => clearTimeout(timer));
    }
    return this.#context(call, ended.signal, trail);
  }

  /** Counts a call that succeeded; `startedAt` is of `performance.now()`. */
  took(method: string, startedAt: number): void {
    this.#seconds.observe((performance.now() - startedAt) / 1000, { method });
  }

  /** Counts a call that failed; returns what its client is told. */
  failed(method: string, thrown: unknown): OrcError {
    const error = toOrcError(thrown);
    this.#errors.add(1, { method, code: error.code });
    if (error.code === 'Internal')
      this.#logger.error('request failed', { method, error: error.stack ?? error.message });
    return error;
  }

  /** A place among the calls under way. Rejects with TooBusy, after a pause: who asks too much must not ask the more for it. */
  async #place(user: string, signal: AbortSignal): Promise<Disposable> {
    try {
      return this.#underWay.enter(user);
    } catch (error) {
      await sleep(apiLimits.fairness.holdMs, undefined, { signal, ref: false }).catch(() => undefined);
      throw error;
    }
  }

  /** A method that takes one message and answers one. */
  unary<Request, Response>(
    name: string,
    method: MethodType<Request, Response>,
    serve: (request: Request, context: CallContext) => Promise<Response>,
  ): Route {
    const answer = (call: ServerCall, message: Uint8Array): void => {
      const startedAt = performance.now();
      const trail = this.#trail(call, method.path);
      const ended = new AbortController();
      call.onGone(() => ended.abort(wentAway()));
      const leftMs = call.deadlineMs === Infinity ? apiLimits.requestMs : call.deadlineMs - Date.now();
      const timer = untilLate(ended, leftMs);
      const warnings: string[] = [];
      const warn = (text: string): void => void warnings.push(text);
      const run = async (): Promise<Response> => {
        const context = this.#context(call, ended.signal, trail, warn);
        const request = decodeReceived(method.request, message);
        const { user } = context.caller;
        using held = new DisposableStack();
        held.use(await this.#place(user, ended.signal));
        return await this.#turns.start(user, () => serve(request, context));
      };
      run()
        .then((response) => {
          clearTimeout(timer);
          const frame = encodeFramed(method.response, response);
          this.took(name, startedAt);
          trail?.end(200);
          call.end(
            warnings.length === 0 ? undefined : trailersOf(warnings, call.connection.headerBytes),
            frame,
          );
        })
        .catch((thrown: unknown) => {
          clearTimeout(timer);
          this.#fail(name, call, thrown, trail);
        });
    };
    return this.#route(name, method, (call) =>
      call.message(
        (message) => answer(call, message),
        (error) => this.#fail(name, call, error, this.#trail(call, method.path)),
      ),
    );
  }

  #route(name: string, { path }: { readonly path: string }, serve: Route['serve']): Route {
    return { path, serve, door: this.#door(name, path) };
  }

  /** A method that takes one message and answers many; ends when `serve` returns. */
  serverStream<Request, Response>(
    name: string,
    method: MethodType<Request, Response>,
    serve: (
      request: Request,
      context: CallContext,
      send: (response: Response) => Promise<void>,
    ) => Promise<void>,
  ): Route {
    return this.#streaming(name, method, async (call, context, send) => {
      const message = await new Promise<Uint8Array>((resolve, reject) => call.message(resolve, reject));
      await serve(decode(method.request, message), context, send);
    });
  }

  /** A method with messages both ways; ends when `serve` returns. */
  duplex<Request, Response>(
    name: string,
    method: MethodType<Request, Response>,
    serve: (
      requests: AsyncIterable<Request>,
      context: CallContext,
      send: (response: Response) => Promise<void>,
    ) => Promise<void>,
  ): Route {
    return this.#streaming(name, method, (call, context, send) =>
      serve(decoded(method.request, call.messages()), context, send),
    );
  }

  #streaming<Request, Response>(
    name: string,
    method: MethodType<Request, Response>,
    serve: (
      call: ServerCall,
      context: CallContext,
      send: (response: Response) => Promise<void>,
    ) => Promise<void>,
  ): Route {
    return this.#route(name, method, (call) => {
      const trail = this.#trail(call, method.path);
      const run = async (): Promise<void> => {
        const context = this.#streamContext(call, trail);
        const send = async (response: Response): Promise<void> => {
          context.signal.throwIfAborted();
          trail?.started(200);
          call.write(encodeFramed(method.response, response));
          if (call.isFull) await call.drained(context.signal);
        };
        await serve(call, context, send);
        trail?.end(200);
        call.end();
      };
      run().catch((thrown: unknown) => this.#fail(name, call, thrown, trail));
    });
  }

  /**
   * The method whose messages carry many calls. A message that can't be read ends the stream with
   * BadRequest; further streams than a master serves are refused with TooBusy.
   */
  callStream(
    name: string,
    method: MethodType<StreamRequest, StreamResponse>,
    operations: StreamOperations,
  ): Route {
    const streams = new Set<CallStream>();
    const places = new Places(apiLimits.streams, tooManyStreams);
    const serve = async (call: ServerCall, trail: AuditTrail | undefined): Promise<void> => {
      const context = this.#streamContext(call, trail);
      using held = new DisposableStack();
      held.use(places.enter(context.caller.user));
      const isKnown = context.caller.isStillKnown ?? ((): Promise<boolean> => Promise.resolve(true));
      const writer: StreamWriter = {
        write: (message, sent) => call.write(encodeFramed(method.response, message), sent),
      };
      const stream = new CallStream(context, operations, this, writer, isKnown, this.#turns);
      streams.add(stream);
      try {
        await Promise.race([stream.serve(call.messages()), stream.stopped, aborted(context.signal)]);
      } catch (error) {
        if (!context.signal.aborted) throw error;
      } finally {
        streams.delete(stream);
        stream.leave();
      }
      const { reason }: { readonly reason: unknown } = context.signal;
      if (reason instanceof OrcError && reason.code === 'Timeout') throw reason;
    };
    const stop = (): void => {
      for (const stream of streams) stream.stop();
    };
    const route = this.#route(name, method, (call) => {
      // Its calls are told one by one; the stream itself only where it is refused.
      const trail = this.#trail(call, method.path);
      serve(call, trail).then(
        () => call.end(),
        (thrown: unknown) => this.#fail(name, call, thrown, trail),
      );
    });
    return { ...route, stop };
  }

  #fail(name: string, call: ServerCall, thrown: unknown, trail: AuditTrail | undefined): void {
    const error = this.failed(name, thrown);
    trail?.end(error);
    call.fail(errorStatus(error, call.connection.headerBytes));
  }
}

/** Ends a call when its time is over; what can't be counted that far is not over before the connection is. */
function untilLate(ended: AbortController, leftMs: number): NodeJS.Timeout {
  return setTimeout(() => ended.abort(late()), Math.min(Math.max(1, leftMs), longestTimerMs)).unref();
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function wentAway(): OrcError {
  return new OrcError('Cancelled', 'the client went away');
}

async function* decoded<Message>(
  type: MessageType<Message>,
  messages: AsyncIterable<Uint8Array>,
): AsyncGenerator<Message, void, undefined> {
  for await (const bytes of messages) yield decode(type, bytes);
}
