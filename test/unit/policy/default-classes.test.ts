// Which class claims and ingresses get that name none.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { ControlBench } from '#kit/control.ts';

describe('default classes', () => {
  let bench: ControlBench;
  beforeEach(() => {
    bench = new ControlBench();
  });

  const marked = (prefix: string, value = 'true'): object => ({
    annotations: { [`${prefix}.kubernetes.io/is-default-class`]: value },
  });
  function storage(name: string, more: object = marked('storageclass')): void {
    const metadata = { name, ...more };
    bench.apply({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata, provisioner: 'x.dev/y' });
  }
  function serving(name: string, more: object = marked('ingressclass')): void {
    const metadata = { name, ...more };
    const spec = { controller: 'x.dev/y' };
    bench.apply({ apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata, spec });
  }
  function claim(more: object = {}, metadata: object = {}): string | undefined {
    bench.apply({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'x', ...metadata },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...more },
    });
    return bench.get('PersistentVolumeClaim', 'x').spec.storageClassName;
  }
  function ingress(more: object = {}, metadata: object = {}): string | undefined {
    bench.apply({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'x', ...metadata },
      spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } }, ...more },
    });
    return bench.get('Ingress', 'x').spec?.ingressClassName;
  }

  it('are given to those that name none', () => {
    storage('other', {});
    storage('fast');
    serving('other', {});
    serving('front');
    assert.equal(claim(), 'fast');
    assert.equal(ingress(), 'front');
  });

  it('are not given where there is none, or where it says that it is none', () => {
    storage('slow', marked('storageclass', 'false'));
    serving('back', marked('ingressclass', 'false'));
    assert.equal(claim(), undefined);
    assert.equal(ingress(), undefined);
  });

  it('leave alone what names one, or wants none', () => {
    storage('fast');
    serving('front');
    assert.equal(claim({ storageClassName: '' }), '');
    assert.equal(ingress({ ingressClassName: 'mine' }), 'mine');
  });

  it('leave alone what names one as it was done before there was a field', () => {
    storage('fast');
    serving('front');
    const before = (name: string, value: string): object => ({ annotations: { [name]: value } });
    assert.equal(claim({}, before('volume.beta.kubernetes.io/storage-class', 'old')), undefined);
    assert.equal(ingress({}, before('kubernetes.io/ingress.class', 'old')), undefined);
  });

  it('are the newest of several, and of those of one moment the first by name', () => {
    storage('a');
    bench.run(5_000);
    storage('c');
    storage('b');
    assert.equal(claim(), 'b');
  });

  it('stay what they were when the object is applied again', () => {
    storage('a');
    assert.equal(claim(), 'a');
    bench.run(5_000);
    storage('b');
    assert.equal(claim(), 'a');
  });
});
