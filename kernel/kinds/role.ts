// Role: what may be done in one namespace.
import { createdColumn, nameColumn } from '#kernel/kinds/columns.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { rbacGroup, servedAsBeta, validateRules } from '#kernel/kinds/rbac.ts';
import { Role } from '#kernel/model/gen/rbac.gen.ts';

export const definition: KindDefinition<Role> = {
  type: Role,
  group: rbacGroup,
  version: 'v1',
  plural: 'roles',
  singular: 'role',
  shortNames: [],
  served: servedAsBeta,
  namespaced: true,
  nameFormat: 'path-segment',
  hasStatus: false,
  hasGeneration: false,
  columns: [nameColumn, createdColumn],
  validate: ({ rules }) => validateRules(rules ?? [], true),
};
