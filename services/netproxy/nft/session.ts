// One `nft -j -i` kept open: a change of a few elements takes about a millisecond through it, where
// a process of its own takes twenty.
//
// nft says nothing when a transaction succeeds. So each is followed by a line nft cannot parse, and
// what nft writes to stderr up to its complaint about that line, which quotes it, is the verdict.
// One stream carries both, so there is no race between them.
//
// nft keeps each line as history in memory and would write it to $HOME on exit: sessions are
// replaced after a bounded use, and HOME leads nowhere.

import { execa } from 'execa';
import type { Logger } from '#kernel/ports.ts';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { missingProgram } from '../command.ts';
import type { CommandRunner } from '../command.ts';
import { netproxyLimits } from '../limits.ts';

interface Pending {
  readonly token: string;
  readonly resolve: (complaint: string) => void;
  readonly reject: (error: OrcError) => void;
}

type SessionProcess = ReturnType<typeof startProcess>;

function startProcess(commands: CommandRunner) {
  const line = commands.commandLine('nft', ['-j', '-i']);
  return execa(line.file, line.args, {
    reject: false,
    buffer: false,
    stdin: 'pipe',
    stdout: 'ignore',
    stderr: 'pipe',
    env: { HOME: '/nonexistent', TERM: 'dumb' },
  });
}

/** A kept-open nft. Transactions run one at a time; the caller does not overlap them. */
export class NftSession {
  readonly #process: SessionProcess;
  readonly #logger: Logger;
  #pending: Pending | undefined;
  #complaint = '';
  #ended: OrcError | undefined;
  #transactions = 0;
  #bytes = 0;

  constructor(commands: CommandRunner, logger: Logger) {
    this.#logger = logger;
    this.#process = startProcess(commands);
    this.#process.stderr.setEncoding('utf8');
    this.#process.stderr.on('data', (chunk: string) => this.#hear(chunk));
    this.#process.stdin.on('error', (error) =>
      this.#end(new OrcError('Unavailable', `nft -i: ${messageOf(error)}`)),
    );
    void this.#process.then((result) => {
      const missing =
        result.code === 'ENOENT' || this.#complaint.includes('failed to execute nft: No such file');
      this.#end(
        missing
          ? missingProgram('nft')
          : new OrcError('Unavailable', `nft -i ended: ${result.shortMessage ?? 'it exited by itself'}`),
      );
    });
  }

  /** True when the session has ended or has had its share: close it and open another. */
  get spent(): boolean {
    return (
      this.#ended !== undefined ||
      this.#transactions >= netproxyLimits.sessionTransactions ||
      this.#bytes >= netproxyLimits.sessionBytes
    );
  }

  /** Runs one line as one transaction; resolves to nft's complaint, empty when it was accepted. */
  async transact(line: string): Promise<string> {
    if (this.#ended !== undefined) throw this.#ended;
    this.#transactions += 1;
    this.#bytes += line.length;
    const token = `orc-sync-${this.#transactions}`;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.#complaint = '';
    this.#pending = { token, resolve, reject };
    const timer = setTimeout(() => {
      this.#end(
        new OrcError('Unavailable', `nft -i gave no answer within ${netproxyLimits.commandTimeoutMs} ms`),
      );
    }, netproxyLimits.commandTimeoutMs);
    try {
      this.#process.stdin.write(`${line}\n${token}\n`);
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the process; a transaction in flight fails. */
  async close(): Promise<void> {
    this.#end(new OrcError('Cancelled', 'nft -i was closed'));
    this.#process.kill('SIGKILL');
    await this.#process;
  }

  #hear(chunk: string): void {
    this.#complaint = `${this.#complaint}${chunk}`.slice(-netproxyLimits.sessionErrorBytes);
    const pending = this.#pending;
    if (pending === undefined) return;
    const quoted = this.#complaint.indexOf(`${pending.token}\n`);
    if (quoted === -1) return;
    const before = this.#complaint
      .slice(0, quoted)
      .split('\n')
      .filter((line) => line.trim() !== '');
    // The last line before the quote is the complaint about the quote itself; a caret line may precede it.
    const verdict = before.slice(0, -1).filter((line) => !/^\s*[\^~]+\s*$/.test(line));
    this.#pending = undefined;
    this.#complaint = '';
    pending.resolve(verdict.join('; '));
  }

  #end(error: OrcError): void {
    if (this.#ended !== undefined) return;
    this.#ended = error;
    this.#process.kill('SIGKILL');
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending === undefined) this.#logger.debug('nft session ended', { reason: error.message });
    else pending.reject(error);
  }
}
