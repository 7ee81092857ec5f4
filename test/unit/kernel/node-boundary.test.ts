// What belongs to a node by its name: its subjects, and the labels it may give itself.
import assert from 'node:assert/strict';
import { mayLabelItself } from '#kernel/node/own-labels.ts';
import { subjects, subjectsOfNode } from '#kernel/node/protocol.ts';
import { isAddressIn } from '#kernel/model/ip.ts';
import { natsUsers } from '#api/nats/users.ts';

describe('the boundary of a node', () => {
  it('lets it speak and listen on its own subjects only', () => {
    const { publish, subscribe } = subjectsOfNode('node-1.example.org');
    for (const subject of [...publish, ...subscribe]) {
      const parts = subject.split('.');
      assert.equal(parts[2], 'node-1_example_org', subject);
      // Nothing stands for the node's name, and nothing for all that follows.
      assert.ok(!parts.slice(0, 3).includes('*') && !parts.includes('>'), subject);
    }
    assert.ok(!publish.includes(subjects.down('node-1.example.org')));
    assert.ok(!subscribe.includes(subjects.up('node-1.example.org')));
  });

  it('is in the list of NATS by the subject of its certificate, beside masters who may do all', () => {
    const [master, first, second] = natsUsers(['m'], ['b', 'a']);
    assert.deepEqual(master, { user: 'CN=orc:master:m,O=orc:masters' });
    assert.equal(first?.user, 'CN=orc:node:a,O=orc:nodes');
    assert.deepEqual(second?.permissions?.subscribe.allow, subjectsOfNode('b').subscribe);
  });

  it('lets it say what it is, and not what it is for', () => {
    const own = [
      'disk',
      'example.org/disk',
      'kubernetes.io/hostname',
      'topology.kubernetes.io/zone',
      'kubelet.kubernetes.io/x',
      'a.node.kubernetes.io/x',
      'notkubernetes.io/x',
    ];
    const others = [
      'node-role.kubernetes.io/control-plane',
      'node-restriction.kubernetes.io/secure',
      'kubernetes.io/x',
      'x.k8s.io/y',
      'orc.dev/pool',
      'a.orc.dev/pool',
    ];
    assert.deepEqual(own.filter(mayLabelItself), own);
    assert.deepEqual(others.filter(mayLabelItself), []);
  });

  it('knows which addresses are its network’s', () => {
    assert.ok(isAddressIn('10.244.3.7', '10.244.3.0/24'));
    assert.ok(!isAddressIn('10.244.4.7', '10.244.3.0/24'));
    assert.ok(!isAddressIn('10.244.3.7x', '10.244.3.0/24'));
    assert.ok(!isAddressIn('::1', '10.244.3.0/24'));
    assert.ok(isAddressIn('2001:db8::1', '2001:db8::/64'));
  });
});
