// grpc.health.v1.Health (https://github.com/grpc/grpc/blob/master/doc/health-checking.md). The definition is the package's;
// its implementation keeps every name that anybody ever watched.
import type { ServiceDefinition } from '@grpc/grpc-js';
import { OrcError, invariant, messageOf } from '#kernel/errors.ts';
import { service } from 'grpc-health-check';
import type { Route } from '#api/grpc/definition.ts';
import { errorStatus } from '#api/grpc/error-details.ts';
import { framed } from '#api/grpc/protocol/frames.ts';
import type { ServerCall } from '#api/grpc/protocol/server-call.ts';
import { toOrcError } from '#api/errors.ts';

type Method = ServiceDefinition[string];
type Health = 'SERVING' | 'NOT_SERVING' | 'SERVICE_UNKNOWN';

/** Whether services serve: asked once, or told whenever it changes. */
export class HealthService {
  readonly #names: ReadonlySet<string>;
  readonly #watchers = new Set<() => void>();
  #isServing = false;

  /** `names`: the services; the empty one stands for the server. */
  constructor(names: Iterable<string>) {
    this.#names = new Set(['', ...names]);
  }

  setServing(isServing: boolean): void {
    if (this.#isServing === isServing) return;
    this.#isServing = isServing;
    for (const tell of this.#watchers) tell();
  }

  #of(name: string): Health {
    if (!this.#names.has(name)) return 'SERVICE_UNKNOWN';
    return this.#isServing ? 'SERVING' : 'NOT_SERVING';
  }

  routes(): Route[] {
    const [check, watch, list] = [methodOf('Check'), methodOf('Watch'), methodOf('List')];
    return [
      this.#asked(check, (call, request) => {
        const health = this.#of(nameIn(request));
        if (health === 'SERVICE_UNKNOWN') throw new OrcError('NotFound', 'unknown service');
        call.end({}, framed(check.responseSerialize({ status: health })));
      }),
      this.#asked(watch, (call, request) => {
        const name = nameIn(request);
        const tell = (): void => call.write(framed(watch.responseSerialize({ status: this.#of(name) })));
        tell();
        // What is unknown stays so for as long as this server is.
        if (!this.#names.has(name)) return;
        this.#watchers.add(tell);
        call.onClosed(() => this.#watchers.delete(tell));
      }),
      this.#asked(list, (call) => {
        const all = [...this.#names].map((name) => [name, { status: this.#of(name) }] as const);
        call.end({}, framed(list.responseSerialize({ statuses: Object.fromEntries(all) })));
      }),
    ];
  }

  /** A method of one message, which is open to everybody. */
  #asked({ path, requestDeserialize }: Method, answer: (call: ServerCall, request: unknown) => void): Route {
    const serve = (call: ServerCall): void => {
      const refuse = (error: unknown): void =>
        call.fail(errorStatus(toOrcError(error), call.connection.headerBytes));
      call.message((message) => {
        try {
          answer(call, requestIn(message, requestDeserialize));
        } catch (error) {
          refuse(error);
        }
      }, refuse);
    };
    return { path, serve };
  }
}

/** Throws BadRequest for what is no such message. */
function requestIn(message: Uint8Array, read: Method['requestDeserialize']): object {
  try {
    return read(Buffer.from(message));
  } catch (error) {
    throw new OrcError('BadRequest', `not a valid protobuf message: ${messageOf(error)}`);
  }
}

/** A method of the package's definition. */
function methodOf(name: string): Method {
  const method = service[name];
  invariant(method !== undefined, `grpc-health-check defines ${name}`);
  return method;
}

function nameIn(request: unknown): string {
  const name =
    typeof request === 'object' && request !== null && 'service' in request ? request.service : undefined;
  return typeof name === 'string' ? name : '';
}
