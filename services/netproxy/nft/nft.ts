// The driver over the `nft` program: list a table, change its structure, change its elements. Every
// change is one transaction: nft commits it whole or not at all.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from '#kernel/ports.ts';
import { OrcError } from '#kernel/errors.ts';
import type { CommandRunner } from '../command.ts';
import { netproxyLimits } from '../limits.ts';
import { elementCommands } from './json.ts';
import { parseListing } from './listing.ts';
import type { ListedTable } from './listing.ts';
import { NftSession } from './session.ts';
import type { ElementChange, NftTable } from './table.ts';
import { structureText } from './text.ts';
import type { StructureChange } from './text.ts';

/** nft over one network namespace. Calls must not overlap; the proxy makes them one after another. */
export class Nft {
  readonly #commands: CommandRunner;
  readonly #logger: Logger;
  #session: NftSession | undefined;

  constructor(commands: CommandRunner, logger: Logger) {
    this.#commands = commands;
    this.#logger = logger;
  }

  /** The table in the kernel, or undefined if there is none. */
  async list(table: NftTable): Promise<ListedTable | undefined> {
    const result = await this.#commands.run('nft', ['-j', 'list', 'table', table.family, table.name]);
    if (result.exitCode === 0) return parseListing(result.stdout);
    if (result.stderr.includes('No such file or directory')) return undefined;
    throw this.#refused('list table', result.stderr);
  }

  /** Changes declarations and rules, atomically. */
  async changeStructure(change: StructureChange): Promise<void> {
    const complaint = await this.#runFile([], structureText(change));
    if (complaint !== '') throw this.#refused('change structure', complaint);
  }

  /** Removes and adds elements, atomically: all removals come first. Small changes go through the kept-open process. */
  async changeElements(table: NftTable, changes: readonly ElementChange[]): Promise<void> {
    if (changes.length === 0) return;
    const line = JSON.stringify(elementCommands(table, changes));
    const complaint =
      line.length > netproxyLimits.sessionTransactionBytes
        ? await this.#runFile(['-j'], line)
        : await (await this.#openSession()).transact(line);
    if (complaint === '') return;
    const containers = changes.map((change) => change.container).join(', ');
    throw this.#refused(`change elements of ${containers}`, complaint);
  }

  async close(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.close();
  }

  async #openSession(): Promise<NftSession> {
    if (this.#session?.spent === true) await this.close();
    this.#session ??= new NftSession(this.#commands, this.#logger);
    return this.#session;
  }

  /** nft opens the file it is told by name, and cannot open a socket: Node's pipes are sockets. */
  async #runFile(options: readonly string[], text: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'orc-nft-'));
    try {
      const file = join(folder, 'transaction');
      await writeFile(file, text, { mode: 0o600 });
      const result = await this.#commands.run('nft', [...options, '-f', file]);
      if (result.exitCode === 0) return '';
      return result.stderr.trim() || `exit code ${result.exitCode}`;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  #refused(command: string, complaint: string): OrcError {
    const said = complaint.trim().slice(0, 2_000);
    return new OrcError('Unavailable', `nft refused to ${command}: ${said}`);
  }
}
