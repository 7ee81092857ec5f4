// The queue between requests and the disk. What comes up in one turn of the event loop is written at once, one write at
// a time; when the disk is slower than that, lines gather up to a bound, and beyond it they are lost: requests never wait
// for the audit log. What is lost is counted, and said once for as long as it lasts.
import { messageOf } from '#kernel/errors.ts';
import type { Counter, Logger, Metrics } from '#kernel/ports.ts';
import { apiLimits } from '#api/limits.ts';

/** Where lines go. */
export interface LineFile {
  append(lines: Buffer): Promise<void>;
  close(): Promise<void>;
}

/** What became of an event. */
type Outcome = 'written' | 'lost' | 'failed';

export class AuditWriter {
  readonly #file: LineFile;
  readonly #logger: Logger;
  readonly #events: Counter;
  #queue: string[] = [];
  #queuedUnits = 0;
  /** The write that is under way, with all that follow it. */
  #writing: Promise<void> | undefined;
  #isLosing = false;

  constructor(file: LineFile, logger: Logger, metrics: Metrics) {
    this.#file = file;
    this.#logger = logger;
    this.#events = metrics.counter(
      'orc_audit_events_total',
      'Events of the audit log: written, lost because the disk is slower than requests, or failed because it refused them.',
      ['outcome'],
    );
  }

  /** Takes a line, to be written soon. */
  add(line: string): void {
    if (this.#queuedUnits + line.length > apiLimits.audit.queueUnits) {
      this.#count('lost', 1);
      this.#say('the audit log loses events: the disk is slower than requests');
      return;
    }
    this.#queue.push(line);
    this.#queuedUnits += line.length;
    this.#writing ??= this.#writeAll();
  }

  async #writeAll(): Promise<void> {
    // What else comes up in this turn goes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) {
      const batch = this.#take();
      try {
        await this.#file.append(Buffer.from(batch.join('')));
        this.#count('written', batch.length);
        if (this.#queue.length === 0) this.#isLosing = false;
      } catch (error) {
        this.#count('failed', batch.length);
        this.#say('the audit log loses events: its file can not be written', messageOf(error));
      }
      for (const line of batch) this.#queuedUnits -= line.length;
    }
    this.#writing = undefined;
  }

  /** The lines that go in one write. */
  #take(): string[] {
    let units = 0;
    let count = 0;
    for (const { length } of this.#queue) {
      if (count > 0 && units + length > apiLimits.audit.writeUnits) break;
      units += length;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }

  #count(outcome: Outcome, count: number): void {
    this.#events.add(count, { outcome });
  }

  #say(message: string, error?: string): void {
    if (this.#isLosing) return;
    this.#isLosing = true;
    this.#logger.error(message, { error });
  }

  /** Writes what is left, for a bounded time, and closes the file. */
  async close(): Promise<void> {
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, apiLimits.audit.closeMs);
    await Promise.race([(this.#writing ?? Promise.resolve()).then(() => this.#file.close()), late.promise]);
    clearTimeout(timer);
  }
}
