// What a server serves at a path, and the same as clients of grpc-js want it.
import type { MethodDefinition } from '@grpc/grpc-js';
import { decode, encode } from '#kernel/model/codec.ts';
import type { MethodType } from '#kernel/model/schema.ts';
import type { ServerCall } from '#api/grpc/protocol/server-call.ts';

/** The same bytes as grpc-js wants them; not a copy. */
function bufferOf({ buffer, byteOffset, length }: Uint8Array<ArrayBuffer>): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

/** One method as grpc-js wants it. */
export function methodDefinition<Request, Response>(
  method: MethodType<Request, Response>,
): MethodDefinition<Request, Response> {
  return {
    path: method.path,
    requestStream: method.requestStream,
    responseStream: method.responseStream,
    requestSerialize: (request) => bufferOf(encode(method.request, request)),
    requestDeserialize: (bytes) => decode(method.request, bytes),
    responseSerialize: (response) => bufferOf(encode(method.response, response)),
    responseDeserialize: (bytes) => decode(method.response, bytes),
  };
}

/** A method with what serves it. */
export interface Route {
  /** As it is asked for: /package.Service/Method. */
  readonly path: string;
  /** Serves a call whose maker the door knows. It never throws: what goes wrong is told to the call. */
  readonly serve: (call: ServerCall) => void;
  /**
   * Looks at who makes a call when its headers arrive: throws, or rejects, with what it is refused with. Without a door a
   * method is open to everybody.
   */
  readonly door?: Door;
  /** Called when the server begins to stop. */
  readonly stop?: () => void;
}

/** Looks at who makes a call; resolves, where that takes long, when it is known. */
export type Door = (call: ServerCall) => Promise<void> | undefined;
