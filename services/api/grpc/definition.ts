// From the generated method types to what grpc-js serves.
import type { MethodDefinition, ServiceDefinition, UntypedHandleCall } from '@grpc/grpc-js';
import { decode, encode } from '#kernel/model/codec.ts';
import type { MethodType } from '#kernel/model/schema.ts';
import type { Door } from '#api/grpc/door.ts';

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

/** A method with the function that serves it. */
export interface Route {
  readonly name: string;
  readonly definition: ServiceDefinition[string];
  readonly handler: UntypedHandleCall;
  /** Looks at who makes a call when its headers arrive; without one it is open to everybody. */
  readonly door?: Door;
  /** Called when the server begins to stop. */
  readonly stop?: () => void;
}

/** The service definition and handlers of a set of routes. */
export function serviceOf(routes: readonly Route[]): {
  readonly definition: ServiceDefinition;
  readonly handlers: Record<string, UntypedHandleCall>;
} {
  return {
    definition: Object.fromEntries(routes.map((route) => [route.name, route.definition])),
    handlers: Object.fromEntries(routes.map((route) => [route.name, route.handler])),
  };
}
