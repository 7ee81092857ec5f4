// CSINode: the volume drivers on one node.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { validateDriverName } from '#kernel/kinds/driver-name.ts';
import { type KindDefinition, duplicate, immutable, invalid, tooLong, withSpec } from '#kernel/kinds/kind.ts';
import { formats } from '#kernel/model/formats.ts';
import { CSINode, type CSINodeDriver } from '#kernel/model/gen/storage.gen.ts';

/** The longest name that a driver may have for a node. */
const maxNodeIdBytes = 192;

function validateDriver({ name, nodeID, topologyKeys = [] }: CSINodeDriver, at: string): FieldCause[] {
  const causes = validateDriverName(name, `${at}.name`);
  if (nodeID.length > maxNodeIdBytes) causes.push(tooLong(`${at}.nodeID`, maxNodeIdBytes));
  const seen = new Set<string>();
  for (const key of topologyKeys) {
    const wrong = formats['qualified-name']?.(key);
    if (wrong !== undefined) causes.push(invalid(`${at}.topologyKeys`, key, wrong));
    if (seen.has(key)) causes.push(duplicate(`${at}.topologyKeys`, key));
    seen.add(key);
  }
  return causes;
}

export const definition: KindDefinition<CSINode> = {
  type: CSINode,
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'csinodes',
  singular: 'csinode',
  shortNames: [],
  namespaced: false,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    nameColumn,
    {
      name: 'Drivers',
      type: 'integer',
      description: 'How many drivers the node has.',
      value: ({ spec }) => (spec.drivers ?? []).length,
    },
    ageColumn,
  ],
  shown: (node) => withSpec(node, { drivers: [] }),
  validate: ({ spec }) =>
    (spec.drivers ?? []).flatMap((driver, index) => validateDriver(driver, `spec.drivers[${index}]`)),
  // A driver may come and go; one that stays keeps what it said.
  validateUpdate: (next, previous) =>
    (next.spec.drivers ?? []).flatMap((driver, index) => {
      const before = previous.spec.drivers?.find(({ name }) => name === driver.name);
      return before === undefined ? [] : immutable(`spec.drivers[${index}]`, driver, before);
    }),
};
