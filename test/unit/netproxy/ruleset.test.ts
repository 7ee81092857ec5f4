import assert from 'node:assert/strict';
import type { ProxyService } from '#netproxy/model.ts';
import { elementCommands, ruleJson } from '#netproxy/nft/json.ts';
import { compareStructure, parseListing } from '#netproxy/nft/listing.ts';
import { structureText } from '#netproxy/nft/text.ts';
import { diff, emptyRuleset, ruleset } from '#netproxy/ruleset.ts';
import { parseRoutes, planRoutes } from '#netproxy/routes/plan.ts';
import { serviceTable } from '#netproxy/structure.ts';
import { retryDelayMs } from '#netproxy/proxy.ts';

const network = { podCidr: '10.244.1.0/24', clusterCidr: '10.244.0.0/16', nodeAddresses: ['10.89.0.11'] };
const web: ProxyService = {
  namespace: 'default',
  name: 'web',
  clusterIPs: ['10.96.0.1'],
  sessionAffinity: 'None',
  ports: [
    {
      name: 'dns',
      protocol: 'UDP',
      port: 53,
      nodePort: 30053,
      endpoints: [
        { address: '10.244.1.2', port: 5353 },
        { address: '10.244.1.3', port: 5353 },
      ],
    },
  ],
};

describe('the ruleset', () => {
  it('fills one row of slots for an address and one for a node port', () => {
    const desired = ruleset({ ...network, services: [web] }, emptyRuleset);
    assert.deepEqual([...desired.rows.keys()], ['10.96.0.1 . udp . 53', 'udp . 30053']);
    assert.equal(desired.rows.get('10.96.0.1 . udp . 53')?.map, 'service_random_16');
    assert.equal(desired.rows.get('udp . 30053')?.map, 'nodeport_random_16');
  });

  it('keeps the address of a Service without endpoints, so that it is refused', () => {
    const empty = { ...web, ports: web.ports.map((port) => ({ ...port, endpoints: [] })) };
    const desired = ruleset({ ...network, services: [empty] }, emptyRuleset);
    assert.equal(desired.rows.size, 0);
    assert.deepEqual([...(desired.sets.get('cluster_ips') ?? [])], ['10.96.0.1']);
    assert.deepEqual([...(desired.sets.get('node_ports') ?? [])], ['udp . 30053']);
  });

  it('leaves the rows of other Services as they are, by identity', () => {
    const other = {
      ...web,
      name: 'other',
      clusterIPs: ['10.96.0.2'],
      ports: web.ports.map((port) => ({ ...port, nodePort: undefined })),
    };
    const before = ruleset({ ...network, services: [web, other] }, emptyRuleset);
    const less = {
      ...web,
      ports: web.ports.map((port) => ({ ...port, endpoints: port.endpoints.slice(1) })),
    };
    const after = ruleset({ ...network, services: [less, other] }, before);
    assert.equal(after.rows.get('10.96.0.2 . udp . 53'), before.rows.get('10.96.0.2 . udp . 53'));
    const { changes, staleFlows } = diff(before, after);
    assert.deepEqual(
      changes.map((change) => change.container),
      ['nodeport_random_16', 'service_random_16'],
    );
    assert.deepEqual(
      changes.map((change) => change.remove.length),
      [8, 8],
    );
    assert.deepEqual(staleFlows, [
      { address: '10.96.0.1', port: 53, endpointAddress: '10.244.1.2', endpointPort: 5353 },
      { port: 30053, endpointAddress: '10.244.1.2', endpointPort: 5353 },
    ]);
  });

  it('refuses a port out of range by the name of its Service', () => {
    const wrong = { ...web, ports: web.ports.map((port) => ({ ...port, port: 70_000 })) };
    assert.throws(
      () => ruleset({ ...network, services: [wrong] }, emptyRuleset),
      /Service default\/web, port "dns": port 70000/,
    );
  });

  it('refuses a pod CIDR that is none', () => {
    assert.throws(
      () => serviceTable({ ...network, podCidr: 'nonsense' }),
      /podCidr "nonsense" is not an IPv4 CIDR/,
    );
  });
});

describe('nft commands', () => {
  it('delete before they add', () => {
    const commands = elementCommands(serviceTable(network), [
      {
        container: 'service_random_16',
        remove: ['10.96.0.1 . tcp . 80 . 0'],
        add: [{ key: '10.96.0.1 . tcp . 80 . 0', value: '10.244.1.9 . 80' }],
      },
      { container: 'cluster_ips', remove: [], add: [{ key: '10.96.0.1' }] },
    ]);
    const target = { family: 'ip', table: 'orc' };
    assert.deepEqual(commands, {
      nftables: [
        {
          delete: {
            element: {
              ...target,
              name: 'service_random_16',
              elem: [{ concat: ['10.96.0.1', 'tcp', 80, 0] }],
            },
          },
        },
        {
          add: {
            element: {
              ...target,
              name: 'service_random_16',
              elem: [[{ concat: ['10.96.0.1', 'tcp', 80, 0] }, { concat: ['10.244.1.9', 80] }]],
            },
          },
        },
        { add: { element: { ...target, name: 'cluster_ips', elem: ['10.96.0.1'] } } },
      ],
    });
  });

  it('write only chains that differ, and drop what does not belong', () => {
    const table = serviceTable(network);
    const items = [
      ...table.maps.map((map) => ({
        map: {
          name: map.name,
          type:
            map.key.length === 4
              ? ['ipv4_addr', 'inet_proto', 'inet_service', 'integer']
              : ['inet_proto', 'inet_service', 'integer'],
          map: 'ipv4_addr . inet_service',
        },
      })),
      ...table.sets.map((set) => ({
        set: { name: set.name, type: set.types.length === 1 ? set.types[0] : set.types },
      })),
      ...table.chains.map((chain) => ({
        chain: {
          name: chain.name,
          ...(chain.base === undefined
            ? {}
            : { type: chain.base.type, hook: chain.base.hook, prio: chain.base.priority, policy: 'accept' }),
        },
      })),
      ...table.chains.flatMap((chain) =>
        chain.rules.map((rule) => ({ rule: { chain: chain.name, expr: ruleJson(rule) } })),
      ),
    ];
    assert.equal(compareStructure(table, parseListing(JSON.stringify({ nftables: items }))), undefined);
    const foreign = [
      ...items,
      { chain: { name: 'foreign' } },
      { rule: { chain: 'input', expr: [{ accept: null }] } },
    ];
    const change = compareStructure(table, parseListing(JSON.stringify({ nftables: foreign })));
    assert.deepEqual(change?.rewrite, ['input']);
    assert.deepEqual(change?.drop, [{ kind: 'chain', name: 'foreign' }]);
    assert.match(
      change === undefined ? '' : structureText(change),
      /flush chain ip orc input\nadd rule ip orc input fib daddr type local/,
    );
  });

  it('name what a listing holds that orc never writes', () => {
    assert.throws(
      () => parseListing('{"nftables":[{"set":{"name":"x","type":"ipv4_addr","elem":[{"range":[1,2]}]}}]}'),
      /nft listed an element/,
    );
  });
});

describe('the plan of routes', () => {
  it('sets what is missing or other, removes what is ours and unwanted', () => {
    const kernel = parseRoutes(
      '[{"dst":"10.244.2.0/24","gateway":"10.89.0.12","dev":"eth0"},{"dst":"10.244.3.0/24","gateway":"10.89.0.13","dev":"eth0"},{"dst":"10.1.1.1","dev":"orc0"}]',
    );
    const plan = planRoutes(
      [
        { destination: '10.244.2.0/24', gateway: '10.89.0.99' },
        { destination: '10.244.4.0/24', gateway: '10.89.0.14' },
        { destination: '10.1.1.1/32', device: 'orc0' },
      ],
      kernel,
    );
    assert.deepEqual(plan, {
      set: [
        { destination: '10.244.2.0/24', gateway: '10.89.0.99' },
        { destination: '10.244.4.0/24', gateway: '10.89.0.14' },
      ],
      remove: ['10.244.3.0/24'],
    });
  });
});

describe('retries', () => {
  it('wait longer each time, up to a limit', () => {
    assert.deepEqual([1, 2, 3, 20].map(retryDelayMs), [100, 200, 400, 5_000]);
  });
});
