// Asking registries over real connections: the protocol, whoever answers wrongly, and where masters do not connect.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { type ErrorCode, OrcError } from '#kernel/errors.ts';
import { parseImage } from '#kernel/images/reference.ts';
import { apiLimits } from '#api/limits.ts';
import { Registries, bearerChallenge, readRegistryAuthorities } from '#api/images/registries.ts';
import type { RegistryConfig } from '#runtime/registries-config.ts';
import { TestRegistry } from '#kit/image-registry.ts';

const clusterNetworks = ['10.244.0.0/16', '10.96.0.0/16'];
const patience = (): AbortSignal => AbortSignal.timeout(20_000);

function asking(listed: readonly RegistryConfig[], authority?: string, onlyListed = false): Registries {
  return new Registries({
    listed: listed.map((config) => ({ config, ...(authority !== undefined && { authority }) })),
    onlyListed,
    clusterNetworks,
  });
}

function configOf(host: string, more: Partial<RegistryConfig> = {}): RegistryConfig {
  return { host, address: '', plainHttp: false, authorityFile: '', ...more };
}

async function digest(registries: Registries, text: string, signal = patience()): Promise<string> {
  const image = parseImage(text);
  assert.ok(image !== undefined, text);
  return registries.digest(image, signal);
}

async function refused(asked: Promise<string>, code: ErrorCode, message: RegExp): Promise<void> {
  await assert.rejects(asked, (error) => {
    assert.ok(error instanceof OrcError, String(error));
    assert.match(error.message, message);
    assert.equal(error.code, code, error.message);
    return true;
  });
}

describe('a registry', () => {
  let registry: TestRegistry;
  let registries: Registries;
  let ask: (text: string, signal?: AbortSignal) => Promise<string>;
  before(async () => {
    registry = await TestRegistry.up();
    registries = asking([configOf(registry.host)], registry.authority);
    ask = (text, signal) => digest(registries, `${registry.host}/${text}`, signal);
  });
  afterEach(() => {
    registry.asked.splice(0);
    registry.misbehaves = undefined;
    registry.wantsToken = false;
    registry.realm = undefined;
    registry.tokenAnswer = undefined;
    registry.saysDigest = true;
  });
  after(() => registry[Symbol.asyncDispose]());

  it('says what a tag stands for, and nothing of the image is fetched', async () => {
    const wanted = registry.push('team/web:v1', '{"a":1}');
    assert.equal(await ask('team/web:v1'), wanted);
    assert.deepEqual(registry.asked, ['HEAD /v2/team/web/manifests/v1']);
    const next = registry.push('team/web:v1', '{"a":2}');
    assert.notEqual(next, wanted);
    assert.equal(await ask('team/web:v1'), next);
  });

  it('that says no digest is asked for the manifest', async () => {
    registry.saysDigest = false;
    const wanted = registry.push('web:latest', '{"b":1}');
    assert.equal(await ask('web'), wanted);
    assert.deepEqual(registry.asked, ['HEAD /v2/web/manifests/latest', 'GET /v2/web/manifests/latest']);
  });

  it('that knows no HEAD is asked for the manifest', async () => {
    registry.misbehaves = ({ method }, response) => {
      response.statusCode = method === 'HEAD' ? 405 : 200;
      response.end('{}');
    };
    assert.match(await ask('web'), /^sha256:[0-9a-f]{64}$/);
  });

  it('gives a token to anybody, and then says what it would not before', async () => {
    registry.wantsToken = true;
    const wanted = registry.push('team/web:v1', '{"c":1}');
    assert.equal(await ask('team/web:v1'), wanted);
    assert.deepEqual(registry.asked, [
      'HEAD /v2/team/web/manifests/v1',
      'GET /token?service=test+registry&scope=repository%3Ateam%2Fweb%3Apull',
      'HEAD /v2/team/web/manifests/v1',
    ]);
    registry.tokenAnswer = JSON.stringify({ access_token: 'a-token.of_some~kind' });
    assert.equal(await ask('team/web:v1'), wanted);
  });

  it('that wants credentials, or has no such image, has no answer', async () => {
    registry.wantsToken = true;
    registry.tokenAnswer = JSON.stringify({ token: 'of-others' });
    await refused(ask('web:v1'), 'NotFound', /gives nobody without credentials web:v1 \(status 401\)/);
    registry.misbehaves = (_request, response) => {
      response.statusCode = 401;
      response.setHeader('www-authenticate', 'Basic realm="x"');
      response.end();
    };
    await refused(ask('web:v1'), 'NotFound', /gives nobody without credentials/);
    registry.misbehaves = (_request, response) => {
      response.statusCode = 403;
      response.end();
    };
    await refused(ask('web:v1'), 'NotFound', /status 403/);
    registry.misbehaves = undefined;
    registry.wantsToken = false;
    await refused(ask('none:v1'), 'NotFound', /^it has no none:v1$/);
  });

  it('that fails is told from one that has no answer', async () => {
    for (const status of [429, 500, 503]) {
      registry.misbehaves = (_request, response) => {
        response.statusCode = status;
        response.end();
      };
      await refused(ask('web:v1'), 'Unavailable', new RegExp(`status ${status}`));
    }
    for (const status of [201, 400, 410]) {
      registry.misbehaves = (_request, response) => {
        response.statusCode = status;
        response.end();
      };
      await refused(ask('web:v1'), 'NotFound', new RegExp(`status ${status}, must be 200`));
    }
    registry.misbehaves = (request) => request.socket.destroy();
    await refused(ask('web:v1'), 'Unavailable', /socket hang up|ECONNRESET/);
  });

  it('is followed nowhere', async () => {
    for (const status of [301, 302, 307, 308]) {
      registry.misbehaves = (_request, response) => {
        response.statusCode = status;
        response.setHeader('location', 'https://127.0.0.1/elsewhere');
        response.end();
      };
      await refused(ask('web:v1'), 'NotFound', /redirection .* is not followed/);
    }
  });

  it('is believed no digest that is none, or is of other bytes', async () => {
    registry.misbehaves = ({ method }, response) => {
      response.setHeader(
        'docker-content-digest',
        method === 'HEAD' ? 'sha256:zz' : `sha256:${'0'.repeat(64)}`,
      );
      response.end(method === 'HEAD' ? undefined : '{}');
    };
    await refused(ask('web:v1'), 'NotFound', /says that its answer has the digest sha256:000/);
  });

  it('may answer at length, or never, and is not listened to for long', async () => {
    const piece = 'x'.repeat(1024 * 1024);
    registry.misbehaves = ({ method }, response) => {
      if (method === 'HEAD') return void response.end();
      const more = (): void => {
        while (!response.destroyed && response.write(piece));
        response.once('drain', more);
      };
      more();
    };
    await refused(ask('web:v1'), 'TooLarge', new RegExp(`more than ${apiLimits.images.manifestBytes} bytes`));
    registry.misbehaves = (_request, response) => {
      response.setHeader('x-long', 'x'.repeat(apiLimits.images.headerBytes));
      response.end();
    };
    await refused(ask('web:v1'), 'Unavailable', /Header overflow/);
    const late = new AbortController();
    registry.misbehaves = () => late.abort(new OrcError('Unavailable', 'it did not answer within 2 s'));
    await refused(ask('web:v1', late.signal), 'Unavailable', /^it did not answer within 2 s$/);
    const slow = new AbortController();
    registry.misbehaves = ({ method }, response) => {
      if (method === 'HEAD') return void response.end();
      response.write('{', () => slow.abort(new OrcError('Unavailable', 'it is slow')));
    };
    await refused(ask('web:v1', slow.signal), 'Unavailable', /^it is slow$/);
  });

  it('sends nobody for a token to where masters do not go', async () => {
    registry.wantsToken = true;
    for (const [realm, message] of [
      ['http://127.0.0.1:1/token', /must be an https URL/],
      ['ftp://a.example/token', /must be an https URL/],
      ['https://user:secret@a.example/token', /must be an https URL/],
      ['nonsense', /must be an https URL/],
      ['https://127.0.0.1:1/token', /do not connect to the address 127\.0\.0\.1/],
      ['https://[::1]:1/token', /do not connect to the address ::1/],
      ['https://169.254.169.254/latest', /do not connect to the address 169\.254\.169\.254/],
      ['https://10.96.0.1/token', /do not connect to the address 10\.96\.0\.1/],
    ] as const) {
      registry.realm = realm;
      await assert.rejects(ask('web:v1'), (error) => {
        assert.ok(error instanceof OrcError && error.code !== 'Unavailable', String(error));
        assert.match(error.message, message);
        return true;
      });
    }
  });

  it('gives no token that could be more than a token', async () => {
    registry.wantsToken = true;
    for (const [answer, code, message] of [
      ['{', 'NotFound', /token that is not JSON/],
      ['[]', 'NotFound', /no token/],
      ['{}', 'NotFound', /no token/],
      ['{"token":7}', 'NotFound', /no token/],
      [JSON.stringify({ token: 'a\r\nhost: b' }), 'NotFound', /no token/],
      [JSON.stringify({ token: 'x'.repeat(apiLimits.images.tokenBytes) }), 'TooLarge', /more than/],
    ] as const) {
      registry.tokenAnswer = answer;
      await refused(ask('web:v1'), code, message);
    }
  });

  it('is checked by the CA that the configuration names', async () => {
    await refused(
      digest(asking([configOf(registry.host)]), `${registry.host}/web`),
      'Unavailable',
      /unable to verify the first certificate|self.signed certificate/,
    );
  });

  it('may be asked at another address than its name, and without TLS, where the configuration says so', async () => {
    registry.push('library/web:v1', '{"d":1}');
    const mirror = asking([configOf('docker.io', { address: registry.host })], registry.authority);
    assert.match(await digest(mirror, 'web:v1'), /^sha256:/);
    assert.deepEqual(registry.asked, ['HEAD /v2/library/web/manifests/v1']);
    await using plain = await TestRegistry.up(false);
    plain.wantsToken = true;
    plain.push('web:v1', '{"e":1}');
    const config = configOf('images.example:5000', { address: plain.host, plainHttp: true });
    assert.match(await digest(asking([config]), 'images.example:5000/web:v1'), /^sha256:/);
  });
});

describe('masters', () => {
  it('connect to none of their own, of the link’s or of the cluster’s addresses, in whichever form', async () => {
    const registries = asking([]);
    for (const host of [
      '127.0.0.1:5000',
      '127.1.2.3',
      '0.0.0.0',
      '169.254.169.254',
      '10.244.3.4',
      '10.96.0.1:443',
      '224.0.0.1',
      '255.255.255.255',
      '[::1]:5000',
      '[::]',
      '[fe80::1]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[64:ff9b::7f00:1]',
    ]) {
      const image = { host, repository: 'web', tag: 'v1', digest: undefined };
      await assert.rejects(registries.digest(image, patience()), (error) => {
        assert.ok(error instanceof OrcError && error.code === 'Forbidden', `${host}: ${String(error)}`);
        assert.match(error.message, /do not connect to the address/);
        return true;
      });
    }
    // A number is an address, too, to those who parse URLs.
    for (const host of ['2130706433', '0x7f.1'])
      await assert.rejects(
        registries.digest({ host, repository: 'web', tag: 'v1', digest: undefined }, patience()),
        /do not connect to the address 127\.0\.0\.1/,
        host,
      );
  });

  it('ask only the registries that they are told of, where that is said', async () => {
    await refused(
      digest(asking([], undefined, true), 'a.example/web'),
      'NotFound',
      /ask only registries that/,
    );
  });

  it('say that a name has no address', async () => {
    await refused(digest(asking([]), 'nowhere.invalid/web'), 'Unavailable', /DNS has no address of nowhere/);
  });

  it('read the CAs of registries, and say which file is wrong', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'orc-registry-'));
    try {
      const file = path.join(folder, 'ca.pem');
      writeFileSync(file, 'no certificate');
      const config = configOf('a.example', { authorityFile: file });
      assert.throws(
        () => readRegistryAuthorities([config]),
        /authorityFile of the registry a\.example in registries: .*ca\.pem must hold certificates in PEM/,
      );
      await using registry = await TestRegistry.up();
      writeFileSync(file, registry.authority);
      assert.deepEqual(readRegistryAuthorities([config, configOf('b.example')]), [
        { config, authority: registry.authority },
        { config: configOf('b.example') },
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a challenge', () => {
  it('is read however it is written', () => {
    const read = (text: string): unknown => {
      const found = bearerChallenge(text);
      return found && Object.fromEntries(found);
    };
    assert.deepEqual(read('Bearer realm="https://a/t",service="s",scope="repository:a:pull,push"'), {
      realm: 'https://a/t',
      service: 's',
      scope: 'repository:a:pull,push',
    });
    assert.deepEqual(read('Basic realm="x", bearer Realm="https://a"'), { realm: 'https://a' });
    assert.equal(read('Basic realm="x"'), undefined);
    assert.equal(read(''), undefined);
  });
});
