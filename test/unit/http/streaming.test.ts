// Streams of pods over HTTP: what queries mean, what messages of channels hold, what waits to be read.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  channelProtocols,
  chooseChannelProtocol,
  decodeChannel,
  encodeChannel,
} from '#api/http/streaming/channels.ts';
import { sizeIn } from '#api/http/streaming/console.ts';
import { Inbox } from '#api/http/streaming/inbox.ts';
import { logOptionsOf } from '#api/http/streaming/log.ts';
import { consoleRequestOf, portsOf } from '#api/http/streaming/parameters.ts';
import { endStatus, endText } from '#api/http/streaming/status.ts';
import { check } from '#kit/check.ts';

const query = (text: string): URLSearchParams => new URLSearchParams(text);

describe('streams of pods over HTTP', () => {
  it('reads what a query asks of logs, and refuses what can mean nothing', () => {
    const options = logOptionsOf(query('container=a&follow=true&tailLines=0&limitBytes=9&sinceSeconds=3'));
    assert.deepEqual(options, {
      container: 'a',
      follow: true,
      previous: false,
      timestamps: false,
      sinceSeconds: 3,
      tailLines: 0,
      limitBytes: 9,
    });
    assert.equal(logOptionsOf(query('sinceTime=2026-01-01T00:00:00Z')).sinceMs, Date.UTC(2026, 0, 1));
    for (const wrong of [
      'tailLines=-1',
      'limitBytes=0',
      'sinceSeconds=0',
      'follow=perhaps',
      'sinceTime=yesterday',
      'sinceSeconds=1&sinceTime=2026-01-01T00:00:00Z',
    ])
      assert.throws(() => logOptionsOf(query(wrong)), { name: 'OrcError' }, wrong);
  });

  it('reads what exec and attach are to do', () => {
    const asked = consoleRequestOf(query('command=ls&command=-l&stdout=1&stderr=1&tty=1'), true);
    assert.deepEqual(asked.command, ['ls', '-l']);
    assert.equal(asked.stderr, false, 'a terminal has one output');
    assert.throws(() => consoleRequestOf(query('stdout=1'), true), /at least 1 command/);
    assert.throws(() => consoleRequestOf(query('command=ls'), true), /at least 1 of stdin, stdout, stderr/);
  });

  it('reads the ports that are to be forwarded over channels, and refuses what are none or too many', () => {
    assert.deepEqual(portsOf(query('ports=80,443&ports=8080')), [80, 443, 8080]);
    for (const wrong of ['', 'ports=', 'ports=0', 'ports=web', `ports=${'1,'.repeat(128)}1`])
      assert.throws(() => portsOf(query(wrong)), { name: 'OrcError', code: 'BadRequest' }, wrong);
  });

  it("tells a program's end as Kubernetes does", () => {
    assert.deepEqual(endStatus({ exitCode: 0, error: '' }), { metadata: {}, status: 'Success' });
    const failure = endStatus({ exitCode: 7, error: '' });
    assert.equal(failure['reason'], 'NonZeroExitCode');
    assert.deepEqual(failure['details'], { causes: [{ reason: 'ExitCode', message: '7' }] });
    assert.equal(endStatus({ exitCode: undefined, error: 'broke' })['message'], 'broke');
    assert.equal(endText({ exitCode: 0, error: '' }), '');
    assert.match(endText({ exitCode: 2, error: '' }), /exit status 2/);
  });

  it('reads what it wrote on a channel, and survives anything else', () => {
    for (const protocol of channelProtocols) {
      check(
        fc.property(fc.uint8Array(), (data) => {
          const message = Buffer.from(encodeChannel(protocol, 0, data));
          assert.deepEqual(decodeChannel(protocol, message), {
            kind: 'data',
            channel: 0,
            data: Buffer.from(data),
          });
        }),
      );
      check(fc.property(fc.uint8Array(), (bytes) => void decodeChannel(protocol, bytes)));
    }
    assert.deepEqual(decodeChannel('v5.channel.k8s.io', Uint8Array.of(255, 0)), {
      kind: 'close',
      channel: 0,
    });
    assert.equal(chooseChannelProtocol(['v4.channel.k8s.io', 'v5.channel.k8s.io']), 'v5.channel.k8s.io');
    assert.equal(chooseChannelProtocol(['v9']), undefined);
  });

  it("reads a terminal's size, and nothing else", () => {
    assert.deepEqual(sizeIn('{"Width":80,"Height":24}'), { kind: 'resize', columns: 80, rows: 24 });
    for (const wrong of ['', '{}', '[]', '{"Width":0,"Height":1}', '{"Width":1e9,"Height":1}'])
      assert.equal(sizeIn(wrong), undefined, wrong);
  });

  it('hands over what came in order, counts what was read, and drops what waits on an error', async () => {
    let takenBytes = 0;
    const inbox = new Inbox<string>((bytes) => (takenBytes += bytes));
    inbox.push('a', 1);
    inbox.push('b', 2);
    inbox.end();
    inbox.push('late', 4);
    const read: string[] = [];
    for await (const item of inbox) read.push(item);
    assert.deepEqual([read, takenBytes], [['a', 'b'], 7]);
    const broken = new Inbox<string>((bytes) => (takenBytes += bytes));
    broken.push('a', 8);
    broken.end(new Error('gone'));
    await assert.rejects(async () => {
      for await (const item of broken) read.push(item);
    }, /gone/);
    assert.equal(takenBytes, 15);
  });
});
