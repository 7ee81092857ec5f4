// Tokens of service accounts: what they say, when they are believed, and every way in which they are not.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'mocha';
import { type JWTPayload, SignJWT, decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose';
import { tokenIssuer } from '#kernel/kinds/api-service.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import { keyOf, revisionOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type { TokenKey } from '#kernel/model/gen/cluster.gen.ts';
import type { KindName, OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import type { LogFields, Logger } from '#kernel/ports.ts';
import { apiLimits } from '#api/limits.ts';
import { Keyring } from '#api/encryption/keyring.ts';
import { createVault } from '#api/sealing.ts';
import { AccountTokens, type TokenWish } from '#api/tokens/account-tokens.ts';
import { TokenKeys, newTokenKey, rotatedKeys, signingKey, tokenKeysIn } from '#api/tokens/keys.ts';
import { Remembered } from '#api/tokens/remembered.ts';
import { ControlBench } from '#kit/control.ts';
import { node, pod } from '#kit/objects.ts';

const vault = createVault(new Keyring([new Uint8Array(32).fill(7)]));
const startMs = Date.UTC(2026, 0, 31, 8);
const dayMs = 86_400_000;
const user = 'system:serviceaccount:default:robot';

function text(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

/** A state with an account, its tokens, and a clock that the test moves. */
class Bench {
  readonly control = new ControlBench({ nodes: 0 });
  readonly keys = new TokenKeys(() => this.control.store, vault);
  readonly tokens: AccountTokens;
  readonly logged: string[] = [];
  nowMs = startMs;
  /** What asking for the present state brings, and how often it was asked for. */
  current: () => void = () => undefined;
  asked = 0;
  #serial = 0;

  private constructor() {
    const log = (message: string, fields: LogFields = {}): void =>
      void this.logged.push(`${message} ${JSON.stringify(fields)}`);
    const logger: Logger = { debug: log, info: log, warn: log, error: log, with: () => logger };
    this.tokens = new AccountTokens({
      keys: this.keys,
      view: () => this.control.store,
      current: async () => {
        this.asked += 1;
        this.current();
      },
      nowMs: () => this.nowMs,
      random: this.control.world.random,
      logger,
    });
  }

  static async start(): Promise<Bench> {
    const bench = new Bench();
    await bench.rotate();
    bench.account('robot');
    return bench;
  }

  async rotate(): Promise<TokenKey> {
    const added = await newTokenKey(vault, this.nowMs);
    this.setKeys(rotatedKeys(tokenKeysIn(this.control.store), added, this.nowMs));
    return added;
  }

  setKeys(tokenKeys: readonly TokenKey[]): void {
    const cluster = this.control.store.get('Cluster', '', clusterName);
    assert.ok(cluster !== undefined);
    this.update({ ...cluster, tokenKeys });
  }

  update(object: OrcObject): void {
    const expectRevision = revisionOf(object);
    const write = {
      operation: 'UPDATE',
      key: keyOf(object),
      object: pack(object),
      expectRevision,
      expectUid: '',
    };
    assert.equal(this.control.commit([{ ...write, operation: 'UPDATE' }]).error, '');
  }

  account(name: string): string {
    const uid = `account-${++this.#serial}`;
    const metadata = { name, namespace: 'default', uid };
    this.control.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
    return uid;
  }

  remove(kind: KindName, name: string): void {
    const namespace = kind === 'Node' ? '' : 'default';
    const object: OrcObject | undefined = this.control.store.get(kind, namespace, name);
    assert.ok(object !== undefined);
    const write = { key: keyOf(object), expectRevision: revisionOf(object), expectUid: '' };
    assert.equal(this.control.commit([{ ...write, operation: 'DELETE' }]).error, '');
  }

  async issue(wish: Partial<TokenWish> = {}): Promise<string> {
    const account = this.control.store.get('ServiceAccount', 'default', 'robot');
    const { token } = await this.tokens.issue({
      audiences: [tokenIssuer],
      seconds: 3_600,
      namespace: 'default',
      account: { name: 'robot', uid: account?.metadata.uid ?? '' },
      ...wish,
    });
    return token;
  }

  async user(token: string): Promise<string | undefined> {
    return (await this.tokens.identify(token))?.user;
  }

  /** Says that a token is refused, and that the log says why and never what. */
  async refuses(token: string, why: RegExp): Promise<void> {
    this.logged.length = 0;
    assert.equal(await this.user(token), undefined);
    const said = this.logged.filter((line) => line.startsWith('token refused'));
    assert.equal(said.length, 1, `${String(why)}: ${this.logged.join('\n')}`);
    assert.match(said.join(), why);
    for (const part of token.split('.'))
      assert.ok(part.length < 8 || !said.join().includes(part), said.join());
  }

  /** A token with these claims and headers, signed by the cluster's own key. */
  async signed(payload: JWTPayload, header: object = {}): Promise<string> {
    const { id, key } = this.keys.signer(this.nowMs);
    return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: id, ...header }).sign(key);
  }
}

describe('a token of a service account', () => {
  it("says what Kubernetes' tokens say, and names its account", async () => {
    const bench = await Bench.start();
    const token = await bench.issue({
      pod: { name: 'web', uid: 'pod-uid' },
      node: { name: 'node-1', uid: 'node-uid' },
    });
    const seconds = startMs / 1000;
    const { jti, ...claims } = decodeJwt(token);
    assert.match(jti ?? '', /^[0-9a-f-]{36}$/);
    assert.deepEqual(claims, {
      aud: [tokenIssuer],
      exp: seconds + 3_600,
      iat: seconds,
      iss: tokenIssuer,
      nbf: seconds,
      sub: user,
      'kubernetes.io': {
        namespace: 'default',
        node: { name: 'node-1', uid: 'node-uid' },
        pod: { name: 'web', uid: 'pod-uid' },
        serviceaccount: { name: 'robot', uid: 'account-1' },
      },
    });
    const [key] = tokenKeysIn(bench.control.store);
    assert.deepEqual(decodeProtectedHeader(token), { alg: 'ES256', kid: key?.id });

    bench.control.create({ ...pod('web'), metadata: { name: 'web', namespace: 'default', uid: 'pod-uid' } });
    const at = 'authentication.kubernetes.io';
    assert.deepEqual(await bench.tokens.identify(token), {
      user,
      uid: 'account-1',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:default'],
      extra: {
        [`${at}/credential-id`]: [`JTI=${jti}`],
        [`${at}/node-name`]: ['node-1'],
        [`${at}/node-uid`]: ['node-uid'],
        [`${at}/pod-name`]: ['web'],
        [`${at}/pod-uid`]: ['pod-uid'],
      },
    });
  });

  it('is for those whom it names', async () => {
    const bench = await Bench.start();
    const token = await bench.issue({ audiences: ['vault', 'store'] });
    await bench.refuses(token, /it is for others/);
    const owner = await bench.tokens.review(token, ['store', 'elsewhere']);
    assert.deepEqual([owner?.identity.user, owner?.audiences], [user, ['store']]);
  });

  it('is good until it expires, also where it was seen before', async () => {
    const bench = await Bench.start();
    const token = await bench.issue({ seconds: 600 });
    assert.equal(await bench.user(token), user);
    bench.nowMs += 599_999;
    assert.equal(await bench.user(token), user);
    bench.nowMs += 1;
    await bench.refuses(token, /expired/);
  });

  it('is taken by a master whose clock is a little behind, not by one far behind', async () => {
    const bench = await Bench.start();
    const token = await bench.issue();
    bench.nowMs -= 9_000;
    assert.equal(await bench.user(token), user);
    bench.nowMs -= 3_600_000;
    await bench.refuses(token, /not good yet/);
  });

  it('that would be too long to be shown is not made', async () => {
    const bench = await Bench.start();
    const audiences = Array.from({ length: 200 }, (_none, index) => `an-audience-of-some-length-${index}`);
    await assert.rejects(bench.issue({ audiences }), {
      code: 'BadRequest',
      message: /spec.audiences: the token would have \d+ bytes, may have at most 8192/,
    });
  });
});

describe('a token that nobody should believe', () => {
  /** What each attacker sends, made of a good token. */
  const attacks: Readonly<
    Record<string, [make: (bench: Bench, token: string) => string | Promise<string>, why: RegExp]>
  > = {
    'signed by nobody (alg none)': [
      (_bench, token) => {
        const { kid } = decodeProtectedHeader(token);
        return `${text({ alg: 'none', kid })}.${token.split('.')[1]}.`;
      },
      /alg/,
    ],
    'signed by nobody (alg NONE)': [
      (_bench, token) => `${text({ alg: 'NONE' })}.${token.split('.')[1]}.`,
      /alg/,
    ],
    'signed with the public key as a secret (HS256, PEM)': [
      (bench, token) => hmac(bench, token, 'pem'),
      /alg/,
    ],
    'signed with the public key as a secret (HS256, DER)': [
      (bench, token) => hmac(bench, token, 'der'),
      /alg/,
    ],
    "signed by a stranger's key under the name of ours": [
      async (_bench, token) => {
        const { privateKey } = await generateKeyPair('ES256');
        const { kid = '' } = decodeProtectedHeader(token);
        return new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
      },
      /signature/,
    ],
    'signed by a key that it brings along': [
      async (bench, token) => {
        const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
        const header = { ...decodeProtectedHeader(token), alg: 'ES256', jwk: await exportJWK(publicKey) };
        assert.ok(bench.keys.has(header.kid ?? ''));
        return new SignJWT(decodeJwt(token)).setProtectedHeader(header).sign(privateKey);
      },
      /signature/,
    ],
    'signed by a key of another algorithm': [
      async (_bench, token) => {
        const { privateKey } = await generateKeyPair('ES384');
        const { kid = '' } = decodeProtectedHeader(token);
        return new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'ES384', kid }).sign(privateKey);
      },
      /alg/,
    ],
    'that names a key that is unknown': [
      (bench, token) => bench.signed(decodeJwt(token), { kid: 'unknown' }),
      /its key is unknown/,
    ],
    'that names no key': [
      (bench, token) => bench.signed(decodeJwt(token), { kid: undefined }),
      /it names no key/,
    ],
    'that wants an extension understood': [
      async (_bench, token) => {
        const { kid } = decodeProtectedHeader(token);
        return `${text({ alg: 'ES256', kid, crit: ['exp2'], exp2: 1 })}.${token.split('.').slice(1).join('.')}`;
      },
      /Extension Header/,
    ],
    'with other claims under the same signature': [
      (_bench, token) => {
        const [header, , signature] = token.split('.');
        const other = { ...decodeJwt(token), sub: 'system:serviceaccount:kube-system:admin' };
        return `${header}.${text(other)}.${signature}`;
      },
      /signature/,
    ],
    'without its signature': [(_bench, token) => `${token.split('.').slice(0, 2).join('.')}.`, /./],
    'with one bit of its signature changed': [
      (_bench, token) => {
        const parts = token.split('.');
        const signature = Buffer.from(parts[2] ?? '', 'base64url');
        signature[5] = (signature[5] ?? 0) ^ 1;
        return [parts[0], parts[1], signature.toString('base64url')].join('.');
      },
      /signature/,
    ],
    'of another issuer': [
      (bench, token) => bench.signed({ ...decodeJwt(token), iss: 'https://elsewhere' }),
      /iss/,
    ],
    'for somebody else': [(bench, token) => bench.signed({ ...decodeJwt(token), aud: ['vault'] }), /others/],
    'for nobody': [(bench, token) => bench.signed({ ...decodeJwt(token), aud: [] }), /its claims/],
    'that never expires': [
      (bench, token) => {
        const { exp: _exp, ...claims } = decodeJwt(token);
        return bench.signed(claims);
      },
      /its claims/,
    ],
    'that has expired': [
      (bench, token) => bench.signed({ ...decodeJwt(token), exp: startMs / 1000 }),
      /expired/,
    ],
    'that is not good yet': [
      (bench, token) => bench.signed({ ...decodeJwt(token), nbf: startMs / 1000 + 60 }),
      /nbf/,
    ],
    'whose subject is not its account': [
      (bench, token) => bench.signed({ ...decodeJwt(token), sub: 'system:serviceaccount:kube-system:admin' }),
      /its claims/,
    ],
    'without claims of an account': [
      (bench, token) => bench.signed({ ...decodeJwt(token), 'kubernetes.io': undefined }),
      /its claims/,
    ],
    'whose binding can not be read': [
      (bench, token) => {
        const claims = decodeJwt(token);
        const own = { namespace: 'default', serviceaccount: { name: 'robot', uid: 'account-1' }, pod: {} };
        return bench.signed({ ...claims, 'kubernetes.io': own });
      },
      /its claims/,
    ],
    'of an account of another life': [
      (bench, token) => {
        const own = { namespace: 'default', serviceaccount: { name: 'robot', uid: 'other' } };
        return bench.signed({ ...decodeJwt(token), 'kubernetes.io': own });
      },
      /its service account is another of the same name/,
    ],
    'that is huge': [
      (bench, token) => bench.signed({ ...decodeJwt(token), padding: 'x'.repeat(100_000) }),
      /it has \d+ bytes/,
    ],
  };

  for (const [name, [make, why]] of Object.entries(attacks))
    it(`${name} is refused`, async () => {
      const bench = await Bench.start();
      const good = await bench.issue();
      await bench.refuses(await make(bench, good), why);
      assert.equal(await bench.user(good), user, 'the good one still is');
    });

  it('because it is no token at all is refused', async () => {
    const bench = await Bench.start();
    for (const token of ['', '.', '..', 'a.b', 'a.b.c', 'a.b.c.d', '\0', '{}', `${await bench.issue()}.x`])
      assert.equal(await bench.user(token), undefined, token);
  });
});

describe('a token whose ground is gone', () => {
  const bound = (uid: string): Pick<TokenWish, 'pod'> => ({ pod: { name: 'web', uid } });

  it('is refused once its account is, and another of the name does not revive it', async () => {
    const bench = await Bench.start();
    const token = await bench.issue();
    assert.equal(await bench.user(token), user);
    bench.remove('ServiceAccount', 'robot');
    await bench.refuses(token, /its service account is gone/);
    bench.account('robot');
    await bench.refuses(token, /another of the same name/);
  });

  it('is refused once its pod is, and another of the name does not revive it', async () => {
    const bench = await Bench.start();
    const web = pod('web');
    bench.control.create(web);
    const token = await bench.issue(bound(web.metadata.uid ?? ''));
    assert.equal(await bench.user(token), user);
    bench.remove('Pod', 'web');
    await bench.refuses(token, /its pod is gone/);
    bench.control.create(pod('web'));
    await bench.refuses(token, /its pod is another/);
  });

  it('serves its pod until the grace of its deletion is over', async () => {
    const bench = await Bench.start();
    const web = pod('web');
    const metadata = {
      ...web.metadata,
      deletionTimestamp: timeFromMs(startMs + 30_000),
      deletionGracePeriodSeconds: 30,
    };
    bench.control.create({ ...web, metadata });
    const token = await bench.issue(bound(web.metadata.uid ?? ''));
    bench.nowMs += 29_999;
    assert.equal(await bench.user(token), user);
    bench.nowMs += 1;
    await bench.refuses(token, /its pod is being deleted/);
  });

  it('is refused once its secret or its node is gone', async () => {
    const bench = await Bench.start();
    const secret = { name: 'ground', namespace: 'default', uid: 'secret-uid' };
    bench.control.create({ apiVersion: 'v1', kind: 'Secret', metadata: secret });
    const made = node('node-1');
    bench.control.create(made);
    const bySecret = await bench.issue({ secret: { name: 'ground', uid: 'secret-uid' } });
    const byNode = await bench.issue({ node: { name: 'node-1', uid: made.metadata.uid ?? '' } });
    assert.deepEqual([await bench.user(bySecret), await bench.user(byNode)], [user, user]);
    bench.remove('Secret', 'ground');
    bench.remove('Node', 'node-1');
    await bench.refuses(bySecret, /its secret is gone/);
    await bench.refuses(byNode, /its node is gone/);
  });

  it('is good on a master that learns of its account only when it asks', async () => {
    const bench = await Bench.start();
    const token = await bench.issue({ account: { name: 'young', uid: 'account-2' } });
    bench.current = () => void bench.account('young');
    assert.equal(await bench.user(token), 'system:serviceaccount:default:young');
  });
});

describe('what is remembered of tokens', () => {
  it('is bounded: what was not asked for the longest goes', () => {
    const remembered = new Remembered<number>(3);
    for (const [index, key] of ['a', 'b', 'c'].entries()) remembered.set(key, index);
    assert.equal(remembered.get('a'), 0);
    remembered.set('d', 3);
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((key) => remembered.get(key)),
      [0, undefined, 2, 3],
    );
    for (let index = 0; index < 100; index++) remembered.set(`key-${index}`, index);
    assert.equal(remembered.size, 3);
  });
});

describe('the keys that sign tokens', () => {
  const made = async (ms: number): Promise<TokenKey> => newTokenKey(vault, ms);

  it('change without a token that is in use noticing', async () => {
    const bench = await Bench.start();
    const [first] = tokenKeysIn(bench.control.store);
    const before = await bench.issue({ seconds: 7_200 });
    const second = await bench.rotate();
    assert.equal(decodeProtectedHeader(await bench.issue()).kid, first?.id, 'until every master knows it');
    bench.nowMs += apiLimits.tokenKeys.spreadMs;
    const after = await bench.issue();
    assert.equal(decodeProtectedHeader(after).kid, second.id);
    assert.deepEqual([await bench.user(before), await bench.user(after)], [user, user]);
    bench.nowMs += 7_200_000;
    await bench.refuses(before, /expired/);
    // The third finds that the first has signed nothing that is still good.
    bench.nowMs += 8 * dayMs;
    const third = await bench.rotate();
    assert.deepEqual(
      tokenKeysIn(bench.control.store).map(({ id }) => id),
      [second.id, third.id],
    );
  });

  it('are believed no longer once they are dropped, also for tokens seen before', async () => {
    const bench = await Bench.start();
    const token = await bench.issue();
    assert.equal(await bench.user(token), user);
    bench.setKeys([await made(bench.nowMs)]);
    await bench.refuses(token, /its key is unknown/);
  });

  it('are kept as long as what they signed may be good, and are not made without end', async () => {
    let keys: readonly TokenKey[] = [];
    for (let index = 0; index < apiLimits.tokenKeys.count; index++)
      keys = rotatedKeys(keys, await made(startMs), startMs);
    const another = await made(startMs);
    assert.throws(() => rotatedKeys(keys, another, startMs), {
      code: 'Conflict',
      message: /there are 16 keys/,
    });
    const laterMs = startMs + 8 * dayMs;
    assert.deepEqual(rotatedKeys(keys, another, laterMs), [keys.at(-1), another]);
    assert.equal(signingKey([], startMs), undefined);
  });

  it('are asked for by a master that does not know them, seldom', async () => {
    const bench = await Bench.start();
    const token = await bench.issue();
    const keys = tokenKeysIn(bench.control.store);
    bench.setKeys([]);
    await assert.rejects(bench.issue(), { code: 'Unavailable' });
    for (let tries = 0; tries < 20; tries++) await bench.refuses(token, /its key is unknown/);
    assert.equal(bench.asked, 1);
    bench.nowMs += apiLimits.tokenKeys.askMs;
    bench.current = () => bench.setKeys(keys);
    assert.equal(await bench.user(token), user);
  });

  it('stand sealed: whoever reads the state reads only the public ones', async () => {
    const bench = await Bench.start();
    const { key } = bench.keys.signer(startMs);
    const pkcs8 = key.export({ format: 'der', type: 'pkcs8' });
    const { d = '' } = key.export({ format: 'jwk' });
    const [stored] = tokenKeysIn(bench.control.store);
    const raw = Buffer.from(stored?.sealed ?? []);
    assert.ok(raw.length > 0 && !raw.includes(pkcs8) && !raw.includes(Buffer.from(d, 'base64url')));
    const other = new TokenKeys(
      () => bench.control.store,
      createVault(new Keyring([new Uint8Array(32).fill(8)])),
    );
    assert.throws(() => other.signer(startMs), { code: 'Expired', message: /sealed under key/ });
    const set = JSON.stringify(bench.keys.keySet());
    assert.ok(set.includes(stored?.id ?? '-') && !set.includes('"d"') && !set.includes(d));
  });
});

/** A token in which the public key, which everybody may have, was used as the secret of an HMAC. */
function hmac(bench: Bench, token: string, format: 'pem' | 'der'): string {
  const { kid = '' } = decodeProtectedHeader(token);
  const key = bench.keys.verifier(kid);
  assert.ok(key !== undefined);
  const secret =
    format === 'pem'
      ? key.export({ type: 'spki', format: 'pem' })
      : key.export({ type: 'spki', format: 'der' });
  const head = `${text({ alg: 'HS256', kid })}.${token.split('.')[1]}`;
  return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`;
}
