// ClusterRole: what may be done in the whole cluster, or in the namespaces whose bindings refer to it.
import type { FieldCause } from '#kernel/errors.ts';
import { createdColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, required } from '#kernel/kinds/kind.ts';
import { validateSelector } from '#kernel/kinds/label-selector.ts';
import { rbacGroup, servedAsBeta, validateRules } from '#kernel/kinds/rbac.ts';
import { type AggregationRule, ClusterRole } from '#kernel/model/gen/rbac.gen.ts';

function validateAggregation({ clusterRoleSelectors = [] }: AggregationRule): FieldCause[] {
  const at = 'aggregationRule.clusterRoleSelectors';
  if (clusterRoleSelectors.length === 0)
    return [required(at, 'at least one clusterRoleSelector required if aggregationRule is non-nil')];
  return clusterRoleSelectors.flatMap((selector, index) => validateSelector(selector, `${at}[${index}]`));
}

/** The index of roles whose rules are those of others; its one value. */
export const aggregatedIndex = 'aggregated';

export const definition: KindDefinition<ClusterRole> = {
  type: ClusterRole,
  group: rbacGroup,
  version: 'v1',
  plural: 'clusterroles',
  singular: 'clusterrole',
  shortNames: [],
  served: servedAsBeta,
  namespaced: false,
  nameFormat: 'path-segment',
  hasStatus: false,
  hasGeneration: false,
  columns: [nameColumn, createdColumn],
  indexes: {
    [aggregatedIndex]: { values: ({ aggregationRule }) => (aggregationRule === undefined ? [] : ['true']) },
  },
  validate: ({ rules, aggregationRule }) => [
    ...validateRules(rules ?? [], false),
    ...(aggregationRule === undefined ? [] : validateAggregation(aggregationRule)),
  ],
};
