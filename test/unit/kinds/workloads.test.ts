import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { kinds } from '#kernel/kinds/registry.gen.ts';
import { cellsOf, headingsOf, objectOf, problems, selectableOf } from '#kit/kinds.ts';

const template = (spec: object = {}, labels: object | undefined = { app: 'web' }) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'main', image: 'web:1' }], ...spec },
});
const controller = (spec: object = {}, rest: object = {}) => ({
  kind: 'ReplicationController' as const,
  spec: { template: template(), ...spec },
  ...rest,
});

describe('a replication controller', () => {
  const table: readonly (readonly [string, object, readonly string[]])[] = [
    ['that selects what it makes is taken', { selector: { app: 'web' } }, []],
    ['that names no selector is taken', {}, []],
    [
      'that selects nothing, and whose template has no labels, is refused',
      { template: template({}, {}) },
      ['spec.selector: Required value'],
    ],
    [
      'that does not select what it makes is refused',
      { selector: { app: 'other' } },
      [
        'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
      ],
    ],
    [
      'makes pods that run always',
      { template: template({ restartPolicy: 'Never' }) },
      ['spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"'],
    ],
    [
      'makes pods that are right',
      { template: template({ tolerations: [{ operator: 'Exists', value: 'x' }] }) },
      [
        'spec.template.spec.tolerations[0].value: Invalid value: "x": value must be empty when `operator` is \'Exists\'',
      ],
    ],
    [
      'has a template, and no fewer pods than none',
      { replicas: -1, template: undefined },
      [
        'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
        'spec.template: Required value',
      ],
    ],
  ];
  for (const [name, spec, expected] of table)
    it(name, () => assert.deepEqual(problems(controller(spec)), expected));

  it('takes labels and selector from its template, and keeps one pod, unless it says otherwise', () => {
    const made = objectOf(controller());
    assert.ok(made.kind === 'ReplicationController');
    assert.deepEqual(made.metadata.labels, { app: 'web' });
    assert.deepEqual(made.spec.selector, { app: 'web' });
    assert.equal(made.spec.replicas, 1);
    assert.equal(made.spec.template.spec.containers[0]?.imagePullPolicy, 'IfNotPresent');
    const own = objectOf(controller({ replicas: 0 }, { metadata: { name: 'x', labels: { a: 'b' } } }));
    assert.ok(own.kind === 'ReplicationController');
    assert.deepEqual([own.metadata.labels, own.spec.replicas], [{ a: 'b' }, 0]);
  });

  it('is scaled', () => {
    const made = objectOf(controller({ replicas: 3 }, { status: { replicas: 2 } }));
    assert.ok(made.kind === 'ReplicationController');
    const { scale } = kinds.ReplicationController;
    assert.deepEqual(scale?.read(made), { wanted: 3, current: 2, selector: 'app=web' });
    assert.equal(scale?.write(made, 5).spec.replicas, 5);
  });

  it('is printed, and selected, as kubectl does', () => {
    assert.deepEqual(headingsOf('ReplicationController').wide, ['CONTAINERS', 'IMAGES', 'SELECTOR']);
    const running = controller({ replicas: 3 }, { status: { replicas: 2, readyReplicas: 1 } });
    assert.deepEqual(cellsOf(running), {
      NAME: 'x',
      DESIRED: '3',
      CURRENT: '2',
      READY: '1',
      AGE: '<unknown>',
      CONTAINERS: 'main',
      IMAGES: 'web:1',
      SELECTOR: 'app=web',
    });
    assert.deepEqual(selectableOf(running), { 'status.replicas': '2' });
  });
});

describe('a pod template', () => {
  const stored = (spec: object = {}) => ({ kind: 'PodTemplate' as const, template: template(spec) });

  it('has the rules and defaults of pods', () => {
    assert.deepEqual(problems(stored({ tolerations: [{ key: '' }] })), [
      'template.spec.tolerations[0].operator: Invalid value: "Equal": operator must be Exists when `key` is empty',
    ]);
    assert.deepEqual(problems(stored({ restartPolicy: 'Never' })), []);
    const made = objectOf(stored());
    assert.ok(made.kind === 'PodTemplate');
    assert.equal(made.template.spec.restartPolicy, 'Always');
    assert.equal(made.template.spec.containers[0]?.imagePullPolicy, 'IfNotPresent');
  });

  it('is printed as kubectl prints it', () =>
    assert.deepEqual(cellsOf(stored()), {
      NAME: 'x',
      CONTAINERS: 'main',
      IMAGES: 'web:1',
      'POD LABELS': 'app=web',
    }));
});
