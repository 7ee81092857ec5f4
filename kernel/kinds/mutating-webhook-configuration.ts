// MutatingWebhookConfiguration: webhooks that may change objects before they are written.
import { admissionGroup, validateWebhooks } from '#kernel/kinds/admission-rules.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { MutatingWebhookConfiguration } from '#kernel/model/gen/admissionregistration.gen.ts';

export const definition: KindDefinition<MutatingWebhookConfiguration> = {
  type: MutatingWebhookConfiguration,
  group: admissionGroup,
  version: 'v1',
  plural: 'mutatingwebhookconfigurations',
  singular: 'mutatingwebhookconfiguration',
  shortNames: [],
  categories: ['api-extensions'],
  namespaced: false,
  hasStatus: false,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'Webhooks',
      type: 'integer',
      description: 'How many webhooks it has.',
      value: ({ webhooks }) => (webhooks ?? []).length,
    },
    ageColumn,
  ],
  validate: ({ webhooks }) => validateWebhooks(webhooks ?? []),
};
