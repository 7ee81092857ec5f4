// Issuers that rotate their keys, are slow, down, or answer badly: what that costs, and whom.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { apiLimits } from '#api/limits.ts';
import { OidcBench } from '#kit/oidc-bench.ts';
import { type Misbehaviour, TestIssuer } from '#kit/oidc-issuer.ts';

const { oidc: limits } = apiLimits;
const config = { signingAlgorithms: ['ES256'] };

function isUnavailable(error: unknown): boolean {
  return (
    error instanceof OrcError && error.code === 'Unavailable' && /can't be reached now/.test(error.message)
  );
}

describe('the keys of an issuer', () => {
  it('are read once, whoever asks', async () => {
    await using bench = await OidcBench.start(config);
    const tokens = await Promise.all(['ann', 'bob', 'eve'].map((sub) => bench.sign({ sub })));
    const users = await Promise.all(tokens.map((token) => bench.user(token)));
    assert.equal(users.filter((user) => user !== undefined).length, 3);
    assert.deepEqual(bench.issuer.asked, ['/.well-known/openid-configuration', '/keys']);
  });

  it('are read again when a token names a new one, but not at every wish of anybody', async () => {
    await using bench = await OidcBench.start(config);
    const old = await bench.sign();
    assert.ok((await bench.user(old)) !== undefined);
    await bench.issuer.addKey();
    await bench.refuses(await bench.sign(), /no applicable key/);
    assert.equal(bench.issuer.reads, 1, 'they were read a moment ago');
    bench.clock.advance(limits.askMs);
    assert.ok((await bench.user(await bench.sign({ sub: 'bob' }))) !== undefined);
    assert.equal(bench.issuer.reads, 2);
    await using stranger = await TestIssuer.up('ES256');
    for (let count = 0; count < 20; count++) {
      const token = await bench.issuer.sign(bench.claims(), { kid: `made-up-${count}` }, stranger.newestKey);
      await bench.refuses(token, /no applicable key/);
    }
    assert.equal(bench.issuer.reads, 2);
    bench.clock.advance(limits.askMs);
    const forged = await Promise.all(
      Array.from({ length: 20 }, (_none, count) =>
        bench.issuer.sign(bench.claims(), { kid: `other-${count}` }, stranger.newestKey),
      ),
    );
    await Promise.all(forged.map(async (token) => assert.equal(await bench.user(token), undefined)));
    assert.equal(bench.issuer.reads, 3, 'all of them wait for one reading');
    assert.ok((await bench.user(old)) !== undefined, 'the older key is still there');
  });

  it('that an issuer withdraws are believed no longer, not even of tokens that were good', async () => {
    await using bench = await OidcBench.start(config);
    const token = await bench.sign();
    assert.ok((await bench.user(token)) !== undefined);
    bench.issuer.dropKeys();
    await bench.issuer.addKey();
    bench.clock.advance(limits.refreshMs);
    await bench.issuer.untilAsked(4);
    assert.ok((await bench.user(await bench.sign())) !== undefined, 'they have been read by now');
    await bench.refuses(token, /no applicable key/);
  });

  it('may replace one of the same name', async () => {
    await using bench = await OidcBench.start(config);
    assert.ok((await bench.user(await bench.sign())) !== undefined);
    bench.issuer.dropKeys();
    await bench.issuer.addKey('ES256', { kid: 'key-1' });
    bench.clock.advance(limits.askMs);
    assert.ok((await bench.user(await bench.sign({}, { kid: 'key-1' }))) !== undefined);
  });
});

describe('an issuer that is down', () => {
  it('when the master starts is asked again, and its tokens are refused for now', async () => {
    await using bench = await OidcBench.start(config, (issuer) => issuer.down());
    const token = await bench.sign();
    await assert.rejects(bench.user(token), isUnavailable);
    assert.equal(bench.warnings.length, 1);
    assert.match(bench.warnings.join(), /can not be read.*127\.0\.0\.1.*ECONNREFUSED.*"knownKeys":0/);
    await assert.rejects(bench.user(token), isUnavailable);
    await bench.issuer.again();
    bench.clock.advance(limits.retryMs.first);
    assert.ok((await bench.user(token)) !== undefined);
    assert.match(bench.logged.join('\n'), /info the keys of an OpenID Connect issuer were read/);
  });

  it('later is not missed by tokens of keys that are known', async () => {
    await using bench = await OidcBench.start(config);
    const token = await bench.sign();
    assert.ok((await bench.user(token)) !== undefined);
    await bench.issuer.down();
    bench.clock.advance(limits.askMs);
    assert.ok((await bench.user(token)) !== undefined, 'what was verified is remembered');
    assert.ok((await bench.user(await bench.sign({ sub: 'bob' }))) !== undefined, 'what is new is verified');
    const known = bench.issuer.newestKey;
    await bench.issuer.addKey();
    const newer = await bench.sign();
    await assert.rejects(bench.user(newer), isUnavailable);
    assert.match(bench.warnings.join(), /"knownKeys":1/);
    const old = await bench.issuer.sign(bench.claims({ sub: 'eve' }), {}, known);
    assert.ok((await bench.user(old)) !== undefined);
    const [header, , signature] = old.split('.');
    const changed = Buffer.from(JSON.stringify(bench.claims({ sub: 'root' }))).toString('base64url');
    await bench.refuses(`${header}.${changed}.${signature}`, /signature/);
    await bench.issuer.again();
    // No further: a reading that began on the way would be late at once.
    bench.clock.advance(limits.retryMs.first);
    assert.ok((await bench.user(newer)) !== undefined);
  });

  it('is warned of now and then, not every time', async () => {
    await using bench = await OidcBench.start(config, (issuer) => issuer.down());
    const token = await bench.sign();
    for (let ms = 0; ms < limits.warnMs; ms += limits.retryMs.most) {
      await assert.rejects(bench.user(token), isUnavailable);
      bench.clock.advance(limits.retryMs.most);
    }
    await assert.rejects(bench.user(token), isUnavailable);
    assert.equal(bench.warnings.length, 2);
  });
});

describe('an issuer that answers badly', () => {
  it('by silence is given up on, and holds up no token of a known key', async () => {
    await using bench = await OidcBench.start(config);
    const token = await bench.sign();
    assert.ok((await bench.user(token)) !== undefined);
    bench.issuer.misbehaves = () => undefined;
    await bench.issuer.addKey();
    bench.clock.advance(limits.askMs);
    const waits = assert.rejects(bench.user(await bench.sign()), isUnavailable);
    await bench.issuer.untilAsked(3);
    assert.ok((await bench.user(token)) !== undefined);
    bench.clock.advance(limits.fetchMs);
    await waits;
    assert.match(bench.warnings.join(), /did not answer within 5 s/);
  });

  it('is given so many tokens to wait for, and no more', async () => {
    await using bench = await OidcBench.start(config, (issuer) => {
      issuer.misbehaves = () => undefined;
    });
    const token = await bench.sign();
    await bench.issuer.untilAsked(1);
    const waits = Array.from({ length: limits.waiting }, () =>
      assert.rejects(bench.identify(token), isUnavailable),
    );
    await assert.rejects(bench.identify(token), /too many tokens wait/);
    bench.clock.advance(limits.fetchMs);
    await Promise.all(waits);
  });

  const answers: readonly (readonly [string, Misbehaviour | object, RegExp])[] = [
    ['with garbage', (_path, response) => void response.end('<html>'), /its answer is not JSON/],
    ['with no object', (_path, response) => void response.end('[]'), /not a JSON object/],
    [
      'with an error',
      (_path, response) => void response.writeHead(503).end('{}'),
      /answers with the status 503, must be 200/,
    ],
    [
      'with another place',
      (_path, response) => void response.writeHead(302, { location: '/keys' }).end(),
      /status 302/,
    ],
    [
      'with a huge document',
      (_path, response) => void response.end(' '.repeat(limits.documentBytes + 1)),
      /has more than 262144 bytes/,
    ],
    [
      'with a document without an end',
      (_path, response) => {
        const more = (): void => void (response.destroyed || response.write('x'.repeat(65_536), more));
        more();
      },
      /has more than 262144 bytes/,
    ],
    ['and breaks off', (_path, response) => void response.destroy(), /socket hang up/],
    ['for another', { issuer: 'https://elsewhere.example.com' }, /its issuer is .*elsewhere/],
    ['without saying for whom', { issuer: undefined }, /its issuer is undefined/],
    ['with keys in plain sight', { jwks_uri: 'http://127.0.0.1/keys' }, /jwks_uri is no https URL/],
    ['without keys', { jwks_uri: undefined }, /jwks_uri is no https URL/],
    ['with keys elsewhere', { jwks_uri: 'https://127.0.0.1:1/keys' }, /127\.0\.0\.1:1\/keys: connect/],
  ];
  for (const [how, answer, why] of answers)
    it(`${how} is warned of`, async () => {
      await using bench = await OidcBench.start(config, (issuer) => {
        if (typeof answer === 'object') issuer.discovery = answer;
        else issuer.misbehaves = (path, response) => answer(path, response);
      });
      await assert.rejects(bench.user(await bench.sign()), isUnavailable);
      assert.match(bench.warnings.join(), why);
    });

  const keySets: readonly (readonly [string, unknown, RegExp])[] = [
    ['that is none', { keys: 'key-1' }, /no list \\"keys\\"/],
    ['that is empty', { keys: [] }, /no RSA or EC public key/],
    ['of things that are no keys', { keys: [7, null, { kty: 'oct', k: 'AQAB' }] }, /no RSA or EC public key/],
    ['of too many', { keys: Array(limits.keys + 1).fill({ kty: 'EC' }) }, /has 65 keys, may have 64/],
  ];
  for (const [what, keySet, why] of keySets)
    it(`with a key set ${what} is warned of`, async () => {
      await using bench = await OidcBench.start(config, (issuer) => {
        const documents: readonly unknown[] = [
          { issuer: issuer.url, jwks_uri: `${issuer.url}/keys` },
          keySet,
        ];
        issuer.misbehaves = (path, response) =>
          void response.end(JSON.stringify(documents[path === '/keys' ? 1 : 0]));
      });
      await assert.rejects(bench.user(await bench.sign()), isUnavailable);
      assert.match(bench.warnings.join(), why);
    });

  it('by a certificate of a CA that it should not have is not believed', async () => {
    await using stranger = await TestIssuer.up('ES256');
    await using bench = await OidcBench.start(config, () => undefined, stranger.authority);
    await assert.rejects(bench.user(await bench.sign()), isUnavailable);
    assert.match(bench.warnings.join(), /certificate: name its CA in authorityFile/);
    assert.deepEqual(bench.issuer.asked, []);
  });
});
