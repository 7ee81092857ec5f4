// What calls pass before grpc-js reads their messages: it keeps up to 16 MiB of each, for whoever sends them, until the
// handler that would ask who that is has them whole. So who asks is looked at when the headers arrive. What is open to
// everybody may send little, and is not open for ever.
import { Metadata, ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';
import { type ArrivedCall, property, sessionOf, streamOf } from '#api/grpc/caller.ts';
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
  once(event: 'close', listener: () => void): unknown;
}

function isClosable(value: unknown): value is Closable {
  return typeof value === 'object' && value !== null && 'close' in value && 'once' in value;
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

/** A call that is not begun until its maker is known. */
class HeldCall extends ServerInterceptingCall {
  readonly #call: BaseCall;
  readonly #known: Promise<unknown>;

  constructor(call: BaseCall, known: Promise<unknown>) {
    super(call);
    this.#call = call;
    this.#known = known;
  }

  override start(listener: Listener): void {
    this.#known.then(
      () => this.#call.start(listener),
      (error: unknown) => refuse(this.#call, error),
    );
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

/** Lets those through whom the doors know, by the paths of methods. */
export function doorkeeper(doors: ReadonlyMap<string, Door>): ServerInterceptor {
  return ({ path }, call) => {
    const door = doors.get(path);
    try {
      const known = door?.(arrived(call));
      if (known !== undefined) return new HeldCall(call, known);
    } catch (error) {
      refuse(call, error);
    }
    return isWhole(call) ? call : new ServerInterceptingCall(call);
  };
}
