// Long answers, compressed for those who take that, over HTTP/1.1 and HTTP/2.
import assert from 'node:assert/strict';
import { connect } from 'node:http2';
import { request } from 'node:https';
import { gunzipSync } from 'node:zlib';
import { after, before, describe, it } from 'mocha';
import { isJsonObject } from '#kernel/model/json.ts';
import { manifest } from '#kit/api-client.ts';
import { TestMasters } from '#kit/cli/masters.ts';

interface Answer {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
}

/** The items of a list; its revision goes on. */
function itemsOf(bytes: Buffer): unknown {
  const list: unknown = JSON.parse(bytes.toString('utf8'));
  assert.ok(isJsonObject(list) && Array.isArray(list['items']));
  return list['items'];
}

describe('long answers', function () {
  this.timeout(120_000);
  // The leader makes others in this namespace.
  const path = '/api/v1/namespaces/default/configmaps?labelSelector=long%3Dyes';
  let masters: TestMasters;

  before(async () => {
    masters = await TestMasters.up(1);
    using client = masters.client();
    for (let at = 0; at < 8; at++) {
      const object = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `c${at}`, labels: { long: 'yes' } },
        data: { long: 'ä'.repeat(50_000) },
      };
      await client.commit([{ create: { object: manifest(object) } }]);
    }
  });
  after(() => masters[Symbol.asyncDispose]());

  const tls = (): { ca: string; cert: string; key: string } => ({
    ca: masters.authority.certificate,
    cert: masters.administrator.certificate,
    key: masters.administrator.key,
  });

  function overHttp1(
    where: string,
    headers: Readonly<Record<string, string>>,
    method = 'GET',
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        `https://${masters.apis[0]}${where}`,
        { ...tls(), headers, method, agent: false },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => resolve({ headers: answer.headers, bytes: Buffer.concat(chunks) }));
        },
      );
      sent.on('error', reject);
      sent.end();
    });
  }

  async function overHttp2(where: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
    const session = connect(`https://${masters.apis[0]}`, tls());
    try {
      return await new Promise((resolve, reject) => {
        const sent = session.request({ ':path': where, ...headers });
        const chunks: Buffer[] = [];
        let answered: Readonly<Record<string, unknown>> = {};
        sent.on('response', (given) => (answered = given));
        sent.on('data', (chunk: Buffer) => chunks.push(chunk));
        sent.on('end', () => resolve({ headers: answered, bytes: Buffer.concat(chunks) }));
        sent.on('error', reject);
      });
    } finally {
      session.close();
    }
  }

  for (const [name, ask] of [
    ['HTTP/1.1', overHttp1],
    ['HTTP/2', overHttp2],
  ] as const) {
    it(`are compressed over ${name} where the client takes that`, async () => {
      const plain = await ask(path, {});
      assert.equal(plain.headers['content-encoding'], undefined);
      assert.ok(plain.bytes.length > 500_000);
      const small = await ask(path, { 'accept-encoding': 'gzip' });
      assert.equal(small.headers['content-encoding'], 'gzip');
      assert.equal(small.headers['vary'], 'Accept-Encoding');
      assert.ok(small.bytes.length < plain.bytes.length / 10, `${small.bytes.length} bytes`);
      assert.deepEqual(itemsOf(gunzipSync(small.bytes)), itemsOf(plain.bytes));
    });

    it(`that are whole at once too, over ${name}, and short ones are not`, async () => {
      const [plain, small] = [
        await ask('/openapi/v2', {}),
        await ask('/openapi/v2', { 'accept-encoding': 'gzip' }),
      ];
      assert.equal(small.headers['content-encoding'], 'gzip');
      assert.ok(gunzipSync(small.bytes).equals(plain.bytes));
      const short = await ask(`${path}&limit=1`, { 'accept-encoding': 'gzip' });
      assert.equal(short.headers['content-encoding'], undefined);
    });
  }

  it('that nobody hears to the end cost the master nothing after', async () => {
    for (let round = 0; round < 20; round++)
      await new Promise<void>((resolve) => {
        const headers = { 'accept-encoding': 'gzip' };
        const sent = request(
          `https://${masters.apis[0]}${path}`,
          { ...tls(), headers, agent: false },
          (answer) => {
            answer.destroy();
            resolve();
          },
        );
        sent.on('error', () => undefined);
        sent.end();
      });
    const { headers, bytes } = await overHttp1(path, {}, 'HEAD');
    assert.deepEqual([bytes.length, headers['content-type']], [0, 'application/json']);
    masters.assertRuns(0);
  });
});
