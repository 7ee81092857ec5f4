// What calls pass before grpc-js reads their messages: it keeps up to 16 MiB of each, for whoever sends them, until the
// handler that would ask who that is has them whole. So who asks is looked at when the headers arrive. What is open to
// everybody may send little, and is not open for ever.
import { Metadata, ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';
import { OrcError } from '#kernel/errors.ts';
import { type ArrivedCall, isKnown, property, sessionOf, streamOf } from '#api/grpc/caller.ts';
import { type ErrorStatus, errorStatus } from '#api/grpc/error-details.ts';
import { toOrcError } from '#api/errors.ts';
import { apiLimits } from '#api/limits.ts';

/** Looks at who makes a call: throws, or rejects, with what it is refused with. */
export type Door = (call: ArrivedCall) => Promise<unknown> | undefined;

type BaseCall = Parameters<ServerInterceptor>[1];
type Listener = Parameters<ServerInterceptingCall['start']>[0];

/** grpc-js asks for its own class, and takes what it gave. */
function isWhole(call: BaseCall): call is ServerInterceptingCall {
  return 'startRead' in call;
}

interface Closable {
  close(): void;
  destroy(): void;
  once(event: 'close', listener: () => void): unknown;
}

function isClosable(value: unknown): value is Closable {
  return (
    typeof value === 'object' && value !== null && 'close' in value && 'destroy' in value && 'once' in value
  );
}

function refuse(call: BaseCall, thrown: unknown): void {
  end(call, errorStatus(toOrcError(thrown), apiLimits.statusDetails.headerBytes));
}

/** Ends a call, and with it the stream: what its client goes on to send is not even counted. */
function end(call: BaseCall, { code, details, metadata }: ErrorStatus): void {
  call.sendStatus({ code, details, metadata });
  const stream = streamOf(call);
  if (isClosable(stream)) stream.close();
}

/** How much strangers may send, and for how long. */
export type StrangersLimits = Readonly<Record<keyof typeof apiLimits.grpcStrangers, number>>;

/** Calls and connections of those who are not known. */
class Strangers {
  readonly #limits: StrangersLimits;
  readonly #sessions = new WeakSet<object>();

  constructor(limits: StrangersLimits) {
    this.#limits = limits;
  }

  /** Ends a connection some time after its first call by a stranger, unless somebody is known by it then. */
  saw(session: object | undefined): void {
    if (!isClosable(session) || isKnown(session) || this.#sessions.has(session)) return;
    this.#sessions.add(session);
    const { connectionMs, callMs } = this.#limits;
    let timer = setTimeout(() => {
      if (isKnown(session)) return;
      session.close();
      timer = setTimeout(() => session.destroy(), callMs).unref();
    }, connectionMs).unref();
    session.once('close', () => clearTimeout(timer));
  }

  /** Bounds a call that everybody may make. grpc-js has one limit of messages for all: this is of the one call. */
  bound(call: BaseCall): void {
    const { messageBytes, callMs } = this.#limits;
    Reflect.set(call, 'maxReceiveMessageSize', messageBytes);
    const decoder = property(call, 'decoder');
    if (typeof decoder === 'object' && decoder !== null)
      Reflect.set(decoder, 'maxReadMessageLength', messageBytes);
    const session = sessionOf(call);
    const stream = streamOf(call);
    if (isKnown(session) || !isClosable(stream)) return;
    this.saw(session);
    const error = new OrcError('Unavailable', `nobody who is not known may call for longer: call again`);
    const timer = setTimeout(() => refuse(call, error), callMs).unref();
    stream.once('close', () => clearTimeout(timer));
  }
}

/** A call that is not begun until its maker is known. */
class HeldCall extends ServerInterceptingCall {
  readonly #call: BaseCall;
  readonly #known: Promise<unknown>;
  readonly #refuse: (error: unknown) => void;

  constructor(call: BaseCall, known: Promise<unknown>, refuse: (error: unknown) => void) {
    super(call);
    this.#call = call;
    this.#known = known;
    this.#refuse = refuse;
  }

  override start(listener: Listener): void {
    this.#known.then(() => this.#call.start(listener), this.#refuse);
  }
}

function arrived(call: BaseCall): ArrivedCall {
  const metadata = property(call, 'metadata');
  return {
    metadata: metadata instanceof Metadata ? metadata : new Metadata(),
    session: sessionOf(call),
    peer: () => call.getPeer(),
    certificate: () => call.getAuthContext().sslPeerCertificate,
  };
}

/** Lets those through whom the doors know, by the paths of methods; where there is no door everybody, bounded. */
export function doorkeeper(
  doors: ReadonlyMap<string, Door>,
  limits: StrangersLimits = apiLimits.grpcStrangers,
): ServerInterceptor {
  const strangers = new Strangers(limits);
  return ({ path }, call) => {
    const turnAway = (error: unknown): void => {
      strangers.saw(sessionOf(call));
      refuse(call, error);
    };
    const door = doors.get(path);
    if (door === undefined) strangers.bound(call);
    try {
      const known = door?.(arrived(call));
      if (known !== undefined) return new HeldCall(call, known, turnAway);
    } catch (error) {
      turnAway(error);
    }
    return isWhole(call) ? call : new ServerInterceptingCall(call);
  };
}
