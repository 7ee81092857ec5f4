// StorageClass, VolumeAttachment, CSIDriver, CSINode and CSIStorageCapacity.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cellsOf, headingsOf, objectOf, problems, problemsOfChange } from '#kit/kinds.ts';

const storage = (more: object = {}) => ({
  kind: 'StorageClass' as const,
  provisioner: 'x.example/disk',
  ...more,
});
const attachment = (source: object, more: object = {}) => ({
  kind: 'VolumeAttachment' as const,
  spec: { attacher: 'disk.example', nodeName: 'node-1', source, ...more },
});
const driver = (spec: object = {}, name = 'disk.example') => ({
  kind: 'CSIDriver' as const,
  metadata: { name },
  spec,
});
const nodeDrivers = (...drivers: readonly object[]) => ({ kind: 'CSINode' as const, spec: { drivers } });
const capacity = (more: object = {}) => ({
  kind: 'CSIStorageCapacity' as const,
  storageClassName: 'fast',
  ...more,
});

describe('what storage is asked for with', () => {
  const expression = (key: string, ...values: readonly string[]): object => ({ key, values });
  const table: readonly (readonly [string, Parameters<typeof problems>[0], readonly string[]])[] = [
    [
      'is a class',
      storage({
        parameters: { type: 'ssd' },
        allowedTopologies: [{ matchLabelExpressions: [expression('zone', 'a')] }],
      }),
      [],
    ],
    ['is a class with a provisioner', { kind: 'StorageClass' }, ['provisioner: Required value']],
    [
      'is a class with a provisioner that has a name',
      storage({ provisioner: 'not a name' }),
      [
        "provisioner: Invalid value: \"not a name\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName', or 'example.com/MyName')",
      ],
    ],
    [
      'is a class with topologies that differ',
      storage({
        allowedTopologies: [
          { matchLabelExpressions: [expression('zone', 'a', 'a'), expression('zone', 'b')] },
          {},
          {},
        ],
      }),
      [
        'allowedTopologies[0].matchLabelExpressions[0].values: Duplicate value: ["a","a"]',
        'allowedTopologies[0].matchLabelExpressions[1].key: Duplicate value: "zone"',
        'allowedTopologies[2].matchLabelExpressions: Duplicate value: ""',
      ],
    ],
    [
      'is a class with few parameters',
      storage({ parameters: { big: 'x'.repeat(300_000) } }),
      ['parameters: Too long: may not be more than 262144 bytes'],
    ],
    [
      'is a class with words that are known',
      storage({ reclaimPolicy: 'Recycle', volumeBindingMode: 'Never' }),
      [
        'reclaimPolicy: Unsupported value: "Recycle": supported values: "Delete", "Retain"',
        'volumeBindingMode: Unsupported value: "Never": supported values: "Immediate", "WaitForFirstConsumer"',
      ],
    ],
    ['is an attachment of a volume', attachment({ persistentVolumeName: 'pv-1' }), []],
    [
      'is an attachment of one volume',
      attachment({}),
      ['spec.source: Required value: must specify exactly one of inlineVolumeSpec and persistentVolumeName'],
    ],
    [
      'is an attachment by a driver',
      attachment({ persistentVolumeName: 'pv-1' }, { attacher: 'a_b' }),
      [
        "spec.attacher: Invalid value: \"a_b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com')",
      ],
    ],
    [
      'is a driver, perhaps in capitals',
      driver({ tokenRequests: [{}, { audience: 'a' }] }, 'disk.example'),
      [],
    ],
    [
      'is a driver with a short name',
      driver({}, 'x'.repeat(64)),
      ['metadata.name: Too long: may not be more than 63 bytes'],
    ],
    [
      'is a driver with one token for each audience',
      driver({
        tokenRequests: [
          { audience: 'a' },
          { audience: 'a', expirationSeconds: 600 },
          { audience: 'b', expirationSeconds: 1 },
        ],
      }),
      [
        'spec.tokenRequests[2].expirationSeconds: Invalid value: 1: must be between 600 and 4294967296, inclusive',
      ],
    ],
    [
      'is a driver with each audience once',
      driver({ tokenRequests: [{ audience: 'a' }, { audience: 'a' }] }),
      ['spec.tokenRequests[1].audience: Duplicate value: "a"'],
    ],
    [
      'is a driver with secret tokens only where it has tokens',
      driver({ serviceAccountTokenInSecrets: true }),
      ['spec.serviceAccountTokenInSecrets: Invalid value: true: may only be set when tokenRequests is'],
    ],
    ['is a node with no drivers', nodeDrivers(), []],
    [
      'is a node with each driver once',
      nodeDrivers({ name: 'a', nodeID: 'n' }, { name: 'a', nodeID: 'n' }),
      ['spec.drivers[1].name: Duplicate value: "a"'],
    ],
    [
      'is a node with drivers that have names and topologies',
      nodeDrivers({ name: 'a', nodeID: 'n'.repeat(193), topologyKeys: ['zone', 'zone', 'a b'] }),
      [
        'spec.drivers[0].nodeID: Too long: may not be more than 192 bytes',
        'spec.drivers[0].topologyKeys: Duplicate value: "zone"',
        "spec.drivers[0].topologyKeys: Invalid value: \"a b\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName', or 'example.com/MyName')",
      ],
    ],
    ['is room', capacity({ capacity: '1Gi', nodeTopology: {} }), []],
    [
      'is room that can be',
      capacity({ capacity: '-1Gi', maximumVolumeSize: '-1' }),
      [
        'capacity: Invalid value: "-1Gi": must be greater than or equal to 0',
        'maximumVolumeSize: Invalid value: "-1": must be greater than or equal to 0',
      ],
    ],
  ];
  for (const [name, manifest, expected] of table)
    it(name, () => assert.deepEqual(problems(manifest), expected));

  it('has the defaults that Kubernetes documents', () => {
    const made = objectOf(storage());
    assert.ok(made.kind === 'StorageClass');
    assert.deepEqual([made.reclaimPolicy, made.volumeBindingMode], ['Delete', 'Immediate']);
    const csi = objectOf(driver());
    assert.ok(csi.kind === 'CSIDriver');
    assert.deepEqual(csi.spec, {
      attachRequired: true,
      podInfoOnMount: false,
      volumeLifecycleModes: ['Persistent'],
      storageCapacity: false,
      fsGroupPolicy: 'ReadWriteOnceWithFSType',
      requiresRepublish: false,
      seLinuxMount: false,
    });
  });

  it('keeps what volumes were made with', () => {
    const next = storage({
      provisioner: 'y.example/disk',
      parameters: { a: 'b' },
      reclaimPolicy: 'Retain',
      volumeBindingMode: 'WaitForFirstConsumer',
    });
    assert.deepEqual(problemsOfChange(storage(), next), [
      'provisioner: Forbidden: updates to provisioner are forbidden.',
      'parameters: Forbidden: updates to parameters are forbidden.',
      'reclaimPolicy: Forbidden: updates to reclaimPolicy are forbidden.',
      'volumeBindingMode: Invalid value: "WaitForFirstConsumer": field is immutable',
    ]);
    assert.deepEqual(problemsOfChange(storage(), storage({ allowVolumeExpansion: true })), []);
  });

  it('keeps what a driver said of a node, while it is there', () => {
    const before = nodeDrivers({ name: 'a', nodeID: 'n' });
    assert.match(
      problemsOfChange(before, nodeDrivers({ name: 'a', nodeID: 'm' })).join(),
      /^spec\.drivers\[0\]: .*field is immutable$/,
    );
    assert.deepEqual(problemsOfChange(before, nodeDrivers({ name: 'b', nodeID: 'm' })), []);
  });

  it('is shown', () => {
    assert.deepEqual(headingsOf('StorageClass').plain, [
      'NAME',
      'PROVISIONER',
      'RECLAIMPOLICY',
      'VOLUMEBINDINGMODE',
      'ALLOWVOLUMEEXPANSION',
      'AGE',
    ]);
    const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
    const cells = cellsOf(storage({ metadata: { name: 'fast', annotations } }));
    assert.deepEqual([cells['NAME'], cells['ALLOWVOLUMEEXPANSION']], ['fast (default)', 'false']);
    assert.deepEqual(headingsOf('VolumeAttachment').plain, [
      'NAME',
      'ATTACHER',
      'PV',
      'NODE',
      'ATTACHED',
      'AGE',
    ]);
    const attached = cellsOf(attachment({ persistentVolumeName: 'pv-1' }));
    assert.deepEqual([attached['PV'], attached['NODE'], attached['ATTACHED']], ['pv-1', 'node-1', 'false']);
    assert.deepEqual(headingsOf('CSIDriver').plain, [
      'NAME',
      'ATTACHREQUIRED',
      'PODINFOONMOUNT',
      'STORAGECAPACITY',
      'TOKENREQUESTS',
      'REQUIRESREPUBLISH',
      'MODES',
      'AGE',
    ]);
    const csi = cellsOf(driver());
    assert.deepEqual(
      [csi['ATTACHREQUIRED'], csi['TOKENREQUESTS'], csi['MODES']],
      ['true', '<unset>', 'Persistent'],
    );
    assert.deepEqual(headingsOf('CSINode').plain, ['NAME', 'DRIVERS', 'AGE']);
    assert.equal(cellsOf(nodeDrivers({ name: 'a', nodeID: 'n' }))['DRIVERS'], '1');
    assert.deepEqual(headingsOf('CSIStorageCapacity').plain, ['NAME', 'STORAGECLASSNAME', 'CAPACITY']);
    assert.equal(cellsOf(capacity())['CAPACITY'], '<unset>');
  });
});
