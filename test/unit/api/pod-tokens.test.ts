// Which tokens masters make for nodes: those of pods that are bound to the node that asks, and no others.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { tokenIssuer } from '#kernel/kinds/api-service.ts';
import type { TokenAsk } from '#kernel/model/gen/node.gen.ts';
import { nodeFormat } from '#kernel/node/protocol.ts';
import { wishOf } from '#api/nats/pod-tokens.ts';
import { ControlBench } from '#kit/control.ts';
import { pod } from '#kit/objects.ts';

describe('a token that a node asks for', () => {
  const on = new ControlBench({ nodes: 2 });
  const bound = pod('p', { nodeName: 'node-1' });
  const sources = [
    { serviceAccountToken: { path: 'a', expirationSeconds: 3_607 } },
    { serviceAccountToken: { path: 'b', expirationSeconds: 31_536_000, audience: 'vault' } },
  ];
  const volumes = [{ name: 'v', projected: { sources } }];
  on.create({ ...bound, spec: { ...bound.spec, serviceAccountName: 'default', volumes } });
  const ended = pod('ended', { nodeName: 'node-1' });
  on.create({ ...ended, spec: { ...ended.spec, volumes }, status: { phase: 'Succeeded' } });
  const lost = pod('lost', { nodeName: 'node-1' });
  on.create({ ...lost, spec: { ...lost.spec, serviceAccountName: 'nobody', volumes } });
  const uidOf = (name: string): string => on.get('Pod', name).metadata.uid ?? '';
  const ask = (more: Partial<TokenAsk> = {}): TokenAsk => {
    const name = more.pod ?? 'p';
    const wanted = { namespace: 'default', pod: name, uid: uidOf(name), audience: '', seconds: 3_607 };
    return { format: nodeFormat, node: 'node-1', ...wanted, ...more };
  };

  it('is bound to its pod and says where that is', () => {
    const node = on.get('Node', 'node-1').metadata.uid;
    const account = on.get('ServiceAccount', 'default').metadata.uid;
    assert.deepEqual(wishOf(ask(), on.store), {
      audiences: [tokenIssuer],
      seconds: 3_607,
      namespace: 'default',
      account: { name: 'default', uid: account },
      pod: { name: 'p', uid: uidOf('p') },
      node: { name: 'node-1', uid: node },
    });
    const { audiences, seconds } = wishOf(ask({ audience: 'vault', seconds: 31_536_000 }), on.store);
    assert.deepEqual([audiences, seconds], [['vault'], 604_800], 'a week is the longest there is');
  });

  it('is refused for what is not its own, or what nobody asked for', () => {
    const cases: readonly (readonly [Partial<TokenAsk>, string, RegExp])[] = [
      [{ node: 'node-2' }, 'Forbidden', /pod "p" is not bound to node "node-2"/],
      [{ node: 'node-9' }, 'Forbidden', /not bound/],
      [{ uid: 'another' }, 'NotFound', /pods "p" not found/],
      [{ namespace: 'kube-system' }, 'NotFound', /pods "p" not found/],
      [{ audience: 'bank' }, 'Forbidden', /no volume of pod "p" asks for such a token/],
      [{ seconds: 600 }, 'Forbidden', /no volume/],
      [{ audience: 'vault' }, 'Forbidden', /no volume/],
      [{ pod: 'ended' }, 'Forbidden', /has ended/],
      [{ pod: 'lost' }, 'NotFound', /serviceaccounts "nobody" not found: make it again in default/],
    ];
    for (const [more, code, message] of cases)
      assert.throws(
        () => wishOf(ask(more), on.store),
        (error: unknown) => {
          assert.ok(error instanceof OrcError);
          assert.equal(error.code, code, error.message);
          assert.match(error.message, message);
          return true;
        },
      );
  });
});
