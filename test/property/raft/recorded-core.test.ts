// A dump of a core replays to the same state and the same broken invariant.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { configurationOf } from '#raft/core/configuration.ts';
import { RecordedCore, replay } from '#raft/core/recorded-core.ts';
import type { Message } from '#raft/core/types.ts';
import { check } from '#kit/check.ts';
import { emptyState, membersOf, testOptions } from '#kit/raft/core-network.ts';

type Step = readonly ['tick' | 'deliver' | 'propose' | 'read' | 'persist' | 'transfer' | 'lost', number];
const steps = fc.array(
  fc.tuple(
    fc.constantFrom<Step[0]>(
      'tick',
      'tick',
      'deliver',
      'deliver',
      'propose',
      'read',
      'persist',
      'transfer',
      'lost',
    ),
    fc.nat(1000),
  ),
  { maxLength: 400 },
);

/** Three cores that talk by chance; the first one is looked at. */
function play(script: readonly Step[], draw: (bound: number) => number): RecordedCore {
  const configuration = configurationOf(membersOf([1, 2, 3]));
  const random = { below: draw, uuid: () => '' };
  const cores = [1, 2, 3].map(
    (id) => new RecordedCore({ ...testOptions, id }, emptyState(configuration), random),
  );
  const pending: Message[] = [];
  const persists = cores.map((): number[] => []);
  const [first] = cores;
  assert.ok(first !== undefined);
  for (const [action, number] of script) {
    const at = number % 3;
    const core = cores[at];
    const waiting = persists[at];
    if (core === undefined || waiting === undefined) continue;
    if (action === 'tick') for (let i = 0; i < 3; i++) core.tick();
    if (action === 'propose') core.propose([new Uint8Array(number)]);
    if (action === 'read') core.readIndex(number);
    if (action === 'transfer') core.transferLeadership((number % 2) + 1);
    if (action === 'lost') core.peerLost((number % 3) + 1);
    if (action === 'persist') for (const id of waiting.splice(0)) core.persisted(id);
    if (action === 'deliver') {
      for (const message of pending.splice(0, 4)) cores[message.to - 1]?.step(message);
    }
    for (const [position, each] of cores.entries()) {
      each.tellCommit();
      const ready = each.ready();
      pending.push(...ready.messages);
      if (ready.persist !== null) {
        pending.push(...ready.persist.messages);
        persists[position]?.push(ready.persist.id);
      }
      const last = ready.committed.at(-1);
      if (last !== undefined) each.applied(last.index);
    }
  }
  return first;
}

describe('a recorded core', () => {
  it('breaks the same invariant again when its dump is replayed, whatever came before', () => {
    check(
      fc.property(steps, fc.array(fc.nat(9), { minLength: 10, maxLength: 10 }), (script, dice) => {
        let drawn = 0;
        const core = play(script, (bound) => (dice[drawn++ % dice.length] ?? 0) % bound);
        let thrown: unknown;
        try {
          core.step({ type: 'heartbeat', from: 2, to: 9, term: 1, commit: 0, round: 0 });
        } catch (error) {
          thrown = error;
        }
        const dump: unknown = JSON.parse(JSON.stringify(core.dump(thrown)));
        assert.deepEqual(dump, core.dump(thrown), 'a dump is plain JSON');
        const again = replay(core.dump(thrown));
        assert.match(again?.error ?? '', /a message for 9 came to 1/);
        let image: unknown;
        replay(core.dump(thrown), (input, replayed) => {
          if (input.kind === 'step' && input.message.to === 9) image = replayed.image();
        });
        assert.deepEqual(image, core.image(), 'the state before it is the same too');
      }),
      150,
    );
  });

  it('goes on from an image taken in the midst, not only from the start', () => {
    const random = { below: () => 3, uuid: () => '' };
    const core = new RecordedCore(
      { ...testOptions, id: 1 },
      emptyState(configurationOf(membersOf([1]))),
      random,
    );
    core.campaign();
    for (let i = 0; i < 20_000; i++) {
      if (i % 5 === 0) core.propose([new Uint8Array(i % 50)]);
      core.tick();
      const { persist, committed } = core.ready();
      if (persist !== null) core.persisted(persist.id);
      const last = committed.at(-1);
      if (last !== undefined) core.applied(last.index);
    }
    const dump = core.dump(new Error('looked at'));
    assert.ok(dump.inputs.length < 20_000);
    assert.ok(dump.image.log.entries.sizes.length > 100, 'it began long after the start');
    assert.equal(replay(dump), null);
  });
});
