// Secret: like a ConfigMap, but its values are sealed before they enter the log. In the log `data` is
// absent and `sealed` holds it; a face that may show the values opens it.
import { validateData, validateImmutable } from '#kernel/kinds/config-data.ts';
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, immutable, invalid, required } from '#kernel/kinds/kind.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { Secret } from '#kernel/model/gen/core.gen.ts';

/** The keys that Secrets of a type must have. */
const requiredKeys: ReadonlyMap<string, readonly string[]> = new Map([
  ['kubernetes.io/dockercfg', ['.dockercfg']],
  ['kubernetes.io/dockerconfigjson', ['.dockerconfigjson']],
  ['kubernetes.io/ssh-auth', ['ssh-privatekey']],
  ['kubernetes.io/tls', ['tls.crt', 'tls.key']],
]);
/** The types whose value under their key is JSON. */
const jsonTypes: ReadonlySet<string> = new Set(['kubernetes.io/dockercfg', 'kubernetes.io/dockerconfigjson']);
const accountAnnotation = 'kubernetes.io/service-account.name';
const decoder = new TextDecoder();

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(decoder.decode(bytes));
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with a Secret's content, given what its type says it is for. */
function validateType({ type = 'Opaque', data = {}, metadata }: Secret): FieldCause[] {
  const has = (key: string): boolean => Object.hasOwn(data, key);
  if (type === 'kubernetes.io/service-account-token')
    return (metadata.annotations?.[accountAnnotation] ?? '') === ''
      ? [required(`metadata.annotations[${accountAnnotation}]`)]
      : [];
  if (type === 'kubernetes.io/basic-auth')
    return has('username') || has('password') ? [] : [required('data[username]'), required('data[password]')];
  const keys = requiredKeys.get(type) ?? [];
  return keys.flatMap((key) => {
    const value = data[key];
    if (!has(key) || value === undefined) return [required(`data[${key}]`)];
    return jsonTypes.has(type) && !isJson(value)
      ? [invalid(`data[${key}]`, '<secret contents redacted>', 'must be JSON')]
      : [];
  });
}

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
    nameColumn,
    { name: 'Type', description: 'What its values are for.', value: (secret) => secret.type ?? 'Opaque' },
    {
      name: 'Data',
      type: 'integer',
      description: 'How many values it holds.',
      value: (secret) => Object.keys(secret.data ?? {}).length,
    },
    ageColumn,
  ],
  defaults(secret) {
    if (secret.stringData === undefined) return secret;
    const { stringData, ...rest } = secret;
    const encoder = new TextEncoder();
    const texts = Object.entries(stringData).map(([key, text]) => [key, encoder.encode(text)] as const);
    return { ...rest, data: { ...secret.data, ...Object.fromEntries(texts) } };
  },
  validate: (secret) => [...validateData({ data: secret.data }), ...validateType(secret)],
  validateUpdate: (next, previous) => [
    ...immutable('type', next.type, previous.type),
    ...validateImmutable(
      previous.immutable === true,
      next.immutable === true,
      !equalValues(next.data ?? {}, previous.data ?? {}),
    ),
  ],
  fields: [{ name: 'type', value: (secret) => secret.type ?? 'Opaque' }],
};
