import assert from 'node:assert/strict';
import type { ProxyEndpoint, ProxyService } from '#netproxy/model.ts';
import { ServiceLab, addresses, echoPort } from '#kit/network/service-lab.ts';
import type { Outcome } from '#kit/network/service-lab.ts';

function to(...members: (keyof typeof addresses)[]): ProxyEndpoint[] {
  return members.map((member) => ({ address: addresses[member], port: echoPort }));
}

function service(
  name: string,
  address: string,
  endpoints: ProxyEndpoint[],
  more: Partial<ProxyService> = {},
): ProxyService {
  const ports = [
    { name: 'tcp', protocol: 'TCP' as const, port: 80, nodePort: 30_080, endpoints },
    { name: 'udp', protocol: 'UDP' as const, port: 80, nodePort: 30_080, endpoints },
  ];
  return { namespace: 'default', name, clusterIPs: [address], ports, sessionAffinity: 'None', ...more };
}

const vip = '10.96.0.10';
const web = (...members: (keyof typeof addresses)[]) => service('web', vip, to(...members));

function names(answers: readonly string[]): string[] {
  return [...new Set(answers.map((answer) => answer.split(' ')[0] ?? ''))].sort();
}

function assertRefusedFast(outcomes: readonly Outcome[], errors: readonly string[]): void {
  for (const outcome of outcomes) {
    assert.ok('error' in outcome, JSON.stringify(outcome));
    assert.ok(errors.includes(outcome.error) && outcome.afterMs < 3_000, JSON.stringify(outcome));
  }
}

/** Everything nftables has in the node's namespace: declarations and rules as they are, elements in order of key only. */
async function shape(lab: ServiceLab): Promise<string> {
  const rules = await lab.net.run('node', 'nft', '-t', 'list', 'ruleset');
  const all = await lab.net.run('node', 'nft', 'list', 'ruleset');
  const keys = [...all.matchAll(/([\w.]+( \. [\w.]+)+) : /g)].map((found) => found[1] ?? '');
  return [rules, ...keys.sort((a, b) => a.localeCompare(b))].join('\n');
}

describe('Services on a node', function () {
  this.timeout(120_000);
  let lab: ServiceLab;

  before(async () => {
    lab = await ServiceLab.create('svc');
  });
  after(async () => {
    await lab?.[Symbol.asyncDispose]();
  });

  it('balance connections from a pod and from the node over all endpoints, TCP and UDP', async () => {
    await lab.apply(web('a', 'b', 'far'));
    for (const protocol of ['tcp', 'udp'] as const) {
      assert.deepEqual(names(await lab.answers('c', protocol, vip, 80, 60)), ['a', 'b', 'far'], protocol);
      assert.deepEqual(names(await lab.answers('node', protocol, vip, 80, 60)), ['a', 'b', 'far'], protocol);
    }
  });

  it('keep the source address between pods', async () => {
    for (const answer of await lab.answers('c', 'tcp', vip, 80, 12))
      assert.match(answer, / (::ffff:)?10\.244\.1\.4$/);
  });

  it('answer on node ports from outside, and hide the source only from endpoints elsewhere', async () => {
    for (const protocol of ['tcp', 'udp'] as const) {
      const answers = await lab.answers('client', protocol, addresses.node, 30_080, 60);
      assert.deepEqual(names(answers), ['a', 'b', 'far'], protocol);
      for (const answer of answers) {
        assert.ok(answer.endsWith(answer.startsWith('far') ? addresses.node : addresses.client), answer);
      }
    }
    assert.deepEqual(names(await lab.answers('node', 'tcp', addresses.node, 30_080, 60)), ['a', 'b', 'far']);
    assert.deepEqual(names(await lab.answers('c', 'tcp', addresses.node, 30_080, 60)), ['a', 'b', 'far']);
  });

  it('let a pod reach itself', async () => {
    await lab.apply(web('a'));
    assert.deepEqual(names(await lab.answers('a', 'tcp', vip, 80, 5)), ['a']);
    assert.deepEqual(names(await lab.answers('a', 'udp', vip, 80, 5)), ['a']);
  });

  it('hide pods behind the node on the way out of the cluster', async () => {
    const [answer = ''] = await lab.answers('c', 'tcp', addresses.client, echoPort);
    assert.ok(answer.startsWith('client ') && answer.endsWith(addresses.node), answer);
  });

  it('refuse at once when there is no endpoint, and on ports the Service does not have', async () => {
    await lab.apply(web());
    for (const from of ['node', 'c']) {
      assertRefusedFast(await lab.ask(from, 'tcp', vip, 80), ['ECONNREFUSED']);
      assertRefusedFast(await lab.ask(from, 'tcp', vip, 81), ['ECONNREFUSED']);
      assertRefusedFast(await lab.ask(from, 'udp', vip, 80), ['ECONNREFUSED', 'EPERM']);
      assertRefusedFast(await lab.ask(from, 'tcp', addresses.node, 30_080), ['ECONNREFUSED']);
    }
    assertRefusedFast(await lab.ask('client', 'tcp', addresses.node, 30_080), ['ECONNREFUSED']);
    assertRefusedFast(await lab.ask('client', 'udp', addresses.node, 30_080), ['ECONNREFUSED']);
  });

  it('send one client to one endpoint under session affinity, and different clients to more', async () => {
    await lab.apply(service('web', vip, to('a', 'b', 'far'), { sessionAffinity: 'ClientIP' }));
    const first = await lab.answers('c', 'tcp', vip, 80, 20);
    assert.equal(names(first).length, 1);
    for (let last = 50; last < 60; last += 1)
      await lab.net.ip('client', 'addr', 'add', `10.89.0.${last}/24`, 'dev', 'eth0');
    const seen = new Set<string>();
    for (let last = 50; last < 60; last += 1) {
      await lab.net.ip('client', 'route', 'replace', addresses.node, 'dev', 'eth0', 'src', `10.89.0.${last}`);
      const answers = names(await lab.answers('client', 'tcp', addresses.node, 30_080, 4));
      assert.equal(answers.length, 1);
      seen.add(answers.join());
    }
    assert.ok(seen.size > 1, [...seen].join());
  });

  it('change without touching the elements of others', async () => {
    const other = service('zoo', '10.96.0.11', to('c'), {
      ports: [{ name: 'tcp', protocol: 'TCP', port: 80, endpoints: to('c') }],
    });
    await lab.apply(web('a', 'b'), other);
    const changedBefore = lab.metrics.values.get('orc_netproxy_changed_elements_total') ?? 0;
    await lab.apply(web('b'), other);
    const changed = (lab.metrics.values.get('orc_netproxy_changed_elements_total') ?? 0) - changedBefore;
    // Eight slots removed and added in each of four rows, and the endpoint's own entry.
    assert.equal(changed, 4 * 16 + 1);
    assert.deepEqual(names(await lab.answers('node', 'tcp', '10.96.0.11', 80, 5)), ['c']);
    assert.deepEqual(names(await lab.answers('node', 'tcp', vip, 80, 20)), ['b']);
  });

  it('go on without the process, and are adopted by the next one without a change', async () => {
    await lab.apply(web('a', 'b'));
    await lab.stop();
    assert.deepEqual(names(await lab.answers('c', 'tcp', vip, 80, 40)), ['a', 'b']);
    const listing = await lab.net.run('node', 'nft', '-a', '-t', 'list', 'table', 'ip', 'orc');
    const changed = lab.metrics.values.get('orc_netproxy_changed_elements_total');
    lab.start();
    await lab.apply(web('a', 'b'));
    assert.equal(lab.metrics.values.get('orc_netproxy_changed_elements_total'), changed);
    assert.equal(await lab.net.run('node', 'nft', '-a', '-t', 'list', 'table', 'ip', 'orc'), listing);
  });

  it('are repaired when someone else changed rules, elements or routes', async () => {
    await lab.apply(web('a', 'b'));
    const before = await shape(lab);
    const damages: string[][] = [
      ['nft', 'flush', 'chain', 'ip', 'orc', 'prerouting'],
      ['nft', 'flush', 'map', 'ip', 'orc', 'service_random_16'],
      ['nft', 'add', 'chain', 'ip', 'orc', 'foreign'],
      ['nft', 'delete', 'table', 'ip', 'orc'],
      ['ip', 'route', 'del', '10.244.2.0/24'],
    ];
    for (const [program = '', ...args] of damages) {
      await lab.net.run('node', program, ...args);
      lab.proxy.verify();
      await lab.until(async () => (await shape(lab)) === before);
      await lab.until(async () => (await lab.net.run('node', 'ip', 'route')).includes('10.244.2.0/24'));
    }
    assert.deepEqual(names(await lab.answers('c', 'tcp', vip, 80, 40)), ['a', 'b']);
  });

  it('and routes to other nodes do not wait for a route that can’t be set', async () => {
    const unreachable = { destination: '10.244.9.0/24', gateway: '203.0.113.9' };
    const far = { destination: '10.244.3.0/24', gateway: '10.89.0.12' };
    const input = lab.input([web('b')]);
    await lab.applyInput({ ...input, routes: [unreachable, ...input.routes, far] });
    assert.deepEqual(names(await lab.answers('c', 'tcp', vip, 80, 4)), ['b']);
    assert.match(await lab.net.run('node', 'ip', 'route'), /10\.244\.3\.0\/24 via 10\.89\.0\.12/);
    await lab.applyInput({ ...lab.input([web('a')]), routes: [unreachable, ...input.routes] });
    assert.deepEqual(names(await lab.answers('c', 'tcp', vip, 80, 4)), ['a']);
    assert.doesNotMatch(await lab.net.run('node', 'ip', 'route'), /10\.244\.3\.0/);
    await lab.net.run('node', 'ip', 'address', 'add', '203.0.113.1/24', 'dev', 'orc0');
    await lab.until(async () => (await lab.net.run('node', 'ip', 'route')).includes('10.244.9.0/24'));
    await lab.apply(web('a'));
    await lab.net.run('node', 'ip', 'address', 'del', '203.0.113.1/24', 'dev', 'orc0');
  });

  it('and routes to other nodes are put back when their link was down', async () => {
    const routes = (): Promise<string> => lab.net.run('node', 'ip', 'route');
    await lab.apply(web('a'));
    await lab.until(async () => (await routes()).includes('10.244.2.0/24'));
    await lab.net.run('node', 'ip', 'link', 'set', 'eth0', 'down');
    assert.doesNotMatch(await routes(), /10\.244\.2\.0/);
    await lab.net.run('node', 'ip', 'link', 'set', 'eth0', 'up');
    await lab.until(async () => (await routes()).includes('10.244.2.0/24'));
  });

  it('move a UDP client that never stops away from an endpoint that left', async () => {
    await lab.apply(web('a'));
    assert.deepEqual(names(await lab.answers('c', 'udp', vip, 80, 1, 5555)), ['a']);
    await lab.apply(web('b'));
    assert.deepEqual(names(await lab.answers('c', 'udp', vip, 80, 1, 5555)), ['b']);
  });
});
