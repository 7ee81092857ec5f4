// StatefulSet, DaemonSet and ControllerRevision.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { kinds } from '#kernel/kinds/registry.gen.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { StatefulSet } from '#kernel/model/gen/apps.gen.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { cellsOf, headingsOf, objectOf, problems, problemsOfChange } from '#kit/kinds.ts';

const template = {
  metadata: { labels: { app: 'db' } },
  spec: {
    containers: [
      { name: 'main', image: 'db:1' },
      { name: 'side', image: 'log:2' },
    ],
  },
};
const claim = {
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};
const base = { selector: { matchLabels: { app: 'db' } }, template };
const stateful = (more: object = {}, rest: object = {}) => ({
  kind: 'StatefulSet' as const,
  spec: { ...base, serviceName: 'db', ...more },
  ...rest,
});
const daemon = (more: object = {}, rest: object = {}) => ({
  kind: 'DaemonSet' as const,
  spec: { ...base, ...more },
  ...rest,
});

describe('a StatefulSet', () => {
  const table: readonly (readonly [string, object, readonly string[]])[] = [
    ['with claims is taken', { volumeClaimTemplates: [claim] }, []],
    [
      'selects its own pods',
      { selector: { matchLabels: { app: 'web' } } },
      [
        'spec.template.metadata.labels: Invalid value: {"app":"db"}: `selector` does not match template `labels`',
      ],
    ],
    ['selects something', { selector: {} }, ['spec.selector: Invalid value: {}: empty selector is invalid']],
    [
      'restarts its pods always',
      { template: { ...template, spec: { ...template.spec, restartPolicy: 'Never' } } },
      ['spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"'],
    ],
    [
      'has claims with names, each once, and a size',
      { volumeClaimTemplates: [claim, claim, { metadata: {}, spec: { accessModes: ['ReadWriteOnce'] } }] },
      [
        'spec.volumeClaimTemplates[1].metadata.name: Duplicate value: "data"',
        'spec.volumeClaimTemplates[2].metadata.name: Required value',
        'spec.volumeClaimTemplates[2].spec.resources[storage]: Required value',
      ],
    ],
    [
      'has claims and nothing else for claims',
      { volumeClaimTemplates: [{ ...claim, kind: 'Pod' }] },
      ['spec.volumeClaimTemplates[0].kind: Invalid value: "Pod": must be "PersistentVolumeClaim"'],
    ],
    [
      'has bounds only where it rolls',
      { updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 1 } } },
      [
        'spec.updateStrategy.rollingUpdate: Invalid value: {"partition":1}: only allowed for updateStrategy \'RollingUpdate\'',
      ],
    ],
    [
      'lets some pod be unavailable',
      { updateStrategy: { rollingUpdate: { maxUnavailable: '0%' } } },
      ['spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: "0%": cannot be 0'],
    ],
    [
      'lets no more than all be unavailable',
      { updateStrategy: { rollingUpdate: { maxUnavailable: '101%' } } },
      [
        'spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%',
      ],
    ],
    [
      'has counts that can be',
      { replicas: -1, minReadySeconds: -1, podManagementPolicy: 'Any', ordinals: { start: -1 } },
      [
        'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
        'spec.podManagementPolicy: Unsupported value: "Any": supported values: "OrderedReady", "Parallel"',
        'spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0',
        'spec.ordinals.start: Invalid value: -1: must be greater than or equal to 0',
      ],
    ],
  ];
  for (const [name, more, expected] of table)
    it(name, () => assert.deepEqual(problems(stateful(more)), expected));

  it('is one pod after the other, from the highest number down, and keeps its claims', () => {
    const made = objectOf(stateful({ volumeClaimTemplates: [claim] }));
    assert.ok(made.kind === 'StatefulSet');
    const { template: _template, selector: _selector, volumeClaimTemplates, ...rest } = made.spec;
    assert.deepEqual(rest, {
      serviceName: 'db',
      replicas: 1,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      revisionHistoryLimit: 10,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    });
    assert.deepEqual(volumeClaimTemplates?.[0]?.status, { phase: 'Pending' });
  });

  it('holds whole claims: with apiVersion and kind in JSON, and the same once more', () => {
    const made = objectOf(stateful({ volumeClaimTemplates: [claim] }));
    assert.ok(made.kind === 'StatefulSet');
    assert.deepEqual(decode(StatefulSet, encode(StatefulSet, made)), made);
    const json = objectToJson(StatefulSet, made);
    assert.match(
      JSON.stringify(json),
      /"volumeClaimTemplates":\[{"apiVersion":"v1","kind":"PersistentVolumeClaim"/,
    );
    assert.deepEqual(objectOf({ ...json, kind: 'StatefulSet', apiVersion: undefined }), made);
  });

  it('may change its size, template and how it rolls, nothing else', () => {
    const changes = {
      replicas: 3,
      minReadySeconds: 5,
      updateStrategy: { type: 'OnDelete' },
      ordinals: { start: 1 },
    };
    assert.deepEqual(problemsOfChange(stateful(), stateful(changes)), []);
    for (const more of [
      { serviceName: 'x' },
      { podManagementPolicy: 'Parallel' },
      { volumeClaimTemplates: [claim] },
    ])
      assert.match(
        problemsOfChange(stateful(), stateful(more)).join(),
        /^spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', /,
      );
  });

  it('is shown and scaled', () => {
    assert.deepEqual(headingsOf('StatefulSet'), {
      plain: ['NAME', 'READY', 'AGE'],
      wide: ['CONTAINERS', 'IMAGES'],
    });
    const one = stateful({ replicas: 3 }, { status: { replicas: 3, readyReplicas: 2 } });
    const { READY, CONTAINERS, IMAGES } = cellsOf(one);
    assert.deepEqual([READY, CONTAINERS, IMAGES], ['2/3', 'main,side', 'db:1,log:2']);
    const made = objectOf(one);
    assert.ok(made.kind === 'StatefulSet');
    const { scale } = kinds.StatefulSet;
    assert.deepEqual(scale?.read(made), { wanted: 3, current: 3, selector: 'app=db' });
    assert.equal(scale?.write(made, 7).spec.replicas, 7);
  });
});

describe('a Deployment', () => {
  const deployment = (more: object = {}) => ({ kind: 'Deployment' as const, spec: { ...base, ...more } });
  const table: readonly (readonly [string, object, readonly string[]])[] = [
    ['says when pods are replaced', { podReplacementPolicy: 'TerminationComplete' }, []],
    [
      'is given longer than its pods',
      { progressDeadlineSeconds: 10, minReadySeconds: 10 },
      ['spec.progressDeadlineSeconds: Invalid value: 10: must be greater than minReadySeconds'],
    ],
    [
      'lets no more than all be unavailable',
      { strategy: { rollingUpdate: { maxUnavailable: '200%' } } },
      ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "200%": must not be greater than 100%'],
    ],
  ];
  for (const [name, more, expected] of table)
    it(name, () => assert.deepEqual(problems(deployment(more)), expected));
});

describe('a DaemonSet', () => {
  const rolling = (rollingUpdate: object): object => ({ updateStrategy: { rollingUpdate } });
  const at = 'spec.updateStrategy.rollingUpdate';
  const table: readonly (readonly [string, object, readonly string[]])[] = [
    ['may let pods be missing', rolling({ maxUnavailable: '30%' }), []],
    ['may make new ones first', rolling({ maxUnavailable: 0, maxSurge: 1 }), []],
    ['may wait for the old ones to be deleted', { updateStrategy: { type: 'OnDelete' } }, []],
    [
      'does not do both',
      rolling({ maxSurge: 1 }),
      [`${at}.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero`],
    ],
    [
      'does one',
      rolling({ maxUnavailable: '0%' }),
      [`${at}.maxUnavailable: Invalid value: "0%": cannot be 0 when maxSurge is 0`],
    ],
    [
      'has bounds that can be',
      rolling({ maxUnavailable: 'few' }),
      [`${at}.maxUnavailable: Invalid value: "few": must be an integer or a percentage (e.g. "5%")`],
    ],
  ];
  for (const [name, more, expected] of table)
    it(name, () => assert.deepEqual(problems(daemon(more)), expected));

  it('replaces one pod at a time unless it says otherwise', () => {
    const made = objectOf(daemon());
    assert.ok(made.kind === 'DaemonSet');
    assert.deepEqual(made.spec.updateStrategy, {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 1, maxSurge: 0 },
    });
    assert.equal(made.spec.revisionHistoryLimit, 10);
  });

  it('is shown with its nodes', () => {
    assert.deepEqual(headingsOf('DaemonSet'), {
      plain: ['NAME', 'DESIRED', 'CURRENT', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'NODE SELECTOR', 'AGE'],
      wide: ['CONTAINERS', 'IMAGES', 'SELECTOR'],
    });
    const status = {
      currentNumberScheduled: 2,
      numberMisscheduled: 0,
      desiredNumberScheduled: 3,
      numberReady: 1,
    };
    const cells = cellsOf(daemon({}, { status }));
    assert.deepEqual(
      [cells['DESIRED'], cells['CURRENT'], cells['READY'], cells['UP-TO-DATE'], cells['NODE SELECTOR']],
      ['3', '2', '1', '0', '<none>'],
    );
    assert.equal(cells['SELECTOR'], 'app=db');
  });
});

describe('a ControllerRevision', () => {
  const revision = (more: object = {}) => ({ kind: 'ControllerRevision' as const, revision: 2, ...more });

  it('has a number and any data', () => {
    assert.deepEqual(problems(revision({ data: { spec: { any: [1] } } })), []);
    assert.deepEqual(problems(revision({ revision: -1 })), [
      'revision: Invalid value: -1: must be greater than or equal to 0',
    ]);
    assert.deepEqual(problems({ kind: 'ControllerRevision' }), ['revision: Required value']);
  });

  it('is shown with its set', () => {
    const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db', uid: 'u', controller: true };
    assert.equal(cellsOf(revision())['CONTROLLER'], '<none>');
    const owned = revision({ metadata: { name: 'db-1', ownerReferences: [owner] } });
    assert.deepEqual(
      [cellsOf(owned)['CONTROLLER'], cellsOf(owned)['REVISION']],
      ['statefulset.apps/db', '2'],
    );
  });
});
