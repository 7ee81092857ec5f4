// Raft's own counters as Prometheus metrics. The raft thread posts them once a second; they are read
// when Prometheus asks.
import type { Gauge } from '#kernel/ports.ts';
import type { RunningRaft } from '#raft/handle.ts';
import type { MetricsRegistry } from '#runtime/metrics.ts';

/** Registers the gauges; the result copies the newest counters into them. */
export function raftMetrics(raft: RunningRaft, metrics: MetricsRegistry): () => void {
  const gauge = (name: string, help: string): Gauge => metrics.gauge(name, help);
  const term = gauge('orc_raft_term', 'The present term.');
  const leader = gauge('orc_raft_is_leader', '1 on the leader.');
  const commit = gauge('orc_raft_commit_index', 'The highest log index known to be committed.');
  const applied = gauge('orc_raft_applied_index', 'The highest log index applied here.');
  const last = gauge('orc_raft_last_index', 'The highest log index here.');
  const logBytes = gauge('orc_raft_log_bytes', 'Bytes of log entries held in memory.');
  const walBytes = gauge('orc_raft_wal_written_bytes', 'Bytes written to the WAL since the start.');
  const syncs = gauge('orc_raft_wal_syncs', 'WAL syncs since the start.');
  const syncSeconds = metrics.countedHistogram(
    'orc_raft_wal_sync_seconds',
    'How long the disk takes to write and sync what came together.',
  );
  const persistSeconds = metrics.countedHistogram(
    'orc_raft_persist_seconds',
    'From handing entries to the WAL to knowing them durable here.',
  );
  const commitSeconds = metrics.countedHistogram(
    'orc_raft_commit_seconds',
    'On the leader: from appending entries to knowing them committed.',
  );
  const proposals = gauge('orc_raft_proposals', 'Proposals taken since the start.');
  const refusedBusy = gauge(
    'orc_raft_refused_busy',
    'Proposals refused since the start, for too many waited.',
  );
  const roleChanges = gauge('orc_raft_role_changes', 'Changes of role, term or leader since the start.');
  const sent = gauge('orc_raft_messages_sent', 'Raft messages sent since the start.');
  const received = gauge('orc_raft_messages_received', 'Raft messages received since the start.');
  const snapshots = gauge('orc_raft_snapshots', 'Snapshots taken since the start.');
  const diskFull = gauge('orc_raft_disk_full', '1 while the disk has room for deletions only.');
  const memory = gauge('orc_raft_memory_bytes', 'Heap and buffers of the raft thread.');
  const slowest = gauge(
    'orc_raft_loop_delay_max_seconds',
    "Longest delay of the raft thread's event loop in the last second.",
  );
  const refused = gauge(
    'orc_raft_refused_connections',
    'Peer connections refused since the start: strangers, other clusters, old disks, unknown messages.',
  );
  const delay = gauge(
    'orc_raft_loop_delay_p99_seconds',
    "99th percentile of the raft thread's event-loop delay in the last second.",
  );
  return () => {
    const now = raft.metrics();
    if (now === null) return;
    term.set(now.term);
    leader.set(now.role === 'leader' ? 1 : 0);
    commit.set(now.commitIndex);
    applied.set(now.appliedIndex);
    last.set(now.lastIndex);
    logBytes.set(now.logBytes);
    walBytes.set(now.walBytes);
    syncs.set(now.syncs);
    syncSeconds(now.syncSeconds);
    persistSeconds(now.persistSeconds);
    commitSeconds(now.commitSeconds);
    proposals.set(now.proposals);
    refusedBusy.set(now.refusedBusy);
    roleChanges.set(now.roleChanges);
    sent.set(now.messagesSent);
    received.set(now.messagesReceived);
    snapshots.set(now.snapshots);
    diskFull.set(now.diskFull ? 1 : 0);
    memory.set(now.memoryBytes);
    slowest.set(now.loopDelayMaxSeconds);
    refused.set(now.refusedConnections);
    delay.set(now.loopDelayP99Seconds);
  };
}
