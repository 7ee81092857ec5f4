// The rules of a pod's volumes: where their files may stand, and that no two stand in one place.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { PodSpec } from '#kernel/model/gen/core.gen.ts';
import type { Volume } from '#kernel/model/gen/volume.gen.ts';
import { withAccountVolume } from '#kernel/kinds/pod-account.ts';
import { MadeVolume, validateVolumes } from '#kernel/kinds/pod-volumes.ts';

function faults(volumes: readonly Volume[], volumeMounts: PodSpec['containers'][0]['volumeMounts'] = []) {
  const spec: PodSpec = { containers: [{ name: 'main', image: 'a:1', volumeMounts }], volumes };
  return validateVolumes(spec, 'spec').map(({ field, message }) => `${field}: ${message}`);
}

const files = (paths: readonly string[]): Volume => ({
  name: 'v',
  projected: { sources: [{ configMap: { name: 'c', items: paths.map((path) => ({ key: 'k', path })) } }] },
});

const conflict = (path: string): string =>
  `spec.volumes[0].projected.sources[0]: Invalid value: ${JSON.stringify(path)}: conflicting duplicate paths`;

describe('the files of a volume', () => {
  const good = ['a', 'a/b', '.a', 'a..', '..', 'a/..b', 'a/.b/c'].filter((path) => path !== '..');
  for (const path of good) it(`may be ${path}`, () => assert.deepEqual(faults([files([path])]), []));

  for (const path of ['', '/a', 'a/', 'a//b', './a', 'a/./b', 'a/.', '.', '..', '../a', '..a'])
    it(`may not be ${JSON.stringify(path)}`, () =>
      assert.deepEqual(faults([files([path])]), [
        `spec.volumes[0].projected.sources[0].configMap.items[0].path: Invalid value: ${JSON.stringify(path)}: must be a relative path that does not begin with '..'`,
      ]));

  it('may not have a path that no file can have', () => {
    const [fault = '', ...others] = faults([files([`a/${'b/'.repeat(100_000)}c`])]);
    assert.match(
      fault,
      /^spec\.volumes\[0\].*items\[0\]\.path: Invalid value: "a\/b.{70,80}\.\.\.": must have at most 4095/,
    );
    assert.deepEqual(others, []);
  });

  it('may not stand in one place, nor one in the place of a folder of another', () => {
    assert.deepEqual(faults([files(['a', 'b/c', 'b/d'])]), []);
    assert.deepEqual(faults([files(['a', 'b', 'a'])]), [conflict('a')]);
    assert.deepEqual(faults([files(['a/b', 'a'])]), [conflict('a')]);
    assert.deepEqual(faults([files(['a', 'a/b/c'])]), [conflict('a/b/c')]);
  });

  it('conflict exactly when one path is that of another or of a folder of it', () => {
    const path = fc
      .array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 3 })
      .map((all) => all.join('/'));
    fc.assert(
      fc.property(fc.array(path, { maxLength: 6 }), (paths) => {
        const expected = paths.filter((each, index) =>
          paths
            .slice(0, index)
            .some((other) => `${other}/`.startsWith(`${each}/`) || `${each}/`.startsWith(`${other}/`)),
        );
        assert.deepEqual(faults([files(paths)]), expected.map(conflict));
      }),
    );
  });

  it('are looked at in a time that does not run away', () => {
    const many = Array.from({ length: 30_000 }, (_none, index) => `${index}`);
    assert.deepEqual(faults([files(many)]), []);
  });
});

describe('what a container mounts', () => {
  const volumes: readonly Volume[] = [{ name: 'v', configMap: { name: 'c' } }];

  it('is a volume of the pod at an absolute path', () =>
    assert.deepEqual(faults(volumes, [{ name: 'v', mountPath: '/a/..b' }]), []));

  for (const mountPath of ['a', '/a:b', '/..', '/a/../b'])
    it(`may not stand at ${mountPath}`, () =>
      assert.deepEqual(faults(volumes, [{ name: 'v', mountPath }]), [
        `spec.containers[0].volumeMounts[0].mountPath: Invalid value: "${mountPath}": must be an absolute path without ':' and without '..'`,
      ]));

  it('is named in what is wrong', () =>
    assert.deepEqual(faults(volumes, [{ name: 'w', mountPath: '/a' }]), [
      'spec.containers[0].volumeMounts[0].name: Not found: "w": must be a volume of the pod',
    ]));
});

describe('a volume', () => {
  it('has one type', () => {
    assert.deepEqual(faults([{ name: 'v' }]), [
      'spec.volumes[0]: Required value: must specify a volume type',
    ]);
    assert.deepEqual(faults([{ name: 'v', configMap: { name: 'c' }, projected: {} }]), [
      'spec.volumes[0].projected: Forbidden: may not specify more than 1 volume type',
    ]);
  });

  it('that orc makes for an account is not looked at again, and what is made of it by others is', () => {
    const spec: PodSpec = { containers: [{ name: 'main', image: 'a:1' }], serviceAccountName: 'a' };
    const made = withAccountVolume(spec);
    const [own] = made.volumes ?? [];
    assert.ok(own !== undefined && MadeVolume.is(own));
    assert.equal(withAccountVolume(spec).volumes?.[0], own, 'one object for all pods of an account');
    assert.deepEqual(validateVolumes(made, 'spec'), []);
    // Looked at, it is right.
    assert.ok(!MadeVolume.is({ ...own }));
    assert.deepEqual(faults([{ ...own }]), []);
    const [first, ...rest] = own.projected?.sources ?? [];
    const changed = { ...own, projected: { sources: [first ?? {}, ...rest, ...rest] } };
    assert.deepEqual(faults([changed]), [
      'spec.volumes[0].projected.sources[3]: Invalid value: "ca.crt": conflicting duplicate paths',
      'spec.volumes[0].projected.sources[4]: Invalid value: "namespace": conflicting duplicate paths',
    ]);
  });

  it('names its source where it stands', () => {
    const items = [{ key: 'k', path: '' }];
    assert.deepEqual(faults([{ name: 'v', secret: { secretName: '', items } }]), [
      'spec.volumes[0].secret.secretName: Required value',
      `spec.volumes[0].secret.items[0].path: Invalid value: "": must be a relative path that does not begin with '..'`,
    ]);
  });
});
