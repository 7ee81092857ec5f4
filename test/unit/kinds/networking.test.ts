// Ingress, IngressClass and NetworkPolicy.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isStrictlyWithin, parseAddress, parseNetwork } from '#kernel/model/ip.ts';
import { cellsOf, headingsOf, objectOf, problems, problemsOfChange } from '#kit/kinds.ts';

const backend = { service: { name: 'web', port: { number: 80 } } };
const path = (more: object = {}): object => ({ path: '/', pathType: 'Prefix', backend, ...more });
const ingress = (spec: object, rest: object = {}) => ({ kind: 'Ingress' as const, spec, ...rest });
const to = (...paths: readonly object[]) => ingress({ rules: [{ host: 'a.example', http: { paths } }] });
const policy = (spec: object) => ({ kind: 'NetworkPolicy' as const, spec });
const from = (...peers: readonly object[]) => policy({ podSelector: {}, ingress: [{ from: peers }] });
const ports = (...list: readonly object[]) => policy({ podSelector: {}, ingress: [{ ports: list }] });
const ingressClass = (spec: object) => ({ kind: 'IngressClass' as const, spec });

describe('an Ingress', () => {
  const first = 'spec.rules[0].http.paths[0]';
  const table: readonly (readonly [string, ReturnType<typeof ingress>, readonly string[]])[] = [
    ['with rules is taken', to(path(), path({ path: '/x', pathType: 'Exact' })), []],
    ['with a default alone is taken', ingress({ defaultBackend: backend }), []],
    [
      'leads to other objects too',
      ingress({ defaultBackend: { resource: { apiGroup: 'x.example', kind: 'Bucket', name: 'b' } } }),
      [],
    ],
    [
      'leads somewhere',
      ingress({}),
      ['spec: Invalid value: []: either `defaultBackend` or `rules` must be specified'],
    ],
    [
      'names hosts',
      ingress({
        rules: [{ host: '10.0.0.1' }, { host: 'A.example' }, { host: 'a.*.example' }, { host: '*.example' }],
      }),
      [
        'spec.rules[0].host: Invalid value: "10.0.0.1": must be a DNS name, not an IP address',
        "spec.rules[1].host: Invalid value: \"A.example\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com')",
        "spec.rules[2].host: Invalid value: \"a.*.example\": a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com')",
      ],
    ],
    ['says of each path what kind it is', to({ path: '/', backend }), [`${first}.pathType: Required value`]],
    [
      'has absolute paths that lead nowhere else',
      to(path({ path: 'x' }), path({ path: '/a//b' }), path({ path: '/a/..' })),
      [
        `${first}.path: Invalid value: "x": must be an absolute path`,
        `spec.rules[0].http.paths[1].path: Invalid value: "/a//b": must not contain '//'`,
        `spec.rules[0].http.paths[2].path: Invalid value: "/a/..": cannot end with '/..'`,
      ],
    ],
    ['may have no path where its class decides', to({ pathType: 'ImplementationSpecific', backend }), []],
    [
      'leads to a port',
      to(
        path({ backend: { service: { name: 'web' } } }),
        path({ backend: { service: { name: 'web', port: { name: 'http', number: 80 } } } }),
        path({ backend: { service: { name: 'web', port: { number: 70_000 } } } }),
        path({ backend: {} }),
      ),
      [
        `${first}.backend.service.port: Required value: port name or number is required`,
        'spec.rules[0].http.paths[1].backend.service.port: Invalid value: {"name":"http","number":80}: cannot set both port name & port number',
        'spec.rules[0].http.paths[2].backend.service.port.number: Invalid value: 70000: must be between 1 and 65535, inclusive',
        'spec.rules[0].http.paths[3].backend: Required value: either `service` or `resource` must be set',
      ],
    ],
    [
      'has one class',
      ingress(
        { defaultBackend: backend, ingressClassName: 'a' },
        { metadata: { name: 'x', annotations: { 'kubernetes.io/ingress.class': 'b' } } },
      ),
      [
        'metadata.annotations[kubernetes.io/ingress.class]: Invalid value: "b": must match `ingressClassName` when both are specified',
      ],
    ],
  ];
  for (const [name, manifest, expected] of table)
    it(name, () => assert.deepEqual(problems(manifest), expected));

  it('is shown with its hosts and addresses', () => {
    assert.deepEqual(headingsOf('Ingress'), {
      plain: ['NAME', 'CLASS', 'HOSTS', 'ADDRESS', 'PORTS', 'AGE'],
      wide: [],
    });
    const shown = (manifest: ReturnType<typeof ingress>): unknown[] => {
      const cells = cellsOf(manifest);
      return [cells['CLASS'], cells['HOSTS'], cells['ADDRESS'], cells['PORTS']];
    };
    assert.deepEqual(shown(ingress({ defaultBackend: backend })), ['<none>', '*', '', '80']);
    const rules = ['a', 'b', 'c', 'd'].map((host) => ({ host }));
    const status = { loadBalancer: { ingress: [{ ip: '192.0.2.1' }, { hostname: 'lb.example' }] } };
    assert.deepEqual(shown(ingress({ rules, ingressClassName: 'nginx', tls: [{}] }, { status })), [
      'nginx',
      'a,b,c + 1 more...',
      '192.0.2.1,lb....',
      '80, 443',
    ]);
  });
});

describe('an IngressClass', () => {
  const parameters = (more: object): object => ({
    controller: 'example.com/a',
    parameters: { kind: 'Config', name: 'c', ...more },
  });
  const table: readonly (readonly [string, object, readonly string[]])[] = [
    ['with parameters is taken', parameters({ apiGroup: 'x.example' }), []],
    [
      'names its controller with a domain',
      { controller: 'nginx' },
      ['spec.controller: Invalid value: "nginx": must be a domain-prefixed path (such as "acme.io/foo")'],
    ],
    [
      'has parameters in the namespace it names',
      parameters({ scope: 'Namespace' }),
      ["spec.parameters.namespace: Required value: `parameters.scope` is set to 'Namespace'"],
    ],
    [
      'has parameters in no namespace otherwise',
      parameters({ namespace: 'a' }),
      ["spec.parameters.namespace: Forbidden: `parameters.scope` is set to 'Cluster'"],
    ],
  ];
  for (const [name, spec, expected] of table)
    it(name, () => assert.deepEqual(problems(ingressClass(spec)), expected));

  it('keeps its controller, and shows it', () => {
    const [one, other] = [{ controller: 'a.example/x' }, { controller: 'b.example/x' }].map(ingressClass);
    assert.ok(one !== undefined && other !== undefined);
    assert.deepEqual(problemsOfChange(one, other), [
      'spec.controller: Invalid value: "b.example/x": field is immutable',
    ]);
    assert.deepEqual(headingsOf('IngressClass').plain, ['NAME', 'CONTROLLER', 'PARAMETERS', 'AGE']);
    assert.equal(cellsOf(one)['PARAMETERS'], '<none>');
    const shown = cellsOf(ingressClass(parameters({ apiGroup: 'x.example' })));
    assert.deepEqual([shown['CONTROLLER'], shown['PARAMETERS']], ['example.com/a', 'Config.x.example/c']);
  });
});

describe('a NetworkPolicy', () => {
  const peer = 'spec.ingress[0].from[0]';
  const port = 'spec.ingress[0].ports[0]';
  const table: readonly (readonly [string, ReturnType<typeof policy>, readonly string[]])[] = [
    ['about everything is taken', policy({ podSelector: {} }), []],
    ['allows pods and namespaces', from({ podSelector: {}, namespaceSelector: {} }), []],
    ['allows networks without parts', from({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }), []],
    [
      'allows networks of IPv6',
      from({ ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } }),
      [],
    ],
    ['allows ranges of ports', ports({ port: 80, endPort: 90 }), []],
    ['allows somebody', from({}), [`${peer}: Required value: must specify a peer`]],
    [
      'allows pods or networks',
      from({ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }),
      [`${peer}: Forbidden: may not specify both ipBlock and another peer`],
    ],
    [
      'leaves out only parts',
      from({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8', '11.0.0.0/16', 'x'] } }),
      [
        `${peer}.ipBlock.except[0]: Invalid value: "10.0.0.0/8": must be a strict subset of \`cidr\``,
        `${peer}.ipBlock.except[1]: Invalid value: "11.0.0.0/16": must be a strict subset of \`cidr\``,
        `${peer}.ipBlock.except[2]: Invalid value: "x": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)`,
      ],
    ],
    [
      'has ranges from low to high',
      ports({ port: 80, endPort: 79 }),
      [`${port}.endPort: Invalid value: 79: must be greater than or equal to \`port\``],
    ],
    [
      'has ranges of numbers',
      ports({ port: 'http', endPort: 79 }),
      [`${port}.endPort: Forbidden: may not be specified when \`port\` is non-numeric`],
    ],
    [
      'has ranges with a start',
      ports({ endPort: 79 }),
      [`${port}.port: Required value: must be specified when endPort is`],
    ],
    [
      'has ports that can be',
      ports({ port: 0 }, { port: 'Not A Port' }),
      [
        `${port}.port: Invalid value: 0: must be between 1 and 65535, inclusive`,
        'spec.ingress[0].ports[1].port: Invalid value: "Not A Port": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
      ],
    ],
  ];
  for (const [name, manifest, expected] of table)
    it(name, () => assert.deepEqual(problems(manifest), expected));

  it('is about what comes in, and about what goes out if it says something of that', () => {
    const types = (spec: object): unknown => {
      const made = objectOf(policy(spec));
      return made.kind === 'NetworkPolicy' ? made.spec?.policyTypes : undefined;
    };
    assert.deepEqual(types({}), ['Ingress']);
    assert.deepEqual(types({ egress: [{}] }), ['Ingress', 'Egress']);
    assert.deepEqual(types({ policyTypes: ['Egress'] }), ['Egress']);
  });

  it('is shown with its pods', () => {
    assert.deepEqual(headingsOf('NetworkPolicy').plain, ['NAME', 'POD-SELECTOR', 'AGE']);
    assert.equal(cellsOf(policy({ podSelector: {} }))['POD-SELECTOR'], '<none>');
    assert.equal(cellsOf(policy({ podSelector: { matchLabels: { a: 'b' } } }))['POD-SELECTOR'], 'a=b');
  });
});

describe('addresses and networks', () => {
  it('are read in every form that is allowed, and in no other', () => {
    const right: readonly (readonly [string, bigint])[] = [
      ['0.0.0.0', 0n],
      ['10.0.0.255', 0x0a0000ffn],
      ['::', 0n],
      ['::1', 1n],
      ['2001:db8::', 0x20010db8n << 96n],
      ['1:2:3:4:5:6:7:8', 0x00010002000300040005000600070008n],
      ['::ffff:10.0.0.1', 0xffff0a000001n],
    ];
    for (const [text, value] of right) assert.equal(parseAddress(text)?.value, value, text);
    for (const text of [
      '',
      '1',
      '1.2.3',
      '1.2.3.256',
      '01.2.3.4',
      ':',
      ':::',
      '1::2::3',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7::8',
      '12345::',
      'g::',
      '1.2.3.4::',
    ])
      assert.equal(parseAddress(text), undefined, text);
    for (const text of ['10.0.0.0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/08', '::/129', '10.0.0.0/8/8'])
      assert.equal(parseNetwork(text), undefined, text);
  });

  it('of different families do not hold each other', () => {
    const [ipv4, ipv6] = [parseNetwork('10.0.0.0/8'), parseNetwork('::/0')];
    assert.ok(ipv4 !== undefined && ipv6 !== undefined);
    assert.equal(isStrictlyWithin(ipv4, ipv6), false);
  });
});
