// What pods and containers say of their rights.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { effectiveSecurity, validateSecurityContext } from '#kernel/kinds/security-context.ts';
import type { Container, Pod } from '#kernel/model/gen/core.gen.ts';
import { asksForImageUser, securityOf } from '#node-agent/security.ts';

type Own = NonNullable<Container['securityContext']>;
type Pods = NonNullable<Pod['spec']['securityContext']>;

function made(pods: Pods, own: Own = {}): { readonly pod: Pod; readonly container: Container } {
  const container: Container = { name: 'main', image: 'a:1', securityContext: own };
  const spec = { containers: [container], securityContext: pods };
  return {
    container,
    pod: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'n', uid: 'u' }, spec },
  };
}

function rights(pods: Pods, own: Own = {}, imageUser = ''): ReturnType<typeof securityOf> {
  const { pod, container } = made(pods, own);
  return securityOf(pod, container, imageUser);
}

describe('rights of a container', () => {
  it('are its own, and its pod’s where it says nothing', () => {
    const { pod, container } = made(
      { runAsUser: 1, runAsGroup: 2, runAsNonRoot: true, supplementalGroups: [5, 7], fsGroup: 7 },
      { runAsUser: 3, runAsNonRoot: false },
    );
    assert.deepEqual(effectiveSecurity(pod.spec, container), {
      runAsUser: 3,
      runAsGroup: 2,
      runAsNonRoot: false,
      seccompProfile: undefined,
      groups: [5, 7],
    });
  });

  it('are the image’s where nothing is said', () => {
    const nothing = rights({});
    assert.ok('ok' in nothing);
    assert.deepEqual([nothing.ok.user, nothing.ok.groups, nothing.ok.privileged], [undefined, [], false]);
  });

  const users: readonly (readonly [string, Pods, string, string | undefined])[] = [
    ['a user', { runAsUser: 1000 }, 'web', '1000'],
    ['a user and a group', { runAsUser: 1000, runAsGroup: 7 }, '', '1000:7'],
    ['a group beside the image’s user', { runAsGroup: 7 }, 'web:web', 'web:7'],
    ['a group beside root', { runAsGroup: 7 }, '', '0:7'],
  ];
  for (const [what, pods, imageUser, user] of users)
    it(`name ${what}`, () => {
      const found = rights(pods, {}, imageUser);
      assert.ok('ok' in found);
      assert.equal(found.ok.user, user);
    });

  const refused: readonly (readonly [Pods, Own, string, RegExp | undefined])[] = [
    [{ runAsNonRoot: true }, {}, '', /image will run as root \(pod: "p_n\(u\)", container: main\)/],
    [{ runAsNonRoot: true }, {}, '0:0', /image will run as root/],
    [{ runAsNonRoot: true }, {}, 'root', /non-numeric user \(root\), cannot verify/],
    [{ runAsNonRoot: true }, {}, 'web', /non-numeric user \(web\), cannot verify/],
    [{ runAsNonRoot: true }, { runAsUser: 0 }, '1000', /runAsUser breaks non-root policy/],
    [{ runAsNonRoot: true }, {}, '1000:0', undefined],
    [{ runAsNonRoot: true }, { runAsUser: 1 }, 'root', undefined],
    [{ runAsNonRoot: true }, { runAsNonRoot: false }, '', undefined],
  ];
  for (const [pods, own, imageUser, why] of refused)
    it(`of ${JSON.stringify(pods)}, ${JSON.stringify(own)} and the image’s "${imageUser}" ${why === undefined ? 'hold' : 'do not'}`, () => {
      const found = rights(pods, own, imageUser);
      if (why === undefined) assert.ok('ok' in found);
      else assert.ok('problem' in found && why.test(found.problem), JSON.stringify(found));
    });

  it('make the image be asked only where it matters', () => {
    const asked = (pods: Pods, own: Own = {}): boolean => {
      const { pod, container } = made(pods, own);
      return asksForImageUser(pod, container);
    };
    assert.deepEqual(
      [
        asked({}),
        asked({ runAsNonRoot: true }),
        asked({ runAsGroup: 1 }),
        asked({ runAsGroup: 1 }, { runAsUser: 1 }),
      ],
      [false, true, true, false],
    );
  });

  it('can’t be contradictory', () => {
    const problems = (context: Own): readonly string[] =>
      validateSecurityContext(context, 'at').map(({ message }) => message.replace(/^.*: /, ''));
    const never = { allowPrivilegeEscalation: false };
    assert.deepEqual(problems({ ...never, privileged: true }), [
      'cannot set `allowPrivilegeEscalation` to false and `privileged` to true',
    ]);
    for (const name of ['SYS_ADMIN', 'CAP_SYS_ADMIN'])
      assert.equal(problems({ ...never, capabilities: { add: [name] } }).length, 1);
    assert.deepEqual(problems({ privileged: true, capabilities: { add: ['SYS_ADMIN'] } }), []);
  });
});
