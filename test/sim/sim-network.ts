// A network that loses, doubles, delays, reorders and cuts. What travels is encoded and decoded by the real
// codec. Proposals are never doubled, because a stream never does that; Raft's own messages may be.
import type { SnapshotMeta } from '#raft/core/types.ts';
import type { PeerTransport } from '#raft/ports.ts';
import { decodeStreamMessage, encodeFrames, type Frame, lengthBytes } from '#raft/transport/frames.ts';
import type { Checker } from './checker.ts';
import type { SimMember } from './sim-member.ts';
import type { World } from './world.ts';

/** Every so many frames go through the real codec; entries and messages never change, so the rest need not. */
const codecEvery = 16;

export interface NetworkTemper {
  lossPercent: number;
  doublePercent: number;
  delayMs: number;
  /** Percent of messages delayed much longer than usual. */
  latePercent: number;
  lateMs: number;
}

export class SimNetwork {
  readonly #world: World;
  readonly #checker: Checker;
  readonly members = new Map<number, SimMember>();
  temper: NetworkTemper;
  /** Directions that are cut, as "from>to". */
  readonly cuts = new Set<string>();
  #sent = 0;

  constructor(world: World, checker: Checker, temper: NetworkTemper) {
    this.#world = world;
    this.#checker = checker;
    this.temper = temper;
  }

  transportOf(from: number, isAlive: () => boolean): PeerTransport {
    let outbox: { readonly to: number; readonly frame: Frame }[] = [];
    return {
      send: (to, frame) => {
        if (!this.#connected(from, to)) return false;
        outbox.push({ to, frame });
        return true;
      },
      flush: () => {
        const leaving = outbox;
        outbox = [];
        for (const { to, frame } of leaving) this.#send(from, to, frame);
      },
      sendSnapshot: (to, term, meta) => {
        if (isAlive()) this.#sendSnapshot(from, to, term, meta);
      },
      setMembers: () => {},
      refused: () => {},
      isConnected: (id) => this.#connected(from, id),
    };
  }

  /** Ends the cuts between two members. */
  mend(one: number, other: number): void {
    this.cuts.delete(`${one}>${other}`);
    this.cuts.delete(`${other}>${one}`);
  }

  cut(from: number, to: number): void {
    this.cuts.add(`${from}>${to}`);
  }

  /** The connection between two members is reset: both notice, usually. */
  reset(one: number, other: number): void {
    for (const [id, lost] of [
      [one, other],
      [other, one],
    ] as const) {
      if (!this.#world.random.chance(90)) continue;
      this.#world.after(this.#world.random.between(0, 5), () => {
        const member = this.members.get(id);
        member?.deliver(() => member.driver?.peerLost(lost));
      });
    }
  }

  #connected(from: number, to: number): boolean {
    return this.members.get(to)?.isUp === true && !this.cuts.has(`${from}>${to}`);
  }

  #send(from: number, to: number, frame: Frame): void {
    if (frame.kind === 'raft') this.#checker.sent(from, frame.message);
    const { random } = this.#world;
    const copies = frame.kind === 'raft' && random.chance(this.temper.doublePercent) ? 2 : 1;
    this.#sent += 1;
    const carried = this.#sent % codecEvery === 0 ? throughCodec(frame) : frame;
    for (let copy = 0; copy < copies; copy++) {
      if (random.chance(this.temper.lossPercent)) continue;
      const late = random.chance(this.temper.latePercent);
      const delayMs = random.between(0.05, late ? this.temper.lateMs : this.temper.delayMs);
      this.#world.after(delayMs, () => {
        if (this.cuts.has(`${from}>${to}`)) return;
        const member = this.members.get(to);
        member?.deliver(() => member.driver?.receive(from, [carried]));
      });
    }
  }

  #sendSnapshot(from: number, to: number, term: number, meta: SnapshotMeta): void {
    const { random } = this.#world;
    const sender = this.members.get(from);
    const stored = sender?.newestSnapshot;
    const arrives = stored !== undefined && stored.meta.index === meta.index && !random.chance(20);
    this.#world.after(random.between(1, 200), () => {
      const receiver = this.members.get(to);
      const arrived = arrives && receiver?.isUp === true && this.#connected(from, to);
      if (arrived && receiver !== undefined && stored !== undefined) {
        receiver.deliver(() => {
          receiver.stage(stored.meta, stored.state);
          receiver.driver?.snapshotArrived({ type: 'snapshot', from, to, term, meta });
        });
      }
      this.#world.after(random.between(0, 10), () =>
        sender?.deliver(() => sender.driver?.snapshotSent(to, arrived)),
      );
    });
  }
}

function throughCodec(frame: Frame): Frame {
  const message = decodeStreamMessage(encodeFrames([frame]).subarray(lengthBytes));
  const [decoded] = message.kind === 'frames' ? message.frames : [];
  if (decoded === undefined) throw new Error('a frame was lost in its own codec');
  return decoded;
}
