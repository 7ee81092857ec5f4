// grpc.health.v1.Health (https://github.com/grpc/grpc/blob/master/doc/health-checking.md). The definition is the package's;
// its implementation keeps every name that anybody ever watched.
import type { Server, handleServerStreamingCall, handleUnaryCall } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import { service } from 'grpc-health-check';

type Health = 'SERVING' | 'NOT_SERVING' | 'SERVICE_UNKNOWN';

interface HealthRequest {
  readonly service: string;
}

interface HealthResponse {
  readonly status: Health;
}

interface HealthList {
  readonly statuses: Readonly<Record<string, HealthResponse>>;
}

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

  addTo(server: Server): void {
    const check: handleUnaryCall<HealthRequest, HealthResponse> = ({ request }, answer) => {
      const health = this.#of(request.service);
      if (health === 'SERVICE_UNKNOWN') answer({ code: status.NOT_FOUND, details: 'unknown service' });
      else answer(null, { status: health });
    };
    const watch: handleServerStreamingCall<HealthRequest, HealthResponse> = (call) => {
      const { service: name } = call.request;
      const tell = (): void => void call.write({ status: this.#of(name) });
      tell();
      // What is unknown stays so for as long as this server is.
      if (!this.#names.has(name)) return;
      this.#watchers.add(tell);
      call.on('cancelled', () => this.#watchers.delete(tell));
    };
    const list: handleUnaryCall<object, HealthList> = (_call, answer) => {
      const all = [...this.#names].map((name) => [name, { status: this.#of(name) }] as const);
      answer(null, { statuses: Object.fromEntries(all) });
    };
    server.addService(service, { check, watch, list });
  }
}
