// The control thread: scheduler and controllers over their own copy of the state while this master leads, fed by the
// same records as everything else, so that no user's traffic slows a decision and no decision a user.
import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '#kernel/errors.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { decodeRecord } from '#kernel/log/record.ts';
import { encode } from '#kernel/model/codec.ts';
import { Transaction } from '#kernel/model/gen/log.gen.ts';
import { SnapshotReader } from '#kernel/store/snapshot.ts';
import { Store } from '#kernel/store/store.ts';
import { bounded } from '#api/bounded.ts';
import { ControlDriver } from '#controllers/driver.ts';
import type { Proposal } from '#controllers/engine.ts';
import { createLogger } from '#runtime/logger.ts';
import { LoopDelay } from '#runtime/loop-delay.ts';
import { systemClock, systemRandom } from '#runtime/system.ts';
import { type FromControl, type ToControl, decodeRecords } from './control-messages.ts';

/** How often the thread tells how loaded it is. */
const loadEveryMs = 1_000;
/** How often a timer fires, by which the thread learns how long it was busy: it is told that much too little at most. */
const beatMs = 25;

const port = parentPort;
invariant(port !== null, 'control runs as a worker thread');
const data: unknown = workerData;
const settings = isJsonObject(data) ? data : {};
const master = String(settings['master']);
const logger = createLogger(String(settings['logLevel']), { master, thread: 'control' });

function send(message: FromControl): void {
  port?.postMessage(message);
}

function transactionOf({ controller, writes, reason, cause }: Proposal, term: number): Transaction {
  return {
    requestId: systemRandom.uuid(),
    actor: `system:controller:${controller}`,
    cause,
    reason,
    source: `control ${master}`,
    timeMs: systemClock.wallMs(),
    term,
    preconditions: [],
    writes,
  };
}

const driver = new ControlDriver(new Store(), {
  clock: systemClock,
  bounded,
  random: systemRandom,
  logger,
  propose: (proposal, term) =>
    send({
      kind: 'propose',
      id: proposal.id,
      term,
      controller: proposal.controller,
      transaction: encode(Transaction, transactionOf(proposal, term)),
    }),
});
let reader = new SnapshotReader();

port.on('message', (message: ToControl) => {
  switch (message.kind) {
    case 'snapshot':
      send({ kind: 'taken', of: 'state', bytes: message.chunk.length });
      reader.add(message.chunk);
      if (!message.last) return;
      driver.replace(reader.finish().store);
      reader = new SnapshotReader();
      return;
    case 'records':
      driver.follow(
        decodeRecords(message.bytes).map(({ data, term }) => ({ record: decodeRecord(data), term })),
      );
      send({ kind: 'taken', of: 'state', bytes: message.bytes.length });
      return;
    case 'lead':
      driver.lead(message.term, message.fromRevision);
      return;
    case 'stop':
      driver.stop();
      // What another leads it need not hold.
      driver.replace(new Store());
      reader = new SnapshotReader();
      return;
    case 'heartbeats':
      for (const [node, agoMs] of message.nodes) driver.heard(node, agoMs);
      send({ kind: 'taken', of: 'heartbeats', bytes: 0 });
      return;
    case 'masters':
      driver.tellMasters(message.masters);
      return;
    case 'settled':
      driver.settle(
        message.id,
        message.term,
        message.revision > 0
          ? { kind: 'committed', revision: message.revision }
          : { kind: 'refused', ...(message.why !== undefined && { why: message.why }) },
      );
      return;
    case 'held':
      driver.hold(message.id, message.term);
  }
});

const delay = new LoopDelay(systemClock);
const beat = (): void => void delay.clock.schedule(beatMs, beat);
beat();
setInterval(() => {
  send({ kind: 'load', ...driver.load, loopDelayMs: delay.take().maxSeconds * 1000 });
}, loadEveryMs).unref();
