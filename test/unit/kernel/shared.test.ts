// Values that many objects have in common.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { decode, encode } from '#kernel/model/codec.ts';
import { Pod, PodSpec } from '#kernel/model/gen/core.gen.ts';
import { once, share } from '#kernel/model/shared.ts';

describe('what a function makes of a value', () => {
  const made: object[] = [];
  const copied = once((value: { readonly a: number }) => {
    made.push(value);
    return { ...value };
  });

  it('is made once of one that is shared, and shared then, too', () => {
    const value = share({ a: 1 });
    const twice = once((copy: { readonly a: number }) => [copy.a]);
    assert.equal(copied(value), copied(value));
    assert.deepEqual(made.splice(0), [value]);
    assert.equal(twice(copied(value)), twice(copied(value)));
    assert.deepEqual(copied(value), { a: 1 });
  });

  it('is made each time of one that is not', () => {
    const value = { a: 1 };
    assert.notEqual(copied(value), copied(value));
    assert.deepEqual(made.splice(0), [value, value]);
  });

  it('may be nothing', () => {
    let times = 0;
    const nothing = once((_value: object) => {
      times += 1;
      return undefined;
    });
    const value = share({});
    assert.deepEqual([nothing(value), nothing(value), times], [undefined, undefined, 1]);
  });
});

describe('a message that is shared', () => {
  const container = { name: 'a', image: 'b'.repeat(200) };
  const pod = (spec: PodSpec): Pod => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec });

  it('is encoded as one that is not, wherever it stands', () => {
    const spec: PodSpec = { containers: [container], nodeName: 'n' };
    const shared = share({ ...spec });
    for (const time of ['first', 'again']) {
      assert.deepEqual(encode(Pod, pod(shared)), encode(Pod, pod(spec)), time);
      assert.deepEqual(encode(PodSpec, shared), encode(PodSpec, spec), time);
    }
    assert.deepEqual(decode(Pod, encode(Pod, pod(shared))), pod(spec));
  });

  it('is encoded whole after it could not be', () => {
    const wrong: PodSpec = share({ containers: [{ ...container, ports: [{ containerPort: -(2 ** 60) }] }] });
    for (const time of ['first', 'again']) assert.throws(() => encode(Pod, pod(wrong)), /integer/, time);
    const right = share({ containers: [container] });
    assert.deepEqual(decode(Pod, encode(Pod, pod(right))), pod(right));
  });
});
