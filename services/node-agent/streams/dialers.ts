// Connections to the ports of pods, made from inside their networks, so that a program which listens on 127.0.0.1
// alone is reached as well.
//
// A process can't enter another network by itself, and nothing that could carry a connection (socat, nc) need be
// installed, in pods least of all. But a socket belongs to the network it was made in, whoever holds it. So `nsenter`,
// which is of the same package as `mount`, starts a program of ours in the pod's network; that connects, and passes the
// socket over. It is a whole Node (up to 70 MB, 100 ms to start), so one serves all connections to a pod, there are few of
// them, and each ends when it has had nothing to do for a while. Connections outlive it.
import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { OrcError } from '#kernel/errors.ts';
import { agentLimits } from '#node-agent/limits.ts';

interface Waiting {
  readonly resolve: (socket: Socket) => void;
  readonly reject: (error: OrcError) => void;
}

/** Our program's command line. */
export const dialProgram: readonly string[] = [
  process.execPath,
  '--disable-warning=ExperimentalWarning',
  fileURLToPath(new URL('dial-program.ts', import.meta.url)),
  String(agentLimits.connectMs),
];

/** What a program answers: 0 stands for its start. */
function answerIn(message: unknown): { readonly id: number; readonly error: string } {
  const isObject = typeof message === 'object' && message !== null;
  const id = isObject && 'id' in message && typeof message.id === 'number' ? message.id : -1;
  const error = isObject && 'error' in message && typeof message.error === 'string' ? message.error : '';
  return { id, error };
}

/** One such program. */
export class Dialer implements Disposable {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ready = Promise.withResolvers<void>();
  readonly #ended: () => void;
  #timer: NodeJS.Timeout;
  #asked = 0;
  #complaint = '';
  #isOver = false;

  /** `ended` is called when it takes no connections any more. */
  constructor([file = '', ...args]: readonly string[], ended: () => void) {
    this.#ended = ended;
    this.#timer = setTimeout(() => this.#end('it did not start in time'), agentLimits.connectMs);
    this.#child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#complaint = (this.#complaint + chunk.toString('utf8')).slice(-agentLimits.dialerErrorLength);
    });
    this.#child.on('error', (error) => this.#end(error.message));
    this.#child.once('close', () => this.#end(this.#complaint.trim() || 'it ended'));
    this.#child.on('message', (message, handle) => this.#receive(message, handle));
    // Whoever does not wait for it learns of a failure by the connection.
    this.#ready.promise.catch(() => undefined);
  }

  /** Whether no connection is being made. */
  get isIdle(): boolean {
    return this.#waiting.size === 0;
  }

  /** Resolves when the program has started. Rejects with Unavailable when it can't. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Connects to the first of `hosts` that takes it. Rejects with BadRequest when none does. */
  connect(hosts: readonly string[], port: number): Promise<Socket> {
    return new Promise((resolve, reject) => {
      if (this.#isOver) return reject(failure('its program has ended'));
      clearTimeout(this.#timer);
      this.#asked += 1;
      this.#waiting.set(this.#asked, { resolve, reject });
      this.#child.send({ id: this.#asked, hosts, port }, (error) => {
        // Why it takes no more is known once it has ended.
        if (error !== null) this.#child.kill('SIGKILL');
      });
    });
  }

  #receive(message: unknown, handle: unknown): void {
    const { id, error } = answerIn(message);
    if (id === 0) this.#ready.resolve();
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.isIdle) this.#rest();
    const socket = handle instanceof Socket ? handle : undefined;
    if (waiting === undefined) return void socket?.destroy();
    if (socket === undefined) waiting.reject(new OrcError('BadRequest', error || 'the connection broke'));
    else {
      socket.allowHalfOpen = true;
      waiting.resolve(socket);
    }
  }

  #rest(): void {
    clearTimeout(this.#timer);
    if (!this.#isOver) this.#timer = setTimeout(() => this.#end('idle'), agentLimits.dialerIdleMs);
  }

  #end(why: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#child.kill('SIGKILL');
    this.#ready.reject(failure(why));
    for (const { reject } of this.#waiting.values()) reject(failure(why));
    this.#waiting.clear();
    this.#ended();
  }

  /** Ends the program; the connections it made go on. */
  [Symbol.dispose](): void {
    this.#end('the node stops');
  }
}

function failure(why: string): OrcError {
  return new OrcError('Unavailable', `no connection can be made from inside the pod's network: ${why}`);
}

interface Entry {
  readonly started: Promise<Dialer>;
  /** Set once it has started. */
  dialer: Dialer | undefined;
}

/** The programs of all pods. */
export class Dialers implements Disposable {
  readonly #processId: (pauseId: string) => Promise<number>;
  /** By the container that holds the pod's network, the longest unused first. */
  readonly #entries = new Map<string, Entry>();
  #isOver = false;

  /** `processId` finds the process of a running container. */
  constructor(processId: (pauseId: string) => Promise<number>) {
    this.#processId = processId;
  }

  /**
   * Connects to a port of the pod whose network the container `pauseId` holds: on 127.0.0.1, on ::1, or on its
   * `address`. Rejects with BadRequest when nothing listens there, TooBusy or Unavailable when it can't be tried.
   */
  async connect(pauseId: string, address: string, port: number): Promise<Socket> {
    const entry = this.#entries.get(pauseId) ?? this.#start(pauseId);
    this.#entries.delete(pauseId);
    this.#entries.set(pauseId, entry);
    const dialer = await entry.started;
    return dialer.connect(['127.0.0.1', '::1', ...(address === '' ? [] : [address])], port);
  }

  #start(pauseId: string): Entry {
    this.#makeRoom();
    const end = (): void => {
      if (this.#entries.get(pauseId) === entry) this.#entries.delete(pauseId);
    };
    const entry: Entry = { started: this.#enter(pauseId, end), dialer: undefined };
    entry.started.then((dialer) => (entry.dialer = dialer), end);
    return entry;
  }

  async #enter(pauseId: string, ended: () => void): Promise<Dialer> {
    const processId = await this.#processId(pauseId);
    if (this.#isOver) throw failure('the node stops');
    const dialer = new Dialer(['nsenter', `--net=/proc/${processId}/ns/net`, ...dialProgram], ended);
    try {
      await dialer.ready;
      // If the container still has this process, nobody else had its number when its network was entered.
      if ((await this.#processId(pauseId)) !== processId) throw failure('the pod was started again');
      return dialer;
    } catch (error) {
      dialer[Symbol.dispose]();
      throw error;
    }
  }

  #makeRoom(): void {
    if (this.#isOver) throw failure('the node stops');
    if (this.#entries.size < agentLimits.dialers) return;
    for (const { dialer } of this.#entries.values())
      if (dialer?.isIdle === true) return dialer[Symbol.dispose]();
    throw new OrcError(
      'TooBusy',
      `connections are being made in ${agentLimits.dialers} pods of this node already: retry`,
    );
  }

  /** Ends the programs; the connections they made go on. */
  [Symbol.dispose](): void {
    this.#isOver = true;
    for (const { dialer } of this.#entries.values()) dialer?.[Symbol.dispose]();
  }
}
