// Webhook configurations, ValidatingAdmissionPolicy and its bindings.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cellsOf, headingsOf, objectOf, problems } from '#kit/kinds.ts';

const service = { service: { namespace: 'default', name: 'hook', path: '/check' } };
const rule = (more: object = {}): object => ({
  operations: ['CREATE'],
  apiGroups: [''],
  apiVersions: ['v1'],
  resources: ['pods'],
  ...more,
});
const webhook = (more: object = {}): object => ({
  name: 'check.pods.example',
  clientConfig: service,
  sideEffects: 'None',
  admissionReviewVersions: ['v1'],
  rules: [rule()],
  ...more,
});
const configuration = (...webhooks: readonly object[]) => ({
  kind: 'ValidatingWebhookConfiguration' as const,
  webhooks,
});
const about = { resourceRules: [rule()] };
const policy = (spec: object = {}) => ({
  kind: 'ValidatingAdmissionPolicy' as const,
  spec: { matchConstraints: about, validations: [{ expression: 'true' }], ...spec },
});
const binding = (spec: object = {}) => ({
  kind: 'ValidatingAdmissionPolicyBinding' as const,
  spec: { policyName: 'p', validationActions: ['Deny'], ...spec },
});

describe('webhooks', () => {
  const at = 'webhooks[0]';
  const table: readonly (readonly [string, ReturnType<typeof configuration>, readonly string[]])[] = [
    [
      'are taken',
      configuration(
        webhook(),
        webhook({ name: 'b.pods.example', clientConfig: { url: 'https://x.example/y' } }),
      ),
      [],
    ],
    ['are called something', configuration({ ...webhook(), name: '' }), [`${at}.name: Required value`]],
    [
      'have whole names, each once',
      configuration(webhook(), webhook()),
      ['webhooks[1].name: Duplicate value: "check.pods.example"'],
    ],
    [
      'have names with domains',
      configuration(webhook({ name: 'check' })),
      [
        `${at}.name: Invalid value: "check": should be a domain with at least three segments separated by dots`,
      ],
    ],
    [
      'are called in one place',
      configuration(webhook({ clientConfig: {} })),
      [`${at}.clientConfig: Required value: exactly one of url or service is required`],
    ],
    [
      'are called at a path',
      configuration(webhook({ clientConfig: { service: { ...service.service, path: 'a//b' } } })),
      [`${at}.clientConfig.service.path: Invalid value: "a//b": must start with a '/'`],
    ],
    [
      'change nothing outside',
      configuration(webhook({ sideEffects: 'Some' })),
      [`${at}.sideEffects: Unsupported value: "Some": supported values: "None", "NoneOnDryRun"`],
    ],
    [
      'speak a version that orc speaks',
      configuration(webhook({ admissionReviewVersions: ['v9'] })),
      [`${at}.admissionReviewVersions: Invalid value: ["v9"]: must include at least one of v1, v1beta1`],
    ],
    [
      'answer within 30 seconds',
      configuration(webhook({ timeoutSeconds: 31 })),
      [`${at}.timeoutSeconds: Invalid value: 31: must be between 1 and 30, inclusive`],
    ],
    [
      'are asked about all or some',
      configuration(
        webhook({
          rules: [
            rule({
              operations: ['*', 'CREATE'],
              apiGroups: ['*', ''],
              apiVersions: ['*', 'v1'],
              resources: ['*', 'pods', 'pods/*', 'pods/log'],
            }),
          ],
        }),
      ),
      [
        `${at}.rules[0].operations: Invalid value: ["*","CREATE"]: if '*' is present, must not specify other operations`,
        `${at}.rules[0].apiGroups: Invalid value: ["*",""]: if '*' is present, must not specify other API groups`,
        `${at}.rules[0].apiVersions: Invalid value: ["*","v1"]: if '*' is present, must not specify other API versions`,
        `${at}.rules[0].resources[1]: Invalid value: "pods": if '*' is present, must not specify pods`,
        `${at}.rules[0].resources[3]: Invalid value: "pods/log": if 'pods/*' is present, must not specify pods/log`,
      ],
    ],
    [
      'are asked about something',
      configuration(webhook({ rules: [{ ...rule(), apiGroups: [] }] })),
      [`${at}.rules[0].apiGroups: Required value`],
    ],
  ];
  for (const [name, manifest, expected] of table)
    it(name, () => assert.deepEqual(problems(manifest), expected));

  it('have the defaults that Kubernetes documents', () => {
    const made = objectOf({ ...configuration(webhook()), kind: 'MutatingWebhookConfiguration' });
    assert.ok(made.kind === 'MutatingWebhookConfiguration');
    const [first] = made.webhooks ?? [];
    assert.ok(first !== undefined);
    const {
      failurePolicy,
      matchPolicy,
      timeoutSeconds,
      reinvocationPolicy,
      namespaceSelector,
      objectSelector,
    } = first;
    assert.deepEqual(
      [failurePolicy, matchPolicy, timeoutSeconds, reinvocationPolicy, namespaceSelector, objectSelector],
      ['Fail', 'Equivalent', 10, 'Never', {}, {}],
    );
    assert.deepEqual([first.clientConfig.service?.port, first.rules?.[0]?.scope], [443, '*']);
  });

  it('are shown by their number', () => {
    for (const kind of ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'] as const)
      assert.deepEqual(headingsOf(kind), { plain: ['NAME', 'WEBHOOKS', 'AGE'], wide: [] });
    assert.equal(cellsOf(configuration(webhook()))['WEBHOOKS'], '1');
  });
});

describe('an admission policy', () => {
  const table: readonly (readonly [string, ReturnType<typeof policy>, readonly string[]])[] = [
    [
      'is taken',
      policy({
        variables: [{ name: 'a', expression: '1' }],
        paramKind: { apiVersion: 'x.example/v1', kind: 'P' },
      }),
      [],
    ],
    [
      'may note alone',
      policy({ validations: [], auditAnnotations: [{ key: 'a', valueExpression: '"b"' }] }),
      [],
    ],
    [
      'is about something',
      policy({ matchConstraints: {} }),
      ['spec.matchConstraints.resourceRules: Required value'],
    ],
    [
      'says something',
      policy({ validations: [] }),
      ['spec.validations: Required value: validations or auditAnnotations must contain at least one item'],
    ],
    [
      'says it in one line',
      policy({ validations: [{ expression: 'a\n&& b' }, { expression: ' ', message: 'a\nb' }] }),
      [
        'spec.validations[0].message: Required value: message must be specified if expression contains line breaks',
        'spec.validations[1].expression: Required value: expression is not specified',
        'spec.validations[1].message: Invalid value: "a\\nb": message must not contain line breaks',
      ],
    ],
    [
      'has variables with names',
      policy({ variables: [{ name: 'a-b', expression: '1' }] }),
      ['spec.variables[0].name: Invalid value: "a-b": name is not a valid CEL identifier'],
    ],
    [
      'has notes with names, each once',
      policy({
        auditAnnotations: [
          { key: 'a/b', valueExpression: '1' },
          { key: 'c', valueExpression: '1' },
          { key: 'c', valueExpression: '1' },
        ],
      }),
      [
        'spec.auditAnnotations[0].key: Invalid value: "a/b": must not contain a slash',
        'spec.auditAnnotations[2].key: Duplicate value: "c"',
      ],
    ],
    [
      'is parameterized by a kind',
      policy({ paramKind: { apiVersion: 'a/b/c', kind: 'P P' } }),
      [
        'spec.paramKind.apiVersion: Invalid value: "a/b/c": must be a version or a group and a version',
        "spec.paramKind.kind: Invalid value: \"P P\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name')",
      ],
    ],
  ];
  for (const [name, manifest, expected] of table)
    it(name, () => assert.deepEqual(problems(manifest), expected));

  const bindings: readonly (readonly [string, ReturnType<typeof binding>, readonly string[]])[] = [
    ['is bound', binding({ paramRef: { name: 'a' }, matchResources: about }), []],
    [
      'is bound with parameters',
      binding({ paramRef: {} }),
      ['spec.paramRef: Required value: one of name or selector must be specified'],
    ],
    [
      'is bound with parameters by name or by label',
      binding({ paramRef: { name: 'a', selector: {} } }),
      ['spec.paramRef.name: Forbidden: name and selector are mutually exclusive'],
    ],
    [
      'is bound with different consequences',
      binding({ validationActions: ['Deny', 'Warn', 'Deny'] }),
      [
        'spec.validationActions[2]: Duplicate value: "Deny"',
        'spec.validationActions: Invalid value: ["Deny","Warn","Deny"]: must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)',
      ],
    ],
    [
      'is bound by name and with consequences',
      binding({ policyName: '', validationActions: [] }),
      ['spec.policyName: Required value', 'spec.validationActions: Required value'],
    ],
  ];
  for (const [name, manifest, expected] of bindings)
    it(name, () => assert.deepEqual(problems(manifest), expected));

  it('is shown with its parameters', () => {
    assert.deepEqual(headingsOf('ValidatingAdmissionPolicy').plain, [
      'NAME',
      'VALIDATIONS',
      'PARAMKIND',
      'AGE',
    ]);
    assert.deepEqual(headingsOf('ValidatingAdmissionPolicyBinding').plain, [
      'NAME',
      'POLICYNAME',
      'PARAMREF',
      'AGE',
    ]);
    const shown = cellsOf(policy({ paramKind: { apiVersion: 'v1', kind: 'P' } }));
    assert.deepEqual([shown['VALIDATIONS'], shown['PARAMKIND']], ['1', 'v1/P']);
    assert.equal(cellsOf(policy())['PARAMKIND'], '<unset>');
    const refs = [{ name: 'a', namespace: 'n' }, { name: 'a' }].map(
      (paramRef) => cellsOf(binding({ paramRef }))['PARAMREF'],
    );
    assert.deepEqual(refs, ['n/a', '*/a']);
    const made = objectOf(binding({ paramRef: { name: 'a' } }));
    assert.ok(made.kind === 'ValidatingAdmissionPolicyBinding');
    assert.equal(made.spec.paramRef?.parameterNotFoundAction, 'Deny');
  });
});
