// Which authority a bearer token goes to: the one it names, and no other.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { tokenIssuer } from '#kernel/kinds/api-service.ts';
import { OrcError } from '#kernel/errors.ts';
import { parseTokens } from '#api/access/identity.ts';
import { apiLimits } from '#api/limits.ts';
import { BearerTokens, type Issuer } from '#api/tokens/bearer.ts';
import { keepingLogger } from '#kit/oidc-bench.ts';

const urls = ['https://one.example.com', 'https://two.example.com'] as const;

function token(claims: object): string {
  const text = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${text({ alg: 'RS256' })}.${text(claims)}.c2lnbmVk`;
}

/** Authorities that know every token they are asked about, and note that they were. */
class Bench {
  readonly asked: string[] = [];
  readonly counted: string[] = [];
  readonly logged: string[] = [];
  isDown = false;
  /** Whom those who knew a token before say that it is of. */
  recalled: { readonly user: string; readonly groups: readonly string[] } | undefined;
  readonly tokens: BearerTokens;

  constructor() {
    const issuer = (url: string): Issuer => ({
      url,
      recall: () => {
        if (this.recalled !== undefined) this.asked.push(`${url} again`);
        return this.recalled;
      },
      identify: async () => {
        this.asked.push(url);
        if (this.isDown) throw new OrcError('Unavailable', 'down');
        return { user: `${url}#ann`, groups: [] };
      },
    });
    this.tokens = new BearerTokens({
      listed: parseTokens('listed,root,1', 'tokens'),
      accounts: {
        recall: () => {
          if (this.recalled !== undefined) this.asked.push('accounts again');
          return this.recalled;
        },
        review: async (_token, audiences) => {
          this.asked.push('accounts');
          return { identity: { user: 'robot', groups: [] }, audiences };
        },
      },
      bootstrap: {
        identify: async (token) => {
          this.asked.push('bootstrap');
          return token.startsWith('known') ? { user: 'machine', groups: [] } : undefined;
        },
      },
      issuers: urls.map(issuer),
      logger: keepingLogger(this.logged),
      metrics: {
        counter: () => ({
          add: (amount = 1, { kind = '', outcome = '' } = {}) => {
            for (let i = 0; i < amount; i++) this.counted.push(`${kind} ${outcome}`);
          },
        }),
        gauge: () => ({ set: () => undefined }),
        histogram: () => ({ observe: () => undefined }),
      },
    });
  }

  async user(given: string): Promise<string | undefined> {
    return (await this.tokens.identify(given))?.user;
  }
}

describe('a bearer token', () => {
  it('of machines that join go to those who know them, and to nobody else', async () => {
    const bench = new Bench();
    assert.equal(await bench.user('known1.0123456789abcdef'), 'machine');
    assert.equal(await bench.user('strang.0123456789abcdef'), undefined);
    assert.deepEqual(bench.asked, ['bootstrap', 'bootstrap']);
    assert.deepEqual(bench.counted, ['bootstrap accepted', 'bootstrap refused']);
  });

  it('that was good before is looked at by whoever knows it, and waits for nothing', async () => {
    const bench = new Bench();
    const connection = {};
    const [own, other] = [token({ iss: tokenIssuer }), token({ iss: urls[1] })];
    for (const shown of [own, other]) await bench.tokens.identify(shown, connection);
    bench.asked.length = 0;
    bench.recalled = { user: 'ann', groups: [] };
    for (const shown of [own, own, other])
      assert.deepEqual(bench.tokens.identify(shown, connection), bench.recalled);
    assert.deepEqual(bench.asked, ['accounts again', 'accounts again', `${urls[1]} again`]);
    await new Promise((resolve) => void setImmediate(resolve));
    assert.deepEqual(bench.counted.slice(2), [
      'service-account accepted',
      'service-account accepted',
      'oidc accepted',
    ]);
    // One whose account is gone, say, is asked about.
    bench.recalled = undefined;
    assert.equal((await bench.tokens.identify(own, connection))?.user, 'robot');
    assert.equal((await bench.tokens.identify('listed', connection))?.user, 'root');
  });

  it('goes to the issuer that it names, and to no other', async () => {
    const bench = new Bench();
    assert.equal(await bench.user('listed'), 'root');
    assert.equal(await bench.user(token({ iss: urls[1] })), `${urls[1]}#ann`);
    assert.equal(await bench.user(token({ iss: tokenIssuer })), 'robot');
    assert.equal(await bench.user(token({ iss: urls[0] })), `${urls[0]}#ann`);
    assert.deepEqual(bench.asked, [urls[1], 'accounts', urls[0]]);
    const kinds = ['listed', 'oidc', 'service-account', 'oidc'];
    assert.deepEqual(
      bench.counted,
      kinds.map((kind) => `${kind} accepted`),
    );
  });

  it('of nobody that is known is refused without asking anybody', async () => {
    const bench = new Bench();
    const strange = [
      'unlisted',
      '',
      'a.b.c',
      token({}),
      token({ iss: `${urls[0]}/` }),
      token({ iss: [urls[0]] }),
      token({ iss: 'https://three.example.com' }),
      token({ iss: urls[0], filler: 'x'.repeat(apiLimits.oidc.tokenBytes) }),
    ];
    for (const each of strange) assert.equal(await bench.user(each), undefined, each);
    assert.deepEqual(bench.asked, []);
    assert.deepEqual(new Set(bench.counted), new Set(['unknown refused']));
    assert.equal(
      bench.logged.filter((line) => line.startsWith('debug token refused')).length,
      strange.length,
    );
  });

  it('of an issuer is for the masters alone; one that masters signed is for whom it names', async () => {
    const bench = new Bench();
    const own = token({ iss: urls[0] });
    assert.equal(await bench.tokens.review(own, ['vault']), undefined);
    assert.equal(await bench.tokens.review('listed', ['vault']), undefined);
    assert.deepEqual(bench.asked, []);
    assert.deepEqual((await bench.tokens.review(own, ['vault', tokenIssuer]))?.audiences, [tokenIssuer]);
    const account = await bench.tokens.review(token({ iss: tokenIssuer }), ['vault']);
    assert.deepEqual(account?.audiences, ['vault']);
  });

  it('whose issuer is down fails as such, and the others go on', async () => {
    const bench = new Bench();
    bench.isDown = true;
    await assert.rejects(bench.user(token({ iss: urls[0] })), /down/);
    assert.equal(await bench.user(token({ iss: tokenIssuer })), 'robot');
    assert.deepEqual(bench.counted, ['oidc unavailable', 'service-account accepted']);
  });
});
