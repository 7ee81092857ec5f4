// HorizontalPodAutoscaler.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cellsOf, headingsOf, objectOf, problems } from '#kit/kinds.ts';

const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const scaler = (more: object = {}, rest: object = {}) => ({
  kind: 'HorizontalPodAutoscaler' as const,
  spec: { scaleTargetRef: target, maxReplicas: 5, ...more },
  ...rest,
});
const metric = (type: string, field: string, source: object) =>
  scaler({ metrics: [{ type, [field]: source }] });
const cpu = (wanted: object) => metric('Resource', 'resource', { name: 'cpu', target: wanted });
const half = { type: 'Utilization', averageUtilization: 50 };
const ten = { type: 'AverageValue', averageValue: '10' };

describe('an autoscaler', () => {
  const at = 'spec.metrics[0]';
  const table: readonly (readonly [string, ReturnType<typeof scaler>, readonly string[]])[] = [
    ['by cpu is taken', cpu(half), []],
    [
      'by a metric of its pods is taken',
      metric('Pods', 'pods', { metric: { name: 'requests' }, target: ten }),
      [],
    ],
    [
      'by a metric of an object is taken',
      metric('Object', 'object', {
        describedObject: target,
        metric: { name: 'x' },
        target: { type: 'Value', value: '1' },
      }),
      [],
    ],
    [
      'by a metric from outside is taken',
      metric('External', 'external', { metric: { name: 'x', selector: {} }, target: ten }),
      [],
    ],
    [
      'by one container is taken',
      metric('ContainerResource', 'containerResource', { name: 'cpu', container: 'main', target: half }),
      [],
    ],
    [
      'has at least one pod',
      scaler({ minReplicas: 0 }),
      ['spec.minReplicas: Invalid value: 0: must be greater than or equal to 1'],
    ],
    [
      'has bounds in order',
      scaler({ minReplicas: 6 }),
      ['spec.maxReplicas: Invalid value: 5: must be greater than or equal to `minReplicas`'],
    ],
    [
      'says where its metric comes from, and nothing else',
      metric('Pods', 'resource', { name: 'cpu', target: half }),
      [
        `${at}.pods: Required value: must populate information for the given metric source`,
        `${at}.resource: Forbidden: must populate the given metric source only`,
      ],
    ],
    [
      'says what the cpu should be',
      cpu({ type: 'Utilization' }),
      [`${at}.resource.target: Required value: must set averageUtilization or averageValue`],
    ],
    [
      'says one thing of the cpu',
      cpu({ type: 'Utilization', averageUtilization: 50, averageValue: '1' }),
      [`${at}.resource.target: Forbidden: may not set both averageUtilization and averageValue`],
    ],
    [
      'asks for something',
      cpu({ type: 'Utilization', averageUtilization: 0 }),
      [`${at}.resource.target.averageUtilization: Invalid value: 0: must be greater than 0`],
    ],
    [
      'asks of pods an average',
      metric('Pods', 'pods', { metric: { name: 'x' }, target: { type: 'Value', value: '1' } }),
      [
        `${at}.pods.target.value: Forbidden: may not be set for this type of metric`,
        `${at}.pods.target: Required value: must set averageValue`,
      ],
    ],
    [
      'has policies within half an hour',
      scaler({ behavior: { scaleUp: { policies: [{ type: 'Pods', value: 0, periodSeconds: 1801 }] } } }),
      [
        'spec.behavior.scaleUp.policies[0].value: Invalid value: 0: must be greater than or equal to 1',
        'spec.behavior.scaleUp.policies[0].periodSeconds: Invalid value: 1801: must be between 1 and 1800, inclusive',
      ],
    ],
    [
      'scales something',
      scaler({ scaleTargetRef: { kind: 'a/b', name: '..' } }),
      [
        'spec.scaleTargetRef.kind: Invalid value: "a/b": may not contain \'/\'',
        'spec.scaleTargetRef.name: Invalid value: "..": may not be \'..\'',
      ],
    ],
  ];
  for (const [name, manifest, expected] of table)
    it(name, () => assert.deepEqual(problems(manifest), expected));

  it('keeps the cpu at 80 percent unless it says otherwise', () => {
    const made = objectOf(scaler());
    assert.ok(made.kind === 'HorizontalPodAutoscaler');
    assert.equal(made.spec.minReplicas, 1);
    assert.deepEqual(made.spec.metrics, [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
      },
    ]);
    assert.equal(made.spec.behavior, undefined);
  });

  it('that says how fast it may be one way says it the other way too', () => {
    const made = objectOf(scaler({ behavior: { scaleDown: { selectPolicy: 'Min' } } }));
    assert.ok(made.kind === 'HorizontalPodAutoscaler');
    assert.deepEqual(made.spec.behavior, {
      scaleUp: {
        stabilizationWindowSeconds: 0,
        selectPolicy: 'Max',
        policies: [
          { type: 'Pods', value: 4, periodSeconds: 15 },
          { type: 'Percent', value: 100, periodSeconds: 15 },
        ],
      },
      scaleDown: { selectPolicy: 'Min', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
    });
  });

  it('is shown with what it looks at', () => {
    assert.deepEqual(headingsOf('HorizontalPodAutoscaler'), {
      plain: ['NAME', 'REFERENCE', 'TARGETS', 'MINPODS', 'MAXPODS', 'REPLICAS', 'AGE'],
      wide: [],
    });
    const status = {
      desiredReplicas: 2,
      currentReplicas: 2,
      currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 30 } } }],
    };
    const cells = cellsOf(scaler({}, { status }));
    assert.deepEqual(
      [cells['REFERENCE'], cells['TARGETS'], cells['MINPODS'], cells['MAXPODS'], cells['REPLICAS']],
      ['Deployment/web', 'cpu: 30%/80%', '1', '5', '2'],
    );
    const metrics = [
      { type: 'Pods', pods: { metric: { name: 'x' }, target: ten } },
      { type: 'External', external: { metric: { name: 'x' }, target: ten } },
      { type: 'Resource', resource: { name: 'memory', target: half } },
    ];
    assert.equal(cellsOf(scaler({ metrics }))['TARGETS'], '<unknown>/10, <unknown>/10 (avg) + 1 more...');
  });
});
