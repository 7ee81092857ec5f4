// RoleBinding: gives a role to somebody, in one namespace.
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
import { RoleBinding } from '#kernel/model/gen/rbac.gen.ts';

export const definition: KindDefinition<RoleBinding> = {
  type: RoleBinding,
  group: rbacGroup,
  version: 'v1',
  plural: 'rolebindings',
  singular: 'rolebinding',
  shortNames: [],
  served: servedAsBeta,
  namespaced: true,
  nameFormat: 'path-segment',
  hasStatus: false,
  hasGeneration: false,
  columns: [nameColumn, ...bindingColumns],
  defaults: (binding) => ({
    ...binding,
    ...(binding.subjects && { subjects: binding.subjects.map(defaultSubject) }),
  }),
  validate: (binding) => validateBinding(binding, ['Role', 'ClusterRole']),
  validateUpdate: validateRoleRefUpdate,
  indexes: bindingIndexes,
};
