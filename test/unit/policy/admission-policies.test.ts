// ValidatingAdmissionPolicies: which changes they are about, what their expressions see, and what follows.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import type { KindName } from '#kernel/model/gen/objects.gen.ts';
import { type Admitted, admit } from '#api/admission/admit.ts';
import { bounded } from '#api/bounded.ts';
import { bindingOf, policyOf, ruleOf } from '#kit/admission.ts';
import { ControlBench, deploymentOf, manifestOf } from '#kit/control.ts';
import { backup, backupDefinition, cronTab, cronTabDefinition } from '#kit/custom.ts';

const alice = { user: 'alice', groups: ['dev', 'system:authenticated'] };

function configMap(name: string, data: Record<string, string> = {}, labels: object = {}): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default', labels }, data };
}

describe('validating admission policies', () => {
  let bench: ControlBench;
  let warnings: string[];
  let judged: string[];
  const annotations = new Map<string, string>();
  beforeEach(() => {
    bench = new ControlBench({ nodes: 1 });
    warnings = [];
    judged = [];
    annotations.clear();
  });

  /** Admits and commits a change of alice's. */
  function change(made: Change, dryRun = false): Admitted | undefined {
    const notes = {
      warn: (text: string): void => void warnings.push(text),
      violated: (): void => undefined,
      judged: (action: string): void => void judged.push(action),
      annotate: (key: string, value: string): void => void annotations.set(key, value),
      judgedBy: (): void => undefined,
    };
    const requester = {
      ...alice,
      may: (operation: object) => 'resource' in operation && operation.resource === 'deployments',
      check: (): void => undefined,
      rules: () => [],
    };
    const admitted = admit(made, { ...bench.context(), bounded, notes, requester, dryRun });
    if (admitted?.write !== undefined && !dryRun) bench.commit([admitted.write]);
    return admitted;
  }
  const creation = (json: object): Change => ({ create: { object: manifestOf(json) } });
  const keyOf = (kind: KindName, name: string, namespace = 'default') => ({
    group: '',
    kind,
    namespace,
    name,
  });
  function patch(kind: KindName, name: string, merge: object, status = false): Change {
    const mergePatch = new TextEncoder().encode(JSON.stringify(merge));
    return { patch: { key: keyOf(kind, name), mergePatch, status } };
  }
  const deletion = (kind: KindName, name: string, evict = false): Change => ({
    delete: { key: keyOf(kind, name), uid: '', propagation: '', ignoreMissing: false, evict },
  });
  function error(made: Change, dryRun = false): OrcError {
    try {
      change(made, dryRun);
    } catch (thrown) {
      assert.ok(thrown instanceof OrcError, String(thrown));
      return thrown;
    }
    return assert.fail('nothing was refused');
  }
  const refused = (made: Change): string => error(made).message;
  const denial = (made: Change): string => refused(made).replace(/^.* denied request: /, '');
  function enact(
    name: string,
    rule: object,
    expression: string,
    spec: object = {},
    binding: object = {},
  ): void {
    bench.apply(policyOf(name, rule, expression, spec));
    bench.apply(bindingOf(name, binding));
  }

  describe('in the words of Kubernetes', () => {
    it('refuse what breaks a rule, as Invalid and with the whole message as its cause', () => {
      enact('small', ruleOf('apps:deployments'), 'object.spec.replicas <= 2');
      const said = error(creation(deploymentOf('web', 'demo:v1', { replicas: 3 })));
      const message =
        "ValidatingAdmissionPolicy 'small' with binding 'small' denied request: failed expression: object.spec.replicas <= 2";
      assert.equal(said.message, `deployments.apps "web" is forbidden: ${message}`);
      assert.equal(said.code, 'Invalid');
      assert.deepEqual(said.details, {
        group: 'apps',
        kind: 'deployments',
        name: 'web',
        causes: [{ reason: 'Denied', field: '', message }],
      });
      assert.deepEqual(judged, ['deny']);
    });

    it('say what the rule says, worked out or not', () => {
      const validations = [
        { expression: 'has(object.data.a)', message: 'needs a' },
        {
          expression: 'has(object.data.b)',
          message: 'needs b',
          messageExpression: "object.metadata.name + ' needs b'",
        },
        { expression: 'has(object.data.c)', message: 'needs c', messageExpression: 'object.nothing' },
        { expression: 'has(object.data.d)', messageExpression: "''", reason: 'Forbidden' },
      ];
      enact('words', ruleOf('configmaps'), '', { validations });
      const full = { a: '1', b: '1', c: '1', d: '1' };
      const without = (name: string): object =>
        configMap('x', Object.fromEntries(Object.entries(full).filter(([each]) => each !== name)));
      assert.equal(denial(creation(without('a'))), 'needs a');
      assert.equal(denial(creation(without('b'))), 'x needs b');
      assert.equal(denial(creation(without('c'))), 'needs c');
      assert.equal(denial(creation(without('d'))), 'failed expression: has(object.data.d)');
      assert.equal(error(creation(without('d'))).code, 'Forbidden');
      assert.equal(change(creation(configMap('x', full)))?.result, 'created');
    });

    it('tell the audit log what they find where the binding says so, and what else they want told', () => {
      const auditAnnotations = [
        { key: 'size', valueExpression: 'string(size(object.metadata.name))' },
        { key: 'nothing', valueExpression: 'null' },
      ];
      const spec = { validations: [{ expression: 'true' }, { expression: 'false' }], auditAnnotations };
      enact('told', ruleOf('configmaps'), '', spec, { validationActions: ['Audit'] });
      assert.equal(change(creation(configMap('xyz')))?.result, 'created');
      assert.deepEqual(Object.fromEntries(annotations), {
        'validation.policy.admission.k8s.io/validation_failure':
          '[{"message":"failed expression: false","policy":"told","binding":"told","expressionIndex":1,"validationActions":["Audit"]}]',
        'told/size': '3',
      });
    });

    it('refuse what they can not work out for the audit log, unless their failures are ignored', () => {
      const auditAnnotations = [{ key: 'k', valueExpression: 'object.data.missing' }];
      const spec = { validations: [], auditAnnotations };
      enact('strict', ruleOf('configmaps'), '', spec);
      assert.match(denial(creation(configMap('x'))), /^failed to evaluate the audit annotation 'k': /);
      enact('strict', ruleOf('configmaps'), '', { ...spec, failurePolicy: 'Ignore' });
      assert.equal(change(creation(configMap('x')))?.result, 'created');
    });

    it('warn and audit where the binding says so, and let pass', () => {
      enact('soft', ruleOf('configmaps'), 'false', {}, { validationActions: ['Warn', 'Audit'] });
      assert.equal(change(creation(configMap('x')))?.result, 'created');
      assert.deepEqual(warnings, [
        "Validation failed for ValidatingAdmissionPolicy 'soft' with binding 'soft': failed expression: false",
      ]);
      assert.deepEqual(judged, ['warn', 'audit']);
    });

    it('say nothing without a binding, or with one of a policy that is not there', () => {
      bench.apply(policyOf('lone', ruleOf('configmaps'), 'false'));
      bench.apply(bindingOf('nobody'));
      assert.equal(change(creation(configMap('x')))?.result, 'created');
    });
  });

  describe('are about', () => {
    it('the operations, resources and parts that they name', () => {
      enact('all', ruleOf('*', { operations: ['UPDATE', 'DELETE'] }), 'false');
      assert.equal(change(creation(configMap('x')))?.result, 'created');
      assert.match(refused(patch('ConfigMap', 'x', { data: { a: 'b' } })), /policy 'all'/i);
      assert.match(refused(deletion('ConfigMap', 'x')), /policy 'all'/i);
      bench.delete('ValidatingAdmissionPolicyBinding', 'all');
      bench.apply(deploymentOf('web', 'demo:v1', { replicas: 3 }));
      enact('scale', ruleOf('apps:deployments/scale'), 'object.spec.replicas < 5 && object.kind == "Scale"');
      const { status: _status, ...web } = bench.get('Deployment', 'web');
      const object = manifestOf({ ...web, spec: { ...web.spec, replicas: 9 } });
      assert.match(refused({ update: { object, status: false, subresource: 'scale' } }), /policy 'scale'/i);
      assert.equal(change({ update: { object, status: false } })?.result, 'updated');
      enact('status', ruleOf('apps:deployments/status'), 'false');
      assert.match(
        refused(patch('Deployment', 'web', { status: { replicas: 1 } }, true)),
        /policy 'status'/i,
      );
    });

    it('evictions, which make an Eviction of the pod', () => {
      const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'default' } };
      bench.apply({ ...pod, spec: { containers: [{ name: 'c', image: 'demo:v1' }] } });
      const rule = ruleOf('pods/eviction', { operations: ['CREATE'] });
      enact('stay', rule, 'object.kind != "Eviction" || object.metadata.name != "p"');
      assert.match(refused(deletion('Pod', 'p', true)), /^pods "p" is forbidden: .*policy 'stay'/i);
    });

    it('objects by name, label and namespace, but for what is excluded', () => {
      const matchConstraints = {
        resourceRules: [ruleOf('configmaps')],
        excludeResourceRules: [ruleOf('configmaps', { resourceNames: ['spared'] })],
        objectSelector: { matchLabels: { app: 'web' } },
        namespaceSelector: { matchExpressions: [{ key: 'lax', operator: 'DoesNotExist' }] },
      };
      enact('picky', {}, 'false', { matchConstraints });
      const web = (name: string): Change => creation(configMap(name, {}, { app: 'web' }));
      assert.match(refused(web('x')), /picky/);
      assert.equal(change(web('spared'))?.result, 'created');
      assert.equal(change(creation(configMap('other', {}, { app: 'db' })))?.result, 'created');
      assert.match(refused(patch('ConfigMap', 'other', { metadata: { labels: { app: 'web' } } })), /picky/);
      bench.patch('Namespace', 'default', { metadata: { labels: { lax: 'true' } } });
      assert.equal(change(web('x'))?.result, 'created');
    });

    it('what their bindings narrow them to', () => {
      const matchResources = { resourceRules: [ruleOf('configmaps', { resourceNames: ['x'] })] };
      enact('narrow', ruleOf('*'), 'false', {}, { matchResources });
      assert.match(refused(creation(configMap('x'))), /narrow/);
      assert.equal(change(creation(configMap('y')))?.result, 'created');
    });

    it('other versions of a resource, unless they say Exact', () => {
      const rule = ruleOf('autoscaling:horizontalpodautoscalers');
      const scaler = {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'x', namespace: 'default' },
        spec: {
          maxReplicas: 3,
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
          metrics: [
            {
              type: 'Resource',
              resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
            },
          ],
        },
      };
      enact('old', rule, 'object.spec.targetCPUUtilizationPercentage < 50 && request.kind.version == "v2"');
      assert.match(refused(creation(scaler)), /policy 'old'/i);
      bench.apply(
        policyOf('old', rule, 'false', { matchConstraints: { resourceRules: [rule], matchPolicy: 'Exact' } }),
      );
      assert.equal(change(creation(scaler))?.result, 'created');
    });

    it('kinds that users define', () => {
      bench.apply(cronTabDefinition());
      enact('tabs', ruleOf('stable.example.com:crontabs'), 'object.spec.replicas < 3');
      assert.match(
        refused(creation(cronTab('x', { replicas: 4 }))),
        /^crontabs.stable.example.com "x" is forbidden/,
      );
    });

    it('never policies and webhooks themselves', () => {
      enact('everything', ruleOf('*', { apiGroups: ['*'], apiVersions: ['*'], operations: ['*'] }), 'false');
      assert.match(refused(creation(configMap('x'))), /everything/);
      assert.equal(change(deletion('ValidatingAdmissionPolicyBinding', 'everything'))?.result, 'deleted');
      assert.equal(change(creation(configMap('x')))?.result, 'created');
    });
  });

  describe('see', () => {
    /** Whether an expression holds of a change of a config map. */
    function holds(
      expression: string,
      made: Change = creation(configMap('x', { a: '1' })),
      spec: object = {},
    ): boolean {
      const name = 'seen';
      const rule = ruleOf('configmaps', { operations: ['*'] });
      enact(name, rule, expression, spec);
      try {
        change(made, true);
        return true;
      } catch (thrown) {
        assert.match(String(thrown), /failed expression/);
        return false;
      }
    }

    it('the object, the one before, and the request', () => {
      bench.apply(configMap('old', { a: '1' }));
      for (const expression of [
        'object.data.a == "1" && oldObject == null && request.operation == "CREATE"',
        'request.userInfo.username == "alice" && "dev" in request.userInfo.groups && request.dryRun',
        'request.kind.kind == "ConfigMap" && request.resource.resource == "configmaps" && request.namespace == "default"',
        'request.name == "x" && !has(request.subResource) && request.requestKind.version == "v1"',
        'request.options.kind == "CreateOptions" && request.options.dryRun == ["All"]',
        'namespaceObject.metadata.name == "default"',
      ])
        assert.ok(holds(expression), expression);
      const changed = patch('ConfigMap', 'old', { data: { a: '2' } });
      assert.ok(
        holds('object.data.a == "2" && oldObject.data.a == "1" && request.operation == "UPDATE"', changed),
      );
      assert.ok(holds('object == null && oldObject.data.a == "1"', deletion('ConfigMap', 'old')));
    });

    it('objects whatever their fields are called', () => {
      const made = creation(configMap('x', { a: '1', constructor: 'Ltd' }, { constructor: 'c' }));
      for (const expression of [
        'object.data.a == "1" && object.data.constructor == "Ltd"',
        'has(object.data.constructor) && "constructor" in object.metadata.labels && !has(object.data.b)',
        'object.data.all(name, name != "b") && object.metadata.labels.?constructor.orValue("") == "c"',
        'sets.contains([object.data], [object.data]) && "%s".format([object.data]) == "{a: 1, constructor: Ltd}"',
      ])
        assert.ok(holds(expression, made, { failurePolicy: 'Fail' }), expression);
      assert.ok(!holds('object.data.a == "2"', made, { failurePolicy: 'Ignore' }), 'nobody slips through');
    });

    it('what the user may do', () => {
      const check =
        'authorizer.group("apps").resource("deployments").namespace("default").check("create").allowed()';
      assert.ok(holds(check));
      assert.ok(holds('!authorizer.requestResource.check("create").allowed()'));
      assert.ok(holds('!authorizer.path("/healthz").check("get").allowed()'));
    });

    it('variables, each in terms of those before, worked out only when they are named', () => {
      const variables = [
        { name: 'one', expression: 'int(object.data.a)' },
        { name: 'two', expression: 'variables.one + 1' },
        { name: 'broken', expression: 'object.nothing.at.all' },
      ];
      assert.ok(holds('variables.two == 2 && variables.two + variables.one == 3', undefined, { variables }));
    });

    it('the functions that Kubernetes adds', () => {
      for (const expression of [
        '"a-b".replace("-", "_") == "a_b" && "%s has %d".format(["x", 2]) == "x has 2"',
        '[3, 1, 2].max() == 3 && [1, 2].sum() == 3 && [1, 2].isSorted() && ["a", "b"].indexOf("b") == 1',
        'sets.contains(["a", "b"], ["a"]) && !sets.intersects(["a"], ["b"]) && sets.equivalent([1, 2], [2, 1])',
        'quantity("1Gi") == quantity("1024Mi") && quantity("100m").isLessThan(quantity("1"))',
        'quantity("1").add(quantity("500m")).compareTo(quantity("1500m")) == 0 && isQuantity("1k") && !isQuantity("k")',
        '"abc 123".find("[0-9]+") == "123" && "a1b2".findAll("[0-9]") == ["1", "2"]',
        '"ABC".matches("(?i)^[[:lower:]]+\\\\z") && !"ABCz".matches("^ABC\\\\z") && "a1b".matches("[0-9]")',
        '["a-1", "b-2"].all(x, x.matches("^[a-z]\\\\-\\\\d$")) && !object.metadata.name.matches("^y")',
      ])
        assert.ok(holds(expression), expression);
    });
  });

  describe('with params', () => {
    const paramKind = { apiVersion: 'v1', kind: 'ConfigMap' };
    const expression = 'object.data.size <= params.data.max';
    const limit = (max: string, labels: object = {}): object => configMap('limits', { max }, labels);
    const sized = (size: string, name = 'x'): Change => creation(configMap(name, { size }));
    /** Only what has a size is looked at, so that the params themselves can be written. */
    const spec = { paramKind, matchConditions: [{ name: 'sized', expression: 'has(object.data.size)' }] };

    it('are held to the object that the binding names', () => {
      bench.apply(limit('3'));
      enact('max', ruleOf('configmaps'), expression, spec, { paramRef: { name: 'other' } });
      assert.equal(
        denial(sized('5')),
        'failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction',
      );
      bench.apply(bindingOf('max', { paramRef: { name: 'limits' } }));
      assert.match(denial(sized('5')), /^failed expression/);
      assert.equal(change(sized('2'))?.result, 'created');
    });

    it('are held to each object that the binding selects, or to none', () => {
      const paramRef = { selector: { matchLabels: { limits: 'yes' } }, parameterNotFoundAction: 'Allow' };
      enact('max', ruleOf('configmaps'), expression, spec, { paramRef });
      assert.equal(change(sized('5'))?.result, 'created');
      bench.apply(limit('9', { limits: 'yes' }));
      bench.apply({ ...configMap('more', { max: '3' }, { limits: 'yes' }) });
      assert.match(denial(sized('5', 'y')), /^failed expression/);
      assert.equal(change(sized('2', 'y'))?.result, 'created');
    });

    it('see them in the version that they name', () => {
      bench.apply(backupDefinition());
      bench.apply(backup('limits', 'v1', { cron: 'daily', keep: 3 }));
      const seen = 'params.apiVersion == "example.com/v2" && !has(params.spec.cron) && params.spec.keep == 3';
      const second = { ...spec, paramKind: { apiVersion: 'example.com/v2', kind: 'Backup' } };
      enact('max', ruleOf('configmaps'), seen, second, { paramRef: { name: 'limits' } });
      assert.equal(change(sized('1'))?.result, 'created');
    });

    it('can not be Secrets, nor of a kind that is not there', () => {
      const secret = { ...spec, paramKind: { apiVersion: 'v1', kind: 'Secret' } };
      assert.throws(
        () => bench.apply(policyOf('s', ruleOf('configmaps'), 'true', secret)),
        /spec.paramKind.kind/,
      );
      const unknown = { ...spec, paramKind: { apiVersion: 'a.example.com/v1', kind: 'Limit' } };
      enact('max', ruleOf('configmaps'), 'true', unknown, { paramRef: { name: 'limits' } });
      assert.match(denial(sized('1')), /failed to find resource referenced by paramKind/);
    });
  });

  describe('that can not be evaluated', () => {
    it('refuse or let pass, as their failurePolicy says', () => {
      enact('broken', ruleOf('configmaps'), 'object.nothing.here == 1');
      assert.match(
        denial(creation(configMap('x'))),
        /^expression 'object.nothing.here == 1' resulted in error: No such key: nothing$/,
      );
      bench.apply(
        policyOf('broken', ruleOf('configmaps'), 'object.nothing.here == 1', { failurePolicy: 'Ignore' }),
      );
      assert.equal(change(creation(configMap('x')))?.result, 'created');
    });

    it('so also when it is a condition, unless another decides', () => {
      const conditions = [{ name: 'odd', expression: 'object.nothing == 1' }];
      enact('broken', ruleOf('configmaps'), 'true', { matchConditions: conditions });
      assert.match(denial(creation(configMap('x'))), /^matchConditions: 'odd': No such key/);
      const decided = [...conditions, { name: 'no', expression: 'false' }];
      bench.apply(policyOf('broken', ruleOf('configmaps'), 'false', { matchConditions: decided }));
      assert.equal(change(creation(configMap('x')))?.result, 'created');
    });

    it('are refused when they are written, each by its field', () => {
      const spec = {
        matchConditions: [{ name: 'c', expression: 'object.' }],
        variables: [{ name: 'v', expression: 'variables.later' }],
        validations: [
          { expression: '"text"' },
          { expression: 'params.x == 1' },
          { expression: 'true', messageExpression: '1 + 1' },
          { expression: 'request.nothing == "x"' },
          { expression: 'variables.none' },
          { expression: 'url("http://x").getHost() == "x"' },
        ],
        auditAnnotations: [{ key: 'k', valueExpression: 'nobody' }],
      };
      try {
        bench.apply(policyOf('bad', ruleOf('configmaps'), '', spec));
        assert.fail('it was written');
      } catch (thrown) {
        assert.ok(thrown instanceof OrcError && thrown.code === 'Invalid', String(thrown));
        const causes = thrown.details.causes ?? [];
        assert.ok(
          causes.every(({ message }) => message.includes('compilation failed: ')),
          thrown.message,
        );
        assert.deepEqual(
          causes.map(({ field }) => field),
          [
            'spec.matchConditions[0].expression',
            'spec.variables[0].expression',
            'spec.validations[0].expression',
            'spec.validations[1].expression',
            'spec.validations[2].messageExpression',
            'spec.validations[3].expression',
            'spec.validations[4].expression',
            'spec.validations[5].expression',
            'spec.auditAnnotations[0].valueExpression',
          ],
        );
      }
    });

    it('because their variables grow are refused in time', () => {
      const ten = (item: string): string => `[${Array.from({ length: 10 }, () => item).join()}]`;
      const variables = ['v', 'w'].flatMap((letter) => [
        { name: `${letter}0`, expression: ten('1') },
        ...Array.from({ length: 9 }, (_each, index) => ({
          name: `${letter}${index + 1}`,
          expression: ten(`variables.${letter}${index}`),
        })),
      ]);
      enact('grown', ruleOf('configmaps'), 'variables.v9 == variables.w9', { variables });
      assert.equal(error(creation(configMap('x'))).code, 'TooLarge');
    });

    it('because they take too long are refused in time, whatever their failurePolicy', () => {
      const all =
        'object.data.all(a, object.data.all(b, object.data.all(c, object.data.all(d, a + b + c + d != ""))))';
      enact('slow', ruleOf('configmaps'), all, { failurePolicy: 'Ignore' });
      const data = Object.fromEntries(Array.from({ length: 400 }, (_each, index) => [`k${index}`, 'v']));
      const said = error(creation(configMap('x', data)));
      assert.equal(said.code, 'TooLarge');
      assert.match(said.message, /^judging the change by ValidatingAdmissionPolicies took longer than/);
      assert.equal(change(creation(configMap('x', { a: '1' })))?.result, 'created');
    }).timeout(30_000);
  });

  it('hold for the pods of a ReplicaSet, which says so and makes them once it may', () => {
    enact(
      'latest',
      ruleOf('pods', { operations: ['CREATE'] }),
      'object.spec.containers.all(c, c.image != "demo:v1")',
    );
    bench.apply(deploymentOf('web', 'demo:v1', { replicas: 3 }));
    const failure = (): string | undefined =>
      bench.get('Deployment', 'web').status?.conditions?.find(({ type }) => type === 'ReplicaFailure')
        ?.message;
    bench.until('the deployment says why it makes no pods', () => failure() !== undefined);
    assert.match(
      failure() ?? '',
      /^pods "web-[a-z0-9]+-" is forbidden: ValidatingAdmissionPolicy 'latest' with binding/,
    );
    assert.deepEqual(bench.pods(), []);
    bench.delete('ValidatingAdmissionPolicyBinding', 'latest');
    bench.until('the pods are made', () => bench.ready().length === 3, 2_000);
    assert.equal(failure(), undefined);
  });
});
