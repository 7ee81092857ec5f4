// Times and bounds as the core counts them: in ticks, and per message or peer.
import type { CoreOptions } from './core/types.ts';
import { limits } from './limits.ts';
import type { Timing } from './timing.ts';

export function coreOptionsOf(id: number, timing: Timing): CoreOptions {
  const { tickMs, heartbeatMs, electionMinMs, electionMaxMs } = timing;
  const ticks = (ms: number, least = 1): number => Math.max(least, Math.round(ms / tickMs));
  return {
    id,
    heartbeatTicks: ticks(heartbeatMs),
    electionTicks: ticks(electionMinMs, 2),
    electionSpreadTicks: ticks(electionMaxMs - electionMinMs),
    diskStallTicks: ticks(limits.diskStallMs),
    maxAppendBytes: limits.appendBytes,
    maxAppendEntries: limits.appendEntries,
    maxInflightMessages: limits.inflightMessages,
    maxInflightBytes: limits.inflightBytes,
    maxUncommittedBytes: limits.uncommittedBytes,
    maxApplyAheadBytes: limits.applyAheadBytes,
    maxApplyAheadEntries: limits.applyAheadEntries,
    maxReadRounds: limits.readRounds,
  };
}
