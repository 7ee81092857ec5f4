// The HTTP face against who means no good, or does not know better: never a 500, never a crash, nothing kept.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:http2';
import { type TLSSocket, connect as connectTls } from 'node:tls';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { after, before, describe, it } from 'mocha';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpFace } from '#kit/api/faces.ts';
import { TestMasters } from '#kit/cli/masters.ts';

const path = '/api/v1/namespaces/default/configmaps';

describe('the HTTP face against hostile clients', function () {
  this.timeout(180_000);
  let masters: TestMasters;
  let http: HttpFace;

  before(async () => {
    masters = await TestMasters.up(1);
    http = new HttpFace(masters);
  });
  after(async () => {
    http[Symbol.dispose]();
    await masters[Symbol.asyncDispose]();
  });

  async function socket(): Promise<TLSSocket> {
    const [host = '', port = ''] = (masters.apis[0] ?? '').split(':');
    const made = connectTls({
      host,
      port: Number(port),
      ca: masters.authority.certificate,
      cert: masters.administrator.certificate,
      key: masters.administrator.key,
      ALPNProtocols: ['http/1.1'],
    });
    made.on('error', () => undefined);
    await once(made, 'secureConnect');
    return made;
  }

  /** What is said back to raw bytes, until the other side closes or says nothing more for a while. */
  async function answerTo(bytes: string | Uint8Array): Promise<string> {
    const to = await socket();
    let said = '';
    to.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
    to.write(bytes);
    for (let waited = 0; !to.destroyed && waited < 100 && said === ''; waited++) await sleep(100);
    to.destroy();
    return said;
  }

  async function isWell(): Promise<void> {
    assert.equal((await http.ask('GET', path)).status, 200);
  }

  it('refuses what is too large, without reading all of it', async () => {
    const body = JSON.stringify({ metadata: { name: 'big' }, data: { a: 'x'.repeat(10_000_000) } });
    await assert.doesNotReject(async () => {
      const { status } = await http.ask('POST', path, body);
      assert.equal(status, 413);
    });
    await isWell();
  });

  it('refuses JSON that is nested too deep, and what is no JSON', async () => {
    const deep = `{"metadata":{"name":"deep"},"data":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`;
    for (const body of [
      deep,
      '['.repeat(100_000),
      '{"a"',
      '"text"',
      '[]',
      'null',
      '\u0000',
      '{"metadata":[]}',
      '{"metadata":null}',
    ])
      assert.match(String((await http.ask('POST', path, body)).status), /^4\d\d$/, body.slice(0, 40));
    await isWell();
  });

  it('reads nothing compressed, so that no bomb goes off', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000)).toString('latin1');
    const { status } = await http.ask('POST', path, bomb, { 'content-encoding': 'gzip' });
    assert.equal(status, 415);
    await isWell();
  });

  it('refuses YAML that multiplies itself', async () => {
    const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x,x]'];
    for (let at = 1; at < 12; at++)
      lines.push(`a${at}: &a${at} [${Array.from({ length: 10 }, () => `*a${at - 1}`).join()}]`);
    const { status } = await http.ask('POST', path, lines.join('\n'), { 'content-type': 'application/yaml' });
    assert.equal(status, 400);
    await isWell();
  });

  it('answers what is no HTTP with 400, or closes', async () => {
    for (const bytes of [
      'nonsense\r\n\r\n',
      'GET\r\n\r\n',
      `GET / HTTP/1.1\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
      new Uint8Array(5_000).fill(255),
    ])
      assert.match(await answerTo(bytes), /^(HTTP\/1\.1 4\d\d|$)/);
    await isWell();
  });

  it('takes no more headers over HTTP/2 than over HTTP/1.1', async () => {
    // The first request of a connection may come before the server's bound of them is known to Node's HTTP/2.
    const fateOf = async (bytes: number): Promise<string> => {
      const session = connect(`https://${masters.apis[0]}`, { ca: masters.authority.certificate });
      const request = session.request({ ':path': '/healthz', 'x-large': 'x'.repeat(bytes) });
      const fate = await new Promise<string>((resolve) => {
        request.once('response', (headers) => resolve(String(headers[':status'])));
        request.once('error', (error) => resolve(error.message));
      });
      session.destroy();
      return fate;
    };
    assert.equal(await fateOf(30_000), '200');
    assert.match(await fateOf(40_000), /^431$|ENHANCE_YOUR_CALM/);
    assert.match(
      await answerTo(`GET /healthz HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(40_000)}\r\n\r\n`),
      /^HTTP\/1\.1 431 /,
    );
  });

  it('is not held up by clients that send slowly', async () => {
    const slow = await Promise.all(Array.from({ length: 100 }, () => socket()));
    for (const each of slow) each.resume().write('GET /api HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    await isWell();
    // Those that do not get to the end of their headers are closed.
    while (slow.some((each) => !each.destroyed)) await sleep(100);
  });

  it('has an answer for everything, and it is never that it broke', async () => {
    const text = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom('pods', 'v1', 'default', '..', '%00', '0', '-1', 'true'),
    );
    const parts = fc.array(text, { maxLength: 7 });
    const query = fc.dictionary(
      fc.constantFrom(
        'watch',
        'limit',
        'continue',
        'resourceVersion',
        'resourceVersionMatch',
        'labelSelector',
        'fieldSelector',
        'timeoutSeconds',
        'dryRun',
        'fieldValidation',
        'sendInitialEvents',
        'timeout',
      ),
      text,
    );
    const request = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
      root: fc.constantFrom(
        '/api/v1/',
        '/apis/apps/v1/',
        '/api/v1/namespaces/default/',
        '/apis/',
        '/',
        '/openapi/',
      ),
      parts,
      query,
      body: fc.option(fc.json(), { nil: undefined }),
      type: fc.constantFrom(
        'application/json',
        'application/merge-patch+json',
        'application/json-patch+json',
        'application/strategic-merge-patch+json',
        'application/apply-patch+yaml',
      ),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ method, root, parts: names, query: asked, body, type }) => {
        // A watch would go on: it is given a second at most.
        const search = new URLSearchParams({ ...asked, timeoutSeconds: '1' });
        const where = `${root}${names.map(encodeURIComponent).join('/')}?${search.toString()}`;
        const { status, text: answer } = await http.text(method, where, method === 'GET' ? undefined : body, {
          'content-type': type,
        });
        assert.ok(status < 500, `${method} ${where} ${body} was answered ${status}: ${answer}`);
      }),
      { numRuns: 400, interruptAfterTimeLimit: 60_000 },
    );
    await isWell();
  });
});
