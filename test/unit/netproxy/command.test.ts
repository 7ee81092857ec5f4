import assert from 'node:assert/strict';
import { CommandRunner } from '#netproxy/command.ts';

describe('a program the proxy needs', () => {
  const path = process.env['PATH'];
  before(() => (process.env['PATH'] = '/nonexistent'));
  after(() => (process.env['PATH'] = path));

  it('is named with its Debian package when it is missing', async () => {
    const message = 'nft is not installed: install the Debian package nftables';
    await assert.rejects(new CommandRunner().run('nft', ['list', 'tables']), {
      code: 'Unsupported',
      message,
    });
  });
});
