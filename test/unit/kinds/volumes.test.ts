import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cellsOf, headingsOf, objectOf, problems, problemsOfChange } from '#kit/kinds.ts';

const volume = (more: object = {}, rest: object = {}) => ({
  kind: 'PersistentVolume' as const,
  spec: {
    capacity: { storage: '5Gi' },
    accessModes: ['ReadWriteOnce'],
    nfs: { server: 'nfs.example.com', path: '/data' },
    ...more,
  },
  ...rest,
});
const claim = (more: object = {}, rest: object = {}) => ({
  kind: 'PersistentVolumeClaim' as const,
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...more },
  ...rest,
});
const onNode = {
  required: {
    nodeSelectorTerms: [
      { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['node-1'] }] },
    ],
  },
};
const local = { nfs: undefined, local: { path: '/disk' } };
const csi = { nfs: undefined, csi: { driver: 'd.example.com', volumeHandle: 'v' } };

describe('a persistent volume', () => {
  const table: readonly (readonly [string, object, readonly string[]])[] = [
    ['that says where it is, how much it holds and how it is mounted is taken', {}, []],
    [
      'without all of that is refused for each',
      { capacity: undefined, nfs: undefined },
      ['spec.capacity: Required value', 'spec: Required value: must specify a volume type'],
    ],
    ['must say how it is mounted', { accessModes: [] }, ['spec.accessModes: Required value']],
    [
      'is mounted only in the ways there are',
      { accessModes: ['ReadSometimes'] },
      [
        'spec.accessModes[0]: Unsupported value: "ReadSometimes": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
      ],
    ],
    [
      'for one pod at a time is mounted in no other way',
      { accessModes: ['ReadWriteOncePod', 'ReadOnlyMany'] },
      ['spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes'],
    ],
    [
      'holds nothing but storage',
      { capacity: { storage: '1Gi', cpu: '1' } },
      ['spec.capacity: Unsupported value: {"storage":"1Gi","cpu":"1"}: supported values: "storage"'],
    ],
    [
      'holds something',
      { capacity: { storage: '0' } },
      ['spec.capacity[storage]: Invalid value: "0": must be greater than zero'],
    ],
    [
      'is in one place',
      { hostPath: { path: '/a' }, csi: csi.csi },
      [
        'spec.nfs: Forbidden: may not specify more than 1 volume type',
        'spec.csi: Forbidden: may not specify more than 1 volume type',
      ],
    ],
    [
      'on a path stays below it',
      { nfs: undefined, hostPath: { path: '/a/../b' } },
      ['spec.hostPath.path: Invalid value: "/a/../b": must not contain \'..\''],
    ],
    [
      'that is a whole host is not recycled',
      { nfs: undefined, hostPath: { path: '/' }, persistentVolumeReclaimPolicy: 'Recycle' },
      ["spec.persistentVolumeReclaimPolicy: Forbidden: may not be 'recycle' for a hostPath mount of '/'"],
    ],
    [
      'of a node names its node',
      local,
      ['spec.nodeAffinity: Required value: Local volume requires node affinity'],
    ],
    ['of a node that it names is taken', { ...local, nodeAffinity: onNode }, []],
    [
      'names nodes by rules that can hold',
      {
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              {
                matchExpressions: [
                  { key: 'a', operator: 'In' },
                  { key: 'b', operator: 'Exists', values: ['x'] },
                  { key: 'c', operator: 'Gt', values: ['1', '2'] },
                ],
                matchFields: [{ key: 'spec.x', operator: 'Exists' }],
              },
            ],
          },
        },
      },
      [
        "spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
        "spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[1].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        "spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[2].values: Required value: must be specified single value when `operator` is 'Lt' or 'Gt'",
        'spec.nodeAffinity.required.nodeSelectorTerms[0].matchFields[0].operator: Unsupported value: "Exists": supported values: "In", "NotIn"',
        'spec.nodeAffinity.required.nodeSelectorTerms[0].matchFields[0].key: Unsupported value: "spec.x": supported values: "metadata.name"',
      ],
    ],
    [
      'says something with its node affinity',
      { nodeAffinity: {} },
      ['spec.nodeAffinity.required: Required value: must specify required node constraints'],
    ],
    [
      'of a driver names Secrets whole, and the driver briefly',
      {
        nfs: undefined,
        csi: { driver: 'd'.repeat(64), volumeHandle: 'v', nodeStageSecretRef: { name: 's' } },
      },
      [
        'spec.csi.nodeStageSecretRef.namespace: Required value',
        'spec.csi.driver: Too long: may not be more than 63 bytes',
      ],
    ],
    [
      'of a driver has a driver and a name',
      { nfs: undefined, csi: {} },
      ['spec.csi.driver: Required value', 'spec.csi.volumeHandle: Required value'],
    ],
    [
      'on Fibre Channel is named by targets or by identifiers',
      { nfs: undefined, fc: { targetWWNs: ['a'], wwids: ['b'] } },
      [
        'spec.fc.targetWWNs: Invalid value: ["a"]: targetWWNs and wwids can not be specified simultaneously',
        'spec.fc.lun: Required value: lun is required if targetWWNs is specified',
      ],
    ],
    [
      'has a class whose name can be one',
      { storageClassName: 'Not_A_Name' },
      [
        "spec.storageClassName: Invalid value: \"Not_A_Name\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com')",
      ],
    ],
    [
      'has changeable attributes only with a driver',
      { volumeAttributesClassName: 'gold' },
      ['spec.csi: Required value: has to be specified when using volumeAttributesClassName'],
    ],
    [
      'has an attributes class with a name, or none',
      { ...csi, volumeAttributesClassName: '' },
      ['spec.volumeAttributesClassName: Required value: an empty string is disallowed'],
    ],
  ];
  for (const [name, more, expected] of table)
    it(name, () => assert.deepEqual(problems(volume(more)), expected));

  it('has the defaults that Kubernetes gives it', () => {
    const made = objectOf(volume());
    assert.ok(made.kind === 'PersistentVolume');
    assert.equal(made.spec.persistentVolumeReclaimPolicy, 'Retain');
    assert.equal(made.spec.volumeMode, 'Filesystem');
    assert.deepEqual(made.status, { phase: 'Pending' });
    const disk = objectOf(volume({ nfs: undefined, azureDisk: { diskName: 'd', diskURI: 'u' } }));
    assert.ok(disk.kind === 'PersistentVolume');
    assert.deepEqual(disk.spec.azureDisk, {
      diskName: 'd',
      diskURI: 'u',
      cachingMode: 'ReadWrite',
      fsType: 'ext4',
      readOnly: false,
      kind: 'Shared',
    });
  });

  it('stays where it is', () => {
    const moved = volume({ nfs: { server: 'other', path: '/data' } });
    assert.deepEqual(problemsOfChange(volume(), moved), [
      'spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable after creation',
    ]);
    assert.deepEqual(problemsOfChange(volume(), volume({ volumeMode: 'Block' })), [
      'spec.volumeMode: Invalid value: "Block": field is immutable',
    ]);
    assert.deepEqual(problemsOfChange(volume(), volume({ nodeAffinity: onNode })), []);
    const off = problemsOfChange(volume({ nodeAffinity: onNode }), volume());
    assert.deepEqual(off, ['spec.nodeAffinity: Invalid value: undefined: field is immutable']);
    const bound = volume({ claimRef: { name: 'c' }, capacity: { storage: '9Gi' } });
    assert.deepEqual(problemsOfChange(volume(), bound), []);
  });

  it('is printed as kubectl prints it', () => {
    assert.deepEqual(headingsOf('PersistentVolume').wide, ['VOLUMEMODE']);
    const bound = volume(
      {
        accessModes: ['ReadWriteMany', 'ReadWriteOnce'],
        claimRef: { namespace: 'a', name: 'data' },
        storageClassName: 'slow',
      },
      {
        metadata: { name: 'pv-1', creationTimestamp: '2026-01-01T23:58:00Z' },
        status: { phase: 'Bound' },
      },
    );
    assert.deepEqual(cellsOf(bound), {
      NAME: 'pv-1',
      CAPACITY: '5Gi',
      'ACCESS MODES': 'RWO,RWX',
      'RECLAIM POLICY': 'Retain',
      STATUS: 'Bound',
      CLAIM: 'a/data',
      STORAGECLASS: 'slow',
      VOLUMEATTRIBUTESCLASS: '<unset>',
      REASON: '',
      AGE: '2m',
      VOLUMEMODE: 'Filesystem',
    });
    assert.equal(cellsOf(volume({ capacity: { storage: '2048Mi' } }))['CAPACITY'], '2Gi');
    const going = { metadata: { name: 'pv-1', deletionTimestamp: '2026-01-01T00:00:00Z' } };
    assert.equal(cellsOf(volume({}, going))['STATUS'], 'Terminating');
  });
});

describe('a claim', () => {
  const table: readonly (readonly [string, object, readonly string[]])[] = [
    ['that says how much and how is taken', {}, []],
    ['must say how much', { resources: {} }, ['spec.resources[storage]: Required value']],
    [
      'asks for something',
      { resources: { requests: { storage: '-1' } } },
      ['spec.resources[storage]: Invalid value: "-1": must be greater than zero'],
    ],
    ['must say how', { accessModes: undefined }, ['spec.accessModes: Required value']],
    [
      'selects by rules that can hold',
      { selector: { matchExpressions: [{ key: 'a', operator: 'In' }] } },
      [
        "spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
      ],
    ],
    ['may be of no class', { storageClassName: '' }, []],
    [
      'starts as an object of a named group, or as a claim',
      { dataSource: { kind: 'Thing', name: 't' } },
      [
        'spec.dataSource: Invalid value: "Thing": only a PersistentVolumeClaim may be without `apiGroup`',
        'spec.dataSourceRef: Invalid value: "Thing": only a PersistentVolumeClaim may be without `apiGroup`',
      ],
    ],
    [
      'starts as one thing',
      {
        dataSource: { kind: 'PersistentVolumeClaim', name: 'a' },
        dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'b' },
      },
      ['spec: Invalid value: {"kind":"PersistentVolumeClaim","name":"a"}: must match dataSourceRef'],
    ],
  ];
  for (const [name, more, expected] of table)
    it(name, () => assert.deepEqual(problems(claim(more)), expected));

  it('says twice what it starts as, unless that is in another namespace', () => {
    const source = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 's' };
    const spec = (more: object): unknown => {
      const made = objectOf(claim(more));
      return made.kind === 'PersistentVolumeClaim' && [made.spec.dataSource, made.spec.dataSourceRef];
    };
    assert.deepEqual(spec({ dataSource: source }), [source, source]);
    assert.deepEqual(spec({ dataSourceRef: source }), [source, source]);
    const elsewhere = { ...source, namespace: 'other' };
    assert.deepEqual(spec({ dataSourceRef: elsewhere }), [undefined, elsewhere]);
  });

  const fixed =
    'spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
  const sized = (storage: string): object => ({ resources: { requests: { storage } } });
  const bound = { status: { phase: 'Bound' } };
  const changes: readonly (readonly [string, object, object, object, readonly string[]])[] = [
    ['stays as it is', {}, {}, {}, []],
    ['is bound once', {}, { volumeName: 'pv-1' }, {}, []],
    ['is not bound anew', { volumeName: 'pv-1' }, { volumeName: 'pv-2' }, {}, [fixed]],
    ['gets a class once', {}, { storageClassName: 'slow' }, {}, []],
    ['keeps its class', { storageClassName: 'slow' }, { storageClassName: 'fast' }, {}, [fixed]],
    ['keeps its modes', {}, { accessModes: ['ReadOnlyMany'] }, {}, [fixed]],
    ['does not grow before it is bound', {}, sized('2Gi'), {}, [fixed]],
    ['grows once it is bound', {}, sized('2Gi'), bound, []],
    [
      'never shrinks',
      {},
      sized('1Mi'),
      bound,
      ['spec.resources.requests.storage: Forbidden: field can not be less than previous value'],
    ],
    ['changes its attributes once it is bound', {}, { volumeAttributesClassName: 'gold' }, bound, []],
    ['keeps its attributes until then', {}, { volumeAttributesClassName: 'gold' }, {}, [fixed]],
  ];
  for (const [name, before, after, rest, expected] of changes)
    it(name, () =>
      assert.deepEqual(problemsOfChange(claim(before, rest), claim({ ...before, ...after }, rest)), expected),
    );

  it('is printed as kubectl prints it', () => {
    assert.deepEqual(headingsOf('PersistentVolumeClaim').wide, ['VOLUMEMODE']);
    const status = { phase: 'Bound', capacity: { storage: '5Gi' }, accessModes: ['ReadWriteOnce'] };
    const metadata = { name: 'data', namespace: 'default', creationTimestamp: '2026-01-01T00:00:00Z' };
    assert.deepEqual(cellsOf(claim({ volumeName: 'pv-1' }, { metadata, status })), {
      NAME: 'data',
      STATUS: 'Bound',
      VOLUME: 'pv-1',
      CAPACITY: '5Gi',
      'ACCESS MODES': 'RWO',
      STORAGECLASS: '',
      VOLUMEATTRIBUTESCLASS: '<unset>',
      AGE: '24h',
      VOLUMEMODE: 'Filesystem',
    });
    const cells = cellsOf(claim());
    assert.deepEqual([cells['STATUS'], cells['CAPACITY'], cells['ACCESS MODES']], ['Pending', '', '']);
  });
});
