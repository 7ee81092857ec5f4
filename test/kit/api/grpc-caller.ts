// Plain calls to one master by the generated method types, as whoever a test says.
import {
  Client,
  type ChannelOptions,
  type ClientReadableStream,
  type ServiceError,
  credentials,
} from '@grpc/grpc-js';
import { decode, encode } from '#kernel/model/codec.ts';
import type { MethodType } from '#kernel/model/schema.ts';
import { isServiceError } from '#client/errors.ts';
import type { Identity } from '#runtime/pki.ts';

/** The error that a call ends with. Fails when it succeeds. */
export async function failureIn(call: Promise<unknown>): Promise<ServiceError> {
  try {
    await call;
  } catch (error) {
    if (isServiceError(error)) return error;
    throw error;
  }
  throw new Error('the call was expected to fail');
}

export class GrpcCaller implements Disposable {
  readonly client: Client;

  /** `identity` is who calls; its certificate must be of `authority`. */
  constructor(server: string, authority: Identity, identity: Identity, options: ChannelOptions = {}) {
    const secure = credentials.createSsl(
      Buffer.from(authority.certificate),
      Buffer.from(identity.key),
      Buffer.from(identity.certificate),
      { checkServerIdentity: () => undefined },
    );
    // TLS wants a name, and an address is none.
    this.client = new Client(server, secure, { 'grpc.ssl_target_name_override': 'orc-master', ...options });
  }

  [Symbol.dispose](): void {
    this.client.close();
  }

  /** One call. Rejects with grpc-js's error. */
  unary<Request, Response>(
    method: MethodType<Request, Response>,
    request: Request,
    deadlineMs = 15_000,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        method.path,
        (value: Request) => Buffer.from(encode(method.request, value)),
        (bytes) => decode(method.response, bytes),
        request,
        { deadline: Date.now() + deadlineMs },
        (error, response) => (response === undefined ? reject(error) : resolve(response)),
      );
    });
  }

  /** A call that is answered many times; iterating over it rejects with grpc-js's error. */
  stream<Request, Response>(
    method: MethodType<Request, Response>,
    request: Request,
  ): ClientReadableStream<Response> {
    return this.client.makeServerStreamRequest(
      method.path,
      (value: Request) => Buffer.from(encode(method.request, value)),
      (bytes) => decode(method.response, bytes),
      request,
    );
  }

  /** A call with messages both ways that says all it has to and hears all there is. */
  async dialogue<Request, Response>(
    method: MethodType<Request, Response>,
    requests: readonly Request[],
  ): Promise<Response[]> {
    const call = this.client.makeBidiStreamRequest(
      method.path,
      (value: Request) => Buffer.from(encode(method.request, value)),
      (bytes) => decode(method.response, bytes),
    );
    for (const request of requests) call.write(request);
    call.end();
    const answers: Response[] = [];
    for await (const answer of call) answers.push(answer);
    return answers;
  }
}

/** A method of a typed service, from the template's. */
export function methodAt<Request, Response>(
  method: MethodType<Request, Response>,
  service: string,
): MethodType<Request, Response> {
  return { ...method, path: method.path.replace('orc.v1.AnyKinds', service) };
}
