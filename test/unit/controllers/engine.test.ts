// When the engine looks at a key: the rules by themselves, with a controller made for each.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { limits } from '#kernel/limits.ts';
import type { Logger } from '#kernel/ports.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import type { Controller, Reconciliation } from '#controllers/controller.ts';
import { createWrite } from '#controllers/controller.ts';
import { ControlDriver } from '#controllers/driver.ts';
import { Engine } from '#controllers/engine.ts';
import { ControlBench, deploymentOf } from '#kit/control.ts';
import { configMap } from '#kit/objects.ts';

const write = createWrite(configMap('made'));
const idle: Reconciliation = { writes: [], reason: '' };
const wants: Reconciliation = { writes: [write], reason: 'missing' };

/** An engine over one controller of one key that answers with `answers`, one a look, then with nothing. */
function engineOf(...answers: (Reconciliation | Error)[]) {
  const bench = new ControlBench({ nodes: 0 });
  const looks: number[] = [];
  const controller: Controller = {
    name: 'test',
    keysOf: () => ['only'],
    allKeys: () => ['only'],
    reconcile(_key, { nowMs }) {
      looks.push(nowMs);
      const answer = answers.shift() ?? idle;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const heartbeats = { leadingMs: () => 0, silentMs: () => undefined };
  const engine = new Engine([controller], bench.store, bench.world.random, heartbeats);
  const event = (): StoreEvent => {
    const [last] = bench.events.slice(-1);
    assert.ok(last !== undefined);
    return last;
  };
  return { bench, looks, engine, event };
}

describe('the engine', () => {
  it('goes on with the other controllers when one can’t say what an event is about, and misses nothing of it', () => {
    const bench = new ControlBench({ nodes: 0 });
    const looks: string[] = [];
    let isBroken = true;
    const named = (name: string): Controller => ({
      name,
      keysOf: () => {
        if (name === 'broken' && isBroken) throw new Error('no such thing');
        return ['one'];
      },
      allKeys: () => {
        if (name === 'broken' && isBroken) throw new Error('none at all');
        return ['one', 'two'];
      },
      reconcile: (key) => {
        looks.push(`${name}/${key}`);
        return idle;
      },
    });
    const heartbeats = { leadingMs: () => 0, silentMs: () => undefined };
    const controllers = [named('broken'), named('sound')];
    const engine = new Engine(controllers, bench.store, bench.world.random, heartbeats);
    engine.start(0);
    engine.observe(bench.events.slice(-1), 10);
    engine.run(10, 9);
    assert.deepEqual(looks.splice(0), ['sound/one', 'sound/two']);
    assert.deepEqual(
      engine.takeFaults().map(({ controller, message }) => `${controller}: ${message}`),
      ['broken: none at all', 'broken: no such thing'],
    );
    const [again, later] = [engine.nextDueMs(), engine.nextDueMs() * 2];
    assert.ok(again > 10 && again < 60_000, `it is tried again, at ${again}`);
    engine.run(again, 9);
    assert.deepEqual(looks, [], 'it is still broken');
    isBroken = false;
    engine.run(later, 9);
    assert.deepEqual(looks, ['broken/one', 'broken/two']);
    assert.equal(engine.nextDueMs(), Infinity);
  });

  it('looks at every key once at the start, and then at those that events name', () => {
    const { engine, looks, event } = engineOf();
    engine.start(0);
    assert.deepEqual(engine.run(0, 9), []);
    engine.run(1_000, 9);
    assert.deepEqual(looks, [0]);
    engine.observe([event(), event()], 2_000);
    engine.run(2_000, 9);
    assert.deepEqual(looks, [0, 2_000], 'two events, one look');
    assert.equal(engine.depth, 0);
  });

  it('does not look again while a proposal is under way, nor before it sees what it wrote', () => {
    const { engine, looks, event, bench } = engineOf(wants);
    engine.start(0);
    const [proposal] = engine.run(0, 9);
    assert.equal(proposal?.reason, 'missing');
    engine.observe([event()], 1);
    engine.run(1, 9);
    assert.equal(looks.length, 1);
    engine.settle(proposal?.id ?? 0, { kind: 'committed', revision: bench.store.revision + 1 }, 2);
    engine.run(2, 9);
    assert.equal(looks.length, 1);
    assert.equal(engine.nextDueMs(), Infinity, 'only an event can tell');
    bench.create(configMap('seen'));
    engine.observe([event()], 3);
    engine.run(3, 9);
    assert.deepEqual(looks, [0, 3]);
  });

  it('waits longer after each refusal, bounded', () => {
    const { engine, looks } = engineOf(...Array.from({ length: 14 }, () => wants));
    engine.start(0);
    let nowMs = 0;
    for (let step = 0; step < 13; step++) {
      const [proposal] = engine.run(nowMs, 9);
      engine.settle(proposal?.id ?? 0, { kind: 'refused' }, nowMs);
      assert.ok(engine.nextDueMs() > nowMs && engine.nextDueMs() <= nowMs + 5_000);
      nowMs = engine.nextDueMs();
    }
    const waits = looks.slice(1).map((at, index) => at - (looks[index] ?? 0));
    assert.ok((waits[0] ?? 0) <= 40 && (waits.at(-1) ?? 0) >= 2_500);
  });

  it('is woken by events at once again after a refusal has been looked at without trouble', () => {
    const { engine, looks, event } = engineOf(wants, { ...idle, againInMs: 600_000 });
    engine.start(0);
    const [proposal] = engine.run(0, 9);
    engine.settle(proposal?.id ?? 0, { kind: 'refused' }, 0);
    engine.run(1_000, 9);
    assert.equal(engine.nextDueMs(), 601_000);
    engine.observe([event()], 2_000);
    engine.run(2_000, 9);
    assert.deepEqual(looks, [0, 1_000, 2_000]);
  });

  it('tells a controller once why webhooks refused what it wanted', () => {
    const bench = new ControlBench({ nodes: 0 });
    const told: (string | undefined)[] = [];
    const controller: Controller = {
      name: 'test',
      keysOf: () => ['only'],
      allKeys: () => ['only'],
      reconcile(_key, { refused }) {
        told.push(refused);
        return wants;
      },
    };
    const heartbeats = { leadingMs: () => 0, silentMs: () => undefined };
    const engine = new Engine([controller], bench.store, bench.world.random, heartbeats);
    engine.start(0);
    for (const why of ['no', undefined, undefined]) {
      const nowMs = engine.nextDueMs();
      const [proposal] = engine.run(nowMs, 9);
      engine.settle(proposal?.id ?? 0, { kind: 'refused', ...(why !== undefined && { why }) }, nowMs);
    }
    assert.deepEqual(told, [undefined, 'no', undefined]);
  });

  it('looks again in time even if nothing happens', () => {
    const { engine, looks } = engineOf({ ...idle, againInMs: 500 });
    engine.start(0);
    engine.run(0, 9);
    assert.equal(engine.nextDueMs(), 500);
    engine.run(499, 9);
    engine.run(500, 9);
    assert.deepEqual(looks, [0, 500]);
  });

  it('reports a controller that throws, and tries its key again', () => {
    const { engine, looks } = engineOf(new Error('a defect'));
    engine.start(0);
    assert.deepEqual(engine.run(0, 9), []);
    assert.deepEqual(engine.takeFaults(), [{ controller: 'test', key: 'only', message: 'a defect' }]);
    assert.deepEqual(engine.takeFaults(), []);
    engine.run(engine.nextDueMs(), 9);
    assert.equal(looks.length, 2);
  });

  it('puts no more into a transaction than one may hold, and comes back for the rest', () => {
    const writes = Array.from({ length: limits.writesPerTransaction + 1 }, () => write);
    const { engine, bench } = engineOf({ ...wants, writes });
    engine.start(0);
    const [proposal] = engine.run(0, 9);
    assert.equal(proposal?.writes.length, limits.writesPerTransaction);
    engine.settle(proposal?.id ?? 0, { kind: 'committed', revision: bench.store.revision }, 5);
    assert.equal(engine.nextDueMs(), 5);
  });

  it('proposes no more at once than it is asked for', () => {
    const { engine } = engineOf(wants);
    engine.start(0);
    assert.deepEqual(engine.run(0, 0), []);
    assert.equal(engine.run(0, 1).length, 1);
  });
});

describe('the driver of control', () => {
  /** A driver that leads in term 1 and has much to propose, and the ids of what it has. */
  function leading(): { bench: ControlBench; driver: ControlDriver; proposed: number[] } {
    const bench = new ControlBench({ nodes: 0 });
    for (let index = 0; index < 70; index++) bench.apply(deploymentOf(`d-${index}`, 'demo:v1'));
    const proposed: number[] = [];
    const quiet = (): void => undefined;
    const logger: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet, with: () => logger };
    const driver = new ControlDriver(bench.store, {
      clock: bench.world.clock(1),
      random: bench.world.random,
      logger,
      propose: ({ id }) => proposed.push(id),
    });
    driver.lead(1, 0);
    return { bench, driver, proposed };
  }

  it('proposes beyond its bound for each proposal that waits for webhooks', () => {
    const { driver, proposed } = leading();
    const atFirst = proposed.length;
    assert.equal(driver.load.inFlight, atFirst);
    const [held = 0] = proposed;
    driver.hold(held, 1);
    driver.hold(held, 1);
    assert.equal(proposed.length, atFirst + 1);
    driver.settle(held, 1, { kind: 'refused', why: 'no' });
    assert.equal(driver.load.inFlight, atFirst);
    driver.stop();
  });

  it('begins anew in a term once it knows what became of what it had proposed before', () => {
    const { bench, driver, proposed } = leading();
    const before = proposed.splice(0);
    assert.ok(before.length > 1);
    driver.stop();
    driver.replace(bench.store.fork());
    const [first, ...others] = before;
    if (first !== undefined) driver.settle(first, 1, { kind: 'refused' });
    driver.lead(1, 0);
    assert.deepEqual(proposed, [], 'what is on its way may still be committed');
    for (const id of others) driver.settle(id, 1, { kind: 'refused' });
    assert.equal(proposed.length, before.length);
    assert.equal(driver.load.inFlight, before.length);
    driver.stop();
    driver.lead(2, 0);
    assert.equal(proposed.length, 2 * before.length, 'those of another term are void');
    driver.settle(1, 1, { kind: 'refused' });
    assert.equal(driver.load.inFlight, before.length);
    driver.stop();
  });
});
