// ValidatingWebhookConfiguration: webhooks that may refuse objects before they are written.
import { admissionGroup, validateWebhooks } from '#kernel/kinds/admission-rules.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { ValidatingWebhookConfiguration } from '#kernel/model/gen/admissionregistration.gen.ts';

export const definition: KindDefinition<ValidatingWebhookConfiguration> = {
  type: ValidatingWebhookConfiguration,
  group: admissionGroup,
  version: 'v1',
  plural: 'validatingwebhookconfigurations',
  singular: 'validatingwebhookconfiguration',
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
