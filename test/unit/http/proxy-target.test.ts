// What a proxy path leads to.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { podTarget, proxyNameOf, serviceTarget } from '#api/http/streaming/proxy-target.ts';
import { ControlBench } from '#kit/control.ts';
import { pod } from '#kit/objects.ts';

const first = { below: () => 0, uuid: () => '', bytes: (count: number) => new Uint8Array(count) };

describe('a proxy path', () => {
  it('names a scheme, an object and a port, and leaves out what goes without saying', () => {
    assert.deepEqual(proxyNameOf('web'), { scheme: 'http', name: 'web', port: '' });
    assert.deepEqual(proxyNameOf('web:8080'), { scheme: 'http', name: 'web', port: '8080' });
    assert.deepEqual(proxyNameOf('https:web:metrics'), { scheme: 'https', name: 'web', port: 'metrics' });
    assert.deepEqual(proxyNameOf(':web:'), { scheme: 'http', name: 'web', port: '' });
    for (const wrong of ['ftp:web:1', 'a:b:c:d'])
      assert.throws(() => proxyNameOf(wrong), /must be \[scheme:\]name\[:port\]/);
  });

  it('leads to a port of a pod by its number, its name, or as the first declared', () => {
    const bench = new ControlBench({ nodes: 0 });
    const made = pod('p');
    const containers = made.spec.containers.map((container) => ({
      ...container,
      ports: [
        { name: 'web', containerPort: 80 },
        { name: 'metrics', containerPort: 9100 },
      ],
    }));
    bench.create({ ...made, spec: { ...made.spec, containers } });
    bench.create(pod('bare'));
    const port = (name: string): number => podTarget(bench.store, 'default', proxyNameOf(name)).port;
    assert.deepEqual([port('p'), port('p:metrics'), port('p:1234')], [80, 9100, 1234]);
    assert.throws(() => port('p:none'), /no port "none" in pod "p"/);
    assert.throws(() => port('p:99999'), /no port "99999"/);
    assert.throws(() => port('bare'), /declares no port: name one/);
    assert.throws(() => port('nobody'), { code: 'NotFound' });
  });

  it('leads to a ready pod behind a Service, by the Service’s port', () => {
    const bench = new ControlBench({ nodes: 1 });
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: {
        selector: { app: 'web' },
        ports: [
          { name: 'http', port: 80, targetPort: 8080 },
          { name: 'other', port: 81 },
        ],
      },
    };
    bench.apply(service);
    const to = (name: string): { pod: string; port: number } =>
      serviceTarget(bench.store, 'default', proxyNameOf(name), first);
    assert.throws(() => to('web:http'), { code: 'Unavailable', message: /no endpoints available/ });
    bench.create(pod('a', { labels: { app: 'web' } }));
    bench.until('it has an endpoint', () => {
      try {
        return to('web:http').pod === 'a';
      } catch {
        return false;
      }
    });
    assert.deepEqual(to('web:80'), { pod: 'a', port: 8080 });
    assert.deepEqual(to('web:other'), { pod: 'a', port: 81 });
    assert.throws(() => to('web'), /has several ports: name one of http, other/);
    assert.throws(() => to('web:9'), /has no port "9": name one of http, other/);
    assert.throws(() => to('nobody:80'), { code: 'NotFound' });
  });
});
