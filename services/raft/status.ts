// What one member tells about itself and its peers.
import { isVoter } from './core/configuration.ts';
import type { RaftCore } from './core/core.ts';
import type { Member, MemberStatus, RaftStatus, Role } from './port.ts';
import type { PeerTransport } from './ports.ts';

export function roleOf(selfId: number, core: RaftCore): Role {
  const { role } = core.soft;
  if (role === 'leader') return 'leader';
  if (!isVoter(core.configuration, selfId)) return 'learner';
  return role === 'follower' ? 'follower' : 'candidate';
}

export function describeStatus(
  self: Member,
  core: RaftCore,
  transport: PeerTransport,
  diskFull: boolean,
): RaftStatus {
  const { term, leaderId } = core.soft;
  const promoted = core.configuration.members.filter((each) => each.promote).map(({ id }) => id);
  const describe = ({ id, name, address }: Member): MemberStatus => {
    const base = {
      id,
      name,
      address,
      matchIndex: core.progress.get(id)?.match ?? 0,
      learner: !isVoter(core.configuration, id),
      promote: promoted.includes(id),
    };
    if (id === self.id) return { ...base, role: roleOf(id, core) };
    if (!transport.isConnected(id)) return { ...base, role: 'unreachable' };
    if (id === leaderId) return { ...base, role: 'leader' };
    return { ...base, role: isVoter(core.configuration, id) ? 'follower' : 'learner' };
  };
  return {
    self,
    role: roleOf(self.id, core),
    term,
    leaderId,
    commitIndex: core.commitIndex,
    appliedIndex: core.appliedIndex,
    lastIndex: core.lastIndex,
    firstIndex: core.firstIndex,
    members: core.configuration.members.map(describe),
    diskFull,
  };
}

/** The connected voter that is furthest, for a leader that wants to go; 0 when there is none. */
export function bestSuccessor(selfId: number, core: RaftCore, transport: PeerTransport): number {
  let best = 0;
  let bestMatch = -1;
  for (const [id, progress] of core.progress) {
    if (id === selfId || !isVoter(core.configuration, id)) continue;
    if (!transport.isConnected(id) || progress.match <= bestMatch) continue;
    best = id;
    bestMatch = progress.match;
  }
  return best;
}
