// The queue before the disk: one write a turn, nothing waits for it, what does not fit is lost, counted and said once.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Logger, Metrics } from '#kernel/ports.ts';
import { AuditWriter } from '#api/audit/writer.ts';
import { apiLimits } from '#api/limits.ts';
import { silentLogger } from '#runtime/logger.ts';

/** A disk that takes each write when it is told to. */
class SlowFile {
  readonly writes: string[] = [];
  isOpen = true;
  #waiting: PromiseWithResolvers<void> | undefined;
  #asked = Promise.withResolvers<void>();

  append(lines: Buffer): Promise<void> {
    this.writes.push(lines.toString());
    this.#waiting = Promise.withResolvers<void>();
    this.#asked.resolve();
    return this.#waiting.promise;
  }

  close(): Promise<void> {
    this.isOpen = false;
    return Promise.resolve();
  }

  /** Resolves once a write is asked for. */
  async asked(): Promise<void> {
    await this.#asked.promise;
    this.#asked = Promise.withResolvers<void>();
  }

  done(error?: Error): void {
    if (error === undefined) this.#waiting?.resolve();
    else this.#waiting?.reject(error);
  }
}

function bench(): { file: SlowFile; writer: AuditWriter; counts: Record<string, number>; said: string[] } {
  const counts: Record<string, number> = {};
  const said: string[] = [];
  const logger: Logger = { ...silentLogger, error: (message) => void said.push(message) };
  const metrics: Metrics = {
    counter: () => ({
      add: (amount = 1, { outcome = '' } = {}) => void (counts[outcome] = (counts[outcome] ?? 0) + amount),
    }),
    gauge: () => ({ set: () => undefined }),
    histogram: () => ({ observe: () => undefined }),
  };
  const file = new SlowFile();
  return { file, writer: new AuditWriter(file, logger, metrics), counts, said };
}

describe('the queue of the audit log', () => {
  it('writes what comes up in one turn at once, and the rest after that', async () => {
    const { file, writer, counts } = bench();
    writer.add('a\n');
    writer.add('b\n');
    await file.asked();
    writer.add('c\n');
    writer.add('d\n');
    file.done();
    await file.asked();
    file.done();
    await writer.close();
    assert.deepEqual(file.writes, ['a\nb\n', 'c\nd\n']);
    assert.deepEqual(counts, { written: 4 });
    assert.equal(file.isOpen, false);
  });

  it('is bounded while the disk hangs: what is more is lost, counted, and said once', async () => {
    const { file, writer, counts, said } = bench();
    const line = `${'x'.repeat(1024 * 1024 - 1)}\n`;
    const fit = apiLimits.audit.queueUnits / line.length;
    for (let index = 0; index < fit + 5; index++) writer.add(line);
    await file.asked();
    assert.deepEqual(counts, { lost: 5 });
    writer.add(line);
    assert.deepEqual(counts, { lost: 6 });
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /the disk is slower than requests/);
    for (let index = 0; index < fit; index++) {
      file.done();
      if (index < fit - 1) await file.asked();
    }
    await writer.close();
    assert.deepEqual(counts, { lost: 6, written: fit });
  });

  it('goes on after a write that failed, and says so again the next time', async () => {
    const { file, writer, counts, said } = bench();
    for (const [line, error] of [
      ['a\n', new Error('ENOSPC')],
      ['b\n', new Error('ENOSPC')],
      ['c\n', undefined],
      ['d\n', new Error('ENOSPC')],
    ] as const) {
      writer.add(line);
      await file.asked();
      file.done(error);
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.deepEqual(counts, { failed: 3, written: 1 });
    assert.equal(said.length, 2);
  });

  it('does not hold up a master that stops', async function () {
    this.timeout(apiLimits.audit.closeMs * 5);
    const { file, writer } = bench();
    writer.add('a\n');
    await file.asked();
    await writer.close();
    assert.equal(file.isOpen, true, 'the disk hangs still');
  });
});
