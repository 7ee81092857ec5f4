// PersistentVolume: a piece of storage that outlives pods.
import type { FieldCause } from '#kernel/errors.ts';
import {
  accessModesText,
  storageClassOf,
  validateAccessModes,
  validateClassName,
  validatePositive,
} from '#kernel/kinds/access-modes.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, forbidden, immutable, invalid, required, tooLong } from '#kernel/kinds/kind.ts';
import { validateNodeSelector } from '#kernel/kinds/node-selector.ts';
import { equalValues } from '#kernel/model/equal.ts';
import {
  type CSIPersistentVolumeSource,
  PersistentVolume,
  type PersistentVolumeSpec,
  PersistentVolumeSource,
} from '#kernel/model/gen/persistent-volume.gen.ts';
import { canonicalQuantity } from '#kernel/model/quantity.ts';

/** The kinds of sources there are. */
const sourceNames: readonly string[] = PersistentVolumeSource.schema.fields.map(({ name }) => name);

/** The sources that a volume names, by their fields' names. */
function sourcesOf(spec: PersistentVolumeSpec): Readonly<Record<string, unknown>> {
  const given = Object.entries(spec).filter(
    ([name, value]) => sourceNames.includes(name) && value !== undefined,
  );
  return Object.fromEntries(given);
}

function validateCapacity(capacity: Readonly<Record<string, string>>): FieldCause[] {
  const names = Object.keys(capacity);
  if (names.length === 0) return [required('spec.capacity')];
  if (names.length > 1 || names[0] !== 'storage')
    return [
      {
        reason: 'NotSupported',
        field: 'spec.capacity',
        message: `Unsupported value: ${JSON.stringify(capacity)}: supported values: "storage"`,
      },
    ];
  return validatePositive(capacity['storage'] ?? '', 'spec.capacity[storage]');
}

function validatePath(path: string, at: string): FieldCause[] {
  return path.split('/').includes('..') ? [invalid(at, path, "must not contain '..'")] : [];
}

function validateCsi(csi: CSIPersistentVolumeSource): FieldCause[] {
  const references = Object.entries({
    controllerPublishSecretRef: csi.controllerPublishSecretRef,
    nodeStageSecretRef: csi.nodeStageSecretRef,
    nodePublishSecretRef: csi.nodePublishSecretRef,
    controllerExpandSecretRef: csi.controllerExpandSecretRef,
    nodeExpandSecretRef: csi.nodeExpandSecretRef,
  });
  const causes = references.flatMap(([field, reference]) =>
    reference === undefined
      ? []
      : (['name', 'namespace'] as const)
          .filter((part) => (reference[part] ?? '') === '')
          .map((part) => required(`spec.csi.${field}.${part}`)),
  );
  if (csi.driver.length > 63) causes.push(tooLong('spec.csi.driver', 63));
  return causes;
}

function validateSource(spec: PersistentVolumeSpec): FieldCause[] {
  const causes: FieldCause[] = [];
  const [first, ...others] = Object.keys(sourcesOf(spec));
  if (first === undefined) causes.push(required('spec', 'must specify a volume type'));
  for (const other of others)
    causes.push(forbidden(`spec.${other}`, 'may not specify more than 1 volume type'));
  if (spec.hostPath !== undefined) causes.push(...validatePath(spec.hostPath.path, 'spec.hostPath.path'));
  if (spec.hostPath?.path === '/' && spec.persistentVolumeReclaimPolicy === 'Recycle')
    causes.push(
      forbidden('spec.persistentVolumeReclaimPolicy', "may not be 'recycle' for a hostPath mount of '/'"),
    );
  if (spec.local !== undefined) {
    causes.push(...validatePath(spec.local.path, 'spec.local.path'));
    if (spec.nodeAffinity === undefined)
      causes.push(required('spec.nodeAffinity', 'Local volume requires node affinity'));
  }
  if (spec.csi !== undefined) causes.push(...validateCsi(spec.csi));
  if (spec.fc !== undefined) {
    const [byTarget, byId] = [(spec.fc.targetWWNs ?? []).length > 0, (spec.fc.wwids ?? []).length > 0];
    if (!byTarget && !byId)
      causes.push(required('spec.fc.targetWWNs', 'must specify either targetWWNs or wwids, but not both'));
    if (byTarget && byId)
      causes.push(
        invalid(
          'spec.fc.targetWWNs',
          spec.fc.targetWWNs,
          'targetWWNs and wwids can not be specified simultaneously',
        ),
      );
    if (byTarget && spec.fc.lun === undefined)
      causes.push(required('spec.fc.lun', 'lun is required if targetWWNs is specified'));
  }
  return causes;
}

function validateSpec({ spec }: PersistentVolume): FieldCause[] {
  const { nodeAffinity, volumeAttributesClassName: attributes } = spec;
  const causes = [
    ...validateAccessModes(spec.accessModes, 'spec.accessModes'),
    ...validateCapacity(spec.capacity ?? {}),
    ...validateSource(spec),
    ...validateClassName(spec.storageClassName, 'spec.storageClassName'),
    ...validateClassName(attributes, 'spec.volumeAttributesClassName'),
  ];
  if (nodeAffinity !== undefined)
    causes.push(
      ...(nodeAffinity.required === undefined
        ? [required('spec.nodeAffinity.required', 'must specify required node constraints')]
        : validateNodeSelector(nodeAffinity.required, 'spec.nodeAffinity.required')),
    );
  if (attributes === '')
    causes.push(required('spec.volumeAttributesClassName', 'an empty string is disallowed'));
  if (attributes !== undefined && spec.csi === undefined)
    causes.push(required('spec.csi', 'has to be specified when using volumeAttributesClassName'));
  return causes;
}

export const definition: KindDefinition<PersistentVolume> = {
  type: PersistentVolume,
  group: '',
  version: 'v1',
  plural: 'persistentvolumes',
  singular: 'persistentvolume',
  shortNames: ['pv'],
  namespaced: false,
  hasStatus: true,
  hasGeneration: false,
  columns: [
    nameColumn,
    {
      name: 'Capacity',
      description: 'Its size.',
      value: ({ spec }) => canonicalQuantity(spec.capacity?.['storage'] ?? '0'),
    },
    {
      name: 'Access Modes',
      description: 'How it can be mounted.',
      value: ({ spec }) => accessModesText(spec.accessModes),
    },
    {
      name: 'Reclaim Policy',
      description: 'What becomes of it when its claim goes.',
      value: ({ spec }) => spec.persistentVolumeReclaimPolicy ?? '',
    },
    {
      name: 'Status',
      description: 'Whether it is free, claimed or released.',
      value: ({ metadata, status }) =>
        metadata.deletionTimestamp === undefined ? (status?.phase ?? '') : 'Terminating',
    },
    {
      name: 'Claim',
      description: 'The claim that has it.',
      value: ({ spec: { claimRef } }) =>
        claimRef === undefined ? '' : `${claimRef.namespace ?? ''}/${claimRef.name ?? ''}`,
    },
    {
      name: 'StorageClass',
      description: 'The class of storage that it belongs to.',
      value: ({ metadata, spec }) => storageClassOf(metadata, spec.storageClassName),
    },
    {
      name: 'VolumeAttributesClass',
      description: 'The class of attributes that it belongs to.',
      value: ({ spec }) => spec.volumeAttributesClassName ?? '<unset>',
    },
    { name: 'Reason', description: 'Why it is in its state.', value: ({ status }) => status?.reason ?? '' },
    ageColumn,
    {
      name: 'VolumeMode',
      description: 'Whether it is a file system or a block device.',
      priority: 1,
      value: ({ spec }) => spec.volumeMode ?? '<unset>',
    },
  ],
  defaults: (volume) => ({ ...volume, status: volume.status ?? { phase: 'Pending' } }),
  validate: validateSpec,
  validateUpdate: (next, previous) => [
    ...(equalValues(sourcesOf(next.spec), sourcesOf(previous.spec))
      ? []
      : [
          forbidden('spec.persistentvolumesource', 'spec.persistentvolumesource is immutable after creation'),
        ]),
    ...immutable('spec.volumeMode', next.spec.volumeMode, previous.spec.volumeMode),
    ...(previous.spec.nodeAffinity === undefined
      ? []
      : immutable('spec.nodeAffinity', next.spec.nodeAffinity, previous.spec.nodeAffinity)),
  ],
};
