// How fast a cluster notices that its leader is gone.
import { OrcError } from '#kernel/errors.ts';

/** All in milliseconds. */
export interface Timing {
  readonly tickMs: number;
  readonly heartbeatMs: number;
  /** A follower that hears nothing campaigns after a random time between these two. */
  readonly electionMinMs: number;
  readonly electionMaxMs: number;
}

export const defaultTiming: Timing = {
  tickMs: 10,
  heartbeatMs: 50,
  electionMinMs: 250,
  electionMaxMs: 500,
};

/** Throws OrcError BadRequest naming the value that is out of relation. */
export function checkTiming(timing: Timing): void {
  const { tickMs, heartbeatMs, electionMinMs, electionMaxMs } = timing;
  const refuse = (why: string): never => {
    throw new OrcError('BadRequest', `raft timing: ${why}`);
  };
  if (!(tickMs >= 1)) refuse(`tickMs is ${tickMs}, it must be at least 1`);
  if (!(heartbeatMs >= tickMs))
    refuse(`heartbeatMs is ${heartbeatMs}, it must be at least tickMs (${tickMs})`);
  if (!(electionMinMs >= heartbeatMs * 3)) {
    refuse(`electionMinMs is ${electionMinMs}, it must be at least three heartbeats (${heartbeatMs * 3})`);
  }
  if (!(electionMaxMs > electionMinMs)) {
    refuse(`electionMaxMs is ${electionMaxMs}, it must be above electionMinMs (${electionMinMs})`);
  }
}
