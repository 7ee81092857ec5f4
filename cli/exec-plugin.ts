// Exec plugins: programs that obtain a token or a certificate, such as one that logs in at an OpenID Connect issuer. The
// program is told in a variable what is wanted and answers with an ExecCredential, as Kubernetes has it
// (client.authentication.k8s.io). It is run without a shell; what it gives is kept in memory, until it expires.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { msFromTime } from '#kernel/model/time.ts';
import type { Bearer } from '#client/masters.ts';
import type { ExecPlugin } from '#cli/credentials.ts';

/** How long a program may take, somebody who logs in with it among that; how much it may say; how many characters of it are shown. */
const limits = { ms: 600_000, outputBytes: 1024 * 1024, shown: 200 } as const;
/** A credential that is younger is not asked for again when the masters refuse it: the next would be the same. */
const freshMs = 10_000;

/** What a program gave. */
export interface Credential {
  readonly token?: string;
  readonly identity?: { readonly certificate: string; readonly key: string };
  readonly expiresAtMs: number;
}

class Run {
  readonly #plugin: ExecPlugin;
  readonly #user: string;

  constructor(plugin: ExecPlugin, user: string) {
    this.#plugin = plugin;
    this.#user = user;
  }

  fail(why: string, cause?: unknown): OrcError {
    const text = `exec: the program ${this.#plugin.command} of user "${this.#user}" ${why}`;
    return new OrcError('BadRequest', text, {}, { cause });
  }

  #notStarted(error: unknown): OrcError {
    const { command, installHint } = this.#plugin;
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) return this.fail(`can't be started: ${messageOf(error)}`, error);
    const where = path.isAbsolute(command) ? 'is not there' : 'is not found in PATH';
    return this.fail(`${where}${installHint === '' ? '' : `\n\n${installHint}`}`, error);
  }

  /** Whether the program may ask whoever sits at the terminal. */
  #isInteractive(): boolean {
    const { interactiveMode } = this.#plugin;
    if (interactiveMode === 'Never') return false;
    if (process.stdin.isTTY) return true;
    if (interactiveMode === 'Always')
      throw this.fail('must ask you something (interactiveMode: Always), and standard input is no terminal');
    return false;
  }

  /** What the program says on its standard output. */
  output(): Promise<string> {
    const { apiVersion, command, args, env, cluster } = this.#plugin;
    const interactive = this.#isInteractive();
    const spec = { interactive, ...(cluster && { cluster }) };
    const info = JSON.stringify({ apiVersion, kind: 'ExecCredential', spec });
    return new Promise((resolve, reject) => {
      const child = spawn(command, [...args], {
        env: { ...process.env, ...env, KUBERNETES_EXEC_INFO: info },
        // What it has to tell people it tells them.
        stdio: [interactive ? 'inherit' : 'ignore', 'pipe', 'inherit'],
        shell: false,
      });
      const stop = (why: string): void => {
        child.kill('SIGKILL');
        reject(this.fail(why));
      };
      const timer = setTimeout(() => stop(`has not ended within ${limits.ms / 60_000} minutes`), limits.ms);
      const chunks: Buffer[] = [];
      let bytes = 0;
      child.stdout?.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > limits.outputBytes) stop(`wrote more than ${limits.outputBytes} bytes`);
        else chunks.push(chunk);
      });
      child.once('error', (error) => {
        clearTimeout(timer);
        reject(this.#notStarted(error));
      });
      child.once('close', (code, signal) => {
        clearTimeout(timer);
        if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'));
        else reject(this.fail(code === null ? `was ended by ${signal}` : `ended with code ${code}`));
      });
    });
  }

  /** Reads what the program said. */
  read(output: string): Credential {
    const { apiVersion } = this.#plugin;
    let json: unknown;
    try {
      json = JSON.parse(output);
    } catch {
      // Not even a part of what it wrote is shown: it may be a token.
      throw this.fail('must write an ExecCredential in JSON, and wrote something else');
    }
    const said: JsonObject = isJsonObject(json) ? json : {};
    if (said['kind'] !== 'ExecCredential' || said['apiVersion'] !== apiVersion)
      throw this.fail(
        `must write an ExecCredential of ${apiVersion}, wrote ${this.#shown(said['kind'])} of ${this.#shown(said['apiVersion'])}: let exec.apiVersion name what it knows`,
      );
    const status = isJsonObject(said['status']) ? said['status'] : {};
    const text = (name: string): string | undefined => {
      const value = status[name];
      if (value === undefined || value === null || value === '') return undefined;
      if (typeof value !== 'string') throw this.fail(`wrote a status.${name} that is no text`);
      return value;
    };
    const token = text('token');
    const [certificate, key] = [text('clientCertificateData'), text('clientKeyData')];
    if ((certificate === undefined) !== (key === undefined))
      throw this.fail('wrote only one of status.clientCertificateData and status.clientKeyData');
    if (token === undefined && certificate === undefined)
      throw this.fail('wrote neither status.token nor status.clientCertificateData');
    const expires = text('expirationTimestamp');
    const expiresAtMs = expires === undefined ? Infinity : msFromTime(expires);
    if (expiresAtMs === undefined)
      throw this.fail(`wrote a status.expirationTimestamp that is no time: ${this.#shown(expires)}`);
    return {
      ...(token !== undefined && { token }),
      ...(certificate !== undefined && key !== undefined && { identity: { certificate, key } }),
      expiresAtMs,
    };
  }

  #shown(value: unknown): string {
    return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, limits.shown);
  }
}

/** The credentials that a program gives: run when there are none, and again when they have expired. */
export class PluginBearer implements Bearer {
  readonly #run: Run;
  readonly #nowMs: () => number;
  #known: Credential | undefined;
  #obtainedMs = 0;
  #obtaining: Promise<Credential> | undefined;

  /** `user` is the name of the user's entry. */
  constructor(plugin: ExecPlugin, user: string, nowMs: () => number = Date.now) {
    this.#run = new Run(plugin, user);
    this.#nowMs = nowMs;
  }

  /** What holds now. Rejects with BadRequest that says what is wrong with the program. */
  async credential(): Promise<Credential> {
    if (this.#known !== undefined && this.#nowMs() < this.#known.expiresAtMs) return this.#known;
    this.#obtaining ??= this.#obtain().finally(() => {
      this.#obtaining = undefined;
    });
    return this.#obtaining;
  }

  async #obtain(): Promise<Credential> {
    const obtained = this.#run.read(await this.#run.output());
    if (obtained.expiresAtMs <= this.#nowMs())
      throw this.#run.fail('gave credentials that have expired already');
    this.#known = obtained;
    this.#obtainedMs = this.#nowMs();
    return obtained;
  }

  async token(): Promise<string | undefined> {
    return (await this.credential()).token;
  }

  refused(): boolean {
    const isFresh = this.#nowMs() - this.#obtainedMs < freshMs;
    if (!isFresh) this.#known = undefined;
    // It may have been refused to many calls at once, the first of which had it renewed.
    return true;
  }
}
