// PodDisruptionBudget, PriorityClass, RuntimeClass, Lease and EndpointSlice.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { kinds } from '#kernel/kinds/registry.gen.ts';
import { cellsOf, headingsOf, objectOf, problems, problemsOfChange } from '#kit/kinds.ts';

const budget = (spec: object, rest: object = {}) => ({ kind: 'PodDisruptionBudget' as const, spec, ...rest });
const priority = (value: number, more: object = {}) => ({ kind: 'PriorityClass' as const, value, ...more });
const runtime = (more: object = {}) => ({ kind: 'RuntimeClass' as const, handler: 'runc', ...more });
const slice = (more: object = {}) => ({ kind: 'EndpointSlice' as const, addressType: 'IPv4', ...more });
const named = (name: string): object => ({ metadata: { name } });

describe('a small kind', () => {
  const table: readonly (readonly [string, Parameters<typeof problems>[0], readonly string[]])[] = [
    ['is a budget', budget({ minAvailable: '50%', selector: {} }), []],
    ['is a budget of nothing', { kind: 'PodDisruptionBudget' }, []],
    [
      'is a budget with one bound',
      budget({ minAvailable: 1, maxUnavailable: 1 }),
      [
        'spec: Invalid value: {"minAvailable":1,"maxUnavailable":1}: minAvailable and maxUnavailable cannot be both set',
      ],
    ],
    [
      'is a budget with a bound that can be',
      budget({ maxUnavailable: '101%' }),
      ['spec.maxUnavailable: Invalid value: "101%": must not be greater than 100%'],
    ],
    [
      'is a budget of pods that can be selected',
      budget({ selector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }),
      [
        "spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
      ],
    ],
    ['is a priority', priority(-1), []],
    [
      'is a priority below the system’s',
      priority(1_000_000_001),
      ['value: Forbidden: maximum allowed value of a user defined priority is 1000000000'],
    ],
    [
      'is no priority of the system',
      priority(1, named('system-mine')),
      [
        'metadata.name: Forbidden: priority class names with `system-` prefix are reserved for system use only',
      ],
    ],
    ['is a priority of the system as it is', priority(2_000_001_000, named('system-node-critical')), []],
    [
      'is no other than the system’s',
      priority(1, named('system-node-critical')),
      [
        'value: Forbidden: the priority class "system-node-critical" has the value 2000001000 and is not the default',
      ],
    ],
    [
      'is a runtime',
      runtime({ overhead: { podFixed: { cpu: '100m' } }, scheduling: { nodeSelector: { a: 'b' } } }),
      [],
    ],
    [
      'is a runtime with a handler and costs',
      runtime({ handler: 'Run C', overhead: { podFixed: { cpu: '-1' } } }),
      [
        "handler: Invalid value: \"Run C\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name')",
      ],
    ],
    [
      'is a runtime that costs something',
      runtime({ overhead: { podFixed: { cpu: '-1' } }, scheduling: { nodeSelector: { 'a b': 'c' } } }),
      [
        'overhead.podFixed[cpu]: Invalid value: "-1": must be greater than or equal to 0',
        "scheduling.nodeSelector: Invalid value: \"a b\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName', or 'example.com/MyName')",
      ],
    ],
    [
      'is a runtime with tolerations that make sense',
      runtime({ scheduling: { tolerations: [{ operator: 'Equal' }] } }),
      [
        'scheduling.tolerations[0].operator: Invalid value: "Equal": operator must be Exists when `key` is empty',
      ],
    ],
    [
      'is a lease that somebody else should have only by some order',
      { kind: 'Lease', spec: { preferredHolder: 'b' } },
      ['spec.preferredHolder: Invalid value: "b": can only be specified if spec.strategy is'],
    ],
    [
      'is a slice of one kind of addresses',
      slice({ endpoints: [{ addresses: ['10.0.0.1', '::1', 'a.example'] }] }),
      [
        'endpoints[0].addresses[1]: Invalid value: "::1": must be a valid IPv4 address',
        'endpoints[0].addresses[2]: Invalid value: "a.example": must be a valid IPv4 address',
      ],
    ],
    ['is a slice of IPv6', slice({ addressType: 'IPv6', endpoints: [{ addresses: ['2001:db8::1'] }] }), []],
    ['is a slice of names', slice({ addressType: 'FQDN', endpoints: [{ addresses: ['a.example'] }] }), []],
    [
      'is a slice of addresses of other machines',
      slice({ endpoints: [{ addresses: ['127.0.0.1', '169.254.169.254', '0.0.0.0', '224.0.0.1'] }] }),
      [
        'endpoints[0].addresses[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
        'endpoints[0].addresses[1]: Invalid value: "169.254.169.254": may not be in the link-local range (169.254.0.0/16, fe80::/10)',
        'endpoints[0].addresses[2]: Invalid value: "0.0.0.0": may not be unspecified (0.0.0.0)',
        'endpoints[0].addresses[3]: Invalid value: "224.0.0.1": may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)',
      ],
    ],
    [
      'is a slice of addresses of other machines in IPv6, too',
      slice({
        addressType: 'IPv6',
        endpoints: [{ addresses: ['::1', 'fe80::1', '::', 'ff02::1', '::ffff:127.0.0.1'] }],
      }),
      [
        'endpoints[0].addresses[0]: Invalid value: "::1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
        'endpoints[0].addresses[1]: Invalid value: "fe80::1": may not be in the link-local range (169.254.0.0/16, fe80::/10)',
        'endpoints[0].addresses[2]: Invalid value: "::": may not be unspecified (::)',
        'endpoints[0].addresses[3]: Invalid value: "ff02::1": may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)',
        'endpoints[0].addresses[4]: Invalid value: "::ffff:127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
      ],
    ],
    [
      'is a slice with ports that differ',
      slice({ ports: [{ port: 1 }, { port: 2 }, { name: 'A' }] }),
      [
        'ports[1].name: Duplicate value: ""',
        "ports[2].name: Invalid value: \"A\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name')",
      ],
    ],
  ];
  for (const [name, manifest, expected] of table)
    it(name, () => assert.deepEqual(problems(manifest), expected));

  it('keeps a priority as it is', () => {
    assert.deepEqual(problemsOfChange(priority(1), priority(2, { preemptionPolicy: 'Never' })), [
      'value: Forbidden: may not be changed in an update.',
      'preemptionPolicy: Invalid value: "Never": field is immutable',
    ]);
    assert.deepEqual(problemsOfChange(priority(1), priority(1, { description: 'x' })), []);
    const made = objectOf(priority(1));
    assert.ok(made.kind === 'PriorityClass');
    assert.equal(made.preemptionPolicy, 'PreemptLowerPriority');
  });

  it('is shown', () => {
    assert.deepEqual(headingsOf('PodDisruptionBudget').plain, [
      'NAME',
      'MIN AVAILABLE',
      'MAX UNAVAILABLE',
      'ALLOWED DISRUPTIONS',
      'AGE',
    ]);
    const cells = cellsOf(budget({ minAvailable: '50%' }));
    assert.deepEqual(
      [cells['MIN AVAILABLE'], cells['MAX UNAVAILABLE'], cells['ALLOWED DISRUPTIONS']],
      ['50%', 'N/A', '0'],
    );
    assert.deepEqual(headingsOf('PriorityClass').plain, [
      'NAME',
      'VALUE',
      'GLOBAL-DEFAULT',
      'AGE',
      'PREEMPTIONPOLICY',
    ]);
    assert.equal(cellsOf(priority(1, { globalDefault: true }))['GLOBAL-DEFAULT'], 'true');
    assert.deepEqual(headingsOf('RuntimeClass').plain, ['NAME', 'HANDLER', 'AGE']);
    assert.deepEqual(headingsOf('Lease').plain, ['NAME', 'HOLDER', 'AGE']);
    assert.deepEqual(headingsOf('EndpointSlice').plain, ['NAME', 'ADDRESSTYPE', 'PORTS', 'ENDPOINTS', 'AGE']);
    const shown = cellsOf(
      slice({
        ports: [{ port: 80 }],
        endpoints: ['1', '2', '3', '4'].map((last) => ({ addresses: [`10.0.0.${last}`] })),
      }),
    );
    assert.deepEqual([shown['PORTS'], shown['ENDPOINTS']], ['80', '10.0.0.1,10.0.0.2,10.0.0.3 + 1 more...']);
  });
});

describe('the names of kinds', () => {
  it('are those of kubectl', () => {
    const short = Object.fromEntries(
      Object.values(kinds)
        .filter(({ shortNames }) => shortNames.length > 0)
        .map(({ plural, shortNames }) => [plural, shortNames.join(',')]),
    );
    const expected = {
      statefulsets: 'sts',
      daemonsets: 'ds',
      cronjobs: 'cj',
      ingresses: 'ing',
      networkpolicies: 'netpol',
      poddisruptionbudgets: 'pdb',
      storageclasses: 'sc',
      horizontalpodautoscalers: 'hpa',
      priorityclasses: 'pc',
      customresourcedefinitions: 'crd,crds',
      certificatesigningrequests: 'csr',
    };
    for (const [plural, names] of Object.entries(expected)) assert.equal(short[plural], names, plural);
  });

  it('mean one kind each', () => {
    const all = Object.values(kinds).flatMap(({ plural, singular, shortNames }) => [
      ...new Set([plural, singular, ...shortNames]),
    ]);
    assert.equal(new Set(all).size, all.length);
  });
});
