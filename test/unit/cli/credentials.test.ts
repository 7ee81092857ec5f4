// How the command shows who asks: tokens, files with tokens, and programs that obtain them, each with clear errors.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { stringify } from 'yaml';
import { isJsonObject } from '#kernel/model/json.ts';
import { readClientConfig } from '#cli/config.ts';
import { type ExecPlugin, credentialsOf } from '#cli/credentials.ts';
import { PluginBearer } from '#cli/exec-plugin.ts';

const apiVersion = 'client.authentication.k8s.io/v1';

describe('credentials of the command', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'orc-credentials-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** The configuration whose one user says this. */
  function configWith(user: object, cluster: object = {}): ReturnType<typeof readClientConfig> {
    const file = path.join(folder, 'config');
    const data = Buffer.from('the CA').toString('base64');
    writeFileSync(
      file,
      stringify({
        clusters: [
          { name: 'c', cluster: { server: 'https://a:1', 'certificate-authority-data': data, ...cluster } },
        ],
        users: [{ name: 'ann', user }],
        contexts: [{ name: 'c', context: { cluster: 'c', user: 'ann' } }],
        'current-context': 'c',
      }),
    );
    return readClientConfig({ kubeconfig: file });
  }

  /** A program that runs this JavaScript; how often it ran is counted in a file. */
  function plugin(script: string, more: Partial<ExecPlugin> = {}): ExecPlugin {
    const counted = `require('node:fs').appendFileSync(${JSON.stringify(path.join(folder, 'runs'))}, 'x');`;
    return {
      apiVersion,
      command: process.execPath,
      args: ['-e', `${counted}${script}`],
      env: {},
      installHint: '',
      interactiveMode: 'Never',
      ...more,
    };
  }
  const runs = (): number => readFileSync(path.join(folder, 'runs'), 'utf8').length;
  const prints = (status: object, more: object = {}): string =>
    `console.log(${JSON.stringify(JSON.stringify({ apiVersion, kind: 'ExecCredential', status, ...more }))})`;

  it('may be a token, and a file with one that somebody renews', async () => {
    const { bearer } = await credentialsOf(configWith({ token: 'abc' }).user);
    assert.equal(await bearer?.token(), 'abc');
    const file = path.join(folder, 'token');
    writeFileSync(file, 'first\n');
    // As in Kubernetes the file counts where both are given; it lies beside the configuration.
    const renewed = (await credentialsOf(configWith({ token: 'abc', tokenFile: 'token' }).user)).bearer;
    assert.equal(await renewed?.token(), 'first');
    writeFileSync(file, 'second');
    assert.equal(await renewed?.token(), 'second');
    writeFileSync(file, '');
    await assert.rejects(async () => renewed?.token(), /tokenFile: .*token is empty, must hold a token/);
    rmSync(file);
    await assert.rejects(async () => renewed?.token(), /tokenFile: can't read .*token/);
  });

  it('that are wrong in the configuration are named with their field', () => {
    const cases: readonly (readonly [object, RegExp])[] = [
      [{}, /user: "ann" has none of client-certificate with client-key, token, tokenFile and exec/],
      [{ 'client-key-data': 'eA==' }, /only one of client-certificate and client-key/],
      [{ tokenFile: 'nowhere' }, /user\.tokenFile: there is no file .*nowhere/],
      [{ exec: 'kubelogin' }, /user\.exec: must hold a command/],
      [{ exec: { command: 'x' } }, /user\.exec\.apiVersion: must be client\.authentication\.k8s\.io\/v1 or/],
      [{ exec: { apiVersion } }, /user\.exec\.command: must name a program/],
      [{ exec: { apiVersion, command: 'x', args: 'y' } }, /user\.exec\.args: must be a list/],
      [{ exec: { apiVersion, command: 'x', args: [1] } }, /user\.exec\.args: must be a list of texts/],
      [{ exec: { apiVersion, command: 'x', env: { A: 'b' } } }, /user\.exec\.env: must be a list/],
      [{ exec: { apiVersion, command: 'x', env: [{ name: 'A' }] } }, /env: must be a list of name and value/],
      [{ exec: { apiVersion, command: 'x', interactiveMode: 'no' } }, /interactiveMode: must be Never/],
    ];
    for (const [user, why] of cases) assert.throws(() => configWith(user), why);
  });

  it('come from a program, which is run without a shell and told what is wanted', async () => {
    const script = path.join(folder, 'login');
    const answer = `console.log(JSON.stringify({ apiVersion: '${apiVersion}', kind: 'ExecCredential', status: {
      token: JSON.stringify([process.argv.slice(2), process.env.A, JSON.parse(process.env.KUBERNETES_EXEC_INFO)]),
    } }))`;
    writeFileSync(script, `#!${process.execPath}\n${answer}\n`);
    chmodSync(script, 0o755);
    const exec = {
      apiVersion,
      command: './login',
      args: ['$(id)', '; id', 'a b'],
      env: [{ name: 'A', value: '$HOME' }],
      provideClusterInfo: true,
    };
    const extensions = [{ name: 'client.authentication.k8s.io/exec', extension: { realm: 'x' } }];
    const { bearer } = await credentialsOf(configWith({ exec }, { extensions }).user);
    const said: unknown = JSON.parse((await bearer?.token()) ?? '');
    assert.ok(Array.isArray(said) && isJsonObject(said[2]));
    assert.deepEqual(said.slice(0, 2), [['$(id)', '; id', 'a b'], '$HOME']);
    const { spec, ...info } = said[2];
    assert.deepEqual(info, { apiVersion, kind: 'ExecCredential' });
    assert.ok(isJsonObject(spec));
    assert.deepEqual(spec['cluster'], {
      server: 'https://a:1',
      'certificate-authority-data': Buffer.from('the CA').toString('base64'),
      config: { realm: 'x' },
    });
  });

  it('of a program are kept until they expire', async () => {
    let nowMs = Date.UTC(2026, 0, 1);
    const expirationTimestamp = '2026-01-01T01:00:00Z';
    const bearer = new PluginBearer(
      plugin(prints({ token: 'abc', expirationTimestamp })),
      'ann',
      () => nowMs,
    );
    const both = await Promise.all([bearer.token(), bearer.token()]);
    assert.deepEqual([both, runs()], [['abc', 'abc'], 1]);
    nowMs += 3_599_999;
    await bearer.token();
    assert.equal(runs(), 1);
    nowMs += 1;
    await assert.rejects(bearer.token(), /gave credentials that have expired already/);
    assert.equal(runs(), 2);
  });

  it('of a program that the masters refuse are had anew, unless they are as good as new', async () => {
    let nowMs = 0;
    const bearer = new PluginBearer(plugin(prints({ token: 'abc' })), 'ann', () => nowMs);
    await bearer.token();
    bearer.refused();
    await bearer.token();
    assert.equal(runs(), 1);
    nowMs += 10_000;
    // Many calls may be refused at once.
    bearer.refused();
    bearer.refused();
    await Promise.all([bearer.token(), bearer.token()]);
    assert.equal(runs(), 2);
  });

  it('of a program may be a certificate', async () => {
    const status = { clientCertificateData: 'CERTIFICATE', clientKeyData: 'KEY' };
    const shown = await credentialsOf({ name: 'ann', exec: plugin(prints(status)) });
    assert.deepEqual([shown.certificate, shown.key], ['CERTIFICATE', 'KEY']);
    assert.equal(await shown.bearer?.token(), undefined);
  });

  it('that a program does not give are told why', async () => {
    const hint = 'install kubelogin with your package manager';
    const cases: readonly (readonly [ExecPlugin, RegExp])[] = [
      [
        plugin('', { command: 'no-such-program', installHint: hint }),
        /is not found in PATH\n\ninstall kubelogin/,
      ],
      [
        plugin('', { command: path.join(folder, 'nothing') }),
        /the program .*nothing of user "ann" is not there/,
      ],
      [plugin('', { command: folder }), /can't be started: spawn .*EACCES/],
      [plugin('process.exit(3)'), /ended with code 3/],
      [plugin("process.kill(process.pid, 'SIGKILL')"), /was ended by SIGKILL/],
      [
        plugin("console.log('eyJhbGciOi')"),
        /must write an ExecCredential in JSON, and wrote something else$/,
      ],
      [plugin("console.log('{}')"), /must write an ExecCredential of .*\/v1, wrote nothing of nothing/],
      [
        plugin(prints({ token: 'abc' }, { apiVersion: 'client.authentication.k8s.io/v1beta1' })),
        /wrote "ExecCredential" of ".*v1beta1": let exec\.apiVersion name what it knows/,
      ],
      [plugin(prints({})), /neither status\.token nor status\.clientCertificateData/],
      [plugin(prints({ token: 7 })), /a status\.token that is no text/],
      [plugin(prints({ clientKeyData: 'x' })), /only one of status\.clientCertificateData/],
      [plugin(prints({ token: 'abc', expirationTimestamp: 'soon' })), /that is no time: "soon"/],
      [plugin("console.log('x'.repeat(2 * 1024 * 1024))"), /wrote more than 1048576 bytes/],
      [plugin(prints({ token: 'abc' }), { interactiveMode: 'Always' }), /standard input is no terminal/],
    ];
    // Tests may be run at a terminal, where a program may ask.
    const shown = process.stdin.isTTY ? cases.slice(0, -1) : cases;
    for (const [exec, why] of shown) await assert.rejects(credentialsOf({ name: 'ann', exec }), why);
  });
});
