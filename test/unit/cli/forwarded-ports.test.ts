// Which ports `orc port-forward` connects.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Pod, Service } from '#kernel/model/gen/core.gen.ts';
import { askedPort, forwardedPorts } from '#cli/forwarded-ports.ts';

const pod: Pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p' },
  spec: {
    containers: [
      { name: 'a', image: 'a' },
      {
        name: 'b',
        image: 'b',
        ports: [
          { name: 'http', containerPort: 8080 },
          { name: 'dns', containerPort: 53, protocol: 'UDP' },
        ],
      },
    ],
  },
};

function service(clusterIP: string): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 's' },
    spec: {
      clusterIP,
      ports: [
        { name: 'web', port: 80, targetPort: 'http' },
        { name: 'same', port: 81 },
        { name: 'other', port: 82, targetPort: 9000 },
        { name: 'udp', port: 83, protocol: 'UDP' },
        { name: 'both', port: 83, targetPort: 1, protocol: 'TCP' },
        { name: 'lost', port: 84, targetPort: 'nothing' },
      ],
    },
  };
}

describe('ports that are forwarded', () => {
  it('are written as one number, as two, with any local one, and by names', () => {
    assert.deepEqual(askedPort('8080'), { local: undefined, remote: '8080' });
    assert.deepEqual(askedPort('8080:80'), { local: 8080, remote: '80' });
    assert.deepEqual(askedPort(':80'), { local: 0, remote: '80' });
    assert.deepEqual(askedPort('0:http'), { local: 0, remote: 'http' });
    assert.deepEqual(askedPort('http'), { local: undefined, remote: 'http' });
    for (const [text, words] of [
      ['', /invalid port format ''/],
      ['1:2:3', /invalid port format '1:2:3': give \[LOCAL:\]REMOTE/],
      ['80:', /invalid port format '80:'/],
      ['80:0', /remote port must be > 0/],
      ['70000', /error parsing remote port '70000'/],
      ['x:80', /error parsing local port 'x'/],
      ['70000:80', /error parsing local port '70000'/],
    ] as const)
      assert.throws(() => askedPort(text), words);
  });

  it('of a pod are its numbers, or those that its containers name', () => {
    assert.deepEqual(forwardedPorts(askedPort('5000'), pod), { local: 5000, remote: 5000 });
    assert.deepEqual(forwardedPorts(askedPort('http'), pod), { local: 8080, remote: 8080 });
    assert.deepEqual(forwardedPorts(askedPort(':http'), pod), { local: 0, remote: 8080 });
    assert.throws(
      () => forwardedPorts(askedPort('https'), pod),
      /Pod 'p' does not have a named port 'https': it has http, dns/,
    );
    assert.throws(() => forwardedPorts(askedPort('dns'), pod), /UDP protocol is not supported for dns/);
  });

  it('of a Service are those of the pod that they stand for', () => {
    const through = (text: string, clusterIP = '10.0.0.1'): unknown =>
      forwardedPorts(askedPort(text), pod, service(clusterIP));
    assert.deepEqual(through('80'), { local: 80, remote: 8080 });
    assert.deepEqual(through('8000:web'), { local: 8000, remote: 8080 });
    assert.deepEqual(through('same'), { local: 81, remote: 81 });
    assert.deepEqual(through(':82'), { local: 0, remote: 9000 });
    assert.deepEqual(through('83'), { local: 83, remote: 1 });
    assert.deepEqual(through('82', 'None'), { local: 82, remote: 82 });
    assert.throws(
      () => through('90'),
      /Service 's' does not have a service port 90: it has web \(80\), same/,
    );
    assert.throws(() => through('nope'), /Service 's' does not have a named port 'nope'/);
    assert.throws(() => through('udp'), /UDP protocol is not supported for udp/);
    assert.throws(() => through('lost'), /Pod 'p' does not have a named port 'nothing'/);
  });
});
