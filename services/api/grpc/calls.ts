// What every gRPC call goes through: who asks, by when, whether they may, what went wrong, how long it
// took. Handlers below this line are plain async functions.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Metadata,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
} from '@grpc/grpc-js';
import { OrcError } from '#kernel/errors.ts';
import type { Counter, Histogram, Logger, Metrics } from '#kernel/ports.ts';
import type { StreamRequest, StreamResponse } from '#kernel/model/gen/api.gen.ts';
import type { MethodType } from '#kernel/model/schema.ts';
import type { Operation, UserInfo } from '#kernel/access/operation.ts';
import type { Access } from '#api/access/access.ts';
import type { Audit } from '#api/audit/audit.ts';
import type { AuditTrail } from '#api/audit/trail.ts';
import { type CertificateGuard, type ShownCertificate, admitAll } from '#api/certificates/revocations.ts';
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
import { type ArrivedCall, callerOf, property, sessionOf } from '#api/grpc/caller.ts';
import { CallStream, type StreamOperations } from '#api/grpc/call-stream.ts';
import { Places } from '#api/fairness/places.ts';
import { Turns } from '#api/fairness/turns.ts';
import { type Route, methodDefinition } from '#api/grpc/definition.ts';
import type { Door } from '#api/grpc/door.ts';
import { errorStatus } from '#api/grpc/error-details.ts';
import { toOrcError } from '#api/errors.ts';
import { late } from '#api/deadlines.ts';
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

/** The part of a grpc-js call that all four shapes share. */
interface AnyCall {
  readonly metadata: Metadata;
  getPeer(): string;
  getDeadline(): Date | number;
  getAuthContext(): { readonly sslPeerCertificate?: ShownCertificate & { readonly subject: object } };
  on(event: 'cancelled', listener: () => void): unknown;
}

/** The first value of each name of a call's metadata. */
type FirstValues = ReturnType<Metadata['getMap']>;

/** A call as its handler has it. */
function arrived(call: AnyCall): ArrivedCall {
  return {
    metadata: call.metadata,
    session: sessionOf(property(call, 'call')),
    peer: () => call.getPeer(),
    certificate: () => call.getAuthContext().sslPeerCertificate,
  };
}

/**
 * Whether metadata of a name has one value. Several come as one text, since Node joins headers of one name: each part
 * is checked by itself, so whoever put the joint there gains nothing by it.
 */
function isOne(name: string): boolean {
  return name === `${impersonationPrefix}user` || name === `${impersonationPrefix}uid`;
}

/** Whom a call's metadata says its caller acts for: as the headers of the HTTP face say it. */
function impersonatedBy({ metadata }: AnyCall, first: FirstValues): UserInfo {
  if (!impersonates(first)) return actsForNobody;
  const names = Object.keys(first).filter((name) => name.startsWith(impersonationPrefix));
  return impersonationIn(
    names.flatMap((name) =>
      metadata
        .get(name)
        .flatMap((value) => (isOne(name) ? [value.toString()] : value.toString().split(', ')))
        .map((value): [string, string] => [name, value]),
    ),
  );
}

/** How many bytes of headers a call's client takes. */
function headerBytesOf(call: unknown): number {
  const settings = property(sessionOf(property(call, 'call')), 'remoteSettings');
  const bytes = property(settings, 'maxHeaderListSize');
  return typeof bytes === 'number' ? bytes : apiLimits.statusDetails.headerBytes;
}

/** Warnings as metadata, as many as a client takes beside its other headers. */
function trailerOf(warnings: readonly string[], mostBytes: number): Metadata {
  const trailer = new Metadata();
  let bytes = 0;
  for (const text of warnings.slice(0, apiLimits.warnings)) {
    bytes += text.length;
    // What is not plain text can't stand in a header.
    if (bytes <= mostBytes / 2) trailer.add('warning', text.replaceAll(/[^\x20-\x7e]/g, '?'));
  }
  return trailer;
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
  #trail(call: AnyCall, path: string): AuditTrail | undefined {
    return this.#audit && this.#trailOf(call.metadata, () => call.getPeer(), path);
  }

  #trailOf(metadata: Metadata, peer: () => string, path: string): AuditTrail | undefined {
    return this.#audit?.begin({
      uri: path,
      address: peer().replace(/:\d+$/, ''),
      userAgent: metadata.get('user-agent').join(' '),
    });
  }

  /** Looks at who makes calls of a method before their messages are read; who is refused is counted and told of like others. */
  #door(name: string, path: string): Door {
    return (call) => {
      const refusal = (thrown: unknown): OrcError => {
        const error = this.failed(name, thrown);
        this.#trailOf(call.metadata, call.peer, path)?.end(error);
        return error;
      };
      try {
        const caller = callerOf(call, this.#tokens, this.#guard);
        if (!(caller instanceof Promise)) return undefined;
        return caller.catch((thrown: unknown) => Promise.reject(refusal(thrown)));
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

  async #context(
    call: AnyCall,
    signal: AbortSignal,
    trail: AuditTrail | undefined,
    warn: CallContext['warn'] = () => undefined,
  ): Promise<CallContext> {
    const first = call.metadata.getMap();
    const own = await callerOf(arrived(call), this.#tokens, this.#guard);
    const caller = acting(own, impersonatedBy(call, first), this.#access, trail);
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
  #streamContext(call: AnyCall, trail: AuditTrail | undefined): Promise<CallContext> {
    const gone = new AbortController();
    call.on('cancelled', () => gone.abort(new OrcError('Cancelled', 'the client went away')));
    const leftMs = Number(call.getDeadline()) - Date.now();
    const signal = Number.isFinite(leftMs)
      ? AbortSignal.any([gone.signal, AbortSignal.timeout(Math.max(1, leftMs))])
      : gone.signal;
    return this.#context(call, signal, trail);
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
    const handler = (call: ServerUnaryCall<Request, Response>, answer: sendUnaryData<Response>): void => {
      const startedAt = performance.now();
      const trail = this.#trail(call, method.path);
      const ended = new AbortController();
      call.on('cancelled', () => ended.abort(new OrcError('Cancelled', 'the client went away')));
      const deadline = Number(call.getDeadline());
      const leftMs = Number.isFinite(deadline) ? deadline - Date.now() : apiLimits.requestMs;
      const timer = setTimeout(() => ended.abort(late()), Math.max(1, leftMs));
      const warnings: string[] = [];
      const warn = (text: string): void => void warnings.push(text);
      const run = async (): Promise<Response> => {
        const context = await this.#context(call, ended.signal, trail, warn);
        const { user } = context.caller;
        using held = new DisposableStack();
        held.use(await this.#place(user, ended.signal));
        return await this.#turns.start(user, () => serve(call.request, context));
      };
      run().then(
        (response) => {
          clearTimeout(timer);
          this.took(name, startedAt);
          trail?.end(200);
          answer(
            null,
            response,
            warnings.length === 0 ? undefined : trailerOf(warnings, headerBytesOf(call)),
          );
        },
        (thrown: unknown) => {
          clearTimeout(timer);
          const error = this.failed(name, thrown);
          trail?.end(error);
          answer(errorStatus(error, headerBytesOf(call)));
        },
      );
    };
    return { name, definition: methodDefinition(method), handler, door: this.#door(name, method.path) };
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
    const handler = (call: ServerWritableStream<Request, Response>): void => {
      const trail = this.#trail(call, method.path);
      const run = async (): Promise<void> => {
        const context = await this.#streamContext(call, trail);
        await serve(call.request, context, sender(call, context.signal, trail));
      };
      run().then(
        () => endWell(call, trail),
        (thrown: unknown) => this.#endStream(name, call, thrown, trail),
      );
    };
    return { name, definition: methodDefinition(method), handler, door: this.#door(name, method.path) };
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
    const handler = (call: ServerDuplexStream<Request, Response>): void => {
      const trail = this.#trail(call, method.path);
      const run = async (): Promise<void> => {
        const context = await this.#streamContext(call, trail);
        await serve(call, context, sender(call, context.signal, trail));
      };
      run().then(
        () => endWell(call, trail),
        (thrown: unknown) => this.#endStream(name, call, thrown, trail),
      );
    };
    return { name, definition: methodDefinition(method), handler, door: this.#door(name, method.path) };
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
    const serve = async (
      call: ServerDuplexStream<Uint8Array, StreamResponse>,
      trail: AuditTrail | undefined,
    ): Promise<void> => {
      const context = await this.#streamContext(call, trail);
      using held = new DisposableStack();
      held.use(places.enter(context.caller.user));
      const isKnown = context.caller.isStillKnown ?? ((): Promise<boolean> => Promise.resolve(true));
      const stream = new CallStream(context, operations, this, call, isKnown, this.#turns);
      streams.add(stream);
      try {
        // Leaving the loop over the messages must not destroy the call: its status is still to be sent.
        const messages: AsyncIterable<Uint8Array> = call.iterator({ destroyOnReturn: false });
        await Promise.race([stream.serve(messages), stream.stopped]);
      } catch (error) {
        if (!context.signal.aborted) throw error;
      } finally {
        streams.delete(stream);
        stream.leave();
      }
    };
    const handler = (call: ServerDuplexStream<Uint8Array, StreamResponse>): void => {
      // Its calls are told one by one; the stream itself only where it is refused.
      const trail = this.#trail(call, method.path);
      serve(call, trail).then(
        () => call.end(),
        (thrown: unknown) => this.#endStream(name, call, thrown, trail),
      );
    };
    const definition = { ...methodDefinition(method), requestDeserialize: (bytes: Buffer) => bytes };
    const stop = (): void => {
      for (const stream of streams) stream.stop();
    };
    return { name, definition, handler, stop, door: this.#door(name, method.path) };
  }

  #endStream(
    name: string,
    call: { emit(event: 'error', error: unknown): boolean },
    thrown: unknown,
    trail: AuditTrail | undefined,
  ): void {
    const error = this.failed(name, thrown);
    trail?.end(error);
    call.emit('error', errorStatus(error, headerBytesOf(call)));
  }
}

function endWell(call: { end(): unknown }, trail: AuditTrail | undefined): void {
  trail?.end(200);
  call.end();
}

/** Writes to a stream and waits while its client does not read. */
function sender<Response>(
  call: { write(response: Response): boolean; once(event: 'drain', listener: () => void): unknown },
  signal: AbortSignal,
  trail: AuditTrail | undefined,
): (response: Response) => Promise<void> {
  return (response) => {
    signal.throwIfAborted();
    trail?.started(200);
    if (call.write(response)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const left = (): void => reject(signal.reason);
      signal.addEventListener('abort', left, { once: true });
      call.once('drain', () => {
        signal.removeEventListener('abort', left);
        resolve();
      });
    });
  };
}
