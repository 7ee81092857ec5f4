// ClusterRoleBinding: gives a ClusterRole to somebody, in the whole cluster.
import { nameColumn } from '#kernel/kinds/columns.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import {
  bindingColumns,
  bindingIndexes,
  defaultSubject,
  rbacGroup,
  servedAsBeta,
  validateBinding,
  validateRoleRefUpdate,
} from '#kernel/kinds/rbac.ts';
import { ClusterRoleBinding } from '#kernel/model/gen/rbac.gen.ts';

export const definition: KindDefinition<ClusterRoleBinding> = {
  type: ClusterRoleBinding,
  group: rbacGroup,
  version: 'v1',
  plural: 'clusterrolebindings',
  singular: 'clusterrolebinding',
  shortNames: [],
  served: servedAsBeta,
  namespaced: false,
  nameFormat: 'path-segment',
  hasStatus: false,
  hasGeneration: false,
  columns: [nameColumn, ...bindingColumns],
  defaults: (binding) => ({
    ...binding,
    ...(binding.subjects && { subjects: binding.subjects.map(defaultSubject) }),
  }),
  validate: (binding) => validateBinding(binding, ['ClusterRole']),
  validateUpdate: validateRoleRefUpdate,
  indexes: bindingIndexes,
};
