// ID tokens of an OpenID Connect issuer: whom they name, and every way in which they are not believed.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { SignJWT, exportSPKI, generateKeyPair, importJWK } from 'jose';
import { OidcBench } from '#kit/oidc-bench.ts';
import { type IssuerKey, TestIssuer } from '#kit/oidc-issuer.ts';

function text(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const jti = 'authentication.kubernetes.io/credential-id';

describe('an ID token', () => {
  it('names its user, by the issuer unless the configuration says else', async () => {
    await using bench = await OidcBench.start();
    const { url } = bench.issuer;
    assert.deepEqual(await bench.identify(await bench.sign()), { user: `${url}#ann`, groups: [] });
    const several = await bench.sign({ aud: ['others', 'orc'], jti: 'one' });
    assert.deepEqual(await bench.identify(several), {
      user: `${url}#ann`,
      groups: [],
      extra: { [jti]: ['JTI=one'] },
    });
  });

  it('names user and groups with the prefixes that the configuration gives them', async () => {
    const cases = [
      [{ usernamePrefix: '-' }, 'ann'],
      [{ usernamePrefix: 'corp:' }, 'corp:ann'],
      [{ usernameClaim: 'email' }, 'ann@example.com'],
      [{ usernameClaim: 'email', usernamePrefix: 'corp:' }, 'corp:ann@example.com'],
      [{ usernameClaim: 'name' }, 'URL#Ann'],
    ] as const;
    for (const [config, wanted] of cases) {
      await using bench = await OidcBench.start({ ...config, groupsClaim: 'teams', groupsPrefix: 'corp:' });
      const more = { email: 'ann@example.com', name: 'Ann', teams: ['a', 'b', '', 'a'] };
      const identity = await bench.identify(await bench.sign(more));
      assert.deepEqual(identity, {
        user: wanted.replace('URL', bench.issuer.url),
        groups: ['corp:a', 'corp:b'],
      });
    }
  });

  it('may bring one group as text, none at all, and nothing else', async () => {
    await using bench = await OidcBench.start({ groupsClaim: 'groups' });
    const groups = async (value: unknown): Promise<readonly string[] | undefined> =>
      (await bench.identify(await bench.sign({ groups: value })))?.groups;
    assert.deepEqual(await groups('devs'), ['devs']);
    assert.deepEqual(await groups(undefined), []);
    assert.deepEqual(await groups(null), []);
    assert.deepEqual(await groups([]), []);
    for (const wrong of [7, { devs: true }, ['devs', 7], true])
      await bench.refuses(await bench.sign({ groups: wrong }), /must hold a text or a list of texts/);
  });

  it('is for this cluster, of this issuer, and of now', async () => {
    await using bench = await OidcBench.start();
    await bench.refuses(await bench.sign({ aud: 'others' }), /"aud\\" claim/);
    await bench.refuses(await bench.sign({ aud: [] }), /"aud\\" claim/);
    await bench.refuses(await bench.sign({ iss: `${bench.issuer.url}/` }), /"iss\\" claim/);
    await bench.refuses(await bench.sign({ iss: undefined }), /"iss\\" claim/);
    await bench.refuses(await bench.sign({ exp: undefined }), /"exp\\" claim/);
    const now = Math.floor(bench.clock.wallMs() / 1000);
    await bench.refuses(await bench.sign({ exp: now }), /it has expired/);
    await bench.refuses(await bench.sign({ exp: now - 3_600 }), /"exp\\" claim/);
    await bench.refuses(await bench.sign({ nbf: now + 11 }), /"nbf\\" claim/);
    assert.ok((await bench.user(await bench.sign({ nbf: now + 10 }))) !== undefined, 'clocks may differ');
  });

  it('is good until it expires, and not a moment longer where it was good before', async () => {
    await using bench = await OidcBench.start();
    const token = await bench.sign();
    assert.ok((await bench.user(token)) !== undefined);
    bench.clock.advance(3_599_000);
    assert.ok((await bench.user(token)) !== undefined);
    bench.clock.advance(1_000);
    await bench.refuses(token, /it has expired/);
  });

  it('is refused without a signature, and signed with the public key as if that were a secret', async () => {
    await using bench = await OidcBench.start();
    const claims = text(bench.claims());
    const { id, publicKey } = bench.issuer.newestKey;
    const kid = { kid: id };
    assert.ok((await bench.user(await bench.sign())) !== undefined, 'the key is known');
    for (const alg of ['none', 'None', 'NONE', ''])
      await bench.refuses(`${text({ alg, ...kid })}.${claims}.`, /alg/);
    const key = await importJWK(publicKey, 'RS256');
    assert.ok(!(key instanceof Uint8Array));
    for (const secret of [await exportSPKI(key), JSON.stringify(publicKey)]) {
      const signed = `${text({ alg: 'HS256', ...kid })}.${claims}`;
      const mac = createHmac('sha256', secret).update(signed).digest('base64url');
      await bench.refuses(`${signed}.${mac}`, /alg/);
    }
    assert.equal(bench.issuer.reads, 1, 'no such token makes the master ask the issuer');
  });

  it('is refused when another signed it, or somebody changed it', async () => {
    await using bench = await OidcBench.start();
    const stranger = await generateKeyPair('RS256');
    const { id } = bench.issuer.newestKey;
    const forged = await new SignJWT(bench.claims())
      .setProtectedHeader({ alg: 'RS256', kid: id })
      .sign(stranger.privateKey);
    await bench.refuses(forged, /signature verification failed/);
    const [header, , signature] = (await bench.sign()).split('.');
    await bench.refuses(`${header}.${text(bench.claims({ sub: 'root' }))}.${signature}`, /signature/);
    await bench.refuses(await bench.sign({}, { crit: ['x'], x: 1 }).catch(() => `${header}.x.x`), /./);
  });

  it('may be signed by the algorithms that are configured and by no other', async () => {
    await using bench = await OidcBench.start({ signingAlgorithms: ['ES256', 'PS256'] });
    assert.ok((await bench.user(await bench.sign())) !== undefined);
    await bench.issuer.addKey('RS256');
    bench.clock.advance(60_000);
    await bench.refuses(await bench.sign(), /alg/);
    await bench.issuer.addKey('PS256');
    assert.ok((await bench.user(await bench.sign())) !== undefined);
  });

  it('must have the claims that are required, with these values', async () => {
    await using bench = await OidcBench.start({ requiredClaims: { hd: 'example.com', tier: 'gold' } });
    assert.ok((await bench.user(await bench.sign({ hd: 'example.com', tier: 'gold' }))) !== undefined);
    await bench.refuses(await bench.sign({ hd: 'example.com' }), /"tier\\" is not what is required/);
    for (const hd of ['other.com', ['example.com'], 7, null])
      await bench.refuses(await bench.sign({ hd, tier: 'gold' }), /"hd\\" is not what is required/);
  });

  it('names nobody by an email that is not verified', async () => {
    await using bench = await OidcBench.start({ usernameClaim: 'email' });
    const email = 'ann@example.com';
    assert.equal(await bench.user(await bench.sign({ email })), email, 'issuers may say nothing of it');
    assert.equal(await bench.user(await bench.sign({ email, email_verified: true })), email);
    for (const verified of [false, 'true', 1])
      await bench.refuses(await bench.sign({ email, email_verified: verified }), /not verified/);
  });

  it('must hold a name', async () => {
    await using bench = await OidcBench.start({ usernameClaim: 'login' });
    for (const login of [undefined, '', 7, null, ['ann'], { name: 'ann' }])
      await bench.refuses(await bench.sign({ login }), /"login\\" holds no name/);
    await bench.refuses(await bench.sign({ login: 'a'.repeat(1_024) }), /too long/);
    await using inherited = await OidcBench.start({ usernameClaim: 'constructor' });
    await inherited.refuses(await inherited.sign(), /"constructor\\" holds no name/);
  });

  it("makes nobody one of the cluster's own users", async () => {
    for (const usernamePrefix of ['-', 'sys', 'or']) {
      await using bench = await OidcBench.start({ usernamePrefix });
      const rest = usernamePrefix === '-' ? '' : usernamePrefix;
      for (const name of ['system:admin', 'system:serviceaccount:default:robot', 'orc:master:master-1']) {
        if (!name.startsWith(rest)) continue;
        await bench.refuses(await bench.sign({ sub: name.slice(rest.length) }), /one of the cluster's own/);
      }
    }
  });

  it("brings none of the cluster's own groups, and says which it left out", async () => {
    await using bench = await OidcBench.start({ groupsClaim: 'groups' });
    const groups = ['system:masters', 'devs', 'orc:admins', 'orc:masters', 'system:serviceaccounts'];
    assert.deepEqual((await bench.identify(await bench.sign({ groups })))?.groups, ['devs']);
    assert.match(bench.logged.join('\n'), /left out.*system:masters, orc:admins, orc:masters/);
    await using half = await OidcBench.start({ groupsClaim: 'groups', groupsPrefix: 'sys' });
    assert.deepEqual((await half.identify(await half.sign({ groups: ['tem:masters', 'x'] })))?.groups, [
      'sysx',
    ]);
  });
});

describe('whatever is shown as an ID token', () => {
  it('is refused, and breaks nothing', async () => {
    await using bench = await OidcBench.start();
    const part = fc.oneof(
      fc.base64String(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
      fc.record({ alg: fc.constantFrom('RS256', 'none', 'HS256'), kid: fc.anything() }).map(text),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
        assert.equal(await bench.identify(parts.join('.')), undefined);
      }),
      { numRuns: 300 },
    );
    const claims = fc.dictionary(
      fc.constantFrom('iss', 'sub', 'aud', 'exp', 'nbf', 'groups'),
      fc.jsonValue(),
    );
    await using other = await OidcBench.start({ groupsClaim: 'groups', signingAlgorithms: ['ES256'] });
    await fc.assert(
      fc.asyncProperty(claims, async (more) => {
        const identity = await other.identify(await other.sign(more));
        if (identity !== undefined) assert.ok(identity.user.startsWith(`${other.issuer.url}#`));
      }),
      { numRuns: 200 },
    );
  });
});

describe('keys of an issuer', () => {
  it('that a token does not name are each tried', async () => {
    const given: IssuerKey[] = [];
    // Both before the keys are read for the first time: so soon after it they are not read again.
    await using bench = await OidcBench.start({ signingAlgorithms: ['ES256'] }, async (issuer) => {
      given.push(issuer.newestKey, await issuer.addKey('ES256'));
    });
    const [first] = given;
    const nameless = async (key = bench.issuer.newestKey): Promise<string> =>
      bench.issuer.sign(bench.claims(), { kid: undefined }, key);
    assert.ok((await bench.user(await nameless())) !== undefined);
    assert.ok((await bench.user(await nameless(first))) !== undefined);
    await using stranger = await TestIssuer.up('ES256');
    await bench.refuses(await nameless(stranger.newestKey), /no applicable key/);
  });

  it('are used for signatures only, and never when they are weak, broken or private', async () => {
    const weak = { kty: 'RSA', e: 'AQAB', n: Buffer.alloc(128, 0xff).toString('base64url') };
    const broken = [
      { n: 'AQAB' },
      { e: 7 },
      { kty: 'EC', crv: 'P-256', x: 'AQAB', y: 'AQAB' },
      { kty: 'EC' },
    ];
    for (const more of [{ use: 'enc' }, weak, { d: 'AQAB' }, { kty: 'oct', k: 'AQAB' }, ...broken]) {
      await using bench = await OidcBench.start({}, async (issuer) => {
        issuer.dropKeys();
        await issuer.addKey('ES256');
        await issuer.addKey('RS256', more);
      });
      await bench.refuses(await bench.sign(), /no applicable key/);
    }
  });
});
