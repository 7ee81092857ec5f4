// ServiceAccount: who the processes of a pod are to the masters.
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { ServiceAccount } from '#kernel/model/gen/service-account.gen.ts';

/** The account that every namespace has, and that pods run as when they name none. */
export const defaultAccount = 'default';

export const definition: KindDefinition<ServiceAccount> = {
  type: ServiceAccount,
  group: '',
  version: 'v1',
  plural: 'serviceaccounts',
  singular: 'serviceaccount',
  shortNames: ['sa'],
  namespaced: true,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    nameColumn,
    {
      name: 'Secrets',
      type: 'integer',
      description: 'How many Secrets its pods may use.',
      value: (account) => (account.secrets ?? []).length,
    },
    ageColumn,
  ],
};
