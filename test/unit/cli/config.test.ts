// `orc config`: the file is changed one thing at a time, keeps what orc does not know, and shows no secret unasked.
import assert from 'node:assert/strict';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { parse, stringify } from 'yaml';
import { readClientConfig } from '#cli/config.ts';

const orc = path.join(import.meta.dirname, '../../../orc');

describe('orc config', function () {
  this.timeout(60_000);
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'orc-config-'));
    file = path.join(folder, 'deep', 'config');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const pem = (name: string): string => {
    const where = path.join(folder, name);
    writeFileSync(where, `PEM of ${name}`);
    return where;
  };
  const run = async (...words: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await execa(orc, ['config', ...words], {
      env: { ORCCONFIG: file },
      reject: false,
    });
    return exitCode === 0 ? stdout : `${exitCode}: ${stderr}`;
  };
  const content = (): unknown => parse(readFileSync(file, 'utf8'));

  it('changes the file that a link leads to', async () => {
    const real = path.join(folder, 'real');
    writeFileSync(real, '');
    mkdirSync(path.dirname(file));
    symlinkSync(real, file);
    assert.equal(await run('set-credentials', 'ann', '--token=t'), 'User "ann" set.');
    assert.ok(lstatSync(file).isSymbolicLink());
    assert.match(readFileSync(real, 'utf8'), /name: ann/);
    assert.equal(statSync(real).mode & 0o777, 0o600);
  });

  it('makes a file that orc and kubectl can use, which nobody else may read', async () => {
    const [ca, certificate, key] = [pem('ca.pem'), pem('ann.pem'), pem('ann.key')];
    const clusterFlags = ['--server=https://10.0.0.1:6443', '--masters', '10.0.0.1:7600,10.0.0.2:7600'];
    assert.equal(
      await run('set-cluster', 'prod', ...clusterFlags, '--certificate-authority', ca, '--embed-certs=true'),
      'Cluster "prod" set.',
    );
    assert.equal(
      await run('set-credentials', 'ann', '--client-certificate', certificate, '--client-key', key),
      'User "ann" set.',
    );
    const words = ['set-context', 'prod', '--cluster=prod', '--user=ann'];
    assert.equal(await run(...words, '--namespace=team'), 'Context "prod" created.');
    assert.equal(await run('use-context', 'prod'), 'Switched to context "prod".');
    assert.equal(await run('current-context'), 'prod');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(readClientConfig({ kubeconfig: file }), {
      context: 'prod',
      namespace: 'team',
      servers: ['10.0.0.1:7600', '10.0.0.2:7600'],
      authority: 'PEM of ca.pem',
      user: { name: 'ann', certificate: 'PEM of ann.pem', key: 'PEM of ann.key' },
    });
    const kubectl = await execa('kubectl', ['config', 'view', '--kubeconfig', file, '-o', 'json'], {
      reject: false,
    });
    if (kubectl.exitCode === 0) assert.match(kubectl.stdout, /"server": "https:\/\/10\.0\.0\.1:6443"/);
    assert.equal(await run('set-context', '--current', '-n', 'other'), 'Context "prod" modified.');
    assert.equal(readClientConfig({ kubeconfig: file }).namespace, 'other');
  });

  it('gives a user one way to get a token at a time', async () => {
    const tokenFile = pem('token');
    const user = (): unknown => {
      const json: unknown = content();
      assert.ok(typeof json === 'object' && json !== null && 'users' in json && Array.isArray(json.users));
      return json.users[0];
    };
    await run('set-credentials', 'ann', '--token', 'secret');
    assert.deepEqual(user(), { name: 'ann', user: { token: 'secret' } });
    await run('set-credentials', 'ann', '--token-file', tokenFile);
    assert.deepEqual(user(), { name: 'ann', user: { tokenFile } });
    const plugin = ['--exec-command', 'kubelogin', '--exec-arg', 'get-token', '--exec-arg=--flag'];
    await run('set-credentials', 'ann', ...plugin, '--exec-env', 'A=b=c');
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      interactiveMode: 'IfAvailable',
      command: 'kubelogin',
      args: ['get-token', '--flag'],
      env: [{ name: 'A', value: 'b=c' }],
    };
    assert.deepEqual(user(), { name: 'ann', user: { exec } });
    await run('set-credentials', 'ann', '--exec-interactive-mode', 'Never');
    assert.deepEqual(user(), { name: 'ann', user: { exec: { ...exec, interactiveMode: 'Never' } } });
    assert.match(
      await run('set-credentials', 'ann', '--token', 'a', '--token-file', tokenFile),
      /^1: .*one of/,
    );
  });

  const whole = {
    apiVersion: 'v1',
    kind: 'Config',
    preferences: { colors: true },
    clusters: [
      {
        name: 'one',
        cluster: { server: 'https://a:1', 'certificate-authority-data': 'Q0E=', proxy: 'kept' },
      },
      { name: 'two', cluster: { server: 'https://b:1' } },
    ],
    users: [
      { name: 'ann', user: { token: 'secret-1', 'client-key-data': 'secret-2' } },
      {
        name: 'bob',
        user: {
          password: 'secret-3',
          exec: { command: 'x', env: [{ name: 'A', value: 'secret-4' }] },
          'auth-provider': { name: 'oidc', config: { 'id-token': 'secret-5' } },
        },
      },
    ],
    contexts: [
      { name: 'one', context: { cluster: 'one', user: 'ann', namespace: 'team' } },
      { name: 'two', context: { cluster: 'two', user: 'bob' } },
    ],
    'current-context': 'one',
  };
  const write = (json: unknown): void => {
    file = path.join(folder, 'config');
    writeFileSync(file, stringify(json));
  };

  it('keeps what it does not change and what it does not know', async () => {
    write(whole);
    await run('use-context', 'two');
    assert.deepEqual(content(), { ...whole, 'current-context': 'two' });
    await run('set-cluster', 'one', '--server', 'https://c:1');
    const [one, two] = whole.clusters;
    const clusters = [{ ...one, cluster: { ...one?.cluster, server: 'https://c:1' } }, two];
    assert.deepEqual(content(), { ...whole, clusters, 'current-context': 'two' });
    assert.match(await run('delete-context', 'one'), /^deleted context one from /);
    assert.match(await run('delete-user', 'ann'), /^deleted user ann from /);
    assert.match(await run('delete-cluster', 'one'), /^deleted cluster one from /);
    assert.deepEqual(content(), {
      ...whole,
      clusters: [two],
      users: whole.users.slice(1),
      contexts: whole.contexts.slice(1),
      'current-context': 'two',
    });
  });

  it('shows contexts, and no secret unless it is asked for', async () => {
    write(whole);
    assert.equal(
      await run('get-contexts'),
      'CURRENT   NAME   CLUSTER   AUTHINFO   NAMESPACE\n*         one    one       ann        team\n          two    two       bob',
    );
    assert.equal(await run('get-contexts', '-o', 'name'), 'one\ntwo');
    for (const words of [['view'], ['view', '-o', 'json']]) {
      const shown = await run(...words);
      assert.ok(!shown.includes('secret') && !shown.includes('Q0E='), shown);
      assert.match(shown, /REDACTED[^]*REDACTED[^]*REDACTED/);
      assert.match(shown, /DATA\+OMITTED/);
    }
    assert.deepEqual(parse(await run('view', '--raw')), whole);
    const [cluster] = whole.clusters;
    const [user] = whole.users;
    const [context] = whole.contexts;
    assert.deepEqual(parse(await run('view', '--raw', '--minify')), {
      ...whole,
      clusters: [cluster],
      users: [user],
      contexts: [context],
    });
  });

  it('says what is wrong, and changes nothing then', async () => {
    write(whole);
    const before = readFileSync(file, 'utf8');
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['use-context', 'three'], /no context exists with the name: "three"/],
      [['get-contexts', 'three'], /context three not found/],
      [['delete-user', 'eve'], /cannot delete user eve, not in /],
      [['set-context', '--user=ann'], /name the context/],
      [['set-context', 'one', '--current'], /not both/],
      [['set-cluster', 'one', '--server', 'http://a:1'], /--server: is "http:\/\/a:1", must be an https URL/],
      [['set-cluster', 'one', '--masters', '10.0.0.1'], /--masters: is "10.0.0.1", must be host:port/],
      [['set-cluster', 'one', '--certificate-authority', 'none.pem'], /there is no file .*none\.pem/],
      [['set-credentials', 'ann', '--token', ''], /--token: is empty/],
      [['set-credentials', 'ann', '--exec-arg', 'x'], /--exec-command: name the program/],
      [['set-credentials', 'bob', '--exec-env', 'x'], /--exec-env: is "x", must be NAME=VALUE/],
      [
        ['set-credentials', 'bob', '--exec-interactive-mode', 'No'],
        /must be one of Never, IfAvailable, Always/,
      ],
      [['view', '-o', 'xml'], /--output: is "xml", must be yaml or json/],
    ];
    for (const [words, why] of cases) {
      const said = await run(...words);
      assert.match(said, /^1: error: /, words.join(' '));
      assert.match(said, why);
    }
    assert.equal(readFileSync(file, 'utf8'), before);
    write('just text');
    assert.match(await run('set-context', 'one'), /config: must hold a kubeconfig/);
    assert.equal(parse(readFileSync(file, 'utf8')), 'just text');
  });
});
