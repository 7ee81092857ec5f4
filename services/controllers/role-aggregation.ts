// Roles whose rules are those of others: a ClusterRole with an aggregationRule has the rules of every ClusterRole that
// its selectors choose. Roles that it is chosen by in turn follow, because writing it is an event like any other.
import { union } from '#kernel/access/rules.ts';
import { aggregatedIndex } from '#kernel/kinds/cluster-role.ts';
import type { ClusterRole, PolicyRule } from '#kernel/model/gen/rbac.gen.ts';
import { matches, selectorOf } from '#kernel/model/selector.ts';
import type { StateView } from '#kernel/store/view.ts';
import { type Controller, nothing, updateWrite } from '#controllers/controller.ts';

/** The rules that an aggregated role has by the roles there are, in the order of their names. */
export function aggregatedRules(
  { metadata: { name }, aggregationRule }: ClusterRole,
  roles: Iterable<ClusterRole>,
): readonly PolicyRule[] {
  const selectors = (aggregationRule?.clusterRoleSelectors ?? []).map(selectorOf);
  const chosen = [...roles].filter(
    ({ metadata }) => metadata.name !== name && selectors.some((each) => matches(each, metadata.labels)),
  );
  return union(chosen.map(({ rules = [] }) => rules));
}

function aggregatedIn(view: StateView): readonly string[] {
  return view.by('ClusterRole', aggregatedIndex, 'true').map(({ metadata }) => metadata.name ?? '');
}

/** Gives aggregated roles their rules. */
export const roleAggregationController: Controller = {
  name: 'role-aggregation',
  keysOf: ({ kind }, view) => (kind === 'ClusterRole' ? aggregatedIn(view) : []),
  allKeys: aggregatedIn,
  reconcile(key, { view }) {
    const role = view.get('ClusterRole', '', key);
    if (role?.aggregationRule === undefined || role.metadata.deletionTimestamp !== undefined) return nothing;
    const rules = aggregatedRules(role, view.list('ClusterRole'));
    // In whatever order: roles that choose each other would change places for ever.
    const { rules: has = [] } = role;
    if (has.length === rules.length && union([has, rules]).length === rules.length) return nothing;
    return { writes: [updateWrite({ ...role, rules })], reason: 'the roles it is made of changed' };
  },
};
