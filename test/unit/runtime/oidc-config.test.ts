// What a master's configuration may say of OpenID Connect issuers: Kubernetes' defaults, and every wrong field named.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import { type MasterConfig, readMasterConfig } from '#runtime/config.ts';
import { readAuthorities } from '#api/oidc/issuers.ts';
import { oidcConfig } from '#kit/oidc-bench.ts';

const issuerUrl = 'https://login.example.com/realm';
const least = { issuerUrl, clientId: 'orc' };
const master = { id: 1, name: 'master-1', address: '10.0.0.1' };
const whole = {
  ...master,
  clusterId: 'c',
  dataDir: '/var/lib/orc',
  encryptionKeyFile: 'k',
  masters: [master],
  serviceCidr: '10.96.0.0/16',
  podCidr: '10.244.0.0/16',
  certificateFile: 'a',
  keyFile: 'b',
  authorityFile: 'c',
};

function read(oidc?: unknown): MasterConfig['oidc'] {
  const folder = mkdtempSync(path.join(tmpdir(), 'orc-config-'));
  try {
    const file = path.join(folder, 'master.json');
    writeFileSync(file, JSON.stringify({ ...whole, oidc }));
    return readMasterConfig(file).oidc;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the issuers of a master', () => {
  it('are none, one or several, with the defaults of Kubernetes', () => {
    assert.deepEqual(read(), []);
    assert.deepEqual(read([]), []);
    const defaults = oidcConfig(issuerUrl);
    assert.deepEqual(read(least), [defaults]);
    const other = { ...least, issuerUrl: 'https://other.example.com' };
    assert.deepEqual(read([least, other]), [defaults, oidcConfig('https://other.example.com')]);
    assert.deepEqual(read(read(least)), [defaults], 'what was read may be written and read again');
  });

  it('may say everything', () => {
    const all = {
      ...least,
      usernameClaim: 'email',
      usernamePrefix: '-',
      groupsClaim: 'groups',
      groupsPrefix: 'corp:',
      requiredClaims: { hd: 'example.com' },
      signingAlgorithms: ['ES256', 'PS512'],
      authorityFile: '/etc/ca.pem',
      clockSkewSeconds: 0,
    };
    assert.deepEqual(read(all), [all]);
  });

  it('have every wrong field named, with what it must be', () => {
    const wrong: readonly (readonly [object, RegExp])[] = [
      [{ issuerUrl: undefined }, /oidc\.issuerUrl: is missing, must be an https URL/],
      [{ issuerUrl: 'http://login.example.com' }, /oidc\.issuerUrl: is "http:.*must be an https URL/],
      [{ issuerUrl: 'login.example.com' }, /oidc\.issuerUrl: .*must be an https URL/],
      [{ issuerUrl: 'https://a:b@login.example.com' }, /oidc\.issuerUrl: /],
      [{ issuerUrl: `${issuerUrl}?x` }, /oidc\.issuerUrl: /],
      [{ issuerUrl: `${issuerUrl}#` }, /oidc\.issuerUrl: /],
      [{ issuerUrl: 'https://kubernetes.default.svc.cluster.local' }, /other than the masters' own/],
      [{ clientId: '' }, /oidc\.clientId: is "", must be text/],
      [{ usernameClaim: '' }, /oidc\.usernameClaim: is "", must be the name of a claim/],
      [{ usernamePrefix: 'system:' }, /usernamePrefix: is "system:", must be text that does not begin with/],
      [
        { groupsPrefix: 'orc:x' },
        /groupsPrefix: is "orc:x", must be text that does not begin with system: or orc:/,
      ],
      [{ groupsClaim: 7 }, /oidc\.groupsClaim: is 7/],
      [{ requiredClaims: { hd: 7 } }, /oidc\.requiredClaims: .*must be a map of texts/],
      [{ signingAlgorithms: ['HS256'] }, /signingAlgorithms: is \["HS256"\], must be a list of any of RS256/],
      [{ signingAlgorithms: ['none'] }, /signingAlgorithms: is \["none"\]/],
      [{ signingAlgorithms: [] }, /oidc\.signingAlgorithms: is \[\]/],
      [{ authorityFile: true }, /oidc\.authorityFile: is true, must be a file/],
      [{ clockSkewSeconds: 301 }, /clockSkewSeconds: is 301, must be a number from 0 to 300/],
      [{ clientID: 'x' }, /oidc\.clientID: unknown; did you mean clientId\?/],
    ];
    for (const [more, why] of wrong) assert.throws(() => read({ ...least, ...more }), why);
    assert.throws(
      () => read([least, {}]),
      /oidc\[1\]\.issuerUrl: is missing[^]*oidc\[1\]\.clientId: is missing/,
    );
    assert.throws(() => read([least, least]), /oidc: .*no issuerUrl stands twice/);
    assert.throws(() => read(issuerUrl), /oidc: is "https.*must be an object, or a list of at most 16/);
    assert.throws(() => read(Array(17).fill(least)), /a list of at most 16/);
  });

  it('have CAs that can be read', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'orc-config-'));
    try {
      const authorityFile = path.join(folder, 'ca.pem');
      const config = oidcConfig(issuerUrl, { authorityFile });
      assert.throws(
        () => readAuthorities([config]),
        /authorityFile of the issuer https:.*can't read .*ca\.pem/,
      );
      writeFileSync(authorityFile, 'no certificate');
      assert.throws(() => readAuthorities([config]), /ca\.pem must hold certificates in PEM/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
