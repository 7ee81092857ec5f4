// Secret: like a ConfigMap, but its values are sealed before they enter the log. In the log `data` is
// absent and `sealed` holds it; a face that may show the values opens it.
import { validateData, validateImmutable } from '#kernel/kinds/config-data.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { Secret } from '#kernel/model/gen/core.gen.ts';
import { age } from '#kernel/model/human.ts';

export const definition: KindDefinition<Secret> = {
  type: Secret,
  group: '',
  version: 'v1',
  plural: 'secrets',
  singular: 'secret',
  shortNames: [],
  namespaced: true,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    { name: 'NAME', value: (secret) => secret.metadata.name ?? '' },
    { name: 'TYPE', value: (secret) => secret.type ?? 'Opaque' },
    { name: 'DATA', value: (secret) => String(Object.keys(secret.data ?? {}).length) },
    { name: 'AGE', value: (secret, nowMs) => age(secret.metadata.creationTimestamp, nowMs) },
  ],
  defaults(secret) {
    if (secret.stringData === undefined) return secret;
    const { stringData, ...rest } = secret;
    const encoder = new TextEncoder();
    const texts = Object.entries(stringData).map(([key, text]) => [key, encoder.encode(text)] as const);
    return { ...rest, data: { ...secret.data, ...Object.fromEntries(texts) } };
  },
  validate: (secret) => validateData({ data: secret.data }),
  validateUpdate: (next, previous) => [
    ...(next.type === previous.type
      ? []
      : [
          {
            reason: 'Invalid' as const,
            field: 'type',
            message: `Invalid value: "${next.type}": field is immutable`,
          },
        ]),
    ...validateImmutable(
      previous.immutable === true,
      next.immutable === true,
      !equalValues(next.data ?? {}, previous.data ?? {}),
    ),
  ],
  fields: (secret) => ({ type: secret.type ?? 'Opaque' }),
};
