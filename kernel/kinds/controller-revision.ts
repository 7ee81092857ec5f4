// ControllerRevision: what a StatefulSet or DaemonSet was at one time.
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, invalid } from '#kernel/kinds/kind.ts';
import { ControllerRevision } from '#kernel/model/gen/apps.gen.ts';

function controllerText({ metadata }: ControllerRevision): string {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined) return '<none>';
  const [group, version] = owner.apiVersion.split('/');
  return `${owner.kind.toLowerCase()}${version === undefined ? '' : `.${group}`}/${owner.name}`;
}

export const definition: KindDefinition<ControllerRevision> = {
  type: ControllerRevision,
  group: 'apps',
  version: 'v1',
  plural: 'controllerrevisions',
  singular: 'controllerrevision',
  shortNames: [],
  namespaced: true,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    nameColumn,
    { name: 'Controller', description: 'The object whose revision it is.', value: controllerText },
    {
      name: 'Revision',
      type: 'integer',
      description: 'The number of the revision.',
      value: ({ revision }) => revision,
    },
    ageColumn,
  ],
  validate: ({ revision }) =>
    revision < 0 ? [invalid('revision', revision, 'must be greater than or equal to 0')] : [],
};
