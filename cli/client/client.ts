// The gRPC client library, usable by anyone: every call of api.proto, on whichever master answers.
// Reads and writes go on when a master is lost; a write takes effect once, however often it was sent.
import type { Duplex } from 'node:stream';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { setTimeout as sleep } from 'node:timers/promises';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { unpack } from '#kernel/log/pack.ts';
import {
  AccessService,
  type Change,
  ClusterService,
  MastersService,
  MetricsService,
  type NodeMetricsRequest,
  type PodMetricsRequest,
  type CommitResponse,
  type ExecRequest,
  type ExecResponse,
  type KindInfo,
  type LogsRequest,
  ObjectsService,
  type PortForwardStart,
  type RenewCertificateResponse,
  type RevokeCertificateRequest,
  type RotateAuthorityRequest,
  type StatusResponse,
  type TailEvent,
} from '#kernel/model/gen/api.gen.ts';
import { PodsService } from '#kernel/model/gen/typed.gen.ts';
import type { NodeMetrics, PodMetrics } from '#kernel/model/gen/metrics.gen.ts';
import type { Event, Key } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { MethodType } from '#kernel/model/schema.ts';
import { failureOf } from '#client/errors.ts';
import { ForwardedPort } from '#client/forwarded-port.ts';
import { clientLimits } from '#client/limits.ts';
import { type ClientOptions, Masters } from '#client/masters.ts';
import { type TailOptions, tail } from '#client/tail.ts';
import { Known, type Listed, type Scope, apiNames, watch } from '#client/watch.ts';
import { type CommitOptions, Writes } from '#client/writes.ts';

export type { ClientOptions } from '#client/masters.ts';

const repeatable = { repeatable: true, quietMs: clientLimits.quietMs } as const;
/** For what may take long by itself. */
const patient = { repeatable: true, quietMs: clientLimits.listQuietMs } as const;

export class OrcClient {
  readonly servers: readonly string[];
  readonly #masters: Masters;
  readonly #writes: Writes;
  readonly #warned: (text: string) => void;

  /** Connects when it is first used. `warned` hears what the masters have to say of changes. */
  constructor(options: ClientOptions & { readonly warned?: (text: string) => void }) {
    this.#warned = options.warned ?? ((): void => undefined);
    this.servers = options.servers;
    this.#masters = new Masters(options);
    this.#writes = new Writes(this.#masters);
  }

  /** Closes the connections at once. A session that was opened is left to the masters; see `end`. */
  close(): void {
    this.#masters.close();
  }

  /** Closes the session, if one was opened, and then the connections. Never rejects. */
  async end(): Promise<void> {
    await this.#writes.end();
    this.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.end();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /**
   * One object, as it is stored unless `apiVersion` names another version of a kind that users define. Throws NotFound, and
   * Unsupported for an older version of a built-in kind: objects in those are JSON alone.
   */
  async get(key: Key, apiVersion?: string): Promise<OrcObject> {
    const request = { key, stale: false, minRevision: 0, ...(apiVersion !== undefined && { apiVersion }) };
    const { object } = await this.#masters.get(request, repeatable);
    if (object === undefined) throw new OrcError('Internal', 'the master answered without an object');
    return unpack(object);
  }

  /**
   * The objects of a scope, page by page over one consistent state; `pageSize` 0 leaves the size to
   * the masters.
   */
  async *pages(scope: Scope, pageSize = 0): AsyncGenerator<Listed, void, undefined> {
    let token = '';
    do {
      const request = {
        ...scope,
        ...apiNames(scope.kind),
        limit: pageSize,
        continue: token,
        stale: false,
        minRevision: 0,
        atRevision: 0,
      };
      const page = await this.#masters.call(ObjectsService.methods.list, request, patient);
      yield { objects: page.objects.map(unpack), revision: page.revision };
      token = page.continue;
    } while (token !== '');
  }

  /** All objects of a scope, and the revision of their state: a watch from there misses nothing. */
  async list(scope: Scope, pageSize = 0): Promise<Listed> {
    for (let tries = 0; ; tries++) {
      const objects: OrcObject[] = [];
      let revision = 0;
      try {
        for await (const page of this.pages(scope, pageSize)) {
          objects.push(...page.objects);
          ({ revision } = page);
        }
        return { objects, revision };
      } catch (error) {
        // A master keeps the state of a list for its further pages; another one does not have it.
        if (!(error instanceof OrcError) || error.code !== 'Expired' || tries > 0) throw error;
      }
    }
  }

  /** Commits changes: all take effect together, once. */
  async commit(changes: readonly Change[], options: CommitOptions = {}): Promise<CommitResponse> {
    const response = await this.#writes.commit(changes, options);
    for (const text of response.warnings) this.#warned(text);
    return response;
  }

  /** The kinds this cluster has. */
  async kinds(): Promise<readonly KindInfo[]> {
    return (await this.#masters.call(ObjectsService.methods.kinds, {}, repeatable)).kinds;
  }

  /**
   * The events of a scope after a revision (0: first everything there is, as ADDED), without a gap,
   * until `signal` is aborted. It goes on at another master when one is lost. `known` are the objects
   * at that revision: with them, it also goes on when the masters no longer keep the events since.
   */
  watch(
    scope: Scope,
    fromRevision: number,
    signal: AbortSignal,
    known: readonly OrcObject[] = [],
  ): AsyncGenerator<Event, void, undefined> {
    const list = (which: Scope): Promise<Listed> => this.list(which);
    return watch({ masters: this.#masters, scope, fromRevision, known: new Known(known), list, signal });
  }

  /**
   * The events of the whole log, of every kind, until `signal` is aborted; each once and none missing, also when a
   * master is lost. Throws Expired when `fromRevision` is no longer kept. For those who may watch the log.
   */
  tail(options: TailOptions, signal: AbortSignal): AsyncGenerator<TailEvent, void, undefined> {
    return tail(this.#masters, options, signal);
  }

  /** A container's output, until it ends or `signal` is aborted. */
  async *logs(request: LogsRequest, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const { data } of this.#masters.stream(PodsService.methods.logs, request, signal)) yield data;
  }

  /** Runs a program in a container: write the requests to what it returns, read the responses from it. */
  exec(): Promise<ClientDuplexStream<ExecRequest, ExecResponse>> {
    return this.#masters.duplex(PodsService.methods.exec);
  }

  /**
   * A connection to a port of a pod, as Node's libraries want one: slow readers hold back whoever writes, and either side
   * may end its half first. It fails as a socket does, with an OrcError.
   */
  async forward(to: PortForwardStart): Promise<Duplex> {
    return new ForwardedPort(await this.#masters.duplex(PodsService.methods.portForward), to);
  }

  /** A review of what somebody may do, such as a SelfSubjectAccessReview, with its answer. */
  async review(review: JsonObject): Promise<JsonObject> {
    const json = new TextEncoder().encode(JSON.stringify(review));
    const asked = { apiVersion: '', kind: '', raw: new Uint8Array(), json };
    const answer = await this.#masters.call(AccessService.methods.review, { review: asked }, repeatable);
    const read: unknown = JSON.parse(new TextDecoder().decode(answer.review?.json ?? new Uint8Array()));
    if (!isJsonObject(read)) throw new OrcError('Internal', 'the master answered with no review');
    return read;
  }

  /** What nodes use, by name; those that have not said it for a minute are left out. */
  async nodeMetrics(asked: NodeMetricsRequest): Promise<readonly NodeMetrics[]> {
    return (await this.#masters.call(MetricsService.methods.nodes, asked, repeatable)).items;
  }

  /** What running pods use, by namespace and name; an empty namespace means all of them. */
  async podMetrics(asked: PodMetricsRequest): Promise<readonly PodMetrics[]> {
    return (await this.#masters.call(MetricsService.methods.pods, asked, patient)).items;
  }

  /** What whichever master answers knows of all masters. */
  status(withHash = false): Promise<StatusResponse> {
    return this.#masters.call(ClusterService.methods.status, { withHash }, patient);
  }

  /**
   * What each master says of itself, in the order of `servers`; undefined for one that does not answer. `locked` is told
   * the names of those that wait for their unlock key.
   */
  masters(locked: (name: string) => void = () => undefined): Promise<(StatusResponse | undefined)[]> {
    const ask = async (index: number): Promise<StatusResponse | undefined> => {
      const { status } = ClusterService.methods;
      try {
        return await this.#masters.callOne(index, status, { withHash: false }, clientLimits.statusMs);
      } catch (error) {
        const name = /\bmaster (\S+) is locked\b/.exec(messageOf(error))?.[1];
        if (name !== undefined) locked(name);
        if (error instanceof OrcError && ['Unavailable', 'Unknown', 'Timeout'].includes(error.code))
          return undefined;
        throw error;
      }
    };
    return Promise.all(this.servers.map((_server, index) => ask(index)));
  }

  /**
   * Calls a method that only the leader answers, once there is one; never twice, unless whoever was asked says that it
   * leads no more.
   */
  async #onLeader<Request, Response>(
    method: MethodType<Request, Response>,
    request: Request,
  ): Promise<Response> {
    const untilMs = performance.now() + clientLimits.leaderMs;
    for (;;) {
      const answers = await this.masters();
      const leader = answers.findIndex((each) => each !== undefined && each.leader === each.name);
      const isLate = performance.now() > untilMs;
      if (leader >= 0) {
        try {
          return await this.#masters.callOne(leader, method, request, clientLimits.callMs);
        } catch (error) {
          if (isLate || !messageOf(error).includes('only the leader ')) throw error;
        }
      } else if (isLate) {
        const name = answers.find((each) => (each?.leader ?? '') !== '')?.leader;
        const who = name === undefined ? 'no leader is known now' : `the leader, ${name}, can't be reached`;
        throw new OrcError('Unavailable', `${who}: retry`);
      }
      await sleep(clientLimits.leaderLookMs);
    }
  }

  /** Hands leadership to a master. */
  async transferLeadership(to: string): Promise<void> {
    await this.#onLeader(ClusterService.methods.transferLeadership, { to });
  }

  /** Expects a new master; returns the id for its configuration. */
  async addMaster(name: string, address: string): Promise<number> {
    return (await this.#onLeader(ClusterService.methods.addMaster, { name, address })).id;
  }

  /** Takes a master out of the members, for ever. */
  async removeMaster(name: string): Promise<void> {
    await this.#onLeader(ClusterService.methods.removeMaster, { name });
  }

  /** Ends a certificate before its time, or all of a user; returns whether it had been ended before. */
  async revokeCertificate(request: RevokeCertificateRequest): Promise<boolean> {
    const { revokeCertificate } = ClusterService.methods;
    return (await this.#masters.call(revokeCertificate, request, repeatable)).already;
  }

  /** Makes another authority, or has the old ones go; returns the newest one's name. Not repeated: each call makes one. */
  async rotateAuthority(request: RotateAuthorityRequest): Promise<string> {
    return (await this.#onLeader(ClusterService.methods.rotateAuthority, request)).id;
  }

  /** Makes another key-encryption key; returns its name. Not repeated: each call makes one. */
  async rotateEncryptionKey(): Promise<string> {
    return (await this.#onLeader(ClusterService.methods.rotateEncryptionKey, {})).id;
  }

  /** Locks the masters' keys and returns the unlock key, shows it, or (empty) ends the lock. */
  async lock(what: 'on' | 'off' | 'show'): Promise<string> {
    const request = { on: what === 'on', off: what === 'off', show: what === 'show' };
    return (await this.#onLeader(ClusterService.methods.lock, request)).unlockKey;
  }

  /** Brings a master, by its place in `servers`, the unlock key; returns whether it was not locked. */
  async unlock(index: number, unlockKey: string): Promise<boolean> {
    const { unlock } = MastersService.methods;
    return (await this.#masters.callOne(index, unlock, { unlockKey }, clientLimits.callMs)).already;
  }

  /** The next certificate for whoever this client is by its certificate. */
  renewCertificate(request: string): Promise<RenewCertificateResponse> {
    return this.#masters.call(AccessService.methods.renewCertificate, { request }, repeatable);
  }

  /** Makes a new key for the tokens of service accounts; returns its name. Not repeated: each call makes one. */
  async rotateTokenKeys(): Promise<string> {
    return (await this.#onLeader(ClusterService.methods.rotateTokenKeys, {})).keyId;
  }
}

/** The error of a stream, in orc's terms. */
export function streamError(error: unknown): OrcError {
  return failureOf(error, 'the master').error;
}
