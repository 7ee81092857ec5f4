// PersistentVolumeClaim: a user's request for storage.
import type { FieldCause } from '#kernel/errors.ts';
import {
  accessModesText,
  storageClassOf,
  validateAccessModes,
  validateClassName,
  validatePositive,
} from '#kernel/kinds/access-modes.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, forbidden, invalid, required } from '#kernel/kinds/kind.ts';
import { validateSelector } from '#kernel/kinds/label-selector.ts';
import { equalValues } from '#kernel/model/equal.ts';
import {
  PersistentVolumeClaim,
  type PersistentVolumeClaimSpec,
} from '#kernel/model/gen/persistent-volume.gen.ts';
import type { TypedObjectReference } from '#kernel/model/gen/reference.gen.ts';
import { canonicalQuantity, quantityMillis } from '#kernel/model/quantity.ts';

function validateDataSource(source: TypedObjectReference | undefined, at: string): FieldCause[] {
  if (source === undefined || (source.apiGroup ?? '') !== '' || source.kind === 'PersistentVolumeClaim')
    return [];
  return [invalid(at, source.kind, 'only a PersistentVolumeClaim may be without `apiGroup`')];
}

function validateSources(spec: PersistentVolumeClaimSpec, at: string): FieldCause[] {
  const { dataSource, dataSourceRef } = spec;
  const causes = [
    ...validateDataSource(dataSource, `${at}.dataSource`),
    ...validateDataSource(dataSourceRef, `${at}.dataSourceRef`),
  ];
  if (dataSource === undefined || dataSourceRef === undefined) return causes;
  if ((dataSourceRef.namespace ?? '') !== '')
    causes.push(
      invalid(
        `${at}.dataSource`,
        dataSource,
        'may not be specified when dataSourceRef.namespace is specified',
      ),
    );
  else if (!equalValues(dataSource, dataSourceRef))
    causes.push(invalid(at, dataSource, 'must match dataSourceRef'));
  return causes;
}

/** What is wrong with a claim's spec that stands at `at`, in a claim or in a template of one. */
export function validateClaimSpec(spec: PersistentVolumeClaimSpec, at: string): FieldCause[] {
  const storage = spec.resources?.requests?.['storage'];
  return [
    ...validateAccessModes(spec.accessModes, `${at}.accessModes`),
    ...validateSelector(spec.selector, `${at}.selector`),
    ...(storage === undefined
      ? [required(`${at}.resources[storage]`)]
      : validatePositive(storage, `${at}.resources[storage]`)),
    ...validateClassName(spec.storageClassName, `${at}.storageClassName`),
    ...validateClassName(spec.volumeAttributesClassName, `${at}.volumeAttributesClassName`),
    ...validateSources(spec, at),
  ];
}

/** Both fields for what a volume starts as say the same, but for a source in another namespace. */
function withBothSources(spec: PersistentVolumeClaimSpec): PersistentVolumeClaimSpec {
  const { dataSource, dataSourceRef } = spec;
  if (dataSource !== undefined && dataSourceRef === undefined) return { ...spec, dataSourceRef: dataSource };
  if (dataSource !== undefined || dataSourceRef === undefined || (dataSourceRef.namespace ?? '') !== '')
    return spec;
  const { apiGroup, kind, name } = dataSourceRef;
  return { ...spec, dataSource: { ...(apiGroup !== undefined && { apiGroup }), kind, name } };
}

/** A claim's spec without what may change: nothing once it is set, but the size and attributes of a bound claim. */
function fixedPart(spec: PersistentVolumeClaimSpec, previous: PersistentVolumeClaim): unknown {
  const { volumeName, storageClassName, volumeAttributesClassName, resources, ...rest } = spec;
  const { storage, ...otherRequests } = resources?.requests ?? {};
  const isBound = previous.status?.phase === 'Bound';
  return {
    ...rest,
    limits: resources?.limits,
    otherRequests,
    ...((previous.spec.volumeName ?? '') !== '' && { volumeName }),
    ...(previous.spec.storageClassName !== undefined && { storageClassName }),
    ...(!isBound && { storage, volumeAttributesClassName }),
  };
}

function validateChange(next: PersistentVolumeClaim, previous: PersistentVolumeClaim): FieldCause[] {
  const causes: FieldCause[] = [];
  if (!equalValues(fixedPart(next.spec, previous), fixedPart(previous.spec, previous)))
    causes.push(
      forbidden(
        'spec',
        'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
      ),
    );
  const [before, after] = [previous, next].map(({ spec }) =>
    quantityMillis(spec.resources?.requests?.['storage']),
  );
  if (before !== undefined && after !== undefined && after < before)
    causes.push(forbidden('spec.resources.requests.storage', 'field can not be less than previous value'));
  return causes;
}

export const definition: KindDefinition<PersistentVolumeClaim> = {
  type: PersistentVolumeClaim,
  group: '',
  version: 'v1',
  plural: 'persistentvolumeclaims',
  singular: 'persistentvolumeclaim',
  shortNames: ['pvc'],
  namespaced: true,
  hasStatus: true,
  hasGeneration: false,
  columns: [
    nameColumn,
    {
      name: 'Status',
      description: 'Whether it has a volume.',
      value: ({ metadata, status }) =>
        metadata.deletionTimestamp === undefined ? (status?.phase ?? '') : 'Terminating',
    },
    { name: 'Volume', description: 'The volume that it has.', value: ({ spec }) => spec.volumeName ?? '' },
    {
      name: 'Capacity',
      description: 'The size of the volume.',
      value: ({ spec, status }) =>
        (spec.volumeName ?? '') === '' ? '' : canonicalQuantity(status?.capacity?.['storage'] ?? '0'),
    },
    {
      name: 'Access Modes',
      description: 'How the volume can be mounted.',
      value: ({ spec, status }) =>
        (spec.volumeName ?? '') === '' ? '' : accessModesText(status?.accessModes),
    },
    {
      name: 'StorageClass',
      description: 'The class of storage that it asks for.',
      value: ({ metadata, spec }) => storageClassOf(metadata, spec.storageClassName),
    },
    {
      name: 'VolumeAttributesClass',
      description: 'The class of attributes that it asks for.',
      value: ({ spec }) => spec.volumeAttributesClassName ?? '<unset>',
    },
    ageColumn,
    {
      name: 'VolumeMode',
      description: 'Whether it is a file system or a block device.',
      priority: 1,
      value: ({ spec }) => spec.volumeMode ?? '<unset>',
    },
  ],
  defaults: (claim) => ({
    ...claim,
    spec: withBothSources(claim.spec),
    status: claim.status ?? { phase: 'Pending' },
  }),
  validate: ({ spec }) => validateClaimSpec(spec, 'spec'),
  validateUpdate: validateChange,
};
