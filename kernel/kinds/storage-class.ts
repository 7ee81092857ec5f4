// StorageClass: a kind of storage, for claims to ask for.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import {
  type KindDefinition,
  duplicate,
  forbidden,
  immutable,
  invalid,
  required,
  tooLong,
} from '#kernel/kinds/kind.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { formats } from '#kernel/model/formats.ts';
import type { TopologySelectorTerm } from '#kernel/model/gen/affinity.gen.ts';
import { StorageClass } from '#kernel/model/gen/storage.gen.ts';

/** Marks the class of claims that name none. */
export const defaultClassAnnotation = 'storageclass.kubernetes.io/is-default-class';
const oldDefaultAnnotation = 'storageclass.beta.kubernetes.io/is-default-class';
/** The most parameters of a class, and the most bytes of all of them. */
const maxParameters = 512;
const maxParameterBytes = 256 * 1024;

/** Whether claims that name no class have this one. */
export function isDefaultClass({ metadata }: StorageClass): boolean {
  const { annotations = {} } = metadata;
  return [defaultClassAnnotation, oldDefaultAnnotation].some((name) => annotations[name] === 'true');
}

function validateParameters(parameters: Readonly<Record<string, string>>): FieldCause[] {
  const entries = Object.entries(parameters);
  const causes: FieldCause[] = [];
  if (entries.length > maxParameters) causes.push(tooLong('parameters', maxParameters));
  if (entries.some(([name]) => name === ''))
    causes.push(invalid('parameters', '', 'field can not be empty.'));
  const bytes = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (bytes > maxParameterBytes) causes.push(tooLong('parameters', maxParameterBytes));
  return causes;
}

function validateTopologies(terms: readonly TopologySelectorTerm[]): FieldCause[] {
  const seen: (readonly unknown[])[] = [];
  return terms.flatMap((term, index) => {
    const at = `allowedTopologies[${index}]`;
    const keys = new Set<string>();
    const causes = (term.matchLabelExpressions ?? []).flatMap(({ key, values }, keyIndex): FieldCause[] => {
      const here = `${at}.matchLabelExpressions[${keyIndex}]`;
      const wrong = formats['qualified-name']?.(key);
      const again = keys.has(key);
      keys.add(key);
      return [
        ...(wrong === undefined ? [] : [invalid(`${here}.key`, key, wrong)]),
        ...(again ? [duplicate(`${here}.key`, key)] : []),
        ...(new Set(values).size < values.length ? [duplicate(`${here}.values`, values)] : []),
      ];
    });
    const expressions = term.matchLabelExpressions ?? [];
    if (seen.some((each) => equalValues(each, expressions)))
      causes.push(duplicate(`${at}.matchLabelExpressions`, ''));
    seen.push(expressions);
    return causes;
  });
}

function validate({
  provisioner,
  parameters,
  volumeBindingMode,
  allowedTopologies,
}: StorageClass): FieldCause[] {
  const wrong = formats['qualified-name']?.(provisioner.toLowerCase());
  return [
    ...(wrong === undefined ? [] : [invalid('provisioner', provisioner, wrong)]),
    ...validateParameters(parameters ?? {}),
    ...validateTopologies(allowedTopologies ?? []),
    ...(volumeBindingMode === undefined ? [required('volumeBindingMode')] : []),
  ];
}

export const definition: KindDefinition<StorageClass> = {
  type: StorageClass,
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'storageclasses',
  singular: 'storageclass',
  shortNames: ['sc'],
  namespaced: false,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    {
      ...nameColumn,
      value: (storage) => `${nameColumn.value(storage)}${isDefaultClass(storage) ? ' (default)' : ''}`,
    },
    { name: 'Provisioner', description: 'Who makes its volumes.', value: ({ provisioner }) => provisioner },
    {
      name: 'ReclaimPolicy',
      description: 'What becomes of its volumes when their claims go.',
      value: ({ reclaimPolicy }) => reclaimPolicy ?? 'Delete',
    },
    {
      name: 'VolumeBindingMode',
      description: 'Whether a claim gets its volume at once, or when a pod uses it.',
      value: ({ volumeBindingMode }) => volumeBindingMode ?? '<unset>',
    },
    {
      name: 'AllowVolumeExpansion',
      type: 'boolean',
      description: 'Whether its volumes can be made larger.',
      value: ({ allowVolumeExpansion }) => allowVolumeExpansion === true,
    },
    ageColumn,
  ],
  validate,
  validateUpdate: (next, previous) => [
    ...(['provisioner', 'parameters', 'reclaimPolicy'] as const)
      .filter((name) => immutable(name, next[name], previous[name]).length > 0)
      .map((name) => forbidden(name, `updates to ${name} are forbidden.`)),
    ...immutable('volumeBindingMode', next.volumeBindingMode, previous.volumeBindingMode),
  ],
};
