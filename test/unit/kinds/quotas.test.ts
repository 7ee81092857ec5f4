import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cellsOf, headingsOf, objectOf, problems, problemsOfChange } from '#kit/kinds.ts';

const range = (...limits: readonly object[]) => ({ kind: 'LimitRange' as const, spec: { limits } });
const quota = (spec: object, status?: object) => ({
  kind: 'ResourceQuota' as const,
  spec,
  ...(status && { status }),
});

describe('a limit range', () => {
  const table: readonly (readonly [string, readonly object[], readonly string[]])[] = [
    [
      'bounds containers, pods and claims',
      [
        { type: 'Container', max: { cpu: '2' }, min: { cpu: '100m' } },
        { type: 'Pod', max: { memory: '1Gi', 'hugepages-2Mi': '4Mi' } },
        { type: 'PersistentVolumeClaim', min: { storage: '1Gi' } },
        { type: 'example.com/Thing', max: { 'example.com/part': '1' } },
      ],
      [],
    ],
    ['has limits', [], ['spec.limits: Required value']],
    ['names a type', [{ max: { cpu: '1' } }], ['spec.limits[0].type: Required value']],
    [
      'names each type once',
      [{ type: 'Pod' }, { type: 'Pod' }],
      ['spec.limits[1].type: Duplicate value: "Pod"'],
    ],
    [
      'bounds types there are',
      [{ type: 'Thing' }],
      ['spec.limits[0].type: Invalid value: "Thing": must be a standard limit type or fully qualified'],
    ],
    [
      'bounds resources that containers have',
      [{ type: 'Container', max: { pods: '1' }, min: { 'not a name': '1' } }],
      [
        'spec.limits[0].max[pods]: Invalid value: "pods": must be a standard resource for containers',
        "spec.limits[0].min[not a name]: Invalid value: \"not a name\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName', or 'example.com/MyName')",
        'spec.limits[0].default[pods]: Invalid value: "pods": must be a standard resource for containers',
        "spec.limits[0].defaultRequest[not a name]: Invalid value: \"not a name\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName', or 'example.com/MyName')",
        'spec.limits[0].defaultRequest[pods]: Invalid value: "pods": must be a standard resource for containers',
      ],
    ],
    [
      'gives pods no defaults',
      [{ type: 'Pod', default: { cpu: '1' }, defaultRequest: { cpu: '1' } }],
      [
        "spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'",
        "spec.limits[0].defaultRequest: Forbidden: may not be specified when `type` is 'Pod'",
      ],
    ],
    [
      'bounds the storage of claims',
      [{ type: 'PersistentVolumeClaim' }],
      [
        'spec.limits[0].limits: Required value: either minimum or maximum storage value is required, but neither was provided',
      ],
    ],
    [
      'has no more for the least than for the most',
      [{ type: 'Pod', min: { cpu: '2' }, max: { cpu: '1500m' } }],
      ['spec.limits[0].min[cpu]: Invalid value: "2": min value 2 is greater than max value 1500m'],
    ],
    [
      'has its defaults between its bounds',
      [
        {
          type: 'Container',
          min: { cpu: '1' },
          defaultRequest: { cpu: '900m', memory: '2' },
          default: { cpu: '3', memory: '1' },
          max: { cpu: '2' },
        },
      ],
      [
        'spec.limits[0].defaultRequest[cpu]: Invalid value: "900m": min value 1 is greater than default request value 900m',
        'spec.limits[0].default[cpu]: Invalid value: "3": default value 3 is greater than max value 2',
        'spec.limits[0].defaultRequest[memory]: Invalid value: "2": default request value 2 is greater than default limit value 1',
      ],
    ],
    [
      'allows limits over requests as far as its bounds do',
      [
        {
          type: 'Pod',
          min: { cpu: '1' },
          max: { cpu: '2' },
          maxLimitRequestRatio: { cpu: '3', memory: '500m' },
        },
      ],
      [
        'spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: "3": ratio 3 is greater than max/min = 2',
        'spec.limits[0].maxLimitRequestRatio[memory]: Invalid value: "500m": ratio 500m is less than 1',
      ],
    ],
  ];
  for (const [name, limits, expected] of table)
    it(name, () => assert.deepEqual(problems(range(...limits)), expected));

  it('gives containers the defaults that follow from its bounds, and others none', () => {
    const made = objectOf(
      range(
        {
          type: 'Container',
          max: { cpu: '2', memory: '1Gi' },
          default: { cpu: '1' },
          min: { cpu: '1m', x: '1' },
        },
        { type: 'Pod', max: { cpu: '2' } },
      ),
    );
    assert.ok(made.kind === 'LimitRange');
    assert.deepEqual(made.spec?.limits, [
      {
        type: 'Container',
        max: { cpu: '2', memory: '1Gi' },
        min: { cpu: '1m', x: '1' },
        default: { cpu: '1', memory: '1Gi' },
        defaultRequest: { cpu: '1', memory: '1Gi', x: '1' },
      },
      { type: 'Pod', max: { cpu: '2' } },
    ]);
  });

  it('is printed with the moment it was made', () => {
    const metadata = { name: 'bounds', namespace: 'a', creationTimestamp: '2026-01-01T00:00:00Z' };
    assert.deepEqual(cellsOf({ ...range({ type: 'Pod' }), metadata }), {
      NAME: 'bounds',
      'CREATED AT': '2026-01-01T00:00:00Z',
    });
  });
});

describe('a quota', () => {
  const table: readonly (readonly [string, object, readonly string[]])[] = [
    [
      'bounds what is known, and counts of anything',
      {
        hard: {
          'requests.cpu': '1',
          'limits.memory': '1Gi',
          pods: '4',
          'requests.storage': '1Gi',
          'requests.hugepages-2Mi': '2Mi',
          'services.nodeports': '0',
          'count/deployments.apps': '2',
          'gold.storageclass.storage.k8s.io/requests.storage': '1Gi',
        },
      },
      [],
    ],
    [
      'bounds nothing else',
      { hard: { storage: '1', things: '1' } },
      [
        'spec.hard[storage]: Invalid value: "storage": must be a standard resource type or fully qualified',
        'spec.hard[things]: Invalid value: "things": must be a standard resource type or fully qualified',
      ],
    ],
    [
      'has no negative bounds, and counts whole objects',
      { hard: { cpu: '-1', pods: '1500m', 'count/jobs.batch': '1m', memory: '500m' } },
      [
        'spec.hard[cpu]: Invalid value: "-1": must be greater than or equal to 0',
        'spec.hard[pods]: Invalid value: "1500m": must be an integer',
        'spec.hard[count/jobs.batch]: Invalid value: "1m": must be an integer',
      ],
    ],
    [
      'has scopes there are',
      { scopes: ['Sometimes'] },
      ['spec.scopes: Invalid value: ["Sometimes"]: unsupported scope'],
    ],
    [
      'has no opposite scopes',
      { hard: { pods: '1' }, scopes: ['Terminating', 'NotTerminating'] },
      ['spec.scopes: Invalid value: ["Terminating","NotTerminating"]: conflicting scopes'],
    ],
    [
      'has scopes that its resources can be told apart by',
      { hard: { cpu: '1', secrets: '1' }, scopes: ['NotBestEffort'] },
      ['spec.scopes: Invalid value: ["NotBestEffort"]: unsupported scope applied to resource'],
    ],
    [
      'selects by rules that can hold',
      {
        hard: { pods: '1' },
        scopeSelector: {
          matchExpressions: [
            { scopeName: 'PriorityClass', operator: 'In' },
            { scopeName: 'PriorityClass', operator: 'Exists', values: ['high'] },
            { scopeName: 'BestEffort', operator: 'DoesNotExist' },
            { scopeName: 'Sometimes', operator: 'Exists' },
            { scopeName: 'VolumeAttributesClass', operator: 'Exists' },
          ],
        },
      },
      [
        "spec.scopeSelector.matchExpressions[0].values: Required value: must be at least one value when `operator` is 'In' or 'NotIn' for scope selector",
        "spec.scopeSelector.matchExpressions[1].values: Invalid value: [\"high\"]: must be no value when `operator` is 'Exists' or 'DoesNotExist' for scope selector",
        'spec.scopeSelector.matchExpressions[2].operator: Invalid value: "DoesNotExist": must be \'Exists\' when scope is BestEffort',
        'spec.scopeSelector.matchExpressions[3].scopeName: Invalid value: "Sometimes": unsupported scope',
        'spec.scopeSelector.matchExpressions[4]: Invalid value: "VolumeAttributesClass": unsupported scope applied to resource',
      ],
    ],
  ];
  for (const [name, spec, expected] of table)
    it(name, () => assert.deepEqual(problems(quota(spec)), expected));

  it('keeps its scopes', () => {
    const before = quota({ scopes: ['Terminating'] });
    assert.deepEqual(problemsOfChange(before, quota({})), [
      'spec.scopes: Invalid value: []: field is immutable',
    ]);
    assert.deepEqual(problemsOfChange(quota({}), quota({ hard: { pods: '1' } })), []);
  });

  it('reports what it can bound', () =>
    assert.deepEqual(problems(quota({}, { used: { things: '1' }, hard: { pods: '-1' } })), [
      'status.hard[pods]: Invalid value: "-1": must be greater than or equal to 0',
      'status.used[things]: Invalid value: "things": must be a standard resource type or fully qualified',
    ]));

  it('is printed as kubectl prints it', () => {
    assert.deepEqual(headingsOf('ResourceQuota'), {
      plain: ['NAME', 'REQUEST', 'LIMIT', 'AGE'],
      wide: [],
    });
    const status = {
      hard: { 'requests.cpu': '4', pods: '10', 'limits.cpu': '8', 'limits.memory': '1Gi' },
      used: { 'requests.cpu': '1500m', pods: '3', 'limits.cpu': '2' },
    };
    const cells = cellsOf(quota({}, status));
    assert.equal(cells['REQUEST'], 'pods: 3/10, requests.cpu: 1500m/4');
    assert.equal(cells['LIMIT'], 'limits.cpu: 2/8, limits.memory: 0/1Gi');
  });
});
