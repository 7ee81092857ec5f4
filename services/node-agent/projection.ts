// The node's copy of its work: what the leader has sent. A copy on disk lets the agent go on after a
// restart or a reboot while no master answers. Secrets are not in that copy.
import { existsSync, readFileSync } from 'node:fs';
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/ports.ts';
import { keyOf, keyText } from '#kernel/log/key.ts';
import { pack, unpack } from '#kernel/log/pack.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { NodeDown } from '#kernel/model/gen/node.gen.ts';
import type { ConfigMap, Node, Pod, Secret } from '#kernel/model/gen/core.gen.ts';
import type { KindName, ObjectByKind, OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { nodeFormat } from '#kernel/node/protocol.ts';
import { replaceFile } from '#runtime/files.ts';

/** How long changes gather before the copy on disk is written. */
const saveAfterMs = 1_000;

export class WorkProjection {
  readonly #file: string;
  readonly #logger: Logger;
  readonly #objects = new Map<string, OrcObject>();
  #term = 0;
  #revision = 0;
  #loaded = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(file: string, logger: Logger) {
    this.#file = file;
    this.#logger = logger;
    this.#load();
  }

  /** The term and revision held; revision 0 while nothing came from a leader since the start. */
  get term(): number {
    return this.#term;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Whether it is known what should run: from a leader, or from the copy on disk. */
  get isKnown(): boolean {
    return this.#revision > 0 || this.#loaded;
  }

  #load(): void {
    if (!existsSync(this.#file)) return;
    try {
      const copy = decode(NodeDown, readFileSync(this.#file));
      if (copy.format !== nodeFormat) return;
      for (const object of copy.upserts.map((envelope) => unpack(envelope))) this.#put(object);
      this.#loaded = true;
    } catch (error) {
      this.#logger.warn('the copy of the work on disk is not readable: waiting for a master', {
        file: this.#file,
        error: messageOf(error),
      });
    }
  }

  #put(object: OrcObject): void {
    this.#objects.set(keyText(keyOf(object)), object);
  }

  /**
   * Takes a message from a leader. `gap` when it does not follow what is held: the next heartbeat shows
   * that, and the leader sends everything. `old` when it comes from a leader that is no longer one. Throws, and keeps
   * what is held, for a message with an object that can't be read.
   */
  take(down: NodeDown): 'taken' | 'gap' | 'old' {
    if (down.term < this.#term) return 'old';
    const follows = down.full || (down.term === this.#term && down.fromRevision === this.#revision);
    if (!follows) return 'gap';
    // Read whole before anything is changed: what is lost here is stopped.
    const upserts = down.upserts.map((envelope) => unpack(envelope));
    if (down.full) this.#objects.clear();
    for (const object of upserts) this.#put(object);
    for (const key of down.deletes) this.#objects.delete(keyText(key));
    this.#term = down.term;
    this.#revision = down.toRevision;
    if (down.full || down.upserts.length > 0 || down.deletes.length > 0) this.#saveSoon();
    return 'taken';
  }

  #saveSoon(): void {
    if (this.#timer === undefined) this.#timer = setTimeout(() => this.save(), saveAfterMs);
  }

  /** Writes the copy now. */
  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const upserts = [...this.#objects.values()].filter(({ kind }) => kind !== 'Secret').map(pack);
    const copy: NodeDown = {
      format: nodeFormat,
      term: this.#term,
      fromRevision: 0,
      toRevision: this.#revision,
      full: true,
      upserts,
      deletes: [],
      allProxiesRevision: 0,
      heartbeatMs: 0,
      leaseMs: 0,
      trust: '',
    };
    try {
      replaceFile(this.#file, encode(NodeDown, copy), 0o600);
    } catch (error) {
      this.#logger.warn('the copy of the work could not be written to disk', {
        file: this.#file,
        error: messageOf(error),
      });
    }
  }

  *#of<K extends KindName>(
    kind: K,
    isKind: (object: OrcObject) => object is ObjectByKind[K],
  ): Generator<ObjectByKind[K], void, undefined> {
    for (const object of this.#objects.values()) if (object.kind === kind && isKind(object)) yield object;
  }

  pods(): Pod[] {
    return [...this.#of('Pod', (object): object is Pod => object.kind === 'Pod')];
  }

  nodes(): Node[] {
    return [...this.#of('Node', (object): object is Node => object.kind === 'Node')];
  }

  services(): ObjectByKind['Service'][] {
    return [...this.#of('Service', (object): object is ObjectByKind['Service'] => object.kind === 'Service')];
  }

  endpointSlices(): ObjectByKind['EndpointSlice'][] {
    return [
      ...this.#of(
        'EndpointSlice',
        (object): object is ObjectByKind['EndpointSlice'] => object.kind === 'EndpointSlice',
      ),
    ];
  }

  configMap(namespace: string, name: string): ConfigMap | undefined {
    const found = this.#objects.get(keyText({ group: '', kind: 'ConfigMap', namespace, name }));
    return found?.kind === 'ConfigMap' ? found : undefined;
  }

  secret(namespace: string, name: string): Secret | undefined {
    const found = this.#objects.get(keyText({ group: '', kind: 'Secret', namespace, name }));
    return found?.kind === 'Secret' ? found : undefined;
  }
}
