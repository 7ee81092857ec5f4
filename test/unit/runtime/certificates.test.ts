// What a node's configuration says when it says nothing, and which names a master's certificate lacks.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import { apiServiceHosts } from '#kernel/kinds/api-service.ts';
import { readNodeConfig } from '#runtime/config.ts';
import { createAuthority, hostsNotNamed, issueCertificate } from '#runtime/pki.ts';

describe("a master's certificate", () => {
  it('lacks the names that are not in it', async () => {
    const authority = await createAuthority('test');
    const wanted = apiServiceHosts('10.96.0.0/16');
    const issue = async (hosts: readonly string[]): Promise<string> =>
      (await issueCertificate(authority, { name: 'm', groups: [], hosts, days: 1 })).certificate;
    assert.deepEqual(hostsNotNamed(await issue(['10.0.0.1', 'master-1']), wanted), wanted);
    assert.deepEqual(hostsNotNamed(await issue(['master-1', ...wanted]), wanted), []);
    assert.deepEqual(hostsNotNamed(await issue(['kubernetes', '10.96.0.1']), ['kubernetes', '10.96.0.2']), [
      '10.96.0.2',
    ]);
  });
});

describe("a node's configuration", () => {
  const whole = {
    name: 'node-1',
    address: '10.0.0.9',
    dataDir: '/var/lib/orc',
    servers: ['10.0.0.1:7602'],
    dockerSocket: '/run/docker.sock',
    podCidr: '10.244.0.0/16',
    serviceCidr: '10.96.0.0/16',
    pauseImage: 'orc/pause:1',
    certificateFile: 'a',
    keyFile: 'b',
    authorityFile: 'c',
  };

  function read(more: object): ReturnType<typeof readNodeConfig> {
    const folder = mkdtempSync(path.join(tmpdir(), 'orc-config-'));
    try {
      const file = path.join(folder, 'node.json');
      writeFileSync(file, JSON.stringify({ ...whole, ...more }));
      return readNodeConfig(file);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it('has volumes in memory below its data, and tokens replaced at 80 % of their life', () => {
    const { memoryDir, tokenRefreshPercent } = read({});
    assert.deepEqual([memoryDir, tokenRefreshPercent], ['/var/lib/orc/memory', 80]);
    const given = read({ memoryDir: '/run/volumes', tokenRefreshPercent: 50 });
    assert.deepEqual([given.memoryDir, given.tokenRefreshPercent], ['/run/volumes', 50]);
    assert.throws(
      () => read({ tokenRefreshPercent: 101 }),
      /tokenRefreshPercent: is 101, must be a number from 1 to 100/,
    );
  });

  it('names labels that a node may not give itself', () => {
    assert.deepEqual(read({ labels: { disk: 'ssd' } }).labels, { disk: 'ssd' });
    assert.throws(
      () => read({ labels: { 'node-role.kubernetes.io/vault': '' } }),
      /labels\["node-role\.kubernetes\.io\/vault"\]: a node may not give itself this label/,
    );
  });
});
