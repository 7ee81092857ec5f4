// VolumeAttachment: asks for a volume to be attached to a node.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { validateDriverName } from '#kernel/kinds/driver-name.ts';
import { type KindDefinition, invalid, required } from '#kernel/kinds/kind.ts';
import { formats } from '#kernel/model/formats.ts';
import { VolumeAttachment, type VolumeAttachmentSource } from '#kernel/model/gen/storage.gen.ts';

function validateSource({
  persistentVolumeName = '',
  inlineVolumeSpec,
}: VolumeAttachmentSource): FieldCause[] {
  if ((persistentVolumeName === '') === (inlineVolumeSpec === undefined))
    return [required('spec.source', 'must specify exactly one of inlineVolumeSpec and persistentVolumeName')];
  const wrong = persistentVolumeName === '' ? undefined : formats['dns-subdomain']?.(persistentVolumeName);
  return wrong === undefined
    ? []
    : [invalid('spec.source.persistentVolumeName', persistentVolumeName, wrong)];
}

export const definition: KindDefinition<VolumeAttachment> = {
  type: VolumeAttachment,
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'volumeattachments',
  singular: 'volumeattachment',
  shortNames: [],
  namespaced: false,
  hasStatus: true,
  hasGeneration: false,
  columns: [
    nameColumn,
    { name: 'Attacher', description: 'Who attaches the volume.', value: ({ spec }) => spec.attacher },
    { name: 'PV', description: 'The volume.', value: ({ spec }) => spec.source.persistentVolumeName ?? '' },
    { name: 'Node', description: 'The node that it is attached to.', value: ({ spec }) => spec.nodeName },
    {
      name: 'Attached',
      type: 'boolean',
      description: 'Whether it is attached.',
      value: ({ status }) => status?.attached === true,
    },
    ageColumn,
  ],
  validate: ({ spec }) => [
    ...validateDriverName(spec.attacher, 'spec.attacher'),
    ...validateSource(spec.source),
  ],
};
