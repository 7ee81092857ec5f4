// A container runtime in memory. Containers end when a test says so, or when their grace is over.
import { OrcError } from '#kernel/errors.ts';
import type {
  ContainerRuntime,
  ContainerSpec,
  ExecSession,
  ImageDetails,
  ObservedContainer,
  ProgramSession,
} from '#node-agent/container-runtime.ts';
import type { ContainerResources } from '#node-agent/resources.ts';
import type { Clock } from '#kernel/ports.ts';

const killedCode = 137;

function unserved(): never {
  throw new OrcError('Unsupported', 'this runtime is made up');
}

export class FakeRuntime implements ContainerRuntime {
  readonly containers = new Map<string, ObservedContainer>();
  readonly #ends = new Map<string, PromiseWithResolvers<void>>();
  readonly #clock: Clock;
  /** The images that are not there. */
  readonly absent = new Set<string>();
  /** Why containers can't be resized; empty where they can. */
  resizeFault = '';
  resizes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The newest run of a container, by its name in the pod. */
  run(name: string): ObservedContainer | undefined {
    return [...this.containers.values()].findLast(({ container }) => container === name);
  }

  /** A container's program ends. */
  end(id: string, exitCode: number): void {
    const found = this.containers.get(id);
    if (found?.state !== 'running') return;
    const finishedAtMs = this.#clock.wallMs();
    this.containers.set(id, { ...found, state: 'exited', exitCode, finishedAtMs });
    this.#ends.get(id)?.resolve();
  }

  ping = (): Promise<void> => Promise.resolve();
  version = (): Promise<string> => Promise.resolve('made up');
  ensureNetwork = (): Promise<void> => Promise.resolve();
  list = (): Promise<readonly ObservedContainer[]> => Promise.resolve([...this.containers.values()]);
  images = (): Promise<readonly []> => Promise.resolve([]);
  image = (name: string): Promise<ImageDetails | undefined> =>
    Promise.resolve(
      this.absent.has(name)
        ? undefined
        : { id: name, names: [name], sizeBytes: 1, fromRegistry: false, user: '' },
    );
  /** A registry that never answers. */
  pull = (): Promise<void> => new Promise(() => undefined);

  start(spec: ContainerSpec): Promise<string> {
    const id = `${spec.container === '' ? 'pause' : spec.container}-${this.containers.size}`;
    this.containers.set(id, {
      podUid: spec.podUid,
      podNamespace: spec.podNamespace,
      podName: spec.podName,
      container: spec.container,
      attempt: spec.attempt,
      image: spec.image,
      resources: spec.resources,
      graceSeconds: spec.graceSeconds,
      id,
      state: 'running',
      imageId: spec.image,
      startedAtMs: this.#clock.wallMs(),
      finishedAtMs: 0,
      exitCode: 0,
      startFault: '',
      outOfMemory: false,
      address: spec.container === '' ? '10.244.1.2' : '',
    });
    this.#ends.set(id, Promise.withResolvers());
    return Promise.resolve(id);
  }

  async stop(id: string, graceSeconds: number): Promise<void> {
    if (graceSeconds <= 0) this.end(id, killedCode);
    else this.#clock.schedule(graceSeconds * 1000, () => this.end(id, killedCode));
    await this.#ends.get(id)?.promise;
  }

  remove(id: string): Promise<void> {
    this.containers.delete(id);
    return Promise.resolve();
  }

  resize(id: string, resources: ContainerResources): Promise<void> {
    this.resizes += 1;
    const found = this.containers.get(id);
    if (this.resizeFault !== '') return Promise.reject(new Error(this.resizeFault));
    if (found !== undefined) this.containers.set(id, { ...found, resources });
    return Promise.resolve();
  }

  processId = (): Promise<number> => unserved();
  logs = (): never => unserved();
  exec = (): Promise<ExecSession> => unserved();
  attach = (): Promise<ProgramSession> => unserved();
  watch = (): Promise<void> => Promise.resolve();
}
