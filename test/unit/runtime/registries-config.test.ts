// What a master's configuration may say of registries, and every wrong field named.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import { type MasterConfig, readMasterConfig } from '#runtime/config.ts';

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

function read(more: object): MasterConfig {
  const folder = mkdtempSync(path.join(tmpdir(), 'orc-config-'));
  try {
    const file = path.join(folder, 'master.json');
    writeFileSync(file, JSON.stringify({ ...whole, ...more }));
    return readMasterConfig(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const usual = { address: '', plainHttp: false, authorityFile: '' };

describe('the registries of a master', () => {
  it('are none, one or several, and others are asked unless that is ruled out', () => {
    const { registries, onlyListedRegistries } = read({});
    assert.deepEqual([registries, onlyListedRegistries], [[], false]);
    const one = { host: 'images.example.com:5000' };
    assert.deepEqual(read({ registries: one }).registries, [{ ...usual, ...one }]);
    const all = {
      host: 'docker.io',
      address: '10.0.0.9:5000',
      plainHttp: false,
      authorityFile: '/etc/ca.pem',
    };
    const config = read({ registries: [one, all], onlyListedRegistries: true });
    assert.deepEqual(config.registries, [{ ...usual, ...one }, all]);
    assert.equal(config.onlyListedRegistries, true);
    assert.deepEqual(read({ registries: config.registries }).registries, config.registries);
  });

  it('are refused with every wrong field named', () => {
    for (const [registries, message] of [
      [{}, /registries\.host: is missing, must be a host/],
      [{ host: 'https://a.example' }, /registries\.host: is "https:\/\/a\.example", must be a host/],
      [[{ host: 'a' }, { host: 'b', address: 'x/y' }], /registries\[1\]\.address: is "x\/y", must be a host/],
      [{ host: 'a', plainHttp: 'yes' }, /registries\.plainHttp: is "yes", must be true or false/],
      [
        { host: 'a', plainHttp: true, authorityFile: 'c' },
        /registries\.authorityFile: .*absent where plainHttp/,
      ],
      [{ host: 'a', adress: 'b' }, /registries\.adress: unknown; did you mean address\?/],
      [[{ host: 'a' }, { host: 'a' }], /registries: .*no host stands twice/],
      ['a', /registries: is "a", must be an object, or a list of at most 64/],
    ] as const)
      assert.throws(() => read({ registries }), message);
    assert.throws(
      () => read({ onlyListedRegistries: 1 }),
      /onlyListedRegistries: is 1, must be true or false/,
    );
  });
});
