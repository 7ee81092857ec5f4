// What a leader asks before it lets the members change, and what it changes by itself.
import { OrcError } from '#kernel/errors.ts';
import { entering, type Configuration } from './configuration.ts';
import { appendConfiguration } from './leader.ts';
import { isQuorum } from './quorum.ts';
import type { CoreState } from './state.ts';

/** A learner this close to the end of the log has caught up: the rest is on its way. In entries. */
const caughtUpEntries = 1000;

/**
 * Why `target` cannot be entered now, or null: Unavailable (not leading, nothing committed in this term yet),
 * Conflict (a change is under way, or the change would leave no quorum that answers), Invalid (no voters).
 */
export function refuseChange(state: CoreState, target: Configuration): OrcError | null {
  if (state.role !== 'leader') return new OrcError('Unavailable', 'only the leader changes the members');
  if (state.log.committed < state.termStartIndex) {
    return new OrcError('Unavailable', 'the leader has not committed an entry of its own term yet: retry');
  }
  if (isUnderWay(state)) {
    return new OrcError('Conflict', 'a change of members is under way: wait until it is committed');
  }
  const twice = sharedBy(target);
  if (twice !== undefined) return new OrcError('Invalid', twice);
  const voters = target.members.filter((member) => member.incoming);
  if (voters.length === 0) return new OrcError('Invalid', 'a cluster needs at least one voting master');
  const answering = voters.filter((member) => isAnswering(state, member.id));
  if (answering.length * 2 > voters.length) return null;
  const silent = voters.filter((member) => !answering.includes(member)).map((member) => member.name);
  return new OrcError(
    'Conflict',
    `only ${answering.length} of the ${voters.length} voting masters that would be left answer (${silent.join(', ')} ` +
      'do not): that is no quorum, and nothing could be committed any more; bring them back first',
  );
}

/** What two members have in common that tells masters apart, in words. */
function sharedBy({ members }: Configuration): string | undefined {
  for (const field of ['id', 'name', 'address'] as const) {
    const seen = new Set<number | string>();
    for (const member of members) {
      if (seen.has(member[field])) return `two masters would have the ${field} ${member[field]}`;
      seen.add(member[field]);
    }
  }
  return undefined;
}

/** A leader can't begin a change now, and will be able to once what is under way is committed. */
export function isChanging(state: CoreState): boolean {
  return state.role === 'leader' && (state.log.committed < state.termStartIndex || isUnderWay(state));
}

function isUnderWay(state: CoreState): boolean {
  return state.configuration.joint || state.configurationIndex > state.log.committed;
}

/** Heard from within the time in which a leader would be given up. */
function isAnswering(state: CoreState, id: number): boolean {
  if (id === state.id) return true;
  const progress = state.progress.get(id);
  if (progress === undefined) return false;
  return state.ticks - progress.heardTick <= state.options.electionTicks + state.options.electionSpreadTicks;
}

/** Makes voters of learners that are meant to be and have caught up; all that have in one change. */
export function promoteCaughtUp(state: CoreState): void {
  if (state.role !== 'leader' || isChanging(state)) return;
  const { configuration } = state;
  const ready = configuration.members.filter((member) => {
    const progress = state.progress.get(member.id);
    return (
      member.promote &&
      progress?.state === 'replicate' &&
      isAnswering(state, member.id) &&
      progress.match + caughtUpEntries >= state.log.lastIndex
    );
  });
  if (ready.length === 0) return;
  const members = configuration.members.map((member) =>
    ready.includes(member) ? { ...member, incoming: true, promote: false } : member,
  );
  const target = { joint: false, members };
  if (
    isQuorum([members.filter((each) => each.incoming).map(({ id }) => id)], (id) => isAnswering(state, id))
  ) {
    appendConfiguration(state, entering(configuration, target));
  }
}
