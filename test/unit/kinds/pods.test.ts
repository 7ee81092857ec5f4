import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cellsOf, objectOf, problems, problemsOfChange, selectableOf } from '#kit/kinds.ts';

const pod = (spec: object = {}, container: object = {}, rest: object = {}) => ({
  kind: 'Pod' as const,
  spec: { containers: [{ name: 'main', image: 'web:1', ...container }], ...spec },
  ...rest,
});
const term = (more: object = {}): object => ({
  topologyKey: 'zone',
  labelSelector: { matchLabels: { app: 'web' } },
  ...more,
});
const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

describe('what a pod asks that would be unsafe to leave undone', () => {
  const refused: readonly (readonly [string, object, object?])[] = [
    ['spec.volumes[0].emptyDir', { volumes: [{ name: 'a', emptyDir: {} }] }],
    ['spec.hostNetwork', { hostNetwork: true }],
    ['spec.initContainers', { initContainers: [{ name: 'a', image: 'b' }] }],
    ['spec.securityContext.sysctls', { securityContext: { sysctls: [{ name: 'a', value: '1' }] } }],
    ['spec.runtimeClassName', { runtimeClassName: 'safe' }],
    ['spec.containers[0].securityContext.procMount', {}, { securityContext: { procMount: 'Unmasked' } }],
    [
      'spec.containers[0].securityContext.seccompProfile.localhostProfile',
      {},
      { securityContext: { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'a' } } },
    ],
    [
      'spec.containers[0].volumeMounts[0].subPath',
      {},
      { volumeMounts: [{ name: 'a', mountPath: '/a', subPath: 'b' }] },
    ],
    ['spec.containers[0].lifecycle', {}, { lifecycle: { preStop: { exec: { command: ['a'] } } } }],
    ['spec.containers[0].ports[0].hostPort', {}, { ports: [{ containerPort: 1, hostPort: 1 }] }],
    ['spec.containers[0].livenessProbe.grpc', {}, { livenessProbe: { grpc: { port: 1 } } }],
    ['spec.containers[0].resources.claims', {}, { resources: { claims: [{ name: 'a' }] } }],
  ];
  for (const [at, spec, container] of refused)
    it(`is refused by its name: ${at}`, () =>
      assert.deepEqual(problems(pod(spec, container)).slice(0, 1), [`${at}: not supported yet`]));

  it('is taken when it asks for nothing', () =>
    assert.deepEqual(problems(pod({ securityContext: {} }, { securityContext: {} })), []));
});

describe('what a pod says of where it may run', () => {
  const table: readonly (readonly [string, object, readonly string[]])[] = [
    [
      'is taken when it can hold',
      {
        affinity: {
          nodeAffinity: {
            [required]: {
              nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n'] }] }],
            },
            [preferred]: [
              { weight: 1, preference: { matchExpressions: [{ key: 'gpu', operator: 'Exists' }] } },
            ],
          },
          podAffinity: { [required]: [term({ namespaces: ['a'], matchLabelKeys: ['version'] })] },
          podAntiAffinity: { [preferred]: [{ weight: 100, podAffinityTerm: term() }] },
        },
        topologySpreadConstraints: [
          { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', minDomains: 2 },
          { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' },
        ],
      },
      [],
    ],
    [
      'has weights of 1 to 100',
      { affinity: { podAffinity: { [preferred]: [{ weight: 101, podAffinityTerm: term() }] } } },
      [
        `spec.affinity.podAffinity.${preferred}[0].weight: Invalid value: 101: must be between 1 and 100, inclusive`,
      ],
    ],
    [
      'names a topology, and namespaces that can be',
      { affinity: { podAffinity: { [required]: [term({ topologyKey: '' })] } } },
      [`spec.affinity.podAffinity.${required}[0].topologyKey: Required value`],
    ],
    [
      'compares labels that it does not select, beside a selector',
      {
        affinity: {
          podAntiAffinity: {
            [required]: [
              term({ matchLabelKeys: ['app', 'b'], mismatchLabelKeys: ['b'] }),
              { topologyKey: 'zone', matchLabelKeys: ['a'] },
            ],
          },
        },
      },
      [
        `spec.affinity.podAntiAffinity.${required}[0].matchLabelKeys[0]: Invalid value: "app": exists in both matchLabelKeys and labelSelector`,
        `spec.affinity.podAntiAffinity.${required}[0].mismatchLabelKeys: Invalid value: "b": exists in both matchLabelKeys and mismatchLabelKeys`,
        `spec.affinity.podAntiAffinity.${required}[1].matchLabelKeys: Forbidden: must not be specified when labelSelector is not set`,
      ],
    ],
    [
      'selects nodes by rules that can hold',
      {
        affinity: {
          nodeAffinity: {
            [preferred]: [{ weight: 1, preference: { matchExpressions: [{ key: 'a b', operator: 'In' }] } }],
          },
        },
      },
      [
        `spec.affinity.nodeAffinity.${preferred}[0].preference.matchExpressions[0].values: Required value: must be specified when \`operator\` is 'In' or 'NotIn'`,
        `spec.affinity.nodeAffinity.${preferred}[0].preference.matchExpressions[0].key: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName', or 'example.com/MyName')`,
      ],
    ],
    [
      'spreads pods in one way over each topology',
      {
        topologySpreadConstraints: [
          { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' },
          { maxSkew: 2, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' },
        ],
      },
      [
        'spec.topologySpreadConstraints[1]: Duplicate value: {"topologyKey":"zone","whenUnsatisfiable":"DoNotSchedule"}',
      ],
    ],
    [
      'counts domains only where a pod would wait',
      {
        topologySpreadConstraints: [
          { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', minDomains: 2 },
        ],
      },
      [
        'spec.topologySpreadConstraints[0].minDomains: Invalid value: 2: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway',
      ],
    ],
  ];
  for (const [name, spec, expected] of table) it(name, () => assert.deepEqual(problems(pod(spec)), expected));

  it('is for Linux', () =>
    assert.deepEqual(problems(pod({ os: { name: 'windows' } })), [
      'spec.os.name: Unsupported value: "windows": supported values: "linux"',
    ]));
});

describe('a pod', () => {
  it('that brings its own name servers names them', () =>
    assert.deepEqual(problems(pod({ dnsPolicy: 'None' })), [
      'spec.dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` is None',
    ]));

  it('has its account under both names', () => {
    for (const given of [{ serviceAccountName: 'robot' }, { serviceAccount: 'robot' }]) {
      const made = objectOf(pod(given));
      assert.ok(made.kind === 'Pod');
      assert.deepEqual([made.spec.serviceAccountName, made.spec.serviceAccount], ['robot', 'robot']);
    }
  });

  it('keeps where it may run, and what it tolerates but for how long', () => {
    const kept = [
      'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`, `spec.tolerations` (only additions to existing tolerations)',
    ];
    const spot = { key: 'spot', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 9 };
    const more = { key: 'gpu', operator: 'Exists' };
    const tolerant = (...tolerations: object[]) => pod({ tolerations });
    const table: readonly (readonly [
      before: ReturnType<typeof pod>,
      after: ReturnType<typeof pod>,
      boolean,
    ])[] = [
      [pod(), pod({ priorityClassName: 'high' }), false],
      [pod(), pod({ nodeName: 'n' }), false],
      [pod({ nodeName: 'n' }), pod({ nodeName: 'm' }), false],
      [pod({ nodeName: 'n' }), pod(), false],
      [pod(), pod({ terminationGracePeriodSeconds: 1 }), false],
      [pod(), pod({ containers: [{ name: 'main', image: 'demo:v9' }] }), true],
      [tolerant(spot), tolerant(spot, more), true],
      [tolerant(spot), tolerant({ ...spot, tolerationSeconds: 99 }), true],
      [tolerant(spot, more), tolerant(more), false],
      [tolerant(spot), tolerant({ ...spot, effect: 'NoSchedule', tolerationSeconds: undefined }), false],
    ];
    for (const [place, [before, after, isAllowed]] of table.entries())
      assert.deepEqual(problemsOfChange(before, after), isAllowed ? [] : kept, `row ${place}`);
  });

  it('is selected by node, account, scheduler and phase', () =>
    assert.deepEqual(selectableOf(pod({ nodeName: 'n', serviceAccountName: 'robot' })), {
      'spec.nodeName': 'n',
      'spec.restartPolicy': 'Always',
      'spec.schedulerName': 'default-scheduler',
      'spec.serviceAccountName': 'robot',
      'spec.hostNetwork': 'false',
      'status.phase': 'Pending',
      'status.podIP': '',
      'status.nominatedNodeName': '',
    }));

  it('shows the node that is being cleared for it', () =>
    assert.equal(cellsOf(pod({}, {}, { status: { nominatedNodeName: 'n' } }))['NOMINATED NODE'], 'n'));
});

describe('a node', () => {
  const node = (spec: object, status: object = {}) => ({ kind: 'Node' as const, spec, status });

  it('keeps its cloud’s name once it has one', () => {
    assert.deepEqual(problemsOfChange(node({}), node({ providerID: 'a://b' })), []);
    assert.deepEqual(problemsOfChange(node({ providerID: 'a://b' }), node({ providerID: 'a://c' })), [
      'spec.providerID: Invalid value: "a://c": field is immutable',
    ]);
  });

  it('shows its address outside the cluster', () => {
    const addresses = [
      { type: 'InternalIP', address: '10.0.0.1' },
      { type: 'ExternalIP', address: '192.0.2.1' },
    ];
    const cells = cellsOf(node({}, { addresses }));
    assert.deepEqual([cells['INTERNAL-IP'], cells['EXTERNAL-IP']], ['10.0.0.1', '192.0.2.1']);
  });
});

describe('a namespace', () => {
  it('is labelled with its name, whatever else it says', () => {
    const made = objectOf({
      kind: 'Namespace',
      metadata: { name: 'team', labels: { a: 'b', 'kubernetes.io/metadata.name': 'other' } },
    });
    assert.deepEqual(made.metadata.labels, { a: 'b', 'kubernetes.io/metadata.name': 'team' });
  });
});

describe('a service', () => {
  const service = (status?: object) => ({
    kind: 'Service' as const,
    spec: { ports: [{ port: 80, appProtocol: 'kubernetes.io/h2c' }], trafficDistribution: 'PreferClose' },
    ...(status && { status }),
  });

  it('may say what is spoken there and which pods are preferred', () =>
    assert.deepEqual(problems(service()), []));

  it('shows where a load balancer offers it', () => {
    assert.equal(cellsOf(service())['EXTERNAL-IP'], '<none>');
    const ingress = [{ ip: '192.0.2.1' }, { hostname: 'web.example.com' }];
    assert.equal(cellsOf(service({ loadBalancer: { ingress } }))['EXTERNAL-IP'], '192.0.2.1,web.example.com');
  });
});

describe('a Secret', () => {
  const secret = (type: string, stringData: object = {}, metadata: object = {}) => ({
    kind: 'Secret' as const,
    metadata: { name: 's', namespace: 'default', ...metadata },
    type,
    stringData,
  });
  const table: readonly (readonly [string, ReturnType<typeof secret>, readonly string[]])[] = [
    ['of any other type holds anything', secret('example.com/mine', { a: 'b' }), []],
    [
      'for TLS holds a certificate and its key',
      secret('kubernetes.io/tls', { 'tls.crt': 'x' }),
      ['data[tls.key]: Required value'],
    ],
    ['for SSH holds a key', secret('kubernetes.io/ssh-auth'), ['data[ssh-privatekey]: Required value']],
    [
      'for a password holds a name or a password',
      secret('kubernetes.io/basic-auth'),
      ['data[username]: Required value', 'data[password]: Required value'],
    ],
    ['for a password is taken with either', secret('kubernetes.io/basic-auth', { password: '' }), []],
    [
      'for images holds JSON, and is not shown',
      secret('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': 'not it' }),
      ['data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": must be JSON'],
    ],
    [
      'for an account names it',
      secret('kubernetes.io/service-account-token'),
      ['metadata.annotations[kubernetes.io/service-account.name]: Required value'],
    ],
    [
      'for an account that it names is taken',
      secret(
        'kubernetes.io/service-account-token',
        {},
        {
          annotations: { 'kubernetes.io/service-account.name': 'robot' },
        },
      ),
      [],
    ],
  ];
  for (const [name, manifest, expected] of table)
    it(name, () => assert.deepEqual(problems(manifest), expected));
});
