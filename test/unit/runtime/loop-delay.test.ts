import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Clock } from '#kernel/ports.ts';
import { LoopDelay } from '#runtime/loop-delay.ts';

/** A clock whose timers fire when the test says so. */
class TurnedClock implements Clock {
  nowMs = 0;
  readonly due: (() => void)[] = [];
  readonly monotonicMs = (): number => this.nowMs;
  readonly wallMs = (): number => this.nowMs;

  schedule(_delayMs: number, callback: () => void): { cancel(): void } {
    this.due.push(callback);
    return { cancel: () => void this.due.splice(this.due.indexOf(callback), 1) };
  }

  fire(atMs: number): void {
    this.nowMs = atMs;
    this.due.shift()?.();
  }
}

describe('the delay of an event loop', () => {
  it('is how late timers fire', () => {
    const clock = new TurnedClock();
    const delay = new LoopDelay(clock);
    let fired = 0;
    for (let index = 0; index < 100; index++) delay.clock.schedule(10, () => (fired += 1));
    for (let index = 0; index < 98; index++) clock.fire(11);
    clock.fire(60);
    clock.fire(260);
    assert.equal(fired, 100);
    const { p99Seconds, maxSeconds } = delay.take();
    assert.ok(Math.abs(maxSeconds - 0.25) < 0.001, `${maxSeconds}`);
    assert.ok(Math.abs(p99Seconds - 0.05) < 0.001, `${p99Seconds}`);
  });

  it('begins anew when it was taken, and is none where no timer was due', () => {
    const clock = new TurnedClock();
    const delay = new LoopDelay(clock);
    delay.clock.schedule(10, () => undefined);
    clock.fire(1_000);
    assert.ok(delay.take().maxSeconds > 0.9);
    assert.deepEqual(delay.take(), { p99Seconds: 0, maxSeconds: 0 });
  });

  it('is that of timers that are still wanted', () => {
    const clock = new TurnedClock();
    const delay = new LoopDelay(clock);
    delay.clock.schedule(10, () => assert.fail('it was cancelled')).cancel();
    assert.equal(clock.due.length, 0);
  });
});
