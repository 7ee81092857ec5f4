// The volumes of one pod: made before its containers start, and kept as their sources are. A token is replaced before
// it expires; what changes is replaced in one step, and no container is started again for it.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { type ProjectedFolder, folderOf, tokenSeconds } from '#kernel/kinds/pod-volumes.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { ConfigMap, Container, EphemeralContainer, Pod, Secret } from '#kernel/model/gen/core.gen.ts';
import type { ServiceAccountTokenProjection } from '#kernel/model/gen/volume.gen.ts';
import { referencesOf } from '#kernel/node/projection.ts';
import type { Clock, Logger, Random, Timer } from '#kernel/ports.ts';
import type { ContainerMount } from '#node-agent/container-runtime.ts';
import { agentLimits } from '#node-agent/limits.ts';
import { backoffMs } from '#node-agent/memory.ts';
import { type VolumeFile, filesOf } from '#node-agent/volumes/files.ts';
import type { MemoryFolder } from '#node-agent/volumes/memory-folder.ts';
import type { TokenQuestion } from '#node-agent/volumes/token-asker.ts';
import { type TokenLife, refreshAtMs, tokenLife } from '#node-agent/volumes/token-life.ts';
import { writeVolume } from '#node-agent/volumes/volume-writer.ts';

/** What volumes need of the node. */
export interface VolumesHost {
  readonly memory: Pick<MemoryFolder, 'ensure' | 'podFolder' | 'remove'>;
  /** After which share of its life, from 0 to 1, a token is replaced. */
  readonly refreshShare: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  askToken(question: TokenQuestion): Promise<string>;
  configMap(namespace: string, name: string): ConfigMap | undefined;
  secret(namespace: string, name: string): Secret | undefined;
  /** What the node has for pods, by resource. */
  allocatable(): Readonly<Record<string, string>>;
}

/** A token in use, and when it is to be replaced. */
interface Held {
  readonly token: string;
  readonly life: TokenLife;
  readonly refreshAtMs: number;
  /** How often in a row it could not be replaced. */
  readonly failures: number;
}

/** A number of steps that jitter is drawn from. */
const jitterSteps = 1_000;

function wishKey(wish: ServiceAccountTokenProjection): string {
  return `${tokenSeconds(wish)}/${wish.audience ?? ''}`;
}

function digestOf(files: ReadonlyMap<string, VolumeFile>): string {
  const hash = createHash('sha256');
  for (const [name, { data, mode, user, group }] of files)
    hash.update(JSON.stringify([name, mode, user, group, data.length])).update(data);
  return hash.digest('base64');
}

/** Whether a volume's folder is still there: somebody may have taken it, or the mount it is in, away. */
async function isThere(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}

export class PodVolumes {
  readonly #uid: string;
  readonly #host: VolumesHost;
  readonly #tokens = new Map<string, Held>();
  /** What was written last, by volume. */
  readonly #written = new Map<string, string>();
  #pod: Pod | undefined;
  /** What the files were made of. */
  #sources: readonly unknown[] | undefined;
  #busy: Promise<unknown> = Promise.resolve();
  #isAsked = false;
  #failures = 0;
  #timer: Timer | undefined;
  #isOver = false;

  constructor(uid: string, host: VolumesHost) {
    this.#uid = uid;
    this.#host = host;
  }

  /** Makes a pod's volumes ready; resolves with why they are not, when they can't be. */
  prepare(pod: Pod): Promise<string | undefined> {
    this.#pod = pod;
    return (pod.spec.volumes ?? []).length === 0 ? Promise.resolve(undefined) : this.#inTurn();
  }

  /** Keeps the volumes of a pod that runs: looks whether their sources have changed. */
  keep(pod: Pod): void {
    this.#pod = pod;
    if ((pod.spec.volumes ?? []).length === 0) return;
    if (this.#sources === undefined || !equalValues(this.#sources, this.#sourcesOf(pod))) this.#lookAgain();
  }

  /** What a container sees of the volumes. */
  mountsOf(container: Container | EphemeralContainer): readonly ContainerMount[] {
    // The files are the masters' to change: as in Kubernetes nobody may write them.
    return (container.volumeMounts ?? []).map(({ name, mountPath }) => ({
      source: this.#folder(name),
      target: mountPath,
      readOnly: true,
    }));
  }

  /** Nothing is kept any more; the files stay for containers that go on. */
  stop(): void {
    this.#isOver = true;
    this.#timer?.cancel();
  }

  /** Removes the files: nothing of the pod is left. */
  async remove(): Promise<void> {
    this.stop();
    await this.#busy;
    await this.#host.memory.remove(this.#uid);
  }

  #folder(volume: string): string {
    return path.join(this.#host.memory.podFolder(this.#uid), volume);
  }

  #sourcesOf(pod: Pod): readonly unknown[] {
    const objects = referencesOf(pod).map(({ kind, namespace, name }) =>
      kind === 'Secret' ? this.#host.secret(namespace, name) : this.#host.configMap(namespace, name),
    );
    return [pod.metadata.labels, pod.metadata.annotations, ...objects];
  }

  #lookAgain(): void {
    if (this.#isAsked || this.#isOver) return;
    this.#isAsked = true;
    void this.#inTurn().then((problem) => {
      if (problem !== undefined)
        this.#host.logger.warn('a volume of a pod that runs is not up to date', {
          pod: this.#pod?.metadata.name ?? this.#uid,
          problem,
        });
    });
  }

  /** One at a time: two writers of one folder would take each other's files away. */
  #inTurn(): Promise<string | undefined> {
    const turn = this.#busy.then(() => this.#update());
    this.#busy = turn;
    return turn;
  }

  async #update(): Promise<string | undefined> {
    this.#isAsked = false;
    const pod = this.#pod;
    if (pod === undefined || this.#isOver) return undefined;
    this.#sources = this.#sourcesOf(pod);
    let problem: string | undefined;
    for (const volume of pod.spec.volumes ?? []) {
      try {
        await this.#host.memory.ensure();
        await this.#write(volume.name, folderOf(volume), pod);
      } catch (error) {
        problem ??= `MountVolume.SetUp failed for volume "${volume.name}" : ${messageOf(error)}`;
      }
    }
    this.#failures = problem === undefined ? 0 : this.#failures + 1;
    this.#schedule();
    return problem;
  }

  async #write(name: string, folder: ProjectedFolder, pod: Pod): Promise<void> {
    const namespace = pod.metadata.namespace ?? '';
    const tokens = new Map<string, string>();
    for (const { serviceAccountToken: wish } of folder.sources)
      if (wish !== undefined)
        tokens.set(wishKey(wish), await this.#token(wish, path.join(this.#folder(name), wish.path), pod));
    const files = filesOf(folder, pod, {
      configMap: (each) => this.#host.configMap(namespace, each),
      secret: (each) => this.#host.secret(namespace, each),
      token: (wish) => tokens.get(wishKey(wish)) ?? '',
      allocatable: this.#host.allocatable(),
    });
    if ('missing' in files) throw new OrcError('NotFound', files.missing);
    const digest = digestOf(files.ok);
    if (this.#isOver || (this.#written.get(name) === digest && (await isThere(this.#folder(name))))) return;
    await writeVolume(this.#folder(name), files.ok);
    this.#written.set(name, digest);
  }

  /** The token for a file: the one in use while it need not be replaced, or can't be. */
  async #token(wish: ServiceAccountTokenProjection, file: string, pod: Pod): Promise<string> {
    const key = wishKey(wish);
    const found = this.#tokens.get(key) ?? (await this.#found(file));
    const nowMs = this.#host.clock.wallMs();
    const held = found !== undefined && nowMs < found.life.expiresAtMs ? found : undefined;
    if (held === undefined) this.#tokens.delete(key);
    else this.#tokens.set(key, held);
    if (held !== undefined && nowMs < held.refreshAtMs) return held.token;
    const { name = '', namespace = '' } = pod.metadata;
    try {
      const audience = wish.audience ?? '';
      const question = { namespace, pod: name, uid: this.#uid, audience, seconds: tokenSeconds(wish) };
      const token = await this.#host.askToken(question);
      const made = this.#held(token);
      if (made === undefined) throw new OrcError('Internal', 'no token: what a master sent is none');
      this.#tokens.set(key, made);
      return token;
    } catch (error) {
      if (held === undefined) throw error;
      const failures = held.failures + 1;
      const waitMs = backoffMs(failures, agentLimits.volumes.retry);
      this.#tokens.set(key, { ...held, failures, refreshAtMs: nowMs + waitMs });
      this.#host.logger.warn('a token of a pod could not be replaced yet; it still holds', {
        pod: name,
        namespace,
        error: messageOf(error),
      });
      return held.token;
    }
  }

  #held(token: string): Held | undefined {
    const life = tokenLife(token);
    if (life === undefined) return undefined;
    const jitter = this.#host.random.below(jitterSteps) / jitterSteps;
    return { token, life, failures: 0, refreshAtMs: refreshAtMs(life, this.#host.refreshShare, jitter) };
  }

  /** The token that an agent before this one wrote. */
  async #found(file: string): Promise<Held | undefined> {
    try {
      return this.#held(await readFile(file, 'utf8'));
    } catch {
      // There is none: it is asked for.
      return undefined;
    }
  }

  #schedule(): void {
    this.#timer?.cancel();
    if (this.#isOver || this.#pod?.status?.phase === 'Succeeded' || this.#pod?.status?.phase === 'Failed')
      return;
    const nowMs = this.#host.clock.wallMs();
    const retryAtMs =
      this.#failures === 0 ? Infinity : nowMs + backoffMs(this.#failures, agentLimits.volumes.retry);
    const dueMs = Math.min(retryAtMs, ...[...this.#tokens.values()].map((held) => held.refreshAtMs));
    if (!Number.isFinite(dueMs)) return;
    const waitMs = Math.max(agentLimits.volumes.leastWaitMs, dueMs - nowMs);
    this.#timer = this.#host.clock.schedule(waitMs, () => this.#lookAgain());
  }
}
